"""Taking back and doing again, and telling what that was about."""

from typing import Any, Final

from fithub.coaching import undoing
from fithub.core import changes
from fithub.diary.models import Entry
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


class Nothing(Arguments):
    """There is nothing to say more exactly."""


@user_tool(args=Nothing, writes=True, destructive=True, own_change_set=True, waits=Waits.NEVER, area=None)
def undo(ctx: Ctx, asked: Nothing) -> Receipt:
    """Take back the newest change that is not undone yet, as a whole. Calling it in another turn goes one further back. Returns the
    entries that it was about as they are now, those that are gone, and what else it was about (recipes, goals, measurements, …) as
    things."""
    return _reversal(ctx, undoing.undo(user_id=ctx.user_id), "undone")


@user_tool(args=Nothing, writes=True, destructive=True, own_change_set=True, waits=Waits.NEVER, area=None)
def redo(ctx: Ctx, asked: Nothing) -> Receipt:
    """Apply again the change that was undone last."""
    return _reversal(ctx, undoing.redo(user_id=ctx.user_id), "done again")


def _reversal(ctx: Ctx, done: changes.Reversal, what: str) -> Receipt:
    """The entries that the change was about: as they stand now, or as they were if they are gone; and what else it was about."""
    refuse_beyond(ctx.scopes, done.change_set.pk)
    rows = {row.row_id: row for row in done.rows if row.table_name == Entry._meta.db_table}
    standing = Entry.objects.in_bulk(list(rows))
    gone = [row.after or row.before for row_id, row in rows.items() if row_id not in standing]
    return {
        "change_set_id": str(done.change_set.pk),
        "entries": [entry_shape(entry) for entry in standing.values()],
        "removed": [_as_logged(row) for row in gone if row],
        "things": things_of(done.rows),
        "message": f"1 change {what}.",
    }


def _as_logged(row: dict[str, Any]) -> Receipt:
    """An entry that no longer exists, in the shape of one, from the change log."""
    food = row["food_id"]
    shown = {name: row[name] for name in _SHOWN}
    return {"id": row["id"], "food": {"id": food, "name": row["description"]} if food else None, **shown}
