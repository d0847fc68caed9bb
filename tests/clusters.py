"""A PostgreSQL for tests that is migrated and holds the catalogue: made anew, or copied from one that was kept.

Making takes most of the time of a single test. Who runs many of them keeps what was made in the folder that `FITHUB_TEST_CLUSTERS`
names: a cluster for each state of the migrations and of what loads the catalogue.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from infra.local.fingerprint import files_below, fingerprint
from infra.local.services import EmbeddedPostgres

ROOT: Final = Path(__file__).resolve().parent.parent
MIGRATED: Final = "migrated"
"""The database that stays as the migrations left it, to be copied."""
FILLED: Final = "fithub"
"""The one with the catalogue."""


@contextmanager
def filled_postgres(data: Path) -> Iterator[EmbeddedPostgres]:
    """A running server over the folder `data` with both databases, which is the caller's alone."""
    kept = os.environ.get("FITHUB_TEST_CLUSTERS")
    if kept:
        shutil.copytree(_kept(Path(kept)), data, dirs_exist_ok=True)
    with EmbeddedPostgres(data, fast=True) as postgres:
        if not kept:
            _fill(postgres)
        yield postgres


def _kept(folder: Path) -> Path:
    """The stopped cluster of this state of the code, made by the first who asks."""
    migrations = sorted(ROOT.glob("fithub/*/migrations/*.py"))
    loading = files_below(ROOT / "fithub" / "foods", without=frozenset({"__pycache__", "migrations"}))
    cluster = folder / fingerprint([*migrations, *loading, ROOT / "infra/local/services.py", Path(__file__)])[:16]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cluster.exists():
            unfinished = Path(tempfile.mkdtemp(dir=folder, prefix="unfinished-"))
            with EmbeddedPostgres(unfinished, fast=True) as postgres:
                _fill(postgres)
            unfinished.rename(cluster)
    return cluster


def _fill(postgres: EmbeddedPostgres) -> None:
    postgres.create_database(MIGRATED)
    postgres.app_url(MIGRATED)  # migrations grant to the role that this makes
    _manage(postgres.owner_url(MIGRATED), "migrate", "--verbosity", "0")
    postgres.create_database(FILLED, template=MIGRATED)
    _manage(postgres.owner_url(FILLED), "load_catalogue")


def _manage(owner_url: str, *command: str) -> None:
    """A management command on a database, as its owner, who has set no other settings yet."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
        "FITHUB_ENVIRONMENT": "test",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        **os.environ,
        "DATABASE_URL": owner_url,
    }
    arguments = [sys.executable, "manage.py", *command, "--skip-checks"]
    subprocess.run(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
