"""What somebody sends to POST /imports to break it, or to see another's: refused or told, nothing half-written, no 500."""

import bz2
import gzip
import io
import lzma
import stat
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fithub.exchange.models import Import
from tests.api.test_openapi import conforms
from tests.exchange import files, workbooks
from tests.exchange.test_imports import NOW, entries, send
from tests.exchange.workbooks import SHEET, sheet_xml, with_parts, workbook
from tests.people import Person
from tests.threads import alone
from tests.working import work_for

DIARY = files.table(["Date", "Food", "Calories"], [("2026-05-04", "Egg", 70), ("2026-05-04", "Rice", 300)])


@pytest.fixture
def alice() -> Person:
    return Person.register(time_zone="Europe/Berlin", now=NOW)


def looked_at(person: Person, data: bytes, name: str = "diary.csv") -> dict[str, Any]:
    sent = send(person, data, name)
    assert sent.status_code in {200, 201}, sent.content
    work_for(person)
    told: dict[str, Any] = conforms(person.get(f"/imports/{sent.json()['id']}"), "/imports/{import_id}", "GET")
    return told


def form(person: Person, body: bytes, content_type: str = "multipart/form-data; boundary=b") -> Any:
    headers = {"Authorization": f"Bearer {person.access}"} | person.headers
    return person.client.generic("POST", "/api/v1/imports", body, content_type=content_type, headers=headers)


def part(disposition: bytes, content: bytes = DIARY, more: bytes = b"") -> bytes:
    return (
        b"--b\r\nContent-Disposition: form-data; " + disposition + b"\r\n" + more + b"\r\n" + content + b"\r\n--b--\r\n"
    )


FORMS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "multipart/form-data; boundary=b"),
    "no boundary": (part(b'name="file"; filename="a.csv"'), "multipart/form-data"),
    "an endless boundary": (b"", "multipart/form-data; boundary=" + "b" * 5_000),
    "a boundary that is no ASCII": (b"", "multipart/form-data; boundary=\u00e9"),
    "noise": (b"\x00\xff" * 500, "multipart/form-data; boundary=b"),
    "never closed": (part(b'name="file"; filename="a.csv"')[:-30], "multipart/form-data; boundary=c"),
    "base64 that is none": (
        part(b'name="file"; filename="a.csv"', b"!!!", b"Content-Transfer-Encoding: base64\r\n"),
        "multipart/form-data; boundary=b",
    ),
    "no file, but a field of that name": (part(b'name="file"'), "multipart/form-data; boundary=b"),
    "a field of megabytes": (part(b'name="x"', b"x" * 3_000_000), "multipart/form-data; boundary=b"),
    "thousands of fields": (
        b"".join(b'--b\r\nContent-Disposition: form-data; name="%d"\r\n\r\n\r\n' % n for n in range(1_200)) + b"--b--\r\n",
        "multipart/form-data; boundary=b",
    ),
    "hundreds of files": (
        b"".join(
            b'--b\r\nContent-Disposition: form-data; name="f%d"; filename="a"\r\n\r\nx\r\n' % n for n in range(150)
        )
        + b"--b--\r\n",
        "multipart/form-data; boundary=b",
    ),
    "a file of nothing": (part(b'name="file"; filename="a.csv"', b""), "multipart/form-data; boundary=b"),
    "another kind of parts": (part(b'name="file"; filename="a.csv"'), "multipart/mixed; boundary=b"),
}  # fmt: skip


@pytest.mark.parametrize("what", FORMS)
def test_a_form_that_is_none_is_refused(alice: Person, what: str) -> None:
    answer = form(alice, *FORMS[what])
    assert 400 <= answer.status_code < 500, answer.content
    told = answer.json()
    assert told["code"]
    assert told["detail"].endswith("."), told
    assert answer["Content-Type"].startswith("application/problem+json")
    assert alice.get("/imports").json()["items"] == []


@pytest.mark.parametrize(
    "disposition",
    [
        b'name="file"; filename="\xff\xfe.csv"',
        b"name=\"file\"; filename*=UTF-8''%ED%A0%80%00.csv",
        b"name=\"file\"; filename*=nonsense''a.csv",
        b'name="file"; filename="../../../etc/passwd"',
        b'name="file"; filename="C:\\\\x\\\\y.csv"',
        b'name="file"; filename="' + b"a" * 900 + b'.csv"',
        b'name="file"; filename="a\x00b.csv"',
    ],
)
def test_a_name_is_a_name_and_no_path(alice: Person, disposition: bytes) -> None:
    answer = form(alice, part(disposition))
    assert answer.status_code in {201, 400, 422}, answer.content
    if answer.status_code == 201:
        name = answer.json()["name"]
        assert 0 < len(name) <= 200
        assert not set(name) & set("/\\\x00"), name
        assert answer.json()["preview"]["counts"] == {"entries": 2}


