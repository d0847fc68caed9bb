"""The catalogue and a person's own foods."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, encode_cursor, nothing, reply
from api.schemas import Grams, Input, Nutrients, Text
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor
from fithub.foods import queries, services
from fithub.foods.categories import within
from fithub.foods.search import search_foods
from fithub.planning.warnings import warned_foods

router = owned_router(Actor.FORM)

PerNutrient = dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)] | None]


class Portion(Schema):
    """A household measure of a food: how many grams one of it is."""

    unit: str
    label: str
    grams: float


class Warned(Schema):
    """A preference of yours that a food touches; `because` is the word or the category in it. None is no promise: names do not tell
    traces."""

    kind: str
    preference_id: UUID
    about: str
    because: str


class Food(Schema):
    """A food, its nutrients in 100 g (null is unknown), and its household measures."""

    id: UUID
    name: str
    brand: str | None
    category: str | None
    source: str
    nutrients_per_100g: Nutrients
    portions: list[Portion]
    warnings: list[Warned] = Field([], description="What you are allergic to, avoid or dislike in it.")


class FoodPage(Schema):
    items: list[Food]
    next: str | None


class Serving(Input):
    """What one serving holds, as printed on a label; `energy_kj` and `salt_g` are understood too."""

    grams: Grams
    nutrients: PerNutrient


class OwnPortion(Input):
    """How many grams one `unit` is; `label` says which one, where there are several ("cup, sliced")."""

    unit: Text = Field(min_length=1, max_length=40)
    grams: Grams
    label: Text | None = Field(None, max_length=120)


Name = Annotated[Text, Field(min_length=1, max_length=200)]
OwnPortions = Annotated[list[OwnPortion], Field(max_length=50)]


class OwnFood(Input):
    """A food of your own: nutrients either in 100 g or in a serving, under the keys that foods have; `energy_kj` is turned into
    kcal and `salt_g` into sodium where those are not given."""

    name: Name
    brand: Text | None = Field(None, max_length=200)
    nutrients_per_100g: PerNutrient | None = None
    serving: Serving | None = None
    portions: OwnPortions = []


class FoodChanges(Input):
    """What to change; fields that are not sent stay, nutrients that are not named too (null makes one unknown).

    `portions` is the whole list as it should become.
    """

    name: Name = Field(None)  # type: ignore[assignment]
    brand: Text | None = Field(None, max_length=200)
    nutrients_per_100g: PerNutrient = Field(None)  # type: ignore[arg-type]
    serving: Serving = Field(None)  # type: ignore[assignment]
    portions: OwnPortions = Field(None)  # type: ignore[arg-type]


class Filters(Schema):
    """What to find (`q`), or `own` to list your own foods and recipes; with `q`, those that are named so.

    `category`: foods of the catalogue in this category or in one below it, the likeliest first; with `q`, those that match.
    """

    q: Text | None = Field(None, min_length=1, max_length=200)
    own: bool = False
    category: UUID | None = None
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = None


@router.get("", response={200: FoodPage, 401: Problem, 404: Problem, 422: Problem}, tags=["foods"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Find foods by name, best first: the same ranking that the chat uses. Or list your own foods, newest first."""
    if not filters.own:
        user_id = caller(request)
        return (
            _found(user_id, filters)
            if filters.q or filters.category is None
            else _in_category(user_id, filters, filters.category)
        )
    if filters.category is not None:
        raise InvalidInput.field(
            "category", "own_without_category", "Your own foods are in no category; leave one out."
        )
    foods = services.own_foods(user_id=caller(request), named=filters.q or "")
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        foods = foods.filter(pk__lt=after)
    keys = list(foods.order_by("-pk").values_list("pk", flat=True)[: filters.limit + 1])
    shown = keys[: filters.limit]
    following = encode_cursor([shown[-1]]) if len(keys) > filters.limit else None
    return reply({"items": _shapes(caller(request), shown), "next": following})


def _found(user_id: UUID, filters: Filters) -> HttpResponse:
    if not filters.q:
        raise InvalidInput.field("q", "missing", "Say what to find with q or category, or list your own with own=true.")
    limit = filters.limit
    offset = decode_cursor(filters.cursor, lambda key: min(max(int(key[0]), 0), 1000)) or 0
    groups = None if filters.category is None else within(filters.category)
    matches = search_foods(q=filters.q, limit=limit + 1, offset=offset, within=groups)
    shown = matches[:limit]
    more = len(matches) > limit and offset + limit <= 1000
    shapes = _shapes(user_id, [match.food_id for match in shown])
    return reply({"items": shapes, "next": encode_cursor([offset + limit]) if more else None})


def _in_category(user_id: UUID, filters: Filters, category: UUID) -> HttpResponse:
    after = decode_cursor(filters.cursor, lambda key: (float(key[0]), UUID(key[1])))
    found = queries.foods_of_groups(groups=within(category), limit=filters.limit + 1, after=after)
    shown = found[: filters.limit]
    following = encode_cursor([shown[-1][1], shown[-1][0]]) if len(found) > filters.limit else None
    return reply({"items": _shapes(user_id, [key for key, _ in shown]), "next": following})


@router.get("/{uuid:food_id}", response={200: Food, 401: Problem, 404: Problem}, tags=["foods"])
def show(request: HttpRequest, food_id: UUID) -> HttpResponse:
    """One food."""
    return reply(_shape(caller(request), food_id))


@router.post("", response={201: Food, 401: Problem, 422: Problem}, tags=["foods"])
def create(request: HttpRequest, body: OwnFood) -> HttpResponse:
    """Make a food of your own; nobody else sees it."""
    food = services.create_food(user_id=caller(request), **body.model_dump())
    return reply(_shape(caller(request), food.pk), 201)


@router.patch(
    "/{uuid:food_id}",
    response={200: Food, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["foods"],
)
def edit(request: HttpRequest, food_id: UUID, body: FoodChanges) -> HttpResponse:
    """Change a food of your own; what you have eaten of it stays as it was."""
    services.edit_food(user_id=caller(request), food_id=food_id, changes=body.model_dump(exclude_unset=True))
    return reply(_shape(caller(request), food_id))


@router.delete("/{uuid:food_id}", response={204: None, 401: Problem, 404: Problem, 409: Problem}, tags=["foods"])
def delete(request: HttpRequest, food_id: UUID) -> HttpResponse:
    """Delete a food of your own; what you have eaten of it stays, and it can be undone."""
    services.delete_food(user_id=caller(request), food_id=food_id)
    return nothing()


def _shape(user_id: UUID, food_id: UUID) -> dict[str, Any]:
    queries.food_by_id(food_id=food_id)
    return _shapes(user_id, [food_id])[0]


def _shapes(user_id: UUID, food_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    return warned_foods(user_id=user_id, foods=queries.food_shapes(food_ids=food_ids))
