"""How quickly a measured number moves, where it is heading, and how sure that is. Pure.

The pace is the slope of a straight line through the daily means of the last weeks. Day to day a body's weight goes up and down
with water, and today's water is much like yesterday's: neighbouring readings tell less than independent ones would. So the
slope's error is taken as that of readings with a correlation of 0.5 from one day to the next, which is 1.7 times the usual one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist, fmean
from typing import Final

WINDOW_DAYS: Final = 42
LEAST_READINGS: Final = 5
LEAST_SPAN_DAYS: Final = 10
LONGEST_FORECAST_DAYS: Final = 3 * 365
_CORRELATION: Final = 0.5
_ERROR_FACTOR: Final = sqrt((1 + _CORRELATION) / (1 - _CORRELATION))
_Z80: Final = NormalDist().inv_cdf(0.9)
_QUANTUM: Final = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Pace:
    """What a number does in a week, in its own unit; four of five such paces lie from `low` to `high`.

    `level`: where the line stands on its last day. `readings`: days with one. `span_days`: from the first of them to the last.
    """

    per_week: Decimal
    low: Decimal
    high: Decimal
    level: Decimal
    readings: int
    span_days: int


class Heading(StrEnum):
    """Where a number is going, as seen from what it is meant to become."""

    REACHED = "reached"
    TOWARDS = "towards"
    AWAY = "away"
    UNCERTAIN = "uncertain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a number will be what it is meant to become, if it goes on as it did.

    `on`: at the pace itself; `earliest` and `latest`: at the quickest and the slowest of four in five paces. None: not within
    three years, or not at all.
    """

    heading: Heading
    on: date | None = None
    earliest: date | None = None
    latest: date | None = None


def pace_of(readings: Sequence[tuple[date, Decimal]], *, until: date) -> Pace | None:
    """The pace over the six weeks up to `until`; several readings of a day count as their mean.

    None under five days with a reading, or where they span less than ten days: less than that is water.
    """
    by_day: dict[date, list[float]] = {}
    for day, value in readings:
        if until - timedelta(days=WINDOW_DAYS) < day <= until:
            by_day.setdefault(day, []).append(float(value))
    if len(by_day) < LEAST_READINGS:
        return None
    days = sorted(by_day)
    span = (days[-1] - days[0]).days
    if span < LEAST_SPAN_DAYS:
        return None
    xs = [float((day - days[0]).days) for day in days]
    ys = [fmean(by_day[day]) for day in days]
    middle_x, middle_y = fmean(xs), fmean(ys)
    spread = sum((x - middle_x) ** 2 for x in xs)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / spread
    left = len(days) - 2
    residual = sum((y - middle_y - slope * (x - middle_x)) ** 2 for x, y in zip(xs, ys, strict=True)) / left
    off = _t80(left) * _ERROR_FACTOR * sqrt(residual / spread)
    return Pace(
        per_week=_rounded(7 * slope),
        low=_rounded(7 * (slope - off)),
        high=_rounded(7 * (slope + off)),
        level=_rounded(middle_y + slope * (xs[-1] - middle_x)),
        readings=len(days),
        span_days=span,
    )


def forecast(*, level: Decimal, target: Decimal, pace: Pace | None, rising: bool, today: date) -> Forecast:
    """When `level` becomes `target`. `rising`: the target is above where it all began.

    A pace whose range has both signs is no pace: then nothing is foretold but the earliest date.
    """
    if (level >= target) if rising else (level <= target):
        return Forecast(Heading.REACHED)
    if pace is None:
        return Forecast(Heading.UNKNOWN)
    # Everything as if it were to rise.
    sign = 1 if rising else -1
    per_week, slow, quick = (sign * each for each in (pace.per_week, pace.low, pace.high))
    slow, quick = min(slow, quick), max(slow, quick)
    if quick <= 0:
        return Forecast(Heading.AWAY)
    gap = abs(target - level)
    earliest, on, latest = (_reached(gap, each, today) for each in (quick, per_week, slow))
    if slow <= 0:
        return Forecast(Heading.UNCERTAIN, earliest=earliest)
    return Forecast(Heading.TOWARDS, on, earliest, latest)


def _reached(gap: Decimal, per_week: Decimal, today: date) -> date | None:
    if per_week <= 0 or gap * 7 > per_week * LONGEST_FORECAST_DAYS:
        return None
    return today + timedelta(days=ceil(gap * 7 / per_week))


def _t80(freedom: int) -> float:
    """The two-sided 80 % quantile of Student's t: the normal one, and two terms of its expansion (Fisher and Cornish, 1960)."""
    z = _Z80
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def _rounded(number: float) -> Decimal:
    return Decimal(str(number)).quantize(_QUANTUM)
