"""The plan in chat, offline: planned, asked about, skipped, logged as planned, bought for; and nothing planned is eaten."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from agents.offline.reading import read
from agents.offline.skills.days_ahead import Days
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_eaten import LogPlan
from agents.offline.skills.plan_food import PlanFood
from agents.offline.skills.plan_words import AskPlan, AskShopping
from agents.offline.steps import Step
from fithub.core.clock import local_moment
from fithub.core.slots import Slot
from tests.agents.chat import Chat, entries
from tests.people import Person

# A Tuesday.
NOW = local_moment(datetime(2026, 5, 5, 12, 30, tzinfo=UTC), "UTC")
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
TODAY, TOMORROW, FRIDAY = date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 8)


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


def tools(turn: dict[str, Any]) -> list[str]:
    return [receipt["tool"] for receipt in turn["receipts"]]


def planned(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get("/planned-meals?from=2026-05-04&to=2026-05-12").json()["items"]
    return items


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("plan oatmeal for breakfast every weekday", PlanFood("oatmeal", None, Slot.BREAKFAST, WEEKDAYS)),
        ("Plan two eggs and toast for breakfast tomorrow", PlanFood("two eggs and toast", TOMORROW, Slot.BREAKFAST)),
        ("please plan pizza for dinner on friday", PlanFood("pizza", FRIDAY, Slot.DINNER)),
        (
            "can you schedule salmon for dinner every monday and thursday?",
            PlanFood("salmon", None, Slot.DINNER, "FREQ=WEEKLY;BYDAY=MO,TH"),
        ),
        ("plan a banana as a snack every day", PlanFood("a banana", None, Slot.SNACK, "FREQ=DAILY")),
        (
            "plan 200 g chicken for lunch on weekends",
            PlanFood("200 g chicken", None, Slot.LUNCH, "FREQ=WEEKLY;BYDAY=SA,SU"),
        ),
        ("add lentil soup to my plan for tomorrow's lunch", PlanFood("lentil soup", TOMORROW, Slot.LUNCH)),
        ("what's planned tomorrow?", AskPlan(Days(TOMORROW, TOMORROW, "tomorrow"))),
        ("what is planned for dinner today", AskPlan(Days(TODAY, TODAY, "today"), Slot.DINNER)),
        ("show me my meal plan for this week", AskPlan(Days(TODAY, date(2026, 5, 10), "for this week"))),
        ("what's on my plan", AskPlan(Days(TODAY, TODAY))),
        ("I ate as planned", LogPlan(TODAY, until=NOW.time)),
        ("log my planned lunch", LogPlan(TODAY, (Slot.LUNCH,))),
        ("I had breakfast as planned", LogPlan(TODAY, (Slot.BREAKFAST,))),
        ("I had my planned dinner yesterday", LogPlan(date(2026, 5, 4), (Slot.DINNER,))),
        ("skip tomorrow's lunch", SkipPlan(TOMORROW, Slot.LUNCH)),
        ("skip dinner on friday", SkipPlan(FRIDAY, Slot.DINNER)),
        ("cancel my planned breakfast", SkipPlan(TODAY, Slot.BREAKFAST)),
        ("shopping list for this week", AskShopping(Days(TODAY, date(2026, 5, 10), "for this week"))),
        ("what do I need to buy?", AskShopping(Days(TODAY, date(2026, 5, 11)))),
        ("show my grocery list for the next 3 days", AskShopping(Days(TODAY, date(2026, 5, 7), "for the next 3 days"))),
    ],
)
def test_what_is_said_of_the_plan_is_read(text: str, step: Step) -> None:
    assert read(text, NOW) == [step]


@pytest.mark.parametrize(
    "text",
    [
        "I had two eggs for breakfast",
        "a banana",
        "I skipped lunch",
        "skip the milk at lunch",
        "remove the toast from lunch",
        "what did I eat today?",
        "I plan to eat less",
        "list the calories in a planetary bar",
        "I had plantain chips",
        "log oatmeal for breakfast",
        "I had a planked salmon for dinner",
    ],
)
def test_what_is_not_of_the_plan_is_read_as_before(text: str) -> None:
    wishes = PlanFood | AskPlan | LogPlan | SkipPlan | AskShopping
    assert not any(isinstance(step, wishes) for step in read(text, NOW))


def test_what_was_just_planned_is_moved_and_left_out_by_it(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("plan pasta for dinner tomorrow")
    assert "Moved" in said(chat.say("move it to Friday"))
    assert [(each["local_date"], each["state"]) for each in planned(alice)] == [("2026-05-08", "planned")]
    chat.say("make it lunch")
    assert [each["slot"] for each in planned(alice)] == ["lunch"]
    assert "Left out" in said(chat.say("delete it"))
    assert [each["state"] for each in planned(alice)] == ["skipped"]
    assert entries(alice) == []


def test_a_recurring_meal_is_planned_and_eaten_as_planned(alice: Person) -> None:
    chat = Chat.begin(alice)
    turn = chat.say("plan oatmeal for breakfast every weekday")
    assert tools(turn) == ["plan_meal"]
    assert "not in your diary" in said(turn)
    assert [each["local_date"][-2:] for each in planned(alice)] == ["05", "06", "07", "08", "11", "12"]
    assert alice.get("/diets?active=true").json()["items"][0]["name"] == "My plan"
    assert entries(alice) == []
    assert "Oat" in said(chat.say("what's planned tomorrow?"))
    assert entries(alice) == []
    turn = chat.say("I ate as planned")
    assert "Logged" in said(turn)
    (entry,) = entries(alice)
    assert (entry["source"], entry["slot"]) == ("plan", "breakfast")
    assert "already" in said(chat.say("log my planned breakfast"))
    assert len(entries(alice)) == 1
    chat.say("undo")
    assert entries(alice) == []
    assert planned(alice)[0]["state"] == "planned"


def test_a_meal_is_planned_for_a_day_skipped_and_bought_for(alice: Person) -> None:
    chat = Chat.begin(alice)
    assert "tomorrow" in said(chat.say("plan two eggs for lunch tomorrow"))
    assert planned(alice)[0]["slot"] == "lunch"
    assert "2" in said(chat.say("shopping list for this week"))
    assert "Nothing is planned" in said(chat.say("log my planned dinner"))
    turn = chat.say("skip tomorrow's lunch")
    assert "Left out" in said(turn)
    assert planned(alice)[0]["state"] == "skipped"
    chat.say("undo")
    assert planned(alice)[0]["state"] == "planned"
    assert "not come yet" in said(chat.say("I ate my planned lunch tomorrow"))
    assert "no food" in said(chat.say("plan glorp for dinner"))
    assert "Nothing is planned" in said(chat.say("skip dinner on friday"))
    assert entries(alice) == entries(alice, "2026-05-06") == []
