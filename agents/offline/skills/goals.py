"""Goals in everyday words: "I want to lose 5 kg by June", "how am I doing with my goal", "drop my goal"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from agents.offline import wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.nutrients import listed, named_in
from agents.offline.skills.goal_anew import ChangeGoal, read_anew
from agents.offline.skills.goal_kinds import WITHOUT_NUMBER
from agents.offline.skills.goal_words import GENERIC, BeginGoal, EndGoal, NewGoal, goal_answered, read_goal, read_which
from agents.offline.skills.measurement_words import WEIGHT, LogMeasures
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment, date_in_words
from fithub.foods.words import content_words

_GOALS: Final = r"(?:(?:weight|fitness|body|active|current) )*goals?"
_HOW: Final = re.compile(
    rf"^(?:how (?:am i|are we) (?:doing|coming along|getting on|going)?\s*(?:with|on|towards?|against) (?:my |the"
    rf" )?{_GOALS}\b.*|"
    rf"(?:show |tell |give |what(?:'s| is) )(?:me )?(?:my |the )?(?:goal )?progress(?: (?:on|with|towards?|to)"
    rf" (?:my )?{_GOALS})?|"
    rf"(?:my )?{_GOALS} progress|how(?:'s| is| are) (?:my |the )?{_GOALS}(?: going| coming along| looking| doing)?|"
    rf"(?:am i|are we) on (?:track|course)\b.*|"
    rf"(?:am i|are we|have i|have we|did i) (?:\w+ ){{0,3}}?(?:near(?:er)?|close(?:r)? to|at|reached|reach|hit|met|"
    rf"meet|made|past|far from|"
    rf"there with) (?:to )?(?:my |the ){_GOALS}(?: weight)?(?: (?:yet|now|already|then|by now))*|"
    r"when (?:will|do|would|should) i (?:reach|hit|get to|make|achieve|be at) "
    r"(?:my )?(?:weight |target )*(?:goal|target)?(?: weight)?|"
    rf"how (?:far|close|long) .*\b(?:my |the ){_GOALS}\b.*|"
    r"how(?:'s| is) (?:my |the )?progress(?: (?:going|looking|coming along))?|"
    r"(?:will|am|can) i (?:make it|get there|on time|going to make it)(?: (?:in|on) time| by then| at this pace)?|"
    r"how much (?:more |longer )?(?:weight )?(?:do|have|is|must) i? ?(?:still )?(?:have|left|need)?(?: left)? to"
    r" (?:lose|gain|go)|"
    r"when (?:will|do|would) i (?:be|weigh|get|reach|hit)(?: at| to| down to)? \d[\d.,]* ?(?:kgs?|kilos?|lbs?|"
    r"pounds?|st|stones?|%)|"
    r"what (?:am i|are we) (?:working|aiming|going) (?:on|towards?|for)|"
    rf"(?:what(?:'s| is| are)|show|list|tell)(?: me)? (?:all )?my {_GOALS}|my goals)$",
    re.IGNORECASE,
)


_GET_TO: Final = re.compile(
    r"^(?:(?:and|so|now|ok|but|well)[\s,]+)*(?:(?:i|i'd|i'm|i am)\b (?:(?:really|just|would|do) )*(?:want|like|love|hope|"
    r"hoping|aim|aiming|"
    r"need|plan|planning|trying|wish|wanna|going)(?: (?:to|for))?|my (?:aim|goal|target) is(?: to)?) "
    r"(?:get|be|go|come|weigh|reach|hit|drop|slim) (?:(?:back|down|up) )*(?:to |at |under )?(?:about |around )?"
    r"(?P<value>\d{2,3}(?:[.,]\d)?) ?(?P<unit>kgs?|kilos?|lbs?|pounds)?(?P<until>,? (?:by|before|until|in|within) .+)?$",
    re.IGNORECASE,
)
_LEAST, _MOST = Decimal("0.6"), Decimal("1.4")
_SHORT: Final = {"k": "kg", "l": "lb", "p": "lb", "s": "st"}
# Who asks for all goals is told of those that rest as well.
_LISTED: Final = re.compile(r"^\W*(?:which|what|list|show|tell|all)\b.*\bgoals\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskGoals(Wish):
    """How far the goals are."""


type GoalWish = NewGoal | AskGoals | BeginGoal | EndGoal | ChangeGoal


def _read(order: str, now: LocalMoment) -> GoalWish | None:
    # "Am I on track for protein" is about the day.
    if _HOW.match(order) and not named_in(order):
        return AskGoals()
    return read_anew(order, now) or read_which(order, now) or read_goal(order, now)


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> NewGoal | None:
    """What was asked of a goal that was wanted, or what it should be instead of what waits for a yes."""
    asked = next((each for each in reversed(previous) if isinstance(each, NewGoal)), None)
    if asked is not None:
        return goal_answered(text, asked, now)
    weighed = [
        each for log in previous if isinstance(log, LogMeasures) for each in log.measures if each.metric == WEIGHT
    ]
    aim = _GET_TO.match(text)
    if not weighed or aim is None or not _LEAST <= Decimal(aim["value"].replace(",", ".")) / weighed[-1].value <= _MOST:
        return None
    # "I want to get to 165" after a weight in pounds is in pounds.
    wish = read_goal(f"I want to weigh {aim['value']} {aim['unit'] or ''}{aim['until'] or ''}", now)
    known = isinstance(wish, NewGoal) and not aim["unit"] and weighed[-1].unit
    return replace(wish, unit=_SHORT.get(weighed[-1].unit[:1])) if wish is not None and known else wish


def _take(wish: GoalWish, turn: Turn) -> Plan[str]:
    match wish:
        case NewGoal():
            return (yield from _set(wish, turn))
        case AskGoals():
            told = yield from turn.call("get_progress")
            return _progress(told, all_of_them=bool(_LISTED.search(turn.history.text)))
        case EndGoal() | BeginGoal():
            return (yield from _change(wish, turn))
        case ChangeGoal():
            return (yield from _mend(wish, turn))


NO_GOAL: Final = "You have no active goal. Say “I want to lose 5 kg by June” or “my goal is 70 kg”, and I set one up."
WHICH_GOAL: Final = (
    "What should your goal be? Say a weight, like “75 kg by August”, so much, like “lose 5 kg”, or what you want to do, "
    "like “get"
    " more flexible”. Nothing is set yet."
)
TO_WHAT: Final = "To what weight, or how much in all? Say it like “5 kg” or “to 75 kg by August”. Nothing is set yet."
_LEAST_POUNDS: Final = 110
_PER_UNIT: Final = {"lb": Decimal("0.45359237"), "st": Decimal("6.35029318"), "in": Decimal("2.54")}


def _set(wish: NewGoal, turn: Turn) -> Plan[str]:
    if wish.change is None and wish.value is None and wish.kind not in {"maintenance", *WITHOUT_NUMBER}:
        return TO_WHAT if wish.kind or wish.metric else WHICH_GOAL
    if wish.unit == "":
        wish = replace(wish, unit=(yield from _usual_unit(wish, turn)))
    kind = wish.kind or (yield from _kind(wish, turn))
    return (
        yield from _asked(
            turn,
            kind=kind,
            name=wish.name or None,
            change=_number(wish.change),
            target_value=_number(wish.value),
            unit=wish.unit,
            metric=wish.metric,
            target_date=None if wish.until is None else wish.until.isoformat(),
            pace_per_week=_number(wish.pace),
        )
    )


def _asked(turn: Turn, **goal: Any) -> Plan[str]:
    """Set a goal, which waits for a yes."""
    try:
        result = yield from turn.call("set_goal", **goal)
    except Waited as wait:
        return f"{_said(wait.result.data['would']['goals'][0])} Shall I make it your goal? Say yes or no."
    return _begun(result) if result.ok else wording.refused(result)


def _mend(wish: ChangeGoal, turn: Turn) -> Plan[str]:
    """The goal that is meant once more, by another day or at another pace: it takes the place of the one before."""
    told = yield from turn.call("get_progress")
    if not told.ok:
        return wording.refused(told)
    active = [each["goal"] for each in told.data["progress"]]
    meant = _meant(wish.name, active) if active else []
    if not active:
        return NO_GOAL
    if len(meant) != 1:
        return f"Which goal do you mean: {listed(_quoted(meant or active))}? Say it with its name; nothing was changed."
    (goal,) = meant
    if goal["metric"] is None or goal["target_value"] is None:
        return f"“{goal['name']}” has no number, so I set it to no other day. Say “end my goal”, and then tell me the new one."
    until = goal["target_date"] if wish.until is None else wish.until.isoformat()
    if wish.later is not None:
        if until is None:
            return f"“{goal['name']}” has no day yet. Say one, like “move my goal to the end of October”; nothing was changed."
        count, unit = wish.later
        until = (date.fromisoformat(until) + _later(count, unit)).isoformat()
    # A pace that was set for another day holds no more, nor a day for another pace.
    return (
        yield from _asked(
            turn,
            kind=goal["kind"],
            name=goal["name"],
            metric=goal["metric"],
            target_value=goal["target_value"],
            target_date=until if wish.pace is None or wish.until is not None else None,
            pace_per_week=_number(wish.pace) if wish.unit in (None, goal["unit"]) else _in_own(wish, goal),
        )
    )


def _later(count: int, unit: str) -> relativedelta:
    spans = {"days": relativedelta(days=1), "weeks": relativedelta(weeks=1), "months": relativedelta(months=1)}
    return count * spans.get(unit, relativedelta(years=1))


def _in_own(wish: ChangeGoal, goal: Mapping[str, Any]) -> float | None:
    """A pace in the unit of the goal's metric."""
    factor = _PER_UNIT.get(wish.unit or "")
    return None if factor is None or wish.pace is None else round(float(wish.pace * factor), 3)


