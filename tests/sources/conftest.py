"""Databases of their own for imports, which write what everybody sees: migrated, with a small catalogue."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Database:
    """A database and the command, as its owner."""

    owner_url: str
    app_url: str

    def manage(self, *command: object, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run a management command as the owner."""
        done = subprocess.run(
            [sys.executable, "manage.py", str(command[0]), "--skip-checks", *map(str, command[1:])],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": self.owner_url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr[-3000:]
        return done

    def import_foods(self, *arguments: object) -> str:
        """What the command says."""
        return self.manage("import_foods", *arguments).stdout

    def refused(self, *arguments: object) -> str:
        """What the command says when it refuses: in a line, not in a traceback."""
        done = self.manage("import_foods", *arguments, check=False)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr
        return done.stderr

    def rows(self, statement: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        """What a query answers its owner."""
        with psycopg.connect(self.owner_url) as owner:
            return owner.execute(statement, values).fetchall()


@pytest.fixture(scope="module")
def make_database(owner_url: str) -> Iterator[Callable[[], Database]]:
    """Makes migrated, empty databases; all gone after the module."""
    made: list[str] = []

    def address(url: str, name: str) -> str:
        return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

    def make() -> Database:
        name = f"sources_{uuid4().hex}"
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload,unused-ignore]
        made.append(name)
        database = Database(address(owner_url, name), address(os.environ["DATABASE_URL"], name))
        database.manage("migrate", "--verbosity", "0")
        return database

    yield make
    with psycopg.connect(owner_url, autocommit=True) as owner:
        for name in made:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload,unused-ignore]


@pytest.fixture(scope="module")
def database(make_database: Callable[[], Database]) -> Database:
    """One for the tests of a module that use products of their own."""
    return make_database()
