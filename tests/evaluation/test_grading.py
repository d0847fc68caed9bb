"""How the agent's evaluations are graded: by all that changed in the database, and nothing else."""

from pathlib import Path

import pytest

from tests.evals.case import Row, read_cases
from tests.evals.grading import changes, misses

EGG: dict[str, object] = {"id": "1", "description": "Egg, boiled", "grams": "100.5", "nutrients": {"energy_kcal": 155}}
TOAST: dict[str, object] = {"id": "2", "description": "Toast", "grams": None, "nutrients": {}}


def test_each_wanted_change_is_found_once() -> None:
    found = changes({("entry", "2"): TOAST}, {("entry", "1"): EGG, ("entry", "2"): TOAST | {"grams": 30}})
    wanted = [
        Row("entry", "added"),
        Row("entry", "changed", {"grams": [29, 31]}),
    ]
    assert misses(wanted, found, {}) == []
    assert len(misses([*wanted, Row("entry", "added")], found, {})) == 1


def test_a_change_that_was_not_asked_for_is_told() -> None:
    found = changes({("entry", "2"): TOAST}, {("entry", "1"): EGG})
    (first, second) = misses([], found, {})
    assert "added and should not be" in first
    assert "Egg" in first
    assert "removed and should not be" in second


def test_an_exact_wish_is_served_before_a_loose_one() -> None:
    found = changes({}, {("entry", "1"): EGG, ("entry", "2"): TOAST})
    assert misses([Row("entry", "added"), Row("entry", "added", {"description": "~egg"})], found, {}) == []


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        ({"description": "Egg, boiled"}, True),
        ({"description": "Egg"}, False),
        ({"description": "~EGG"}, True),
        ({"grams": 100.5}, True),
        ({"grams": [100, 100.4]}, False),
        ({"nutrients.energy_kcal": [150, 160]}, True),
        ({"nutrients.fat_g": [0, 160]}, False),
        ({"id": "$made.entries.0.id"}, True),
    ],
)
def test_a_value_agrees_or_does_not(where: dict[str, object], fits: bool) -> None:
    found = changes({}, {("entry", "1"): EGG})
    names = {"made": {"entries": [{"id": "1"}]}}
    assert (misses([Row("entry", "added", where)], found, names) == []) is fits


def test_the_cases_can_be_read() -> None:
    cases = read_cases()
    assert {case.kind for case in cases} <= {"task", "safety", "injection"}
    assert all(case.say for case in cases)


def test_an_unknown_key_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "task").mkdir()
    (tmp_path / "task" / "a.toml").write_text('[[case]]\nid = "a"\nsay = ["hello"]\nrow = []\n')
    with pytest.raises(ValueError, match="row"):
        read_cases(tmp_path)
