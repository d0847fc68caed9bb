"""The tasks, and when beat sends them."""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from celery.schedules import crontab
from django.db.models.functions import Now

from fithub.body.photo_files import sweep_photos
from fithub.coaching.usage import sweep_usage
from fithub.core.dispatch import send_due
from fithub.core.sweep import sweep
from fithub.exchange.sweeping import sweep_exchange
from fithub.jobs import running
from fithub.jobs.models import Tick
from fithub.jobs.sending import TASK
from fithub.jobs.summaries import dispatch_summaries

# How long it is remembered which ticks were taken.
_KEPT: Final = timedelta(days=14)

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
    """Remove replay keys, session links, jobs and ticks that have expired. Running twice removes nothing more."""
    logger.info("swept %s and %s imports and exports", sweep(), sweep_exchange())
    Tick.objects.filter(slot__lt=Now() - _KEPT).delete()


@shared_task
def sweep_files() -> None:
    """Remove the files of photos and of people that are gone. Running twice removes nothing more."""
    logger.info("swept the files of %s photos", sweep_photos())


@shared_task
def sweep_old_usage() -> None:
    """Remove what providers took on days that are kept no longer. Running twice removes nothing more."""
    logger.info("swept %s requests to providers", sweep_usage())


SCHEDULE: Final = {
    "send-due-jobs": {
        "task": send_due_jobs.name,
        "schedule": 20.0,
        "options": {"expires": 20, "queue": "urgent", "priority": 0},
    },
    "dispatch-summaries": {
        "task": dispatch_summaries.name,
        "schedule": crontab(),
        "options": {"expires": 55, "queue": "urgent", "priority": 0},
    },
    "sweep-files": {"task": sweep_files.name, "schedule": crontab(hour="3", minute="41"), "options": {"expires": 3600}},
    "sweep-usage": {
        "task": sweep_old_usage.name,
        "schedule": crontab(hour="3", minute="53"),
        "options": {"expires": 3600},
    },
    "sweep-expired": {"task": sweep_expired.name, "schedule": crontab(minute="17"), "options": {"expires": 1800}},
}
