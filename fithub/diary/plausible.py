"""What somebody can hardly have eaten: beyond these bounds a slip of the tongue is likelier than a meal."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.core.nutrients import total
from fithub.diary import queries
from fithub.diary.models import Draft

MOST_GRAMS: Final = Decimal(5_000)
MOST_KCAL: Final = Decimal(5_000)
MOST_DAY_KCAL: Final = Decimal(15_000)


def is_likely(grams: Decimal | None, nutrients: Mapping[str, Any], day_kcal: Decimal) -> bool:
    """Whether somebody may have eaten this much of one food, on a day that has `day_kcal` with it."""
    kcal = nutrients["energy_kcal"] or Decimal(0)
    return (grams or Decimal(0)) <= MOST_GRAMS and kcal <= MOST_KCAL and day_kcal <= MOST_DAY_KCAL


def is_likely_draft(draft: Draft) -> bool:
    """Whether somebody may have eaten all that a draft holds. Call within `acting_as`."""
    kcal: dict[str, Decimal] = {}
    for item in draft.items:
        day = item["local_date"]
        kcal.setdefault(day, kcal_on(draft.user_id, date.fromisoformat(day)))
        kcal[day] += item["nutrients"]["energy_kcal"] or Decimal(0)
    return all(is_likely(item["grams"], item["nutrients"], kcal[item["local_date"]]) for item in draft.items)


def kcal_on(user_id: UUID, day: date) -> Decimal:
    """The energy of a day as it is written down, as far as it is known. Call within `acting_as`."""
    entries = queries.own_entries(user_id).filter(local_date=day)
    return total(entry.nutrients for entry in entries).amounts["energy_kcal"] or Decimal(0)
