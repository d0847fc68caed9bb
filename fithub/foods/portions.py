"""From an amount as people say it to grams.

In this order: a mass as it stands; the food's own household measures; its density, for volumes; a curated figure for foods of
its kind; the middle of what foods headed by the same word weigh; and a curated figure for any food. Every answer says which it
was and how far off it may be. A unit that fits none of them is refused, with the units that would do.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection

from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import quantise
from fithub.foods.measures import EACH, SERVING, Figure, density_for, figure_for, household_units
from fithub.foods.models import Food
from fithub.foods.naming import shape
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit
from fithub.foods.words import NEGATIONS, tokens

MOST_GRAMS: Final = Decimal(1_000_000)
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
}
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
# The share by which one stated household measure is thought to be off.
_SLACK: Final = Decimal("0.1")
_KIND_LEAST: Final = 3
_KIND_SPREAD: Final = 3


class PortionSource(StrEnum):
    """Where a portion's grams come from, surest first."""

    STATED = "stated"
    FOOD_PORTION = "food_portion"
    CATEGORY_PORTION = "category_portion"
    DENSITY = "density"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class FoodPortion:
    """A household measure of a food: grams of ONE unit, with the wording and the table it is from."""

    unit: str
    label: str
    grams: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class PortionGrams:
    """An amount in grams, and the range it surely lies in. `label` says what was weighed ("large", "cup, sliced", a source)."""

    grams: Decimal
    low: Decimal
    high: Decimal
    source: PortionSource
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a food for weighing it."""

    name: str
    brand: str
    category: str
    head: str
    density: Decimal | None
    portions: tuple[FoodPortion, ...]

    @property
    def has_lent_measures(self) -> bool:
        """Whether its measures are those of a food like it; for one piece of it a curated figure is surer."""
        return any(":" in portion.source for portion in self.portions)

    def figure(self, unit: str) -> Figure | None:
        return figure_for(unit, name=self.name, brand=self.brand, category=self.category)


@dataclass(frozen=True, slots=True)
class _One:
    """One unit of it, in grams."""

    grams: Decimal
    low: Decimal
    high: Decimal
    source: PortionSource
    label: str

    def times(self, factor: Decimal) -> "_One":
        return _One(self.grams * factor, self.low * factor, self.high * factor, self.source, self.label)


def portions_of(food_id: UUID) -> list[FoodPortion]:
    """The household measures of a food; where it has none, what one and a serving of it usually weigh (source `default`)."""
    return portions_of_many([food_id]).get(food_id, [])


def portions_of_many(food_ids: Sequence[UUID]) -> dict[UUID, list[FoodPortion]]:
    """`portions_of` for several foods in one round trip; foods that cannot be seen are left out."""
    return {key: list(facts.portions) or _usual(facts) for key, facts in _facts(food_ids).items()}


def grams_for(*, food: Food | UUID, quantity: Decimal | None = None, unit: str | None = None) -> PortionGrams:
    """The grams of `quantity` `unit`s of a food, given itself or by its id.

    Without a unit it is counted ("2 eggs"); without a quantity either it is a usual serving (a bare "pizza"). Units may carry a
    size ("large slice") or be the food's own name ("banana").
    Raises NotFound (`food_not_found`), InvalidInput (`quantity_out_of_range`; `unknown_unit`, with the possible ones).
    """
    if quantity is not None and not (quantity.is_finite() and 0 < quantity <= MOST_GRAMS):
        raise InvalidInput.field(
            "quantity", "quantity_out_of_range", "quantity must be a number above 0, at most 1,000,000."
        )
    food_id = food.pk if isinstance(food, Food) else food
    facts = _facts([food_id]).get(food_id)
    if facts is None:
        raise NotFound("food_not_found", "There is no such food.")
    size, wanted = _size_and_unit(unit or "")
    one = _one(facts, size, wanted, quantity)
    if one is None:
        possible = possible_units(facts)
        raise InvalidInput.field(
            "unit", "unknown_unit", f"“{unit}” is not a measure of {facts.name}. Possible are: {', '.join(possible)}."
        )
    many = one.times(Decimal(1) if quantity is None else quantity)
    if many.grams > MOST_GRAMS:
        raise InvalidInput.field("quantity", "quantity_out_of_range", "That is more than a tonne.")
    shown = wanted or (size if quantity is not None else SERVING) or EACH
    return PortionGrams(quantise(many.grams), quantise(many.low), quantise(many.high), many.source, shown, one.label)


def possible_units(facts: _Facts) -> list[str]:
    """The units that a food can be said in: its own first, then masses, volumes, and household units with a figure for it."""
    own = [portion.unit for portion in facts.portions]
    household = [unit for unit in sorted(household_units()) if (figure := facts.figure(unit)) and figure.specific]
    return list(dict.fromkeys([*own, "g", "oz", "lb", "ml", "fl oz", "cup", "tbsp", "tsp", *household, SERVING]))


def _one(facts: _Facts, size: str, unit: str, quantity: Decimal | None) -> _One | None:
    """One unit of the food, by the surest way there is."""
    if unit in MASS_G:
        return _One(MASS_G[unit], MASS_G[unit], MASS_G[unit], PortionSource.STATED, unit)
    if _names_itself(facts, unit):
        return _sized(facts, size)
    if not unit:
        return _sized(facts, size) if quantity is not None or size else _serving(facts)
    if unit == SERVING:
        return _own(facts, SERVING) or _scaled(_serving(facts), size)
    if unit == "piece":
        piece = _piece(facts)
        return _sized(facts, size) if piece is None else _scaled(piece, size)
    if (own := _own(facts, unit, size)) is not None:
        return own if size and size in own.label.lower() else _scaled(own, size)
    if unit in VOLUME_ML:
        return _volume(facts, VOLUME_ML[unit], unit)
    figure = facts.figure(unit)
    if figure and figure.specific:
        return _scaled(_from_figure(facts, figure), size)
    found = _of_kind(facts, unit) or (_from_figure(facts, figure) if figure else None)
    return _scaled(found, size) if found else None


def _piece(facts: _Facts) -> _One | None:
    """A piece, where that is not just one of it: "a piece of pizza" is no pizza."""
    if (own := _own(facts, "piece")) is not None:
        return own
    figure = facts.figure("piece")
    return _from_figure(facts, figure) if figure and figure.specific else None


def _size_and_unit(unit: str) -> tuple[str, str]:
    """A size said before a unit, and the unit: "large slices" -> ("large", "slice"), "large" -> ("large", "")."""
    whole = canonical_unit(unit)
    for size in sorted(SIZES, key=len, reverse=True):
        if whole == size:
            return size, ""
        if whole.startswith(f"{size} "):
            return size, canonical_unit(whole.removeprefix(f"{size} "))
    return "", whole


def _names_itself(facts: _Facts, unit: str) -> bool:
    """Whether a unit is only the food's own name again ("1 banana" of bananas)."""
    found = shape(facts.name, facts.brand)
    return unit in {EACH, "whole"} or (
        bool(unit) and unit not in household_units() and set(tokens(unit)) <= set(found.heads)
    )


