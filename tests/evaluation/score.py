"""How near the estimates of a set of meals come to what was eaten.

    python -m tests.evaluation.score [--meals FILE] [--each]

Every sentence goes through what `manage.py estimate_meals` answers with. A carbohydrate total within 7.5 g of the gold counts as
right; what was not answered is wrong, and is left out of the mean absolute errors.
"""

import argparse
import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from tests.evaluation.catalogue import seed_catalogue
from tests.evaluation.gold import MEASURED, Meal, eaten, read_meals

NEAR_G: Final = 7.5
KINDS: Final = ("stated", "household", "nothing")
# Confidence of a meal: that of its least sure food, as a person sees it.
STEPS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Scored:
    """A meal with its estimate and what was eaten."""

    meal: Meal
    answer: dict[str, Any]
    gold: dict[str, float]

    @property
    def answered(self) -> bool:
        return self.answer["carb"] is not None

    @property
    def right(self) -> bool:
        return self.answered and abs(self.answer["carb"] - self.gold["carb"]) <= NEAR_G

    @property
    def confidence(self) -> float:
        sure = min((item["confidence"] for item in self.answer["items"]), default=0.0)
        return 0.0 if self.answer["unmatched"] else sure

    def error(self, measure: str) -> float | None:
        """How far off, in g or kcal; None where there is no answer."""
        told = self.answer[measure]
        return None if told is None else abs(told - self.gold[measure])


def main() -> None:
    """Score the meals and print the tables; with --each also every meal."""
    options = argparse.ArgumentParser(description="Score estimates against meals with gold.")
    options.add_argument("--meals", type=Path, default=Path(__file__).with_name("development.toml"))
    options.add_argument("--each", action="store_true", help="print each meal of the half that is developed on")
    asked = options.parse_args()
    with seed_catalogue():
        scored = score(read_meals(asked.meals))
    if asked.each:
        for one in scored:
            if not one.meal.kept:
                _print_meal(one)
    _print_scores(scored)
    _print_calibration(scored)


def score(meals: Sequence[Meal]) -> list[Scored]:
    """Estimate each meal. Needs the catalogue."""
    from fithub.core.clock import LocalMoment
    from fithub.estimation.bulk import estimate_line

    gold = eaten(meals)
    noon = LocalMoment(date(2026, 5, 6), time(12, 30), "UTC")
    return [
        Scored(meal, estimate_line(json.dumps({"id": meal.number, "text": meal.text}), when=noon), gold[meal.number])
        for meal in meals
    ]


def _print_scores(scored: Sequence[Scored]) -> None:
    groups: list[tuple[str, Callable[[Scored], bool]]] = [
        *((f"amounts: {kind}", lambda one, kind=kind: one.meal.kind == kind) for kind in KINDS),
        ("of other countries", lambda one: one.meal.abroad),
        ("developed on", lambda one: not one.meal.kept),
        ("kept apart", lambda one: one.meal.kept),
        ("all", lambda one: True),
    ]
    print(
        f"{'meals':20} {'n':>4} {'≤ 7.5 g':>8} {'answered':>9} {'carb g':>8} {'protein g':>10} {'fat g':>7} {'kcal':>7}"
    )
    for name, belongs in groups:
        group = [one for one in scored if belongs(one)]
        if not group:
            continue
        errors = [_mean(one.error(measure) for one in group) for measure in MEASURED]
        print(
            f"{name:20} {len(group):4} {_share(one.right for one in group):8.1%} {_share(one.answered for one in group):9.1%}"
            f" {errors[0]:8.1f} {errors[1]:10.1f} {errors[2]:7.1f} {errors[3]:7.0f}"
        )


def _print_calibration(scored: Sequence[Scored]) -> None:
    print(f"\n{'least confidence':20} {'n':>4} {'≤ 7.5 g':>8}")
    for low, high in itertools.pairwise(STEPS):
        group = [one for one in scored if low <= one.confidence < high]
        if group:
            print(f"{low:.1f} to {min(high, 1):.1f}{'':10} {len(group):4} {_share(one.right for one in group):8.1%}")


def _print_meal(one: Scored) -> None:
    told = one.answer["carb"]
    print(f"{'ok ' if one.right else 'BAD'} {one.meal.number:3} {one.meal.text}")
    print(f"      carb {'none' if told is None else f'{told:.1f}'} for {one.gold['carb']:.1f} g")
    for item in one.answer["items"]:
        print(f"      {item['grams']:6.0f} g {item['food']}  [{item['text']}; {item['confidence']}]")
    for name, grams in one.meal.gold:
        print(f"    = {grams:6.0f} g {name}")
    if one.answer["unmatched"]:
        print(f"      not understood: {one.answer['unmatched']}")


def _share(flags: Iterable[bool]) -> float:
    return fmean(float(flag) for flag in flags)


def _mean(errors: Iterable[float | None]) -> float:
    known = [error for error in errors if error is not None]
    return fmean(known) if known else 0.0


if __name__ == "__main__":
    main()
