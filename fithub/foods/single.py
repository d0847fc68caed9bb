"""One of a unit of a food, in grams with a range, by the surest way there is.

In this order: a mass as it stands; what the person measured themselves; the food's own household measures; a curated figure for
foods of its kind; for volumes its density; the middle of what foods headed by the same word weigh; a figure for its category, and
one for any food.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fithub.foods.facts import FoodFacts, FoodPortion
from fithub.foods.measures import (
    AREA,
    BATCH,
    CATEGORY,
    DENSITY,
    EACH,
    LENGTH,
    ONE_WORD,
    SERVING,
    Basis,
    Figure,
    density_for,
    household_units,
)
from fithub.foods.models import Source
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit
from fithub.foods.words import NEGATIONS, tokens

# A size of something whose sizes are not in the tables. Source: small and large fruits and vegetables of SR28, medians.
SIZES: Final = {
    "mini": Decimal("0.4"),
    "extra small": Decimal("0.65"),
    "small": Decimal("0.75"),
    "medium": Decimal(1),
    "large": Decimal("1.3"),
    "big": Decimal("1.3"),
    "extra large": Decimal("1.55"),
    "huge": Decimal("1.6"),
    "jumbo": Decimal("1.6"),
    # Of slices; estimates, after those of bread that SR28 calls so.
    "thin": Decimal("0.7"),
    "thick": Decimal("1.35"),
}
_SAME_SIZE: Final = {"big": "large", "huge": "extra large"}
_PARTS: Final = {"half": Decimal("0.5"), "third": Decimal(1) / 3, "quarter": Decimal("0.25")}
_WHOLE: Final = (
    "medium",
    "large",
    "piece",
    "fruit",
    "sandwich",
    "burger",
    "bar",
    "roll",
    "fillet",
    "chop",
    "patty",
    "link",
)
# How far a stated measure of a food may be off, one of five times further. A cup is filled as it is filled; "medium" is a look.
# Source: half the step from small to medium to large of SR28's fruits and vegetables is 0.1 to 0.15 of the medium.
_SLACK: Final = Decimal("0.1")
# What a person usually has they do not always have.
_HABIT_SLACK: Final = Decimal("0.25")
_DENSITY_SLACK: Final = Decimal("0.1")
# A food with a width in its name ('14" pizza, cheese topping').
_INCHES: Final = re.compile(r'\d"')
# A round pizza is cut into so many slices.
_RECIPE_SLACK: Final = Decimal("0.35")
_SLICES: Final = 8
_PI: Final = Decimal("3.14159265")
# One of it that is so many times less than the least serving of its kind is no serving.
_MORSEL: Final = Decimal("1.4")
# So much about servings as tables of the law have them, not as people eat.
_BY_LAW: Final = "nlea"
_SERVED: Final = frozenset({"Restaurant Foods"})


class PortionSource(StrEnum):
    """Where a portion's grams come from, surest first."""

    STATED = "stated"
    OWN = "own_measure"
    FOOD_PORTION = "food_portion"
    HABIT = "habit"
    CATEGORY_PORTION = "category_portion"
    DENSITY = "density"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class One:
    """One unit of a food, in grams; `label` says what was weighed."""

    grams: Decimal
    low: Decimal
    high: Decimal
    source: PortionSource
    label: str

    def times(self, factor: Decimal) -> "One":
        """So many of it."""
        return One(self.grams * factor, self.low * factor, self.high * factor, self.source, self.label)


def one_of(facts: FoodFacts, size: str, unit: str, *, counted: bool, inches: Decimal | None = None) -> One | None:
    """One unit of the food, of a size; None where it cannot be had in that unit.

    `counted`: a number was said, so that without a unit one is meant and not a serving. `inches`: how long or wide it is.
    """
    if unit in MASS_G:
        return One(MASS_G[unit], MASS_G[unit], MASS_G[unit], PortionSource.STATED, unit)
    if (own := _own_size(facts, f"{size} {unit}".strip())) is not None:
        return own
    if inches is not None and (long := _of_length(facts, unit, inches)) is not None:
        return long
    if (own := _own_size(facts, unit)) is not None:
        return _scaled(own, size)
    if unit == "whole" and (batch := _measured(facts, BATCH)) is not None:
        return batch
    if _names_itself(facts, unit):
        return _sized(facts, size)
    if not unit:
        return _sized(facts, size) if counted or size else _usual(facts)
    if unit == SERVING:
        return _measured(facts, SERVING) or _scaled(serving_of(facts), size)
    if unit == "piece":
        piece = _piece(facts)
        return _sized(facts, size) if piece is None else _scaled(piece, size)
    return _household(facts, size, unit)


