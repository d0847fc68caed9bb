"""So much of a food in a recipe, a meal or a planned meal: chosen, read from words, kept, weighed anew. Call within `acting_as`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.accounts.queries import measures_of
from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import quantise
from fithub.diary.amounts import MOST_GRAMS, Amount, amount_of
from fithub.diary.proposals import Proposal, proposals_from
from fithub.estimation.estimate import MealEstimate, estimate_meal
from fithub.planning.models import Meal, MealItem, PlannedItem, PlannedMeal, SnapshotModel

MOST_ITEMS: Final = 60


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a food, the words for it, and how sure that is (None: it was chosen)."""

    amount: Amount
    said: str = ""
    confidence: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """An item that stays; with `grams`, or with `quantity` of the unit it has, so much of it from now on."""

    item_id: UUID
    grams: Decimal | None = None
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What words say of a meal: its parts, the words that no food was found for, and what they say of when (None: nothing)."""

    parts: list[Part]
    unmatched: list[str]
    estimate: MealEstimate


def chosen_part(
    *, food_id: UUID, quantity: Decimal | None, unit: str | None, grams: Decimal | None, said: str = ""
) -> Part:
    """So much of a food that was chosen. Raises NotFound (`food_not_found`), InvalidInput (see `amount_of`)."""
    return Part(amount_of(food_id=food_id, quantity=quantity, unit=unit, grams=grams), said)


def parts_in(*, user_id: UUID, text: str, when: LocalMoment) -> Words:
    """What a text says of food, as the diary would take it; nothing is written down."""
    estimate = estimate_meal(text=text, when=when, locale=measures_of(user_id))
    proposals = proposals_from(estimate, when=when, local_date=None, slot=None)
    return Words(parts_of(proposals), list(estimate.unmatched), estimate)


def parts_of(proposals: Sequence[Proposal]) -> list[Part]:
    """Proposals as parts of something."""
    return [Part(each.amount, each.said, each.confidence) for each in proposals]


def columns_of(part: Part) -> dict[str, Any]:
    """A part as the columns of a SnapshotModel."""
    amount = part.amount
    return {
        "food_id": amount.food_id,
        "description": amount.description[:300],
        "said": part.said[:300],
        "quantity": amount.quantity,
        "unit": amount.unit,
        "grams": amount.grams,
        "grams_low": amount.grams_low,
        "grams_high": amount.grams_high,
        "nutrients_per_100g": dict(amount.nutrients_per_100g),
        "portion_source": amount.portion_source,
        "confidence": part.confidence,
    }


def amount_in(row: SnapshotModel) -> Amount:
    """How much of its food a row has."""
    return Amount(
        food_id=row.food_id,
        description=row.description,
        quantity=row.quantity,
        unit=row.unit,
        grams=row.grams,
        grams_low=row.grams_low,
        grams_high=row.grams_high,
        portion_source=row.portion_source,
        nutrients_per_100g=row.nutrients_per_100g,
    )


def part_of(amount: Amount, share: Decimal) -> Amount:
    """So much of an amount: 0.5 is half of it, 2 twice as much. Raises InvalidInput (`amount_out_of_range`)."""
    if share == 1:
        return amount
    return replace(
        amount,
        quantity=None if amount.quantity is None else quantise(amount.quantity * share),
        grams=_checked("share", amount.grams * share),
        grams_low=quantise(amount.grams_low * share),
        grams_high=quantise(amount.grams_high * share),
    )


def reweigh(row: SnapshotModel, grams: Decimal) -> None:
    """As an entry's: a weight that is told is exact, and 100 g of it hold what they did. Raises InvalidInput."""
    row.grams = row.grams_low = row.grams_high = _checked("grams", grams)
    row.quantity, row.unit, row.portion_source = None, None, "stated"


def write_items(*, owner: Meal | PlannedMeal, current: Sequence[SnapshotModel], wanted: Sequence[Part | Same]) -> None:
    """Give a meal or a planned meal these foods, in this order. `current`: those that it has now and that `Same` may name.

    Raises NotFound (`item_not_found`), InvalidInput (`amount_out_of_range`, `too_many_items`).
    """
    if len(wanted) > MOST_ITEMS:
        raise InvalidInput.field("items", "too_many_items", f"A meal holds at most {MOST_ITEMS} foods.")
    known = {row.pk: row for row in current}
    rows = [_row(owner, known, each) for each in wanted]
    model, link = (MealItem, "meal") if isinstance(owner, Meal) else (PlannedItem, "planned")
    before = {row.pk: (row.grams, row.place) for row in model._default_manager.filter(**{link: owner})}
    model._default_manager.filter(**{link: owner}).exclude(pk__in=[row.pk for row in rows]).delete()
    for place, row in enumerate(rows, start=1):
        row.place = place
        if before.get(row.pk) != (row.grams, row.place):
            row.save()


def copied(row: SnapshotModel, owner: Meal | PlannedMeal) -> SnapshotModel:
    """The same of the same food in another meal; not stored yet."""
    return _new(owner, {"place": row.place} | columns_of(Part(amount_in(row), row.said, row.confidence)))


def _row(owner: Meal | PlannedMeal, known: dict[UUID, SnapshotModel], wanted: Part | Same) -> SnapshotModel:
    """A row of the new list; one that stays is taken out of `known`, so that none is there twice."""
    if isinstance(wanted, Part):
        return _new(owner, columns_of(wanted))
    row = known.pop(wanted.item_id, None)
    if row is None:
        raise NotFound("item_not_found", "This meal has no such item, or it is named twice; look at its items again.")
    if isinstance(row, PlannedItem) != isinstance(owner, PlannedMeal):
        row = copied(row, owner)
    if wanted.grams is not None and wanted.grams != row.grams:
        reweigh(row, wanted.grams)
    elif wanted.quantity is not None and row.quantity is not None and wanted.quantity != row.quantity:
        factor = wanted.quantity / row.quantity
        row.quantity, row.grams = _checked("quantity", wanted.quantity), _checked("quantity", row.grams * factor)
        row.grams_low, row.grams_high = quantise(row.grams_low * factor), quantise(row.grams_high * factor)
    elif wanted.quantity is not None and row.quantity is None:
        raise InvalidInput.field("items", "quantity_unknown", "That item is weighed and not counted; give its grams.")
    return row


def _new(owner: Meal | PlannedMeal, columns: dict[str, Any]) -> SnapshotModel:
    if isinstance(owner, Meal):
        return MealItem(user_id=owner.user_id, meal=owner, **columns)
    return PlannedItem(user_id=owner.user_id, planned=owner, **columns)


def _checked(field: str, amount: Decimal) -> Decimal:
    if not amount.is_finite() or not 0 < quantise(amount) <= MOST_GRAMS:
        raise InvalidInput.field(field, "amount_out_of_range", "The amount must be more than 0 and at most 10 kg.")
    return quantise(amount)
