"""Goals and targets, wherever in a sentence their figures stand."""

import re
from typing import Final

from agents.offline.eaten import KIN
from agents.offline.nutrients import named_in
from agents.offline.skills.goal_words import BeginGoal, EndGoal, NewGoal, begun_in, ended_in, goal_in
from agents.offline.skills.goals import AskGoals
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
    return None if _LONG_AGO.search(text) else target_in(text, now)


def targets(text: str, now: LocalMoment) -> AskDay:
    """Which targets there are."""
    return AskDay(About.TARGETS, None, None, named_in(text))


def need(text: str, now: LocalMoment) -> AskNeed | None:
    """How much of what is named is recommended."""
    named = named_in(text)
    return AskNeed(named) if named else None
