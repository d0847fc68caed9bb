"""The one problem format (RFC 9457) and the one place where errors become answers."""

import logging
from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from psycopg_pool import PoolTimeout

from fithub.core import errors
from fithub.core.wire import to_json

logger = logging.getLogger(__name__)

STATUS: Final = {
    errors.InvalidInput: 422,
    errors.NotAuthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}
TITLE: Final = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Not allowed here",
    404: "Not found",
    405: "Not possible here",
    409: "Not possible now",
    413: "Too much at once",
    422: "Something in the request cannot be used",
    429: "Too often",
    500: "Something went wrong on our side",
    503: "Not available now",
}


class FieldProblem(Schema):
    """One thing wrong with one field."""

    field: str
    code: str
    message: str


class Problem(Schema):
    """Every error that this API answers with; `code` is stable, `detail` says what to do next."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] | None = None


def problem(
    status: int, code: str, detail: str, fields: Iterable[errors.FieldError] = (), headers: dict[str, str] | None = None
) -> HttpResponse:
    """An answer in the problem format."""
    body: dict[str, Any] = {
        "type": f"urn:fithub:problem:{code}",
        "title": TITLE.get(status, "The request failed"),
        "status": status,
        "code": code,
        "detail": detail,
    }
    listed = [{"field": each.field, "code": each.code, "message": each.message} for each in fields]
    if listed:
        body["errors"] = listed
    # Halves of surrogate pairs in a name that was sent go back as JSON writes them: \udXXX.
    content = to_json(body).encode("utf-8", "backslashreplace")
    return HttpResponse(content, status=status, content_type="application/problem+json", headers=headers)


def from_domain(error: errors.FitHubError) -> HttpResponse:
    """A domain error as an answer."""
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.TooMany) else {}
    match error:
        case errors.NotAuthenticated():
            headers["WWW-Authenticate"] = "Bearer"
        case errors.Forbidden(scope=missing) if missing:
            headers["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{missing}"'
    return problem(status, error.code, error.detail, error.errors, headers)


def register(api: NinjaAPI) -> None:
    """Answer every error of this API in the problem format."""

    @api.exception_handler(errors.FitHubError)
    def _(request: HttpRequest, error: errors.FitHubError) -> HttpResponse:
        return from_domain(error)

    @api.exception_handler(ValidationError)
    def _(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _from_validation(error)

    @api.exception_handler(AuthenticationError)
    def _(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return from_domain(errors.NotAuthenticated("token_missing", "Send an access token: Authorization: Bearer …"))

    @api.exception_handler(HttpError)
    def _(request: HttpRequest, error: HttpError) -> HttpResponse:
        code = "body_unreadable" if error.status_code == 400 else "request_failed"
        detail = "The body must be JSON in UTF-8." if error.status_code == 400 else str(error)
        return problem(error.status_code, code, detail)

    @api.exception_handler(RequestDataTooBig)
    def _(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(413, "body_too_large", "The body may have at most 1 MB.")

    @api.exception_handler(SuspiciousOperation)
    def _(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
        return bad_request(request, error)

    @api.exception_handler(Http404)
    def _(request: HttpRequest, error: Http404) -> HttpResponse:
        return not_found(request)

    @api.exception_handler(OperationalError)
    @api.exception_handler(PoolTimeout)
    def _(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.exception("the database is away: %s %s", request.method, request.path)
        return problem(
            503, "database_unavailable", "The database cannot be reached; nothing was written. Try again soon."
        )

    @api.exception_handler(Exception)
    def _(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.exception("unexpected: %s %s", request.method, request.path)
        return problem(500, "internal_error", "Nothing was written. The error has been recorded; try again later.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing at this address."""
    return problem(404, "not_found", "There is nothing at this address; /api/v1/docs lists what there is.")


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """The address exists, and does not take this method."""
    detail = f"{request.method} is not taken here; {allowed} is."
    return problem(405, "method_not_allowed", detail, headers={"Allow": allowed})


def _from_validation(error: ValidationError) -> HttpResponse:
    fields = []
    for each in error.errors:
        where = [str(part) for part in each["loc"]]
        if where[0] == "path" and each["type"] == "uuid_parsing":
            return not_found(HttpRequest())
        # The location begins with where it was sent (body, query, path) and, in a body, the name of our parameter.
        name = ".".join(where[2:] if where[0] == "body" else where[1:]) or where[0]
        fields.append(errors.FieldError(name, each["type"], each["msg"]))
    detail = "; ".join(f"{field.field}: {field.message}" for field in fields[:5])
    return problem(422, "validation_failed", detail, fields)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something went wrong outside of the API's own handlers."""
    return problem(500, "internal_error", "The error has been recorded; try again later.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be read at all."""
    return problem(400, "request_unreadable", "The request cannot be read; see /api/v1/docs.")
