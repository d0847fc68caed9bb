"""/mcp: the tools for programs of other makers, by the Model Context Protocol over streamable HTTP.

A request like any other: the same middleware (hosts, CORS, clock, headers), bearers, limits and problems. What is behind it speaks
ASGI, and is spoken to here without a server between (ADR 0022).
"""

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from agents.database import in_database
from api.auth import granted
from api.errors import from_domain, method_not_allowed
from api.limits import check_limit
from fithub.accounts.personal_tokens import Grant
from fithub.core.errors import FitHubError, Forbidden, NotAuthenticated, TooLarge

# Pages that may speak with it; a program that is no page sends no origin.
_PUBLIC: Final = urlsplit(settings.PUBLIC_URL)
ORIGINS: Final = frozenset({f"{_PUBLIC.scheme}://{_PUBLIC.netloc}", *settings.CORS_ALLOWED_ORIGINS})


async def answer(request: HttpRequest) -> HttpResponse:
    """One message of the protocol, answered with JSON; there are no sessions, so there is nothing to GET or to DELETE."""
    if request.method != "POST":
        return method_not_allowed(request, "POST")
    try:
        _check_origin(request)
        body = _body(request)
        grant = await in_database(lambda: _whose(request))
    except FitHubError as error:
        return from_domain(error)
    return await _ask(request, body, grant)


def _check_origin(request: HttpRequest) -> None:
    """Against pages that reach this machine under a name of their own (DNS rebinding). Raises Forbidden (`origin_unknown`)."""
    origin = request.headers.get("Origin")
    if origin is not None and origin not in ORIGINS:
        raise Forbidden("origin_unknown", "Pages of this origin may not ask here; see FITHUB_CORS_ORIGINS.")


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as error:
        raise TooLarge("body_too_large", "The body may have at most 1 MB.") from error


def _whose(request: HttpRequest) -> Grant:
    """Raises NotAuthenticated, TooMany (`rate_limited`)."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticated("token_missing", "Send a personal access token: Authorization: Bearer fithub_…")
    grant = granted(token)
    check_limit("mcp", str(grant.user_id))
    _load()
    return grant


def _load() -> None:
    """Import the tools and their libraries: seconds, once a process, and never for those that only serve forms."""
    from tools.mcp import server

    server()


async def _ask(request: HttpRequest, body: bytes, grant: Grant) -> HttpResponse:
    """What the protocol answers. Its transport takes an ASGI request and sends an ASGI answer."""
    from tools.mcp import GRANT
    from tools.mcp import answer as answer_message

    asked = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": request.path,
        "query_string": b"",
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()
        ],
        GRANT: grant,
    }
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Any] = []

    async def receive() -> Any:
        # Whoever hangs up cancels us; until then there is nothing more to come.
        return waiting.pop() if waiting else await asyncio.Future()

    async def send(message: Any) -> None:
        sent.append(message)

    await answer_message(asked, receive, send)
    start, *rest = sent
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"} | {
        name.title(): value for name, value in headers.items()
    }
    return HttpResponse(b"".join(part.get("body", b"") for part in rest), status=start["status"], headers=headers)
