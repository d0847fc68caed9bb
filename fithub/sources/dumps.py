"""A dump as it lies on disk: a zip, a folder, or one file (gzip or plain). Read as streams; nothing is ever unpacked to disk.

What an archive says of itself is not believed: members are found by their last name alone, so a path in it leads nowhere, and an
archive that would swell beyond reason is refused before, and while, it is read.
"""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from fithub.core.errors import InvalidInput

# A table packs five to thirty times smaller. What packs better, and is large, was made to hurt.
_MOST_RATIO: Final = 150
_LARGE: Final = 200_000_000
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1

# Whatever goes wrong while compressed bytes are read.
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError, OSError)


def unreadable(detail: str) -> InvalidInput:
    """The error for a dump that is not what it should be."""
    return InvalidInput("dump_unreadable", detail)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a dump: its size when unpacked (0: not known), and how to read it from the start."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Dump:
    """The tables of a dump by their file names in lower case."""

    path: Path
    tables: dict[str, Table]

    def table(self, name: str) -> Table:
        """A table that must be there. Raises InvalidInput (`dump_unreadable`)."""
        if name not in self.tables:
            raise unreadable(f"{self.path.name} has no {name}.")
        return self.tables[name]


@contextmanager
def open_dump(path: Path, *, wanted: Sequence[str]) -> Iterator[Dump]:
    """The tables of these names in a zip or a folder. Raises InvalidInput (`dump_unreadable`)."""
    if path.is_dir():
        yield Dump(path, _of_folder(path, wanted))
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield Dump(path, _of_archive(archive, wanted, path.name))
    except zipfile.BadZipFile as error:
        raise unreadable(f"{path.name} is no whole zip file ({error}).") from error
    except FileNotFoundError as error:
        raise unreadable(f"There is no {path}.") from error


def single_table(path: Path) -> Table:
    """A file that is one table, packed by gzip or not. Raises InvalidInput (`dump_unreadable`)."""
    if not path.is_file():
        raise unreadable(f"There is no file {path}.")
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    size = path.stat().st_size
    if not packed:
        return Table(path.name, size, lambda: path.open("rb", buffering=_CHUNK))

    def unpack() -> IO[bytes]:
        return io.BufferedReader(_Measured(gzip.open(path, "rb"), max(_LARGE, size * _MOST_RATIO)), _CHUNK)

    return Table(path.name, 0, unpack)


def checksum(path: Path, *, wanted: Sequence[str] = (), step: Callable[[int], None] = lambda read: None) -> str:
    """SHA-256 of a file, or of the names and contents of the wanted tables of a folder; `step` is told how many bytes were read."""
    digest = hashlib.sha256()
    tables = sorted((file.name.lower(), file) for file in path.rglob("*.csv") if file.name.lower() in wanted)
    for name, file in [("", path)] if path.is_file() else tables:
        digest.update(name.encode())
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                step(len(chunk))
    return digest.hexdigest()


def _of_folder(folder: Path, wanted: Sequence[str]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for file in sorted(folder.rglob("*.csv")):
        name = file.name.lower()
        if name in wanted and file.is_file():
            if name in tables:
                raise unreadable(f"{folder.name} has {name} twice; give the folder of one dump.")
            tables[name] = Table(name, file.stat().st_size, lambda file=file: file.open("rb", buffering=_CHUNK))  # type: ignore[misc]
    return tables


def _of_archive(archive: zipfile.ZipFile, wanted: Sequence[str], called: str) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for member in archive.infolist():
        name = member.filename.replace("\\", "/").rpartition("/")[2].lower()
        if name not in wanted or member.is_dir() or "__macosx" in member.filename.lower():
            continue
        if name in tables:
            raise unreadable(f"{called} has {name} twice.")
        if member.flag_bits & _ENCRYPTED:
            raise unreadable(f"{name} in {called} is encrypted.")
        if member.file_size > max(_LARGE, member.compress_size * _MOST_RATIO):
            raise unreadable(
                f"{name} in {called} would grow from {member.compress_size:,} to {member.file_size:,} bytes: that is no table."
            )
        # zipfile reads no more than the size that was declared, and compares the checksum at its end.
        tables[name] = Table(
            name, member.file_size, lambda member=member: io.BufferedReader(archive.open(member), _CHUNK)  # type: ignore[misc,type-var]
        )  # fmt: skip
    return tables


class _Measured(io.RawIOBase):
    """A stream that ends with an error when more comes out of it than is believable."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, most: int) -> None:
        self._stream, self._most, self._read = stream, most, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise unreadable("The file unpacks to far more than any table.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
