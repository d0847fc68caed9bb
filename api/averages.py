"""What you have a day on average."""

from datetime import date
from typing import Annotated, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import reply
from api.schemas import LocalDate, Nutrients
from fithub.core.nutrients import NUTRIENTS
from fithub.diary.spans import span, span_shape

router = owned_router()

_NOT_KNOWN: Final[JsonDict] = dict.fromkeys(NUTRIENTS)
_EXAMPLE: Final[JsonDict] = {
    "from": "2026-05-04",
    "to": "2026-05-10",
    "days": 7,
    "complete_days": 4,
    "partial_days": 1,
    "empty_days": 2,
    "fasting_days": 0,
    "counted_days": 4,
    "basis": "complete",
    "averages": _NOT_KNOWN | {"energy_kcal": 2104.5, "protein_g": 96.25, "fibre_g": 24.1},
    "unknown": {"fibre_g": 1},
    "averages_before": _NOT_KNOWN | {"energy_kcal": 2250, "protein_g": 90},
    "change": _NOT_KNOWN | {"energy_kcal": -145.5, "protein_g": 6.25},
    "energies": [{"date": "2026-05-04", "energy_kcal": 2104.5}],
}


class DayEnergy(Schema):
    date: date
    energy_kcal: float | None


class Averages(Schema):
    """What a day holds on average: the mean of the days' totals, never of their entries.

    `basis`: the days that are counted: `complete`, or `logged` (those with entries) where none is complete, so that the true
    figure may be higher. `averages`: over those of the counted days that know a nutrient, null where none does; `unknown`: on how
    many of the counted days an entry did not know it, where any, so that its average is a lower bound. `averages_before`: of
    the complete days among as many days before, null where none is; `change`: how much more it is now, null where not complete
    days are on either side. `energies`: of each day with entries. Whether a day is complete: GET /days/status.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    days: int
    complete_days: int
    partial_days: int
    empty_days: int
    fasting_days: int
    counted_days: int
    basis: Literal["complete", "logged"]
    averages: Nutrients
    unknown: dict[str, int]
    averages_before: Nutrients | None
    change: Nutrients | None
    energies: list[DayEnergy]


class AveragedDays(Schema):
    first: LocalDate = Field(alias="from")
    last: LocalDate = Field(alias="to")


@router.get("", response={200: Averages, 401: Problem, 422: Problem}, by_alias=True, tags=["days"])
def show(request: HttpRequest, dates: Annotated[AveragedDays, Query()]) -> HttpResponse:
    """What you had a day on average from one date to another, both included; at most 366 days."""
    return reply(span_shape(span(user_id=caller(request), first=dates.first, last=dates.last)))
