"""Plain water, quickly written down. Call within `acting_as`.

Water that is told in words with a meal stays an entry of the diary, where it is corrected as any food is; this is for what has no
words: a tap on a button, a bottle that counts, an import (docs/adr/0013). A day adds both up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import local_now
from fithub.core.clock import LocalMoment, now
from fithub.core.errors import InvalidInput, NotFound
from fithub.diary.entries import check_eaten_on
from fithub.diary.models import WaterEntry

MOST_ML: Final = Decimal(10_000)
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Drunk:
    """So much water at a local time; `source_ref`: its name where it comes from."""

    local_date: date
    local_time: time
    ml: Decimal
    source_ref: str | None = None


def own_water(user_id: UUID) -> QuerySet[WaterEntry]:
    """The person's plain water."""
    return WaterEntry.objects.filter(user_id=user_id)


def water(*, user_id: UUID, water_id: UUID, hold: bool = False) -> WaterEntry:
    """One row; `hold` it in order to change it. Raises NotFound (`water_not_found`)."""
    rows = own_water(user_id).select_for_update() if hold else own_water(user_id)
    found = rows.filter(pk=water_id).first()
    if found is None:
        raise NotFound("water_not_found", "There is no such water; GET /water lists yours.")
    return found


def log_water(
    *,
    user_id: UUID,
    ml: Decimal,
    when: LocalMoment,
    source: str,
    local_date: date | None = None,
    local_time: time | None = None,
    source_ref: str | None = None,
) -> tuple[WaterEntry, bool]:
    """Write down water, now unless said; and whether the row is new. A `source_ref` that is known is brought to what is told now.

    Raises InvalidInput (`amount_out_of_range`, `date_in_future`, `date_out_of_range`).
    """
    drunk = Drunk(local_date or when.date, local_time or when.time, ml, source_ref)
    ((row, is_new),) = keep_water(user_id=user_id, drunk=[drunk], when=when, source=source)
    return row, is_new


def keep_water(
    *, user_id: UUID, drunk: Sequence[Drunk], when: LocalMoment, source: str
) -> list[tuple[WaterEntry, bool]]:
    """Write down many at once, each with whether it is new; those whose `source_ref` is known are brought to what is told now.

    Two queries and one for each row that differs. Raises InvalidInput as `log_water` does; then nothing is written.
    """
    instant = now()
    refs = [each.source_ref for each in drunk if each.source_ref is not None]
    known = {row.source_ref: row for row in own_water(user_id).filter(source_ref__in=refs)} if refs else {}
    kept: list[tuple[WaterEntry, bool]] = []
    fresh: list[WaterEntry] = []
    for each in drunk:
        check_eaten_on(each.local_date, when)
        facts = {"local_date": each.local_date, "local_time": each.local_time, "ml": _possible(each.ml)}
        before = known.get(each.source_ref) if each.source_ref is not None else None
        if before is not None:
            _bring(before, facts)
            kept.append((before, False))
            continue
        row = WaterEntry(
            user_id=user_id, source=source, source_ref=each.source_ref, created_at=instant, updated_at=instant, **facts
        )
        if each.source_ref is not None:
            known[each.source_ref] = row
        fresh.append(row)
        kept.append((row, True))
    WaterEntry.objects.bulk_create(fresh)
    return kept


def edit_water(*, user_id: UUID, water_id: UUID, changes: Mapping[str, Any]) -> WaterEntry:
    """Change any of ml, local_date, local_time. Raises NotFound (`water_not_found`), InvalidInput as `log_water`."""
    row = water(user_id=user_id, water_id=water_id, hold=True)
    if "local_date" in changes:
        check_eaten_on(changes["local_date"], local_now(user_id))
    _bring(row, {**changes, **({"ml": _possible(changes["ml"])} if "ml" in changes else {})})
    return row


def delete_water(*, user_id: UUID, water_id: UUID) -> WaterEntry:
    """Delete a row and return it as it was. Raises NotFound (`water_not_found`)."""
    row = water(user_id=user_id, water_id=water_id, hold=True)
    own_water(user_id).filter(pk=water_id).delete()
    return row


def _bring(row: WaterEntry, facts: Mapping[str, Any]) -> None:
    """What changes nothing leaves nothing to undo."""
    if all(getattr(row, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(row, name, value)
    row.updated_at = now()
    if not row._state.adding:
        row.save(force_update=True)


def _possible(ml: Decimal) -> Decimal:
    if not ml.is_finite() or not _TENTH <= ml <= MOST_ML:
        raise InvalidInput.field("ml", "amount_out_of_range", "The amount must be more than 0 and at most 10 litres.")
    return ml.quantize(_TENTH)
