"""How near the estimates of sets of meals come to what was eaten.

    python -m tests.evaluation.score [--meals FILE …] [--each] [--wrong]

Every sentence goes through what `manage.py estimate_meals` answers with. A carbohydrate total within 7.5 g of the gold counts as
right; what was not answered is wrong, and is left out of the mean absolute errors. The half that is kept apart is only ever
counted: `--each` and `--wrong` print the meals of the other one.
"""

import argparse
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from tests.evaluation.catalogue import seed_catalogue
from tests.evaluation.gold import MEASURED, Meal, all_sets, gold_items, read_meals, summed

NEAR_G: Final = 7.5
# A food counts as right with its carbohydrate this near, and its energy within a quarter or so many kcal.
NEAR_KCAL: Final = 30.0
NEAR_SHARE: Final = 0.25
KINDS: Final = ("stated", "household", "nothing")
STEPS: Final = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

type Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """A meal with its estimate and the nutrients of what was eaten, food by food."""

    meal: Meal
    answer: Told
    parts: Sequence[dict[str, float]]

    @property
    def gold(self) -> dict[str, float]:
        return summed(self.parts)

    @property
    def answered(self) -> bool:
        return self.answer["carb"] is not None

    @property
    def right(self) -> bool:
        return self.answered and abs(self.answer["carb"] - self.gold["carb"]) <= NEAR_G

    @property
    def confidence(self) -> float:
        """That of the least sure food of it, as a person sees it; 0 where words were not understood."""
        sure = min((item["confidence"] for item in self.answer["items"]), default=0.0)
        return 0.0 if self.answer["unmatched"] else float(sure)

    @property
    def foods(self) -> list[tuple[float, bool]]:
        """Confidence of each food, and whether it is right; only where as many foods were found as were eaten."""
        told = self.answer["items"]
        if len(told) != len(self.parts):
            return []
        return [(item["confidence"], _agrees(item, part)) for item, part in zip(told, self.parts, strict=True)]

    def error(self, measure: str) -> float | None:
        """How far off, in g or kcal; None where there is no answer."""
        told = self.answer[measure]
        return None if told is None else abs(told - self.gold[measure])


def _agrees(item: Told, part: dict[str, float]) -> bool:
    carb, energy = item["carb"] or 0.0, item["energy"] or 0.0
    off = abs(energy - part["energy"])
    return abs(carb - part["carb"]) <= NEAR_G and (off <= NEAR_KCAL or off <= NEAR_SHARE * part["energy"])


def main() -> None:
    """Score the meals and print the tables; with --each every meal of the half developed on, with --wrong those that are wrong."""
    options = argparse.ArgumentParser(description="Score estimates against meals with gold.")
    options.add_argument("--meals", type=Path, nargs="+", default=all_sets())
    options.add_argument("--each", action="store_true", help="print each meal of the half that is developed on")
    options.add_argument("--wrong", action="store_true", help="print the wrong ones of the half that is developed on")
    asked = options.parse_args()
    with seed_catalogue():
        scored = score([meal for path in asked.meals for meal in read_meals(path)])
    for one in scored:
        if not one.meal.kept and (asked.each or (asked.wrong and not one.right)):
            _print_meal(one)
    _print_scores(scored)
    _print_calibration(scored)


def score(meals: Sequence[Meal]) -> list[Scored]:
    """Estimate each meal. Needs the catalogue."""
    from fithub.core.clock import LocalMoment
    from fithub.estimation.bulk import estimate_line

    parts = gold_items(meals)
    noon = LocalMoment(date(2026, 5, 6), time(12, 30), "UTC")
    return [
        Scored(meal, estimate_line(json.dumps({"id": meal.key, "text": meal.text}), when=noon), parts[meal.key])
        for meal in meals
    ]


def _print_scores(scored: Sequence[Scored]) -> None:
    print(
        "| meals | n | right | kept apart: n | right | answered | carbohydrate g | protein g | fat g | energy kcal |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    parts = list(dict.fromkeys(one.meal.part for one in scored))
    groups = [(part, kind) for part in parts for kind in ("", *KINDS)] + [("", kind) for kind in (*KINDS, "")]
    for part, kind in groups:
        group = [one for one in scored if part in ("", one.meal.part) and kind in ("", one.meal.kind)]
        kept = [one for one in group if one.meal.kept]
        if not kept:
            continue
        name = ": ".join(filter(None, (part or "all", kind)))
        errors = [_mean(one.error(measure) for one in group) for measure in MEASURED]
        print(
            f"| {name} | {len(group)} | {_share(one.right for one in group):.1%} | {len(kept)} "
            f"| {_share(one.right for one in kept):.1%} | {_share(one.answered for one in group):.1%} "
            f"| {errors[0]:.1f} | {errors[1]:.1f} | {errors[2]:.1f} | {errors[3]:.0f} |"
        )


def _print_calibration(scored: Sequence[Scored]) -> None:
    print("\n| confidence | foods | right | of kept: foods | right | meals | right |\n|---|--:|--:|--:|--:|--:|--:|")
    for low, high in itertools.pairwise(STEPS):
        foods = _within(low, high, (food for one in scored for food in one.foods))
        kept = _within(low, high, (food for one in scored if one.meal.kept for food in one.foods))
        meals = _within(low, high, ((one.confidence, one.right) for one in scored))
        columns = " | ".join(f"{len(group)} | {_share(group):.1%}" for group in (foods, kept, meals))
        print(f"| {low:.1f} to {min(high, 1):.1f} | {columns} |")


def _within(low: float, high: float, judged: Iterable[tuple[float, bool]]) -> list[bool]:
    return [right for confidence, right in judged if low <= confidence < high]


def _print_meal(one: Scored) -> None:
    told = one.answer["carb"]
    print(f"{'ok ' if one.right else 'BAD'} {one.meal.key} ({one.meal.kind}) {one.meal.text}")
    print(f"      carb {'none' if told is None else f'{told:.1f}'} for {one.gold['carb']:.1f} g")
    for item in one.answer["items"]:
        carb = 0.0 if item["carb"] is None else item["carb"]
        print(
            f"      {item['grams']:6.0f} g {carb:5.1f} {item['food']}  "
            f"[{item['text']}; {item['confidence']} {item['portion_source']}]"
        )
    for (name, grams), part in zip(one.meal.gold, one.parts, strict=True):
        print(f"    = {grams:6.0f} g {part['carb']:5.1f} {name}")
    if one.answer["unmatched"]:
        print(f"      not understood: {one.answer['unmatched']}")


def _share(flags: Iterable[bool]) -> float:
    listed = [float(flag) for flag in flags]
    return fmean(listed) if listed else 0.0


def _mean(errors: Iterable[float | None]) -> float:
    known = [error for error in errors if error is not None]
    return fmean(known) if known else 0.0


if __name__ == "__main__":
    main()
