"""Files of other programs: kept, looked at, mapped, and written down as one change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import batched
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError
from django.db.models import QuerySet

from fithub.accounts.queries import profile_of
from fithub.accounts.services import ZONES
from fithub.core import jobs
from fithub.core.clock import local_moment, now
from fithub.core.errors import Conflict, FitHubError, InvalidInput, NotFound, TooLarge
from fithub.core.ids import new_id
from fithub.core.models import ChangeSet, Job
from fithub.core.ownership import Actor, acting_as
from fithub.core.slots import Slot
from fithub.exchange import files
from fithub.exchange.dates import Order
from fithub.exchange.mapping import FileMapping, Question, changed, from_json, to_json, with_decimal
from fithub.exchange.models import Import
from fithub.exchange.overlaps import Sieve
from fithub.exchange.previews import AT_ONCE, MOST_PROBLEMS, Tell, preview, problem_shape
from fithub.exchange.reading import Reading, look_at, read
from fithub.exchange.rows import Place
from fithub.exchange.uploads import expanded_size
from fithub.exchange.writing import Writer

KEPT: Final = timedelta(days=30)
READ: Final = "import_read"
COMMIT: Final = "import_commit"
# A file that is less, unpacked too, is looked at while its sender waits: 25,000 rows of four letters are a second's work.
SMALL: Final = 100_000
# A file of less is waited for; a larger one keeps nobody else waiting.
_AWAITED: Final = 6_000_000
_BUSY: Final = (Import.State.READING, Import.State.COMMITTING)


def own_imports(user_id: UUID) -> QuerySet[Import]:
    """The person's imports, newest first."""
    return Import.objects.filter(user_id=user_id).order_by("-id")


def import_of(*, user_id: UUID, import_id: UUID, hold: bool = False) -> Import:
    """One import. Raises NotFound (`import_not_found`)."""
    rows = own_imports(user_id).select_for_update() if hold else own_imports(user_id)
    found = rows.filter(pk=import_id).first()
    if found is None:
        raise NotFound("import_not_found", "There is no such import; GET /imports lists yours.")
    return settled(found)


def settled(row: Import) -> Import:
    """The import as it stands when the job that had it in hand has come to nothing: cancelled, or given up."""
    if row.state not in _BUSY:
        return row
    job = Job.objects.filter(user_id=row.user_id, pk=row.job_id).first() if row.job_id else None
    if job is None or job.state in {Job.State.FAILED, Job.State.CANCELLED}:
        row.state = Import.State.READY if row.preview is not None else Import.State.FAILED
        row.error_code = (job.error_code if job else "") or "job_cancelled"
        row.error_detail = (
            job.error_detail if job else ""
        ) or "It was stopped before it was done; nothing was written."
    return row


def take(*, user_id: UUID, name: str, content: BinaryIO, size: int) -> tuple[Import, bool]:
    """Keep a file and look at it; the same file again is the import that is there. Not within `acting_as`.

    Of several at once one is kept. A small file has been looked at when this returns; a larger one is by a job. Raises TooLarge
    (`file_too_large`), InvalidInput (`file_empty`).
    """
    if size > settings.IMPORT_MAX_BYTES:
        raise TooLarge(
            "file_too_large", f"A file has at most {settings.IMPORT_MAX_BYTES // 1_000_000} MB; send it in parts."
        )
    if size == 0:
        raise InvalidInput("file_empty", "The file is empty.")
    digest = files.digest_of(content)
    row_id = new_id()
    before = _before(user_id, digest)
    if before is not None:
        return before, False
    path = files.keep(user_id=user_id, name=f"in-{row_id}", content=content)
    is_small = size <= SMALL and expanded_size(content) <= SMALL
    try:
        with acting_as(user_id, writes=True):
            for failed in own_imports(user_id).filter(digest=digest, state=Import.State.FAILED):
                _remove(failed)
            row = Import.objects.create(
                id=row_id,
                user_id=user_id,
                name=PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name[:200] or "file",
                size=size,
                digest=digest,
                path=path,
                created_at=now(),
                expires_at=now() + KEPT,
            )
            if not is_small:
                _enqueue(row, READ)
    except IntegrityError:
        files.drop(path)
        before = _before(user_id, digest)
        if before is None:
            raise
        return before, False
    except Exception:
        files.drop(path)
        raise
    if is_small:
        look(user_id=user_id, import_id=row_id, tell=lambda _: None)
    with acting_as(user_id):
        return import_of(user_id=user_id, import_id=row_id), True


def _before(user_id: UUID, digest: str) -> Import | None:
    """The import of the same file, unless nothing came of it."""
    with acting_as(user_id):
        profile_of(user_id)
        return own_imports(user_id).filter(digest=digest).exclude(state=Import.State.FAILED).first()


