"""Volumes that are not the same everywhere: cups, spoons and pints by country, and the cups of coffee houses."""

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fithub.estimation.lexicon import words
from fithub.estimation.tokens import Token
from fithub.foods.units import VOLUME_ML

AMERICAN: Final = "en-US"
_OURS: Final = "US"
_ANY: Final = "*"
_COUNTRY: Final = re.compile(r"[-_]([A-Za-z]{2})(?![A-Za-z])")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}")
# These write 1.250 for twelve hundred and fifty (Unicode CLDR, decimal symbol "," and group symbol ".").
_POINTED: Final = frozenset("de es it nl pt da el tr id hr sl ro is gl ca eu".split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("fithub.estimation.data") / "volumes.toml").read_text(encoding="utf-8"))


def _country(locale: str) -> str:
    found = _COUNTRY.search(locale)
    if found is None:
        language = _LANGUAGE.match(locale)
        return _OURS if language is None or language.group().lower() == "en" else _ANY
    country = found.group(1).upper()
    for like, others in _table()["same"].items():
        if country in others.split():
            return str(like)
    return country if country == _OURS or country in _table()["countries"] else _ANY


@cache
def unit_factor(unit: str | None, locale: str) -> Decimal:
    """How many of the US customary unit one of a unit is where a locale is spoken; 1 for what is the same everywhere.

    `unit` may carry a size ("large cup"). A pint in "en-GB" is 1.2 US pints.
    """
    name = (unit or "").rsplit(" ", 1)[-1] if unit != "fl oz" else unit
    country = _country(locale)
    if country == _OURS or name not in VOLUME_ML:
        return Decimal(1)
    here = _table()["countries"][country].get(name)
    return Decimal(here) / VOLUME_ML[name] if here is not None else Decimal(1)


def parts_thousands_by_points(locale: str) -> bool:
    """Whether "1.250" is twelve hundred and fifty where a locale is spoken."""
    language = _LANGUAGE.match(locale)
    return language is not None and language.group().lower() in _POINTED


def cafe_ounces(food: Sequence[Token]) -> Decimal | None:
    """The US fluid ounces of a drink named with the size of a coffee house ("grande latte"); None for all else."""
    if len(food) < 2 or not {token.low for token in food[1:]} & words("cafe_drinks"):
        return None
    size = food[0].low
    iced = _table()["cafe_iced"].get(size) if {token.low for token in food} & words("iced") else None
    ounces = iced or _table()["cafe"].get(size)
    return Decimal(ounces) if ounces is not None else None
