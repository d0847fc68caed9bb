"""Reading that a goal which is followed already should have another day or another pace: "push my goal to the end of October"."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from agents.offline.hearing import hear
from agents.offline.skills.ahead import read_ahead
from agents.offline.skills.goal_words import paced
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment


@dataclass(frozen=True, slots=True)
class ChangeGoal(Wish):
    """The active goal that `name` names ("" for the one that there is) is to be reached by another day, `later` or earlier than the
    one that it has, or at another pace, of so much in `unit` a week."""

    name: str
    until: date | None = None
    # By so many of a unit later than its day, or earlier with a minus: (2, "months").
    later: tuple[int, str] | None = None
    pace: Decimal | None = None
    unit: str | None = None


_MOVES: Final = (
    r"(?:push|move|postpone|extend|delay|defer|shift|bring|change|set|put|reset|update|prolong|stretch|slow(?: down)?|"
    r"speed(?: up)?|"
    r"make|give me|i need|i(?:'d| would) like|i want)"
)
_GOAL: Final = r"(?:goal|deadline|target date|goal date|end date|finish date|due date)"
_ORDERS: Final = re.compile(rf"^(?:please )?{_MOVES}\b.*\b{_GOAL}(?:'s)?\b", re.IGNORECASE)
_DAY_OF: Final = re.compile(r"\b(?:to|until|till|til|by|for|on|is)\b", re.IGNORECASE)
# By how much, or a new goal: neither is another day of this one.
_OTHERWISE: Final = re.compile(
    r"\b(?:new|another|second|an? (?:\w+ )?goal|kgs?|kilos?|lbs?|pounds?|stones?|st|cms?|inch(?:es)?|percent|calorie|calories|"
    r"kcal|protein|step)\b|%",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"\b(?:by |for )?(?:another |an extra |an additional )?(?P<count>\d{1,2}|an?|one|two|three|four|five|six|a couple of)"
    r"(?: more| extra)? (?P<unit>day|week|month|year)s?\b(?: (?P<more>longer|more|later|earlier|sooner))?",
    re.IGNORECASE,
)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BACK: Final = re.compile(
    r"\b(?:back|out|postpone|extend|delay|defer|prolong|stretch|later|longer|more|extra|another|push)\b", re.IGNORECASE
)
_FORTH: Final = re.compile(r"\b(?:forward|earlier|sooner)\b", re.IGNORECASE)
_AROUND: Final = re.compile(
    rf"\b(?:please|pls|{_MOVES}|{_GOAL}(?:'s)?|date|back|out|forward|down|up|my|the|of|for|it|instead|now|then|more|longer|time|"
    rf"to|at|a|an)\b",
    re.IGNORECASE,
)


def read_anew(order: str, now: LocalMoment) -> ChangeGoal | None:
    """The other day or pace that a clause wants of a goal; None where it is about something else."""
    if "?" in order or not _ORDERS.match(order):
        return None
    text, pace, unit = paced(order)
    if _OTHERWISE.search(text):
        return None
    day = next((match for match in _DAY_OF.finditer(text) if read_ahead(f"by {text[match.end() :]}", now.date)), None)
    until = None if day is None else read_ahead(f"by {text[day.end() :]}", now.date)
    shifted = _BY.search(text) if until is None else None
    back, forth = bool(_BACK.search(text)), bool(_FORTH.search(text))
    if shifted is not None and (forth or back):
        said = shifted["count"].lower()
        count = (_COUNTS.get(said) or int(said)) * (-1 if forth else 1)
        rest = f"{text[: shifted.start()]} {text[shifted.end() :]}"
        return ChangeGoal(_name(rest), later=(count, f"{shifted['unit'].lower()}s"))
    if until is None and pace is None:
        return None
    rest = text if day is None else text[: day.start()]
    if hear(rest, now, ()).amounts:
        return None
    return ChangeGoal(_name(rest), until, pace=pace, unit=unit)


def _name(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", _AROUND.sub(" ", text).lower()))
