"""Files of other programs: sent, looked at, mapped, written down as one change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Annotated, Any, Literal, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import Query, Router, Schema
from pydantic import Field

from api.auth import bearer, caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input, Text
from fithub.core.errors import InvalidInput, TooLarge
from fithub.core.ownership import Actor, acting_as
from fithub.core.slots import Slot
from fithub.exchange import imports
from fithub.exchange.imports import import_shape

router = owned_router(Actor.FORM)
# A file is no request body to be kept in memory: its content is what makes it the same when it is sent again.
uploads = Router(auth=bearer)

_CHUNK = 1 << 20


class ImportColumn(Schema):
    """A column: its header, what it is (null: it is left out), and the unit of its numbers."""

    header: str
    role: str | None
    unit: str | None


class ImportTable(Schema):
    """A table of the file and how it is read; `left_out` says why it is not."""

    name: str
    program: str
    columns: list[ImportColumn]
    date_order: Literal["day_first", "month_first"]
    decimal: str
    left_out: str
    summary: bool


class ImportMapping(Schema):
    program: str
    zone: str
    slots: dict[str, Slot]
    tables: list[ImportTable]


class ImportQuestion(Schema):
    """What the file does not say: in which unit, or in which order, between what, and what is taken until you say."""

    table: str
    column: str | None
    asks: str
    text: str
    options: list[str]
    proposed: str


class ImportProblem(Schema):
    """Why a row is not taken."""

    table: str
    row: int | None
    column: str
    code: str
    detail: str


class ImportPreview(Schema):
    """What the file says when it is read so: how many of each, the first rows as they would be written, what is wrong
    (`problems`: the first 200), what is there already (`duplicates`), what FitHub does not keep (`skipped`)."""

    counts: dict[str, int]
    new: int
    duplicates: int
    first_date: date | None
    last_date: date | None
    rows: list[dict[str, Any]]
    problem_count: int
    problem_codes: dict[str, int]
    problems: list[ImportProblem]
    skipped: dict[str, int]
    unknown_slots: dict[str, int]
    left: list[str] = []
    foreign_lines: int = 0


class ImportFailure(Schema):
    code: str
    detail: str


class ImportFile(Schema):
    """A file of another program. `state`: reading, ready (to be looked at and committed), committing, committed, failed.
    `change_set_id`: all that it wrote, for POST /changes/undo; `undone`: that has been taken back."""

    id: UUID
    name: str
    size: int
    state: Literal["reading", "ready", "committing", "committed", "failed"]
    program: str | None
    mapping: ImportMapping | None
    questions: list[ImportQuestion]
    preview: ImportPreview | None
    result: dict[str, Any] | None
    error: ImportFailure | None
    job_id: UUID | None
    change_set_id: UUID | None
    undone: bool
    created_at: datetime
    expires_at: datetime


class ImportPage(Schema):
    items: list[ImportFile]
    next: str | None


class WantedColumn(Input):
    role: Annotated[Text, Field(max_length=40)] | None = None
    unit: Annotated[Text, Field(max_length=20)] | None = None


class WantedTable(Input):
    """How to read a table; what is not sent stays. `include`: true takes all of it, what would count a day twice
    (`day_counted_twice`) too."""

    include: bool | None = None
    date_order: Literal["day_first", "month_first"] | None = None
    decimal: Literal[".", ","] | None = None
    columns: Annotated[dict[str, WantedColumn], Field(max_length=200)] | None = None


class Remapping(Input):
    """Answers and corrections: by the tables' names and their columns' headers; `slots`: which meal a name of the program's is."""

    tables: Annotated[dict[str, WantedTable], Field(max_length=60)] | None = None
    zone: Annotated[Text, Field(max_length=64)] | None = None
    slots: Annotated[dict[Annotated[Text, Field(max_length=60)], Slot], Field(max_length=60)] | None = None

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {
            "examples": [
                {
                    "tables": {
                        "weight.csv": {
                            "date_order": "day_first",
                            "columns": {"Weight": {"role": "weight_kg", "unit": "lb"}},
                        }
                    },
                    "slots": {"Meal 1": "breakfast"},
                }
            ]
        },
    }


