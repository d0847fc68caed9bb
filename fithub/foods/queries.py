"""Reading foods as they are shown. Row-level security decides which can be seen: the catalogue's, and one's own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fithub.core.errors import NotFound
from fithub.core.nutrients import NUTRIENTS
from fithub.foods.models import Category, Food
from fithub.foods.portions import portions_of_many


def food_by_id(*, food_id: UUID) -> Food:
    """One food with its category. Raises NotFound (`food_not_found`), for another person's food too."""
    food = Food.objects.select_related("category").filter(pk=food_id).first()
    if food is None:
        raise NotFound("food_not_found", "There is no such food.")
    return food


def food_shapes(*, food_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Foods as the wire has them, in the order asked for; those that cannot be seen are left out. Two queries for any number.

    {id, name, brand, category, source, nutrients_per_100g, portions: [{unit, label, grams}]}, amounts as Decimal.
    """
    foods = Food.objects.select_related("category").in_bulk(list(food_ids))
    portions = portions_of_many(list(foods))
    return [
        {
            "id": food.pk,
            "name": food.shown_name,
            "brand": food.brand or None,
            "category": food.category.name if food.category else None,
            "source": food.source,
            "nutrients_per_100g": {key: food.nutrients_per_100g.get(key) for key in NUTRIENTS},
            "portions": [
                {"unit": portion.unit, "label": portion.label, "grams": portion.grams}
                for portion in portions.get(food.pk, [])
            ],
        }
        for food_id in food_ids
        if (food := foods.get(food_id)) is not None
    ]


def categories() -> list[Category]:
    """All food groups, by source and name."""
    return list(Category.objects.order_by("source", "name"))
