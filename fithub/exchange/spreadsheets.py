"""A person's record as CSV for a spreadsheet: a header names its unit, an unknown is empty, and no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from fithub.body.models import Measurement
from fithub.core.nutrients import NUTRIENTS
from fithub.diary import queries
from fithub.diary.models import ActivityEntry, Entry, WaterEntry

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WHEN: Final = ("local_date", "local_time")


def sheets(user_id: UUID) -> Iterator[tuple[str, Iterator[str]]]:
    """Each file's name and its lines. Call within `acting_as`, and use one up before the next."""
    yield (
        "entries.csv",
        _lines(
            [
                "date",
                "time",
                "time_zone",
                "meal",
                "food",
                "said",
                "quantity",
                "unit",
                "weight_g",
                *NUTRIENTS,
                "source",
                "id",
            ],
            (_entry(row) for row in _rows(Entry, user_id)),
        ),
    )
    yield "days.csv", _lines(["date", "entries", *NUTRIENTS], _days(user_id))
    yield (
        "measurements.csv",
        _lines(
            [
                "date",
                "time",
                "time_zone",
                "metric_with_unit",
                "value",
                "entered",
                "entered_unit",
                "type",
                "note",
                "source",
                "id",
            ],
            (
                [
                    row.local_date,
                    row.local_time,
                    row.time_zone,
                    row.metric,
                    row.value,
                    row.entered,
                    row.entered_unit,
                    row.type,
                    row.note,
                    row.source,
                    row.pk,
                ]
                for row in _rows(Measurement, user_id)
            ),
        ),
    )
    yield (
        "water.csv",
        _lines(
            ["date", "time", "water_ml", "source", "id"],
            ([row.local_date, row.local_time, row.ml, row.source, row.pk] for row in _rows(WaterEntry, user_id)),
        ),
    )
    yield (
        "activities.csv",
        _lines(
            [
                "date",
                "time",
                "activity",
                "duration_min",
                "distance_m",
                "steps",
                "energy_kcal",
                "energy_basis",
                "source",
                "id",
            ],
            (
                [
                    row.local_date,
                    row.local_time,
                    row.name,
                    row.minutes,
                    row.distance_m,
                    row.steps,
                    row.energy_kcal,
                    row.energy_basis,
                    row.source,
                    row.pk,
                ]
                for row in _rows(ActivityEntry, user_id)
            ),
        ),
    )


def safe(cell: Any) -> str:
    """A cell as a spreadsheet takes it for text: what a person wrote may look like a formula."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def eaten_dates(user_id: UUID) -> list[date]:
    """The dates on which anything is written down, in order. Call within `acting_as`."""
    rows = queries.own_entries(user_id).order_by("local_date").values_list("local_date", flat=True)
    return list(rows.distinct())


def _rows(model: Any, user_id: UUID) -> Iterator[Any]:
    rows: Iterator[Any] = model.objects.filter(user_id=user_id).order_by(*_WHEN, "id").iterator(chunk_size=1_000)
    return rows


def _entry(row: Entry) -> list[Any]:
    when = [row.local_date, row.local_time, row.time_zone, row.slot]
    amount = [row.quantity, row.unit, row.grams]
    return [
        *when,
        row.description,
        row.said,
        *amount,
        *(row.nutrients.get(key) for key in NUTRIENTS),
        row.source,
        row.pk,
    ]


def _days(user_id: UUID) -> Iterator[list[Any]]:
    """The totals that GET /days tells, of the same arithmetic; a month at a time."""
    for _, dates in groupby(eaten_dates(user_id), key=lambda day: (day.year, day.month)):
        listed = list(dates)
        there = set(listed)
        for day in queries.days(user_id=user_id, first=listed[0], last=listed[-1]):
            if day.date in there:
                yield [day.date, len(day.entries), *(day.totals.amounts[key] for key in NUTRIENTS)]


def _lines(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a file; the mark at its beginning tells spreadsheets that it is UTF-8."""
    line = io.StringIO("\ufeff")
    line.seek(0, io.SEEK_END)
    writer = csv.writer(line)
    writer.writerow(headers)
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow(map(safe, row))
        yield line.getvalue()
