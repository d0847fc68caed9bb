"""What goes on in the background, asked for and stopped in chat, offline."""

from typing import Any

import pytest

from fithub.core import dispatch
from fithub.core.jobs import enqueue
from fithub.core.models import Job
from tests.agents.chat import Chat, entries
from tests.people import Person
from tests.tools.running import Run


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def begin(person: Person, kind: str = "import", *, done: int = 450, total: int | None = 1000) -> Job:
    """A job that is being done."""
    with person.acting():
        asked = enqueue(user_id=person.user_id, kind=kind)
    job = dispatch.claim(user_id=person.user_id, job_id=asked.pk)
    assert job is not None
    dispatch.beat(job, done=done, total=total, message="March")
    return job


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


@pytest.mark.parametrize(
    "asked",
    [
        "how far is my import?",
        "How far along is the import",
        "is my import done yet?",
        "has my import finished",
        "what's the status of my import?",
        "how is my import going?",
        "my import status",
        "when will my import be done?",
        "how long will my import take?",
        "what is going on in the background?",
    ],
)
def test_how_far_an_import_is(chat: Chat, asked: str) -> None:
    begin(chat.person)
    turn = chat.say(asked)
    assert [receipt["tool"] for receipt in turn["receipts"]] in ([], ["get_jobs"])
    assert "45 % done (450 of 1000): March" in said(turn)
    assert entries(chat.person) == []


def test_each_state_is_told(chat: Chat) -> None:
    assert "Nothing of that kind" in said(chat.say("how far is my export?"))
    job = begin(chat.person, "export", done=0, total=None)
    begin(chat.person, "mail")
    assert said(chat.say("is my export ready?")) == "Your export is under way: March."
    dispatch.finish(job, state=Job.State.FAILED, error_code="x", error_detail="The disk is full.")
    assert said(chat.say("did my export work?")) == "Your export failed: The disk is full."
    assert "Nothing of that kind" in said(chat.say("how far is my import?"))


def test_an_import_is_stopped(chat: Chat) -> None:
    job = begin(chat.person)
    assert "being stopped" in said(chat.say("cancel my import"))
    assert chat.person.get(f"/jobs/{job.pk}").json()["cancel_requested"]
    dispatch.finish(job, state=Job.State.CANCELLED)
    assert "nothing to stop" in said(chat.say("stop the import"))
    with chat.person.acting():
        enqueue(user_id=chat.person.user_id, kind="export")
    assert "had not begun" in said(chat.say("abort the export"))


@pytest.mark.parametrize(
    "eaten",
    ["an imported beer", "two eggs and imported cheese", "how much protein is in my import beer", "stop the lunch"],
)
def test_food_is_no_job(chat: Chat, eaten: str) -> None:
    tools = [receipt["tool"] for receipt in chat.say(eaten)["receipts"]]
    assert not {"get_jobs", "cancel_job"} & set(tools)


def test_a_model_is_told_of_jobs_by_kind(alice: Person) -> None:
    job = begin(alice)
    begin(alice, "mail")
    run = Run.begin(alice)
    assert [each["id"] for each in run.read("get_jobs", kind="import", active_only=True)["jobs"]] == [str(job.pk)]
    assert len(run.call("get_jobs")["jobs"]) == 2
    assert run.call("cancel_job", job_id=str(job.pk))["jobs"][0]["cancel_requested"]
