"""Writing recipes. Each is also a food of the person's, written in the same transaction, so that the search, the chat and the
estimator know it. Call within `acting_as` with `writes`: a call is a change set, or a part of one, and no two of a person's at
once could put two recipes into each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.core.clock import now
from fithub.core.errors import Conflict, FieldError, InvalidInput, NotFound
from fithub.core.nutrients import quantise
from fithub.diary.amounts import MOST_GRAMS
from fithub.foods.labels import Measured, check_plausible, read_name
from fithub.foods.measures import BATCH, SERVING
from fithub.foods.models import Food, Source
from fithub.foods.services import store_food
from fithub.planning.models import Ingredient, Recipe
from fithub.planning.snapshots import Part, columns_of, reweigh
from fithub.planning.yields import Yield, dish

MOST_INGREDIENTS: Final = 100
MOST_UNRESOLVED: Final = 100
MOST_SERVINGS: Final = Decimal(1_000)
MOST_COOKED_GRAMS: Final = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Kept:
    """An ingredient that a recipe has and keeps; `grams` where it is to be so much of it from now on."""

    ingredient_id: UUID
    grams: Decimal | None = None


def own_recipes(user_id: UUID) -> QuerySet[Recipe]:
    """The person's recipes."""
    return Recipe.objects.filter(user_id=user_id)


def recipe(*, user_id: UUID, recipe_id: UUID) -> Recipe:
    """One recipe. Raises NotFound (`recipe_not_found`)."""
    found = own_recipes(user_id).filter(pk=recipe_id).first()
    if found is None:
        raise NotFound("recipe_not_found", "There is no such recipe; GET /recipes lists yours.")
    return found


def dish_of(row: Recipe) -> Yield:
    """What a recipe weighs and holds."""
    parts = [(each.nutrients_per_100g, each.grams) for each in row.ingredients.all()]
    return dish(parts, cooked_grams=row.cooked_grams)


def create_recipe(
    *,
    user_id: UUID,
    name: str,
    servings: Decimal,
    parts: Sequence[Part],
    cooked_grams: Decimal | None = None,
    url: str = "",
    unresolved: Sequence[str] = (),
) -> Recipe:
    """Keep a recipe, and the food that it is.

    `unresolved`: lines that no food was found for; they are kept with it and never counted. Raises InvalidInput
    (`invalid_recipe`, with every field that is wrong; `recipe_empty`).
    """
    title = _checked(name, servings, cooked_grams)
    instant = now()
    food = Food(user_id=user_id, source=Source.RECIPE)
    row = Recipe(user_id=user_id, food=food, created_at=instant)
    row.name, row.servings, row.cooked_grams = title, quantise(servings), _weight(cooked_grams)
    row.url, row.unresolved = url[:2000], _lines(unresolved)
    _write(row, [_ingredient(user_id, part) for part in parts])
    return row


def edit_recipe(*, user_id: UUID, recipe_id: UUID, changes: Mapping[str, Any]) -> Recipe:
    """Change a recipe: any of name, servings, cooked_grams (None: what the ingredients weigh), unresolved, ingredients.

    `ingredients` is the whole list as it should become: those that are `Kept` hold what they held, a `Part` is new. What was
    eaten of it stays as it was, and what changes nothing leaves nothing to undo. Raises NotFound (`recipe_not_found`,
    `ingredient_not_found`), InvalidInput (`invalid_recipe`, `recipe_empty`), Conflict (`recipe_in_itself`).
    """
    row = recipe(user_id=user_id, recipe_id=recipe_id)
    before = _state(row, row.ingredients.order_by("place"))
    name, servings = changes.get("name", row.name), changes.get("servings", row.servings)
    cooked = changes.get("cooked_grams", row.cooked_grams)
    row.name = _checked(name, servings, cooked)
    row.servings, row.cooked_grams = quantise(servings), _weight(cooked)
    if "unresolved" in changes:
        row.unresolved = _lines(changes["unresolved"])
    ingredients = list(row.ingredients.order_by("place"))
    if "ingredients" in changes:
        known = {each.pk: each for each in ingredients}
        ingredients = [_wanted(user_id, known, each) for each in changes["ingredients"]]
        _refuse_cycle(row, ingredients)
    if _state(row, ingredients) != before:
        _write(row, ingredients)
    return row


def delete_recipe(*, user_id: UUID, recipe_id: UUID) -> None:
    """Delete a recipe and the food that it is; what was eaten of it stays as it was. Raises NotFound (`recipe_not_found`)."""
    Food.objects.filter(pk=recipe(user_id=user_id, recipe_id=recipe_id).food_id).delete()


