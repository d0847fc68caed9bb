"""The change log: who changed what, and taking it back.

A set is undone by putting each of its rows back as it was, newest first, and redone by putting each forward again. Both are
changes themselves, so they stand in the log too. A row that has been changed since stops the undo as a whole: nothing is
half taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Exists, OuterRef, QuerySet
from psycopg import sql

from fithub.core.clock import now
from fithub.core.errors import Conflict, NotFound
from fithub.core.models import Change, ChangeSet
from fithub.core.ownership import Actor
from fithub.core.wire import to_json

# Proposals, not a person's record: a set that touched nothing else is passed over by "undo".
PROPOSALS = frozenset({"diary_draft", "body_proposal"})


@dataclass(frozen=True, slots=True)
class Reversal:
    """What an undo or a redo did: the set it worked on, and that set's rows in the order in which they were put back."""

    change_set: ChangeSet
    rows: tuple[Change, ...]


def own_sets(user_id: UUID) -> QuerySet[ChangeSet]:
    """The person's sets, newest first, each with its rows at hand; undos and redos are among them."""
    return ChangeSet.objects.filter(user_id=user_id).order_by("-sequence").prefetch_related("rows")


def undo(*, user_id: UUID, change_set_id: UUID | None = None, turn_id: UUID | None = None) -> Reversal:
    """Take back one set: the one named (by itself or by its turn), or else the newest not yet taken back.

    Call within `acting_as`. Raises NotFound (`nothing_to_undo`, `change_set_not_found`), Conflict (`already_undone`,
    `changed_since`, `used_since`, `gone_since`).
    """
    chosen = _undoable(user_id, change_set_id, turn_id)
    rows = tuple(chosen.rows.order_by("-id"))
    _reverse(chosen, rows, back=True)
    chosen.undone_at = now()
    chosen.save(update_fields=["undone_at"])
    return Reversal(chosen, rows)


def redo(*, user_id: UUID) -> Reversal:
    """Apply the set that was taken back last once more.

    Call within `acting_as`. Raises NotFound (`nothing_to_redo`), Conflict (`changed_since`, `used_since`, `gone_since`).
    """
    undone = _recorded(user_id).filter(undone_at__isnull=False).order_by("-undone_at", "sequence").first()
    if undone is None:
        raise NotFound("nothing_to_redo", "Nothing has been undone that could be done again.")
    chosen = _locked(undone.id)
    rows = _pointed_to_last(chosen.rows.order_by("id"))
    _reverse(chosen, rows, back=False)
    chosen.undone_at = None
    chosen.save(update_fields=["undone_at"])
    return Reversal(chosen, rows)


def _recorded(user_id: UUID) -> QuerySet[ChangeSet]:
    """The sets a person made themselves and would call a change: making the account is none."""
    record = Change.objects.filter(change_set=OuterRef("pk")).exclude(table_name__in=PROPOSALS)
    return ChangeSet.objects.filter(Exists(record), user_id=user_id, reverses=None).exclude(actor=Actor.SYSTEM)


def _undoable(user_id: UUID, change_set_id: UUID | None, turn_id: UUID | None) -> ChangeSet:
    sets = _recorded(user_id)
    if change_set_id is None and turn_id is None:
        newest = sets.filter(undone_at=None).order_by("-sequence").first()
        if newest is None:
            raise NotFound("nothing_to_undo", "There is no change left to undo.")
        named = newest
    else:
        wanted = sets.filter(pk=change_set_id) if change_set_id else sets.filter(turn_id=turn_id)
        found = wanted.order_by("-sequence").first()
        if found is None:
            raise NotFound("change_set_not_found", "There is no such change; GET /changes lists yours.")
        named = found
    chosen = _locked(named.pk)
    if chosen.undone_at is not None:
        raise Conflict("already_undone", "This change has been undone already; redo applies it again.")
    return chosen


def _locked(change_set_id: UUID) -> ChangeSet:
    """The set as it stands, held until the transaction ends: two undos at once become one and one refusal."""
    return ChangeSet.objects.select_for_update(of=("self",)).get(pk=change_set_id)


