"""What to eat: "what can I have for dinner", "suggest a snack with 20 g protein"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.naming import SLOTS
from agents.offline.nutrients import amount, label, listed, named_in, number
from agents.offline.skills.skill import Skill
from agents.offline.skills.suggestion_picks import PickSuggestion, pick, picked
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.foods.words import content_words

_MEALS: Final = "breakfast|brunch|lunch|dinner|supper|snacks?"
_EAT: Final = r"(?:eat|have|cook|make|get|snack on)"
_ASKED: Final = re.compile(
    rf"^(?:(?:(?:any|give me|got|do you have|have you got|some|a few|more|i need|show me) )*(?:any |some |a few |"
    rf"more )?(?:[\w-]+ ){{0,3}}?(?:ideas?|suggestions?|tips)\b(?P<ideas>.*)"
    rf"|what(?:'s| is)? (?:else )?(?:should|could|can|shall|might|would you) (?:i|we)(?: still| just)? {_EAT}"
    rf"(?P<what_rest>(?: (?:for|as|with|under|below|that|now|next|tonight|today|this)\b.*)?)"
    rf"|what should i have(?P<have>.*)|what's (?:good )?for (?P<meal>{_MEALS})"
    rf"|(?:suggest|recommend|propose)(?: me| something)?(?P<named>.*)"
    rf"|i(?:'m| am) (?:so |very |really |absolutely )?(?:hungry|starving|starved|peckish|famished)"
    rf"|i(?:'d)? (?:need|want|like|could use|fancy) (?:a|some)(?: [\w-]+){{0,2}} (?:snack|meal)(?: ideas?)?(?P<need>.*)"
    rf"|(?:i have |i've )?(?:got )?(?:no idea|no clue|not sure) what to {_EAT}(?P<idea>.*)|i (?:don't|do not) know"
    rf" what to {_EAT}(?P<unknown>.*)"
    rf"|(?:help me|can you) (?:decide|choose|pick|find)(?: on)? (?:what|something) (?:i should |to )?{_EAT}(?P<decide>.*)"
    rf"|what (?:do|would|can) you (?:recommend|suggest|propose)(?P<recommend>.*)|what to {_EAT}(?P<to>.*)"
    rf"|what (?:would |could |can )?(?:fits?|goes with|works with|is good with) (?:in(?:to|side)? |with(?:in)?"
    rf" )?(?:my |the |what's |what is |what i have )(?P<fits>.*)"
    rf"|(?:give|get|find) me (?:a|an|some|something)(?: [\w-]+){{0,3}}? (?:{_MEALS}|meal|to {_EAT})(?P<give>.*)"
    rf"|something(?: [\w-]+){{0,2}} (?:for (?:{_MEALS})|to {_EAT})(?P<something>.*))$",
    re.IGNORECASE,
)
_EVENING: Final = re.compile(r"\b(?:tonight|this evening)\b", re.IGNORECASE)
_LEFT: Final = re.compile(r"\b(?:macros?|calories|kcal|left|remaining|budget|targets?|goals?)\b", re.IGNORECASE)
_PROTEIN: Final = re.compile(r"(?P<grams>\d{1,3}) ?(?:g|grams?)(?: of)? protein\b", re.IGNORECASE)
_RICH: Final = re.compile(r"\b(?:high[ -]protein|protein[ -]rich|lots of protein|more protein)\b", re.IGNORECASE)
_ENERGY: Final = re.compile(
    r"\b(?:under|below|less than|at most|max(?:imum)?|up to|with|within|no more than) (?P<kcal>\d{2,4}) ?(?:k?cals?|"
    r"calories)\b",
    re.IGNORECASE,
)
# Another day's, or no food of the person's own: not for a suggestion of today.
_NOT_NOW: Final = re.compile(
    r"\b(?:tomorrow|next|yesterday|week|month|exercise|workout|recipe book|restaurant|dog|cat)\b", re.IGNORECASE
)
_NO_FOOD: Final = frozenset(
    "something anything some good healthy quick easy light nice meal food dish idea suggestion today tonight now next "
    "like eat have "
    "me my a the for with of at least protein calorie kcal g gram snack breakfast brunch lunch dinner supper under "
    "below less than "
    "high rich low more lot please that this fit left day to what is still up most maximum within no cal".split()
)
RICH_G: Final = 20


@dataclass(frozen=True, slots=True)
class Suggest(Wish):
    """Foods for a meal, or of a kind, with at least so much protein and at most so much energy."""

    slot: str | None
    what: str = ""
    protein_g: int | None = None
    energy_kcal: int | None = None


def _read(order: str, now: LocalMoment) -> Suggest | None:
    match = _ASKED.match(order)
    if match is None or _NOT_NOW.search(order) or (match["fits"] and not _LEFT.search(match["fits"])):
        return None
    protein, energy = _PROTEIN.search(order), _ENERGY.search(order)
    meal = re.search(rf"\b({_MEALS})\b", order, re.IGNORECASE)
    slot = SLOTS.get(meal[1].lower()) or SLOTS.get(meal[1].lower().rstrip("s")) if meal else None
    if meal is None and _EVENING.search(order):
        slot = Slot.DINNER
    names = (
        "named",
        "ideas",
        "what_rest",
        "have",
        "need",
        "idea",
        "unknown",
        "decide",
        "recommend",
        "to",
        "give",
        "something",
    )
    rest = " ".join(part for name in names if (part := match[name]))
    rest = _ENERGY.sub(" ", _PROTEIN.sub(" ", _RICH.sub(" ", rest)))
    if not match["fits"] and named_in(rest):
        # Iron and the like are nothing that suggestions are measured by.
        return None
    words = [word for word in content_words(rest) if word not in _NO_FOOD and not word.isdigit()]
    if len(words) > 3:
        return None
    grams = int(protein["grams"]) if protein else RICH_G if _RICH.search(order) else None
    if grams == 0 or (grams or 0) > 200:
        return None
    return Suggest(slot.value if slot else None, " ".join(words), grams, int(energy["kcal"]) if energy else None)


def _take(wish: Suggest, turn: Turn) -> Plan[str]:
    result = yield from turn.call(
        "suggest_foods",
        slot=wish.slot,
        what=wish.what or None,
        protein_g=wish.protein_g,
        energy_kcal=wish.energy_kcal or None,
    )
    if not result.ok:
        return wording.refused(result)
    told = [_one(each) for each in result.data["suggestions"]]
    left = [
        f"{amount(key, value)}{'' if key == 'energy_kcal' else f' {label(key)}'}"
        for key in ("energy_kcal", "protein_g")
        if (value := result.data["remaining"].get(key)) is not None and Decimal(str(value)) > 0
    ]
    said = [f"Left today: {listed(left)}."] if left else []
    rest = " ".join([*said, *result.data["notes"], "I have logged nothing."])
    return "\n".join([f"For {result.data['slot']} you could have:", *told, rest]) if told else rest


def _one(each: dict[str, Any]) -> str:
    """ "- Lentil soup, 300 g: 180 kcal, 12 g protein (you have had it 4 times)". That it fits what is left goes without saying."""
    holds = [
        amount("energy_kcal", each["nutrients"]["energy_kcal"]),
        f"{amount('protein_g', each['nutrients']['protein_g'])} protein",
    ]
    why = next((reason for reason in each["why"] if not reason.startswith("fits ")), None)
    return f"- {each['food']}, {number(each['grams'], 0)} g: {', '.join(holds)}{f' ({why})' if why else ''}"


def _do(wish: Suggest | PickSuggestion, turn: Turn) -> Plan[str]:
    return (yield from (_take(wish, turn) if isinstance(wish, Suggest) else picked(wish, turn)))


SKILL: Final = Skill(wishes=(Suggest, PickSuggestion), read=_read, take=_do, follow=pick)
