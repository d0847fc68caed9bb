"""What is to be done with one of the foods that were just suggested: "plan the second one", "I had the first", "the salmon sounds
good"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import History
from agents.offline.nutrients import number
from agents.offline.skills.days_ahead import days_named
from agents.offline.skills.plan_meals import day_named, meal_words
from agents.offline.skills.plan_naming import ONLY_WHEN, other_words, slot_named
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.foods.words import content_words

type Deed = Literal["plan", "log", "choose"]


@dataclass(frozen=True, slots=True)
class PickSuggestion(Wish):
    """A suggested food: to be planned (`day` None: today), logged as eaten, or only chosen, which writes nothing."""

    food: str
    food_id: str
    grams: float
    slot: str
    deed: Deed
    day: date | None = None


_PLACES: Final = {
    "first": 0, "1st": 0, "top": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
    "last": -1, "one": 0, "two": 1, "three": 2, "four": 3, "five": 4,
}  # fmt: skip
_PLACE: Final = re.compile(
    r"^(?:(?:the |that |your )?(?P<ordinal>first|second|third|fourth|fifth|last|top|1st|2nd|3rd|4th|5th)(?: (?:one|"
    r"option|idea|suggestion|thing))?"
    r"|(?:the )?(?:number|no\.?|nr\.?|option|#) ?(?P<number>[1-9]|one|two|three|four|five))(?= |$)",
    re.IGNORECASE,
)
_AGREES: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|oh|ooh|great|nice|good|cool|perfect|thanks|thank you|yes|yeah|yum|alright|right|hm+|well|"
    r"then|so|i think|actually|"
    r"please|can you|could you|let's say|and)[\s,.!–-]+)+",
    re.IGNORECASE,
)
_PLAN: Final = re.compile(
    r"^(?:plan|schedule|pencil in|(?P<adds>add|put|note))\s+(?:me |in )?(?P<rest>.+)$", re.IGNORECASE
)
_ONTO_PLAN: Final = re.compile(r"\s*\b(?:to|on|in|into|onto) (?:my |the )?(?:meal )?plan\b", re.IGNORECASE)
_LOG: Final = re.compile(
    r"^(?:(?:log|record|track)|(?:(?:i|we)(?:'ve| have)? )?(?:just |actually |already )*(?:had|ate|eaten|went with|"
    r"took|made))\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_CHOOSE: Final = re.compile(
    r"^(?:(?:i'll|i will|we'll|i'd|i would|let's|let me|i'm going to|i want to|i want|i'm gonna|gonna|going to|"
    r"will)\s+)?(?:(?:like|love|rather|"
    r"probably|maybe)\s+(?:to )?)?(?:(?:have|take|go with|go for|do|make|cook|eat|pick|choose|try|get|like|"
    r"prefer)\s+)?(?P<rest>.+)$",
    re.IGNORECASE,
)
_PRAISE: Final = re.compile(
    r"(?:\s+|[\s,.!–-]+(?:that |it )?)(?:sounds?|looks?|is|seems|would be|'s|works?)(?: (?:good|great|nice|lovely|"
    r"perfect|fine|tasty|delicious|"
    r"best|for me|about right|doable))*(?:[\s,.!;–-]+(?:so |and )?(?:i'll|i will|let's|i'd) (?:have|take|do|go"
    r" with|go for|eat) "
    r"(?:that|it|this|that one))?$"
    r"|[\s,]+(?:please|then|i think|thanks|instead)$",
    re.IGNORECASE,
)
# After one was chosen: what to do with it.
_THAT: Final = re.compile(
    r"^(?P<verb>plan|schedule|log|record|add|put|i had|i ate|had|ate)\s+(?:it|that|this|that one|this one)(?:"
    r" (?:down|in|now|on))?(?P<rest>.*)$",
    re.IGNORECASE,
)


def pick(order: str, turn: Turn) -> PickSuggestion | None:
    """What an order wants of the foods that the turn before suggested, or of the one that was chosen there; None for nothing."""
    previous = turn.history.previous
    if previous is None:
        return None
    now = turn.history.now
    if (told := _suggested(previous)) is not None:
        return _picked(order, told, now)
    before = previous.previous
    if before is None or previous.results or (told := _suggested(before)) is None:
        return None
    chosen = _picked(previous.text.strip(" ,.!?:;"), told, previous.now)
    that = _THAT.match(_AGREES.sub("", order))
    if chosen is None or chosen.deed != "choose" or that is None:
        return None
    deed: Deed = (
        "plan" if re.match(r"plan|schedule", that["verb"], re.IGNORECASE) or _ONTO_PLAN.search(order) else "log"
    )
    placed = _placed(_ONTO_PLAN.sub(" ", that["rest"]), deed, now)
    return None if placed is None else _at(chosen, deed, *placed)


def _suggested(history: History) -> dict[str, Any] | None:
    """What a turn suggested, where it did nothing else."""
    results = [each for each in history.results if each.ok]
    only = len(results) == 1 and results[0].tool == "suggest_foods"
    return results[0].data if only and results[0].data["suggestions"] else None


def _picked(order: str, told: dict[str, Any], now: LocalMoment) -> PickSuggestion | None:
    bare = _AGREES.sub("", order)
    plan, log = _PLAN.match(bare), _LOG.match(bare)
    if plan is not None and plan["adds"] and not _ONTO_PLAN.search(bare):
        plan, log = None, log or re.match(r"^\w+\s+(?P<rest>.+)$", bare)
    deed: Deed = "plan" if plan is not None else "log" if log is not None else "choose"
    match = plan or log or _CHOOSE.match(bare)
    if match is None:
        return None
    rest = _ONTO_PLAN.sub(" ", match["rest"]).strip()
    while deed == "choose" and (less := _PRAISE.sub("", rest)) != rest:
        rest = less.strip(" ,.!")
    foods: Sequence[dict[str, Any]] = told["suggestions"]
    place = _PLACE.match(rest)
    if place is not None:
        said = (place["ordinal"] or place["number"]).lower()
        which = int(said) - 1 if said.isdigit() else _PLACES[said]
        rest = rest[place.end() :]
        chosen = foods[which] if -len(foods) <= which < len(foods) else None
    else:
        chosen = _named(rest, foods, now) if deed != "log" else None
        rest = "" if days_named(rest, now.date) is None and slot_named(rest) is None else _without_food(rest, now)
    placed = None if chosen is None else _placed(rest, deed, now)
    if chosen is None or placed is None:
        return None
    one = PickSuggestion(chosen["food"], chosen["food_id"], float(chosen["grams"]), told["slot"], deed)
    return _at(one, deed, *placed)


def _named(said: str, foods: Sequence[dict[str, Any]], now: LocalMoment) -> dict[str, Any] | None:
    """The only suggestion that has every word, where no amount of its own is told."""
    words = set(content_words(" ".join(other_words(said, now, ONLY_WHEN | {"one", "for", "on"}))))
    found = [each for each in foods if words <= set(content_words(each["food"]))]
    return found[0] if words and len(found) == 1 and not any(map(str.isdigit, said)) else None


def _without_food(said: str, now: LocalMoment) -> str:
    found = re.search(r"\b(?:for|on|at|tomorrow|today|tonight|this|next)\b.*$", said, re.IGNORECASE)
    return "" if found is None else found[0]


def _placed(rest: str, deed: Deed, now: LocalMoment) -> tuple[date | None, Slot | None] | None:
    """The day and the meal of what is left of an order; None where it says anything else."""
    days, slot = days_named(rest, now.date), slot_named(rest)
    if other_words(rest, now, ONLY_WHEN | {"for", "on", "at", "please", "now", "just", "instead"}):
        return None
    if days is not None and (
        days.first != days.last or (days.first < now.date) or (deed == "log" and days.first != now.date)
    ):
        return None
    return (None if days is None else days.first), slot


def _at(chosen: PickSuggestion, deed: Deed, day: date | None, slot: Slot | None) -> PickSuggestion:
    at = chosen.slot if slot is None else slot.value
    return PickSuggestion(chosen.food, chosen.food_id, chosen.grams, at, deed, day or chosen.day)


def picked(wish: PickSuggestion, turn: Turn) -> Plan[str]:
    """Plan or log the food in the grams that were suggested; only chosen, it is neither."""
    much = f"{wish.food}, {number(wish.grams, 0)} g"
    if wish.deed == "choose":
        return (
            f"Good choice: {much}. Nothing is planned or logged yet: say “plan it”, or “log it” once you have had it."
        )
    if wish.deed == "log":
        item = {"text": much, "food_id": wish.food_id, "amount_g": wish.grams}
        result = yield from turn.call("log_meal", items=[item], slot=wish.slot)
        return wording.logged(result, turn.today) if result.ok else wording.refused(result)
    result = yield from turn.call(
        "plan_meal",
        foods=[{"food_id": wish.food_id, "amount_g": wish.grams}],
        local_date=(wish.day or turn.today).isoformat(),
        slot=wish.slot,
    )
    if not result.ok:
        return wording.refused(result)
    (made,) = result.data["planned_meals"]
    when = day_named(date.fromisoformat(made["local_date"]), turn.today)
    return f"Planned {meal_words(made)} for {made['slot']}, {when}. It is not in your diary before you have had it."
