"""A move that reads like one of a planned meal and fits only what was written: "shift sunday curry from dinner to lunch"."""

import re
from datetime import timedelta
from typing import Final

from agents.offline import finding
from agents.offline.calls import Plan, Turn
from agents.offline.locating import entries_on
from agents.offline.skills.plan_changes import MovePlan
from agents.offline.steps import Change, Payload, Target
from fithub.foods.words import content_words

_WEEK: Final = timedelta(days=7)
# Of a weekday nobody knows whether the last or the next one is meant; tomorrow is ahead.
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
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


def _foods(meal: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["food"] for each in meal.get("items", ())]
