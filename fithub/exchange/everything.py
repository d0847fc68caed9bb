"""All that FitHub has of a person, table by table, as JSON: complete but for secrets, and for what is no data of theirs."""

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from psycopg import sql

# Tables that have a person in them and are not exported, and why.
EXEMPT: Final = {
    "accounts_refreshtoken": "links of sessions: secrets, and of no use elsewhere",
    "core_once": "answers kept for a few days in case a request is repeated; what they tell of is in the other tables",
    "core_dispatch": "which jobs wait; the jobs themselves are exported",
    "foods_foodvector": "computed from the names of foods",
    "coaching_memoryvector": "computed from what is remembered",
    "exchange_export": "the exports themselves",
}
# Columns that are never shown to anybody.
_SECRET: Final = re.compile(r"password|secret|registration_key|used_key|token(?!s)|_hash$|digest")


def owned_models() -> dict[str, type[models.Model]]:
    """Every table with a person in it, by its name."""
    owned = {}
    for model in apps.get_models():
        columns = {field.column for field in model._meta.concrete_fields}
        if "user_id" in columns or model._meta.label == "accounts.User":
            owned[model._meta.db_table] = model
    return owned


def tables(user_id: UUID) -> Iterator[tuple[str, Iterator[str]]]:
    """Each table's name, and its rows as JSON texts. Call within `acting_as`, and use one up before the next."""
    for name, model in sorted(owned_models().items()):
        if name not in EXEMPT:
            yield name, _rows(model, user_id)


def described() -> dict[str, Any]:
    """What the tables and their columns are: the schema that goes with the data."""
    return {
        name: {
            "about": " ".join((model.__doc__ or "").split()),
            "columns": {
                field.column: {
                    "type": field.get_internal_type(),
                    "nullable": field.null,
                    **({"refers_to": field.related_model._meta.db_table} if field.related_model else {}),
                }
                for field in model._meta.concrete_fields
                if field.column and not _SECRET.search(field.column)
            },
        }
        for name, model in sorted(owned_models().items())
        if name not in EXEMPT
    }


def _rows(model: type[models.Model], user_id: UUID) -> Iterator[str]:
    """As the database writes them, so that no digit passes through a double."""
    table, owner = model._meta.db_table, "id" if model._meta.label == "accounts.User" else "user_id"
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    statement = sql.SQL("SELECT (to_jsonb(t) - %s::text[])::text FROM {} t WHERE t.{} = %s ORDER BY t.{}").format(
        sql.Identifier(table), sql.Identifier(owner), sql.Identifier(str(model._meta.pk.column))
    )
    secrets = [column for column in columns if _SECRET.search(column)]
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [secrets, user_id])
        while found := cursor.fetchmany(1_000):
            for (row,) in found:
                yield row
