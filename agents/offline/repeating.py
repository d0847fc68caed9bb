"""Reading "the same again", "two more", "copy the soup to dinner". Pure."""

import re
from typing import Final

from agents.offline.naming import SLOTS, target_in
from agents.offline.steps import Repeat
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.mentions import parse
from fithub.estimation.tokens import tokenise

_REPEAT: Final = re.compile(
    r"^(?:(?:i )?(?:just |also )?(?:had|ate|drank) another(?: one)?|(?:i (?:had|ate|drank) |log |add |"
    r"have )?(?:the )?same(?: thing| one)? again|(?:and )?(?:again|one more|"
    r"another(?: one)?|once more|ditto|repeat(?: that| it)?|(?:log|add) (?:it|that) again|same))$",
    re.IGNORECASE,
)
_JUST_NOW: Final = re.compile(r"(?: (?:just now|right now|now|too|as well|please))+$", re.IGNORECASE)
_COPY: Final = re.compile(
    r"^(?:copy|duplicate|repeat) (?P<what>.+?)(?: (?:to|into|for|at) (?:my |today's |today )?(?P<where>breakfast|brunch|lunch|"
    r"dinner|supper|snack)(?: today| please)*)?(?:,.*)?$",
    re.IGNORECASE,
)
_SAME_FOR: Final = re.compile(
    r"^(?:(?:i|we) (?:had|ate|drank) |log |add |have )?(?:the )?same(?: thing| meal| food)?(?: again)? (?:for|at)"
    r" (?P<where>breakfast|brunch|lunch|dinner|supper|snack)$",
    re.IGNORECASE,
)


def read_repeat(order: str, now: LocalMoment) -> Repeat | None:
    """What is to be logged once more; None where an order is about something else."""
    order = _JUST_NOW.sub("", order)
    if _REPEAT.match(order):
        return Repeat()
    more = re.match(
        r"^(?:(?:(?:i )?(?:just |also )?(?:had|ate|drank) |log |add |have )?)(?P<amount>(?:one|two|three|four|"
        r"\d+) more(?: \w+)?|another \w+)$",
        order,
        re.IGNORECASE,
    )
    if more is not None:
        text = re.sub(r"\b(?:more)\b", "", more["amount"], flags=re.IGNORECASE)
        read_one = read_amount(tokenise(text), 0)
        if read_one is not None and not parse(text, now).mentions:
            return Repeat(read_one[0].number.value, read_one[0].unit.name if read_one[0].unit else None)
    copied = _COPY.match(order)
    if copied is not None and (target := target_in(copied["what"], now)).words:
        return Repeat(target=target, into=SLOTS[copied["where"].lower()] if copied["where"] else None)
    same = _SAME_FOR.match(order)
    if same is not None:
        return Repeat(into=SLOTS[same["where"].lower()])
    return None
