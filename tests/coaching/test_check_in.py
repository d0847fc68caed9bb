"""The weekly check-in: its arithmetic, its floors, its silence where too little is known."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.agents.chat import Chat, entries
from tests.api.test_openapi import conforms
from tests.coaching.test_summaries import work
from tests.people import Person

TODAY = date(2026, 6, 1)


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = f"{TODAY}T12:30:00Z"
    alice.patch("/me", {"sex": "female", "birth_date": "1990-01-01", "height_cm": 168, "activity": "light"})
    return alice


def live(person: Person, days: int, kcal: float, weight: float, loss_a_day: float = 0) -> None:
    """So many days of the same food, each with a weighing."""
    food = person.post("/foods", {"name": "Stew", "nutrients_per_100g": {"energy_kcal": 200}}).json()["id"]
    for back in range(days, 0, -1):
        day = (TODAY - timedelta(days=back)).isoformat()
        for slot in ("breakfast", "lunch", "dinner"):
            body = {"food_id": food, "grams": kcal / 6, "local_date": day, "slot": slot}
            assert person.post("/entries", body).status_code == 201
        value = round(weight - loss_a_day * (days - back), 1)
        sent = {"metric": "weight_kg", "value": value, "measured_at": f"{day}T07:00:00Z"}
        assert person.post("/measurements", sent).status_code in {200, 201}


def goal(person: Person, **more: Any) -> None:
    body = {"kind": "weight_loss", "target_value": 66, "pace_per_week": 0.4, **more}
    answer = person.post("/goals", body)
    assert answer.status_code == 201, answer.content


def test_what_is_burned_less_the_pace_is_proposed_and_waits_for_a_yes(eater: Person) -> None:
    live(eater, 30, 2100, 74)
    goal(eater)
    came = conforms(eater.post("/coach/check-in"), "/coach/check-in", "POST")
    told = came["arithmetic"]
    assert told["kg_per_week"] == -0.4
    assert told["daily_difference_kcal"] == pytest.approx(-0.4 * told["kcal_per_kg"] / 7, abs=0.01)
    assert told["energy_kcal"] == pytest.approx(told["expenditure_kcal"] + told["daily_difference_kcal"], abs=5)
    assert f"{told['energy_kcal']:,.0f} kcal" in came["text"]
    proposal = eater.get(f"/proposals/{came['proposal_id']}").json()
    assert (proposal["state"], proposal["source"]) == ("open", "coach")
    assert eater.get(f"/days/{TODAY}").json()["targets_basis"] == "reference"
    assert eater.post(f"/proposals/{came['proposal_id']}/approve").status_code == 200
    targets = eater.get(f"/days/{TODAY}").json()["targets"]
    assert targets["energy_kcal"]["target"] == told["energy_kcal"]
    again = eater.post("/coach/check-in").json()
    assert again["proposal_id"] is None
    assert "stays as it is" in again["text"]


def test_the_weekly_summary_tells_what_is_burned_as_the_expenditure_has_it(eater: Person) -> None:
    live(eater, 30, 2100, 74)
    shown = conforms(eater.post("/summaries", {"kind": "weekly"}), "/summaries", "POST")
    told = eater.get(f"/expenditure?on={shown['last_date']}").json()
    assert told["method"] == "learned"
    figures = {each["id"]: each for each in shown["figures"]}
    for name in ("kcal", "low", "high"):
        figure = figures[f"expenditure.{name}"]
        assert (figure["value"], figure["dates"]) == (told[name], [shown["last_date"]])
    (sentence,) = (each for each in shown["sentences"] if "burn" in each["text"])
    assert f"about {told['kcal']:,.0f} kcal a day" in sentence["text"]
    assert f"between {told['low']:,.0f} kcal and {told['high']:,.0f} kcal" in sentence["text"]
    assert sentence["dates"] == [shown["last_date"]]
    running = eater.post("/summaries", {"kind": "weekly", "date": TODAY.isoformat()}).json()
    today = eater.get("/expenditure").json()
    assert {each["id"]: each["value"] for each in running["figures"]}["expenditure.kcal"] == today["kcal"]


def test_a_formulas_figure_is_not_told_as_theirs(eater: Person) -> None:
    live(eater, 8, 2100, 74)
    assert eater.get("/expenditure").json()["method"] == "formula"
    shown = eater.post("/summaries", {"kind": "weekly"}).json()
    assert not any(each["about"] == "expenditure" for each in shown["figures"])
    assert "burn" not in shown["text"]


def test_it_never_goes_under_the_floor(eater: Person) -> None:
    live(eater, 30, 1450, 60)
    goal(eater, target_value=55, pace_per_week=0.55)
    came = eater.post("/coach/check-in").json()
    assert came["arithmetic"]["energy_kcal"] >= 1200


def test_without_enough_it_says_why_and_proposes_nothing(eater: Person) -> None:
    assert eater.post("/coach/check-in").status_code == 404
    live(eater, 2, 2000, 74)
    goal(eater)
    came = eater.post("/coach/check-in").json()
    assert (came["proposal_id"], came["arithmetic"]) == (None, {})
    assert "too few" in came["text"] or "nothing recent" in came["text"]
    assert eater.get("/proposals").json()["items"] == []


def test_it_comes_with_the_weekly_summary(eater: Person) -> None:
    # A Monday: the weekly summary is due at 08:00.
    work(eater, f"{TODAY - timedelta(days=7)}T12:00:00Z")
    live(eater, 30, 2100, 74)
    goal(eater)
    work(eater, f"{TODAY}T12:30:00Z")
    thread = eater.get("/conversations").json()["items"][0]["id"]
    messages = eater.get(f"/conversations/{thread}/messages").json()["items"]
    told = [each for each in messages if each["metadata"]["about"]["kind"] == "check_in"]
    assert len(told) == 1
    assert told[0]["metadata"]["about"]["proposal_id"] == eater.get("/proposals").json()["items"][0]["id"]
    assert "Shall I set that" in told[0]["text"]


@pytest.fixture
def asked(eater: Person) -> Chat:
    """Somebody whom the coach has asked about a new target, after they had a message of their own answered."""
    work(eater, f"{TODAY - timedelta(days=7)}T12:00:00Z")
    live(eater, 30, 2100, 74)
    goal(eater)
    chat = Chat(eater, eater.post("/conversations").json()["id"])
    chat.say("what are my targets?")
    work(eater, f"{TODAY}T12:30:00Z")
    return chat


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("yes", "approved"),
        ("approve it", "approved"),
        ("Yes, accept the new target please", "approved"),
        ("no", "declined"),
        ("decline the proposal", "declined"),
        ("no, decline it", "declined"),
    ],
)
def test_its_question_is_answered_in_the_chat(asked: Chat, words: str, state: str) -> None:
    turn = asked.say(words)
    assert [receipt["tool"] for receipt in turn["receipts"]] == ["decide_proposal"]
    (proposal,) = asked.person.get("/proposals").json()["items"]
    assert proposal["state"] == state
    assert len(asked.person.get("/targets").json()["items"]) == (state == "approved")
    assert entries(asked.person, f"{TODAY}") == []
    assert [receipt["tool"] for receipt in asked.say("yes")["receipts"]] == []


def test_a_yes_to_something_said_since_is_none_to_it(asked: Chat) -> None:
    asked.say("how much protein is left today?")
    asked.say("yes")
    (proposal,) = asked.person.get("/proposals").json()["items"]
    assert proposal["state"] == "open"
    assert "Done" in asked.say("approve the proposal")["message"]["text"], "by its name it is found all the same"
