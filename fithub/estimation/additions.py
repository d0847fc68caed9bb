"""What people put on or in a food without saying how much: data/additions.toml."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.foods.words import content_words, tokens

_ANY: Final = "*"
type Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Addition:
    """So much of it for one of what it is put on. `source` says where the figure comes from."""

    quantity: Decimal
    unit: str
    source: str


@cache
def _table() -> list[tuple[list[Words], list[Words], Addition]]:
    told = tomllib.loads((files("fithub.estimation.data") / "additions.toml").read_text("utf-8"), parse_float=Decimal)
    return [
        (
            [frozenset(tokens(each)) for each in row["of"]],
            [frozenset() if each == _ANY else frozenset(tokens(each)) for each in row["to"]],
            Addition(Decimal(row["each"]), row["unit"], row["source"]),
        )
        for row in told["addition"]
    ]


@cache
def _known() -> frozenset[Words]:
    return frozenset(each for of, _, _ in _table() for each in of)


def is_addition(food: str) -> bool:
    """Whether food words name something that is usually put on or in another food."""
    said = set(content_words(food))
    return any(each <= said for each in _known())


def usual_addition(*, of: str, to: str) -> Addition | None:
    """How much of a food is usually put on one of another, by the words of both; None where nobody has told."""
    said, base = set(content_words(of)), set(content_words(to))
    for names, bases, addition in _table():
        if any(each <= said for each in names) and any(each <= base for each in bases):
            return addition
    return None
