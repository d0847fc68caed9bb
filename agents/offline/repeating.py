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


# "Same porridge again", "the same soup as yesterday".
_SAME_FOOD: Final = re.compile(
    r"^(?:(?:i |we )?(?:just |also )?(?:had|ate|drank) |log |add |have )?(?:the )?(?:exact )?same "
    r"(?P<what>(?!thing|one|meal|food|stuff|again|as)[a-z][a-z -]{2,40}?"
    r"(?: as (?:yesterday|last night|this morning|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)| again|"
    r" as (?:before|last time|usual)))"
    r"(?: again)?(?: (?:for|at) (?P<where>breakfast|brunch|lunch|dinner|supper|snack))?$",
    re.IGNORECASE,
)
_AS_BEFORE: Final = re.compile(
    r" (?:again|as (?:before|last time|usual))$|(?<= )as (?=yesterday|last|this|on|\w+day)", re.IGNORECASE
)
# "Had Sunday's pancakes again today".
_HAD_AGAIN: Final = re.compile(
    r"^(?:i |we )?(?:just |also )?(?:had|ate|drank) (?P<what>(?:yesterday|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day) "
    r"[a-z][a-z -]{2,40}?) again(?: today| just now| (?:for|at) (?P<where>breakfast|brunch|lunch|dinner|supper|snack))*$",
    re.IGNORECASE,
)
# "Lunch: the rest of my soup, same amount".
_AS_MUCH: Final = re.compile(
    r"^(?:(?:for )?(?P<where>breakfast|brunch|lunch|dinner|supper|snack)[:,]? )?(?:(?:i )?(?:had|ate) )?"
    r"(?:the )?(?:rest|leftovers?|remains|remainder) of (?P<what>(?:the|"
    r"my) [a-z][a-z -]{2,40}?),? (?:the )?same (?:amount|weight|size)"
    r"(?: again| as (?:before|yesterday))?$",
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
    for pattern in (_SAME_FOOD, _HAD_AGAIN, _AS_MUCH):
        once_more = pattern.match(order)
        if once_more is not None and (target := target_in(_AS_BEFORE.sub("", once_more["what"]), now)).words:
            return Repeat(target=target, into=SLOTS[once_more["where"].lower()] if once_more["where"] else None)
    same = _SAME_FOR.match(order)
    if same is not None:
        return Repeat(into=SLOTS[same["where"].lower()])
    return None
