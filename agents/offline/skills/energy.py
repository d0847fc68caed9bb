"""What a person burns: "what's my TDEE", "how sure are you"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_ENERGY: Final = r"(?:calories?|kcals?|cals?|energy|kilocalories?)"
_TDEE: Final = (
    r"(?:t\.?d\.?e\.?e\.?|(?:total )?(?:daily )?(?:energy )?expenditure|maintenance(?: (?:calories|intake|level|energy))?|"
    r"(?:daily )?(?:calorie|energy|kcal) (?:burn|expenditure|needs?)|metabolism|metabolic rate)"
)
_LEAD: Final = (
    r"(?:what(?:'s|s| is| are| was)|tell me(?: about| what)?|show(?: me)?|give me|estimate|calculate|work out|compute|"
    r"do you know|how (?:high|big|large) (?:is|are))"
)
_A_DAY: Final = r"(?: (?:a|per|each|every|in a|in one) day| daily| on (?:an )?average)?(?: now| at the moment)?"
_ASKS: Final = re.compile(
    rf"(?:{_LEAD} )?(?:my|the) (?:current |estimated |average |real )?{_TDEE}(?: is)?(?: now| today| right now)?|"
    r"t\.?d\.?e\.?e\.?(?: please)?|"
    rf"how (?:many|much) {_ENERGY} (?:do|does|am|did|will) (?:i|my body)(?: usually| normally| really| actually)? "
    rf"(?:burn|burning|use|using|spend|expend)(?: up)?{_A_DAY}|"
    rf"how (?:many|much) {_ENERGY} (?:do|should|would|must) i (?:need|eat|have)(?: to eat)?{_A_DAY} "
    r"to (?:maintain|keep|hold|stay at)(?: (?:my|the|this))?(?: current| same)?(?: weight)?|"
    rf"(?:what|how much) (?:do|am) i burn(?:ing)?{_A_DAY}",
    re.IGNORECASE,
)
_WHY: Final = re.compile(
    rf"how (?:did|do) you (?:get|come to|work out|calculate|compute|know) my {_TDEE}|(?:why is|explain) my {_TDEE}"
    rf"(?: so (?:low|high))?|where does my {_TDEE} come from|"
    rf"how (?:sure|certain|confident|accurate|reliable|exact|good) (?:are you (?:about|of) |is )(?:my|the) {_TDEE}",
    re.IGNORECASE,
)
_SURE: Final = re.compile(
    r"how (?:sure|certain|confident|accurate|reliable|exact) (?:are you|is (?:that|this|it))(?: (?:about|of)"
    r" (?:that|this|it))?|"
    r"how (?:did|do) you (?:get|come to|work out|calculate|compute|know) (?:that|this)(?: number| figure)?|"
    r"where does (?:that|this) (?:number|figure) come from",
    re.IGNORECASE,
)
OF_WHAT: Final = (
    "How sure of what? Each entry shows how far off it may be; for what you burn, ask “how sure is my TDEE”."
)


@dataclass(frozen=True, slots=True)
class AskExpenditure(Wish):
    """What the person burns in a day; `why`: with where it comes from and how sure it is."""

    why: bool = False


@dataclass(frozen=True, slots=True)
class AskSure(Wish):
    """How sure that is which was told just now, and where it comes from."""


def _read(order: str, now: LocalMoment) -> AskExpenditure | AskSure | None:
    said = " ".join(order.replace("’", "'").split())
    if _ASKS.fullmatch(said):
        return AskExpenditure()
    if _WHY.fullmatch(said):
        return AskExpenditure(why=True)
    if _SURE.fullmatch(said):
        return AskSure()
    return None


def _take(wish: AskExpenditure | AskSure, turn: Turn) -> Plan[str]:
    match wish:
        case AskExpenditure(why=why):
            return (yield from _told(turn, why))
        case AskSure():
            previous = turn.history.previous
            asked = previous is not None and any(each.tool == "get_expenditure" for each in previous.results)
            return (yield from _told(turn, True)) if asked else OF_WHAT


def _told(turn: Turn, why: bool) -> Plan[str]:
    result = yield from turn.call("get_expenditure")
    if not result.ok:
        return wording.refused(result)
    told = result.data["expenditure"]
    return " ".join(told["explanation"]) if why else _short(told)


def _short(told: Mapping[str, Any]) -> str:
    if told["kcal"] is None:
        return str(told["explanation"][0])
    about = f"about {_kcal(told['kcal'])} kcal a day, most likely {_kcal(told['low'])} to {_kcal(told['high'])}"
    if told["method"] != "learned":
        return f"By formula you burn {about}. {told['explanation'][0]}"
    said = f"You burn {about}. I learned that from your weight and {told['days_of_data']} complete days of your diary."
    return f"{said} {told['explanation'][-1]}"


def _kcal(amount: Any) -> str:
    return f"{round(amount):,}"


SKILL: Final = Skill((AskExpenditure, AskSure), _read, _take)
