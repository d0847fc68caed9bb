"""Days to come, as people name them for a goal: "by 1 March", "in three months", "by Christmas"."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

_MONTHS: Final = (
    {name.lower(): place for place, name in enumerate(calendar.month_name) if name}
    | {name.lower(): place for place, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_IN: Final = re.compile(
    r"\b(?:in|within|over(?: the)?(?: next)?) (?:the next )?"
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_COUNTS: Final = {"a": 1, "an": 1, "twelve": 12} | {
    word: count for count, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)
}
_SPANS: Final = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
_ISO: Final = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NAMED: Final = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_MONTH})\b\.?"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<year>\d{4}))?",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(
    r"\b(?:(?P<end>(?:the )?end of|late)|(?:the )?mid(?:dle)?(?:[ -]of)?)[ -]*$", re.IGNORECASE
)
_SET: Final = (
    (re.compile(r"\b(?:the )?end of (?:the|this) year\b", re.IGNORECASE), (12, 31)),
    (re.compile(r"\bnew year(?:'s)?(?: eve)?\b", re.IGNORECASE), (12, 31)),
    (re.compile(r"\b(?:christmas|xmas)\b", re.IGNORECASE), (12, 25)),
)


def read_ahead(text: str, today: date) -> date | None:
    """The day to come that a text names; a month alone is its first day, its end the last. None where it names none, or one
    that does not exist."""
    span = _IN.search(text)
    if span is not None:
        said = span["count"].lower()
        count = int(said) if said.isdigit() else _COUNTS[said]
        return today + count * _SPANS[span["unit"].lower()]
    for pattern, (month, day) in _SET:
        if pattern.search(text):
            return _next(month, day, today)
    iso = _ISO.search(text)
    if iso is not None:
        return _made(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    named = _NAMED.search(text)
    if named is None:
        return None
    month, day = _MONTHS[named["month"].lower()], int(named["before"] or named["after"] or 1)
    part = _PART_OF.search(text[: named.start()]) if not (named["before"] or named["after"]) else None
    if part is not None:
        year = int(named["year"]) if named["year"] else None
        return _in_month(month, year, today, ends=part["end"] is not None)
    return _made(int(named["year"]), month, day) if named["year"] else _next(month, day, today)


def _in_month(month: int, year: int | None, today: date, *, ends: bool) -> date | None:
    """The last day of a month, or its middle; of this year or the next where none is named."""
    for each in (year,) if year is not None else (today.year, today.year + 1):
        day = _made(each, month, calendar.monthrange(each, month)[1] if ends else 15)
        if day is not None and (day > today or year is not None):
            return day
    return None


def _next(month: int, day: int, today: date) -> date | None:
    """The next such day after today; 29 February may be some years off."""
    for year in range(today.year, today.year + 9):
        made = _made(year, month, day)
        if made is not None and made > today:
            return made
    return None


def _made(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, 1, 1).replace(month=month) + timedelta(days=day - 1)
