"""Days that a text names, as dates."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = "|".join((*_MONTHS, *(f"{month[:3]}\\.?" for month in _MONTHS)))
_NEAR: Final = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "this morning": 0, "this afternoon": 0,
    "this evening": 0,
}  # fmt: skip
# The last words of days, of those that are named without a digit.
WORDS: Final = frozenset({*(name.split()[-1] for name in _NEAR), *_WEEKDAYS})
_ISO: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DAY_FIRST: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?:,? (20\d\d)\b)?", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(
    rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?(?:g|kcal|mg)\b)(?:,? (20\d\d)\b)?", re.IGNORECASE
)
_TWO_AWAY: Final = re.compile(r"\bthe day (before yesterday|after tomorrow)\b", re.IGNORECASE)
_NAMED: Final = re.compile(rf"\b({'|'.join(_NEAR)})\b", re.IGNORECASE)
_WEEKDAY: Final = re.compile(rf"\b(?:(last|next|this|past|coming) )?({'|'.join(_WEEKDAYS)})\b(?!s)", re.IGNORECASE)
_AWAY: Final = re.compile(r"\b(?:from|not|instead of|rather than)\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is named, and the dates that it can be. `away`: what is told went from there, or is not there."""

    said: str
    dates: frozenset[date]
    away: bool
    start: int


def days(text: str, today: date) -> tuple[list[Day], str]:
    """The days that a text names, and the text with them blanked, so that no number of them is a figure."""
    found: list[Day] = []

    def take(pattern: re.Pattern[str], dates: Callable[[re.Match[str]], Iterator[date]]) -> None:
        nonlocal text
        for match in pattern.finditer(text):
            away = bool(_AWAY.search(text[: match.start()]))
            found.append(Day(match[0], frozenset(dates(match)), away, match.start()))
        text = pattern.sub(lambda match: " " * len(match[0]), text)

    take(_ISO, lambda each: _dates(today, int(each[3]), int(each[2]), each[1]))
    take(_DAY_FIRST, lambda each: _dates(today, int(each[1]), _month(each[2]), each[3]))
    take(_MONTH_FIRST, lambda each: _dates(today, int(each[2]), _month(each[1]), each[3]))
    take(_TWO_AWAY, lambda each: iter([today + timedelta(days=-2 if each[1].lower()[0] == "b" else 2)]))
    take(_NAMED, lambda each: iter([today + timedelta(days=_NEAR[each[1].lower()])]))
    take(_WEEKDAY, lambda each: _of_weekday(today, _WEEKDAYS.index(each[2].lower()), (each[1] or "").lower()))
    return found, text


def _month(said: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(said.lower()[:3]))


def _dates(today: date, day: int, month: int, year: str | None) -> Iterator[date]:
    for each in [int(year)] if year else [today.year - 1, today.year, today.year + 1]:
        try:
            yield date(each, month, day)
        except ValueError:
            continue


def _of_weekday(today: date, weekday: int, which: str) -> Iterator[date]:
    """The one just gone or to come; today is its own weekday."""
    ahead = (weekday - today.weekday()) % 7
    if which in {"last", "past"}:
        yield today + timedelta(days=ahead - 7)
    elif which in {"next", "coming"}:
        yield today + timedelta(days=ahead or 7)
        yield today + timedelta(days=ahead + 7)
    else:
        yield today + timedelta(days=ahead)
        if ahead:
            yield today + timedelta(days=ahead - 7)
