"""Usual meals as they may be suggested and repeated: without what the person is allergic to or avoids.

Call within `acting_as`.
"""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from fithub.core.clock import LocalMoment
from fithub.core.errors import Conflict
from fithub.core.slots import Slot
from fithub.diary import usual
from fithub.diary.entries import check_eaten_on
from fithub.diary.meals import Logged
from fithub.diary.usual import UsualMeal
from fithub.planning.judging import may_be_suggested
from fithub.planning.preferences import verdicts

_NOT_LOGGED: Final = (
    "All of your usual {slot} is what you are allergic to or avoid; tell me what you had, and I write it down."
)


def usual_meals(*, user_id: UUID, today: date) -> list[UsualMeal]:
    """The person's usual meals, in the order of the day; those are left out that hold what they must not have."""
    meals = usual.usual_meals(user_id=user_id, today=today)
    return [meal for meal, allowed in zip(meals, _allowed(user_id, meals), strict=True) if all(allowed)]


def log_usual(
    *, user_id: UUID, slot: Slot, when: LocalMoment, source: str, local_date: date | None = None, said: str = ""
) -> Logged:
    """Write the usual meal down, as a draft for a person who wants to be asked always; `left_out` names what they must not have
    and what was not written down for that.

    Raises Conflict (`usual_not_allowed`) where that is all of it, and as fithub.diary.usual does.
    """
    check_eaten_on(local_date or when.date, when)
    meal = usual.usual_meal(user_id=user_id, slot=slot, today=when.date)
    (allowed,) = _allowed(user_id, [meal])
    if not any(allowed):
        raise Conflict("usual_not_allowed", _NOT_LOGGED.format(slot=slot.value))
    parts = list(zip(meal.amounts, allowed, strict=True))
    logged = usual.log_usual(
        user_id=user_id,
        usual=replace(meal, amounts=tuple(amount for amount, may in parts if may)),
        when=when,
        source=source,
        local_date=local_date,
        said=said,
    )
    return replace(logged, left_out=tuple(amount.description for amount, may in parts if not may))


def _allowed(user_id: UUID, meals: list[UsualMeal]) -> list[list[bool]]:
    """For each food of each meal, whether it may be suggested."""
    foods = [(amount.food_id, amount.description) for meal in meals for amount in meal.amounts]
    found = iter(verdicts(user_id=user_id, foods=foods) if foods else [])
    return [[may_be_suggested(next(found)) for _ in meal.amounts] for meal in meals]
