"""How quickly a number moves and when it arrives: pure arithmetic."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fithub.body.pace import Forecast, Heading, forecast, pace_of

TODAY = date(2026, 5, 5)


def line(start: float, per_day: float, days: int, step: int = 1) -> list[tuple[date, Decimal]]:
    first = TODAY - timedelta(days=days - 1)
    return [
        (first + timedelta(days=place), Decimal(str(round(start + per_day * place, 3))))
        for place in range(0, days, step)
    ]


def test_too_little_is_no_pace() -> None:
    assert pace_of([], until=TODAY) is None
    assert pace_of(line(80, -0.1, 4), until=TODAY) is None
    assert pace_of(line(80, -0.1, 10), until=TODAY) is None, "five days and more, but within ten"
    assert pace_of(line(80, -0.1, 11), until=TODAY) is not None


def test_what_is_older_than_six_weeks_does_not_count() -> None:
    old = [(TODAY - timedelta(days=60 + place), Decimal(90)) for place in range(20)]
    assert pace_of(old, until=TODAY) is None
    pace = pace_of(old + line(80, -0.1, 28), until=TODAY)
    assert pace is not None
    assert (pace.per_week, pace.readings, pace.span_days) == (Decimal("-0.700"), 28, 27)


@given(
    start=st.floats(40, 200),
    per_day=st.floats(-0.3, 0.3),
    days=st.integers(11, 42),
    step=st.integers(1, 2),
)
def test_a_straight_line_has_its_own_slope(start: float, per_day: float, days: int, step: int) -> None:
    pace = pace_of(line(start, per_day, days, step), until=TODAY)
    if pace is None:
        assert days < 12
        return
    assert abs(float(pace.per_week) - 7 * per_day) < 0.01
    assert pace.low <= pace.per_week <= pace.high


@given(
    level=st.decimals(40, 200, places=1),
    gap=st.decimals("0.1", 30, places=1),
    per_week=st.decimals("0.05", 2, places=2),
    off=st.decimals(0, 3, places=2),
    rising=st.booleans(),
)
def test_a_forecast_holds_its_own_middle(
    level: Decimal, gap: Decimal, per_week: Decimal, off: Decimal, rising: bool
) -> None:
    from fithub.body.pace import Pace

    sign = 1 if rising else -1
    low, high = sorted((sign * per_week - off, sign * per_week + off))
    told = forecast(
        level=level,
        target=level + sign * gap,
        pace=Pace(sign * per_week, low, high, level, 20, 30),
        rising=rising,
        today=TODAY,
    )
    assert told.heading is (Heading.TOWARDS if off < per_week else Heading.UNCERTAIN)
    assert told.earliest is None or told.earliest > TODAY
    if told.heading is Heading.TOWARDS and told.on is not None:
        assert told.earliest is not None
        assert told.earliest <= told.on
        assert told.latest is None or told.on <= told.latest


def test_a_number_that_is_there_or_moves_away() -> None:
    pace = pace_of(line(80, 0.1, 28), until=TODAY)
    arguments = {"pace": pace, "today": TODAY}
    assert forecast(level=Decimal(70), target=Decimal(72), rising=False, **arguments) == Forecast(Heading.REACHED)  # type: ignore[arg-type]
    assert forecast(level=Decimal(80), target=Decimal(72), rising=False, **arguments) == Forecast(Heading.AWAY)  # type: ignore[arg-type]
    assert forecast(level=Decimal(80), target=Decimal(72), rising=False, pace=None, today=TODAY) == Forecast(
        Heading.UNKNOWN
    )


def test_what_is_more_than_three_years_away_has_no_date() -> None:
    pace = pace_of(line(80, -0.002, 42), until=TODAY)
    told = forecast(level=Decimal(80), target=Decimal(60), pace=pace, rising=False, today=TODAY)
    assert (told.heading, told.on) == (Heading.TOWARDS, None)
