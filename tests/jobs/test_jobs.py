"""Jobs: asked for, done, seen, tried again, given up, cancelled."""

import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from fithub.body.models import Target
from fithub.core import dispatch
from fithub.core.errors import InvalidInput, Unavailable
from fithub.core.jobs import JobLost, Message, enqueue, hold, own_jobs, send_with
from fithub.core.models import Dispatch, Job
from fithub.core.ownership import dispatching
from fithub.jobs import running, sending
from fithub.jobs.models import DeadLetter
from fithub.jobs.registry import LONGEST, handles
from tests.api.test_openapi import conforms
from tests.people import Person
from tests.working import work_for

NOBODY = "01990000-0000-7000-8000-000000000000"


def handler(run: Callable[..., Any], **limits: int) -> str:
    """A kind of job of this test's own."""
    kind = f"test_{uuid4().hex}"
    handles(kind, **limits)(run)
    return kind


def ask(person: Person, kind: str, **options: Any) -> Job:
    with person.acting():
        return enqueue(user_id=person.user_id, kind=kind, **options)


def look(person: Person, job: Job) -> dict[str, Any]:
    answer = person.get(f"/jobs/{job.pk}")
    shape: dict[str, Any] = conforms(answer, "/jobs/{job_id}", "GET")
    assert ("Retry-After" in answer.headers) == (shape["state"] in {"queued", "running"})
    return shape


@pytest.fixture
def sent() -> Any:
    """What the broker is told, instead of telling it."""
    messages: list[Message] = []
    send_with(messages.append)
    yield messages
    send_with(sending.send)


def make_due(owner_url: str, job: Job) -> None:
    """As if a lease had passed without a sign of life."""
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE core_job SET heartbeat = heartbeat - interval '1 day', run_after = now() WHERE id = %s", [job.pk]
        )
        owner.execute("UPDATE core_dispatch SET due_at = now() WHERE job_id = %s", [job.pk])


def test_a_job_is_asked_for_done_and_seen_by_its_person_alone(alice: Person, bob: Person, sent: list[Message]) -> None:
    def run(user_id: UUID, job: Job, report: Any, *, grams: str) -> dict[str, Any]:
        report(1, 2, "half of it")
        seen.append(look(alice, job)["state"])
        report(2, 2, "all of it")
        return {"grams": float(grams), "for": user_id}

    seen: list[str] = []
    job = ask(alice, handler(run), arguments={"grams": "12.5"}, queue="urgent")
    assert sent == [Message(job.pk, alice.user_id, "urgent")]
    before = look(alice, job)
    assert (before["state"], before["attempts"], before["total"]) == ("queued", 0, None)
    (done,) = work_for(alice)
    assert seen == ["running"]
    shown = look(alice, done)
    assert (shown["state"], shown["done"], shown["total"], shown["message"]) == ("done", 2, 2, "all of it")
    assert shown["result"] == {"grams": 12.5, "for": str(alice.user_id)}
    assert shown["started_at"] <= shown["finished_at"]
    running.run(job_id=job.pk, user_id=alice.user_id)
    assert seen == ["running"], "a message that comes twice does nothing"
    assert bob.get(f"/jobs/{job.pk}").status_code == bob.post(f"/jobs/{job.pk}/cancel").status_code == 404
    assert bob.get("/jobs").json() == {"items": [], "next": None}
    running.run(job_id=job.pk, user_id=bob.user_id)


def test_jobs_are_listed_newest_first_and_by_what_they_are(alice: Person, sent: list[Message]) -> None:
    kinds = [handler(lambda *_, **__: None) for _ in range(3)]
    jobs = [ask(alice, kind) for kind in kinds]
    running.run(job_id=jobs[1].pk, user_id=alice.user_id)

    def ids(query: str) -> list[str]:
        listed = conforms(alice.get(f"/jobs?{query}"), "/jobs", "GET")
        return [each["id"] for each in listed["items"]]

    assert ids("") == [str(job.pk) for job in reversed(jobs)]
    assert ids("active=true") == [str(jobs[2].pk), str(jobs[0].pk)]
    assert ids("active=false") == ids("state=done") == ids(f"kind={kinds[1]}") == [str(jobs[1].pk)]
    first = alice.get("/jobs?limit=2").json()
    rest = alice.get(f"/jobs?limit=2&cursor={first['next']}").json()
    assert ([each["id"] for each in rest["items"]], rest["next"]) == ([str(jobs[0].pk)], None)
    for query in ("state=lost", "limit=0", "cursor=nonsense"):
        assert alice.get(f"/jobs?{query}").status_code == 422
    assert alice.get(f"/jobs/{NOBODY}").status_code == 404