def _reverse(chosen: ChangeSet, rows: Sequence[Change], *, back: bool) -> None:
    """Put each row where it is wanted, and no other: taking back a food must not empty the entries that use it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reverses', %s, true)", [str(chosen.pk)])
    logged_before = _logged()
    for row in rows:
        _put(row, back=back)
    if _logged() - logged_before != len(rows):
        raise Conflict("used_since", "Something that was made in this change is used by now; undo the later use first.")
    _refuse_dangling()


def _pointed_to_last(rows: Iterable[Change]) -> tuple[Change, ...]:
    """The rows as they are done again: what is deleted goes after what points to it, which it would else take with it.

    A cascade is logged the other way round: first the row that was deleted, then those that went with it.
    """
    listed = list(rows)
    others = {field.related_model for model in apps.get_models() for field in model._meta.concrete_fields}
    pointed_to = {other._meta.db_table for other in others if other is not None}
    last = [row for row in listed if row.after is None and row.table_name in pointed_to]
    return (*(row for row in listed if row not in last), *reversed(last))


def _refuse_dangling() -> None:
    """What a row points to may have been deleted since; the database would else tell only at the transaction's end."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        raise Conflict(
            "gone_since", "Something that this change needs has been deleted since; undo that deletion first."
        ) from error


def _logged() -> int:
    """How many rows the change set of this transaction has so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_change WHERE change_set_id = current_setting('app.change_set')::uuid")
        return int(cursor.fetchone()[0])


def _put(row: Change, *, back: bool) -> None:
    """Bring one row from the state the log says it is in to the one wanted, or refuse.

    All in SQL over the logged jsonb, so that no digit passes through a double on its way. A row is in the state logged when
    laying that state over it changes nothing; columns that were added since do not count: they stay as they are, and a row that
    comes back has their defaults.
    """
    is_now, becomes = ("after", "before") if back else ("before", "after")
    if getattr(row, becomes) is None:
        template = "DELETE FROM {table} t USING core_change c WHERE {same}"
    elif getattr(row, is_now) is None:
        template = (
            "INSERT INTO {table} SELECT r.* FROM core_change c,"
            " jsonb_populate_record(null::{table}, {defaults}::jsonb || c.{wanted}) r WHERE c.id = %s ON CONFLICT DO NOTHING"
        )
    else:
        template = (
            "UPDATE {table} t SET ({columns}) = (SELECT {values} FROM jsonb_populate_record(t, c.{wanted}) r)"
            " FROM core_change c WHERE {same}"
        )
    table = sql.Identifier(row.table_name)
    columns = _columns(row.table_name)
    statement = sql.SQL(template).format(
        table=table,
        same=sql.SQL("c.id = %s AND t.id = c.row_id AND to_jsonb(t) || c.{} = to_jsonb(t)").format(
            sql.Identifier(is_now)
        ),
        wanted=sql.Identifier(becomes),
        defaults=sql.Literal(to_json(_defaults(row.table_name))),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(sql.Identifier("r", column) for column in columns),
    )
    changed_since = Conflict(
        "changed_since", "Something in this change has been changed again since; undo the later change first."
    )
    with connection.cursor() as cursor:
        try:
            cursor.execute(statement, [row.pk])
        except IntegrityError as error:
            # There may be only one such row, and by now another one is it.
            raise changed_since from error
        if cursor.rowcount != 1:
            raise changed_since


def _columns(table: str) -> list[str]:
    """The columns of an owned table, by its model: a name from the log is used only where a model vouches for it."""
    return [field.column for field in _fields(table)]


def _defaults(table: str) -> dict[str, Any]:
    return {
        field.column: field.get_default() for field in _fields(table) if field.has_default() and not field.primary_key
    }


def _fields(table: str) -> list[Any]:
    models = {model._meta.db_table: model for model in apps.get_models()}
    return [field for field in models[table]._meta.concrete_fields if field.column]
