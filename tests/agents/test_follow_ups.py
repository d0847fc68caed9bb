"""Corrections of what was just written and is no meal, offline: measures and activities; nothing else is touched."""

from typing import Any

import pytest

from agents.offline.follow_ups import TAKE_BACK
from tests.agents.chat import TODAY, YESTERDAY, Chat, amounts
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def measures(chat: Chat) -> list[tuple[float, str]]:
    return [(each["value"], each["local_date"]) for each in chat.person.get("/measurements").json()["items"]]


def activities(chat: Chat) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = chat.person.get("/activities").json()["items"]
    return items


def test_a_weight_is_corrected_moved_deleted_and_brought_back(chat: Chat) -> None:
    chat.say("I weigh 80.4 kg")
    chat.say("actually 79.8")
    assert measures(chat) == [(79.8, TODAY)]
    chat.say("no, yesterday")
    assert measures(chat) == [(79.8, YESTERDAY)]
    chat.say("make that 80.1")
    assert measures(chat) == [(80.1, YESTERDAY)]
    chat.say("delete that")
    assert measures(chat) == []
    chat.say("undo")
    assert measures(chat) == [(80.1, YESTERDAY)]


def test_what_is_no_slip_changes_no_weight(chat: Chat) -> None:
    chat.say("I had two eggs and I weigh 80 kg")
    chat.say("make that three")
    chat.say("no, for dinner")
    assert measures(chat) == [(80, TODAY)]


def test_a_figure_that_is_no_weight_changes_neither_it_nor_an_older_meal(chat: Chat) -> None:
    chat.say("two eggs")
    chat.say("I weigh 80 kg")
    assert "Nothing was changed" in chat.say("no, 8")["message"]["text"]
    assert (amounts(chat.person), measures(chat)) == ({"egg": 100.0}, [(80, TODAY)])


def test_the_last_meal_is_meant_once_one_was_logged(chat: Chat) -> None:
    chat.say("I weigh 80 kg")
    chat.say("two eggs")
    chat.say("make that three")
    assert (amounts(chat.person), measures(chat)) == ({"egg": 150.0}, [(80, TODAY)])
    chat.say("delete that")
    assert (amounts(chat.person), measures(chat)) == ({}, [(80, TODAY)])


@pytest.mark.parametrize("correction", ["make that 6 km", "actually 35 min", "no, yesterday", "delete that"])
def test_an_activity_is_left_as_it_is_until_it_is_taken_back(chat: Chat, correction: str) -> None:
    chat.say("two boiled eggs")
    chat.say("ran 5 km in 30 min")
    assert chat.say(correction)["message"]["text"] == TAKE_BACK
    (run,) = activities(chat)
    assert (run["name"], run["distance_m"], run["minutes"], run["local_date"]) == ("running", 5000, 30, TODAY)
    assert amounts(chat.person) == {"egg": 100.0}
    chat.say("undo")
    assert activities(chat) == []


def test_an_activity_told_with_a_meal_stays_with_it(chat: Chat) -> None:
    chat.say("had two eggs and ran 5 km")
    chat.say("delete that")
    assert (amounts(chat.person), len(activities(chat))) == ({"egg": 100.0}, 1)
