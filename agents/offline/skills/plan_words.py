"""Reading what is said of the plan: what will be eaten, moved, left out, and what of it was eaten.

A clause is read by what it names: a day to come or the plan itself, a meal, a verb, and the words that are left, which are foods.
What names neither a day to come nor the plan is the diary's.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from agents.offline.hearing import hear
from agents.offline.naming import SLOTS
from agents.offline.skills.days_ahead import Days, days_named, rule_named
from agents.offline.steps import Wish
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class PlanFood(Wish):
    """Foods for a day to come, or for the days of a rule; `also`: what was said to be planned in the same breath."""

    text: str
    day: date | None = None
    slot: Slot | None = None
    rule: str | None = None
    also: tuple["PlanFood", ...] = ()


@dataclass(frozen=True, slots=True)
class AskPlan(Wish):
    """What is planned."""

    days: Days
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class LogPlan(Wish):
    """What was planned was eaten. `until`: only what was planned up to then."""

    day: date
    slot: Slot | None = None
    until: time | None = None


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


@dataclass(frozen=True, slots=True)
class AskShopping(Wish):
    """What is to be bought."""

    days: Days


type PlanWish = PlanFood | AskPlan | LogPlan | SkipPlan | MovePlan | AskShopping

_SLOT: Final = r"breakfast|brunch|lunch|dinner|supper|snacks?"
_SLOTTED: Final = re.compile(rf"\b(?:{_SLOT})\b(?:'s)?", re.IGNORECASE)
_PLANNED: Final = re.compile(r"\b(?:planned|scheduled|(?:meal )?plans?|schedule|menu)\b", re.IGNORECASE)
_WEEK: Final = timedelta(days=6)
_MAYBE: Final = re.compile(r"\b(?:might|may|maybe|perhaps|should|could|would|if|thinking|consider)\b|\?", re.IGNORECASE)
_PART_OF_DAY: Final = {
    "morning": Slot.BREAKFAST,
    "noon": Slot.LUNCH,
    "evening": Slot.DINNER,
    "night": Slot.DINNER,
    "tonight": Slot.DINNER,
}

_PUTS: Final = re.compile(
    r"^(?:(?:let's|let us) )?(?:(?:meal )?plan|schedule|pencil|book)(?: in)?:?\s+(?!to\b|on\b|ahead\b|is\b|was\b|"
    r"a? ?meals?$)(?P<what>.+)$"
    r"|^(?:add|put|write|note|set)\s+(?P<put>.+?)\s+(?:to|on|in|into|for)\s+(?:my|the)\s+(?:meal )?plan\b(?P<when>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Of the plan only where a day to come or a rule is named.
_PUTS_AHEAD: Final = re.compile(
    r"^(?:add|put|set up|set|have|make|write|note)(?: down| in)?\s+(?P<what>.+?)(?: down| in)?\s+(?:to|for|at|on|"
    r"every|each)\s+(?P<when>.+)$"
    rf"|^make (?P<made>.*?\b(?:{_SLOT})\b(?:'s)?.*?)(?: be)? (?P<of>(?:an? |some |the )?\D+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHEN_FIRST: Final = re.compile(
    r"^(?P<when>[\w' ]{3,60}?)\s*[,:]?\s+(?P<rest>(?:please )?(?:plan|schedule|let's plan)\b.+)$", re.IGNORECASE
)
_SKIPS: Final = re.compile(
    r"^(?:please )?(?:i(?:'m| am|'ll| will|'d like to| want to)?(?: going to| gonna)? )?(?P<verb>skip(?:ping)?|"
    r"leave out|leaving out|cancel(?:l?ing)?|drop"
    r"(?:ping)?|remove|delete|scratch|scrap|take(?= .*\b(?:off|out)\b)|no(?: more)?|not (?:having|eating)|(?:won't|"
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
# What one says before another day or meal for what was just planned.
_NO: Final = re.compile(
    r"^\W*(?:(?:oh|ah|no|nope|sorry|wait|oops|actually|hm+|i meant?|rather|better|make (?:it|that)|move (?:it|that)|"
    r"put (?:it|that)|it's|that's|not"
    r" \w+|for|to|on|let's say|should be)\b[\s,.!–-]*)+",
    re.IGNORECASE,
)
_AHEAD: Final = timedelta(days=13)
# What is moved as well and is no meal.
_NO_MEALS: Final = frozenset(
    "summary summaries report reports mail mails weekly daily goal goals target targets weight entry"
    " entries weigh-in date day".split()
)
_SHIFTS: Final = frozenset({"move", "push", "shift"})
_SURE_MOVES: Final = frozenset({"postpone", "reschedule", "re-schedule", "delay"})
_ATE: Final = re.compile(
    r"^(?:i|we|ate|had|log|record|add|mark|tick|check|breakfast|brunch|lunch|dinner|supper|snack|today|everything|"
    r"all)\b",
    re.IGNORECASE,
)
_DID: Final = frozenset(
    "ate had eaten followed finished log record add mark tick check stuck stick went was were did logged complete"
    " completed kept".split()
)
_ABOUT_EATEN: Final = (
    SMALL
    | _DID
    | frozenset(
        "planned plan plans scheduled what like off eat all everything according went followed my meal meals food"
        " foods done out today exactly"
        " just it diary log you up too".split()
    )
)
_MARKED: Final = re.compile(
    rf"^(?:mark (?:my |the )?(?P<a>{_SLOT}) (?:as )?(?:eaten|done|had)|(?:tick|check) (?:off )?(?:my |the"
    rf" )?(?P<b>{_SLOT})(?: off)?)$",
    re.IGNORECASE,
)
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
_BACK: Final = frozenset("back on in into again the my".split())
_ABOUT_SKIPPED: Final = frozenset(
    "skip skipping cancel leave drop call scrap happening having won't remove delete take please could can you we i"
    " we're going eating out"
    " so then because instead get rid be".split()
)
_LOOKING: Final = frozenset("look looks looking".split())
_HAVING: Final = frozenset("having eating eat".split())
_BUYING: Final = re.compile(
    r"\b(?:shopping list|grocery list|groceries list|list of groceries|groceries|buy|shop for|shop|store|"
    r"supermarket|market|shopping)\b",
    re.IGNORECASE,
)
_ABOUT_BUYING: Final = SMALL | frozenset(
    "what whats which show make give write create tell list me on up need should must buy shop store supermarket"
    " market get go going grocery groceries"
    " shopping pick my the generate put together see this next planned plan meals week all everything".split()
)
_ONLY_WHEN: Final = SMALL | frozenset(
    "planned scheduled plan plans meal meals menu from off out next after all then anymore any more having eating"
    " again longer no not it"
    " today tonight tomorrow yesterday instead up".split()
)


def read_plan(order: str, now: LocalMoment) -> PlanWish | None:
    """What a clause wants of the plan; None where it is about something else."""
    return (
        _shopping(order, now)
        or _eaten(order, now)
        or _asked(order, now)
        or _again(order, now)
        or _skipped(order, now)
        or _moved(order, now)
        or _put(order, now)
    )


def _shopping(order: str, now: LocalMoment) -> AskShopping | None:
    if not _BUYING.search(order) or _words(order, now, _ABOUT_BUYING):
        return None
    if not re.match(
        r"(?:what|which|show|make|give|write|create|tell|put|generate|my|the|a|shopping|grocery|groceries|do|list)\b",
        order,
        re.IGNORECASE,
    ):
        return None
    return AskShopping(days_named(order, now.date, longest=7) or Days(now.date, now.date + _WEEK))


def _eaten(order: str, now: LocalMoment) -> LogPlan | None:
    marked = _MARKED.match(order)
    if marked is not None:
        return LogPlan(now.date, SLOTS[(marked["a"] or marked["b"]).lower()])
    low = set(re.findall(r"[a-z']+", order.lower()))
    if (
        not (_ATE.match(order) and low & _DID and _PLANNED.search(order))
        or _words(order, now, _ABOUT_EATEN)
        or "to eat" in order.lower()
    ):
        return None
    if {"add", "plan"} <= low and "as" not in low:
        return None
    days, slot = days_named(order, now.date), slot_named(order)
    return LogPlan(days.first if days else now.date, slot, now.time if days is None and slot is None else None)


def _asked(order: str, now: LocalMoment) -> AskPlan | None:
    if not _ASKS.match(order) or _words(order, now, _ABOUT_ASKED):
        return None
    low = set(re.findall(r"[a-z']+", order.lower()))
    days, slot = days_named(order, now.date), slot_named(order)
    ahead = days is not None and days.last > now.date
    what = order.lower().startswith(("what", "which"))
    coming = {"coming", "upcoming"} & low and {"meal", "meals"} & low
    of_meal = what and slot is not None and (ahead or "tonight" in low) and " for " in order.lower()
    meant = re.match(r"what am i (?:going|supposed|meant) to eat\b", order, re.IGNORECASE)
    if (
        not (_PLANNED.search(order) or coming or of_meal or meant or (what and ahead and low & (_HAVING | _LOOKING)))
        or {"diet", "diets"} & low
    ):
        return None
    if days is None and low & {"next", "coming", "upcoming"}:
        days = Days(now.date, now.date + _WEEK)
    return AskPlan(days or Days(now.date, now.date), slot)


def _again(order: str, now: LocalMoment) -> SkipPlan | None:
    match = _AGAIN.match(order)
    if match is None:
        return None
    said = " ".join(filter(None, match.group("plan", "put", "rest")))
    days = days_named(said, now.date)
    ahead = days is not None and days.first >= now.date and bool(match["put"])
    if not (_PLANNED.search(order) or ahead or re.match(r"(?:please )?un-?skip", order, re.IGNORECASE)):
        return None
    words = _words(said, now, _ONLY_WHEN | _BACK)
    return SkipPlan(
        days.first if days else now.date,
        slot_named(said),
        words,
        again=True,
        until=_until(days, slot_named(said), words, now),
    )


def _skipped(order: str, now: LocalMoment) -> SkipPlan | None:
    match = _SKIPS.match(order)
    if match is None or _MAYBE.search(order):
        return None
    rest, verb = match["rest"], match["verb"].lower()
    days, slot = days_named(rest, now.date), slot_named(rest)
    ahead, planned = days is not None and days.first > now.date, bool(_PLANNED.search(rest))
    words = _words(rest, now, _ONLY_WHEN)
    named = slot is not None or planned
    alone = re.match(r"(?:please )?(?:skip|leave out|cancel|drop)\b", order, re.IGNORECASE) is not None
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
    words = tuple(word for word in _words(text, now, _ONLY_WHEN | _ABOUT_SKIPPED))
    if days is None and slot is None and not words:
        return None
    return SkipPlan(days.first if days else now.date, slot, words, until=_until(days, slot, words, now))


def _moved(order: str, now: LocalMoment) -> MovePlan | None:
    match = _MOVES.match(order)
    instead = _INSTEAD.match(order) if match is None else None
    found = match or instead
    if found is None or _MAYBE.search(order):
        return None
    what, where, verb = found["what"], found["where"], match["verb"].lower() if match is not None else ""
    if instead is not None and not (slot_named(what) and days_named(what, now.date)):
        return None
    from_days, to_days = days_named(what, now.date), days_named(where, now.date)
    heard = hear(where, now, frozenset())
    slot, to_slot = slot_named(what), slot_named(where)
    ahead, planned = from_days is not None and from_days.first > now.date, bool(_PLANNED.search(what))
    # What was eaten is moved to no day to come.
    ahead = ahead or (to_days is not None and to_days.first > now.date and verb in _SHIFTS)
    if (
        not (ahead or planned or verb in _SURE_MOVES)
        or not (to_days or to_slot or heard.at)
        or _words(" ".join(heard.words) if heard.at else where, now, _ONLY_WHEN)
    ):
        return None
    words = _words(what, now, _ONLY_WHEN)
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


def _put(order: str, now: LocalMoment) -> PlanFood | None:
    first = _WHEN_FIRST.match(order)
    dated = first is not None and (
        slot_named(first["when"]) or days_named(first["when"], now.date) or rule_named(first["when"])[0]
    )
    if first is not None and dated and not _words(first["when"], now, _ONLY_WHEN):
        verb, _, what = first["rest"].partition(" ")
        return foods_planned(f"{what} for {first['when']}", now) if verb else None
    put = _PUTS.match(order)
    if put is not None:
        return foods_planned(" ".join(filter(None, put.group("what", "put", "when"))), now)
    ahead = _PUTS_AHEAD.match(order)
    days = days_named(order, now.date)
    rule = rule_named(order)[0]
    if (
        ahead is None
        or _MAYBE.search(order)
        or not (slot_named(order) and (rule or (days is not None and days.first > now.date)))
    ):
        return None
    if ahead["made"]:
        return (
            None if _words(ahead["made"], now, _ONLY_WHEN) else foods_planned(f"{ahead['of']} for {ahead['made']}", now)
        )
    made = re.match(r"^\w+(?: up)?\s+(?P<rest>.+)$", order)
    said = re.sub(
        r"^(?:up|down|in)\s+|\b(?:down|in)\s+(?=for\b)", "", made["rest"] if made else order, flags=re.IGNORECASE
    )
    return foods_planned(
        re.sub(r"\bto (?=\w+(?:'s)? (?:\w+ )?(?:breakfast|brunch|lunch|dinner|supper|snack))", "for ", said), now
    )


def moved_instead(text: str, before: PlanFood, now: LocalMoment) -> MovePlan | None:
    """Where what was just planned should be instead: "oh no, the day after tomorrow", "make it lunch"."""
    lead = _NO.match(text)
    rest = text[lead.end() :] if lead else text
    days, slot = days_named(rest, now.date), slot_named(rest)
    heard = hear(rest, now, frozenset())
    at = heard.at if re.search(r"\d", rest) and heard.at is not None else None
    if lead is None or before.rule or not (days or slot or at) or (days is not None and days.first != days.last):
        return None
    if _words(" ".join(heard.words) if at else rest, now, _ONLY_WHEN):
        return None
    was = before.day or now.date
    to_day = days.first if days is not None and days.first != was else None
    to_slot = slot if slot != before.slot else None
    words = tuple(re.findall(r"[a-z']+", before.text.lower()))
    return MovePlan(was, before.slot, words, to_day, to_slot, at) if to_day or to_slot or at else None


def foods_planned(said: str, now: LocalMoment) -> PlanFood | None:
    """What is planned and for when, from the words behind "plan"; several meals where each has a day or a meal of its own."""
    parts: list[str] = []
    for piece in re.split(r"\s*(?:[;,]\s*)?\b(?:and then|and|then)\s+|\s*;\s*", said):
        whole = f"{parts.pop()} and {piece}" if parts and not _is_placed(parts[-1], now) else piece
        parts.append(whole)
    if len(parts) > 1 and not _is_placed(parts[-1], now):
        parts[-2:] = [f"{parts[-2]} and {parts[-1]}"]
    if len(parts) < 2 or rule_named(said)[0]:
        return _food_planned(said, now)
    planned = [_food_planned(part, now) for part in parts]
    # A day that is said once is meant for all.
    last = next((each.day for each in reversed(planned) if each.day), None)
    first, *others = [replace(each, day=each.day or last) for each in planned]
    return replace(first, also=tuple(others)) if all(each.text for each in planned) else _food_planned(said, now)


def _is_placed(said: str, now: LocalMoment) -> bool:
    """Whether words name a meal, and foods besides."""
    return slot_named(said) is not None and bool(_words(said, now, _ONLY_WHEN | {"for", "my", "plan"}))


def _food_planned(said: str, now: LocalMoment) -> PlanFood:
    # "My dinner tomorrow: salmon": when it is stands before the colon.
    head, colon, tail = said.partition(":")
    if colon and tail.strip() and not _words(head, now, _ONLY_WHEN):
        said = f"{tail.strip()} for {head}"
    rule, text = rule_named(said)
    slot = slot_named(text)
    days = None if rule else days_named(text, now.date)
    if days is not None:
        text = text.replace(days.said, " ")
    part = re.search(r"\b(?:in the |at |for )?(morning|evening|night|noon)\s*$", " ".join(text.split()), re.IGNORECASE)
    if part is not None:
        text = " ".join(text.split())[: part.start()]
        slot = slot or _PART_OF_DAY[part[1].lower()]
    text = re.sub(rf"\b(?:for|at|as|to)?\s*(?:my |the |a )?\b(?:{_SLOT})\b(?:'s)?", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"^\s*(?:for|as)\s+|\s+(?:(?:for|on|at|in|my|the)\s*)*$", "", " ".join(text.split())).strip(" ,.:;")
    return PlanFood(text, days.first if days else None, slot, rule)


def slot_named(said: str) -> Slot | None:
    """The meal that words name."""
    found = re.search(rf"\b({_SLOT})\b", said, re.IGNORECASE)
    return SLOTS[found[1].lower()] if found else None


def _words(said: str, now: LocalMoment, known: Collection[str]) -> tuple[str, ...]:
    """The words beside days, meals and the known ones."""
    rest = rule_named(said)[1]
    days = days_named(rest, now.date)
    rest = rest.replace(days.said, " ") if days and days.said else rest
    rest = _SLOTTED.sub(" ", rest.lower().replace("'s", " "))
    return tuple(
        word
        for word in re.findall(r"[a-z0-9']+", rest)
        if word not in known and word not in {"week", "morning", "night", "evening"}
    )
