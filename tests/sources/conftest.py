"""Databases of their own for imports, which write what everybody sees: migrated, without a catalogue."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Database:
    """A database and its owner's commands, run in this process; `environment` is that of a command in another one."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"DATABASE_URL": self.url}

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Everything within runs on this database as its owner."""
        before = connections["default"]
        parts = urlsplit(self.url)
        connections["default"] = type(before)(
            before.settings_dict
            | {
                "USER": parts.username,
                "PASSWORD": parts.password,
                "NAME": parts.path.removeprefix("/"),
                "OPTIONS": {key: value for key, value in before.settings_dict["OPTIONS"].items() if key != "pool"},
            },
            "default",
        )
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = before

    def manage(self, *command: object) -> str:
        """Run a management command; what it says."""
        said = StringIO()
        with self.as_owner():
            call_command(
                str(command[0]), *map(str, command[1:]), stdout=said, stderr=said, verbosity=0, skip_checks=True
            )
        return said.getvalue()

    def import_foods(self, *arguments: object) -> str:
        """What the command says."""
        return self.manage("import_foods", *arguments)

    def refused(self, *arguments: object) -> str:
        """What the command says when it refuses: in a line, not in a traceback."""
        with pytest.raises(CommandError) as refusal:
            self.import_foods(*arguments)
        return str(refusal.value)

    def rows(self, statement: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        """What a query answers its owner."""
        with psycopg.connect(self.url) as owner:
            return owner.execute(statement, values).fetchall()


@pytest.fixture(scope="module")
def make_database(make_empty_database: Callable[[], str]) -> Callable[[], Database]:
    """Makes migrated, empty databases; all gone after the module."""
    return lambda: Database(make_empty_database())


@pytest.fixture(scope="module")
def database(make_database: Callable[[], Database]) -> Database:
    """One for the tests of a module that use products of their own."""
    return make_database()
