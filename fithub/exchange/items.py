"""What a file of another program says, one thing at a time, in FitHub's own units; and what is wrong with a row of it.

A `day` is a local date as a person lives it, `at` the wall clock, None where the file names no time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Eaten:
    """A food, or a meal, as the other program counted it. `grams` None: its weight is not known. `slot`: the meal, as written.
    `is_sum`: of all that a day or a meal held."""

    day: date
    at: time | None
    slot: str
    description: str
    quantity: Decimal | None
    unit: str | None
    grams: Decimal | None
    nutrients: Mapping[str, Decimal]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """One metric of the body, in the unit that its name ends in."""

    day: date
    at: time | None
    metric: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Drunk:
    """So much water, ml."""

    day: date
    at: time | None
    millilitres: Decimal


@dataclass(frozen=True, slots=True)
class Moved:
    """An activity: its name, or a day's steps. `energy_kcal` is what moving took, not what living took."""

    day: date
    at: time | None
    description: str
    minutes: Decimal | None
    energy_kcal: Decimal | None
    steps: int | None


type Item = Eaten | Measured | Drunk | Moved


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something of a file is not taken. `row`: its line in the table, from 1; None where it is about the whole of it."""

    table: str
    row: int | None
    field: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """An item, and where it stands."""

    table: str
    row: int
    item: Item


def wall(day: date, at: time, day_start: time) -> datetime:
    """The wall clock's own date and time: the small hours before a day starts are the calendar's next day."""
    return datetime.combine(day + timedelta(days=1) if at < day_start else day, at)


def identity(source: str, item: Item) -> bytes:
    """What an item is told by when the same file, or one that overlaps it, comes again.

    A food is told by what it was, when, how much and its energy: which of its other nutrients are understood may change. A
    measurement and what was moved in a day are told by what and when: a program corrects their values, and two of them at one
    moment would count twice.
    """
    match item:
        case Eaten():
            amount = (item.quantity, item.unit, item.grams)
            energy = _plain(item.nutrients.get("energy_kcal"))
            parts = ("food", item.day, item.at, item.slot, item.description, *map(_plain, amount), energy)
        case Measured():
            parts = ("measured", item.day, item.at, item.metric)
        case Drunk():
            parts = ("drunk", item.day, item.at, _plain(item.millilitres))
        case Moved():
            parts = ("moved", item.day, item.at, item.description, item.steps is None)
    return _digest(source, parts)


def earlier_identities(source: str, item: Item) -> list[bytes]:
    """What foods were told by before: all nutrients that were understood, of CSV files without vitamin B12."""
    if not isinstance(item, Eaten):
        return []
    told = (
        "eaten",
        item.day,
        item.at,
        item.slot,
        item.description,
        *map(_plain, (item.quantity, item.unit, item.grams)),
    )
    held = [f"{key}={_plain(item.nutrients[key])}" for key in sorted(item.nutrients)]
    without = [each for each in held if not each.startswith("vitamin_b12_ug=")]
    return [_digest(source, (*told, *each)) for each in ([held] if held == without else [held, without])]


def numbered(identity: bytes, ordinal: int) -> str:
    """The key of one of several alike: two equal coffees are two, and the same two when the file comes again."""
    return sha256(identity + ordinal.to_bytes(4)).hexdigest()[:32]


def _digest(source: str, parts: tuple[object, ...]) -> bytes:
    return sha256("\x1f".join(map(str, (source, *parts))).encode()).digest()[:16]


def _plain(value: object) -> object:
    """So that 1.0 and 1.00 are the same amount."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
