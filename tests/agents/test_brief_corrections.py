"""Corrections of few words, of several things at once, and with a verb that is mistyped; and sentences that only look like one."""

from typing import Any

import pytest

from agents.offline.mistyped import with_orders_mended
from tests.agents.chat import YESTERDAY, Chat, amounts, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


@pytest.fixture
def careful(alice: Person) -> Chat:
    """Somebody who is always asked."""
    alice.patch("/me", {"autonomy": "always_ask"})
    return Chat.begin(alice)


@pytest.mark.parametrize(
    ("meal", "said", "name"),
    [
        ("2 boiled eggs", "scrambled actually, not boiled", "scrambled"),
        ("2 boiled eggs", "the eggs were scrambled, not boiled", "scrambled"),
        ("a can of coke", "diet, not regular", "diet"),
        ("250 ml whole milk", "make it skimmed", "skim"),
        ("150 g white rice", "no, brown", "brown"),
        ("30 g peanuts", "30 g cashews instead", "cashew"),
        ("100 g cream cheese", "no no, cottage cheese!!", "cottage"),
    ],
)
def test_it_was_of_another_kind(chat: Chat, meal: str, said: str, name: str) -> None:
    chat.say(meal)
    chat.say(said)
    (entry,) = entries(chat.person)
    assert name in entry["description"].lower()


@pytest.mark.parametrize(
    "said",
    ["it was cold", "the eggs were a bit salty", "the eggs were too runny", "the eggs weren't 2", "change the eggs"],
)
def test_how_it_was_changes_nothing(chat: Chat, said: str) -> None:
    chat.say("2 boiled eggs")
    before = entries(chat.person)
    chat.say(said)
    assert (entries(chat.person), chat.person.get("/drafts?state=open").json()["items"]) == (before, [])


@pytest.mark.parametrize(
    ("meal", "said", "grams"),
    [
        ("300 g cooked spaghetti", "300 g is too much, it was 220 g", 220),
        ("300 g cooked spaghetti", "300 was wrong, 320", 320),
        ("300 g cooked spaghetti", "no 300 g is way too much, must have been 200 g", 200),
        ("a boiled egg", "two", 100),
        ("3 boiled eggs", "only one egg", 50),
        ("a boiled egg", "3 sorry", 150),
        ("30 g crisps", "who am I kidding, it was the whole bag, 150 g", 150),
    ],
)
def test_it_was_so_much(chat: Chat, meal: str, said: str, grams: float) -> None:
    chat.say(meal)
    chat.say(said)
    assert [entry["grams"] for entry in entries(chat.person)] == [grams]


@pytest.mark.parametrize("said", ["1500 is too low, make it 1800", "28 was wrong, 32"])
def test_another_figure_than_what_was_told_is_about_something_else(chat: Chat, said: str) -> None:
    chat.say("200 g yogurt")
    before = entries(chat.person)
    chat.say(said)
    assert entries(chat.person) == before
    assert chat.person.get("/measurements").json()["items"] == []


def test_a_number_alone_is_only_about_what_was_told_just_now(chat: Chat) -> None:
    chat.say("a boiled egg")
    chat.say("how much protein did I have today?")
    before = entries(chat.person)
    chat.say("two")
    assert entries(chat.person) == before


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("got those backwards: rice 200 g, dal 150 g", {"rice": 200, "dal": 150}),
        ("two corrections: rice 180 g and no dal", {"rice": 180}),
        ("can you delete both the rice and the dal", {"rice": 150, "dal": 200}),
    ],
)
def test_a_list_of_corrections(chat: Chat, said: str, becomes: dict[str, float]) -> None:
    chat.say("150 g rice and 200 g dal")
    chat.say(said)
    assert amounts(chat.person) == becomes


@pytest.mark.parametrize(
    "said",
    [
        "the rice and the dal were yesterday's",
        "everything I logged for lunch today was yesterday's",
    ],
)
def test_several_things_are_moved_together(chat: Chat, said: str) -> None:
    chat.say("150 g rice and 200 g dal for lunch")
    chat.say(said)
    assert [entry["grams"] for entry in entries(chat.person, YESTERDAY)] == [150, 200]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("leave out the butter", ["bread", "tea"]),
        ("skip the butter", ["bread", "tea"]),
        ("didnt have the butter in the end", ["bread", "tea"]),
        ("no butter, and the tea was 300 ml", ["bread", "tea"]),
        ("just the tea please", ["tea"]),
        ("drop the first one", ["butter", "tea"]),
    ],
)
def test_a_food_is_left_out_of_a_draft(careful: Chat, said: str, left: list[str]) -> None:
    careful.say("2 slices of toast, 10 g butter and a cup of tea")
    (before,) = careful.person.get("/drafts?state=open").json()["items"]
    careful.say(said)
    (after,) = careful.person.get("/drafts?state=open").json()["items"]
    assert after["id"] == before["id"]
    assert [item["food"]["name"].split(",")[0].lower() for item in after["items"]] == left
    careful.say("yes")
    assert len(entries(careful.person)) == len(left)


