"""The curated figures of portions.toml: what a household measure of a kind of food usually weighs."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.foods.naming import shape
from fithub.foods.words import tokens

EACH: Final = "each"
SERVING: Final = "serving"
ANY: Final = "*"
_DENSITY: Final = "density"
_MILLILITRES: Final = " (ml)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A usual amount with its range, in grams, or in ml where `is_volume`. `specific`: it is about this kind of food."""

    typical: Decimal
    low: Decimal
    high: Decimal
    origin: str
    is_volume: bool
    specific: bool


@cache
def _tables() -> dict[str, tuple[bool, list[tuple[tuple[str, ...], str, Figure]]]]:
    """Unit -> (whether in ml, [(words, category, figure)])."""
    text = (files("fithub.foods.data") / "portions.toml").read_text(encoding="utf-8")
    tables = {}
    for name, rows in tomllib.loads(text, parse_float=Decimal).items():
        in_ml = name.endswith(_MILLILITRES)
        entries = []
        for key, (typical, low, high, origin) in rows.items():
            category = key.removeprefix("category:") if key.startswith("category:") else ""
            words = () if category or key == ANY else tuple(tokens(key))
            figure = Figure(Decimal(typical), Decimal(low), Decimal(high), origin, in_ml, key != ANY)
            entries.append((words, category, figure))
        tables[name.removesuffix(_MILLILITRES)] = in_ml, entries
    return tables


@cache
def household_units() -> frozenset[str]:
    """The household units that figures are kept for."""
    return frozenset(_tables()) - {_DENSITY, EACH}


def figure_for(unit: str, *, name: str, brand: str, category: str) -> Figure | None:
    """The figure of a unit for a food of this name and category, the most telling one; None where there is none.

    An entry of several words needs them all in the name; one of a single word needs it to be what the food is.
    """
    if unit not in _tables():
        return None
    found = shape(name, brand)
    named = set(found.weights) | set(found.chunk)
    best: tuple[tuple[int, int], Figure] | None = None
    for words, of_category, figure in _tables()[unit][1]:
        if words:
            if not set(words) <= named or (len(words) == 1 and words[0] not in found.heads):
                continue
            # Of a kind and its sort ("coffee, latte") the sort says more.
            rank = (1 + len(words), found.heads.index(words[-1]) if words[-1] in found.heads else 0)
        elif of_category:
            if of_category != category:
                continue
            rank = (1, 0)
        else:
            rank = (0, 0)
        if best is None or rank > best[0]:
            best = rank, figure
    return best[1] if best else None


def density_for(*, name: str, brand: str, category: str) -> Figure:
    """Grams per millilitre for a food whose tables do not say."""
    figure = figure_for(_DENSITY, name=name, brand=brand, category=category)
    assert figure is not None, "the table of densities has an entry for any food"
    return figure
