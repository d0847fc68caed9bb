"""What you burn in a day, learned from what you write down and weigh."""

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import reply
from api.schemas import LocalDate
from fithub.accounts.queries import profile_of
from fithub.body.expenditure import Method, Reason
from fithub.body.expenditure_shapes import expenditure_shape, point_shape
from fithub.diary.balance import expenditure, history

router = owned_router()


class ExpenditureBasis(Schema):
    """Where the number comes from; null is unknown.

    `formula_kcal` = `resting_kcal` by the `equation` × `activity_factor`; `missing`: facts of yours that would make it surer.
    `mean_intake_kcal`: of the complete ones of the last 28 days. `change_kg` within `change_days`: of the trend of your weight.
    `balance_kcal` = `mean_intake_kcal` − `change_kg` × `kcal_per_kg` ÷ `change_days`.
    """

    equation: str | None
    resting_kcal: float | None
    activity_factor: float | None
    formula_kcal: float | None
    missing: list[str]
    weighings: int
    weight_kg: float | None
    change_kg: float | None
    change_days: int
    mean_intake_kcal: float | None
    kcal_per_kg: float | None
    balance_kcal: float | None


class Expenditure(Schema):
    """What you burn in a day, kcal; null where none may be told, and `reason` says why.

    `low` and `high` hold four of five people of whom as much is known. `confidence`: from 0 (a formula alone) towards 1. `method`:
    `learned` from you, a `formula`, or `none`. It is relative to what is written down. The same `inputs_hash` and `version` are the
    same result.
    """

    on_date: datetime.date
    kcal: float | None
    low: float | None
    high: float | None
    confidence: float
    method: Method
    reason: Reason | None
    days_of_data: int
    basis: ExpenditureBasis
    explanation: list[str]
    version: str
    inputs_hash: str
    computed_at: datetime.datetime


class ExpenditurePoint(Schema):
    """What was known on the date, kcal."""

    date: datetime.date
    kcal: float
    low: float
    high: float


class ExpenditureHistory(Schema):
    items: list[ExpenditurePoint]


class Range(Schema):
    first: LocalDate = Field(alias="from")
    last: LocalDate = Field(alias="to")


class Known(Schema):
    on: LocalDate | None = Field(None, description="As known on this day; today where it is not said.")


@router.get("", response={200: Expenditure, 401: Problem, 422: Problem}, tags=["expenditure"])
def latest(request: HttpRequest, known: Annotated[Known, Query()]) -> HttpResponse:
    """What you burn in a day, how sure that is, and where it comes from."""
    user_id = caller(request)
    return reply(expenditure_shape(expenditure(user_id=user_id, on=known.on), profile_of(user_id).units))


@router.get("/history", response={200: ExpenditureHistory, 401: Problem, 422: Problem}, tags=["expenditure"])
def past(request: HttpRequest, dates: Annotated[Range, Query()]) -> HttpResponse:
    """What was known on each day from one date to another, both included, oldest first; at most 366 days.

    By what is written down now. Days on which nothing was learned are left out.
    """
    points = history(user_id=caller(request), first=dates.first, last=dates.last)
    return reply({"items": [point_shape(point) for point in points]})
