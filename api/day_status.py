"""Whether all of a day was written down."""

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import Input, LocalDate
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor
from fithub.diary.completeness import Completeness, Status, clear_status, judged_days, judged_shape, set_status
from fithub.diary.queries import LONGEST_RANGE_DAYS

router = owned_router(Actor.FORM)


class DayStatus(Schema):
    """A local date. `said`: what you said of it; null where FitHub judges by your other days. `energy_kcal`: what is written down.

    `partial`: something seems to be missing, or the day is not over. `fasting`: little or nothing was eaten, as you said.
    """

    date: datetime.date
    completeness: Completeness
    said: Status | None
    energy_kcal: float | None


class DayStatuses(Schema):
    items: list[DayStatus]


class NewDayStatus(Input):
    """`complete`: all is written down, however little. `incomplete`: something is missing. `fasting`: nothing more was eaten."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "complete"}]})

    status: Status


class Range(Schema):
    first: LocalDate = Field(alias="from")
    last: LocalDate = Field(alias="to")


@router.get("/status", response={200: DayStatuses, 401: Problem, 422: Problem}, tags=["days"])
def span(request: HttpRequest, dates: Annotated[Range, Query()]) -> HttpResponse:
    """Whether each day from one date to another, both included, is written down; at most 366."""
    if (dates.last - dates.first).days >= LONGEST_RANGE_DAYS:
        raise InvalidInput("range_too_long", f"Ask for at most {LONGEST_RANGE_DAYS} days at once.")
    days = judged_days(user_id=caller(request), first=dates.first, last=dates.last)
    return reply({"items": [judged_shape(each) for each in days]})


@router.get("/{day}/status", response={200: DayStatus, 401: Problem, 422: Problem}, tags=["days"])
def show(request: HttpRequest, day: LocalDate) -> HttpResponse:
    """Whether one day is written down."""
    return _told(request, day)


@router.put("/{day}/status", response={200: DayStatus, 401: Problem, 422: Problem}, tags=["days"])
def put(request: HttpRequest, day: LocalDate, body: NewDayStatus) -> HttpResponse:
    """Say that a day is complete, incomplete, or one of fasting. Averages and the expenditure go by it."""
    set_status(user_id=caller(request), day=day, status=body.status)
    return _told(request, day)


@router.delete("/{day}/status", response={204: None, 401: Problem, 404: Problem, 422: Problem}, tags=["days"])
def delete(request: HttpRequest, day: LocalDate) -> HttpResponse:
    """Leave it to FitHub again whether a day is complete."""
    clear_status(user_id=caller(request), day=day)
    return nothing()


def _told(request: HttpRequest, day: datetime.date) -> HttpResponse:
    (judged,) = judged_days(user_id=caller(request), first=day, last=day)
    return reply(judged_shape(judged))
