"""A turn as the AI SDK's UI message stream (v6), and stored turns as its messages.

Every event is one `data:` line of JSON; the last is `[DONE]`. Words are sent as they come, once they are known to agree with what
the tools returned; `data-replaced` says that the text part before it is not how the answer goes on.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from contextvars import Context
from typing import Any, Final

from agents.events import Called, Event, Returned, Said, Saying, Withdrawn
from fithub.coaching.approvals import approval_shape, expired, state_of, status_of
from fithub.coaching.models import Approval, ApprovalState, Turn
from fithub.core.wire import to_json

HEADERS: Final = {
    "x-vercel-ai-ui-message-stream": "v1",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
}
PING_SECONDS: Final = 10.0
PING: Final = b": ping\n\n"
DONE: Final = b"data: [DONE]\n\n"
_PIECE: Final = re.compile(r"\s*\S+\s*\S*\s*")

type Part = dict[str, Any]


def encode(part: Part) -> bytes:
    """One part as an event."""
    return f"data: {to_json(part)}\n\n".encode()


def opening(message_id: str) -> list[Part]:
    """How a message begins."""
    return [{"type": "start", "messageId": message_id}, {"type": "start-step"}]


def called(call_id: str, tool: str, given: dict[str, Any]) -> Part:
    """A tool is called."""
    return {"type": "tool-input-available", "toolCallId": call_id, "toolName": tool, "input": given}


def returned(call_id: str, output: Any, error: str | None) -> list[Part]:
    """A tool has returned; or it waits for the person's yes, and has no output yet."""
    if error is not None:
        return [{"type": "tool-output-error", "toolCallId": call_id, "errorText": error}]
    asked = _asked(output)
    if asked is None:
        return [{"type": "tool-output-available", "toolCallId": call_id, "output": output}]
    request = {"type": "tool-approval-request", "approvalId": asked["id"], "toolCallId": call_id}
    return [request, _about(asked)]


def answered(call_id: str, row: Approval) -> list[Part]:
    """What became of a call that waited, once somebody has answered or nobody can any more."""
    match state_of(row):
        case ApprovalState.OPEN:
            return []
        case ApprovalState.APPROVED:
            outcome: Part = {"type": "tool-output-available", "toolCallId": call_id, "output": _done(row)}
        case ApprovalState.DECLINED:
            outcome = {"type": "tool-output-denied", "toolCallId": call_id}
        case ApprovalState.EXPIRED:
            outcome = {"type": "tool-output-error", "toolCallId": call_id, "errorText": expired(row).detail}
    return [outcome, _about(approval_shape(row))]


