"""What a person usually has at a meal: the same foods on at least three of the last 28 days. Call within `acting_as`."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.accounts.models import Autonomy
from fithub.accounts.queries import profile_of
from fithub.core.clock import LocalMoment
from fithub.core.errors import NotFound
from fithub.core.nutrients import Totals, total
from fithub.core.slots import Slot
from fithub.diary import queries
from fithub.diary.amounts import Amount
from fithub.diary.drafts import create_draft
from fithub.diary.entries import check_eaten_on, write_entry
from fithub.diary.meals import Logged
from fithub.diary.models import Entry
from fithub.diary.proposals import Proposal, placed
from fithub.foods.models import Food

DAYS: Final = 28
LEAST_DAYS: Final = 3
# Where no two days are quite alike: what is part of the meal on most of its days.
_MOSTLY: Final = 0.6


@dataclass(frozen=True, slots=True)
class UsualMeal:
    """A meal as it usually is: how many of the last 28 days it was so, the last of them, and so much of each food."""

    slot: Slot
    times: int
    last_on: date
    amounts: tuple[Amount, ...]

    @property
    def totals(self) -> Totals:
        """What it holds, by what its foods hold now."""
        return total(amount.nutrients for amount in self.amounts)


def usual_meals(*, user_id: UUID, today: date) -> list[UsualMeal]:
    """The person's usual meals, in the order of the day; meals that are never the same are left out."""
    first = today - timedelta(days=DAYS)
    entries = queries.own_entries(user_id).filter(local_date__gte=first, local_date__lt=today, food_id__isnull=False)
    meals: dict[Slot, dict[date, list[Entry]]] = {slot: defaultdict(list) for slot in Slot}
    for entry in entries.order_by(*queries.AS_EATEN):
        meals[Slot(entry.slot)][entry.local_date].append(entry)
    found = [(slot, _usual(days)) for slot, days in meals.items()]
    foods = Food.objects.in_bulk({entry.food_id for _, usual in found if usual for entry in usual.entries})
    return [
        UsualMeal(slot, usual.times, usual.last_on, tuple(_amount(entry, foods) for entry in usual.entries))
        for slot, usual in found
        if usual is not None
    ]


def usual_meal(*, user_id: UUID, slot: Slot, today: date) -> UsualMeal:
    """What the person usually has at a meal. Raises NotFound (`no_usual_meal`)."""
    for meal in usual_meals(user_id=user_id, today=today):
        if meal.slot == slot:
            return meal
    raise NotFound(
        "no_usual_meal",
        f"There is no usual {slot} yet: the same foods on {LEAST_DAYS} of the last {DAYS} days make one.",
    )


def log_usual(
    *,
    user_id: UUID,
    usual: UsualMeal,
    when: LocalMoment,
    source: str,
    local_date: date | None = None,
    said: str = "",
) -> Logged:
    """Write a usual meal down; as a draft for a person who wants to be asked always.

    Raises InvalidInput (`date_in_future`, `date_out_of_range`).
    """
    day = local_date or when.date
    check_eaten_on(day, when)
    slot, at = placed(day, usual.slot, None, when)
    proposals = [Proposal(amount, said, None, (), day, at, when.zone, slot) for amount in usual.amounts]
    if profile_of(user_id).autonomy == Autonomy.ALWAYS_ASK:
        text = said or f"my usual {slot}"
        draft = create_draft(
            user_id=user_id, text=text, proposals=proposals, unmatched=(), when=when, source=source, slot=slot
        )
        return Logged([], [draft], [])
    return Logged([write_entry(user_id=user_id, proposal=each, source=source) for each in proposals], [], [])


@dataclass(frozen=True, slots=True)
class _Usual:
    times: int
    last_on: date
    entries: tuple[Entry, ...]


def _usual(days: Mapping[date, Sequence[Entry]]) -> _Usual | None:
    """The set of foods that a meal was most often, of two as often the later one; else the foods that most days have."""
    sets = {day: frozenset(entry.food_id for entry in entries) for day, entries in days.items()}
    latest = {foods: max(day for day in sets if sets[day] == foods) for foods in set(sets.values())}
    ranked = sorted(Counter(sets.values()).items(), key=lambda each: (each[1], latest[each[0]]), reverse=True)
    if ranked and ranked[0][1] >= LEAST_DAYS:
        foods = ranked[0][0]
        alike = [day for day in sorted(days) if sets[day] == foods]
    else:
        often = Counter(food for each in sets.values() for food in each)
        foods = frozenset(food for food, times in often.items() if times >= LEAST_DAYS and times >= _MOSTLY * len(days))
        alike = [day for day in sorted(days) if foods <= sets[day]]
        if not foods or len(alike) < LEAST_DAYS:
            return None
    order = list(dict.fromkeys(entry.food_id for entry in days[alike[-1]] if entry.food_id in foods))
    entries = tuple(entry for food in order for entry in _typical(food, [days[day] for day in alike]))
    return _Usual(len(alike), alike[-1], entries)


def _typical(food: UUID | None, meals: Sequence[Sequence[Entry]]) -> list[Entry]:
    """The entries of a food from the meal in which there was the middle amount of it; of equals the last."""
    of_food = [[entry for entry in meal if entry.food_id == food] for meal in meals]
    weights = [sum((entry.grams or Decimal(0) for entry in entries), Decimal(0)) for entries in of_food]
    middle = statistics.median_low(weights)
    return next(entries for entries, grams in zip(reversed(of_food), reversed(weights), strict=True) if grams == middle)


def _amount(entry: Entry, foods: Mapping[UUID, Food]) -> Amount:
    """As much as it was then, of the food as it is now."""
    assert entry.food_id is not None, "entries without a food are no part of a usual meal"
    assert entry.grams is not None and entry.grams_low is not None and entry.grams_high is not None  # noqa: PT018
    food = foods[entry.food_id]
    return Amount(
        food_id=food.pk,
        description=food.shown_name,
        quantity=entry.quantity,
        unit=entry.unit,
        grams=entry.grams,
        grams_low=entry.grams_low,
        grams_high=entry.grams_high,
        portion_source=entry.portion_source,
        nutrients_per_100g=food.nutrients_per_100g,
    )
