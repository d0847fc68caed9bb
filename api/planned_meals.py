"""Planned meals: what you mean to eat on a day, and writing it down once it is eaten."""

from bisect import bisect_right
from datetime import date, time, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.diets import Name, Notes
from api.entries import Entry
from api.errors import Problem
from api.limits import limited
from api.meals import MealItem, Minutes, NewItems, WithFoods, foods_in
from api.replies import decode_cursor, encode_cursor, nothing, reply
from api.schemas import Input, LocalDate, LocalTime, Nutrients
from fithub.accounts.queries import local_now, profile_of
from fithub.core.ownership import Actor
from fithub.core.slots import Slot
from fithub.diary.shapes import entry_shape
from fithub.planning import planned_meals
from fithub.planning.plan import Place, Planned, PlannedState, place_of, planned, planned_between
from fithub.planning.plan_shapes import planned_shape, planned_shapes
from fithub.planning.warnings import with_warned_items

router = owned_router(Actor.FORM)

SHOWN_DAYS = 7


class PlannedMeal(Schema):
    """A meal on a day: of the active diet (`meal_id`, `diet_id`), or planned by itself.

    `state`: planned, skipped, or logged, then with `entry_ids`. `moved_from`: the day that its diet says, where it was moved. What
    it holds is planned; no day counts it as eaten.
    """

    id: str
    meal_id: UUID | None
    diet_id: UUID | None
    local_date: date
    local_time: time
    slot: Slot
    name: str
    notes: str
    minutes: int | None
    state: PlannedState
    moved_from: date | None
    items: list[MealItem]
    totals: Nutrients
    unknown: dict[str, int]
    entry_ids: list[UUID]


class PlannedMealPage(Schema):
    items: list[PlannedMeal]
    next: str | None


class NewlyPlanned(PlannedMeal):
    """`unmatched`: words of `text` that no food was found for; they are not kept."""

    unmatched: list[str]


class NewPlannedMeal(WithFoods):
    """A meal on `local_date` (today, or the day that `text` says) that is of no diet.

    Without `name` it is called after its foods.
    """

    local_date: LocalDate | None = Field(None, examples=["2026-12-24"])
    local_time: LocalTime | None = None
    slot: Slot | None = Field(None, examples=["dinner"])
    name: Name | None = Field(None, examples=["Christmas Eve"])
    notes: Notes = ""
    minutes: Minutes | None = None


class PlannedMealChanges(Input):
    """What to change on this day alone; fields that are not sent stay. `items` is the whole list as it should become."""

    local_date: LocalDate = Field(None, examples=["2026-12-25"])  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]
    slot: Slot = Field(None)  # type: ignore[assignment]
    name: Name = Field(None)  # type: ignore[assignment]
    notes: Notes = Field(None)  # type: ignore[assignment]
    minutes: Minutes = Field(None)  # type: ignore[assignment]
    items: NewItems = Field(None)  # type: ignore[arg-type]
    skipped: bool = Field(None)  # type: ignore[assignment]


class LoggedPlan(Schema):
    """A planned meal that was logged, and the entries that it became."""

    planned_meal: PlannedMeal
    entries: list[Entry]


class Filters(Schema):
    """All of them optional; both dates are included, at most 366 days: today and the six days after unless you say which."""

    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")
    slot: Slot | None = None
    state: PlannedState | None = None
    diet_id: UUID | None = None
    limit: int = Field(200, ge=1, le=500)
    cursor: str | None = None


@router.get("", response={200: PlannedMealPage, 401: Problem, 422: Problem}, tags=["planned meals"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """What is planned, in the order of the days."""
    user_id = caller(request)
    first = filters.first or local_now(user_id).date
    last = filters.last or first + timedelta(days=SHOWN_DAYS - 1)
    found = planned_between(user_id=user_id, first=first, last=last, slot=filters.slot)
    if filters.state is not None:
        found = [each for each in found if each.state == filters.state]
    if filters.diet_id is not None:
        found = [each for each in found if each.meal is not None and each.meal.diet_id == filters.diet_id]
    day_start = profile_of(user_id).day_start
    places = [place_of(each, day_start) for each in found]
    after = decode_cursor(filters.cursor, _place)
    begin = 0 if after is None else bisect_right(places, after)
    end = begin + filters.limit
    shown = found[begin:end]
    following = encode_cursor(list(places[end - 1])) if len(found) > end else None
    return reply({"items": with_warned_items(user_id=user_id, shapes=planned_shapes(shown)), "next": following})


@router.post(
    "",
    response={201: NewlyPlanned, 401: Problem, 404: Problem, 422: Problem, 429: Problem},
    tags=["planned meals"],
)
@limited("draft")
def create(request: HttpRequest, body: NewPlannedMeal) -> HttpResponse:
    """Plan a meal on a day. Nothing is logged: it becomes entries once you say that you ate it."""
    user_id = caller(request)
    parts, words = foods_in(user_id, body)
    given: dict[str, Any] = body.model_dump(exclude={"items", "text"})
    given["local_date"] = body.local_date or (words and words.estimate.local_date) or local_now(user_id).date
    if words is not None and body.local_time is None and body.slot is None:
        given |= {"slot": words.estimate.slot, "local_time": words.estimate.local_time}
    made = planned_meals.plan_meal(user_id=user_id, parts=parts, **given)
    return reply(_shown(user_id, made) | {"unmatched": words.unmatched if words else []}, 201)


@router.get("/{planned_id}", response={200: PlannedMeal, 401: Problem, 404: Problem}, tags=["planned meals"])
def show(request: HttpRequest, planned_id: str) -> HttpResponse:
    """One planned meal."""
    user_id = caller(request)
    return reply(_shown(user_id, planned(user_id=user_id, key=planned_id)))


@router.patch(
    "/{planned_id}",
    response={200: PlannedMeal, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["planned meals"],
)
def edit(request: HttpRequest, planned_id: str, body: PlannedMealChanges) -> HttpResponse:
    """Move a planned meal, change its foods, skip it or plan it again: this day of it alone."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"items"})
    if "skipped" in changes:
        changes["is_skipped"] = changes.pop("skipped")
    if "items" in body.model_fields_set:
        changes["items"] = [each.wanted() for each in body.items]
    user_id = caller(request)
    return reply(_shown(user_id, planned_meals.edit_planned(user_id=user_id, key=planned_id, changes=changes)))


@router.delete("/{planned_id}", response={204: None, 401: Problem, 404: Problem, 409: Problem}, tags=["planned meals"])
def delete(request: HttpRequest, planned_id: str) -> HttpResponse:
    """Take a meal that was planned by itself out of the plan; a day of a diet's meal is skipped."""
    planned_meals.delete_planned(user_id=caller(request), key=planned_id)
    return nothing()


@router.post(
    "/{planned_id}/log",
    response={201: LoggedPlan, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["planned meals"],
)
def log(request: HttpRequest, planned_id: str) -> HttpResponse:
    """Log as planned, once; it can be undone as one change. A day that has not come yet is refused."""
    user_id = caller(request)
    done, entries = planned_meals.log_planned(user_id=user_id, key=planned_id)
    return reply({"planned_meal": _shown(user_id, done), "entries": [entry_shape(each) for each in entries]}, 201)


def _shown(user_id: UUID, one: Planned) -> dict[str, Any]:
    """A planned meal, marked where the person must not have something in it."""
    return with_warned_items(user_id=user_id, shapes=[planned_shape(one)])[0]


def _place(key: list[Any]) -> Place:
    return date.fromisoformat(key[0]), bool(key[1]), time.fromisoformat(key[2]), str(key[3])
