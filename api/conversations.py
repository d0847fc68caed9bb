"""Threads with the coach, and what was said in them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from agents import stream
from api.auth import bearer, caller, owned_router
from api.errors import Problem
from api.loading import load_soon
from api.messages import turn_id_of
from api.replies import decode_cursor, encode_cursor, page, reply
from fithub.coaching.approvals import of_turns
from fithub.coaching.conversations import begin_conversation, own_conversation
from fithub.coaching.models import Approval as Asked
from fithub.coaching.models import Conversation as Row
from fithub.coaching.models import Turn
from fithub.core.ownership import Actor, acting_as

# What is said (`api.turns`) is a stream, async and no single transaction; the threads themselves are resources like any other.
router = Router(auth=bearer)
threads = owned_router(Actor.CHAT)


class Conversation(Schema):
    """A thread; `title` is how it began."""

    id: UUID
    title: str
    created_at: datetime


class ConversationPage(Schema):
    items: list[Conversation]
    next: str | None


class Paging(Schema):
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


class UiMessage(Schema):
    """A message as the AI SDK keeps it (`parts`, `metadata`), with its plain `text`.

    `receipts`: what the turn wrote, by tool: {tool, change_set_id, entries, drafts, unmatched, message, …}.
    """

    id: str
    role: str
    text: str
    at: datetime
    parts: list[dict[str, Any]]
    metadata: dict[str, Any] | None = None
    receipts: list[dict[str, Any]] = []


class UiMessagePage(Schema):
    """Oldest first, ready for `useChat`; `next` is the cursor of what was said before."""

    items: list[UiMessage]
    next: str | None


@threads.post("", response={201: Conversation, 401: Problem}, tags=["conversations"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a thread."""
    load_soon()
    return reply(_thread(begin_conversation(user_id=caller(request))), 201)


@threads.get("", response={200: ConversationPage, 401: Problem, 422: Problem}, tags=["conversations"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your threads, newest first."""
    load_soon()
    rows = Row.objects.filter(user_id=caller(request))
    after = decode_cursor(paging.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return page(list(rows.order_by("-pk")[: paging.limit + 1]), paging.limit, _thread, lambda row: [row.pk])


@router.get(
    "/{uuid:conversation_id}/messages",
    response={200: UiMessagePage, 401: Problem, 404: Problem, 422: Problem},
    tags=["conversations"],
)
def messages(request: HttpRequest, conversation_id: UUID, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """What was said, oldest first; a page holds the newest turns that come before its cursor."""
    load_soon()
    user_id = caller(request)
    before = decode_cursor(paging.cursor, lambda key: UUID(key[0]))
    with acting_as(user_id, actor=Actor.CHAT):
        own_conversation(user_id=user_id, conversation_id=conversation_id)
        turns = Turn.objects.filter(conversation_id=conversation_id)
        if before is not None:
            turns = turns.filter(pk__lt=before)
        newest = list(turns.order_by("-pk")[: paging.limit + 1])
        asked = of_turns(user_id, [turn.pk for turn in newest])
    shown = newest[: paging.limit]
    cursor = encode_cursor([shown[-1].pk]) if len(newest) > paging.limit else None
    return reply(
        {
            "items": [each for turn in reversed(shown) for each in _messages(turn, asked.get(turn.pk, []))],
            "next": cursor,
        }
    )


def _thread(row: Row) -> dict[str, Any]:
    return {"id": str(row.pk), "title": row.title, "created_at": row.created_at}


def _messages(turn: Turn, asked: list[Asked]) -> list[dict[str, Any]]:
    plain = {
        "user": {"text": turn.asked, "at": turn.started_at, "receipts": []},
        "assistant": {"text": turn.answer, "at": turn.finished_at, "receipts": turn.receipts},
    }
    return [each | plain[each["role"]] for each in stream.ui_messages(turn, turn_id_of(turn), asked)]
