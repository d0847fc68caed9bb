"""Which days seem to be written down in part, as arithmetic."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.diary.partial import Written, partial_days

FIRST = date(2026, 2, 20)
MEALS = frozenset({"breakfast", "lunch", "dinner"})


def weeks(*kcal: int, slots: frozenset[str] = MEALS) -> dict[date, Written]:
    return {FIRST + timedelta(days=place): Written(Decimal(each), slots) for place, each in enumerate(kcal)}


@pytest.mark.parametrize(
    ("kcal", "slots", "partial"),
    [
        (2000, MEALS, False),
        (900, MEALS, False),
        (700, MEALS, True),
        (1200, frozenset({"breakfast", "lunch"}), True),
        (1700, frozenset({"breakfast", "lunch"}), False),
        (0, frozenset({"snack"}), True),
    ],
)
def test_a_day_is_judged_by_the_others(kcal: int, slots: frozenset[str], partial: bool) -> None:
    days = weeks(*[2000] * 14)
    day = FIRST + timedelta(days=9)
    assert partial_days(days | {day: Written(Decimal(kcal), slots)}) == (frozenset({day}) if partial else frozenset())


def test_who_never_has_breakfast_does_not_lack_it() -> None:
    days = weeks(*[2000] * 14, slots=frozenset({"lunch", "dinner"}))
    assert partial_days(days) == frozenset()


def test_a_day_without_known_energy_and_the_first_days() -> None:
    assert partial_days({FIRST: Written(None, MEALS)}) == {FIRST}
    assert partial_days(weeks(1500, 700)) == {FIRST + timedelta(days=1)}
    assert partial_days({}) == frozenset()


def test_who_begins_to_eat_less_is_believed_after_a_while() -> None:
    days = weeks(*[2400] * 30, *[1300] * 30)
    assert partial_days(days) == frozenset()


def test_only_some_days_may_tell_what_is_usual() -> None:
    days = weeks(*[2000] * 10, *[500] * 4)
    little = frozenset(sorted(days)[10:])
    assert partial_days(days) == little
    assert partial_days(days, judged_by=little) == little, "four are too few to be usual"


@given(st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 6, 1)), st.integers(0, 9000), max_size=80))
def test_scaling_all_days_changes_no_judgement(kcal: dict[date, int]) -> None:
    days = {day: Written(Decimal(each + 5000), MEALS) for day, each in kcal.items()}
    double = {day: Written(each.kcal and each.kcal * 2, each.slots) for day, each in days.items()}
    assert partial_days(days) == partial_days(double)
