"""An import of made-up branded foods in the format of FoodData Central: how long it takes, and how much memory it holds.

    python -m tests.benchmarks.imports [1000000]

The dump is written as a zip into the folder for temporary files and removed afterwards. The import runs as the command that
everybody uses, in a process of its own on a PostgreSQL of its own that holds the seed. Memory is the resident set of that process,
and the proportional set of PostgreSQL with all its workers, in MB of 10^6 bytes, once a second.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psutil

from infra.local.services import EmbeddedPostgres
from tests.benchmarks.search_brands import foods
from tests.clusters import ROOT
from tests.sources.dumps import branded

POINTS: Final = 24

type Sample = tuple[float, float, float]


def main(number: int) -> None:
    """Write a dump of so many products, import it, and print what that took."""
    with TemporaryDirectory(prefix="fithub-imports-") as folder, EmbeddedPostgres(Path(folder), fast=True) as postgres:
        postgres.create_database("fithub")
        owner = os.environ | {"DATABASE_URL": postgres.owner_url("fithub")}
        for command in (["migrate", "--verbosity", "0"], ["load_catalogue"]):
            subprocess.run(
                [sys.executable, "manage.py", *command, "--skip-checks"],
                cwd=ROOT,
                env=owner,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        began = time.perf_counter()
        dump = branded(Path(folder) / "branded.zip", lambda: foods(number))
        print(
            f"{number:,} products written in {time.perf_counter() - began:.0f} s: {dump.stat().st_size / 1e6:.0f} MB",
            flush=True,
        )
        for time_of in ("first", "second"):
            began = time.perf_counter()
            samples = _import(dump, owner)
            took = time.perf_counter() - began
            print(f"{time_of} import: {took:.0f} s ({took / 60:.1f} minutes), {number / took:,.0f} products/s")
            _print_curve(samples)


def _import(dump: Path, environment: dict[str, str]) -> list[Sample]:
    """Run the command on a dump and watch it: seconds since its start, its memory, and PostgreSQL's."""
    began = time.perf_counter()
    samples = []
    with subprocess.Popen(
        [sys.executable, "manage.py", "import_foods", "--skip-checks", "fdc", str(dump)], cwd=ROOT, env=environment
    ) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.Error):
                samples.append(
                    (time.perf_counter() - began, watched.memory_info().rss / 1e6, _of_postgres(dump.parent))
                )
            time.sleep(1)
    if process.returncode:
        raise SystemExit("the import failed")
    return samples


def _of_postgres(folder: Path) -> float:
    """MB of the server whose data is in a folder, shared pages counted once."""
    total = 0.0
    for server in _servers(folder):
        for process in (server, *server.children(recursive=True)):
            with suppress(psutil.Error):
                total += process.memory_full_info().pss / 1e6
    return total


def _servers(folder: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and any(str(folder) in part for part in process.info["cmdline"] or ()):
            yield process


def _print_curve(samples: list[Sample]) -> None:
    highest = max(sample[1] for sample in samples)
    print(f"  memory at most {highest:.0f} MB, PostgreSQL {max(sample[2] for sample in samples):.0f} MB")
    for place in range(0, len(samples), -(-len(samples) // POINTS)):
        seconds, own, database = samples[place]
        print(f"  {seconds:6.0f} s {own:6.0f} MB {'▇' * round(own / 4)}  PostgreSQL {database:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
