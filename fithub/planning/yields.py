"""What a dish holds: the sum of its ingredients, spread over what it weighs when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fithub.core.nutrients import HUNDRED, Nutrients, Totals, quantise, scale, total

type Part = tuple[Nutrients, Decimal]
"""What 100 g of an ingredient hold, and the grams of it."""


@dataclass(frozen=True, slots=True)
class Yield:
    """A dish: its weight in g, what all of it holds with how many parts do not know a nutrient, and what 100 g hold.

    In 100 g a nutrient is known only where every part knows it: a sum that lacks a part is no figure to scale.
    """

    grams: Decimal
    totals: Totals
    per_100g: dict[str, Decimal | None]


def dish(parts: Sequence[Part], *, cooked_grams: Decimal | None) -> Yield:
    """A dish of at least one part. What it loses or gains in cooking is water: nothing else is lost from what it holds.

    USDA Agriculture Handbook 102 computes recipes so: the ingredients' nutrients over the yield of the cooked dish.
    """
    raw = quantise(sum((grams for _, grams in parts), Decimal(0)))
    weight = raw if cooked_grams is None else cooked_grams
    totals = total(scale(per_100g, grams) for per_100g, grams in parts)
    amounts = {key: None if key in totals.unknown else amount for key, amount in totals.amounts.items()}
    water = amounts["water_g"]
    if water is not None:
        amounts["water_g"] = max(Decimal(0), water + weight - raw)
    return Yield(weight, totals, scale(amounts, HUNDRED * HUNDRED / weight))
