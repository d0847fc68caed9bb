"""Celery as it always is, with one kind of job more: `celery --app tests.chaos.worker worker`."""

import os
import random
import time
from typing import Any
from uuid import UUID

from django.db import connection

from fithub.config.celery import app
from fithub.core.jobs import hold
from fithub.core.models import Job
from fithub.core.once import once
from fithub.core.ownership import acting_as
from fithub.jobs.registry import Report, handles

__all__ = ["app"]

# Ticks for two beats to share.
if os.environ.get("FITHUB_CHAOS_TICKS"):
    app.conf.beat_schedule = {
        "chaos": {"task": "tests.chaos.nothing", "schedule": 1.0, "options": {"queue": "chaos-ticks"}}
    }
    app.conf.beat_max_loop_interval = 0.2


@handles("chaos")
def run(user_id: UUID, job: Job, report: Report, *, seconds: float) -> dict[str, Any]:
    """Take about so long, and write one row to `chaos.effect`; that it was begun stands in `chaos.begun`."""
    with acting_as(user_id), connection.cursor() as cursor:
        cursor.execute("INSERT INTO chaos.begun (job_id) VALUES (%s)", [job.pk])
    for step in range(4):
        report(step, 4)
        time.sleep(random.uniform(0, seconds / 2))

    def effect() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO chaos.effect (job_id) VALUES (%s)", [job.pk])

    with acting_as(user_id):
        hold(job)
        once(user_id=user_id, key=f"job:{job.pk}", asked="chaos", work=effect, keep=lambda _: None)
    return {"done": True}