def _usual_unit(wish: NewGoal, turn: Turn) -> Plan[str | None]:
    """The unit that a weight without one is told in: that of the last measured; None where nothing is."""
    told = yield from turn.call("get_measurements", metric=WEIGHT)
    latest = next(iter(told.data.get("measurements", ())), None) if told.ok else None
    shown = "" if latest is None else str(latest["text"])
    if " st" in shown:
        # So many stones weighs nobody.
        return "lb" if (wish.value or 0) >= _LEAST_POUNDS else "kg"
    return "lb" if shown.endswith("lb") else "kg" if shown.endswith("kg") else None


def _kind(wish: NewGoal, turn: Turn) -> Plan[str]:
    """Whether what is wanted is more or less than what was measured last."""
    told = yield from turn.call("get_measurements", metric=wish.metric or WEIGHT)
    latest = next(iter(told.data.get("measurements", ())), None) if told.ok else None
    if latest is None or wish.value is None:
        return "weight_loss"
    per_unit = _PER_UNIT.get(wish.unit or "", Decimal(1))
    return "muscle_gain" if wish.value * per_unit > Decimal(str(latest["value"])) else "weight_loss"


def _said(goal: dict[str, Any]) -> str:
    shown = goal["display"]
    if "target_value" not in shown:
        by = "" if goal["target_date"] is None else f" by {date_in_words(goal['target_date'])}"
        return f"Your goal would be “{goal['name']}”{by}; it has no number that I could follow."
    if goal["kind"] == "maintenance":
        return f"Your goal would be to stay at {shown['target_value']['text']}."
    said = f"Your goal would be {shown['target_value']['text']}, from {shown['start_value']['text']} now"
    if goal["target_date"] is not None:
        said += f", by {date_in_words(goal['target_date'])}"
    if "pace_per_week" in shown:
        said += f", at {shown['pace_per_week']['text']} a week"
    return f"{said}."


