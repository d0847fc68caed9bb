"""Pictures of food in a text. Pure."""

import pytest

from fithub.estimation.mentions import parse
from tests.estimation.readings import NOON


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("I had 🍕 for lunch", [("pizza", None)]),
        ("2 🍎 and a 🍌", [("apple", 2), ("banana", 1)]),
        ("2 🍎 3 🍌", [("apple", 2), ("banana", 3)]),
        ("had 🍔🍟 at noon", [("hamburger", None), ("french fries", None)]),
        ("Lunch: 🍕🍺", [("pizza", None), ("beer", None)]),
        ("pizza 🍕 and a beer 🍺", [("pizza", None), ("beer", 1)]),
        ("a lovely soup 😋🍜", [("soup", 1)]),
        ("🍕🍔🍟", []),
        ("🍎🍎", []),
        ("🍕!!! 🎉", []),
    ],
)
def test_a_picture_is_a_word_where_one_is_missing(text: str, foods: list[tuple[str, int | None]]) -> None:
    assert [(each.food, each.quantity) for each in parse(text, NOON).mentions] == foods


def test_what_was_written_is_what_is_shown() -> None:
    assert [each.text for each in parse("2 🍎 and a 🍌", NOON).mentions] == ["2 🍎", "a 🍌"]
