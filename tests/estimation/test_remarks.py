"""What is said beside the food: where, with whom, how long, for how much. It is no food, and takes none away. Pure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.estimation.mentions import parse
from tests.estimation.readings import NOON

REMARKS = [
    "on the way home",
    "before heading to work",
    "after my run",
    "after the gym",
    "while watching the game",
    "because I was hungry",
    "which was lovely",
    "that was to die for",
    "felt great afterwards",
    "at my desk",
    "at my parents' house",
    "in the park",
    "for 20 minutes",
    "with Tom",
    "with Anna and James",
    "for $4.50",
    "after running 5 km",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_is_no_food(remark: str) -> None:
    parsed = parse(f"I had two plums {remark}", NOON)
    assert [(each.food, each.quantity) for each in parsed.mentions] == [("plums", Decimal(2))]
    assert parsed.unmatched == ()


@pytest.mark.parametrize(
    ("text", "unmatched"),
    [
        ("500 ml of water and a 30 minute run", "30 minute run"),
        ("a 45 minute swim and two plums", "45 minute swim"),
        ("two plums, 5 km, rice", "5 km"),
        ("soup and 8000 steps", "8000 steps"),
        ("a half hour walk, a pear", "half hour walk"),
    ],
)
def test_what_stands_among_the_foods_and_is_none_is_given_back(text: str, unmatched: str) -> None:
    parsed = parse(text, NOON)
    assert parsed.mentions
    assert unmatched in " ".join(parsed.unmatched)


@pytest.mark.parametrize(
    "text",
    [
        "a pear after a 30 minute run",
        "a 2 hour lunch: a pear",
        "a pear, 2 hours later",
        "a pear 5 minutes before a 3 hour meeting",
        "rice cooked 10 minutes, a pear",
    ],
)
def test_when_and_how_long_is_understood(text: str) -> None:
    assert parse(text, NOON).unmatched == ()


@given(st.sampled_from(REMARKS), st.sampled_from([", and then a pear", ". Also a pear", "; a pear"]))
def test_a_remark_ends_where_the_next_food_begins(remark: str, more: str) -> None:
    assert [each.food for each in parse(f"I had two plums {remark}{more}", NOON).mentions] == ["plums", "pear"]


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("My husband had the steak, I had the sea bass", ["sea bass"]),
        ("My wife made lasagna", ["lasagna"]),
        ("He had a burger. I had soup", ["soup"]),
        ("tea with Rosemary biscuits", ["tea", "Rosemary biscuits"]),
        ("rice with Tom Yum soup", ["rice", "Tom Yum soup"]),
        ("two minute noodles", ["minute noodles"]),
        ("a second helping of peas", ["peas"]),
        ("a steak which came with chips", ["steak", "chips"]),
        ("after that I had a banana", ["banana"]),
        ("before bed I had warm milk", ["warm milk"]),
        ("while watching TV I ate popcorn", ["popcorn"]),
        ("a ton of pizza", ["pizza"]),
        ("I ate some food from my plate", []),
        ("a meal", []),
        (
            "Ingredients:\n2 cups flour\n3 eggs\nMethod:\nMix the flour and eggs. Bake for 20 minutes.",
            ["flour", "eggs"],
        ),
        ("I'm so full, I had way too much pizza", ["pizza"]),
        ("last night's leftover pizza", ["pizza"]),
    ],
)
def test_what_is_food_stays_food(text: str, foods: list[str]) -> None:
    assert [each.food for each in parse(text, NOON).mentions] == foods


@pytest.mark.parametrize(
    "text",
    [
        "Taco night: two plums",
        "Ice cream run. Two plums",
        "Birthday party at the rink: two plums",
        "I went to Taco Bell and had two plums",
        "Sat in the truck with two plums",
        "Two plums. Kids loved it",
    ],
)
def test_the_occasion_is_no_food(text: str) -> None:
    assert [each.food for each in parse(text, NOON).mentions] == ["plums"]


def test_a_food_that_ends_a_sentence_is_no_occasion() -> None:
    assert [each.food for each in parse("Turkey dinner. And a pear", NOON).mentions] == ["Turkey dinner", "pear"]


def test_what_was_not_added_is_no_food() -> None:
    rice, soup = parse("160 g of rice, no fat added to the rice, and soup", NOON).mentions
    assert (rice.quantity, soup.food) == (Decimal(160), "soup")


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("55 g of maize meal cooked as porridge, two plums", ["maize meal", "plums"]),
        ("apples cooked as a sauce", ["apples cooked as a sauce"]),
    ],
)
def test_what_a_weighed_staple_became_is_no_second_food(text: str, foods: list[str]) -> None:
    assert [each.food for each in parse(text, NOON).mentions] == foods


def test_an_amount_of_fat_that_food_was_made_in_is_another_food() -> None:
    beans, oil = parse("120 g of beans in 4 g of oil", NOON).mentions
    assert (beans.quantity, oil.quantity, oil.food) == (Decimal(120), Decimal(4), "oil")
    (soda,) = parse("soda in a 12 oz can", NOON).mentions
    assert soda.food == "soda"
