"""What every request gets: an id, the clock that a test asks for, and the headers that keep a page to itself."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from hashlib import sha256
from typing import Final, cast

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.utils.decorators import sync_and_async_middleware

from api.errors import method_not_allowed, problem
from fithub.core.clock import FIRST_DATE, LAST_DATE, set_clock
from fithub.core.ids import new_id

# No inline script, nobody else's origin; styles set by the component library at run time are inline.
POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

type Answer = Callable[[HttpRequest], HttpResponse]
type AsyncAnswer = Callable[[HttpRequest], Awaitable[HttpResponse]]


@sync_and_async_middleware
def request_context(get_response: Answer | AsyncAnswer) -> Answer | AsyncAnswer:
    """Sync and async alike, so that no request pays for a hop between threads."""
    if iscoroutinefunction(get_response):
        answer_later = cast(AsyncAnswer, get_response)

        async def later(request: HttpRequest) -> HttpResponse:
            clock = _clock(request)
            if isinstance(clock, HttpResponse):
                return _finished(request, clock)
            with clock:
                return _finished(request, await answer_later(request))

        return later

    answer = cast(Answer, get_response)

    def at_once(request: HttpRequest) -> HttpResponse:
        clock = _clock(request)
        if isinstance(clock, HttpResponse):
            return _finished(request, clock)
        with clock:
            return _finished(request, answer(request))

    return at_once


def _clock(request: HttpRequest) -> AbstractContextManager[None] | HttpResponse:
    wanted = request.headers.get("X-Test-Now")
    if not wanted or not settings.TEST_CLOCK:
        return nullcontext()
    try:
        instant = datetime.fromisoformat(wanted)
        if instant.tzinfo is None or not FIRST_DATE <= instant.date() <= LAST_DATE:
            raise ValueError("no zone, or an impossible year")
    except ValueError:
        return problem(422, "test_clock_invalid", "X-Test-Now must be an ISO 8601 time with a zone, from 1900 to 2199.")
    return set_clock(instant)


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if isinstance(response, HttpResponseNotAllowed):
        response = method_not_allowed(request, response.headers["Allow"])
    sent = request.headers.get("X-Request-ID", "")
    response.headers["X-Request-ID"] = (
        sent if 0 < len(sent) <= 100 and sent.isascii() and sent.isprintable() else str(new_id())
    )
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
        response = _unless_known(request, response)
    return response


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for who has the very same answer already and says so with If-None-Match; every answer to a GET has its ETag."""
    if request.method not in {"GET", "HEAD"} or response.status_code != 200 or response.streaming:
        return response
    if "ETag" not in response.headers:
        response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    etag = response.headers["ETag"]
    if "If-None-Match" not in request.headers:
        return response
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
