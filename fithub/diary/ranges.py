"""How far off a meal or a day may be: from the ranges of its foods' grams, by fithub.foods.uncertainty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fithub.core.nutrients import quantise
from fithub.foods.uncertainty import Part, Range, total

RANGED: Final = ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A food eaten: its grams with their range, what they hold, and in which unit of what it was told (`cause`; None: stated).

    Grams are None where the weight is not known and what it held was told by itself.
    """

    grams: Decimal | None
    low: Decimal | None
    high: Decimal | None
    nutrients: Mapping[str, Decimal | None]
    cause: str | None


def ranges(foods: Iterable[Weighed]) -> dict[str, dict[str, Decimal] | None]:
    """For energy (kcal) and the macronutrients (g): the bounds that hold four of five such sums; None where none knows it.

    Foods that do not know a nutrient add nothing, as in its total. Two helpings in one unit of one food are off together.
    """
    listed = list(foods)
    told: dict[str, dict[str, Decimal] | None] = {}
    for key in RANGED:
        parts = [_part(food, amount) for food in listed if (amount := food.nutrients.get(key)) is not None]
        if listed and not parts:
            told[key] = None
            continue
        whole = total(parts)
        told[key] = {"low": quantise(whole.low), "high": quantise(whole.high)}
    return told


def _part(food: Weighed, amount: Decimal) -> Part:
    if food.grams is None or food.low is None or food.high is None:
        return Part(Range(amount, amount, amount), None)
    return Part(Range(food.low, food.grams, food.high).times(amount / food.grams), food.cause)
