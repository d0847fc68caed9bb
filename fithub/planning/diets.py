"""Diets: what a person means to eat for a time. Call within `acting_as` with `writes`: a call is a change set, or a part of one."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import local_now, profile_of
from fithub.body.bounds import Told, check, resolved
from fithub.body.diet_targets import follow, leave
from fithub.body.safety import refuse_unsafe
from fithub.core.clock import check_date, now
from fithub.core.errors import Conflict, FieldError, InvalidInput, NotFound
from fithub.core.ids import new_id
from fithub.planning.models import Diet, Meal, PlannedMeal
from fithub.planning.recurrence import read_rule
from fithub.planning.snapshots import copied

MOST_DIETS: Final = 500


def own_diets(user_id: UUID) -> QuerySet[Diet]:
    """The person's diets."""
    return Diet.objects.filter(user_id=user_id)


def diet(*, user_id: UUID, diet_id: UUID) -> Diet:
    """One diet. Raises NotFound (`diet_not_found`)."""
    found = own_diets(user_id).filter(pk=diet_id).first()
    if found is None:
        raise NotFound("diet_not_found", "There is no such diet; GET /diets lists yours.")
    return found


def active_diet(user_id: UUID) -> Diet | None:
    """The diet that is active, if one is."""
    return own_diets(user_id).filter(is_active=True).first()


def create_diet(
    *,
    user_id: UUID,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    targets: Mapping[str, Told] | None = None,
    notes: str = "",
) -> Diet:
    """Keep a diet; it plans nothing before it is activated.

    Raises InvalidInput (`name_empty`, `date_out_of_range`, `dates_out_of_order`, those of fithub.body.bounds for its targets, and
    `target_unsafe` below the safety floors), Conflict (`too_many_diets`).
    """
    if own_diets(user_id).count() >= MOST_DIETS:
        raise Conflict("too_many_diets", f"You have {MOST_DIETS} diets; delete one that you do not need any more.")
    instant = now()
    row = Diet(user_id=user_id, name=name, starts_on=starts_on, ends_on=ends_on, notes=notes, created_at=instant)
    row.targets = _checked_targets(user_id, targets or {})
    return _stored(row)


def edit_diet(*, user_id: UUID, diet_id: UUID, changes: Mapping[str, Any]) -> Diet:
    """Change a diet: any of name, notes, targets, starts_on, ends_on.

    Raises as `create_diet` does, and NotFound (`diet_not_found`).
    """
    row = diet(user_id=user_id, diet_id=diet_id)
    before = {name: getattr(row, name) for name in changes}
    if changes.get("targets", row.targets) != row.targets:
        changes = dict(changes) | {"targets": _checked_targets(user_id, changes["targets"])}
    for name, value in changes.items():
        setattr(row, name, value)
    if before == dict(changes):
        return row
    _stored(row)
    if row.is_active:
        _aim(row)
    return row


def delete_diet(*, user_id: UUID, diet_id: UUID) -> None:
    """Delete a diet and its meals; what was logged as planned stays as it was. Raises NotFound (`diet_not_found`)."""
    row = diet(user_id=user_id, diet_id=diet_id)
    forget_planned(Meal.objects.filter(diet=row))
    leave(user_id=user_id, diet_id=row.pk, today=local_now(user_id).date)
    row.delete()


def activate(*, user_id: UUID, diet_id: UUID, replace: bool = False) -> Diet:
    """Plan by this diet from now on; with `replace` instead of the one that is active, which is deactivated.

    Its targets are what days are measured against from today on. Raises NotFound (`diet_not_found`), Conflict
    (`another_diet_active`, `diet_over`), InvalidInput (`target_unsafe`, by what the person has told since).
    """
    row = diet(user_id=user_id, diet_id=diet_id)
    if row.is_active:
        return row
    if row.ends_on is not None and row.ends_on < local_now(user_id).date:
        raise Conflict("diet_over", f"This diet ended on {row.ends_on.isoformat()}; give it a later end, or copy it.")
    before = active_diet(user_id)
    if before is not None:
        if not replace:
            raise Conflict(
                "another_diet_active",
                f"“{before.name}” is active, and one diet is at a time. Deactivate it, or activate with replace: true.",
            )
        _set_active(before, active=False)
    _set_active(row, active=True)
    return row


