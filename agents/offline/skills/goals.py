"""Goals in everyday words: "I want to lose 5 kg by June", "how am I doing with my goal", "drop my goal"."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.labels import number_in
from agents.offline.nutrients import listed
from agents.offline.skills.ahead import read_ahead
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_UNIT: Final = r"kilograms?|kilos?|kgs?|pounds?|lbs?|stones?|st"
_AMOUNT: Final = (
    rf"(?P<amount>\d+(?:[.,]\d+)?|half(?: an?)?|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s*(?P<unit>{_UNIT})\b"
    rf"(?:\s+(?P<more>\d+(?:[.,]\d+)?)\s*(?:pounds?|lbs?)\b)?"
)
_WANT: Final = (
    r"^(?:(?:i(?:'d| would)? (?:want|like|need|have|plan|aim|am trying|hope|wish)|i'm (?:trying|aiming|planning|hoping)|"
    r"my (?:new )?goal is|(?:set|add|make|create|start|new)(?: me)?(?: an?| my| the)?(?: new)? goal|goal|let me)"
    r"(?::|,)?(?: is)?(?: to| of)? ?)"
)
_CHANGE: Final = re.compile(
    rf"{_WANT}(?:to )?(?P<way>lose|losing|drop|shed|gain|gaining|put on)(?: about| around| some| another)? {_AMOUNT}(?P<rest>.*)$",
    re.IGNORECASE,
)
_LOSE: Final = re.compile(
    rf"^(?P<way>lose|gain) {_AMOUNT}(?P<rest>.* (?:by|in|within|until|before) .*)$", re.IGNORECASE
)
_TO: Final = re.compile(
    r"^(?:(?:i(?:'d| would)? (?:want|like)|i'm aiming|i aim)(?: to)? "
    r"(?:weigh|be|get (?:down |up )?to|reach|go (?:down |up )?to|for)|"
    r"(?:set )?(?:my|a) (?:(?:weight|target|new) )*(?:goal|target)(?: weight)?(?: is| to| at|:| of| should be)?|"
    r"(?:my )?(?:goal|target) weight(?: is| to|:)?)"
    rf" (?:of )?{_AMOUNT}(?P<rest>.*)$",
    re.IGNORECASE,
)
_KEEP: Final = re.compile(
    r"^(?:i(?:'d| would)? (?:want|like) to|my goal is to|goal:?|set (?:a|my) goal to) "
    r"(?:maintain|keep|hold|stay at) my (?:current )?weight$",
    re.IGNORECASE,
)
_PER_WEEK: Final = re.compile(r"\s*(?:per|a|every|each|/)\s*week\b", re.IGNORECASE)
_PACE: Final = re.compile(rf"\b(?:at |losing |gaining )?{_AMOUNT}\s*(?:per|a|every|each|/)\s*week\b", re.IGNORECASE)
_GOALS: Final = r"(?:(?:weight|fitness|body|active|current) )*goals?"
_HOW: Final = re.compile(
    rf"^(?:how (?:am i|are we) (?:doing|coming along|getting on|going)?\s*(?:with|on|towards?|against) (?:my |the )?{_GOALS}\b.*|"
    rf"(?:show |tell |give |what(?:'s| is) )(?:me )?(?:my |the )?(?:goal )?progress(?: (?:on|with|towards?|to) (?:my )?{_GOALS})?|"
    rf"(?:my )?{_GOALS} progress|how(?:'s| is| are) (?:my |the )?{_GOALS}(?: going| coming along| looking| doing)?|"
    rf"(?:am i|are we) on (?:track|course)\b.*|"
    r"when (?:will|do|would|should) i (?:reach|hit|get to|make|achieve|be at) "
    r"(?:my )?(?:weight |target )*(?:goal|target)?(?: weight)?|"
    rf"how (?:far|close|long) .*\b(?:my |the ){_GOALS}\b.*|"
    rf"(?:what(?:'s| is| are)|show|list|tell)(?: me)? (?:all )?my {_GOALS}|my goals)$",
    re.IGNORECASE,
)
_END: Final = re.compile(
    rf"^(?:stop|end|drop|cancel|pause|deactivate|give up|abandon|forget|remove|quit)(?: on)? (?:my |the ){_GOALS}$",
    re.IGNORECASE,
)
# What may follow an amount of weight; "5 kg of potatoes" is none.
_NOT_FOOD: Final = re.compile(
    r"^\W*(?:$|(?:by|in|within|until|before|over|at|a|per|every|each|this|next|for|of (?:weight|fat|muscle))\b)",
    re.IGNORECASE,
)
_UNITS: Final = {"k": "kg", "p": "lb", "l": "lb", "s": "st"}
_WORDS: Final = {
    word: Decimal(value)
    for value, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)
} | {"a": Decimal(1), "an": Decimal(1)}
_LB_PER_ST: Final = 14


@dataclass(frozen=True, slots=True)
class NewGoal(Wish):
    """A goal is wanted: `change` or `value` in `unit`, by a day or at a pace."""

    kind: str
    change: Decimal | None = None
    value: Decimal | None = None
    unit: str | None = None
    until: date | None = None
    pace: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AskGoals(Wish):
    """How far the goals are."""


@dataclass(frozen=True, slots=True)
class EndGoal(Wish):
    """The goal is wanted no more."""


def _read(order: str, now: LocalMoment) -> NewGoal | AskGoals | EndGoal | None:
    if _HOW.match(order):
        return AskGoals()
    if _END.match(order):
        return EndGoal()
    if _KEEP.match(order):
        return NewGoal("maintenance")
    change = _CHANGE.match(order) or _LOSE.match(order)
    if change is not None and _NOT_FOOD.match(change["rest"]):
        return _changed(change, now)
    to = _TO.match(order)
    if to is not None and _NOT_FOOD.match(to["rest"]):
        value, unit = _amount(to)
        return NewGoal("", value=value, unit=unit, until=_until(to["rest"], now), pace=_pace(to["rest"], unit))
    return None


def _changed(match: re.Match[str], now: LocalMoment) -> NewGoal:
    value, unit = _amount(match)
    loses = match["way"].lower() in {"lose", "losing", "drop", "shed"}
    kind = "weight_loss" if loses else "muscle_gain"
    # "Lose half a kilo a week" names a pace and no end.
    if _PER_WEEK.match(match["rest"]):
        return NewGoal(kind, unit=unit, pace=value, until=_until(match["rest"], now))
    rest = match["rest"]
    return NewGoal(kind, -value if loses else value, None, unit, _until(rest, now), _pace(rest, unit))


def _amount(match: re.Match[str]) -> tuple[Decimal, str]:
    said, unit = match["amount"].lower(), _UNITS[match["unit"][0].lower()]
    value = Decimal("0.5") if said.startswith("half") else _WORDS[said] if said in _WORDS else number_in(said)
    if match["more"] and unit == "st":
        return value * _LB_PER_ST + number_in(match["more"]), "lb"
    return value, unit


def _until(rest: str, now: LocalMoment) -> date | None:
    return read_ahead(rest, now.date)


def _pace(rest: str, unit: str) -> Decimal | None:
    match = _PACE.search(rest)
    if match is None:
        return None
    value, its = _amount(match)
    return value if its == unit else None


def _take(wish: NewGoal | AskGoals | EndGoal, turn: Turn) -> Plan[str]:
    match wish:
        case NewGoal():
            return (yield from _set(wish, turn))
        case AskGoals():
            told = yield from turn.call("get_progress")
            return _progress(told)
        case EndGoal():
            return (yield from _end(turn))


NO_GOAL: Final = "You have no active goal. Say “I want to lose 5 kg by June” or “my goal is 70 kg”, and I set one up."
TO_WHAT: Final = "To what weight, or how much in all? Say it like “I want to lose 5 kg at 0.5 kg a week”."


def _set(wish: NewGoal, turn: Turn) -> Plan[str]:
    if wish.change is None and wish.value is None and wish.kind != "maintenance":
        return TO_WHAT
    kind = wish.kind or (yield from _kind(wish, turn))
    try:
        result = yield from turn.call(
            "set_goal",
            kind=kind,
            change=_number(wish.change),
            target_value=_number(wish.value),
            unit=wish.unit,
            target_date=None if wish.until is None else wish.until.isoformat(),
            pace_per_week=_number(wish.pace),
        )
    except Waited as wait:
        return f"{_said(wait.result.data['would']['goals'][0])} Shall I make it your goal? Say yes or no."
    return _begun(result) if result.ok else wording.refused(result)


def _kind(wish: NewGoal, turn: Turn) -> Plan[str]:
    """Whether a weight that is wanted is more or less than the last one."""
    told = yield from turn.call("get_measurements", metric="weight_kg")
    latest = next(iter(told.data.get("measurements", ())), None) if told.ok else None
    if latest is None or wish.value is None:
        return "weight_loss"
    per_unit = {"kg": Decimal(1), "lb": Decimal("0.45359237"), "st": Decimal("6.35029318")}[wish.unit or "kg"]
    return "muscle_gain" if wish.value * per_unit > Decimal(str(latest["value"])) else "weight_loss"


def _said(goal: dict[str, Any]) -> str:
    shown = goal["display"]
    if goal["kind"] == "maintenance":
        return f"Your goal would be to stay at {shown['target_value']['text']}."
    said = f"Your goal would be {shown['target_value']['text']}, from {shown['start_value']['text']} now"
    if goal["target_date"] is not None:
        said += f", by {goal['target_date']}"
    if "pace_per_week" in shown:
        said += f", at {shown['pace_per_week']['text']} a week"
    return f"{said}."


def _progress(told: Result) -> str:
    if not told.ok:
        return wording.refused(told)
    goals = told.data["progress"]
    if not goals:
        return NO_GOAL
    return " ".join(f"{each['goal']['name']}: {each['sentence']}" for each in goals)


def _end(turn: Turn) -> Plan[str]:
    told = yield from turn.call("get_progress")
    goals = [each["goal"] for each in told.data.get("progress", ())] if told.ok else []
    if not goals:
        return NO_GOAL
    if len(goals) > 1:
        return f"You have several goals ({listed([each['name'] for each in goals])}); end one of them on the page."
    result = yield from turn.call("end_goal", goal_id=goals[0]["id"])
    return _ended(result) if result.ok else wording.refused(result)


def _begun(result: Result) -> str:
    before = " It takes the place of the one before." if result.data["replaced"] else ""
    return f"Done: “{result.data['goals'][0]['name']}” is your goal now.{before} Ask me any time how you are doing."


def _ended(result: Result) -> str:
    return f"“{result.data['goals'][0]['name']}” is no longer active. Say “undo” to have it back."


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


SKILL: Final = Skill(
    (NewGoal, AskGoals, EndGoal),
    _read,
    _take,
    done={"set_goal": _begun, "activate_goal": _begun, "end_goal": _ended},
)
