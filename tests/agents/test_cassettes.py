"""With a provider whose answers are on file: what exactly it is asked, and what comes of its answers."""

import pytest

import prompts
from fithub.coaching.models import Turn
from tests.agents.cassettes import RECORDING, makers, played, requests_in
from tests.agents.chat import Chat, amounts, entries
from tests.agents.provider import calls, says
from tests.people import Person

BREAKFAST = [
    calls(("log_meal", {"items": [{"text": "two boiled eggs and a banana"}], "slot": "breakfast"})),
    says("Two eggs and a banana are in your diary for breakfast."),
]
QUESTION = [calls(("get_day", {})), says("You have eaten nothing yet today.")]
TAKEN_BACK = [calls(("undo", {})), says("That is undone.")]


def test_what_a_provider_is_asked_is_a_contract(alice: Person) -> None:
    """Fails when the prompt, a tool's words or schema, or their order changes: look at the change, then `make record`."""
    chat = Chat.begin(alice)
    with played("contract", match="strictly", script=QUESTION):
        told = chat.say("what have I eaten today?")
    assert not told["offline"]
    assert told["model"] == requests_in("contract")[0]["model"]


@pytest.mark.skipif(RECORDING, reason="it is on file already")
def test_the_prompt_stands_first_and_the_turn_keeps_its_version(alice: Person) -> None:
    chat = Chat.begin(alice)
    with played("contract", match="strictly", script=QUESTION):
        chat.say("what have I eaten today?")
    prompt = prompts.load("coach")
    for asked in requests_in("contract"):
        assert asked["messages"][0]["role"] == "system"
        assert asked["messages"][0]["content"].startswith(prompt.text)
    with alice.acting():
        assert set(Turn.objects.values_list("prompt_version", flat=True)) == {prompt.version}


def test_a_meal_is_logged_and_taken_back(alice: Person) -> None:
    chat = Chat.begin(alice)
    with played("breakfast", match="by_shape", script=BREAKFAST):
        told = chat.say("two boiled eggs and a banana for breakfast")
    assert not told["offline"]
    assert set(amounts(alice)) == {"egg", "banana"}
    assert {entry["slot"] for entry in entries(alice)} == {"breakfast"}
    with played("undo", match="by_shape", script=TAKEN_BACK):
        told = chat.say("undo that")
    assert not told["offline"]
    assert entries(alice) == []


@pytest.mark.skipif(RECORDING, reason="a recording would answer it")
def test_what_is_not_on_file_is_not_answered_by_it(alice: Person) -> None:
    """Another message than the recorded one is none that the file has: the turn is finished offline, and no network is asked."""
    chat = Chat.begin(alice)
    with played("breakfast", match="by_shape", script=BREAKFAST):
        told = chat.say("a slice of toast")
    assert told["offline"]
    assert len(entries(alice)) == 1


def test_every_cassette_says_who_answered() -> None:
    told = makers()
    assert set(told) == {"contract", "breakfast", "undo"}
    assert all(told.values())
