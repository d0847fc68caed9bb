"""Who works on a job: taking it up, signs of life, putting it off, ending it, and sending again what nobody works on.

Whoever takes a job up holds it while they give signs of life; `attempts` tells holders apart, and each statement here names it, so
one that was given up for dead changes nothing any more. All times are the database's.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from fithub.core import jobs
from fithub.core.jobs import Message, own_jobs, send, send_after_commit
from fithub.core.models import Dispatch, Job
from fithub.core.ownership import Actor, acting_as, dispatching

# So many are sent again at a time.
_BATCH: Final = 500


def claim(*, user_id: UUID, job_id: UUID) -> Job | None:
    """Take a job up; None where it is not to be done now: it is at its end, put off, or somebody works on it."""
    with acting_as(user_id, actor=Actor.SYSTEM):
        waits = Q(state=Job.State.QUEUED, run_after__lte=Now())
        given_up = Q(state=Job.State.RUNNING, heartbeat__lt=Now() - jobs.LEASE)
        found = own_jobs(user_id).filter(waits | given_up, pk=job_id)
        job = found.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        if job.cancel_requested_at is not None:
            _end(job, state=Job.State.CANCELLED)
            return None
        own_jobs(user_id).filter(pk=job_id).update(
            state=Job.State.RUNNING,
            attempts=F("attempts") + 1,
            retries=F("retries") + int(job.state == Job.State.RUNNING),
            started_at=Coalesce("started_at", Now()),
            heartbeat=Now(),
        )
        Dispatch.objects.filter(job_id=job_id).update(due_at=Now() + jobs.LEASE)
        job.refresh_from_db()
        return job


def beat(job: Job, *, done: int, total: int | None, message: str) -> Job | None:
    """A sign of life, and how far it is; the job as it stands, None where it is not the caller's any more."""
    with acting_as(job.user_id, actor=Actor.SYSTEM):
        if not _held(job).update(heartbeat=Now(), done=done, total=total, message=message):
            return None
        Dispatch.objects.filter(job_id=job.pk).update(due_at=Now() + jobs.LEASE)
        return own_jobs(job.user_id).get(pk=job.pk)


def finish(job: Job, **ending: Any) -> bool:
    """End a job with a `state` and what else it is to say. False where it is not the caller's any more."""
    with acting_as(job.user_id, actor=Actor.SYSTEM):
        return _locked(job) and _end(job, **ending)


def park(job: Job, *, code: str, detail: str, note: Callable[[], object]) -> bool:
    """Fail a job so that it may be begun anew later (`revive`), and `note` it in the same transaction. False where it is not the
    caller's any more."""
    with acting_as(job.user_id, actor=Actor.SYSTEM):
        if not _locked(job):
            return False
        own_jobs(job.user_id).filter(pk=job.pk).update(
            state=Job.State.FAILED, error_code=code, error_detail=detail, finished_at=Now()
        )
        Dispatch.objects.filter(job_id=job.pk).update(due_at=None)
        note()
        return True


def revive(job_id: UUID) -> bool:
    """Begin a parked job anew, as if it had never been tried. False where there is no such job (any more)."""
    with dispatching():
        parked = Dispatch.objects.filter(job_id=job_id, due_at=None).first()
    if parked is None:
        return False
    with acting_as(parked.user_id, actor=Actor.SYSTEM):
        if (
            not own_jobs(parked.user_id)
            .filter(pk=job_id, state=Job.State.FAILED)
            .update(
                state=Job.State.QUEUED, error_code="", error_detail="", run_after=Now(), finished_at=None, retries=0
            )
        ):
            return False
        Dispatch.objects.filter(job_id=job_id).update(due_at=Now() + jobs.LEASE)
        send_after_commit(Message(job_id, parked.user_id, parked.queue))
        return True


def put_off(job: Job, *, seconds: float) -> bool:
    """Let a job wait and be tried again. False where it is not the caller's any more."""
    wait = timedelta(seconds=seconds)
    with acting_as(job.user_id, actor=Actor.SYSTEM):
        if not _locked(job):
            return False
        own_jobs(job.user_id).filter(pk=job.pk).update(
            state=Job.State.QUEUED, run_after=Now() + wait, retries=F("retries") + 1
        )
        Dispatch.objects.filter(job_id=job.pk).update(due_at=Now() + wait + jobs.LEASE)
        send_after_commit(Message(job.pk, job.user_id, job.queue, seconds))
        return True


def send_due() -> int:
    """Send again the jobs that were sent a lease ago and are neither worked on nor at their end; how many these were.

    Any number of senders at once: each takes other rows.
    """
    sent = 0
    while batch := _take_due():
        for message in batch:
            send(message)
        sent += len(batch)
    return sent


def _take_due() -> list[Message]:
    with dispatching(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_dispatch SET due_at = now() + make_interval(secs => %s) WHERE job_id IN ("
            " SELECT job_id FROM core_dispatch WHERE due_at <= now() ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED)"
            " RETURNING job_id, user_id, queue",
            [jobs.LEASE.total_seconds(), _BATCH],
        )
        return [Message(*row) for row in cursor.fetchall()]


def _held(job: Job) -> Any:
    return own_jobs(job.user_id).filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _locked(job: Job) -> bool:
    """Whether the job is still the caller's; if so nobody takes it up until the transaction ends."""
    return _held(job).select_for_update().first() is not None


def _end(job: Job, **ending: Any) -> bool:
    own_jobs(job.user_id).filter(pk=job.pk).update(finished_at=Now(), **ending)
    Dispatch.objects.filter(job_id=job.pk).delete()
    return True
