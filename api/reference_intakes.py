"""How much of each nutrient is recommended for somebody like you, and who says so."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import reply
from api.schemas import LocalDate
from fithub.accounts.queries import local_now
from fithub.body.reference_shapes import reference_shape

router = owned_router()


class EnergyShare(Schema):
    """Percent of the day's energy."""

    low: float
    high: float


class Intake(Schema):
    """`recommended`: an amount of the kind `kind`. `limit` is about what `limit_scope` says: total is all that food holds.

    `energy_share`: the range of percent of the day's energy. `per_kg`: g for each kg of body weight, and `for_weight_kg` with
    `for_weight`, what that comes to for your last weight.
    """

    label: str
    unit: str
    recommended: float | None
    kind: Literal["rda", "ai", "pri", "safe_and_adequate", "dv"] | None
    limit: float | None
    limit_kind: Literal["ul", "cdrr", "safe", "dv"] | None
    limit_scope: Literal["total", "supplements", "synthetic", "preformed"] | None
    energy_share: EnergyShare | None
    per_kg: float | None
    for_weight_kg: float | None
    for_weight: float | None
    note: str
    source: str
    limit_source: str | None


class IntakeSource(Schema):
    id: str
    title: str
    edition: str
    table: str


class ReferenceIntakes(Schema):
    """`authority`: whose values. `age_months`, `sex`, `life_stage`, `phase` (trimester, or half year of nursing): for whom; all
    null where the Daily Values stand in. `missing`: what you would have to tell for a table of your own."""

    date: date
    authority: Literal["dri", "efsa", "daily_values"]
    age_months: int | None
    sex: str | None
    life_stage: str | None
    phase: int | None
    missing: list[Literal["birth_date", "sex"]]
    nutrients: dict[str, Intake]
    sources: list[IntakeSource]


class When(Schema):
    on: LocalDate | None = Field(None, description="Today where it is not said.")


@router.get("", response={200: ReferenceIntakes, 401: Problem, 422: Problem}, tags=["targets"])
def show(request: HttpRequest, when: Annotated[When, Query()]) -> HttpResponse:
    """Your reference intakes: by your age, sex, pregnancy and nursing, from the tables that you chose or your region has."""
    user_id = caller(request)
    return reply(reference_shape(user_id=user_id, day=when.on or local_now(user_id).date))
