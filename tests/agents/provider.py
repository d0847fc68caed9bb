"""A model provider that does what a test tells it: OpenAI's chat completions over HTTP, on a port of its own."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

MODEL = "scripted-model"
# Longer than the server under test waits for its model.
TOO_LONG_SECONDS = 3.0

type Messages = list[dict[str, Any]]
type Arguments = dict[str, Any] | str | Callable[[Messages], dict[str, Any]]
type Reply = Callable[["_Handler", Messages], None]


class Provider:
    """Answers each request with the next reply of its script; the last one again if it is to go on `forever`."""

    def __init__(self) -> None:
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


def status(code: int, error: str = "", wait_seconds: int = 0) -> Reply:
    """An error, by its code; it says how soon to come back."""
    body = json.dumps({"error": {"message": "scripted", "type": "error", "code": error or str(code)}}).encode()
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
        provider: Provider = self.server.script  # type: ignore[attr-defined]
        provider.requests.append(asked)
        provider.next_reply()(self, asked["messages"])

    def complete(self, message: dict[str, Any], reason: str) -> None:
        body: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        }
        provider: Provider = self.server.script  # type: ignore[attr-defined]
        if provider.usage is not None:
            body["usage"] = provider.usage
        self.answer(200, json.dumps(body).encode())

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
