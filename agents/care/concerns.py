"""Which messages are answered with care, and why. Reads English, and one message at a time."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from fithub.body.safety import ENERGY_FLOOR_KCAL
from fithub.estimation.units import ENERGY_KCAL


class Concern(StrEnum):
    """Why a message is answered with care; the gravest first."""

    CRISIS = "crisis"
    EMERGENCY = "emergency"
    DISORDER = "disorder"
    MEDICINE = "medicine"
    EXPECTING = "expecting"
    MINOR = "minor"
    TOO_LITTLE = "too_little"
    UNDERWEIGHT = "underweight"
    TOO_FAST = "too_fast"
    ILLNESS = "illness"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's profile and weight say for which FitHub helps nobody to eat less."""

    minor: bool = False
    expecting: bool = False
    underweight: bool = False
    weight_kg: Decimal | None = None


# "Cut 500 calories a day" tells by how much, not how much.
_BY: Final = re.compile(
    r"\b(?:cut\w*|burn\w*|deficit|less|fewer|reduc\w+|minus|sav\w+|surplus|more|extra|over|above|left|short|from)\b",
    re.IGNORECASE,
)
_TOLD: Final = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))


def part(name: str) -> str:
    """A part of the patterns, as a regular expression."""
    return _whole(_TOLD["parts"][name])


def _whole(pattern: str) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda name: part(name[1]), pattern)


def _patterns(name: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"\b(?:{_whole(each)})", re.IGNORECASE) for each in _TOLD["patterns"][name]]


_TOGETHER: Final[dict[str, list[list[str]]]] = _TOLD["together"]
_KILOGRAMS: Final = {
    "kg": Decimal(1), "ki": Decimal(1), "lb": Decimal("0.45359237"), "po": Decimal("0.45359237"), "st": Decimal("6.35029318"),
}  # fmt: skip
_WEIGHT: Final = re.compile(
    r"(?<![\d.,])(\d{2,3}(?:[.,]\d+)?) ?(kgs?|kilos?|kilograms?|lbs?|pounds|stones?)\b", re.IGNORECASE
)
_READ: Final = {name: _patterns(name) for name in _TOLD["patterns"]}


def concern_in(text: str, standing: Standing | None = None) -> Concern | None:
    """Why a message is to be answered with care; the gravest reason, or None."""
    stands = standing or Standing()
    plain = " ".join(text.replace("’", "'").replace("‘", "'").split())
    return next((concern for concern in Concern if _found(concern, plain, stands)), None)


def _found(concern: Concern, text: str, stands: Standing) -> bool:
    match concern:
        case Concern.EXPECTING:
            return (stands.expecting or _has("expecting", text)) and _wants_less(text, stands)
        case Concern.MINOR:
            return (stands.minor or _has("young", text)) and _wants_less(text, stands)
        case Concern.UNDERWEIGHT:
            return stands.underweight and _wants_less(text, stands)
        case Concern.TOO_LITTLE:
            return any(_is_little(match) for pattern in _READ["eats_little"] for match in pattern.finditer(text))
    together = any(all(_has(name, text) for name in names) for names in _TOGETHER.get(concern, ()))
    return together or _has(concern, text)


def _wants_less(text: str, stands: Standing) -> bool:
    """Whether somebody wants to eat or weigh less; who names a weight above their own wants more."""
    named = [Decimal(figure.replace(",", ".")) * _KILOGRAMS[unit[:2].lower()] for figure, unit in _WEIGHT.findall(text)]
    if stands.weight_kg is not None and named and min(named) > stands.weight_kg:
        return False
    return not _has("gains", text) and _has("eats_less", text)


def _has(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _READ[name])


def _is_little(match: re.Match[str]) -> bool:
    """Whether it is about a whole day of less energy than the floors allow anybody."""
    joules = match["unit"].lower().startswith(("kj", "kilo"))
    kcal = Decimal(match["figure"].replace(",", "")) * (ENERGY_KCAL["kJ"] if joules else 1)
    return kcal < ENERGY_FLOOR_KCAL and not _BY.search(match.group(0))
