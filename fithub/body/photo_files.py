"""The files behind photos: what was sent, what is shown, and when each goes.

What was sent goes as soon as it has been written anew, or could not be. The pictures go `GRACE` after no photo points to them, and
at once with the account.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from fithub.accounts.models import User
from fithub.body.models import Photo, PhotoFile, PhotoState
from fithub.body.pictures import write_anew
from fithub.core import files
from fithub.core.clock import now
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor, acting_as

ORIGINAL: Final = "original"
SIZES: Final = ("full", "thumb")
GRACE: Final = timedelta(days=30)
# What has not been written anew by then will not be; and a file without a row by then belongs to a request that failed.
OVERDUE: Final = timedelta(days=1)


def keep_original(file: PhotoFile, content: bytes) -> None:
    """Keep what was sent until it is written anew."""
    files.put(_path(file.user_id, file.pk, ORIGINAL), content)


def read(file: PhotoFile, size: str) -> bytes | None:
    """The picture in a size, None where it is gone."""
    return files.get(_path(file.user_id, file.pk, f"{size}.jpg"))


def process(*, user_id: UUID, file_id: UUID) -> str:
    """Write a picture anew and remove what was sent; returns what became of it. Again and again it comes to the same.

    Opens its own transactions: none is held while pixels are worked on.
    """
    with acting_as(user_id, actor=Actor.SYSTEM):
        file = PhotoFile.objects.filter(user_id=user_id, pk=file_id).first()
    if file is None:
        return "gone"
    if file.state == PhotoState.PROCESSING:
        file = _processed(file)
        with acting_as(user_id, actor=Actor.SYSTEM):
            changed = ["state", "error_code", "width", "height"]
            kept = PhotoFile.objects.filter(user_id=user_id, pk=file_id).update(
                **{name: getattr(file, name) for name in changed}
            )
        if not kept:
            # The account has gone meanwhile, and its folder before this wrote into it.
            files.remove(_path(user_id, file_id))
            return "gone"
    files.remove(_path(user_id, file_id, ORIGINAL))
    return file.state


def sweep_photos() -> int:
    """Remove the files of nobody, those that no photo has pointed to for `GRACE`, and what was never written anew; how many."""
    return sum(_sweep(user_id) for user_id in files.owners())


def _processed(file: PhotoFile) -> PhotoFile:
    content = files.get(_path(file.user_id, file.pk, ORIGINAL))
    try:
        if content is None:
            raise InvalidInput("image_gone", "What was sent is gone.")
        written = write_anew(content)
    except InvalidInput as error:
        file.state, file.error_code = PhotoState.FAILED, error.code
        return file
    files.put(_path(file.user_id, file.pk, "full.jpg"), written.full)
    files.put(_path(file.user_id, file.pk, "thumb.jpg"), written.thumb)
    file.state, file.width, file.height = PhotoState.READY, written.width, written.height
    return file


def _sweep(user_id: UUID) -> int:
    """One person's. Taking turns with their other writers, so that no undo brings a photo back meanwhile."""
    with acting_as(user_id, actor=Actor.SYSTEM, writes=True):
        if not User.objects.filter(pk=user_id).exists():
            files.remove(files.path_of(user_id))
            return 1
        rows = PhotoFile.objects.filter(user_id=user_id).annotate(
            used=Exists(Photo.objects.filter(file=OuterRef("pk")))
        )
        rows.filter(used=True, unused_since__isnull=False).update(unused_since=None)
        rows.filter(used=False, unused_since=None).update(unused_since=now())
        rows.filter(state=PhotoState.PROCESSING, created_at__lt=now() - OVERDUE).update(
            state=PhotoState.FAILED, error_code="image_gone"
        )
        expired = list(rows.filter(used=False, unused_since__lt=now() - GRACE).values_list("pk", flat=True))
        PhotoFile.objects.filter(user_id=user_id, pk__in=expired).delete()
        known = {row.pk: row.state for row in PhotoFile.objects.filter(user_id=user_id)}
    removed = 0
    for name in files.folders_in(_path(user_id)):
        state = known.get(UUID(name))
        if state is None and (UUID(name) in expired or _is_old(user_id, name)):
            files.remove(_path(user_id, UUID(name)))
            removed += 1
        elif state in (PhotoState.READY, PhotoState.FAILED):
            files.remove(_path(user_id, UUID(name), ORIGINAL))
    return removed


def _is_old(user_id: UUID, name: str) -> bool:
    """Whether what lies in a folder of no row is older than any request that may yet commit."""
    changed = files.changed_at(_path(user_id, UUID(name)))
    return changed is None or changed < now() - OVERDUE


def _path(user_id: UUID, *parts: UUID | str) -> str:
    return files.path_of(user_id, "photos", *map(str, parts))
