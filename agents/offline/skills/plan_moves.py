"""Reading what of the plan is to be on another day, at another time or another meal."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from agents.offline.hearing import hear
from agents.offline.skills.days_ahead import days_named
from agents.offline.skills.plan_food import PlanFood
from agents.offline.skills.plan_naming import AHEAD, MAYBE, ONLY_WHEN, PLANNED, Meant, other_words, slot_named, until
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class MovePlan(Wish):
    """What was planned is to be on another day, at another time or meal, or so many days later (`by`; less than 0: earlier).
    `until`: as for SkipPlan."""

    day: date
    slot: Slot | None = None
    words: tuple[str, ...] = ()
    to_day: date | None = None
    to_slot: Slot | None = None
    to_time: time | None = None
    until: date | None = None
    by: int = 0


@dataclass(frozen=True, slots=True)
class SwapPlan(Wish):
    """Two planned meals are to change places."""

    one: Meant
    other: Meant


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
# What is moved as well and is no meal.
_NO_MEALS: Final = frozenset(
    "summary summaries report reports mail mails weekly daily goal goals target targets weight entry"
    " entries weigh-in date day".split()
)
_SHIFTS: Final = frozenset({"move", "push", "shift"})
# "Shift the chili one day later", "bring the salmon forward a day", "push dinner back by two days", "delay the pizza by a day".
_COUNT: Final = r"(?P<count>an?|one|two|three|four|five|six|\d)"
_BY_DAYS: Final = re.compile(
    r"^(?:please )?(?P<verb>move|push|shift|slide|bump|put|postpone|delay|reschedule|bring|have)\s+(?P<what>.+?)\s+"
    rf"(?:(?P<before>back|forward|off|out|on|up)\s+)?(?:by\s+)?{_COUNT}\s+(?P<unit>day|week)s?"
    r"(?:\s+(?P<after>later|earlier|sooner|back|forward|ahead|on|out))?(?:\s+instead)?(?:[\s,]+please)?"
    r"(?:[\s,–-]+(?:so |i mean |that is |that's )?(?:to|on) (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow))?$",
    re.IGNORECASE,
)
_TO_NEXT: Final = re.compile(
    r"^(?:please )?(?:move|push|shift|slide|bump|put|postpone|delay|reschedule|bring|have)\s+(?P<what>.+?)\s+"
    r"(?:(?:back|forward|off|on|over|up)\s+)?(?:to|until|till|for|on)?\s*(?:the\s+(?:(?P<next>next|following|previous) day"
    r"|day (?P<beside>after|before|earlier|later)))(?:\s+instead)?$",
    re.IGNORECASE,
)
_EATEN: Final = re.compile(r"\b(?:had|ate|eaten|drank|was|were|logged|didn't|did)\b", re.IGNORECASE)
_WHY_FIRST: Final = re.compile(
    r"^(?P<lead>[^?]{4,80}?)\s*[,;–-]+\s*(?:(?:so|and|please|can you|could you|let's|we'll)\s+)*(?P<order>(?:put|"
    r"move|shift|push|"
    r"schedule|set|plan)\s.+)$",
    re.IGNORECASE,
)
_PUT_AT: Final = re.compile(
    r"^\w+ (?P<what>(?:the|my|our) [a-z][a-z -]{1,40}?) (?:(?:back|forward) )?(?:to|at|for|until)"
    r" (?P<where>\d[^,;]{0,12}|noon)$",
    re.IGNORECASE,
)
_LATER: Final = frozenset("later back off out".split())
_EARLIER: Final = frozenset("earlier sooner before previous".split())
_PUTS_OFF: Final = frozenset("push postpone delay reschedule bump".split())
_MOST_BY: Final = 13
_COUNTS: Final = {"a": 1, "an": 1} | {
    word: count for count, word in enumerate("one two three four five six".split(), start=1)
}
# "Swap tonight's dinner with tomorrow's".
_SWAPS: Final = re.compile(
    r"^(?:please )?(?:swap|switch|exchange|trade|flip)(?: (?:around|round|over))?\s+(?P<one>.+?)\s+(?:with|and|for)\s+"
    r"(?P<other>.+?)(?: (?:around|round|over))?$",
    re.IGNORECASE,
)
_SURE_MOVES: Final = frozenset({"postpone", "reschedule", "re-schedule", "delay"})


def read_swap(order: str, now: LocalMoment) -> SwapPlan | None:
    """Two planned meals that are to change places; the days or the meals are named, so that no food is swapped for another."""
    match = _SWAPS.match(order)
    if match is None or MAYBE.search(order):
        return None
    sides = [
        (days_named(said, now.date), slot_named(said), other_words(said, now, ONLY_WHEN))
        for said in match.group("one", "other")
    ]
    days = [each.first if each is not None else None for each, _, _ in sides]
    slots = [slot for _, slot, _ in sides]
    if not any(days) or any(len(words) > 3 for *_, words in sides):
        return None
    if not all(day or slot for day, slot in zip(days, slots, strict=True)):
        return None
    ahead = [day for day in days if day is not None]
    if min(ahead) < now.date:
        return None
    # "Tonight's dinner with tomorrow's": the meal that is named once is meant twice, and so is the day.
    one, other = (
        Meant(day or ahead[0], slot or next(filter(None, slots), None), words)
        for day, slot, (*_, words) in zip(days, slots, sides, strict=True)
    )
    return SwapPlan(one, other) if one != other else None


def read_shift(order: str, now: LocalMoment) -> MovePlan | None:
    """What is to be so many days later or earlier than it is planned."""
    beside = _TO_NEXT.match(order)
    match = beside or _BY_DAYS.match(order)
    if match is None or MAYBE.search(order):
        return None
    by = (
        _by_days(match)
        if beside is None
        else -1
        if {(beside["next"] or "").lower(), (beside["beside"] or "").lower()} & _EARLIER
        else 1
    )
    what = match["what"]
    days, slot, words = days_named(what, now.date), slot_named(what), other_words(what, now, ONLY_WHEN)
    meant = slot is not None or bool(words) or PLANNED.search(what) is not None
    if not by or not meant or len(words) > 3 or _NO_MEALS & set(words) or (days is not None and days.first < now.date):
        return None
    told = match.groupdict().get("day")
    to_days = days_named(told, now.date) if told else None
    return MovePlan(
        days.first if days else now.date,
        slot,
        words,
        # "One day later, to Friday": the day that is named counts.
        to_day=None if to_days is None else to_days.first,
        until=until(days, words, now),
        by=0 if to_days is not None else by,
    )


def _by_days(match: re.Match[str]) -> int:
    """How many days later; 0 where nobody can know whether later or earlier is meant ("move it forward a day")."""
    said = match["count"].lower()
    count = (int(said) if said.isdigit() else _COUNTS[said]) * (7 if match["unit"].lower() == "week" else 1)
    verb, where = match["verb"].lower(), {(match["before"] or "").lower(), (match["after"] or "").lower()} - {""}
    if where & _EARLIER or (verb == "bring" and "forward" in where):
        return -count if count <= _MOST_BY else 0
    later = where & _LATER or (not where and verb in _PUTS_OFF | {"move", "shift"}) or (where == {"on"})
    return count if later and verb != "bring" and count <= _MOST_BY else 0


def read_move_of(sentence: str, now: LocalMoment) -> MovePlan | None:
    """What is to be moved by a sentence that says first why: "dinner will be late tonight, put the chili at 9 pm"."""
    match = _WHY_FIRST.match(sentence)
    if match is None or _EATEN.search(sentence):
        return None
    days = days_named(match["lead"], now.date)
    if days is None or days.first != days.last or days.first < now.date:
        return None
    put = _PUT_AT.match(match["order"])
    what = match["order"] if put is None else put["what"]
    words, slot = other_words(what, now, ONLY_WHEN), slot_named(what)
    heard = hear(put["where"], now, frozenset()) if put is not None else None
    if (
        heard is None
        or heard.at is None
        or heard.words
        or not (words or slot)
        or len(words) > 3
        or _NO_MEALS & set(words)
    ):
        return None
    return MovePlan(days.first, slot, words, to_time=heard.at)


def read_move(order: str, now: LocalMoment) -> MovePlan | None:
    """What is to be on another day, at another time or another meal."""
    shifted = read_shift(order, now)
    if shifted is not None:
        return shifted
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
    to_day = to_days.first if to_days and (from_days is None or to_days.first != day) else None
    at = heard.at if re.search(r"\d|noon|midnight", where) else None
    return MovePlan(
        day, slot, words, to_day, to_slot if to_slot != slot else None, at, until=until(from_days, words, now)
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
    last = now.date + AHEAD if from_days is None else None
    return MovePlan(day, slot, words, to_days.first, to_slot if to_slot != slot else None, None, until=last)


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
