""" "Is that a lot?", of what was just looked up, logged or told: beside a day's targets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import amount, label, listed, number
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_ASKS: Final = re.compile(
    r"^(?:(?:so|and|hm+|ok(?:ay)?|wait|oh|wow)[\s,]+)*(?:is|isn't|was|are|wasn't) (?:that|this|it|those|these)"
    r"(?: (?:quite|rather|really|very|considered|like|not))*"
    r" (?:a lot|much|too much|very much|a little|little|too little|high|too high|low|too low|many|too many|enough|"
    r"normal|reasonable|a big (?:meal|portion))"
    r"(?: (?:for|in|at) (?:me|one|a (?:day|meal|snack|person|breakfast|lunch|dinner)|one (?:meal|sitting|go|"
    r"person)|breakfast|lunch|dinner|today))*$",
    re.IGNORECASE,
)
_KEYS: Final = ("energy_kcal", "protein_g")
# What tells sums of foods.
_TELLS: Final = frozenset(
    {"estimate_foods", "log_meal", "get_day", "edit_entry", "copy_meal", "log_planned", "log_usual"}
)


@dataclass(frozen=True, slots=True)
class AskWhetherMuch(Wish):
    """Whether these amounts are much of a day's."""

    amounts: tuple[tuple[str, Decimal], ...]


def _read(order: str, now: LocalMoment) -> None:
    """By itself it asks nothing."""


def _follow(order: str, turn: Turn) -> AskWhetherMuch | None:
    previous = turn.history.previous
    if previous is None or _ASKS.match(order) is None:
        return None
    told = [each for each in previous.results if each.ok and each.tool in _TELLS and each.data.get("totals")]
    if not told:
        return None
    totals: Mapping[str, Any] = told[0].data["totals"]
    known = [(key, Decimal(str(totals[key]))) for key in _KEYS if totals.get(key) is not None]
    return AskWhetherMuch(tuple(known)) if known else None


def _take(wish: AskWhetherMuch, turn: Turn) -> Plan[str]:
    day = yield from turn.call("get_day", local_date=turn.today.isoformat())
    if not day.ok:
        return wording.refused(day)
    targets = day.data["targets"]
    parts = []
    for key, much in wish.amounts:
        aims = targets.get(key) or {}
        aim = next((Decimal(str(aims[bound])) for bound in ("target", "max", "min") if aims.get(bound)), None)
        if aim:
            share = number(100 * much / aim, 0)
            parts.append(
                f"{amount(key, much)}{'' if key == 'energy_kcal' else f' {label(key)}'} is {share} % of {amount(key, aim)}"
            )
    if not parts:
        return "You have no target that I could hold it against. Say “set my target to 2000 kcal” for one."
    return f"Of a day: {listed(parts)}. {wording.left_of(day, turn.today, ('energy_kcal',))}"


SKILL: Final = Skill(wishes=(AskWhetherMuch,), read=_read, take=_take, follow=_follow)
