"""Sentences of our own with the foods they mention (readings.txt), and how many of them are read so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from fithub.core.clock import LocalMoment
from fithub.estimation.mentions import Mention, Parsed, parse

NOON = LocalMoment(date(2026, 5, 6), time(12, 30), "Europe/Madrid")


@dataclass(frozen=True)
class Expected:
    """A food as it should be read: None is not compared."""

    food: str
    quantity: Decimal | None
    unit: str
    parent: str | None
    slot: str | None
    share: Decimal | None

    def fits(self, said: Mention, others: tuple[Mention, ...]) -> bool:
        parent = others[said.parent].plain.lower() if said.parent is not None else ""
        return (
            said.plain.lower() == self.food
            and (said.unit or "").lower() == self.unit
            and _near(said.quantity, self.quantity)
            and self.parent in {None, parent}
            and (self.slot is None or (said.slot is not None and said.slot.value == self.slot))
            and (self.share is None or _near(said.share, self.share))
        )


@dataclass(frozen=True)
class Reading:
    """A sentence and what it mentions, in any order."""

    text: str
    mentions: tuple[Expected, ...]
    is_kept_apart: bool

    def fits(self, parsed: Parsed) -> bool:
        left = list(parsed.mentions)
        for expected in self.mentions:
            found = next((each for each in left if expected.fits(each, parsed.mentions)), None)
            if found is None:
                return False
            left.remove(found)
        return not left


def _near(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < Decimal("0.001")


def _expected(line: str) -> Expected:
    amount, food, *more = (part.strip() for part in line.split("|"))
    number, _, unit = amount.partition(" ")
    told = {part[0]: part[1:].strip() for part in more}
    share = Fraction(told["*"]) if "*" in told else None
    return Expected(
        food,
        None if number == "-" else Decimal(number),
        unit,
        told.get("<"),
        told.get("@"),
        Decimal(share.numerator) / share.denominator if share is not None else None,
    )


def readings() -> Iterator[Reading]:
    """Every sentence of the file; the 2nd, 4th … are kept apart."""
    written = (Path(__file__).parent / "readings.txt").read_text(encoding="utf-8")
    blocks = [block.splitlines() for block in written.strip().split("\n\n")][1:]
    for place, (text, *lines) in enumerate(blocks):
        yield Reading(text.replace("\\n", "\n"), tuple(_expected(line) for line in lines), place % 2 == 1)


def share_right(*, kept_apart: bool) -> tuple[int, int]:
    """How many of a half are read as they should be, and how many there are."""
    half = [each for each in readings() if each.is_kept_apart is kept_apart]
    return sum(each.fits(parse(each.text, NOON)) for each in half), len(half)
