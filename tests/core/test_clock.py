"""A local date is a date."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.core.clock import local_moment, now, set_clock
from fithub.core.slots import Slot, slot_at


def test_after_midnight_it_is_still_the_evening_before() -> None:
    late = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)
    assert local_moment(late, "UTC").date == date(2026, 3, 9)
    assert local_moment(late, "UTC").time == time(1, 30)
    assert local_moment(late, "UTC", day_start=time(0)).date == date(2026, 3, 10)


def test_the_day_begins_by_the_wall_clock_on_the_night_the_clock_changes() -> None:
    # 29 March 2026, 02:00 CET became 03:00 CEST in Berlin.
    assert local_moment(datetime(2026, 3, 29, 1, 59, tzinfo=UTC), "Europe/Berlin").date == date(2026, 3, 28)
    assert local_moment(datetime(2026, 3, 29, 2, 0, tzinfo=UTC), "Europe/Berlin").date == date(2026, 3, 29)


def test_samoa_and_hawaii_are_a_day_apart() -> None:
    instant = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)
    assert local_moment(instant, "Pacific/Apia").date - local_moment(instant, "Pacific/Honolulu").date == timedelta(
        days=1
    )


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(sorted(available_timezones())),
    st.times(),
)
def test_time_and_date_together_say_when(instant: datetime, zone: str, day_start: time) -> None:
    moment = local_moment(instant, zone, day_start.replace(microsecond=0))
    wall_date = moment.date + timedelta(days=moment.time < day_start.replace(microsecond=0))
    assert abs(datetime.combine(wall_date, moment.time) - instant.replace(tzinfo=None)) <= timedelta(hours=15)


@pytest.mark.parametrize(
    ("at", "slot"),
    [
        ("03:59", Slot.SNACK),
        ("04:00", Slot.BREAKFAST),
        ("10:29", Slot.BREAKFAST),
        ("10:30", Slot.LUNCH),
        ("15:00", Slot.SNACK),
        ("17:00", Slot.DINNER),
        ("21:59", Slot.DINNER),
        ("22:00", Slot.SNACK),
    ],
)
def test_the_meal_by_the_clock(at: str, slot: Slot) -> None:
    assert slot_at(time.fromisoformat(at)) is slot


def test_the_clock_can_be_stood_still_and_goes_on_after() -> None:
    then = datetime(2020, 2, 29, 12, tzinfo=UTC)
    with set_clock(then):
        assert now() == then
    assert now() > then
