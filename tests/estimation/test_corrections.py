"""What a text takes back of what it has said. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.estimation.mentions import parse
from tests.estimation.readings import NOON

type Read = list[tuple[str, str | None, str | None]]


def amounts(text: str) -> Read:
    return [
        (each.food, None if each.quantity is None else f"{each.quantity.normalize():f}", each.unit)
        for each in parse(text, NOON).mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300 g rice, no, 200", [("rice", "200", "g")]),
        ("300 g of rice, no wait, 250 g", [("rice", "250", "g")]),
        ("300 g rice - sorry, 200 g", [("rice", "200", "g")]),
        ("two eggs, sorry three", [("eggs", "3", None)]),
        ("two eggs, sorry, three eggs and toast", [("eggs", "3", None), ("toast", None, None)]),
        ("I had a bagel. Make that two", [("bagel", "2", None)]),
        ("a tea, make that a coffee", [("coffee", "1", None)]),
        ("200 g of rice, I mean pasta", [("pasta", "200", "g")]),
        ("60 g oats, actually 80 g, with milk", [("oats", "80", "g"), ("milk", None, None)]),
        ("a cup of tea, scratch that, two cups", [("tea", "2", "cup")]),
        ("tea, no sugar", [("tea no sugar", None, None)]),
        ("soup, no 7 up", [("soup no 7 up", None, None)]),
        ("I had soup. I actually had 2 rolls too", [("soup", None, None), ("rolls", "2", None)]),
        ("soup, actually 2 rolls as well", [("soup", None, None), ("rolls", "2", None)]),
    ],
)
def test_what_is_taken_back_gives_way(text: str, expected: Read) -> None:
    assert amounts(text) == expected


@given(
    st.integers(1, 900),
    st.integers(1, 900),
    st.sampled_from(
        ["{0} g rice, no, {1}", "{0} g rice, sorry {1} g", "{0}g rice... make that {1}g", "{0} g rice, no wait {1} g"]
    ),
)
def test_the_last_amount_counts(first: int, last: int, shape: str) -> None:
    assert amounts(shape.format(first, last)) == [("rice", f"{last}", "g")]
