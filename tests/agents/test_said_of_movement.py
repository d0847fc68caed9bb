"""What people say of exercise and of water, offline: several in a sentence, put right in other words, of an hour, and neither."""

from typing import Any

import pytest

from tests.agents.chat import YESTERDAY, Chat, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def drafts(person: Person) -> list[dict[str, Any]]:
    return list(person.get("/drafts").json()["items"])


def moved(person: Person) -> set[tuple[Any, ...]]:
    rows = person.get("/activities").json()["items"]
    return {(row["name"], row["minutes"], row["distance_m"], row["steps"]) for row in rows}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("ran 20 minutes and did 30 min of yoga", {("running", 20, None, None), ("yoga", 30, None, None)}),
        (
            "10 min skipping rope and 20 min weights",
            {("rope skipping", 10, None, None), ("weight training", 20, None, None)},
        ),
        ("10,000 steps and a 45 min spin class", {("walking", None, None, 10000), ("spinning", 45, None, None)}),
        ("a 20 min walk and another 15 min walk", {("walking", 20, None, None), ("walking", 15, None, None)}),
        ("1 hour and 10 minutes of yoga", {("yoga", 70, None, None)}),
        ("walked 8000 steps and 5 km", {("walking", None, 5000, 8000)}),
        ("gym for an hour", {("gym session", 60, None, None)}),
        ("was at the gym for 50 min", {("gym session", 50, None, None)}),
        ("ran 5k on the treadmill", {("running", None, 5000, None)}),
        ("my run today was 5 km in 28 min", {("running", 28, 5000, None)}),
        ("off for a 30 minute run in a bit", set()),
        ("will run 5 km and do 20 min of yoga", set()),
        ("yesterday's tennis was 60 min, not 45", set()),
    ],
)
def test_each_activity_of_a_sentence_is_one(chat: Chat, text: str, rows: set[tuple[Any, ...]]) -> None:
    chat.say(text)
    assert moved(chat.person) == rows
    assert (entries(chat.person), drafts(chat.person)) == ([], [])


def test_activities_of_one_day_are_all_of_that_day(chat: Chat) -> None:
    chat.say("yesterday I ran 5 km, rowed 10 min and did half an hour of core")
    rows = chat.person.get("/activities").json()["items"]
    assert {row["name"] for row in rows} == {"running", "rowing", "core training"}
    assert {row["local_date"] for row in rows} == {YESTERDAY}


@pytest.mark.parametrize(
    ("first", "then", "rows"),
    [
        ("30 min run", "no wait, that wasn't running, that was rowing", {("rowing", 30, None, None)}),
        ("ran 25 minutes", "that wasn't a run, it was a bike ride", {("cycling", 25, None, None)}),
        ("2 hour walk", "it was more of a hike, change it to hiking", {("hiking", 120, None, None)}),
        ("went for a 4 km jog", "4 miles, not kilometres", {("jogging", None, 6437.4, None)}),
        ("ran 5 km", "miles I mean, not km", {("running", None, 8046.7, None)}),
        ("10500 steps today", "hmm my phone says 11200 actually", {("walking", None, None, 11200)}),
        ("ran 5 km", "strava says I ran 5.3 km", {("running", None, 5300, None)}),
        ("ran 5 km", "it took 31 minutes", {("running", 31, 5000, None)}),
        ("10 min jump rope, 20 min yoga", "skipping was 15 not 10", {("yoga", 20, None, None), ("rope skipping", 15, None, None)}),
        ("20 min run and 10 min of rope skipping", "take the skipping off again, didn't do it", {("running", 20, None, None)}),
        ("20 min run and 10 min of rope skipping", "delete that", {("running", 20, None, None), ("rope skipping", 10, None, None)}),
        ("20 min run", "my app says 300 kcal left", {("running", 20, None, None)}),
    ],
)  # fmt: skip
def test_what_was_just_told_is_put_right(chat: Chat, first: str, then: str, rows: set[tuple[Any, ...]]) -> None:
    chat.say(first)
    chat.say(then)
    assert moved(chat.person) == rows
    assert entries(chat.person) == []


