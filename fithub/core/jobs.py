"""What is done in the background for a person: asking for it, seeing how far it is, stopping it.

A job is a row before it is a message. `enqueue` writes it in the caller's transaction; once that is committed the broker is told,
and if the broker is away or forgets, `dispatch.send_due` tells it again. So a job is neither lost nor run for a change that was
rolled back. Running it is `fithub.jobs`' part.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from fithub.core.clock import now
from fithub.core.errors import Conflict, NotFound
from fithub.core.ids import new_id
from fithub.core.models import Dispatch, Job

logger = logging.getLogger(__name__)

# The queues, the most urgent first. `urgent`: somebody looks at a bar; `bulk`: minutes and hours.
QUEUES: Final = ("urgent", "default", "mail", "bulk")
UNFINISHED: Final = (Job.State.QUEUED, Job.State.RUNNING)
# How long a job may go without a sign of life before it is sent again.
LEASE: Final[timedelta] = settings.JOB_LEASE


@dataclass(frozen=True, slots=True)
class Message:
    """What the broker is told: which job of whom waits in which queue, to be taken up after `delay` seconds."""

    job_id: UUID
    user_id: UUID
    queue: str
    delay: float = 0.0


type Send = Callable[[Message], None]
_senders: list[Send] = []


def send_with(send: Send) -> None:
    """From now on jobs are sent with this. It may raise: what was not sent is sent again later."""
    _senders[:] = [send]


def send(message: Message) -> None:
    """Tell the broker, if it listens."""
    for each in _senders:
        try:
            each(message)
        except Exception:
            # The row stays, so only time is lost.
            logger.warning("job %s is not sent for now", message.job_id, exc_info=True)


def send_after_commit(message: Message) -> None:
    """Tell the broker once this transaction is committed."""
    transaction.on_commit(lambda: send(message))


def enqueue(
    *,
    user_id: UUID,
    kind: str,
    arguments: Mapping[str, Any] | None = None,
    queue: str = "default",
    key: str | None = None,
) -> Job:
    """Ask for a job of this kind (a handler of `fithub.jobs`), to begin once the caller's transaction is committed.

    Call within `acting_as`. `arguments` are kept as JSON: ids, dates and Decimals reach the handler as text. With a `key` that the
    person has a job for already that job is returned, whatever became of it, and nothing is begun.
    """
    if queue not in QUEUES:
        raise ValueError(f"there is no queue {queue!r}")
    job = Job(
        id=new_id(), user_id=user_id, kind=kind, queue=queue, key=key, arguments=dict(arguments or {}), created_at=now()
    )
    if key is None:
        job.save(force_insert=True)
    else:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        first = Job.objects.get(user_id=user_id, key=key)
        if first.pk != job.pk:
            return first
    job.refresh_from_db(fields=["run_after"])
    Dispatch.objects.create(job=job, user_id=user_id, kind=kind, queue=queue, due_at=Now() + LEASE)
    send_after_commit(Message(job.pk, user_id, queue))
    return job


def own_jobs(user_id: UUID) -> QuerySet[Job]:
    """The person's jobs, the newest first."""
    return Job.objects.filter(user_id=user_id).order_by("-id")


def job_of(*, user_id: UUID, job_id: UUID) -> Job:
    """One of the person's jobs. Raises NotFound (`job_not_found`)."""
    job = own_jobs(user_id).filter(pk=job_id).first()
    if job is None:
        raise NotFound("job_not_found", "There is no such job; GET /jobs lists yours.")
    return job


def cancel(*, user_id: UUID, job_id: UUID) -> Job:
    """Stop a job: at once where it waits, else as soon as its handler looks up; what it has written by then stays.

    Raises NotFound (`job_not_found`), Conflict (`job_finished`).
    """
    waiting = Job.objects.filter(user_id=user_id, pk=job_id, state=Job.State.QUEUED)
    if waiting.update(state=Job.State.CANCELLED, cancel_requested_at=Now(), finished_at=Now()):
        Dispatch.objects.filter(job_id=job_id).delete()
    else:
        Job.objects.filter(user_id=user_id, pk=job_id, state=Job.State.RUNNING, cancel_requested_at=None).update(
            cancel_requested_at=Now()
        )
    job = job_of(user_id=user_id, job_id=job_id)
    if job.cancel_requested_at is None:
        raise Conflict("job_finished", "This job is at its end already.")
    return job


def hold(job: Job) -> None:
    """Keep a running job until the transaction ends, so that nobody takes it up meanwhile: what is written beside it is written by
    one worker only.

    Call within `acting_as`. Raises JobLost where somebody else has taken it up.
    """
    with connection.cursor() as cursor:
        # Lets signs of life and progress pass, and nobody who takes it up (`dispatch.claim`).
        cursor.execute(
            "SELECT FROM core_job WHERE id = %s AND attempts = %s AND state = 'running' FOR KEY SHARE",
            [job.pk, job.attempts],
        )
        if cursor.rowcount != 1:
            raise JobLost


class JobStopped(Exception):
    """A job is to end here; raised by `report`, and passed on by its handler."""


class JobCancelled(JobStopped):
    """The person has cancelled it."""


class JobLost(JobStopped):
    """Another worker has taken it up."""


class JobOvertime(JobStopped):
    """It has taken longer than it may."""


def job_shape(job: Job) -> dict[str, Any]:
    """A job as the wire has it."""
    return {
        "id": job.pk,
        "kind": job.kind,
        "state": job.state,
        "cancel_requested": job.cancel_requested_at is not None,
        "done": job.done,
        "total": job.total,
        "message": job.message,
        "result": job.result,
        "error": {"code": job.error_code, "detail": job.error_detail} if job.error_code else None,
        "attempts": job.attempts,
        "created_at": job.created_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
    }