def _household(facts: FoodFacts, size: str, unit: str) -> One | None:
    """A cup, a slice, a bowl …"""
    figure = facts.figure(unit)
    is_of_kind = figure is not None and figure.rank >= ONE_WORD
    if figure is not None and is_of_kind and facts.has_lent_measures and unit not in VOLUME_ML:
        return _of_size(facts, figure, size, unit)
    own = _measured(facts, unit, size)
    if own is not None and unit in VOLUME_ML and (kind := _volume_of_kind(facts, own, unit)) is not None:
        return _scaled(kind, size)
    if own is not None and not (figure is not None and is_of_kind and _is_of_another(facts, own, figure)):
        return own if size and size in own.label.lower() else _scaled(own, size)
    if figure is not None and is_of_kind:
        return _of_size(facts, figure, size, unit)
    if unit in VOLUME_ML:
        return _scaled(_volume(facts, VOLUME_ML[unit], unit), size)
    if (middle := _of_head(facts, unit)) is not None:
        return _scaled(middle, size)
    if unit in _PARTS:
        return _counted(facts).times(_PARTS[unit])
    if unit == LENGTH:
        return _from_figure(facts, figure) if figure else None
    if figure is None or (figure.rank < CATEGORY and not facts.can_be_had_in(unit)):
        return None
    return _of_size(facts, figure, size, unit)


def _volume_of_kind(facts: FoodFacts, own: One, unit: str) -> One | None:
    """A volume by the density of the food's kind, where the measure that was lent cannot be this food's; else None."""
    figure = facts.figure(DENSITY)
    if figure is None or figure.rank < ONE_WORD or not facts.has_lent_measures:
        return None
    typical, low, high = (each * VOLUME_ML[unit] for each in (figure.typical, figure.low, figure.high))
    return None if low <= own.grams <= high else One(typical, low, high, PortionSource.DENSITY, figure.origin)


def _is_of_another(facts: FoodFacts, own: One, figure: Figure) -> bool:
    """Whether a measure that was lent cannot be this food's: sticky rice weighs more by the cup than rice does."""
    return facts.has_lent_measures and figure.basis is Basis.GRAMS and not figure.low <= own.grams <= figure.high


def _own_size(facts: FoodFacts, unit: str) -> One | None:
    """What the person said that their bowl holds."""
    if not unit or unit not in facts.own_sizes:
        return None
    grams, millilitres = facts.own_sizes[unit]
    label = f"your {unit}"
    if grams is not None:
        return One(grams, grams * (1 - _SLACK), grams * (1 + _SLACK), PortionSource.OWN, label)
    assert millilitres is not None, "a measure is a mass or a volume"
    one = _volume(facts, millilitres, unit)
    return One(one.grams, one.low, one.high, PortionSource.OWN, label)


def _of_length(facts: FoodFacts, unit: str, inches: Decimal) -> One | None:
    """One that is so long, or so wide if it is round; a slice of a round one is an eighth."""
    if (round_one := facts.figure(AREA)) is not None:
        whole = _from_figure(facts, round_one).times(_PI * inches * inches / 4)
        if unit in {"slice", "piece"}:
            return whole.times(Decimal(1) / _SLICES)
        return whole if not unit or _names_itself(facts, unit) else None
    if (long := facts.figure(LENGTH)) is not None and (not unit or _names_itself(facts, unit)):
        return _from_figure(facts, long).times(inches)
    return None


def _piece(facts: FoodFacts) -> One | None:
    """A piece, where that is not just one of it: "a piece of pizza" is no pizza."""
    figure = facts.figure("piece")
    is_of_kind = figure is not None and figure.is_of_kind
    if not (is_of_kind and facts.has_lent_measures) and (own := _measured(facts, "piece")) is not None:
        return own
    return _from_figure(facts, figure) if figure and is_of_kind else None


