"""Changing an entry whose weight nobody knows: what it held was told, and nothing by 100 g."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fithub.core.errors import InvalidInput
from fithub.core.nutrients import HUNDRED, NUTRIENTS, Nutrients, quantise
from fithub.diary.amounts import MOST_GRAMS, MOST_QUANTITY, exact
from fithub.diary.models import Entry


def change_amount(entry: Entry, changes: Mapping[str, Any]) -> None:
    """Give an entry without a weight another amount; it is not saved yet.

    Its weight makes it one that is weighed, and changes nothing of what it held. Another quantity of the same unit holds so much
    more or less. Raises InvalidInput (`amount_out_of_range`, `weight_unknown`).
    """
    if changes.get("grams") is not None:
        _weigh(entry, changes["grams"])
    elif changes.keys() & {"quantity", "unit"}:
        _multiply(entry, changes.get("quantity", entry.quantity), changes.get("unit", entry.unit))


def _weigh(entry: Entry, grams: Decimal) -> None:
    weight = quantise(grams)
    if not 0 < weight <= MOST_GRAMS:
        raise InvalidInput.field("grams", "amount_out_of_range", "The amount must be more than 0 and at most 10 kg.")
    entry.grams = entry.grams_low = entry.grams_high = weight
    entry.portion_source = "stated"
    entry.nutrients_per_100g = _times(entry.nutrients, HUNDRED / weight)


def _multiply(entry: Entry, quantity: Decimal | None, unit: str | None) -> None:
    if quantity is None or not entry.quantity or unit != entry.unit:
        raise InvalidInput(
            "weight_unknown",
            "What this weighed is not known, so only its own unit can be counted otherwise; give grams, or another food_id.",
        )
    if not 0 < quantise(quantity) <= MOST_QUANTITY:
        raise InvalidInput.field("quantity", "amount_out_of_range", "The amount must be more than 0.")
    entry.nutrients = _times(entry.nutrients, exact(quantity) / exact(entry.quantity))
    entry.quantity = quantise(quantity)


def _times(nutrients: Nutrients, factor: Decimal) -> dict[str, Decimal | None]:
    return {key: None if (held := nutrients.get(key)) is None else quantise(held * factor) for key in NUTRIENTS}