def _write(row: Recipe, ingredients: Sequence[Ingredient]) -> None:
    if not ingredients:
        raise InvalidInput.field("ingredients", "recipe_empty", "A recipe needs at least one ingredient that is known.")
    if len(ingredients) > MOST_INGREDIENTS:
        raise InvalidInput.field(
            "ingredients", "too_many_ingredients", f"A recipe has at most {MOST_INGREDIENTS} ingredients."
        )
    made = dish([(each.nutrients_per_100g, each.grams) for each in ingredients], cooked_grams=row.cooked_grams)
    _refuse_impossible(row, made)
    is_new = row._state.adding
    store_food(row.food, name=row.name, brand="", nutrients_per_100g=made.per_100g, measures=_measures(row, made))
    row.food_id = row.food.pk
    row.updated_at = now()
    row.save(force_insert=is_new, force_update=not is_new)
    kept = [each.pk for each in ingredients if not each._state.adding]
    row.ingredients.exclude(pk__in=kept).delete()
    for place, each in enumerate(ingredients, start=1):
        if each._state.adding or each.place != place:
            each.recipe, each.place = row, place
            each.save()


def _measures(row: Recipe, made: Yield) -> list[Measured]:
    label = "the whole recipe, cooked" if row.cooked_grams is not None else "the whole recipe"
    return [
        (SERVING, f"1 of {row.servings.normalize():f} servings", quantise(made.grams / row.servings)),
        (BATCH, label, made.grams),
    ]


def _checked(name: str, servings: Decimal, cooked_grams: Decimal | None) -> str:
    wrong: list[FieldError] = []
    title = read_name(name, wrong)
    if not within(servings, MOST_SERVINGS):
        wrong.append(FieldError("servings", "out_of_range", f"A recipe makes more than 0 and at most {MOST_SERVINGS}."))
    if cooked_grams is not None and not within(cooked_grams, MOST_COOKED_GRAMS):
        wrong.append(FieldError("cooked_grams", "out_of_range", "It weighs more than 0 g and at most 100 kg."))
    if wrong:
        raise InvalidInput("invalid_recipe", " ".join(error.message for error in wrong), wrong)
    return title


def within(number: Decimal, most: Decimal) -> bool:
    """Whether it is a number from a thousandth to the most; a recipe's text may hold one of a hundred digits."""
    return number.is_finite() and number <= most and quantise(number) > 0


def _weight(grams: Decimal | None) -> Decimal | None:
    """As it is stored, so that all is computed from what will be read again."""
    return None if grams is None else quantise(grams)


def _refuse_impossible(row: Recipe, made: Yield) -> None:
    """A dish that is lighter than what it holds besides water, or a serving of less than can be weighed or more than 100 kg."""
    wrong: list[FieldError] = []
    if row.cooked_grams is not None:
        check_plausible("cooked_grams", made.per_100g, wrong)
    serving = made.grams / row.servings
    if serving < Decimal("0.01"):
        wrong.append(FieldError("servings", "out_of_range", "So many servings of so little weigh nothing."))
    if serving > MOST_COOKED_GRAMS:
        wrong.append(FieldError("servings", "out_of_range", "A serving weighs at most 100 kg."))
    if wrong:
        raise InvalidInput("invalid_recipe", " ".join(error.message for error in wrong), wrong)


def _wanted(user_id: UUID, known: dict[UUID, Ingredient], wanted: Kept | Part) -> Ingredient:
    """An ingredient of the new list; one that is kept is taken out of `known`, so that none is there twice."""
    if isinstance(wanted, Part):
        return _ingredient(user_id, wanted)
    ingredient = known.pop(wanted.ingredient_id, None)
    if ingredient is None:
        raise NotFound(
            "ingredient_not_found",
            "This recipe has no such ingredient, or it is named twice; GET /recipes/{id} lists them.",
        )
    if wanted.grams is not None and wanted.grams != ingredient.grams:
        _reweigh(ingredient, wanted.grams)
    return ingredient


def _reweigh(ingredient: Ingredient, grams: Decimal) -> None:
    """As an entry's: a weight that is told is exact, and 100 g of it hold what they did."""
    if not within(grams, MOST_GRAMS):
        raise InvalidInput.field(
            "ingredients", "amount_out_of_range", f"An ingredient weighs at most {MOST_GRAMS:,} g."
        )
    reweigh(ingredient, grams)
    ingredient.save()


def _state(row: Recipe, ingredients: Iterable[Ingredient]) -> tuple[Any, ...]:
    """What a person may change of a recipe."""
    parts = [None if each._state.adding else (each.pk, each.grams) for each in ingredients]
    return row.name, row.servings, row.cooked_grams, list(row.unresolved), parts


def _ingredient(user_id: UUID, part: Part) -> Ingredient:
    return Ingredient(user_id=user_id, place=0, **columns_of(part))


def _refuse_cycle(row: Recipe, ingredients: Sequence[Ingredient]) -> None:
    """A recipe may be an ingredient of another, and of none that is in it."""
    seen: set[UUID] = set()
    foods = {each.food_id for each in ingredients if each.food_id is not None}
    while foods:
        if row.food_id in foods:
            raise Conflict("recipe_in_itself", f"{row.name} cannot be an ingredient of itself, nor of what is in it.")
        seen |= foods
        below = Ingredient.objects.filter(recipe__food_id__in=foods, food_id__isnull=False)
        foods = set(below.values_list("food_id", flat=True)) - seen


def _lines(lines: Sequence[str]) -> list[str]:
    return [line[:300] for line in lines[:MOST_UNRESOLVED]]
