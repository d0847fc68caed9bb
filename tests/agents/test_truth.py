"""The check of a model's words against what its tools returned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.truth import disagreements

RESULT = '{"energy_kcal": 155.27, "grams": 100, "protein_g": 12.581}'


@pytest.mark.parametrize(
    ("text", "done", "wrong"),
    [
        ("That has 155 kcal and 12.6 g protein.", [], False),
        ("That has 155.3 kcal.", [], False),
        ("That has 156 kcal.", [], True),
        ("About 1,000 kcal.", [], True),
        ("12.6% of it", [], False),
        ("13.4 g of protein", [], True),
        ("I've logged it.", [], True),
        ("I've logged it.", ["log_meal"], False),
        ("I have logged nothing.", [], False),
        ("Nothing was deleted.", [], False),
        ("It was deleted.", ["get_day"], True),
        ("Done!", [], True),
        ("Shall I log it?", [], False),
        ("You have eaten well.", [], False),
    ],
)
def test_what_agrees_and_what_does_not(text: str, done: list[str], wrong: bool) -> None:
    assert bool(disagreements(text, sources=[RESULT], done=done)) is wrong


@given(st.integers(0, 10**6), st.integers(0, 3))
def test_a_figure_may_be_rounded_but_not_changed(thousandths: int, places: int) -> None:
    exact = thousandths / 1000
    assert disagreements(f"{exact:.{places}f} g", sources=[f"{exact:.3f}"], done=[]) == []
    assert disagreements(f"{exact + 2:.{places}f} g", sources=[f"{exact:.3f}"], done=[])
