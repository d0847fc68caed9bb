"""Having back what was taken: one, several, all; what only seemed deleted; and a question that was dropped."""

import pytest

from agents.offline.steps import Redo, Restore, Undo
from agents.offline.taking_back import lets_be, read_taking_back
from tests.agents.chat import TODAY, Chat, amounts
from tests.people import Person

TWO_UNDONE = ["an apple", "a banana", "undo", "undo"]
ALL = "apple banana"
# The messages before, what is said, and the foods that are in the diary then.
BACK = [
    (TWO_UNDONE, "put them both back", ALL),
    (TWO_UNDONE, "bring both back please", ALL),
    (TWO_UNDONE, "oh no, put both of them back", ALL),
    (TWO_UNDONE, "redo both", ALL),
    (TWO_UNDONE, "redo twice", ALL),
    (TWO_UNDONE, "put everything back", ALL),
    (TWO_UNDONE, "can you put them back", ALL),
    (TWO_UNDONE, "put it back", "apple"),
    (TWO_UNDONE, "redo", "apple"),
    (["an apple", "a banana", "undo the last two"], "restore both", ALL),
    (["an apple and a banana", "undo"], "put them both back", ALL),
    (["an apple", "a banana", "delete the apple", "delete the banana"], "put them both back", ALL),
    (["an apple", "a banana", "delete the apple", "delete the banana"], "bring it back", "banana"),
    (["an apple", "a banana", "a pear", "undo", "undo"], "put them both back", "apple banana pear"),
    (["an apple", "a banana", "a pear", "undo", "undo", "undo"], "bring all three back", "apple banana pear"),
]


@pytest.mark.parametrize(("before", "said", "there"), BACK)
def test_so_many_changes_are_had_back(alice: Person, before: list[str], said: str, there: str) -> None:
    chat = Chat.begin(alice)
    for each in before:
        chat.say(each)
    chat.say(said)
    assert set(amounts(alice)) == set(there.split())


@pytest.mark.parametrize(
    "said",
    [
        "actually leave it as it was, and bring it back please",
        "hmm keep it in",
        "oh no don't",
        "no wait, leave it in there",
        "on second thoughts keep it, put it back in",
        "sorry, let it be",
        "it can stay",
        "changed my mind, leave it where it was",
    ],
)
def test_what_is_let_be_after_it_was_deleted_comes_back_once(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say("a pear")
    chat.say("a croissant")
    chat.say("delete the croissant")
    assert set(amounts(alice)) == {"pear"}
    chat.say(said)
    assert set(amounts(alice)) == {"pear", "croissant"}


@pytest.mark.parametrize("said", ["leave it", "keep it in", "don't"])
def test_what_stands_is_let_be_and_nothing_is_done(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say("a croissant")
    chat.say(said)
    assert set(amounts(alice)) == {"croissant"}


def test_a_planned_meal_that_was_left_out_is_kept_after_all(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("plan eggs for breakfast tomorrow")
    chat.say("delete it")
    chat.say("no wait keep it")
    (meal,) = alice.get(f"/planned-meals?from={TODAY}&to=2026-05-07").json()["items"]
    assert meal["state"] == "planned"


@pytest.mark.parametrize("undone", ["undo that please", "take it back", "undo"])
def test_a_dropped_question_is_asked_again(alice: Person, undone: str) -> None:
    chat = Chat.begin(alice)
    for said in ("a passionfruit cake", undone):
        chat.say(said)
    assert alice.get("/drafts?state=open").json()["items"] == []
    chat.say("redo")
    assert len(alice.get("/drafts?state=open").json()["items"]) == 1
    chat.say("yes")
    assert set(amounts(alice)) == {"cake"}


@pytest.mark.parametrize("said", ["hmm better not", "probably best not", "rather not", "maybe not now"])
def test_a_soft_no_is_a_no_and_what_comes_then_is_no_longer_held_up(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    for each in ("two eggs", "a pear", "delete all of today"):
        chat.say(each)
    assert len(amounts(alice)) == 2
    chat.say(said)
    assert alice.get("/approvals?state=open").json()["items"] == []
    chat.say("undo the pear")
    assert set(amounts(alice)) == {"egg"}


@pytest.mark.parametrize("said", ["a kiwi", "2 kiwis", "kiwi"])
def test_a_kiwi_is_the_fruit(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(said)
    assert set(amounts(alice)) == {"kiwi"}
    chat.say("take that back please")
    assert amounts(alice) == {}
    chat.say("redo")
    assert set(amounts(alice)) == {"kiwi"}


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("put them both back", Restore(times=2)),
        ("bring the last two back", Restore(times=2)),
        ("restore all of them", Restore(times=0)),
        ("redo", Redo()),
        ("put it back", Restore()),
        ("undo both", Undo(times=2)),
        ("put the butter back", Restore()),
        ("put both on my plan", None),
        ("have two eggs again", None),
        ("add three bananas", None),
    ],
)
def test_how_many_are_wanted_back(said: str, step: Restore | Redo | Undo | None) -> None:
    assert read_taking_back(said, said) == step


@pytest.mark.parametrize(
    ("said", "lets"),
    [
        ("leave it", True),
        ("no, keep the toast in please", True),
        ("don't delete it", True),
        ("leave the toast and delete the eggs", False),
        ("keep it at 200 g", False),
        ("let's have the soup", False),
        ("no", False),
        ("leave out the butter", False),
    ],
)
def test_what_lets_something_be(said: str, lets: bool) -> None:
    assert lets_be(said) is lets