class Wire:
    """What happens in a turn, sent as parts while it does."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._number = 1
        self._begun = ""

    def send(self, *parts: Part) -> None:
        """These parts."""
        for part in parts:
            self._send(encode(part))

    def tell(self, event: Event) -> None:
        """What has happened."""
        match event:
            case Called():
                self.send(called(event.call_id, event.tool, event.given))
            case Returned():
                self.send(*returned(event.call_id, event.output, event.error))
            case Saying():
                if not self._begun:
                    self.send({"type": "text-start", "id": self._name})
                self._begun += event.piece
                self.send({"type": "text-delta", "id": self._name, "delta": event.piece})
            case Withdrawn():
                # Whoever does not know of replaced parts sees a sentence that was begun, and nothing false.
                self.tell(Saying("…"))
                withdrawn = self._begun
                self._end_text()
                self.send({"type": "data-replaced", "data": {"text": withdrawn}})
            case Said() if self._begun:
                self._end_text()
            case Said():
                self.send(*words(event.text, self._number))
                self._number += 1

    @property
    def _name(self) -> str:
        return f"text-{self._number}"

    def _end_text(self) -> None:
        self.send({"type": "text-end", "id": self._name})
        self._begun = ""
        self._number += 1


def words(text: str, number: int = 1) -> Iterator[Part]:
    """A text, a few words at a time."""
    if not text:
        return
    name = f"text-{number}"
    yield {"type": "text-start", "id": name}
    for piece in _PIECE.findall(text):
        yield {"type": "text-delta", "id": name, "delta": piece}
    yield {"type": "text-end", "id": name}


def closing(turn: Turn, turn_id: str, status: str | None = None) -> list[Part]:
    """How a message ends: what became of the turn, and an error where it failed. `status`: how it stands by now, if otherwise."""
    about = metadata(turn, turn_id, status or turn.status)
    parts: list[Part] = [{"type": "finish-step"}]
    if turn.status == Turn.Status.FAILED:
        parts.append({"type": "error", "errorText": turn.answer})
    parts.append({"type": "message-metadata", "messageMetadata": about})
    reason = "error" if turn.status == Turn.Status.FAILED else "stop"
    parts.append({"type": "finish", "finishReason": reason, "messageMetadata": about})
    return parts


def metadata(turn: Turn, turn_id: str, status: str) -> dict[str, Any]:
    """What a page wants to know of a turn besides its parts."""
    about = {"about": turn.about} if turn.about else {}
    how = {"offline": turn.offline, "model": turn.model, "tokens": tokens(turn), "notes": turn.notes}
    return {"turn_id": turn_id, "status": status, **how, **about}


def tokens(turn: Turn) -> dict[str, Any] | None:
    """What a turn took of providers; None where none was asked."""
    if turn.input_tokens is None:
        return None
    return {
        "input": turn.input_tokens,
        "cached": turn.cached_tokens,
        "output": turn.output_tokens,
        "estimated": turn.tokens_estimated,
    }


def replay(turn: Turn, turn_id: str, asked: Sequence[Approval]) -> Iterator[bytes]:
    """A stored turn as the stream it was; `asked`: what it has asked the person for."""
    for part in [*opening(message_id(turn)), *_stored_steps(turn, asked)]:
        yield encode(part)
    if turn.status != Turn.Status.FAILED:
        for part in words(turn.answer, _texts(turn)):
            yield encode(part)
    for part in closing(turn, turn_id, status_of(turn, asked)):
        yield encode(part)
    yield DONE


def continued(turn: Turn, turn_id: str, answers: Sequence[Approval]) -> Iterator[bytes]:
    """How a message goes on after the person's answer to what it asked: under the same id, what was done, then the words."""
    yield encode({"type": "start", "messageId": message_id(turn)})
    for row in answers:
        for call_id in calls_of(turn, row):
            for part in answered(call_id, row):
                yield encode(part)
    for part in [{"type": "start-step"}, *words(turn.answer, _texts(turn)), *closing(turn, turn_id)]:
        yield encode(part)
    yield DONE


def calls_of(turn: Turn, row: Approval) -> list[str]:
    """The calls of a turn that wait for one approval: a model may have repeated itself."""
    waiting = [
        message["tool_call_id"]
        for message in turn.trace
        if message["type"] == "tool" and (asked := _asked(message["output"])) and asked["id"] == str(row.pk)
    ]
    return list(dict.fromkeys([*waiting, *([row.call_id] if row.call_id else [])]))


def ui_messages(turn: Turn, turn_id: str, asked: Sequence[Approval]) -> list[dict[str, Any]]:
    """A stored turn as the messages that `useChat` begins with: the person's, unless the coach began, and the coach's.

    `asked`: what the turn has asked the person for, as that stands now.
    """
    outputs = {message["tool_call_id"]: message for message in turn.trace if message["type"] == "tool"}
    waiting = {call_id: row for row in asked for call_id in calls_of(turn, row)}
    parts: list[Part] = [{"type": "step-start"}]
    for message in turn.trace:
        if _is_text(message):
            parts.append({"type": "text", "text": message["content"], "state": "done"})
        for call in message.get("tool_calls", ()):
            part = {"type": f"tool-{call['name']}", "toolCallId": call["id"], "input": call["args"]}
            output = outputs.get(call["id"])
            row = waiting.get(call["id"])
            if row is not None:
                parts += [part | _ui_state(row), _about(approval_shape(row))]
                continue
            if output is None or output["status"] != "success":
                part |= {"state": "output-error", "errorText": _why(output)}
            else:
                part |= {"state": "output-available", "output": output["output"]}
            parts.append(part)
        if _is_answer(message):
            parts.append({"type": "step-start"})
    if turn.answer:
        parts.append({"type": "text", "text": turn.answer, "state": "done"})
    asked_parts: list[Part] = [{"type": "text", "text": turn.asked}]
    if turn.photos:
        asked_parts.append({"type": "data-photos", "data": {"count": len(turn.photos)}})
    said: Part = {"id": f"{turn.pk}-asked", "role": "user", "parts": asked_parts}
    if turn.status == Turn.Status.RUNNING:
        return [said]
    about = metadata(turn, turn_id, status_of(turn, asked))
    answer: Part = {"id": message_id(turn), "role": "assistant", "parts": parts, "metadata": about}
    return [said, answer] if turn.asked else [answer]


