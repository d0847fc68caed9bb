"""What is said to be with a food: one dish with it, in it anyway, or a food beside it."""

import pytest

from fithub.estimation.estimate import estimate_meal
from tests.estimation.test_estimates import NOON


def foods(text: str) -> list[str]:
    estimate = estimate_meal(text=text, when=NOON)
    assert not estimate.unmatched
    return [item.food_name for item in estimate.items]


@pytest.mark.parametrize(
    "text",
    [
        "170 g of beef stew with potatoes and vegetables",
        "a latte with whole milk",
        "a turkey sub with lettuce",
        "a bowl of pho with beef",
        "lamb curry with onions and tomatoes",
    ],
)
def test_what_is_in_a_dish_anyway_is_counted_once(text: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.text == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100 g salmon with rice", 2),
        ("beef stew with bread", 2),
        ("a bowl of lentil soup with 40 g of potatoes", 2),
        ("toast with butter and jam", 3),
        ("tuna salad with crackers", 2),
    ],
)
def test_what_stands_beside_it_is_a_food_of_its_own(text: str, number: int) -> None:
    assert len(foods(text)) == number


def test_a_dish_that_the_tables_name_whole_is_that() -> None:
    assert foods("instant oatmeal with maple") == ["Oatmeal, instant, maple flavored, fat added"]


@pytest.mark.parametrize("text", ["toast with butter", "pancakes with syrup"])
def test_another_dish_of_the_same_words_is_not(text: str) -> None:
    assert len(foods(text)) == 2
