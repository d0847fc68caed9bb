"""A change that reads like one of the plan and fits only what was written ("shift sunday curry from dinner to lunch"), and one that
reads like a correction of the diary and fits only what is planned ("move the tuna sandwich from lunch to dinner")."""

import re
from datetime import date, timedelta
from typing import Final

from agents.offline import finding
from agents.offline.calls import Plan, Turn
from agents.offline.locating import entries_meant, entries_on
from agents.offline.skills.days_ahead import Days
from agents.offline.skills.plan_acts import move, otherwise, skip
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_meals import planned_on, words_of
from agents.offline.skills.plan_moves import MovePlan
from agents.offline.skills.plan_naming import PLANNED
from agents.offline.steps import Change, Delete, Payload, Target
from fithub.core.slots import Slot
from fithub.foods.words import content_words

_WEEK: Final = timedelta(days=7)
# Of a weekday nobody knows whether the last or the next one is meant; tomorrow is ahead.
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_EATEN: Final = re.compile(r"\b(?:had|ate|eaten|drank|was|were|logged|didn't|did)\b", re.IGNORECASE)
_AHEAD: Final = re.compile(r"\b(?:next|coming|tomorrow|plan\w*)\b", re.IGNORECASE)


def written_instead(step: MovePlan, turn: Turn) -> Plan[Change | None]:
    """The correction of a meal that was eaten last such weekday, where nothing like it is planned for the next one."""
    said = turn.history.text
    if not step.words or step.until or not _WEEKDAY.search(said) or _AHEAD.search(said) or step.day <= turn.today:
        return None
    to_day = None if step.to_day is None else step.to_day - _WEEK
    if to_day is not None and to_day > turn.today:
        return None
    ahead = step.day.isoformat()
    told = yield from turn.call("get_plan", from_date=ahead, to_date=ahead)
    planned = [name for each in told.data.get("planned_meals", ()) for name in (each["name"], *_foods(each))]
    if not told.ok or any(set(step.words) & set(content_words(str(name))) for name in planned):
        return None
    day = step.day - _WEEK
    if not finding.matching((yield from entries_on(day, step.slot)), step.words):
        return None
    words = " ".join(step.words)
    return Change(
        Target(words, step.words, step.slot, day), Payload(slot=step.to_slot, day=to_day, at=step.to_time), said
    )


def planned_instead(step: Change, turn: Turn) -> Plan[str | None]:
    """Do with the planned meal what a correction wants that fits nothing in the diary; None where it fits no planned meal either,
    or more than one."""
    target, payload, said = step.target, step.payload, turn.history.text
    if target is None or not (target.words or target.slot) or payload.is_empty:
        return None
    first = target.day or turn.today
    of_plan = payload.only_moves or target.day is not None or PLANNED.search(said) or _planned_last(turn)
    # What was had otherwise changes no plan.
    if first < turn.today or _EATEN.search(said) or not of_plan:
        return None
    told = yield from planned_on(Days(first, target.day or turn.today + _WEEK + _WEEK), None, turn)
    there = [each for each in told.data.get("planned_meals", ()) if each["state"] == "planned"] if told.ok else []
    named = [each for each in there if set(target.words) <= words_of(each)]
    # "The tuna sandwich from lunch to dinner" names where it goes, and maybe where it is.
    meals = [each for each in named if target.slot in {None, each["slot"]}] or (named if payload.slot else [])
    if len(meals) != 1:
        return None
    (meal,) = meals
    if not payload.only_moves:
        own = set(content_words(meal["name"]))
        of_item = len(meal["items"]) > 1 or not set(target.words) <= own
        return (yield from otherwise(meal, target.words if of_item else (), payload, turn))
    to_day = payload.day
    if to_day is not None and to_day < turn.today:
        # Of the plan a weekday is the one to come.
        to_day += _WEEK
    words = tuple(content_words(meal["name"]))
    return (
        yield from move(
            MovePlan(
                date.fromisoformat(meal["local_date"]), Slot(meal["slot"]), words, to_day, payload.slot, payload.at
            ),
            turn,
        )
    )


def left_out_instead(step: Delete, turn: Turn) -> Plan[str | None]:
    """Leave out the planned meal that a deletion names, where the plan is what was changed last and the diary has no such thing;
    None where not just one is meant."""
    target = step.targets[0] if len(step.targets) == 1 else None
    if target is None or not target.words or step.softly or step.but or not _planned_last(turn):
        return None
    if target.day is not None and target.day < turn.today:
        return None
    if (yield from entries_meant(target, turn)):
        return None
    told = yield from planned_on(
        Days(target.day or turn.today, target.day or turn.today + _WEEK + _WEEK), target.slot, turn
    )
    there = [each for each in told.data.get("planned_meals", ()) if each["state"] == "planned"] if told.ok else []
    meals = [each for each in there if set(target.words) <= words_of(each)]
    if len(meals) != 1 or len(meals[0]["items"]) != 1:
        return None
    (meal,) = meals
    day = date.fromisoformat(meal["local_date"])
    return (yield from skip(SkipPlan(day, Slot(meal["slot"]), tuple(content_words(meal["name"]))), turn))


def _planned_last(turn: Turn) -> bool:
    """Whether the plan is what was changed last."""
    last = turn.focus.written
    return last is not None and not last.waits and last.tool in {"plan_meal", "edit_planned"}


def _foods(meal: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["food"] for each in meal.get("items", ())]