def message_id(turn: Turn) -> str:
    """The id of the coach's message in a turn."""
    return str(turn.pk)


async def pumped(context: Context, work: Callable[[Callable[[bytes], None]], Awaitable[None]]) -> AsyncIterator[bytes]:
    """What `work` sends, as it sends it, with a comment now and then to keep the connection open.

    The work runs as a task in `context` (its clock, its request). Whoever stops reading cancels it, and it is waited for: it has an
    end to store.
    """
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def run() -> None:
        try:
            await work(queue.put_nowait)
        finally:
            queue.put_nowait(None)

    task = asyncio.get_running_loop().create_task(run(), context=context)
    try:
        while True:
            try:
                piece = await asyncio.wait_for(queue.get(), PING_SECONDS)
            except TimeoutError:
                yield PING
                continue
            if piece is None:
                break
            yield piece
        await task
    finally:
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _stored_steps(turn: Turn, asked: Sequence[Approval]) -> Iterator[Part]:
    waiting = {call_id: row for row in asked for call_id in calls_of(turn, row)}
    texts = 0
    for message in turn.trace:
        if _is_text(message):
            texts += 1
            yield from words(message["content"], texts)
        for call in message.get("tool_calls", ()):
            yield called(call["id"], call["name"], call["args"])
        if message["type"] == "tool":
            row = waiting.get(message["tool_call_id"])
            error = None if message["status"] == "success" or row is not None else _why(message)
            yield from returned(message["tool_call_id"], message["output"], error)
            yield from [] if row is None else answered(message["tool_call_id"], row)
        if _is_answer(message):
            yield {"type": "start-step"}


def _is_text(message: dict[str, Any]) -> bool:
    """Whether a message of a trace has words for the person: before its calls, or before the person answered."""
    return message["type"] == "ai" and bool(message["content"])


def _is_answer(message: dict[str, Any]) -> bool:
    """Whether a message of a trace is what was said before the person answered."""
    return _is_text(message) and not message["tool_calls"]


def _texts(turn: Turn) -> int:
    """The number of a turn's last words."""
    return 1 + sum(map(_is_text, turn.trace))


def _asked(output: Any) -> dict[str, Any] | None:
    """The approval that a call waits for."""
    return output.get("approval") if isinstance(output, dict) else None


def _about(approval: dict[str, Any]) -> Part:
    """What a page shows of an approval; the same id again takes the place of what was told before."""
    shown = {name: value for name, value in approval.items() if name != "receipt"}
    return {"type": "data-approval", "id": approval["id"], "data": shown}


def _done(row: Approval) -> dict[str, Any]:
    """What a yes did; what was done in another turn is shown there."""
    if row.answered_in is None and row.receipt is not None:
        return dict(row.receipt)
    return {"tool": row.tool, "message": row.summary, "entries": [], "drafts": [], "unmatched": []}


def _ui_state(row: Approval) -> Part:
    """The state of a waiting call's part, as the AI SDK names it."""
    said = {"id": str(row.pk), **({"reason": row.reason} if row.reason else {})}
    match state_of(row):
        case ApprovalState.OPEN:
            return {"state": "approval-requested", "approval": {"id": str(row.pk)}}
        case ApprovalState.APPROVED:
            return {"state": "output-available", "output": _done(row), "approval": said | {"approved": True}}
        case ApprovalState.DECLINED:
            return {"state": "output-denied", "approval": said | {"approved": False}}
        case ApprovalState.EXPIRED:
            return {"state": "output-error", "errorText": expired(row).detail}


def _why(message: dict[str, Any] | None) -> str:
    if message is None:
        return "This call was cut off."
    output = message["output"]
    return str(output["detail"]) if isinstance(output, dict) and "detail" in output else str(message["content"])
