"""Goals in chat, offline: wanted, agreed to, ended, asked about; and never a meal."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from agents.offline.reading import read
from agents.offline.skills.ahead import read_ahead
from agents.offline.skills.goal_words import EndGoal, NewGoal
from agents.offline.skills.goals import AskGoals
from agents.offline.steps import Step
from fithub.core.clock import local_moment
from tests.agents.chat import TODAY, Chat, entries
from tests.people import Person

NOW = local_moment(datetime(2026, 5, 5, 12, 30, tzinfo=UTC), "UTC")


@pytest.fixture
def chat(alice: Person) -> Chat:
    chat = Chat.begin(alice)
    alice.patch("/me", {"height_cm": 178})
    body = {"metric": "weight_kg", "value": 82, "local_date": TODAY, "local_time": "07:00"}
    assert alice.post("/measurements", body).status_code == 201
    return chat


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


def tools(turn: dict[str, Any]) -> list[str]:
    return [receipt["tool"] for receipt in turn["receipts"]]


def goals(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get("/goals").json()["items"]
    return items


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("I want to lose 5 kg", NewGoal("weight_loss", Decimal(-5), unit="kg")),
        ("I'd like to lose 10 lbs by June", NewGoal("weight_loss", Decimal(-10), unit="lb", until=date(2026, 6, 1))),
        (
            "I'm trying to lose 5 kilos in 3 months",
            NewGoal("weight_loss", Decimal(-5), unit="kg", until=date(2026, 8, 5)),
        ),
        ("Set a goal to gain 3 kg", NewGoal("muscle_gain", Decimal(3), unit="kg")),
        (
            "I want to lose 4 kg at half a kilo a week",
            NewGoal("weight_loss", Decimal(-4), unit="kg", pace=Decimal("0.5")),
        ),
        ("I want to lose half a kilo a week", NewGoal("weight_loss", unit="kg", pace=Decimal("0.5"))),
        ("my goal is 75 kg", NewGoal("", value=Decimal(75), unit="kg")),
        ("I want to weigh 75kg by 1 October", NewGoal("", value=Decimal(75), unit="kg", until=date(2026, 10, 1))),
        ("goal weight: 11 st 4 lb", NewGoal("", value=Decimal(158), unit="lb")),
        ("I want to maintain my weight", NewGoal("maintenance")),
        ("How am I doing with my goal?", AskGoals()),
        ("am I on track?", AskGoals()),
        ("when will I reach my goal weight?", AskGoals()),
        ("show my progress", AskGoals()),
        ("what are my goals?", AskGoals()),
        ("drop my goal", EndGoal()),
        ("give up on my weight goal", EndGoal("weight")),
    ],
)
def test_what_is_said_of_goals(text: str, step: Step) -> None:
    assert read(text, NOW) == [step]


@pytest.mark.parametrize(
    "text",
    [
        "I want 5 kg of potatoes",
        "I had 75 g of oats for breakfast",
        "set my target to 2000 kcal",
        "what are my targets?",
        "how much protein is left to reach my goal?",
        "I lost my appetite and had a banana",
        "my goal is 150 g of protein",
        "drop the toast",
    ],
)
def test_what_is_not(text: str) -> None:
    assert not any(isinstance(step, NewGoal | AskGoals | EndGoal) for step in read(text, NOW))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by 1 March", date(2027, 3, 1)),
        ("by June 3rd", date(2026, 6, 3)),
        ("before 24 December 2027", date(2027, 12, 24)),
        ("by 2026-09-30", date(2026, 9, 30)),
        ("in three weeks", date(2026, 5, 26)),
        ("within a year", date(2027, 5, 5)),
        ("by the end of the year", date(2026, 12, 31)),
        ("by christmas", date(2026, 12, 25)),
        ("by 29 February", date(2028, 2, 29)),
        ("by 31 June", None),
        ("at 0.5 kg a week", None),
    ],
)
def test_days_to_come(text: str, day: date | None) -> None:
    assert read_ahead(text, date(2026, 5, 5)) == day


def test_a_goal_waits_for_a_yes(chat: Chat) -> None:
    turn = chat.say("I want to lose 5 kg by 1 October")
    assert (tools(turn), [each["tool"] for each in turn["approvals"]]) == ([], ["set_goal"])
    assert said(turn) == (
        "Your goal would be 77 kg, from 82 kg now, by 1 October 2026. Shall I make it your goal? Say yes or no."
    )
    assert goals(chat.person) == []
    assert "is your goal now" in said(chat.say("yes please"))
    (goal,) = goals(chat.person)
    assert (goal["is_active"], goal["target_value"]) == (True, 77)
    assert "77 kg" in said(chat.say("how am I doing with my goal?"))
    assert entries(chat.person) == []


def test_a_no_leaves_everything_as_it_was(chat: Chat) -> None:
    chat.say("my goal weight is 76 kg")
    assert "stays as it was" in said(chat.say("no"))
    assert goals(chat.person) == []


def test_another_goal_takes_the_place_of_the_first(chat: Chat) -> None:
    chat.say("my goal is 78 kg")
    chat.say("yes")
    chat.say("I want to lose 6 kg")
    assert "takes the place" in said(chat.say("yes"))
    assert [(goal["target_value"], goal["is_active"]) for goal in goals(chat.person)] == [(76, True), (78, False)]
    chat.say("undo")
    assert [(goal["target_value"], goal["is_active"]) for goal in goals(chat.person)] == [(78, True)]


def test_a_goal_is_ended_and_begun_again_by_undo(chat: Chat) -> None:
    chat.say("my goal is 78 kg")
    chat.say("yes")
    assert "End your goal" in said(chat.say("drop my goal"))
    assert goals(chat.person)[0]["is_active"]
    assert "no longer active" in said(chat.say("yes"))
    assert not goals(chat.person)[0]["is_active"]
    chat.say("undo")
    assert goals(chat.person)[0]["is_active"]


@pytest.mark.parametrize("wish", ["I want to lose 40 kg", "my goal is 45 kg", "I want to lose 20 kg in a month"])
def test_what_is_not_safe_is_refused_kindly(chat: Chat, wish: str) -> None:
    turn = chat.say(wish)
    assert "not safe" in said(turn) or "value" in said(turn)
    assert "doctor" in said(turn)
    assert goals(chat.person) == []
    chat.say("yes, do it")
    assert goals(chat.person) == []


def test_without_a_goal_it_says_how_to_set_one(chat: Chat) -> None:
    assert "no active goal" in said(chat.say("how am I doing with my goal?"))
    assert "no active goal" in said(chat.say("stop my goal"))
