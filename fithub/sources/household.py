"""Household measures as labels and tables word them: "2 cookies (30 g)", "1 slice, thin", "0.25 cup", "Quantity not specified"."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit
from fithub.sources.record import LONGEST_LABEL, Measure, one_line

SERVING: Final = "serving"
LONGEST_UNIT: Final = 40
SIZES: Final = frozenset("small medium large jumbo mini miniature regular".split()) | {"extra large", "extra small"}
# Grams that one of a household unit can weigh.
_LEAST_G, _MOST_G = 0.01, 50_000.0
# Outside of these a density is a slip of the table.
_DENSITIES: Final = (0.02, 2.0)
# Nobody counts in these: an amount of them is measured.
_METRIC: Final = frozenset({"ml", "cl", "dl", "l"})
# Units that head what follows them: "slice thin crust", "can drained solids".
_LEADING: Final = frozenset(
    "slice piece can bottle jar package packet container serving pouch bar box scoop bag stick square strip sheet tablet "
    "link patty fillet wedge stalk spear sprig clove ear head leaf bunch bowl glass mug shot cup handful".split()
)
_VULGAR: Final = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⅛": " 1/8"}
_AMOUNT: Final = re.compile(r"(?:(\d{1,4})[ -]+)?(\d{1,4})\s*/\s*(\d{1,3})(?!\d)|(\d{0,5}[.,]\d{1,4}|\d{1,5})(?!\d)")
_ABOUT: Final = re.compile(r"^(about|approx\.?|approximately|around|each|per|~)\s*", re.IGNORECASE)
_WORDS: Final = re.compile(r"[a-z][a-z.'-]*(?: [a-z][a-z.'-]*){0,3}")
_IN_BRACKETS: Final = re.compile(r"\(\s*(?:about\s*)?(\d{1,5}(?:[.,]\d{1,3})?)\s*(g|gr|gram|grams|ml|mL|ML|cl|l)\s*\)")


@lru_cache(maxsize=10_000)
def read_measure(text: str) -> tuple[float, str] | None:
    """How many of which unit a household measure is, the unit as `canonical_unit` writes it; None where it names none.

    "2 COOKIES (30 g)" is (2, "cookie"), "1 slice, thin" (1, "slice"), "cup" (1, "cup"), "30 g" None: a mass measures nothing.
    """
    for sign, written in _VULGAR.items():
        text = text.replace(sign, written)
    rest = _ABOUT.sub("", text[:200].strip())
    amount = 1.0
    if found := _AMOUNT.match(rest):
        amount = _amount(found)
        rest = rest[found.end() :]
    lead = re.split(r"[,(|\"/;:0-9]| with | without ", rest.strip().lower(), maxsplit=1)[0]
    words = _WORDS.match(_ABOUT.sub("", lead.strip()))
    unit = unit_of(words[0]) if words else ""
    return (amount, unit) if unit and 0.01 <= amount <= 1000 else None


def unit_of(words: str) -> str:
    """The unit that a few plain words in lower case name, "" for a mass: "cup chopped" is a cup, "medium banana" medium."""
    parts = words.split()
    for span in (2, 1):
        unit = canonical_unit(" ".join(parts[:span]))
        if unit in VOLUME_ML or unit in SIZES:
            return unit
        if unit in MASS_G:
            return ""
    last, first = canonical_unit(parts[-1]), canonical_unit(parts[0])
    if last in SIZES or last in _LEADING:
        return last
    return first if first in _LEADING else canonical_unit(words)[:LONGEST_UNIT]


def serving_measures(*, text: str, grams: float) -> tuple[list[Measure], float | None]:
    """The measures that a label's serving of so many grams gives, and the density that it says.

    The serving itself, and one of what it is counted in.
    """
    if not _weighs(grams):
        return [], None
    label = one_line(text, LONGEST_LABEL)
    measures = [Measure(SERVING, label or SERVING, round(grams, 2))]
    read = read_measure(label)
    if read is None or read[1] == SERVING:
        return measures, None
    amount, unit = read
    one = round(grams / amount, 2)
    if not _weighs(one):
        return measures, None
    if unit in VOLUME_ML:
        density = one / VOLUME_ML_OF[unit]
        if not _DENSITIES[0] <= density <= _DENSITIES[1]:
            return measures, None
        counted = [] if unit in _METRIC else [Measure(unit, unit, one)]
        return [*measures, *counted], round(density, 3)
    return [*measures, Measure(unit, unit, one)], None


def table_measure(*, text: str, grams: float, amount: float | None = None) -> Measure | None:
    """One row of a portion table; `amount`: how many of the unit weigh so much, where it stands apart from the text.

    The survey's "Quantity not specified" is what it takes for a serving.
    """
    label = one_line(text, LONGEST_LABEL)
    if label.lower().startswith("quantity not specified"):
        return Measure(SERVING, label, round(grams, 2)) if _weighs(grams) else None
    read = read_measure(label)
    if read is None:
        return None
    count, unit = read
    # "1 slice" with an amount of 2 beside it: the table's column counts, the text's only where there is none.
    one = round(grams / (amount or count), 2)
    return Measure(unit, label, one) if _weighs(one) else None


def mass_in(text: str) -> tuple[float, bool] | None:
    """The grams or millilitres that a label's text gives ("2 cookies (30 g)", "250 ml"), and whether they are millilitres."""
    found = _IN_BRACKETS.search(text) or re.fullmatch(
        r"\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*(g|gr|gram|grams|ml|mL|ML|cl|l|L)\s*", text[:40]
    )
    if found is None:
        return None
    amount, unit = float(found[1].replace(",", ".")), found[2].lower()
    if unit in VOLUME_ML:
        return amount * VOLUME_ML_OF[unit], True
    return amount, False


def density_of(measures: list[Measure]) -> float | None:
    """Grams in a millilitre by the first volume among the measures, the plainly worded before "cup, chopped"."""
    volumes = [measure for measure in measures if measure.unit in VOLUME_ML]
    volumes.sort(key=lambda measure: not re.fullmatch(r"[\d ./]*[a-z ]+", measure.label.lower()))
    for measure in volumes:
        density = measure.grams / VOLUME_ML_OF[measure.unit]
        if _DENSITIES[0] <= density <= _DENSITIES[1]:
            return round(density, 3)
    return None


def _weighs(grams: float) -> bool:
    return _LEAST_G <= grams <= _MOST_G


def _amount(found: re.Match[str]) -> float:
    whole, over, under, plain = found.groups()
    if plain:
        return float(plain.replace(",", "."))
    return float(int(whole or 0) + Fraction(int(over), int(under) or 1))


VOLUME_ML_OF: Final = {unit: float(millilitres) for unit, millilitres in VOLUME_ML.items()}
