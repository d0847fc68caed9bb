"""Times of several days in questions: "this month", "the last two weeks", "since March", "in May"."""

import re
from datetime import date, timedelta
from typing import Final

from fithub.core.clock import FIRST_DATE, LocalMoment
from fithub.estimation.dates import read_when
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import tokenise

type Span = tuple[date, date]

_MONTHS: Final = "january february march april may june july august september october november december".split()
_UNIT_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_RUNNING: Final = re.compile(
    r"\b(?:in|over|during|for|within)? ?(?:the |my )?(?:last|past|previous) (?P<count>[\w-]+(?: of)? )?"
    r"(?P<unit>day|week|fortnight|month|year)(?P<several>s)?\b",
    re.IGNORECASE,
)
_CURRENT: Final = re.compile(
    r"\b(?:this|the current) (?P<unit>week|month|year)\b|\bso far this (?P<so_far>year)\b", re.IGNORECASE
)
_SINCE: Final = re.compile(r"\bsince (?P<when>.+)$", re.IGNORECASE)
_MONTH: Final = re.compile(
    rf"\b(?:in|during|of) (?P<month>{'|'.join(_MONTHS)})(?: (?P<year>\d{{4}}))?\b", re.IGNORECASE
)


def read_span(text: str, now: LocalMoment) -> Span | None:
    """The first and the last local date of the time that a question is about; None where it names none.

    "Last week" and "last month" are those of the calendar, "the last week" and "the last 2 weeks" end today.
    """
    current = _CURRENT.search(text)
    if current is not None:
        return _first_of(current["unit"] or current["so_far"], now.date), now.date
    since = _SINCE.search(text)
    if since is not None:
        first = _since(since["when"].strip(" ?.!"), now)
        return None if first is None or first > now.date else (first, now.date)
    month = _MONTH.search(text)
    if month is not None:
        return _month(month["month"], month["year"], now.date)
    running = _RUNNING.search(text)
    return None if running is None else _running(running, now.date)


def span_in(text: str, now: LocalMoment) -> tuple[Span | None, str]:
    """The time that a text names, and its other words."""
    span = read_span(text, now)
    if span is None:
        return None, text
    match = next(found for pattern in (_CURRENT, _SINCE, _MONTH, _RUNNING) if (found := pattern.search(text)))
    return span, f"{text[: match.start()]} {text[match.end() :]}"


def _running(said: re.Match[str], today: date) -> Span | None:
    unit = said["unit"].lower()
    count = 1
    if said["count"]:
        read = read_number(tokenise(said["count"].removesuffix(" of ").strip()), 0)
        if read is None or not 1 <= read[0].value <= 3660 or read[0].value != int(read[0].value):
            return None
        count = int(read[0].value)
    elif (
        not said["several"]
        and unit in {"week", "month", "year"}
        and not re.search(r"\bthe\b|\bpast\b", said[0], re.IGNORECASE)
    ):
        last = _first_of(unit, today) - timedelta(days=1)
        return _first_of(unit, last), last
    first = today - timedelta(days=min(count * _UNIT_DAYS[unit], (today - FIRST_DATE).days))
    return first, today


_TILL_NOW: Final = re.compile(
    r"[\s,]+(?:(?:till|until|to|up to|and) (?:today|now|date)|so far|in total|altogether|please)$", re.IGNORECASE
)


def _since(said: str, now: LocalMoment) -> date | None:
    said = _TILL_NOW.sub("", said)
    name = said.lower().split()[0] if said else ""
    if name in _MONTHS and len(said.split()) == 1:
        first = date(now.date.year, _MONTHS.index(name) + 1, 1)
        return first if first <= now.date else first.replace(year=first.year - 1)
    if re.fullmatch(r"(?:new year|the new year|january 1)(?:'s)?(?: day)?", said, re.IGNORECASE):
        return date(now.date.year, 1, 1)
    last = re.fullmatch(r"last (week|month|year)", said, re.IGNORECASE)
    if last is not None:
        return _first_of(last[1].lower(), _first_of(last[1].lower(), now.date) - timedelta(days=1))
    tokens = tokenise(said)
    read = read_when(tokens, 0, now) if tokens else None
    return None if read is None or read[1] < len(tokens) else read[0].local_date


def _month(name: str, year: str | None, today: date) -> Span | None:
    number = _MONTHS.index(name.lower()) + 1
    first = date(int(year) if year and 1900 <= int(year) <= 2199 else today.year, number, 1)
    if first > today and year is None:
        first = first.replace(year=first.year - 1)
    following = date(first.year + (number == 12), number % 12 + 1, 1)
    return None if first > today else (first, min(following - timedelta(days=1), today))


def _first_of(unit: str, day: date) -> date:
    match unit.lower():
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
    return date(day.year, 1, 1)
