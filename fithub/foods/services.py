"""A person's own foods: made, changed, deleted, listed. Call within `acting_as`.

What was eaten of a food is a snapshot in the diary: nothing here changes a past entry.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from fithub.core.errors import Conflict, FieldError, InvalidInput, NotFound
from fithub.core.ids import new_id
from fithub.core.nutrients import Nutrients
from fithub.foods.labels import Measured, Numbers, read_measures, read_name, read_nutrients
from fithub.foods.models import Food, Portion, Source
from fithub.foods.naming import prior, shape
from fithub.foods.vectors import keep_vectors

LONGEST_BRAND: Final = 120


def create_food(
    *,
    user_id: UUID,
    name: str,
    brand: str | None = None,
    nutrients_per_100g: Numbers | None = None,
    serving: Mapping[str, Any] | None = None,
    portions: Sequence[Mapping[str, Any]] = (),
) -> Food:
    """A food of one's own, with its nutrients per 100 g or `serving`: {grams, nutrients}.

    `portions`: [{unit, grams, label?}], grams of one unit; a serving given is a portion too. Nutrients not named are unknown.
    Raises InvalidInput (`invalid_food`, with every field that is wrong).
    """
    wrong: list[FieldError] = []
    title = read_name(name, wrong)
    nutrients, serving_grams = read_nutrients(nutrients_per_100g, serving, wrong)
    measures = read_measures(portions, serving_grams, wrong)
    _refuse_if(wrong)
    food = Food(user_id=user_id, source=Source.OWN)
    return store_food(food, name=title, brand=_one_line(brand), nutrients_per_100g=nutrients, measures=measures)


def edit_food(*, user_id: UUID, food_id: UUID, changes: Mapping[str, Any]) -> Food:
    """Change a food of one's own: any of name, brand, nutrients_per_100g or serving, portions.

    Nutrients that are not named stay; None makes one unknown. `portions` is the whole list as it should become; a `serving` sets
    the portion of that name. Raises NotFound (`food_not_found`), Conflict (`food_of_recipe`), InvalidInput (`invalid_food`).
    """
    food = _own_food(user_id, food_id)
    wrong: list[FieldError] = []
    title = read_name(changes["name"], wrong) if "name" in changes else food.name
    brand = _one_line(changes["brand"]) if "brand" in changes else food.brand
    per_100g, serving = changes.get("nutrients_per_100g"), changes.get("serving")
    nutrients: Nutrients = food.nutrients_per_100g
    serving_grams = None
    if per_100g is not None or serving is not None:
        nutrients, serving_grams = read_nutrients(per_100g, serving, wrong, before=nutrients)
    kept = [(each.unit, each.label, each.grams) for each in food.portions.order_by("sequence")]
    if "portions" in changes:
        measures = read_measures(changes["portions"] or (), serving_grams, wrong)
    elif serving_grams is not None:
        measures = read_measures((), serving_grams, wrong) + [each for each in kept if each[0] != "serving"]
    else:
        measures = kept
    _refuse_if(wrong)
    return store_food(food, name=title, brand=brand, nutrients_per_100g=nutrients, measures=measures)


def delete_food(*, user_id: UUID, food_id: UUID) -> None:
    """Delete a food of one's own; what was eaten of it stays as it was. Raises NotFound (`food_not_found`), Conflict
    (`food_of_recipe`)."""
    Food.objects.filter(pk=_own_food(user_id, food_id).pk).delete()


def store_food(
    food: Food, *, name: str, brand: str, nutrients_per_100g: Nutrients, measures: Sequence[Measured]
) -> Food:
    """Write a person's food, new or known, with what is derived from its name; of what stays the same no row is touched."""
    found = shape(name, brand)
    is_new = food._state.adding
    renamed = is_new or (food.name, food.brand) != (name, brand)
    food.name, food.brand = name, brand
    food.nutrients_per_100g = dict(nutrients_per_100g)
    food.words = [word[:60] for word in found.words]
    food.head = " ".join(found.heads[:1])[:120]
    food.prior = max(0.5, prior(name, source=food.source, category="", brand="", known_energy=True))
    if is_new:
        food.pk = new_id()
        food.source_ref = str(food.pk)
    food.save(force_insert=is_new, force_update=not is_new)
    _store_portions(food, measures)
    if renamed:
        keep_vectors([food.pk])
    return food


def own_foods(*, user_id: UUID, named: str = "") -> QuerySet[Food]:
    """The person's foods, recipes among them; with `named`, those in whose name or brand each of its words stands."""
    foods = Food.objects.filter(user_id=user_id)
    for word in unicodedata.normalize("NFC", named).split()[:20]:
        foods = foods.filter(Q(name__icontains=word) | Q(brand__icontains=word))
    return foods


def _store_portions(food: Food, measures: Sequence[Measured]) -> None:
    before = [(each.unit, each.label, each.grams) for each in food.portions.order_by("sequence")]
    if before == [(unit, label, round(grams, 2)) for unit, label, grams in measures]:
        return
    food.portions.all().delete()
    Portion.objects.bulk_create(
        Portion(
            user_id=food.user_id, food=food, sequence=place, unit=unit, label=label, grams=grams, source=food.source
        )
        for place, (unit, label, grams) in enumerate(measures, start=1)
    )


def _own_food(user_id: UUID, food_id: UUID) -> Food:
    """A food that the person may change, held until the transaction ends."""
    food = Food.objects.select_for_update(of=("self",)).filter(user_id=user_id, pk=food_id).first()
    if food is None:
        raise NotFound("food_not_found", "There is no such food of yours; GET /foods?own=true lists them.")
    if food.source == Source.RECIPE:
        raise Conflict("food_of_recipe", "This food is one of your recipes; change or delete the recipe.")
    return food


def _refuse_if(wrong: Sequence[FieldError]) -> None:
    if wrong:
        raise InvalidInput("invalid_food", " ".join(error.message for error in wrong), wrong)


def _one_line(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())[:LONGEST_BRAND]
