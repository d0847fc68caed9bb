"""What a body can measure, and what it is unlikely to measure next."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from fithub.accounts.queries import years_on
from fithub.body.metrics import ADULT_KG, Metric
from fithub.body.safety import ADULT_YEARS
from fithub.body.units import display
from fithub.core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Point:
    """A value at an instant; `place` is where it stands in what was sent, None for what is stored already."""

    at: datetime
    value: Decimal
    place: int | None = None


def check_possible(metric: Metric, value: Decimal, *, born: date | None, day: date, units: str) -> None:
    """Refuse a value outside of the metric's bounds; who is grown, or does not say, has a grown person's.

    Raises InvalidInput (`value_impossible`).
    """
    low = metric.low
    if metric.key == "weight_kg" and (born is None or years_on(born, day) >= ADULT_YEARS):
        low = ADULT_KG
    if not low <= value <= metric.high:
        bounds = (display(bound, metric.unit, units).text for bound in (low, metric.high))
        raise InvalidInput.field(
            "value",
            "value_impossible",
            f"{metric.label} lies between {' and '.join(bounds)}; check the value and its unit.",
        )


def unlikely(metric: Metric, stored: Sequence[Point], new: Sequence[Point], units: str) -> Iterator[tuple[Point, str]]:
    """Those of the new points that lie too far from the one before them (for the first of all, from the one after), with a
    sentence why. What has been found unlikely is no measure for the next."""
    line = sorted(stored, key=lambda point: point.at)
    for point in sorted(new, key=lambda each: each.at):
        place = bisect_right(line, point.at, key=lambda each: each.at)
        near = line[place - 1] if place else line[0] if line else None
        if near is not None and _jumps(metric, near.value, point.value):
            was, would_be = (display(value, metric.unit, units).text for value in (near.value, point.value))
            yield point, f"From {was} to {would_be} is a great step. Send confirm: true if it is right."
        else:
            line.insert(place, point)


def _jumps(metric: Metric, was: Decimal, becomes: Decimal) -> bool:
    if metric.jump is None:
        return False
    most = metric.jump if metric.jump_in_units else metric.jump * was
    return abs(becomes - was) > most
