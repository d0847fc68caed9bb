"""How uncertain a whole is whose parts are: a meal of its foods, a day of its meals.

Each part has a range, low – likely – high, of which the bounds hold four of five such amounts. What is not known of one part says
nothing of another, so that what they are off by partly cancels: the lower arms add up in quadrature, and so do the upper ones
(JCGM 100:2008, 5.1.2, the law of propagation of uncertainty for a sum; applied to either arm of an asymmetric range on its own, as
R. Barlow, "Asymmetric Errors", PHYSTAT 2003, 4, describes and warns is an approximation: it keeps the most likely value and not the
mean). Parts of which the same thing is unknown, as how much one's bowl holds, are off together, and their arms add up as they are
(JCGM 100, 5.2.2, note 1, a correlation of 1).

    low = Σ likely − √ Σ over causes (Σ of a cause's parts (likely − low))²        high likewise

Units are the caller's: grams, or any one nutrient. Pure; nothing here asks a database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Range:
    """A likely amount, not below 0, and the bounds of the central four fifths: 0 ≤ low ≤ likely ≤ high."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not ZERO <= self.low <= self.likely <= self.high:
            raise ValueError(f"{self.low}, {self.likely} and {self.high} are no range.")

    def times(self, factor: Decimal) -> "Range":
        """The same of so many, or of so much of a nutrient in a gram; `factor` is not negative."""
        return Range(self.low * factor, self.likely * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole. Parts of one `cause` are off together, as two bowls of one size; None: off on its own."""

    range: Range
    cause: str | None = None


def total(parts: Iterable[Part]) -> Range:
    """The range of the sum of parts; 0 for none. Never narrower than its widest part, never wider than all parts off together."""
    likely = ZERO
    below: dict[object, Decimal] = {}
    above: dict[object, Decimal] = {}
    for place, part in enumerate(parts):
        cause: object = place if part.cause is None else part.cause
        likely += part.range.likely
        below[cause] = below.get(cause, ZERO) + part.range.likely - part.range.low
        above[cause] = above.get(cause, ZERO) + part.range.high - part.range.likely
    return Range(max(ZERO, likely - _in_quadrature(below.values())), likely, likely + _in_quadrature(above.values()))


def _in_quadrature(arms: Iterable[Decimal]) -> Decimal:
    several = [arm for arm in arms if arm]
    # The root of one square may differ from it in the last digit.
    return several[0] if len(several) == 1 else sum((arm * arm for arm in several), ZERO).sqrt()
