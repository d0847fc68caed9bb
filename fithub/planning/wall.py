"""From a local date and time of a person's plan to the instant that a calendar shows it at."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant_at(day: date, at: time, *, zone: str, day_start: time) -> datetime:
    """When it is that time of a person's day, aware in their zone.

    What comes before the hour at which their day starts is still of that day, on the calendar's next one. A time that the
    clocks leave out is served at the next that they show; of one that they show twice, the first is meant.
    """
    there = ZoneInfo(zone)
    wall = datetime.combine(day + timedelta(days=at < day_start), at)
    before, after = (wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    if after >= before:
        return before.astimezone(there)
    # In a gap the two readings of the wall clock lie on both sides of the moment at which the clocks are put forward.
    new = before.astimezone(there).utcoffset()
    while before - after >= timedelta(seconds=1):
        middle = after + (before - after) / 2
        if middle.astimezone(there).utcoffset() == new:
            before = middle
        else:
            after = middle
    return before.replace(microsecond=0).astimezone(there)
