"""Talking with the coach: threads, what was said in them, and saying something."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field, ValidationError

from agents import stream
from agents.database import in_database
from api.approvals import Approval
from api.attached import LARGEST_BODY, cleaned, hashed, photos_in
from api.auth import Bearer, bearer, caller, idempotency_key, owned_router
from api.errors import Problem
from api.limits import check_limit
from api.replies import decode_cursor, encode_cursor, page, reply
from api.schemas import Text
from fithub.coaching.approvals import approval_shape, of_turns, state_of, status_of
from fithub.coaching.conversations import begin_conversation, own_conversation
from fithub.coaching.models import Approval as Asked
from fithub.coaching.models import ApprovalState, Turn
from fithub.coaching.models import Conversation as Row
from fithub.coaching.turns import PHOTO_ALONE, Started, start_turn
from fithub.core.errors import InvalidInput, TooLarge
from fithub.core.ids import new_id
from fithub.core.ownership import Actor, acting_as

if TYPE_CHECKING:
    from agents.preparing import Prepared
    from agents.resuming import Resumed

LONGEST_MESSAGE: Final = 8000
MOST_ANSWERS: Final = 50
_is_loaded: Final = Event()
_TURN_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,64}")

# What is said is a stream, async and no single transaction; the threads themselves are resources like any other.
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


class ApprovalAnswer(Schema):
    """A yes or a no to one approval of this conversation."""

    id: UUID = Field(examples=["01a22bf9-1107-766a-b65a-37e615ecd2e4"])
    approved: bool = Field(examples=[True])
    reason: Text = Field("", max_length=1000, examples=["spring cleaning"])


class Message(Schema):
    """What you say: `text`, or the body that the AI SDK sends, of which only the last message of the user counts.

    Up to four photos of what you ate may come with it, or alone: `photos`, or `file` parts with data URLs, 10 MB each and 15 MB in
    all. What they show becomes a draft. None is kept.

    `approvals` answers what the coach has asked instead, all of it in one turn: that turn goes on, under the same message id. So
    does a body of the AI SDK whose last message is the coach's with parts in state `approval-responded`.

    `turn_id` (up to 64 of A-Z a-z 0-9 . _ ~ -; best a UUID): the same one again is answered with the stored answer. Without it the
    Idempotency-Key is used, or the id of the AI SDK's message.
    """

    model_config = ConfigDict(extra="ignore")

    text: Text | None = None
    turn_id: str | None = None
    messages: list[dict[str, Any]] = Field(default_factory=list)
    photos: list[str] = Field(default_factory=list, description="JPEG, PNG or WebP, each as a data URL.")
    approvals: list[ApprovalAnswer] = Field(default_factory=list, max_length=MOST_ANSWERS)


class AnswerText(Schema):
    id: str
    text: str


class TurnTokens(Schema):
    """What a turn took of language models. `cached`: of the input; null where the provider does not say. `estimated`: the provider
    did not say, and these are about what it must have been."""

    input: int
    cached: int | None
    output: int
    estimated: bool


class TurnNote(Schema):
    """What you should know of how you were answered; `code`: budget_spent, photo_needs_model, photo_not_read, photo_not_seen,
    photo_no_food."""

    code: str
    detail: str


class Answer(Schema):
    """What came of a turn, for `Accept: application/json`; otherwise it is a UI message stream.

    `status`: complete, needs_approval, interrupted or failed. `offline`: whether the offline model answered. `approvals`: what
    still waits for your yes, nothing of which has been done. `tokens`: null where no language model was asked.
    """

    turn_id: str
    message: AnswerText
    receipts: list[dict[str, Any]]
    drafts: list[dict[str, Any]]
    approvals: list[Approval]
    status: str
    offline: bool
    model: str
    tokens: TurnTokens | None
    notes: list[TurnNote]


@threads.post("", response={201: Conversation, 401: Problem}, tags=["conversations"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a thread."""
    _load_soon()
    return reply(_thread(begin_conversation(user_id=caller(request))), 201)


