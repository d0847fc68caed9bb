"""The seed catalogue under the application's own code, for commands that measure what it knows and how quickly."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.clusters import FILLED, filled_postgres

# Nothing that is measured so asks it for anything; the settings only want an address.
_NO_QUEUE = "redis://127.0.0.1:1/0"


@contextmanager
def seed_catalogue() -> Iterator[None]:
    """Django set up over a PostgreSQL of its own with the seed catalogue, gone afterwards; over DATABASE_URL's where it is set."""
    if "DATABASE_URL" in os.environ:
        _set_up(os.environ["DATABASE_URL"])
        yield
        return
    with (
        TemporaryDirectory(prefix="fithub-catalogue-") as folder,
        filled_postgres(Path(folder)) as postgres,
    ):
        _set_up(postgres.app_url(FILLED))
        from django.db import connections

        try:
            yield
        finally:
            connections.close_all()


def _set_up(address: str) -> None:
    os.environ["DATABASE_URL"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fithub.config.settings")
    os.environ.setdefault("REDIS_URL", _NO_QUEUE)
    import django

    django.setup()