def test_a_day_that_is_said_first_is_meant_for_all(chat: Chat) -> None:
    for name in ("swimming", "running"):
        chat.person.post("/activities", {"name": name, "minutes": 25, "local_date": YESTERDAY})
    chat.say("yesterday's swim was 30 min and the run was 35 min")
    rows = chat.person.get("/activities").json()["items"]
    assert {(row["name"], row["minutes"], row["local_date"]) for row in rows} == {
        ("swimming", 30, YESTERDAY),
        ("running", 35, YESTERDAY),
    }


@pytest.mark.parametrize("then", ["my watch says I burnt 412 kcal", "I burned 412 kcal", "garmin says 412 calories"])
def test_the_energy_that_is_told_next_belongs_to_it(chat: Chat, then: str) -> None:
    chat.say("ran 6 km in 35 min")
    chat.say(then)
    (run,) = chat.person.get("/activities").json()["items"]
    assert (run["energy_kcal"], run["minutes"]) == (412, 35)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("the run at 7 was 25 minutes", {("running", 25), ("running", 15), ("yoga", 45)}),
        ("remove the second run", {("running", 20), ("yoga", 45)}),
        ("delete the run at 7", {("running", 15), ("yoga", 45)}),
        ("delete the run", {("running", 20), ("running", 15), ("yoga", 45)}),
        ("I didn't do the yoga", {("running", 20), ("running", 15)}),
        ("didn't go to the gym today", {("running", 20), ("running", 15), ("yoga", 45)}),
        ("the yoga today was pilates", {("running", 20), ("running", 15), ("pilates", 45)}),
        ("the run at 7 was 25 minutes and the yoga only 30", {("running", 25), ("running", 15), ("yoga", 30)}),
    ],
)
def test_the_activity_that_is_named_is_meant(chat: Chat, text: str, rows: set[tuple[str, int]]) -> None:
    for name, minutes, at in (("running", 20, "07:00"), ("running", 15, "11:30"), ("yoga", 45, "09:00")):
        chat.person.post("/activities", {"name": name, "minutes": minutes, "local_time": at})
    chat.say(text)
    assert {(row["name"], row["minutes"]) for row in chat.person.get("/activities").json()["items"]} == rows


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("yesterday at 3pm I only had 330 ml of water", [750, 330]),
        ("yesterday at 9 it was 600 ml of water, not 750", [600, 500]),
        ("I only drank 400 ml of water yesterday, not 500", [750, 400]),
        ("yesterday at 6 pm I only had 330 ml of water", [750, 500]),
        ("remove yesterday's water at 3pm, I logged it twice", [750]),
        ("I logged yesterday's water at 3pm twice", [750, 500]),
    ],
)
def test_water_of_an_hour_is_mended_and_none_is_added(chat: Chat, text: str, left: list[int]) -> None:
    for ml, at in ((750, "09:00"), (500, "15:00")):
        chat.person.post("/water", {"ml": ml, "local_date": YESTERDAY, "local_time": at})
    chat.say(text)
    rows = chat.person.get("/water").json()["items"]
    assert sorted(row["ml"] for row in rows) == sorted(left)
    assert entries(chat.person) == []


def test_water_that_is_asked_for_is_told(chat: Chat) -> None:
    for ml in (600, 250):
        chat.person.post("/water", {"ml": ml, "local_date": YESTERDAY})
    assert "850 ml" in chat.say("how much water did I have yesterday?")["message"]["text"]


@pytest.mark.parametrize(
    "text",
    [
        "the plants got 500 ml of water today",
        "gave the plants 2 litres of water",
        "boil 1 litre of water for the pasta",
        "put 1.5 l water in the kettle",
        "filled the kettle with 750 ml water",
        "poured 2 litres of water over the roses",
        "the recipe needs 300 ml of water",
        "cook 200 g rice for 12 minutes",
    ],
)
def test_water_that_nobody_drank_is_not_logged(chat: Chat, text: str) -> None:
    chat.say(text)
    assert (entries(chat.person), drafts(chat.person), chat.person.get("/water").json()["items"]) == ([], [], [])


@pytest.mark.parametrize(
    "text", ["filled my bottle and drank 750 ml of water", "750 ml of water after watering the garden"]
)
def test_water_that_was_drunk_beside_that_is_logged(chat: Chat, text: str) -> None:
    chat.say(text)
    assert [entry["grams"] for entry in entries(chat.person)] == [750]
