"""How a day stands: "that's all for today", "I didn't log everything on Sunday", "yesterday I fasted"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.hearing import hear
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.weekdays import Weekday

_NAMES: Final = [str(day) for day in Weekday.values]
_WEEKDAY: Final = re.compile(rf"\b(?:on |last )?({'|'.join(_NAMES)})\b", re.IGNORECASE)
_THE_DAY: Final = re.compile(r"\bthe (?:whole )?day\b", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"^(?:is|was|did|do|does|have|has|am|are|what|how|which|when|why|should|can)\b", re.IGNORECASE
)
_LOGGED: Final = frozenset(
    "log logged logging track tracked tracking write wrote written record recorded enter entered".split()
)
_AROUND: Final = (
    SMALL
    | _LOGGED
    | frozenset(
        "diary log journal day mark set call close down all whole entire everything stuff things anything up off out".split()
    )
)
_NOT: Final = frozenset("not isn't wasn't didn't haven't hasn't don't never won't isnt wasnt didnt havent".split())
_FAST: Final = frozenset("fast fasted fasting".split())
_ABOUT_FASTING: Final = (
    _AROUND | _FAST | _NOT | frozenset("eat ate eaten eating nothing did doing water only food a".split())
)
_MISSING: Final = frozenset(
    "incomplete missing missed forgot forgotten half halfway partly partial partially unfinished stopped through"
    " some few most".split()
)
_ABOUT_MISSING: Final = (
    _AROUND
    | _MISSING
    | _NOT
    | frozenset("complete completely fully finished meals meal entries to of it things".split())
)
_FULL: Final = frozenset("complete completed done finished all it nothing everything else more close fully".split())
_ABOUT_FULL: Final = (
    _AROUND
    | _FULL
    | frozenset(
        "eat eating ate won't will i'll nothing anything else more now for food completely as logged wrap wrapped"
        " call that'll".split()
    )
)

_KEPT: Final[Mapping[str, str]] = {
    "complete": "marked as complete: what is written down is all there was.",
    "incomplete": "marked as incomplete: it counts in no average, and FitHub learns nothing from it.",
    "fasting": "marked as a day of fasting: little or nothing was eaten.",
}


@dataclass(frozen=True, slots=True)
class MarkDay(Wish):
    """A day is complete, incomplete or one of fasting."""

    day: date
    status: str


# "…, I never logged the snacks": why a day is not complete.
_REASON: Final = re.compile(
    r"(?:\s*[,;–-]+\s*|\s+(?:because|since|as)\s+)(?:(?:because|since|as|and) )?(?:i|we) (?:never|did not|didn't|"
    r"haven't|forgot to|only|"
    r"just) (?:log|track|writ|wrote|record|enter|add|put)\w*\b[\w' ]*$",
    re.IGNORECASE,
)


def _read(order: str, now: LocalMoment) -> MarkDay | None:
    if _QUESTION.match(order):
        return None
    text, day = _day(_REASON.sub("", order), now)
    heard = hear(text, now, frozenset())
    day = heard.day or day
    if day is None or day > now.date or heard.amounts or heard.at is not None or heard.slot is not None:
        return None
    words = frozenset(heard.words)
    status = _status(words, heard.line)
    if status is None or (status == "fasting" and day == now.date and not words & _FAST):
        # "I ate nothing today" may be so until dinner.
        return None
    return MarkDay(day, status)


def _day(order: str, now: LocalMoment) -> tuple[str, date | None]:
    """The words without a weekday, and the last one of that name; "the day" is today."""
    match = _WEEKDAY.search(order)
    if match is not None:
        ago = (now.date.weekday() - _NAMES.index(match[1].lower())) % 7
        return f"{order[: match.start()]} {order[match.end() :]}", now.date - timedelta(days=ago)
    if _THE_DAY.search(order) and re.search(r"\b(?:done|finished|all|it|close)\b", order, re.IGNORECASE):
        return _THE_DAY.sub(" ", order), now.date
    return order, None


def _status(words: frozenset[str], line: str) -> str | None:
    """What the words say of a day, if they say nothing else."""
    ate_nothing = re.search(
        r"\b(?:ate|eaten|had) (?:absolutely )?nothing\b|\b(?:not|didn't|did not|haven't) (?:eat|eaten)\b", line
    )
    if (words & _FAST or ate_nothing) and words <= _ABOUT_FASTING:
        whole = words & _FAST or "nothing" in words or {"anything"} & words or "at all" in line
        return "fasting" if whole and not (words & _FAST and words & _NOT) else None
    missing = words & _MISSING or (
        words & _NOT and (words & {"complete", "everything", "all", "fully", "finished", "completely"})
    )
    if (
        missing
        and words <= _ABOUT_MISSING
        and (words & _LOGGED or words & {"incomplete", "missing", "complete", "diary", "unfinished"})
    ):
        return "incomplete"
    if not words <= _ABOUT_FULL or words & _NOT - {"won't"}:
        return None
    ends = re.search(
        r"\b(?:complete|completed|done|finished|wrapped?)\b|\bclose\b|\bthat(?:'s|s)?(?: is| was|'ll be)? (?:all|"
        r"it|everything)\b|"
        r"\bnothing (?:more|else)\b|\b(?:won't|will not) (?:eat|be eating|have) (?:anything|any)\b|"
        r"\b(?:logged|log|tracked|wrote|written|recorded|entered) (?:down )?(?:everything|all|it all)\b|"
        r"\b(?:everything|all)(?: is| was|'s)? (?:logged|tracked|written)\b",
        line,
    )
    return "complete" if ends else None


def _take(wish: MarkDay, turn: Turn) -> Plan[str]:
    result = yield from turn.call("set_day_status", local_date=wish.day.isoformat(), status=wish.status)
    if not result.ok:
        return wording.refused(result)
    return f"{result.data['day_status']['date']} is {_KEPT[wish.status]} Say “undo” to take that back."


SKILL: Final = Skill((MarkDay,), _read, _take)
