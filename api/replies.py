"""Answers written straight from the shapes that the domain gives; the schemas beside the endpoints document them.

Validating every answer against its schema at run time costs more than making it; tests validate them instead.
"""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse

from fithub.core.errors import InvalidInput
from fithub.core.wire import to_json


def reply(shape: Any, status: int = 200) -> HttpResponse:
    """The shape as JSON; Decimals are numbers."""
    return HttpResponse(to_json(shape), status=status, content_type="application/json")


def nothing() -> HttpResponse:
    """Done, and nothing to say."""
    return HttpResponse(status=204)


def page[T](rows: Sequence[T], limit: int, shape: Callable[[T], Any], key: Callable[[T], list[Any]]) -> HttpResponse:
    """A page of a list fetched with `limit + 1` rows; the cursor is the sort key of the last row shown."""
    shown = rows[:limit]
    more = len(rows) > limit
    return reply({"items": [shape(row) for row in shown], "next": encode_cursor(key(shown[-1])) if more else None})


def encode_cursor(key: list[Any]) -> str:
    """An opaque cursor."""
    return base64.urlsafe_b64encode(to_json(key).encode()).decode().rstrip("=")


def decode_cursor[T](cursor: str | None, parse: Callable[[list[Any]], T]) -> T | None:
    """What a cursor stands for, None for no cursor. Raises InvalidInput (`cursor_invalid`)."""
    if cursor is None:
        return None
    try:
        return parse(json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))))
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        raise InvalidInput.field("cursor", "cursor_invalid", "Use the `next` of the page before, unchanged.") from error
