"""Reading what of the plan is to be left out, or planned again."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from agents.offline.skills.days_ahead import Days, days_named
from agents.offline.skills.plan_naming import MAYBE, ONLY_WHEN, PLANNED, other_words, slot_named, until
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class SkipPlan(Wish):
    """What was planned is to be left out, or with `again` planned once more; `words`: of a food. `until`: the last day that it may
    be on, where none was named. `loosely`: not all of the words are of its name; `every`: all that is planned then."""

    day: date
    slot: Slot | None = None
    words: tuple[str, ...] = ()
    again: bool = False
    until: date | None = None
    loosely: bool = False
    every: bool = False


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
_EATEN: Final = re.compile(
    r"\b(?:ate|had|eaten|drank|logged|didn't|did not|wasn't|yesterday|last night)\b", re.IGNORECASE
)
_BACK: Final = frozenset("back on in into again the my".split())
_ABOUT_SKIPPED: Final = frozenset(
    "skip skipping cancel leave drop call scrap happening having won't remove delete take please could can you we i"
    " we're going eating out"
    " so then because instead get rid be".split()
)


# "Won't have time for lunch tomorrow, skip it in the plan", "no oatmeal on Thursday, I've a blood test, so cancel it".
_ABOUT_THEN: Final = re.compile(
    r"^(?P<about>.+?)(?:\s*[,;.!–-]+\s*|\s+)(?:(?:so|and|please|then|just|can you|could you|we can|let's|better|pls|we'll|i'll)"
    r"[\s,]+)*(?:(?:skip|cancel|drop|scrap|remove|scratch|strike)|(?P<off>take|leave|cross|get)(?= .*\b(?:off|out)\b))\s+"
    r"(?:it|that|this|them|the meal)\b(?P<where>(?:\s+(?:off|out|of|from|in|on|the|my|meal|plan|schedule|calendar|"
    r"menu|for me))*)"
    r"(?:\s+(?:please|then|pls|thanks|for me))*\W*$",
    re.IGNORECASE | re.DOTALL,
)
_EVERYTHING: Final = re.compile(
    r"^(?P<about>.*?)(?:(?:\s*[,;.]+\s*|\s+|^)(?:(?:so|and|please|then|just|can you|could you|we can|let's|i'll|we'll)\s+)*)?"
    r"\b(?:skip|cancel|drop|scrap|remove|clear|leave out)\s+(?:everything|all(?: of it| (?:the |my )?(?:planned"
    r" )?meals)?|every meal|"
    r"the (?:whole|entire) (?:day|plan))(?P<rest>(?:\s+(?:that's|that|is|was|i(?:'ve| have)|planned|scheduled|on|"
    r"the|my|plan|for|off|"
    r"tomorrow|today|next|this|\w+day|it|meal|meals))*)\W*$",
    re.IGNORECASE,
)


# "We're going out on Friday night, so the pizza's off".
_IS_OFF: Final = re.compile(
    r"^(?P<lead>[^?]{4,80}?)(?:\s*[,;.–-]+\s*(?:so |and |which means |then )?|\s+so\s+)(?P<what>(?:the|my|our) [a-z][a-z -]{1,40}?)"
    r"(?:'s| is) (?:off(?: the (?:menu|plan|table))?|cancelled|canceled|not happening|out)\W*$",
    re.IGNORECASE,
)


def read_skip_of(message: str, now: LocalMoment) -> SkipPlan | None:
    """What is to be left out by a message that says first what is not to be, and then that it is to go: "no lunch tomorrow, take it
    off the plan". Of a day to come, or of the plan; what was eaten is deleted from the diary."""
    every = _EVERYTHING.match(message)
    if every is not None and not _EATEN.search(message):
        days = days_named(f"{every['about']} {every['rest']}", now.date)
        ahead = days is not None and days.first == days.last and days.first >= now.date
        return (
            SkipPlan(days.first, every=True) if ahead and days is not None and _is_of_plan(message, days, now) else None
        )
    off = _IS_OFF.match(message)
    if off is not None and not _EATEN.search(message):
        days, slot = days_named(off["lead"], now.date), slot_named(off["what"])
        words = other_words(off["what"], now, ONLY_WHEN)
        ahead = days is not None and days.first == days.last and days.first > now.date
        return SkipPlan(days.first, slot, words) if ahead and days is not None and (slot or words) else None
    match = _ABOUT_THEN.match(message)
    if match is None or _EATEN.search(message) or re.search(r"\?|\d", match["about"]):
        return None
    about = match["about"]
    days, slot = days_named(about, now.date), slot_named(about)
    words = other_words(about, now, ONLY_WHEN | _ABOUT_SKIPPED)
    if not _is_of_plan(f"{about} {match['where']}", days, now) or (days is not None and days.first < now.date):
        return None
    if not (slot or words):
        return None
    return SkipPlan(days.first if days else now.date, slot, words, until=until(days, words, now), loosely=True)


def _is_of_plan(said: str, days: Days | None, now: LocalMoment) -> bool:
    return (days is not None and days.first > now.date) or PLANNED.search(said) is not None


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
        until=until(days, words, now),
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
    return SkipPlan(days.first if days else now.date, slot, words, until=until(days, words, now))


def skip_in(text: str, now: LocalMoment) -> SkipPlan | None:
    """What a text wants to be left out which is about nothing else: of a day or a meal that it names, or by the food."""
    days, slot = days_named(text, now.date), slot_named(text)
    words = tuple(word for word in other_words(text, now, ONLY_WHEN | _ABOUT_SKIPPED))
    if days is None and slot is None and not words:
        return None
    return SkipPlan(days.first if days else now.date, slot, words, until=until(days, words, now))
