"""The curated figures of data/portions: what a household measure of a kind of food usually weighs, between which bounds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from fithub.foods.naming import NameShape, shape
from fithub.foods.units import VOLUME_ML
from fithub.foods.words import tokens

EACH: Final = "each"
SERVING: Final = "serving"
# All that a recipe makes.
BATCH: Final = "batch"
# Grams of a millilitre; written as what a cup of it weighs, where people know it so.
DENSITY: Final = "density"
# Grams of an inch of what is long, and of a square inch of what is round.
LENGTH: Final = "inch"
AREA: Final = "round inch"
_NO_UNITS: Final = frozenset({DENSITY, EACH, LENGTH, AREA, "half"})
# They measure a food that is named with them ("a leg of lamb"), and are foods themselves ("two steaks", "a finger sandwich").
_FOODS_TOO: Final = frozenset(
    "breast chop cone drumstick finger heel leg pod pump rib roll row stack steak tail thigh wing".split()
)

# How surely an entry is about a food: any food; its category; the word that it is headed with; a category that says what its foods
# are more surely than one word does ("@Soups, broth-based!"); a word that does so ("lasagna!"); two words of its name; three …
ANY_FOOD, CATEGORY, ONE_WORD, DISH, DISH_WORD = range(5)


class Basis(Enum):
    """What a figure counts."""

    GRAMS = ""
    MILLILITRES = " ml"
    SERVINGS = " servings"


@dataclass(frozen=True, slots=True)
class Figure:
    """A usual amount and the bounds that four of five such amounts lie between; `rank` says how surely it is about the food."""

    typical: Decimal
    low: Decimal
    high: Decimal
    origin: str
    basis: Basis
    rank: int

    @property
    def is_of_kind(self) -> bool:
        """Whether it is about this kind of food, not any."""
        return self.rank > ANY_FOOD


@dataclass(frozen=True, slots=True)
class _Entry:
    """A figure for foods with these words; `kinds`: how many kinds share it."""

    words: tuple[str, ...]
    figure: Figure
    kinds: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The entries for one unit, by their first word and by their category."""

    by_word: dict[str, dict[tuple[str, ...], _Entry]]
    by_category: dict[str, Figure]
    of_any: Figure | None


def portion_rows() -> dict[str, dict[str, list[Any]]]:
    """The files of data/portions as they are written: kinds -> unit -> [typical, low, high, source]. A kind stands once."""
    rows: dict[str, dict[str, list[Any]]] = {}
    folder = files("fithub.foods.data") / "portions"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml") or file.name == "forms.toml":
            continue
        for kinds, figures in tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal).items():
            if kinds in rows:
                raise ValueError(f"{kinds} stands twice in data/portions.")
            rows[kinds] = figures
    return rows


@cache
def _tables() -> Mapping[str, _Table]:
    tables: dict[str, _Table] = {}
    for kinds, figures in portion_rows().items():
        for written, (typical, low, high, origin) in figures.items():
            unit, basis = _basis(written)
            amounts = Decimal(typical), Decimal(low), Decimal(high)
            if unit == "cup" and basis is Basis.GRAMS:
                unit = DENSITY
                amounts = tuple(amount / VOLUME_ML["cup"] for amount in amounts)  # type: ignore[assignment]
            together = kinds.split(" | ")
            for kind in together:
                _enter(tables, unit, kind, len(together), Figure(*amounts, origin, basis, _rank(kind)))
    return tables


def _basis(written: str) -> tuple[str, Basis]:
    for basis in (Basis.MILLILITRES, Basis.SERVINGS):
        if written.endswith(basis.value):
            return written.removesuffix(basis.value), basis
    return written, Basis.GRAMS


def _rank(kind: str) -> int:
    if kind == "*":
        return ANY_FOOD
    if kind.startswith("@"):
        return DISH if kind.endswith("!") else CATEGORY
    words = len(tokens(kind))
    if words == 1:
        return DISH_WORD if kind.endswith("!") else ONE_WORD
    return DISH_WORD + words - 1


