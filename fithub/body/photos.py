"""Pictures of a person's progress: kept, listed, changed, deleted. Call within `acting_as`.

A photo is a row in the change log; the files behind it are not. They stay for `GRACE` after the photo is gone, so that an undo is
true; after that it is refused (`gone_since`), since what the photo points to is gone (fithub.body.photo_files).
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import profile_of
from fithub.body import photo_files, pictures
from fithub.body.models import Photo, PhotoFile, PhotoPose, PhotoState
from fithub.body.moments import moment_of
from fithub.core.clock import now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.ids import new_id
from fithub.core.jobs import enqueue

KIND: Final = "photo"
MOST_PHOTOS: Final = 2000


def own_photos(user_id: UUID) -> QuerySet[Photo]:
    """The person's photos with what is known of their files."""
    return Photo.objects.filter(user_id=user_id).select_related("file")


def photo(*, user_id: UUID, photo_id: UUID, hold: bool = False) -> Photo:
    """One photo; `hold` it until the transaction ends in order to change it. Raises NotFound (`photo_not_found`)."""
    rows = own_photos(user_id)
    found = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=photo_id).first()
    if found is None:
        raise NotFound("photo_not_found", "There is no such photo; GET /photos lists yours.")
    return found


def add_photo(
    *,
    user_id: UUID,
    content: bytes,
    pose: str = PhotoPose.FRONT,
    note: str = "",
    taken_at: datetime | None = None,
    local_date: date | None = None,
    local_time: time | None = None,
) -> Photo:
    """Keep a picture, and have it written anew in the background; when it was taken is said as for a measurement.

    Raises InvalidInput (`image_unreadable`, `image_too_large`, `image_too_small`, and as `moment_of`), Conflict
    (`too_many_photos`).
    """
    pictures.check(content)
    if own_photos(user_id).count() >= MOST_PHOTOS:
        raise Conflict("too_many_photos", f"You have {MOST_PHOTOS:,} photos; delete some first.")
    instant, moment = moment_of(
        profile_of(user_id), instant=taken_at, day=local_date, at=local_time, instant_field="taken_at"
    )
    file = PhotoFile.objects.create(id=new_id(), user_id=user_id, created_at=now())
    photo_files.keep_original(file, content)
    row = Photo.objects.create(
        user_id=user_id,
        file=file,
        pose=pose,
        note=note,
        taken_at=instant,
        local_date=moment.date,
        local_time=moment.time,
        time_zone=moment.zone,
        created_at=now(),
    )
    enqueue(user_id=user_id, kind=KIND, arguments={"file_id": file.pk}, queue="urgent", key=f"photo:{file.pk}")
    return row


def edit_photo(*, user_id: UUID, photo_id: UUID, changes: Mapping[str, Any]) -> Photo:
    """Change any of pose, note, taken_at, local_date, local_time. What changes nothing leaves nothing to undo.

    Raises NotFound (`photo_not_found`), InvalidInput (as `moment_of`).
    """
    row = photo(user_id=user_id, photo_id=photo_id, hold=True)
    told = {name: value for name, value in changes.items() if name in {"pose", "note"}}
    if changes.keys() & {"taken_at", "local_date", "local_time"}:
        said: dict[str, Any] = (
            {"local_date": row.local_date, "local_time": row.local_time} if "taken_at" not in changes else {}
        )
        said |= {name: value for name, value in changes.items() if name not in told}
        instant, moment = moment_of(
            profile_of(user_id),
            instant=said.get("taken_at"),
            day=said.get("local_date"),
            at=said.get("local_time"),
            instant_field="taken_at",
        )
        told |= {
            "taken_at": instant,
            "local_date": moment.date,
            "local_time": moment.time,
            "time_zone": moment.zone,
        }
    if all(getattr(row, name) == value for name, value in told.items()):
        return row
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    return row


def delete_photo(*, user_id: UUID, photo_id: UUID) -> None:
    """Delete a photo; it can be undone for as long as its files are kept. Raises NotFound (`photo_not_found`)."""
    row = photo(user_id=user_id, photo_id=photo_id, hold=True)
    Photo.objects.filter(user_id=user_id, pk=row.pk).delete()
    PhotoFile.objects.filter(user_id=user_id, pk=row.file_id).update(unused_since=now())


def image_of(*, user_id: UUID, photo_id: UUID, size: str) -> bytes:
    """A photo's picture in a size, as JPEG.

    Raises NotFound (`photo_not_found`, `image_gone`), Conflict (`photo_processing`), InvalidInput (why it failed).
    """
    row = photo(user_id=user_id, photo_id=photo_id)
    match row.file.state:
        case PhotoState.PROCESSING:
            raise Conflict("photo_processing", "This photo is not ready yet; ask again in a moment.")
        case PhotoState.FAILED:
            raise InvalidInput(row.file.error_code, "This photo could not be read; delete it and send another.")
    content = photo_files.read(row.file, size)
    if content is None:
        raise NotFound("image_gone", "The picture of this photo is gone.")
    return content