def zipped(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def link(name: str, to: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info, to


def no_utf8() -> bytes:
    """A zip that says of its names that they are UTF-8, which they are not."""
    return zipped(("\u00e9.csv", DIARY)).replace("\u00e9".encode(), b"\xff\xfe")


def of_another_version() -> bytes:
    data = bytearray(zipped(("a.csv", DIARY)))
    place = data.index(b"PK\x01\x02")
    data[place + 6 : place + 8] = b"\xff\xff"
    return bytes(data)


def beyond_its_end() -> bytes:
    """Its directory says that the member begins behind the file's end."""
    data = bytearray(zipped(("a.csv", DIARY)))
    place = data.index(b"PK\x01\x02")
    data[place + 42 : place + 46] = b"\xf0\xff\xff\x7f"
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "gzip": (lambda: gzip.compress(DIARY), "file_binary"),
    "bzip2": (lambda: bz2.compress(DIARY), "file_binary"),
    "xz": (lambda: lzma.compress(DIARY), "file_binary"),
    "a line of 50 MB": (lambda: b"Date,Food,Calories\n" + b"x" * 50_000_000, "file_malformed"),
    "a quoted value of 50 MB": (lambda: b'Date,Food,Calories\n2026-05-04,"' + b"x\n" * 25_000_000, "file_malformed"),
    "a zip of 100,000 members": (
        lambda: zipped(*((f"{number}.csv", b"") for number in range(100_000))),
        "zip_bomb",
    ),
    "symlinks alone": (lambda: zipped(link("a.csv", b"/etc/passwd"), link("b.csv", b"../../x")), "zip_nothing"),
    "names that are no UTF-8": (no_utf8, "zip_broken"),
    "another version of zip": (of_another_version, "zip_broken"),
    "a member behind the end": (beyond_its_end, "zip_broken"),
    "blank lines": (lambda: b"\r\n" * 500, "file_empty"),
    "a mark and nothing": (lambda: b"\xef\xbb\xbf", "file_empty"),
    "headers in UTF-16 cut within a letter": (lambda: b"\xff\xfeD\x00a", "no_table"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_none_says_why(alice: Person, what: str) -> None:
    make, code = REFUSED[what]
    began = time.monotonic()
    told = looked_at(alice, make())
    assert (told["state"], told["error"]["code"]) == ("failed", code), told
    assert told["error"]["detail"].endswith((".", ")."))
    assert alice.post(f"/imports/{told['id']}/commit").json()["code"] == "import_unreadable"
    assert entries(alice) == []
    assert time.monotonic() - began < 60


def test_an_empty_file_is_kept_nowhere(alice: Person) -> None:
    for answer in (send(alice, b""), form(alice, part(b'name="file"; filename="a.csv"', b""))):
        assert (answer.status_code, answer.json()["code"]) == (422, "file_empty")
    assert alice.get("/imports").json()["items"] == []


def test_paths_in_a_zip_lead_nowhere(alice: Person) -> None:
    told = looked_at(
        alice,
        zipped(("../../../../tmp/evil.csv", DIARY), link("passwd.csv", b"/etc/passwd"), ("/etc/x.pdf", b"x")),
        "x.zip",
    )
    assert told["state"] == "ready", told["error"]
    assert {table["name"] for table in told["mapping"]["tables"]} == {"evil.csv"}
    assert told["preview"]["counts"] == {"entries": 2}
    assert sorted(told["preview"]["left"]) == ["passwd.csv", "x.pdf"]


@pytest.mark.parametrize(
    "data",
    [
        b"My \x00 table\nDate,Food,Calories\n2026-05-04,Egg,70\n",
        b"Date,Food,Calo\x00ries,Calories\n2026-05-04,Egg,70,70\n",
        b"Date,Meal,Food,Calories\n2026-05-04,\x00,Egg,70\n2026-05-04,\xed\xa0\x80,Egg,70\n",
        b"Date,Food,Calories\n" + b"2026-05-04," + b"x" * 900 + b",70\n",
        "Date,Metric,Unit,Value\n2026-05-04,\u202e\U0010ffff,kg,1\n".encode(),
        "Date,Food,Calories\n2026-05-04,Egg,\u0667\u0660\n2026-05-04,\u0bf0,70\n".encode(),
    ],
)
def test_letters_that_the_database_does_not_keep(alice: Person, data: bytes) -> None:
    told = looked_at(alice, data)
    assert told["state"] in {"ready", "failed"}
    assert told["error"] is None or told["error"]["code"] not in {"internal", "job_failed"}, told["error"]
    if told["state"] == "ready":
        alice.post(f"/imports/{told['id']}/commit")
        work_for(alice)
        assert alice.get(f"/imports/{told['id']}").json()["state"] == "committed"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"slots": {"\\u0000": "lunch"}}',
        b'{"slots": {"\\ud800": "lunch"}}',
        b'{"zone": "\\u0000"}',
        b'{"tables": {"diary.csv": {"columns": {"Food": {"role": "\\u0000"}}}}}',
        b'{"tables": {"diary.csv": {"columns": {"Food": {"role": "energy_kcal", "unit": "\\ud800"}}}}}',
        b'{"tables": {"diary.csv": {"decimal": "x"}}}',
        b'{"tables": {"\\u0000": {}}}',
        b"[" * 100_000,
    ],
)
def test_answers_that_are_none_change_nothing(alice: Person, body: bytes) -> None:
    before = looked_at(alice, DIARY)
    answer = alice.patch(f"/imports/{before['id']}", body)
    assert 400 <= answer.status_code < 500, answer.content
    work_for(alice)
    assert alice.get(f"/imports/{before['id']}").json() == before


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {}),
        ("PATCH", "", {"zone": "Mars/Olympus"}),
        ("PATCH", "", {"tables": {"diary.csv": {"include": False}}}),
        ("DELETE", "", None),
        ("POST", "/commit", {}),
    ],
)
def test_anothers_import_is_none_whatever_is_asked(
    alice: Person, bob: Person, method: str, path: str, body: Any
) -> None:
    own = looked_at(alice, DIARY)
    answers = [bob.send(method, f"/imports/{each}{path}", body) for each in (own["id"], uuid4())]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (404, "import_not_found")
    theirs, nobodys = (dict(answer.json()) for answer in answers)
    for told in (theirs, nobodys):
        for name in ("instance", "request_id", "trace_id"):
            told.pop(name, None)
    assert theirs == nobodys, "nobody learns that there is one"
    assert alice.get(f"/imports/{own['id']}").json() == own
    assert bob.get("/imports").json()["items"] == []
    for other in ("PUT", "POST", "OPTIONS"):
        assert bob.send(other, f"/imports/{own['id']}", {}).status_code == 405
    assert bob.post("/changes/undo", {"change_set_id": str(uuid4())}).status_code == 404


