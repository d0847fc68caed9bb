"""What you have stated about yourself, and what is remembered of it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input, Text
from fithub.coaching import memories
from fithub.coaching.memories import Foods, memory_shape
from fithub.coaching.models import MemoryKind
from fithub.core.ownership import Actor

router = owned_router(Actor.FORM)


class Memory(Schema):
    """A fact in your words, with the message in which you stated it (null for a form). `enforced`: it is acted upon as well, as a
    preference (`/preferences`) or a measure (`/measures`), which goes with it and it with that."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0199a0b4-5c1e-7000-8000-5f0c4d1e2a3b",
                    "kind": "dislike",
                    "text": "I hate olives",
                    "enforced": True,
                    "turn_id": "0199a0b4-5c1d-7000-8000-1b2c3d4e5f60",
                    "conversation_id": "0199a0b4-5c00-7000-8000-0a1b2c3d4e5f",
                    "said": "Remember that I hate olives",
                    "created_at": "2026-11-23T12:30:00+00:00",
                }
            ]
        }
    )

    id: UUID
    kind: MemoryKind
    text: str
    enforced: bool
    turn_id: UUID | None
    conversation_id: UUID | None
    said: str | None
    created_at: datetime


class MemoryPage(Schema):
    items: list[Memory]
    next: str | None


Size = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False)]


class NewMeasureOf(Input):
    """ONE of the unit, in grams or in millilitres; of one food, or of any."""

    unit: Text = Field(min_length=1, max_length=40)
    food_id: UUID | None = None
    grams: Size | None = None
    millilitres: Size | None = None


class NewMemory(Input):
    """A fact. An allergy, an avoid, a dislike and a like need the foods that they are about (`words`, `category_ids`), a measure
    its size."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "allergy", "text": "Peanuts make my throat swell", "words": ["peanuts"]},
                {"kind": "schedule", "text": "I usually eat dinner at nine"},
                {"kind": "measure", "text": "My bowl is 400 ml", "measure": {"unit": "bowl", "millilitres": 400}},
            ]
        }
    )

    kind: MemoryKind
    text: Text = Field(min_length=1, max_length=300)
    words: list[Annotated[Text, Field(min_length=1, max_length=80)]] = Field([], max_length=6)
    category_ids: list[UUID] = Field([], max_length=6)
    measure: NewMeasureOf | None = None


class MemoryFilters(Schema):
    """All of them optional; `q`: by meaning, the nearest first, all in one page."""

    kind: MemoryKind | None = None
    q: Text | None = Field(None, min_length=1, max_length=200)
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: MemoryPage, 401: Problem, 422: Problem}, tags=["memories"])
def index(request: HttpRequest, filters: Annotated[MemoryFilters, Query()]) -> HttpResponse:
    """What is remembered of you, newest first."""
    if filters.q is not None:
        kinds = [] if filters.kind is None else [filters.kind]
        found = memories.find(user_id=caller(request), query=filters.q, kinds=kinds, most=filters.limit)
        return reply({"items": [memory_shape(row) for row, _ in found], "next": None})
    rows = memories.own_memories(caller(request))
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return page(list(rows[: filters.limit + 1]), filters.limit, memory_shape, lambda row: [row.pk])


@router.post(
    "",
    response={200: Memory, 201: Memory, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["memories"],
)
def create(request: HttpRequest, body: NewMemory) -> HttpResponse:
    """State a fact about yourself. What can be acted upon is from then on: nothing that you are allergic to is suggested. The same
    text again is the same memory (200)."""
    row, is_new = memories.remember(
        user_id=caller(request),
        kind=body.kind,
        text=body.text,
        foods=Foods(body.words, body.category_ids),
        measure=None if body.measure is None else memories.Measure(**body.measure.model_dump()),
    )
    return reply(memory_shape(row), 201 if is_new else 200)


@router.get("/{uuid:memory_id}", response={200: Memory, 401: Problem, 404: Problem}, tags=["memories"])
def show(request: HttpRequest, memory_id: UUID) -> HttpResponse:
    """One memory."""
    return reply(memory_shape(memories.memory(user_id=caller(request), memory_id=memory_id)))


@router.delete("/{uuid:memory_id}", response={204: None, 401: Problem, 404: Problem}, tags=["memories"])
def delete(request: HttpRequest, memory_id: UUID) -> HttpResponse:
    """Forget a fact, with the preference or the measure that it stands for; it can be undone."""
    memories.forget(user_id=caller(request), memory_id=memory_id)
    return nothing()


@router.delete("", response={204: None, 401: Problem}, tags=["memories"])
def delete_all(request: HttpRequest) -> HttpResponse:
    """Forget all of it, with the preferences and measures that it stands for, in one change that can be undone."""
    memories.forget_all(user_id=caller(request))
    return nothing()
