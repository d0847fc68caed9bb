"""Django's security headers without two hops between threads for each asynchronous request, and the hosts we answer for."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware


class Security(SecurityMiddleware):
    """The same headers and redirects. Neither step waits for anything, so neither needs a thread."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """Redirect to HTTPS where it is wanted; refuse a host that is not ours, except where health is asked by address.

        Django looks at the host only when somebody asks for it, and nothing else of ours does. Raises DisallowedHost.
        """
        if not any(pattern.search(request.path_info.lstrip("/")) for pattern in self.redirect_exempt):
            request.get_host()
        return super().process_request(request)

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.process_request(request) or await self.get_response(request)  # type: ignore[misc]
        return self.process_response(request, response)
