"""The change log: who changed what, and taking it back.

A set is undone by putting each of its rows back as it was, newest first, and redone by putting each forward again. Both are
changes themselves, so they stand in the log too. A row that has been changed since stops the undo as a whole: nothing is
half taken back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet
from psycopg import sql

from fithub.core.clock import now
from fithub.core.errors import Conflict, NotFound
from fithub.core.models import Change, ChangeSet
from fithub.core.ownership import Actor
from fithub.core.wire import to_json

# Questions that were asked and how they were answered: what a yes did is taken back, the answer itself is not.
ANSWERED: Final = "coaching_approval"
# Proposals, not a person's record: a set that touched nothing else is passed over by "undo".
PROPOSALS = frozenset({"diary_draft", "body_proposal", ANSWERED})

# So many rows are put back by one statement.
_AT_ONCE: Final = 5_000
# Of a set of more rows (an import may have a hundred thousand) these are told, and all are put back.
MOST_TOLD: Final = 500


@dataclass(frozen=True, slots=True)
class Reversal:
    """What an undo or a redo did: the set it worked on, how many rows that has, and the first of them (at most MOST_TOLD) in the
    order in which they were put back."""

    change_set: ChangeSet
    rows: tuple[Change, ...]
    count: int


def own_sets(user_id: UUID) -> QuerySet[ChangeSet]:
    """The person's sets, newest first, each with its first rows at hand; undos and redos are among them."""
    first = Prefetch("rows", queryset=Change.objects.order_by("id")[:MOST_TOLD], to_attr="first_rows")
    return ChangeSet.objects.filter(user_id=user_id).order_by("-sequence").prefetch_related(first)


def undo(*, user_id: UUID, change_set_id: UUID | None = None, turn_id: UUID | None = None) -> Reversal:
    """Take back one set: the one named (by itself or by its turn), or else the newest not yet taken back.

    Call within `acting_as`. Raises NotFound (`nothing_to_undo`, `change_set_not_found`), Conflict (`already_undone`,
    `changed_since`, `used_since`, `gone_since`).
    """
    chosen = _undoable(user_id, change_set_id, turn_id)
    steps = _steps(chosen)[::-1]
    _reverse(chosen, steps, back=True)
    chosen.undone_at = now()
    chosen.save(update_fields=["undone_at"])
    return _told(chosen, steps)


def redo(*, user_id: UUID) -> Reversal:
    """Apply the set that was taken back last once more.

    Call within `acting_as`. Raises NotFound (`nothing_to_redo`), Conflict (`changed_since`, `used_since`, `gone_since`).
    """
    undone = _recorded(user_id).filter(undone_at__isnull=False).order_by("-undone_at", "sequence").first()
    if undone is None:
        raise NotFound("nothing_to_redo", "Nothing has been undone that could be done again.")
    chosen = _locked(undone.id)
    steps = _steps(chosen)
    _reverse(chosen, steps, back=False)
    chosen.undone_at = None
    chosen.save(update_fields=["undone_at"])
    return _told(chosen, steps)


class _Step(NamedTuple):
    """One row of a set, without what it held."""

    id: int
    table: str
    row_id: UUID
    made: bool
    deleted: bool


def _steps(chosen: ChangeSet) -> list[_Step]:
    """The rows of a set that can be taken back, in the order in which they were changed."""
    made, deleted = (
        ExpressionWrapper(Q(**{each: True}), BooleanField()) for each in ("before__isnull", "after__isnull")
    )
    rows = chosen.rows.exclude(table_name=ANSWERED).annotate(made=made, deleted=deleted).order_by("id")
    return [_Step(*row) for row in rows.values_list("id", "table_name", "row_id", "made", "deleted")]


def _told(chosen: ChangeSet, steps: Sequence[_Step]) -> Reversal:
    found = Change.objects.in_bulk([step.id for step in steps[:MOST_TOLD]])
    return Reversal(chosen, tuple(found[step.id] for step in steps[:MOST_TOLD]), len(steps))


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


