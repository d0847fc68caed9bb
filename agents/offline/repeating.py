"""Reading "the same again", "two more", "copy the soup to dinner". Pure."""

import re
from decimal import Decimal
from typing import Final

from agents.offline.naming import SLOTS, target_in
from agents.offline.shares import share_in
from agents.offline.steps import Log, Repeat
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.mentions import parse
from fithub.estimation.tokens import tokenise

_REPEAT: Final = re.compile(
    r"^(?:(?:i )?(?:just |also )?(?:had|ate|drank) another(?: one)?|(?:i (?:had|ate|drank) |log |add |"
    r"have )?(?:the )?same(?: thing| one)? again|(?:and |plus |then )?(?:again|one more(?: time)?|"
    r"another(?: one)?|once more|ditto|repeat(?: that| it)?|(?:log|add) (?:it|that) again|same))$",
    re.IGNORECASE,
)
# After an undo it may be that which is to be done once more.
_BARE: Final = re.compile(
    r"^(?:and |plus |then )?(?:again|once more|one more|one more time|another(?: one)?)$", re.IGNORECASE
)
_ONE: Final = re.compile(r"\b(?:another(?: one)?|one more)$", re.IGNORECASE)
_JUST_NOW: Final = re.compile(r"(?: (?:just now|right now|now|too|as well|please))+$", re.IGNORECASE)
_TODAY: Final = re.compile(r"(?<=[a-z]) today$", re.IGNORECASE)
_COPY: Final = re.compile(
    r"^(?:copy|duplicate|repeat) (?P<what>.+?)(?: (?:to|into|for|at) (?:my |today's |today )?(?P<where>breakfast|brunch|lunch|"
    r"dinner|supper|snack)(?: today| please)*)?(?:,.*)?$",
    re.IGNORECASE,
)
_SAME_FOR: Final = re.compile(
    r"^(?:(?:i|we) (?:had|ate|drank) |log |add |have )?(?:the )?same(?: thing| meal| food)?(?: again)?"
    r"(?: as (?:that|this|it|just now|before))? (?:for|at)"
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
    r"^(?:i |we )?(?:just |also )?(?:had|ate|drank) (?P<what>(?:yesterday|last night|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day) "
    r"[a-z][a-z -]{2,40}?) again(?: today| just now| (?:for|at) (?P<where>breakfast|brunch|lunch|dinner|supper|snack))*$",
    re.IGNORECASE,
)
_DAY: Final = r"(?:yesterday|last night|(?:(?:on|last) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_AT_MEAL: Final = r"(?:for|at|as)(?: (?:my|today's|today))? (?P<where>breakfast|brunch|lunch|dinner|supper|snack)"
# "Log that soup from yesterday again for lunch": the day is the one that it is from.
_FROM_DAY: Final = re.compile(
    r"^(?:(?:i |we )?(?:just |also )?(?:had|ate|drank|finished) |log |add |have |record |track )"
    rf"(?:that|the|my|some(?: of)?(?: the| my)?) (?P<what>[a-z][a-z -]{{2,40}}?) (?:i had |we had )?(?:from|of) (?P<day>{_DAY})"
    rf"(?:(?: again| once more)(?: {_AT_MEAL})?| {_AT_MEAL.replace('where', 'at')}(?: again)?)$",
    re.IGNORECASE,
)
# "Finished last night's korma for lunch": when it was cooked, and where it belongs.
_LEFT_FROM: Final = re.compile(
    r"^(?:i |we )?(?:just |also )?(?:had|ate|drank|finished(?: off| up)?|used up|polished off) "
    rf"(?:(?:the|my|our) )?(?:leftovers? (?:of |from )?)?(?P<what>{_DAY} [a-z][a-z -]{{2,40}}?)(?: leftovers)? {_AT_MEAL}$",
    re.IGNORECASE,
)
# "Leftover lentil soup for lunch, same as yesterday".
_LEFTOVER: Final = re.compile(
    rf"^(?:(?:i |we )?(?:had|ate) )?(?:the |my )?left ?overs? (?:of )?(?P<what>[a-z][a-z -]{{2,40}}?) {_AT_MEAL},? "
    rf"(?:the )?same (?:amount |size |thing )?as (?P<day>{_DAY})(?:,? (?:but )?(?:no|without(?: the)?|minus the) [a-z ]{{2,20}}"
    r"(?: this time| today)?)?$",
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


# "Half as much as yesterday".
_THAN_THEN: Final = re.compile(rf"\s+(?:as much )?as (?:then|before|{_DAY}|last time)$", re.IGNORECASE)


def read_repeat(order: str, now: LocalMoment) -> Repeat | None:
    """What is to be logged once more; None where an order is about something else."""
    order = _TODAY.sub("", _JUST_NOW.sub("", order))
    from_before = _read_from_before(order, now)
    if from_before is not None:
        return from_before
    if _REPEAT.match(order):
        return Repeat(bare=_BARE.match(order) is not None, one=_ONE.search(order) is not None)
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


def _read_from_before(order: str, now: LocalMoment) -> Repeat | None:
    """What was cooked for a meal of another day and is had at this one, or a share of it."""
    share, bare = share_in(order)
    bare = _THAN_THEN.sub("", bare).strip(" ,")
    match = _FROM_DAY.match(bare) or _LEFT_FROM.match(bare) or _LEFTOVER.match(bare)
    if match is None:
        return None
    groups = match.groupdict()
    where = groups["where"] or groups.get("at")
    slot = SLOTS[where.lower()] if where else None
    target = target_in(f"{match['what']} {groups.get('day') or ''}", now)
    if not target.words or target.day is None:
        return None
    # Without "last night", of which it was left: it is had now.
    food = " ".join(target.words)
    told = share is None and _FROM_DAY.match(bare) is None
    return Repeat(
        target=target, into=slot, share=Decimal(1) if share is None else share, or_log=Log(food, slot) if told else None
    )
