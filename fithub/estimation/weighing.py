"""The grams of a mention of a food, with their range and how far they are trusted."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from fithub.core.errors import InvalidInput
from fithub.core.nutrients import quantise
from fithub.estimation.additions import usual_addition
from fithub.estimation.choice import Choice, is_drink
from fithub.estimation.mentions import Mention
from fithub.estimation.units import ENERGY_KCAL
from fithub.foods.facts import FoodFacts
from fithub.foods.measures import household_units
from fithub.foods.portions import PortionGrams, PortionSource, grams_of
from fithub.foods.search import FoodMatch
from fithub.foods.units import canonical_unit
from fithub.foods.words import tokens

# An item over this is no meal and no slip of it: the words go back.
MOST_GRAMS: Final = Decimal(10_000)
CM_PER_INCH: Final = Decimal("2.54")

# How far an amount is trusted, by where its grams come from: set so that of the foods of our own meals that are developed on as
# many are right as their confidence says (docs/estimation.md, Confidence).
_TRUST: Final = {
    PortionSource.STATED: 0.95,
    PortionSource.OWN: 0.95,
    PortionSource.HABIT: 0.92,
    PortionSource.FOOD_PORTION: 0.94,
    PortionSource.CATEGORY_PORTION: 0.88,
    PortionSource.DENSITY: 0.92,
    PortionSource.DEFAULT: 0.84,
}
# No amount was said; an addition of a usual size; a unit that is not known for the food.
_UNSAID: Final = 0.77
_ADDED: Final = 0.8
_UNKNOWN_UNIT: Final = 0.5


# What additions go into or on each of, and of how many at most.
_VESSELS: Final = frozenset({"cup", "mug", "glass", "bowl", "serving"})
_PIECES: Final = frozenset({"slice", "piece", "small", "medium", "large", "half"})
HALF: Final = "half"
WHOLE: Final = "whole"
HALF_OF_ONE: Final = Decimal("0.5")
MOST_BASES: Final = Decimal(12)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An amount in grams with its range, how it is told, and how far it is trusted.

    `strange_unit`: the unit as said, where the food is not known in it and usual servings are meant instead.
    """

    portion: PortionGrams
    quantity: Decimal | None
    unit: str | None
    low: Decimal
    high: Decimal
    trust: float
    strange_unit: str | None = None


def weigh(mention: Mention, choice: Choice, base: Mention | None, facts: FoodFacts) -> Weighed | None:
    """The grams of a mention, by what is known of its food; None where the amount is impossible."""
    food = choice.food
    if mention.quantity is None and base is not None:
        added = _as_addition(mention, facts, base)
        if added is not None:
            return added
    if mention.unit in ENERGY_KCAL:
        mention = _by_energy(mention, food)
        if mention.quantity is None:
            return None
    mention = _in_halves(mention, facts)
    unit = _unit_of(mention, choice, facts)
    trust, strange = 1.0, None
    here = None if mention.quantity is None else mention.quantity * mention.unit_factor
    try:
        portion = grams_of(facts, quantity=here, unit=unit, inches=_inches(mention))
    except InvalidInput as error:
        if error.code != "unknown_unit":
            return None
        # The unit is not known for this food: so many usual servings, and little trust.
        unit, trust, strange = "serving", _UNKNOWN_UNIT, unit
        portion = grams_of(facts, quantity=mention.quantity, unit=unit)
    if portion.grams > MOST_GRAMS or portion.grams <= 0:
        return None
    if mention.quantity is None and portion.source is not PortionSource.HABIT:
        trust *= _UNSAID
    else:
        trust *= _TRUST[portion.source]
    portion = _shared(portion, mention.share)
    low, high = portion.low, portion.high
    if mention.quantity is not None and mention.low is not None and mention.high is not None:
        low = quantise(low * mention.low / mention.quantity)
        high = quantise(high * mention.high / mention.quantity)
    quantity = None if mention.quantity is None else quantise(mention.quantity * mention.share)
    return Weighed(portion, quantity, unit, low, high, trust, strange)


def _inches(mention: Mention) -> Decimal | None:
    return None if mention.length_cm is None else mention.length_cm / CM_PER_INCH


def _by_energy(mention: Mention, food: FoodMatch) -> Mention:
    """So much energy of a food in grams of it; without an amount where the food has none, or what it has is not known."""
    dense = food.nutrients_per_100g.get("energy_kcal")
    if not dense or mention.quantity is None or mention.low is None or mention.high is None:
        return replace(mention, quantity=None)
    grams = ENERGY_KCAL[mention.unit or ""] * 100 / dense
    low, quantity, high = (each * grams for each in (mention.low, mention.quantity, mention.high))
    return replace(mention, low=low, quantity=quantise(quantity), high=high, unit="g")


def _in_halves(mention: Mention, facts: FoodFacts) -> Mention:
    """ "Half a chicken", "a whole chicken": of what is eaten in halves so many of them, for one of it is a piece or a serving."""
    figure = facts.figure(HALF)
    if mention.unit is not None or mention.quantity is None or figure is None or not figure.is_of_kind:
        return mention
    if mention.quantity * mention.share != HALF_OF_ONE and WHOLE not in tokens(mention.text):
        return mention
    low, quantity, high = (None if each is None else each * 2 for each in (mention.low, mention.quantity, mention.high))
    return replace(mention, low=low, quantity=quantity, high=high, unit=HALF)


def _shared(portion: PortionGrams, share: Decimal) -> PortionGrams:
    """What one person had of a portion."""
    if share == 1:
        return portion
    low, grams, high = (quantise(each * share) for each in (portion.low, portion.grams, portion.high))
    return replace(portion, low=low, grams=grams, high=high)


def _unit_of(mention: Mention, choice: Choice, facts: FoodFacts) -> str | None:
    """The unit said, or that its name says ("cherry tomatoes", "a snickers bar"); of what is drunk an ounce is a fluid ounce."""
    if mention.unit is None:
        return _unit_in_name(mention, facts)
    return "fl oz" if mention.unit == "oz" and is_drink(choice.food) else mention.unit


def _unit_in_name(mention: Mention, facts: FoodFacts) -> str | None:
    """A word of what was said that the food's name lacks, and that the food is measured in."""
    own = {portion.unit for portion in facts.portions} if mention.quantity is not None else set()
    for word in reversed([word for word in tokens(mention.food) if word not in facts.shape.named]):
        unit = canonical_unit(word)
        if unit in own or (unit in household_units() and facts.figure(unit)):
            return unit
    return None


def _as_addition(mention: Mention, facts: FoodFacts, base: Mention) -> Weighed | None:
    """So much of it as is usually put on one of the food that it is added to, times how many there are of that."""
    usual = usual_addition(of=mention.food, to=base.food)
    if usual is None:
        return None
    times = Decimal(1)
    if base.quantity is not None and _is_counted(base.unit, vessels_only=usual.per_vessel):
        times = min(base.quantity, MOST_BASES)
    quantity = usual.quantity * times
    try:
        portion = grams_of(facts, quantity=quantity, unit=usual.unit)
    except InvalidInput:
        return None
    portion = replace(portion, source=PortionSource.DEFAULT)
    return Weighed(portion, quantity, usual.unit, quantise(portion.low / 2), portion.high * 2, _ADDED)


def _is_counted(unit: str | None, *, vessels_only: bool) -> bool:
    """Whether a unit is of vessels, or of pieces, that an addition goes into or on each of."""
    last = (unit or "piece").rsplit(" ", 1)[-1]
    return last in _VESSELS or (last in _PIECES and not vessels_only)
