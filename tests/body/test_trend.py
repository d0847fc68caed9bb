"""The trend of a weight, as arithmetic."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.body.trend import weight_trend

type Points = list[tuple[date, Decimal]]

NEW_YEAR = date(2026, 1, 1)
DAY = st.dates(date(2024, 1, 1), date(2024, 12, 31))
WEIGHT = st.decimals(Decimal(2), Decimal(635), places=1)
WEIGHINGS = st.lists(st.tuples(DAY, WEIGHT), max_size=25)


def series(days: int, start: float, pace: float, *, noise: float = 0.0, kept: float = 1.0, seed: int = 0) -> Points:
    """Weighings on a straight line (kg, kg a day), with so much noise (kg), on a part of the days."""
    chance = random.Random(seed)
    return [
        (NEW_YEAR + timedelta(days=day), Decimal(f"{start + pace * day + chance.gauss(0, noise):.2f}"))
        for day in range(days)
        if day in (0, days - 1) or chance.random() < kept
    ]


@settings(max_examples=60, deadline=None)
@given(WEIGHINGS, st.randoms())
def test_every_day_has_one_point_whatever_is_weighed(points: Points, chance: random.Random) -> None:
    trend = weight_trend(points)
    if not points:
        assert trend == []
        return
    first, last = min(day for day, _ in points), max(day for day, _ in points)
    assert [point.local_date for point in trend] == [first + timedelta(days=n) for n in range((last - first).days + 1)]
    for point in trend:
        assert 0 < point.low <= point.value <= point.high
        assert point.slope_per_day.is_finite()
    weighed = {day for day, _ in points}
    assert {point.local_date for point in trend if point.raw is not None} == weighed
    shuffled = points.copy()
    chance.shuffle(shuffled)
    assert weight_trend(shuffled) == trend


@settings(max_examples=30, deadline=None)
@given(st.floats(35, 250), st.floats(-0.12, 0.12), st.integers(20, 80), st.floats(0.1, 1))
def test_a_straight_line_is_its_own_trend(start: float, pace: float, days: int, kept: float) -> None:
    for point in weight_trend(series(days, start, pace, kept=kept))[3:]:
        true = start + pace * (point.local_date - NEW_YEAR).days
        assert abs(float(point.value) - true) < 0.35
    assert all(abs(float(point.value) - start) < 0.011 for point in weight_trend(series(days, start, 0, kept=kept)))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.5, 3))
def test_it_is_the_same_for_a_body_of_another_size(seed: int, factor: float) -> None:
    points = series(40, 80, -0.05, noise=0.5, kept=0.7, seed=seed)
    other = [(day, value * Decimal(factor)) for day, value in points]
    for one, two in zip(weight_trend(points), weight_trend(other), strict=True):
        assert abs(float(one.value) * factor - float(two.value)) < 0.005


def test_a_year_of_noise_is_seen_through() -> None:
    points = series(365, 90, -0.03, noise=0.6, kept=0.6, seed=3)
    trend = weight_trend(points)
    off = [float(point.value) - (90 - 0.03 * day) for day, point in enumerate(trend)]
    assert max(map(abs, off)) < 0.6
    assert (sum(each * each for each in off) / len(off)) ** 0.5 < 0.2
    assert abs(float(trend[180].slope_per_day) + 0.03) < 0.015


@pytest.mark.parametrize("typo", ["8000", "800", "176.4", "8", "0.8", "36.3", "90", "70"])
def test_a_typo_moves_nothing(typo: str) -> None:
    points = series(60, 80, -0.03, noise=0.4, kept=0.6, seed=5)
    clean = {point.local_date: point.value for point in weight_trend(points)}
    middle = points[len(points) // 2][0]
    wrong = [(day, Decimal(typo) if day == middle else value) for day, value in points]
    for point in weight_trend(wrong):
        assert abs(point.value - clean[point.local_date]) < Decimal("0.35"), point
    (told,) = [point for point in weight_trend(wrong) if point.local_date == middle]
    assert told.raw == Decimal(typo).quantize(Decimal("0.001")), "what was written down is shown as it was"


@pytest.mark.parametrize("place", [0, -1])
def test_a_typo_at_either_end_moves_nothing(place: int) -> None:
    points = series(30, 80, 0, noise=0.3, seed=6)
    points[place] = (points[place][0], Decimal(176))
    assert all(Decimal(79) < point.value < Decimal(81) for point in weight_trend(points))


def test_several_weighings_of_a_day_are_their_mean() -> None:
    one = [(NEW_YEAR, Decimal(80)), (NEW_YEAR, Decimal(81)), (NEW_YEAR + timedelta(days=1), Decimal(80))]
    other = [(NEW_YEAR, Decimal("80.5")), (NEW_YEAR + timedelta(days=1), Decimal(80))]
    assert weight_trend(one) == weight_trend(other)


def test_a_change_that_stays_is_believed_and_a_gap_is_less_sure() -> None:
    before = series(30, 100, 0, noise=0.3, seed=7)
    after = [(day + timedelta(days=200), value - 18) for day, value in series(30, 100, 0, noise=0.3, seed=8)]
    trend = {point.local_date: point for point in weight_trend(before + after)}
    assert abs(trend[after[-1][0]].value - 82) < Decimal(1)
    gap, kept = trend[NEW_YEAR + timedelta(days=110)], trend[NEW_YEAR + timedelta(days=15)]
    assert gap.high - gap.low > 4 * (kept.high - kept.low)
    assert Decimal(84) < gap.value < Decimal(98)


def test_the_range_widens_where_nothing_was_weighed_lately() -> None:
    daily = weight_trend(series(60, 80, 0, noise=0.4, seed=9))[-1]
    weekly = weight_trend(series(60, 80, 0, noise=0.4, kept=0.14, seed=9))[-1]
    assert weekly.high - weekly.low > daily.high - daily.low


@pytest.mark.parametrize("value", ["NaN", "Infinity", "0", "-70"])
def test_what_is_no_weight_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        weight_trend([(NEW_YEAR, Decimal(value))])
