"""A draft is mended in words before the yes: how much, which food, at which meal."""

from typing import Any

import pytest

from tests.agents.chat import Chat, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    """Somebody who is always asked, and has just said that they had milk."""
    alice.patch("/me", {"autonomy": "always_ask"})
    talk = Chat.begin(alice)
    talk.say("I had a cup of milk")
    return talk


def item(chat: Chat) -> dict[str, Any]:
    (draft,) = chat.person.get("/drafts?state=open").json()["items"]
    (found,) = draft["items"]
    return dict(found, slot=draft["slot"])


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("make it two", {"quantity": 2, "unit": "cup"}),
        ("no, two", {"quantity": 2}),
        ("two cups", {"quantity": 2}),
        ("200 g", {"grams": 200}),
        ("make that 200 g", {"grams": 200}),
        ("it was 200 g", {"grams": 200}),
        ("it was for breakfast", {"slot": "breakfast"}),
    ],
)
def test_the_draft_is_mended_and_waits(chat: Chat, text: str, becomes: dict[str, Any]) -> None:
    told = chat.say(text)
    assert "Shall I log it like that?" in told["message"]["text"]
    assert (len(told["drafts"]), entries(chat.person)) == (1, [])
    assert {name: item(chat)[name] for name in becomes} == becomes
    chat.say("yes")
    (entry,) = entries(chat.person)
    assert {name: entry[name] for name in becomes} == becomes
    chat.say("undo")
    assert entries(chat.person) == []


def test_another_food_is_chosen_by_its_name(chat: Chat) -> None:
    other = next(each["name"] for each in item(chat)["alternatives"])
    chat.say(f"no, the {other.split(',')[-1].strip()} one" if "," in other else f"no, the {other} one")
    chosen = item(chat)["food"]["name"]
    words = other.split(",")[-1].strip().lower()
    assert words in chosen.lower()
    chat.say("make it two")
    chat.say("yes")
    assert [(entry["description"], entry["quantity"]) for entry in entries(chat.person)] == [(chosen, 2)]


@pytest.mark.parametrize("text", ["I also had a banana", "what did I eat today?", "delete the toast", "undo"])
def test_what_is_about_something_else_leaves_it(chat: Chat, text: str) -> None:
    (before,) = chat.person.get("/drafts?state=open").json()["items"]
    chat.say(text)
    assert chat.person.get(f"/drafts/{before['id']}").json() == before


def test_a_draft_that_is_hardly_possible_is_mended_to_a_likely_one(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("6 kg rice")
    chat.say("make it 200 g")
    assert entries(alice) == []
    chat.say("yes")
    assert [entry["grams"] for entry in entries(alice)] == [200]
