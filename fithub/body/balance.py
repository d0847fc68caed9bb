"""The filter that learns a person's daily expenditure from what they eat and weigh.

Four numbers cannot be seen: the weight of the tissue, the daily expenditure, by how much days that were not written down differ
from the others, and the water that comes and goes. Each day

    weight'      = weight + (eaten − expenditure) ÷ energy density          a day not written down: the usual, and the difference
    expenditure' = expenditure + CHANGE_WITH_WEIGHT · change of weight + drift
    water'       = WATER_KEPT · water + noise
    scale        = weight + water + noise                                   on days with a weighing

The figures below were chosen on simulated people (docs/expenditure.md). Kilocalories a day, kilograms. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean, median, pstdev
from typing import Final

from fithub.body import trend
from fithub.body.kalman import Belief, Step, filter_days

DRIFT_SD: Final = 14.0  # of the expenditure's change from one day to the next
CHANGE_WITH_WEIGHT: Final = 20.0  # kcal for each kilogram (Hall, Lancet 378, 2011: 24 when all has settled)
UNTOLD_SD: Final = 0.16  # of what a written day was off, and of a day's own expenditure; parts of the usual
UNWRITTEN_MORE: Final = (
    0.04  # by how much more than usual is eaten on days that are not written down, and its deviation
)
UNWRITTEN_SD: Final = 0.15
DAY_TO_DAY_SD: Final = 0.22  # of the intake; counts for as many days as USUAL_COUNTS against a person's own
USUAL_COUNTS: Final = 14
NEAR_DAYS: Final = 21  # the usual of a day is that of the days so near


@dataclass(frozen=True, slots=True)
class Eaten:
    """What is written down for a day (kcal), and whether that is all of it."""

    kcal: Decimal
    complete: bool


@dataclass(frozen=True, slots=True)
class Known:
    """The expenditure as it was known on a local date after that day's weighing: kcal, and its standard deviation."""

    local_date: date
    kcal: float
    sd: float


def follow(
    *,
    last: date,
    eaten: Mapping[date, Eaten],
    weights: Mapping[date, Decimal],
    noise: trend.Noise,
    expected: float,
    expected_sd: float,
    kcal_per_kg: float,
) -> list[Known]:
    """Day by day from the first weighing to `last`, beginning with what is expected by formula (kcal) and its deviation.

    `weights`: one a day, in order, none after `last`, with their `noise`. At least one day of `eaten` is complete.
    """
    import numpy as np

    seen = {day: float(value) for day, value in weights.items()}
    first = next(iter(seen))
    body = median(seen.values())
    water = (body * trend.WATER_SD * noise.size) ** 2
    scale = (body * trend.SCALE_SD * noise.size) ** 2
    usual = _usual(eaten, first, last)
    whole = fmean(usual)
    day_to_day = _day_to_day(eaten, whole)
    written = (UNTOLD_SD * expected) ** 2
    grows = CHANGE_WITH_WEIGHT
    steps = []
    for offset, plain in enumerate(usual):
        day = first + timedelta(days=offset)
        meal = eaten.get(day)
        known = meal is not None and meal.complete
        took = float(meal.kcal) if meal is not None and known else max(plain, float(meal.kcal) if meal else 0.0)
        off = written if known else written + day_to_day**2
        unwritten = 0.0 if known else 1 / kcal_per_kg
        moves = np.array(
            [
                [1.0, -1 / kcal_per_kg, unwritten, 0.0],
                [0.0, 1 - grows / kcal_per_kg, grows * unwritten, 0.0],
                [0.0, 0.0, 1.0, 0.0],
                [0.0, 0.0, 0.0, trend.WATER_KEPT],
            ]
        )
        push = np.array([took / kcal_per_kg, grows * took / kcal_per_kg, 0.0, 0.0])
        gained = off / kcal_per_kg**2
        spread = np.diag([gained, DRIFT_SD**2, 0.0, water * (1 - trend.WATER_KEPT**2)])
        doubted = trend.doubted(scale + water, scale, noise.doubts.get(day, 1.0))
        steps.append(Step(seen.get(day), doubted, moves, spread, push))
    believed = next((value for day, value in seen.items() if noise.doubts[day] < trend.DOUBT), body)
    start = Belief(
        np.array([believed, expected, UNWRITTEN_MORE * whole, 0.0]),
        np.diag([body**2, expected_sd**2, (UNWRITTEN_SD * whole) ** 2, water]),
    )
    sees = np.array([1.0, 0.0, 0.0, 1.0])
    return [
        Known(first + timedelta(days=offset), float(day.after.mean[1]), max(float(day.after.cov[1, 1]), 0.0) ** 0.5)
        for offset, day in enumerate(filter_days(start=start, sees=sees, steps=steps))
    ]


def _usual(eaten: Mapping[date, Eaten], first: date, last: date) -> list[float]:
    """For each day the mean of the complete days near it, or else of all (kcal)."""
    complete = {day: float(each.kcal) for day, each in eaten.items() if each.complete}
    overall = fmean(complete.values())
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    early = [first - timedelta(days=NEAR_DAYS - offset) for offset in range(NEAR_DAYS)]
    late = [last + timedelta(days=offset + 1) for offset in range(NEAR_DAYS)]
    sums, counts = [0.0], [0]
    for day in (*early, *days, *late):
        sums.append(sums[-1] + complete.get(day, 0.0))
        counts.append(counts[-1] + (day in complete))
    usual = []
    width = 2 * NEAR_DAYS + 1
    for offset in range(len(days)):
        count = counts[offset + width] - counts[offset]
        usual.append((sums[offset + width] - sums[offset]) / count if count >= 4 else overall)
    return usual


def _day_to_day(eaten: Mapping[date, Eaten], whole: float) -> float:
    """The standard deviation of the intake from day to day (kcal): the person's own, with the usual one for a start."""
    complete = [float(each.kcal) for each in eaten.values() if each.complete]
    own = pstdev(complete) ** 2 * len(complete)
    variance = (USUAL_COUNTS * (DAY_TO_DAY_SD * whole) ** 2 + own) / (USUAL_COUNTS + len(complete))
    return float(variance**0.5)
