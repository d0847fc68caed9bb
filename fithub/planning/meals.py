"""The meals of a diet: what is eaten, when, and on which days. Call within `acting_as` with `writes`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.core.clock import check_date, now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.slots import Slot, slot_at
from fithub.diary.proposals import USUAL_TIME
from fithub.planning.diets import diet, forget_planned
from fithub.planning.models import Diet, Meal
from fithub.planning.recurrence import dates_between, last_date, read_rule
from fithub.planning.snapshots import Part, Same, write_items

MOST_MEALS: Final = 100
MOST_MINUTES: Final = 24 * 60


def own_meals(user_id: UUID) -> QuerySet[Meal]:
    """The meals of the person's diets."""
    return Meal.objects.filter(user_id=user_id)


def meal(*, user_id: UUID, meal_id: UUID) -> Meal:
    """One meal. Raises NotFound (`meal_not_found`)."""
    found = own_meals(user_id).select_related("diet").filter(pk=meal_id).first()
    if found is None:
        raise NotFound("meal_not_found", "There is no such meal; GET /meals lists yours.")
    return found


def create_meal(
    *,
    user_id: UUID,
    diet_id: UUID,
    name: str,
    parts: Sequence[Part],
    slot: Slot | None = None,
    local_time: time | None = None,
    minutes: int | None = None,
    notes: str = "",
    rule: str = "",
    starts_on: date | None = None,
) -> Meal:
    """Put a meal into a diet. It recurs by `rule` from `starts_on` on (the diet's first day), or is on that day alone.

    Of slot and time each follows from the other; without both it is a snack. Raises NotFound (`diet_not_found`), Conflict
    (`too_many_meals`), InvalidInput (`meal_empty`, `name_empty`, `meal_outside_diet`, and as `recurrence` does).
    """
    of = diet(user_id=user_id, diet_id=diet_id)
    if of.meals.count() >= MOST_MEALS:
        raise Conflict("too_many_meals", f"A diet has at most {MOST_MEALS} meals.")
    meal_slot = slot or (Slot.SNACK if local_time is None else slot_at(local_time))
    row = Meal(
        user_id=user_id,
        diet=of,
        name=name,
        slot=meal_slot,
        local_time=local_time or USUAL_TIME[meal_slot],
        minutes=minutes,
        notes=notes,
        rule=rule,
        starts_on=starts_on or of.starts_on,
        created_at=now(),
    )
    _store(row)
    _write_items(row, parts)
    return row


def edit_meal(*, user_id: UUID, meal_id: UUID, changes: Mapping[str, Any]) -> Meal:
    """Change a meal: any of name, slot, local_time, minutes, notes, rule, starts_on, and `items`, the whole list as it should be.

    Days of it that were logged stay as they were; those that were moved or changed keep what was said of them. Raises NotFound
    (`meal_not_found`, `item_not_found`), InvalidInput (as `create_meal`).
    """
    row = meal(user_id=user_id, meal_id=meal_id)
    columns = {name: value for name, value in changes.items() if name != "items"}
    is_other = any(getattr(row, name) != value for name, value in columns.items())
    if not is_other and "items" not in changes:
        return row
    for name, value in columns.items():
        setattr(row, name, value)
    row.revision += 1
    _store(row)
    if "items" in changes:
        _write_items(row, changes["items"])
    return row


def delete_meal(*, user_id: UUID, meal_id: UUID) -> None:
    """Take a meal out of its diet; what was logged as planned stays. Raises NotFound (`meal_not_found`)."""
    row = meal(user_id=user_id, meal_id=meal_id)
    forget_planned(Meal.objects.filter(pk=row.pk))
    row.delete()


def days_of(row: Meal, of: Diet, first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included, on which a diet has a meal."""
    begin = max(first, of.starts_on)
    end = min(each for each in (last, of.ends_on, row.last_on) if each is not None)
    if row.rule:
        return dates_between(read_rule(row.rule), row.starts_on, begin, end)
    return [row.starts_on] if begin <= row.starts_on <= end else []


def _store(row: Meal) -> None:
    row.name = " ".join(row.name.split())
    if not row.name:
        raise InvalidInput.field("name", "name_empty", "Give the meal a name.")
    check_date("starts_on", row.starts_on)
    row.local_time = row.local_time.replace(second=0, microsecond=0)
    if row.rule:
        rule = read_rule(row.rule)
        row.rule, row.last_on = str(rule), last_date(rule, row.starts_on)
    else:
        row.last_on = row.starts_on
    for problem in _outside(row):
        raise InvalidInput.field("starts_on", "meal_outside_diet", problem)
    row.updated_at = now()
    row.save()


def _outside(row: Meal) -> Iterator[str]:
    """Why no day of the diet could have the meal."""
    of = row.diet
    if of.ends_on is not None and row.starts_on > of.ends_on:
        yield f"The diet ends on {of.ends_on.isoformat()}, before the meal begins."
    if row.last_on is not None and row.last_on < of.starts_on:
        yield f"The diet starts on {of.starts_on.isoformat()}, after the meal was eaten for the last time."


def _write_items(row: Meal, wanted: Sequence[Part | Same]) -> None:
    if not wanted:
        raise InvalidInput.field("items", "meal_empty", "A meal needs at least one food that is known.")
    write_items(owner=row, current=list(row.items.order_by("place")), wanted=wanted)
