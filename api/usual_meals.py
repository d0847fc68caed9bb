"""What you usually have at a meal, and writing it down in one go."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema

from api.auth import caller, owned_router
from api.drafts import Draft
from api.entries import Entry
from api.errors import Problem
from api.replies import reply
from api.schemas import FoodName, Input, LocalDate, Nutrients
from fithub.accounts.queries import local_now
from fithub.core.ownership import Actor
from fithub.core.slots import Slot
from fithub.diary.shapes import draft_shape, entry_shape, usual_shape
from fithub.planning.usual import log_usual, usual_meals

router = owned_router(Actor.FORM)


class UsualItem(Schema):
    """So much of a food, by what it holds now."""

    food: FoodName
    quantity: float | None
    unit: str | None
    grams: float
    nutrients: Nutrients


class UsualMeal(Schema):
    """The same foods at the same meal on at least three of the last 28 days: on how many, and when last."""

    slot: Slot
    times: int
    last_on: date
    items: list[UsualItem]
    totals: Nutrients
    unknown: dict[str, int]


class UsualMeals(Schema):
    items: list[UsualMeal]
    next: str | None


class Filters(Schema):
    slot: Slot | None = None


class NewUsual(Input):
    """When it was eaten; today where it is not said."""

    local_date: LocalDate | None = None


class LoggedUsual(Schema):
    """The entries; or a draft, if you want to be asked always. `left_out`: foods of it that were not written down, since you are
    allergic to them or avoid them."""

    entries: list[Entry]
    drafts: list[Draft]
    left_out: list[str]


@router.get("", response={200: UsualMeals, 401: Problem, 422: Problem}, tags=["usual meals"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your usual meals; a meal that is never the same is none, nor is one with what you are allergic to or avoid."""
    user_id = caller(request)
    meals = usual_meals(user_id=user_id, today=local_now(user_id).date)
    wanted = [usual_shape(meal) for meal in meals if filters.slot in (None, meal.slot)]
    return reply({"items": wanted, "next": None})


@router.post(
    "/{slot}/log",
    response={201: LoggedUsual, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["usual meals"],
)
def log(request: HttpRequest, slot: Slot, body: NewUsual = NewUsual()) -> HttpResponse:  # noqa: B008
    """Write your usual meal down, without what you are allergic to or avoid."""
    user_id = caller(request)
    logged = log_usual(user_id=user_id, slot=slot, when=local_now(user_id), source="form", local_date=body.local_date)
    told = {
        "entries": [entry_shape(entry) for entry in logged.entries],
        "drafts": [draft_shape(draft) for draft in logged.drafts],
        "left_out": list(logged.left_out),
    }
    return reply(told, 201)
