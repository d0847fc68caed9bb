"""Questions that go on with the one before are answered about the new day, meal, nutrient or food, and write nothing."""

from typing import Any

import pytest

from tests.agents.chat import Chat, entries
from tests.people import Person

DAYS = {
    "2026-05-04": ("3 bananas", "dinner"),
    "2026-05-03": ("200 g cooked rice", "lunch"),
    "2026-04-29": ("150 g tofu", "dinner"),
}


@pytest.fixture
def chat(alice: Person) -> Chat:
    chat = Chat.begin(alice)
    for day, (text, slot) in DAYS.items():
        draft = alice.post("/drafts", {"text": text, "slot": slot, "local_date": day}).json()
        assert alice.post(f"/drafts/{draft['id']}/commit").status_code == 201
    return chat


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("what did I eat today?", "and yesterday?"), "Banana"),
        (("what did I eat today?", "and yesterday?", "and the day before?"), "Rice"),
        (("what did I eat yesterday?", "what about Sunday?"), "Rice"),
        (("how much protein did I have today?", "and yesterday?"), "Yesterday: 2.6 g protein"),
        (("how much protein did I have yesterday?", "and fibre?"), "fibre"),
        (("what did I eat yesterday?", "and for lunch?"), "Nothing"),
        (("what's my average protein this week?", "and last week?"), "For last week"),
        (("how many calories in a banana?", "and an apple?"), "Apple"),
        (("how much protein is in 100 g tofu?", "what about 100 g cooked rice?"), "Rice"),
    ],
)
def test_a_question_goes_on_with_the_one_before(chat: Chat, questions: tuple[str, ...], words: str) -> None:
    answers = [said(chat.say(question)) for question in questions]
    assert words in answers[-1], answers
    assert entries(chat.person) == []


def test_what_is_no_question_is_eaten(chat: Chat) -> None:
    chat.say("how many calories in a banana?")
    chat.say("and an apple")
    chat.say("I had two boiled eggs")
    chat.say("and a banana")
    assert "Banana, raw" in [each["description"] for each in entries(chat.person)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("am I on track for protein?", "protein"),
        ("how am I doing on calories today?", "kcal"),
        ("am I on track?", "no active goal"),
    ],
)
def test_how_far_a_day_is_is_no_goal(chat: Chat, question: str, words: str) -> None:
    told = said(chat.say(question))
    assert words in told
    assert ("left" in told) == (words != "no active goal")
