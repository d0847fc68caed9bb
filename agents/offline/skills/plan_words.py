"""Reading what is said of the plan: what will be eaten, moved, left out, and what of it was eaten.

A clause is read by what it names: a day to come or the plan itself, a meal, a verb, and the words that are left, which are foods.
What names neither a day to come nor the plan is the diary's.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from agents.offline.skills.days_ahead import Days, days_named
from agents.offline.skills.plan_changes import SkipPlan, read_again, read_skip, read_skip_of
from agents.offline.skills.plan_eaten import LogPlan, read_eaten
from agents.offline.skills.plan_food import PlanFood, read_put
from agents.offline.skills.plan_instead import InsteadPlan, read_instead
from agents.offline.skills.plan_moves import MovePlan, SwapPlan, read_move, read_move_of, read_swap
from agents.offline.skills.plan_naming import PLANNED, SLOT, before_reason, other_words, slot_named
from agents.offline.steps import Wish
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class AskPlan(Wish):
    """What is planned; with `or_ideas` what might be had, where nothing is; of a food by its `words`."""

    days: Days
    slot: Slot | None = None
    or_ideas: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskShopping(Wish):
    """What is to be bought."""

    days: Days


type PlanWish = PlanFood | AskPlan | LogPlan | SkipPlan | MovePlan | SwapPlan | InsteadPlan | AskShopping
# "Can we push tomorrow's chicken to Saturday" is asked of the plan.
_ASKED_TO: Final = re.compile(
    r"^(?:(?:hey|so|ok)[\s,]+)*(?:can|could|shall) (?:we|you|i) (?:please )?(?=(?:push|move|shift|skip|postpone|"
    r"delay|reschedule|swap|switch|"
    r"plan|cancel|bring|drop)\b)",
    re.IGNORECASE,
)
_WEEK: Final = timedelta(days=6)
_ASKS: Final = re.compile(
    r"^(?:so |and )?(?:what|whats|which|show|list|tell|give|is|are|do|does|did|have|any|anything|my|the|when|where|how)\b",
    re.IGNORECASE,
)
_ABOUT_ASKED: Final = SMALL | frozenset(
    "what whats which show list tell give see display any anything something all got there planned plan plans"
    " scheduled schedule menu meal meals next"
    " food foods wise foodwise hey"
    " coming up upcoming going supposed meant eat eating having look looks like diet when today's".split()
)
_TO_COME: Final = re.compile(
    rf"^(?:so |and )?what(?:'s|s| is) (?:for|on|on for|cooking|cooking for|coming up for) "
    rf"(?:my |our )?(?:(?P<slot>{SLOT})(?: today| tonight)?|(?P<tonight>tonight))$",
    re.IGNORECASE,
)
_MEANT: Final = re.compile(
    r"^what (?:am|was|were|are) (?:i|we) (?:going|supposed|meant) to (?:eat|have|cook|be (?:eating|having))\b",
    re.IGNORECASE,
)
# "When am I having the soup?"
_WHEN_FOOD: Final = re.compile(
    r"^(?:when|on (?:which|what) day|(?:which|what) day) (?:am i|are we|do i|do we|will i|will we|is|are) (?:having|"
    r"eating|cooking|have|eat|"
    r"cook|get|getting|(?=(?:the|my|our) [\w ]+ (?:planned|scheduled|due)$)) ?(?P<what>(?:the |my |our |that"
    r" )?[a-z][\w' -]{2,40}?)"
    r"(?: (?:planned|scheduled|due))?(?: again| this week| next)?$",
    re.IGNORECASE,
)
_LOOKING: Final = frozenset("look looks looking".split())
_HAVING: Final = frozenset("having eating eat".split())
_BUYING: Final = re.compile(
    r"\b(?:shopping list|grocery list|groceries list|list of groceries|groceries|buy|shop for|shops?|store|"
    r"supermarket|market|shopping)\b",
    re.IGNORECASE,
)
_ABOUT_BUYING: Final = SMALL | frozenset(
    "what whats which show make give write create tell list me on up need should must buy shop store supermarket"
    " market get go going grocery groceries"
    " shops i'm off heading going pop popping nipping run now tesco aldi lidl walmart"
    " shopping pick my the generate put together see this next planned plan meals week all everything".split()
)


def read_plan(order: str, now: LocalMoment) -> PlanWish | None:
    """What a clause wants of the plan; None where it is about something else."""
    instead = read_instead(order, now)
    if instead is not None:
        return instead
    order = _ASKED_TO.sub("", order)
    bare = before_reason(order)
    told = _read_plan(bare, now) if bare is not None else None
    return told if isinstance(told, SkipPlan | MovePlan | SwapPlan | LogPlan) else _read_plan(order, now)


def _read_plan(order: str, now: LocalMoment) -> PlanWish | None:
    return (
        _shopping(order, now)
        or read_eaten(order, now)
        or _asked(order, now)
        or read_again(order, now)
        or read_skip(order, now)
        or read_skip_of(order, now)
        or read_swap(order, now)
        or read_move(order, now)
        or read_put(order, now)
    )


def read_whole_plan(said: str, now: LocalMoment) -> LogPlan | SkipPlan | InsteadPlan | MovePlan | None:
    """What a sentence, or a message, wants of the plan in several clauses; None where each clause is a wish of its own."""
    bare = before_reason(said)
    if bare is not None and isinstance(told := _read_plan(bare, now), SkipPlan | MovePlan | LogPlan):
        # "Skip tomorrow's lunch, work is paying".
        return told
    eaten = read_eaten(said, now) if PLANNED.search(said) else None
    return eaten or read_skip_of(said, now) or read_instead(said, now) or read_move_of(said, now)


def _shopping(order: str, now: LocalMoment) -> AskShopping | None:
    if not _BUYING.search(order) or other_words(order, now, _ABOUT_BUYING):
        return None
    if not re.match(
        r"(?:what|which|show|make|give|write|create|tell|put|generate|my|the|a|shopping|grocery|groceries|do|list|"
        r"(?:i |we )?(?:need to|have to|am|'m|i'm|off to|going to|heading to|popping to)\b(?=.*\bwhat\b))\b",
        order,
        re.IGNORECASE,
    ):
        return None
    return AskShopping(days_named(order, now.date, longest=7) or Days(now.date, now.date + _WEEK))


def _asked(order: str, now: LocalMoment) -> AskPlan | None:
    of_food = _WHEN_FOOD.match(order)
    if of_food is not None and (words := other_words(of_food["what"], now, SMALL)):
        return AskPlan(Days(now.date, now.date + 2 * _WEEK), words=words)
    to_come = _TO_COME.match(order)
    if to_come is not None:
        # What is for dinner today has not been eaten.
        return AskPlan(Days(now.date, now.date), slot_named(to_come["slot"] or "dinner"), or_ideas=True)
    if not _ASKS.match(order) or other_words(order, now, _ABOUT_ASKED):
        return None
    low = set(re.findall(r"[a-z']+", order.lower()))
    days, slot = days_named(order, now.date), slot_named(order)
    ahead = days is not None and days.last > now.date
    what = order.lower().startswith(("what", "which"))
    coming = {"coming", "upcoming"} & low and {"meal", "meals"} & low
    of_meal = what and slot is not None and (ahead or "tonight" in low) and " for " in order.lower()
    meant = _MEANT.match(order)
    if (
        not (PLANNED.search(order) or coming or of_meal or meant or (what and ahead and low & (_HAVING | _LOOKING)))
        or {"diet", "diets"} & low
    ):
        return None
    if days is None and low & {"next", "coming", "upcoming"}:
        days = Days(now.date, now.date + _WEEK)
    return AskPlan(days or Days(now.date, now.date), slot)
