"""The tasks, and when beat sends them."""

import logging
from typing import Final
from uuid import UUID

from celery import shared_task
from celery.schedules import crontab

from fithub.core.dispatch import send_due
from fithub.core.sweep import sweep
from fithub.jobs import running
from fithub.jobs.sending import TASK

logger = logging.getLogger(__name__)


@shared_task(name=TASK)
def run_job(job_id: str, user_id: str) -> None:
    """Do a job. What a worker drops is done by another; what comes twice is done once."""
    running.run(job_id=UUID(job_id), user_id=UUID(user_id))


@shared_task
def send_due_jobs() -> None:
    """Send again the jobs that nobody works on. Twice at once sends each once."""
    sent = send_due()
    if sent:
        logger.info("sent %s jobs again", sent)


@shared_task
def sweep_expired() -> None:
    """Remove replay keys, session links and jobs that have expired. Running twice removes nothing more."""
    logger.info("swept %s", sweep())


SCHEDULE: Final = {
    "send-due-jobs": {
        "task": send_due_jobs.name,
        "schedule": 20.0,
        "options": {"expires": 20, "queue": "urgent", "priority": 0},
    },
    "sweep-expired": {"task": sweep_expired.name, "schedule": crontab(minute="17"), "options": {"expires": 1800}},
}
