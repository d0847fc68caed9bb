"""Taking back and doing again, and telling what that was about."""

from typing import Annotated, Any, Final

from pydantic import Field

from fithub.coaching import undoing
from fithub.core import changes
from fithub.core.errors import NotFound
from fithub.core.ownership import change_set_of_its_own
from fithub.diary.models import Entry
from fithub.diary.queries import AS_EATEN
from fithub.diary.shapes import entry_shape
from tools.areas import refuse_beyond
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool
from tools.deeds import Waits
from tools.things import things_of

# An entry's columns that are shown as they are stored (fithub.diary.shapes).
_SHOWN: Final = (
    "local_date local_time time_zone slot description said quantity unit grams grams_low grams_high nutrients portion_source"
    " source confidence"
).split()


class HowMany(Arguments):
    """How many changes."""

    times: Annotated[int, Field(ge=1, le=5, description="More than one only where the person says so.")] = 1


@user_tool(args=HowMany, writes=True, destructive=True, own_change_set=True, waits=Waits.NEVER, area=None)
def undo(ctx: Ctx, asked: HowMany) -> Receipt:
    """Take back the newest change that is not undone yet, as a whole, or so many of them. Calling it in another turn goes one
    further back. Returns the entries that it was about as they are now, those that are gone, and what else it was about
    (recipes, goals, measurements, …) as things."""
    told = [_reversal(ctx, undoing.undo(user_id=ctx.user_id), "undone")]
    for _ in range(asked.times - 1):
        try:
            with change_set_of_its_own():
                told.append(_reversal(ctx, undoing.undo(user_id=ctx.user_id), "undone"))
        except NotFound:
            # There are not so many.
            break
    return told[0] if len(told) == 1 else _together(told, "undone")


def _together(told: list[Receipt], what: str) -> Receipt:
    """The receipts of several changes that were taken back or done again, the last one's rows as they stand now."""
    newest = {row["id"]: name for receipt in told for name in ("entries", "removed") for row in receipt[name]}
    removed = {row["id"]: row for receipt in told for row in receipt["removed"] if newest[row["id"]] == "removed"}
    standing = {row["id"]: row for receipt in told for row in receipt["entries"] if row["id"] not in removed}
    return {
        "change_set_id": told[-1]["change_set_id"],
        "entries": list(standing.values()),
        "removed": list(removed.values()),
        "things": [thing for receipt in told for thing in receipt["things"]],
        "message": f"{len(told)} changes {what}.",
    }


@user_tool(args=HowMany, writes=True, destructive=True, own_change_set=True, waits=Waits.NEVER, area=None)
def redo(ctx: Ctx, asked: HowMany) -> Receipt:
    """Apply again the change that was undone last, or so many of them, the one undone last first."""
    told = [_reversal(ctx, undoing.redo(user_id=ctx.user_id), "done again")]
    for _ in range(asked.times - 1):
        try:
            with change_set_of_its_own():
                told.append(_reversal(ctx, undoing.redo(user_id=ctx.user_id), "done again"))
        except NotFound:
            # There are not so many.
            break
    return told[0] if len(told) == 1 else _together(told, "done again")


def _reversal(ctx: Ctx, done: changes.Reversal, what: str) -> Receipt:
    """The entries that the change was about: as they stand now, or as they were if they are gone; and what else it was about."""
    refuse_beyond(ctx.scopes, done.change_set.pk)
    rows = {row.row_id: row for row in done.rows if row.table_name == Entry._meta.db_table}
    standing = list(Entry.objects.filter(pk__in=rows).order_by(*AS_EATEN))
    there = {entry.pk for entry in standing}
    gone = [row.after or row.before for row_id, row in rows.items() if row_id not in there]
    return {
        "change_set_id": str(done.change_set.pk),
        "entries": [entry_shape(entry) for entry in standing],
        "removed": [_as_logged(row) for row in gone if row],
        "things": things_of(done.rows),
        "message": f"1 change {what}.",
    }


def _as_logged(row: dict[str, Any]) -> Receipt:
    """An entry that no longer exists, in the shape of one, from the change log."""
    food = row["food_id"]
    shown = {name: row[name] for name in _SHOWN}
    return {"id": row["id"], "food": {"id": food, "name": row["description"]} if food else None, **shown}
