"""The body's measures in chat, offline: written, asked about, mended, deleted, taken back; never as food."""

from typing import Any

import pytest

from tests.agents.chat import Chat, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


def tools(turn: dict[str, Any]) -> list[str]:
    return [receipt["tool"] for receipt in turn["receipts"]]


def measures(chat: Chat) -> list[tuple[str, float, str]]:
    items = chat.person.get("/measurements").json()["items"]
    return [(each["metric"], each["value"], each["local_date"]) for each in items]


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("my son weighs 20 kg", "somebody else's"),
        ("my wife is 60 kg", "somebody else's"),
        ("log 20 kg as my son's weight", "somebody else's"),
        ("I lost 2 kg", "What do you weigh now?"),
        ("I've gained 3 pounds since March", "What do you weigh now?"),
    ],
)
def test_what_is_no_measure_of_ones_own_is_not_written(chat: Chat, message: str, part: str) -> None:
    turn = chat.say(message)
    assert part in said(turn)
    assert (tools(turn), measures(chat), entries(chat.person)) == ([], [], [])


def test_a_change_is_followed_by_the_weight_now(chat: Chat) -> None:
    chat.say("I lost 2 kg")
    chat.say("80.5 kg")
    assert measures(chat) == [("weight_kg", 80.5, "2026-05-05")]


def test_two_measures_are_told_in_one_answer(chat: Chat) -> None:
    chat.say("I weigh 82.4 kg")
    assert said(chat.say("what's my weight and waist?")) == (
        "Weight 82.4 kg today. I have no measurement of your waist yet. Tell me one, like “I weigh 80 kg”."
    )
    chat.say("my waist is 92 cm")
    assert said(chat.say("what's my weight and waist?")) == "Weight 82.4 kg today. Waist 92 cm today."


def test_a_weight_is_written_asked_about_deleted_and_taken_back(chat: Chat) -> None:
    turn = chat.say("I weigh 82.4 kg")
    assert tools(turn) == ["log_measurement"]
    assert turn["receipts"][0]["measurements"] == chat.person.get("/measurements").json()["items"]
    assert said(turn) == "Logged: weight 82.4 kg today."
    chat.say("yesterday I weighed 83")
    assert measures(chat) == [("weight_kg", 82.4, "2026-05-05"), ("weight_kg", 83, "2026-05-04")]
    assert said(chat.say("what's my weight")) == "Weight 82.4 kg today."
    assert "83 kg yesterday" in said(chat.say("what was my weight yesterday?"))
    assert "down 0.6 kg (2 measurements" in said(chat.say("how has my weight changed this month"))
    assert tools(chat.say("delete my last weight")) == ["delete_measurement"]
    assert measures(chat) == [("weight_kg", 83, "2026-05-04")]
    undone = chat.say("undo")
    assert undone["receipts"][0]["things"] == [
        {"kind": "measurement", "name": "Weight 82.4 kg on 5 May 2026", "there": True}
    ]
    assert len(measures(chat)) == 2
    assert entries(chat.person) == []
    assert chat.person.get("/measurements").json()["items"][0]["source"] == "chat"


@pytest.mark.parametrize(
    ("units", "text", "value", "shown"),
    [
        ("us", "I weigh 181", 82.1, "181 lb"),
        ("us", "weight 181 lb this morning", 82.1, "181 lb"),
        ("uk", "11 st 4", 71.668, "11 st 4 lb"),
        ("uk", "I weigh 11.5", 73.028, "11 st 7 lb"),
        ("uk", "I weigh 82", 82, "12 st 12.8 lb"),
        ("metric", "I weigh 82", 82, "82 kg"),
    ],
)
def test_a_bare_number_is_in_the_persons_unit(chat: Chat, units: str, text: str, value: float, shown: str) -> None:
    chat.person.patch("/me", {"units": units})
    assert shown in said(chat.say(text))
    assert measures(chat)[0][1] == value


def test_a_bare_number_is_like_the_one_before(chat: Chat) -> None:
    chat.person.patch("/me", {"units": "us"})
    chat.say("I weigh 80 kg")
    chat.say("I weigh 81")
    assert measures(chat)[0][1] == 81


def test_a_great_step_is_asked_about(chat: Chat) -> None:
    chat.say("I weigh 80 kg")
    turn = chat.say("I weigh 181 kg")
    assert turn["receipts"] == []
    assert "80 kg to 181 kg" in said(turn)
    assert "yes or no" in said(turn)
    assert len(measures(chat)) == 1
    assert "nothing" in said(chat.say("no"))
    chat.say("I weigh 181 kg")
    assert tools(chat.say("yes")) == ["log_measurement"]
    assert measures(chat)[0][1] == 181


def test_a_wrong_one_is_mended_not_added(chat: Chat) -> None:
    chat.say("I weigh 82.4 kg")
    assert tools(chat.say("no, I weigh 83.4 kg")) == ["edit_measurement"]
    assert [value for _, value, _ in measures(chat)] == [83.4]
    assert said(chat.say("change my weight to 84 kg")) == "Changed: weight 84 kg today."
    assert [value for _, value, _ in measures(chat)] == [84]


def test_several_at_once_and_a_meal_beside(chat: Chat) -> None:
    turn = chat.say("waist 92 cm, hips 101 cm")
    assert tools(turn) == ["log_measurement", "log_measurement"]
    turn = chat.say("I weighed 82.4 kg this morning and had 2 boiled eggs")
    assert tools(turn) == ["log_measurement", "log_meal"]
    assert len(entries(chat.person)) == 1
    assert {metric for metric, _, _ in measures(chat)} == {"waist_cm", "hip_cm", "weight_kg"}
    told = said(chat.say("show my measurements"))
    assert all(each in told for each in ("82.4 kg", "92 cm", "101 cm"))


def test_what_is_impossible_is_refused_with_a_reason(chat: Chat) -> None:
    for text in ("I weigh 750 kg", "I weigh 0 kg", "I weigh 2 kg", "my waist is 5 cm", "body fat 90%"):
        turn = chat.say(text)
        assert turn["receipts"] == []
        assert "between" in said(turn), text
    assert "no measurement" in said(chat.say("what's my body fat?"))
    assert "found no such" in said(chat.say("delete my waist measurement"))


def test_bmi_is_worked_out(chat: Chat) -> None:
    chat.say("I weigh 81 kg")
    assert "height" in said(chat.say("what's my bmi?"))
    chat.person.patch("/me", {"height_cm": 180})
    assert "25" in said(chat.say("what's my bmi?"))


def test_the_trend_is_told_without_the_noise(chat: Chat) -> None:
    items = [
        {"metric": "weight_kg", "value": 80 + (day % 2) - day * 0.05, "local_date": f"2026-04-{day:02}"}
        for day in range(5, 31)
    ]
    chat.person.post("/measurements/bulk", {"items": items})
    told = said(chat.say("what's my weight trend"))
    assert "trend, without water and noise, is at" in told
    assert "in a week" in told


def test_food_stays_food(chat: Chat) -> None:
    chat.say("150 g of chicken breast")
    chat.say("I had 0.5 lb of beef mince")
    assert len(entries(chat.person)) == 2
    assert measures(chat) == []