def test_nothing_is_sent_for_what_is_rolled_back(alice: Person, sent: list[Message]) -> None:
    with pytest.raises(InvalidInput), alice.acting():
        raise InvalidInput(enqueue(user_id=alice.user_id, kind="sing").kind, "and nothing comes of it")
    assert sent == []
    assert alice.get("/jobs").json()["items"] == []


def test_under_one_key_there_is_one_job(alice: Person, bob: Person, sent: list[Message]) -> None:
    kind = handler(lambda *_, **__: None)
    first, again, theirs = (ask(person, kind, key="summary 2026-05-01") for person in (alice, alice, bob))
    assert first.pk == again.pk != theirs.pk
    assert len(sent) == 2
    work_for(alice)
    assert ask(alice, kind, key="summary 2026-05-01").state == Job.State.DONE
    results: list[Job] = []
    kind = handler(lambda *_, **__: None)

    def at_once() -> None:
        results.append(ask(alice, kind, key="two at once"))
        connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({job.pk for job in results}) == 1
    assert len(sent) == 3


def test_an_error_of_the_persons_ends_the_job_with_its_code(alice: Person, sent: list[Message]) -> None:
    def run(*_: Any) -> None:
        raise InvalidInput.field("file", "file_unreadable", "Send a CSV file.")

    job = ask(alice, handler(run))
    work_for(alice)
    assert look(alice, job)["error"] == {"code": "file_unreadable", "detail": "Send a CSV file."}
    assert not DeadLetter.objects.filter(job_id=job.pk).exists()


@pytest.mark.parametrize(
    "error", [Unavailable("source_away", "Try later."), OperationalError(), ConnectionResetError()]
)
def test_what_may_be_otherwise_in_a_moment_is_tried_again_with_longer_waits(
    alice: Person, sent: list[Message], owner_url: str, error: Exception
) -> None:
    def run(*_: Any) -> None:
        raise error

    job = ask(alice, handler(run, retries=3))
    waits = []
    for attempt in range(1, 4):
        running.run(job_id=job.pk, user_id=alice.user_id)
        shown = look(alice, job)
        assert (shown["state"], shown["attempts"], shown["error"]) == ("queued", attempt, None)
        waits.append(sent[-1].delay)
        running.run(job_id=job.pk, user_id=alice.user_id)
        assert look(alice, job)["attempts"] == attempt, "not before it has waited"
        make_due(owner_url, job)
    assert all(2**n <= wait <= 2 * 2**n for n, wait in enumerate(waits))
    running.run(job_id=job.pk, user_id=alice.user_id)
    assert look(alice, job)["state"] == "failed"
    letter = DeadLetter.objects.get(job_id=job.pk)
    assert (letter.error, letter.attempts, letter.resolved_at) == (type(error).__name__, 4, None)


def test_waits_grow_and_end_somewhere() -> None:
    assert max(running.wait_before(retry) for retry in range(60)) <= 600
    assert 300 <= running.wait_before(200) <= 600


def test_a_mistake_of_ours_is_a_dead_letter_that_can_be_sent_again(
    alice: Person, sent: list[Message], caplog: pytest.LogCaptureFixture
) -> None:
    mended = False

    def run(user_id: UUID, job: Job, report: Any, *, name: str) -> dict[str, Any]:
        if not mended:
            raise KeyError(name)
        return {"name": name}

    job = ask(alice, handler(run), arguments={"name": "Alice Liddell"})
    work_for(alice)
    shown = look(alice, job)
    assert (shown["state"], shown["error"]["code"]) == ("failed", "job_failed")
    letter = DeadLetter.objects.get(job_id=job.pk)
    assert "Alice" not in str(vars(letter)), "it says what kind of error it was, and nothing that it was about"
    assert not dispatch.send_due() or Message(job.pk, alice.user_id, "default") not in sent[1:], "it waits for somebody"
    mended = True
    assert dispatch.revive(job.pk)
    assert not dispatch.revive(job.pk)
    assert sent[-1] == Message(job.pk, alice.user_id, "default")
    work_for(alice)
    assert (look(alice, job)["state"], look(alice, job)["result"]) == ("done", {"name": "Alice Liddell"})


