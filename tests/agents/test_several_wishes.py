"""Several wishes in one message, offline: each is done in its order and answered in its order, and none is lost."""

import pytest

from tests.agents.chat import TODAY, YESTERDAY, Chat, amounts, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def answer(chat: Chat, text: str) -> str:
    return str(chat.say(text)["message"]["text"])


def test_a_meal_water_a_weight_and_a_question_in_one_breath(chat: Chat) -> None:
    said = answer(chat, "had two eggs and a coffee, log 500 ml water, I weigh 80.4 kg, and how much protein is left?")
    assert amounts(chat.person) == {"egg": 100.0, "coffee": 241.432, "water": 500.0}
    (weight,) = chat.person.get("/measurements").json()["items"]
    assert (weight["metric"], weight["value"], weight["local_date"]) == ("weight_kg", 80.4, TODAY)
    assert said.index("Logged for lunch") < said.index("weight 80.4 kg") < said.index("protein: 37.9 g left")


@pytest.mark.parametrize(
    "text",
    ["I had a banana and walked 5 km", "I walked 5 km and had a banana", "had a banana, then walked 5 km"],
)
def test_a_meal_and_a_walk(chat: Chat, text: str) -> None:
    chat.say(text)
    assert amounts(chat.person) == {"banana": 118.0}
    (walk,) = chat.person.get("/activities").json()["items"]
    assert (walk["name"], walk["distance_m"]) == ("walking", 5000)


def test_an_order_within_a_list_is_one(chat: Chat) -> None:
    said = answer(chat, "log an apple and a pear, delete the apple and tell me what's left")
    assert amounts(chat.person) == {"pear": 178.0}
    assert said.index("Logged") < said.index("Deleted") < said.index("left")


@pytest.mark.parametrize(
    "text",
    [
        "I had a banana, will walk 5 km",
        "my wife had a banana and walked 5 km",
        "Anna had a banana, then walked 5 km",
        "if I had a banana and walked 5 km, how much would be left?",
        "yesterday I had a banana and walked 5 km",
    ],
)
def test_no_walk_is_made_of_a_plan_another_or_the_wrong_day(chat: Chat, text: str) -> None:
    chat.say(text)
    assert chat.person.get("/activities").json()["items"] == []


@pytest.mark.parametrize("text", ["my wife walked 5 km and had a banana", "Anna ran 5 km and had a banana"])
def test_nothing_is_made_of_what_another_did_and_ate(chat: Chat, text: str) -> None:
    chat.say(text)
    assert (entries(chat.person), chat.person.get("/activities").json()["items"]) == ([], [])


def test_a_run_is_kept_on_the_day_that_was_named(chat: Chat) -> None:
    said = answer(chat, "on Sunday I ran 5 km")
    (run,) = chat.person.get("/activities").json()["items"]
    assert (run["local_date"], "on Sunday" in said) == ("2026-05-03", True)
    chat.say("yesterday I cycled 20 km")
    assert YESTERDAY in {each["local_date"] for each in chat.person.get("/activities").json()["items"]}


def test_no_with_a_deletion_deletes(chat: Chat) -> None:
    chat.say("two eggs and 150 g rice")
    chat.say("no, remove the rice")
    assert amounts(chat.person) == {"egg": 100.0}
    chat.say("no, delete that")
    assert entries(chat.person) == []


def test_not_this_but_that(chat: Chat) -> None:
    chat.say("two eggs and 150 g rice")
    chat.say("not two, three")
    assert amounts(chat.person) == {"egg": 150.0, "rice": 150.0}
    chat.say("a glass of milk")
    chat.say("not milk, oat milk")
    assert "oat" in amounts(chat.person)
    before = entries(chat.person)
    chat.say("not hungry, just tired")
    assert entries(chat.person) == before


def test_steps_and_another_sport_are_two(chat: Chat) -> None:
    chat.say("I did 10k steps and a 45 min spin class")
    chat.say("quarter of an hour on the rower")
    done = {each["name"]: (each["steps"], each["minutes"]) for each in chat.person.get("/activities").json()["items"]}
    assert done == {"walking": (10000, None), "spinning": (None, 45), "rowing": (None, 15)}


def test_the_steps_of_a_walk_are_its_own(chat: Chat) -> None:
    chat.say("walked 40 minutes, 5000 steps")
    (walk,) = chat.person.get("/activities").json()["items"]
    assert (walk["steps"], walk["minutes"]) == (5000, 40)


def test_a_meal_is_made_another(chat: Chat) -> None:
    chat.say("I had a banana")
    chat.say("make it a snack")
    assert [each["slot"] for each in entries(chat.person)] == ["snack"]


def test_not_this_many_but_that_many_corrects(chat: Chat) -> None:
    chat.say("one samosa and a cup of tea")
    chat.say("not one samosa, two samosas it was")
    assert [each["quantity"] for each in entries(chat.person)] == [2, 1]
