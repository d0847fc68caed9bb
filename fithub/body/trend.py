"""The trend of a person's weight: what the body weighs below what water, salt, meals and scales add to it and take from it.

A Kalman smoother over three numbers that cannot be seen: the weight of the body's tissue, how fast it changes, and the water that
comes and goes over some days. What a scale shows is tissue, water and a remainder. How much of the latter two a person has is
learned from their own weighings, starting from the usual. A weighing far from the others (a digit too many, pounds for kilograms,
somebody else on the scale) counts for next to nothing. The figures below were chosen on simulated people; docs/expenditure.md
says how well they do. Weights are kilograms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Final

from fithub.body.kalman import Belief, Step, filter_days, smooth_days

if TYPE_CHECKING:
    from fithub.body.kalman import Array

VERSION: Final = "trend-1"

# All of them for one kilogram of body: a heavy body holds more water and changes by more.
SCALE_SD: Final = 0.004  # a scale's, and of the hour and the last meal: off on its own each day
WATER_SD: Final = 0.006  # of what water adds or takes on an average day
WATER_KEPT: Final = 0.8  # the part of today's water that is still there tomorrow
TISSUE_SD: Final = (
    0.002  # what a day adds to tissue and its store of sugar and water beyond the pace: some 160 g for 80 kg
)
PACE_SD: Final = 0.00015  # by how much the pace (kg a day) changes from one day to the next
FIRST_PACE_SD: Final = 0.0008  # of the pace at the first weighing: for 80 kg some 450 g a week

# Student's t with so many degrees of freedom: what is four deviations off counts a fifth, a typo next to nothing.
FREEDOM: Final = 4.0
# How many weighings the usual noise counts for against a person's own.
USUAL_COUNTS: Final = 20.0
ROUNDS: Final = 3

# A weighing this far (part of it) from the middle of its neighbours, and more for those that are days away, is doubted at once.
DOUBTED: Final = 0.06
DOUBTED_A_DAY: Final = 0.002
NEIGHBOURS: Final = 4
DOUBT: Final = 1e4

EIGHTY_PERCENT: Final = 1.2816
GRAM: Final = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A local date: the trend with the bounds that hold four of five such days (kg), its pace (kg a day), and what was weighed."""

    local_date: date
    value: Decimal
    low: Decimal
    high: Decimal
    slope_per_day: Decimal
    raw: Decimal | None


@dataclass(frozen=True, slots=True)
class Noise:
    """What the trend learned about a person's weighings.

    `size`: the noise of theirs by the usual one. `doubts`: by day of weighing, what its variance is multiplied by; 1 is none.
    """

    size: float
    doubts: dict[date, float]


def daily_means(points: Sequence[tuple[date, Decimal]]) -> dict[date, Decimal]:
    """The mean weight of each day on which there is one, in order. Raises ValueError for what is no weight."""
    by_day: dict[date, list[Decimal]] = {}
    for day, value in points:
        if not (value.is_finite() and value > 0):
            raise ValueError(f"{value} is no weight.")
        by_day.setdefault(day, []).append(value)
    return {day: sum(by_day[day], Decimal(0)) / len(by_day[day]) for day in sorted(by_day)}


def weight_trend(points: Sequence[tuple[date, Decimal]]) -> list[TrendPoint]:
    """The trend on every day from the first weighing to the last; days may be missing, and weighings may be in any order.

    Several on one day count as their mean. Each day is judged by the weighings before and after it, so that the last days still
    move as more come in. Raises ValueError for a weight that is not above 0.
    """
    raw = daily_means(points)
    return trend_and_noise(raw)[0] if raw else []


