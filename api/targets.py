"""What you aim at in a day."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.days import Bounds, ToldBounds
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input, LocalDate
from fithub.accounts.queries import local_now, profile_of
from fithub.body.models import DayKind
from fithub.body.target_shapes import WEEKDAYS, target_shape
from fithub.body.targets import delete_target, edit_target, own_targets, set_target, target
from fithub.core.ownership import Actor
from fithub.core.weekdays import Weekday

router = owned_router(Actor.FORM)

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


Weekdays = Annotated[list[Weekday], Field(max_length=7)]
Unit = Literal["percent_of_energy", "g_per_kg"]


class NewBounds(Input):
    """In the unit that the key names; or, with `unit`, in percent of the day's energy, or in grams for each of `weight_kg`."""

    min: Amount = Field(None)  # type: ignore[assignment]
    target: Amount = Field(None)  # type: ignore[assignment]
    max: Amount = Field(None)  # type: ignore[assignment]
    unit: Unit = Field(None)  # type: ignore[arg-type]
    weight_kg: Annotated[Decimal, Field(gt=0, le=1000, allow_inf_nan=False)] = Field(None)  # type: ignore[assignment]


NewNutrients = Annotated[
    dict[str, NewBounds],
    Field(
        min_length=1,
        max_length=60,
        examples=[
            {
                "energy_kcal": {"target": 2200},
                "protein_g": {"min": 1.6, "unit": "g_per_kg", "weight_kg": 75},
                "fat_g": {"target": 30, "unit": "percent_of_energy"},
                "fibre_g": {"min": 30},
                "sodium_mg": {"max": 2300},
            }
        ],
    ),
]


def told(nutrients: dict[str, NewBounds]) -> dict[str, dict[str, Any]]:
    """The bounds as they were sent."""
    return {key: bounds.model_dump(exclude_unset=True) for key, bounds in nutrients.items()}


def numbers(weekdays: list[Weekday]) -> list[int]:
    """ISO numbers of weekdays."""
    return [WEEKDAYS.index(each.value) + 1 for each in weekdays]


class NewTarget(Input):
    """What to eat from a date on (today where it is not said), to `effective_to` or without an end; on every day, or on `weekdays`,
    or on days of training or rest."""

    effective_from: LocalDate | None = None
    effective_to: LocalDate | None = None
    weekdays: Weekdays = Field(default_factory=list, examples=[["saturday", "sunday"]])
    day_kind: DayKind | None = None
    nutrients: NewNutrients


class TargetChanges(Input):
    """What to change. It counts from today on, unless `including_past`: a target that has begun keeps its past days, and another
    one (with another id) goes on in its place."""

    effective_from: LocalDate = Field(None)  # type: ignore[assignment]
    effective_to: LocalDate | None = None
    weekdays: Weekdays = Field(default_factory=list)
    day_kind: DayKind | None = None
    nutrients: NewNutrients = Field(None)  # type: ignore[arg-type]
    including_past: bool = False


class Caution(Schema):
    """What to know of a target that is kept all the same: `macros_disagree`, or `target_unsafe` by what you have told since."""

    code: str
    message: str


class Target(Schema):
    """`nutrients` as told; `resolved` in the units that the keys name, percentages by this target's own energy."""

    id: UUID
    effective_from: date
    effective_to: date | None
    weekdays: list[Weekday]
    day_kind: DayKind | None
    nutrients: dict[str, ToldBounds]
    resolved: dict[str, Bounds]
    warnings: list[Caution]


class Targets(Schema):
    items: list[Target]
    next: str | None


class Filters(Schema):
    """`on`: only those whose dates include this one. `order`: by the date on which they begin."""

    on: LocalDate | None = None
    day_kind: DayKind | None = None
    order: Literal["effective_from", "-effective_from"] = "-effective_from"
    limit: int = Field(400, ge=1, le=400)
    cursor: str | None = None


@router.get("", response={200: Targets, 401: Problem, 422: Problem}, tags=["targets"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your targets, newest first; without any, days are measured against the Daily Values."""
    user_id = caller(request)
    rows = own_targets(user_id)
    if filters.on is not None:
        rows = rows.filter(Q(effective_to=None) | Q(effective_to__gte=filters.on), effective_from__lte=filters.on)
    if filters.day_kind is not None:
        rows = rows.filter(day_kind=filters.day_kind)
    after = decode_cursor(filters.cursor, lambda key: (date.fromisoformat(key[0]), UUID(key[1])))
    forward = filters.order == "effective_from"
    if after is not None:
        beyond = "gt" if forward else "lt"
        later = Q(**{f"effective_from__{beyond}": after[0]})
        rows = rows.filter(later | Q(**{"effective_from": after[0], f"pk__{beyond}": after[1]}))
    if forward:
        rows = rows.order_by("effective_from", "pk")
    profile, today = profile_of(user_id), local_now(user_id).date
    return page(
        list(rows[: filters.limit + 1]),
        filters.limit,
        lambda row: target_shape(row, profile, today),
        lambda row: [row.effective_from, row.pk],
    )


@router.post("", response={201: Target, 401: Problem, 409: Problem, 422: Problem}, tags=["targets"])
def create(request: HttpRequest, body: NewTarget) -> HttpResponse:
    """Set a target; one for the same days that begins on the same date is replaced. Unsafe ones are refused."""
    user_id = caller(request)
    today = local_now(user_id)
    made = set_target(
        user_id=user_id,
        effective_from=body.effective_from or today.date,
        effective_to=body.effective_to,
        weekdays=numbers(body.weekdays),
        day_kind=body.day_kind or "",
        nutrients=told(body.nutrients),
        today=today,
    )
    return reply(target_shape(made, profile_of(user_id), today.date), 201)


@router.get("/{uuid:target_id}", response={200: Target, 401: Problem, 404: Problem}, tags=["targets"])
def show(request: HttpRequest, target_id: UUID) -> HttpResponse:
    """One target."""
    user_id = caller(request)
    found = target(user_id=user_id, target_id=target_id)
    return reply(target_shape(found, profile_of(user_id), local_now(user_id).date))


@router.patch(
    "/{uuid:target_id}",
    response={200: Target, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["targets"],
)
def edit(request: HttpRequest, target_id: UUID, body: TargetChanges) -> HttpResponse:
    """Change a target from today on; past days keep what they had, unless you say otherwise."""
    user_id = caller(request)
    changes: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"including_past"})
    if "weekdays" in changes:
        changes["weekdays"] = numbers(body.weekdays)
    if "day_kind" in changes:
        changes["day_kind"] = body.day_kind or ""
    if "nutrients" in changes:
        changes["nutrients"] = told(body.nutrients)
    today = local_now(user_id)
    changed = edit_target(
        user_id=user_id, target_id=target_id, changes=changes, today=today, including_past=body.including_past
    )
    return reply(target_shape(changed, profile_of(user_id), today.date))


class Deletion(Schema):
    including_past: bool = False


@router.delete("/{uuid:target_id}", response={204: None, 401: Problem, 404: Problem, 409: Problem}, tags=["targets"])
def delete(request: HttpRequest, target_id: UUID, how: Annotated[Deletion, Query()]) -> HttpResponse:
    """End a target: from today on what held before holds again. `including_past`: as if it had never been."""
    user_id = caller(request)
    delete_target(user_id=user_id, target_id=target_id, today=local_now(user_id), including_past=how.including_past)
    return nothing()
