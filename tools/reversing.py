"""Taking back and doing again, and telling what that was about."""

from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from fithub.body.metrics import CUSTOM, METRICS
from fithub.body.models import Measurement
from fithub.body.units import plain
from fithub.core import changes
from fithub.core.models import Change
from fithub.diary.models import Entry
from fithub.diary.shapes import entry_shape
from fithub.foods import undoing
from fithub.foods.models import Food, OwnMeasure
from fithub.planning.models import Diet, Favourite, Meal, Recipe
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool

# An entry's columns that are shown as they are stored (fithub.diary.shapes).
_SHOWN: Final = (
    "local_date local_time time_zone slot description said quantity unit grams grams_low grams_high nutrients portion_source"
    " source confidence"
).split()
# What else there is of a person's that has a name to tell, by its table.
_THINGS: Final[dict[str, tuple[str, type[Model]]]] = {
    model._meta.db_table: (kind, model)
    for kind, model in (
        ("food", Food),
        ("recipe", Recipe),
        ("measure", OwnMeasure),
        ("favourite", Favourite),
        ("measurement", Measurement),
        ("diet", Diet),
        ("meal", Meal),
    )
}


class Nothing(Arguments):
    """There is nothing to say more exactly."""


@user_tool(args=Nothing, writes=True, own_change_set=True)
def undo(ctx: Ctx, asked: Nothing) -> Receipt:
    """Take back the newest change that is not undone yet, as a whole. Calling it in another turn goes one further back. Returns the
    entries that it was about as they are now, those that are gone, and own foods, recipes, measures, favourites and measurements as
    things."""
    return _reversal(undoing.undo(user_id=ctx.user_id), "undone")


@user_tool(args=Nothing, writes=True, own_change_set=True)
def redo(ctx: Ctx, asked: Nothing) -> Receipt:
    """Apply again the change that was undone last."""
    return _reversal(undoing.redo(user_id=ctx.user_id), "done again")


def _reversal(done: changes.Reversal, what: str) -> Receipt:
    """The entries that the change was about: as they stand now, or as they were if they are gone; and what else it was about."""
    rows = {row.row_id: row for row in done.rows if row.table_name == Entry._meta.db_table}
    standing = Entry.objects.in_bulk(list(rows))
    gone = [row.after or row.before for row_id, row in rows.items() if row_id not in standing]
    return {
        "change_set_id": str(done.change_set.pk),
        "entries": [entry_shape(entry) for entry in standing.values()],
        "removed": [_as_logged(row) for row in gone if row],
        "things": _things({row.row_id: row for row in done.rows if row.table_name in _THINGS}),
        "message": f"1 change {what}.",
    }


def _as_logged(row: dict[str, Any]) -> Receipt:
    """An entry that no longer exists, in the shape of one, from the change log."""
    food = row["food_id"]
    shown = {name: row[name] for name in _SHOWN}
    return {"id": row["id"], "food": {"id": food, "name": row["description"]} if food else None, **shown}


def _things(rows: dict[UUID, Change]) -> list[Receipt]:
    """What a person has besides entries: its kind, its name, and whether it is there now. A recipe is a food too, and told once."""
    states = {row_id: row.after or row.before or {} for row_id, row in rows.items()}
    pointed_to = {UUID(state["food_id"]) for state in states.values() if state.get("food_id")}
    foods = {key: food.shown_name for key, food in Food.objects.in_bulk(pointed_to).items()}
    foods |= {row_id: state["name"] for row_id, state in states.items() if "name" in state}
    dishes = {
        UUID(state["food_id"]) for row_id, state in states.items() if _THINGS[rows[row_id].table_name][0] == "recipe"
    }
    things = []
    for row_id, state in states.items():
        kind, model = _THINGS[rows[row_id].table_name]
        if row_id in dishes:
            continue
        match kind:
            case "favourite":
                name = foods.get(UUID(state["food_id"]))
            case "measurement":
                name = _measurement_name(state)
            case _:
                name = state.get("name") or state.get("unit")
        things.append({"kind": kind, "name": name, "there": model._default_manager.filter(pk=row_id).exists()})
    return things


def _measurement_name(state: dict[str, Any]) -> str:
    """ "Weight 181 lb on 2026-05-05", as it was typed."""
    known = METRICS.get(state["metric"])
    label = known.label if known is not None else str(state["metric"]).removeprefix(CUSTOM)
    return f"{label} {plain(state['entered'])} {state['entered_unit']}".rstrip() + f" on {state['local_date']}"
