"""The background's tools: how far it is, and stopping it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from fithub.accounts.scopes import Area
from fithub.core.jobs import UNFINISHED, cancel, job_shape, own_jobs
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool

_MOST = 10


class GetJobs(Arguments):
    """Which of them."""

    kind: Annotated[
        str | None, Field(max_length=40, description="import, export …; every kind where it is left out.")
    ] = None
    active_only: Annotated[bool, Field(description="Only those that wait or run.")] = False


@user_tool(args=GetJobs, writes=False, area=Area.DATA)
def get_jobs(ctx: Ctx, asked: GetJobs) -> Receipt:
    """How far things are that go on in the background: imports, exports, letters. The newest first; done of total where that is
    known, and why one failed."""
    jobs = own_jobs(ctx.user_id)
    if asked.kind is not None:
        jobs = jobs.filter(kind=asked.kind)
    if asked.active_only:
        jobs = jobs.filter(state__in=UNFINISHED)
    return {"jobs": [job_shape(job) for job in jobs[:_MOST]]}


class CancelJob(Arguments):
    """Which one."""

    job_id: UUID


@user_tool(args=CancelJob, writes=True, destructive=True, area=Area.DATA, idempotent=True)
def cancel_job(ctx: Ctx, asked: CancelJob) -> Receipt:
    """Stop something that goes on in the background, when the person asks for it. What it has written by then stays until they undo
    it."""
    job = cancel(user_id=ctx.user_id, job_id=asked.job_id)
    return {"jobs": [job_shape(job)], "message": "1 job is being stopped."}
