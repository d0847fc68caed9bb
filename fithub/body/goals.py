"""What a person wants their body to become or to do: setting, changing, starting and ending goals. Call within `acting_as`.

Only one active goal at a time is about a metric: two would pull at the same number. A goal never changes a target by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import profile_of
from fithub.body.goal_safety import check_safe
from fithub.body.metrics import Metric, metric_named
from fithub.body.models import Goal, GoalKind
from fithub.body.plausibility import check_possible
from fithub.body.queries import latest
from fithub.body.units import to_own, unit_named
from fithub.core.clock import LocalMoment, check_date, now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.nutrients import quantise

MOST_GOALS: Final = 200
# What a goal of each kind is about unless it says otherwise; what is not here need not be about a number.
USUAL_METRIC: Final[Mapping[GoalKind, str]] = {
    GoalKind.WEIGHT_LOSS: "weight_kg",
    GoalKind.MUSCLE_GAIN: "weight_kg",
    GoalKind.MAINTENANCE: "weight_kg",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal as it is told. Values are in `unit` (None: the metric's own); `pace_per_week` is so much a week, without a sign."""

    kind: GoalKind
    name: str = ""
    metric: str | None = None
    start_value: Decimal | None = None
    target_value: Decimal | None = None
    unit: str | None = None
    start_date: date | None = None
    target_date: date | None = None
    pace_per_week: Decimal | None = None
    notes: str = ""


def own_goals(user_id: UUID) -> QuerySet[Goal]:
    """The person's goals, the newest first."""
    return Goal.objects.filter(user_id=user_id).order_by("-id")


def goal(*, user_id: UUID, goal_id: UUID, hold: bool = False) -> Goal:
    """One goal; `hold` it until the transaction ends in order to change it. Raises NotFound (`goal_not_found`)."""
    goals = own_goals(user_id).select_for_update() if hold else own_goals(user_id)
    found = goals.filter(pk=goal_id).first()
    if found is None:
        raise NotFound("goal_not_found", "There is no such goal; GET /goals lists yours.")
    return found


def create_goal(*, user_id: UUID, wish: Wish, today: LocalMoment, active: bool = True) -> Goal:
    """Set a goal, and begin it at once unless not `active`. Where no start value is told, the last measurement is it.

    Raises InvalidInput (`metric_needed`, `metric_unknown`, `unit_unknown`, `value_impossible`, `start_value_needed`,
    `target_needed`, `target_wrong_way`, `dates_out_of_order`, `date_out_of_range`, `pace_disagrees`, `goal_unsafe`,
    `height_needed`), Conflict (`goal_active_already`, `too_many_goals`).
    """
    if own_goals(user_id).count() >= MOST_GOALS:
        raise Conflict("too_many_goals", f"You have {MOST_GOALS} goals; delete one first.")
    made = Goal(user_id=user_id, kind=wish.kind, is_active=active, created_at=now())
    made.metric = wish.metric or USUAL_METRIC.get(wish.kind, "")
    if wish.kind == GoalKind.CUSTOM and not made.metric:
        raise InvalidInput.field("metric", "metric_needed", "A custom goal is about a metric, e.g. custom:push_ups.")
    made.start_date = wish.start_date or today.date
    if made.metric:
        made.custom_id = metric_named(user_id=user_id, key=made.metric).custom_id
    _fill(made, {name: getattr(wish, name) for name in _VALUES}, wish.unit)
    if made.metric and made.start_value is None:
        measured = latest(user_id=user_id, metric=made.metric, until=max(made.start_date, today.date))
        made.start_value = None if measured is None else measured.value
    made.name = " ".join(wish.name.split()) or made.get_kind_display()
    return _kept(made, today)


_VALUES: Final = ("start_value", "target_value", "target_date", "pace_per_week", "notes")


def edit_goal(*, user_id: UUID, goal_id: UUID, changes: Mapping[str, Any], today: LocalMoment) -> Goal:
    """Change a goal; keys are fields of Wish but its kind and metric. Raises NotFound (`goal_not_found`), and as `create_goal`."""
    held = goal(user_id=user_id, goal_id=goal_id, hold=True)
    wanted = dict(changes)
    unit = wanted.pop("unit", None)
    if "name" in wanted:
        held.name = " ".join(wanted.pop("name").split()) or held.get_kind_display()
    if wanted.get("start_date") is not None:
        held.start_date = wanted["start_date"]
    wanted.pop("start_date", None)
    if "target_date" in wanted and "pace_per_week" not in wanted:
        # The date that is said now counts; a pace from before would argue with it.
        held.pace_per_week = None
    if "pace_per_week" in wanted and "target_date" not in wanted:
        held.target_date = None
    _fill(held, wanted, unit)
    return _kept(held, today)


def activate_goal(*, user_id: UUID, goal_id: UUID, today: LocalMoment) -> Goal:
    """Begin a goal, or begin it again; one that is active stays as it is.

    Raises NotFound (`goal_not_found`), Conflict (`goal_active_already`), InvalidInput (`goal_unsafe`, `height_needed`).
    """
    held = goal(user_id=user_id, goal_id=goal_id, hold=True)
    if held.is_active:
        return held
    held.is_active = True
    return _kept(held, today)


