"""How long something took, as it is told: "45 min", "an hour and a half", "three quarters of an hour", "1h30"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import Kind, Token, tokenise

_HOURS: Final = frozenset({"hour", "hours", "hr", "hrs", "h"})
_MINUTES: Final = frozenset({"minute", "minutes", "min", "mins", "m"})
_BETWEEN: Final = frozenset({"-", "of", "a", "an", "full", "whole", "good", "solid", "more", "odd"})
_PARTS: Final = {
    ("a", "half"): Decimal("0.5"),
    ("half",): Decimal("0.5"),
    ("a", "quarter"): Decimal("0.25"),
    ("three", "quarters"): Decimal("0.75"),
}
_AN_HOUR: Final = 60


def minutes_in(said: str) -> Decimal | None:
    """The minutes that a text tells first; None where it tells none."""
    tokens = tokenise(said)
    for at in range(len(tokens)):
        read = _read(tokens, at)
        if read is not None:
            return read
    return None


def _read(tokens: Sequence[Token], at: int) -> Decimal | None:
    told = _clock(tokens, at) or _counted(tokens, at)
    if told is None:
        return None
    value, unit, end = told
    if unit == "m":
        # "30 m" is how far.
        return None
    if unit in _MINUTES:
        return value or None
    minutes = value * _AN_HOUR
    for words, part in _PARTS.items():
        if [token.low for token in tokens[end : end + 1 + len(words)]] == ["and", *words]:
            return minutes + part * _AN_HOUR
    end += end < len(tokens) and tokens[end].low in {"and", ","}
    more = _counted(tokens, end)
    if more is not None and more[1] in _MINUTES:
        return minutes + more[0]
    if (
        end < len(tokens)
        and tokens[end].kind is Kind.NUMBER
        and not tokens[end].spaced
        and tokens[end].text.isdecimal()
    ):
        # "1h30".
        return minutes + Decimal(tokens[end].text)
    return minutes or None


def _counted(tokens: Sequence[Token], at: int) -> tuple[Decimal, str, int] | None:
    """So many of a unit of time, the unit, and where that ends."""
    read = read_number(tokens, at) if at < len(tokens) else None
    if read is None or (at and tokens[at - 1].low in {".", ","} and not tokens[at].spaced):
        return None
    number, end = read
    while end < len(tokens) and end < read[1] + 3 and tokens[end].low in _BETWEEN:
        end += 1
    if end >= len(tokens) or tokens[end].low not in _HOURS | _MINUTES:
        return None
    return number.value, tokens[end].low, end + 1


def _clock(tokens: Sequence[Token], at: int) -> tuple[Decimal, str, int] | None:
    """ "1:30 h", "1:15 hours"."""
    if tokens[at].kind is not Kind.CLOCK or at + 1 >= len(tokens) or tokens[at + 1].low not in _HOURS:
        return None
    hours, minutes = tokens[at].text.split(":")
    return Decimal(hours) + Decimal(minutes) / _AN_HOUR, tokens[at + 1].low, at + 2