class Paging(Schema):
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = None


_BODY = {
    "requestBody": {
        "required": True,
        "description": "The file: as `file` of a form, or as the body itself with its name in `X-File-Name`.",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@uploads.post(
    "",
    response={200: ImportFile, 201: ImportFile, 401: Problem, 413: Problem, 422: Problem},
    tags=["imports"],
    openapi_extra=_BODY,
)
def create(request: HttpRequest) -> HttpResponse:
    """Send a file: CSV of MyFitnessPal, Cronometer, MacroFactor, a scale or a spreadsheet, an Excel workbook (.xlsx) such as
    MacroFactor's own export, Apple Health's export.xml, or a zip of CSV or XML.
    Nothing is written yet. The same file again is the import that there is."""
    with _content(request) as (name, content, size):
        row, is_new = imports.take(user_id=caller(request), name=name, content=cast(Any, content), size=size)
    with acting_as(caller(request)):
        return reply(import_shape(row), 201 if is_new else 200)


@uploads.get("", response={200: ImportPage, 401: Problem, 422: Problem}, tags=["imports"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your imports, newest first."""
    with acting_as(caller(request)):
        rows = imports.own_imports(caller(request))
        after = decode_cursor(paging.cursor, lambda key: UUID(key[0]))
        if after is not None:
            rows = rows.filter(id__lt=after)
        found = [imports.settled(row) for row in rows[: paging.limit + 1]]
        return page(found, paging.limit, import_shape, lambda row: [row.pk])


@router.get("/{uuid:import_id}", response={200: ImportFile, 401: Problem, 404: Problem}, tags=["imports"])
def show(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """One import: what was recognised, how it would be read, and what it would write."""
    return reply(import_shape(imports.import_of(user_id=caller(request), import_id=import_id)))


@router.patch(
    "/{uuid:import_id}",
    response={200: ImportFile, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["imports"],
)
def edit(request: HttpRequest, import_id: UUID, body: Remapping) -> HttpResponse:
    """Say how the file is to be read; the preview is made anew."""
    row = imports.remap(user_id=caller(request), import_id=import_id, changes=body.model_dump(exclude_none=True))
    return reply(import_shape(row))


@router.post(
    "/{uuid:import_id}/commit",
    response={202: ImportFile, 401: Problem, 404: Problem, 409: Problem},
    tags=["imports"],
)
def commit(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Write down what the preview shows, in the background (`job_id`) and as one change. What was taken before is not
    taken twice."""
    return reply(import_shape(imports.commit(user_id=caller(request), import_id=import_id)), 202)


@router.delete("/{uuid:import_id}", response={204: None, 401: Problem, 404: Problem, 409: Problem}, tags=["imports"])
def delete(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Drop the file. What was written from it stays; POST /changes/undo takes that back."""
    imports.forget(user_id=caller(request), import_id=import_id)
    return nothing()


@contextmanager
def _content(request: HttpRequest) -> Iterator[tuple[str, IO[bytes], int]]:
    """The file that was sent: its name, its content on disk, its size. Raises TooLarge, InvalidInput (`file_missing`)."""
    most = settings.IMPORT_MAX_BYTES
    stated = request.headers.get("Content-Length", "0")
    if stated.isdigit() and int(stated) > most + _CHUNK:
        raise TooLarge("file_too_large", f"A file has at most {most // 1_000_000} MB; send it in parts.")
    if (request.content_type or "").startswith("multipart/"):
        try:
            sent: Any = request.FILES.get("file")
        except (MultiPartParserError, UnreadablePostError, ValueError) as error:
            raise InvalidInput(
                "form_unreadable", "The form cannot be read; send the file as its field `file`, or as the body itself."
            ) from error
        if sent is None:
            raise InvalidInput.field("file", "file_missing", "Send the file in the form's field `file`.")
        yield sent.name or "file", sent.file, sent.size
        return
    with TemporaryFile() as content:
        size = 0
        while chunk := request.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise TooLarge("file_too_large", f"A file has at most {most // 1_000_000} MB; send it in parts.")
            content.write(chunk)
        content.seek(0)
        yield request.headers.get("X-File-Name", "file"), content, size
