"""What the readers of the plan have in common: the meal that words name, whether they name the plan, and the words beside both."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agents.offline.naming import SLOTS
from agents.offline.skills.days_ahead import Days, days_named, rule_named
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot

SLOT: Final = r"breakfast|brunch|lunch|dinner|supper|snacks?"
SLOTTED: Final = re.compile(rf"\b(?:{SLOT})\b(?:'s)?", re.IGNORECASE)
PLANNED: Final = re.compile(r"\b(?:planned|scheduled|(?:meal )?plans?|schedule|menu)\b", re.IGNORECASE)
MAYBE: Final = re.compile(r"\b(?:might|may|maybe|perhaps|should|could|would|if|thinking|consider)\b|\?", re.IGNORECASE)
# "Didn't eat the planned lunch", "not had what was planned yet".
NOT_EATEN: Final = re.compile(
    r"\b(?:not|never|none|no(?=\s)|without|instead|(?:did|do|does|have|has|had|was|were|is|are|wo|could|"
    r"would)n['’]?t|yet|skipped|missed|neither)\b",
    re.IGNORECASE,
)
ONLY_WHEN: Final = SMALL | frozenset(
    "planned scheduled plan plans meal meals menu from off out next after all then anymore any more having eating"
    " again longer no not it"
    " today tonight tomorrow yesterday instead up".split()
)


AHEAD: Final = timedelta(days=13)


@dataclass(frozen=True, slots=True)
class Meant:
    """A planned meal as it is named: by its day, its meal, words of a food. `until`: the last day that it may be on, where none
    was named."""

    day: date
    slot: Slot | None = None
    words: tuple[str, ...] = ()
    until: date | None = None


def until(days: Days | None, words: Collection[str], now: LocalMoment) -> date | None:
    """How far ahead to look for what is named by its food and no day."""
    return now.date + AHEAD if days is None and words else None


# "…, I'm eating out with the team", "… because work is paying", "…, it was great".
_REASON: Final = re.compile(
    r"^(?P<head>[^,;?]{6,80}?)(?:\s*[,;]\s*|\s+[–-]+\s+|\s+(?=because\b|since\b))(?P<why>(?:(?:because|since|as|"
    r"cos|cause|so) )?"
    r"(?:i|i'm|i've|i'll|we|we're|we've|we'll|it|it's|that's|he|he's|she|she's|they|they're|there's|there (?:is|"
    r"are|was)|nobody|someone|somebody|everyone|"
    r"(?:my|our|the|his|her) (?:[a-z']+ ){1,3}?(?:is|are|was|were|has|have|had|wants?|got|comes?|came|will|needs?|"
    r"invited|takes?|cooks?|makes?|pays?)"
    r"|[a-z]+ (?:is|are) |(?!having|eating|planning)[a-z]+ing |too |going |no time|not (?:hungry|at home|here|there))\b.*)$",
    re.IGNORECASE,
)
# What is more than a reason: another order, an amount, something that was eaten, another meal.
_MORE: Final = re.compile(
    rf"\b(?:ate|had|eaten|drank|logged|half|third|quarter|most of|some of|only|except|but|instead|also|besides|skip|"
    rf"cancel|move|push|shift|plan|schedule|add|"
    rf"log|delete|remove|swap|put|make|keep|{SLOT})\b|\d",
    re.IGNORECASE,
)


def before_reason(order: str) -> str | None:
    """An order without the reason that stands behind it; None where nothing stands behind it, or more than a reason."""
    match = _REASON.match(order.strip())
    return None if match is None or _MORE.search(match["why"]) else match["head"]


def slot_named(said: str) -> Slot | None:
    """The meal that words name."""
    found = re.search(rf"\b({SLOT})\b", said, re.IGNORECASE)
    return SLOTS[found[1].lower()] if found else None


def slots_named(said: str) -> tuple[Slot, ...]:
    """The meals that words name, each once."""
    return tuple(dict.fromkeys(SLOTS[each.lower()] for each in re.findall(rf"\b({SLOT})\b", said, re.IGNORECASE)))


def other_words(said: str, now: LocalMoment, known: Collection[str]) -> tuple[str, ...]:
    """The words beside days, meals and the known ones."""
    rest = rule_named(said)[1]
    days = days_named(rest, now.date)
    rest = rest.replace(days.said, " ") if days and days.said else rest
    rest = SLOTTED.sub(" ", rest.lower().replace("'s", " "))
    return tuple(
        word
        for word in re.findall(r"[a-z0-9']+", rest)
        if word not in known and word not in {"week", "morning", "night", "evening"}
    )
