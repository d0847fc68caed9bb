"""Everything of yours in one file, to take along."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input
from fithub.core.ownership import Actor
from fithub.exchange import exports
from fithub.exchange.exports import export_shape

router = owned_router(Actor.FORM)


class ExportFile(Schema):
    """An export. `state` is its job's until it is `ready`; then `file` is where it is fetched from, until it expires."""

    id: UUID
    format: Literal["zip", "fhir"]
    state: Literal["queued", "running", "done", "failed", "cancelled", "ready"]
    size: int | None
    file: str | None
    job_id: UUID | None
    created_at: datetime
    expires_at: datetime


class ExportPage(Schema):
    items: list[ExportFile]
    next: str | None


class WantedExport(Input):
    """`zip`: every table as JSON, spreadsheets and your files; `fhir`: an HL7 FHIR R5 Bundle of Observations and
    NutritionIntakes."""

    format: Literal["zip", "fhir"] = Field(default="zip", examples=["zip"])


class Paging(Schema):
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = None


@router.get("", response={200: ExportPage, 401: Problem, 422: Problem}, tags=["exports"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your exports, newest first."""
    rows = exports.own_exports(caller(request))
    after = decode_cursor(paging.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return page(list(rows[: paging.limit + 1]), paging.limit, export_shape, lambda row: [row.pk])


@router.post("", response={202: ExportFile, 401: Problem, 422: Problem}, tags=["exports"])
def create(request: HttpRequest, body: WantedExport = WantedExport()) -> HttpResponse:  # noqa: B008
    """Ask for everything of yours; it is made in the background, and one that is being made is not begun twice."""
    return reply(export_shape(exports.ask(user_id=caller(request), form=body.format)), 202)


@router.get("/{uuid:export_id}", response={200: ExportFile, 401: Problem, 404: Problem}, tags=["exports"])
def show(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """One export."""
    return reply(export_shape(exports.export_of(user_id=caller(request), export_id=export_id)))


_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The file.",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in ("application/zip", "application/fhir+json")
            },
        }
    }
}


@router.get(
    "/{uuid:export_id}/file",
    response={401: Problem, 404: Problem, 409: Problem},
    tags=["exports"],
    openapi_extra=_FILE,
)
def download(request: HttpRequest, export_id: UUID) -> FileResponse:
    """The file of an export that is ready."""
    row = exports.export_of(user_id=caller(request), export_id=export_id)
    kind, ending = ("application/zip", "zip") if row.format == "zip" else ("application/fhir+json", "json")
    name = f"fithub-{row.created_at:%Y-%m-%d}.{ending}"
    return FileResponse(exports.opened(row), as_attachment=True, filename=name, content_type=kind)


@router.delete("/{uuid:export_id}", response={204: None, 401: Problem, 404: Problem}, tags=["exports"])
def delete(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Drop an export before its time."""
    exports.forget(user_id=caller(request), export_id=export_id)
    return nothing()
