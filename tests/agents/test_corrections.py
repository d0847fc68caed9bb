"""Corrections, refusals and taking back in other words, offline: what was told just now is mended, and nothing else is written."""

from typing import Any

import pytest

from tests.agents.chat import TODAY, Chat, amounts, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def drafts(chat: Chat) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = chat.person.get("/drafts?state=open").json()["items"]
    return items


@pytest.mark.parametrize(
    ("meal", "correction", "becomes"),
    [
        ("200 g almonds", "typo, 20 not 200", {"almonds": 20}),
        ("two boiled eggs", "*three", {"egg": 150}),
        ("two boiled eggs", "I made a typo, it was three", {"egg": 150}),
        ("two boiled eggs", "mistake: it was three", {"egg": 150}),
        ("400 g rice", "I overestimated the rice, 350 g is right", {"rice": 350}),
        ("400 g rice", "just weighed it: 320 g", {"rice": 320}),
        ("300 g rice", "actually I only finished half of that", {"rice": 150}),
        ("300 g rice", "make it half", {"rice": 150}),
        ("300 g rice", "make it 3", {"rice": 300}),
        ("two boiled eggs and 100 g rice", "without the rice actually", {"egg": 100}),
        ("two boiled eggs and 100 g rice", "scratch the rice", {"egg": 100}),
        ("two boiled eggs and 100 g rice", "I never had that rice", {"egg": 100}),
        ("two boiled eggs and 100 g rice", "no rice, but also a pear", {"egg": 100, "pear": 178}),
        ("two boiled eggs", "hang on, that one was my flatmate's. mine was the pear", {"pear": 178}),
    ],
)
def test_a_slip_is_mended(chat: Chat, meal: str, correction: str, becomes: dict[str, float]) -> None:
    chat.say(meal)
    chat.say(correction)
    assert amounts(chat.person) == becomes


def test_another_kind_of_the_same(chat: Chat) -> None:
    chat.say("a tuna sandwich")
    chat.say("not tuna, chicken")
    (entry,) = entries(chat.person)
    assert "hicken" in entry["description"]
    assert "sandwich" in entry["description"]


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        ("that wasn't breakfast, it was a late lunch", "lunch"),
        ("count it as a snack please", "snack"),
        ("it was dinner, not breakfast", "dinner"),
    ],
)
def test_a_meal_is_moved(chat: Chat, said: str, slot: str) -> None:
    chat.say("an omelette for breakfast")
    chat.say(said)
    assert [entry["slot"] for entry in entries(chat.person)] == [slot]


@pytest.mark.parametrize(
    "said",
    [
        "that was a mistake",
        "oops, wrong chat",
        "wrong chat, please take it back",
        "undo what you just did",
        "that one was my flatmate's",
    ],
)
def test_what_was_just_logged_is_taken_back(chat: Chat, said: str) -> None:
    chat.say("two boiled eggs")
    chat.say("a glass of milk")
    chat.say(said)
    assert amounts(chat.person) == {"egg": 100}


@pytest.mark.parametrize(
    "said",
    [
        "put it back",
        "can you bring it back?",
        "restore it",
        "can you restore what I just deleted?",
        "wait, I want it back",
        "no I did have it",
        "hmm actually keep it",
        "no, I really ate that, back in please",
        "wait no I ate them, bring the eggs back",
    ],
)
def test_what_was_deleted_or_undone_comes_back(chat: Chat, said: str) -> None:
    chat.say("two boiled eggs")
    chat.say("delete the eggs")
    chat.say(said)
    assert amounts(chat.person) == {"egg": 100}
    chat.say("undo")
    chat.say(said)
    assert amounts(chat.person) == {"egg": 100}


@pytest.mark.parametrize("said", ["ok keep it that way", "keep it", "yes, keep it"])
def test_what_was_changed_is_kept(chat: Chat, said: str) -> None:
    chat.say("two boiled eggs")
    chat.say("make it three")
    chat.say(said)
    assert amounts(chat.person) == {"egg": 150}


