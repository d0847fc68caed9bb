"""What a diet and a meal hold, against what they should. Planned, and never counted as eaten. Call within `acting_as`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.accounts.queries import local_now
from fithub.body.bounds import Bounds, aim, resolved
from fithub.core.nutrients import Totals, difference, quantise, scale, total
from fithub.planning.diets import diet
from fithub.planning.models import Diet
from fithub.planning.plan import PlannedState, by_day, planned_between

SHOWN_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a diet: its meals, without those that are skipped, and their sum."""

    date: date
    meals: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class DietNutrition:
    """What a diet plans from `first` to `last`. `average`: of the days on which anything is planned, in number `planned_days`;
    None where nothing planned knows the nutrient. `unknown`: how many foods do not know it. `remaining`: target minus average."""

    diet: Diet
    first: date
    last: date
    days: tuple[PlannedDay, ...]
    planned_days: int
    average: Mapping[str, Decimal | None]
    unknown: Mapping[str, int]
    targets: Mapping[str, Bounds]
    remaining: Mapping[str, Decimal | None]


def diet_nutrition(*, user_id: UUID, diet_id: UUID, first: date | None, last: date | None) -> DietNutrition:
    """A diet over some days; without them a week, from today or its first day on.

    Raises NotFound (`diet_not_found`), InvalidInput (as `planned_between`).
    """
    of = diet(user_id=user_id, diet_id=diet_id)
    begin, end = _window(user_id, of, first, last)
    meals = planned_between(user_id=user_id, first=begin, last=end, of=of)
    days = by_day([each for each in meals if each.state != PlannedState.SKIPPED], begin, end)
    foods = {item.pk: item for each in meals for item in each.items}
    held = {key: scale(item.nutrients_per_100g, item.grams) for key, item in foods.items()}
    told = tuple(
        PlannedDay(day, len(planned), total(held[item.pk] for each in planned for item in each.items))
        for day, planned in days.items()
    )
    filled = sum(1 for day in told if day.meals)
    whole = total(held[item.pk] for planned in days.values() for each in planned for item in each.items)
    average = {
        key: None if amount is None else quantise(amount / max(filled, 1)) for key, amount in whole.amounts.items()
    }
    targets = targets_of(of)
    return DietNutrition(
        diet=of,
        first=begin,
        last=end,
        days=told,
        planned_days=filled,
        average=average,
        unknown=whole.unknown,
        targets=targets,
        remaining={key: difference(aim(bounds), average.get(key)) for key, bounds in targets.items()},
    )


def targets_of(of: Diet) -> dict[str, Any]:
    """A diet's targets, each in the unit that its nutrient's key names."""
    return dict(resolved(of.targets)) if of.targets else {}


def _window(user_id: UUID, of: Diet, first: date | None, last: date | None) -> tuple[date, date]:
    begin = first or (
        max(of.starts_on, local_now(user_id).date) if last is None else last - timedelta(days=SHOWN_DAYS - 1)
    )
    if first is None and of.ends_on is not None and begin > of.ends_on:
        begin = of.starts_on
    end = last or begin + timedelta(days=SHOWN_DAYS - 1)
    return begin, end if last is not None or of.ends_on is None else max(begin, min(end, of.ends_on))
