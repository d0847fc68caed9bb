"""Days with little or nothing on them are asked about once, and answers go to that day."""

import pytest

from tests.agents.chat import Chat, entries
from tests.api.test_openapi import conforms
from tests.coaching.test_summaries import NOON, eat, work
from tests.people import Person


@pytest.fixture
def asked(alice: Person) -> Person:
    """Somebody who ate on Tuesday and Wednesday's breakfast, and was asked about Thursday, 7 May."""
    alice.headers["X-Test-Now"] = NOON
    work(alice, NOON)
    eat(alice, "2026-05-06", 600)
    work(alice, "2026-05-08T07:00:00Z")
    alice.headers["X-Test-Now"] = "2026-05-08T08:00:00Z"
    return alice


def chat_of(person: Person) -> Chat:
    return Chat(person, person.get("/conversations").json()["items"][0]["id"])


def test_an_empty_day_is_asked_about_once(asked: Person) -> None:
    (question,) = conforms(asked.get("/coach/questions?state=open"), "/coach/questions", "GET")["items"]
    assert question["local_date"] == "2026-05-07"
    about = chat_of(asked).messages()[-1]["metadata"]["about"]
    assert (about["kind"], about["suggestions"][-2:]) == ("backfill", ["I did not eat", "Skip"])
    work(asked, "2026-05-09T07:00:00Z")
    dates = [each["local_date"] for each in asked.get("/coach/questions").json()["items"]]
    assert len(dates) == len(set(dates))


def test_answers_in_the_chat_go_to_that_day(asked: Person) -> None:
    turn = chat_of(asked).say("two eggs and a banana")
    assert [receipt["tool"] for receipt in turn["receipts"]] == ["log_meal"]
    assert len(entries(asked, "2026-05-07")) == 2
    assert entries(asked, "2026-05-08") == []


@pytest.mark.parametrize(("words", "completeness"), [("skip", "empty"), ("I did not eat", "fasting")])
def test_not_eating_and_skipping_end_the_question(asked: Person, words: str, completeness: str) -> None:
    turn = chat_of(asked).say(words)
    assert [receipt["tool"] for receipt in turn["receipts"]] == ["answer_question"]
    assert asked.get("/coach/questions?state=open").json()["items"] == []
    shown = asked.post("/summaries", {"kind": "weekly", "date": "2026-05-07"}).json()["days"]
    assert shown[3]["logged"] == completeness


def test_answers_by_form(asked: Person, bob: Person) -> None:
    (question,) = asked.get("/coach/questions").json()["items"]
    path = f"/coach/questions/{question['id']}/answer"
    assert bob.post(path, {"how": "skip"}).status_code == 404
    assert asked.post(path, {"how": "text"}).status_code == 422
    answered = asked.post(path, {"how": "text", "text": "150 g rice"})
    told = conforms(answered, "/coach/questions/{question_id}/answer", "POST")
    assert [entry["local_date"] for entry in told["entries"]] == ["2026-05-07"]
    assert told["question"]["state"] == "answered"
    assert asked.post(path, {"how": "skip"}).status_code == 409


def test_who_does_not_want_it_is_not_asked(alice: Person) -> None:
    alice.headers["X-Test-Now"] = NOON
    work(alice, NOON)
    eat(alice, "2026-05-06", 600)
    alice.patch("/coach/settings", {"backfill": False})
    work(alice, "2026-05-08T07:00:00Z")
    assert alice.get("/coach/questions").json()["items"] == []
