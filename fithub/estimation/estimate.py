"""A sentence about food as foods, grams and nutrients, each with how sure it is: for the chat, drafts, tools and bulk alike.

confidence = certainty of the food × certainty of the amount, 0 to 1 (docs/estimation.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import quantise, scale
from fithub.core.slots import Slot
from fithub.estimation.additions import usual_addition
from fithub.estimation.choice import Choice, as_decimal, choose, choose_by_part, is_drink
from fithub.estimation.mentions import Mention, parse
from fithub.estimation.units import ENERGY_KCAL
from fithub.foods.portions import PortionGrams, PortionSource, grams_for
from fithub.foods.search import FoodMatch

MOST_ITEMS: Final = 60
MOST_ALTERNATIVES: Final = 4
# After so many mentions that no food was found for, the text is about something else, and less effort goes into the rest.
MOST_STRANGE: Final = 8
# An item over this is no meal and no slip of it: the words go back.
MOST_GRAMS: Final = Decimal(10_000)

# How far an amount is trusted, by where its grams come from.
_TRUST: Final = {
    PortionSource.STATED: 1.0,
    PortionSource.FOOD_PORTION: 0.97,
    PortionSource.CATEGORY_PORTION: 0.92,
    PortionSource.DENSITY: 0.94,
    PortionSource.DEFAULT: 0.88,
}
# No amount was said; an addition of a usual size; a unit that is not known for the food.
_UNSAID: Final = 0.8
_ADDED: Final = 0.85
_UNKNOWN_UNIT: Final = 0.5


# What additions go into or on each of, and of how many at most.
_VESSELS: Final = frozenset({"cup", "mug", "glass", "bowl", "serving"})
_PIECES: Final = frozenset({"slice", "piece", "small", "medium", "large", "half"})
MOST_BASES: Final = Decimal(12)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another food that the words may mean."""

    food_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class EstimatedItem:
    """A food eaten: the words, the food, the amount as said (None where nothing was), grams with a range, nutrients.

    `local_date`, `local_time`, `slot`: what the text says of this food, None where nothing.
    """

    text: str
    food_id: UUID
    food_name: str
    quantity: Decimal | None
    unit: str | None
    grams: Decimal
    grams_low: Decimal
    grams_high: Decimal
    nutrients: dict[str, Decimal | None]
    confidence: Decimal
    portion_source: str
    alternatives: tuple[Alternative, ...]
    local_date: date | None
    local_time: time | None
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class MealEstimate:
    """What a text says was eaten. `local_date`, `local_time`, `slot` for the whole: what all items share, else None.

    A date may lie in the future if the text says so; whoever writes the items down refuses it. `unmatched`: what may be food and
    is not known, in the text's own words.
    """

    text: str
    local_date: date | None
    local_time: time | None
    slot: Slot | None
    items: tuple[EstimatedItem, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An amount in grams with its range, how it is told, and how far it is trusted."""

    portion: PortionGrams
    quantity: Decimal | None
    unit: str | None
    low: Decimal
    high: Decimal
    trust: float


def estimate_meal(*, text: str, when: LocalMoment) -> MealEstimate:
    """Foods, grams and nutrients of what a text says was eaten. Deterministic and offline; raises for no text.

    `when` is the person's local moment, against which "yesterday" is told. At most 60 foods are looked up; the words of further
    ones come back as unmatched.
    """
    parsed = parse(text, when)
    items: list[EstimatedItem] = []
    unmatched = list(parsed.unmatched)
    strange = 0
    for place, mention in enumerate(parsed.mentions):
        patient = strange < MOST_STRANGE
        found = _estimated(mention, parsed.mentions, patient=patient) if place < MOST_ITEMS else []
        items += found
        if not found:
            unmatched.append(mention.text)
            strange += 1
    if parsed.beyond:
        unmatched.append(parsed.beyond)
    return MealEstimate(
        text, parsed.local_date, parsed.local_time, parsed.slot, tuple(items), tuple(dict.fromkeys(unmatched))
    )


def _estimated(mention: Mention, mentions: Sequence[Mention], *, patient: bool) -> list[EstimatedItem]:
    """The item that a mention is; the two that it is if only they are known; none if nothing is.

    `patient`: where the words as a whole are no food's, fewer of them are tried.
    """
    if mention.quantity is not None and mention.quantity <= 0:
        return []
    choice = choose(mention.food)
    if choice is None or not choice.is_sure:
        halves = _halves(mention)
        if halves:
            return halves
        if patient:
            choice = choose_by_part(mention.food, choice, weighed=mention.unit is not None)
    base = mentions[mention.parent] if mention.parent is not None else None
    item = _item(mention, choice, base)
    return [item] if item is not None else []


def _halves(mention: Mention) -> list[EstimatedItem]:
    """Both sides of a name kept whole, if both are known: "fish and chips", and the avocado on "avocado toast"."""
    found = []
    for half in mention.halves:
        base = mention.halves[half.parent] if half.parent is not None else None
        item = _item(half, choose(half.food), base)
        if item is None:
            return []
        found.append(item)
    return found


def _item(mention: Mention, choice: Choice | None, base: Mention | None) -> EstimatedItem | None:
    if choice is None:
        return None
    weighed = _weighed(mention, choice, base)
    if weighed is None:
        return None
    food = choice.food
    return EstimatedItem(
        text=mention.text,
        food_id=food.food_id,
        food_name=food.shown_name,
        quantity=weighed.quantity,
        unit=weighed.unit,
        grams=weighed.portion.grams,
        grams_low=weighed.low,
        grams_high=weighed.high,
        nutrients=scale(food.nutrients_per_100g, weighed.portion.grams),
        confidence=as_decimal(choice.certainty * weighed.trust),
        portion_source=weighed.portion.source.value,
        alternatives=tuple(Alternative(other.food_id, other.shown_name) for other in choice.others[:MOST_ALTERNATIVES]),
        local_date=mention.local_date,
        local_time=mention.local_time,
        slot=mention.slot,
    )


def _weighed(mention: Mention, choice: Choice, base: Mention | None) -> _Weighed | None:
    """The grams of a mention; None where the amount is impossible."""
    food = choice.food
    if mention.quantity is None and base is not None:
        added = _as_addition(mention, choice, base)
        if added is not None:
            return added
    if mention.unit in ENERGY_KCAL:
        mention = _by_energy(mention, food)
        if mention.quantity is None:
            return None
    unit = _unit_of(mention, choice)
    trust = 1.0
    try:
        portion = grams_for(food=food.food_id, quantity=mention.quantity, unit=unit)
    except InvalidInput as error:
        if error.code != "unknown_unit":
            return None
        # The unit is not known for this food: so many usual servings, and little trust.
        unit, trust = "serving", _UNKNOWN_UNIT
        portion = grams_for(food=food.food_id, quantity=mention.quantity, unit=unit)
    if portion.grams > MOST_GRAMS or portion.grams <= 0:
        return None
    if mention.quantity is None:
        trust *= _UNSAID
    else:
        trust *= _TRUST[portion.source]
    portion = _shared(portion, mention.share)
    low, high = portion.low, portion.high
    if mention.quantity is not None and mention.low is not None and mention.high is not None:
        low = quantise(low * mention.low / mention.quantity)
        high = quantise(high * mention.high / mention.quantity)
    quantity = None if mention.quantity is None else quantise(mention.quantity * mention.share)
    return _Weighed(portion, quantity, unit, low, high, trust)


def _by_energy(mention: Mention, food: FoodMatch) -> Mention:
    """So much energy of a food in grams of it; without an amount where the food has none, or what it has is not known."""
    dense = food.nutrients_per_100g.get("energy_kcal")
    if not dense or mention.quantity is None or mention.low is None or mention.high is None:
        return replace(mention, quantity=None)
    grams = ENERGY_KCAL[mention.unit or ""] * 100 / dense
    low, quantity, high = (each * grams for each in (mention.low, mention.quantity, mention.high))
    return replace(mention, low=low, quantity=quantise(quantity), high=high, unit="g")


def _shared(portion: PortionGrams, share: Decimal) -> PortionGrams:
    """What one person had of a portion."""
    if share == 1:
        return portion
    low, grams, high = (quantise(each * share) for each in (portion.low, portion.grams, portion.high))
    return replace(portion, low=low, grams=grams, high=high)


def _unit_of(mention: Mention, choice: Choice) -> str | None:
    """The unit said; of what is drunk an ounce is a fluid ounce."""
    return "fl oz" if mention.unit == "oz" and is_drink(choice.food) else mention.unit


def _as_addition(mention: Mention, choice: Choice, base: Mention) -> _Weighed | None:
    """So much of it as is usually put on one of the food that it is added to, times how many there are of that."""
    usual = usual_addition(of=mention.food, to=base.food)
    if usual is None:
        return None
    times = Decimal(1)
    if base.quantity is not None and _is_counted(base.unit, vessels_only=usual.per_vessel):
        times = min(base.quantity, MOST_BASES)
    quantity = usual.quantity * times
    try:
        portion = grams_for(food=choice.food.food_id, quantity=quantity, unit=usual.unit)
    except InvalidInput:
        return None
    portion = replace(portion, source=PortionSource.DEFAULT)
    return _Weighed(portion, quantity, usual.unit, quantise(portion.low / 2), portion.high * 2, _ADDED)


def _is_counted(unit: str | None, *, vessels_only: bool) -> bool:
    """Whether a unit is of vessels, or of pieces, that an addition goes into or on each of."""
    last = (unit or "piece").rsplit(" ", 1)[-1]
    return last in _VESSELS or (last in _PIECES and not vessels_only)
