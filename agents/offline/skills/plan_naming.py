"""What the readers of the plan have in common: the meal that words name, whether they name the plan, and the words beside both."""

import re
from collections.abc import Collection
from typing import Final

from agents.offline.naming import SLOTS
from agents.offline.skills.days_ahead import days_named, rule_named
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot

SLOT: Final = r"breakfast|brunch|lunch|dinner|supper|snacks?"
SLOTTED: Final = re.compile(rf"\b(?:{SLOT})\b(?:'s)?", re.IGNORECASE)
PLANNED: Final = re.compile(r"\b(?:planned|scheduled|(?:meal )?plans?|schedule|menu)\b", re.IGNORECASE)
MAYBE: Final = re.compile(r"\b(?:might|may|maybe|perhaps|should|could|would|if|thinking|consider)\b|\?", re.IGNORECASE)
# "Didn't eat the planned lunch", "not had what was planned yet".
NOT_EATEN: Final = re.compile(
    r"\b(?:not|never|none|no(?=\s)|without|instead|(?:did|do|does|have|has|had|was|were|is|are|wo|could|would)n['’]?t|yet|skipped|missed|neither)\b",
    re.IGNORECASE,
)
ONLY_WHEN: Final = SMALL | frozenset(
    "planned scheduled plan plans meal meals menu from off out next after all then anymore any more having eating"
    " again longer no not it"
    " today tonight tomorrow yesterday instead up".split()
)


def slot_named(said: str) -> Slot | None:
    """The meal that words name."""
    found = re.search(rf"\b({SLOT})\b", said, re.IGNORECASE)
    return SLOTS[found[1].lower()] if found else None


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
