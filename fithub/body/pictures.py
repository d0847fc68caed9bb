"""Pictures that strangers send: looked at before they are decoded, decoded within bounds, and written anew without what came along.

Nothing of what was sent is kept but its pixels: no place, no camera, no thumbnail, no text, nothing behind the picture's end.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from fithub.core.errors import InvalidInput

# What is decoded, told by the content. A JPEG with more pictures in it (MPO) counts as its first.
FORMATS: Final = ("JPEG", "PNG", "WEBP")
MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 20_000
SHORTEST_SIDE: Final = 64
FULL: Final = 2048
THUMB: Final = 400
QUALITY: Final = 85

# Whatever a decoder may raise over bytes that are no picture.
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    struct.error,
    MemoryError,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A picture written anew, as JPEG in two sizes; `width` and `height` are those of the full one."""

    full: bytes
    thumb: bytes
    width: int
    height: int


def check(content: bytes) -> None:
    """Look at a picture's head: a kind that is taken, and a size that may be decoded. Nothing is decoded.

    Raises InvalidInput (`image_unreadable`, `image_too_large`, `image_too_small`).
    """
    with _opened(content):
        pass


def write_anew(content: bytes) -> Written:
    """The picture turned the way it was held, at most 2048 pixels long, and as a thumbnail. Of an animation the first frame.

    Raises InvalidInput (as `check`).
    """
    with _opened(content) as image:
        try:
            image.draft("RGB", (FULL, FULL))
            plain = _plain(_upright(image))
        except _BROKEN as error:
            raise _unreadable() from error
    plain.thumbnail((FULL, FULL), Image.Resampling.LANCZOS)
    small = plain.copy()
    small.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    return Written(_jpeg(plain), _jpeg(small), plain.width, plain.height)


def _opened(content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise _unreadable() from error
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        image.close()
        raise InvalidInput.field(
            "photo", "image_too_large", f"A picture has at most {MOST_PIXELS // 10**6} megapixels."
        )
    if min(width, height) < SHORTEST_SIDE:
        image.close()
        raise InvalidInput.field(
            "photo", "image_too_small", f"A picture is at least {SHORTEST_SIDE} pixels wide and high."
        )
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; one whose EXIF is broken stays as it is."""
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone, 8 bits of red, green and blue on white."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    plain = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        plain.paste(layered, mask=layered.getchannel("A"))
    else:
        plain.paste(image.convert("RGB"))
    return plain


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _too_large() -> InvalidInput:
    return InvalidInput.field("photo", "image_too_large", f"A picture has at most {MOST_PIXELS // 10**6} megapixels.")


def _unreadable() -> InvalidInput:
    return InvalidInput.field(
        "photo", "image_unreadable", "This is no picture that can be read. Send a whole JPEG, PNG or WebP file."
    )
