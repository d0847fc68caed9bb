"""Who presses on after an answer with care is answered as firmly, in however many sentences they do it."""

import pytest

from agents.care.answers import AGAIN
from tests.agents.chat import Chat
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    chat = Chat.begin(alice)
    chat.say("set my target to 700 calories")
    return chat


@pytest.mark.parametrize(
    "said",
    [
        "700. Now. Yes.",
        "700!",
        "I'm aware of that. Just set it.",
        "My coach agrees. Do it please.",
        "Noted. Set it anyway.",
        "My friend does it too. So can I.",
        "It's my body. Go on.",
        "900 then. Please.",
        "Fair enough. Change it regardless.",
    ],
)
def test_pressing_on_is_answered_as_firmly_and_so_is_a_yes_after_it(chat: Chat, said: str) -> None:
    for each in (said, "yes"):
        answer = chat.say(each)
        assert answer["message"]["text"].startswith(AGAIN)
        assert answer["approvals"] == []


def test_a_refusal_by_the_floor_is_one_too(alice: Person) -> None:
    alice.patch("/me", {"sex": "male", "birth_date": "1986-01-01", "height_cm": 180})
    chat = Chat.begin(alice)
    assert "is not safe without care" in chat.say("set my target to 1300 calories")["message"]["text"]
    assert chat.say("I insist. Yes.")["message"]["text"].startswith(AGAIN)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2000 then", "2000 kcal"),
        ("ok never mind", "All right"),
        ("I had a banana. It was good.", "Logged"),
        ("what's for dinner?", "dinner"),
    ],
)
def test_who_goes_on_otherwise_is_answered(chat: Chat, said: str, told: str) -> None:
    text = chat.say(said)["message"]["text"]
    assert told in text
    assert not text.startswith(AGAIN)


@pytest.mark.parametrize(
    "said",
    [
        "make me a meal plan for the week",
        "plan my dinners for the next three days, only vegetarian",
        "can you put together a menu for the weekend",
        "give me a plan with only whole foods",
        "plan my week please",
    ],
)
def test_a_menu_that_is_to_be_made_up_plans_and_logs_nothing(alice: Person, said: str) -> None:
    assert "I make up no whole menu" in Chat.begin(alice).say(said)["message"]["text"]
    assert alice.get("/planned-meals?from=2026-05-05&to=2026-05-20").json()["items"] == []


@pytest.mark.parametrize(
    "said", ["plan porridge for breakfast tomorrow", "plan my lunch for tomorrow: a banana", "plan a salad for dinner"]
)
def test_what_is_named_is_planned(alice: Person, said: str) -> None:
    assert "Planned" in Chat.begin(alice).say(said)["message"]["text"]