def test_a_kind_that_nobody_does_is_a_dead_letter(alice: Person, sent: list[Message]) -> None:
    job = ask(alice, "sing")
    work_for(alice)
    assert look(alice, job)["error"]["code"] == "job_kind_unknown"
    assert DeadLetter.objects.get(job_id=job.pk).error == "KindUnknown"


def test_what_waits_is_cancelled_at_once_and_what_runs_as_soon_as_it_looks_up(
    alice: Person, sent: list[Message]
) -> None:
    def run(user_id: UUID, job: Job, report: Any) -> None:
        for step in range(1000):
            report(step, 1000)
            if step == 1:
                asked = conforms(alice.post(f"/jobs/{job.pk}/cancel"), "/jobs/{job_id}/cancel", "POST")
                assert (asked["state"], asked["cancel_requested"]) == ("running", True)
            time.sleep(0.02)

    kind = handler(run)
    waiting, working = ask(alice, kind), ask(alice, kind)
    assert conforms(alice.post(f"/jobs/{waiting.pk}/cancel"), "/jobs/{job_id}/cancel", "POST")["state"] == "cancelled"
    assert alice.post(f"/jobs/{waiting.pk}/cancel").json()["state"] == "cancelled"
    assert [job.pk for job in work_for(alice)] == [working.pk]
    shown = look(alice, working)
    assert (shown["state"], shown["total"], shown["error"]) == ("cancelled", 1000, None)
    assert 1 < shown["done"] < 999
    finished = ask(alice, handler(lambda *_, **__: None))
    work_for(alice)
    refused = alice.post(f"/jobs/{finished.pk}/cancel")
    assert (refused.status_code, refused.json()["code"]) == (409, "job_finished")