def size_and_unit(unit: str) -> tuple[str, str]:
    """A size said before a unit, and the unit: "large slices" -> ("large", "slice"), "large" -> ("large", "")."""
    whole = canonical_unit(unit)
    for size in sorted(SIZES, key=len, reverse=True):
        if whole == size:
            return size, ""
        if whole.startswith(f"{size} "):
            return size, canonical_unit(whole.removeprefix(f"{size} "))
    return "", whole


def _names_itself(facts: FoodFacts, unit: str) -> bool:
    """Whether a unit is only the food's own name again ("1 banana" of bananas)."""
    return unit in {EACH, "whole"} or (
        bool(unit) and unit not in household_units() and set(tokens(unit)) <= set(facts.shape.heads)
    )


def _sized(facts: FoodFacts, size: str) -> One:
    """One of the food, counted, of a size."""
    if not size:
        return _counted(facts)
    if (own := _measured(facts, size)) is not None:
        return own
    each, figure = facts.figure(EACH), facts.figure(_SAME_SIZE.get(size, size))
    if figure is not None and (each is None or figure.rank >= each.rank):
        return _from_figure(facts, figure)
    return _scaled(_counted(facts), size)


def _counted(facts: FoodFacts) -> One:
    """One of the food: by the measure that bears its name, then by curated figure, then by what comes in ones."""
    found = facts.shape
    figure = _each_or_serving(facts)
    if facts.is_labelled:
        # Its maker knows best; and what nobody counts in ones, or was cooked at home, is counted in what its maker calls a serving.
        is_counted = figure is not None and figure == facts.figure(EACH) and _measured(facts, BATCH) is None
        units = _WHOLE if is_counted else (*_WHOLE, SERVING)
        own = next((one for unit in units if (one := _measured(facts, unit)) is not None), None)
        if own is not None:
            return own
    if figure is not None and (facts.has_lent_measures or _INCHES.search(facts.name)):
        # Nobody said that theirs was as wide as the one in the table.
        return _from_figure(facts, figure)
    for word in (*found.heads, *found.chunk):
        if (own := _measured(facts, word)) is not None:
            return own
    sizes = [one for unit in ("medium", "large") if (one := _measured(facts, unit)) is not None]
    if sizes:
        usual = next((one for one in sizes if figure and figure.low <= one.grams <= figure.high), sizes[0])
        others = [one.grams for unit in ("small", "medium", "large") if (one := _measured(facts, unit)) is not None]
        return One(usual.grams, min(*others, usual.low), max(*others, usual.high), usual.source, usual.label)
    if figure is not None and figure.rank >= ONE_WORD:
        return _from_figure(facts, figure)
    for unit in _WHOLE:
        if (own := _measured(facts, unit)) is not None:
            return own
    return _from_figure(facts, figure) if figure is not None else serving_of(facts)


def _each_or_serving(facts: FoodFacts) -> Figure | None:
    """The figure for one of it; a dish that nobody counts, whatever is in it, comes in servings."""
    each, serving = facts.figure(EACH), facts.figure(SERVING)
    if each is None or (serving is not None and serving.rank > each.rank):
        return serving if serving is not None and serving.is_of_kind else None
    return each


def _usual(facts: FoodFacts) -> One:
    """What the person has of it when they say nothing: what they usually have, else what people do."""
    if facts.habit_g is not None:
        low, high = facts.habit_g * (1 - _HABIT_SLACK), facts.habit_g * (1 + _HABIT_SLACK)
        return One(facts.habit_g, low, high, PortionSource.HABIT, "what you usually have")
    return serving_of(facts)


def serving_of(facts: FoodFacts) -> One:
    """What is usually eaten of a food at once."""
    serving, each = facts.figure(SERVING), facts.figure(EACH)
    own = _measured(facts, SERVING)
    if facts.is_labelled and (own is not None or facts.portions):
        return own or _plain(facts.portions[0])
    if own is not None and _BY_LAW not in own.label.lower() and facts.category in _SERVED:
        return own
    assert serving is not None, "the table of servings has an entry for any food"
    if each is not None and each.rank > serving.rank and not _is_morsel(each, serving):
        return _counted(facts)
    if serving.rank < ONE_WORD and own is not None:
        return own
    return _from_figure(facts, serving)


