"""The JSON and the words that REST, receipts and summaries share for goals and how far they are."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fithub.body.metrics import Metric, metric_named
from fithub.body.models import Goal
from fithub.body.pace import Forecast, Heading
from fithub.body.progress import GoalStatus, Progress, Track
from fithub.body.shapes import Reader
from fithub.body.units import Display, display


def goal_shape(goal: Goal, progress: Progress, reader: Reader) -> dict[str, Any]:
    """A goal as it is shown, with its status on the day of `progress`."""
    metric = _metric(goal)
    values = {name: getattr(goal, name) for name in ("start_value", "target_value", "pace_per_week")}
    return {
        "id": str(goal.pk),
        "kind": goal.kind,
        "name": goal.name,
        "metric": goal.metric or None,
        "unit": None if metric is None else metric.unit,
        "start_date": goal.start_date.isoformat(),
        **values,
        "target_date": None if goal.target_date is None else goal.target_date.isoformat(),
        "notes": goal.notes,
        "is_active": goal.is_active,
        "status": progress.status.value,
        "warning": progress.warning,
        "display": _displays(values, metric, reader),
        "created_at": goal.created_at.isoformat(),
    }


def progress_shape(goal: Goal, progress: Progress, reader: Reader) -> dict[str, Any]:
    """A goal's progress as it is shown, in figures and in one or two sentences."""
    pace, ahead = progress.pace, progress.forecast
    values = {name: getattr(progress, name) for name in ("current", "remaining", "needed_per_week")}
    values |= {} if pace is None else {"pace_per_week": pace.per_week}
    return {
        "goal": goal_shape(goal, progress, reader),
        "date": progress.day.isoformat(),
        "current": progress.current,
        "measured_on": None if progress.measured_on is None else progress.measured_on.isoformat(),
        "percent": progress.percent,
        "remaining": progress.remaining,
        "needed_per_week": progress.needed_per_week,
        "pace": None
        if pace is None
        else {
            "per_week": pace.per_week,
            "low": pace.low,
            "high": pace.high,
            "readings": pace.readings,
            "span_days": pace.span_days,
        },
        "forecast": _forecast(ahead),
        "track": None if progress.track is None else progress.track.value,
        "sentence": sentence(goal, progress, reader),
        "display": _displays(values, _metric(goal), reader),
    }


def sentence(goal: Goal, progress: Progress, reader: Reader) -> str:
    """How far a goal is, in words, and first what is against it; every figure is the progress's own."""
    if progress.warning is not None:
        return f"Careful, this goal is not safe for you any more. {progress.warning} {_how_far(goal, progress, reader)}"
    return _how_far(goal, progress, reader)


def _how_far(goal: Goal, progress: Progress, reader: Reader) -> str:
    if progress.status is GoalStatus.INACTIVE:
        return "This goal is not active."
    metric = _metric(goal)
    if metric is None or goal.target_value is None:
        return "This goal has no number to follow." if metric is None else "This goal has no target to follow."
    if progress.current is None:
        return f"Nothing is measured of {metric.label.lower()} yet, so there is no progress to tell."
    now = display(told(progress.current), metric.unit, reader.units).text
    aim = _as_told(goal.target_value, metric, reader).text
    said = f"{metric.label} is at {now}, and the goal is {aim}."
    return f"{said} {_heading(progress, metric, reader)}".strip()


def _heading(progress: Progress, metric: Metric, reader: Reader) -> str:
    ahead = progress.forecast
    if ahead.heading is Heading.REACHED:
        return "That is reached."
    if progress.pace is None:
        return "It takes five measurements over ten days or more before I can say where it is heading."
    if ahead.heading is Heading.AWAY:
        return "Lately it has moved the other way."
    if ahead.heading is Heading.UNCERTAIN:
        soonest = "" if ahead.earliest is None else f" (the earliest would be {ahead.earliest.isoformat()})"
        return f"It moves too little against its ups and downs to foretell a date{soonest}."
    if ahead.heading is Heading.UNKNOWN:
        return ""
    pace = display(told(abs(progress.pace.per_week)), metric.unit, reader.units).text
    if ahead.on is None:
        return f"At the present pace of {pace} a week that is more than three years away."
    latest = "later than in three years" if ahead.latest is None else ahead.latest.isoformat()
    return (
        f"At the present pace of {pace} a week it is reached about {ahead.on.isoformat()};"
        f" between {_day(ahead.earliest)} and {latest} is likely.{_TRACK.get(progress.track, '')}"
    )


# What the person said is told with all its digits; nobody says more of them behind the point, so those are of a conversion.
_AS_TOLD: Final = frozenset({"start_value", "target_value"})
_MOST_PLACES: Final = 2
_TRACK: Mapping[Track | None, str] = {
    Track.AHEAD: " That is ahead of the plan.",
    Track.ON_TRACK: " That is on track.",
    Track.BEHIND: " That is behind the plan.",
}


def _day(day: Any) -> str:
    return "an unknown date" if day is None else str(day.isoformat())


def told(value: Decimal) -> Decimal:
    """A value that was worked out, as people are told it: what no scale shows is not read out; below 1 a hundredth counts."""
    return value.quantize(Decimal("0.01") if abs(value) < 1 else Decimal("0.1"))


def _as_told(value: Decimal, metric: Metric, reader: Reader) -> Display:
    """A value that the person said, as they may have said it: 160 lb are 72.6 kg to who reads kilograms, and not 72.575."""
    shown = display(value, metric.unit, reader.units)
    places = shown.value.normalize().as_tuple().exponent
    if isinstance(places, int) and places < -_MOST_PLACES:
        return display(told(value), metric.unit, reader.units)
    return shown


def _forecast(ahead: Forecast) -> dict[str, Any]:
    dates = {name: getattr(ahead, name) for name in ("on", "earliest", "latest")}
    return {
        "heading": ahead.heading.value,
        **{name: None if day is None else day.isoformat() for name, day in dates.items()},
    }


def _metric(goal: Goal) -> Metric | None:
    return metric_named(user_id=goal.user_id, key=goal.metric) if goal.metric else None


def _displays(values: Mapping[str, Decimal | None], metric: Metric | None, reader: Reader) -> dict[str, Any]:
    if metric is None:
        return {}
    shown = {
        name: _as_told(value, metric, reader) if name in _AS_TOLD else display(told(value), metric.unit, reader.units)
        for name, value in values.items()
        if value is not None
    }
    return {name: {"value": each.value, "unit": each.unit, "text": each.text} for name, each in shown.items()}
