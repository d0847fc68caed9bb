"""Foods in a row without marks, and foods named first and measured afterwards."""

from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fithub.core.clock import LocalMoment
from fithub.estimation.mentions import parse
from fithub.estimation.runs import part_runs
from fithub.estimation.segments import read_segments
from fithub.estimation.tokens import tokenise

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "Europe/Berlin")


def read(text: str) -> list[str]:
    """Each mention as amount, unit and food."""
    return [
        " ".join(str(part) for part in (mention.quantity, mention.unit, mention.food) if part is not None)
        for mention in parse(text, NOW).mentions
    ]


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("150g chicken 200g rice", ["150 g chicken", "200 g rice"]),
        ("100g rice 2 eggs", ["100 g rice", "2 eggs"]),
        ("2 eggs 3 slices toast 1 banana", ["2 eggs", "3 slice toast", "1 banana"]),
        ("1 roti 1 bowl dal 100 g curd", ["1 roti", "1 bowl dal", "100 g curd"]),
        ("2 eggs half an avocado", ["2 eggs", "0.5 avocado"]),
        ("a banana a coffee and a croissant", ["1 banana", "1 coffee", "1 croissant"]),
        ("rice 200g chicken 150g", ["200 g rice", "150 g chicken"]),
        ("had rice 200g grilled chicken 150g for lunch", ["200 g rice", "150 g grilled chicken"]),
        ("oats 40g milk 200ml banana 1", ["40 g oats", "200 ml milk", "1 banana"]),
        ("coffee, 2 toasts, jam 20g butter 10g", ["coffee", "2 toasts", "20 g jam", "10 g butter"]),
        ("12 almonds 5 cashews 3 dates", ["12 almonds", "5 cashews", "3 dates"]),
        ("1 slice 7 grain bread 10 g butter", ["1 slice grain bread", "10 g butter"]),
        ("coffee 2 sugars", ["coffee", "2 tsp sugars"]),
    ],
)
def test_amounts_and_names_that_take_turns_are_foods_in_a_row(text: str, foods: list[str]) -> None:
    assert read(text) == foods


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("latte 12 oz oat milk", ["12 oz latte oat milk"]),
        ("1 chicken breast 4 oz grilled", ["4 oz chicken breast grilled"]),
        ("3 cookies 15 g each", ["45 g cookies"]),
        ("1 pizza 8 slices", ["8 slice pizza"]),
        ("1 can of tuna 5 oz", ["5 oz tuna"]),
        ("2 12 oz cans of coke", ["24 oz coke"]),
        ("2 cups of coffee a day", ["2 cup coffee"]),
        ("2 eggs 140 g", ["140 g eggs"]),
        ("a foil packet of tuna", ["1 packet foil tuna"]),
        ("a hot dog on a wheat bun", ["1 hot dog on a wheat bun"]),
    ],
)
def test_a_food_and_what_describes_it_stay_one(text: str, foods: list[str]) -> None:
    assert read(text) == foods


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("dinner was chicken and rice, 150g chicken 200g rice", ["150 g chicken", "200 g rice"]),
        ("chicken and rice. 150g chicken, 200g rice", ["150 g chicken", "200 g rice"]),
        ("fish and chips, 150g fish 200g chips", ["150 g fish", "200 g chips"]),
        ("toast with butter, 2 slices toast, 10g butter", ["2 slice toast", "10 g butter"]),
    ],
)
def test_what_is_named_and_then_measured_is_eaten_once(text: str, foods: list[str]) -> None:
    assert read(text) == foods


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("coffee, toast, a coffee", ["coffee", "toast", "1 coffee"]),
        ("rice, 100 g rice", ["rice", "100 g rice"]),
        ("coffee at 8, 200 ml coffee at 10", ["coffee", "200 ml coffee"]),
        (
            "eggs and toast for breakfast, 100 g eggs and 2 slices of toast for dinner",
            ["eggs", "toast", "100 g eggs", "2 slice toast"],
        ),
    ],
)
def test_what_may_well_be_more_of_it_is_more(text: str, foods: list[str]) -> None:
    assert read(text) == foods


@settings(deadline=None, max_examples=300)
@given(st.uuids())
@example(UUID("5d878642-5a97-9a76-2b34-7b5884f51ab1"))
def test_an_id_is_no_run_of_foods(named: UUID) -> None:
    segments = read_segments(tokenise(f"confirm draft {named}"), [])
    assert part_runs(segments) == segments
