"""Writing single entries: the only module that stores one. Call within `acting_as`: a call is a change set, or a part of one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from fithub.accounts.queries import local_now
from fithub.core.clock import LocalMoment, check_date, now
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import quantise, scale
from fithub.core.slots import Slot, slot_at
from fithub.diary import queries, unweighed
from fithub.diary.amounts import MOST_GRAMS, MOST_QUANTITY, Amount, amount_of, exact
from fithub.diary.models import Entry
from fithub.diary.proposals import Proposal


def log_food(
    *,
    user_id: UUID,
    food_id: UUID,
    quantity: Decimal | None,
    unit: str | None,
    grams: Decimal | None,
    when: LocalMoment,
    source: str,
    local_date: date | None = None,
    local_time: time | None = None,
    slot: Slot | None = None,
    said: str = "",
) -> Entry:
    """Write down so much of a food that was chosen, not guessed: there is no confidence to state. Raises as `chosen` does."""
    proposal = chosen(
        food_id=food_id,
        quantity=quantity,
        unit=unit,
        grams=grams,
        when=when,
        local_date=local_date,
        local_time=local_time,
        slot=slot,
        said=said,
    )
    return write_entry(user_id=user_id, proposal=proposal, source=source)


def chosen(
    *,
    food_id: UUID,
    quantity: Decimal | None,
    unit: str | None,
    grams: Decimal | None,
    when: LocalMoment,
    local_date: date | None = None,
    local_time: time | None = None,
    slot: Slot | None = None,
    said: str = "",
) -> Proposal:
    """So much of a food that was chosen, not yet written down.

    Raises NotFound (`food_not_found`), InvalidInput (see `amount_of`; `date_in_future`, `date_out_of_range`).
    """
    day = local_date or when.date
    check_eaten_on(day, when)
    return Proposal(
        amount=amount_of(food_id=food_id, quantity=quantity, unit=unit, grams=grams),
        said=said,
        confidence=None,
        alternatives=(),
        local_date=day,
        local_time=local_time or when.time,
        time_zone=when.zone,
        slot=slot or slot_at(local_time or when.time),
    )


def write_entry(*, user_id: UUID, proposal: Proposal, source: str) -> Entry:
    """Store one proposal as an entry."""
    amount = proposal.amount
    instant = now()
    return Entry.objects.create(
        user_id=user_id,
        local_date=proposal.local_date,
        local_time=proposal.local_time,
        time_zone=proposal.time_zone,
        slot=proposal.slot,
        said=proposal.said[:500],
        confidence=proposal.confidence,
        source=source,
        created_at=instant,
        updated_at=instant,
        **_columns(amount),
    )


def edit_entry(*, user_id: UUID, entry_id: UUID, changes: Mapping[str, Any]) -> Entry:
    """Change an entry: any of quantity, unit, grams, food_id, slot, local_date, local_time.

    A new quantity of the same food and unit keeps the size of the portion that was used; nutrients are scaled from the entry's
    own snapshot unless the food changes. What changes nothing leaves nothing to undo. Raises NotFound (`entry_not_found`,
    `food_not_found`), InvalidInput.
    """
    entry = queries.entry(user_id=user_id, entry_id=entry_id, hold=True)
    if all(value == getattr(entry, name) for name, value in changes.items()):
        return entry
    if "local_date" in changes:
        check_eaten_on(changes["local_date"], local_now(user_id))
    for name in ("slot", "local_date", "local_time"):
        if name in changes:
            setattr(entry, name, changes[name])
    if entry.grams is None and entry.food_id is changes.get("food_id"):
        unweighed.change_amount(entry, changes)
    elif changes.keys() & {"quantity", "unit", "grams", "food_id"}:
        amount = _changed_amount(entry, changes)
        if amount.food_id != entry.food_id:
            entry.confidence = None  # a food that was chosen is certain
        for name, value in _columns(amount).items():
            setattr(entry, name, value)
    entry.updated_at = now()
    entry.save(force_update=True)
    return queries.entry(user_id=user_id, entry_id=entry_id)


def delete_entry(*, user_id: UUID, entry_id: UUID) -> Entry:
    """Delete an entry and return it as it was. Raises NotFound (`entry_not_found`)."""
    entry = queries.entry(user_id=user_id, entry_id=entry_id, hold=True)
    Entry.objects.filter(user_id=user_id, pk=entry_id).delete()
    return entry


def check_eaten_on(day: date, when: LocalMoment) -> None:
    """Refuse a date on which nothing can have been eaten yet. Raises InvalidInput (`date_in_future`, `date_out_of_range`)."""
    check_date("local_date", day)
    if day > when.date:
        raise InvalidInput.field(
            "local_date",
            "date_in_future",
            f"{day.isoformat()} has not come yet where you are; log what has been eaten.",
        )


def _changed_amount(entry: Entry, changes: Mapping[str, Any]) -> Amount:
    food_id = changes.get("food_id") or entry.food_id
    quantity = changes.get("quantity", entry.quantity)
    unit = changes.get("unit", entry.unit)
    grams = changes.get("grams")
    same_food = food_id == entry.food_id
    if same_food and unit == entry.unit and grams is None and quantity and entry.quantity:
        return _rescaled(entry, quantity=quantity, factor=exact(quantity) / exact(entry.quantity))
    if same_food and grams is not None and entry.grams is not None:
        stated = replace(
            _rescaled(entry, quantity=None, factor=grams / entry.grams), unit=None, portion_source="stated"
        )
        return replace(stated, grams=quantise(grams), grams_low=quantise(grams), grams_high=quantise(grams))
    if food_id is None:
        raise InvalidInput("food_gone", "The food of this entry no longer exists; give grams, or another food_id.")
    if not same_food and changes.keys() == {"food_id"} and (quantity is None or entry.portion_source == "stated"):
        grams = entry.grams
    return amount_of(food_id=food_id, quantity=quantity, unit=unit, grams=grams)


def _rescaled(entry: Entry, *, quantity: Decimal | None, factor: Decimal) -> Amount:
    """The entry's own amount times a factor, nutrients from its own snapshot."""
    assert entry.grams is not None and entry.grams_low is not None and entry.grams_high is not None  # noqa: PT018
    grams = quantise(entry.grams * factor) if factor.is_finite() else Decimal("NaN")
    countable = quantity is None or 0 < quantise(quantity) <= MOST_QUANTITY
    if not countable or not grams.is_finite() or not 0 < grams <= MOST_GRAMS:
        field = "grams" if quantity is None else "quantity"
        raise InvalidInput.field(field, "amount_out_of_range", "The amount must be more than 0 and at most 10 kg.")
    return Amount(
        food_id=entry.food_id,
        description=entry.description,
        quantity=quantity,
        unit=entry.unit,
        grams=grams,
        grams_low=quantise(entry.grams_low * factor),
        grams_high=quantise(entry.grams_high * factor),
        portion_source=entry.portion_source,
        nutrients_per_100g=entry.nutrients_per_100g,
    )


def _columns(amount: Amount) -> dict[str, Any]:
    """An amount as an entry's columns."""
    return {
        "food_id": amount.food_id,
        "description": amount.description[:300],
        "quantity": None if amount.quantity is None else quantise(amount.quantity),
        "unit": amount.unit,
        "grams": amount.grams,
        "grams_low": amount.grams_low,
        "grams_high": amount.grams_high,
        "portion_source": amount.portion_source,
        "nutrients_per_100g": dict(amount.nutrients_per_100g),
        "nutrients": scale(amount.nutrients_per_100g, amount.grams),
    }
