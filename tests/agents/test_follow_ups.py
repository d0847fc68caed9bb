"""Corrections of what was just written and is no meal, offline: measures and activities; nothing else is touched."""

from typing import Any

import pytest

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


def moved(chat: Chat) -> list[tuple[str, float | None, float | None, str]]:
    return [(each["name"], each["distance_m"], each["minutes"], each["local_date"]) for each in activities(chat)]


RUN = ("running", 5000, 30, TODAY)


@pytest.mark.parametrize(
    ("correction", "run"),
    [
        ("make that 6 km", ("running", 6000, 30, TODAY)),
        ("actually 35 min", ("running", 5000, 35, TODAY)),
        ("no, yesterday", ("running", 5000, 30, YESTERDAY)),
        ("it was 4 km, not 5 km", ("running", 4000, 30, TODAY)),
        ("make the run 40 minutes", ("running", 5000, 40, TODAY)),
        ("the run was 6 km", ("running", 6000, 30, TODAY)),
        ("change my run to 45 min", ("running", 5000, 45, TODAY)),
        ("it was a walk, not a run", ("walking", 5000, 30, TODAY)),
        ("move the run to yesterday", ("running", 5000, 30, YESTERDAY)),
        ("no, 28", ("running", 5000, 28, TODAY)),
    ],
)
def test_an_activity_is_mended_where_it_stands(
    chat: Chat, correction: str, run: tuple[str, float | None, float | None, str]
) -> None:
    chat.say("two boiled eggs")
    chat.say("ran 5 km in 30 min")
    assert "Changed: " in chat.say(correction)["message"]["text"]
    assert (moved(chat), amounts(chat.person)) == ([run], {"egg": 100.0})
    chat.say("undo")
    assert moved(chat) == [RUN]


@pytest.mark.parametrize("order", ["delete that", "delete the run", "remove my run", "take the 5 km run off my log"])
def test_an_activity_is_deleted_and_brought_back(chat: Chat, order: str) -> None:
    chat.say("two boiled eggs")
    chat.say("ran 5 km in 30 min")
    assert "Deleted: running" in chat.say(order)["message"]["text"]
    assert (moved(chat), amounts(chat.person)) == ([], {"egg": 100.0})
    chat.say("undo")
    assert moved(chat) == [RUN]


def test_an_older_activity_is_found_by_name_and_day(chat: Chat) -> None:
    chat.say("walked 3 km yesterday")
    chat.say("ran 4 km")
    chat.say("cycled 10 km")
    chat.say("make yesterday's walk 45 minutes")
    chat.say("the run was 5 km")
    chat.say("delete my bike ride")
    assert sorted(moved(chat)) == [("running", 5000, None, TODAY), ("walking", 3000, 45, YESTERDAY)]
    assert "no such activity" in chat.say("delete the swim")["message"]["text"]
    assert "no such activity" in chat.say("delete yesterday's run")["message"]["text"]
    assert len(moved(chat)) == 2


def test_of_two_activities_one_has_to_be_named(chat: Chat) -> None:
    chat.say("ran 4 km")
    chat.say("ran 6 km in 30 min")
    assert "I found 2" in chat.say("delete the run")["message"]["text"]
    assert len(moved(chat)) == 2
    chat.say("delete the 4 km run")
    assert moved(chat) == [("running", 6000, 30, TODAY)]


def test_what_could_be_of_the_meal_or_the_activity_is_asked(chat: Chat) -> None:
    chat.say("had two eggs and ran 5 km")
    assert "Which do you mean?" in chat.say("delete that")["message"]["text"]
    assert (amounts(chat.person), len(activities(chat))) == ({"egg": 100.0}, 1)
    chat.say("delete the run")
    assert (amounts(chat.person), activities(chat)) == ({"egg": 100.0}, [])


def test_a_figure_that_is_no_slip_changes_no_activity(chat: Chat) -> None:
    chat.say("ran 5 km in 30 min")
    assert "Nothing was changed" in chat.say("no, 400")["message"]["text"]
    assert moved(chat) == [RUN]


def test_a_run_in_any_order_of_words_is_an_activity(chat: Chat) -> None:
    for said in (
        "had a 30 minute run",
        "a 30-minute run",
        "log a 30 min run",
        "a run of 30 minutes",
        "did a 30 minute easy run",
    ):
        chat.say(said)
    assert moved(chat) == [("running", None, 30, TODAY)] * 5
    assert amounts(chat.person) == {}
