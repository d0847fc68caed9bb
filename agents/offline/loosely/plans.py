"""Plans, diets and what is to be bought, however they are put."""

import re
from datetime import timedelta
from typing import Final

from agents.offline.skills.days_ahead import Days, days_named
from agents.offline.skills.diets import AskDiets, UseDiet
from agents.offline.skills.plan_changes import SkipPlan, skip_in
from agents.offline.skills.plan_eaten import LogPlan, read_eaten_loosely
from agents.offline.skills.plan_food import PlanFood, foods_planned
from agents.offline.skills.plan_naming import slot_named
from agents.offline.skills.plan_words import AskPlan, AskShopping
from fithub.core.clock import LocalMoment

_LEAD: Final = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|we) |please |i(?:'d like| want| would like) (?:you )?to |let'?s |i'?m going to |"
    r"i'?ll |help me )*"
    r"(?:(?:meal )?plan|do|schedule|put|add|pencil in|set|book|line up|have|make|queue)(?: me)?(?: in| up| down)?:? ",
    re.IGNORECASE,
)
_ON_PLAN: Final = re.compile(
    r"\b(?:to|on|in|into|onto) (?:my|the) (?:meal )?(?:plan|calendar|board|schedule)\b", re.IGNORECASE
)
_SKIPS: Final = re.compile(
    r"\b(?:skip|cancel|leave out|drop|call off|scrap|not (?:happening|having)|won'?t|remove|delete|take)\b",
    re.IGNORECASE,
)
_DIET_LEAD: Final = re.compile(
    r"\b(?:to|on|with|start|begin|use|activate|follow|try|doing|do|by|onto|into)\s+(?:me (?:to|on) )?(?:my |the |"
    r"a )?(?P<name>[\w' -]{1,60}?)"
    r"(?: (?:diet|plan))?(?: (?:now|again|today|please|from (?:today|now|tomorrow)(?: on)?|this week))*$",
    re.IGNORECASE,
)


def plan(text: str, now: LocalMoment) -> PlanFood | None:
    """Foods for days to come."""
    return foods_planned(_ON_PLAN.sub(" ", _LEAD.sub("", text, count=1)), now)


def what_is_planned(text: str, now: LocalMoment) -> AskPlan:
    """What is planned, today where no day is named."""
    return AskPlan(days_named(text, now.date) or Days(now.date, now.date), slot_named(text))


def left_out(text: str, now: LocalMoment) -> SkipPlan | None:
    """A planned meal that is to be left out; moving one is read by its own words."""
    if not _SKIPS.search(text):
        return None
    return skip_in(text, now)


def as_planned(text: str, now: LocalMoment) -> LogPlan | None:
    """What was planned was eaten; None where a word says that it was not."""
    return read_eaten_loosely(text, now)


_OFF_LIST: Final = re.compile(
    r"\b(?:take|remove|delete|cross|strike|scratch|drop)\b.*\b(?:off|from|out of)\b", re.IGNORECASE
)


def to_buy(text: str, now: LocalMoment) -> AskShopping | None:
    """What is to be bought, for a week where no days are named; what is to go off a list is no question."""
    if _OFF_LIST.search(text):
        return None
    return AskShopping(days_named(text, now.date, longest=7) or Days(now.date, now.date + timedelta(days=6)))


def diet_begun(text: str, now: LocalMoment) -> UseDiet | None:
    """A diet by its name."""
    match = _DIET_LEAD.search(text.strip(" .!?"))
    return None if match is None else UseDiet(re.sub(r" ones?$", "", match["name"].strip(), flags=re.IGNORECASE))


def diet_ended(text: str, now: LocalMoment) -> UseDiet:
    """The diet that is active is wanted no more."""
    return UseDiet("", stop=True)


def diets(text: str, now: LocalMoment) -> AskDiets:
    """Which diets there are."""
    return AskDiets()
