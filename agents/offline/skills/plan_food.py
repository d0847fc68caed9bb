"""Reading what is to be eaten on days to come: foods, a meal, a day or how often."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agents.offline.skills.days_ahead import days_named, rule_named, several_named
from agents.offline.skills.plan_naming import MAYBE, ONLY_WHEN, SLOT, other_words, slot_named
from agents.offline.steps import Wish
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
    rf"|^make (?P<made>.*?\b(?:{SLOT})\b(?:'s)?.*?)(?: be)? (?P<of>(?:an? |some |the )?\D+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHEN_FIRST: Final = re.compile(
    r"^(?P<when>[\w' ]{3,60}?)\s*[,:]?\s+(?P<rest>(?:please )?(?:plan|schedule|let's plan)\b.+)$", re.IGNORECASE
)


# "Plan something for me": what, is not said yet.
_NOTHING_YET: Final = re.compile(
    r"^(?:me |us )?(?:something|anything|some (?:food|meals)|a? ?(?:meals?|food)|it|stuff|things)(?: (?:nice|good|"
    r"healthy|tasty|to eat|"
    r"for me|for us|please|new))*$",
    re.IGNORECASE,
)


def read_put(order: str, now: LocalMoment) -> PlanFood | None:
    """Foods that a clause puts on the plan."""
    first = _WHEN_FIRST.match(order)
    dated = first is not None and (
        slot_named(first["when"]) or days_named(first["when"], now.date) or rule_named(first["when"])[0]
    )
    if first is not None and dated and not other_words(first["when"], now, ONLY_WHEN):
        verb, _, what = first["rest"].partition(" ")
        return foods_planned(f"{what} for {first['when']}", now) if verb else None
    listed = _listed_ahead(order, now)
    if listed is not None:
        return listed
    put = _PUTS.match(order)
    if put is not None:
        return foods_planned(" ".join(filter(None, put.group("what", "put", "when"))), now)
    ahead = _PUTS_AHEAD.match(order)
    days = days_named(order, now.date)
    rule = rule_named(order)[0]
    if (
        ahead is None
        or MAYBE.search(order)
        or not (slot_named(order) and (rule or (days is not None and days.first > now.date)))
    ):
        return None
    if ahead["made"]:
        return (
            None
            if other_words(ahead["made"], now, ONLY_WHEN)
            else foods_planned(f"{ahead['of']} for {ahead['made']}", now)
        )
    made = re.match(r"^\w+(?: up)?\s+(?P<rest>.+)$", order)
    said = re.sub(
        r"^(?:up|down|in)\s+|\b(?:down|in)\s+(?=for\b)", "", made["rest"] if made else order, flags=re.IGNORECASE
    )
    return foods_planned(
        re.sub(r"\bto (?=\w+(?:'s)? (?:\w+ )?(?:breakfast|brunch|lunch|dinner|supper|snack))", "for ", said), now
    )


def _listed_ahead(order: str, now: LocalMoment) -> PlanFood | None:
    """So much of some foods, with a meal of a day to come and no other word: "tomorrow for lunch 2 slices of pizza"."""
    days, slot = days_named(order, now.date), slot_named(order)
    # "Two servings of my Sunday chili for lunch" is of today.
    if (
        slot is None
        or not _AT_MEAL_OF_DAY.search(order)
        or days is None
        or days.first <= now.date
        or days.first != days.last
        or rule_named(order)[0]
    ):
        return None
    told = _food_planned(order, now)
    return told if _SO_MUCH.match(told.text) and not _NO_LIST.search(told.text) else None


def foods_planned(said: str, now: LocalMoment) -> PlanFood | None:
    """What is planned and for when, from the words behind "plan"; several meals where each has a day or a meal of its own."""
    several, rest = several_named(said)
    if several and not rule_named(said)[0] and not days_named(rest, now.date):
        each_day = [_food_planned(f"{rest} {day}", now) for day in several]
        return replace(each_day[0], also=tuple(each_day[1:])) if each_day[0].text else each_day[0]
    parts = _placed_parts(said, now, by_day=True)
    if not (all(map(slot_named, parts)) or all(days_named(part, now.date) for part in parts)):
        # "Pasta for dinner and salad on Thursday" may be one meal.
        parts = _placed_parts(said, now, by_day=False)
    if len(parts) < 2 or rule_named(said)[0]:
        return _food_planned(said, now)
    planned = [_food_planned(part, now) for part in parts]
    # A day that is said once is meant for all, and so is a meal of the one before.
    last = next((each.day for each in reversed(planned) if each.day), None)
    slots = [each.slot for each in planned]
    first, *others = [
        replace(each, day=each.day or last, slot=each.slot or next(filter(None, slots[place::-1]), None))
        for place, each in enumerate(planned)
    ]
    return replace(first, also=tuple(others)) if all(each.text for each in planned) else _food_planned(said, now)


def _placed_parts(said: str, now: LocalMoment, *, by_day: bool) -> list[str]:
    """What is planned as the parts that have a meal, or with `by_day` a day, of their own."""
    parts: list[str] = []
    for piece in re.split(r"\s*(?:[;,]\s*)?\b(?:and then|and|then)\s+|\s*;\s*", said):
        whole = f"{parts.pop()} and {piece}" if parts and not _is_placed(parts[-1], now, by_day) else piece
        parts.append(whole)
    if len(parts) > 1 and not _is_placed(parts[-1], now, by_day):
        parts[-2:] = [f"{parts[-2]} and {parts[-1]}"]
    return parts


def _is_placed(said: str, now: LocalMoment, by_day: bool) -> bool:
    """Whether words name a meal, or a day, and foods besides."""
    placed = slot_named(said) is not None or (by_day and days_named(said, now.date) is not None)
    return placed and bool(other_words(said, now, ONLY_WHEN | {"for", "my", "plan"}))


# A list of foods begins with how much of the first, and has no verb and nobody in it.
_SO_MUCH: Final = re.compile(
    r"^(?:(?:an?|one|two|three|four|five|six|half an?|\d[\d.,/]*) ?(?:g|ml|kg|slices?|cups?|bowls?|pieces?|plates?|"
    r"tins?|cans?|tbsp|"
    r"tsp|rashers?|scoops?|handfuls?|glass(?:es)?|oz)\b|(?:two|three|four|five|six|\d[\d.,/]*) [a-z])",
    re.IGNORECASE,
)
_AHEAD: Final = r"(?:tomorrow|(?:on |this |next |for )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_AT_MEAL_OF_DAY: Final = re.compile(
    rf"\b{_AHEAD}(?:'s)?[,:]? (?:for |at )?(?:my )?(?:{SLOT})\b|\b(?:{SLOT}),? (?:on |for )?{_AHEAD}\b", re.IGNORECASE
)
_NO_LIST: Final = re.compile(
    r"\b(?:i|i'm|i'll|we|you|he|she|they|it|is|are|was|were|be|will|would|should|could|can|may|might|must|have|has|"
    r"had|do|does|did|"
    r"not|no|if|when|what|why|how|who|where|because|but|so|people|friends?|guests|of us|hours?|minutes?|min|km|"
    r"miles?|kcal|calories|"
    r"meetings?|appointments?|kids|children)\b|\?|'(?:ll|m|s|re)\b",
    re.IGNORECASE,
)
# "I'm gonna do 2 eggs, pop that in the plan": what stands around the foods.
_SAID_BEFORE: Final = re.compile(
    r"^\s*(?:(?:i|we)(?:'m| am|'re| are|'ll| will|'d like to| want to)|let's|let us)(?: going to| gonna)? (?:do|have|"
    r"make|eat|cook|be having|"
    r"be eating|grab|get|having|eating|doing)\s+",
    re.IGNORECASE,
)
_FROM_NOW_ON: Final = re.compile(
    r"\b(?:from (?:now|today|tomorrow|next week) on|starting (?:now|today|tomorrow)|as of (?:now|"
    r"today))\b,?\s*(?:(?:plan|schedule|have|do) )?",
    re.IGNORECASE,
)
_SAID_BEHIND: Final = re.compile(
    r"\s*[,;.–-]\s*(?:so |and |please |can you |could you )*(?:pop|put|add|stick|chuck|note|write|save|plan|schedule) "
    r"(?:that|it|them|this)"
    r"(?: down| in| on| to| into| onto)*(?: (?:the|my)(?: meal)? (?:plan|calendar|schedule|menu))?(?: please| for me)?\W*$",
    re.IGNORECASE,
)


def _food_planned(said: str, now: LocalMoment) -> PlanFood:
    said = _FROM_NOW_ON.sub("", _SAID_BEHIND.sub("", said))
    # "My dinner tomorrow: salmon": when it is stands before the colon.
    head, colon, tail = said.partition(":")
    if colon and tail.strip() and not other_words(head, now, ONLY_WHEN):
        said = f"{tail.strip()} for {head}"
    rule, text = rule_named(said)
    slot = slot_named(text)
    days = days_named(text, now.date)
    if rule is not None and (days is None or not re.search(r"\bweek\b", days.said, re.IGNORECASE)):
        days = None
    if days is not None:
        text = text.replace(days.said, " ")
    if rule is not None and days is not None:
        # "Every day this week" ends with it.
        rule = f"{rule};UNTIL={days.last:%Y%m%d}"
    part = re.search(r"\b(?:in the |at |for )?(morning|evening|night|noon)\s*$", " ".join(text.split()), re.IGNORECASE)
    if part is not None:
        text = " ".join(text.split())[: part.start()]
        slot = slot or _PART_OF_DAY[part[1].lower()]
    text = re.sub(rf"\b(?:for|at|as|to)?\s*(?:my |the |a )?\b(?:{SLOT})\b(?:'s)?", " ", text, flags=re.IGNORECASE)
    text = _SAID_BEFORE.sub("", text)
    text = re.sub(r"^\s*(?:for|as)\s+|\s+(?:(?:for|on|at|in|my|the)\s*)*$", "", " ".join(text.split())).strip(" ,.:;")
    return PlanFood("" if _NOTHING_YET.match(text) else text, days.first if days else None, slot, rule)