def test_what_takes_too_long_is_stopped_where_it_reports_and_cut_off_where_it_does_not(
    alice: Person, sent: list[Message], caplog: pytest.LogCaptureFixture
) -> None:
    def reports(user_id: UUID, job: Job, report: Any) -> None:
        while True:
            report(0)
            time.sleep(0.05)

    def computes(user_id: UUID, job: Job, report: Any) -> None:
        while True:
            sum(range(1000))

    def queries(user_id: UUID, job: Job, report: Any) -> None:
        with alice.acting(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")

    for run in (reports, computes, queries):
        job = ask(alice, handler(run, soft=1, hard=2))
        began = time.monotonic()
        work_for(alice)
        assert time.monotonic() - began < 5, run
        assert look(alice, job)["error"]["code"] == "job_overtime", run
    with pytest.raises(ValueError, match="limits"):
        handler(reports, soft=10, hard=LONGEST + 1)


def test_what_its_worker_left_behind_is_taken_up_by_another(alice: Person, sent: list[Message], owner_url: str) -> None:
    job = ask(alice, handler(lambda *_, **__: {"by": "the second"}))
    first = dispatch.claim(user_id=alice.user_id, job_id=job.pk)
    assert first is not None
    assert dispatch.claim(user_id=alice.user_id, job_id=job.pk) is None
    assert dispatch.beat(first, done=1, total=2, message="alive") is not None
    del sent[:]
    dispatch.send_due()
    assert job.pk not in [message.job_id for message in sent], "it gives signs of life"
    make_due(owner_url, job)
    dispatch.send_due()
    assert [message.job_id for message in sent].count(job.pk) == 1
    dispatch.send_due()
    assert [message.job_id for message in sent].count(job.pk) == 1
    work_for(alice)
    shown = look(alice, job)
    assert (shown["state"], shown["attempts"], shown["result"]) == ("done", 2, {"by": "the second"})
    assert dispatch.beat(first, done=2, total=2, message="still here") is None
    assert not dispatch.finish(first, state=Job.State.FAILED, error_code="late")
    assert not dispatch.put_off(first, seconds=0)
    with pytest.raises(JobLost), alice.acting():
        hold(first)
    assert look(alice, job) == shown


def test_while_a_worker_writes_nobody_takes_its_job_up(alice: Person, sent: list[Message], owner_url: str) -> None:
    job = ask(alice, handler(lambda *_, **__: None))
    first = dispatch.claim(user_id=alice.user_id, job_id=job.pk)
    assert first is not None
    taken: list[Job | None] = []

    def other() -> None:
        taken.append(dispatch.beat(first, done=1, total=None, message=""))
        make_due(owner_url, job)
        taken.append(dispatch.claim(user_id=alice.user_id, job_id=job.pk))
        connection.close()

    with alice.acting():
        hold(first)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(5)
    alive, second = taken
    assert alive is not None
    assert second is None
    assert dispatch.claim(user_id=alice.user_id, job_id=job.pk) is not None


def test_a_job_that_kills_its_workers_is_given_up(alice: Person, sent: list[Message], owner_url: str) -> None:
    job = ask(alice, handler(lambda *_, **__: None, retries=2))
    for _ in range(3):
        assert dispatch.claim(user_id=alice.user_id, job_id=job.pk)
        make_due(owner_url, job)
    work_for(alice)
    assert look(alice, job)["error"]["code"] == "job_lost"
    assert DeadLetter.objects.get(job_id=job.pk).error == "WorkerLost"


def test_across_people_only_who_waits_for_what_is_seen(alice: Person, bob: Person, sent: list[Message]) -> None:
    job = ask(alice, "sing", arguments={"secret": "words"})
    assert not Dispatch.objects.exists()
    with bob.acting():
        assert not Dispatch.objects.exists()
        assert not Job.objects.exists()
    with dispatching():
        seen = Dispatch.objects.get(job_id=job.pk)
        assert (seen.user_id, seen.kind, seen.queue) == (alice.user_id, "sing", "default")
        assert not Job.objects.exists()
        assert Dispatch.objects.filter(job_id=job.pk).delete()[0] == 0
        assert not own_jobs(alice.user_id).update(state="done")
    for change in ({"kind": "dance"}, {"user": bob.user_id}):
        with pytest.raises(Exception, match="permission denied"), dispatching():
            Dispatch.objects.filter(job_id=job.pk).update(**change)
    with transaction.atomic():
        assert Target.objects.count() == 0


def test_an_account_takes_its_jobs_with_it(alice: Person, sent: list[Message], owner_url: str) -> None:
    job = ask(alice, "sing")
    work_for(alice)
    assert DeadLetter.objects.filter(job_id=job.pk).exists()
    assert alice.delete("/me").status_code == 204
    with psycopg.connect(owner_url) as owner:
        for table in ("core_job", "core_dispatch"):
            assert owner.execute(f"SELECT count(*) FROM {table} WHERE user_id = %s", [alice.user_id]).fetchone() == (0,)
    assert not DeadLetter.objects.filter(job_id=job.pk).exists()
    running.run(job_id=job.pk, user_id=alice.user_id)
    assert not dispatch.revive(job.pk)


def test_a_broker_that_is_away_keeps_nobody_waiting(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CELERY", settings.CELERY | {"broker_url": "redis://127.0.0.1:1/0"})
    sending._sender.cache_clear()
    try:
        began = time.monotonic()
        jobs = [ask(alice, "sing") for _ in range(3)]
        assert time.monotonic() - began < 2
    finally:
        sending._sender.cache_clear()
        monkeypatch.setattr(sending, "_away_until", 0.0)
    assert {look(alice, job)["state"] for job in jobs} == {"queued"}


def test_a_long_message_is_shortened(alice: Person, sent: list[Message]) -> None:
    def run(user_id: UUID, job: Job, report: Any) -> None:
        report(0, 10**12, "x" * 1000)

    job = ask(alice, handler(run))
    work_for(alice)
    assert (look(alice, job)["message"], look(alice, job)["total"]) == ("x" * 300, 10**12)
