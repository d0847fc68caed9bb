"""The JSON that REST and receipts share for recipes and favourites."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from fithub.core.nutrients import scale
from fithub.diary.proposals import Proposal
from fithub.planning.judging import WARNED, Reason
from fithub.planning.models import Favourite, FoodPreference, Ingredient, Recipe
from fithub.planning.reading import ReadRecipe
from fithub.planning.recipes import MOST_COOKED_GRAMS, MOST_SERVINGS, dish_of, within


def recipe_shape(recipe: Recipe) -> dict[str, Any]:
    """A recipe as it is shown: what all of it, a serving and 100 g hold, computed from its ingredients."""
    made = dish_of(recipe)
    serving = made.grams / recipe.servings
    return {
        "id": str(recipe.pk),
        "food": {"id": str(recipe.food_id), "name": recipe.name},
        "name": recipe.name,
        "servings": recipe.servings,
        "cooked_grams": recipe.cooked_grams,
        "grams": made.grams,
        "serving_grams": round(serving, 3),
        "totals": made.totals.amounts,
        "unknown": made.totals.unknown,
        "per_serving": scale(made.per_100g, serving),
        "nutrients_per_100g": made.per_100g,
        "ingredients": [_ingredient(each) for each in sorted(recipe.ingredients.all(), key=lambda each: each.place)],
        "unresolved": recipe.unresolved,
        "url": recipe.url or None,
    }


def read_shape(read: ReadRecipe) -> dict[str, Any]:
    """A recipe that was read and is not kept yet."""
    return {
        "name": read.name,
        "servings": _possible(read.servings, MOST_SERVINGS),
        "cooked_grams": _possible(read.cooked_grams, MOST_COOKED_GRAMS),
        "url": read.url or None,
        "ingredients": [_proposed(each) for each in read.proposals],
        "unresolved": read.unresolved,
        "left_out": read.left_out,
    }


def favourite_shape(favourite: Favourite, food: dict[str, Any]) -> dict[str, Any]:
    """A favourite as it is shown; `food`: its food as foods are shown (fithub.foods.queries.food_shapes)."""
    return {"food": food, "quantity": favourite.quantity, "unit": favourite.unit, "grams": favourite.grams}


def preference_shape(row: FoodPreference) -> dict[str, Any]:
    """A preference as it is shown; `about` is what it is about, in words."""
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "food": None if row.food is None else {"id": str(row.food_id), "name": row.food.shown_name},
        "category": None if row.category is None else {"id": str(row.category_id), "name": row.category.name},
        "word": row.word or None,
        "about": row.about,
        "note": row.note,
    }


def warnings_shape(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """What a person should know before they eat it, the gravest first; likes are no warning."""
    return [
        {
            "kind": reason.kind.value,
            "preference_id": str(reason.preference_id),
            "about": reason.about,
            "because": reason.because,
        }
        for reason in reasons
        if reason.kind in WARNED
    ]


def _possible(number: Decimal | None, most: Decimal) -> Decimal | None:
    """A figure of a text, None where no recipe can have it."""
    return number if number is not None and within(number, most) else None


def _ingredient(row: Ingredient) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "text": row.said or row.description,
        "food": None if row.food_id is None else {"id": str(row.food_id), "name": row.description},
        "description": row.description,
        "quantity": row.quantity,
        "unit": row.unit,
        "grams": row.grams,
        "nutrients": scale(row.nutrients_per_100g, row.grams),
        "portion_source": row.portion_source,
        "confidence": row.confidence,
    }


def _proposed(proposal: Proposal) -> dict[str, Any]:
    amount = proposal.amount
    return {
        "text": proposal.said,
        "food": {"id": str(amount.food_id), "name": amount.description},
        "quantity": amount.quantity,
        "unit": amount.unit,
        "grams": amount.grams,
        "grams_low": amount.grams_low,
        "grams_high": amount.grams_high,
        "nutrients": amount.nutrients,
        "portion_source": amount.portion_source,
        "confidence": proposal.confidence,
        "alternatives": [{"id": str(each.food_id), "name": each.name} for each in proposal.alternatives],
        "question": proposal.question,
    }