def remap(*, user_id: UUID, import_id: UUID, changes: Mapping[str, Any]) -> Import:
    """Read a file otherwise: `tables` ({name: {include?, date_order?, decimal?, columns?: {header: {role, unit}}}}), `zone`,
    `slots`.

    Call within `acting_as`; the preview is made anew by a job. Raises NotFound, Conflict (`import_busy`, `import_unreadable`),
    InvalidInput (`table_unknown`, `column_unknown`, `role_unknown`, `unit_unknown`, `time_zone_unknown`).
    """
    row = import_of(user_id=user_id, import_id=import_id, hold=True)
    if row.state in _BUSY:
        raise Conflict("import_busy", "This file is being read just now; wait until that is done.")
    if row.mapping is None:
        raise Conflict("import_unreadable", "This file could not be read, so nothing of it can be mapped.")
    mapping = _changed(from_json(row.mapping), changes)
    answered = changes.get("tables", {})
    row.mapping = to_json(mapping)
    row.questions = [each for each in row.questions if not _is_answered(each, answered)]
    row.state, row.preview = Import.State.READING, None
    _enqueue(row, READ)
    return row


def commit(*, user_id: UUID, import_id: UUID) -> Import:
    """Write down what the preview shows, by a job. Call within `acting_as`. A second time takes nothing twice.

    Raises NotFound, Conflict (`import_busy`, `import_unreadable`).
    """
    row = import_of(user_id=user_id, import_id=import_id, hold=True)
    if row.state == Import.State.COMMITTING:
        return row
    if row.state == Import.State.READING:
        raise Conflict("import_busy", "This file is being read just now; wait until that is done.")
    if row.mapping is None:
        raise Conflict("import_unreadable", f"This file could not be read: {row.error_detail}")
    row.state = Import.State.COMMITTING
    _enqueue(row, COMMIT)
    return row


def forget(*, user_id: UUID, import_id: UUID) -> None:
    """Drop a file; what was written from it stays. Call within `acting_as`. Raises NotFound, Conflict (`import_busy`)."""
    row = import_of(user_id=user_id, import_id=import_id, hold=True)
    if row.state == Import.State.COMMITTING:
        raise Conflict(
            "import_busy", "This file is being written down just now; wait until that is done, or cancel its job."
        )
    _remove(row)


def look(*, user_id: UUID, import_id: UUID, tell: Tell) -> None:
    """Read a file by its mapping, or by one that is proposed, and keep what it says. Not within `acting_as`; may run twice."""
    with acting_as(user_id):
        row = import_of(user_id=user_id, import_id=import_id)
        place, units = _place(row), profile_of(user_id).units
    try:
        with files.kept(row.path) as stream:
            if row.mapping is None:
                proposal = look_at(stream, name=row.name, place=place, units=units)
                mapping, questions = proposal.mapping, [_question(each) for each in proposal.questions]
                notes = {"left": list(proposal.left), "foreign_lines": proposal.foreign_lines}
            else:
                mapping, questions, notes = from_json(row.mapping), row.questions, {}
            said = preview(user_id=user_id, stream=stream, mapping=mapping, place=place, tell=tell)
    except FitHubError as error:
        values: dict[str, Any] = {
            "state": Import.State.FAILED,
            "error_code": error.code,
            "error_detail": error.detail[:500],
        }
    else:
        values = {
            "state": Import.State.READY,
            "program": mapping.program,
            "mapping": to_json(mapping),
            "questions": questions,
            "preview": notes | said,
            "error_code": "",
            "error_detail": "",
        }
    with acting_as(user_id, writes=True):
        fresh = import_of(user_id=user_id, import_id=import_id, hold=True)
        for name, value in values.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=list(values))


def write(*, user_id: UUID, import_id: UUID, job: Job, tell: Tell) -> dict[str, Any]:
    """Write down all that a file says, in one transaction and as one change: all of it or nothing. Not within `acting_as`.

    What was taken before is not taken again, so a second run after a crash, the same file and one that overlaps it add nothing.
    Raises InvalidInput where the file is broken; then it is as it was before.
    """
    change_set_id = new_id()
    try:
        with acting_as(
            user_id, actor=Actor.IMPORT, change_set_id=change_set_id, reason=f"import {import_id}", writes=True
        ):
            jobs.hold(job)
            row = import_of(user_id=user_id, import_id=import_id, hold=True)
            result = _written(row, tell)
            row.state, row.result, row.error_code, row.error_detail = Import.State.COMMITTED, result, "", ""
            if ChangeSet.objects.filter(pk=change_set_id).exists():
                row.change_set_id = change_set_id
            row.save(update_fields=["state", "result", "change_set_id", "error_code", "error_detail"])
            return {**result, "change_set_id": row.change_set_id}
    except FitHubError as error:
        with acting_as(user_id, writes=True):
            Import.objects.filter(user_id=user_id, pk=import_id, state=Import.State.COMMITTING).update(
                state=Import.State.FAILED, error_code=error.code, error_detail=error.detail[:500]
            )
        raise


