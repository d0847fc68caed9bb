"""The diary's entries."""

from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field, model_validator

from api.auth import caller, owned_router
from api.dated import DatedFilters, newest_first
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import FoodName, Grams, Input, LocalDate, LocalTime, Nutrients, Quantity, Text
from fithub.accounts.queries import local_now
from fithub.core.ownership import Actor
from fithub.core.slots import Slot
from fithub.diary import queries, services
from fithub.diary.copying import MOST_COPIED, Source
from fithub.diary.shapes import entry_shape

router = owned_router(Actor.FORM)


class Entry(Schema):
    """One food, eaten once. `said` is the person's words, `description` the food's name; what 100 g held is frozen in it. Grams are
    null where another program counted it and nobody knows what it weighed."""

    id: UUID
    local_date: date
    local_time: time
    time_zone: str
    slot: Slot
    food: FoodName | None
    description: str
    said: str
    quantity: float | None
    unit: str | None
    grams: float | None
    grams_low: float | None
    grams_high: float | None
    nutrients: Nutrients
    portion_source: str
    source: str
    confidence: float | None


class EntryPage(Schema):
    items: list[Entry]
    next: str | None


class NewEntry(Input):
    """So much of a food: `grams`, or `quantity` with `unit` (no unit counts pieces). Today and the clock's meal unless said."""

    food_id: UUID
    quantity: Quantity | None = None
    unit: Text | None = Field(None, max_length=40)
    grams: Grams | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None
    slot: Slot | None = None
    said: Text = Field("", max_length=500)


class EntryChanges(Input):
    """What to change; fields that are not sent stay. Grams win over quantity and unit."""

    food_id: UUID = Field(None)  # type: ignore[assignment]
    quantity: Quantity = Field(None)  # type: ignore[assignment]
    unit: Text | None = Field(None, max_length=40)
    grams: Grams = Field(None)  # type: ignore[assignment]
    local_date: LocalDate = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]
    slot: Slot = Field(None)  # type: ignore[assignment]


class Copy(Input):
    """What to copy: the entries of `from_date` (of one meal of it with `from_slot`), or those of `entry_ids`. Where to: `to_date`
    (today), each to its own meal or all to `to_slot`."""

    from_date: LocalDate | None = None
    from_slot: Slot | None = None
    entry_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_COPIED)] | None = None
    to_date: LocalDate | None = None
    to_slot: Slot | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Copy":
        if (self.from_date is None) == (self.entry_ids is None):
            raise ValueError("give either from_date or entry_ids")
        if self.from_slot is not None and self.from_date is None:
            raise ValueError("from_slot needs from_date")
        return self


class Copied(Schema):
    entries: list[Entry]


class Filters(DatedFilters):
    """All of them optional; both dates are included."""

    slot: Slot | None = None
    food_id: UUID | None = None
    q: Text | None = Field(None, max_length=200)


@router.get("", response={200: EntryPage, 401: Problem, 422: Problem}, tags=["entries"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your entries, newest first."""
    conditions = {"slot": filters.slot, "food_id": filters.food_id, "description__icontains": filters.q}
    return newest_first(queries.own_entries(caller(request)), filters, entry_shape, **conditions)


@router.post("", response={201: Entry, 401: Problem, 404: Problem, 422: Problem}, tags=["entries"])
def create(request: HttpRequest, body: NewEntry) -> HttpResponse:
    """Write down so much of a food."""
    user_id = caller(request)
    entry = services.log_food(user_id=user_id, when=local_now(user_id), source="form", **body.model_dump())
    return reply(entry_shape(entry), 201)


@router.post("/copy", response={201: Copied, 401: Problem, 404: Problem, 422: Problem}, tags=["entries"])
def copy(request: HttpRequest, body: Copy) -> HttpResponse:
    """Write down again what you had: a day, a meal, or single entries, with their foods, amounts and snapshots. One undo takes all
    of it back."""
    user_id = caller(request)
    entries = services.copy_entries(
        user_id=user_id,
        of=Source(body.from_date, body.from_slot, tuple(body.entry_ids or ())),
        when=local_now(user_id),
        source="form",
        to_date=body.to_date,
        to_slot=body.to_slot,
    )
    return reply({"entries": [entry_shape(entry) for entry in entries]}, 201)


@router.get("/{uuid:entry_id}", response={200: Entry, 401: Problem, 404: Problem}, tags=["entries"])
def show(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry."""
    return reply(entry_shape(queries.entry(user_id=caller(request), entry_id=entry_id)))


@router.patch("/{uuid:entry_id}", response={200: Entry, 401: Problem, 404: Problem, 422: Problem}, tags=["entries"])
def edit(request: HttpRequest, entry_id: UUID, body: EntryChanges) -> HttpResponse:
    """Change an entry."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    return reply(entry_shape(services.edit_entry(user_id=caller(request), entry_id=entry_id, changes=changes)))


@router.delete("/{uuid:entry_id}", response={204: None, 401: Problem, 404: Problem}, tags=["entries"])
def delete(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Delete an entry; it can be undone."""
    services.delete_entry(user_id=caller(request), entry_id=entry_id)
    return nothing()
