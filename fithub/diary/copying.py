"""Writing down again what was eaten before: a meal, a day, or single entries. Call within `acting_as`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fithub.core.clock import LocalMoment, check_date, now
from fithub.core.errors import InvalidInput, NotFound
from fithub.core.ids import new_id
from fithub.core.slots import Slot
from fithub.diary import queries
from fithub.diary.entries import check_eaten_on
from fithub.diary.models import Entry
from fithub.diary.proposals import placed

MOST_COPIED: Final = 100


@dataclass(frozen=True, slots=True)
class Source:
    """What to copy: a local date, or one meal of it; or entries by their ids, which then are all that counts."""

    day: date | None = None
    slot: Slot | None = None
    entry_ids: Sequence[UUID] = ()


def copy_entries(
    *,
    user_id: UUID,
    of: Source,
    when: LocalMoment,
    source: str,
    to_date: date | None = None,
    to_slot: Slot | None = None,
) -> list[Entry]:
    """Copy entries to `to_date` (today), each to its own meal or all to `to_slot`, in the order in which they were eaten.

    A copy keeps the food, the amount and the snapshot of what it held. Raises NotFound (`nothing_to_copy`, `entry_not_found`),
    InvalidInput (`too_many_entries`, `date_in_future`, `date_out_of_range`).
    """
    day = to_date or when.date
    check_eaten_on(day, when)
    found = _chosen(user_id, of)
    if len(found) > MOST_COPIED:
        raise InvalidInput("too_many_entries", f"At most {MOST_COPIED} entries are copied at once.")
    return Entry.objects.bulk_create([_copy(entry, day, to_slot, when, source) for entry in found])


def _chosen(user_id: UUID, of: Source) -> list[Entry]:
    entries = queries.own_entries(user_id).order_by(*queries.AS_EATEN)
    if of.entry_ids:
        found = list(entries.filter(pk__in=of.entry_ids))
        if len(found) < len(set(of.entry_ids)):
            raise NotFound("entry_not_found", "One of these entries does not exist; GET /entries lists yours.")
        return found
    if of.day is None:
        raise InvalidInput("nothing_named", "Say which day to copy, or which entries.")
    check_date("from_date", of.day)
    meal = {} if of.slot is None else {"slot": of.slot}
    found = list(entries.filter(local_date=of.day, **meal)[: MOST_COPIED + 1])
    if not found:
        raise NotFound("nothing_to_copy", f"Nothing is logged {_named(of)}, so there is nothing to copy.")
    return found


def _named(of: Source) -> str:
    assert of.day is not None
    return f"on {of.day.isoformat()}" if of.slot is None else f"for {of.slot} on {of.day.isoformat()}"


def _copy(entry: Entry, day: date, to_slot: Slot | None, when: LocalMoment, source: str) -> Entry:
    values = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    slot, at = entry.slot, entry.local_time
    if to_slot is not None and to_slot != entry.slot:
        slot, at = placed(day, to_slot, None, when)
    instant = now()
    # A copy is no second coming of what was imported.
    changed = {
        "source_ref": None,
        "local_date": day,
        "local_time": at,
        "time_zone": when.zone,
        "slot": slot,
        "source": source,
    }
    return Entry(**values | changed | {"id": new_id(), "created_at": instant, "updated_at": instant})