def deactivate(*, user_id: UUID, diet_id: UUID) -> Diet:
    """Plan by this diet no more; a second time changes nothing. Raises NotFound (`diet_not_found`)."""
    row = diet(user_id=user_id, diet_id=diet_id)
    if row.is_active:
        _set_active(row, active=False)
    return row


def copy_diet(*, user_id: UUID, diet_id: UUID, name: str | None = None, starts_on: date | None = None) -> Diet:
    """A diet once more, with its meals, not active. With `starts_on` all of its dates move by as much.

    Raises NotFound (`diet_not_found`), and as `create_diet` does: what is safe is asked anew.
    """
    before = diet(user_id=user_id, diet_id=diet_id)
    start = starts_on or before.starts_on
    later = start - before.starts_on
    try:
        end = None if before.ends_on is None else before.ends_on + later
        row = create_diet(
            user_id=user_id,
            name=name or before.name,
            starts_on=start,
            ends_on=end,
            targets=before.targets,
            notes=before.notes,
        )
        for meal in before.meals.order_by("id").prefetch_related("items"):
            items = list(meal.items.all())
            meal.pk, meal.diet, meal.revision = new_id(), row, 0
            meal.created_at = meal.updated_at = row.created_at
            meal.starts_on += later
            meal.last_on = None if meal.last_on is None else meal.last_on + later
            meal.rule = str(read_rule(meal.rule).moved(later)) if meal.rule else ""
            check_date("starts_on", meal.starts_on)
            meal.save(force_insert=True)
            for item in items:
                copied(item, meal).save(force_insert=True)
    except OverflowError:
        raise InvalidInput.field("starts_on", "date_out_of_range", "The copy would go on beyond all dates.") from None
    return row


def forget_planned(meals: QuerySet[Meal]) -> None:
    """Before meals go: their days go with them, but those that were logged stand for themselves from then on."""
    days = PlannedMeal.objects.filter(meal__in=meals)
    for day in days.filter(logged__isnull=False).distinct().select_related("meal"):
        for name in ("local_time", "slot", "name", "notes", "minutes"):
            if getattr(day, name) is None:
                setattr(day, name, getattr(day.meal, name))
        day.save()
    days.filter(logged__isnull=True).delete()


def _set_active(row: Diet, *, active: bool) -> None:
    row.is_active, row.updated_at = active, now()
    row.save(update_fields=["is_active", "updated_at"])
    _aim(row)


def _aim(row: Diet) -> None:
    """Let the days from today on be measured against the diet's targets while it is active; no past day changes."""
    today = local_now(row.user_id).date
    if row.is_active:
        follow(
            user_id=row.user_id,
            diet_id=row.pk,
            nutrients=row.targets,
            first=row.starts_on,
            last=row.ends_on,
            today=today,
        )
    else:
        leave(user_id=row.user_id, diet_id=row.pk, today=today)


def _stored(row: Diet) -> Diet:
    wrong: list[FieldError] = []
    row.name = " ".join(row.name.split())
    if not row.name:
        wrong.append(FieldError("name", "name_empty", "Give the diet a name."))
    check_date("starts_on", row.starts_on)
    if row.ends_on is not None:
        check_date("ends_on", row.ends_on)
        if row.ends_on < row.starts_on:
            wrong.append(FieldError("ends_on", "dates_out_of_order", "A diet cannot end before it starts."))
    if wrong:
        raise InvalidInput(wrong[0].code, " ".join(error.message for error in wrong), wrong)
    row.updated_at = now()
    row.save()
    return row


def _checked_targets(user_id: UUID, targets: Mapping[str, Told]) -> dict[str, Any]:
    """As /targets takes them, the safety floors too; a diet may have none."""
    if not targets:
        return {}
    kept = check(targets)
    refuse_unsafe(profile=profile_of(user_id), bounds=resolved(kept), today=local_now(user_id).date)
    return kept
