"""The JSON that REST and receipts share for what a person has of foods, besides the foods themselves (queries.food_shapes)."""

from typing import Any

from fithub.foods.models import OwnMeasure


def measure_shape(measure: OwnMeasure) -> dict[str, Any]:
    """A person's own measure as it is shown."""
    food = measure.food
    return {
        "id": str(measure.pk),
        "unit": measure.unit,
        "food": None if food is None else {"id": str(food.pk), "name": food.shown_name},
        "grams": measure.grams,
        "millilitres": measure.millilitres,
    }
