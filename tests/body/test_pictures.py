"""Pictures as strangers send them: what is decoded, what is refused before that, and what is left of them."""

import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from fithub.body.pictures import check, write_anew
from fithub.core.errors import InvalidInput

type Make = Callable[[], bytes]


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    written = BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def scene(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    return image.convert(mode)


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG whose head says this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sixteen_bits() -> bytes:
    grey = Image.new("I;16", (100, 100))
    grey.putdata([0x8000] * 10_000)
    return encoded(grey, "PNG")


def animated(form: str) -> bytes:
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "green", "blue")]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100, loop=0)


def located() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return encoded(scene(), exif=exif, comment=b"at home", icc_profile=b"profile of nobody")


def pixel(content: bytes, at: tuple[int, int]) -> tuple[int, ...]:
    with Image.open(BytesIO(content)) as image:
        found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("make", "colour"),
    [
        (lambda: encoded(scene()), (254, 0, 0)),
        (lambda: encoded(scene(), "PNG"), (254, 0, 0)),
        (lambda: encoded(scene(), "WEBP", lossless=True), (254, 0, 0)),
        (lambda: encoded(scene("CMYK")), (254, 0, 0)),
        (lambda: encoded(scene("L")), (76, 76, 76)),
        (lambda: encoded(scene("P"), "PNG"), (254, 0, 0)),
        (lambda: encoded(scene("1"), "PNG"), None),
        (sixteen_bits, (128, 128, 128)),
        (lambda: encoded(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG"), (255, 255, 255)),
        (lambda: encoded(Image.new("LA", (100, 100), (0, 0)), "PNG"), (255, 255, 255)),
        (lambda: animated("WEBP"), (254, 0, 0)),
        (lambda: animated("PNG"), (254, 0, 0)),
    ],
)
def test_what_cameras_write_becomes_a_plain_jpeg(make: Make, colour: tuple[int, ...] | None) -> None:
    content = make()
    check(content)
    written = write_anew(content)
    for each in (written.full, written.thumb):
        with Image.open(BytesIO(each)) as image:
            assert (image.format, image.mode, getattr(image, "n_frames", 1)) == ("JPEG", "RGB", 1)
    if colour is not None:
        assert pixel(written.full, (20, 20)) == pytest.approx(colour, abs=4)


def test_it_is_turned_upright_and_nothing_else_is_left() -> None:
    written = write_anew(located())
    assert (written.width, written.height) == (200, 300)
    assert pixel(written.full, (190, 150)) == pytest.approx((254, 0, 0), abs=4)
    for each in (written.full, written.thumb):
        with Image.open(BytesIO(each)) as image:
            assert not image.getexif()
            assert set(image.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }
        for secret in (b"Secret", b"at home", b"nobody", b"Exif"):
            assert secret not in each


def test_two_sizes_are_made_and_none_is_made_larger() -> None:
    large = write_anew(encoded(scene(size=(4000, 3000)), quality=30))
    assert (large.width, large.height) == (2048, 1536)
    with Image.open(BytesIO(large.thumb)) as thumb:
        assert thumb.size == (400, 300)
    small = write_anew(encoded(scene(size=(100, 80))))
    assert (small.width, small.height) == (100, 80)
    long = write_anew(encoded(scene(size=(19_000, 64)), "PNG"))
    assert long.width == 2048


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: png(30_000, 30_000), "image_too_large"),
        (lambda: png(0x7FFFFFFF, 0x7FFFFFFF), "image_too_large"),
        (lambda: png(60_000, 100), "image_too_large"),
        (lambda: encoded(Image.new("RGB", (1, 1)), "PNG"), "image_too_small"),
        (lambda: encoded(Image.new("RGB", (5000, 10))), "image_too_small"),
        (lambda: b"just a letter, named photo.jpg", "image_unreadable"),
        (lambda: b"", "image_unreadable"),
        (lambda: b"\xff\xd8\xff", "image_unreadable"),
        (lambda: encoded(scene(), "GIF"), "image_unreadable"),
        (lambda: encoded(scene(), "BMP"), "image_unreadable"),
        (lambda: encoded(scene(), "TIFF"), "image_unreadable"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'/>", "image_unreadable"),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "image_unreadable"),
        (lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image_unreadable"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_head(make: Make, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(make())
    assert refused.value.code == code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(form: str, part: float) -> None:
    noise = Image.effect_noise((300, 200), 80).convert("RGB")
    content = encoded(noise, form)
    with pytest.raises(InvalidInput) as refused:
        write_anew(content[: int(len(content) * part)])
    assert refused.value.code == "image_unreadable"


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = png(7000, 7000, b"\0" * 7000)
    check(bomb)
    with pytest.raises(InvalidInput):
        write_anew(bomb)
    text = zlib.compress(b"a" * 100_000_000)
    body = b"Comment\0\0" + text
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    good = encoded(scene(), "PNG")
    with pytest.raises(InvalidInput):
        write_anew(good[:33] + chunk + good[33:])


def test_what_hides_in_a_picture_is_gone() -> None:
    polyglot = encoded(scene()) + b"PK\x03\x04<script>alert(1)</script><?php evil(); ?>"
    written = write_anew(polyglot)
    for each in (written.full, written.thumb):
        assert b"script" not in each
        assert b"PK\x03\x04" not in each
    page = encoded(scene(), comment=b"<html><script>alert(1)</script>")
    assert b"html" not in write_anew(page).full


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8))
def test_any_damage_is_survived_or_refused(form: str, damage: list[tuple[float, int]]) -> None:
    content = bytearray(encoded(scene(size=(80, 70)), form))
    for place, byte in damage:
        content[int(place * (len(content) - 1))] = byte
    with suppress(InvalidInput):
        assert write_anew(bytes(content)).full
