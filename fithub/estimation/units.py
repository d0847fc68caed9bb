"""Words for amounts in running text: masses, volumes, energies, household measures and sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Final

from fithub.estimation.lexicon import phrase_end, words
from fithub.estimation.tokens import Kind, Token
from fithub.foods.measures import household_units
from fithub.foods.portions import SIZES
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit


class Measure(Enum):
    """What a unit measures."""

    MASS = auto()
    VOLUME = auto()
    ENERGY = auto()
    HOUSEHOLD = auto()
    SIZE = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its name in fithub.foods.units, sizes in front ("large slice")."""

    name: str
    measure: Measure
    plural: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is a mass, a volume or an energy of the book."""
        return self.measure in {Measure.MASS, Measure.VOLUME, Measure.ENERGY}


# Weights of meat and drink are said in these, and one letter may as well be a word: they count after digits only.
_SHORT: Final = frozenset({"g", "l", "c", "t", "gr", "gm", "mil", "pt", "qt", "stone", "item", "unit"})
# So much energy of a food is so much of it. People say calories and mean kilocalories. In kcal; a kJ by the thermochemical calorie.
ENERGY_KCAL: Final = {"kcal": Decimal(1), "kJ": Decimal(1) / Decimal("4.184")}
_ENERGIES: Final = {
    "kcal": "kcal", "kcals": "kcal", "cal": "kcal", "cals": "kcal", "calorie": "kcal", "calories": "kcal", "kilocalories": "kcal",
    "kj": "kJ", "kilojoule": "kJ", "kilojoules": "kJ",
}  # fmt: skip
# Of a slice these tell the weight, of all else the look.
_THICKNESSES: Final = frozenset({"thick", "thin"})
# Capital T is the cook's tablespoon, small t the teaspoon.
_SPOONS: Final = {"T": "tbsp", "t": "tsp"}


@cache
def _household() -> frozenset[str]:
    return household_units() | words("counters")


def read_unit(tokens: Sequence[Token], at: int, *, after_digits: bool) -> tuple[Unit, int] | None:
    """The unit that begins at a token, with the size before it, and where it ends."""
    if at >= len(tokens) or phrase_end(tokens, at, "keep") > at:
        return None
    sizes, place = read_size(tokens, at)
    if (
        not sizes
        and tokens[at].low in _THICKNESSES
        and at + 1 < len(tokens)
        and canonical_unit(tokens[at + 1].low) == "slice"
    ):
        return Unit(f"{tokens[at].low} slice", Measure.HOUSEHOLD, tokens[at + 1].low.endswith("s")), at + 2
    while place < len(tokens) and tokens[place].low in words("measure_adjectives") and place + 1 < len(tokens):
        place += 1
    for span in (2, 1):
        said = tokens[place : place + span]
        if len(said) < span or any(token.kind is not Kind.WORD for token in said):
            continue
        unit = _unit(" ".join(token.low for token in said), said[0].text, after_digits=after_digits)
        if unit is not None:
            name = f"{sizes} {unit.name}" if sizes and unit.measure is Measure.HOUSEHOLD else unit.name
            end = place + span
            end += unit.is_exact and end < len(tokens) and tokens[end].low == "."
            return Unit(name, unit.measure, unit.plural), end
    if sizes:
        return Unit(sizes, Measure.SIZE), read_size(tokens, at)[1]
    return None


def read_size(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """ "large", "extra large", "medium-sized": the size and where it ends; "" where none is said."""
    for span in (2, 1):
        said = " ".join(token.low for token in tokens[at : at + span])
        size = canonical_unit(said)
        if size in SIZES and size not in _THICKNESSES and len(tokens[at : at + span]) == span:
            end = at + span
            while end < len(tokens) and tokens[end].low in {"-", "size", "sized"}:
                end += 1
            return size, end
    return "", at


def _unit(said: str, written: str, *, after_digits: bool) -> Unit | None:
    if said == "t":
        return Unit(_SPOONS[written[0]], Measure.VOLUME) if after_digits else None
    if said in _ENERGIES:
        return Unit(_ENERGIES[said], Measure.ENERGY) if after_digits else None
    if said in _SHORT and not after_digits:
        return None
    name = canonical_unit(said)
    plural = said.endswith("s") and name != said
    if name in MASS_G:
        return Unit(name, Measure.MASS, plural)
    if name in VOLUME_ML:
        return Unit(name, Measure.VOLUME, plural)
    if name in _household() and said not in words("no_units"):
        return Unit(name, Measure.HOUSEHOLD, plural)
    return None
