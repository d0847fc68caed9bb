"""What was left of a food, and what was eaten of it. Pure."""

from decimal import Decimal
from fractions import Fraction

import pytest

from fithub.estimation.mentions import parse
from tests.estimation.readings import NOON


@pytest.mark.parametrize(
    ("text", "eaten"),
    [
        ("a 300 g steak but left half", "150"),
        ("a 300 g steak, left about a third of it", "200"),
        ("a 300 g steak. Only ate half of it", "150"),
        ("a 300 g steak, ate two thirds of it", "200"),
        ("a 300 g steak of which I ate two thirds", "200"),
        ("a 300 g steak, only finished half", "150"),
        ("a 300 g steak, ate 80% of it", "240"),
        ("a 300 g steak (ate half)", "150"),
        ("a 300 g steak, saved a third for later", "200"),
        ("a 300 g steak, saved the other half for tomorrow", "150"),
        ("half of a 300 g steak", "150"),
        ("ate half of a 300 g steak", "150"),
        ("two thirds of a 300 g steak", "200"),
        ("a 300 g steak shared with a friend, left half", "75"),
        ("split a 300 g steak with a friend, ate half", "150"),
    ],
)
def test_only_what_was_eaten_counts(text: str, eaten: str) -> None:
    (steak,) = parse(text, NOON).mentions
    assert steak.food == "steak"
    assert steak.quantity is not None
    assert abs(steak.quantity * steak.share - Decimal(eaten)) < Decimal("0.001")


@pytest.mark.parametrize(
    ("text", "share"), [("soup, left half", "1/2"), ("had soup but only ate a quarter of it", "1/4")]
)
def test_a_part_of_what_was_not_weighed_is_a_part_of_a_serving(text: str, share: str) -> None:
    (soup,) = parse(text, NOON).mentions
    part = Fraction(share)
    assert (soup.quantity, soup.unit, soup.share) == (Decimal(part.numerator) / part.denominator, "serving", Decimal(1))


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("ate half an avocado", [("avocado", "0.5")]),
        ("I had half a melon and a pear", [("melon", "0.5"), ("pear", "1")]),
        ("had half a cup of rice", [("rice", "0.5")]),
        ("ate two eggs", [("eggs", "2")]),
        ("had the other half of the burrito", [("burrito", "0.5")]),
    ],
)
def test_a_part_of_a_food_behind_it_is_its_amount(text: str, foods: list[tuple[str, str]]) -> None:
    found = parse(text, NOON).mentions
    assert [(each.food, f"{each.quantity}", each.share) for each in found] == [
        (food, much, Decimal(1)) for food, much in foods
    ]
