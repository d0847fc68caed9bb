"""Several days together: what a person has a day on average, over the days that are all written down. Call within `acting_as`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from fithub.core.nutrients import NUTRIENTS, average, difference
from fithub.diary.completeness import Completeness, completeness
from fithub.diary.queries import days


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`. `averages`: a day's, over the `counted` days; `basis`: whether those are the complete
    ones or, where there is none, all that have entries. `before`: the same of as many days before; None where nothing was
    counted there."""

    first: date
    last: date
    logged: Mapping[date, Completeness]
    energies: Mapping[date, Decimal | None]
    counted: tuple[date, ...]
    basis: str
    averages: Mapping[str, Decimal | None]
    before: Mapping[str, Decimal | None] | None


def span(*, user_id: UUID, first: date, last: date) -> Span:
    """The span between two local dates, both included.

    Raises InvalidInput (`date_out_of_range`, `range_out_of_order`, `range_too_long`).
    """
    found = {each.date: each for each in days(user_id=user_id, first=first, last=last)}
    logged = completeness(user_id=user_id, first=first, last=last)
    complete = tuple(day for day, state in logged.items() if state is Completeness.COMPLETE)
    counted = complete or tuple(day for day, each in found.items() if each.entries)
    earlier = first - timedelta(days=len(found))
    before = {each.date: each for each in days(user_id=user_id, first=earlier, last=first - timedelta(days=1))}
    states = completeness(user_id=user_id, first=earlier, last=first - timedelta(days=1))
    whole_before = [each for day, each in before.items() if states[day] is Completeness.COMPLETE]
    return Span(
        first=first,
        last=last,
        logged=logged,
        energies={day: each.totals.amounts["energy_kcal"] for day, each in found.items() if each.entries},
        counted=counted,
        basis="complete" if complete else "logged",
        averages=average(found[day].totals.amounts for day in counted),
        before=average(each.totals.amounts for each in whole_before) if whole_before else None,
    )


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
        "averages_before": before,
        "change": None
        if before is None or not told.counted
        else {key: difference(told.averages[key], before[key]) for key in NUTRIENTS},
        "energies": [{"date": day.isoformat(), "energy_kcal": kcal} for day, kcal in told.energies.items()],
    }
