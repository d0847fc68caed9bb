"""What a person sent: a table, a workbook, an export of Apple Health, or a zip of tables; and what is refused before it is read."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from os import SEEK_END
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Final, cast

from fithub.core.errors import InvalidInput
from fithub.exchange.packages import ADVICE

MOST_MEMBERS: Final = 20_000
MOST_TABLES: Final = 50
# Of the list of what a zip holds, which is read at once; twice what so many files with long names take.
MOST_LIST: Final = 8 << 20
MOST_EXPANDED: Final = 8 << 30
# Text of repeated rows packs a hundredfold; a bomb a thousandfold.
_MOST_RATIO: Final = 250
_SMALL: Final = 1 << 20
# A stray one spoils its row; a file full of them is no text.
_MOST_NULS: Final = 8
_TABLES: Final = frozenset({".csv", ".tsv", ".txt"})
_PACKED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
# How the directory of an old compound file names what is in it.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# What zipfile raises at a file that is none, or was made to break it: names that are not in their encoding, places that are not
# there, kinds of packing that it does not know.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
    LookupError, ValueError, OverflowError,
)  # fmt: skip
# Where a zip says how large that list is: in its last bytes, behind which a comment may stand.
_END: Final = b"PK\x05\x06"
_LARGE_END: Final = b"PK\x06\x06"
_LONGEST_END: Final = (1 << 16) + 200


class Form(StrEnum):
    """How a part of an upload is written."""

    CSV = "csv"
    HEALTH = "health"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an upload. `member`: its path within the zip, "" where the upload is the file itself."""

    name: str
    member: str
    form: Form


@dataclass(frozen=True, slots=True)
class Contents:
    """What of an upload is to be read, and the names of what is not."""

    parts: tuple[Part, ...]
    left: tuple[str, ...]


