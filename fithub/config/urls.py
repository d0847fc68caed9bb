"""Every address that FitHub answers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.generic import RedirectView

from api import errors, health, unsubscribe
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
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("unsubscribe/<str:token>", unsubscribe.answer),
    path("admin", RedirectView.as_view(url="/admin/")),
    path("admin/", site.urls),
    re_path(r"^(?!api/|assets/|static/|admin/|mcp|metrics).*$", page),
]

handler404 = errors.not_found
handler500 = errors.server_error
handler400 = errors.bad_request
