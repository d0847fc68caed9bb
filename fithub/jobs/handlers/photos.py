"""Photos, written anew."""

from typing import Any
from uuid import UUID

from fithub.body.photo_files import process
from fithub.body.photos import KIND
from fithub.core.models import Job
from fithub.jobs.registry import Report, handles


@handles(KIND, soft=60, hard=90)
def run(user_id: UUID, job: Job, report: Report, *, file_id: str) -> dict[str, Any]:
    """Write a picture anew; one that cannot be read is a photo that failed, not a job that did."""
    return {"state": process(user_id=user_id, file_id=UUID(file_id))}
