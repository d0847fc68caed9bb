"""Several days together: what a person has a day on average, over the days that are all written down. Call within `acting_as`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from fithub.core.clock import FIRST_DATE
from fithub.core.nutrients import NUTRIENTS, average, difference
from fithub.diary.completeness import Completeness, completeness
from fithub.diary.queries import days


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`. `averages`: a day's, over the `counted` days that know a nutrient; `basis`: whether those
    are the complete ones or, where there is none, all that have entries. `unknown`: for each nutrient, on how many of them an
    entry did not know it; zeros are left out. `before`: the averages of the complete ones of as many days before; None where
    none is."""

    first: date
    last: date
    logged: Mapping[date, Completeness]
    energies: Mapping[date, Decimal | None]
    counted: tuple[date, ...]
    basis: str
    averages: Mapping[str, Decimal | None]
    unknown: Mapping[str, int]
    before: Mapping[str, Decimal | None] | None


def span(*, user_id: UUID, first: date, last: date) -> Span:
    """The span between two local dates, both included.

    Raises InvalidInput (`date_out_of_range`, `range_out_of_order`, `range_too_long`).
    """
    found = {each.date: each for each in days(user_id=user_id, first=first, last=last)}
    logged = completeness(user_id=user_id, first=first, last=last)
    complete = tuple(day for day, state in logged.items() if state is Completeness.COMPLETE)
    counted = complete or tuple(day for day, each in found.items() if each.entries)
    return Span(
        first=first,
        last=last,
        logged=logged,
        energies={day: each.totals.amounts["energy_kcal"] for day, each in found.items() if each.entries},
        counted=counted,
        basis="complete" if complete else "logged",
        averages=average(found[day].totals.amounts for day in counted),
        unknown=Counter(key for day in counted for key in found[day].totals.unknown),
        before=_before(user_id=user_id, first=first, count=len(found)),
    )


def _before(*, user_id: UUID, first: date, count: int) -> dict[str, Decimal | None] | None:
    """The averages of the complete ones of so many days before a date, as far as there are dates; None where none is complete."""
    earlier, last = max(first - timedelta(days=count), FIRST_DATE), first - timedelta(days=1)
    if last < earlier:
        return None
    found = days(user_id=user_id, first=earlier, last=last)
    logged = completeness(user_id=user_id, first=earlier, last=last)
    whole = [each for each in found if logged[each.date] is Completeness.COMPLETE]
    return average(each.totals.amounts for each in whole) if whole else None


def span_shape(told: Span) -> dict[str, Any]:
    """A span as it is shown."""
    counts = {f"{state.value}_days": sum(each is state for each in told.logged.values()) for state in Completeness}
    before = told.before
    return {
        "from": told.first.isoformat(),
        "to": told.last.isoformat(),
        "days": len(told.logged),
        **counts,
        "counted_days": len(told.counted),
        "basis": told.basis,
        "averages": told.averages,
        "unknown": told.unknown,
        "averages_before": before,
        "change": None
        if before is None or told.basis != "complete"
        else {key: difference(told.averages[key], before[key]) for key in NUTRIENTS},
        "energies": [{"date": day.isoformat(), "energy_kcal": kcal} for day, kcal in told.energies.items()],
    }
