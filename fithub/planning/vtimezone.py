"""A time zone as iCalendar tells it (VTIMEZONE): its offsets over some days, and the moments at which they change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_SECOND = timedelta(seconds=1)


def timezone_of(zone: str, first: date, last: date) -> Timezone:
    """The zone, right from `first` to `last`."""
    there = ZoneInfo(zone)
    told = Timezone()
    told.add("tzid", zone)
    begin = datetime.combine(first, time(), UTC) - timedelta(days=2)
    end = datetime.combine(last, time(), UTC) + timedelta(days=2)
    told.add_component(_observance(begin, begin, there))
    for change in _changes(there, begin, end):
        told.add_component(_observance(change - _SECOND, change, there))
    return told


def _observance(before: datetime, since: datetime, there: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    """What holds since a moment. Its beginning is told by the wall clock that held before (RFC 5545, 3.6.5)."""
    old, new = before.astimezone(there).utcoffset(), since.astimezone(there)
    assert old is not None, "a zone has an offset at any time"
    told = TimezoneDaylight() if new.dst() else TimezoneStandard()
    told.add("dtstart", (since + old).replace(tzinfo=None))
    told.add("tzoffsetfrom", old)
    told.add("tzoffsetto", new.utcoffset())
    told.add("tzname", new.tzname())
    return told


def _changes(there: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants from `begin` to `end` since which another offset holds, to the second."""
    while begin < end:
        after = begin + timedelta(days=1)
        old = begin.astimezone(there).utcoffset()
        if after.astimezone(there).utcoffset() != old:
            low, high = begin, after
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if middle.astimezone(there).utcoffset() == old else (low, middle)
            yield high
        begin = after
