"""A whole upload: how it seems to be meant, and what it says when it is read so. Reads a stream from its beginning, as often as
it is asked, and keeps no more of it than a row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from fithub.core.errors import InvalidInput
from fithub.exchange import apple, workbooks
from fithub.exchange.dates import Order
from fithub.exchange.items import Found, Problem
from fithub.exchange.mapping import FileMapping, Question, TableMapping, Where, propose
from fithub.exchange.programs import Program, program_of
from fithub.exchange.rows import Place, RowReader, Unreadable
from fithub.exchange.tables import Table, layout_of, rows_of
from fithub.exchange.uploads import Form, Part, contents_of, opened

UNKNOWN: Final = "CSV"
_MOMENTS: Final = frozenset({"date", "time", "moment"})
_OTHER_SHEET: Final = (
    "Of a workbook the first sheet with a table is read; include this one if it is part of your record."
)
_UNKNOWN_SHEET: Final = (
    "FitHub does not know this sheet of the program; include it if it is what you ate, did or measured."
)
_REPEATS: Final = "It repeats what another table of this upload tells food by food."


@dataclass(frozen=True, slots=True)
class Proposal:
    """How an upload may be read: what has to be asked, and which files of a zip are not read."""

    mapping: FileMapping
    questions: list[Question]
    left: tuple[str, ...]
    foreign_lines: int


@dataclass(slots=True)
class Reading:
    """What came up while an upload was read: what it has that FitHub does not keep, and how often."""

    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """The tables of one file and where they stand, its sheets that are not read, and how many of its lines are no UTF-8."""

    tables: list[tuple[Table, Where]]
    left: list[str]
    foreign: int


def look_at(stream: BinaryIO, *, name: str, place: Place, units: str) -> Proposal:
    """How an upload seems to be meant. Raises InvalidInput where it is nothing that can be read."""
    contents = contents_of(stream, name)
    left = list(contents.left)
    tables: list[tuple[TableMapping, Program | None]] = []
    questions: list[Question] = []
    refused: list[InvalidInput] = []
    foreign = 0
    for part in contents.parts:
        if part.form == Form.HEALTH:
            where = Where(part.member, Form.HEALTH)
            tables.append((TableMapping(apple.TABLE, where, apple.NAME, (), Order.DAY_FIRST, "."), None))
            continue
        try:
            with opened(stream, part.member) as file:
                laid_out = _laid_out(file, part, place)
        except InvalidInput as error:
            if error.code == "zip_broken":
                raise
            refused.append(error)
            continue
        foreign += laid_out.foreign
        left += laid_out.left
        for table, where in laid_out.tables:
            program = program_of(table.headers, f"{name} {part.name} {table.name}", where.sheet)
            named = _named(table, {mapping.name for mapping, _ in tables})
            mapping, asked = propose(named, program, where=where, units=units)
            tables.append((mapping, program))
            questions += asked
    if not tables:
        raise refused[0]
    found = _without_repeats(_without_other_sheets(tables))
    left += [error.detail for error in refused]
    read = {table.name for table in found if not table.left_out}
    programs = Counter(table.program for table in found if table.program)
    program_name = programs.most_common(1)[0][0] if programs else UNKNOWN
    asked_of = [question for question in questions if question.table in read]
    return Proposal(FileMapping(program_name, tuple(found), place.zone, {}), asked_of, tuple(left), foreign)


def read(stream: BinaryIO, *, mapping: FileMapping, place: Place, reading: Reading) -> Iterator[Found | Problem]:
    """What an upload says, table by table. Raises InvalidInput where it is broken further on."""
    for table in mapping.tables:
        if table.left_out:
            continue
        with opened(stream, table.where.member) as file:
            if table.where.form == Form.HEALTH:
                yield from apple.read_health(file, place)
            else:
                yield from _rows(file, table, place, reading)


def _rows(file: BinaryIO, table: TableMapping, place: Place, reading: Reading) -> Iterator[Found | Problem]:
    rows = RowReader(table, place, reading.skipped)
    for number, cells in _cells(file, table):
        try:
            # A row whose last value is wrong says nothing at all.
            found = list(rows.items(cells))
        except Unreadable as error:
            yield Problem(table.name, number, error.header, error.code, error.detail)
            continue
        for item in found:
            yield Found(table.name, number, item)


def _cells(file: BinaryIO, table: TableMapping) -> Iterator[tuple[int, list[str]]]:
    where = table.where
    if where.form == Form.WORKBOOK:
        moments = frozenset(place for place, column in enumerate(table.columns) if column.role in _MOMENTS)
        return workbooks.rows_of(
            file, where.sheet, first=where.first_row, last=where.last_row, width=len(table.columns), moments=moments
        )
    return rows_of(file, where.delimiter, Table(table.name, [], where.first_row, where.last_row))


def _laid_out(file: BinaryIO, part: Part, place: Place) -> _LaidOut:
    """Raises InvalidInput where there is no table."""
    if part.form == Form.WORKBOOK:
        sheets, left = workbooks.layout_of(file, part.name, latest=place.today)
        tables = [
            (table, Where(part.member, Form.WORKBOOK, first_row=table.first_row, last_row=table.last_row, sheet=sheet))
            for sheet, table in sheets
        ]
        return _LaidOut(tables, left, 0)
    layout = layout_of(file, part.name, latest=place.today)
    lines = [
        (table, Where(part.member, Form.CSV, layout.delimiter, table.first_row, table.last_row))
        for table in layout.tables
    ]
    return _LaidOut(lines, [], layout.foreign)


def _named(table: Table, names: set[str]) -> Table:
    """By a name that no other table of the upload has."""
    name, count = table.name, 1
    while name in names:
        count += 1
        name = f"{table.name} ({count})"
    return replace(table, name=name)


def _without_other_sheets(
    tables: list[tuple[TableMapping, Program | None]],
) -> list[tuple[TableMapping, Program | None]]:
    """The tables, of a workbook those of sheets that are known, and where none is, the first one's: another may hold plans."""
    sheets = [(mapping, program) for mapping, program in tables if mapping.where.form == Form.WORKBOOK]
    is_known = any(program is not None for _, program in sheets)
    first = next((mapping.where.sheet for mapping, _ in sheets if not mapping.left_out), "")
    reason = _UNKNOWN_SHEET if is_known else _OTHER_SHEET
    return [
        (replace(mapping, left_out=reason), program)
        if mapping.where.form == Form.WORKBOOK
        and not mapping.left_out
        and (program is None if is_known else mapping.where.sheet != first)
        else (mapping, program)
        for mapping, program in tables
    ]


def _without_repeats(tables: list[tuple[TableMapping, Program | None]]) -> list[TableMapping]:
    """The tables, without the sums of days where the same upload has them food by food."""
    detailed = {program.table for mapping, program in tables if program is not None and not mapping.left_out}
    return [
        replace(mapping, left_out=_REPEATS)
        if program is not None and detailed & program.yields_to and not mapping.left_out
        else mapping
        for mapping, program in tables
    ]
