"""Dates and times as other programs write them, and the order of day and month where only all of a column tells it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january januar", "feb february februar", "mar march mär märz maerz", "apr april", "may mai", "jun june juni",
         "jul july juli", "aug august", "sep sept september", "oct october okt oktober", "nov november",
         "dec december dez dezember"), 1)
    for name in names.split()
}  # fmt: skip

_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_MONTH: Final = re.compile(
    r"(?:[a-zäé]+,? +)?([0-9]{1,2})\.?(?:st|nd|rd|th)?[ -]+([a-zä]+)\.?[ ,-]+([0-9]{4}|[0-9]{2})"
)
_MONTH_DAY: Final = re.compile(r"(?:[a-z]+,? +)?([a-z]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})")
_TIME: Final = re.compile(
    r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?\s*([ap])?\.?\s?(?:m\.?)?", re.IGNORECASE
)
_ZONE: Final = re.compile(r"(?:Z|UTC|GMT|([+-])([0-9]{2}):?([0-9]{2}))", re.IGNORECASE)


class Order(StrEnum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as written, the wall clock if there is one, and the zone if the text names its offset."""

    day: date
    at: time | None
    zone: tzinfo | None


def read_date(text: str, order: Order) -> date | None:
    """A date; None for what is none."""
    written = text.strip().casefold()
    if match := _YEAR_FIRST.fullmatch(written):
        return _date(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(written):
        return _date(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(written):
        day_first = order == Order.DAY_FIRST or match[2] == "."
        month, day = (match[3], match[1]) if day_first else (match[1], match[3])
        return _date(match[4], month, day)
    if match := _DAY_MONTH.fullmatch(written):
        return _date(match[3], _MONTHS.get(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(written):
        return _date(match[3], _MONTHS.get(match[1]), match[2])
    return None


def read_time(text: str) -> time | None:
    """A time of day; None for what is none."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def read_moment(text: str, order: Order) -> Moment | None:
    """A date with or without a time, as one text: "2026-05-04T07:05:11+02:00", "04.05.2026 07:05", "May 4, 2026 7:05 AM"."""
    written = " ".join(text.split())
    whole = read_date(written, order)
    if whole is not None:
        return Moment(whole, None, None)
    for place in _breaks(written):
        day = read_date(written[:place].rstrip(" ,"), order)
        if day is None:
            continue
        rest, zone = _zoned(written[place:].lstrip(" ,T-"))
        at = read_time(rest)
        if at is not None:
            return Moment(day, at, zone)
    return None


def _breaks(text: str) -> Iterable[int]:
    """Where a date may end and a time begin."""
    return (place for place, mark in enumerate(text) if mark in " T,-" and place >= 6)


def _zoned(text: str) -> tuple[str, tzinfo | None]:
    """A time apart from the offset behind it."""
    match = re.fullmatch(r"(.*[0-9apm.])\s*" + _ZONE.pattern, text, re.IGNORECASE)
    if match is None:
        return text, None
    sign, hours, minutes = match[2], int(match[3] or 0), int(match[4] or 0)
    if hours > 14 or minutes > 59:
        return text, None
    offset = timedelta(hours=hours, minutes=minutes)
    return match[1], timezone(-offset if sign == "-" else offset)


def _date(year: str, month: str | int | None, day: str) -> date | None:
    if month is None:
        return None
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


@dataclass(slots=True)
class OrderEvidence:
    """What dates with the year last tell about their order: how many could be of the one order only, and how many of either."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    def see(self, text: str, latest: date) -> None:
        """Look at one date; a date after `latest` has not come and so is none."""
        head = re.match(r"[^ T,]+", text.strip())
        match = _YEAR_LAST.fullmatch(head[0]) if head else None
        if match is None or match[2] == ".":
            return
        possible = {order: (found := read_date(match[0], order)) is not None and found <= latest for order in Order}
        if all(possible.values()):
            self.either += match[1] != match[3]
        elif possible[Order.DAY_FIRST]:
            self.day_first += 1
        elif possible[Order.MONTH_FIRST]:
            self.month_first += 1

    @property
    def order(self) -> Order | None:
        """The order where the dates tell it."""
        if self.day_first and self.day_first > self.month_first:
            return Order.DAY_FIRST
        return Order.MONTH_FIRST if self.month_first else None

    @property
    def is_open(self) -> bool:
        """Whether a person has to say it."""
        return self.order is None and self.either > 0
