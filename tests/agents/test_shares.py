"""How much of something was had, as people say a share of it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from agents.offline.shares import share_in


@pytest.mark.parametrize(
    ("said", "share", "rest"),
    [
        ("ate two thirds of my planned curry", Fraction(2, 3), "ate my planned curry"),
        ("had half the lunch I planned", Fraction(1, 2), "had the lunch I planned"),
        ("ate 3/4 of the planned soup", Fraction(3, 4), "ate the planned soup"),
        ("80% of my planned dinner", Fraction(4, 5), "my planned dinner"),
        ("had the planned curry, but only about a quarter of it", Fraction(1, 4), "had the planned curry"),
        ("had my planned curry but left a third of it", Fraction(2, 3), "had my planned curry"),
        ("all but a quarter of my planned curry", Fraction(3, 4), "my planned curry"),
        ("had the planned stew but a double portion", Fraction(2), "had the planned stew"),
        ("half a portion of the planned chili", Fraction(1, 2), "the planned chili"),
        ("ate a third of my planned lunch and binned the rest", Fraction(1, 3), "ate my planned lunch"),
        ("ate two fifths of the planned pie", Fraction(2, 5), "ate the planned pie"),
        # Of what was planned as half of something that was all.
        ("had my planned half baguette", None, "had my planned half baguette"),
        ("had my planned lunch", None, "had my planned lunch"),
        # Of how many servings the plan is nobody says.
        ("had two servings of the planned pasta", None, "had two servings of the planned pasta"),
        # Two shares are none.
        ("half of it, no, a third of it", None, "half of it, no, a third of it"),
    ],
)
def test_a_share_is_read_and_the_other_words_stay(said: str, share: Fraction | None, rest: str) -> None:
    told, other = share_in(said)
    assert other == rest
    if share is None:
        assert told is None
    else:
        assert told is not None
        assert abs(told - Decimal(share.numerator) / share.denominator) < Decimal("0.0001")
