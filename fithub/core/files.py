"""People's own files: private, each in its owner's folder, so that all of them go with the account."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

PEOPLE: Final = "people"


def path_of(user_id: UUID, *parts: str) -> str:
    """Where a file of this person's is."""
    return "/".join((PEOPLE, str(user_id), *parts))


def put(path: str, content: bytes) -> None:
    """Write a file; one that was there is replaced."""
    store = _store()
    store.delete(path)
    store.save(path, ContentFile(content))


def get(path: str) -> bytes | None:
    """What a file holds, None where there is none."""
    try:
        with _store().open(path) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def remove(path: str) -> None:
    """Remove a file, or a folder with all that is in it; nothing where there is none."""
    store = _store()
    folders, files = _listed(path)
    for name in (*folders, *files):
        remove(f"{path}/{name}")
    store.delete(path)


def folders_in(path: str) -> list[str]:
    """The names of the folders in a folder."""
    return _listed(path)[0]


def changed_at(path: str) -> datetime | None:
    """When the newest file in a folder was written, None where there is none."""
    return max((_store().get_modified_time(f"{path}/{name}") for name in _listed(path)[1]), default=None)


def owners() -> Iterator[UUID]:
    """Whoever has files here, whether or not their account still exists."""
    for name in folders_in(PEOPLE):
        try:
            yield UUID(name)
        except ValueError:
            continue


def _listed(path: str) -> tuple[list[str], list[str]]:
    try:
        return _store().listdir(path)
    except (FileNotFoundError, NotADirectoryError):
        return [], []


def _store() -> Storage:
    return storages["private"]
