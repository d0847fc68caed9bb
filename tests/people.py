"""Somebody who uses FitHub over HTTP, as tests see them."""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from fithub.core.ownership import Actor, acting_as

PASSWORD = "correct horse battery"


def new_client() -> Client:
    """A client that gets a 500 as an answer, as a person would, instead of the exception."""
    return Client(raise_request_exception=False)


@dataclass
class Person:
    """A registered person and their session. Paths are below /api/v1."""

    email: str
    user_id: UUID
    access: str
    refresh: str
    client: Client = field(default_factory=new_client)
    # Sent with every request: X-Test-Now stands the clock.
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def register(cls, *, time_zone: str = "UTC", now: str | None = None) -> "Person":
        """A new person; `now` stands their clock at an ISO time."""
        email = f"{uuid4().hex}@example.org"
        answer = new_client().post(
            "/api/v1/auth/register",
            {"email": email, "password": PASSWORD, "time_zone": time_zone},
            content_type="application/json",
        )
        assert answer.status_code == 201, answer.content
        told = answer.json()
        headers = {"X-Test-Now": now} if now else {}
        return cls(email, UUID(told["user"]["id"]), told["access"], told["refresh"], headers=headers)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("DELETE", path, **headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """A request as this person; a header is written as a keyword: Idempotency_Key="…"."""
        sent = {"Authorization": f"Bearer {self.access}"} | self.headers
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"/api/v1{path}",
            b"" if body is None else body if isinstance(body, bytes) else _json(body),
            content_type="application/json",
            headers=sent,
        )

    def acting(self, actor: Actor = Actor.API) -> AbstractContextManager[None]:
        """A transaction as this person, for a look below HTTP."""
        return acting_as(self.user_id, actor=actor)


def _json(body: Any) -> bytes:
    return json.dumps(body, default=str).encode()
