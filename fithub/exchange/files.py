"""People's files in private storage: each under its person's folder, which goes with the account."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast
from uuid import UUID

from django.core.files import File
from django.core.files.storage import storages

from fithub.core.files import path_of


def keep(*, user_id: UUID, name: str, content: IO[bytes]) -> str:
    """Keep a file of a person's; returns where."""
    return storages["private"].save(path_of(user_id, "exchange", name), File(content))


@contextmanager
def kept(path: str) -> Iterator[BinaryIO]:
    """A file that was kept. Raises FileNotFoundError."""
    with storages["private"].open(path, "rb") as file:
        yield cast(BinaryIO, file.file)


def open_kept(path: str) -> IO[bytes]:
    """A file that was kept, for its reader to close. Raises FileNotFoundError."""
    return cast(IO[bytes], storages["private"].open(path, "rb").file)


def drop(path: str) -> None:
    """A file is kept no longer; a second time changes nothing."""
    if path:
        storages["private"].delete(path)


def all_of(user_id: UUID) -> Iterator[tuple[str, Path]]:
    """The files that are kept of a person, but for exports of them: each one's name, and where it is."""
    root = Path(storages["private"].path(path_of(user_id)))
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("out-"):
            yield str(path.relative_to(root)), path


def digest_of(content: IO[bytes]) -> str:
    """What tells a file from others; leaves it at its beginning."""
    content.seek(0)
    digest = hashlib.file_digest(cast(Any, content), "sha256").hexdigest()
    content.seek(0)
    return digest
