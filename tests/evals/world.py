"""A PostgreSQL and a Valkey of the evaluations' own, and people in it whose rows can be looked at as they are."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from infra.local.services import EmbeddedValkey
from tests.clusters import FILLED, filled_postgres

if TYPE_CHECKING:
    from tests.evals.grading import Rows
    from tests.people import Person

# The talk itself and what follows from other rows: no record of the person's.
NO_RECORD: Final = frozenset(
    {
        "accounts_user",
        "accounts_refreshtoken",
        # What waits for a yes; what the yes did is a row of its own.
        "coaching_approval",
        "coaching_conversation",
        "coaching_turn",
        "coaching_due",
        "core_change",
        "core_changeset",
        "core_dispatch",
        "core_once",
        "django_admin_log",
        "foods_foodvector",
        "foods_habit",
        "body_expenditure",
    }
)
_LIMITS: Final = "register=100000/m,sign_in=100000/m,message=100000/m"


@contextmanager
def world() -> Iterator[None]:
    """Django set up over services of its own, which are gone afterwards; a provider's key is left as it is."""
    with (
        TemporaryDirectory(prefix="fithub-evals-") as folder,
        filled_postgres(Path(folder)) as postgres,
        EmbeddedValkey(Path(folder)) as valkey,
    ):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
            "DATABASE_URL": postgres.app_url(FILLED),
            "REDIS_URL": valkey.url,
            "FITHUB_FILES_DIR": str(Path(folder) / "files"),
            "FITHUB_ENVIRONMENT": "test",
            "FITHUB_TEST_CLOCK": "1",
            "FITHUB_LOG_LEVEL": "ERROR",
            "FITHUB_RATE_LIMITS": _LIMITS,
        }
        import django

        django.setup()
        from django.db import connections

        try:
            yield
        finally:
            connections.close_all()


def rows_of(person: "Person") -> "Rows":
    """All that the database holds of a person and that is a record of theirs."""
    from fithub.exchange.everything import tables

    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    with person.acting():
        for table, texts in tables(person.user_id):
            for text in texts:
                if table not in NO_RECORD:
                    row: dict[str, Any] = json.loads(text)
                    found[table, str(row.get("id") or row.get("user_id"))] = row
    return found
