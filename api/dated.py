"""Lists of what is written down with a local date and time, newest first."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from api.replies import decode_cursor, page
from api.schemas import LocalDate, Text
from fithub.diary.models import ActivityEntry, Entry, WaterEntry


class DatedFilters(Schema):
    """All of them optional; both dates are included."""

    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")
    local_date: LocalDate | None = None
    source: Text | None = Field(None, max_length=10)
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


def newest_first[Row: (Entry, WaterEntry, ActivityEntry)](
    rows: QuerySet[Row], filters: DatedFilters, shape: Callable[[Row], Any], **others: Any
) -> HttpResponse:
    """A page of the rows that are wanted; `others` are conditions beside those of every such list, None where there is none.

    Raises InvalidInput (`cursor_invalid`).
    """
    conditions = others | {
        "local_date__gte": filters.first,
        "local_date__lte": filters.last,
        "local_date": filters.local_date,
        "source": filters.source,
    }
    wanted = rows.filter(**{name: value for name, value in conditions.items() if value is not None})
    after = decode_cursor(filters.cursor, _position)
    if after is not None:
        day, at, row_id = after
        wanted = wanted.filter(
            Q(local_date__lt=day)
            | Q(local_date=day, local_time__lt=at)
            | Q(local_date=day, local_time=at, id__lt=row_id)
        )
    found = list(wanted.order_by("-local_date", "-local_time", "-id")[: filters.limit + 1])
    return page(found, filters.limit, shape, lambda row: [row.local_date, row.local_time, row.pk])


def _position(key: list[Any]) -> tuple[date, time, UUID]:
    return date.fromisoformat(key[0]), time.fromisoformat(key[1]), UUID(key[2])
