"""The usual ways, each in a strong and fair form: they are spared typos and the days that seem partial."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean, median

type Weights = Sequence[tuple[date, Decimal]]

WINDOW = 28
KCAL_PER_KG = 7700


def _near(weights: Weights, first: date, last: date) -> list[tuple[int, float]]:
    """The weighings of these dates by day, without typos: those far from the middle of some weeks."""
    around = timedelta(days=max(0, WINDOW - (last - first).days))
    middle = median([float(value) for day, value in weights if first - around <= day <= last + around] or [0.0])
    inside = [((day - first).days, float(value)) for day, value in weights if first <= day <= last]
    return [(day, value) for day, value in inside if abs(value - middle) < 0.07 * middle]


def mean_weight(weights: Weights, first: date, last: date) -> float | None:
    """The mean of the weighings of these dates."""
    near = _near(weights, first, last)
    return fmean(value for _, value in near) if near else None


def line(weights: Weights, first: date, last: date) -> tuple[float, float] | None:
    """Least squares over the weighings of these dates: kg on the last of them, and kg a day."""
    near = _near(weights, first, last)
    if len(near) < 4 or near[-1][0] - near[0][0] < 14:
        return None
    mean_day, mean = fmean(day for day, _ in near), fmean(value for _, value in near)
    slope = sum((day - mean_day) * (value - mean) for day, value in near) / sum(
        (day - mean_day) ** 2 for day, _ in near
    )
    return mean + slope * ((last - first).days - mean_day), slope


def average_28_days(*, on: date, eaten: Mapping[date, Decimal], weights: Weights, ends: bool = False) -> float | None:
    """Mean intake of 28 days less 7,700 kcal for each kilogram gained; None where there is too little of either.

    The gain is by a line through the weighings, or by the `ends`: the mean of the last seven days less that of the first seven.
    """
    first, last = on - timedelta(days=WINDOW), on - timedelta(days=1)
    intake = [float(kcal) for day, kcal in eaten.items() if first <= day <= last]
    if len(intake) < 14:
        return None
    if ends:
        before = mean_weight(weights, first, first + timedelta(days=6))
        after = mean_weight(weights, last - timedelta(days=6), last)
        return None if before is None or after is None else fmean(intake) - KCAL_PER_KG * (after - before) / 21
    through = line(weights, first, last)
    return None if through is None else fmean(intake) - KCAL_PER_KG * through[1]
