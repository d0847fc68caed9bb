"""From a food and an amount as said to what an entry stores: the one way, for chat, forms, drafts and copies."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final
from uuid import UUID

from fithub.core.errors import InvalidInput
from fithub.core.nutrients import Nutrients, quantise, scale
from fithub.foods.models import Food
from fithub.foods.portions import grams_for
from fithub.foods.queries import food_by_id

MOST_GRAMS: Final = Decimal(10_000)
MOST_QUANTITY: Final = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of one food: as said (`quantity`, `unit`), in grams with a range, and where that came from."""

    food_id: UUID | None
    description: str
    quantity: Decimal | None
    unit: str | None
    grams: Decimal
    grams_low: Decimal
    grams_high: Decimal
    portion_source: str
    nutrients_per_100g: Nutrients

    @property
    def nutrients(self) -> dict[str, Decimal | None]:
        """What this much of the food holds."""
        return scale(self.nutrients_per_100g, self.grams)


def amount_of(*, food_id: UUID, quantity: Decimal | None, unit: str | None, grams: Decimal | None) -> Amount:
    """So much of a food of the catalogue or of the person's own. Call within `acting_as`.

    Grams given win over quantity and unit, which then stay as said. Raises NotFound (`food_not_found`), InvalidInput
    (`amount_missing`, `amount_out_of_range`, `unknown_unit`).
    """
    food = food_by_id(food_id=food_id)
    said = None if quantity is None else quantise(_within("quantity", quantity, MOST_QUANTITY))
    if grams is not None:
        checked = _within("grams", grams, MOST_GRAMS)
        return _amount(food, said, unit, checked, checked, checked, "stated")
    if quantity is None:
        raise InvalidInput("amount_missing", "Give grams, or a quantity with a unit.")
    portion = grams_for(food=food, quantity=quantity, unit=unit)
    _within("quantity", portion.grams, MOST_GRAMS)
    return _amount(food, said, unit, portion.grams, portion.low, portion.high, portion.source)


def exact(quantity: Decimal) -> Decimal:
    """What a quantity of three decimals stands for: 0.333 is a third, so that three times it is one."""
    nearest = Fraction(quantity).limit_denominator(12)
    found = Decimal(nearest.numerator) / nearest.denominator
    return found if quantise(found) == quantity else quantity


def _amount(
    food: Food, quantity: Decimal | None, unit: str | None, grams: Decimal, low: Decimal, high: Decimal, source: str
) -> Amount:
    return Amount(
        food_id=food.pk,
        description=food.shown_name,
        quantity=quantity,
        unit=unit,
        grams=quantise(grams),
        grams_low=quantise(low),
        grams_high=quantise(high),
        portion_source=source,
        nutrients_per_100g=food.nutrients_per_100g,
    )


def _within(field: str, amount: Decimal, most: Decimal) -> Decimal:
    if not amount.is_finite() or not 0 < quantise(amount) <= most:
        raise InvalidInput.field(
            field, "amount_out_of_range", f"The amount must be more than 0 and at most {most:,} (10 kg in grams)."
        )
    return amount
