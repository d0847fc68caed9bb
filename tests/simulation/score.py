"""How near the trend and the expenditure come to the truth, and how near the usual ways come: `python -m tests.simulation.score`.

The figures in fithub/body were chosen on other people (seeds from 1,000,000 on) than those whose errors are printed and published
(seeds from 0 on).
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from fithub.body.balance import Eaten
from fithub.body.expenditure import Estimate, Inputs, Method, estimate
from fithub.body.trend import weight_trend
from fithub.diary.partial import partial_days
from tests.simulation import rivals
from tests.simulation.people import DAYS, START, Year, live

DEVELOPMENT = 1_000_000
FIRST_DAY, EVERY = 42, 14
LAST_DAY = DAYS - 1


@dataclass
class Errors:
    """The errors of one way of telling one thing."""

    off: list[float] = field(default_factory=list)

    @property
    def rmse(self) -> float:
        return math.sqrt(sum(each * each for each in self.off) / len(self.off)) if self.off else math.nan

    @property
    def mae(self) -> float:
        return sum(map(abs, self.off)) / len(self.off) if self.off else math.nan

    @property
    def bias(self) -> float:
        return sum(self.off) / len(self.off) if self.off else math.nan


@dataclass
class Scores:
    """All errors by group and way; how often the ranges held the truth, and on how many days nothing could be told."""

    errors: dict[tuple[str, str], Errors] = field(default_factory=lambda: defaultdict(Errors))
    held: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    learned: list[bool] = field(default_factory=list)


def simulate(seeds: Iterable[int], *, every: int = EVERY) -> Scores:
    """Live these people's years and look at them as FitHub would, every so many days."""
    scores = Scores()
    for seed in seeds:
        year = live(seed)
        _score_trend(year, scores)
        for day in range(FIRST_DAY, LAST_DAY + 1, every):
            _score_day(year, day, scores)
    return scores


def known_on(year: Year, day: int) -> Estimate:
    """What FitHub tells on this day."""
    on = START + timedelta(days=day)
    written = {each: what for each, what in year.written.items() if each < on}
    partial = partial_days(written)
    return estimate(
        Inputs(
            on=on,
            eaten={
                each: Eaten(what.kcal, each not in partial) for each, what in written.items() if what.kcal is not None
            },
            weights=[each for each in year.weighed if each[0] <= on],
            male=year.male,
            birth_date=year.birth_date,
            height_cm=year.height_cm,
            activity=year.activity,
        )
    )


def _score_day(year: Year, day: int, scores: Scores) -> None:
    on, truth = START + timedelta(days=day), year.truth(day)
    told = known_on(year, day)
    scores.learned.append(told.method is Method.LEARNED)
    weights = [each for each in year.weighed if each[0] <= on]
    if told.weight_kg is not None:
        _score_weight(year, day, weights, float(told.weight_kg), scores)
    if told.kcal is None or told.low is None or told.high is None or told.formula_kcal is None:
        return
    written = {each: what for each, what in year.written.items() if each < on}
    partial = partial_days(written)
    eaten = {each: what.kcal for each, what in written.items() if what.kcal is not None and each not in partial}
    averages = {
        "28 days, line": rivals.average_28_days(on=on, eaten=eaten, weights=weights),
        "28 days, ends": rivals.average_28_days(on=on, eaten=eaten, weights=weights, ends=True),
    }
    groups = ["all", "honest" if year.under == 0 else "under-reporting"]
    every = all(average is not None for average in averages.values())
    for group in groups:
        scores.held[group].append(float(told.low) <= truth <= float(told.high))
        scores.errors[group, "FitHub, every day"].off.append(float(told.kcal) - truth)
        scores.errors[group, "formula, every day"].off.append(float(told.formula_kcal) - truth)
        for name, average in averages.items():
            if average is not None:
                scores.errors[group, name].off.append(average - truth)
                if every:
                    scores.errors[group, f"{name}, same days"].off.append(average - truth)
        if every:
            scores.errors[group, "FitHub, same days"].off.append(float(told.kcal) - truth)
            scores.errors[group, "formula, same days"].off.append(float(told.formula_kcal) - truth)


def _score_weight(year: Year, day: int, weights: rivals.Weights, told: float, scores: Scores) -> None:
    """What the person sees on the day itself."""
    on = weights[-1][0]
    first = on - timedelta(days=rivals.WINDOW - 1)
    truth = year.weight[(on - START).days]
    mean, through = rivals.mean_weight(weights, first, on), rivals.line(weights, first, on)
    week = rivals.mean_weight(weights, on - timedelta(days=6), on)
    if mean is None or through is None or week is None:
        return
    for name, value in (("FitHub", told), ("28-day mean", mean), ("28-day line", through[0]), ("7-day mean", week)):
        scores.errors["weight today", name].off.append(value - truth)


def _score_trend(year: Year, scores: Scores) -> None:
    """What the person sees of a year that is over."""
    for point in weight_trend(year.weighed)[14:-14]:
        truth = year.weight[(point.local_date - START).days]
        scores.held["weight"].append(float(point.low) <= truth <= float(point.high))
        half = timedelta(days=rivals.WINDOW // 2)
        mean = rivals.mean_weight(year.weighed, point.local_date - half, point.local_date + half)
        trailing = rivals.mean_weight(year.weighed, point.local_date - 2 * half, point.local_date)
        if mean is not None and trailing is not None:
            scores.errors["weight of the past", "FitHub"].off.append(float(point.value) - truth)
            scores.errors["weight of the past", "28-day mean around the day"].off.append(mean - truth)
            scores.errors["weight of the past", "28-day mean before the day"].off.append(trailing - truth)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--first-seed", type=int, default=0)
    asked.add_argument("--every", type=int, default=EVERY, help="days from one look to the next")
    given = asked.parse_args()
    scores = simulate(range(given.first_seed, given.first_seed + given.people), every=given.every)
    for (group, name), errors in sorted(scores.errors.items()):
        print(
            f"{group:20} {name:28} n {len(errors.off):6}  RMSE {errors.rmse:8.3f}  MAE {errors.mae:8.3f}  bias {errors.bias:8.3f}"
        )
    for group, held in scores.held.items():
        print(f"80 % range, {group:20} holds {100 * sum(held) / len(held):.1f} % of {len(held)}")
    print(f"learned on {100 * sum(scores.learned) / len(scores.learned):.1f} % of {len(scores.learned)} looks")


if __name__ == "__main__":
    main()
