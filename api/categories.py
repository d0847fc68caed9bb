"""Food groups, as a tree."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import owned_router
from api.errors import Problem
from api.replies import reply
from api.schemas import Text
from fithub.foods.categories import Placed, category_by_id, category_tree

router = owned_router()


class Category(Schema):
    """A food group. `source`: the tables that call it so, or `group` for the groups above theirs. `depth` is 0 at the top."""

    id: UUID
    name: str
    source: str
    parent_id: UUID | None
    depth: int


class CategoryPage(Schema):
    items: list[Category]
    next: str | None


class WholeCategory(Category):
    """A food group, those that it is in from the top down, and those directly in it."""

    path: list[Category]
    children: list[Category]


class Filters(Schema):
    """All of them optional. `top`: only the groups at the top."""

    parent_id: UUID | None = None
    top: bool = False
    source: Text | None = Field(None, max_length=12)
    q: Text | None = Field(None, max_length=120)


@router.get("", response={200: CategoryPage, 401: Problem, 404: Problem, 422: Problem}, tags=["foods"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """All food groups, each before those that are in it. They are few: there is no second page."""
    if filters.parent_id is not None:
        category_by_id(filters.parent_id)
    return reply({"items": [_shape(each) for each in category_tree() if _wanted(each, filters)], "next": None})


@router.get("/{uuid:category_id}", response={200: WholeCategory, 401: Problem, 404: Problem}, tags=["foods"])
def show(request: HttpRequest, category_id: UUID) -> HttpResponse:
    """One food group with those around it. Its foods: `GET /foods?category=`."""
    category_by_id(category_id)
    tree = {each.id: each for each in category_tree()}
    found = tree[category_id]
    path: list[Placed] = []
    over = found.parent_id
    while over is not None:
        path.insert(0, tree[over])
        over = tree[over].parent_id
    children = [_shape(each) for each in tree.values() if each.parent_id == category_id]
    return reply(_shape(found) | {"path": [_shape(each) for each in path], "children": children})


def _wanted(each: Placed, filters: Filters) -> bool:
    return (
        (filters.parent_id is None or each.parent_id == filters.parent_id)
        and (not filters.top or each.parent_id is None)
        and (filters.source is None or each.source == filters.source)
        and (filters.q is None or filters.q.casefold() in each.name.casefold())
    )


def _shape(each: Placed) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "source": each.source,
        "parent_id": each.parent_id,
        "depth": each.depth,
    }
