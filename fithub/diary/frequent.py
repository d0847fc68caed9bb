"""Which foods a person eats most often. Call within `acting_as`; another person's rows do not exist there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, DecimalField, Max, Sum, TextField
from django.db.models.functions import Cast, Coalesce

from fithub.core.clock import check_date
from fithub.core.errors import InvalidInput
from fithub.core.slots import Slot
from fithub.diary.queries import LONGEST_RANGE_DAYS, own_entries

MOST = 20


@dataclass(frozen=True, slots=True)
class Frequent:
    """A food, how many times and on how many days it was eaten, the grams in all (None where some are not known), and when last."""

    food_id: UUID | None
    name: str
    times: int
    days: int
    grams: Decimal | None
    last: date


def frequent(*, user_id: UUID, first: date, last: date, slot: Slot | None = None, limit: int = 5) -> list[Frequent]:
    """The foods that were eaten most often from `first` to `last`, both included, at a meal or at any; the most frequent first, of
    equals the one that was on more days, then the one that was had last. An entry without a food counts by its name.

    Raises InvalidInput (`date_out_of_range`, `range_out_of_order`, `range_too_long`).
    """
    check_date("from", first)
    check_date("to", last)
    if first > last:
        raise InvalidInput("range_out_of_order", "`from` must not be after `to`.")
    if (last - first).days >= LONGEST_RANGE_DAYS:
        raise InvalidInput("range_too_long", f"Ask for at most {LONGEST_RANGE_DAYS} days at once.")
    entries = own_entries(user_id).filter(local_date__range=(first, last))
    if slot is not None:
        entries = entries.filter(slot=slot.value)
    rows = (
        entries.values(which=Coalesce(Cast("food_id", TextField()), "description", output_field=TextField()))
        .annotate(
            food=Max(Cast("food_id", TextField())),
            name=Max("description"),
            times=Count("id"),
            days=Count("local_date", distinct=True),
            weighed=Count("grams"),
            grams_in_all=Sum("grams", output_field=DecimalField()),
            newest=Max("local_date"),
        )
        .order_by("-times", "-days", "-newest", "name")[:limit]
    )
    return [
        Frequent(
            None if row["food"] is None else UUID(row["food"]),
            row["name"],
            row["times"],
            row["days"],
            row["grams_in_all"] if row["weighed"] == row["times"] else None,
            row["newest"],
        )
        for row in rows
    ]
