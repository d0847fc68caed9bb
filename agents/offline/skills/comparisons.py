"""Two foods beside each other, weight for weight: "which has more protein, tofu or chicken", "is rice heavier than pasta"."""

import re
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import MACROS, amount, label, listed, named_in, without_names
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_BY: Final = {
    "lighter": ("energy_kcal",),
    "heavier": ("energy_kcal",),
    "leaner": ("fat_g",),
    "fattier": ("fat_g",),
    "saltier": ("sodium_mg",),
    "sweeter": ("sugars_g",),
    "better": MACROS,
    "worse": MACROS,
    "healthier": MACROS,
}
_COMPARATIVE: Final = rf"(?P<by>{'|'.join(_BY)})"
_OR: Final = r"(?: or | vs\.? | versus )"
_MORE: Final = r"(?:more|most|less|least|fewer|fewest|higher|lower)"
_HAS: Final = r"(?:which|what)(?: one)?(?: has|'s| have|'s got| has got| contains)(?: got)?"
_WHICH: Final = r"(?:which|what)(?: one)? (?:has|is|have|got|contains)"
_NUTRIENT: Final = r"(?P<by>[\w -]{3,30})"
_ASKED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:which|what)(?: one)?(?:'s| is| are)? (?:the )?{_COMPARATIVE}(?: for me)?[,:]? (?P<one>.+?){_OR}(?P<other>.+)$",
        rf"^{_HAS} (?:the )?{_MORE} {_NUTRIENT}?(?: per 100 ?g)?[,:] (?P<one>.+?){_OR}(?P<other>.+)$",
        rf"^(?P<one>.+?){_OR}(?P<other>.+?)[,:]? {_WHICH} (?:the )?(?:{_MORE} )?{_NUTRIENT}$",
        rf"^(?:is|are) (?P<one>.+?) {_COMPARATIVE} (?:for (?:me|you) )?than (?P<other>.+)$",
        rf"^(?:does|do|has|have) (?P<one>.+?)(?: have)? (?:more|less|fewer) {_NUTRIENT} than (?P<other>.+)$",
        rf"^(?P<one>[^,]+?)(?: vs\.? | versus )(?P<other>[^,]+?)(?:,? (?:for |in )?{_NUTRIENT})?$",
    )
)
# What is no food: times, people, and what was eaten then.
_NO_FOOD: Final = re.compile(
    r"\b(?:i|me|my (?:day|week|target|average|goal|weight)|today|yesterday|days?|weeks?|months?|weekends?|\w+day"
    r"|breakfast|lunch|dinner|targets?|goals?|diets?|it|that|this|those|these|them)\b",
    re.IGNORECASE,
)
_WEIGHT: Final = re.compile(r"[, ]*(?:(?:per|by|for|in|of) )?(?:each )?\b100 ?g(?:rams)?\b(?: of)?", re.IGNORECASE)
_MOST_WORDS: Final = 5
_KINDS: Final = frozenset("white brown red green black whole skimmed dark light raw cooked full-fat".split())


@dataclass(frozen=True, slots=True)
class CompareFoods(Wish):
    """Two foods, by some nutrients."""

    one: str
    other: str
    nutrients: tuple[str, ...]


def _read(order: str, _now: LocalMoment) -> CompareFoods | None:
    for pattern in _ASKED:
        match = pattern.match(order)
        if match is None:
            continue
        by = (match["by"] or "").lower()
        nutrients = _BY.get(by) or (named_in(by) if not without_names(_WEIGHT.sub("", by)).strip() else ())
        one, other = _food(match["one"]), _food(match["other"])
        if one and other and (nutrients or not by):
            # "White or brown rice": the noun stands once.
            one = (
                f"{one} {other.split()[-1]}"
                if len(one.split()) == 1 and len(other.split()) == 2 and _is_kind(one)
                else one
            )
            return CompareFoods(one, other, nutrients or MACROS)
    return None


def _food(text: str) -> str | None:
    bare = _WEIGHT.sub("", text).strip(" ,.")
    wrong = not bare or len(bare.split()) > _MOST_WORDS or _NO_FOOD.search(bare) or re.search(r"\d| or | and ", bare)
    return None if wrong else re.sub(r"^(?:a|an|the|some|my) ", "", bare, flags=re.IGNORECASE)


def _is_kind(word: str) -> bool:
    return word.lower() in _KINDS


def _take(wish: CompareFoods, turn: Turn) -> Plan[str]:
    told: list[tuple[str, dict[str, Any]]] = []
    for food in (wish.one, wish.other):
        result = yield from turn.call("estimate_foods", text=f"100 g {food}")
        if not result.ok:
            return wording.refused(result)
        if len(result.data["items"]) != 1:
            return f"I know no food called “{food}”, so I cannot compare it."
        told.append((str(result.data["items"][0]["food"]), result.data["totals"]))
    figures = [f"{name}: {listed([_of(key, totals.get(key)) for key in wish.nutrients])}" for name, totals in told]
    said = f"In 100 g each. {'. '.join(figures)}."
    if len(wish.nutrients) > 1:
        return f"{said} Which is better depends on what you want of your day; neither is good or bad by itself."
    (key,) = wish.nutrients
    (first, one), (second, other) = [(name, totals.get(key)) for name, totals in told]
    if one is None or other is None:
        return said
    if one == other:
        return f"{said} They have as much of it."
    return f"{said} {first if one > other else second} has more {label(key)}."


def _of(key: str, value: Any) -> str:
    if value is None:
        return f"no figure for {label(key)}"
    return amount(key, value) if key == "energy_kcal" else f"{amount(key, value)} {label(key)}"


SKILL: Final = Skill((CompareFoods,), _read, _take)
