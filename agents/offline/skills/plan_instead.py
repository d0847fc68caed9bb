"""Reading what is to be had instead of what is planned: "let's do fish and chips instead of the chili tonight"."""

import re
from dataclasses import dataclass
from typing import Final

from agents.offline.skills.days_ahead import days_named
from agents.offline.skills.plan_naming import MAYBE, ONLY_WHEN, Meant, other_words, slot_named, until
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment


@dataclass(frozen=True, slots=True)
class InsteadPlan(Wish):
    """Foods that take the place of a planned meal: on its day, at its meal."""

    text: str
    of: Meant


# Of what is to come, not "had fish instead of the chili".
_INSTEAD: Final = re.compile(
    r"^(?:(?:actually|so|ok(?:ay)?|hey|hm+|no|wait)[\s,]+)*(?:let's|let us|can we|could we|we'll|i'll|we will|i will|"
    r"i want to|we want to|i'd like to|we'd like to|i'd rather|we'd rather|i'm going to|we're going to|i'm gonna|"
    r"we're gonna|plan)\s+"
    r"(?:(?:do|have|make|eat|cook|get|order|go for|plan|having)\s+)?(?P<text>[^,;.?]{2,80}?)(?P<when>\s+(?:tonight|"
    r"today|tomorrow|"
    r"on \w+day))?,?\s+(?:instead of|rather than|in place of)\s+(?P<of>(?:the|my|our|that|planned|tonight|tomorrow|"
    r"today)\b[^,;.?]{2,60})$",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 4


def read_instead(order: str, now: LocalMoment) -> InsteadPlan | None:
    """What is to be had instead of what is planned on a day to come, or today."""
    match = _INSTEAD.match(order.strip(" .!"))
    if match is None or MAYBE.search(match["of"]):
        return None
    said = f"{match['of']} {match['when'] or ''}"
    days, slot, words = days_named(said, now.date), slot_named(said), other_words(said, now, ONLY_WHEN)
    if not (slot or words) or len(words) > _MOST_WORDS or (days is not None and days.first < now.date):
        return None
    return InsteadPlan(
        match["text"].strip(), Meant(days.first if days else now.date, slot, words, until(days, words, now))
    )
