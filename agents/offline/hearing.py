"""A clause taken apart into its amounts, its times and its other words: a skill then reads by kinds of words and
not by sentences."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Final

from agents.offline.spans import Span, span_in
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.dates import read_when
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import Kind, Token, tokenise

# Stands among the words where an amount was said.
AMOUNT: Final = "#"


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a unit, in lower case as it was said; "" where none was."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said: amounts in their order, when, over which time, and all other words in lower case."""

    amounts: tuple[Amount, ...]
    words: tuple[str, ...]
    day: date | None = None
    at: time | None = None
    slot: Slot | None = None
    span: Span | None = None

    @property
    def line(self) -> str:
        """The words with single spaces between them."""
        return " ".join(self.words)

    def without(self, *names: str) -> "Heard":
        """The same without some words."""
        return Heard(
            self.amounts,
            tuple(word for word in self.words if word not in names),
            self.day,
            self.at,
            self.slot,
            self.span,
        )


def hear(text: str, now: LocalMoment, units: Collection[str], *, spans: bool = False) -> Heard:
    """Take a clause apart. A number is an amount where one of `units` follows or where it is no part of a day or a time; with
    `spans` times of several days are heard too ("since March")."""
    span, text = span_in(text, now) if spans else (None, text)
    tokens = tokenise(text)
    amounts: list[Amount] = []
    words: list[str] = []
    day: date | None = None
    at: time | None = None
    slot: Slot | None = None
    place = 0
    while place < len(tokens):
        measured = _amount(tokens, place, units)
        if measured is not None and measured[0].unit:
            amounts.append(measured[0])
            words.append(AMOUNT)
            place = measured[1]
            continue
        read = read_when(tokens, place, now)
        if read is not None:
            when, place = read
            day, at, slot = when.local_date or day, when.local_time or at, when.slot or slot
            continue
        if measured is not None:
            amounts.append(measured[0])
            words.append(AMOUNT)
            place = measured[1]
            continue
        if tokens[place].is_content:
            words.append(tokens[place].low.removesuffix("'s"))
        place += 1
    return Heard(tuple(amounts), tuple(words), day, at, slot, span)


def _amount(tokens: list[Token], place: int, units: Collection[str]) -> tuple[Amount, int] | None:
    """The amount that begins at a place and where it ends; "one" and "a" are words where no unit follows."""
    share = tokens[place + 1].low if place + 1 < len(tokens) else ""
    if share in {"%", "percent"} & set(units) and tokens[place].kind is Kind.NUMBER:
        # "30 % of my calories" is no third of a number.
        return Amount(Decimal(tokens[place].text.replace(",", ".")), share), place + 2
    read = read_number(tokens, place)
    if read is None:
        return None
    number, end = read
    follows = tokens[end].low if end < len(tokens) else ""
    if follows in units:
        return Amount(number.value, follows), end + 1
    written = tokens[place].kind is Kind.NUMBER or (not number.article and number.value > 1)
    return (Amount(number.value), end) if written else None
