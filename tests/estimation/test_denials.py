"""What is said behind its word not to have been eaten."""

import pytest

from fithub.estimation.estimate import estimate_meal
from fithub.estimation.mentions import parse
from tests.estimation.test_estimates import NOON


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("a roasted chicken thigh, skin not eaten", "roasted chicken thigh no skin"),
        ("chicken thigh with the skin removed", "chicken thigh no skin"),
        ("a baked potato, peel not eaten", "baked potato no peel"),
        ("a sandwich with the crust cut off", "sandwich no crust"),
        ("a baked potato with the skin", "baked potato"),
    ],
)
def test_a_skin_that_was_taken_off_is_denied(text: str, food: str) -> None:
    (mention,) = parse(text, NOON).mentions
    assert (mention.food, mention.text.removeprefix("a ")) == (
        food,
        text.removeprefix("a ").removesuffix(" with the skin"),
    )


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("tea without sugar or milk, 300 ml", ["Tea, hot, leaf, black"]),
        ("coffee no milk or sugar", ["Coffee"]),
        ("coffee without milk and sugar, and a croissant", ["Coffee", "Croissant"]),
        ("toast with no butter or jam", ["Bread, toasted"]),
        # What is joined to it and has an amount of its own was eaten.
        ("pasta without cheese and 2 apples", ["Pasta, cooked", "Apple, raw"]),
        ("toast with no butter but jam", ["Bread, toasted", "Jams and preserves"]),
    ],
)
def test_what_is_denied_with_another_is_no_food_of_its_own(text: str, foods: list[str]) -> None:
    estimate = estimate_meal(text=text, when=NOON)
    assert [item.food_name for item in estimate.items] == foods
    assert not estimate.unmatched
