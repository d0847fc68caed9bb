"""What is asked and answered over several messages: a goal's figure, what to plan, and what days held, in words."""

from typing import Any

import pytest

from tests.agents.chat import TODAY, YESTERDAY, Chat, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def said(chat: Chat, text: str) -> str:
    return str(chat.say(text)["message"]["text"])


def goals(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get("/goals").json()["items"]
    return items


def weigh(person: Person, value: float, unit: str) -> None:
    body = {"metric": "weight_kg", "value": value, "unit": unit, "local_date": TODAY, "local_time": "07:00"}
    assert person.post("/measurements", body).status_code == 201


def eat(person: Person, name: str, day: str, **held: float) -> None:
    food = person.post("/foods", {"name": name, "nutrients_per_100g": held}).json()["id"]
    assert person.post("/entries", {"food_id": food, "grams": 100, "local_date": day}).status_code == 201


@pytest.mark.parametrize(
    ("units", "weight", "unit", "figure", "aim"),
    [
        ("metric", 88, "kg", "80", "80 kg"),
        ("metric", 88, "kg", "to 80 please", "80 kg"),
        ("us", 180, "lb", "165", "165 lb"),
    ],
)
def test_a_figure_alone_is_the_goal_that_was_asked_for(
    chat: Chat, alice: Person, units: str, weight: float, unit: str, figure: str, aim: str
) -> None:
    alice.patch("/me", {"height_cm": 178, "units": units})
    weigh(alice, weight, unit)
    said(chat, "can you help me set up a weight loss goal")
    assert aim in said(chat, figure)
    assert goals(alice) == []
    said(chat, "yes")
    (goal,) = goals(alice)
    assert goal["display"]["target_value"]["text"] == aim
    assert entries(alice) == []


def test_a_goal_told_in_pounds_is_no_figure_of_three_places_in_kilograms(alice: Person) -> None:
    alice.patch("/me", {"height_cm": 178})
    weigh(alice, 88, "kg")
    body = {"kind": "weight_loss", "metric": "weight_kg", "target_value": 160, "unit": "lb"}
    goal = alice.post("/goals", body).json()
    assert goal["display"]["target_value"]["text"] == "72.6 kg"


def test_what_to_plan_is_asked_and_then_planned(chat: Chat, alice: Person) -> None:
    assert "what to plan" in said(chat, "can you plan something for me")
    assert "Planned" in said(chat, "200 g salmon with rice, Thursday dinner")
    (planned,) = alice.get("/planned-meals?from_date=2026-05-07&to_date=2026-05-07").json()["items"]
    assert (planned["local_date"], planned["slot"]) == ("2026-05-07", "dinner")
    assert entries(alice, "2026-04-30") == []


def test_whats_for_dinner_is_the_plan_or_else_ideas(chat: Chat, alice: Person) -> None:
    assert "you could have" in said(chat, "whats for dinner")
    alice.post(
        "/planned-meals", {"text": "300 g chickpea curry", "local_date": TODAY, "slot": "dinner", "name": "Curry"}
    )
    assert "Curry" in said(chat, "whats for dinner")


def test_days_are_told_one_by_one_in_all_and_by_their_foods(chat: Chat, alice: Person) -> None:
    eat(alice, "Quillon bread", YESTERDAY, energy_kcal=250, protein_g=9, carbohydrate_g=45, fat_g=3)
    eat(alice, "Quillon cheese", YESTERDAY, energy_kcal=400, protein_g=25, carbohydrate_g=0, fat_g=33)
    eat(alice, "Quillon skyr", TODAY, energy_kcal=60, protein_g=11, carbohydrate_g=4, fat_g=0)
    assert "Yesterday 34 g protein; today 11 g protein." in said(chat, "protein of the last 2 days, day by day")
    assert "In all 49 g carbohydrate" in said(chat, "my total carbs since yesterday")
    assert "Most first: Quillon cheese (100 g) 33 g; Quillon bread" in said(chat, "why was yesterday's fat so high?")
    compared = said(chat, "am i doing better today than yesterday on protein")
    assert "Today: 11 g protein." in compared
    assert "Yesterday: 34 g protein." in compared


def test_ideas_are_called_as_people_call_them(chat: Chat) -> None:
    ideas = said(chat, "any ideas for breakfast?")
    assert "Boiled egg" in ideas or "Banana" in ideas
    assert ", raw" not in ideas


def test_which_day_is_meant_is_asked_back(chat: Chat) -> None:
    assert "asked about no day" in said(chat, "which day do you mean?")


def test_a_day_alone_goes_on_with_the_question(chat: Chat, alice: Person) -> None:
    eat(alice, "Quillon bread", YESTERDAY, energy_kcal=250, protein_g=9)
    assert "Nothing is logged" in said(chat, "how much protein did I get on Sunday")
    assert "9 g protein" in said(chat, "Monday?")


def test_what_was_aimed_at_is_made_something_else(chat: Chat, alice: Person) -> None:
    said(chat, "how much protein am I aiming for?")
    said(chat, "make it 130")
    said(chat, "yes")
    assert alice.get("/targets").json()["items"][0]["nutrients"]["protein_g"]["target"] == 130
    assert entries(alice) == []


def test_when_a_food_is_planned_is_told(chat: Chat, alice: Person) -> None:
    alice.post(
        "/planned-meals", {"text": "300 g tomato soup", "local_date": "2026-05-07", "slot": "lunch", "name": "Soup"}
    )
    assert "Thursday, 7 May" in said(chat, "when am I having the soup?")
    assert "Nothing of that kind" in said(chat, "when am I having the lasagne?")
