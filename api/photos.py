"""Pictures of your progress: private, written anew without what a camera adds."""

from datetime import date, datetime, time
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import pydantic
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import Query, Schema
from ninja.errors import ValidationError
from pydantic import AwareDatetime, ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input, LocalDate, LocalTime, Text
from fithub.body import photos
from fithub.body.models import Photo as Row
from fithub.body.models import PhotoPose, PhotoState
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor

LARGEST: Final = 15_000_000

router = owned_router(Actor.FORM, largest_body=LARGEST)


class Photo(Schema):
    """A picture of yours. It can be seen (`GET /photos/{id}/image`) once its `state` is ready; `width` and `height` are the full
    picture's. `error_code` says why it failed."""

    id: UUID
    state: PhotoState
    error_code: str | None
    pose: PhotoPose
    note: str
    taken_at: datetime
    local_date: date
    local_time: time
    time_zone: str
    width: int | None
    height: int | None


class PhotoPage(Schema):
    items: list[Photo]
    next: str | None


class PhotoFacts(Input):
    """What to say of a picture; now unless you say when, by `taken_at` (with its zone) or by `local_date` and `local_time`."""

    pose: PhotoPose = PhotoPose.FRONT
    note: Text = Field("", max_length=500)
    taken_at: AwareDatetime | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None


class PhotoChanges(Input):
    """What to change; fields that are not sent stay."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"pose": "side", "note": "week 4"}]})

    pose: PhotoPose = Field(None)  # type: ignore[assignment]
    note: Text = Field("", max_length=500)
    taken_at: AwareDatetime = Field(None)  # type: ignore[assignment]
    local_date: LocalDate = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]


class Filters(Schema):
    """All of them optional; both dates are included."""

    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")
    pose: PhotoPose | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FORM: Final = {
    "schema": {
        "type": "object",
        "required": ["photo"],
        "properties": {
            "photo": {"type": "string", "format": "binary", "description": "JPEG, PNG or WebP"},
            "pose": {"type": "string", "enum": [pose.value for pose in PhotoPose]},
            "note": {"type": "string", "maxLength": 500},
            "taken_at": {"type": "string", "format": "date-time"},
            "local_date": {"type": "string", "format": "date", "example": "2026-05-05"},
            "local_time": {"type": "string", "example": "07:30"},
        },
    }
}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": _FORM,
            **dict.fromkeys(("image/jpeg", "image/png", "image/webp"), _BINARY),
        },
    }
}
_IMAGE: Final = {"responses": {200: {"description": "The picture.", "content": {"image/jpeg": _BINARY}}}}


@router.get("", response={200: PhotoPage, 401: Problem, 422: Problem}, tags=["photos"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your photos, newest first."""
    conditions = {"local_date__gte": filters.first, "local_date__lte": filters.last, "pose": filters.pose}
    rows = photos.own_photos(caller(request)).filter(
        **{name: value for name, value in conditions.items() if value is not None}
    )
    after = decode_cursor(filters.cursor, lambda key: (datetime.fromisoformat(key[0]), UUID(key[1])))
    if after is not None:
        rows = rows.filter(Q(taken_at__lt=after[0]) | Q(taken_at=after[0], id__lt=after[1]))
    found = list(rows.order_by("-taken_at", "-id")[: filters.limit + 1])
    return page(found, filters.limit, _shape, lambda row: [row.taken_at.isoformat(), row.pk])


@router.post(
    "",
    response={201: Photo, 401: Problem, 409: Problem, 413: Problem, 422: Problem},
    openapi_extra=_BODY,
    tags=["photos"],
)
def create(request: HttpRequest, facts: Annotated[PhotoFacts, Query()]) -> HttpResponse:
    """Keep a picture of at most 15 MB: the body itself, or the part `photo` of a form. It is written anew in the background, at
    most 2048 pixels long, and what was sent is deleted: place, camera and all else that was in it goes."""
    content, said = _sent(request, facts)
    row = photos.add_photo(user_id=caller(request), content=content, **said.model_dump())
    return reply(_shape(row), 201)


@router.get("/{uuid:photo_id}", response={200: Photo, 401: Problem, 404: Problem}, tags=["photos"])
def show(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """One photo."""
    return reply(_shape(photos.photo(user_id=caller(request), photo_id=photo_id)))


@router.get(
    "/{uuid:photo_id}/image",
    response={200: None, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    openapi_extra=_IMAGE,
    tags=["photos"],
)
def image(request: HttpRequest, photo_id: UUID, size: Literal["full", "thumb"] = "full") -> HttpResponse:
    """The picture as JPEG, for you alone; a thumbnail is at most 400 pixels long."""
    content = photos.image_of(user_id=caller(request), photo_id=photo_id, size=size)
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": "private, no-cache",
            "Content-Disposition": f'inline; filename="photo-{photo_id}-{size}.jpg"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


@router.patch("/{uuid:photo_id}", response={200: Photo, 401: Problem, 404: Problem, 422: Problem}, tags=["photos"])
def edit(request: HttpRequest, photo_id: UUID, body: PhotoChanges) -> HttpResponse:
    """Change what is said of a photo."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    return reply(_shape(photos.edit_photo(user_id=caller(request), photo_id=photo_id, changes=changes)))


@router.delete("/{uuid:photo_id}", response={204: None, 401: Problem, 404: Problem}, tags=["photos"])
def delete(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Delete a photo. It can be undone for 30 days; then its files are gone for good."""
    photos.delete_photo(user_id=caller(request), photo_id=photo_id)
    return nothing()


def _sent(request: HttpRequest, facts: PhotoFacts) -> tuple[bytes, PhotoFacts]:
    """The picture that was sent and what is said of it, in the address or in the form's other parts."""
    content = request.body
    if request.content_type == "multipart/form-data":
        try:
            fields, sent = request.POST.dict(), request.FILES.get("photo")
        except MultiPartParserError as error:
            raise InvalidInput(
                "body_unreadable", "The form cannot be read; send the picture as its part `photo`."
            ) from error
        content = b"" if sent is None or sent.size == 0 else bytes(sent.read())
        try:
            facts = PhotoFacts.model_validate(facts.model_dump(exclude_unset=True) | fields)
        except pydantic.ValidationError as error:
            raise ValidationError(
                [{**each, "loc": ("body", "form", *each["loc"])} for each in error.errors()]
            ) from error
    if not content:
        raise InvalidInput.field(
            "photo", "photo_missing", "Send a picture: as the body, or as the part `photo` of a form."
        )
    return content, facts


def _shape(row: Row) -> dict[str, Any]:
    file = row.file
    return {
        "id": row.pk,
        "state": file.state,
        "error_code": file.error_code or None,
        "pose": row.pose,
        "note": row.note,
        "taken_at": row.taken_at,
        "local_date": row.local_date,
        "local_time": row.local_time,
        "time_zone": row.time_zone,
        "width": file.width,
        "height": file.height,
    }
