"""Rows of a table whatever stands in it: lines of bounded length, any line ends, text that is not UTF-8, broken quotes.

Nothing here raises for a bad row: it comes back as `None`, so that it can be counted and the next one read.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import IO, Final

from fithub.sources.dumps import BROKEN, Table, unreadable

# A line with the ingredients of everything is some 20 KB; what is longer is skipped to its end.
LONGEST_LINE: Final = 1_000_000
LONGEST_FIELD: Final = 200_000
# How often a reader tells how far it is, in lines.
_TELL_EVERY: Final = 2_000
# Stands for what cannot be read: no table has a column of it alone.
_UNREADABLE: Final = "\x1f"

type Row = list[str]
type Step = Callable[[int], None]


def csv_rows(
    table: Table,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    skip: int = 0,
    step: Step = lambda read: None,
) -> Iterator[Row | None]:
    """The rows of a comma separated table with a heading, as the wanted columns in their order; missing optional ones are "".

    The first `skip` rows are passed over. Raises InvalidInput (`dump_unreadable`) where a required column is missing, or the
    file breaks off.
    """
    return _rows(table, required, optional, skip, step, partial(csv.reader, strict=False))


def tab_rows(
    table: Table,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    skip: int = 0,
    step: Step = lambda read: None,
) -> Iterator[Row | None]:
    """The same of a table that is separated by tabs and quotes nothing."""
    reader = partial(csv.reader, delimiter="\t", quoting=csv.QUOTE_NONE)
    return _rows(table, required, optional, skip, step, reader)


def lines(table: Table, *, step: Step = lambda read: None) -> Iterator[str]:
    """The lines of a table as text, a byte order mark taken off; one that is too long is unreadable."""
    with table.open() as stream:
        try:
            yield from _lines(stream, step)
        except BROKEN as error:
            raise unreadable(f"{table.name} breaks off or is damaged: {error}") from error


def _lines(stream: IO[bytes], step: Step) -> Iterator[str]:
    read = 0
    for place, line in enumerate(iter(partial(stream.readline, LONGEST_LINE), b""), start=1):
        read += len(line)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                read += len(rest)
            line = _UNREADABLE.encode() + b"\n"
        if place == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if place % _TELL_EVERY == 0:
            step(read)
            read = 0
        yield line.decode("utf-8", "replace").replace("\0", "")
    step(read)


def _rows(
    table: Table,
    required: Sequence[str],
    optional: Sequence[str],
    skip: int,
    step: Step,
    reader: Callable[[Iterator[str]], Iterator[Row]],
) -> Iterator[Row | None]:
    csv.field_size_limit(LONGEST_FIELD)
    read = reader(lines(table, step=step))
    heading = [column.strip().lower() for column in _next(read) or []]
    if missing := [column for column in required if column not in heading]:
        raise unreadable(f"{table.name} lacks the column {', '.join(missing)}; is it a table of another kind?")
    places = [heading.index(column) if column in heading else -1 for column in (*required, *optional)]
    width = len(heading)
    while (row := _next(read)) is not None:
        if not row:
            continue
        if skip:
            skip -= 1
        elif len(row) == width:
            yield [row[place] if place >= 0 else "" for place in places]
        else:
            yield None


def _next(read: Iterator[Row]) -> Row | None:
    """The next row, [] for an empty line, None at the end."""
    try:
        return next(read, None)
    except csv.Error:
        return [_UNREADABLE]
