"""Reading what of the plan is to be left out, planned again, or moved."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from agents.offline.hearing import hear
from agents.offline.skills.days_ahead import Days, days_named
from agents.offline.skills.plan_food import PlanFood
from agents.offline.skills.plan_naming import MAYBE, ONLY_WHEN, PLANNED, other_words, slot_named
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class SkipPlan(Wish):
    """What was planned is to be left out, or with `again` planned once more; `words`: of a food. `until`: the last day that it may
    be on, where none was named."""

    day: date
    slot: Slot | None = None
    words: tuple[str, ...] = ()
    again: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class MovePlan(Wish):
    """What was planned is to be on another day, at another time or another meal. `until`: as for SkipPlan."""

    day: date
    slot: Slot | None = None
    words: tuple[str, ...] = ()
    to_day: date | None = None
    to_slot: Slot | None = None
    to_time: time | None = None
    until: date | None = None


_SKIPS: Final = re.compile(
    r"^(?:please )?(?:i(?:'m| am|'ll| will|'d like to| want to)?(?: going to| gonna)? )?(?P<verb>skip(?:ping)?|"
    r"leave out|leaving out|cancel(?:l?ing)?|drop"
    r"(?:ping)?|remove|delete|scratch|scrap|take(?= .*\b(?:off|out)\b)|(?:don't|do not|no) need(?: for)?|no(?: more)?|"
    r"not (?:having|eating)|(?:won't|"
    r"will not|don't want to|can't)"
    r" (?:have|eat|make|be having|be eating|need))\b(?P<rest>.+)$",
    re.IGNORECASE,
)
# These are said of the diary too, and "no" of anything: they need the plan or a day to come.
_SURE_SKIPS: Final = ("skip", "leave out", "cancel", "drop")
_AGAIN: Final = re.compile(
    r"^(?:please )?(?:un-?skip|(?:plan|schedule)(?P<plan>.*) again|put(?P<put>.*) back(?: (?:on|in|into)(?: (?:the|"
    r"my))? (?:meal )?plan)?|"
    r"bring back|restore)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_MOVES: Final = re.compile(
    r"^(?:please )?(?P<verb>move|push|shift|postpone|reschedule|re-schedule|delay|bring|put|have|change|switch|"
    r"swap|make)\b\s+(?P<what>.+?)\s+"
    r"(?:(?:back|forward|over|off|up) )?(?:to|until|till|for|on|onto|at)\s+(?P<where>[^.;]{1,60}?)(?: instead)?$",
    re.IGNORECASE,
)
# "Let's do tomorrow's dinner at 9pm instead".
_INSTEAD: Final = re.compile(
    r"^(?:please )?(?:let's |let us |i'll |we'll |can we |could we )?(?:do|have|eat|make|move|push|shift|"
    r"bring) (?P<what>.+?) (?:forward |back )?"
    r"(?:at|to|for|around) (?P<where>[^.;]{1,40}?)(?: instead| then)?$",
    re.IGNORECASE,
)
# "The soup can be on Friday instead", "curry could go to tomorrow".
_MAY_BE: Final = re.compile(
    r"^(?P<what>(?:the |my |our )?(?!i\b|we\b|you\b|it\b|that\b|this\b|what\b|which\b|how\b)[\w' -]{2,40}?) "
    r"(?:can|could|should|has to|needs to|must|might as well|may)(?: better| rather| also)? "
    r"(?:be|go|wait|happen|come|move|be moved|be had|be eaten|be put)(?: better| rather)? "
    r"(?:on |to |until |till |for |onto )?(?P<where>[^.;?]{3,40}?)(?: instead(?: of (?:on )?[\w ]{3,20})?| rather(?: "
    r"than [\w ]{3,20})?| then)?$",
    re.IGNORECASE,
)
# "Could the chicken go on Thursday, I'm out tomorrow evening": asked of the plan, with a reason behind it.
_COULD_IT: Final = re.compile(
    r"^(?:can|could|may|might|should) (?P<what>(?:the|my|our) [\w' -]{2,40}?) (?P<rest>(?:be|go|wait|happen|move|be "
    r"moved) .+)$",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"(?:\s*[,;–-]+\s*|\s+)(?:(?:because|since|as|cause|so)\s+(?=i\b|i'|we|my|the)|(?=(?:i'm|i am|we're|we are|i've|"
    r"we've|i have|we have|"
    r"i won't|we won't) ))(?:i|we|my|the)\b[^,;]*$",
    re.IGNORECASE,
)
# What one says before another day or meal for what was just planned.
_NO: Final = re.compile(
    r"^\W*(?:(?:oh|ah|no|nope|sorry|wait|oops|actually|hm+|i meant?|rather|better|make (?:it|that)|move (?:it|that)|"
    r"put (?:it|that)|it's|that's|not"
    r" \w+|for|to|on|let's say|should be)\b[\s,.!–-]*)+",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"[\s,]*\b(?:i mean(?:t)?|that is|instead|please|then|sorry)\W*$", re.IGNORECASE)
_AHEAD: Final = timedelta(days=13)
# What is moved as well and is no meal.
_NO_MEALS: Final = frozenset(
    "summary summaries report reports mail mails weekly daily goal goals target targets weight entry"
    " entries weigh-in date day".split()
)
_SHIFTS: Final = frozenset({"move", "push", "shift"})
_SURE_MOVES: Final = frozenset({"postpone", "reschedule", "re-schedule", "delay"})
_BACK: Final = frozenset("back on in into again the my".split())
_ABOUT_SKIPPED: Final = frozenset(
    "skip skipping cancel leave drop call scrap happening having won't remove delete take please could can you we i"
    " we're going eating out"
    " so then because instead get rid be".split()
)


def read_again(order: str, now: LocalMoment) -> SkipPlan | None:
    """What was left out and is to be planned again."""
    match = _AGAIN.match(order)
    if match is None:
        return None
    said = " ".join(filter(None, match.group("plan", "put", "rest")))
    days = days_named(said, now.date)
    ahead = days is not None and days.first >= now.date and bool(match["put"])
    if not (PLANNED.search(order) or ahead or re.match(r"(?:please )?un-?skip", order, re.IGNORECASE)):
        return None
    words = other_words(said, now, ONLY_WHEN | _BACK)
    return SkipPlan(
        days.first if days else now.date,
        slot_named(said),
        words,
        again=True,
        until=_until(days, slot_named(said), words, now),
    )


def read_skip(order: str, now: LocalMoment) -> SkipPlan | None:
    """What is to be left out."""
    match = _SKIPS.match(order)
    if match is None or MAYBE.search(order):
        return None
    rest, verb = match["rest"], match["verb"].lower()
    days, slot = days_named(rest, now.date), slot_named(rest)
    ahead, planned = days is not None and days.first > now.date, bool(PLANNED.search(rest))
    words = other_words(rest, now, ONLY_WHEN)
    named = slot is not None or planned
    alone = (
        re.match(
            r"(?:please )?(?:i )?(?:skip|leave out|cancel|drop|don't need|do not need|no need for)\b",
            order,
            re.IGNORECASE,
        )
        is not None
    )
    off_plan = planned and re.search(
        r"\b(?:off|out of|from) (?:my|the) (?:meal )?(?:plan|menu|schedule)\b", rest, re.IGNORECASE
    )
    if words and not (len(words) <= 3 and (ahead or planned) and (alone or off_plan)):
        return None
    if not (words or named) or not (ahead or planned or (alone and slot is not None)) or verb.startswith("no more"):
        return None
    return SkipPlan(days.first if days else now.date, slot, words, until=_until(days, slot, words, now))


def _until(days: Days | None, slot: Slot | None, words: Collection[str], now: LocalMoment) -> date | None:
    """How far ahead to look for what is named by its food and no day."""
    return now.date + _AHEAD if days is None and words else None


def skip_in(text: str, now: LocalMoment) -> SkipPlan | None:
    """What a text wants to be left out which is about nothing else: of a day or a meal that it names, or by the food."""
    days, slot = days_named(text, now.date), slot_named(text)
    words = tuple(word for word in other_words(text, now, ONLY_WHEN | _ABOUT_SKIPPED))
    if days is None and slot is None and not words:
        return None
    return SkipPlan(days.first if days else now.date, slot, words, until=_until(days, slot, words, now))


def read_move(order: str, now: LocalMoment) -> MovePlan | None:
    """What is to be on another day, at another time or another meal."""
    bare = _REASON.sub("", order)
    could_it = _COULD_IT.match(bare)
    may_be = _MAY_BE.match(f"{could_it['what']} could {could_it['rest']}" if could_it is not None else bare)
    if may_be is not None:
        return _may_be(may_be, now)
    match = _MOVES.match(order)
    instead = _INSTEAD.match(order) if match is None else None
    found = match or instead
    if found is None or MAYBE.search(order):
        return None
    what, where, verb = found["what"], found["where"], match["verb"].lower() if match is not None else ""
    if instead is not None and not (slot_named(what) and days_named(what, now.date)):
        return None
    from_days, to_days = days_named(what, now.date), days_named(where, now.date)
    heard = hear(where, now, frozenset())
    slot, to_slot = slot_named(what), slot_named(where)
    ahead, planned = from_days is not None and from_days.first > now.date, bool(PLANNED.search(what))
    # What was eaten is moved to no day to come.
    ahead = ahead or (to_days is not None and to_days.first > now.date and verb in _SHIFTS)
    if (
        not (ahead or planned or verb in _SURE_MOVES)
        or not (to_days or to_slot or heard.at)
        or other_words(" ".join(heard.words) if heard.at else where, now, ONLY_WHEN)
    ):
        return None
    words = other_words(what, now, ONLY_WHEN)
    if _NO_MEALS & set(words):
        return None
    if (
        (slot is None and not words and not planned)
        or len(words) > 3
        or (to_days is not None and to_days.first != to_days.last)
    ):
        return None
    day = from_days.first if from_days else now.date
    to_day = to_days.first if to_days and to_days.first != day else None
    at = heard.at if re.search(r"\d|noon|midnight", where) else None
    return MovePlan(
        day, slot, words, to_day, to_slot if to_slot != slot else None, at, until=_until(from_days, slot, words, now)
    )


def _may_be(said: re.Match[str], now: LocalMoment) -> MovePlan | None:
    """What may as well be on a day to come, by its food or its meal; what is not planned is not moved."""
    what, where = said["what"], said["where"]
    from_days, to_days = days_named(what, now.date), days_named(where, now.date)
    slot, to_slot = slot_named(what), slot_named(where)
    words = other_words(what, now, ONLY_WHEN)
    if (
        to_days is None
        or to_days.first != to_days.last
        or to_days.first < now.date
        or other_words(where, now, ONLY_WHEN)
        or not 0 < len(words) + (slot is not None) <= 3
        or _NO_MEALS & set(words)
    ):
        return None
    day = from_days.first if from_days else now.date
    until = now.date + _AHEAD if from_days is None else None
    return MovePlan(day, slot, words, to_days.first, to_slot if to_slot != slot else None, None, until=until)


def moved_instead(text: str, before: PlanFood, now: LocalMoment) -> MovePlan | None:
    """Where what was just planned should be instead: "oh no, the day after tomorrow", "make it lunch"."""
    lead = _NO.match(text)
    rest = _TAIL.sub("", text[lead.end() :] if lead else text)
    days, slot = days_named(rest, now.date), slot_named(rest)
    heard = hear(rest, now, frozenset())
    at = heard.at if re.search(r"\d", rest) and heard.at is not None else None
    if lead is None or before.rule or not (days or slot or at) or (days is not None and days.first != days.last):
        return None
    if other_words(" ".join(heard.words) if at else rest, now, ONLY_WHEN):
        return None
    was = before.day or now.date
    to_day = days.first if days is not None and days.first != was else None
    to_slot = slot if slot != before.slot else None
    words = tuple(re.findall(r"[a-z']+", before.text.lower()))
    return MovePlan(was, before.slot, words, to_day, to_slot, at) if to_day or to_slot or at else None
