"""Goals and targets, wherever in a sentence their figures stand."""

import re
from typing import Final

from agents.offline.eaten import KIN
from agents.offline.nutrients import named_in
from agents.offline.skills.goal_words import BeginGoal, EndGoal, NewGoal, begun_in, ended_in, goal_in
from agents.offline.skills.goals import AskGoals
from agents.offline.skills.target_drinks import read_drink_target
from agents.offline.skills.target_words import NewTarget, target_in
from agents.offline.skills.targets import AskNeed
from agents.offline.steps import About, AskDay
from fithub.core.clock import LocalMoment

_ANOTHERS: Final = re.compile(
    rf"^\W*(?:my|our|his|her|their) (?:\w+ )?(?:{KIN})\b(?! and (?:i|me)\b)(?!.*\bmy goal\b)", re.IGNORECASE
)

# What was aimed at another time: "back in 2019 my target was 1500 kcal".
_LONG_AGO: Final = re.compile(
    r"\b(?:back (?:in|then|when)|used to|(?:in|since) (?:19|20)\d\d|(?:years?|months?) ago|last (?:year|summer|winter|spring|"
    r"autumn)|"
    r"when i was|(?:target|goal|limit)s? (?:was|were|used)(?! (?:set )?wrong)|never again)\b",
    re.IGNORECASE,
)

_VOLUME: Final = re.compile(r"\d ?(?:l|lit(?:re|er)s?|ml|cl)\b", re.IGNORECASE)
# What is aimed at is told with one of these; "water 250" and "my app says 300 kcal left" set nothing.
_AIMED: Final = re.compile(
    r"\b(?:targets?|goals?|limits?|allowance|macros?|aim\w*|intake|budget|diet|cutting|bulking|set|chang\w+|make|update|"
    r"rais\w+|"
    r"lower\w*|increas\w+|reduc\w+|adjust\w*|bump|drop|cut|cap|keep|stick|stay|shoot\w*|reach|go|want\w*|like|need\w*|"
    r"should|would|"
    r"let'?s|plan\w*|try\w*|get|put|at (?:most|least)|max\w*|min\w*|(?:more|less|no more) than|under|over|below|above|per|"
    r"daily|every|"
    r"each|(?:mon|tues|wednes|thurs|fri|satur|sun)?days?|weekends?|told|says? i|recommend\w*|instead)\b|/ ?d\b",
    re.IGNORECASE,
)


def goal(text: str, now: LocalMoment) -> NewGoal | None:
    """A goal: to a weight, by so much, or of a kind that has no number; none of somebody else's."""
    return None if _ANOTHERS.match(text) else goal_in(text, now)


def begun(text: str, now: LocalMoment) -> BeginGoal | None:
    """A goal of the list is to be active."""
    return begun_in(text)


def ended(text: str, now: LocalMoment) -> EndGoal | None:
    """The goal is wanted no more."""
    return ended_in(text)


def progress(text: str, now: LocalMoment) -> AskGoals:
    """How far the goals are."""
    return AskGoals()


def target(text: str, now: LocalMoment) -> NewTarget | None:
    """Each figure that is a nutrient's or energy's."""
    if _LONG_AGO.search(text):
        return None
    if _VOLUME.search(text):
        # Litres are of what is drunk.
        return read_drink_target(text)
    wanted = target_in(text, now)
    return wanted if wanted is not None and (len(wanted.parts) > 1 or _AIMED.search(text)) else None


def targets(text: str, now: LocalMoment) -> AskDay:
    """Which targets there are."""
    return AskDay(About.TARGETS, None, None, named_in(text))


def need(text: str, now: LocalMoment) -> AskNeed | None:
    """How much of what is named is recommended."""
    named = named_in(text)
    return AskNeed(named) if named else None
