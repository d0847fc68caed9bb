"""Reading foods as they are shown. Row-level security decides which can be seen: the catalogue's, and one's own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from fithub.core.errors import NotFound
from fithub.core.nutrients import NUTRIENTS
from fithub.foods.models import Food
from fithub.foods.portions import portions_of_many


def food_by_id(*, food_id: UUID) -> Food:
    """One food with its category. Raises NotFound (`food_not_found`), for another person's food too."""
    food = Food.objects.select_related("category").filter(pk=food_id).first()
    if food is None:
        raise NotFound("food_not_found", "There is no such food.")
    return food


def foods_of_groups(
    *, groups: Sequence[UUID], limit: int, after: tuple[float, UUID] | None = None
) -> list[tuple[UUID, float]]:
    """Catalogue foods of these food groups with their priors, the likeliest first; `after`: those behind this one.

    A look into the index for each of the groups, however many foods they have.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.id, f.prior FROM unnest(%(groups)s::uuid[]) each (id) CROSS JOIN LATERAL ("
            "SELECT id, prior FROM foods_food WHERE category_id = each.id AND user_id IS NULL AND NOT 'retired' = ANY (flags) "
            "AND (%(prior)s::float8 IS NULL OR prior < %(prior)s OR (prior = %(prior)s AND id > %(id)s::uuid)) "
            "ORDER BY prior DESC, id LIMIT %(limit)s) f ORDER BY f.prior DESC, f.id LIMIT %(limit)s",
            {
                "groups": list(groups),
                "prior": None if after is None else after[0],
                "id": None if after is None else after[1],
                "limit": limit,
            },
        )
        return [(food_id, prior) for food_id, prior in cursor.fetchall()]


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
