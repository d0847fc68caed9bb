"""Days: what was eaten, its sums, the targets, and what is left."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.entries import Entry
from api.errors import Problem
from api.replies import reply
from api.schemas import LocalDate, Nutrients, Ranges
from fithub.diary import queries
from fithub.diary.shapes import day_shape

router = owned_router()


class Bounds(Schema):
    """What to reach, stay over, stay under; any may be missing."""

    min: float | None = None
    target: float | None = None
    max: float | None = None


class ToldBounds(Bounds):
    """As you told it: `unit` where not in the nutrient's own, and the weight that it is by."""

    unit: Literal["percent_of_energy", "g_per_kg"] | None = None
    weight_kg: float | None = None


class DayActivity(Schema):
    """The sums of what the day's activities tell; null where none tells it. `counted`: whether the energy is in `remaining`."""

    energy_kcal: float | None
    steps: int | None
    minutes: float | None
    counted: bool


class DayReference(Schema):
    """A sum beside what is recommended for somebody like you.

    `kind`: rda, ai, pri, safe_and_adequate or dv; `limit_kind`: ul, cdrr, safe or dv. `complete` false: `unknown_entries` do not
    know the nutrient, so that `amount` and `percent` are lower bounds.
    """

    recommended: float | None
    kind: str | None
    limit: float | None = None
    limit_kind: str | None = None
    amount: float | None
    percent: float | None
    unknown_entries: int
    complete: bool


class Day(Schema):
    """A local date.

    `totals`: null where no entry knows the nutrient. `ranges`: how far off they may be, since portions are estimates. `unknown`:
    how many entries do not know it, where any. `targets_basis`: `own`, `diet` (the active diet's, unless own ones began later), or
    `reference` (the Daily Values) for a person without either. `targets_told`: those that were told in another unit than their
    nutrient's. `targets_warning`: why those of today or a day to come are not safe for you any more; null: nothing is known against
    them. `remaining`: target minus eaten, negative when passed.

    `water_ml`: plain water that was drunk, told in words or by `/water`; `water_in_food_ml`: the water of everything else, null
    where nothing knows it; `water_target_ml`: what a target for `water_g`, which is for both together, aims at. `totals.water_g`
    is both together.

    `references`: the sums beside reference intakes, by `references_basis` (dri, efsa or daily_values; GET /reference-intakes has
    the sources); left out with `references=false`.
    """

    date: date
    entries: list[Entry]
    totals: Nutrients
    ranges: Ranges
    targets: dict[str, Bounds]
    targets_basis: Literal["own", "diet", "reference"]
    targets_warning: str | None
    targets_told: dict[str, ToldBounds]
    remaining: dict[str, float | None]
    unknown: dict[str, int]
    water_ml: float
    water_in_food_ml: float | None
    water_target_ml: float | None
    activity: DayActivity
    references: dict[str, DayReference] = Field(None)  # type: ignore[arg-type]
    references_basis: str


class Days(Schema):
    items: list[Day]


class Wanted(Schema):
    references: bool = Field(True, description="False leaves `references` out, for a shorter answer.")


class Range(Wanted):
    first: LocalDate = Field(alias="from")
    last: LocalDate = Field(alias="to")


@router.get("", response={200: Days, 401: Problem, 422: Problem}, tags=["days"])
def span(request: HttpRequest, dates: Annotated[Range, Query()]) -> HttpResponse:
    """Every day from one date to another, both included; at most 366."""
    days = queries.days(user_id=caller(request), first=dates.first, last=dates.last)
    return reply({"items": [day_shape(each, references=dates.references) for each in days]})


@router.get("/{day}", response={200: Day, 401: Problem, 422: Problem}, tags=["days"])
def show(request: HttpRequest, day: LocalDate, wanted: Annotated[Wanted, Query()]) -> HttpResponse:
    """One day."""
    return reply(day_shape(queries.day(user_id=caller(request), day=day), references=wanted.references))
