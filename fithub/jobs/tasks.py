"""The tasks, and when beat sends them."""

import logging
from typing import Final

from celery import shared_task
from celery.schedules import crontab

from fithub.core.sweep import sweep

logger = logging.getLogger(__name__)


@shared_task
def sweep_expired() -> None:
    """Remove replay keys and session links that have expired. Running twice removes nothing more."""
    logger.info("swept %s", sweep())


SCHEDULE: Final = {
    "sweep-expired": {"task": sweep_expired.name, "schedule": crontab(minute="17"), "options": {"expires": 1800}},
}