def deactivate_goal(*, user_id: UUID, goal_id: UUID) -> Goal:
    """End a goal without deleting it. Raises NotFound (`goal_not_found`)."""
    held = goal(user_id=user_id, goal_id=goal_id, hold=True)
    held.is_active = False
    held.save(update_fields=["is_active"])
    return held


def delete_goal(*, user_id: UUID, goal_id: UUID) -> None:
    """Delete a goal; it can be undone. Raises NotFound (`goal_not_found`)."""
    goal(user_id=user_id, goal_id=goal_id, hold=True).delete()


def _fill(held: Goal, told: Mapping[str, Any], unit: str | None) -> None:
    """Put told values into a goal, in its metric's own unit."""
    metric = metric_named(user_id=held.user_id, key=held.metric) if held.metric else None
    for name, value in told.items():
        if isinstance(value, Decimal):
            if metric is None:
                raise InvalidInput.field("metric", "metric_needed", "Say what the number is of, e.g. waist_cm.")
            value = _in_own_unit(value, metric, unit)
        setattr(held, name, value)


def _in_own_unit(value: Decimal, metric: Metric, unit: str | None) -> Decimal:
    return quantise(value) if unit is None else to_own(value, unit_named(unit, metric.unit), metric.unit)


def _kept(held: Goal, today: LocalMoment) -> Goal:
    """The goal as stored, after everything about it was checked."""
    _check_dates(held)
    _check_values(held, today.date)
    check_safe(held, profile_of(held.user_id), today.date)
    if held.is_active:
        _check_alone(held)
    held.save()
    return held


def _check_dates(held: Goal) -> None:
    check_date("start_date", held.start_date)
    if held.target_date is None:
        return
    check_date("target_date", held.target_date)
    if held.target_date <= held.start_date:
        raise InvalidInput.field("target_date", "dates_out_of_order", "A goal ends after it starts.")


def _check_values(held: Goal, today: date) -> None:
    if held.metric and held.target_value is None and held.kind != GoalKind.MAINTENANCE:
        raise InvalidInput.field("target_value", "target_needed", "Say what the number should become.")
    if held.metric and held.start_value is None:
        raise InvalidInput.field(
            "start_value", "start_value_needed", "Nothing is measured yet: log it first, or send start_value."
        )
    if held.start_value is None:
        return
    if held.kind == GoalKind.MAINTENANCE and held.target_value is None:
        held.target_value = held.start_value
    assert held.target_value is not None
    _check_possible(held, today)
    if held.kind in _LESS and held.target_value >= held.start_value:
        raise InvalidInput.field("target_value", "target_wrong_way", "A loss ends below where it starts.")
    if held.kind in _MORE and held.target_value <= held.start_value:
        raise InvalidInput.field("target_value", "target_wrong_way", "A gain ends above where it starts.")
    if held.pace_per_week is not None:
        _check_pace(held)


_LESS: Final = frozenset({GoalKind.WEIGHT_LOSS})
_MORE: Final = frozenset({GoalKind.MUSCLE_GAIN})
# How far a pace and a date may be apart and still mean the same.
_AGREES: Final = Decimal("0.1")


def _check_possible(held: Goal, today: date) -> None:
    profile = profile_of(held.user_id)
    metric = metric_named(user_id=held.user_id, key=held.metric)
    for name in ("start_value", "target_value"):
        try:
            check_possible(metric, getattr(held, name), born=profile.birth_date, day=today, units=profile.units)
        except InvalidInput as error:
            raise InvalidInput.field(name, error.code, error.detail) from error


def _check_pace(held: Goal) -> None:
    assert held.pace_per_week is not None
    assert held.start_value is not None
    assert held.target_value is not None
    if held.pace_per_week <= 0:
        raise InvalidInput.field("pace_per_week", "pace_disagrees", "A pace is so much a week, more than 0.")
    if held.target_date is None:
        return
    needed = pace_between(held.start_value, held.target_value, held.start_date, held.target_date)
    if abs(needed - held.pace_per_week) > _AGREES * needed:
        raise InvalidInput.field(
            "pace_per_week",
            "pace_disagrees",
            f"By {held.target_date} it takes {needed.normalize():f} a week; send the date or the pace, or let both agree.",
        )


def pace_between(start: Decimal, target: Decimal, first: date, last: date) -> Decimal:
    """How much a week it takes from one value to another between two dates, without a sign."""
    return quantise(abs(target - start) * 7 / Decimal((last - first).days))


def _check_alone(held: Goal) -> None:
    if not held.metric:
        return
    others = own_goals(held.user_id).filter(is_active=True, metric=held.metric).exclude(pk=held.pk)
    other = others.first()
    if other is not None:
        raise Conflict(
            "goal_active_already",
            f"“{other.name}” is about the same and active; deactivate it first (POST /goals/{other.pk}/deactivate).",
        )
