"""What you want your body to become or to do, and how far it is."""

import datetime
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, encode_cursor, nothing, reply
from api.schemas import Input, LocalDate, Text
from fithub.accounts.queries import local_now
from fithub.body import goals
from fithub.body.goal_shapes import goal_shape, progress_shape
from fithub.body.models import Goal as Row
from fithub.body.models import GoalKind
from fithub.body.pace import Heading
from fithub.body.progress import GoalStatus, Track, progress_of
from fithub.body.shapes import Reader
from fithub.core.clock import LAST_DATE
from fithub.core.ownership import Actor

router = owned_router(Actor.FORM)

Value = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class Display(Schema):
    """A value in your own units."""

    value: float
    unit: str
    text: str


class Goal(Schema):
    """A goal. Values are in the metric's own unit (`unit`); `display` has them in yours. `status` is by today: `upcoming` before
    its start, `overdue` after its target date, `reached` when the measurements say so. `warning`: why an active goal is not safe
    for you any more, by what you have told since or the time that is left; null: nothing is known against it."""

    id: UUID
    kind: GoalKind
    name: str
    metric: str | None
    unit: str | None
    start_date: date
    start_value: float | None
    target_value: float | None
    target_date: date | None
    pace_per_week: float | None
    notes: str
    is_active: bool
    status: GoalStatus
    warning: str | None
    display: dict[str, Display]
    created_at: datetime.datetime


class GoalPage(Schema):
    items: list[Goal]
    next: str | None


class Pace(Schema):
    """What the number did in a week lately; four of five such paces lie from `low` to `high`. It comes from `readings` days with a
    measurement within the last six weeks."""

    per_week: float
    low: float
    high: float
    readings: int
    span_days: int


class Forecast(Schema):
    """`heading`: `reached`, `towards`, `away`, `uncertain` (it may go either way), `unknown` (too little was measured). `on`: at
    the present pace; `earliest`, `latest`: at the quickest and the slowest of four in five paces; null: not within three years."""

    heading: Heading
    on: date | None
    earliest: date | None
    latest: date | None


class Progress(Schema):
    """How far a goal is. `current`: a weight is told by its trend, below the water of the day. `percent` of the way from start to
    target; below 0 when it went the other way. `sentence`: the same in words."""

    goal: Goal
    date: datetime.date
    current: float | None
    measured_on: datetime.date | None
    percent: float | None
    remaining: float | None
    needed_per_week: float | None
    pace: Pace | None
    forecast: Forecast
    track: Track | None
    sentence: str
    display: dict[str, Display]


class NewGoal(Input):
    """A goal: what kind, and where it is about a number, what that should become and by when, or how much a week. `metric` as
    /measurements has it; weight goals are about weight_kg unless they say otherwise. `unit` is of the values here (kg, lb, st,
    cm, in, …). Without `start_value` the last measurement is it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"kind": "weight_loss", "target_value": 72, "unit": "kg", "target_date": "2027-06-01"},
                {
                    "kind": "custom",
                    "name": "Fifty push-ups",
                    "metric": "custom:push_ups",
                    "start_value": 12,
                    "target_value": 50,
                },
            ]
        },
    )
    kind: GoalKind
    name: Text = Field("", max_length=100)
    metric: Text | None = Field(None, max_length=50)
    start_value: Value | None = None
    target_value: Value | None = None
    unit: Text | None = Field(None, max_length=20)
    start_date: LocalDate | None = None
    target_date: LocalDate | None = None
    pace_per_week: Value | None = None
    notes: Text = Field("", max_length=2000)
    active: bool = True


class GoalChanges(Input):
    """What to change; fields that are not sent stay. A new target date drops the pace, a new pace the target date."""

    name: Text = Field("", max_length=100)
    start_value: Value = Field(None)  # type: ignore[assignment]
    target_value: Value = Field(None)  # type: ignore[assignment]
    unit: Text | None = Field(None, max_length=20)
    start_date: LocalDate = Field(None)  # type: ignore[assignment]
    target_date: LocalDate | None = None
    pace_per_week: Value | None = None
    notes: Text = Field("", max_length=2000)


class Order(StrEnum):
    NEWEST = "-created_at"
    TARGET_DATE = "target_date"


class Filters(Schema):
    status: GoalStatus | None = None
    kind: GoalKind | None = None
    metric: Text | None = Field(None, max_length=50)
    order: Order = Order.NEWEST
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: GoalPage, 401: Problem, 422: Problem}, tags=["goals"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your goals, the newest first or by target date (those without one last)."""
    return _listed(caller(request), filters)


