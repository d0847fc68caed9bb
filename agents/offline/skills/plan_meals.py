"""Which planned meals are meant, and how they are told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.nutrients import amount, listed
from agents.offline.skills.days_ahead import Days
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_moves import MovePlan
from agents.offline.skills.plan_naming import Meant
from fithub.core.slots import Slot
from fithub.foods.words import content_words

type Meal = dict[str, Any]
"""A planned meal as get_plan tells it."""


def planned_on(days: Days, slot: Slot | None, turn: Turn) -> Plan[Result]:
    """What is planned on some days, at a meal or at any."""
    return (
        yield from turn.call(
            "get_plan",
            from_date=days.first.isoformat(),
            to_date=days.last.isoformat(),
            slot=None if slot is None else slot.value,
        )
    )


def chosen(wish: SkipPlan | MovePlan | Meant, state: str, turn: Turn) -> Plan[tuple[list[Meal], str]]:
    """The planned meals that are meant; or what to say where none are, or more than one may be."""
    days = Days(wish.day, wish.until or wish.day)
    told = yield from planned_on(days, wish.slot, turn)
    if not told.ok:
        return [], wording.refused(told)
    found = [each for each in told.data["planned_meals"] if each["state"] == state]
    words = set(content_words(" ".join(wish.words)))
    if isinstance(wish, SkipPlan) and wish.every and found:
        return found, ""
    loosely = isinstance(wish, SkipPlan) and wish.loosely
    meals = named_loosely(wish.words, found, wish.slot) if loosely else named(wish.words, found)
    if not meals and found and words:
        return (
            [],
            f"Nothing of that kind is planned then, so I changed nothing. There is {listed([each['name'] for each in found])}.",
        )
    if not meals:
        return [], f"{nothing(days, wish.slot, turn.today)} I changed nothing."
    if len(meals) > 1 and (wish.slot is None or words or wish.until):
        told_apart = listed([f"{each['name']} ({each['slot']}, {day_words(each, turn.today)})" for each in meals])
        return [], f"Which one: {told_apart}? Name the day or the meal, like “tomorrow's lunch”."
    return meals, ""


def named(said: Sequence[str], meals: Sequence[Meal]) -> list[Meal]:
    """The meals that words name best; of what is said at least half is about each of them."""
    words = set(content_words(" ".join(said)))
    best = _best(words, meals)
    return best if not words or (best and 2 * len(words & words_of(best[0])) >= len(words)) else []


def named_loosely(said: Sequence[str], meals: Sequence[Meal], slot: Slot | None) -> list[Meal]:
    """The meals that any of the words name best; where none does, those at the meal that was named."""
    words = set(content_words(" ".join(said)))
    best = _best(words, meals)
    if best and words & words_of(best[0]):
        return best
    return list(meals) if slot is not None else []


def _best(words: set[str], meals: Sequence[Meal]) -> list[Meal]:
    most = max((len(words & words_of(each)) for each in meals), default=0)
    return [each for each in meals if len(words & words_of(each)) == most]


def words_of(meal: Meal) -> set[str]:
    """The words that a planned meal goes by: its name's and its foods'."""
    items = " ".join(str(each.get("description") or each.get("food") or "") for each in meal.get("items", ()))
    return set(content_words(f"{meal['name']} {items}"))


def nothing(days: Days, slot: Slot | None, today: date) -> str:
    """That nothing is planned."""
    when = day_named(days.first, today)
    if days.first != days.last:
        when = f"{when} to {day_named(days.last, today)}"
    return f"Nothing is planned {'' if slot is None else f'for {slot.value} '}{when}."


def meal_words(meal: Meal) -> str:
    """A planned meal by its name and its energy."""
    energy = meal["totals"].get("energy_kcal")
    return str(meal["name"]) + ("" if energy is None else f" ({amount('energy_kcal', energy)})")


def day_words(meal: Meal, today: date) -> str:
    """The day of a planned meal."""
    return day_named(date.fromisoformat(meal["local_date"]), today)


def day_named(day: date, today: date) -> str:
    """A day as it is spoken of."""
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return names.get((day - today).days) or f"{day:%A}, {day.day} {day:%B}"
