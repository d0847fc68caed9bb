"""Photos that come with a message: taken apart within bounds, and written anew before anybody sees them."""

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from fithub.body.pictures import write_anew
from fithub.core.errors import InvalidInput, TooLarge

MOST_PHOTOS: Final = 4
LARGEST_PHOTO: Final = 10_000_000
# A body with photos in it, in base64.
LARGEST_BODY: Final = 15_000_000
_DATA_URL: Final = re.compile(r"data:image/(?:jpeg|png|webp);base64,([A-Za-z0-9+/=]+)")


def photos_in(urls: Sequence[str], message: dict[str, Any] | None) -> list[bytes]:
    """The photos of a message as they were sent: `urls`, or the file parts of an AI SDK message.

    Raises InvalidInput (`photo_invalid`, `too_many_photos`), TooLarge (`photo_too_large`).
    """
    parts = (message or {}).get("parts")
    files = (
        [part for part in parts if isinstance(part, dict) and part.get("type") == "file"]
        if isinstance(parts, list)
        else []
    )
    sent = [*urls, *(part.get("url") for part in files)]
    if len(sent) > MOST_PHOTOS:
        raise InvalidInput.field("photos", "too_many_photos", f"A message has at most {MOST_PHOTOS} photos.")
    return [_decoded(url) for url in sent]


def hashed(photos: Sequence[bytes]) -> list[str]:
    """What a turn keeps of its photos, to know them again."""
    return [sha256(photo).hexdigest() for photo in photos]


def cleaned(photos: Sequence[bytes]) -> list[bytes]:
    """The photos as JPEGs of their pixels alone. Takes up to seconds.

    Raises InvalidInput (`image_unreadable`, `image_too_large`, `image_too_small`).
    """
    return [write_anew(photo).full for photo in photos]


def _decoded(url: object) -> bytes:
    """The bytes of a data URL. No other address is opened."""
    found = _DATA_URL.fullmatch(url) if isinstance(url, str) else None
    try:
        content = b64decode(found[1], validate=True) if found is not None else b""
    except NoBase64:
        content = b""
    if not content:
        raise InvalidInput.field(
            "photos", "photo_invalid", "Send each photo as a data URL: data:image/jpeg;base64,… (or png, webp)."
        )
    if len(content) > LARGEST_PHOTO:
        raise TooLarge("photo_too_large", f"A photo has at most {LARGEST_PHOTO // 10**6} MB.")
    return content
