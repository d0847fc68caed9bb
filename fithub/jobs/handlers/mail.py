"""Letters, one by one."""

from typing import Any
from uuid import UUID

from fithub.accounts.models import User
from fithub.core.clock import now
from fithub.core.jobs import hold, own_jobs
from fithub.core.mail import KIND, Letter
from fithub.core.models import Job
from fithub.core.ownership import Actor, acting_as
from fithub.jobs.registry import Report, handles
from fithub.jobs.smtp import compose, deliver, message_id


@handles(KIND, soft=90, hard=120, retries=10)
def run(user_id: UUID, job: Job, report: Report, **letter: Any) -> dict[str, Any]:
    """Send the letter, unless it has been sent.

    That it was sent is kept as soon as the server has taken it, and nobody else can take the job up meanwhile. A worker that dies
    between those two leaves a letter that is sent again under the same Message-ID; SMTP knows no better.
    """
    if job.result is not None:
        return dict(job.result)
    with acting_as(user_id, actor=Actor.SYSTEM):
        hold(job)
        address = User.objects.get(pk=user_id).email
        deliver(compose(Letter(**letter), to=address, job_id=job.pk))
        sent = {"message_id": message_id(job.pk), "sent_at": now()}
        # What it said is the reader's now.
        own_jobs(user_id).filter(pk=job.pk).update(result=sent, arguments={})
    return sent
