"""Foods that you want at hand, with the amount that you usually have."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.foods import Food
from api.replies import decode_cursor, encode_cursor, nothing, reply
from api.schemas import Grams, Input, Quantity, Text
from fithub.core.ownership import Actor
from fithub.foods.queries import food_shapes
from fithub.planning.favourites import drop_favourite, keep_favourite, own_favourites
from fithub.planning.shapes import favourite_shape

router = owned_router(Actor.FORM)


class Favourite(Schema):
    """A food, and the amount that you usually have of it: as said, and in grams; all null where none was said."""

    food: Food
    quantity: float | None
    unit: str | None
    grams: float | None


class FavouritePage(Schema):
    items: list[Favourite]
    next: str | None


class UsualAmount(Input):
    """`grams`, or `quantity` with `unit`; nothing for no amount."""

    quantity: Quantity | None = None
    unit: Annotated[Text, Field(max_length=40)] | None = None
    grams: Grams | None = None


class Paging(Schema):
    limit: int = Field(50, ge=1, le=100)
    cursor: str | None = None


@router.get("", response={200: FavouritePage, 401: Problem, 422: Problem}, tags=["favourites"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your favourites, newest first."""
    rows = own_favourites(caller(request))
    after = decode_cursor(paging.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows[: paging.limit + 1])
    shown = found[: paging.limit]
    foods = {food["id"]: food for food in food_shapes(food_ids=[each.food_id for each in shown])}
    following = encode_cursor([shown[-1].pk]) if len(found) > paging.limit else None
    return reply({"items": [favourite_shape(each, foods[each.food_id]) for each in shown], "next": following})


@router.put("/{uuid:food_id}", response={200: Favourite, 401: Problem, 404: Problem, 422: Problem}, tags=["favourites"])
def put(request: HttpRequest, food_id: UUID, body: UsualAmount = UsualAmount()) -> HttpResponse:  # noqa: B008
    """Make a food a favourite, or change its usual amount."""
    favourite = keep_favourite(user_id=caller(request), food_id=food_id, **body.model_dump())
    return reply(favourite_shape(favourite, food_shapes(food_ids=[food_id])[0]))


@router.delete("/{uuid:food_id}", response={204: None, 401: Problem, 404: Problem}, tags=["favourites"])
def delete(request: HttpRequest, food_id: UUID) -> HttpResponse:
    """A food is no favourite any more."""
    drop_favourite(user_id=caller(request), food_id=food_id)
    return nothing()
