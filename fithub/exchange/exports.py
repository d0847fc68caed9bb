"""Everything of a person's in one file: asked for, made in the background, fetched by its owner, gone after a week."""

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from tempfile import TemporaryFile
from typing import IO, Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import profile_of
from fithub.core import jobs
from fithub.core.clock import now
from fithub.core.errors import Conflict, NotFound
from fithub.core.models import Job
from fithub.core.ownership import acting_as
from fithub.core.wire import to_json
from fithub.exchange import files
from fithub.exchange.everything import described, tables
from fithub.exchange.fhir import resources
from fithub.exchange.models import Export
from fithub.exchange.spreadsheets import sheets

MAKE: Final = "export"
KEPT: Final = timedelta(days=7)
_ABOUT: Final = """Everything that FitHub keeps of you, as of {at}.

data/       every table as JSON, one row a line of the list; schema.json says what the tables and their columns are
*.csv       the same diary, days and measurements for a spreadsheet: headers name the units, an empty cell is unknown.
            A text that begins like a formula has an apostrophe before it.
files/      the files that you have sent, as they are kept

Left out: your password, the links of your sessions and other secrets; and what is computed from the rest.
"""

type Tell = Callable[[int, str], None]


def own_exports(user_id: UUID) -> QuerySet[Export]:
    """The person's exports, newest first."""
    return Export.objects.filter(user_id=user_id).order_by("-id")


def export_of(*, user_id: UUID, export_id: UUID) -> Export:
    """One export. Raises NotFound (`export_not_found`)."""
    found = own_exports(user_id).filter(pk=export_id, expires_at__gt=now()).first()
    if found is None:
        raise NotFound("export_not_found", "There is no such export, or it has expired; GET /exports lists yours.")
    return found


def ask(*, user_id: UUID, form: str) -> Export:
    """Ask for an export; one that is being made in this form is not begun a second time. Call within `acting_as`."""
    profile_of(user_id)
    running = own_exports(user_id).filter(format=form, ready_at=None, expires_at__gt=now()).first()
    if running is not None and _state(running) in jobs.UNFINISHED:
        return running
    row = Export.objects.create(user_id=user_id, format=form, created_at=now(), expires_at=now() + KEPT)
    row.job_id = jobs.enqueue(user_id=user_id, kind=MAKE, arguments={"export_id": row.pk}, queue="bulk").pk
    row.save(update_fields=["job_id"])
    return row


def make(*, user_id: UUID, export_id: UUID, tell: Tell) -> dict[str, Any]:
    """Write the file. Not within `acting_as`; done again it is written anew.

    The person's writers wait meanwhile, so that all parts of it are of one moment and their totals agree.
    """
    with TemporaryFile() as content:
        with acting_as(user_id, writes=True):
            row = _asked_for(user_id, export_id)
            written = _zip(user_id, content, tell) if row.format == Export.Format.ZIP else _fhir(user_id, content, tell)
        size = content.tell()
        content.seek(0)
        path = files.keep(user_id=user_id, name=f"out-{export_id}", content=content)
    try:
        with acting_as(user_id, writes=True):
            row = _asked_for(user_id, export_id)
            before, row.path, row.size, row.ready_at = row.path, path, size, now()
            row.save(update_fields=["path", "size", "ready_at"])
    except Exception:
        files.drop(path)
        raise
    files.drop(before)
    return {"export_id": export_id, "size": size, "written": written}


def opened(row: Export) -> IO[bytes]:
    """The file, for its reader to close. Raises Conflict (`export_not_ready`)."""
    if row.ready_at is None:
        raise Conflict("export_not_ready", "This export is still being made; GET /jobs/{id} says how far it is.")
    return files.open_kept(row.path)


def forget(*, user_id: UUID, export_id: UUID) -> None:
    """Drop an export before its time. Call within `acting_as`. Raises NotFound (`export_not_found`)."""
    row = export_of(user_id=user_id, export_id=export_id)
    files.drop(row.path)
    row.delete()


def export_shape(row: Export) -> dict[str, Any]:
    """An export as the wire has it. Call within `acting_as`."""
    return {
        "id": row.pk,
        "format": row.format,
        "state": "ready" if row.ready_at else _state(row),
        "size": row.size,
        "file": f"/api/v1/exports/{row.pk}/file" if row.ready_at else None,
        "job_id": row.job_id,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
    }


def _asked_for(user_id: UUID, export_id: UUID) -> Export:
    found = own_exports(user_id).filter(pk=export_id).first()
    if found is None:
        raise NotFound("export_not_found", "This export was dropped before it was made.")
    return found


def _state(row: Export) -> str:
    job = Job.objects.filter(user_id=row.user_id, pk=row.job_id).first() if row.job_id else None
    return str(job.state) if job else Job.State.FAILED


def _zip(user_id: UUID, content: IO[bytes], tell: Tell) -> dict[str, int]:
    counts: dict[str, int] = {}
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.writestr("README.txt", _ABOUT.format(at=now().isoformat()))
        archive.writestr("schema.json", json.dumps(described(), indent=1))
        for name, rows in tables(user_id):
            with archive.open(f"data/{name}.json", "w", force_zip64=True) as member:
                counts[name] = _array(member, rows)
            tell(len(counts), name)
        for name, lines in sheets(user_id):
            with archive.open(name, "w", force_zip64=True) as member:
                for line in lines:
                    member.write(line.encode())
            tell(len(counts), name)
        for name, path in files.all_of(user_id):
            archive.write(path, f"files/{name}")
    return counts


def _array(member: IO[bytes], rows: Iterator[str]) -> int:
    count = 0
    member.write(b"[")
    for row in rows:
        member.write((",\n" if count else "\n").encode() + row.encode())
        count += 1
    member.write(b"\n]\n")
    return count


def _fhir(user_id: UUID, content: IO[bytes], tell: Tell) -> dict[str, int]:
    head = {"resourceType": "Bundle", "type": "collection", "timestamp": now().isoformat()}
    content.write(to_json(head)[:-1].encode() + b', "entry": [')
    counts: dict[str, int] = {}
    for count, resource in enumerate(resources(user_id)):
        entry = {"fullUrl": f"urn:fithub:{resource['resourceType']}:{resource['id']}", "resource": resource}
        if resource["resourceType"] == "Patient":
            entry["fullUrl"] = f"urn:uuid:{resource['id']}"
        content.write((",\n" if count else "\n").encode() + to_json(entry).encode())
        counts[resource["resourceType"]] = counts.get(resource["resourceType"], 0) + 1
        if count % 1_000 == 0:
            tell(count, "resources")
    content.write(b"\n]}\n")
    return counts
