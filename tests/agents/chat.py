"""A conversation as a client has it, with the server in this process or with one over HTTP."""

import asyncio
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from tests.people import PASSWORD, Person

NOON = "2026-05-05T12:30:00Z"
TODAY = "2026-05-05"
YESTERDAY = "2026-05-04"


@dataclass
class Chat:
    """One thread of one person."""

    person: Person
    id: str

    @classmethod
    def begin(cls, person: Person) -> "Chat":
        """A new thread; the person's clock stands at noon."""
        person.headers.setdefault("X-Test-Now", NOON)
        return cls(person, str(person.post("/conversations").json()["id"]))

    def send(self, text: str, **body: Any) -> Any:
        """A message and whatever is answered."""
        return self.person.post(f"/conversations/{self.id}/messages", {"text": text, **body}, Accept="application/json")

    def say(self, text: str, **body: Any) -> dict[str, Any]:
        """A message that is answered as a turn."""
        answer = self.send(text, **body)
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()
        return told

    def messages(self) -> list[dict[str, Any]]:
        """All that was said."""
        items: list[dict[str, Any]] = self.person.get(f"/conversations/{self.id}/messages").json()["items"]
        return items


def entries(person: Person, day: str = TODAY) -> list[dict[str, Any]]:
    """The diary of a day as it is stored."""
    found: list[dict[str, Any]] = person.get(f"/days/{day}").json()["entries"]
    return found


def amounts(person: Person, day: str = TODAY) -> dict[str, float]:
    """What was eaten on a day: the first word of each food and its grams."""
    return {each["description"].split(",")[0].split()[0].lower(): each["grams"] for each in entries(person, day)}


def whole(answer: Any) -> bytes:
    """A streamed answer to its end; a stored one is streamed without async."""
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/event-stream"

    async def read() -> bytes:
        return b"".join([piece async for piece in answer])

    return asyncio.run(read()) if answer.is_async else b"".join(answer)


def parts(stream: bytes) -> list[dict[str, Any]]:
    """The parts of a UI message stream that has ended."""
    lines = [line.removeprefix("data: ") for line in stream.decode().split("\n\n") if line.startswith("data: ")]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def text_of(streamed: list[dict[str, Any]]) -> str:
    """The words of a stream."""
    return "".join(part["delta"] for part in streamed if part["type"] == "text-delta")


@dataclass
class Reply:
    """An answer over HTTP."""

    status_code: int
    content: bytes
    headers: dict[str, str]

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True)
class HttpClient:
    """Asks a server that runs on its own, in the manner of Django's test client."""

    address: str

    def generic(self, method: str, path: str, data: bytes, *, content_type: str, headers: dict[str, str]) -> Reply:
        connection = self._connect()
        connection.request(method, path, data or None, {"Content-Type": content_type} | headers)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.read(), dict(answer.getheaders()))
        connection.close()
        return reply

    def open(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> "Stream":
        """An answer that is read as it comes."""
        connection = self._connect()
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"} | headers)
        return Stream(connection, connection.getresponse())

    def _connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)


@dataclass
class Stream:
    """A UI message stream while it comes."""

    connection: http.client.HTTPConnection
    answer: http.client.HTTPResponse

    def parts(self) -> Iterator[dict[str, Any]]:
        """Each part when it is there."""
        while line := self.answer.readline():
            text = line.decode().strip()
            if text.startswith("data: ") and text != "data: [DONE]":
                yield json.loads(text.removeprefix("data: "))

    def hang_up(self) -> None:
        """Go away without waiting for the end."""
        self.answer.close()
        self.connection.close()


def register_at(address: str) -> Person:
    """A new person at a server that runs on its own."""
    client = HttpClient(address)
    email = f"{uuid4().hex}@example.org"
    body = json.dumps({"email": email, "password": PASSWORD}).encode()
    told = client.generic("POST", "/api/v1/auth/register", body, content_type="application/json", headers={}).json()
    return Person(email, UUID(told["user"]["id"]), told["access"], told["refresh"], client)  # type: ignore[arg-type]


def stream_of(chat: Chat, text: str, **body: Any) -> Stream:
    """A message whose answer is read as it comes."""
    client: Any = chat.person.client
    headers = {"Authorization": f"Bearer {chat.person.access}"} | chat.person.headers
    stream: Stream = client.open(f"/api/v1/conversations/{chat.id}/messages", {"text": text, **body}, headers)
    return stream
