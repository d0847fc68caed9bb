"""Plain water, quickly written down."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.dated import DatedFilters, newest_first
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import Input, LocalDate, LocalTime, Text
from fithub.accounts.queries import local_now
from fithub.core.ownership import Actor
from fithub.diary import water as services
from fithub.diary.shapes import water_shape

router = owned_router(Actor.FORM)

Millilitres = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False, examples=[250])]


class Water(Schema):
    """Plain water, drunk once. `source_ref`: its name in what it was imported from."""

    id: UUID
    local_date: date
    local_time: time
    ml: float
    source: str
    source_ref: str | None


class WaterPage(Schema):
    items: list[Water]
    next: str | None


class NewWater(Input):
    """So many ml; now unless said. With a `source_ref` it is an import, and the same one again changes the row it made."""

    ml: Millilitres
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None
    source_ref: Text | None = Field(None, min_length=1, max_length=200)


class WaterChanges(Input):
    """What to change; fields that are not sent stay."""

    ml: Millilitres = Field(None)  # type: ignore[assignment]
    local_date: LocalDate = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]


@router.get("", response={200: WaterPage, 401: Problem, 422: Problem}, tags=["water"])
def index(request: HttpRequest, filters: Annotated[DatedFilters, Query()]) -> HttpResponse:
    """Your plain water, newest first. Water that you told in words stands among your entries."""
    return newest_first(services.own_water(caller(request)), filters, water_shape)


@router.post("", response={200: Water, 201: Water, 401: Problem, 422: Problem}, tags=["water"])
def create(request: HttpRequest, body: NewWater) -> HttpResponse:
    """Write down water. 200 where its `source_ref` was known."""
    user_id = caller(request)
    source = "form" if body.source_ref is None else "import"
    row, is_new = services.log_water(user_id=user_id, when=local_now(user_id), source=source, **body.model_dump())
    return reply(water_shape(row), 201 if is_new else 200)


@router.get("/{uuid:water_id}", response={200: Water, 401: Problem, 404: Problem}, tags=["water"])
def show(request: HttpRequest, water_id: UUID) -> HttpResponse:
    """One drink of water."""
    return reply(water_shape(services.water(user_id=caller(request), water_id=water_id)))


@router.patch("/{uuid:water_id}", response={200: Water, 401: Problem, 404: Problem, 422: Problem}, tags=["water"])
def edit(request: HttpRequest, water_id: UUID, body: WaterChanges) -> HttpResponse:
    """Change a drink of water."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    return reply(water_shape(services.edit_water(user_id=caller(request), water_id=water_id, changes=changes)))


@router.delete("/{uuid:water_id}", response={204: None, 401: Problem, 404: Problem}, tags=["water"])
def delete(request: HttpRequest, water_id: UUID) -> HttpResponse:
    """Delete a drink of water; it can be undone."""
    services.delete_water(user_id=caller(request), water_id=water_id)
    return nothing()
