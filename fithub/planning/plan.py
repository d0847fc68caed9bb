"""What is planned: the days of the active diet's meals, and what was planned by itself. Call within `acting_as`.

A day of a meal is worked out from its rule each time it is asked for, within the window asked for, and is a row only where it
differs or was acted on. So it has one identity, (meal, date), however often and from wherever it is looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from fithub.accounts.queries import profile_of
from fithub.core.clock import check_date
from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import Totals, scale, total
from fithub.core.slots import Slot
from fithub.planning.meals import days_of
from fithub.planning.models import Diet, Meal, PlannedMeal, SnapshotModel

LONGEST_DAYS: Final = 366
_OCCURRENCE: Final = re.compile(r"([0-9a-f]{32})(\d{4})(\d{2})(\d{2})")


class PlannedState(StrEnum):
    """What became of a planned meal."""

    PLANNED = "planned"
    SKIPPED = "skipped"
    LOGGED = "logged"


@dataclass(frozen=True, slots=True)
class Planned:
    """A meal on a day. `meal` is None where it was planned by itself; `row` where nothing about it differs from its diet.

    `key` is its id to the outside. `occurs_on`: the day that its rule says, `local_date`: the one that it was moved to.
    """

    key: str
    meal: Meal | None
    row: PlannedMeal | None
    occurs_on: date
    local_date: date
    local_time: time
    slot: Slot
    name: str
    notes: str
    minutes: int | None
    items: tuple[SnapshotModel, ...]
    state: PlannedState
    entry_ids: tuple[UUID, ...]
    changed_at: datetime
    revision: int


type Place = tuple[date, bool, time, str]
"""Where a planned meal stands among others."""


def place_of(each: Planned, day_start: time) -> Place:
    """The small hours before a person's day starts are the last of the day before."""
    return each.local_date, each.local_time < day_start, each.local_time, each.key


def total_of(items: Iterable[SnapshotModel]) -> Totals:
    """The sum of what foods hold, by their snapshots."""
    return total(scale(item.nutrients_per_100g, item.grams) for item in items)


def planned_between(
    *, user_id: UUID, first: date, last: date, slot: Slot | None = None, of: Diet | None = None
) -> list[Planned]:
    """What is planned from `first` to `last`, both included, in the order of the days: of the active diet, by itself, and what was
    logged of other diets; or, with `of`, what that diet has, active or not, and nothing else.

    Raises InvalidInput (`date_out_of_range`, `range_out_of_order`, `range_too_long`).
    """
    check_window(first, last)
    diets = [of] if of is not None else list(Diet.objects.filter(user_id=user_id, is_active=True))
    meals = {row.pk: row for diet in diets for row in _with_items(diet.meals.all())}
    for row in meals.values():
        row.diet = next(diet for diet in diets if diet.pk == row.diet_id)
    asked = Q(local_date__range=(first, last)) | Q(occurs_on__range=(first, last), meal__in=meals)
    rows = _rows(user_id).filter(asked)
    if of is not None:
        rows = rows.filter(meal__in=meals)
    changed: dict[tuple[UUID, date], PlannedMeal] = {}
    found: list[Planned] = []
    for each in rows:
        if each.meal_id in meals:
            each.meal = meals[each.meal_id]
            changed[each.meal_id, _day(each)] = each
        if first <= each.local_date <= last and _stands(each, meals):
            found.append(_as_changed(each))
    for row in meals.values():
        days = [day for day in days_of(row, row.diet, first, last) if (row.pk, day) not in changed]
        found += _as_meant(row, days)
    if slot is not None:
        found = [each for each in found if each.slot == slot]
    day_start = profile_of(user_id).day_start
    return sorted(found, key=lambda each: place_of(each, day_start))


def planned(*, user_id: UUID, key: str) -> Planned:
    """One planned meal by its id. Raises NotFound (`planned_meal_not_found`)."""
    occurrence = _OCCURRENCE.fullmatch(key)
    rows = _rows(user_id)
    if occurrence is None:
        row = rows.filter(pk=_uuid(key), meal=None).first()
        if row is None:
            raise _unknown()
        return _as_changed(row)
    meal_id, day = UUID(occurrence[1]), _date(*occurrence.groups()[1:])
    row = rows.filter(meal_id=meal_id, occurs_on=day).first()
    meal = _with_items(Meal.objects.filter(user_id=user_id, pk=meal_id).select_related("diet")).first()
    if meal is None or (
        (row is None or not row.logged.all()) and not (meal.diet.is_active and days_of(meal, meal.diet, day, day))
    ):
        raise _unknown()
    if row is None:
        return _as_meant(meal, [day])[0]
    row.meal = meal
    return _as_changed(row)


