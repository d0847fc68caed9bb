"""What a person burns, and whole days, in chat, offline; and never a meal."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from agents.offline.reading import read
from agents.offline.skills.days import MarkDay
from agents.offline.skills.energy import OF_WHAT, AskExpenditure, AskSure
from agents.offline.steps import Step
from fithub.core.clock import local_moment
from tests.agents.chat import Chat
from tests.people import Person

NOW = local_moment(datetime(2026, 5, 5, 12, 30, tzinfo=UTC), "UTC")
YESTERDAY = date(2026, 5, 4)


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("what's my TDEE?", AskExpenditure()),
        ("What is my tdee", AskExpenditure()),
        ("tdee", AskExpenditure()),
        ("show me my T.D.E.E.", AskExpenditure()),
        ("tell me my total daily energy expenditure", AskExpenditure()),
        ("what are my maintenance calories?", AskExpenditure()),
        ("How many calories do I burn a day?", AskExpenditure()),
        ("how much energy do I use per day", AskExpenditure()),
        ("how many kcal does my body burn daily?", AskExpenditure()),
        ("how many calories should I eat to maintain my weight?", AskExpenditure()),
        ("what do I burn in a day?", AskExpenditure()),
        ("can you tell me my daily calorie burn", AskExpenditure()),
        ("how sure are you about my tdee?", AskExpenditure(why=True)),
        ("how did you work out my TDEE", AskExpenditure(why=True)),
        ("why is my TDEE so low?", AskExpenditure(why=True)),
        ("how sure are you?", AskSure()),
        ("How accurate is that?", AskSure()),
        ("how do you know that?", AskSure()),
        ("where does that number come from?", AskSure()),
        ("I fasted yesterday", MarkDay(YESTERDAY, "fasting")),
        ("yesterday was a fasting day.", MarkDay(YESTERDAY, "fasting")),
        ("I didn't eat anything the day before yesterday", MarkDay(date(2026, 5, 3), "fasting")),
        ("I didn't log everything yesterday", MarkDay(YESTERDAY, "incomplete")),
        ("mark yesterday as incomplete", MarkDay(YESTERDAY, "incomplete")),
        ("mark today as complete", MarkDay(date(2026, 5, 5), "complete")),
        ("I’ve logged everything for today", MarkDay(date(2026, 5, 5), "complete")),
        ("that was everything for yesterday", MarkDay(YESTERDAY, "complete")),
    ],
)
def test_what_is_said_of_energy(text: str, step: Step) -> None:
    assert read(text, NOW) == [step]


@pytest.mark.parametrize(
    "text",
    [
        "how many calories did I eat yesterday?",
        "how many calories are in an egg?",
        "how many calories do I have left today?",
        "I ate everything yesterday",
        "I had a burnt toast and my usual coffee",
        "200 g maintenance shake",
        "energy bar for lunch",
        "I ate nothing today",
        "how many calories should I eat today?",
        "I burned 300 calories running",
        "I had eggs today",
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    assert not any(isinstance(step, AskExpenditure | AskSure | MarkDay) for step in read(text, NOW))


def test_asking_what_is_burned_and_how_sure_that_is(alice: Person) -> None:
    chat = Chat.begin(alice)
    assert "weight is not known yet" in said(chat.say("what's my TDEE?"))
    facts = {"sex": "male", "birth_date": "1986-01-01", "height_cm": 180, "activity": "moderate"}
    assert alice.patch("/me", facts).status_code == 200
    assert alice.post("/measurements", {"metric": "weight_kg", "value": 80}).status_code == 201
    answer = chat.say("how many calories do I burn a day?")
    kcal = alice.get("/expenditure").json()["kcal"]
    assert f"about {round(kcal):,} kcal a day" in said(answer)
    sure = said(chat.say("how sure are you?"))
    assert "Mifflin-St Jeor, 80 kg burn 1,728 kcal at rest" in sure
    assert said(Chat.begin(alice).say("how sure are you?")) == OF_WHAT


def test_marking_days(alice: Person) -> None:
    chat = Chat.begin(alice)
    assert said(chat.say("I fasted yesterday")).startswith("2026-05-04 is marked as a day of fasting")
    assert alice.get("/days/2026-05-04/status").json()["said"] == "fasting"
    chat.say("mark yesterday as incomplete")
    assert alice.get("/days/2026-05-04/status").json()["said"] == "incomplete"
    chat.say("undo")
    assert alice.get("/days/2026-05-04/status").json()["said"] == "fasting"
    assert alice.get("/days/2026-05-04").json()["entries"] == []
