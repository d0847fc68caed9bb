"""The vectors of a person's own foods: derived from the name, and no part of the change log. Call within `acting_as`."""

from collections.abc import Collection
from uuid import UUID

from pgvector import HalfVector

from fithub.foods.embedding import embed
from fithub.foods.models import Food, FoodVector


def keep_vectors(food_ids: Collection[UUID]) -> None:
    """Make the vectors of these foods what their names say; those that do not exist, or are nobody's own, are left out."""
    foods = list(Food.objects.filter(pk__in=food_ids, user__isnull=False).order_by("pk"))
    vectors = embed([f"{food.brand} {food.name}".strip() for food in foods])
    FoodVector.objects.bulk_create(
        (
            FoodVector(food=food, user_id=food.user_id, embedding=HalfVector(vector))
            for food, vector in zip(foods, vectors, strict=True)
        ),
        update_conflicts=True,
        unique_fields=["food"],
        update_fields=["embedding"],
    )
