"""Numbers and units as other programs write them.

A comma may mark decimals or thousands. What cannot be told from a number alone is told from all of a column's.
"""

import re
from collections.abc import Iterable
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

_NUMBER: Final = re.compile(r"([+-]?)\s*([0-9][0-9.,'’\s]*(?:[eE][+-]?[0-9]+)?|[.,][0-9]+)\s*(.*)", re.DOTALL)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[.,'’ ][0-9]{3})+")


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
    """A number and what is written after it; None for what is none. `decimal`: the mark before the decimals.

    Finite, and of a size that something of a person's may have; "1e400" is no number.
    """
    match = _NUMBER.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if match is None:
        return None
    sign, digits, rest = match.groups()
    digits = re.sub(r"[\s'’]", "", digits)
    marks = {mark for mark in digits if mark in ".,"}
    if len(marks) == 2:
        last = max(".,", key=digits.rfind)
        digits = digits.replace("," if last == "." else ".", "").replace(last, ".")
    elif decimal == ",":
        digits = digits.replace(",", ".") if digits.count(",") == 1 else digits.replace(",", "")
    else:
        digits = (
            digits.replace(",", "") if _GROUPED.fullmatch(digits) or digits.count(",") > 1 else digits.replace(",", ".")
        )
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    try:
        number = Decimal(sign + digits)
    except InvalidOperation:
        return None
    return (number, rest.strip()) if number.is_finite() and abs(number) < MOST else None


def decimal_mark(cells: Iterable[str]) -> str | None:
    """Which mark stands before decimals in these cells: "." or ",", or None where they do not tell."""
    commas = points = 0
    for cell in cells:
        match = _NUMBER.fullmatch(cell.strip())
        if match is None:
            continue
        digits = match.group(2).strip()
        if "," in digits and "." in digits:
            commas, points = (
                commas + (digits.rfind(",") > digits.rfind(".")),
                points + (digits.rfind(".") > digits.rfind(",")),
            )
        elif "," in digits and not _GROUPED.fullmatch(digits):
            commas += 1
        elif "." in digits and not _GROUPED.fullmatch(digits):
            points += 1
    if commas == points:
        return None
    return "," if commas > points else "."


def is_ambiguous(cell: str) -> bool:
    """Whether a cell may be a thousand or a thousandth as many: "1,234"."""
    match = _NUMBER.fullmatch(cell.strip())
    return match is not None and bool(re.fullmatch(r"[0-9]{1,3},[0-9]{3}", match.group(2).strip()))


def storable(amount: Decimal) -> Decimal:
    """To a thousandth, as FitHub keeps amounts."""
    return quantise(amount) if abs(amount) >= QUANTUM / 2 else Decimal("0.000")
