"""A model provider that does what a test tells it: OpenAI's chat completions over HTTP, on a port of its own."""

import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

MODEL = "scripted-model"
# Longer than the server under test waits for its model.
TOO_LONG_SECONDS = 3.0

_WORDS = re.compile(r"\s*\S+\s*?|\s+")

type Messages = list[dict[str, Any]]
type Arguments = dict[str, Any] | str | Callable[[Messages], dict[str, Any]]
type Reply = Callable[["_Handler", Messages], None]


class Provider:
    """Answers each request with the next reply of its script; the last one again if it is to go on `forever`.

    `streams`: whether it answers as a stream where it is asked for one.
    """

    def __init__(self) -> None:
        self.streams = True
        self.requests: list[dict[str, Any]] = []
        # What it says that each answer took; None: nothing.
        self.usage: dict[str, Any] | None = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
        self._script: list[Reply] = []
        self._forever = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.script = self  # type: ignore[attr-defined]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL is to be."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def will(self, *replies: Reply, forever: bool = False) -> None:
        """From here on, answer like this."""
        self.requests.clear()
        self._script, self._forever = list(replies), forever

    def next_reply(self) -> Reply:
        if not self._script:
            return status(500)
        return self._script[0] if self._forever and len(self._script) == 1 else self._script.pop(0)


def says(text: str) -> Reply:
    """Words."""
    return lambda handler, _: handler.complete({"role": "assistant", "content": text}, "stop")


def calls(*asked: tuple[str, Arguments], call_id: str | None = None) -> Reply:
    """Tool calls; arguments may be worked out from the conversation, or be a string that is no JSON."""

    def reply(handler: "_Handler", messages: Messages) -> None:
        made = [
            {
                "id": call_id or f"call_{len(messages)}_{place}",
                "type": "function",
                "function": {"name": name, "arguments": _written(arguments, messages)},
            }
            for place, (name, arguments) in enumerate(asked)
        ]
        handler.complete({"role": "assistant", "content": None, "tool_calls": made}, "tool_calls")

    return reply


def streams(*pieces: str | dict[str, Any] | float | threading.Event, reason: str | None = "stop") -> Reply:
    """An answer in these pieces: words, other deltas, waits in seconds or for a gate. Without a reason it breaks off."""

    def reply(handler: "_Handler", _: Messages) -> None:
        handler.open()
        for piece in pieces:
            match piece:
                case float():
                    time.sleep(piece)
                case threading.Event():
                    piece.wait(30)
                case _:
                    handler.piece({"content": piece} if isinstance(piece, str) else piece)
        if reason is not None:
            handler.close(reason)

    return reply


def garbled(*pieces: str) -> Reply:
    """A stream that becomes unreadable."""

    def reply(handler: "_Handler", messages: Messages) -> None:
        streams(*pieces, reason=None)(handler, messages)
        handler.send_raw(b'data: {"choices": [{"index": 0, "del\n\n')
        handler.close("stop")

    return reply


EGGS = "I had two boiled eggs"
LOG_EGGS = calls(("log_meal", {"items": [{"text": "two boiled eggs"}]}))


def status(code: int, error: str = "", wait_seconds: int = 0, detail: str = "scripted") -> Reply:
    """An error, by its code; it says how soon to come back."""
    body = json.dumps({"error": {"message": detail, "type": "error", "code": error or str(code)}}).encode()
    return lambda handler, _: handler.answer(code, body, {"Retry-After": str(wait_seconds)})


def refuses() -> Reply:
    """The field by which a model says that it will not."""
    return lambda handler, _: handler.complete({"role": "assistant", "content": None, "refusal": "I will not."}, "stop")


def stops(text: str, reason: str) -> Reply:
    """Words that end for another reason than that all is said."""
    return lambda handler, _: handler.complete({"role": "assistant", "content": text}, reason)


