"""Whether all of a day was written down: by the person's word, or else judged from their other days. Call within `acting_as`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, DecimalField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from fithub.accounts.queries import local_now
from fithub.core.clock import check_date, now
from fithub.core.errors import InvalidInput, NotFound
from fithub.diary.models import DayStatus
from fithub.diary.partial import NEAR_DAYS, Written, partial_days
from fithub.diary.queries import own_entries

Status = DayStatus.Status

# A day of which fewer than so many entries know their energy tells nothing of its energy.
KNOWN: Final = 0.75


class Completeness(StrEnum):
    """What a day is: all of it written down, a part, nothing; or little or nothing eaten, as the person says."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    EMPTY = "empty"
    FASTING = "fasting"


@dataclass(frozen=True, slots=True)
class Judged:
    """A local date: what it is, what the person said of it (None: nothing), and its known energy (kcal; None: unknown)."""

    date: date
    completeness: Completeness
    said: str | None
    kcal: Decimal | None


def completeness(*, user_id: UUID, first: date, last: date) -> dict[date, Completeness]:
    """What each local date is, from `first` to `last`, both included; three queries however many.

    A day that is not over yet is partial as long as the person does not say otherwise.
    """
    return {each.date: each.completeness for each in judged_days(user_id=user_id, first=first, last=last)}


def judged_days(*, user_id: UUID, first: date, last: date) -> list[Judged]:
    """As `completeness`, with the reasons. Raises InvalidInput (`date_out_of_range`, `range_out_of_order`)."""
    check_date("from", first)
    check_date("to", last)
    if first > last:
        raise InvalidInput("range_out_of_order", "`from` must not be after `to`.")
    around = timedelta(days=NEAR_DAYS)
    written = written_days(user_id=user_id, first=first - around, last=last + around)
    said = dict(
        DayStatus.objects.filter(user_id=user_id, local_date__range=(first - around, last + around)).values_list(
            "local_date", "status"
        )
    )
    today = local_now(user_id).date
    over = {day: each for day, each in written.items() if day < today}
    usual = frozenset(day for day in over if said.get(day, Status.COMPLETE) == Status.COMPLETE)
    partial = partial_days(over, judged_by=usual)
    dates = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return [_judge(day, written, said.get(day), day >= today or day in partial) for day in dates]


def _judge(day: date, written: Mapping[date, Written], said: str | None, partial: bool) -> Judged:
    kcal = written[day].kcal if day in written else None
    if said == Status.FASTING:
        return Judged(day, Completeness.FASTING, said, kcal if day in written else Decimal(0))
    if day not in written:
        return Judged(day, Completeness.EMPTY, said, None)
    if said is not None:
        partial = said == Status.INCOMPLETE
    return Judged(day, Completeness.PARTIAL if partial else Completeness.COMPLETE, said, kcal)


def written_days(*, user_id: UUID, first: date, last: date) -> dict[date, Written]:
    """The local dates with entries: their energy and their meals; one query however many."""
    energy = KT("nutrients__energy_kcal")
    rows = (
        own_entries(user_id)
        .filter(local_date__range=(first, last))
        .order_by("local_date")
        .values("local_date")
        .annotate(
            kcal=Sum(Cast(energy, DecimalField(max_digits=15, decimal_places=3))),
            known=Count(energy),
            entries=Count("id"),
            slots=ArrayAgg("slot", distinct=True),
        )
    )
    return {
        row["local_date"]: Written(
            row["kcal"] if row["known"] >= KNOWN * row["entries"] else None, frozenset(row["slots"])
        )
        for row in rows
    }


def set_status(*, user_id: UUID, day: date, status: str) -> DayStatus:
    """Say what a day is; what was said before is replaced. A day to come is nothing yet.

    Raises InvalidInput (`date_out_of_range`, `day_to_come`).
    """
    check_date("day", day)
    if day > local_now(user_id).date:
        raise InvalidInput.field("day", "day_to_come", "That day has not begun yet.")
    before = DayStatus.objects.select_for_update().filter(user_id=user_id, local_date=day).first()
    if before is not None and before.status == status:
        return before
    row, _ = DayStatus.objects.update_or_create(
        user_id=user_id, local_date=day, defaults={"status": status, "updated_at": now()}
    )
    return row


def clear_status(*, user_id: UUID, day: date) -> None:
    """Leave it to FitHub again what a day is. Raises NotFound (`day_status_not_found`)."""
    gone, _ = DayStatus.objects.filter(user_id=user_id, local_date=day).delete()
    if not gone:
        raise NotFound("day_status_not_found", "Nothing was said of that day.")


def judged_shape(day: Judged) -> dict[str, Any]:
    """A day's completeness as it is shown."""
    return {
        "date": day.date.isoformat(),
        "completeness": day.completeness.value,
        "said": day.said,
        "energy_kcal": day.kcal,
    }
