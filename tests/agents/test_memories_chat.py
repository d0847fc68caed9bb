"""Facts, past meals and suggestions in plain English, without a model."""

from typing import Any

import pytest

from tests.agents.chat import NOON, Chat
from tests.people import Person

DAY = "2026-05-05"


@pytest.fixture
def eater() -> Person:
    return Person.register(now=NOON)


def facts(person: Person) -> list[tuple[str, str]]:
    return [(each["kind"], each["text"]) for each in person.get("/memories").json()["items"]]


def tastes(person: Person) -> list[str]:
    return sorted(each["about"] for each in person.get("/preferences").json()["items"])


def logged(person: Person, day: str = DAY) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(f"/days/{day}").json()["entries"]
    return found


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        ("remember that I'm vegetarian", "avoid", "I'm vegetarian"),
        ("I hate olives", "dislike", "I hate olives"),
        ("Remember that I hate olives", "dislike", "I hate olives"),
        ("I'm allergic to peanuts", "allergy", "I'm allergic to peanuts"),
        ("I usually eat dinner at 9", "schedule", "I usually eat dinner at 9"),
        ("my budget is 40 a week", "budget", "my budget is 40 a week"),
        ("remember that my budget is 40 a week", "budget", "my budget is 40 a week"),
        ("remember that my bowl is 400 ml", "measure", "my bowl is 400 ml"),
        ("I have type 2 diabetes", "medical", "I have type 2 diabetes"),
        ("please remember that I take metformin", "medical", "I take metformin"),
        ("I work night shifts", "schedule", "I work night shifts"),
        ("keep in mind that I want to run a marathon", "goal", "I want to run a marathon"),
        ("note that my kitchen has no oven", "other", "my kitchen has no oven"),
    ],
)
def test_what_is_stated_is_kept_with_its_message(eater: Person, said: str, kind: str, text: str) -> None:
    answer = Chat.begin(eater).say(said)
    assert facts(eater) == [(kind, text)], answer
    (row,) = eater.get("/memories").json()["items"]
    assert row["said"] == said
    assert row["enforced"] == (kind in {"avoid", "dislike", "allergy", "measure"})
    assert logged(eater) == []


def test_what_is_known_is_told_forgotten_and_brought_back(eater: Person) -> None:
    chat = Chat.begin(eater)
    assert "nothing" in chat.say("what do you know about me?")["message"]["text"]
    chat.say("remember that I hate olives")
    chat.say("my budget is 40 a week")
    eater.post("/preferences", {"kind": "allergy", "word": "shellfish"})
    told = chat.say("what do you know about me?")["message"]["text"]
    for part in ("I hate olives", "my budget is 40 a week", "allergic to shellfish"):
        assert part in told
    assert "forgotten “I hate olives”" in chat.say("forget that I hate olives")["message"]["text"]
    assert (facts(eater), tastes(eater)) == ([("budget", "my budget is 40 a week")], ["shellfish"])
    chat.say("undo")
    assert tastes(eater) == ["olive", "shellfish"]
    assert len(facts(eater)) == 2
    assert "nothing like" in chat.say("forget that I love trains")["message"]["text"]
    chat.say("remember that I eat late")
    chat.say("forget that")
    assert ("other", "I eat late") not in facts(eater)
    chat.say("forget my budget")
    assert facts(eater) == [("dislike", "I hate olives")]


def test_no_longer_allergic_is_no_memory_either(eater: Person) -> None:
    chat = Chat.begin(eater)
    chat.say("I'm allergic to nuts")
    chat.say("I'm not allergic to nuts any more")
    assert (facts(eater), tastes(eater)) == ([], [])


def test_that_curry_from_last_week(eater: Person) -> None:
    curry = eater.post("/foods", {"name": "Thai green curry", "nutrients_per_100g": {"energy_kcal": 120}}).json()
    for day, grams in (("2026-04-29", 350), ("2026-03-01", 100)):
        eater.post("/entries", {"food_id": curry["id"], "grams": grams, "local_date": day, "slot": "dinner"})
    chat = Chat.begin(eater)
    told = chat.say("what was that curry from last week?")["message"]["text"]
    assert "Thai green curry" in told
    assert "350 g" in told
    assert logged(eater) == []
    chat.say("log that curry from last week again")
    assert [(each["description"], each["grams"]) for each in logged(eater)] == [("Thai green curry", 350)]
    chat.say("undo")
    assert logged(eater) == []
    assert "no “pizza”" in chat.say("log that pizza from last week again")["message"]["text"]
    assert logged(eater) == []


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        ("what should I eat?", "lunch"),
        ("what can I have for dinner?", "dinner"),
        ("what should I eat tonight?", "dinner"),
        ("suggest a snack with 20 g protein", "snack"),
        ("any ideas for breakfast?", "breakfast"),
        ("suggest something high-protein for dinner under 300 kcal", "dinner"),
        ("suggest some lentils for lunch", "lunch"),
    ],
)
def test_suggestions_are_told_and_nothing_is_logged(eater: Person, said: str, slot: str) -> None:
    eater.post("/memories", {"kind": "allergy", "text": "I'm allergic to eggs", "words": ["eggs"]})
    told = Chat.begin(eater).say(said)["message"]["text"]
    assert f"For {slot} you could have:\n- " in told, told
    assert "fits the energy" not in told
    assert "egg" not in told.lower()
    assert "logged nothing" in told
    assert logged(eater) == []
