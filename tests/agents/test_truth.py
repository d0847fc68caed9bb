"""The check of a model's words against what its tools returned."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.truth.checking import disagreements
from agents.truth.evidence import Grounds, Result
from tests.evaluation.truth import Case, cases

RESULT = '{"energy_kcal": 155.27, "grams": 100, "protein_g": 12.581, "fibre_percent": 12.6}'
CASES = list(cases())
TODAY = date(2026, 5, 5)


def grounds(*tools: str, content: str = RESULT) -> Grounds:
    return Grounds("", [Result(tool, content) for tool in tools or ("get_day",)], today=TODAY)


@pytest.mark.parametrize(
    ("text", "done", "wrong"),
    [
        ("That has 155 kcal and 12.6 g protein.", "get_day", False),
        ("That has 155.3 kcal.", "get_day", False),
        ("That has 156 kcal.", "get_day", True),
        ("About 1,000 kcal.", "get_day", True),
        ("12.6% of it", "get_day", False),
        ("13.4 g of protein", "get_day", True),
        ("I've logged it.", "get_day", True),
        ("I've logged it.", "edit_entry", True),
        ("I've changed it.", "edit_entry", False),
        ("I have logged nothing.", "get_day", False),
        ("Nothing was deleted.", "get_day", False),
        ("It was deleted.", "get_day", True),
        ("Done!", "get_day", True),
        ("Shall I log it?", "get_day", False),
        ("You have eaten well.", "get_day", False),
    ],
)
def test_what_agrees_and_what_does_not(text: str, done: str, wrong: bool) -> None:
    assert bool(disagreements(text, grounds(done))) is wrong


@pytest.mark.parametrize("case", [case for case in CASES if case.lie], ids=lambda case: f"{case.scene}: {case.text}")
def test_lies_are_caught(case: Case) -> None:
    assert case.right


def test_true_answers_pass() -> None:
    true = [case for case in CASES if not case.lie]
    refused = [f"{case.text}: {case.faults}" for case in true if not case.right]
    assert len(true) >= 160
    assert len(refused) <= 1, refused


def test_there_are_enough_lies() -> None:
    assert sum(case.lie for case in CASES) >= 240


@given(st.integers(0, 10**6), st.integers(0, 3))
def test_a_figure_may_be_rounded_but_not_changed(thousandths: int, places: int) -> None:
    exact = thousandths / 1000
    known = grounds(content=f'{{"grams": {exact:.3f}}}')
    assert disagreements(f"{exact:.{places}f} g", known) == []
    assert disagreements(f"{exact + 2:.{places}f} g", known)