def test_a_draft_that_all_is_left_out_of_is_declined(careful: Chat) -> None:
    careful.say("a banana")
    careful.say("leave out the banana")
    assert careful.person.get("/drafts?state=open").json()["items"] == []
    assert entries(careful.person) == []


def test_a_draft_is_moved_as_a_whole(careful: Chat) -> None:
    careful.say("a banana and a boiled egg")
    careful.say("no wait, it was at 8 this morning")
    careful.say("yes")
    assert [entry["local_time"][:5] for entry in entries(careful.person)] == ["08:00", "08:00"]


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("delte the almonds", "delete the almonds"),
        ("pls remvoe the juice", "pls remove the juice"),
        ("chnage the rice to 200 g", "change the rice to 200 g"),
        ("can you moove it to dinner", "can you move it to dinner"),
        ("corect my lunch", "correct my lunch"),
        *(
            (same, same)
            for same in (
                "chance of rain",
                "remote work today",
                "mate made me toast",
                "movie popcorn",
                "changed the sheets",
                "large coffee",
                "dates and nuts",
                "cancer runs in the family",
            )
        ),
    ],
)
def test_an_order_whose_verb_is_mistyped(said: str, becomes: str) -> None:
    assert with_orders_mended(said) == becomes


def test_what_was_eaten_on_a_weekday_is_moved_though_it_sounds_planned(chat: Chat) -> None:
    chat.say("I had 350 g chicken curry for dinner on Sunday")
    chat.say("pls shift sunday curry from dinner to lunch")
    (entry,) = entries(chat.person, "2026-05-03")
    assert (entry["slot"], entry["grams"]) == ("lunch", 350)


def test_a_figure_goes_on_in_the_unit_that_was_told(chat: Chat) -> None:
    chat.say("weight 180 lbs")
    chat.say("oops 178")
    (row,) = chat.person.get("/measurements").json()["items"]
    assert row["value"] == pytest.approx(80.739, abs=0.01)


@pytest.mark.parametrize(
    ("said", "grams"),
    [("same rice again", [150, 150]), ("the same rice as before for dinner", [150, 150]), ("same as before", [150])],
)
def test_a_food_once_more(chat: Chat, said: str, grams: list[Any]) -> None:
    chat.say("150 g rice")
    chat.say(said)
    assert [entry["grams"] for entry in entries(chat.person)] == grams


def test_only_so_much_of_what_was_not_told_is_a_meal(chat: Chat) -> None:
    chat.say("a banana")
    chat.say("just a boiled egg")
    assert [entry["grams"] for entry in entries(chat.person)] == [118, 50]


def test_two_foods_are_moved_by_one_order(chat: Chat) -> None:
    chat.say("150 g rice and 200 g dal for lunch")
    chat.say("please move the rice and the dal to dinner")
    assert {entry["slot"] for entry in entries(chat.person)} == {"dinner"}


def test_what_was_deleted_and_had_after_all_comes_back(chat: Chat) -> None:
    chat.say("150 g rice")
    chat.say("delete the rice")
    chat.say("wait no, I did eat it")
    assert amounts(chat.person) == {"rice": 150}


def test_a_yes_is_to_all_drafts_that_wait(careful: Chat) -> None:
    careful.say("180 g cooked pasta")
    careful.say("plus 30 g parmesan")
    careful.say("make the pasta 200 g")
    careful.say("yes")
    assert sorted(entry["grams"] for entry in entries(careful.person)) == [30, 200]


def test_a_no_is_to_what_was_asked_about_last(careful: Chat) -> None:
    careful.say("180 g cooked pasta")
    careful.say("plus 30 g parmesan")
    careful.say("no")
    (left,) = careful.person.get("/drafts?state=open").json()["items"]
    assert [item["grams"] for item in left["items"]] == [180]


def test_a_draft_of_something_else_is_not_answered_by_the_way(careful: Chat) -> None:
    careful.say("180 g cooked pasta")
    careful.say("how much protein is in 100 g tofu?")
    careful.say("a boiled egg")
    careful.say("yes")
    assert [entry["grams"] for entry in entries(careful.person)] == [50]


def test_a_list_of_fixes_of_a_draft(careful: Chat) -> None:
    careful.say("200 g chicken curry and 150 g rice")
    careful.say("curry 250, rice 180")
    careful.say("yes")
    assert sorted(entry["grams"] for entry in entries(careful.person)) == [180, 250]
