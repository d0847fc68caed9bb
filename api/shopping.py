"""The shopping list of the days that are planned."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.foods import Warned
from api.replies import reply
from api.schemas import Input, LocalDate, Text
from fithub.accounts.queries import local_now
from fithub.core.ownership import Actor
from fithub.planning.plan_shapes import shopping_shape
from fithub.planning.shopping import as_text, shopping_list, tick

router = owned_router(Actor.FORM)

SHOWN_DAYS = 7


class Format(StrEnum):
    JSON = "json"
    TEXT = "text"


class ToBuy(Schema):
    """So much of a food; `key` names it on this list. `words`: the amount as one says it; `meals`: in how many meals it is."""

    key: str
    food_id: UUID | None
    name: str
    grams: float
    words: str
    meals: int
    ticked: bool
    warnings: list[Warned] = Field([], description="What you are allergic to, avoid or dislike in it.")


class Aisle(Schema):
    category: str
    items: list[ToBuy]


class ShoppingList(Schema):
    """What to buy, by the category of the food. Recipes are told by what goes into them."""

    first_date: date
    last_date: date
    groups: list[Aisle]


class Wanted(Schema):
    """Both dates are included; today and the six days after unless you say which. `format=text`: lines to send or print."""

    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")
    format: Format = Format.JSON


class NewTick(Input):
    """Something on the list of these days. `ticked`: whether you have got it."""

    first_date: LocalDate = Field(examples=["2026-12-01"])
    last_date: LocalDate = Field(examples=["2026-12-07"])
    key: Annotated[Text, Field(min_length=1, max_length=36)]
    ticked: bool = True


@router.get("", response={200: ShoppingList, 401: Problem, 422: Problem}, tags=["shopping"])
def show(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> HttpResponse:
    """What to buy for the meals that are planned and neither skipped nor eaten yet."""
    user_id = caller(request)
    first = wanted.first or local_now(user_id).date
    found = shopping_list(user_id=user_id, first=first, last=wanted.last or first + timedelta(days=SHOWN_DAYS - 1))
    if wanted.format is Format.TEXT:
        return HttpResponse(as_text(found), content_type="text/plain; charset=utf-8")
    return reply(shopping_shape(found))


@router.put("/ticks", response={200: ShoppingList, 401: Problem, 404: Problem, 422: Problem}, tags=["shopping"])
def put(request: HttpRequest, body: NewTick) -> HttpResponse:
    """Tick something off, or open it again. It is open again by itself where the plan comes to need more of it."""
    given: dict[str, Any] = {"key": body.key, "ticked": body.ticked}
    found = tick(user_id=caller(request), first=body.first_date, last=body.last_date, **given)
    return reply(shopping_shape(found))
