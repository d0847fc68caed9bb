"""Which instant a tick belongs to, whichever beat asks and whenever."""

from datetime import UTC, datetime, timedelta

import pytest
from celery.schedules import BaseSchedule, crontab, schedule
from hypothesis import given
from hypothesis import strategies as st

from fithub.jobs.beat import slot_of, taken

instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(instants, st.integers(1, 3600))
def test_an_interval_has_one_slot_at_a_time(at: datetime, seconds: int) -> None:
    slot = slot_of(schedule(run_every=seconds), at)
    assert timedelta(0) <= at - slot < timedelta(seconds=seconds) + timedelta(microseconds=1)
    assert slot_of(schedule(run_every=seconds), slot) == slot


@given(instants)
def test_a_minute_past_each_hour_has_one_slot_an_hour(at: datetime) -> None:
    slot = slot_of(crontab(minute="17"), at)
    assert (slot.minute, slot.second) == (17, 0)
    assert timedelta(0) <= at - slot < timedelta(hours=1)


def test_days_of_the_week_are_crons() -> None:
    sunday = slot_of(crontab(minute="30", hour="3", day_of_week="sun"), datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert sunday == datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
    with pytest.raises(TypeError, match="agree"):
        slot_of(BaseSchedule(), datetime(2026, 11, 25, tzinfo=UTC))


def test_a_tick_that_could_not_be_sent_is_there_for_the_next() -> None:
    slot = datetime(1999, 1, 1, tzinfo=UTC)
    with pytest.raises(ConnectionError), taken("test", slot):
        raise ConnectionError
    with taken("test", slot) as first:
        assert first
    with taken("test", slot) as first:
        assert not first
