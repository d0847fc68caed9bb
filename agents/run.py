"""Running a turn from its first model call to its stored end, whatever happens on the way."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

import prompts
from agents.answers import plain_answer
from agents.coach import coach, new_course
from agents.course import Course, RunCtx
from agents.database import in_database
from agents.events import Called, Event, Returned, Said
from agents.guard import with_care
from agents.memory import Message, remember
from agents.photos import NOT_READ, READ, read_photos, words_for
from agents.preparing import Prepared, prepare
from fithub.coaching.models import Turn
from fithub.coaching.turns import PHOTO_ALONE, RENEW_EVERY, Started, finish_turn, renew_lease, start_turn
from fithub.coaching.usage import Tokens, store_requests
from fithub.core.ownership import Actor, acting_as

logger = logging.getLogger(__name__)

FAILED: Final = (
    "Something went wrong on our side. What was written before it stays, and is shown above; please try again."
)


async def run_turn(
    *,
    user_id: UUID,
    started: Started,
    log_turn_id: UUID,
    tell: Callable[[Event], None],
    prepared: Prepared | None = None,
    streams: bool = False,
    photos: Sequence[bytes] = (),
) -> Turn:
    """Answer a turn that was just started, telling what happens as it does, and store its end.

    `prepared`: what `begin` has read for it; without it that is read now. `streams`: whether whoever is told wants the words while
    they come from the provider. `photos`: JPEGs that came with it.

    A failure is stored as `failed`; a cancellation (the person has gone) as `interrupted`, and goes on its way.
    """
    turn = started.turn
    course = new_course()
    trace: list[Message] = []
    heart = asyncio.create_task(_renew(user_id, turn.pk))
    try:
        answer = await _answer(
            user_id, started, log_turn_id, course, trace, tell, prepared=prepared, streams=streams, photos=photos
        )
        return await _finish(started, Turn.Status.COMPLETE, answer, trace, course)
    except asyncio.CancelledError:
        await _finish(started, Turn.Status.INTERRUPTED, "", trace, course)
        raise
    except Exception:
        logger.exception("turn %s failed", turn.pk)
        return await _finish(started, Turn.Status.FAILED, FAILED, trace, course)
    finally:
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart


async def _answer(
    user_id: UUID,
    started: Started,
    log_turn_id: UUID,
    course: Course,
    trace: list[Message],
    tell: Callable[[Event], None],
    *,
    prepared: Prepared | None,
    streams: bool,
    photos: Sequence[bytes],
) -> str:
    turn = started.turn
    if prepared is None:
        prepared = await in_database(lambda: _prepared(user_id, started))
    course.at_hand = prepared.at_hand
    ctx = RunCtx(
        user_id=user_id,
        turn_id=turn.pk,
        log_turn_id=log_turn_id,
        conversation_id=turn.conversation_id,
        when=prepared.when,
        answer=plain_answer(turn.asked),
        course=course,
        now_text=prepared.now_text,
        standing=prepared.standing,
        tell=tell,
        streams=streams,
    )
    messages = [*as_messages(prepared.before), HumanMessage(turn.asked)]
    if photos and with_care(messages, ctx.standing) is None:
        is_alone = turn.asked == PHOTO_ALONE
        read = await read_photos(ctx, photos, "" if is_alone else turn.asked)
        for message in read or ():
            _take_in(message, trace, tell)
        if is_alone:
            answer = words_for(course, read)
            _take_in(AIMessage(answer), trace, tell)
            return answer
        ctx = replace(ctx, now_text=f"{ctx.now_text}\n{NOT_READ if read is None else READ}")
        messages += read or ()
    answer = ""
    async for update in coach().astream({"messages": messages}, context=ctx, stream_mode="updates"):
        for message in _new_messages(update):
            _take_in(message, trace, tell)
            if isinstance(message, AIMessage) and not message.tool_calls:
                answer = message.text
    return answer


def _take_in(message: AnyMessage, trace: list[Message], tell: Callable[[Event], None]) -> None:
    """Keep and tell what was done or said; the last words are kept as the turn's answer."""
    trace.append(as_stored(message))
    match message:
        case AIMessage() if message.tool_calls:
            if message.text:
                tell(Said(message.text))
            for call in message.tool_calls:
                tell(Called(call["id"] or "", call["name"], call["args"]))
        case ToolMessage():
            error = None if message.status == "success" else _refusal(message)
            tell(Returned(message.tool_call_id, message.artifact, error))
        case AIMessage():
            trace.pop()
            tell(Said(message.text))


