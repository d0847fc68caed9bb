"""Averages, summaries and their settings in everyday words, answered by the offline model."""

from typing import Any

import pytest

from tests.agents.chat import Chat
from tests.people import Person

# Tuesday, 5 May 2026 (see Chat).


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def eat(person: Person, day: str, grams: float) -> None:
    oats = person.get("/foods?q=rolled oats").json()["items"][0]["id"]
    assert person.post("/entries", {"food_id": oats, "grams": grams, "local_date": day}).status_code == 201


def said(chat: Chat, text: str) -> str:
    turn = chat.say(text)
    return str(turn["message"]["text"])


@pytest.mark.parametrize(
    ("question", "days", "parts"),
    [
        (
            "how much protein did I average last week?",
            ("2026-04-27", "2026-04-29"),
            ("last week", "of protein", "2 complete days"),
        ),
        ("How was my week?", ("2026-05-04",), ("this week", "kcal", "1 complete day")),
        (
            "what's my average calorie intake over the last 7 days?",
            ("2026-05-01", "2026-05-04"),
            ("2 complete days", "kcal"),
        ),
        ("show me my weekly average", ("2026-05-02",), ("the last 7 days",)),
        ("how many calories did I eat this month?", ("2026-05-01",), ("this month", "kcal")),
        ("what did I eat last week?", ("2026-04-28",), ("last week", "kcal")),
        ("how was my weekend?", ("2026-05-02",), ("the weekend",)),
    ],
)
def test_averages_of_a_time(chat: Chat, question: str, days: tuple[str, ...], parts: tuple[str, ...]) -> None:
    for day in days:
        eat(chat.person, day, 500)
    text = said(chat, question)
    for part in parts:
        assert part in text, text
    assert chat.say("undo")["receipts"] != [], "nothing was written by the question"


def test_an_average_is_that_of_the_days(chat: Chat) -> None:
    for day, grams in (("2026-04-27", 400), ("2026-04-28", 500)):
        eat(chat.person, day, grams)
    days = chat.person.get("/days?from=2026-04-27&to=2026-04-28").json()["items"]
    mean = sum(day["totals"]["energy_kcal"] for day in days) / 2
    assert f"{mean:.0f} kcal" in said(chat, "how many calories did I average last week?")


def test_without_entries_there_is_no_average(chat: Chat) -> None:
    assert "Nothing is logged" in said(chat, "how was my week?")


def test_the_summary_of_a_day(chat: Chat) -> None:
    eat(chat.person, "2026-05-04", 500)
    text = said(chat, "show me my daily summary")
    assert text.startswith("Your Monday, 4 May.")
    assert "1 entry" in text
    assert "Your week" in said(chat, "my weekly recap")


@pytest.mark.parametrize(
    ("order", "changed"),
    [
        ("send my daily summary at 8pm", {"daily": True, "daily_at": "20:00:00"}),
        ("move my weekly summary to Sunday at 6 pm", {"weekly_on": "sunday", "weekly_at": "18:00:00"}),
        ("stop the weekly mails", {"mail_weekly": False, "weekly": True}),
        ("turn off the daily summaries", {"daily": False, "weekly": True}),
        ("Please stop sending me summaries", {"daily": False, "weekly": False}),
        ("email me my weekly summary", {"mail_weekly": True, "weekly": True}),
        ("send me the daily summary by email", {"mail_daily": True}),
        ("pause my summaries for two weeks", {"paused_until": "2026-05-19T12:30:00Z"}),
        ("pause for 3 days", {"paused_until": "2026-05-08T12:30:00Z"}),
    ],
)
def test_settings(chat: Chat, order: str, changed: dict[str, Any]) -> None:
    turn = chat.say(order)
    assert [receipt["tool"] for receipt in turn["receipts"]] == ["set_coach_settings"], turn["message"]
    settings = chat.person.get("/coach/settings").json()
    assert {name: settings[name] for name in changed} == changed
    assert "ummar" in turn["message"]["text"]


def test_a_pause_ends_by_word_or_by_undo(chat: Chat) -> None:
    chat.say("pause my summaries for a month")
    chat.say("resume my summaries")
    assert chat.person.get("/coach/settings").json()["paused_until"] is None
    chat.say("undo")
    assert chat.person.get("/coach/settings").json()["paused_until"] is not None


@pytest.mark.parametrize(
    "meal", ["I had a report card of toast", "two eggs every day this week", "I ate the weekly special: 200 g chicken"]
)
def test_a_meal_is_no_setting(chat: Chat, meal: str) -> None:
    chat.say(meal)
    assert chat.person.get("/coach/settings").json()["daily"] is True


def test_what_was_logged_is_no_summary(chat: Chat) -> None:
    turn = chat.say("I had 200 g of oats")
    assert [receipt["tool"] for receipt in turn["receipts"]] == ["log_meal"]
