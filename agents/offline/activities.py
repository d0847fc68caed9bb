"""Corrections of activities: "make the run 40 minutes", "no, 6 km", "delete yesterday's walk"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.nutrients import listed
from agents.offline.skills.moving import SKILL, SPORTS, Move, kind_named, measured, told_of
from agents.offline.steps import Change, Delete, Payload, Target
from fithub.core.clock import LocalMoment

type Row = Mapping[str, Any]

_MOVING: Final = (
    r"ran|walked|jogged|cycled|biked|swam|hiked|rowed|runs?|running|jogs?|jogging|walks?|walking|hikes?|hiking|swims?|"
    r"swimming|(?:bike )?rides?|cycling|biking|rowing|"
    rf"{SPORTS}"
)
_ANY: Final = r"work-?outs?|exercises?|activit(?:y|ies)|training|gym sessions?|steps"
_NAMED: Final = re.compile(
    r"^(?:(?:all |both )?(?:of )?(?:the|my|that|this|a|an|todays?|yesterdays?|last night|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|last|first|latest|second|other|earlier|mornings?|evenings?|afternoons?|lunchtime|long|short|little|"
    r"(?:[\d.,]+|half|one|two|three|ten|twenty|thirty|forty|sixty)[ -]?(?:k|km|kms|miles?|min(?:ute)?s?|hours?)?)\s+)*"
    rf"(?:(?P<kind>{_MOVING})|(?P<any>{_ANY}))(?: (?:session|class|entry|workout))?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# What may stand behind an activity's name and names nothing else: when, and how much.
_AROUND: Final = re.compile(
    r"^(?:\W|\b(?:from|on|of|at|in|for|this|that|last|the|to|today|tonight|yesterday|night|morning|afternoon|evening|day|before|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|off|out|diary|log|my|entry|i|did|had|logged|just|please|\d+|st|nd|rd|th|"
    r"km|min|minutes?|hours?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b)*$",
    re.IGNORECASE,
)
# "6 km, not 5": what it was not.
_NOT: Final = re.compile(r"\b(?:not|instead of|rather than)\b[^,;]*", re.IGNORECASE)
_AND: Final = re.compile(r"\band\b|[,;&]", re.IGNORECASE)
_BARE: Final = re.compile(r"(?<![\w.,:])(\d{1,5}(?:[.,]\d{1,3})?)(?![\w:]|[.,]\d)")
_TOLD_ANEW: Final = re.compile(
    r"^(?P<new>[^?]+?)[,\s]+(?:and |but )?not (?:just |only )?(?P<old>(?:\d|an? |half )[^?]{0,40})$", re.IGNORECASE
)
# A correction is of a slip; a bare figure that is further off is of something else.
_LEAST, _MOST = Decimal("0.6"), Decimal("1.6")
# Where nothing else was measured of it, it may be as far off as a guess is.
_LEAST_ALONE, _MOST_ALONE = Decimal("0.25"), Decimal(4)
_SCALES: Final = {"distance_m": Decimal(1000), "minutes": Decimal(1), "steps": Decimal(1), "energy_kcal": Decimal(1)}
_WRITES: Final = frozenset({"log_activity", "edit_activity"})
NO_ACTIVITY: Final = (
    "I found no such activity, so I changed nothing. Tell me which and when, like “make yesterday's run 40 minutes”."
)
ONE_AT_A_TIME: Final = (
    "I read more than one activity there, so I changed nothing. Tell me one at a time, like “the yoga was 30 minutes”."
)
BECOMES_WHAT: Final = "What should it be instead? Say it like “make the run 40 minutes”. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnew(Change):
    """An activity told once more, with what it was not; `move` is what it was, for where none was told before."""

    move: Move


def is_about_activity(target: Target | None) -> bool:
    """Whether a target names an activity and nothing else: "my morning run", "the 5 km walk from Monday"."""
    return target is not None and _named(target) is not None


def amend(step: Change | Delete, turn: Turn) -> Plan[str | None]:
    """Do what a correction wants of an activity; None where it is about none."""
    targets: Sequence[Target | None] = step.targets if isinstance(step, Delete) else (step.target,)
    if len(targets) != 1:
        return None
    target = targets[0]
    if is_about_activity(target):
        assert target is not None
        rows = yield from _rows(target, turn)
        if not rows:
            return (yield from SKILL.take(step.move, turn)) if isinstance(step, ToldAnew) else NO_ACTIVITY
    else:
        rows = _just_told(step, turn)
        if not rows:
            return None
        if isinstance(step, Delete) and _wrote_more(turn):
            return f"Which do you mean? Say “delete the {rows[0]['name']}”, or name the food. Nothing was deleted."
    if len(rows) > 1:
        found = listed([_short(row) for row in rows])
        return f"I found {len(rows)}: {found}. Say which, like “{_example(step, rows)}”. Nothing was changed."
    (row,) = rows
    return (yield from (_delete(row, turn) if isinstance(step, Delete) else _edit(row, step, turn)))


def read_told_anew(said: str, now: LocalMoment) -> ToldAnew | None:
    """ "On Saturday I cycled 32 km, not 30": the one that was told is meant; where there is none, it is told for the first time."""
    match = _TOLD_ANEW.match(said)
    move = SKILL.read(match["new"], now) if match is not None and SKILL.read is not None else None
    if match is None or not isinstance(move, Move):
        return None
    when = "" if move.day is None or move.day == now.date else f"on {move.day:%A}"
    target = Target(f"the {move.name} {match['old'] if measured(match['old']) else ''} {when}".strip(), day=move.day)
    return ToldAnew(target, Payload(), match["new"], move=move) if is_about_activity(target) else None


def _named(target: Target) -> re.Match[str] | None:
    found = _NAMED.match(re.sub(r"'s\b", "", target.said).strip())
    return found if found is not None and _AROUND.match(found["rest"]) else None


def _rows(target: Target, turn: Turn) -> Plan[list[Row]]:
    """The activities that a target means: of the day that it names, else of today, else the one that was told last."""
    found = _named(target)
    assert found is not None
    kind = kind_named(found["kind"]) if found["kind"] else None
    day = target.day or turn.today
    rows = _of_kind((yield from _on(day, turn)), kind)
    if (found["any"] or "").lower() == "steps":
        rows = [row for row in rows if row["steps"] is not None]
    last = _last(turn)
    if not rows and target.day is None and last is not None and last["local_date"] != day.isoformat():
        rows = [
            row
            for row in _of_kind((yield from _on(date.fromisoformat(last["local_date"]), turn)), kind)
            if row["id"] == last["id"]
        ]
    if target.place is not None and rows:
        index = target.place - 1 if target.place > 0 else target.place
        return [rows[index]] if -len(rows) <= index < len(rows) else []
    return _as_told(rows, target.said) if len(rows) > 1 else rows


def _on(day: date, turn: Turn) -> Plan[list[Row]]:
    result = yield from turn.call("get_day", local_date=day.isoformat())
    return list(result.data.get("activities", ())) if result.ok else []


def _of_kind(rows: Sequence[Row], kind: str | None) -> list[Row]:
    return [row for row in rows if kind is None or kind in str(row["name"]).lower()]


def _as_told(rows: list[Row], said: str) -> list[Row]:
    """Of several, those that are as long and as far as is said: "the 5 km run"."""
    told = measured(said)
    fitting = [row for row in rows if all(row[name] == value for name, value in told.items())]
    return fitting or rows


def _last(turn: Turn) -> Row | None:
    """The activity that the conversation wrote last."""
    told = [turn.focus.told[tool] for tool in turn.focus.told if tool in _WRITES]
    rows = told[-1].data.get("activities") if told else None
    return rows[-1] if rows else None


def _just_told(step: Change | Delete, turn: Turn) -> list[Row]:
    """The activity that "that" is: what was written last of all, where a correction names nothing else."""
    last = turn.focus.written
    if last is None or last.tool not in _WRITES or not last.data.get("activities"):
        return []
    row = last.data["activities"][-1]
    if isinstance(step, Delete):
        return [row] if _names_nothing(step.targets[0]) and _is_of_turn_before(last, turn) else []
    if not _names_nothing(step.target) and not (step.target and measured(step.target.said)):
        return []
    if measured(_becomes(step)) or kind_named_in(step):
        return [row]
    meal = step.payload.food or step.payload.slot is not None
    return [row] if not meal and _is_of_turn_before(last, turn) else []


def _names_nothing(target: Target | None) -> bool:
    return target is None or not (target.words or target.many or target.slot or target.place)


def kind_named_in(step: Change) -> str | None:
    """The activity that something should be instead: "it was a walk, not a run"."""
    found = _NAMED.match(re.sub(r"^(?:an?|the)\s+", "", step.payload.food.strip(), flags=re.IGNORECASE))
    return kind_named(found["kind"]) if found is not None and found["kind"] and _AROUND.match(found["rest"]) else None


def _is_of_turn_before(last: Result, turn: Turn) -> bool:
    previous = turn.history.previous
    return previous is not None and any(each.call_id == last.call_id for each in previous.results)


def _wrote_more(turn: Turn) -> bool:
    previous = turn.history.previous
    return previous is not None and any(
        each.ok and each.entries and each.tool == "log_meal" for each in previous.results
    )


def _becomes(step: Change) -> str:
    """The words of a correction without those of what is corrected and of what it was not."""
    said = _NOT.sub(" ", step.said)
    if step.target is not None and step.target.said and step.target.said in said:
        said = said.replace(step.target.said, " ", 1)
    return said


def _edit(row: Row, step: Change, turn: Turn) -> Plan[str | None]:
    changes: dict[str, Any] = {
        name: value if name == "steps" else float(value) for name, value in measured(_becomes(step)).items()
    }
    if (kind := kind_named_in(step)) is not None:
        if changes and is_about_activity(step.target) and kind != row["name"] and _AND.search(_becomes(step)):
            # "The run was 35 minutes and today's yoga only 30" gives the run no other name.
            return ONE_AT_A_TIME
        changes["name"] = kind
    if step.payload.day is not None:
        changes["local_date"] = step.payload.day.isoformat()
    if step.payload.at is not None:
        changes["local_time"] = step.payload.at.isoformat()
    if not changes:
        changes = _by_factor(row, step) or _by_bare_figure(row, step)
    if not changes:
        return BECOMES_WHAT
    result = yield from turn.call("edit_activity", activity_id=row["id"], **changes)
    if not result.ok:
        return wording.refused(result)
    return told_of(result, turn.today, "Changed: ") + " Say “undo” to take it back."


def _by_factor(row: Row, step: Change) -> dict[str, Any]:
    factor = step.payload.factor
    names = [name for name in ("minutes", "distance_m", "steps") if row[name] is not None]
    if factor is None or len(names) != 1:
        return {}
    value = Decimal(str(row[names[0]])) * factor
    return {names[0]: int(value) if names[0] == "steps" else float(value)}


def _by_bare_figure(row: Row, step: Change) -> dict[str, Any]:
    """A figure without a unit is that of the one measure which it may be a slip of."""
    found = _BARE.search(_becomes(step))
    if found is None:
        return {}
    value = Decimal(found[1].replace(",", "."))
    told = [name for name in _SCALES if row[name]]
    least, most = (_LEAST, _MOST) if len(told) > 1 else (_LEAST_ALONE, _MOST_ALONE)
    near = {
        name: value * scale
        for name, scale in _SCALES.items()
        if row[name] and least <= value * scale / Decimal(str(row[name])) <= most
    }
    if len(near) != 1:
        return {}
    ((name, becomes),) = near.items()
    return {name: int(becomes) if name == "steps" else float(becomes)}


def _delete(row: Row, turn: Turn) -> Plan[str | None]:
    result = yield from turn.call("delete_activity", activity_id=row["id"])
    if not result.ok:
        return wording.refused(result)
    return f"Deleted: {_short(row)}. Say “undo” to have it back."


def _short(row: Row) -> str:
    facts = [
        f"{Decimal(str(row[name])) / scale:,.5g} {unit}"
        for name, scale, unit in (("distance_m", 1000, "km"), ("minutes", 1, "min"), ("steps", 1, "steps"))
        if row[name] is not None
    ]
    return f"{row['name']} at {row['local_time'][:5]}" + (f" ({listed(facts)})" if facts else "")


def _example(step: Change | Delete, rows: Sequence[Row]) -> str:
    name = rows[-1]["name"]
    return f"delete the last {name}" if isinstance(step, Delete) else f"make the last {name} 40 minutes"
