"""A meal told by the name of one that is planned for today: "ate the curry" is that one."""

import re
from typing import Final

from agents.offline import skills
from agents.offline.calls import Plan, Turn
from agents.offline.naming import SLOTS
from agents.offline.skills.days_ahead import Days
from agents.offline.skills.plan_eaten import LogPlan
from agents.offline.skills.plan_meals import planned_on, words_of
from agents.offline.steps import Log
from fithub.core.slots import Slot
from fithub.foods.words import content_words

_ATE_THE: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:(?:just|finally|also|then|now) )*(?:ate|had|eaten|finished) (?:the|my|our|that) "
    r"(?P<what>(?!.*\b(?:and|with|no|without|rest|last|half|leftover|leftovers)\b)[a-z][a-z -]{2,40}?)"
    r"(?: (?:for|at) (?P<slot>breakfast|brunch|lunch|dinner|supper))?(?: (?:today|tonight|just now|now))*\W*$",
    re.IGNORECASE,
)


def log_as_planned(step: Log, turn: Turn) -> Plan[str | None]:
    """Write down the one meal of today's plan that is named so; None where none is, or several are."""
    match = _ATE_THE.match(step.text)
    words = tuple(content_words(match["what"])) if match is not None else ()
    if match is None or not words:
        return None
    slot = SLOTS[match["slot"].lower()] if match["slot"] else None
    told = yield from planned_on(Days(turn.today, turn.today), slot, turn)
    there = told.data.get("planned_meals", ()) if told.ok else ()
    named = [each for each in there if each["state"] == "planned" and set(words) <= words_of(each)]
    if len(named) != 1:
        return None
    return (yield from skills.take_wish(LogPlan(turn.today, (Slot(named[0]["slot"]),), words=words), turn))
