"""Files of other programs, read and written down; everything of a person's, written out."""

from typing import Any
from uuid import UUID

from fithub.core.models import Job
from fithub.exchange import exports, imports
from fithub.jobs.registry import Report, handles


@handles(imports.READ, soft=1700, hard=1800, retries=3)
def read(user_id: UUID, job: Job, report: Report, *, import_id: str) -> None:
    """Look at a file. Reads the same again when it is done again."""
    imports.look(user_id=user_id, import_id=UUID(import_id), tell=lambda done: report(done, None, "read"))


@handles(imports.COMMIT, soft=1700, hard=1800, retries=3)
def commit(user_id: UUID, job: Job, report: Report, *, import_id: str) -> dict[str, Any]:
    """Write down what a file says, all of it in one transaction; what is there already is not written again."""
    total = imports.counted(user_id=user_id, import_id=UUID(import_id))
    return imports.write(
        user_id=user_id, import_id=UUID(import_id), job=job, tell=lambda done: report(done, total, "written down")
    )


@handles(exports.MAKE, soft=1700, hard=1800, retries=3)
def export(user_id: UUID, job: Job, report: Report, *, export_id: str) -> dict[str, Any]:
    """Write everything of a person's into one file."""
    return exports.make(
        user_id=user_id, export_id=UUID(export_id), tell=lambda done, what: report(done, None, f"{what} written")
    )