def contents_of(stream: BinaryIO, name: str) -> Contents:
    """What an upload holds. Raises InvalidInput (`file_empty`, `spreadsheet_not_csv`, `workbook_encrypted`, `file_binary`,
    `zip_broken`, `zip_bomb`, `zip_encrypted`, `zip_nothing`, `not_health`)."""
    head = _head(stream)
    if head.startswith(_COMPOUND):
        raise _compound(stream, name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(stream, name)
    return Contents((Part(_base(name), "", _form(head, name)),), ())


def expanded_size(stream: BinaryIO) -> int:
    """How many bytes an upload is when it is unpacked, as far as it can be told; 0 for what is packed in no way."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return sum(member.file_size for member in archive.infolist())
    except _BROKEN:
        return 0
    finally:
        stream.seek(0)


@contextmanager
def opened(stream: BinaryIO, member: str) -> Iterator[BinaryIO]:
    """A part of an upload from its beginning. Raises InvalidInput (`zip_broken`)."""
    stream.seek(0)
    if not member:
        yield stream
        return
    broken = InvalidInput("zip_broken", f"“{_base(member)}” cannot be unpacked: the zip file is broken.")
    try:
        archive = zipfile.ZipFile(stream)
        part = archive.open(member)
    except _BROKEN as error:
        raise broken from error
    with archive, part:
        try:
            yield cast(BinaryIO, part)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as error:
            raise broken from error


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    head = stream.read(1 << 16)
    stream.seek(0)
    return head


def _form(head: bytes, name: str) -> Form:
    """Raises InvalidInput for what is neither a table nor Apple Health's XML."""
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise InvalidInput("file_empty", f"{_base(name)} is empty.")
    if head.startswith((b"PK", _COMPOUND)):
        raise InvalidInput("spreadsheet_not_csv", f"{_base(name)} is a workbook or an archive, not CSV. {ADVICE}")
    if head.startswith(_PACKED):
        raise InvalidInput("file_binary", f"{_base(name)} is packed; unpack it, or send it in a zip.")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        if b"<HealthData" in head or b"<!DOCTYPE HealthData" in head or b"<?xml" in head:
            return Form.HEALTH
        raise InvalidInput(
            "not_health", f"{_base(name)} is a page or another XML file, not an export that FitHub reads."
        )
    if head[:1024].count(0) > _MOST_NULS and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput("file_binary", f"{_base(name)} is no text file.")
    return Form.CSV


def _zipped(stream: BinaryIO, name: str) -> Contents:
    if _list_size(stream) > MOST_LIST:
        raise InvalidInput("zip_bomb", f"A zip has at most {MOST_MEMBERS:,} files; {_base(name)} has far more.")
    try:
        with zipfile.ZipFile(stream) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            _check(members)
            if _is_workbook({member.filename for member in members}, name):
                return Contents((Part(_base(name), "", Form.WORKBOOK),), ())
            parts, left = [], []
            for member in members:
                path = PurePosixPath(member.filename)
                if (path.parts and path.parts[0] == "__MACOSX") or path.name.startswith("."):
                    continue
                wanted = path.suffix.casefold() in _TABLES or path.name == "export.xml"
                if not wanted or member.file_size == 0 or stat.S_ISLNK(member.external_attr >> 16):
                    left.append(path.name[:100])
                    continue
                _check_read(member)
                with archive.open(member) as part:
                    parts.append(Part(path.name[:100], member.filename, _form(_start(part), path.name)))
    except _BROKEN as error:
        raise InvalidInput(
            "zip_broken", f"{_base(name)} cannot be unpacked: it is broken or packed in an unknown way."
        ) from error
    if not parts:
        raise InvalidInput("zip_nothing", f"{_base(name)} holds no CSV file and no export.xml of Apple Health.")
    if len(parts) > MOST_TABLES:
        raise InvalidInput(
            "zip_bomb", f"At most {MOST_TABLES} tables are read from one zip; this one has {len(parts)}."
        )
    return Contents(tuple(parts), tuple(left[:MOST_TABLES]))


def _list_size(stream: BinaryIO) -> int:
    """How many bytes a zip's list of its files has, as its end says; 0 where no end is found."""
    stream.seek(max(0, stream.seek(0, SEEK_END) - _LONGEST_END))
    last = stream.read()
    stream.seek(0)
    end = last.rfind(_END)
    large = last.rfind(_LARGE_END, 0, max(end, 0))
    if large >= 0:
        return int.from_bytes(last[large + 40 : large + 48], "little")
    return int.from_bytes(last[end + 12 : end + 16], "little") if end >= 0 else 0


def _start(part: IO[bytes]) -> bytes:
    return part.read(1 << 16)


def _compound(stream: BinaryIO, name: str) -> InvalidInput:
    """Excel's files before 2007, and what today's Excel puts a workbook with a password in."""
    ending = b""
    while block := stream.read(1 << 20):
        if _ENCRYPTED in ending + block:
            return InvalidInput(
                "workbook_encrypted", f"{_base(name)} has a password; save it without one and send that."
            )
        ending = block[-len(_ENCRYPTED) :]
    return InvalidInput(
        "spreadsheet_not_csv", f"{_base(name)} is an old Excel workbook (.xls). Save it as .xlsx and send that."
    )


def _is_workbook(names: set[str], name: str) -> bool:
    """Raises InvalidInput for workbooks of other kinds."""
    if "xl/workbook.bin" in names or {"mimetype", "content.xml"} <= names:
        raise InvalidInput(
            "spreadsheet_not_csv", f"{_base(name)} is a workbook of another kind. Save it as .xlsx and send that."
        )
    return "[Content_Types].xml" in names and any(each.startswith("xl/") for each in names)


def _check(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS:
        raise InvalidInput("zip_bomb", f"A zip has at most {MOST_MEMBERS:,} files; this one has {len(members):,}.")
    if len(names) < len(members):
        raise InvalidInput("zip_broken", "Two files in this zip have the same name.")


def _check_read(member: zipfile.ZipInfo) -> None:
    """Before a member is unpacked: zipfile itself gives no more of it than the declared size."""
    if member.flag_bits & 1:
        raise InvalidInput("zip_encrypted", "This zip has a password; send it without one.")
    if member.file_size > MOST_EXPANDED or (
        member.file_size > _SMALL and member.file_size > _MOST_RATIO * max(member.compress_size, 1)
    ):
        raise InvalidInput("zip_bomb", f"“{_base(member.filename)}” unpacks to far more than an export has.")


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name[:100] or "The file"