def _is_morsel(each: Figure, serving: Figure) -> bool:
    """Whether nobody has just one of it, though nothing but one is known: a raspberry, a jelly bean, a chip."""
    return serving.is_of_kind and serving.basis is Basis.GRAMS and each.typical < serving.low / _MORSEL


def _measured(facts: FoodFacts, unit: str, size: str = "") -> One | None:
    """One of a unit by the food's own measures: of several the plainest, and the range that they span."""
    measures = [portion for portion in facts.portions if portion.unit == unit and _is_usual(portion)]
    if not measures:
        return None
    of_size = [portion for portion in measures if size and size in portion.label.lower()]
    plain = sorted(of_size or measures, key=lambda portion: portion.label.lower() != unit)
    one = _plain(plain[0])
    spread = [portion.grams for portion in (of_size or measures)]
    return One(one.grams, min(*spread, one.low), max(*spread, one.high), one.source, one.label)


def _plain(portion: FoodPortion) -> One:
    grams = portion.grams
    if portion.source == Source.DISH:
        # A recipe's portions are no measurements.
        return One(
            grams, grams * (1 - _RECIPE_SLACK), grams * (1 + _RECIPE_SLACK), PortionSource.DEFAULT, portion.label
        )
    return One(grams, grams * (1 - _SLACK), grams * (1 + _SLACK), PortionSource.FOOD_PORTION, portion.label)


def _is_usual(portion: FoodPortion) -> bool:
    """Not what is left after a crust is cut off, or what a pound of it yields."""
    words = set(tokens(portion.label))
    return not words & (NEGATIONS | {"yield", "refuse"})


def _volume(facts: FoodFacts, millilitres: Decimal, unit: str) -> One:
    """A volume by the food's own density, then by that of its kind."""
    if facts.density is not None:
        grams = facts.density * millilitres
        low, high = grams * (1 - _DENSITY_SLACK), grams * (1 + _DENSITY_SLACK)
        return One(grams, low, high, PortionSource.DENSITY, f"{facts.density} g/ml")
    density = density_for(name=facts.name, brand=facts.brand, category=facts.category)
    grams, low, high = (each * millilitres for each in (density.typical, density.low, density.high))
    return One(grams, low, high, PortionSource.DENSITY, f"{density.typical:.2f} g/ml, {density.origin}")


def _of_head(facts: FoodFacts, unit: str) -> One | None:
    """One of a unit by what foods headed by the same word weigh."""
    median = facts.medians.get((facts.head, unit))
    if median is None:
        return None
    label = f"{unit} of {facts.head}, middle of {median.foods}"
    return One(median.grams, median.low, median.high, PortionSource.CATEGORY_PORTION, label)


def _of_size(facts: FoodFacts, figure: Figure, size: str, unit: str) -> One:
    """A figure, or that of the sized unit itself ("large slice") where there is one as sure."""
    sized = facts.figure(f"{_SAME_SIZE.get(size, size)} {unit}") if size else None
    if sized is not None and sized.rank >= figure.rank:
        return _from_figure(facts, sized)
    return _scaled(_from_figure(facts, figure), size)


def _from_figure(facts: FoodFacts, figure: Figure) -> One:
    if figure.basis is Basis.GRAMS:
        return One(figure.typical, figure.low, figure.high, PortionSource.DEFAULT, figure.origin)
    whole = _volume(facts, Decimal(1), "ml").grams if figure.basis is Basis.MILLILITRES else serving_of(facts).grams
    grams, low, high = (whole * each for each in (figure.typical, figure.low, figure.high))
    basis = "ml" if figure.basis is Basis.MILLILITRES else "servings"
    return One(grams, low, high, PortionSource.DEFAULT, f"{figure.typical} {basis}, {figure.origin}")


def _scaled(one: One, size: str) -> One:
    return one.times(SIZES[size]) if size else one
