"""One food as a source tells of it, in one shape whatever the source; and how texts and numbers of strangers are read."""

import math
import unicodedata
from dataclasses import dataclass, field
from typing import Final

LONGEST_NAME: Final = 250
LONGEST_BRAND: Final = 120
LONGEST_LABEL: Final = 120
# Flags of a food. PER_100ML: its figures are those of 100 ml, kept as if a millilitre weighed a gram.
PER_100ML: Final = "per_100ml"
DISCONTINUED: Final = "discontinued"
MISMATCH: Final = "energy_mismatch"
# Its name or its brand is longer than we keep.
SHORTENED: Final = "shortened"
_REPLACED: Final = "\ufffd"
# More than any amount of anything in 100 g, in the smallest unit that we keep.
_MOST: Final = 1e9


@dataclass(frozen=True, slots=True)
class Measure:
    """A household measure: grams of ONE `unit`; `label` is the source's wording."""

    unit: str
    label: str
    grams: float


@dataclass(slots=True)
class Record:
    """A food of a source. `ref` identifies it there for good; `code` is its bar code.

    `nutrients`: what is known in 100 g (or 100 ml, see the flag), by the keys of NUTRIENTS; what is unknown is left out.
    `wrong`: reasons found while reading it for which it is to be held back (fithub.sources.plausible has the others).
    """

    source: str
    ref: str
    name: str = ""
    nutrients: dict[str, float] = field(default_factory=dict)
    code: int | None = None
    fdc_id: int | None = None
    brand: str = ""
    category: str = ""
    measures: list[Measure] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    density: float | None = None
    wrong: list[str] = field(default_factory=list)


def one_line(text: str, longest: int) -> str:
    """A text in one line without what does not print, composed (NFC), cut at a length."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text[: longest * 4])
    if not text.isprintable():
        text = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(text.split())[:longest].rstrip()


def name_record(record: Record, *, name: str, brand: str) -> None:
    """Give a record its name and its brand; one that is cut flags it, one that came through its decoding broken is a reason."""
    record.name, record.brand = one_line(name, LONGEST_NAME), one_line(brand, LONGEST_BRAND)
    # Two more, since a space at the end is taken off.
    if len(one_line(name, LONGEST_NAME + 2)) > LONGEST_NAME or len(one_line(brand, LONGEST_BRAND + 2)) > LONGEST_BRAND:
        record.flags.append(SHORTENED)
    if _REPLACED in name or _REPLACED in brand:
        record.wrong.append("text_unreadable")


def number(text: object) -> float | None:
    """A finite number as a table writes it, None for an empty field. Raises ValueError for anything else."""
    if text is None or text == "":
        return None
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        raise ValueError("not a number")
    if isinstance(text, str) and (len(text) > 40 or "_" in text or not text.isascii()):
        raise ValueError("not a number")
    found = float(text)
    if not math.isfinite(found) or abs(found) > _MOST:
        raise ValueError("not a number")
    return found


def settle_flags(record: Record) -> None:
    """Each flag once, in one order, so that the same food is the same row."""
    record.flags = sorted(set(record.flags))