def _sized(facts: _Facts, size: str) -> _One:
    """One of the food, counted, of a size."""
    if size and (own := _own(facts, size)) is not None:
        return own
    return _scaled(_counted(facts), size)


def _counted(facts: _Facts) -> _One:
    """One of the food: by the measure that bears its name, then by curated figure, then by what comes in ones."""
    named = shape(facts.name, facts.brand)
    figure = facts.figure(EACH)
    if figure and figure.specific and facts.has_lent_measures:
        return _from_figure(facts, figure)
    for word in (*named.heads, *named.chunk):
        if (own := _own(facts, word)) is not None:
            return own
    sizes = [one for unit in ("medium", "large") if (one := _own(facts, unit)) is not None]
    if sizes:
        usual = next((one for one in sizes if figure and figure.low <= one.grams <= figure.high), sizes[0])
        others = [one.grams for unit in ("small", "medium", "large") if (one := _own(facts, unit)) is not None]
        return _One(usual.grams, min(*others, usual.low), max(*others, usual.high), usual.source, usual.label)
    if figure and figure.specific:
        return _from_figure(facts, figure)
    for unit in _WHOLE:
        if (own := _own(facts, unit)) is not None:
            return own
    return _serving(facts)


def _serving(facts: _Facts) -> _One:
    """What is usually eaten of a food at once."""
    figure = facts.figure(SERVING)
    if figure and figure.specific:
        by_words = figure_for(SERVING, name=facts.name, brand=facts.brand, category="")
        if by_words and by_words.specific:
            return _from_figure(facts, by_words)
    each = facts.figure(EACH)
    if each and each.specific:
        return _counted(facts)
    if (own := _own(facts, SERVING)) is not None:
        return own
    assert figure is not None, "the table of servings has an entry for any food"
    return _from_figure(facts, figure)


