"""What you like, dislike, avoid, and are allergic to."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import FoodName, Input, Text
from fithub.core.ownership import Actor
from fithub.planning import preferences as services
from fithub.planning.judging import Taste
from fithub.planning.shapes import preference_shape

router = owned_router(Actor.FORM)


class FoodPreference(Schema):
    """What you say of one food, one category, or one word; `about` tells which, in words."""

    id: UUID
    kind: Taste
    food: FoodName | None
    category: FoodName | None
    word: str | None
    about: str
    note: str


class PreferencePage(Schema):
    items: list[FoodPreference]
    next: str | None


class NewPreference(Input):
    """One of `food_id`, `category_id` and `word`. A word stands for its whole family: "nuts" for almonds and pesto, too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"kind": "allergy", "word": "peanuts"}, {"kind": "dislike", "word": "mushrooms"}]
        }
    )

    kind: Taste
    food_id: UUID | None = None
    category_id: UUID | None = None
    word: Text | None = Field(None, min_length=1, max_length=80)
    note: Text = Field("", max_length=300)


class PreferenceChanges(Input):
    """What to change; fields that are not sent stay."""

    kind: Taste = Field(None)  # type: ignore[assignment]
    note: Text = Field(None, max_length=300)  # type: ignore[assignment]


class Filters(Schema):
    """All of them optional."""

    kind: Taste | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: PreferencePage, 401: Problem, 422: Problem}, tags=["preferences"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your preferences, newest first."""
    rows = services.own_preferences(caller(request))
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return page(list(rows[: filters.limit + 1]), filters.limit, preference_shape, lambda row: [row.pk])


@router.post(
    "",
    response={200: FoodPreference, 201: FoodPreference, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["preferences"],
)
def create(request: HttpRequest, body: NewPreference) -> HttpResponse:
    """Say what you like, dislike, avoid or are allergic to. Said of the same again it replaces what was there (200); only an
    allergy stays until it is taken away (409)."""
    row, is_new = services.keep_preference(user_id=caller(request), **body.model_dump())
    return reply(preference_shape(row), 201 if is_new else 200)


@router.get("/{uuid:preference_id}", response={200: FoodPreference, 401: Problem, 404: Problem}, tags=["preferences"])
def show(request: HttpRequest, preference_id: UUID) -> HttpResponse:
    """One preference."""
    return reply(preference_shape(services.preference(user_id=caller(request), preference_id=preference_id)))


@router.patch(
    "/{uuid:preference_id}",
    response={200: FoodPreference, 401: Problem, 404: Problem, 422: Problem},
    tags=["preferences"],
)
def edit(request: HttpRequest, preference_id: UUID, body: PreferenceChanges) -> HttpResponse:
    """Change the kind or the note of a preference."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    row = services.edit_preference(user_id=caller(request), preference_id=preference_id, changes=changes)
    return reply(preference_shape(row))


@router.delete("/{uuid:preference_id}", response={204: None, 401: Problem, 404: Problem}, tags=["preferences"])
def delete(request: HttpRequest, preference_id: UUID) -> HttpResponse:
    """Take a preference away; it can be undone."""
    services.drop_preference(user_id=caller(request), preference_id=preference_id)
    return nothing()
