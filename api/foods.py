"""The catalogue and a person's own foods."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, encode_cursor, reply
from api.schemas import Grams, Input, Nutrients, Text
from fithub.core.ownership import Actor
from fithub.foods import queries, services
from fithub.foods.search import search_foods

router = owned_router(Actor.FORM)


class Portion(Schema):
    """A household measure of a food: how many grams one of it is."""

    unit: str
    label: str
    grams: float


class Food(Schema):
    """A food, its nutrients in 100 g (null is unknown), and its household measures."""

    id: UUID
    name: str
    brand: str | None
    category: str | None
    source: str
    nutrients_per_100g: Nutrients
    portions: list[Portion]


class FoodPage(Schema):
    items: list[Food]
    next: str | None


class Serving(Input):
    """What one serving holds, as printed on a label."""

    grams: Grams
    nutrients: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)] | None]


class OwnPortion(Input):
    unit: Text = Field(min_length=1, max_length=40)
    grams: Grams


class OwnFood(Input):
    """A food of your own: nutrients either in 100 g or in a serving."""

    name: Text = Field(min_length=1, max_length=200)
    brand: Text | None = Field(None, max_length=200)
    nutrients_per_100g: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)] | None] | None = None
    serving: Serving | None = None
    portions: list[OwnPortion] = Field(default=[], max_length=50)


@router.get("", response={200: FoodPage, 401: Problem, 422: Problem}, tags=["foods"])
def search(
    request: HttpRequest,
    q: Annotated[Text, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: str | None = None,
) -> HttpResponse:
    """Find foods by name, best first: the same ranking that the chat uses."""
    offset = decode_cursor(cursor, lambda key: min(max(int(key[0]), 0), 1000)) or 0
    matches = search_foods(q=q, limit=limit + 1, offset=offset)
    shown = matches[:limit]
    more = len(matches) > limit and offset + limit <= 1000
    shapes = queries.food_shapes(food_ids=[match.food_id for match in shown])
    return reply({"items": shapes, "next": encode_cursor([offset + limit]) if more else None})


@router.get("/{uuid:food_id}", response={200: Food, 401: Problem, 404: Problem}, tags=["foods"])
def show(request: HttpRequest, food_id: UUID) -> HttpResponse:
    """One food."""
    return reply(_shape(food_id))


@router.post("", response={201: Food, 401: Problem, 422: Problem}, tags=["foods"])
def create(request: HttpRequest, body: OwnFood) -> HttpResponse:
    """Make a food of your own; nobody else sees it."""
    food = services.create_food(user_id=caller(request), **body.model_dump())
    return reply(_shape(food.pk), 201)


def _shape(food_id: UUID) -> dict[str, Any]:
    queries.food_by_id(food_id=food_id)
    return queries.food_shapes(food_ids=[food_id])[0]
