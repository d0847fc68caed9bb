"""Several days beside each other, offline: figures of the tools, and nothing written."""

import pytest

from tests.agents.chat import Chat, entries
from tests.people import Person


@pytest.fixture(scope="module")
def eater() -> Person:
    person = Person.register()
    chat = Chat.begin(person)
    chat.say("yesterday I had 200 g chicken and 150 g rice for lunch")
    chat.say("on Sunday I had 300 g pasta for dinner")
    return person


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("compare this week with last week", ("This week: 574 kcal", "Last week: 471 kcal")),
        ("how did I do this week vs last week?", ("This week: 574 kcal", "Last week: 471 kcal")),
        ("compare yesterday with today", ("Yesterday: 574 kcal", "Today: nothing is logged")),
        ("best day this month", ("the most energy yesterday, 574 kcal", "the least energy on Sunday, 471 kcal")),
        ("which day did I eat the most protein?", ("the most protein yesterday, 61.9 g",)),
        ("which was my lowest calorie day?", ("the least energy on Sunday, 471 kcal; the most",)),
        ("how many calories did I eat from Sunday to today?", ("Sunday 471 kcal; yesterday 574 kcal",)),
        ("how many calories between 1 May and 3 May", ("averaged 471 kcal a day, over 1 day",)),
        (
            "how many calories did I eat from Monday to Wednesday",
            ("Nothing is logged from 27 April 2026 to Wednesday",),
        ),
        ("am I getting enough iron?", ("Over the last 7 days you averaged", "Recommended: 18 mg iron a day")),
        ("do I eat enough protein", ("protein a day, over 2 days", "Recommended: 50 g protein")),
        ("how much protein did I average last week", ("For last week you averaged",)),
    ],
)
def test_days_are_told_beside_each_other(eater: Person, text: str, parts: tuple[str, ...]) -> None:
    before = entries(eater)
    told = Chat.begin(eater).say(text)
    said = told["message"]["text"]
    assert [part for part in parts if part not in said] == [], said
    assert (told["receipts"], entries(eater)) == ([], before)