def check_window(first: date, last: date) -> None:
    """Refuse a window of no days or of too many. Raises InvalidInput, as `planned_between` does."""
    check_date("from", first)
    check_date("to", last)
    if first > last:
        raise InvalidInput("range_out_of_order", "`from` must not be after `to`.")
    if (last - first).days >= LONGEST_DAYS:
        raise InvalidInput("range_too_long", f"Ask for at most {LONGEST_DAYS} days at once.")


def by_day(planned_meals: Iterable[Planned], first: date, last: date) -> dict[date, list[Planned]]:
    """The planned meals of each day from `first` to `last`; days without any are there too."""
    days: dict[date, list[Planned]] = defaultdict(list)
    for offset in range((last - first).days + 1):
        days[first + timedelta(days=offset)] = []
    for each in planned_meals:
        days[each.local_date].append(each)
    return dict(days)


def _with_items(meals: QuerySet[Meal]) -> QuerySet[Meal]:
    return meals.prefetch_related("items")


def _rows(user_id: UUID) -> QuerySet[PlannedMeal]:
    meals = Prefetch("meal", _with_items(Meal.objects.select_related("diet")))
    return PlannedMeal.objects.filter(user_id=user_id).prefetch_related("items", "logged", meals)


def _stands(row: PlannedMeal, meals: dict[UUID, Meal]) -> bool:
    """Whether a row is still part of the plan: its meal may have other days since, or be of a diet that is not active."""
    if row.meal_id is None or row.logged.all():
        return True
    meal = meals.get(row.meal_id)
    return meal is not None and bool(days_of(meal, meal.diet, _day(row), _day(row)))


def _as_meant(meal: Meal, days: Sequence[date]) -> list[Planned]:
    """Days of a meal about which nothing else is said."""
    items, slot = _in_order(meal.items.all()), Slot(meal.slot)
    return [
        Planned(
            key=_key(meal, day),
            meal=meal,
            row=None,
            occurs_on=day,
            local_date=day,
            local_time=meal.local_time,
            slot=slot,
            name=meal.name,
            notes=meal.notes,
            minutes=meal.minutes,
            items=items,
            state=PlannedState.PLANNED,
            entry_ids=(),
            changed_at=meal.updated_at,
            revision=meal.revision,
        )
        for day in days
    ]


def _as_changed(row: PlannedMeal) -> Planned:
    """A planned meal as its row has it; what the row does not say is as its meal has it."""
    meal: Meal | None = row.meal
    entries = tuple(sorted(each.entry_id for each in row.logged.all()))
    own = meal is None or row.has_own_items
    return Planned(
        key=str(row.pk) if meal is None else _key(meal, _day(row)),
        meal=meal,
        row=row,
        occurs_on=_day(row),
        local_date=row.local_date,
        local_time=row.local_time or _meal_of(row).local_time,
        slot=Slot(row.slot or _meal_of(row).slot),
        name=row.name or _meal_of(row).name,
        notes=_meal_of(row).notes if row.notes is None else row.notes,
        minutes=row.minutes if meal is None or row.minutes is not None else meal.minutes,
        items=_in_order(row.items.all() if own or meal is None else meal.items.all()),
        state=PlannedState.LOGGED if entries else PlannedState.SKIPPED if row.is_skipped else PlannedState.PLANNED,
        entry_ids=entries,
        changed_at=row.updated_at if meal is None else max(row.updated_at, meal.updated_at),
        revision=row.revision + (0 if meal is None else meal.revision),
    )


def _key(meal: Meal, day: date) -> str:
    return f"{meal.pk.hex}{day:%Y%m%d}"


def _day(row: PlannedMeal) -> date:
    """The day that its meal's rule says; its own where it has no meal."""
    return row.occurs_on or row.local_date


def _meal_of(row: PlannedMeal) -> Meal:
    meal: Meal | None = row.meal
    assert meal is not None, "a planned meal without a meal says all of itself"
    return meal


def _in_order(items: Iterable[SnapshotModel]) -> tuple[SnapshotModel, ...]:
    return tuple(sorted(items, key=lambda item: item.place))


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _unknown() from None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _unknown() from None


def _unknown() -> NotFound:
    return NotFound("planned_meal_not_found", "There is no such planned meal; GET /planned-meals lists yours.")
