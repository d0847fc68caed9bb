"""What you did that takes energy."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.dated import DatedFilters, newest_first
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import Input, LocalDate, LocalTime, Text
from fithub.accounts.queries import local_now
from fithub.core.ownership import Actor
from fithub.diary import activities as services
from fithub.diary.models import ActivityEntry
from fithub.diary.shapes import activity_shape

router = owned_router(Actor.FORM)

Minutes = Annotated[Decimal, Field(gt=0, le=1_440, allow_inf_nan=False)]
Metres = Annotated[Decimal, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Steps = Annotated[int, Field(gt=0, le=200_000)]
Kilocalories = Annotated[Decimal, Field(ge=0, le=20_000, allow_inf_nan=False)]


class LoggedActivity(Schema):
    """What was done; null is unknown. `energy_basis`: `stated`, or `estimated` from your weight, then between `energy_low_kcal` and
    `energy_high_kcal`, and gross: what resting takes is in it. Steps are never turned into energy."""

    id: UUID
    local_date: date
    local_time: time
    name: str
    minutes: float | None
    distance_m: float | None
    steps: int | None
    energy_kcal: float | None
    energy_low_kcal: float | None
    energy_high_kcal: float | None
    energy_basis: ActivityEntry.Basis | None
    source: str
    source_ref: str | None


class ActivityPage(Schema):
    items: list[LoggedActivity]
    next: str | None


class NewActivity(Input):
    """What you did; now unless said. Energy that is left out is estimated where your weight and the kind of activity are known.

    With a `source_ref` it is an import, and the same one again changes the row it made.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "running", "minutes": 30, "distance_m": 5000}, {"name": "walking", "steps": 8000}]
        }
    )

    name: Text = Field(min_length=1, max_length=120)
    minutes: Minutes | None = None
    distance_m: Metres | None = None
    steps: Steps | None = None
    energy_kcal: Kilocalories | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None
    source_ref: Text | None = Field(None, min_length=1, max_length=200)


class ActivityChanges(Input):
    """What to change; fields that are not sent stay. Null makes one unknown; for energy, it asks for an estimate."""

    name: Text = Field(None, min_length=1, max_length=120)  # type: ignore[assignment]
    minutes: Minutes | None = None
    distance_m: Metres | None = None
    steps: Steps | None = None
    energy_kcal: Kilocalories | None = None
    local_date: LocalDate = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]


class Filters(DatedFilters):
    """All of them optional; both dates are included. `q`: a part of the name."""

    q: Text | None = Field(None, max_length=120)


@router.get("", response={200: ActivityPage, 401: Problem, 422: Problem}, tags=["activities"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your activities, newest first."""
    rows = services.own_activities(caller(request))
    return newest_first(rows, filters, activity_shape, name__icontains=filters.q)


@router.post("", response={200: LoggedActivity, 201: LoggedActivity, 401: Problem, 422: Problem}, tags=["activities"])
def create(request: HttpRequest, body: NewActivity) -> HttpResponse:
    """Write down an activity. 200 where its `source_ref` was known."""
    user_id = caller(request)
    now = local_now(user_id)
    done = services.Done(
        local_date=body.local_date or now.date,
        local_time=body.local_time or now.time,
        name=body.name,
        minutes=body.minutes,
        distance_m=body.distance_m,
        steps=body.steps,
        energy_kcal=body.energy_kcal,
    )
    source = "form" if body.source_ref is None else "import"
    row, is_new = services.log_activity(user_id=user_id, done=done, when=now, source=source, source_ref=body.source_ref)
    return reply(activity_shape(row), 201 if is_new else 200)


@router.get("/{uuid:activity_id}", response={200: LoggedActivity, 401: Problem, 404: Problem}, tags=["activities"])
def show(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """One activity."""
    return reply(activity_shape(services.activity(user_id=caller(request), activity_id=activity_id)))


@router.patch(
    "/{uuid:activity_id}", response={200: LoggedActivity, 401: Problem, 404: Problem, 422: Problem}, tags=["activities"]
)
def edit(request: HttpRequest, activity_id: UUID, body: ActivityChanges) -> HttpResponse:
    """Change an activity; an estimate of its energy follows."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    row = services.edit_activity(user_id=caller(request), activity_id=activity_id, changes=changes)
    return reply(activity_shape(row))


@router.delete("/{uuid:activity_id}", response={204: None, 401: Problem, 404: Problem}, tags=["activities"])
def delete(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Delete an activity; it can be undone."""
    services.delete_activity(user_id=caller(request), activity_id=activity_id)
    return nothing()