def begin(
    *, user_id: UUID, conversation_id: UUID, key: str, asked: str, photos: Sequence[str] = ()
) -> tuple[Started, Prepared | None]:
    """Start a turn (`start_turn`, and raises as that does) and read what it begins with, in one transaction.

    A turn that was run before has nothing to begin with; nor has one for which something could not be read: what was asked is
    stored all the same, and running it fails as any turn does.
    """

    def start() -> Started:
        return start_turn(user_id=user_id, conversation_id=conversation_id, key=key, asked=asked, photos=photos)

    started: Started | None = None
    try:
        with acting_as(user_id, actor=Actor.CHAT):
            started = start()
            prepared = prepare(user_id=user_id, started=started) if started.is_new else None
        return started, prepared
    except Exception:
        if started is None:
            raise
        logger.exception("nothing could be read for a turn in %s", conversation_id)
    with acting_as(user_id, actor=Actor.CHAT):
        return start(), None


def _prepared(user_id: UUID, started: Started) -> Prepared:
    with acting_as(user_id, actor=Actor.CHAT):
        return prepare(user_id=user_id, started=started)


async def _finish(started: Started, status: Turn.Status, answer: str, trace: Sequence[Message], course: Course) -> Turn:
    facts = {
        "model": course.model,
        "offline": course.offline,
        "prompt_version": " ".join(prompts.load(name).version for name in ("coach", *(["photo"] * course.looked))),
        **({} if course.took is None else _facts(course.took)),
        "notes": course.notes,
        "error": "internal_error" if status == Turn.Status.FAILED else "",
    }

    # Of a turn that was cut off the last call may not stand in the trace.
    has_called = status != Turn.Status.COMPLETE or bool(trace)

    def store() -> Turn:
        with acting_as(started.turn.user_id, actor=Actor.CHAT):
            turn = finish_turn(
                started.turn, status=status, answer=answer, trace=trace, facts=facts, has_called=has_called
            )
            store_requests(course.requests)
        if started.previous_id is not None:  # of a first turn there is nothing yet that it could be added to
            remember(turn)
        return turn

    return await in_database(store)


def _facts(took: Tokens) -> dict[str, Any]:
    return {
        "input_tokens": took.input,
        "cached_tokens": took.cached,
        "output_tokens": took.output,
        "tokens_estimated": took.estimated,
    }


async def _renew(user_id: UUID, turn_id: UUID) -> None:
    """Keep the conversation while this process lives and works on it."""

    def renew() -> None:
        with acting_as(user_id, actor=Actor.CHAT):
            renew_lease(turn_id)

    while True:
        await asyncio.sleep(RENEW_EVERY.total_seconds())
        try:
            await in_database(renew)
        except Exception:
            logger.exception("the lease of turn %s could not be renewed", turn_id)


def _new_messages(update: dict[str, Any]) -> list[AnyMessage]:
    """What a step of the loop added; steps of guards that only count add nothing."""
    return [message for step in update.values() if step for message in step.get("messages", ())]


def _refusal(message: ToolMessage) -> str:
    told = message.artifact
    return str(told["detail"]) if isinstance(told, dict) and "detail" in told else str(message.content)


def as_stored(message: AnyMessage) -> Message:
    """A message as a turn's trace keeps it."""
    if isinstance(message, ToolMessage):
        return {
            "type": "tool",
            "tool_call_id": message.tool_call_id,
            "name": message.name,
            "content": str(message.content),
            "status": message.status,
            "output": message.artifact,
        }
    assert isinstance(message, AIMessage)
    calls = [{"id": call["id"], "name": call["name"], "args": call["args"]} for call in message.tool_calls]
    return {"type": "ai", "content": message.text, "tool_calls": calls}


def as_messages(stored: Sequence[Message]) -> list[AnyMessage]:
    """Stored messages as a model reads them."""
    made: list[AnyMessage] = []
    for each in stored:
        match each["type"]:
            case "human":
                made.append(HumanMessage(each["content"]))
            case "ai":
                made.append(AIMessage(content=each["content"], tool_calls=each.get("tool_calls", [])))
            case _:
                made.append(
                    ToolMessage(
                        content=each["content"],
                        tool_call_id=each["tool_call_id"],
                        name=each["name"],
                        status=each["status"],
                    )
                )
    return made
