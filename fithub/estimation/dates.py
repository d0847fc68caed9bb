"""Days and parts of the day in running text, told against the person's own local moment.

A date in the future is told as such; it is for the diary to refuse it. A day of the week is the last one there was, today included;
"last Monday" said on a Monday is a week ago.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from fithub.core.clock import DAY_START, LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.hours import read_time
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import Kind, Token

_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
DAYPARTS: Final = {
    "morning": Slot.BREAKFAST, "afternoon": Slot.SNACK, "evening": Slot.DINNER, "night": Slot.DINNER, "lunchtime": Slot.LUNCH,
}  # fmt: skip
_DAYS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_OPENERS: Final = frozenset({"on", "from", "for", "since", "late", "early"})
_MOST_DAYS_AGO: Final = 3660
_AFTER_DAY: Final = frozenset("we my a an two three some had ate drank and".split())
_ROUGHLY: Final = frozenset({"about", "around", "roughly", "maybe", "like", "some", "only", "just"})
_MINUTES_OF: Final = {"minute": 1, "minutes": 1, "min": 1, "mins": 1, "hour": 60, "hours": 60, "hr": 60, "hrs": 60}
# Longer ago it is told by the day.
_MOST_AGO: Final = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class When:
    """What a phrase says of when: a local date, a meal by the part of the day, a local time; None where it says nothing.

    `is_open`: the time may be of the morning or of the evening.
    """

    local_date: date | None = None
    slot: Slot | None = None
    local_time: time | None = None
    is_open: bool = False


type Read = tuple[When, int]


def read_when(tokens: Sequence[Token], at: int, now: LocalMoment) -> Read | None:
    """The date, part of the day or time that begins at a token, and where it ends; None where none does."""
    place = at
    while place < len(tokens) and tokens[place].low in _OPENERS:
        place += 1
    if place >= len(tokens):
        return None
    read = _read_day(tokens, place, now, opened=place > at)
    if read is not None:
        day, end = read
        part, end = _daypart(tokens, end)
        return replace(day, slot=part or day.slot), end
    in_part = _read_daypart(tokens, at)
    if in_part is not None:
        return in_part
    hour = read_time(tokens, at)
    return (When(local_time=hour[0], is_open=hour[2]), hour[1]) if hour is not None else None


def _read_day(tokens: Sequence[Token], at: int, now: LocalMoment, *, opened: bool) -> Read | None:
    low = tokens[at].low
    ahead = [token.low for token in tokens[at : at + 5]]
    if low in _DAYS:
        return When(now.date + timedelta(days=_DAYS[low])), at + 1
    if low == "tonight":
        return When(now.date, Slot.DINNER), at + 1
    if ahead[:2] == ["last", "night"]:
        return When(now.date - timedelta(days=1), Slot.DINNER), at + 2
    for words, offset in ((["day", "before", "yesterday"], -2), (["day", "after", "tomorrow"], 2)):
        start = 1 if low == "the" else 0
        if ahead[start : start + 3] == words:
            return When(now.date + timedelta(days=offset)), at + start + 3
    if low == "this" and len(ahead) > 1 and ahead[1] in DAYPARTS:
        return When(now.date), at + 1
    return (
        _read_ago(tokens, at, now)
        or _read_weekday(tokens, at, now, opened=opened)
        or _read_calendar(tokens, at, now)
        or (_read_day_of_month(tokens, at, now) if opened else None)
    )


def _read_ago(tokens: Sequence[Token], at: int, now: LocalMoment) -> Read | None:
    """ "3 days ago", "a couple of days ago", "a week ago", "about half an hour ago"."""
    while at < len(tokens) and tokens[at].low in _ROUGHLY:
        at += 1
    read = read_number(tokens, at)
    if read is None:
        return None
    number, end = read
    end += end < len(tokens) and tokens[end].low == "of"
    end += end < len(tokens) and tokens[end].low in {"an", "a"}
    ahead = [token.low for token in tokens[end : end + 2]]
    if len(ahead) == 2 and ahead[1] == "ago" and ahead[0] in _MINUTES_OF:
        return _minutes_ago(number.value * _MINUTES_OF[ahead[0]], now, end + 2)
    if len(ahead) < 2 or ahead[1] != "ago" or ahead[0] not in {"day", "days", "week", "weeks"}:
        return None
    days = number.value * (7 if ahead[0].startswith("week") else 1)
    if days > _MOST_DAYS_AGO or days != int(days):
        return None
    return When(now.date - timedelta(days=int(days))), end + 2


def _minutes_ago(minutes: Decimal, now: LocalMoment, end: int) -> Read | None:
    """The time so long ago; it may have been of the day before."""
    back = timedelta(minutes=int(minutes))
    if not timedelta(0) < back <= _MOST_AGO:
        return None
    wall = datetime.combine(now.date, now.time)
    begun = datetime.combine(now.date - timedelta(days=now.time < DAY_START), DAY_START)
    at = (wall - back).time().replace(second=0, microsecond=0)
    return When(now.date - timedelta(days=1) if wall - back < begun else None, local_time=at), end


def _read_weekday(tokens: Sequence[Token], at: int, now: LocalMoment, *, opened: bool) -> Read | None:
    """ "on Monday", "last Monday", "next Monday"; a bare one only where no food can follow ("sunday roast")."""
    which = tokens[at].low if tokens[at].low in {"last", "this", "next"} else ""
    place = at + bool(which)
    if place >= len(tokens) or tokens[place].low not in _WEEKDAYS:
        return None
    if not which and not opened and not _stands_alone(tokens, place + 1):
        return None
    back = (now.date.weekday() - _WEEKDAYS[tokens[place].low]) % 7
    if which == "last" and back == 0:
        back = 7
    if which == "next":
        back = back - 7
    return When(now.date - timedelta(days=back)), place + 1


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return True
    return not tokens[at].is_content or tokens[at].low in {*DAYPARTS, "i", "at", "for", "breakfast", "lunch", "dinner"}


def _read_calendar(tokens: Sequence[Token], at: int, now: LocalMoment) -> Read | None:
    """ "2026-11-20", "Nov 20", "20th of November 2026"; without a year the last such day there was."""
    if tokens[at].kind is Kind.DATE:
        year, month, day = (int(part) for part in tokens[at].text.split("-"))
        found = _date(year, month, day)
        return (When(found), at + 1) if found else None
    end = at
    parts: dict[str, int] = {}
    while end < len(tokens) and end < at + 5:
        low = tokens[end].low
        if low in _MONTHS and "month" not in parts and tokens[end].text[:1].isupper() | (low != "may"):
            parts["month"] = _MONTHS[low]
        elif low.isdecimal() and len(low) <= 2 and "day" not in parts and 1 <= int(low) <= 31:
            parts["day"] = int(low)
            end += end + 1 < len(tokens) and tokens[end + 1].low in {"st", "nd", "rd", "th"}
        elif low.isdecimal() and len(low) == 4 and len(parts) == 2:
            parts["year"] = int(low)
        elif not (low in {"of", "the"} and parts):
            break
        end += 1
    if not {"month", "day"} <= parts.keys():
        return None
    found = _date(parts.get("year", now.date.year), parts["month"], parts["day"])
    if found is not None and "year" not in parts and found > now.date:
        found = _date(now.date.year - 1, parts["month"], parts["day"])
    return (When(found), end) if found else None


def _read_day_of_month(tokens: Sequence[Token], at: int, now: LocalMoment) -> Read | None:
    """ "On the 3rd": the last such day there was; "on the 3rd floor" is none."""
    ahead = [token.low for token in tokens[at : at + 3]]
    if len(ahead) < 3 or ahead[0] != "the" or not ahead[1].isdecimal() or ahead[2] not in {"st", "nd", "rd", "th"}:
        return None
    if not (_stands_alone(tokens, at + 3) or tokens[at + 3].low in _AFTER_DAY):
        return None
    day, month = int(ahead[1]), now.date.replace(day=1)
    for _ in range(3):
        found = _date(month.year, month.month, day)
        if found is not None and found <= now.date:
            return When(found), at + 3
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _daypart(tokens: Sequence[Token], at: int) -> tuple[Slot | None, int]:
    """The part of the day right behind a day: "yesterday evening", "Monday in the morning"."""
    ahead = [token.low for token in tokens[at : at + 3]]
    if ahead[:1] and ahead[0] in DAYPARTS:
        return DAYPARTS[ahead[0]], at + 1
    if len(ahead) == 3 and ahead[:2] == ["in", "the"] and ahead[2] in DAYPARTS:
        return DAYPARTS[ahead[2]], at + 3
    return None, at


def _read_daypart(tokens: Sequence[Token], at: int) -> Read | None:
    """ "in the morning", "at night", "during the afternoon"."""
    ahead = [token.low for token in tokens[at : at + 3]]
    if len(ahead) == 3 and ahead[0] in {"in", "during", "by"} and ahead[1] == "the" and ahead[2] in DAYPARTS:
        return When(slot=DAYPARTS[ahead[2]]), at + 3
    if len(ahead) >= 2 and ahead[0] == "in" and ahead[1] in {"morning", "afternoon", "evening"}:
        # As they say in India.
        return When(slot=DAYPARTS[ahead[1]]), at + 2
    if len(ahead) >= 2 and ahead[0] == "at" and ahead[1] in {"night", "lunchtime"}:
        return When(slot=DAYPARTS[ahead[1]]), at + 2
    return None
