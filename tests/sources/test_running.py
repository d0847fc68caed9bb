"""Imports that are killed, that meet, that are fetched, and that are not the file they should be."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from fithub.core.errors import InvalidInput
from fithub.sources import fdc, fdc_staging, off
from fithub.sources.download import check_address
from fithub.sources.gtin import check_digit
from fithub.sources.runs import Run
from tests.sources import dumps
from tests.sources.conftest import ROOT, Database

FOODS = "SELECT id, name, brand, nutrients_per_100g, flags, words, prior FROM foods_food ORDER BY id"
PORTIONS = "SELECT id, food_id, sequence, unit, label, grams FROM foods_portion ORDER BY id"
LOCKS = """
SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()
"""
OTHERS = "SELECT food_id, code FROM sources_barcode UNION ALL SELECT id, code FROM sources_heldback ORDER BY 1"
COUNTS = "SELECT counts, finished_at IS NULL FROM sources_import ORDER BY id"


def branded(path: Path, number: int) -> Path:
    return dumps.branded(path, lambda: ((f"ZORB No {place}", "Zorbco") for place in range(number)), every=10)


def small_dump(kind: str, folder: Path, number: int) -> Path:
    """So many products in either format."""
    if kind == "fdc":
        return branded(folder / "branded.zip", number)
    codes = (f"{code}{check_digit(code)}" for code in (f"400{n:09d}" for n in range(number)))
    products = [{"code": code, "product_name": "Zorb", "energy-kcal_100g": 50} for code in codes]
    return dumps.off_csv(folder / "off.gz", products)


def state(database: Database) -> list[Any]:
    """Everything that an import writes."""
    return [
        database.rows(FOODS),
        database.rows(PORTIONS),
        database.rows(OTHERS),
        database.rows("SELECT * FROM foods_brandedname ORDER BY 1"),
    ]


@pytest.mark.parametrize("kind", ["fdc", "off"])
def test_an_import_that_stops_again_and_again_ends_like_one_that_does_not(
    make_database: Callable[[], Database], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    for module, name, size in ((fdc_staging, "_CHUNK", 7), (fdc, "BATCH", 4), (off, "BATCH", 4)):
        monkeypatch.setattr(module, name, size)
    dump = small_dump(kind, tmp_path, 15)
    straight, stopped = make_database(), make_database()
    straight.import_foods(kind, dump)
    keep, kept = Run.keep, 0

    def keep_two(run: Run, step: str, position: Any) -> None:
        nonlocal kept
        kept += 1
        if kept % 3 == 0:
            raise InterruptedError("pulled the plug")
        keep(run, step, position)

    tries = 1
    with monkeypatch.context() as plug:
        plug.setattr(Run, "keep", keep_two)
        while True:
            try:
                stopped.import_foods(kind, dump)
            except InterruptedError:
                tries += 1
            else:
                break
            assert tries < 100
    assert tries >= 3
    assert state(stopped) == state(straight)
    assert stopped.rows(COUNTS) == straight.rows(COUNTS)
    assert stopped.rows("SELECT count(*) FROM pg_class WHERE relname LIKE %s", "sources_incoming%") == [(0,)]


@pytest.mark.parametrize("kind", ["fdc", "off"])
def test_after_a_crash_of_the_server_it_begins_anew_and_takes_nothing_away(
    make_database: Callable[[], Database], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(fdc, "BATCH", 4)
    monkeypatch.setattr(off, "BATCH", 4)
    database, dump = make_database(), small_dump(kind, tmp_path, 10)
    keep = Run.keep

    def keep_a_batch(run: Run, step: str, position: Any) -> None:
        if run.position(step) and step in {"made", "read"}:
            raise InterruptedError("pulled the plug")
        keep(run, step, position)

    with monkeypatch.context() as plug:
        plug.setattr(Run, "keep", keep_a_batch)
        with pytest.raises(InterruptedError):
            database.import_foods(kind, dump)
    with psycopg.connect(database.url) as owner:
        # What a crash leaves of a table that is not logged.
        owner.execute("TRUNCATE sources_incoming_seen")
    assert "as they were" in database.import_foods(kind, dump)
    assert database.rows("SELECT count(*) FROM foods_food WHERE 'retired' = ANY (flags)") == [(0,)]


def test_a_killed_import_goes_on_where_it_was_and_two_never_run_at_once(
    make_database: Callable[[], Database], tmp_path: Path
) -> None:
    database = make_database()
    dump = branded(tmp_path / "branded.zip", 7_000)
    started = subprocess.Popen(
        [sys.executable, "manage.py", "import_foods", "--skip-checks", "fdc", str(dump)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database.url},
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not database.rows("SELECT 1 FROM sources_import WHERE position ? 'made'"):
            assert time.monotonic() < deadline
            assert started.poll() is None
            time.sleep(0.05)
        assert "import_running" in database.refused("fdc", dump)
    finally:
        started.kill()
        started.wait()
    ((before,),) = database.rows("SELECT count(*) FROM foods_food")
    assert 0 < before < 7_000
    # The server notices within a moment that the one who was killed is gone.
    deadline = time.monotonic() + 30
    while database.rows(LOCKS):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    said = database.import_foods("fdc", dump)
    assert "food.csv" not in said
    assert "4,900 new or changed, 1,400 held back, 700 older editions left out" in said
    assert database.rows("SELECT count(*), count(DISTINCT source_ref) FROM foods_food") == [(4_900, 4_900)]
    assert database.rows("SELECT count(*) FROM sources_import") == [(1,)]


def test_a_file_that_is_another_one_is_refused(database: Database, tmp_path: Path) -> None:
    dump = branded(tmp_path / "branded.zip", 5)
    before = database.rows("SELECT count(*) FROM foods_food")
    refused = database.refused("fdc", dump, "--sha256", "0" * 64)
    assert "another checksum" in refused
    assert "one by one" in database.refused("fdc", dump, dump, "--sha256", "0" * 64)
    assert database.rows("SELECT count(*) FROM foods_food") == before
    digest = hashlib.sha256(dump.read_bytes()).hexdigest()
    assert "imported" in database.import_foods("fdc", dump, "--sha256", digest.upper(), "--shrink")
    assert database.rows("SELECT checksum FROM sources_import ORDER BY id DESC LIMIT 1") == [(digest,)]


def test_several_dumps_in_one_go(make_database: Callable[[], Database], tmp_path: Path) -> None:
    database = make_database()
    plain = dumps.fdc(
        tmp_path / "plain.zip",
        [{"fdc_id": 1, "data_type": "sr_legacy_food", "description": "Zorbroot, raw"}],
        nutrients={1: {1008: 30}},
        sr_legacy_food=[{"fdc_id": 1, "NDB_number": 99001}],
    )
    said = database.import_foods("fdc", branded(tmp_path / "branded.zip", 5), plain)
    assert said.count(" imported: ") == 2
    assert database.rows("SELECT source, count(*) FROM foods_food GROUP BY 1 ORDER BY 1") == [
        ("branded", 3),
        ("sr28", 1),
    ]


def test_a_dump_that_was_cut_short_takes_nothing_away(make_database: Callable[[], Database], tmp_path: Path) -> None:
    database = make_database()
    database.import_foods("fdc", branded(tmp_path / "whole.zip", 200))
    less = branded(tmp_path / "less.zip", 20)
    assert "dump_shrunk" in database.refused("fdc", less)
    assert database.rows("SELECT count(*) FROM foods_food WHERE 'retired' = ANY (flags)") == [(0,)]
    assert "126 retired" in database.import_foods("fdc", less, "--shrink")


@contextmanager
def serving(content: bytes, *, breaks_at: int = 0) -> Iterator[tuple[str, list[str]]]:
    """A file by HTTP, with ranges; the first answer breaks off at a byte. The address, and the ranges that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers.get("Range", ""))
            if self.headers.get("If-None-Match") == '"one"':
                self.send_response(304)
                self.end_headers()
                return
            first = int(asked[-1].removeprefix("bytes=").rstrip("-") or 0)
            self.send_response(206 if first else 200)
            self.send_header("ETag", '"one"')
            self.send_header("Content-Length", str(len(content) - first))
            if first:
                self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
            self.end_headers()
            self.wfile.write(content[first:breaks_at] if breaks_at and len(asked) == 1 else content[first:])

        def log_message(self, *_: Any) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/datasets/branded.zip", asked
    server.shutdown()
    server.server_close()


