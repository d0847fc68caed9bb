"""Excel's workbooks (.xlsx), read by openpyxl sheet by sheet: what each cell holds, as a CSV file would write it.

Of a formula only the value counts that was kept with it. Macros, pictures, charts and links are not read.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, BinaryIO, Final

from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from fithub.core.errors import InvalidInput
from fithub.exchange.packages import ADVICE, Package
from fithub.exchange.tables import MOST_COLUMNS, Table, tables_in

MOST_SHEETS: Final = 50
_LAST_ROW: Final = 1_048_576
# A bare number where a date is wanted counts days: from 1954 to 2119.
_SERIALS: Final = (20_000, 80_000)
_SPOKEN: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# What openpyxl raises at a file that is none, or was made to break it; it has no error of its own.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, LookupError, ValueError, TypeError, AttributeError, ArithmeticError,
    SyntaxError, AssertionError, NotImplementedError, RecursionError, OSError, EOFError,
)  # fmt: skip


class _Reader(ExcelReader):
    """openpyxl's own, over a zip that is watched."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, read_only=True, data_only=True, keep_links=False)
        self.archive = Package(stream)

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """A sheet that is a picture has no rows."""


def layout_of(stream: BinaryIO, name: str, *, latest: date) -> tuple[list[tuple[str, Table]], list[str]]:
    """The tables of a workbook, each with its sheet's name, and the sheets that are not looked at: hidden ones, or too many.

    Dates after `latest` are none. Raises InvalidInput (`no_table`, `workbook_broken`, `zip_bomb`, `xml_entities`,
    `workbook_encrypted`), TooLarge (`too_many_rows`).
    """
    found: list[tuple[str, Table]] = []
    with _opened(stream) as book:
        seen = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for title in seen[:MOST_SHEETS]:
            rows = _rows(book, title, MOST_COLUMNS + 1, frozenset())
            found += [(title, table) for table in tables_in(rows, title, latest)]
        left = [sheet.title for sheet in book.worksheets if sheet.title not in seen[:MOST_SHEETS]]
    if not found:
        raise InvalidInput(
            "no_table", f"No sheet of {name} has a row of headers that FitHub could read, like “Date, Food, Calories”."
        )
    return found, left


def rows_of(
    stream: BinaryIO, sheet: str, *, first: int, last: int, width: int, moments: frozenset[int]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet from the first to the last, with their numbers, blank ones left out.

    `width`: how many columns its table has; a cell beyond shows. `moments`: the columns in which a bare number is a date or a time,
    counted from 0. Raises as `layout_of` does.
    """
    with _opened(stream) as book:
        for number, cells in _rows(book, sheet, width + 1, moments):
            if number > last:
                return
            if number >= first and any(cell.strip() for cell in cells):
                yield number, cells


@contextmanager
def _opened(stream: BinaryIO) -> Iterator[Workbook]:
    with _readable():
        reader = _Reader(stream)
        reader.read()
        book: Workbook = reader.wb
    try:
        yield book
    finally:
        book.close()


def _rows(book: Workbook, title: str, width: int, moments: frozenset[int]) -> Iterator[tuple[int, list[str]]]:
    """A sheet's rows as text, whatever size it declares, each as long as it has something; of empty ones the first."""
    with _readable():
        sheet: Any = book[title]
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(min_row=1, max_row=_LAST_ROW, max_col=width), 1)
    before: Sequence[Any] = ()
    while True:
        with _readable():
            # Between two rows there may be a million that are empty: one and the same.
            number, cells = next((each for each in rows if each[1] is not before), (0, ()))
            before = cells
            filled = {
                place: _written(cell, book.epoch, place in moments)
                for place, cell in enumerate(cells)
                if cell is not EMPTY_CELL and cell.value is not None
            }
        if not number:
            return
        texts = [""] * (max(filled, default=-1) + 1)
        for place, text in filled.items():
            texts[place] = text
        yield number, texts


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise InvalidInput(
            "workbook_broken", f"This workbook is broken, or of a kind that FitHub does not read. {ADVICE}"
        ) from error


def _written(cell: Any, epoch: datetime, is_moment: bool) -> str:
    """What a cell holds as a CSV file has it."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).casefold()
    if isinstance(value, int | float):
        if is_moment and (0 <= value < 1 or _SERIALS[0] <= value < _SERIALS[1]):
            value = from_excel(value, epoch)
        else:
            return _number(Decimal(repr(value)) * 100, "%") if _is_share(cell.number_format) else _number(value, "")
    if isinstance(value, datetime):
        value += timedelta(milliseconds=500)
        return value.date().isoformat() if value.time() < time(0, 0, 1) else value.isoformat("T", "seconds")
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _number(value: Decimal | float, unit: str) -> str:
    """A number with a point before its decimals, never of three: those might be read as thousands."""
    text = str(value)
    return f"{text}{'0' if len(text.rpartition('.')[2]) == 3 and '.' in text else ''}{unit}"


@lru_cache(maxsize=1_000)
def _is_share(form: str) -> bool:
    """Whether a cell of this format shows a hundred times its value: 0.215 as 21.5 %."""
    return "%" in _SPOKEN.sub("", form)
