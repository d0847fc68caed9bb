"""How far a goal is, from what was measured, and when it will be reached if things go on as they did. Call within `acting_as`."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fithub.body.goal_safety import warning_of
from fithub.body.models import Goal
from fithub.body.pace import WINDOW_DAYS, Forecast, Heading, Pace, forecast, pace_of
from fithub.body.queries import series
from fithub.body.trend import weight_trend

# A body that is to stay as it is may be so far off, as a part of what it should be: a kilogram and a half of 75.
KEPT_WITHIN: Final = Decimal("0.02")
# How far the present pace may be from the needed one and still be on track.
ON_TRACK: Final = Decimal("0.1")
_UNKNOWN: Final = Forecast(Heading.UNKNOWN)
_TREND_DAYS: Final = 120
_TENTH: Final = Decimal("0.1")


class GoalStatus(StrEnum):
    """Where a goal stands on a day."""

    INACTIVE = "inactive"
    UPCOMING = "upcoming"
    ACTIVE = "active"
    REACHED = "reached"
    OVERDUE = "overdue"


class Track(StrEnum):
    """How the present pace compares with the one that the goal needs."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Progress:
    """A goal on a day. Values are in the metric's own unit; None is unknown, or means nothing for this goal.

    `current`: for a weight its trend, below the water of the day; for other metrics the last measure. `percent`: of the way from
    start to target, below 0 when it went the other way. `needed_per_week`, `pace.per_week`: with their signs. `warning`: why an
    active goal is not safe any more.
    """

    status: GoalStatus
    day: date
    current: Decimal | None = None
    measured_on: date | None = None
    percent: Decimal | None = None
    remaining: Decimal | None = None
    needed_per_week: Decimal | None = None
    pace: Pace | None = None
    forecast: Forecast = _UNKNOWN
    track: Track | None = None
    warning: str | None = None


def progress_of(goal: Goal, today: date) -> Progress:
    """How far the goal is on a day; one query, and for an active goal those of its safety."""
    warning = warning_of(goal, today)
    if not goal.metric or goal.start_value is None or goal.target_value is None:
        return Progress(_status(goal, today, reached=False), today, warning=warning)
    first = today - timedelta(days=max(_TREND_DAYS, WINDOW_DAYS))
    readings = series(user_id=goal.user_id, metric=goal.metric, first=first, last=today)
    if not readings:
        return Progress(_status(goal, today, reached=False), today, warning=warning)
    current = weight_trend(readings)[-1].value if goal.metric == "weight_kg" else readings[-1][1]
    since = [(day, value) for day, value in readings if day >= goal.start_date]
    keeps = goal.start_value == goal.target_value
    rising = goal.target_value > goal.start_value
    pace = pace_of(since, until=today)
    ahead = _UNKNOWN
    if not keeps:
        ahead = forecast(level=current, target=goal.target_value, pace=pace, rising=rising, today=today)
    reached = ahead.heading is Heading.REACHED
    needed = None if reached else _needed(goal, current, today)
    return Progress(
        status=_status(goal, today, reached=reached and bool(since)),
        day=today,
        current=current,
        measured_on=readings[-1][0],
        percent=_kept(current, goal.target_value) if keeps else _percent(goal, current),
        remaining=goal.target_value - current,
        needed_per_week=needed,
        pace=pace,
        forecast=ahead,
        track=_track(pace, needed),
        warning=warning,
    )


def _status(goal: Goal, today: date, *, reached: bool) -> GoalStatus:
    if not goal.is_active:
        return GoalStatus.INACTIVE
    if goal.start_date > today:
        return GoalStatus.UPCOMING
    if reached:
        return GoalStatus.REACHED
    return GoalStatus.OVERDUE if goal.target_date is not None and goal.target_date < today else GoalStatus.ACTIVE


def _percent(goal: Goal, current: Decimal) -> Decimal:
    assert goal.start_value is not None
    assert goal.target_value is not None
    way = goal.target_value - goal.start_value
    return (100 * (current - goal.start_value) / way).quantize(_TENTH)


def _kept(current: Decimal, target: Decimal) -> Decimal:
    """100 while it is kept, less by how far it is off beyond that."""
    off = abs(current - target) / target
    return Decimal(100) if off <= KEPT_WITHIN else max(Decimal(0), 100 - 100 * (off - KEPT_WITHIN)).quantize(_TENTH)


def _needed(goal: Goal, current: Decimal, today: date) -> Decimal | None:
    assert goal.target_value is not None
    if goal.target_date is not None:
        left = (goal.target_date - max(today, goal.start_date)).days
        return ((goal.target_value - current) * 7 / left).quantize(Decimal("0.001")) if left > 0 else None
    if goal.pace_per_week is not None and goal.target_value != goal.start_value:
        return goal.pace_per_week if goal.target_value > current else -goal.pace_per_week
    return None


def _track(pace: Pace | None, needed: Decimal | None) -> Track | None:
    """Only what the readings bear out: where the needed pace lies within the range of the present one, it is on track."""
    if pace is None or not needed:
        return None
    sign = 1 if needed > 0 else -1
    low, high = sorted((sign * pace.low, sign * pace.high))
    wanted, half = abs(needed), ON_TRACK * abs(needed)
    if low > wanted + half:
        return Track.AHEAD
    return Track.BEHIND if high < wanted - half else Track.ON_TRACK
