"""Writing many rows at once: COPY into a temporary table, then one upsert."""

from collections.abc import Iterable, Sequence
from typing import Any, LiteralString

from django.db import connection
from psycopg import sql


def upsert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, key: str = "id") -> int:
    """COPY the rows into a temporary twin of the table, then insert them, or update those that differ; returns how many.

    The twin, `incoming_…`, is there until the transaction ends. Runs as the owner of the tables.
    """
    others = [column for column in columns if column != key]
    into = sql.Identifier(table)
    parts = {
        "table": into,
        "incoming": sql.Identifier(f"incoming_{table}"),
        "key": sql.Identifier(key),
        "names": _joined(", ", "{}", columns, into),
        "changes": _joined(", ", "{} = EXCLUDED.{}", others, into),
        "differs": _joined(" OR ", "{table}.{} IS DISTINCT FROM EXCLUDED.{}", others, into),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {incoming} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA"
            ).format(**parts)
        )
        with cursor.copy(sql.SQL("COPY {incoming} ({names}) FROM STDIN").format(**parts)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            sql.SQL(
                "INSERT INTO {table} ({names}) SELECT {names} FROM {incoming} "
                "ON CONFLICT ({key}) DO UPDATE SET {changes} WHERE {differs}"
            ).format(**parts)
        )
        written: int = max(0, cursor.rowcount)
    return written


def _joined(by: LiteralString, template: LiteralString, columns: Sequence[str], table: sql.Identifier) -> sql.Composed:
    names = [sql.Identifier(column) for column in columns]
    places = template.replace("{table}", "").count("{}")
    return sql.SQL(by).join(sql.SQL(template).format(*[name] * places, table=table) for name in names)
