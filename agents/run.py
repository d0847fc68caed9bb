"""Running a turn from its first model call to its stored end, whatever happens on the way."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

import prompts
from agents.answers import plain_answer
from agents.care.concerns import Standing
from agents.coach import Waiting, coach, new_course, now_text
from agents.context import earlier_text, known_text
from agents.database import in_database
from agents.events import Called, Event, Returned, Said
from agents.guard import Course, RunCtx, with_care
from agents.memory import Message, recall, remember
from agents.photos import NOT_READ, READ, read_photos, words_for
from fithub.accounts.life_stages import stage_on
from fithub.accounts.models import LifeStage, Profile
from fithub.accounts.queries import profile_of, years_on
from fithub.body.goal_safety import LEAST_BMI
from fithub.body.queries import bmi, latest
from fithub.body.safety import ADULT_YEARS
from fithub.coaching.approvals import open_in
from fithub.coaching.backfill import asked_about
from fithub.coaching.checkin import proposal_asked
from fithub.coaching.models import Turn
from fithub.coaching.turns import PHOTO_ALONE, RENEW_EVERY, Started, finish_turn, renew_lease
from fithub.coaching.usage import Tokens, store_requests
from fithub.core.clock import local_moment, now
from fithub.core.ownership import Actor, acting_as
from fithub.diary import queries as diary

# So many open questions of a conversation are told to the model; the newest come first.
MOST_WAITING: Final = 10
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
    streams: bool = False,
    photos: Sequence[bytes] = (),
) -> Turn:
    """Answer a turn that was just started, telling what happens as it does, and store its end.

    `streams`: whether whoever is told wants the words while they come from the provider. `photos`: JPEGs that came with it.

    A failure is stored as `failed`; a cancellation (the person has gone) as `interrupted`, and goes on its way.
    """
    turn = started.turn
    course = new_course()
    trace: list[Message] = []
    heart = asyncio.create_task(_renew(user_id, turn.pk))
    try:
        answer = await _answer(user_id, started, log_turn_id, course, trace, tell, streams=streams, photos=photos)
        return await _finish(user_id, turn.pk, Turn.Status.COMPLETE, answer, trace, course)
    except asyncio.CancelledError:
        await _finish(user_id, turn.pk, Turn.Status.INTERRUPTED, "", trace, course)
        raise
    except Exception:
        logger.exception("turn %s failed", turn.pk)
        return await _finish(user_id, turn.pk, Turn.Status.FAILED, FAILED, trace, course)
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
    streams: bool,
    photos: Sequence[bytes],
) -> str:
    turn = started.turn
    ctx, before = await in_database(lambda: _prepare(user_id, started, log_turn_id, course, tell, streams=streams))
    messages = [*as_messages(before), HumanMessage(turn.asked)]
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


def _prepare(
    user_id: UUID,
    started: Started,
    log_turn_id: UUID,
    course: Course,
    tell: Callable[[Event], None],
    *,
    streams: bool,
) -> tuple[RunCtx, list[Message]]:
    """All that is read for a turn before its first model call, in one transaction."""
    turn = started.turn
    with acting_as(user_id, actor=Actor.CHAT):
        profile = profile_of(user_id)
        when = local_moment(now(), profile.time_zone, profile.day_start)
        day = diary.day(user_id=user_id, day=when.date)
        asked, waits = _open_questions(turn, started.previous_id)
        before = recall(user_id=user_id, conversation_id=turn.conversation_id, last_id=started.previous_id)
        standing = _standing(profile, when.date)
        known = known_text(user_id=user_id, asked=turn.asked)
    ctx = RunCtx(
        user_id=user_id,
        turn_id=turn.pk,
        log_turn_id=log_turn_id,
        conversation_id=turn.conversation_id,
        when=when,
        answer=plain_answer(turn.asked),
        course=course,
        now_text="\n\n".join(
            filter(None, (now_text(profile, when, day, asked, waits), known, earlier_text(before.earlier)))
        ),
        standing=standing,
        tell=tell,
        streams=streams,
    )
    return ctx, before.messages


def _standing(profile: Profile, today: date) -> Standing:
    """What the profile and the last weight say for which nobody is helped to eat less. Call within `acting_as`."""
    weighed = latest(user_id=profile.user_id, metric="weight_kg", until=today)
    index = bmi(weighed.value, profile.height_cm) if weighed else None
    return Standing(
        minor=profile.birth_date is not None and years_on(profile.birth_date, today) < ADULT_YEARS,
        expecting=stage_on(profile, today) != LifeStage.NONE,
        underweight=index is not None and index < LEAST_BMI,
        weight_kg=weighed.value if weighed else None,
    )


def _open_questions(turn: Turn, previous: UUID | None) -> tuple[date | None, Waiting]:
    """The day that the coach has asked about, and what waits for the person's yes, as a turn begins. Call within `acting_as`."""
    if previous is None:
        return None, Waiting()
    rows = list(open_in(turn.user_id, turn.conversation_id)[:MOST_WAITING])
    return asked_about(turn.conversation_id), Waiting(
        proposal_id=proposal_asked(user_id=turn.user_id, conversation_id=turn.conversation_id),
        just_asked=tuple(row for row in rows if row.turn_id == previous),
        before=tuple(row for row in rows if row.turn_id != previous),
    )


async def _finish(
    user_id: UUID, turn_id: UUID, status: Turn.Status, answer: str, trace: Sequence[Message], course: Course
) -> Turn:
    facts = {
        "model": course.model,
        "offline": course.offline,
        "prompt_version": " ".join(prompts.load(name).version for name in ("coach", *(["photo"] * course.looked))),
        **({} if course.took is None else _facts(course.took)),
        "notes": course.notes,
        "error": "internal_error" if status == Turn.Status.FAILED else "",
    }

    def store() -> Turn:
        with acting_as(user_id, actor=Actor.CHAT):
            turn = finish_turn(turn_id=turn_id, status=status, answer=answer, trace=trace, facts=facts)
            store_requests(course.requests)
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
