"""The built page's files, by WhiteNoise, without making every other request pay for it.

WhiteNoise's middleware is synchronous: under ASGI each request would hop to a thread and back for it. Its table of files is
known once it has started, so only a request for one of them goes there.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any, cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class Files:
    """Answers requests for static files; hands every other one on untouched."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self._get_response = get_response
        self._whitenoise = WhiteNoiseMiddleware(cast(Callable[[HttpRequest], HttpResponseBase], get_response))
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self._is_async:
            return self._later(request)
        found = self._found(request)
        return cast(HttpResponseBase, self._get_response(request)) if found is None else self._read(found, request)

    async def _later(self, request: HttpRequest) -> HttpResponseBase:
        found = self._found(request)
        if found is None:
            return cast(HttpResponseBase, await self._get_response(request))
        return await sync_to_async(self._read_whole)(found, request)

    def _found(self, request: HttpRequest) -> StaticFile | None:
        """The file that is asked for, if one is; while debugging it is looked for each time."""
        whitenoise = self._whitenoise
        path = request.path_info
        return cast(
            StaticFile | None, whitenoise.find_file(path) if whitenoise.autorefresh else whitenoise.files.get(path)
        )

    def _read(self, found: StaticFile, request: HttpRequest) -> HttpResponseBase:
        return cast(HttpResponseBase, self._whitenoise.serve(found, request))

    def _read_whole(self, found: StaticFile, request: HttpRequest) -> HttpResponseBase:
        """Under ASGI Django would hop to a thread for each block of a file."""
        response = self._read(found, request)
        if isinstance(response, StreamingHttpResponse):
            whole = b"".join(cast(Iterable[bytes], response.streaming_content))
            response.streaming_content = _in_one(whole)
        return response


async def _in_one(content: bytes) -> AsyncIterator[bytes]:
    yield content
