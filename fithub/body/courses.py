"""The course of a metric: every measure of a time, and the trend through them. Call within `acting_as`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final
from uuid import UUID

from fithub.body.metrics import CUSTOM, METRICS, Metric, custom_metric, metric_of
from fithub.body.queries import series
from fithub.body.trend import SCALE_SD, WATER_SD, weight_trend
from fithub.core.clock import check_date
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import quantise

LONGEST_DAYS: Final = 732
USUAL_DAYS: Final = 366
# The trend at a window's edge leans on what was measured just outside of it.
LEAD_DAYS: Final = 60

# How far one measure of a girth or a share is off by itself, in the metric's unit (standard deviation): a tape in practised
# hands repeats within a centimetre or less, a bathroom scale's impedance within one to two points.
NOISE: Final[Mapping[str, float]] = {
    "body_fat_percent": 1.2,
    "muscle_mass_percent": 1.2,
    "waist_cm": 1.0,
    "hip_cm": 1.0,
    "neck_cm": 0.5,
    "arm_cm": 0.5,
    "thigh_cm": 0.8,
    "calf_cm": 0.5,
}
# The filter is made for weights; what has another noise goes through it as a body of so many kilograms.
BODY: Final = 100.0
BODY_NOISE: Final = BODY * (SCALE_SD**2 + WATER_SD**2) ** 0.5


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """A local date: the trend and the bounds that hold four of five such days, and the mean of what was measured on it."""

    local_date: date
    value: Decimal
    low: Decimal
    high: Decimal
    raw: Decimal | None


@dataclass(frozen=True, slots=True)
class Course:
    """A metric from `first` to `last`: its measures, and a point of the trend for each day from the first measure to the last."""

    metric: Metric
    first: date
    last: date
    raw: tuple[tuple[date, Decimal], ...]
    trend: tuple[CoursePoint, ...]


def course(*, user_id: UUID, metric: str, first: date | None, last: date | None, today: date) -> Course:
    """The course of a metric between two local dates, both included; the year up to today where they are not given.

    Raises InvalidInput (`metric_unknown`, `range_out_of_order`, `range_too_long`, `date_out_of_range`), NotFound
    (`metric_not_found`).
    """
    last = last or today
    check_date("to", last)
    first = first or last - timedelta(days=USUAL_DAYS - 1)
    check_date("from", first)
    if first > last:
        raise InvalidInput("range_out_of_order", "`from` must not be after `to`.")
    if (last - first).days >= LONGEST_DAYS:
        raise InvalidInput("range_too_long", f"Ask for at most {LONGEST_DAYS} days at once.")
    chosen = _metric(user_id, metric)
    lead = timedelta(days=LEAD_DAYS)
    measured = series(user_id=user_id, metric=metric, first=first - lead, last=last + lead)
    trend = _trend(chosen, measured)
    return Course(
        metric=chosen,
        first=first,
        last=last,
        raw=tuple(each for each in measured if first <= each[0] <= last),
        trend=tuple(point for point in trend if first <= point.local_date <= last),
    )


def _metric(user_id: UUID, key: str) -> Metric:
    if key.startswith(CUSTOM):
        return metric_of(custom_metric(user_id=user_id, slug=key))
    if key not in METRICS:
        possible = ", ".join(METRICS)
        raise InvalidInput.field("metric", "metric_unknown", f"Possible are {possible}, and your own as {CUSTOM}….")
    return METRICS[key]


def _trend(metric: Metric, measured: Sequence[tuple[date, Decimal]]) -> list[CoursePoint]:
    """The weight's filter. Any other metric is moved and stretched so that its noise is a body's, and the result put back."""
    if metric.key == "weight_kg" or not measured:
        return [
            CoursePoint(point.local_date, point.value, point.low, point.high, point.raw)
            for point in weight_trend(measured)
        ]
    middle = median(float(value) for _, value in measured)
    stretch = BODY_NOISE / (NOISE.get(metric.key) or _own_noise(measured))
    days: dict[date, list[Decimal]] = {}
    for day, value in measured:
        days.setdefault(day, []).append(value)
    as_body = [
        (day, Decimal(max(BODY + (float(value) - middle) * stretch, 0.001)).quantize(Decimal("0.000001")))
        for day, value in measured
    ]

    def back(value: Decimal) -> Decimal:
        return quantise(Decimal(middle + (float(value) - BODY) / stretch))

    return [
        CoursePoint(
            point.local_date,
            back(point.value),
            back(point.low),
            back(point.high),
            None
            if point.raw is None
            else quantise(sum(days[point.local_date], Decimal(0)) / len(days[point.local_date])),
        )
        for point in weight_trend(as_body)
    ]


def _own_noise(measured: Sequence[tuple[date, Decimal]]) -> float:
    """Of a metric that nobody knows: by how much one measure usually differs from the next, as a standard deviation."""
    values = [float(value) for _, value in measured]
    steps = [abs(after - before) for before, after in pairwise(values)]
    # The middle of |a - b| of two draws is 0.954 of their standard deviation; without a step there is no noise to see.
    return (median(steps) / 0.954 if steps else 0.0) or max(abs(median(values)) * 0.01, 0.001)
