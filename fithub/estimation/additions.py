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
    """So much of it for one of what it is put on: for each piece, or (`per_vessel`) only for each cup or bowl of it.

    `source` says where the figure comes from.
    """

    quantity: Decimal
    unit: str
    per_vessel: bool
    source: str


@cache
def _table() -> list[tuple[list[Words], list[Words], Addition]]:
    told = tomllib.loads((files("fithub.estimation.data") / "additions.toml").read_text("utf-8"), parse_float=Decimal)
    return [
        (
            [frozenset(tokens(each)) for each in row["of"]],
            [frozenset() if each == _ANY else frozenset(tokens(each)) for each in row["to"]],
            Addition(Decimal(row["each"]), row["unit"], row.get("per") == "vessel", row["source"]),
        )
        for row in told["addition"]
    ]


@cache
def _known() -> frozenset[Words]:
    return frozenset(each for of, _, _ in _table() for each in of)


def is_addition(food: str) -> bool:
    """Whether food words name something that is usually put on or in another food."""
    return bool(_names(food))


def _names(food: str) -> Words:
    """The longest name of an addition in food words: "peanut butter" is no butter. Its last word must be theirs."""
    said = content_words(food)
    fitting = [name for name in _known() if name <= set(said) and said[-1] in name]
    return max(fitting, key=lambda name: (len(name), sorted(name)), default=frozenset())


def usual_addition(*, of: str, to: str) -> Addition | None:
    """How much of a food is usually put on one of another, by the words of both; None where nobody has told."""
    name, base = _names(of), set(content_words(to))
    if not name:
        return None
    return next(
        (addition for names, bases, addition in _table() if name in names and any(each <= base for each in bases)),
        None,
    )
