"""What is added to a meal that was told just before goes to that meal, whatever the clock says."""

import pytest

from tests.agents.chat import TODAY, YESTERDAY, Chat, entries
from tests.people import Person


def meals(person: Person, day: str = TODAY) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in entries(person, day):
        found.setdefault(entry["slot"], []).append(entry["description"].split(",")[0].split()[0].lower())
    return found


@pytest.mark.parametrize("words", ["and a banana too", "also a banana", "a banana as well", "plus a banana"])
def test_it_goes_to_the_meal_told_just_before(alice: Person, words: str) -> None:
    chat = Chat.begin(alice)
    chat.say("two boiled eggs for breakfast")
    chat.say(words)
    assert meals(alice) == {"breakfast": ["egg", "banana"]}


def test_it_goes_to_the_day_told_just_before(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("I had two boiled eggs for dinner yesterday")
    chat.say("and a banana too")
    assert meals(alice, YESTERDAY) == {"dinner": ["egg", "banana"]}


@pytest.mark.parametrize(
    "between", [["how much protein is in an apple?"], ["undo"], ["two eggs for dinner yesterday and toast for lunch"]]
)
def test_only_to_one_meal_and_only_at_once(alice: Person, between: list[str]) -> None:
    chat = Chat.begin(alice)
    for said in ["two boiled eggs for breakfast", *between, "and a banana too"]:
        chat.say(said)
    assert "banana" not in meals(alice).get("breakfast", [])


def test_what_says_its_meal_goes_there(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("two boiled eggs for breakfast")
    chat.say("and a banana for lunch")
    assert meals(alice) == {"breakfast": ["egg"], "lunch": ["banana"]}