def trend_and_noise(raw: Mapping[date, Decimal]) -> tuple[list[TrendPoint], Noise]:
    """The trend, and what it learned about the noise. `raw`: one weight a day, in order, at least one."""
    beliefs, noise = _learn(raw)
    first = next(iter(raw))
    told = []
    for offset, belief in enumerate(beliefs):
        day = first + timedelta(days=offset)
        value, width = float(belief.mean[0]), EIGHTY_PERCENT * max(float(belief.cov[0, 0]), 0.0) ** 0.5
        told.append(
            TrendPoint(
                local_date=day,
                value=_grams(max(value, 0.001)),
                low=_grams(max(value - width, 0.001)),
                high=_grams(max(value + width, 0.001)),
                slope_per_day=Decimal(float(belief.mean[1])).quantize(Decimal("0.00001")),
                raw=None if day not in raw else raw[day].quantize(GRAM),
            )
        )
    return told, noise


def _learn(raw: Mapping[date, Decimal]) -> tuple[list[Belief], Noise]:
    """Smooth, look how far each weighing is from the result, and smooth again with what that tells of the noise."""
    seen = {day: float(value) for day, value in raw.items()}
    body = median(seen.values())
    usual = body**2 * (SCALE_SD**2 + WATER_SD**2)
    doubts, size = _doubts(seen), 1.0
    beliefs: list[Belief] = []
    first = next(iter(seen))
    for _ in range(ROUNDS):
        beliefs = _smooth(seen, body, Noise(size, doubts))
        spread = USUAL_COUNTS * usual
        later = {}
        for day, value in seen.items():
            belief = beliefs[(day - first).days]
            off = (value - float(belief.mean[0])) ** 2
            weight = (FREEDOM + 1) / (FREEDOM + off / (usual * size**2))
            later[day] = max(1 / weight, 1.0)
            spread += min(weight, 1.0) * off + float(belief.cov[0, 0])
        size = (spread / (usual * (USUAL_COUNTS + len(seen)))) ** 0.5
        doubts = later
    return beliefs, Noise(size, doubts)


def _doubts(seen: dict[date, float]) -> dict[date, float]:
    """The weighings that cannot be right next to their neighbours; two alone tell nothing of each other."""
    days = list(seen)
    doubts = {}
    for place, day in enumerate(days):
        near = days[max(0, place - NEIGHBOURS) : place] + days[place + 1 : place + 1 + NEIGHBOURS]
        middle = median(seen[other] for other in near) if len(near) > 1 else seen[day]
        away = median(abs((other - day).days) for other in near) if near else 0
        allowed = middle * (DOUBTED + DOUBTED_A_DAY * float(away))
        doubts[day] = DOUBT if abs(seen[day] - middle) > allowed else 1.0
    return doubts


def _smooth(seen: dict[date, float], body: float, noise: Noise) -> list[Belief]:
    import numpy as np

    days = list(seen)
    water = (body * WATER_SD * noise.size) ** 2
    scale = (body * SCALE_SD * noise.size) ** 2
    moves = np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, WATER_KEPT]])
    spread = np.diag([(body * TISSUE_SD) ** 2, (body * PACE_SD) ** 2, water * (1 - WATER_KEPT**2)])
    sees: Array = np.array([1.0, 0.0, 1.0])
    steps = []
    for offset in range((days[-1] - days[0]).days + 1):
        day = days[0] + timedelta(days=offset)
        steps.append(Step(seen.get(day), doubted(scale + water, scale, noise.doubts.get(day, 1.0)), moves, spread))
    believed = next((value for day, value in seen.items() if noise.doubts[day] < DOUBT), body)
    start = Belief(np.array([believed, 0.0, 0.0]), np.diag([body**2, (body * FIRST_PACE_SD) ** 2, water]))
    return smooth_days(sees=sees, steps=steps, passed=filter_days(start=start, sees=sees, steps=steps))


def doubted(whole: float, scale: float, doubt: float) -> float:
    """The variance of a day's own noise where all its noise (with the water's) is doubted by so much."""
    return scale + whole * (doubt - 1)


def _grams(value: float) -> Decimal:
    return Decimal(value).quantize(GRAM)
