"""What somebody eats most often: "what food do I eat most", "my top 5 foods this month", "what do I usually have for lunch"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.naming import SLOTS
from agents.offline.nutrients import named_in, number
from agents.offline.skills.skill import Skill
from agents.offline.spans import Span, span_in
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot

_FOODS: Final = r"(?:foods?|things?|dish(?:es)?|meals?|items?|stuff|products?|snacks?|drinks?)"
_EATS: Final = (
    r"(?:eat|eaten|eating|ate|have|had|having|"
    r"log|logged|logging|track|tracked|consume|consumed|drink|drunk|drank|order|get)"
)
_OFTEN: Final = (
    r"(?:(?:the )?most(?: often| frequently| of(?: all)?| regularly| commonly)?|more (?:often )?than (?:anything|"
    r"any other \w+)(?: else)?|"
    r"(?:over and over|again and again|all the time|day in day out)(?: again)?|the most times)"
)
_TOP: Final = (
    r"(?:top|most(?:[ -](?:often |frequently |commonly )?"
    r"(?:eaten|logged|common|frequent|popular|consumed|used|tracked|regular))|go[ -]to|commonest)"
)
_FILLERS: Final = r"(?:(?:normally|usually|generally|typically|actually|really|tend to|seem to|always|also) )*"
_ASKED: Final = re.compile(
    rf"^(?:and |so |ok )*(?:"
    # "What food do I eat most often", "which foods have I had the most".
    rf"(?:what|which)(?: {_FOODS}| of (?:the |my )?{_FOODS})? (?:do|did|have|am|was) (?:i|we) (?:been"
    rf" )?{_FILLERS}{_EATS} {_OFTEN}"
    # "What's the food I eat most".
    rf"|what(?:'s|s| is| are|'re| was| were) (?:the |my )?(?:one )?{_FOODS} (?:that )?(?:i|we)(?:'ve| have)?"
    rf" (?:been )?{_FILLERS}{_EATS} {_OFTEN}"
    # "What are my top 5 foods", "show me my most logged foods".
    rf"|(?:(?:what(?:'s|s| is| are|'re| were| was)|show|list|give|tell|name)(?: me)? )?(?:my |the |our )"
    rf"(?:(?P<before>\d{{1,2}}|three|five|ten) )?(?:{_TOP} (?:(?P<many>\d{{1,2}}|three|five|ten) )?(?:{_FOODS}|"
    rf"(?P<meal>breakfasts?|brunch|lunch(?:es)?|dinners?|suppers?))"
    rf"(?: (?:that )?i (?:eat|have|log))?|(?:foods?|things) (?:that )?i {_EATS} {_OFTEN})"
    # "What do I usually have for lunch".
    rf"|what do (?:i|we) (?:usually|normally|generally|typically|mostly|tend to) (?:eat|have|drink)"
    rf")$",
    re.IGNORECASE,
)
_AT_MEAL: Final = re.compile(
    r"\s*\b(?:for|at|as|with) (?:my |an? )?(breakfast|brunch|lunch|dinner|supper|snacks?)\b", re.IGNORECASE
)
_ONE_DAY: Final = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_TAIL: Final = re.compile(
    r"[\s,]+(?:so far|overall|in general|in total|altogether|these days|lately|recently|please)$", re.IGNORECASE
)
_COUNTS: Final = {"three": 3, "five": 5, "ten": 10}
_FEWEST, _MOST, _FIRST = 1, 20, 5


@dataclass(frozen=True, slots=True)
class AskFrequent(Wish):
    """Which foods were had most often; `span` None: of late; `slot`: at that meal alone."""

    span: Span | None = None
    slot: Slot | None = None
    count: int = _FIRST


def _read(order: str, now: LocalMoment) -> AskFrequent | None:
    if named_in(order) or _ONE_DAY.search(order):
        return None
    span, rest = span_in(order, now)
    at = _AT_MEAL.search(rest)
    bare = " ".join(_TAIL.sub("", _AT_MEAL.sub(" ", rest)).split()).strip(" ,?.!")
    match = _ASKED.match(bare)
    if match is None:
        return None
    said = (match["before"] or match["many"] or "").lower()
    count = _COUNTS.get(said) or (int(said) if said else _FIRST)
    # "What snack do I have the most": at that meal.
    snack = re.match(r"\W*(?:what|which)(?:'s|s| is)?(?: the| my)? (snack)s?\b", bare, re.IGNORECASE)
    meal = at[1] if at is not None else match["meal"] or (snack[1] if snack is not None else None)
    slot = None if meal is None else SLOTS.get(meal.lower()) or SLOTS.get(re.sub(r"(?:es|s)$", "", meal.lower()))
    return AskFrequent(span, slot, min(max(count, _FEWEST), _MOST))


def _take(wish: AskFrequent, turn: Turn) -> Plan[str]:
    first, last = wish.span or (None, None)
    told = yield from turn.call(
        "frequent_foods",
        first_date=None if first is None else first.isoformat(),
        last_date=None if last is None else last.isoformat(),
        slot=None if wish.slot is None else wish.slot.value,
        limit=None if wish.count == _FIRST else wish.count,
    )
    if not told.ok:
        return wording.refused(told)
    days = [date.fromisoformat(told.data[name]) for name in ("first_date", "last_date")]
    when = " to ".join(wording.day_name(day, turn.today).removeprefix("on ") for day in days)
    at = "" if wish.slot is None else f" for {wish.slot.value}"
    foods = told.data["frequent"]
    if not foods:
        return f"Nothing is logged{at}, {when}, so I cannot say."
    return f"What you logged most often{at}, {when}: {'; '.join(map(_one, foods))}."


def _one(food: dict[str, Any]) -> str:
    """ "Oatmeal, 12 times on 11 days (2880 g in all)"."""
    times = "once" if food["times"] == 1 else f"{food['times']} times"
    days = "" if food["days"] == food["times"] else f" on {food['days']} day{'' if food['days'] == 1 else 's'}"
    grams = "" if food["grams"] is None else f" ({number(food['grams'], 0)} g in all)"
    return f"{food['food']}, {times}{days}{grams}"


SKILL: Final = Skill(wishes=(AskFrequent,), read=_read, take=_take)
