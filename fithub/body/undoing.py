"""Taking changes back and doing them again, but for what is not safe any more. Call within `acting_as`.

A target or a goal that comes back is held to the floors by what the person has told since, as a new one would be.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Model

from fithub.accounts.models import Profile
from fithub.accounts.queries import local_now, profile_of
from fithub.body.goal_safety import check_safe
from fithub.body.models import Goal, Target
from fithub.body.targets import own_targets, refuse_unsafe_target
from fithub.core import changes
from fithub.core.errors import Conflict, InvalidInput
from fithub.core.models import Change
from fithub.foods import undoing

# What the floors look at; a row of which only something else changes is in force as it was.
_JUDGED: Final[dict[type[Model], tuple[str, ...]]] = {
    Target: ("nutrients", "effective_from", "effective_to", "weekdays", "day_kind"),
    Goal: ("is_active", "metric", "start_value", "target_value", "start_date", "target_date", "pace_per_week"),
}


def undo(*, user_id: UUID, change_set_id: UUID | None = None, turn_id: UUID | None = None) -> changes.Reversal:
    """`fithub.foods.undoing.undo`. Raises Conflict (`unsafe_since`), too; then nothing is taken back."""
    return _safe(user_id, undoing.undo(user_id=user_id, change_set_id=change_set_id, turn_id=turn_id))


def redo(*, user_id: UUID) -> changes.Reversal:
    """`fithub.foods.undoing.redo`, likewise."""
    return _safe(user_id, undoing.redo(user_id=user_id))


def _safe(user_id: UUID, done: changes.Reversal) -> changes.Reversal:
    targets = Target.objects.filter(user_id=user_id, pk__in=_judged(done, Target))
    goals = Goal.objects.filter(user_id=user_id, pk__in=_judged(done, Goal), is_active=True)
    profile, today = profile_of(user_id), local_now(user_id).date
    for target in targets:
        try:
            _check_target(target, profile, today)
        except InvalidInput as error:
            raise _unsafe_since("target", error) from error
    for goal in goals:
        try:
            check_safe(goal, profile, today)
        except InvalidInput as error:
            raise _unsafe_since("goal", error) from error
    return done


def _judged(done: changes.Reversal, model: type[Model]) -> Iterator[UUID]:
    """The rows of a model that came back, went, or became something else to the floors."""
    for row in Change.objects.filter(change_set=done.change_set, table_name=model._meta.db_table):
        before, after = row.before or {}, row.after or {}
        if any(before.get(name) != after.get(name) for name in _JUDGED[model]):
            yield row.row_id


def _check_target(target: Target, profile: Profile, today: date) -> None:
    """Refuse one that holds today or later; what has ended is how it was."""
    if target.effective_to is not None and target.effective_to < today:
        return
    others = [] if target.diet_id else list(own_targets(target.user_id).exclude(pk=target.pk))
    refuse_unsafe_target(profile, target, others, today, first=max(today, target.effective_from))


def _unsafe_since(what: str, error: InvalidInput) -> Conflict:
    return Conflict(
        "unsafe_since",
        f"That would bring back a {what} that is not safe by what you have told since, so nothing was changed. {error.detail}"
        f" Set another {what} instead, or correct your profile if it is not right.",
    )
