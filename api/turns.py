"""Saying something to the coach: a turn, answered as a stream or as JSON."""

from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Schema

from agents import stream
from agents.database import in_database
from api import conversations
from api.approvals import Approval
from api.attached import LARGEST_BODY, cleaned, hashed
from api.auth import Bearer, caller
from api.errors import Problem
from api.limits import check_limit
from api.loading import is_loaded, load
from api.messages import ApprovalAnswer, Message, answers_in, log_id, said_in, turn_id_of
from api.replies import reply
from fithub.coaching.approvals import approval_shape, of_turns, state_of, status_of
from fithub.coaching.models import Approval as Asked
from fithub.coaching.models import ApprovalState, Turn
from fithub.coaching.turns import Started, start_turn
from fithub.core.ownership import Actor, acting_as

if TYPE_CHECKING:
    from agents.preparing import Prepared
    from agents.resuming import Resumed

# GET of the same address tells what was said.
router = conversations.router


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
    operation_id="api_conversations_say",
)
async def say(request: HttpRequest, conversation_id: UUID, body: Message) -> HttpResponseBase:
    """Say something to the coach. Answered as a UI message stream (AI SDK v6), or as JSON if that is all you accept."""
    user_id = caller(request)
    plain = _wants_json(request)
    answers = answers_in(body)
    if answers:
        return await _go_on(user_id, conversation_id, answers, plain=plain)
    said = said_in(request, conversation_id, body)

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
    if not is_loaded():
        await in_database(load)
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

    await in_database(load)
    resumed = await in_database(resume)
    turn = resumed.turn
    if plain:
        return reply(_answer(turn, resumed.asked))
    return _stream(iter([b"".join(stream.continued(turn, turn_id_of(turn), resumed.answered))]))


def _asked_by(user_id: UUID, turn: Turn) -> list[Asked]:
    with acting_as(user_id, actor=Actor.CHAT):
        return of_turns(user_id, [turn.pk]).get(turn.pk, [])


def _wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/event-stream" not in accepted


def _begun(
    *, user_id: UUID, conversation_id: UUID, key: str, asked: str, photos: Sequence[str]
) -> "tuple[Started, Prepared | None]":
    """A turn that is started; what it begins with is read at once where the agent is loaded, and else when it is."""
    if is_loaded():
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
        log_turn_id=log_id(started.turn),
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
