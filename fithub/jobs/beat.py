"""The clock of scheduled tasks. Any number of beats may run: each tick is sent by one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from celery.beat import PersistentScheduler
from celery.schedules import crontab, schedule
from django.db import connection, transaction

# A tick that was due longer ago than this has no instant of its own any more.
_FURTHEST_BACK: Final = timedelta(days=8)


class Scheduler(PersistentScheduler):
    """Celery's own, which sends a tick only when it has been the first to take it."""

    def apply_async(self, entry: Any, producer: Any = None, advance: bool = True, **kwargs: Any) -> Any:
        """Send the entry's task. Raises what sending or the database raises; the tick is then another's to take."""
        with taken(entry.name, slot_of(entry.schedule, datetime.now(UTC))) as first:
            if first:
                return super().apply_async(entry, producer=producer, advance=advance, **kwargs)
        return None


@contextmanager
def taken(name: str, slot: datetime) -> Iterator[bool]:
    """Whether the tick is ours. Another who asks meanwhile waits, and has it if the block raises."""
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO jobs_tick (name, slot) VALUES (%s, %s) ON CONFLICT (name, slot) DO NOTHING", [name, slot]
            )
            yield cursor.rowcount == 1
    finally:
        connection.close()


def slot_of(plan: Any, at: datetime) -> datetime:
    """The instant of the plan's last tick at or before `at`, the same for every beat whenever it was started."""
    if isinstance(plan, crontab):
        return _last(plan, at)
    if not isinstance(plan, schedule):
        raise TypeError(f"{type(plan).__name__} has no ticks that two beats could agree about")
    seconds = plan.run_every.total_seconds()
    return datetime.fromtimestamp(at.timestamp() // seconds * seconds, UTC)


def _last(plan: crontab, at: datetime) -> datetime:
    instant = at.astimezone(UTC).replace(second=0, microsecond=0)
    while instant > at - _FURTHEST_BACK:
        if (
            instant.minute in plan.minute
            and instant.hour in plan.hour
            and instant.isoweekday() % 7 in plan.day_of_week
            and instant.day in plan.day_of_month
            and instant.month in plan.month_of_year
        ):
            return instant
        instant -= timedelta(minutes=1)
    return at.astimezone(UTC).replace(second=0, microsecond=0)
