"""When a summary is due, and which days it covers. Pure; the only thing here that knows of instants and zones at once.

A daily summary covers a local date, a weekly one the seven local dates of a calendar week (Monday to Sunday). What comes next is
always the first period that is not covered yet, and only the moment at which that is due depends on the zone, the day start
and the chosen hour; so a person who travels, or changes their mind, has no day summed up twice and none left out.

An hour late in the person's day (13 hours after it begins, or later: from 17:00 on, if it begins at 04:00) sums up that very
day; an earlier one the day before, which is whole by then.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from fithub.core.clock import local_moment

LATE_IN_THE_DAY: Final = timedelta(hours=13)
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_SECOND: Final = timedelta(seconds=1)


class Kind(StrEnum):
    """What a summary covers: a day, or a week."""

    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def span(self) -> timedelta:
        """How long its period is."""
        return _DAY if self is Kind.DAILY else _WEEK


# A summary that comes later than this after its time is of no use any more.
TOO_LATE: Final = {Kind.DAILY: timedelta(days=2), Kind.WEEKLY: timedelta(days=4)}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a person wants a kind of summary: at which local hour, for a weekly one on which day (0 is Monday), where they live."""

    kind: Kind
    at: time
    weekday: int
    zone: str
    day_start: time


def period_of(kind: Kind, day: date) -> date:
    """The first date of the period that a local date belongs to."""
    return day if kind is Kind.DAILY else day - timedelta(days=day.weekday())


def last_date(kind: Kind, first: date) -> date:
    """The last local date of the period that begins with `first`."""
    return first + kind.span - _DAY


def following(kind: Kind, first: date) -> date:
    """The period after the one that begins with `first`."""
    return first + kind.span


def due_at(rhythm: Rhythm, first: date) -> datetime:
    """The instant (UTC) at which the summary of a period is due."""
    day = last_date(rhythm.kind, first)
    if not _is_late(rhythm):
        day += _DAY
    if rhythm.kind is Kind.WEEKLY:
        day += timedelta(days=(rhythm.weekday - day.weekday()) % 7)
    return instant_of(day if rhythm.at >= rhythm.day_start else day + _DAY, rhythm.at, rhythm.zone)


def first_after(rhythm: Rhythm, instant: datetime) -> date:
    """The first period whose summary is due after an instant."""
    today = local_moment(instant, rhythm.zone, rhythm.day_start).date
    first = period_of(rhythm.kind, today - 2 * rhythm.kind.span)
    while due_at(rhythm, first) <= instant:
        first = following(rhythm.kind, first)
    return first


def in_time(rhythm: Rhythm, first: date, instant: datetime) -> date:
    """The period itself, or the first after it that is not too late at an instant."""
    while instant - due_at(rhythm, first) > TOO_LATE[rhythm.kind]:
        first = following(rhythm.kind, first)
    return first


def end_of_quiet(quiet: tuple[time, time], zone: str, instant: datetime) -> datetime | None:
    """When the quiet hours end that an instant lies in; None where it lies in none. They may go over midnight."""
    wall = instant.astimezone(ZoneInfo(zone))
    begins, ends, at = *quiet, wall.time()
    if begins == ends or not (begins <= at < ends if begins < ends else at >= begins or at < ends):
        return None
    day = wall.date() if at < ends else wall.date() + _DAY
    end = instant_of(day, ends, zone)
    return end if end > instant else None


def instant_of(day: date, at: time, zone: str) -> datetime:
    """The first instant (UTC) at which the clock on the wall has reached a time on a calendar date.

    Where the clocks are put forward over it, that is the moment of the change; where it comes twice, the first.
    """
    tz = ZoneInfo(zone)
    wall = datetime.combine(day, at, tz)
    instant = wall.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    before, after = wall.replace(fold=1).astimezone(UTC), instant
    offset = after.astimezone(tz).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // (2 * _SECOND))
        if middle.astimezone(tz).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def _is_late(rhythm: Rhythm) -> bool:
    midnight = date(2000, 1, 1)
    since = datetime.combine(midnight, rhythm.at) - datetime.combine(midnight, rhythm.day_start)
    return since % _DAY >= LATE_IN_THE_DAY
