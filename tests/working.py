"""A worker without Celery, as tests of what jobs do want it: here and now."""

from fithub.core.jobs import UNFINISHED, own_jobs
from fithub.core.models import Job
from fithub.jobs import running
from tests.people import Person


def work_for(person: Person) -> list[Job]:
    """Do what waits for this person, the oldest first, and what that asks for; the jobs as they then stand."""
    seen: list[Job] = []
    while True:
        with person.acting():
            waiting = (
                own_jobs(person.user_id).filter(state__in=UNFINISHED).exclude(pk__in=[job.pk for job in seen]).last()
            )
        if waiting is None:
            break
        running.run(job_id=waiting.pk, user_id=person.user_id)
        seen.append(waiting)
    with person.acting():
        return [own_jobs(person.user_id).get(pk=job.pk) for job in seen]
