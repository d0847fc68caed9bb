"""Diets to plan by: "make a diet called cut with 1800 kcal", "start my lean diet", "which diets do I have", "stop my diet"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import MACROS, amount, label, listed, named_in
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_OUR: Final = r"(?:(?:my|the|this|that|our) )?"
_NAME: Final = r"[“\"']?(?P<name>[^“”\"',;.]{1,80}?)[”\"']?"
_NEW: Final = re.compile(
    r"^(?:make|create|save|keep|add|set up|start|new)(?: me)?(?: (?:a|my|the))?(?: new)? diet (?:called|named) "
    rf"{_NAME}(?:[\s,:]+(?:with|of|at|and)?\s*(?P<holds>\d.*))?$",
    re.IGNORECASE,
)
_VERB: Final = r"(?:activate|start|follow|use|begin|switch to|change to|go on|go back to|plan by|resume)"
_START: Final = re.compile(
    rf"^{_VERB} (?:{_OUR}{_NAME} diet(?: plan)?|{_OUR}diet (?:called |named )?[“\"']?(?P<named>[^“”\"':,;.]{{1,80}}?)[”\"']?)$",
    re.IGNORECASE,
)
_STOP: Final = re.compile(
    rf"^(?:stop|end|deactivate|leave|quit|turn off|cancel|drop)(?: following)? {_OUR}(?:{_NAME} )?diet$", re.IGNORECASE
)
_ASK: Final = re.compile(
    r"^(?:(?:show|list|tell)(?: me)? |which |what(?:'s| is| are)? )(?:all )?(?:of )?(?:my |the )?(?:active |current )?diets?"
    r"(?: (?:do i have|are there|have i|am i on|is active|am i following))?$|^my diets$",
    re.IGNORECASE,
)
# "Use the diet coke" is about a drink.
_DRINK: Final = re.compile(r"\b(?:coke|cola|pepsi|soda|drinks?|sprite|lemonade|tonic|ale)\b", re.IGNORECASE)
_FIGURE: Final = re.compile(
    r"(?P<figure>\d+(?:[.,]\d+)*)\s*(?P<unit>kcals?|k?cals?|calories|grams?|g)?(?: (?:of )?(?P<what>[a-z]+))?",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r",(?=\d{3}\b)")


@dataclass(frozen=True, slots=True)
class NewDiet(Wish):
    """A diet to keep; `holds`: what a day of it should hold, by nutrient."""

    name: str
    holds: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class UseDiet(Wish):
    """Plan by the diet of that name from now on; `stop`: by it no more, or by none where no name was said."""

    name: str
    stop: bool = False


@dataclass(frozen=True, slots=True)
class AskDiets(Wish):
    """Which diets there are."""


def _read(order: str, now: LocalMoment) -> NewDiet | UseDiet | AskDiets | None:
    if _DRINK.search(order):
        return None
    if _ASK.match(order):
        return AskDiets()
    new = _NEW.match(order)
    if new is not None:
        holds = _held(new["holds"] or "")
        return None if holds is None else NewDiet(new["name"].strip(), holds)
    stop = _STOP.match(order)
    if stop is not None:
        return UseDiet((stop["name"] or "").strip(), stop=True)
    start = _START.match(order)
    return None if start is None else UseDiet((start["name"] or start["named"]).strip())


def _held(said: str) -> tuple[tuple[str, Decimal], ...] | None:
    """Each amount that is named, in kcal or grams; None where one is of something else."""
    found: dict[str, Decimal] = {}
    for match in _FIGURE.finditer(said):
        unit = (match["unit"] or "").lower()
        named = named_in(match["what"] or "")
        key = named[0] if named else "energy_kcal" if unit[:1] in {"k", "c"} else None
        if key not in MACROS or (key == "energy_kcal") != (unit[:1] in {"k", "c", ""} and (not named or key in named)):
            return None
        found[key] = Decimal(_THOUSANDS.sub("", match["figure"]).replace(",", "."))
    return tuple(found.items())


def _take(wish: NewDiet | UseDiet | AskDiets, turn: Turn) -> Plan[str]:
    match wish:
        case NewDiet():
            result = yield from turn.call(
                "save_diet", name=wish.name, **{key: float(value) for key, value in wish.holds}
            )
            if not result.ok:
                return wording.refused(result)
            return f"Saved the diet {_told(result.data['diets'][0])}. It is not active yet: say “start the {wish.name} diet”."
        case AskDiets():
            rows = yield from _diets(turn)
            told = (
                listed([f"{_told(row)}{', which is active' if row['active'] else ''}" for row in rows]) if rows else ""
            )
            return (
                f"Your diets: {told}."
                if rows
                else "You have no diet yet. Say “make a diet called lean with 1800 kcal”."
            )
        case UseDiet():
            return (yield from _use(wish, turn))


def _use(wish: UseDiet, turn: Turn) -> Plan[str]:
    rows = yield from _diets(turn)
    row = next((each for each in rows if wish.name.lower() == each["name"].lower()), None)
    if wish.stop and not wish.name:
        row = next((each for each in rows if each["active"]), None)
    if row is None:
        have = f" You have {listed([each['name'] for each in rows])}." if rows else ""
        return f"I know no such diet, so I changed nothing.{have} Say “make a diet called lean with 1800 kcal” for a new one."
    if row["active"] is not wish.stop:
        return f"“{row['name']}” is {'active already' if row['active'] else 'not active'}, so I changed nothing."
    other = next((each for each in rows if each["active"] and each is not row), None)
    result = yield from turn.call(
        "activate_diet", diet_id=row["id"], active=False if wish.stop else None, replace=True if other else None
    )
    if not result.ok:
        return wording.refused(result)
    if wish.stop:
        return f"“{row['name']}” is not active any more. Say “undo” to take that back."
    before = f" It takes the place of “{other['name']}”." if other else ""
    return f"“{row['name']}” is active now.{before} Say “undo” to take that back."


def _diets(turn: Turn) -> Plan[list[dict[str, Any]]]:
    told = yield from turn.call("get_plan")
    return list(told.data.get("diets", ())) if told.ok else []


def _told(row: dict[str, Any]) -> str:
    holds = [
        f"{amount(key, row['targets'][key]['target'])}{'' if key == 'energy_kcal' else f' {label(key)}'}"
        for key in MACROS
        if "target" in row["targets"].get(key, {})
    ]
    return f"“{row['name']}”{f' with {listed(holds)} a day' if holds else ''}"


SKILL: Final = Skill((NewDiet, UseDiet, AskDiets), _read, _take)
