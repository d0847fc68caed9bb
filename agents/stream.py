"""A turn as the AI SDK's UI message stream (v6), and stored turns as its messages.

Every event is one `data:` line of JSON; the last is `[DONE]`. Words are sent in small pieces once they are known to agree
with what the tools returned.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from contextvars import Context
from typing import Any, Final

from fithub.coaching.models import Turn
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


def returned(call_id: str, output: Any, error: str | None) -> Part:
    """A tool has returned."""
    if error is None:
        return {"type": "tool-output-available", "toolCallId": call_id, "output": output}
    return {"type": "tool-output-error", "toolCallId": call_id, "errorText": error}


def words(text: str, number: int = 1) -> Iterator[Part]:
    """A text, a few words at a time."""
    if not text:
        return
    name = f"text-{number}"
    yield {"type": "text-start", "id": name}
    for piece in _PIECE.findall(text):
        yield {"type": "text-delta", "id": name, "delta": piece}
    yield {"type": "text-end", "id": name}


def closing(turn: Turn, turn_id: str) -> list[Part]:
    """How a message ends: what became of the turn, and an error where it failed."""
    parts: list[Part] = [{"type": "finish-step"}]
    if turn.status == Turn.Status.FAILED:
        parts.append({"type": "error", "errorText": turn.answer})
    parts.append({"type": "message-metadata", "messageMetadata": metadata(turn, turn_id)})
    reason = "error" if turn.status == Turn.Status.FAILED else "stop"
    parts.append({"type": "finish", "finishReason": reason, "messageMetadata": metadata(turn, turn_id)})
    return parts


def metadata(turn: Turn, turn_id: str) -> dict[str, Any]:
    """What a page wants to know of a turn besides its parts."""
    about = {"about": turn.about} if turn.about else {}
    return {"turn_id": turn_id, "status": turn.status, "offline": turn.offline, "model": turn.model, **about}


def replay(turn: Turn, turn_id: str) -> Iterator[bytes]:
    """A stored turn as the stream it was."""
    for part in [*opening(message_id(turn)), *_stored_steps(turn)]:
        yield encode(part)
    if turn.status != Turn.Status.FAILED:
        for part in words(turn.answer):
            yield encode(part)
    for part in closing(turn, turn_id):
        yield encode(part)
    yield DONE


def ui_messages(turn: Turn, turn_id: str) -> list[dict[str, Any]]:
    """A stored turn as the messages that `useChat` begins with: the person's, unless the coach began, and the coach's."""
    outputs = {message["tool_call_id"]: message for message in turn.trace if message["type"] == "tool"}
    parts: list[Part] = [{"type": "step-start"}]
    for message in turn.trace:
        for call in message.get("tool_calls", ()):
            part = {"type": f"tool-{call['name']}", "toolCallId": call["id"], "input": call["args"]}
            answer = outputs.get(call["id"])
            if answer is None or answer["status"] != "success":
                part |= {"state": "output-error", "errorText": _why(answer)}
            else:
                part |= {"state": "output-available", "output": answer["output"]}
            parts.append(part)
    if turn.answer:
        parts.append({"type": "text", "text": turn.answer, "state": "done"})
    asked = {"id": f"{turn.pk}-asked", "role": "user", "parts": [{"type": "text", "text": turn.asked}]}
    if turn.status == Turn.Status.RUNNING:
        return [asked]
    answered = {"id": message_id(turn), "role": "assistant", "parts": parts, "metadata": metadata(turn, turn_id)}
    return [asked, answered] if turn.asked else [answered]


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


def _stored_steps(turn: Turn) -> Iterator[Part]:
    for message in turn.trace:
        for call in message.get("tool_calls", ()):
            yield called(call["id"], call["name"], call["args"])
        if message["type"] == "tool":
            error = None if message["status"] == "success" else _why(message)
            yield returned(message["tool_call_id"], message["output"], error)


def _why(message: dict[str, Any] | None) -> str:
    if message is None:
        return "This call was cut off."
    output = message["output"]
    return str(output["detail"]) if isinstance(output, dict) and "detail" in output else str(message["content"])
