"""Preferences, water and activities in plain English, without a model."""

import pytest

from tests.agents.chat import Chat
from tests.people import Person

NOW = "2026-05-05T12:30:00Z"
DAY = "2026-05-05"


@pytest.fixture
def eater() -> Person:
    return Person.register(now=NOW)


def told(person: Person) -> list[tuple[str, str]]:
    return sorted((each["kind"], each["about"]) for each in person.get("/preferences").json()["items"])


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("I'm allergic to peanuts", [("allergy", "peanut")]),
        ("I am allergic to peanuts and shellfish.", [("allergy", "peanut"), ("allergy", "shellfish")]),
        ("I have a severe nut allergy", [("allergy", "nut")]),
        ("I'm lactose intolerant", [("allergy", "lactose")]),
        ("I don't like mushrooms", [("dislike", "mushroom")]),
        ("I hate olives!", [("dislike", "olive")]),
        ("I love skyr", [("like", "skyr")]),
        ("I don't eat pork", [("avoid", "pork")]),
        ("I'm vegetarian", [("avoid", "Fish and seafood"), ("avoid", "Meat and poultry")]),
        ("I'm a vegan", [("avoid", "Dairy and eggs"), ("avoid", "Fish and seafood"), ("avoid", "Meat and poultry")]),
    ],
)
def test_what_is_said_is_kept_and_no_food_is_logged(eater: Person, said: str, kept: list[tuple[str, str]]) -> None:
    answer = Chat.begin(eater).say(said)
    assert told(eater) == kept, answer
    assert eater.get(f"/days/{DAY}").json()["entries"] == []


def test_it_is_told_taken_back_and_warned_of(eater: Person) -> None:
    chat = Chat.begin(eater)
    chat.say("I'm allergic to nuts")
    assert "nut" in str(chat.say("what am I allergic to?"))
    assert "allergic" in str(chat.say("I had a peanut butter sandwich"))
    chat.say("I like nuts")
    assert told(eater) == [("allergy", "nut")], "an allergy stands"
    chat.say("I'm not allergic to nuts any more")
    assert told(eater) == []
    chat.say("undo that")
    assert told(eater) == [("allergy", "nut")]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ran 5 km in 30 min", ("running", 30, 5000, None, None)),
        ("I walked 8000 steps", ("walking", None, None, 8000, None)),
        ("burned 300 kcal cycling", ("cycling", None, None, None, 300)),
        ("went for a 5k run", ("running", None, 5000, None, None)),
        ("I did 45 minutes of yoga", ("yoga", 45, None, None, None)),
        ("12,345 steps", ("walking", None, None, 12345, None)),
    ],
)
def test_activities_are_logged_and_no_food(eater: Person, said: str, kept: tuple[object, ...]) -> None:
    answer = Chat.begin(eater).say(said)
    rows = eater.get("/activities").json()["items"]
    keys = ("name", "minutes", "distance_m", "steps", "energy_kcal")
    assert [tuple(row[key] for key in keys) for row in rows] == [kept], answer
    assert eater.get(f"/days/{DAY}").json()["entries"] == []


@pytest.mark.parametrize("said", ["drank 2 glasses of water", "500 ml water", "I had a glass of water"])
def test_water_in_words_is_counted_once(eater: Person, said: str) -> None:
    Chat.begin(eater).say(said)
    day = eater.get(f"/days/{DAY}").json()
    assert len(day["entries"]) == 1
    assert day["water_ml"] == day["entries"][0]["grams"] > 0
    assert eater.get("/water").json()["items"] == []
