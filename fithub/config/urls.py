"""Every address that FitHub answers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.generic import RedirectView

from api import errors, health, mcp, unsubscribe
from api.main import api
from fithub.config.operators.site import site


def page(request: HttpRequest) -> HttpResponse:
    """The web page, at every address that is its own; it is one document."""
    index = settings.WEB_DIST / "index.html"
    if not index.is_file():
        return HttpResponse(
            "The page has not been built; run `make web`. The API is at /api/v1/docs.\n",
            status=503,
            content_type="text/plain",
        )
    return HttpResponse(
        index.read_bytes(), content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


urlpatterns = [
    path("api/v1/", api.urls),
    re_path(r"^mcp/?$", mcp.answer),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("unsubscribe/<str:token>", unsubscribe.answer),
    path("admin", RedirectView.as_view(url="/admin/")),
    path("admin/", site.urls),
    # Below .well-known programs look for what is there; a page would not be it.
    re_path(r"^(?!api/|assets/|static/|admin/|mcp|metrics|\.well-known/).*$", page),
]

handler404 = errors.not_found
handler500 = errors.server_error
handler400 = errors.bad_request