def _own(facts: _Facts, unit: str, size: str = "") -> _One | None:
    """One of a unit by the food's own measures: of several the plainest, and the range that they span."""
    measures = [portion for portion in facts.portions if portion.unit == unit and _is_usual(portion)]
    if not measures:
        return None
    of_size = [portion for portion in measures if size and size in portion.label.lower()]
    plain = sorted(of_size or measures, key=lambda portion: portion.label.lower() != unit)
    chosen = plain[0]
    spread = [portion.grams for portion in (of_size or measures)]
    return _One(
        chosen.grams,
        min(min(spread), chosen.grams * (1 - _SLACK)),
        max(max(spread), chosen.grams * (1 + _SLACK)),
        PortionSource.FOOD_PORTION,
        chosen.label,
    )


def _is_usual(portion: FoodPortion) -> bool:
    """Not what is left after a crust is cut off, or what a pound of it yields."""
    words = set(tokens(portion.label))
    return not words & (NEGATIONS | {"yield", "refuse"})


def _volume(facts: _Facts, millilitres: Decimal, unit: str) -> _One:
    """A volume by the food's own density, then by that of its kind."""
    if facts.density is not None:
        grams = facts.density * millilitres
        return _One(grams, grams * (1 - _SLACK), grams * (1 + _SLACK), PortionSource.DENSITY, f"{facts.density} g/ml")
    density = density_for(name=facts.name, brand=facts.brand, category=facts.category)
    return _One(
        density.typical * millilitres,
        density.low * millilitres,
        density.high * millilitres,
        PortionSource.DENSITY,
        f"{density.typical} g/ml, {density.origin}",
    )


_OF_KIND: Final = """
SELECT p.grams FROM foods_portion p JOIN foods_food f ON f.id = p.food_id
WHERE f.head = %s AND p.unit = %s AND f.user_id IS NULL AND p.source = 'sr28' AND p.label NOT LIKE '%%not eaten%%'
"""


def _of_kind(facts: _Facts, unit: str) -> _One | None:
    """One of a unit by what foods headed by the same word weigh, where enough of them agree."""
    if not facts.head:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_OF_KIND, [facts.head, unit])
        grams = sorted(Decimal(row[0]) for row in cursor.fetchall())
    if len(grams) < _KIND_LEAST:
        return None
    low, middle, high = statistics.quantiles(grams, n=4)
    if high > low * _KIND_SPREAD:
        return None
    return _One(middle, low, high, PortionSource.CATEGORY_PORTION, f"{unit} of {facts.head}, middle of {len(grams)}")


def _from_figure(facts: _Facts, figure: Figure) -> _One:
    if figure.is_volume:
        one = _volume(facts, Decimal(1), "ml")
        return _One(
            one.grams * figure.typical,
            one.grams * figure.low,
            one.grams * figure.high,
            PortionSource.DEFAULT,
            f"{figure.typical} ml, {figure.origin}",
        )
    return _One(figure.typical, figure.low, figure.high, PortionSource.DEFAULT, figure.origin)


def _scaled(one: _One, size: str) -> _One:
    return one.times(SIZES[size]) if size else one


def _usual(facts: _Facts) -> list[FoodPortion]:
    """What to offer for a food without measures of its own."""
    offered = [(SERVING, _serving(facts))]
    if (figure := facts.figure(EACH)) is not None and figure.specific:
        offered.insert(0, (EACH, _from_figure(facts, figure)))
    return [FoodPortion(unit, one.label, quantise(one.grams), one.source) for unit, one in offered]


_FACTS: Final = """
SELECT f.id, f.name, f.brand, coalesce(c.name, '') AS category, f.head, f.density_g_per_ml,
    p.unit, p.label, p.grams, p.source
FROM foods_food f
LEFT JOIN foods_category c ON c.id = f.category_id
LEFT JOIN foods_portion p ON p.food_id = f.id
WHERE f.id = ANY (%s)
ORDER BY f.id, p.sequence
"""


def _facts(food_ids: Sequence[UUID]) -> dict[UUID, _Facts]:
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [list(food_ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    portions: dict[UUID, list[FoodPortion]] = {}
    for row in rows:
        measures = portions.setdefault(row[0], [])
        if row[6] is not None:
            measures.append(FoodPortion(*row[6:]))
    return {
        food_id: _Facts(name, brand, category, head, density, tuple(portions[food_id]))
        for food_id, name, brand, category, head, density, *_ in rows
    }