def _reverse(chosen: ChangeSet, steps: Sequence[_Step], *, back: bool) -> None:
    """Put each row where it is wanted, and no other: taking back a food must not empty the entries that use it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reverses', %s, true)", [str(chosen.pk)])
    logged_before = _logged()
    for run in _runs(steps):
        try:
            with transaction.atomic():
                _put(run, back=back)
        except IntegrityError:
            _put_in_turn(run, back=back)
    if _logged() - logged_before != len(steps):
        raise Conflict("used_since", "Something that was made in this change is used by now; undo the later use first.")
    _refuse_dangling()


def _runs(steps: Sequence[_Step]) -> Iterator[list[_Step]]:
    """Steps that one statement can do: one after another, of one kind, in one table, each of another row."""
    run: list[_Step] = []
    rows: set[UUID] = set()
    for step in steps:
        alike = run and (step.table, step.made, step.deleted) == (run[0].table, run[0].made, run[0].deleted)
        if run and (not alike or step.row_id in rows or len(run) == _AT_ONCE):
            yield run
            run, rows = [], set()
        run.append(step)
        rows.add(step.row_id)
    if run:
        yield run


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


def _put_in_turn(run: Sequence[_Step], *, back: bool) -> None:
    """Of rows of which only one may be active at a time, one gives way before another takes its place."""
    try:
        for step in run:
            _put([step], back=back)
    except IntegrityError as error:
        # There may be only one such row, and by now another one is it.
        raise _changed_since() from error


def _changed_since() -> Conflict:
    return Conflict(
        "changed_since", "Something in this change has been changed again since; undo the later change first."
    )


def _put(run: Sequence[_Step], *, back: bool) -> None:
    """Bring rows from the state the log says they are in to the one wanted, all of them in one statement, or refuse.

    What points to a row that is deleted goes with it, as it did before, and is then found done when its own turn comes.

    All in SQL over the logged jsonb, so that no digit passes through a double on its way. A row is in the state logged when
    laying that state over it changes nothing; columns that were added since do not count: they stay as they are, and a row that
    comes back has their defaults.
    """
    is_now, becomes = ("after", "before") if back else ("before", "after")
    first = run[0]
    vanish, appear = (first.made, first.deleted) if back else (first.deleted, first.made)
    if vanish:
        template = "DELETE FROM {table} t USING core_change c WHERE {same}"
    elif appear:
        template = (
            "INSERT INTO {table} SELECT r.* FROM core_change c,"
            " jsonb_populate_record(null::{table}, {defaults}::jsonb || c.{wanted}) r WHERE c.id = ANY (%s)"
            " ON CONFLICT DO NOTHING"
        )
    else:
        template = (
            "UPDATE {table} t SET ({columns}) = (SELECT {values} FROM jsonb_populate_record(t, c.{wanted}) r)"
            " FROM core_change c WHERE {same}"
        )
    table = sql.Identifier(first.table)
    columns = _columns(first.table)
    statement = sql.SQL(template).format(
        table=table,
        same=sql.SQL("c.id = ANY (%s) AND t.id = c.row_id AND to_jsonb(t) || c.{} = to_jsonb(t)").format(
            sql.Identifier(is_now)
        ),
        wanted=sql.Identifier(becomes),
        defaults=sql.Literal(to_json(_defaults(first.table))),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(sql.Identifier("r", column) for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [[step.id for step in run]])
        if cursor.rowcount != len(run) and _done(run, is_now=is_now, becomes=becomes) != len(run):
            raise _changed_since()


def _done(run: Sequence[_Step], *, is_now: str, becomes: str) -> int:
    """How many of the rows this transaction has brought to the state wanted, be it through the deletion of what they pointed to."""
    same = "(d.{there} IS NULL) = (c.{logged} IS NULL) AND d.{there} || c.{logged} IS NOT DISTINCT FROM d.{there}"
    pairs = (("before", is_now), ("after", becomes))
    alike = [sql.SQL(same).format(there=sql.Identifier(a), logged=sql.Identifier(b)) for a, b in pairs]
    template = """
        SELECT count(*) FROM core_change c WHERE c.id = ANY (%s) AND EXISTS (
            SELECT FROM core_change d WHERE d.change_set_id = current_setting('app.change_set')::uuid
            AND d.table_name = c.table_name AND d.row_id = c.row_id AND {alike}
        )
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(template).format(alike=sql.SQL(" AND ").join(alike)), [[step.id for step in run]])
        return int(cursor.fetchone()[0])


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
