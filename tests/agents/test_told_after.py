"""What is told after a measure, an activity or water and is about that: another day's, so much more, what was refused; and what
only sounds like a target."""

from typing import Any

import pytest

from tests.agents.chat import YESTERDAY, Chat, amounts, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def weights(person: Person) -> dict[str, float]:
    rows = person.get("/measurements").json()["items"]
    return {row["local_date"][5:]: round(row["value"], 1) for row in rows}


@pytest.mark.parametrize(
    ("told", "then", "left"),
    [
        (["82.1 kg yesterday", "weight 82.4 today"], "yesterday should be 82.3", {"05-04": 82.3, "05-05": 82.4}),
        (["weighed in at 82.4 this morning"], "yesterday was 82.9", {"05-04": 82.9, "05-05": 82.4}),
        (["weight 82.1 on monday", "weight 82.4 today"], "no, monday was 81.9", {"05-04": 81.9, "05-05": 82.4}),
        (["weight 82.4 today"], "yesterday should be 82.9", {"05-05": 82.4}),
        (["weight 79.8 on sunday, 80.1 on monday"], "delete sunday's", {"05-04": 80.1}),
        (["weight 79.8 on sunday, 80.1 on monday"], "remove the one from monday please", {"05-03": 79.8}),
        (["weight 824"], "82.4", {"05-05": 82.4}),
        (["weight 82.4 today"], "yesterday was 1200 kcal", {"05-05": 82.4}),
        (["weight 82.4 today"], "yesterday was 30", {"05-05": 82.4}),
    ],
)
def test_a_measure_of_another_day(chat: Chat, told: list[str], then: str, left: dict[str, float]) -> None:
    for each in told:
        chat.say(each)
    chat.say(then)
    assert weights(chat.person) == left
    assert entries(chat.person) == entries(chat.person, YESTERDAY) == []


def test_another_value_after_one_that_was_asked_about(chat: Chat) -> None:
    chat.say("weight 82 kg yesterday")
    chat.say("weight 28")
    chat.say("sorry, 82.5")
    assert weights(chat.person) == {"05-04": 82.0, "05-05": 82.5}


@pytest.mark.parametrize(
    ("told", "then", "summary"),
    [
        ("my weight is 181 lbs", "I want to get to 165", "74.8 kg"),
        ("my weight is 181 lbs", "I'd like to be down to 165 by september", "74.8 kg"),
        ("I weigh 82 kg", "I want to get to 75", "75 kg"),
        ("my weight is 181 lbs", "I weigh 180", None),
        ("my weight is 181 lbs", "I want to get to 1800", None),
        ("my weight is 181 lbs", "I want to get to bed", None),
    ],
)
def test_what_to_get_to_is_in_the_unit_of_the_weight(chat: Chat, told: str, then: str, summary: str | None) -> None:
    chat.say(told)
    asked = [each["summary"] for each in chat.say(then)["approvals"]]
    assert asked == [] if summary is None else summary in asked[0]


@pytest.mark.parametrize(
    ("told", "then", "minutes"),
    [
        ("walked the dog for half an hour", "and another 20 mins after lunch", [20, 30]),
        ("did yoga 20 min", "another 10 minutes just now", [10, 20]),
        ("did yoga 20 min", "another coffee", [20]),
        ("did yoga 20 min", "another 10 minutes of rowing", [10, 20]),
        ("cycled to work and back, 20 min each way", "thanks", [40]),
    ],
)
def test_so_much_more_of_an_activity(chat: Chat, told: str, then: str, minutes: list[int]) -> None:
    chat.say(told)
    chat.say(then)
    rows = chat.person.get("/activities").json()["items"]
    assert sorted(row["minutes"] for row in rows) == minutes


@pytest.mark.parametrize(
    ("text", "water"),
    [
        ("water 250", {"water": 250}),
        ("water: 330 ml", {"water": 330}),
        ("I have taken one litre water", {"water": 1000}),
        ("today I took 2 glasses of water", {"water": 500}),
        ("I'd like 2 litres of water", {}),
        ("water 7", {}),
        ("water bill 250", {}),
    ],
)
def test_water_in_few_words(chat: Chat, text: str, water: dict[str, float]) -> None:
    assert chat.say(text)["approvals"] == []
    assert amounts(chat.person) == water


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("I'd like to drink 2.5 litres a day", "water 2,500 g"),
        ("drink at least 2 l of water every day", "2,000 g"),
        ("set my water goal to 3 litres", "water 3,000 g"),
        ("I drink 2 litres of water a day", None),
        ("I want to drink 2 litres of juice a day", None),
        ("my app says 300 kcal left", None),
        ("watch says 450 kcal so far", None),
        ("I slept badly", None),
        ("no gym today, too tired", None),
    ],
)
def test_a_target_is_aimed_at(chat: Chat, text: str, target: str | None) -> None:
    answer: dict[str, Any] = chat.say(text)
    asked = [each["summary"] for each in answer["approvals"]]
    assert asked == [] if target is None else target in asked[0]
    assert entries(chat.person) == []
    assert "not safe" not in answer["message"]["text"]


@pytest.mark.parametrize(
    ("then", "hours"),
    [
        ("make it 10pm", ("22:00:00", "08:00:00")),
        ("no, 7am", ("21:00:00", "07:00:00")),
        ("make it nicer", ("21:00:00", "08:00:00")),
    ],
)
def test_quiet_hours_are_put_otherwise(chat: Chat, then: str, hours: tuple[str, str]) -> None:
    chat.say("quiet from 9pm till 8am")
    chat.say(then)
    settings = chat.person.get("/coach/settings").json()
    assert (settings["quiet_from"], settings["quiet_to"]) == hours


def test_so_far_in_so_long_is_no_food(chat: Chat) -> None:
    chat.say("did it! 4k in 25 min")
    assert entries(chat.person) == []


@pytest.mark.parametrize("text", ["I don't have one?", "1800 on weekdays and 2200 at weekends"])
def test_what_is_half_told_writes_nothing(chat: Chat, text: str) -> None:
    answer = chat.say(text)
    assert (answer["receipts"], answer["approvals"]) == ([], [])
