"""What is said behind its word not to have been eaten."""

import pytest

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