@threads.get("", response={200: ConversationPage, 401: Problem, 422: Problem}, tags=["conversations"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your threads, newest first."""
    _load_soon()
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
    _load_soon()
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


@router.post(
    "/{uuid:conversation_id}/messages",
    response={
        200: Answer,
        400: Problem,
        401: Problem,
        404: Problem,
        409: Problem,
        413: Problem,
        422: Problem,
        429: Problem,
    },
    tags=["conversations"],
    auth=Bearer(LARGEST_BODY),
)
async def say(request: HttpRequest, conversation_id: UUID, body: Message) -> HttpResponseBase:
    """Say something to the coach. Answered as a UI message stream (AI SDK v6), or as JSON if that is all you accept."""
    user_id = caller(request)
    plain = _wants_json(request)
    answers = _answers_in(body)
    if answers:
        return await _go_on(user_id, conversation_id, answers, plain=plain)
    said = _said(request, conversation_id, body)

    def start() -> tuple[Started, "Prepared | None", list[bytes]]:
        check_limit("message", str(user_id))
        photos = cleaned(said.photos)
        started, prepared = _begun(
            user_id=user_id,
            conversation_id=conversation_id,
            key=said.key,
            asked=said.text,
            photos=hashed(said.photos),
        )
        return started, prepared, photos

    started, prepared, photos = await in_database(start)
    if not started.is_new:
        asked = await in_database(lambda: _asked_by(user_id, started.turn))
        return reply(_answer(started.turn, asked)) if plain else _stream(_whole(started.turn, asked))
    if not _is_loaded.is_set():
        await in_database(_load)
    if plain:
        turn = await _run(user_id, started, prepared, photos, lambda event: None)
        # A turn that is complete has nothing open.
        is_complete = turn.status == Turn.Status.COMPLETE
        return reply(_answer(turn, [] if is_complete else await in_database(lambda: _asked_by(user_id, turn))))
    return _stream(stream.pumped(copy_context(), lambda send: _tell(user_id, started, prepared, photos, send)))


async def _go_on(
    user_id: UUID, conversation_id: UUID, answers: list[ApprovalAnswer], *, plain: bool
) -> HttpResponseBase:
    """Carry out what the person has answered, and go on with the turn that asked."""

    def resume() -> "Resumed":
        from agents.resuming import Answer, resume

        check_limit("message", str(user_id))
        told = [Answer(each.id, each.approved, each.reason) for each in answers]
        return resume(user_id=user_id, conversation_id=conversation_id, answers=told)

    await in_database(_load)
    resumed = await in_database(resume)
    turn = resumed.turn
    if plain:
        return reply(_answer(turn, resumed.asked))
    return _stream(iter([b"".join(stream.continued(turn, turn_id_of(turn), resumed.answered))]))


def _answers_in(body: Message) -> list[ApprovalAnswer]:
    """The answers that a message carries, each approval's once; none where it says something.

    Raises InvalidInput (`answers_invalid`).
    """
    last = body.messages[-1] if body.messages else {}
    parts = last.get("parts") if last.get("role") == "assistant" and body.text is None else None
    told = [
        {"reason": "", **part["approval"]} | ({"reason": ""} if part["approval"].get("reason") is None else {})
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, dict)
        and part.get("state") == "approval-responded"
        and isinstance(part.get("approval"), dict)
    ]
    try:
        found = [*body.approvals, *map(ApprovalAnswer.model_validate, told)]
    except ValidationError as error:
        raise InvalidInput.field("messages", "answers_invalid", "Answer each approval by its id.") from error
    if found and body.text is not None:
        raise InvalidInput.field(
            "text", "answers_invalid", "Answer what was asked, or say something: not both at once."
        )
    return list({each.id: each for each in found}.values())[:MOST_ANSWERS]


def _asked_by(user_id: UUID, turn: Turn) -> list[Asked]:
    with acting_as(user_id, actor=Actor.CHAT):
        return of_turns(user_id, [turn.pk]).get(turn.pk, [])


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    key: str
    photos: list[bytes]


def _said(request: HttpRequest, conversation_id: UUID, body: Message) -> _Said:
    """What is asked, and the key under which it is asked once.

    Raises InvalidInput (`message_empty`, `turn_id_invalid`, `idempotency_key_invalid`, and as `photos_in`), TooLarge
    (`message_too_long`, `photo_too_large`).
    """
    asked = next((each for each in reversed(body.messages) if each.get("role") == "user"), None)
    photos = photos_in(body.photos, asked if body.text is None else None)
    text = (body.text if body.text is not None else _text_of(asked)).strip() or (PHOTO_ALONE if photos else "")
    if not text:
        raise InvalidInput.field("text", "message_empty", "Say something, e.g. I had two eggs for breakfast.")
    if len(text) > LONGEST_MESSAGE:
        raise TooLarge("message_too_long", f"A message has at most {LONGEST_MESSAGE:,} characters; send it in parts.")
    if body.turn_id is not None:
        if not _TURN_ID.fullmatch(body.turn_id):
            raise InvalidInput.field("turn_id", "turn_id_invalid", "A turn_id is 1 to 64 of A-Z a-z 0-9 . _ ~ -.")
        return _Said(text, body.turn_id, photos)
    sent_key = idempotency_key(request)
    if sent_key:
        return _Said(text, _derived("key", sent_key), photos)
    if body.text is None and asked is not None and asked.get("id"):
        return _Said(text, _derived("message", f"{conversation_id}:{asked['id']}"), photos)
    return _Said(text, _derived("new", str(new_id())), photos)


def _text_of(message: dict[str, Any] | None) -> str:
    """The words of an AI SDK message; surrogate halves and NULs, which cannot be stored, are left out."""
    if message is None:
        return ""
    parts = message.get("parts")
    texts = [part.get("text") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    told = "\n".join(text for text in texts if isinstance(text, str)) or str(message.get("content") or "")
    return told.replace("\x00", "").encode("utf-8", "ignore").decode()


def _derived(kind: str, value: str) -> str:
    """A key of ours; the colon tells it from a client's turn_id."""
    return f"{kind}:{sha256(value.encode()).hexdigest()[:40]}"


def turn_id_of(turn: Turn) -> str:
    """A turn as clients know it: their turn_id, or else its own id."""
    return turn.key if _TURN_ID.fullmatch(turn.key) else str(turn.pk)


def _log_id(turn: Turn) -> UUID:
    """A turn as the change log knows it: by the client's turn_id where that can be one."""
    try:
        return UUID(turn_id_of(turn))
    except ValueError:
        pk: UUID = turn.pk
        return pk


def _wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/event-stream" not in accepted


def _load() -> None:
    """Import the agent and its libraries: seconds, once a process, and never for those that only serve forms."""
    from agents.coach import coach

    coach()
    _is_loaded.set()


def _load_soon() -> None:
    """Load the agent beside this request, for somebody who is about to talk."""
    if "agents.coach" not in sys.modules:
        Thread(target=_load, daemon=True).start()


def _begun(
    *, user_id: UUID, conversation_id: UUID, key: str, asked: str, photos: Sequence[str]
) -> "tuple[Started, Prepared | None]":
    """A turn that is started; what it begins with is read at once where the agent is loaded, and else when it is."""
    if _is_loaded.is_set():
        from agents.run import begin

        return begin(user_id=user_id, conversation_id=conversation_id, key=key, asked=asked, photos=photos)
    with acting_as(user_id, actor=Actor.CHAT):
        return start_turn(user_id=user_id, conversation_id=conversation_id, key=key, asked=asked, photos=photos), None


async def _run(
    user_id: UUID,
    started: Started,
    prepared: "Prepared | None",
    photos: list[bytes],
    tell: Callable[[Any], None],
    *,
    streams: bool = False,
) -> Turn:
    from agents.run import run_turn

    return await run_turn(
        user_id=user_id,
        started=started,
        log_turn_id=_log_id(started.turn),
        tell=tell,
        prepared=prepared,
        streams=streams,
        photos=photos,
    )


async def _tell(
    user_id: UUID, started: Started, prepared: "Prepared | None", photos: list[bytes], send: Callable[[bytes], None]
) -> None:
    """Run a turn and send it as it goes."""
    wire = stream.Wire(send)
    wire.send(*stream.opening(stream.message_id(started.turn)))
    turn = await _run(user_id, started, prepared, photos, wire.tell, streams=True)
    wire.send(*stream.closing(turn, turn_id_of(turn)))
    send(stream.DONE)


def _whole(turn: Turn, asked: list[Asked]) -> Iterator[bytes]:
    return iter([b"".join(stream.replay(turn, turn_id_of(turn), asked))])


def _stream(content: Any) -> StreamingHttpResponse:
    return StreamingHttpResponse(content, content_type="text/event-stream", headers=stream.HEADERS)


def _answer(turn: Turn, asked: list[Asked]) -> dict[str, Any]:
    return {
        "turn_id": turn_id_of(turn),
        "message": {"id": stream.message_id(turn), "text": turn.answer},
        "receipts": turn.receipts,
        "drafts": turn.drafts,
        "approvals": [approval_shape(row) for row in asked if state_of(row) is ApprovalState.OPEN],
        "status": status_of(turn, asked),
        "offline": turn.offline,
        "model": turn.model,
        "tokens": stream.tokens(turn),
        "notes": turn.notes,
    }


def _thread(row: Row) -> dict[str, Any]:
    return {"id": str(row.pk), "title": row.title, "created_at": row.created_at}


def _messages(turn: Turn, asked: list[Asked]) -> list[dict[str, Any]]:
    plain = {
        "user": {"text": turn.asked, "at": turn.started_at, "receipts": []},
        "assistant": {"text": turn.answer, "at": turn.finished_at, "receipts": turn.receipts},
    }
    return [each | plain[each["role"]] for each in stream.ui_messages(turn, turn_id_of(turn), asked)]