def test_a_download_goes_on_where_it_broke_off(make_database: Callable[[], Database], tmp_path: Path) -> None:
    database = make_database()
    content = branded(tmp_path / "branded.zip", 50).read_bytes()
    with serving(content, breaks_at=1_000) as (address, asked):
        refused = database.refused("fdc", address, "--downloads", tmp_path / "kept")
        assert "1,000 bytes are kept" in refused
        assert "imported" in database.import_foods("fdc", address, "--downloads", tmp_path / "kept")
        assert asked == ["", "bytes=1000-"]
        assert "nothing to do" in database.import_foods("fdc", address, "--downloads", tmp_path / "kept")
    assert (tmp_path / "kept" / "branded.zip").read_bytes() == content


def test_where_there_is_no_network_it_says_what_to_do(database: Database, tmp_path: Path) -> None:
    said = database.refused("off", "http://127.0.0.1:9/dump.gz", "--downloads", tmp_path)
    assert "download_failed" in said
    assert "give the path of a dump" in said
    assert "address_refused" in database.refused("fdc", "http://example.org/dump.zip", "--downloads", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nobody_elsewhere_leads_to_this_machine() -> None:
    check_address("https://example.org/dump.zip")
    check_address("http://127.0.0.1:8000/dump.zip")
    check_address("http://127.0.0.1:8000/dump.zip", led_from="http://localhost/dump.zip")
    for url in ("http://127.0.0.1/dump.zip", "http://[::1]/dump.zip", "http://example.org/", "file:///etc/passwd"):
        with pytest.raises(InvalidInput):
            check_address(url, led_from="https://example.org/dump.zip")
