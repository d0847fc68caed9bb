"""What a person burns, and whether a day is all written down: "what's my TDEE", "how sure are you", "I fasted yesterday"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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
    r"how (?:sure|certain|confident|accurate|reliable|exact) (?:are you|is (?:that|this|it))(?: (?:about|of) (?:that|this|it))?|"
    r"how (?:did|do) you (?:get|come to|work out|calculate|compute|know) (?:that|this)(?: number| figure)?|"
    r"where does (?:that|this) (?:number|figure) come from",
    re.IGNORECASE,
)
_PAST: Final = r"(?:yesterday|the day before yesterday)"
_DAY: Final = rf"(?:today|{_PAST})"
_ALL: Final = r"(?:everything|it all|all of it)"
_LOG: Final = r"(?:log|write down|track|enter)"
_COMPLETE: Final = (
    rf"i(?:'ve| have)? (?:logged|wrote down|written down|tracked|entered) {_ALL}(?: (?:for|of|on))? {_DAY}|"
    rf"that(?:'s| was) everything for {_DAY}|{_DAY}(?:'s (?:diary|log))? (?:is|was) (?:all )?complete|"
    rf"mark {_DAY} (?:as )?(?:complete|done|finished)"
)
_INCOMPLETE: Final = (
    rf"i (?:did not|didn't|didnt|forgot to) {_LOG} {_ALL}(?: (?:for|of|on))? {_DAY}|"
    rf"{_DAY}(?:'s (?:diary|log))? (?:is|was) (?:incomplete|not complete)|mark {_DAY} (?:as )?incomplete"
)
_FASTING: Final = (
    rf"i (?:fasted|was fasting|am fasting)(?: all day| the whole day)? {_DAY}|i'm fasting {_DAY}|"
    rf"i (?:ate nothing|did not eat anything|didn't eat anything)(?: all day| at all)? {_PAST}|"
    rf"{_DAY}(?: is| was) a (?:fasting day|fast|day of fasting)|mark {_DAY} (?:as )?(?:a )?(?:fasting|fast)(?: day)?"
)
_MARKS: Final = tuple(
    (status, re.compile(pattern, re.IGNORECASE))
    for status, pattern in (("complete", _COMPLETE), ("incomplete", _INCOMPLETE), ("fasting", _FASTING))
)
# The longest first: "yesterday" is in the other.
_DAYS_AGO: Final = (("the day before yesterday", 2), ("yesterday", 1), ("today", 0))

OF_WHAT: Final = (
    "How sure of what? Each entry shows how far off it may be; for what you burn, ask “how sure is my TDEE”."
)
_KEPT: Final[Mapping[str, str]] = {
    "complete": "marked as complete: what is written down is all there was.",
    "incomplete": "marked as incomplete: it counts in no average, and FitHub learns nothing from it.",
    "fasting": "marked as a day of fasting: little or nothing was eaten.",
}


@dataclass(frozen=True, slots=True)
class AskExpenditure(Wish):
    """What the person burns in a day; `why`: with where it comes from and how sure it is."""

    why: bool = False


@dataclass(frozen=True, slots=True)
class AskSure(Wish):
    """How sure that is which was told just now, and where it comes from."""


@dataclass(frozen=True, slots=True)
class MarkDay(Wish):
    """A day is complete, incomplete or one of fasting."""

    day: date
    status: str


def _read(order: str, now: LocalMoment) -> AskExpenditure | AskSure | MarkDay | None:
    said = " ".join(order.replace("’", "'").split())
    if _ASKS.fullmatch(said):
        return AskExpenditure()
    if _WHY.fullmatch(said):
        return AskExpenditure(why=True)
    if _SURE.fullmatch(said):
        return AskSure()
    status = next((status for status, pattern in _MARKS if pattern.fullmatch(said)), None)
    if status is None:
        return None
    ago = next(ago for name, ago in _DAYS_AGO if name in said.lower())
    return MarkDay(now.date - timedelta(days=ago), status)


def _take(wish: AskExpenditure | AskSure | MarkDay, turn: Turn) -> Plan[str]:
    match wish:
        case AskExpenditure(why=why):
            return (yield from _told(turn, why))
        case AskSure():
            previous = turn.history.previous
            asked = previous is not None and any(each.tool == "get_expenditure" for each in previous.results)
            return (yield from _told(turn, True)) if asked else OF_WHAT
        case MarkDay():
            result = yield from turn.call("set_day_status", local_date=wish.day.isoformat(), status=wish.status)
            if not result.ok:
                return wording.refused(result)
            return f"{result.data['day_status']['date']} is {_KEPT[wish.status]} Say “undo” to take that back."


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


SKILL: Final = Skill((AskExpenditure, AskSure, MarkDay), _read, _take)