def counted(*, user_id: UUID, import_id: UUID) -> int | None:
    """How many things a file has, as far as it has been looked at. Not within `acting_as`."""
    with acting_as(user_id):
        said = import_of(user_id=user_id, import_id=import_id).preview
    return int(sum(said["counts"].values())) if said else None


def _written(row: Import, tell: Tell) -> dict[str, Any]:
    assert row.mapping is not None
    mapping = from_json(row.mapping)
    place = _place(row)
    sieve, writer = Sieve(row.user_id, mapping), Writer(row.user_id, place, mapping.slots)
    problems = known_before = done = 0
    with files.kept(row.path) as stream:
        for batch in batched(read(stream, mapping=mapping, place=place, reading=Reading()), AT_ONCE, strict=False):
            parted = sieve.part(batch)
            writer.write(parted.new)
            problems += len(parted.problems)
            known_before += len(parted.there)
            done += len(parted.named)
            tell(done)
    return {
        "written": {kind: writer.written[kind] for kind in ("entries", "measurements", "water", "activities")},
        "duplicates": known_before,
        "problem_count": problems + len(writer.problems),
        "refused": [problem_shape(each) for each in writer.problems[:MOST_PROBLEMS]],
    }


def _changed(mapping: FileMapping, changes: Mapping[str, Any]) -> FileMapping:
    zone = changes.get("zone") or mapping.zone
    if zone not in ZONES:
        raise InvalidInput.field("zone", "time_zone_unknown", "Give an IANA time zone like Europe/Berlin.")
    slots = {**mapping.slots, **{name: Slot(slot) for name, slot in (changes.get("slots") or {}).items()}}
    tables = {table.name: table for table in mapping.tables}
    for name, wanted in (changes.get("tables") or {}).items():
        if name not in tables:
            raise InvalidInput.field("tables", "table_unknown", f"This file has no table “{name}”.")
        table = tables[name]
        for header, column in (wanted.get("columns") or {}).items():
            table = changed(table, header=header, role=column.get("role"), unit=column.get("unit"))
        if wanted.get("date_order"):
            table = replace(table, date_order=Order(wanted["date_order"]))
        if wanted.get("decimal"):
            table = with_decimal(table, wanted["decimal"])
        if wanted.get("include") is not None:
            is_in = bool(wanted["include"])
            table = replace(table, left_out="" if is_in else "You left it out.", included=is_in)
        tables[name] = table
    return FileMapping(mapping.program, tuple(tables.values()), zone, slots)


def _is_answered(question: Mapping[str, Any], tables: Mapping[str, Any]) -> bool:
    about = tables.get(question["table"]) or {}
    if question["column"] is not None:
        return question["column"] in (about.get("columns") or {})
    return about.get(question["asks"]) is not None


def _question(question: Question) -> dict[str, Any]:
    return {
        "table": question.table,
        "column": question.column,
        "asks": question.asks,
        "text": question.text,
        "options": list(question.options),
        "proposed": question.proposed,
    }


def _place(row: Import) -> Place:
    profile = profile_of(row.user_id)
    zone = row.mapping["zone"] if row.mapping else profile.time_zone
    return Place(zone, profile.day_start, local_moment(now(), profile.time_zone, profile.day_start).date)


def _enqueue(row: Import, kind: str) -> None:
    queue = "urgent" if row.size < _AWAITED else "bulk"
    job = jobs.enqueue(user_id=row.user_id, kind=kind, arguments={"import_id": row.pk}, queue=queue)
    row.job_id = job.pk
    row.save(update_fields=["job_id", "state", "mapping", "questions", "preview"])


def _remove(row: Import) -> None:
    files.drop(row.path)
    row.delete()


def is_undone(row: Import) -> bool:
    """Whether what was written from it has been taken back. Call within `acting_as`."""
    written = row.change_set_id
    return written is not None and ChangeSet.objects.filter(pk=written, undone_at__isnull=False).exists()


def import_shape(row: Import) -> dict[str, Any]:
    """An import as the wire has it. Call within `acting_as`."""
    return {
        "id": row.pk,
        "name": row.name,
        "size": row.size,
        "state": row.state,
        "program": row.program or None,
        "mapping": row.mapping,
        "questions": row.questions,
        "preview": row.preview,
        "result": row.result,
        "error": {"code": row.error_code, "detail": row.error_detail} if row.error_code else None,
        "job_id": row.job_id,
        "change_set_id": row.change_set_id,
        "undone": is_undone(row),
        "created_at": row.created_at,
        "expires_at": row.expires_at,
    }
