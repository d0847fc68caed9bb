"""The built page's files, by WhiteNoise, without making every other request pay for it.

WhiteNoise's middleware is synchronous: under ASGI each request would hop to a thread and back for it. Its table of files is
known once it has started, so only a request for one of them goes there.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware


class Files:
    """Answers requests for static files; hands every other one on untouched."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self._get_response = get_response
        self._whitenoise = WhiteNoiseMiddleware(cast(Callable[[HttpRequest], HttpResponseBase], get_response))
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if iscoroutinefunction(self):
            return self._later(request)
        if self._is_file(request):
            return self._whitenoise(request)
        return cast(HttpResponseBase, self._get_response(request))

    async def _later(self, request: HttpRequest) -> HttpResponseBase:
        if self._is_file(request):
            return await sync_to_async(self._whitenoise)(request)
        return cast(HttpResponseBase, await self._get_response(request))

    def _is_file(self, request: HttpRequest) -> bool:
        return request.path_info in self._whitenoise.files or request.path_info.startswith(settings.STATIC_URL)
