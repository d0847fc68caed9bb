"""When summaries are due: clock changes, leap days, new years, moves, and that each day is covered once."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.coaching.agenda import Cover, Skip, Wait, Wishes, agenda
from fithub.coaching.schedule import (
    Kind,
    Rhythm,
    due_at,
    end_of_quiet,
    first_after,
    following,
    instant_of,
    last_date,
    period_of,
)
from fithub.core.clock import local_moment

ZONES = (
    "UTC Europe/Berlin America/New_York Pacific/Apia Pacific/Honolulu Australia/Lord_Howe Asia/Kathmandu America/St_Johns"
    " Pacific/Kiritimati Africa/Casablanca America/Havana Asia/Beirut"
).split()
ON_THE_MINUTE = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def daily(hour: str, zone: str = "UTC", day_start: str = "04:00") -> Rhythm:
    return Rhythm(Kind.DAILY, time.fromisoformat(hour), 0, zone, time.fromisoformat(day_start))


def weekly(hour: str, weekday: int, zone: str = "UTC") -> Rhythm:
    return Rhythm(Kind.WEEKLY, time.fromisoformat(hour), weekday, zone, time(4))


@pytest.mark.parametrize(
    ("day", "hour", "zone", "instant"),
    [
        pytest.param("2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:00", id="in a gap: the first minute after"),
        pytest.param("2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30", id="in an overlap: the first of two"),
        pytest.param("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30", id="a gap of half an hour"),
        pytest.param("2026-03-08", "00:30", "America/Havana", "2026-03-08T05:00", id="a gap at midnight"),
        pytest.param("2011-12-30", "20:00", "Pacific/Apia", "2011-12-30T10:00", id="a day that never was"),
        pytest.param("2028-02-29", "07:00", "Asia/Kathmandu", "2028-02-29T01:15", id="a leap day"),
    ],
)
def test_a_time_on_the_wall_is_one_instant(day: str, hour: str, zone: str, instant: str) -> None:
    assert instant_of(date.fromisoformat(day), time.fromisoformat(hour), zone) == at(instant)


@pytest.mark.parametrize(
    ("rhythm", "period", "instant"),
    [
        pytest.param(daily("07:00"), "2026-05-05", "2026-05-06T07:00", id="in the morning: the day before"),
        pytest.param(daily("20:00"), "2026-05-05", "2026-05-05T20:00", id="in the evening: that day"),
        pytest.param(daily("01:00"), "2026-05-05", "2026-05-06T01:00", id="after midnight, before the day ends"),
        pytest.param(daily("16:59"), "2026-05-05", "2026-05-06T16:59", id="in the afternoon: the day before"),
        pytest.param(
            daily("08:00", day_start="20:00"), "2026-05-05", "2026-05-07T08:00", id="a day that begins at night"
        ),
        pytest.param(daily("20:00", "Pacific/Apia"), "2026-05-05", "2026-05-05T07:00", id="Samoa"),
        pytest.param(daily("20:00", "Pacific/Honolulu"), "2026-05-05", "2026-05-06T06:00", id="Hawaii"),
        pytest.param(weekly("08:00", 0), "2026-12-28", "2027-01-04T08:00", id="over new year"),
        pytest.param(weekly("18:00", 6), "2026-12-28", "2027-01-03T18:00", id="on Sunday evening: the week that ends"),
        pytest.param(weekly("09:00", 6), "2026-12-28", "2027-01-10T09:00", id="on Sunday morning: the week before"),
    ],
)
def test_what_is_covered_when(rhythm: Rhythm, period: str, instant: str) -> None:
    assert due_at(rhythm, date.fromisoformat(period)) == at(instant)


def test_weeks_are_whole_and_begin_on_monday() -> None:
    first = period_of(Kind.WEEKLY, date(2027, 1, 1))
    assert (first, last_date(Kind.WEEKLY, first)) == (date(2026, 12, 28), date(2027, 1, 3))
    assert period_of(Kind.WEEKLY, date(2028, 2, 29)) == date(2028, 2, 28)


@pytest.mark.parametrize(
    ("quiet", "instant", "end"),
    [
        (("22:00", "07:00"), "2026-05-05T23:10", "2026-05-06T07:00"),
        (("22:00", "07:00"), "2026-05-05T03:00", "2026-05-05T07:00"),
        (("22:00", "07:00"), "2026-05-05T07:00", None),
        (("12:00", "13:30"), "2026-05-05T12:00", "2026-05-05T13:30"),
        (("12:00", "12:00"), "2026-05-05T12:00", None),
    ],
)
def test_quiet_hours(quiet: tuple[str, str], instant: str, end: str | None) -> None:
    begins, ends = map(time.fromisoformat, quiet)
    assert end_of_quiet((begins, ends), "UTC", at(instant)) == (at(end) if end else None)


def test_nobody_is_woken_and_nothing_is_made_up_for() -> None:
    rhythm = daily("07:00")
    period = date(2026, 5, 5)
    now = at("2026-05-06T07:00")
    assert agenda(Wishes(rhythm), period, now) == Cover(period)
    assert agenda(Wishes(rhythm), period, now - timedelta(minutes=1)) == Wait(now, period)
    assert agenda(Wishes(None), period, now) == Wait(None, period)
    quiet = Wishes(rhythm, quiet=(time(6), time(9)))
    assert agenda(quiet, period, now) == Wait(at("2026-05-06T09:00"), period)
    paused = Wishes(rhythm, paused_until=at("2026-05-20T12:00"))
    assert agenda(paused, None, now) == Wait(at("2026-05-21T07:00"), date(2026, 5, 20))
    late = at("2026-06-01T12:00")
    assert agenda(Wishes(rhythm), period, late) == Skip(period, date(2026, 5, 30))


@given(
    zone=st.sampled_from(ZONES),
    hour=ON_THE_MINUTE,
    day_start=ON_THE_MINUTE,
    weekday=st.integers(0, 6),
    kind=st.sampled_from(list(Kind)),
    start=st.datetimes(datetime(2011, 12, 1), datetime(2032, 1, 1)),
)
def test_periods_come_due_one_after_another(
    zone: str, hour: time, day_start: time, weekday: int, kind: Kind, start: datetime
) -> None:
    rhythm = Rhythm(kind, hour, weekday, zone, day_start)
    instant = start.replace(tzinfo=UTC)
    period = first_after(rhythm, instant)
    assert due_at(rhythm, period) > instant
    assert due_at(rhythm, period - kind.span) <= instant
    for _ in range(6):
        nxt = following(kind, period)
        assert due_at(rhythm, period) < due_at(rhythm, nxt)
        # It comes when its last day is well on its way or over, by the person's own day.
        if zone != "Pacific/Apia":
            day = local_moment(due_at(rhythm, period), zone, day_start).date
            assert last_date(kind, period) <= day <= last_date(kind, period) + timedelta(days=9)
        wall = due_at(rhythm, period).astimezone(ZoneInfo(zone))
        assert wall.time() >= hour or wall.date() > instant_of(wall.date(), hour, zone).date() - timedelta(days=2)
        period = nxt


moves = st.lists(
    st.tuples(st.integers(1, 200), st.sampled_from(ZONES), ON_THE_MINUTE, ON_THE_MINUTE), min_size=1, max_size=8
)


@given(start=st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)), moves=moves)
def test_whoever_travels_has_each_day_covered_once(start: datetime, moves: list[tuple[int, str, time, time]]) -> None:
    """Zones, hours and day starts change while the days go by; a worker looks every hour."""
    instant = start.replace(tzinfo=UTC)
    zone, hour, day_start = ZONES[0], time(7), time(4)
    period: date | None = None
    covered: list[date] = []

    def look() -> None:
        nonlocal period
        while True:
            step = agenda(Wishes(Rhythm(Kind.DAILY, hour, 0, zone, day_start)), period, instant)
            match step:
                case Wait():
                    period = step.period
                    return
                case Skip():
                    raise AssertionError("a worker that looks every hour is never too late")
                case Cover():
                    covered.append(step.period)
                    period = following(Kind.DAILY, step.period)

    for hours, *new in moves:
        for _ in range(hours):
            look()
            instant += timedelta(hours=1)
        zone, hour, day_start = new  # type: ignore[assignment]
    look()
    assert covered == [covered[0] + timedelta(days=offset) for offset in range(len(covered))] if covered else True
    if covered:
        today = local_moment(instant, zone, day_start).date
        assert today - timedelta(days=3) <= covered[-1] <= today + timedelta(days=1)


@pytest.mark.parametrize(
    ("home", "abroad"), [("Pacific/Apia", "Pacific/Honolulu"), ("Pacific/Honolulu", "Pacific/Apia")]
)
def test_over_the_date_line_and_back(home: str, abroad: str) -> None:
    instant, zone, period = at("2028-02-26T00:00"), home, None
    covered = []
    for hours in range(24 * 12):
        if hours % 60 == 59:
            zone = abroad if zone == home else home
        step = agenda(Wishes(daily("20:00", zone)), period, instant)
        while isinstance(step, Cover):
            covered.append(step.period)
            step = agenda(Wishes(daily("20:00", zone)), following(Kind.DAILY, step.period), instant)
        assert isinstance(step, Wait)
        period = step.period
        instant += timedelta(hours=1)
    assert date(2028, 2, 29) in covered
    assert covered == [covered[0] + timedelta(days=offset) for offset in range(len(covered))]
