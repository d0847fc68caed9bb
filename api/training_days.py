"""Which days you train on: weekdays that recur, and single dates that are otherwise."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import Input, LocalDate
from api.targets import Weekdays, numbers
from fithub.accounts.queries import local_now
from fithub.body import training
from fithub.body.models import DayKind, TrainingDay, TrainingWeek
from fithub.body.target_shapes import weekday_names
from fithub.core.ownership import Actor
from fithub.core.weekdays import Weekday

router = owned_router(Actor.FORM)


class TrainingWeekOut(Schema):
    """The weekdays you train on from a date on, until the next such week begins."""

    effective_from: date
    weekdays: list[Weekday]


class MarkedDay(Schema):
    date: date
    day_kind: DayKind


class TrainingDays(Schema):
    """`weeks` and the single `dates`, newest first."""

    weeks: list[TrainingWeekOut]
    dates: list[MarkedDay]


class NewTrainingWeek(Input):
    """From today on where `effective_from` is not said; days before keep what they were."""

    weekdays: Weekdays = Field(examples=[["monday", "wednesday", "friday"]])
    effective_from: LocalDate | None = None


class DayChange(Input):
    day_kind: DayKind = Field(examples=["training"])


class Span(Schema):
    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")


@router.get("", response={200: TrainingDays, 401: Problem, 422: Problem}, tags=["training days"])
def index(request: HttpRequest, span: Annotated[Span, Query()]) -> HttpResponse:
    """Your weeks of training and the dates that are otherwise; the dates may be limited by `from` and `to`."""
    weeks = TrainingWeek.objects.filter(user_id=caller(request)).order_by("-effective_from")
    dates = TrainingDay.objects.filter(user_id=caller(request)).order_by("-local_date")
    if span.first is not None:
        dates = dates.filter(local_date__gte=span.first)
    if span.last is not None:
        dates = dates.filter(local_date__lte=span.last)
    return reply({"weeks": [_week(each) for each in weeks], "dates": [_marked(each) for each in dates]})


@router.put("", response={200: TrainingWeekOut, 401: Problem, 422: Problem}, tags=["training days"])
def put_week(request: HttpRequest, body: NewTrainingWeek) -> HttpResponse:
    """Train on these weekdays from a date on; an empty list is none."""
    user_id = caller(request)
    first = body.effective_from or local_now(user_id).date
    return reply(
        _week(training.set_training_week(user_id=user_id, weekdays=numbers(body.weekdays), effective_from=first))
    )


@router.put("/{day}", response={200: MarkedDay, 401: Problem, 422: Problem}, tags=["training days"])
def put_day(request: HttpRequest, day: LocalDate, body: DayChange) -> HttpResponse:
    """Make one date a day of training or of rest, whatever its weekday."""
    return reply(_marked(training.mark_day(user_id=caller(request), day=day, kind=body.day_kind)))


@router.delete("/{day}", response={204: None, 401: Problem, 404: Problem, 422: Problem}, tags=["training days"])
def delete_day(request: HttpRequest, day: LocalDate) -> HttpResponse:
    """Let a date be what its weekday says again."""
    training.unmark_day(user_id=caller(request), day=day)
    return nothing()


def _week(row: TrainingWeek) -> dict[str, object]:
    return {"effective_from": row.effective_from, "weekdays": weekday_names(row.weekdays)}


def _marked(row: TrainingDay) -> dict[str, object]:
    return {"date": row.local_date, "day_kind": row.day_kind}
