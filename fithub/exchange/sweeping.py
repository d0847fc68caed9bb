"""Removing imports and exports that have expired, of all people at once."""

from django.db import connection

from fithub.core.ownership import sweeping
from fithub.exchange import files


def sweep_exchange() -> int:
    """Delete what has expired and its files; returns how many rows.

    No condition is named: row-level security lets the sweep see and delete expired rows and no others.
    """
    removed: list[str] = []
    with sweeping(), connection.cursor() as cursor:
        for table in ("exchange_import", "exchange_export"):
            cursor.execute(f"DELETE FROM {table} RETURNING path")  # noqa: S608 (a name of ours)
            removed += [path for (path,) in cursor.fetchall()]
    for path in removed:
        files.drop(path)
    return len(removed)
