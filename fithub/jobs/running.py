"""Running one job: taking it up, its handler, and what becomes of it."""

import logging
import random
from typing import Any, Final
from uuid import UUID

import httpx
from django.db import InterfaceError, OperationalError
from django.db.models.functions import Now
from psycopg_pool import PoolTimeout
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from fithub.core import dispatch
from fithub.core.errors import FitHubError, Unavailable
from fithub.core.jobs import JobCancelled, JobLost, JobOvertime
from fithub.core.models import Job
from fithub.jobs.models import DeadLetter
from fithub.jobs.registry import Handler, handler_of
from fithub.jobs.watching import watching

logger = logging.getLogger(__name__)

# What may be otherwise in a moment.
TRANSIENT: Final = (
    Unavailable,
    OperationalError,
    InterfaceError,
    PoolTimeout,
    RedisConnectionError,
    RedisTimeoutError,
    ConnectionError,
    TimeoutError,
    httpx.TransportError,
)
_FIRST_WAIT: Final = 2.0
_LONGEST_WAIT: Final = 600.0
_OURS: Final = "Something went wrong on our side; it has been recorded and will be looked at."


def run(*, job_id: UUID, user_id: UUID) -> None:
    """Do a job if it is to be done now. Any number at once and any number of times: one does it."""
    job = dispatch.claim(user_id=user_id, job_id=job_id)
    if job is None:
        return
    handler = handler_of(job.kind)
    if handler is None:
        _give_up(job, "job_kind_unknown", "KindUnknown")
    elif job.retries > handler.retries:
        _give_up(job, "job_lost", "WorkerLost")
    else:
        _do(job, handler)


def wait_before(retry: int) -> float:
    """Seconds before the retry of this number: twice as long each time, and any part of that, so that not all come at once."""
    return random.uniform(0.5, 1.0) * min(_LONGEST_WAIT, _FIRST_WAIT * 2.0**retry)  # noqa: S311 (no secret)


def _do(job: Job, handler: Handler) -> None:
    with watching(job, handler) as watch:
        ending = _attempt(job, handler, watch.report)
    match ending:
        case JobLost():
            logger.warning("job %s (%s): another worker has taken it up", job.pk, job.kind)
        case JobCancelled():
            dispatch.finish(job, state=Job.State.CANCELLED, **watch.progress)
        case JobOvertime():
            _give_up(job, "job_overtime", "Overtime", "It took longer than it may, and was stopped.")
        case Exception() if isinstance(ending, TRANSIENT):
            _try_again(job, handler, ending)
        case FitHubError():
            dispatch.finish(job, state=Job.State.FAILED, error_code=ending.code, error_detail=ending.detail)
        case Exception():
            _give_up(job, "job_failed", type(ending).__qualname__)
        case _:
            dispatch.finish(job, state=Job.State.DONE, result=ending, **watch.progress)


def _attempt(job: Job, handler: Handler, report: Any) -> dict[str, Any] | Exception | None:
    """What came of it: the handler's result, or what it raised."""
    try:
        return handler.run(job.user_id, job, report, **job.arguments)
    except FitHubError as error:
        return error
    except Exception as error:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        return error


def _try_again(job: Job, handler: Handler, error: Exception) -> None:
    if job.retries >= handler.retries:
        told = error.detail if isinstance(error, FitHubError) else _OURS
        _give_up(job, error.code if isinstance(error, FitHubError) else "job_failed", type(error).__qualname__, told)
        return
    seconds = wait_before(job.retries)
    logger.warning("job %s (%s): %s; again in %.0f s", job.pk, job.kind, type(error).__qualname__, seconds)
    dispatch.put_off(job, seconds=seconds)


def _give_up(job: Job, code: str, error: str, detail: str = _OURS) -> None:
    """Fail the job and tell the operators, who may have it done anew."""

    def note() -> None:
        DeadLetter.objects.create(
            job_id=job.pk, kind=job.kind, queue=job.queue, error=error, attempts=job.attempts, at=Now()
        )

    dispatch.park(job, code=code, detail=detail, note=note)
