"""Corrections of few words: a number, another kind, "… instead", "300 g is too much, it was 220 g", or only that something was
wrong. Pure."""

import re
from dataclasses import replace
from typing import Final

from agents.offline.kinds import read_kind
from agents.offline.marks import less_and_less
from agents.offline.naming import payload_in, target_in
from agents.offline.shares import share_in
from agents.offline.steps import Change, Log, Payload
from fithub.core.clock import LocalMoment

# "Change the potatoes", "the salmon wasn't 180 g": what it should be is not said.
_TO_WHAT: Final = re.compile(
    r"^(?:change|update|edit|correct|fix|adjust|modify|amend|move|shift|swap|replace)\s+"
    r"(?!.*\b(?:for|with|to|by|into|as|at|on|back|and)\b)"
    r"(?P<what>(?:the|my|that|those) (?:[a-z'-]+ ?){1,4}?(?: from [\w ]+| yesterday| today)?)$"
    r"|^(?P<named>(?:the|my|that|those) [a-z][a-z -]{1,40}?) (?:wasn't|weren't|isn't|aren't|(?:was|were|is|are) not) "
    r"(?:really |actually |quite )?\d[\d.,/]*(?: ?[a-z]+){0,2}$",
    re.IGNORECASE,
)
# "30 g cashews instead": of what was told just now.
_INSTEAD: Final = re.compile(
    r"^(?:(?:and|but|so|then|i had|had)\s+)*"
    r"(?P<what>(?:an?|some|half|one|two|three|four|five|six|\d)[\w.,/]*(?: [\w'-]+){1,5}) instead$",
    re.IGNORECASE,
)
# "300 g is too much, it was 220 g", "28 was wrong, 32".
_WRONG_AMOUNT: Final = re.compile(
    r"^(?P<old>(?:an?|one|two|three|four|five|six|half|\d)[\w.,/]*(?: ?[a-z]+){0,2}?)(?: for (?P<what>(?:the|my|"
    r"that) [\w ]+?))?"
    r"(?:'s| is| was| were| sounds| seems)? (?:(?:way |far |much |a bit |a little )?too (?:much|many|little|few|high|"
    r"low|big|small)|"
    r"wrong|(?:a )?(?:typo|mistake|slip)|incorrect|not right)\s*[,;.–-]+\s*"
    r"(?:(?:but|and|it|they|that|was|were|is|'s|it's|that's|should be|should have been|"
    r"(?:must|would|will|may|might|could) have been|must be|make it|more like|closer to|around|about|probably|"
    r"actually|only)\s+)*"
    r"(?P<new>(?:an?|one|two|three|four|five|six|half|\d)[\w.,/]*(?: ?[a-z]+){0,2})$",
    re.IGNORECASE,
)
# "Two", "about 30 g": of what was written just now, if anything was.
_BARE_COUNT: Final = re.compile(
    r"^(?:(?:just|only|about|around|roughly|maybe|like|approx(?:imately)?) )*"
    r"(?P<count>(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}(?:[.,]\d)?)(?: (?:slices?|pieces?|cups?|"
    r"glasses|handfuls?|scoops?|bowls?|portions?|servings?|bottles?|cans?|pints?|rolls?|tbsp|tsp|tablespoons?|teaspoons?))?|"
    r"\d{1,4}(?:[.,]\d)? ?(?:g|grams?|ml|oz))(?: (?:please|sorry|ish|i think|i guess|or so|maybe|probably))*$",
    re.IGNORECASE,
)

# "At 8am", "last night": when what was told just now was.
_IS_WHEN: Final = re.compile(
    r"^(?:(?:that|this|it) was |(?:all|both)(?: of (?:it|them|that))? )?(?:(?:at|around|about|by) \d[\d:.]*(?: ?[ap]\.?m\.?)?"
    r"|yesterday(?: (?:morning|afternoon|evening|night))?|last night|this (?:morning|afternoon)|(?:on |last )"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:sorry|actually|btw|by the way))?$",
    re.IGNORECASE,
)
# "Only one egg", where eggs were told just now.
_ONLY_SO_MANY: Final = re.compile(
    r"^(?:(?:it|there|that) (?:was|were) )?(?:only|just) "
    # A part of what is there is told by itself.
    r"(?!(?:half|(?:an? |one )?(?:third|quarter)|two[- ]thirds|three[- ]quarters) (?:of|the|my|that|it|them|those|as)\b)"
    r"(?P<what>(?:an?|one|two|three|four|five|half|\d+) [a-z][a-z -]{1,30})$",
    re.IGNORECASE,
)


# "Not all of it though, about three quarters": of what was written just now.
_OF_IT: Final = frozenset(
    "i i'd i've only just actually really sorry no well oh not all the whole of it that them thing lot everything"
    " though tho but had ate"
    " eaten have managed finished finish did didn't couldn't was did not to be honest in end about so and meal plate".split()
)
_SAYS_ATE: Final = re.compile(
    r"\b(?:not all|ate|had|managed|finished|left|eaten|only|of it|of that|of them)\b", re.IGNORECASE
)


def read_share_of_it(clause: str) -> Change | None:
    """How much of what was told just now was eaten, where nothing else is said."""
    share, rest = share_in(clause)
    words = set(re.findall(r"[a-z0-9']+", rest.lower()))
    if share is None or share >= 1 or not words <= _OF_IT or not _SAYS_ATE.search(clause):
        return None
    return Change(None, Payload(factor=share), clause, bare=True)


def read_brief(clause: str, order: str, now: LocalMoment) -> Change | None:
    """A correction of few words; None where a clause is none."""
    count = _BARE_COUNT.match(clause)
    if count is not None and (payload := payload_in(count["count"], now)).quantity is not None:
        return Change(None, payload, clause, bare=True)
    when = payload_in(clause, now) if _IS_WHEN.match(clause) else Payload()
    if when.only_moves:
        return Change(None, when, clause, bare=True)
    asks_what = _TO_WHAT.match(order) or _TO_WHAT.match(clause)
    if asks_what is not None:
        named = target_in(asks_what["what"] or asks_what["named"], now)
        return Change(named, Payload(), clause) if named.words or named.slot else None
    kind = read_kind(clause, now)
    if kind is not None:
        return kind
    instead = _INSTEAD.match(clause)
    if instead is not None:
        return Change(None, payload_in(instead["what"], now), clause, Log(instead["what"]), bare=True)
    fewer = _ONLY_SO_MANY.match(clause)
    if fewer is not None and (payload := payload_in(fewer["what"], now)).food:
        placed = payload.slot or payload.day or payload.at
        return None if placed else Change(None, payload, clause, Log(clause), bare=True)
    wrong = next((found for words in less_and_less(clause) if (found := _WRONG_AMOUNT.match(words))), None)
    return None if wrong is None else _wrong_amount(wrong, now)


def _wrong_amount(wrong: re.Match[str], now: LocalMoment) -> Change | None:
    old, new = target_in(wrong["old"], now), payload_in(wrong["new"], now)
    if old.quantity is None or new.quantity is None or new.food:
        return None
    named = target_in(wrong["what"], now) if wrong["what"] else old
    return Change(replace(named, quantity=old.quantity, unit=old.unit), new, f"{wrong['new']}, not {wrong['old']}")
