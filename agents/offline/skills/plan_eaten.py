"""Reading what of the plan was eaten: "had my planned lunch", "ate two thirds of the curry I'd planned"."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from agents.offline.naming import SLOTS
from agents.offline.shares import share_in
from agents.offline.skills.days_ahead import days_named
from agents.offline.skills.plan_naming import NOT_EATEN, PLANNED, SLOT, other_words, slots_named
from agents.offline.steps import Wish
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class LogPlan(Wish):
    """What was planned was eaten, or a `share` of it (None: more or less of it, nobody can say how
    much). `slots`: at these meals, none named: at any. `until`: only what was planned
    up to then; `words`: only the meal that they name; `loosely`: not all of them are of its name."""

    day: date
    slots: tuple[Slot, ...] = ()
    until: time | None = None
    words: tuple[str, ...] = ()
    share: Decimal | None = Decimal(1)
    loosely: bool = False


_ATE: Final = re.compile(
    r"^(?:i|we|ate|had|log|record|add|mark|tick|check|breakfast|brunch|lunch|dinner|supper|snack|today|yesterday|everything|"
    r"all)\b",
    re.IGNORECASE,
)
# "Just ate my planned curry", "had the oats I'd planned", "had the curry as planned".
_PLANNED_ONE: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:(?:just|also|now|then|finally|only) )*(?:ate|had|eaten|finished|drank|managed|"
    r"got through|polished off) (?:my|the|"
    r"that|our) "
    r"(?:(?:planned|scheduled) (?P<a>.+)|(?P<b>.+?) (?:that |which )?(?:(?:i|we)(?:'d| had|'ve| have)? (?:planned|"
    r"scheduled)"
    r"|as planned|from (?:my|the) (?:meal )?plan|(?:that|which)(?:'s| is| was| were| had been| has been|'d been)"
    r" (?:planned|scheduled|meant|due)"
    r"|(?:(?:that|which)(?:'s| is| was| stood| had been| has been|'d been)(?: standing| down)? )?on (?:my|the) (?:meal )?plan)"
    r"(?: (?:for .*|tonight|today|yesterday|earlier|this (?:morning|afternoon|evening)))?)$",
    re.IGNORECASE,
)
# "Had my planned lunch and an apple on top".
_BESIDE: Final = re.compile(
    r"^(?P<planned>.*?\bplan(?:ned)?\b.*?)(?:\s*,)?\s+(?:and|plus)(?: also| then)?\s+"
    r"(?P<more>(?:an?|some|one|two|three|four|five|six|half an?|\d[\d.,/]*)\b.+?)(?:\s+(?:on top|as well|too|besides|extra))?$",
    re.IGNORECASE,
)
_LAST_NIGHT: Final = re.compile(r"\blast night\b", re.IGNORECASE)
_COUNTED_OF: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:(?:just|only|also) )*(?:ate|had|eaten|finished|managed) (?:about |only |around )?"
    r"(?:most|some|a bit|a little|part|a few bites|(?:an?|one|two|three|four|five|[1-9])(?: and a half)?"
    r" (?:portions?|servings?|helpings?|"
    r"bites?|spoonfuls?|forkfuls?|plates?|bowls?|pieces?|slices?)) of "
    r"(?:(?:my|the|our|that) planned (?P<what>.+)|(?:my|the|our|that) (?P<also>.+?) (?:(?:i|we)(?:'d| had|'ve| have)? planned|"
    r"from (?:my|the) (?:meal )?plan))$",
    re.IGNORECASE,
)
_MOST_NAMING: Final = 6
# What is counted is told of an amount that is not the plan's.
_COUNTED: Final = frozenset(
    "one two three four five six seven eight nine ten dozen couple few some most half third quarter portion portions serving"
    " servings helping helpings seconds more extra another".split()
)
_DID: Final = frozenset(
    "ate had eaten managed followed finished log record add mark tick check stuck stick went was were did logged complete"
    " completed kept".split()
)
_ABOUT_EATEN: Final = (
    SMALL
    | _DID
    | frozenset(
        "planned plan plans scheduled what like only per off eat all everything according went followed my meal meals food"
        " foods done out today exactly"
        " just it diary log you up too both".split()
    )
)
_MARKED: Final = re.compile(
    rf"^(?:mark (?:my |the )?(?P<a>{SLOT}) (?:as )?(?:eaten|done|had)|(?:tick|check) (?:off )?(?:my |the"
    rf" )?(?P<b>{SLOT})(?: off)?)$",
    re.IGNORECASE,
)


def read_eaten(order: str, now: LocalMoment) -> LogPlan | None:
    """What of the plan a clause says was eaten; None where a word of it is not accounted for."""
    share, bare = share_in(_LAST_NIGHT.sub("yesterday", order))
    if NOT_EATEN.search(bare) or _BESIDE.match(bare):
        return None
    marked = _MARKED.match(bare)
    if marked is not None:
        return LogPlan(now.date, (SLOTS[(marked["a"] or marked["b"]).lower()],))
    days, slots = days_named(bare, now.date), slots_named(bare)
    told = LogPlan(days.first if days else now.date, slots, share=Decimal(1) if share is None else share)
    one = _PLANNED_ONE.match(bare.strip(" ,.!"))
    if one is not None:
        naming = other_words(one["a"] or one["b"], now, _ABOUT_EATEN)
        if (naming or slots) and len(naming) <= _MOST_NAMING:
            return replace(told, words=naming)
    counted = _COUNTED_OF.match(bare)
    if counted is not None and share is None:
        # "Two portions of my planned chili": of how many it was planned is not said.
        return replace(told, words=other_words(counted["what"] or counted["also"], now, _ABOUT_EATEN), share=None)
    low = set(re.findall(r"[a-z']+", bare.lower()))
    if (
        not (_ATE.match(bare) and low & _DID and PLANNED.search(bare))
        or other_words(bare, now, _ABOUT_EATEN)
        or "to eat" in bare.lower()
    ):
        return None
    if {"add", "plan"} <= low and "as" not in low:
        return None
    return told if days is not None or slots else replace(told, until=now.time)


def read_eaten_loosely(text: str, now: LocalMoment) -> LogPlan | None:
    """What of the plan a text is about that is like a report of such a meal; words that are left are looked for in the plan. None
    where it says that something was not eaten, or counts something."""
    share, bare = share_in(_LAST_NIGHT.sub("yesterday", text))
    words = other_words(bare, now, _ABOUT_EATEN)
    if NOT_EATEN.search(bare) or _counts(words):
        return None
    days, slots = days_named(bare, now.date), slots_named(bare)
    day = days.first if days is not None and days.first <= now.date else now.date
    until = None if days is not None or slots or words else now.time
    return LogPlan(day, slots, until, words, Decimal(1) if share is None else share, loosely=bool(words))


def beside_planned(sentence: str, now: LocalMoment) -> tuple[str, str] | None:
    """What of the plan was eaten, and what was eaten besides: "had my planned lunch and an apple"; None where it is not both."""
    match = _BESIDE.match(sentence)
    told = read_eaten(match["planned"], now) if match is not None else None
    if match is None or told is None:
        return None
    at = f" for {told.slots[0].value}" if len(told.slots) == 1 and not slots_named(match["more"]) else ""
    return match["planned"], f"had {match['more']}{at}"


def _counts(words: Collection[str]) -> bool:
    return any(word in _COUNTED or any(map(str.isdigit, word)) for word in words)
