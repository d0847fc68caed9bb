"""Numbers and units as other programs write them.

A comma may mark decimals or thousands. What cannot be told from a number alone is told from all of a column's.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from fithub.core.nutrients import QUANTUM, quantise
from fithub.foods.units import MASS_G, VOLUME_ML

# Written where there is nothing to say.
NOTHING: Final = frozenset({"", "-", "--", "–", "—", "n/a", "na", "nan", "null", "none", "nil", "\\n"})
MOST: Final = Decimal(10) ** 9

KJ_PER_KCAL: Final = Decimal("4.184")

# How a unit is written -> how it is called here, and how many of its kind's base unit it is (g, kcal, cm, ml, minute, %).
_BASES: Final[dict[str, tuple[str, Decimal]]] = {
    **{unit: ("g", size) for unit, size in MASS_G.items()},
    "ug": ("g", Decimal("0.000001")),
    **{unit: ("ml", size) for unit, size in VOLUME_ML.items()},
    "kcal": ("kcal", Decimal(1)),
    "kj": ("kcal", 1 / KJ_PER_KCAL),
    "cm": ("cm", Decimal(1)),
    "mm": ("cm", Decimal("0.1")),
    "m": ("cm", Decimal(100)),
    "in": ("cm", Decimal("2.54")),
    "ft": ("cm", Decimal("30.48")),
    "%": ("%", Decimal(1)),
    "count": ("count", Decimal(1)),
    "min": ("min", Decimal(1)),
    "h": ("min", Decimal(60)),
    "s": ("min", Decimal(1) / 60),
}  # fmt: skip
_SPELT: Final[dict[str, str]] = {
    "gram": "g", "grams": "g", "gr": "g", "kilogram": "kg", "kilograms": "kg", "kgs": "kg", "kilo": "kg", "milligram": "mg",
    "milligrams": "mg", "µg": "ug", "μg": "ug", "mcg": "ug", "microgram": "ug", "micrograms": "ug", "ounce": "oz", "ounces": "oz",
    "pound": "lb", "pounds": "lb", "lbs": "lb", "st": "stone", "stones": "stone", "cal": "kcal", "cals": "kcal", "calories": "kcal",
    "calorie": "kcal", "kcals": "kcal", "kilocalories": "kcal", "kilojoule": "kj", "kilojoules": "kj", "centimeters": "cm",
    "centimetres": "cm", "centimeter": "cm", "inch": "in", "inches": "in", "feet": "ft", "percent": "%", "pct": "%",
    "percentage": "%", "milliliter": "ml", "millilitre": "ml", "milliliters": "ml", "millilitres": "ml", "liter": "l", "litre": "l",
    "liters": "l", "litres": "l", "floz": "fl oz", "fl_oz_us": "fl oz", "fl. oz.": "fl oz", "fl oz us": "fl oz", "cups": "cup",
    "fluid ounces": "fl oz", "minute": "min", "minutes": "min", "mins": "min", "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
    "second": "s", "seconds": "s", "sec": "s", "ui": "iu",
}  # fmt: skip
# International units of vitamin D are of one substance (1 µg is 40 IU); those of A and E are of several, and stay unknown.
_IU_UG: Final = {"vitamin_d_ug": Decimal("0.025")}

_NUMBER: Final = re.compile(
    r"([+-]?)\s*((?:[0-9]{1,3}(?:['’\s][0-9]{3})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)*[.,]?|[.,][0-9]+)([eE][+-]?[0-9]+)?\s*(.*)",
    re.DOTALL,
)
# A thousand and some, or one and some thousandths.
_EITHER: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{2,3})?(?:\1[0-9]{2,3})*[.,][0-9]{3}")
_GOES_ON: Final = re.compile(r"[/:.,'’]|[-–]\s*[0-9]")


def canonical(unit: str) -> str | None:
    """How a unit is called here, "iu" too; None for what is no unit."""
    word = unit.strip().strip(".").casefold()
    word = _SPELT.get(word, word)
    return word if word in _BASES or word == "iu" else None


def convertible(unit: str, key: str) -> bool:
    """Whether amounts in a unit can be told in the unit that a key ends in."""
    return factor(unit, key) is not None


def factor(unit: str, key: str) -> Decimal | None:
    """What to multiply an amount in `unit` by to have it in the unit that `key` ends in; None where that cannot be said."""
    if unit == "iu":
        return _IU_UG.get(key)
    ending = unit_of(key)
    if unit not in _BASES or ending not in _BASES:
        return None
    (kind, size), (wanted, base) = _BASES[unit], _BASES[ending]
    if {kind, wanted} == {"g", "ml"} and key == "water_ml":
        return size / base
    return size / base if kind == wanted else None


def unit_of(key: str) -> str:
    """The unit that a key ends in, as it is called here."""
    ending = key.rpartition("_")[2]
    return {"percent": "%", "minutes": "min", "steps": "count", "grams": "g"}.get(ending, ending)


def read_number(text: str, decimal: str = ".") -> tuple[Decimal, str] | None:
    """A number and what is written after it; None for what is none, as "1,2,3", or more than one, as "1 1/2 cup" and "4-6 oz".

    `decimal`: the mark before the decimals, where the number itself may be read both ways. The number is finite, and of a size that
    something of a person's may have; "1e400" is none.
    """
    match = _matched(text)
    if match is None:
        return None
    sign, digits, exponent, rest = match.groups()
    if _GOES_ON.match(rest) or rest[:1].isnumeric():
        return None
    plain = _plain(digits, "." if exponent else decimal)
    try:
        number = Decimal(f"{sign}{plain}{exponent or ''}")
    except InvalidOperation:
        return None
    return (number, rest.strip()) if number.is_finite() and abs(number) < MOST else None


def is_either(text: str) -> bool:
    """Whether a number may be a thousand or a thousandth as many, whichever mark stands before decimals: "1,234", "1.250"."""
    match = _matched(text)
    return match is not None and _is_either(match)


@dataclass(slots=True)
class MarkEvidence:
    """What numbers tell of the mark before their decimals: how many have a comma there, how many a point, and the first of those
    that may be read both ways."""

    commas: int = 0
    points: int = 0
    either: str = ""

    def see(self, text: str) -> None:
        """Look at one cell."""
        match = _matched(text) if "," in text or "." in text else None
        if match is None:
            return
        digits = match[2]
        marks = [mark for mark in digits if mark in ".,"]
        if _is_either(match):
            self.either = self.either or text.strip()[:60]
        elif marks and _plain(digits, "."):
            # The last of two kinds, or the only one; what stands there twice is before thousands.
            is_comma = (marks[-1] == ",") == (marks.count(marks[-1]) == 1)
            self.commas += is_comma
            self.points += not is_comma

    def __add__(self, other: "MarkEvidence") -> "MarkEvidence":
        return MarkEvidence(self.commas + other.commas, self.points + other.points, self.either or other.either)

    @property
    def mark(self) -> str | None:
        """The mark before decimals where the numbers tell it, and none tells the other."""
        if bool(self.commas) == bool(self.points):
            return None
        return "," if self.commas else "."

    @property
    def is_torn(self) -> bool:
        """Whether some numbers tell the one and some the other."""
        return bool(self.commas and self.points)


def _matched(text: str) -> re.Match[str] | None:
    return _NUMBER.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))


def _is_either(match: re.Match[str]) -> bool:
    return not match[3] and _EITHER.fullmatch(match[2]) is not None


def _plain(digits: str, decimal: str) -> str:
    """Digits with a point before the decimals and no other mark; what is no number stays none."""
    digits = re.sub(r"[\s'’]", "", digits)
    marks = [mark for mark in digits if mark in ".,"]
    if len(set(marks)) == 2:
        whole, _, rest = digits.rpartition(marks[-1])
        return f"{whole.replace(marks[0], '')}.{rest}" if _GROUPED.fullmatch(whole) else ""
    if len(marks) > 1:
        return digits.replace(marks[0], "") if _GROUPED.fullmatch(digits) else ""
    if _EITHER.fullmatch(digits) and marks[0] != decimal:
        return digits.replace(marks[0], "")
    return digits.replace(",", ".")


def storable(amount: Decimal) -> Decimal:
    """To a thousandth, as FitHub keeps amounts."""
    return quantise(amount) if abs(amount) >= QUANTUM / 2 else Decimal("0.000")
