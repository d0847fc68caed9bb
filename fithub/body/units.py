"""Units of the body: exact conversions into a metric's own unit, and how a measure is shown to people.

A pound is 0.45359237 kg and an inch 2.54 cm by definition (the yard and pound agreement of 1959), a stone is 14 lb.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from fithub.accounts.models import Units
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import quantise

KG_PER_LB: Final = Decimal("0.45359237")
LB_PER_ST: Final = Decimal(14)
CM_PER_IN: Final = Decimal("2.54")

# By a metric's own unit: what ONE of each unit is in it.
_FACTORS: Final[Mapping[str, Mapping[str, Decimal]]] = {
    "kg": {"kg": Decimal(1), "g": Decimal("0.001"), "lb": KG_PER_LB, "st": LB_PER_ST * KG_PER_LB},
    "cm": {"cm": Decimal(1), "mm": Decimal("0.1"), "m": Decimal(100), "in": CM_PER_IN, "ft": 12 * CM_PER_IN},
    "%": {"%": Decimal(1)},
}
_NAMES: Final[Mapping[str, str]] = {
    spelling: unit
    for unit, spellings in {
        "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
        "g": "g gram grams",
        "lb": "lb lbs pound pounds #",
        "st": "st stone stones",
        "cm": "cm cms centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters",
        "m": "m metre metres meter meters",
        "in": 'in ins inch inches " ″',
        "ft": "ft foot feet ' ′",
        "%": "% percent",
    }.items()
    for spelling in spellings.split()
}
# What people of each system read; a metric's own unit where nothing else is named.
_SHOWN: Final[Mapping[Units, Mapping[str, str]]] = {
    Units.METRIC: {},
    Units.US: {"kg": "lb", "cm": "in"},
    Units.UK: {"kg": "st"},
}
# To what a converted figure is rounded: no scale and no tape tells more.
_STEPS: Final[Mapping[str, Decimal]] = {"lb": Decimal("0.1"), "in": Decimal("0.1"), "st": Decimal("0.01")}
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Display:
    """A measure as its person reads it; `text` is it in words: "11 st 4 lb"."""

    value: Decimal
    unit: str
    text: str


def unit_named(unit: str, own_unit: str) -> str:
    """The unit that is meant, for a metric whose own unit is `own_unit`. Raises InvalidInput (`unit_unknown`)."""
    said = unit.strip()
    if own_unit not in _FACTORS:
        if said.casefold() == own_unit.casefold():
            return own_unit
        possible = own_unit or "none"
    else:
        name = _NAMES.get(said.casefold().rstrip("."), "")
        if name in _FACTORS[own_unit]:
            return name
        possible = ", ".join(_FACTORS[own_unit])
    raise InvalidInput.field(
        "unit", "unit_unknown", f"This is not measured in {said[:40]!r}; possible here: {possible}."
    )


def to_own(value: Decimal, unit: str, own_unit: str) -> Decimal:
    """A value in `unit` (as `unit_named` tells it) in the metric's own unit, to a thousandth."""
    return quantise(value * _factor(unit, own_unit))


def display(value: Decimal, own_unit: str, units: str, entered: tuple[Decimal, str] | None = None) -> Display:
    """A value as a person of this system of units reads it.

    `entered`: value and unit as they were typed; where that is the unit to be shown, these digits are, and none is lost on
    the way through the metric's own unit.
    """
    shown = _SHOWN[Units(units)].get(own_unit, own_unit)
    if shown == "st":
        return _in_stones(value, entered)
    if entered is not None and entered[1] == shown:
        figure = entered[0]
    elif shown == own_unit:
        # "11 st 4 lb" is told as 71.7 kg: more digits than were typed would only look exact.
        figure = value if entered is None else _rounded(value, _STEPS.get(shown, _TENTH))
    else:
        figure = _rounded(value / _factor(shown, own_unit), _STEPS[shown])
    text = f"{plain(figure)} {shown}".rstrip() if shown != "%" else f"{plain(figure)}%"
    return Display(figure, shown, text)


def plain(figure: Decimal) -> str:
    """The figure's digits without an exponent and without zeros at the end."""
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_stones(value: Decimal, entered: tuple[Decimal, str] | None) -> Display:
    if entered is not None and entered[1] in {"lb", "st"}:
        pounds = entered[0] * (LB_PER_ST if entered[1] == "st" else 1)
    else:
        pounds = value / KG_PER_LB
    whole, rest = divmod(abs(_rounded(pounds, _TENTH)), LB_PER_ST)
    words = " ".join(f"{plain(part)} {unit}" for part, unit in ((whole, "st"), (rest, "lb")) if part) or "0 lb"
    sign = "-" if pounds < 0 else ""
    return Display(_rounded(pounds / LB_PER_ST, _STEPS["st"]), "st", f"{sign}{words}")


def _factor(unit: str, own_unit: str) -> Decimal:
    return _FACTORS[own_unit][unit] if own_unit in _FACTORS else Decimal(1)


def _rounded(figure: Decimal, step: Decimal) -> Decimal:
    return figure.quantize(step, rounding=ROUND_HALF_EVEN)