def _enter(tables: dict[str, _Table], unit: str, kind: str, together: int, figure: Figure) -> None:
    """Into its table. Of a kind that stands alone and among others, what is said of it alone holds."""
    table = tables.setdefault(unit, _Table({}, {}, None))
    if kind == "*":
        tables[unit] = _Table(table.by_word, table.by_category, figure)
    elif kind.startswith("@"):
        category = kind.strip("@!")
        if (of_category := table.by_category.get(category)) is None or figure.rank > of_category.rank:
            table.by_category[category] = figure
    else:
        words = tuple(tokens(kind))
        entries = table.by_word.setdefault(words[0], {})
        if (other := entries.get(words)) is not None and other.kinds == together:
            raise ValueError(f"{kind} has two figures for {unit} in data/portions.")
        if other is None or together < other.kinds:
            entries[words] = _Entry(words, figure, together)


@cache
def household_units() -> frozenset[str]:
    """The household units that figures are kept for; not the sizes, nor words that are foods as well."""
    others = _NO_UNITS | _FOODS_TOO | _sizes() | VOLUME_ML.keys()
    return frozenset(unit for unit in _tables() if unit not in others and " " not in unit)


@cache
def _sizes() -> frozenset[str]:
    return frozenset({"mini", "small", "medium", "large", "extra large", "jumbo"})


@lru_cache(maxsize=30_000)
def figure_for(unit: str, *, name: str, brand: str, category: str) -> Figure | None:
    """The figure of a unit for a food of this name and category, the one most surely about it; None where there is none.

    An entry of one word needs it to be what the food is. One of several needs them all in the name, and one of them to be what the
    food is (a chicken breast sandwich is no chicken breast), or to stand beside it while others do not ("baby apples, stage 1").
    """
    table = _tables().get(unit)
    if table is None:
        return None
    found = shape(name, brand)
    named = set(found.weights) | set(found.chunk)
    segments = [frozenset(tokens(segment)) for segment in name.split(",")]
    fitting = [
        entry
        for word in named
        for entry in table.by_word.get(word, {}).values()
        if _fits(entry.words, named, segments, found)
    ]
    of_category = table.by_category.get(category) or table.of_any
    if not fitting:
        return of_category
    # Of a kind and its sort ("coffee, latte") the sort says more; the words themselves break what ties are left.
    best = max(fitting, key=lambda entry: (entry.figure.rank, _place(entry.words, found), entry.words))
    return best.figure if of_category is None or best.figure.rank >= of_category.rank else of_category


def _place(words: tuple[str, ...], found: NameShape) -> int:
    return max((found.heads.index(word) for word in words if word in found.heads), default=-1)


def _fits(words: tuple[str, ...], named: set[str], segments: list[frozenset[str]], found: NameShape) -> bool:
    if len(words) == 1:
        return words[0] in found.heads
    if not named.issuperset(words):
        return False
    if any(word in found.heads for word in words):
        return True
    return any(word in found.chunk for word in words) and not any(segment.issuperset(words) for segment in segments)


def density_for(*, name: str, brand: str, category: str) -> Figure:
    """Grams per millilitre for a food whose tables do not say."""
    figure = figure_for(DENSITY, name=name, brand=brand, category=category)
    assert figure is not None, "the table of densities has an entry for any food"
    return figure


@cache
def _forms() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]:
    """Of what flows and of what is solid: the categories, the words, and the units that it cannot be had in."""
    text = (files("fithub.foods.data") / "portions" / "forms.toml").read_text(encoding="utf-8")
    return tuple(
        (frozenset(form["categories"]), frozenset(form["words"]), frozenset(form["units"]))
        for form in tomllib.loads(text).values()
    )


def is_possible(unit: str, *, name: str, brand: str, category: str) -> bool:
    """Whether a food can be had in a unit that nothing is known of for its kind: no slice of milk, no glass of bread."""
    by_category = next((units for categories, _, units in _forms() if category in categories), None)
    if by_category is not None:
        return unit not in by_category
    heads = shape(name, brand).heads[:1]
    return not any(unit in units and words.intersection(heads) for _, words, units in _forms())