def test_nothing_is_brought_back_where_nothing_was_taken(chat: Chat) -> None:
    chat.say("two boiled eggs")
    chat.say("put it back")
    assert amounts(chat.person) == {"egg": 100}


@pytest.mark.parametrize(
    "said", ["undo the last two", "can you undo the last 2 things I logged", "undo the last two meals please"]
)
def test_several_changes_are_taken_back_at_once(chat: Chat, said: str) -> None:
    for meal in ("two boiled eggs", "a pear", "a mango", "an apple"):
        chat.say(meal)
    chat.say(said)
    assert sorted(amounts(chat.person)) == ["egg", "pear"]
    chat.say("and the one before that")
    assert amounts(chat.person) == {"egg": 100}
    chat.say("hm no, do it again after all")
    assert sorted(amounts(chat.person)) == ["egg", "pear"]


def test_no_more_is_taken_back_than_there_is(chat: Chat) -> None:
    chat.say("two boiled eggs")
    chat.say("undo the last three")
    assert entries(chat.person) == []


@pytest.mark.parametrize(
    "said",
    [
        "rather not",
        "nah, skip it",
        "god no",
        "that's not what I had",
        "delete that",
        "never mind",
        "leave it out",
        "I changed my mind",
    ],
)
def test_a_no_in_other_words_drops_the_draft_and_nothing_older(chat: Chat, said: str) -> None:
    chat.say("two boiled eggs")
    chat.say("I had some pasta, no idea how much")
    assert len(drafts(chat)) == 1
    chat.say(said)
    assert (drafts(chat), amounts(chat.person)) == ([], {"egg": 100})


def test_a_yes_with_a_condition_mends_the_draft_first(chat: Chat) -> None:
    chat.say("I had some pasta, no idea how much")
    chat.say("yes, but only 150 g")
    assert (entries(chat.person), drafts(chat)[0]["items"][0]["grams"]) == ([], 150)
    chat.say("ok")
    assert amounts(chat.person) == {"pasta": 150}


def test_a_yes_with_a_meal_on_top_does_both(chat: Chat) -> None:
    chat.say("I had some pasta, no idea how much")
    chat.say("yes, and a pear")
    assert amounts(chat.person) == {"pasta": 180, "pear": 178}


def test_a_yes_with_what_is_not_understood_does_nothing(chat: Chat) -> None:
    chat.say("I had some pasta, no idea how much")
    chat.say("yes, but not like that")
    assert (entries(chat.person), len(drafts(chat))) == ([], 1)


@pytest.mark.parametrize(
    "said",
    ["god no, I only meant to look at it", "yes, but keep the eggs", "rather not", "no, wait, leave them", "undo"],
)
def test_an_approval_is_not_given_by_halves(chat: Chat, said: str) -> None:
    chat.say("two boiled eggs and 100 g rice for breakfast")
    chat.say("delete my breakfast")
    chat.say(said)
    assert amounts(chat.person) == {"egg": 100, "rice": 100}
    assert chat.person.get(f"/days/{TODAY}").json()["entries"]


def test_what_was_asked_about_may_be_added(chat: Chat) -> None:
    chat.say("how many calories are in a croissant?")
    chat.say("can you add that?")
    assert amounts(chat.person) == {"croissant": 57}
    chat.say("what's in a mango?")
    chat.say("ok, I just ate one")
    assert amounts(chat.person) == {"croissant": 57, "mango": 207}


def test_what_is_forgotten_goes_with_the_meal(chat: Chat) -> None:
    chat.say("a slice of toast for breakfast")
    chat.say("forgot to mention 10 g of butter on it")
    assert [(entry["grams"], entry["slot"]) for entry in entries(chat.person)][1:] == [(10, "breakfast")]


@pytest.mark.parametrize(
    "said",
    ["add up 2 eggs and 100 g of rice", "keep the soup", "did you get the eggs?", "mood: happy", "had a rough night"],
)
def test_what_is_no_meal_writes_nothing(chat: Chat, said: str) -> None:
    chat.say(said)
    assert (entries(chat.person), drafts(chat)) == ([], [])
