"""What a person eats lifts what they usually mean, and nothing else."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fithub.foods.lifting import MOST, habit_lift
from fithub.foods.query import read_query
from fithub.foods.ranking import Candidate, Verdict, judge

TODAY = date(2026, 11, 23)


def judged(q: str, name: str, habit: float) -> Verdict:
    return judge(read_query(q), Candidate(name, "", 0.6, own=False, habit=habit))


@given(st.integers(0, 10_000), st.integers(-5, 5_000))
def test_a_lift_is_bounded_and_grows_with_times(times: int, days: int) -> None:
    last_on = TODAY - timedelta(days=days)
    lift = habit_lift(times=times, last_on=last_on, today=TODAY)
    assert 0 <= lift <= MOST
    assert lift <= habit_lift(times=times + 1, last_on=last_on, today=TODAY)
    assert lift >= habit_lift(times=times, last_on=last_on - timedelta(days=30), today=TODAY)


def test_milk_is_the_oat_milk_of_who_always_has_it() -> None:
    often = habit_lift(times=30, last_on=TODAY, today=TODAY)
    assert (
        judged("milk", "Oat milk", often).order
        > judged("milk", "Milk, NFS", 0).order
        > judged("milk", "Oat milk", 0).order
    )
    assert judged("milk", "Oat milk", often).lifted


def test_what_was_not_asked_for_is_not_lifted() -> None:
    assert judged("rice", "Rice pudding", MOST) == judged("rice", "Rice pudding", 0)
