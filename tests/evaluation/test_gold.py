"""The meals with gold stay readable, and their estimates stay the same from one run to the next."""

import json

from fithub.estimation.bulk import estimate_lines
from tests.estimation.test_estimates import NOON
from tests.evaluation.gold import all_sets, gold_items, read_meals

MEALS = [meal for path in all_sets() for meal in read_meals(path)]


def test_every_food_of_the_gold_is_in_the_catalogue() -> None:
    found = gold_items(MEALS)
    assert found.keys() == {meal.key for meal in MEALS}
    assert all(amount >= 0 for parts in found.values() for part in parts for amount in part.values())


def test_the_halves_are_of_a_size_and_every_kind_is_in_both() -> None:
    kept, open_ = ([meal for meal in MEALS if meal.kept is half] for half in (True, False))
    assert abs(len(kept) - len(open_)) <= len(all_sets())
    assert {meal.kind for meal in kept} == {meal.kind for meal in open_} == {"stated", "household", "nothing"}


def test_the_same_lines_get_the_same_answers() -> None:
    lines = [json.dumps({"id": meal.key, "text": meal.text}) for meal in MEALS[::25]]
    runs = []
    for _ in range(2):
        answers = [answer for _, answer in estimate_lines(lines, when=NOON) if isinstance(answer, dict)]
        runs.append([{key: value for key, value in answer.items() if key != "latency_s"} for answer in answers])
    assert len(runs[0]) == len(lines)
    assert runs[0] == runs[1]
