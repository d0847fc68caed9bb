"""Recurrences of meals: read strictly, and the same dates as dateutil's from the first date on, wherever the window lies."""

import time
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fithub.core.errors import InvalidInput
from fithub.planning.recurrence import Rule, dates_between, last_date, read_rule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def dates(rule: str, start: str, first: str, last: str) -> list[str]:
    days = dates_between(read_rule(rule), *map(date.fromisoformat, (start, first, last)))
    return [day.isoformat() for day in days]


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 9))}"]
    if draw(st.booleans()):
        ordinal = st.sampled_from(["", "1", "2", "-1", "5"]) if frequency in {"MONTHLY", "YEARLY"} else st.just("")
        days = draw(st.lists(st.tuples(ordinal, st.sampled_from(DAYS)), min_size=1, max_size=4))
        parts.append("BYDAY=" + ",".join(a + b for a, b in days))
    if frequency != "WEEKLY" and draw(st.booleans()):
        some = st.lists(st.sampled_from([1, 13, 28, 29, 30, 31, -1, -31]), min_size=1, max_size=3, unique=True)
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(some))))
    if draw(st.booleans()):
        some = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)
        parts.append("BYMONTH=" + ",".join(map(str, draw(some))))
    if frequency == "YEARLY" and draw(st.booleans()):
        parts.append(f"BYYEARDAY={draw(st.sampled_from(['1', '60,366', '-1,-366']))}")
    if frequency != "DAILY" and any(part.startswith("BY") for part in parts) and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2,-2']))}")
    if frequency == "WEEKLY" and draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(DAYS))}")
    return ";".join(parts)


@settings(max_examples=150, deadline=None)
@given(rules(), st.dates(date(1999, 1, 1), date(2030, 12, 31)), st.integers(-40, 9_000), st.integers(0, 366))
def test_a_window_holds_the_dates_that_dateutil_counts_from_the_first_on(
    text: str, start: date, later: int, length: int
) -> None:
    rule = read_rule(text)
    assert read_rule(str(rule)) == rule
    try:
        assert last_date(rule, start) is None
    except InvalidInput as error:
        assume(error.code != "rule_never")
        raise
    first = start + timedelta(days=later)
    last = first + timedelta(days=length)
    midnight = datetime.min.time()
    all_of_them = rrulestr(text, dtstart=datetime.combine(start, midnight))
    wanted = all_of_them.between(datetime.combine(first, midnight), datetime.combine(last, midnight), inc=True)
    assert dates_between(rule, start, first, last) == [each.date() for each in wanted]


def test_a_count_ends_where_it_is_counted_to() -> None:
    weekdays = read_rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=7")
    assert last_date(weekdays, date(2026, 11, 26)) == date(2026, 12, 4)
    assert last_date(read_rule("FREQ=DAILY;UNTIL=20261231"), date(2026, 11, 26)) == date(2026, 12, 31)
    assert last_date(read_rule("FREQ=DAILY"), date(2026, 11, 26)) is None


def test_leap_days_and_months_without_a_31st_are_left_out_as_rfc_5545_has_it() -> None:
    assert dates("FREQ=YEARLY", "2024-02-29", "2024-01-01", "2032-12-31") == ["2024-02-29", "2028-02-29", "2032-02-29"]
    assert dates("FREQ=MONTHLY", "2026-01-31", "2026-01-01", "2026-06-30") == ["2026-01-31", "2026-03-31", "2026-05-31"]
    ends = dates("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-01", "2028-02-01", "2028-03-31")
    assert ends == ["2028-02-29", "2028-03-31"]
    assert dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2096-01-01", "2097-01-01", "2107-12-31") == ["2104-02-29"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "rule_invalid"),
        ("every weekday", "rule_invalid"),
        ("FREQ=FORTNIGHTLY", "rule_invalid"),
        ("FREQ=DAILY;FREQ=WEEKLY", "rule_invalid"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "rule_invalid"),
        ("FREQ=DAILY;COUNT=0", "rule_invalid"),
        ("FREQ=DAILY;COUNT=1e9", "rule_invalid"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "rule_invalid"),
        ("FREQ=DAILY;INTERVAL=-1", "rule_invalid"),
        ("FREQ=DAILY;UNTIL=20270230", "rule_invalid"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "rule_invalid"),
        ("FREQ=WEEKLY;BYDAY=XX", "rule_invalid"),
        ("FREQ=WEEKLY;BYDAY=1MO", "rule_invalid"),
        ("FREQ=MONTHLY;BYDAY=0MO", "rule_invalid"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "rule_invalid"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "rule_invalid"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "rule_invalid"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "rule_invalid"),
        ("FREQ=MONTHLY;BYSETPOS=1", "rule_invalid"),
        ("FREQ=DAILY;\nDTSTART:20260101T000000", "rule_invalid"),
        ("FREQ=DAILY;" + "BYMONTH=1" * 60, "rule_invalid"),
        ("FREQ=HOURLY", "rule_unsupported"),
        ("FREQ=SECONDLY", "rule_unsupported"),
        ("FREQ=DAILY;BYHOUR=8,12,18", "rule_unsupported"),
        ("FREQ=DAILY;BYEASTER=1", "rule_unsupported"),
        ("FREQ=DAILY;X-EVIL=1", "rule_unsupported"),
    ],
)
def test_what_is_no_schedule_of_meals_is_refused(rule: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_rule(rule)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rule_never"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "rule_never"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5", "rule_never"),
        ("FREQ=DAILY;UNTIL=20200101", "rule_never"),
        ("FREQ=YEARLY;COUNT=1000", "rule_too_long"),
    ],
)
def test_a_rule_that_never_or_forever_counts_is_refused_soon(rule: str, code: str) -> None:
    begun = time.process_time()
    with pytest.raises(InvalidInput) as caught:
        last_date(read_rule(rule), date(2026, 11, 26))
    assert caught.value.code == code
    assert time.process_time() - begun < 5


def test_a_far_window_costs_no_more_than_a_near_one() -> None:
    rule = Rule("DAILY")
    begun = time.process_time()
    for _ in range(20):
        assert len(dates_between(rule, date(1900, 1, 1), date(2199, 1, 1), date(2199, 12, 31))) == 365
    assert time.process_time() - begun < 1