@router.post("", response={201: Goal, 401: Problem, 409: Problem, 422: Problem}, tags=["goals"])
def create(request: HttpRequest, body: NewGoal) -> HttpResponse:
    """Set a goal. Unsafe ones are refused: a loss of more than 1 % of your weight a week, to a BMI below 18.5, or to less than
    5 % of body fat (13 % for women), and any loss under 18 or during a pregnancy."""
    user_id = caller(request)
    told = body.model_dump(exclude={"active"})
    row = goals.create_goal(user_id=user_id, wish=goals.Wish(**told), today=local_now(user_id), active=body.active)
    return _shown(row, 201)


@router.get("/{uuid:goal_id}", response={200: Goal, 401: Problem, 404: Problem}, tags=["goals"])
def show(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """One goal."""
    return _shown(goals.goal(user_id=caller(request), goal_id=goal_id))


@router.get("/{uuid:goal_id}/progress", response={200: Progress, 401: Problem, 404: Problem}, tags=["goals"])
def show_progress(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """How far a goal is, and when it will be reached if things go on as they did."""
    user_id = caller(request)
    row = goals.goal(user_id=user_id, goal_id=goal_id)
    return reply(progress_shape(row, progress_of(row, local_now(user_id).date), Reader.of(user_id)))


@router.patch(
    "/{uuid:goal_id}", response={200: Goal, 401: Problem, 404: Problem, 409: Problem, 422: Problem}, tags=["goals"]
)
def edit(request: HttpRequest, goal_id: UUID, body: GoalChanges) -> HttpResponse:
    """Change a goal; the same is refused as for a new one."""
    user_id = caller(request)
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    return _shown(goals.edit_goal(user_id=user_id, goal_id=goal_id, changes=changes, today=local_now(user_id)))


@router.delete("/{uuid:goal_id}", response={204: None, 401: Problem, 404: Problem}, tags=["goals"])
def delete(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Delete a goal; it can be undone."""
    goals.delete_goal(user_id=caller(request), goal_id=goal_id)
    return nothing()


@router.post(
    "/{uuid:goal_id}/activate",
    response={200: Goal, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["goals"],
)
def activate(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Begin a goal, or begin it again. One goal at a time is about a metric."""
    user_id = caller(request)
    return _shown(goals.activate_goal(user_id=user_id, goal_id=goal_id, today=local_now(user_id)))


@router.post("/{uuid:goal_id}/deactivate", response={200: Goal, 401: Problem, 404: Problem}, tags=["goals"])
def deactivate(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """End a goal without deleting it."""
    return _shown(goals.deactivate_goal(user_id=caller(request), goal_id=goal_id))


@router.get("/{status}", response={200: GoalPage, 401: Problem, 422: Problem}, tags=["goals"])
def by_status(
    request: HttpRequest, status: Literal["active", "inactive", "upcoming", "overdue", "reached"]
) -> HttpResponse:
    """Your goals of one status, the newest first: the list with `status`."""
    return _listed(caller(request), Filters.model_validate({"status": status}))


def _listed(user_id: UUID, filters: Filters) -> HttpResponse:
    """A person has at most some hundred goals, and what status each has is known only once its progress is."""
    today, reader = local_now(user_id).date, Reader.of(user_id)
    wanted = {"kind": filters.kind, "metric": filters.metric}
    rows = goals.own_goals(user_id).filter(**{name: value for name, value in wanted.items() if value is not None})
    found = [(row, progress_of(row, today)) for row in rows]
    if filters.status is not None:
        found = [(row, done) for row, done in found if done.status is filters.status]
    found.sort(key=lambda each: _place(each[0], filters.order))
    after = decode_cursor(filters.cursor, lambda key: (date.fromisoformat(key[0]), -UUID(key[1]).int))
    if after is not None:
        found = [each for each in found if _place(each[0], filters.order) > after]
    shown = found[: filters.limit]
    last = shown[-1][0] if len(found) > filters.limit else None
    following = None if last is None else encode_cursor([_place(last, filters.order)[0], last.pk])
    return reply({"items": [goal_shape(row, done, reader) for row, done in shown], "next": following})


def _place(row: Row, order: Order) -> tuple[date, int]:
    due = (row.target_date or LAST_DATE) if order is Order.TARGET_DATE else LAST_DATE
    return due, -row.pk.int


def _shown(row: Row, status: int = 200) -> HttpResponse:
    today = local_now(row.user_id).date
    return reply(goal_shape(row, progress_of(row, today), Reader.of(row.user_id)), status)
