"""The lines of a text file of unknown encoding, in bounded memory.

A line is UTF-8 where it can be; one that cannot be is read in the encoding that fits such lines, and counted: a file pasted
together from several may hold both.
"""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from charset_normalizer import from_bytes

LONGEST_LINE: Final = 1_000_000
_BLOCK: Final = 1 << 16
_ENCODINGS: Final = ["cp1252", "cp1250", "cp1251", "cp1253", "cp932", "gb18030", "big5", "euc_kr"]
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class LineTooLong(Exception):
    """A line of more bytes than any row of a table has."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Lines:
    """The lines of a stream, each ending in a newline. `foreign`: how many so far were no UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._fallback: str | None = None
        self.foreign = 0

    def __iter__(self) -> Iterator[str]:
        head = self._stream.read(_BLOCK)
        blocks = _blocks(self._stream, head)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
                marked = _blocks(self._stream, head[len(mark) :])
                blocks = map(str.encode, map(decoder.decode, marked))
                break
        for raw in _split(blocks):
            yield self._decoded(raw, head) + "\n"

    def _decoded(self, raw: bytes, head: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.foreign += 1
            if self._fallback is None:
                self._fallback = _guessed(raw, head)
            return raw.decode(self._fallback, errors="replace")


def _guessed(raw: bytes, head: bytes) -> str:
    """The encoding of the lines that are no UTF-8, from all of them in the head of the file.

    A few letters above ASCII are Western European: of so few nothing else can be told.
    """
    foreign = b"\n".join([line for line in head.splitlines() if not _is_utf8(line)][:500]) or raw
    high = sum(byte >= 0x80 for byte in foreign)
    if high < 12 or high / len(foreign) < 0.08:
        return "cp1252"
    best = from_bytes(foreign, cp_isolation=_ENCODINGS).best()
    return "cp1252" if best is None or best.encoding == "ascii" else best.encoding


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _blocks(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    yield head
    while block := stream.read(_BLOCK):
        yield block


def _split(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines without their ends: \\n, \\r\\n, or the \\r alone of old Macintoshes."""
    kept, number, ended_in_return = b"", 1, False
    for each in blocks:
        block = each[1:] if ended_in_return and each.startswith(b"\n") else each
        ended_in_return = each.endswith(b"\r") if each else ended_in_return
        parts = (kept + block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).split(b"\n")
        kept = parts.pop()
        for line in parts:
            if len(line) > LONGEST_LINE:
                raise LineTooLong(number)
            yield line
            number += 1
        if len(kept) > LONGEST_LINE:
            raise LineTooLong(number)
    if kept:
        yield kept
