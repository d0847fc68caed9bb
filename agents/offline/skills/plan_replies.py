"""What a message makes of what was said of the plan before: planned again, on another day, the one of several that is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from agents.offline.skills.days_ahead import days_named
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_eaten import LogPlan
from agents.offline.skills.plan_food import PlanFood, foods_planned
from agents.offline.skills.plan_moves import MovePlan, moved_instead
from agents.offline.skills.plan_naming import ONLY_WHEN, SLOT, other_words, slot_named
from agents.offline.skills.plan_words import AskPlan, PlanWish
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words


@dataclass(frozen=True, slots=True)
class PickPlan(Wish):
    """The answer to "which one?": what was wanted of it, by a day, a meal or the words of its name."""

    of: SkipPlan | MovePlan | LogPlan


# After "what's for lunch?": it was that.
_EATEN: Final = re.compile(
    r"^\W*(?:(?:great|ok(?:ay)?|cool|nice|thanks|yes|yeah|right|good)[\s,.!]+)*(?:(?:(?:i|we)(?:'ve| have)? )?(?:just |"
    r"already )?(?:had|ate|eaten) "
    r"(?:it|that|this|exactly that|all of it)|(?:please |can you |just )*(?:log|record|add|track|tick off|mark) (?:it|"
    r"that|this|them)(?: off)?)"
    r"(?: (?:as (?:planned|eaten|done)|down|please|then|now|already|earlier|just now|like that|just like that|exactly))*\W*$",
    re.IGNORECASE,
)
# "Oh, the meeting is off, put lunch back on", after a planned meal was left out.
_BACK_ON: Final = re.compile(
    rf"^(?:[^,;.\d]{{0,40}}[,;.]\s*)?(?:(?:no|oh|wait|sorry|actually|hm+|please|can you|could you)[\s,]+)*put "
    rf"(?:it|that|(?:the |my )?(?:{SLOT})) back(?: (?:on|in)(?: the plan)?)?(?: please| then| after all)*$",
    re.IGNORECASE,
)
# "Can't make it tomorrow, push it to Thursday", after it was planned.
_WHY_FIRST: Final = re.compile(
    r"^[^,;?\d]{3,60}[,;]\s*(?:(?:so|and|please|can (?:we|you)|could (?:we|you)|let's|better)\s+)*"
    r"(?:push|move|shift|put|bump|postpone|do|have) (?:it|that) (?:back )?(?P<where>(?:to|on|for|until|till) .+)$",
    re.IGNORECASE,
)
# "Changed my mind, keep the pizza".
_KEPT: Final = re.compile(
    r"^(?:(?:no|actually|wait|sorry|oh|hm+|(?:i(?:'ve)? )?changed my mind|on second thoughts?|scratch that|never"
    r" ?mind)[,.! ]+)*"
    r"(?:let's |we'll |i'll |can we |we can |please )?(?:plan|put|have|keep|do|leave) (?P<what>it|that|them|(?:the"
    r" |my )?[a-z][\w' -]{1,30}?)"
    r"(?: back)?(?: (?:again|in|on|after all|then|please|(?:on|in) the (?:meal )?plan))*$",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset("it that them one ones back mean meant".split())
_PICKS: Final = re.compile(r"^(?:(?:i mean(?:t)?|just|only|no|oh|sorry|yes|um+)[\s,]+)+", re.IGNORECASE)
# A food by itself may be one that was eaten; with an article it is the one of those that were asked about.
_NAMES: Final = re.compile(
    r"^(?:(?:i mean(?:t)?|just|only|no|oh|sorry|yes|um+)[\s,]+)*(?:the|my|that)\b", re.IGNORECASE
)
_MOST_PICKING: Final = 6
_NO_ANSWER: Final = re.compile(
    r"^(?:yes|no|nope|nah|yeah|ok(?:ay)?|never ?mind|forget it|cancel|stop|thanks?|thank you|not now|later|leave"
    r" it|what|how|which|"
    r"when|why|did|do|does|is|are|can|could|undo|delete|remove|log|i(?:'ve| have)? (?:just )?(?:had|ate|eaten|drank|"
    r"weigh)|we (?:had|ate)|"
    r"had|ate|my (?:weight|goal|target))\b(?!,? (?:a|an|some|\d))",
    re.IGNORECASE,
)


def reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> PlanWish | PickPlan | None:
    """ "Plan it again" after something was left out, another day for what was planned, "log it" after it was asked for."""
    left_out = previous[-1] if previous else None
    picked = _picked(text, left_out, now)
    if picked is not None:
        return picked
    if (
        isinstance(left_out, SkipPlan)
        and not left_out.again
        and _BACK_ON.match(text)
        and slot_named(text) in {None, left_out.slot}
    ):
        return replace(left_out, again=True)
    planned = next((each for each in reversed(previous) if isinstance(each, PlanFood)), None)
    if planned is not None and not planned.text:
        return _named_now(text, planned, now)
    if planned is not None and not planned.also:
        why = _WHY_FIRST.match(text)
        return moved_instead(text if why is None else f"move it {why['where']}", planned, now)
    told = next((each for each in reversed(previous) if isinstance(each, AskPlan)), None)
    if told is not None:
        eaten = _EATEN.match(text) is not None and told.days.first == told.days.last
        return LogPlan(told.days.first, () if told.slot is None else (told.slot,)) if eaten else None
    left = next((each for each in reversed(previous) if isinstance(each, SkipPlan)), None)
    again = _KEPT.match(text)
    if left is None or again is None or not _is_of(again["what"], left, now):
        return None
    words = other_words(again["what"], now, ONLY_WHEN | _PRONOUNS)
    return replace(left, again=not left.again, loosely=False, words=words or left.words)


def _is_of(what: str, left: SkipPlan, now: LocalMoment) -> bool:
    """Whether "it", "the pizza" or "lunch" is what was left out."""
    words, slot = set(content_words(" ".join(other_words(what, now, ONLY_WHEN | _PRONOUNS)))), slot_named(what)
    own = set(content_words(" ".join(left.words)))
    return (not words or not own or bool(words & own)) and slot in {None, left.slot}


def _picked(text: str, asked: Wish | None, now: LocalMoment) -> PickPlan | None:
    """The one that is meant of several, where a message says nothing else: "saturday's", "the dinner one", "the curry"."""
    if (
        not isinstance(asked, SkipPlan | MovePlan | LogPlan)
        or len(text.split()) > _MOST_PICKING
        or any(map(str.isdigit, text))
    ):
        return None
    bare = _PICKS.sub("", text)
    days, slot = days_named(bare, now.date), slot_named(bare)
    words = other_words(bare, now, ONLY_WHEN | _PRONOUNS)
    if (
        not (days or slot or words)
        or (words and not _NAMES.match(text))
        or (days is not None and days.first != days.last)
    ):
        return None
    day = days.first if days is not None else asked.day
    if isinstance(asked, LogPlan):
        return PickPlan(
            replace(
                asked, day=day, slots=asked.slots if slot is None else (slot,), words=words or asked.words, until=None
            )
        )
    return PickPlan(
        replace(
            asked,
            day=day,
            slot=slot or asked.slot,
            words=words or asked.words,
            until=None if days is not None else asked.until,
        )
    )


def _named_now(text: str, before: PlanFood, now: LocalMoment) -> PlanFood | None:
    """What is to be planned, once it was asked; a question or what was eaten is no answer."""
    if _NO_ANSWER.match(text):
        return None
    told = foods_planned(
        re.sub(r"^(?:(?:ok(?:ay)?|so|well|yes|let's say|maybe|how about)[\s,]+)+", "", text, flags=re.IGNORECASE), now
    )
    if told is None or not told.text or told.also:
        return told if told is not None and told.text else None
    return replace(told, day=told.day or before.day, slot=told.slot or before.slot, rule=told.rule or before.rule)
