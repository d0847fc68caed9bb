"""Targets and reference intakes in chat, offline: proposed, agreed to, asked about; and never a meal."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from agents.offline.reading import read
from agents.offline.skills.target_words import NewTarget, Part
from agents.offline.skills.targets import AskNeed, AskShort, DecideTarget
from agents.offline.steps import Step
from fithub.core.clock import local_moment
from tests.agents.chat import TODAY, Chat, entries
from tests.people import Person

NOW = local_moment(datetime(2026, 5, 5, 12, 30, tzinfo=UTC), "UTC")


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


def part(key: str, value: str, name: str = "target", percent: bool = False) -> Part:
    return Part(key, name, Decimal(value), "percent_of_energy" if percent else "")


KCAL = NewTarget((part("energy_kcal", "2000"),))


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("set my target to 2000 kcal", KCAL),
        ("Set my daily calorie target to 2,000", KCAL),
        ("please change my energy target to 2000 calories", KCAL),
        ("could you set my target to 2000 kcal a day?", KCAL),
        ("my new target is 2000 kcal", KCAL),
        ("aim for 2000 kcal", KCAL),
        ("aim for 150 g protein", NewTarget((part("protein_g", "150"),))),
        ("I want to aim for at least 30 g of fibre a day", NewTarget((part("fibre_g", "30", "min"),))),
        ("set my sodium limit to 2 g", NewTarget((part("sodium_mg", "2000", "max"),))),
        ("set my protein target to at least 120 g", NewTarget((part("protein_g", "120", "min"),))),
        ("set my target for fat to 30%", NewTarget((part("fat_g", "30", percent=True),))),
        (
            "set my target to 2000 kcal, 150 g protein and 60 g fat",
            NewTarget((part("energy_kcal", "2000"), part("protein_g", "150"), part("fat_g", "60"))),
        ),
        (
            "set my target to at least 150 g of protein and at most 60 g fat",
            NewTarget((part("protein_g", "150", "min"), part("fat_g", "60", "max"))),
        ),
        ("aim for 30 g of fibre or more", NewTarget((part("fibre_g", "30", "min"),))),
        ("set my energy target to 8368 kJ", KCAL),
        ("set my target to 8.368 MJ", KCAL),
        ("aim for 8368 kilojoules a day", KCAL),
        ("set my protein target to 5 oz", NewTarget(())),
        ("set my energy target to 100 watts", NewTarget(())),
        ("set my target to 2000 kcal on training days", replace(KCAL, day_kind="training")),
        ("set my target to 2000 kcal from next Monday", replace(KCAL, first=date(2026, 5, 11))),
        ("set my target to 2000 kcal on weekends", replace(KCAL, weekdays=("saturday", "sunday"))),
        ("set my target to 2000 kcal with bells", NewTarget(())),
        ("approve it", DecideTarget(yes=True)),
        ("Approve the proposal.", DecideTarget(yes=True)),
        ("decline the proposal", DecideTarget(yes=False)),
        ("how much vitamin C do I need?", AskNeed(("vitamin_c_mg",))),
        ("how much iron should I get a day?", AskNeed(("iron_mg",))),
        ("what's the recommended intake of calcium", AskNeed(("calcium_mg",))),
        ("which nutrients am I short of today?", AskShort()),
        ("what vitamins am I missing", AskShort()),
        ("am I getting enough vitamins?", AskShort()),
    ],
)
def test_what_is_said_of_targets(text: str, step: Step) -> None:
    assert read(text, NOW) == [step]


@pytest.mark.parametrize(
    "text",
    [
        "150 g protein powder",
        "a protein bar and 30 g of nuts",
        "I had 2000 kcal of pizza",
        "how much protein do I have left today",
        "how much protein did I eat",
        "what are my targets?",
        "how much is left?",
        "my goal is 70 kg",
        "set a goal to lose 5 kg",
        "remove it",
        "I want to lose 5 kg",
        "200 g chicken, aim to eat more later",
        "my bowl is 400 ml",
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    steps = read(text, NOW)
    assert not any(isinstance(step, NewTarget | DecideTarget | AskNeed | AskShort) for step in steps)


def test_a_target_waits_for_the_yes(chat: Chat) -> None:
    turn = chat.say("set my target to 2000 kcal")
    assert "2000 kcal" in said(turn)
    assert "yes or no" in said(turn)
    assert chat.person.get("/targets").json()["items"] == []
    assert "Done" in said(chat.say("yes"))
    (target,) = chat.person.get("/targets").json()["items"]
    assert target["nutrients"] == {"energy_kcal": {"target": 2000}}
    chat.say("aim for 150 g protein")
    assert "Done" in said(chat.say("approve it"))
    day = chat.person.get(f"/days/{TODAY}").json()
    assert day["targets"] == {"energy_kcal": {"target": 2000}, "protein_g": {"target": 150}}
    chat.say("undo that")
    assert chat.person.get(f"/days/{TODAY}").json()["targets"] == {"energy_kcal": {"target": 2000}}
    chat.say("set my target to 2500 kcal")
    assert "stays as it was" in said(chat.say("no"))
    assert "waits" in said(chat.say("approve the proposal"))
    assert entries(chat.person) == []


def test_what_is_unsafe_is_refused_kindly(chat: Chat) -> None:
    assert "dietitian" in said(chat.say("set my target to 800 kcal"))
    assert chat.person.get("/proposals").json()["items"] == []


def test_the_form_and_the_chat_answer_the_same_proposal(chat: Chat) -> None:
    offered = chat.person.post("/proposals", {"nutrients": {"fibre_g": {"min": 30}}}).json()
    assert "30 g fibre" in said(chat.say("approve it"))
    assert chat.person.get(f"/proposals/{offered['id']}").json()["state"] == "approved"


def test_how_much_is_needed_and_what_is_missing(chat: Chat) -> None:
    person = chat.person
    assert "90 mg vitamin C" in said(chat.say("how much vitamin C do I need?"))
    person.patch("/me", {"sex": "female", "birth_date": "1990-01-01"})
    assert "75 mg vitamin C" in said(chat.say("how much vitamin C do I need?"))
    assert "cannot tell" in said(chat.say("which nutrients am I short of today?"))
    known = person.post("/foods", {"name": "Quillon", "nutrients_per_100g": {"iron_mg": 9, "vitamin_c_mg": 900}}).json()
    person.post("/entries", {"food_id": known["id"], "grams": 100})
    answer = said(chat.say("which nutrients am I short of today?"))
    assert "iron (50 %)" in answer
    assert "vitamin C" not in answer
    assert "not every entry knows" in answer
    assert len(entries(person)) == 1
