"""What is done for you in the background: imports, exports, letters."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, page, reply
from api.schemas import Text
from fithub.core.jobs import UNFINISHED, cancel, job_of, job_shape, own_jobs
from fithub.core.models import Job as JobRow
from fithub.core.ownership import Actor

router = owned_router(Actor.FORM)

# When to look again, in seconds: what runs moves, what waits may wait for long.
LOOK_AGAIN = {JobRow.State.QUEUED: 2, JobRow.State.RUNNING: 1}
State = Literal["queued", "running", "done", "failed", "cancelled"]


class JobError(Schema):
    """Why a job failed: a stable code, and what to do next."""

    code: str
    detail: str


class Job(Schema):
    """Something that is done in the background. `done` of `total` (null: not known) and `message` say how far it is, `result` what
    came of it, `attempts` how often it was taken up."""

    id: UUID
    kind: str
    state: State
    cancel_requested: bool
    done: int
    total: int | None
    message: str
    result: dict[str, Any] | None
    error: JobError | None
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPage(Schema):
    items: list[Job]
    next: str | None


class Filters(Schema):
    """All of them optional; `active` are those that wait or run."""

    state: State | None = None
    active: bool | None = None
    kind: Text | None = Field(None, max_length=40)
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: JobPage, 401: Problem, 422: Problem}, tags=["jobs"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your jobs, newest first."""
    rows = own_jobs(caller(request))
    if filters.state is not None:
        rows = rows.filter(state=filters.state)
    if filters.active is not None:
        rows = rows.filter(state__in=UNFINISHED) if filters.active else rows.exclude(state__in=UNFINISHED)
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return page(list(rows[: filters.limit + 1]), filters.limit, job_shape, lambda row: [row.pk])


@router.get("/{uuid:job_id}", response={200: Job, 401: Problem, 404: Problem}, tags=["jobs"])
def show(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job. `Retry-After` says when it is worth looking again; without it the job is at its end."""
    return _answer(job_of(user_id=caller(request), job_id=job_id))


@router.post("/{uuid:job_id}/cancel", response={200: Job, 401: Problem, 404: Problem, 409: Problem}, tags=["jobs"])
def stop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Cancel a job: at once while it waits; while it runs, as soon as it can be stopped (`cancel_requested` until then). What it
    has written by then stays, and can be undone."""
    return _answer(cancel(user_id=caller(request), job_id=job_id))


def _answer(job: JobRow) -> HttpResponse:
    answer = reply(job_shape(job))
    again = LOOK_AGAIN.get(JobRow.State(job.state))
    if again is not None:
        answer.headers["Retry-After"] = str(again)
    return answer
