"""The JSON that REST and receipts share for diets, their meals and planned meals."""

from collections.abc import Sequence
from typing import Any

from fithub.core.nutrients import scale
from fithub.planning.models import Diet, Meal, SnapshotModel
from fithub.planning.nutrition import DietNutrition, PlannedDay, targets_of
from fithub.planning.plan import Planned, total_of
from fithub.planning.shapes import warnings_shape
from fithub.planning.shopping import ShoppingList, ToBuy


def diet_shape(row: Diet) -> dict[str, Any]:
    """A diet as it is shown; its targets as they were told."""
    return {
        "id": str(row.pk),
        "name": row.name,
        "notes": row.notes,
        "targets": row.targets,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": None if row.ends_on is None else row.ends_on.isoformat(),
        "active": row.is_active,
        "created_at": row.created_at.isoformat(),
        "updated_at": row.updated_at.isoformat(),
    }


def meal_shape(row: Meal) -> dict[str, Any]:
    """A meal of a diet as it is shown, and what it holds."""
    return {
        "id": str(row.pk),
        "diet_id": str(row.diet_id),
        "name": row.name,
        "slot": row.slot,
        "local_time": row.local_time.isoformat(),
        "minutes": row.minutes,
        "notes": row.notes,
        "rule": row.rule or None,
        "starts_on": row.starts_on.isoformat(),
        "last_on": None if row.last_on is None else row.last_on.isoformat(),
        **_held(sorted(row.items.all(), key=lambda each: each.place)),
    }


def meal_nutrition_shape(row: Meal) -> dict[str, Any]:
    """What a meal holds, food by food and in sum, beside what a day of its diet should."""
    items = sorted(row.items.all(), key=lambda each: each.place)
    totals = total_of(items)
    return {
        "meal_id": str(row.pk),
        "items": [_item(each) | {"nutrients": scale(each.nutrients_per_100g, each.grams)} for each in items],
        "totals": totals.amounts,
        "unknown": totals.unknown,
        "targets": targets_of(row.diet),
    }


def planned_shape(each: Planned) -> dict[str, Any]:
    """A planned meal as it is shown. What it holds is planned, and no day counts it as eaten."""
    return planned_shapes([each])[0]


def planned_shapes(meals: Sequence[Planned]) -> list[dict[str, Any]]:
    """Planned meals as they are shown. The days of one meal have the same foods, whose figures are worked out once."""
    known: dict[tuple[int, ...], dict[str, Any]] = {}
    shapes = []
    for each in meals:
        foods = tuple(id(item) for item in each.items)
        if foods not in known:
            known[foods] = _held(each.items)
        shapes.append(_planned(each) | known[foods])
    return shapes


def _planned(each: Planned) -> dict[str, Any]:
    return {
        "id": each.key,
        "meal_id": None if each.meal is None else str(each.meal.pk),
        "diet_id": None if each.meal is None else str(each.meal.diet_id),
        "local_date": each.local_date.isoformat(),
        "local_time": each.local_time.isoformat(),
        "slot": each.slot.value,
        "name": each.name,
        "notes": each.notes,
        "minutes": each.minutes,
        "state": each.state.value,
        "moved_from": None if each.occurs_on == each.local_date or each.meal is None else each.occurs_on.isoformat(),
        "entry_ids": [str(entry_id) for entry_id in each.entry_ids],
    }


def _held(items: Sequence[SnapshotModel]) -> dict[str, Any]:
    totals = total_of(items)
    return {"items": [_item(item) for item in items], "totals": totals.amounts, "unknown": totals.unknown}


def nutrition_shape(told: DietNutrition) -> dict[str, Any]:
    """What a diet plans for some days, and their average against its targets."""
    return {
        "diet_id": str(told.diet.pk),
        "first_date": told.first.isoformat(),
        "last_date": told.last.isoformat(),
        "days": [_day(each) for each in told.days],
        "planned_days": told.planned_days,
        "average": told.average,
        "unknown": told.unknown,
        "targets": told.targets,
        "remaining": told.remaining,
    }


def shopping_shape(told: ShoppingList) -> dict[str, Any]:
    """A shopping list as it is shown, by category."""
    return {
        "first_date": told.first.isoformat(),
        "last_date": told.last.isoformat(),
        "groups": [
            {"category": category, "items": [_bought(item) for item in items]}
            for category, items in told.by_category().items()
        ],
    }


def _bought(item: ToBuy) -> dict[str, Any]:
    return {
        "key": item.key,
        "food_id": None if item.food_id is None else str(item.food_id),
        "name": item.name,
        "grams": item.grams,
        "words": item.words,
        "meals": item.meals,
        "ticked": item.ticked,
        "warnings": warnings_shape(item.reasons),
    }


def _day(day: PlannedDay) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "meals": day.meals,
        "totals": day.totals.amounts,
        "unknown": day.totals.unknown,
    }


def _item(row: SnapshotModel) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "text": row.said or row.description,
        "food": None if row.food_id is None else {"id": str(row.food_id), "name": row.description},
        "description": row.description,
        "quantity": row.quantity,
        "unit": row.unit,
        "grams": row.grams,
        "portion_source": row.portion_source,
        "confidence": row.confidence,
    }
