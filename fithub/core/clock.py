"""The one clock, and what a person's local date is.

A local date is a date, never an instant: a person's day begins at their own hour (04:00 unless they say otherwise), so what is
eaten at 01:30 belongs to the evening before. Nothing outside of this module turns an instant into a date.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fithub.core.errors import InvalidInput

DAY_START = time(4, 0)
FIRST_DATE = date(1900, 1, 1)
LAST_DATE = date(2199, 12, 31)

_set_clock: ContextVar[datetime | None] = ContextVar("fithub_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _set_clock.get() or datetime.now(UTC)


@contextmanager
def set_clock(instant: datetime) -> Iterator[None]:
    """Stand the clock at an aware instant within the block (tests, and requests with X-Test-Now)."""
    if instant.tzinfo is None:
        raise ValueError("the clock is set with an aware datetime")
    token = _set_clock.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_clock.reset(token)


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A moment as a person lives it.

    `date`: their local date by their day start; `time`: the wall clock; `zone`: IANA name.
    """

    date: date
    time: time
    zone: str


def local_moment(instant: datetime, zone: str, day_start: time = DAY_START) -> LocalMoment:
    """The person's local moment at an aware instant.

    By the wall clock, not by subtracting hours: on a day with a clock change the day still begins at `day_start`.
    """
    wall = instant.astimezone(ZoneInfo(zone))
    day = wall.date()
    wall_time = wall.time().replace(tzinfo=None, microsecond=0)
    if wall_time < day_start:
        day -= timedelta(days=1)
    return LocalMoment(date=day, time=wall_time, zone=zone)


def instant_of(day: date, at: time, zone: str, day_start: time = DAY_START) -> datetime:
    """The instant (UTC) at which the person's day `day` has the wall time `at`; where a clock change leaves that time out, the one
    that the clock shows instead, and the first of two where it comes twice."""
    calendar_day = day + timedelta(days=1) if at < day_start else day
    return datetime.combine(calendar_day, at, ZoneInfo(zone)).astimezone(UTC)


def check_date(field: str, day: date) -> None:
    """Refuse dates on which nobody ate or will eat. Raises InvalidInput (`date_out_of_range`)."""
    if not FIRST_DATE <= day <= LAST_DATE:
        raise InvalidInput.field(field, "date_out_of_range", f"Give a date from {FIRST_DATE} to {LAST_DATE}.")


def date_in_words(day: date | str) -> str:
    """A local date, or its ISO form, as people read it and cannot mistake it: "5 May 2026"."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {day:%B %Y}"