def raw(body: bytes) -> Reply:
    """A 200 with anything in it."""
    return lambda handler, _: handler.answer(200, body)


def cut_off() -> Reply:
    """A 200 that promises more than it sends."""
    return lambda handler, _: handler.answer(200, b'{"id": "x", "choices": [', {"Content-Length": "4000"})


def too_slow() -> Reply:
    """An answer that nobody waits for any more."""

    def reply(handler: "_Handler", messages: Messages) -> None:
        time.sleep(TOO_LONG_SECONDS)
        says("Too late.")(handler, messages)

    return reply


def after(gate: threading.Event, reply: Reply) -> Reply:
    """A reply that is given once the test opens the gate."""

    def wait(handler: "_Handler", messages: Messages) -> None:
        gate.wait(30)
        reply(handler, messages)

    return wait


def last_result(messages: Messages) -> dict[str, Any]:
    """What the last tool returned, as the provider was told."""
    result: dict[str, Any] = json.loads(next(each for each in reversed(messages) if each["role"] == "tool")["content"])
    return result


def said_in(asked: dict[str, Any]) -> list[str]:
    """The person's words in a request, without what we tell of them in front of the newest."""
    told = [str(message["content"]) for message in asked["messages"] if message["role"] == "user"]
    return [each.rpartition("</context>\n\n")[2] for each in told]


def _written(arguments: Arguments, messages: Messages) -> str:
    if isinstance(arguments, str):
        return arguments
    return json.dumps(arguments(messages) if callable(arguments) else arguments)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:  # whoever asked has died
            self.close_connection = True
            return
        asked = json.loads(body)
        self.asked: dict[str, Any] = asked
        self.script: Provider = self.server.script  # type: ignore[attr-defined]
        self.script.requests.append(asked)
        self.script.next_reply()(self, asked["messages"])

    def complete(self, message: dict[str, Any], reason: str) -> None:
        if self.asked.get("stream") and self.script.streams:
            self.stream(message, reason)
            return
        body: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        }
        if self.script.usage is not None:
            body["usage"] = self.script.usage
        self.answer(200, json.dumps(body).encode())

    def stream(self, message: dict[str, Any], reason: str) -> None:
        """A message as pieces: its words one by one, its calls with their arguments in halves; then why it ends, then the usage."""
        self.open()
        for words in _WORDS.findall(message.get("content") or ""):
            self.piece({"content": words})
        if message.get("refusal"):
            self.piece({"refusal": message["refusal"]})
        for place, call in enumerate(message.get("tool_calls") or ()):
            name, written = call["function"]["name"], call["function"]["arguments"]
            half = len(written) // 2
            begun = {"id": call["id"], "type": "function", "function": {"name": name, "arguments": written[:half]}}
            self.piece({"tool_calls": [{"index": place, **begun}]})
            self.piece({"tool_calls": [{"index": place, "function": {"arguments": written[half:]}}]})
        self.close(reason)

    def open(self) -> None:
        """Begin a stream."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        self.piece({"role": "assistant", "content": ""})

    def piece(self, delta: dict[str, Any], reason: str | None = None) -> None:
        """One piece of a stream."""
        self.event({"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})

    def close(self, reason: str) -> None:
        """End a stream."""
        self.piece({}, reason)
        if self.script.usage is not None and self.asked.get("stream_options", {}).get("include_usage"):
            self.event({"choices": [], "usage": self.script.usage})
        self.send_raw(b"data: [DONE]\n\n")

    def event(self, told: dict[str, Any]) -> None:
        chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": MODEL} | told
        self.send_raw(f"data: {json.dumps(chunk)}\n\n".encode())

    def send_raw(self, data: bytes) -> None:
        with suppress(OSError):
            self.wfile.write(data)
            self.wfile.flush()

    def answer(self, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        told = {"Content-Type": "application/json", "Content-Length": str(len(body))} | (headers or {})
        self.send_response(code)
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""