def test_the_same_file_at_once_is_one_import(alice: Person) -> None:
    def sends(_: int) -> tuple[int, str]:
        other = Person(**{**alice.__dict__, "client": Client(raise_request_exception=False)})
        answer = send(other, DIARY)
        return answer.status_code, answer.json().get("id", "")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(alone(sends), range(4)))
    assert {code for code, _ in answers} <= {200, 201}, answers
    assert len({each for _, each in answers}) == 1
    assert [code for code, _ in answers].count(201) == 1


def test_a_commit_of_a_commit_at_once_writes_once(alice: Person) -> None:
    sent = looked_at(alice, DIARY)

    def commits(_: int) -> int:
        other = Person(**{**alice.__dict__, "client": Client(raise_request_exception=False)})
        return int(other.post(f"/imports/{sent['id']}/commit").status_code)

    def works(_: int) -> None:
        work_for(alice)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(alone(commits), range(4))) == {202}
        list(pool.map(alone(works), range(2)))
        assert set(pool.map(alone(commits), range(4))) == {202}
        list(pool.map(alone(works), range(2)))
    told = alice.get(f"/imports/{sent['id']}").json()
    assert (told["state"], len(entries(alice))) == ("committed", 2)


def _empty_rows() -> bytes:
    return with_parts(
        workbook({"Diary": []}), {SHEET: sheet_xml(b"".join(b'<row r="%d"/>' % n for n in range(1, 40_000)))}
    )


def _wide_rows() -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row>"
    return with_parts(workbooks.workbook({"Diary": []}), {SHEET: sheet_xml(row * 60)})


@pytest.mark.parametrize(
    "make",
    [
        _empty_rows,
        _wide_rows,
        lambda: b"Date,Food,Calories\n" + b",,1\n" * 70_000,
        lambda: files.packed({"a.csv": b"Date,Food,Calories\n" + b"".join(b",,%d\n" % n for n in range(200_000))}),
    ],
)
def test_what_is_much_is_not_looked_at_while_its_sender_waits(alice: Person, make: Callable[[], bytes]) -> None:
    sent = send(alice, make(), "book.xlsx").json()
    assert sent["state"] == "reading"
    with alice.acting():
        assert Import.objects.get(pk=sent["id"]).job_id is not None
