"""Planning single meals, and acting on planned ones: move, change, skip, log. Call within `acting_as` with `writes`.

What will be eaten is a planned meal and never an entry of the diary; it becomes entries when it is logged, once.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.accounts.queries import local_now
from fithub.core.clock import check_date, now
from fithub.core.errors import Conflict, InvalidInput
from fithub.core.slots import Slot, slot_at
from fithub.diary.entries import check_eaten_on, write_entry
from fithub.diary.models import Entry
from fithub.diary.proposals import USUAL_TIME, Proposal
from fithub.planning.models import PlannedEntry, PlannedMeal
from fithub.planning.plan import Planned, PlannedState, planned
from fithub.planning.snapshots import Part, Same, amount_in, copied, part_of, write_items

SOURCE: Final = "plan"
MOST_NAME: Final = 200


def plan_meal(
    *,
    user_id: UUID,
    local_date: date,
    parts: Sequence[Part],
    slot: Slot | None = None,
    local_time: time | None = None,
    name: str | None = None,
    minutes: int | None = None,
    notes: str = "",
) -> Planned:
    """Plan a meal by itself, of no diet. Its name is by its foods unless given; of slot and time each follows from the other.

    Raises InvalidInput (`meal_empty`, `date_out_of_range`).
    """
    check_date("local_date", local_date)
    _refuse_empty(parts)
    meal_slot = slot or (Slot.SNACK if local_time is None else slot_at(local_time))
    instant = now()
    row = PlannedMeal(
        user_id=user_id,
        local_date=local_date,
        local_time=_minute(local_time or USUAL_TIME[meal_slot]),
        slot=meal_slot,
        name=_name(name) if name else _named_by(parts),
        minutes=minutes,
        notes=notes,
        has_own_items=True,
        created_at=instant,
        updated_at=instant,
    )
    row.save(force_insert=True)
    write_items(owner=row, current=[], wanted=parts)
    return planned(user_id=user_id, key=str(row.pk))


def edit_planned(*, user_id: UUID, key: str, changes: Mapping[str, Any]) -> Planned:
    """Change a planned meal, this day of it alone: any of local_date, local_time, slot, name, notes, minutes, is_skipped, and
    `items`, the whole list as it should be.

    Raises NotFound (`planned_meal_not_found`, `item_not_found`), Conflict (`already_logged`), InvalidInput (`date_out_of_range`,
    `meal_empty`, `name_empty`, as `write_items`).
    """
    before = planned(user_id=user_id, key=key)
    _refuse_logged(before)
    columns = {name: value for name, value in changes.items() if name != "items"}
    was = {name: getattr(before, name, before.state == PlannedState.SKIPPED) for name in columns}
    columns = {name: value for name, value in columns.items() if value != was[name]}
    if "local_date" in columns:
        check_date("local_date", columns["local_date"])
    if "name" in columns:
        columns["name"] = _name(columns["name"])
    if "local_time" in columns:
        columns["local_time"] = _minute(columns["local_time"])
    elif "slot" in columns and before.local_time == USUAL_TIME[before.slot]:
        # Nobody told its hour, so it is the other meal's.
        columns["local_time"] = USUAL_TIME[columns["slot"]]
    if not columns and "items" not in changes:
        return before
    row = _row(before)
    for name, value in columns.items():
        setattr(row, name, value)
    _store(row)
    if "items" in changes:
        _refuse_empty(changes["items"])
        write_items(owner=row, current=before.items, wanted=changes["items"])
        if not row.has_own_items:
            row.has_own_items = True
            row.save(update_fields=["has_own_items"])
    return planned(user_id=user_id, key=key)


def delete_planned(*, user_id: UUID, key: str) -> None:
    """Take a planned meal out of the plan: one that was planned by itself is gone, a day of a diet's meal is skipped.

    Raises NotFound (`planned_meal_not_found`), Conflict (`already_logged`).
    """
    before = planned(user_id=user_id, key=key)
    _refuse_logged(before)
    if before.meal is None:
        PlannedMeal.objects.filter(user_id=user_id, pk=key).delete()
    elif before.state != PlannedState.SKIPPED:
        edit_planned(user_id=user_id, key=key, changes={"is_skipped": True})


def log_planned(*, user_id: UUID, key: str, share: Decimal = Decimal(1)) -> tuple[Planned, list[Entry]]:
    """Write a planned meal down as eaten, as planned or a `share` of it, once; what its diet says of that day later does not
    change it any more.

    Raises NotFound (`planned_meal_not_found`), Conflict (`already_logged`), InvalidInput (`date_in_future`,
    `amount_out_of_range`).
    """
    before = planned(user_id=user_id, key=key)
    if before.state == PlannedState.LOGGED:
        raise Conflict("already_logged", "This planned meal has been logged already; its entries are in the diary.")
    today = local_now(user_id)
    check_eaten_on(before.local_date, today)
    row = _row(before)
    for name in ("local_time", "slot", "name", "notes", "minutes"):
        setattr(row, name, getattr(before, name))
    row.is_skipped = False
    frozen = row.has_own_items
    row.has_own_items = True
    _store(row)
    if not frozen:
        for item in before.items:
            copied(item, row).save(force_insert=True)
    proposals = [
        Proposal(
            part_of(amount_in(item), share),
            # Words that say how much of it was planned do not say how much was eaten.
            item.said if share == 1 else "",
            item.confidence,
            (),
            before.local_date,
            before.local_time,
            today.zone,
            before.slot,
        )
        for item in before.items
    ]
    entries = [write_entry(user_id=user_id, proposal=each, source=SOURCE) for each in proposals]
    PlannedEntry.objects.bulk_create(PlannedEntry(user_id=user_id, planned=row, entry=entry) for entry in entries)
    return planned(user_id=user_id, key=key), entries


def _row(of: Planned) -> PlannedMeal:
    """The row of a planned meal, a new one where it had none."""
    if of.row is not None:
        return of.row
    assert of.meal is not None, "what was planned by itself is a row"
    return PlannedMeal(
        user_id=of.meal.user_id, meal=of.meal, occurs_on=of.occurs_on, local_date=of.occurs_on, created_at=now()
    )


def _store(row: PlannedMeal) -> None:
    row.revision += 1
    row.updated_at = now()
    row.save()


def _refuse_logged(of: Planned) -> None:
    if of.state == PlannedState.LOGGED:
        raise Conflict(
            "already_logged",
            "This planned meal has been logged; change its entries in the diary, or undo the logging first.",
        )


def _refuse_empty(wanted: Sequence[Part | Same]) -> None:
    if not wanted:
        raise InvalidInput.field("items", "meal_empty", "A planned meal needs at least one food that is known.")


def _named_by(parts: Sequence[Part]) -> str:
    return ", ".join(dict.fromkeys(part.amount.description for part in parts))[:MOST_NAME]


def _name(name: str) -> str:
    if not (told := " ".join(name.split())):
        raise InvalidInput.field("name", "name_empty", "Give the meal a name.")
    return told


def _minute(at: time) -> time:
    return at.replace(second=0, microsecond=0)
