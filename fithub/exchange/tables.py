"""The tables of a CSV file: what stands between its values, where its headers are, and its rows one by one.

A file may hold several tables under each other, each under a title; before a table there may be lines that are none of it.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import BinaryIO, Final

from fithub.core.errors import InvalidInput
from fithub.exchange.amounts import MarkEvidence
from fithub.exchange.columns import read_header, role_of
from fithub.exchange.dates import Order, OrderEvidence, read_moment
from fithub.exchange.lines import Lines, LineTooLong

SAMPLE: Final = 200
MOST_COLUMNS: Final = 1_000
_MARKS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 20


@dataclass(slots=True)
class Table:
    """A table: where its rows are in the file, its headers (each once) and its first rows; what all of its dates tell of their
    order, and all of each column's numbers of the mark before decimals."""

    name: str
    headers: list[str]
    first_row: int
    last_row: int = 0
    sample: list[list[str]] = field(default_factory=list)
    dates: OrderEvidence = field(default_factory=OrderEvidence)
    marks: list[MarkEvidence] = field(default_factory=list)

    @property
    def dated(self) -> int | None:
        """Which column has the dates, counted from 0."""
        roles = [role_of(read_header(header)) for header in self.headers]
        return next((place for place, role in enumerate(roles) if role in {"date", "moment"}), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written: its mark between values, its tables, and how many of its lines are no UTF-8."""

    delimiter: str
    tables: list[Table]
    foreign: int


def delimiter_of(lines: Sequence[str]) -> str:
    """The mark that splits most of the lines into equally many values; a comma where none does."""
    best, score = ",", 0.0
    for mark in _MARKS:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
        often, times = max(Counter(counts).items(), key=lambda each: (each[1] * (each[0] > 1), each[0]), default=(1, 0))
        found = times / len(counts) * (1 + min(often, 50) / 1000) if often > 1 else 0.0
        if found > score:
            best, score = mark, found
    return best


def layout_of(stream: BinaryIO, name: str, *, latest: date) -> Layout:
    """Where the tables of a file are, whose dates are none after `latest`.

    Raises InvalidInput (`file_empty`, `no_table`, `file_malformed`).
    """
    with _readable(name):
        lines = Lines(stream)
        source = iter(lines)
        head = list(islice(source, _LOOKED_AT))
        delimiter = _stated_delimiter(head, name)
        tables = tables_in(_rows(chain(head, source), delimiter), name, latest)
    if not tables:
        raise InvalidInput(
            "no_table", f"{name} has no line of headers that FitHub could read, like “Date, Food, Calories”."
        )
    return Layout(delimiter, tables, lines.foreign)


def _stated_delimiter(head: Sequence[str], name: str) -> str:
    """What the first line says as spreadsheets read it ("sep=;"), or else what the lines are like."""
    if not any(line.strip() for line in head):
        raise InvalidInput("file_empty", f"{name} is empty.")
    stated = head[0].strip().casefold()
    return stated[4:5] if stated.startswith("sep=") and stated[4:5] else delimiter_of(head)


def tables_in(rows: Iterable[tuple[int, list[str]]], name: str, latest: date) -> list[Table]:
    """Where tables are among rows, each with its title or by this name. Raises InvalidInput (`file_malformed`)."""
    tables: list[Table] = []
    title, blank, dated = "", True, None
    for number, row in rows:
        filled = [cell for cell in row if cell.strip()]
        if not filled:
            blank = True
            continue
        if not tables and number > _LOOKED_AT:
            break
        if blank or not tables:
            if len(filled) == 1 and not _is_date(filled[0]):
                title, blank = _one_line(filled[0]), True
                continue
            if _is_header(row):
                marks = [MarkEvidence() for _ in row]
                tables.append(Table(title or name, _once_each(row), number + 1, number, marks=marks))
                title, blank, dated = "", False, tables[-1].dated
                continue
        if not tables:
            continue
        blank = False
        table = tables[-1]
        table.last_row = number
        if len(table.sample) < SAMPLE:
            table.sample.append(row)
        for evidence, cell in zip(table.marks, row, strict=False):
            evidence.see(cell)
        if dated is not None and dated < len(row):
            table.dates.see(row[dated], latest)
    return tables


def rows_of(stream: BinaryIO, delimiter: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """The rows of one table with their places in the file, blank ones left out. Raises InvalidInput (`file_malformed`)."""
    with _readable(table.name):
        for number, row in _rows(Lines(stream), delimiter):
            if number > table.last_row:
                return
            if number >= table.first_row and any(cell.strip() for cell in row):
                yield number, row


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    return enumerate(csv.reader(lines, delimiter=delimiter, skipinitialspace=True), 1)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except LineTooLong as error:
        raise InvalidInput(
            "file_malformed", f"Line {error.number} of {name} is longer than any row of a table."
        ) from error
    except csv.Error as error:
        raise InvalidInput(
            "file_malformed", f"{name} cannot be read as a table: a quotation mark is never closed."
        ) from error


def _is_header(row: Sequence[str]) -> bool:
    """Whether a row names columns: two of its cells are names that are known, or one and there is nothing else but words."""
    if len(row) > MOST_COLUMNS:
        raise InvalidInput(
            "file_malformed", f"A table has at most {MOST_COLUMNS:,} columns; this one has {len(row):,}."
        )
    filled = [cell for cell in row if cell.strip()]
    known = sum(role_of(read_header(cell)) is not None for cell in filled)
    values = sum(cell.strip()[:1].isdigit() or _is_date(cell) for cell in filled)
    return (known >= 2 and values <= len(filled) // 2) or (known >= 1 and values == 0 and len(filled) >= 2)


def _is_date(cell: str) -> bool:
    return len(cell) < 40 and read_moment(cell, Order.DAY_FIRST) is not None


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:100]


def _once_each(headers: Sequence[str]) -> list[str]:
    """Headers by which a column can be named: the second of two alike is "Weight (2)", one without words "Column 3"."""
    seen: Counter[str] = Counter()
    named = []
    for place, header in enumerate(headers, 1):
        text = _one_line(header) or f"Column {place}"
        seen[text] += 1
        named.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return named
