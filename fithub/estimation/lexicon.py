"""The words and phrases of data/language.toml and data/compounds.toml, ready to be looked for."""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from fithub.estimation.tokens import Token, tokenise
from fithub.foods.words import stem

type Phrase = tuple[str, ...]


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("fithub.estimation.data") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of single words, folded to lower case as written there."""
    return frozenset(_table("language")["words"][name].split())


def counted_unit(token: Token) -> str | None:
    """The unit that is meant where something is only counted: "two sugars" are teaspoons; None for most."""
    unit: str | None = _table("language")["counted"].get(_form(token))
    return unit


def centimetres(token: Token) -> Decimal | None:
    """How long one of a unit of length is; None for other words."""
    length: str | None = _table("language")["centimetres"].get(token.low)
    return Decimal(length) if length is not None else None


@cache
def _phrases(table: str, name: str) -> dict[str, tuple[Phrase, ...]]:
    """A list of phrases by their first word, longest first."""
    by_first: dict[str, list[Phrase]] = {}
    for said in _table(table)["phrases"][name]:
        phrase = tuple(_form(token) for token in tokenise(said))
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(those, key=len, reverse=True)) for first, those in by_first.items()}


@cache
def _apart() -> dict[Phrase, tuple[str, str]]:
    return {
        tuple(_form(token) for token in tokenise(said)): (first, second)
        for said, (first, second) in _table("compounds")["apart"].items()
    }


def apart(tokens: Sequence[Token]) -> tuple[str, str] | None:
    """What the two foods of a name are called on their own ("fish and chips"); None for a name that is not listed."""
    return _apart().get(tuple(_form(token) for token in tokens))


def phrase_end(tokens: Sequence[Token], at: int, name: str, *, table: str = "language") -> int:
    """Where the longest phrase of a list that begins at a token ends; `at` where none does. Plurals do not matter."""
    for phrase in _phrases(table, name).get(_form(tokens[at]), ()):
        said = tokens[at : at + len(phrase)]
        if len(said) == len(phrase) and all(_form(token) == word for token, word in zip(said, phrase, strict=True)):
            return at + len(phrase)
    return at


def _form(token: Token) -> str:
    return stem(token.low) if token.text[:1].isalpha() else token.low
