"""The plan in everyday words: "plan oatmeal for breakfast every weekday", "what's planned tomorrow", "I ate as planned", "skip
tomorrow's lunch", "shopping list for this week". What will be eaten is planned and never logged."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.nutrients import listed
from agents.offline.skills import suggestions
from agents.offline.skills.days_ahead import Days
from agents.offline.skills.plan_acts import instead, move, skip, swap
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_eaten import LogPlan
from agents.offline.skills.plan_food import PlanFood
from agents.offline.skills.plan_instead import InsteadPlan
from agents.offline.skills.plan_meals import (
    Meal,
    day_named,
    meal_words,
    named,
    named_loosely,
    nothing,
    planned_on,
    words_of,
)
from agents.offline.skills.plan_moves import MovePlan, SwapPlan
from agents.offline.skills.plan_replies import PickPlan, reply
from agents.offline.skills.plan_words import AskPlan, AskShopping, PlanWish, read_plan
from agents.offline.skills.skill import Skill
from agents.offline.skills.suggestions import Suggest
from fithub.foods.words import content_words
from tools.catalogue import WRITES

_SAY_FOODS: Final = (
    "Tell me what to plan, like “plan oatmeal for breakfast every weekday” or “plan pizza for dinner tomorrow”."
)
_WROTE_BEFORE: Final = (
    "I have done that already and changed nothing more. Say it in full, like “skip Saturday's dinner”."
)
MOST_TOLD: Final = 21
MOST_LOGGED: Final = 20


def _take(wish: PlanWish | PickPlan, turn: Turn) -> Plan[str]:
    match wish:
        case PlanFood():
            return (yield from _plan(wish, turn))
        case AskPlan():
            told = yield from planned_on(wish.days, wish.slot, turn)
            if told.ok and wish.words:
                return _when_planned(told, wish, turn.today)
            if told.ok and not told.data["planned_meals"] and wish.or_ideas:
                ideas = yield from suggestions.SKILL.take(Suggest(None if wish.slot is None else wish.slot.value), turn)
                return f"{nothing(wish.days, wish.slot, turn.today)} {ideas}"
            return _plan_told(told, wish, turn.today) if told.ok else wording.refused(told)
        case LogPlan():
            return (yield from _log(wish, turn))
        case SkipPlan():
            return (yield from skip(wish, turn))
        case MovePlan():
            return (yield from move(wish, turn))
        case SwapPlan():
            return (yield from swap(wish, turn))
        case InsteadPlan():
            return (yield from instead(wish, turn))
        case PickPlan():
            return _WROTE_BEFORE if _wrote_before(turn) else (yield from _take(wish.of, turn))
        case AskShopping():
            given = {"from_date": wish.days.first.isoformat(), "to_date": wish.days.last.isoformat()}
            told = yield from turn.call("shopping_list", **given)
            return _to_buy(told, wish.days, turn.today) if told.ok else wording.refused(told)


def _plan(wish: PlanFood, turn: Turn) -> Plan[str]:
    said = yield from _plan_one(wish, turn)
    for other in wish.also:
        said += f" {(yield from _plan_one(other, turn))}"
    return said


def _plan_one(wish: PlanFood, turn: Turn) -> Plan[str]:
    if not re.search(r"[a-z]", wish.text, re.IGNORECASE):
        return _SAY_FOODS
    result = yield from turn.call(
        "plan_meal",
        text=wish.text,
        local_date=None if wish.day is None else wish.day.isoformat(),
        slot=None if wish.slot is None else wish.slot.value,
        rule=wish.rule,
    )
    if not result.ok:
        return wording.refused(result)
    (made,) = result.data.get("planned_meals") or result.data["meals"]
    when = "as often as you said" if wish.rule else day_named(date.fromisoformat(made["local_date"]), turn.today)
    strange = [f"“{' '.join(words.split())[:80]}”" for words in result.data["unmatched"][:5]]
    missing = f" I found no food for {listed(strange)}." if strange else ""
    planned = f"Planned {meal_words(made)} for {made['slot']}, {when}."
    return f"{planned} It is not in your diary before you have had it.{missing}{_mind(result)}"


def _wrote_before(turn: Turn) -> bool:
    """Whether the turn before asked nothing, since it did what was wanted."""
    before = turn.history.previous
    return before is not None and any(each.ok and each.tool in WRITES for each in before.results)


def _log(wish: LogPlan, turn: Turn) -> Plan[str]:
    slot = wish.slots[0] if len(wish.slots) == 1 else None
    told = yield from planned_on(Days(wish.day, wish.day), slot, turn)
    if not told.ok:
        return wording.refused(told)
    there = [each for each in told.data["planned_meals"] if not wish.slots or each["slot"] in wish.slots]
    open_meals = [each for each in there if each["state"] == "planned"]
    if wish.words:
        meant = named(wish.words, open_meals) or (named_loosely(wish.words, open_meals, slot) if wish.loosely else [])
        if len(meant) != 1:
            return _not_that_one(meant or open_meals)
        open_meals = meant
    due = [each for each in open_meals if wish.until is None or time.fromisoformat(each["local_time"]) <= wish.until]
    chosen = due or (open_meals if len(open_meals) == 1 else [])
    if not chosen:
        if any(each["state"] == "logged" for each in there):
            return "What was planned is in your diary already, so I logged nothing more."
        return f"{nothing(Days(wish.day, wish.day), slot, turn.today)} I logged nothing."
    if wish.share is None:
        names = listed([each["name"] for each in chosen])
        return f"How much of {names} did you have? Say it like “half of my planned {chosen[0]['slot']}”. I logged nothing yet."
    if len(chosen) > 1 and wish.share != 1:
        return _not_that_one(chosen)
    result = yield from turn.call(
        "log_planned",
        planned_ids=[each["id"] for each in chosen[:MOST_LOGGED]],
        share=None if wish.share == 1 else float(round(wish.share, 4)),
    )
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


def _not_that_one(meals: Sequence[Meal]) -> str:
    """What is planned, where no meal of it, or more than one, may be meant."""
    if not meals:
        return "Nothing is planned that is not in your diary yet, so I logged nothing. Tell me what you had."
    return f"There is {listed([each['name'] for each in meals])} planned. Which one did you have? I logged nothing."


def _plan_told(told: Result, wish: AskPlan, today: date) -> str:
    found = told.data["planned_meals"]
    if not found:
        return nothing(wish.days, wish.slot, today)
    said = []
    for day in dict.fromkeys(each["local_date"] for each in found[:MOST_TOLD]):
        meals = [each for each in found[:MOST_TOLD] if each["local_date"] == day]
        states = {"planned": "", "skipped": " (skipped)", "logged": " (logged)"}
        parts = [f"{each['slot']}: {meal_words(each)}{states[each['state']]}" for each in meals]
        name = day_named(date.fromisoformat(day), today)
        said.append(f"{name[0].upper()}{name[1:]}: {'; '.join(parts)}.")
    more = len(found) - MOST_TOLD + int(told.data["beyond"])
    return (
        " ".join(["Planned, not eaten yet:" if wish.days.first >= today else "Planned:", *said])
        + (f" And {more} more." if more > 0 else "")
        + _mind(told)
    )


def _when_planned(told: Result, wish: AskPlan, today: date) -> str:
    """When the meals are planned that have what is named."""
    words = set(content_words(" ".join(wish.words)))
    found = [each for each in told.data["planned_meals"] if each["state"] == "planned" and words & words_of(each)]
    if not found:
        return f"Nothing of that kind is planned, {day_named(wish.days.first, today)} to {day_named(wish.days.last, today)}."
    days = [
        f"{each['name']} for {each['slot']}, {day_named(date.fromisoformat(each['local_date']), today)}"
        for each in found
    ]
    return f"Planned: {listed(days)}."


def _mind(told: Result) -> str:
    return "".join(f" {each}" for each in wording.warned(told))


def _to_buy(told: Result, days: Days, today: date) -> str:
    groups = told.data["shopping"]["groups"]
    span = (
        f"{day_named(days.first, today)} to {day_named(days.last, today)}"
        if days.first != days.last
        else day_named(days.first, today)
    )
    if not groups:
        return f"Nothing is planned that you would have to buy, {span}."
    lines = [
        f"{group['category']}: "
        + "; ".join(
            f"{each['name']}, {each['words']}{' (got it)' if each['ticked'] else ''}{_careful(each)}"
            for each in group["items"]
        )
        for group in groups
    ]
    return f"To buy, {span}. " + ". ".join(lines) + "."


def _careful(item: dict[str, Any]) -> str:
    grave = [each for each in item.get("warnings", ()) if each["kind"] != "dislike"]
    return f" (careful, {grave[0]['kind']}: {grave[0]['about']})" if grave else ""


SKILL: Final = Skill(
    (PlanFood, AskPlan, LogPlan, SkipPlan, MovePlan, SwapPlan, InsteadPlan, PickPlan, AskShopping),
    read_plan,
    _take,
    reply=reply,
)