def _progress(told: Result, *, all_of_them: bool) -> str:
    if not told.ok:
        return wording.refused(told)
    goals = told.data["progress"]
    said = [f"{each['goal']['name']}: {each['sentence']}" for each in goals] or [NO_GOAL]
    if told.data["others"] and (all_of_them or not goals):
        said.append(f"Not active: {listed(_quoted(told.data['others']))}.")
    return " ".join(said)


def _change(wish: BeginGoal | EndGoal, turn: Turn) -> Plan[str]:
    """Begin or end the goal that is meant."""
    told = yield from turn.call("get_progress")
    if not told.ok:
        return wording.refused(told)
    active, others = [each["goal"] for each in told.data["progress"]], list(told.data["others"])
    ends = isinstance(wish, EndGoal)
    if ends and not active:
        return NO_GOAL
    meant = _meant(wish.name, active if ends else others)
    if not meant:
        if not ends and _meant(wish.name, active):
            return f"{listed(_quoted(_meant(wish.name, active)))} is active already, so I changed nothing."
        known = f" You have {listed(_quoted([*active, *others]))}." if active or others else ""
        return f"I know no such goal{'' if ends else ' that is not active already'}, so I changed nothing.{known}"
    if len(meant) > 1:
        like = f"{'end' if ends else 'start'} my {meant[0]['name']} goal"
        return f"Which one: {listed(_quoted(meant))}? Say its name, like “{like}”; nothing was changed."
    result = yield from turn.call("end_goal" if ends else "activate_goal", goal_id=meant[0]["id"])
    if not result.ok:
        return wording.refused(result)
    return _ended(result) if ends else _begun(result)


# What people call a goal of a kind, besides its name.
_ALSO_CALLED: Final[Mapping[str, str]] = {
    "weight_loss": "weight lose losing loss slimming cutting diet kg",
    "muscle_gain": "muscle gain gaining weight bulk bulking",
    "maintenance": "weight maintenance maintaining keeping",
    "endurance": "running run cardio race",
    "strength": "strength stronger lifting",
    "flexibility": "flexible stretching yoga",
    "general_fitness": "fitness fit health",
}


def _meant(name: str, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The goals that have the most of the words; all where the words name none in particular."""
    words = set(content_words(name))
    called = {each["id"]: set(content_words(f"{each['name']} {_ALSO_CALLED.get(each['kind'], '')}")) for each in rows}
    most = max((len(words & each) for each in called.values()), default=0)
    if most:
        return [each for each in rows if len(words & called[each["id"]]) == most]
    return list(rows) if words <= set(content_words(" ".join(GENERIC))) else []


def _quoted(goals: Sequence[dict[str, Any]]) -> list[str]:
    return [f"“{each['name']}”" for each in goals]


def _begun(result: Result) -> str:
    before = " It takes the place of the one before." if result.data["replaced"] else ""
    return f"Done: “{result.data['goals'][0]['name']}” is your goal now.{before} Ask me any time how you are doing."


def _ended(result: Result) -> str:
    return f"“{result.data['goals'][0]['name']}” is no longer active. Say “undo” to have it back."


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


SKILL: Final = Skill(
    (NewGoal, AskGoals, BeginGoal, EndGoal, ChangeGoal),
    _read,
    _take,
    reply=_reply,
    done={"set_goal": _begun, "activate_goal": _begun, "end_goal": _ended},
)
