"""What a change was about beside entries: each thing by its kind and a name that a person knows it by."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.apps import apps

from fithub.body.metrics import CUSTOM, METRICS
from fithub.body.units import plain
from fithub.core.clock import date_in_words
from fithub.core.models import Change
from fithub.foods.models import Food
from tools.context import Receipt

type Row = Mapping[str, Any]
"""A row as the change log holds it, by column."""


def _measurement(row: Row) -> str:
    """ "Weight 181 lb on 2026-05-05", as it was typed."""
    known = METRICS.get(row["metric"])
    label = known.label if known is not None else str(row["metric"]).removeprefix(CUSTOM)
    return f"{label} {plain(row['entered'])} {row['entered_unit']}".rstrip() + f" on {date_in_words(row['local_date'])}"


def _named(row: Row) -> str | None:
    return row.get("name") or row.get("unit") or None


def _on(row: Row) -> str:
    return f"on {date_in_words(row['local_date'])}"


def _from(row: Row) -> str:
    return f"from {date_in_words(row['effective_from'])}"


def _unnamed(row: Row) -> None:
    return None


# By table: what it is called, and how one of it is named; None where the kind says all.
THINGS: Final[Mapping[str, tuple[str, Callable[[Row], str | None]]]] = {
    "foods_food": ("food", _named),
    "planning_recipe": ("recipe", _named),
    "foods_ownmeasure": ("measure", _named),
    "planning_favourite": ("favourite", _unnamed),
    "body_measurement": ("measurement", _measurement),
    "body_custommetric": ("metric", _named),
    "body_goal": ("goal", _named),
    "body_photo": ("photo", _on),
    "body_target": ("target", _from),
    "body_proposal": ("proposed target", _from),
    "body_trainingweek": ("training week", _from),
    "body_trainingday": ("training day", _on),
    "planning_diet": ("diet", _named),
    "planning_meal": ("meal", _named),
    "planning_plannedmeal": ("planned meal", lambda row: _named(row) or _on(row)),
    "planning_foodpreference": ("preference", lambda row: row["word"] or None),
    "diary_waterentry": ("water", lambda row: f"{plain(row['ml'])} ml {_on(row)}"),
    "diary_activityentry": ("activity", _named),
    "diary_daystatus": ("day", lambda row: f"{row['status']} {_on(row)}"),
    "coaching_memory": ("memory", lambda row: str(row["text"])),
    "coaching_coachsettings": ("coach settings", _unnamed),
    "accounts_profile": ("profile", _unnamed),
}
# What belongs to one of those, or to an entry, and is told with it; a draft is a proposal and no thing yet.
PARTS: Final = frozenset(
    "coaching_approval diary_draft diary_entry"
    " foods_portion planning_ingredient planning_mealitem planning_planneditem planning_plannedentry"
    " planning_tick sources_ownbarcode".split()
)


def things_of(rows: Sequence[Change]) -> list[Receipt]:
    """The things among the rows of a change: kind, name, and whether each is there now. A recipe is a food too, and told once."""
    told = {row.row_id: row for row in rows if row.table_name in THINGS}
    states = {row_id: row.after or row.before or {} for row_id, row in told.items()}
    dishes = {UUID(states[row_id]["food_id"]) for row_id, row in told.items() if row.table_name == "planning_recipe"}
    foods = _foods(states)
    things = []
    for row_id, row in told.items():
        if row_id in dishes:
            continue
        kind, name_of = THINGS[row.table_name]
        name = name_of(states[row_id]) or foods.get(states[row_id].get("food_id"))
        things.append({"kind": kind, "name": name, "there": _stands(row)})
    return things


def _foods(states: Mapping[UUID, Row]) -> dict[str | None, str]:
    """The names of the foods that rows point to, as they are or as the change itself has them."""
    pointed_to = {UUID(state["food_id"]) for state in states.values() if state.get("food_id")}
    names: dict[str | None, str] = {str(key): food.shown_name for key, food in Food.objects.in_bulk(pointed_to).items()}
    return names | {str(row_id): state["name"] for row_id, state in states.items() if state.get("name")}


def _stands(row: Change) -> bool:
    model = next(each for each in apps.get_models() if each._meta.db_table == row.table_name)
    return bool(model._default_manager.filter(pk=row.row_id).exists())
