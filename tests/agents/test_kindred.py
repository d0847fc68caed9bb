"""What was logged is called by its kind, and a part of it is a part: "just half of the pasta" after a carbonara."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.offline.kindred import are_of_kind
from fithub.foods.words import content_words
from tests.agents.chat import Chat, amounts
from tests.people import Person

DINNER = "grilled salmon with rice and broccoli and a coke for dinner"
FISH, RICE, BROCCOLI, COKE = "fish", "rice", "broccoli", "soft"


@pytest.mark.parametrize(
    ("told", "then", "eaten"),
    [
        (DINNER, "the veg was only half", {FISH: 130, RICE: 158, BROCCOLI: 45, COKE: 370}),
        (DINNER, "delete the carbs", {FISH: 130, BROCCOLI: 90, COKE: 370}),
        (DINNER, "the greens were 150 g", {FISH: 130, RICE: 158, BROCCOLI: 150, COKE: 370}),
        (DINNER, "scrap the soda", {FISH: 130, RICE: 158, BROCCOLI: 90}),
        (DINNER, "delete the beer", {FISH: 130, RICE: 158, BROCCOLI: 90, COKE: 370}),
        (DINNER, "delete the pasta", {FISH: 130, RICE: 158, BROCCOLI: 90, COKE: 370}),
        ("spaghetti carbonara for lunch", "just half of the pasta", {"spaghetti": 150}),
        ("spaghetti carbonara for lunch", "two thirds of the spaghetti", {"spaghetti": 200}),
        ("2 slices of toast for breakfast", "only half the toast", {"bread": 29}),
        ("4 slices of toast for breakfast", "only a quarter of the toast", {"bread": 29}),
        ("porridge with blueberries for breakfast", "double the berries", {"oatmeal": 240, "blueberries": 148}),
        ("150 g fries for lunch", "the chips were 200 g", {"potato": 200}),
        # A part of something is not the thing that it was in.
        ("a large latte for breakfast", "no sugar in the latte", {"coffee": 513}),
        ("a coffee with milk for breakfast", "no milk in the coffee", {"coffee": 241}),
    ],
)
def test_it_is_called_by_its_kind(alice: Person, told: str, then: str, eaten: dict[str, float]) -> None:
    chat = Chat.begin(alice)
    chat.say(told)
    chat.say(then)
    assert amounts(alice) == pytest.approx(eaten, abs=0.5)


def test_of_several_of_a_kind_it_asks(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("150 g rice and 2 slices of toast for lunch")
    before = amounts(alice)
    assert "Which one do you mean" in chat.say("delete the carbs")["message"]["text"]
    assert amounts(alice) == before


@given(st.text(max_size=30), st.text(max_size=60))
def test_what_has_all_the_words_is_of_the_kind(named: str, more: str) -> None:
    words = content_words(named)
    assert are_of_kind(words, [*words, *content_words(more)]) is bool(words)
