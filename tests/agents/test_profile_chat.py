"""The profile in conversation, offline: facts are kept and told, what rests on them is asked for, and undo brings back what was."""

from typing import Any

import pytest

from tests.agents.chat import Chat
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


def test_facts_are_kept_told_and_taken_back(chat: Chat) -> None:
    assert (
        said(chat.say("I'm 5'11 and male"))
        == "Noted in your profile: height 180.3 cm. Noted in your profile: sex male."
    )
    assert said(chat.say("how tall am I?")) == "You are 180.3 cm tall."
    chat.say("undo that")
    me = chat.person.get("/me").json()
    assert (me["height_cm"], me["sex"]) == (None, None)
    assert "not told me your height" in said(chat.say("how tall am I?"))


def test_a_date_of_birth_waits_for_a_yes(chat: Chat) -> None:
    asked = chat.say("I was born on 2 April 1990")
    assert said(asked) == "Put into your profile: date of birth 2 April 1990. Shall I? Say yes or no."
    assert chat.person.get("/me").json()["birth_date"] is None
    assert said(chat.say("yes")) == "Noted in your profile: date of birth 2 April 1990."
    assert "You are 36 years old." in said(chat.say("how old am I"))


def test_a_height_that_a_goal_needs_is_asked_for_and_the_goal_goes_on(chat: Chat) -> None:
    chat.say("I weigh 80 kg")
    asked = said(chat.say("I want to lose 12 kg"))
    assert "how tall are you?" in asked
    assert "/me" not in asked
    told = said(chat.say("1.78"))
    assert told.startswith("Noted in your profile: height 178 cm. Your goal would be 68 kg")
    chat.say("yes")
    assert [goal["target_value"] for goal in chat.person.get("/goals").json()["items"]] == [68]


def test_a_figure_after_another_question_is_no_height(chat: Chat) -> None:
    chat.person.patch("/me", {"height_cm": 180})
    chat.say("I weigh 80 kg")
    chat.say("I want to lose 5 kg")
    chat.say("175")
    assert chat.person.get("/me").json()["height_cm"] == 180


def test_a_goal_and_what_it_starts_from_in_one_sentence(chat: Chat) -> None:
    asked = chat.say("I want to weigh 75 kg by October, I weigh 80 kg and I'm 180 cm")
    assert "Your goal would be 75 kg, from 80 kg now, by 1 October 2026." in said(asked)
    assert [row["value"] for row in chat.person.get("/measurements").json()["items"]] == [80]
    assert chat.person.get("/me").json()["height_cm"] == 180


def test_how_much_the_coach_asks_is_not_for_the_coach_to_change(chat: Chat) -> None:
    chat.say("stop asking me before you write things")
    chat.say("set my autonomy to just do it")
    assert chat.person.get("/me").json()["autonomy"] == "ask_when_unsure"
