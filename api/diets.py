"""Diets: what you mean to eat for a time, with its daily targets."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.days import Bounds, ToldBounds
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input, LocalDate, Nutrients, Text
from api.targets import NewBounds, told
from fithub.accounts.queries import local_now
from fithub.core.ownership import Actor
from fithub.planning import diets
from fithub.planning.nutrition import diet_nutrition
from fithub.planning.plan_shapes import diet_shape, nutrition_shape

router = owned_router(Actor.FORM)

Name = Annotated[Text, Field(min_length=1, max_length=200)]
Notes = Annotated[Text, Field(max_length=4_000)]
DietTargets = Annotated[
    dict[str, NewBounds],
    Field(
        max_length=60,
        examples=[{"energy_kcal": {"min": 1900, "target": 2000, "max": 2100}, "protein_g": {"min": 110}}],
    ),
]


class Diet(Schema):
    """A diet. `targets`: what a day of it should hold, as you told it. `ends_on`: its last day, null: it goes on. `active`: whether
    it is the one that your days are planned by."""

    id: UUID
    name: str
    notes: str
    targets: dict[str, ToldBounds]
    starts_on: date
    ends_on: date | None
    active: bool
    created_at: datetime
    updated_at: datetime


class DietPage(Schema):
    items: list[Diet]
    next: str | None


class NewDiet(Input):
    """A diet; it starts today where nothing is said. `active`: whether to plan by it at once."""

    name: Name = Field(examples=["Lean spring"])
    notes: Notes = ""
    targets: DietTargets = Field(default_factory=dict)
    starts_on: LocalDate | None = Field(None, examples=["2026-12-01"])
    ends_on: LocalDate | None = Field(None, examples=["2027-02-28"])
    active: bool = False


class DietChanges(Input):
    """What to change; fields that are not sent stay."""

    name: Name = Field(None)  # type: ignore[assignment]
    notes: Notes = Field(None)  # type: ignore[assignment]
    targets: DietTargets = Field(None)  # type: ignore[arg-type]
    starts_on: LocalDate = Field(None)  # type: ignore[assignment]
    ends_on: LocalDate | None = None


class Activation(Input):
    """`replace`: deactivate the diet that is active, if another one is."""

    replace: bool = False


class DietCopy(Input):
    """`starts_on`: where the copy begins; all its dates move by as much."""

    name: Name | None = None
    starts_on: LocalDate | None = Field(None, examples=["2027-03-01"])


class DietDay(Schema):
    """A day: how many meals it has, without those that are skipped, and what they hold. `unknown`: how many foods do not know a
    nutrient."""

    date: date
    meals: int
    totals: Nutrients
    unknown: dict[str, int]


class DietNutrition(Schema):
    """What is planned. `average`: of the `planned_days`, those with any meal. `targets`: in the unit that each key names.
    `remaining`: target minus average, negative where the plan passes it."""

    diet_id: UUID
    first_date: date
    last_date: date
    days: list[DietDay]
    planned_days: int
    average: Nutrients
    unknown: dict[str, int]
    targets: dict[str, Bounds]
    remaining: dict[str, float | None]


class Filters(Schema):
    active: bool | None = None
    q: Text | None = Field(None, max_length=200)
    limit: int = Field(50, ge=1, le=100)
    cursor: str | None = None


class Window(Schema):
    """Both dates are included; at most 366 days."""

    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")


@router.get("", response={200: DietPage, 401: Problem, 422: Problem}, tags=["diets"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your diets, newest first."""
    rows = diets.own_diets(caller(request))
    if filters.active is not None:
        rows = rows.filter(is_active=filters.active)
    if filters.q:
        rows = rows.filter(name__icontains=filters.q)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return page(list(rows.order_by("-id")[: filters.limit + 1]), filters.limit, diet_shape, lambda row: [row.pk])


@router.post("", response={201: Diet, 401: Problem, 409: Problem, 422: Problem}, tags=["diets"])
def create(request: HttpRequest, body: NewDiet) -> HttpResponse:
    """Keep a diet. Targets that are not safe are refused; so is `active` while another diet is."""
    user_id = caller(request)
    given = body.model_dump(exclude={"active", "targets", "starts_on"})
    start = body.starts_on or local_now(user_id).date
    row = diets.create_diet(user_id=user_id, starts_on=start, targets=told(body.targets), **given)
    if body.active:
        row = diets.activate(user_id=user_id, diet_id=row.pk)
    return reply(diet_shape(row), 201)


@router.get("/{uuid:diet_id}", response={200: Diet, 401: Problem, 404: Problem}, tags=["diets"])
def show(request: HttpRequest, diet_id: UUID) -> HttpResponse:
    """One diet; its meals are at `/meals?diet_id=`."""
    return reply(diet_shape(diets.diet(user_id=caller(request), diet_id=diet_id)))


@router.patch("/{uuid:diet_id}", response={200: Diet, 401: Problem, 404: Problem, 422: Problem}, tags=["diets"])
def edit(request: HttpRequest, diet_id: UUID, body: DietChanges) -> HttpResponse:
    """Change a diet."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"targets"})
    if "targets" in body.model_fields_set:
        changes["targets"] = told(body.targets)
    return reply(diet_shape(diets.edit_diet(user_id=caller(request), diet_id=diet_id, changes=changes)))


@router.delete("/{uuid:diet_id}", response={204: None, 401: Problem, 404: Problem}, tags=["diets"])
def delete(request: HttpRequest, diet_id: UUID) -> HttpResponse:
    """Delete a diet with its meals; what you have eaten of it stays, and it can be undone."""
    diets.delete_diet(user_id=caller(request), diet_id=diet_id)
    return nothing()


@router.post(
    "/{uuid:diet_id}/activate",
    response={200: Diet, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["diets"],
)
def activate(request: HttpRequest, diet_id: UUID, body: Activation = Activation()) -> HttpResponse:  # noqa: B008
    """Plan by this diet, and measure days from today on against its targets.

    One is active at a time: while another is, 409 unless `replace` is true.
    """
    return reply(diet_shape(diets.activate(user_id=caller(request), diet_id=diet_id, replace=body.replace)))


@router.post("/{uuid:diet_id}/deactivate", response={200: Diet, 401: Problem, 404: Problem}, tags=["diets"])
def deactivate(request: HttpRequest, diet_id: UUID) -> HttpResponse:
    """Plan by this diet no more."""
    return reply(diet_shape(diets.deactivate(user_id=caller(request), diet_id=diet_id)))


@router.post(
    "/{uuid:diet_id}/copy", response={201: Diet, 401: Problem, 404: Problem, 409: Problem, 422: Problem}, tags=["diets"]
)
def copy(request: HttpRequest, diet_id: UUID, body: DietCopy = DietCopy(starts_on=None)) -> HttpResponse:  # noqa: B008
    """A diet once more with all its meals, not active."""
    return reply(diet_shape(diets.copy_diet(user_id=caller(request), diet_id=diet_id, **body.model_dump())), 201)


@router.get(
    "/{uuid:diet_id}/nutrition", response={200: DietNutrition, 401: Problem, 404: Problem, 422: Problem}, tags=["diets"]
)
def nutrition(request: HttpRequest, diet_id: UUID, window: Annotated[Window, Query()]) -> HttpResponse:
    """What a diet plans, day by day and on average, against its targets; a week of it unless you say which days."""
    found = diet_nutrition(user_id=caller(request), diet_id=diet_id, first=window.first, last=window.last)
    return reply(nutrition_shape(found))
