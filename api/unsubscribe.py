"""Ending letters by the address at their end: one click, no session (RFC 8058). Looking at it changes nothing."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fithub.coaching.letters import read_token, unsubscribe
from fithub.core.errors import FitHubError

# The page's own form, and nothing else.
POLICY: Final = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_PAGE: Final = (
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>FitHub</title>'
    "<body><main>{}</main>"
)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST ends the letters."""
    try:
        if request.method == "POST":
            kind = unsubscribe(token)
            said = f"<p>You get no more {kind.value} summaries by mail. In FitHub they still come.</p>"
        else:
            _, kind = read_token(token)
            said = f'<form method="post"><p>No more {kind.value} summaries by mail?</p><button>End them</button></form>'
        status = 200
    except FitHubError as error:
        said, status = f"<p>{error.detail}</p>", 404
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponse(_PAGE.format(said), status=status, headers=headers)
