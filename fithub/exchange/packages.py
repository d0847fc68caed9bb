"""The zip that a workbook is. Its parts are watched while they are read, so that none is a bomb, whatever it says of itself.

openpyxl builds each part's tree, and clears it row by row: what counts is what stands between two rows, and how many there are.
"""

import io
import zipfile
from typing import IO, Any, Final, cast
from xml.parsers import expat

from fithub.core.errors import InvalidInput, TooLarge

MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 256 << 20
MOST_ROWS: Final = 200_000
LONGEST_ROW: Final = 1_000_000
# All of a part that is no row and no text of one: styles, names, merged cells.
MOST_ELSE: Final = 1_000_000
_MOST_DEPTH: Final = 60
# Sheets have rows; the texts that cells share stand in a part of their own.
_UNITS: Final = {"row": MOST_ROWS, "si": 5 * MOST_ROWS}
# What repeated rows pack to, by far; less than a MB is no bomb.
_MOST_RATIO: Final = 250
_SMALL: Final = 1 << 20
_BLOCK: Final = 1 << 16
ADVICE: Final = "Open it in a spreadsheet program, save each sheet as CSV, and send those (several may go in one zip)."


class Package(zipfile.ZipFile):
    """A workbook's zip. Raises InvalidInput (`zip_bomb`, `workbook_encrypted`) for what unpacks to more than a workbook has."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream)
        members = self.infolist()
        if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise InvalidInput("zip_bomb", f"This workbook unpacks to far more than FitHub reads. {ADVICE}")
        if any(each.file_size > _SMALL and each.file_size > _MOST_RATIO * each.compress_size for each in members):
            raise InvalidInput("zip_bomb", "This workbook unpacks to far more than an export has.")
        if any(member.flag_bits & 1 for member in members):
            raise InvalidInput("workbook_encrypted", "This workbook has a password; save it without one and send that.")

    def open(self, name: Any, *_: Any, **__: Any) -> IO[bytes]:
        """A part to read, watched."""
        return cast(IO[bytes], _Watched(super().open(name)))


class _Watched(io.BufferedIOBase):
    """A part that raises InvalidInput or TooLarge as soon as it is more than a workbook's part, or declares entities."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._declared
        self._depth = 0
        self._unit_depth = 0
        self._counts = dict.fromkeys(_UNITS, 0)
        # Where what is being read began, and how much before it was in no row.
        self._since = 0
        self._elsewhere = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(_BLOCK), b""))
        block = self._part.read(size)
        try:
            self._parser.Parse(block, False)
        except expat.ExpatError as error:
            raise InvalidInput("workbook_broken", f"This workbook is broken. {ADVICE}") from error
        self._measure(self._parser.CurrentByteIndex)
        return block

    def close(self) -> None:
        self._part.close()
        super().close()

    def _measure(self, place: int) -> None:
        length = place - self._since
        if length > LONGEST_ROW if self._unit_depth else self._elsewhere + length > MOST_ELSE:
            raise InvalidInput("zip_bomb", f"A part of this workbook is larger than any row of a table. {ADVICE}")

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise InvalidInput("workbook_broken", f"This workbook is broken: it is nested too deep. {ADVICE}")
        name = tag.rpartition(":")[2]
        if name not in _UNITS or self._unit_depth:
            return
        place = self._parser.CurrentByteIndex
        self._measure(place)
        self._elsewhere += place - self._since
        self._since, self._unit_depth = place, self._depth
        self._counts[name] += 1
        if self._counts[name] > _UNITS[name]:
            raise TooLarge("too_many_rows", f"At most {MOST_ROWS:,} rows are read from one sheet. {ADVICE}")

    def _end(self, _: str) -> None:
        if self._depth == self._unit_depth:
            place = self._parser.CurrentByteIndex
            self._measure(place)
            self._since, self._unit_depth = place, 0
        self._depth -= 1

    def _declared(self, *_: Any) -> None:
        raise InvalidInput("xml_entities", "This workbook declares entities, which FitHub does not read.")
