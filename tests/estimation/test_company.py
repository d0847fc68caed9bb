"""Who ate along, and what share is left of what was shared. Pure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.estimation.mentions import parse
from tests.estimation.test_mentions import NOON, mentions


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("split a pizza with a friend", {"pizza": "1/2"}),
        ("a pizza shared with my wife", {"pizza": "1/2"}),
        ("we shared a large pizza", {"pizza": "1/2"}),
        ("1 kg of paella split 4 ways", {"paella": "1/4"}),
        ("shared a 600g lasagna between the three of us", {"lasagna": "1/3"}),
        ("I shared a cake with two friends and had a coffee", {"cake": "1/3", "coffee": "1"}),
        ("a coffee. Then we split a pie and a salad among four people", {"coffee": "1", "pie": "1/4", "salad": "1/4"}),
        ("me and my roommate split a pizza, and I had a coffee", {"pizza": "1/2", "coffee": "1"}),
        ("my wife and I shared a pie", {"pie": "1/2"}),
        ("four of us shared an 800 g lasagna", {"lasagna": "1/4"}),
        ("the three of us split a pie", {"pie": "1/3"}),
        ("shared the chips, I ate maybe 40 g", {"chips": "1"}),
        ("lunch with my two kids: a sandwich", {"sandwich": "1"}),
        ("a banana split", {"banana split": "1"}),
        ("a bowl of split pea soup", {"split pea soup": "1"}),
        ("a burger with fries", {"burger": "1", "fries": "1"}),
    ],
)
def test_what_was_shared_is_only_partly_eaten(text: str, shares: dict[str, str]) -> None:
    expected = {food: Decimal(1) / Decimal(share.rpartition("/")[2]) for food, share in shares.items()}
    assert {each.food: each.share for each in mentions(text)} == expected


@given(
    st.integers(2, 12),
    st.sampled_from(["{} split {} ways", "shared {} among {} people", "we split {} between {} of us"]),
)
def test_so_many_people_have_so_much_each(people: int, shape: str) -> None:
    (pie,) = mentions(shape.format("a pie", people))
    assert (pie.food, pie.share) == ("pie", Decimal(1) / people)


@pytest.mark.parametrize("people", ["a friend", "my husband", "the kids", "two colleagues", "her"])
def test_people_are_no_food(people: str) -> None:
    parsed = parse(f"soup with {people}", NOON)
    assert [each.food for each in parsed.mentions] == ["soup"]
    assert parsed.unmatched == ()
