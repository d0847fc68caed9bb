"""How the ranges of parts make the range of a whole."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.foods.uncertainty import Part, Range, total

SLIP = Decimal("1e-12")
amounts = st.decimals(0, 2000, places=3)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    low, likely, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
    return Part(Range(low, likely, high), draw(st.sampled_from([None, None, "bowl", "glass"])))


meals = st.lists(parts(), min_size=1, max_size=8)


def test_two_equal_and_independent_ranges_are_off_by_less_than_both() -> None:
    one = Part(Range(Decimal(60), Decimal(100), Decimal(130)))
    whole = total([one, one])
    assert whole.likely == 200
    assert float(200 - whole.low) == pytest.approx(40 * 2**0.5)
    assert float(whole.high - 200) == pytest.approx(30 * 2**0.5)


def test_what_one_bowl_held_is_unknown_twice() -> None:
    bowl = Part(Range(Decimal(60), Decimal(100), Decimal(130)), "bowl")
    assert total([bowl, bowl]) == Range(Decimal(120), Decimal(200), Decimal(260))


def test_nothing_is_exactly_nothing() -> None:
    assert total([]) == Range(Decimal(0), Decimal(0), Decimal(0))


@given(parts())
def test_a_whole_of_one_part_is_that_part(part: Part) -> None:
    assert total([part]) == part.range


@given(meals)
def test_a_whole_is_as_uncertain_as_its_widest_part_and_no_more_than_all_together(meal: list[Part]) -> None:
    whole = total(meal)
    for part in meal:
        assert whole.likely - whole.low >= part.range.likely - part.range.low - SLIP
        assert whole.high - whole.likely >= part.range.high - part.range.likely - SLIP
    assert whole.likely == sum(part.range.likely for part in meal)
    assert whole.low >= sum(part.range.low for part in meal) - SLIP
    assert whole.high <= sum(part.range.high for part in meal) + SLIP


@given(meals, parts())
def test_another_food_makes_nothing_surer(meal: list[Part], more: Part) -> None:
    before, after = total(meal), total([*meal, more])
    assert after.high - after.likely >= before.high - before.likely - SLIP
    assert after.likely - after.low >= before.likely - before.low - SLIP


@given(meals, st.randoms(use_true_random=False))
def test_the_order_of_foods_does_not_matter(meal: list[Part], chance: Random) -> None:
    other = list(meal)
    chance.shuffle(other)
    one, two = total(meal), total(other)
    assert abs(one.low - two.low) + abs(one.high - two.high) <= SLIP


@given(meals, st.decimals("0.01", "9", places=2))
def test_a_nutrient_of_it_is_uncertain_as_its_grams_are(meal: list[Part], per_gram: Decimal) -> None:
    scaled = total(Part(part.range.times(per_gram), part.cause) for part in meal)
    whole = total(meal).times(per_gram)
    assert abs(scaled.low - whole.low) + abs(scaled.high - whole.high) <= SLIP


@given(st.lists(parts(), max_size=6), st.lists(parts(), max_size=6))
def test_a_day_is_no_surer_for_being_reckoned_at_once(morning: list[Part], evening: list[Part]) -> None:
    """By meals first a cause that spans them is forgotten: the day reckoned at once is at least as wide."""
    by_meals = total([Part(total(morning)), Part(total(evening))])
    at_once = total([*morning, *evening])
    assert at_once.high >= by_meals.high - SLIP
    assert at_once.low <= by_meals.low + SLIP


@pytest.mark.parametrize("bounds", [(2, 1, 3), (1, 3, 2), (-1, 0, 1)])
def test_what_is_no_range_is_refused(bounds: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no range"):
        Range(*map(Decimal, bounds))
