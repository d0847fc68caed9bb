"""Corrections of activities: "make the run 40 minutes", "no, 6 km", "delete yesterday's walk"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline import hours, wording
from agents.offline.activity_words import MoveFix, is_about_activity, kind_in, named
from agents.offline.calls import Plan, Turn, Which
from agents.offline.history import Result
from agents.offline.nutrients import listed
from agents.offline.skills.moving import SKILL, measured, told_of
from agents.offline.skills.sports import is_kind, kind_named
from agents.offline.steps import Change, Delete, Target, Twice
from agents.offline.which_one import Listed

type Row = Mapping[str, Any]

# "6 km, not 5": what it was not.
_NOT: Final = re.compile(r"\b(?:not|instead of|rather than)\b[^,;]*", re.IGNORECASE)
_AND: Final = re.compile(r"\band\b|[,;&]", re.IGNORECASE)
_BARE: Final = re.compile(r"(?<![\w.,:])(\d{1,5}(?:[.,]\d{1,3})?)(?![\w:]|[.,]\d)")
_MEAL: Final = re.compile(r"\b(?:breakfast|brunch|lunch|dinner|supper|snack)\b", re.IGNORECASE)
# A correction is of a slip; a bare figure that is further off is of something else.
_LEAST, _MOST = Decimal("0.6"), Decimal("1.6")
# Where nothing else was measured of it, it may be as far off as a guess is.
_LEAST_ALONE, _MOST_ALONE = Decimal("0.25"), Decimal(4)
_SCALES: Final = {"distance_m": Decimal(1000), "minutes": Decimal(1), "steps": Decimal(1), "energy_kcal": Decimal(1)}
_MILE: Final = Decimal("1609.344")
# "The morning run", of what is called running in the diary.
KINDS_AS_NOUNS: Final = frozenset(
    "run jog walk swim ride hike row climb session class workout activity training exercise".split()
)
_WRITES: Final = frozenset({"log_activity", "edit_activity"})
NO_ACTIVITY: Final = (
    "I found no such activity, so I changed nothing. Tell me which and when, like “make yesterday's run 40 minutes”."
)
ONE_AT_A_TIME: Final = (
    "I read more than one activity there, so I changed nothing. Tell me one at a time, like “the yoga was 30 minutes”."
)
BECOMES_WHAT: Final = "What should it be instead? Say it like “make the run 40 minutes”. Nothing was changed."


def amend(step: Change | Delete, turn: Turn) -> Plan[str | None]:
    """Do what a correction wants of an activity; None where it is about none."""
    targets: Sequence[Target | None] = step.targets if isinstance(step, Delete) else (step.target,)
    if len(targets) != 1:
        return None
    target = targets[0]
    if is_about_activity(target):
        assert target is not None
        rows = yield from _rows(target, turn)
    elif isinstance(step, MoveFix):
        rows = _just_moved(turn) if not step.was else _of_kind(_just_moved(turn), step.was)
    else:
        rows = _just_told(step, turn)
        if not rows:
            return None
        if isinstance(step, Delete) and _wrote_more(turn):
            return f"Which do you mean? Say “delete the {rows[0]['name']}”, or name the food. Nothing was deleted."
    if not rows:
        move = step.move if isinstance(step, MoveFix) else None
        return NO_ACTIVITY if move is None else (yield from SKILL.take(move, turn))
    if len(rows) > 1:
        return _ask_which(step, rows, turn)
    return (yield from _do(step, rows[0], turn))


def _do(step: Change | Delete, row: Row, turn: Turn) -> Plan[str | None]:
    return (yield from (_delete(row, turn) if isinstance(step, Delete) else _edit(row, step, turn)))


def _ask_which(step: Change | Delete, rows: Sequence[Row], turn: Turn) -> str:
    found = listed([_short(row) for row in rows])
    said = f"I found {len(rows)}: {found}. Say which, like “{_example(step, rows)}”. Nothing was changed."
    turn.ask_which(Which(tuple(map(_listed, rows)), said, lambda place, now: _do(step, rows[place], now)))
    return said


def _listed(row: Row) -> Listed:
    """A row as it can be named: by its time, its minutes (or hours), kilometres, steps or kilocalories."""
    minutes, metres = row["minutes"], row["distance_m"]
    told = [
        *((minutes, Decimal(str(minutes)) / 60) if minutes is not None else ()),
        *((Decimal(str(metres)) / 1000, metres, Decimal(str(metres)) / _MILE) if metres is not None else ()),
        *(each for each in (row["steps"], row["energy_kcal"]) if each is not None),
    ]
    called = KINDS_AS_NOUNS.union(re.findall(r"[a-z]+", row["name"].lower()))
    return Listed(str(row["local_time"]), tuple(Decimal(str(each)) for each in told), called)


def once(step: Twice, turn: Turn) -> Plan[str | None]:
    """Delete what is there once too often of an activity; None where none is meant."""
    if step.target is None:
        told = _just_moved(turn)
        if not told:
            return None
        there = yield from _on(date.fromisoformat(told[-1]["local_date"]), turn)
        rows = [row for row in there if _alike(row, told[-1])]
        if len(rows) < 2:
            return None
    elif is_about_activity(step.target):
        rows = yield from _rows(step.target, turn)
    else:
        return None
    spare = [row for place, row in enumerate(rows) if any(_alike(row, other) for other in rows[:place])]
    if len(spare) == 1 and not step.asks:
        return (yield from _delete(spare[0], turn))
    if not rows:
        return NO_ACTIVITY
    found = listed([_short(row) for row in rows])
    return f"I found {found}. Nothing was changed; say which to delete, like “delete the last {rows[-1]['name']}”."


def _alike(row: Row, other: Row) -> bool:
    return all(row[name] == other[name] for name in ("name", "minutes", "distance_m", "steps", "local_date"))


def _rows(target: Target, turn: Turn) -> Plan[list[Row]]:
    """The activities that a target means: of the day that it names, else of today, else the one that was told last."""
    found = named(target)
    assert found is not None
    kind = kind_named(found["kind"]) if found["kind"] else None
    day = target.day or turn.today
    rows = _of_kind((yield from _on(day, turn)), kind)
    if (found["any"] or "").lower().startswith("step"):
        rows = [row for row in rows if row["steps"] is not None]
    last = _last(turn)
    if not rows and target.day is None and last is not None and last["local_date"] != day.isoformat():
        rows = [
            row
            for row in _of_kind((yield from _on(date.fromisoformat(last["local_date"]), turn)), kind)
            if row["id"] == last["id"]
        ]
    at = hours.AT.search(target.said)
    if at is not None:
        rows = [row for row in rows if hours.is_at(row["local_time"], at)]
    if target.place is not None and rows:
        index = target.place - 1 if target.place > 0 else target.place
        return [rows[index]] if -len(rows) <= index < len(rows) else []
    return _as_told(rows, target.said) if len(rows) > 1 else rows


def _on(day: date, turn: Turn) -> Plan[list[Row]]:
    result = yield from turn.call("get_day", local_date=day.isoformat())
    return list(result.data.get("activities", ())) if result.ok else []


def _of_kind(rows: Sequence[Row], kind: str | None) -> list[Row]:
    return [row for row in rows if kind is None or is_kind(kind, str(row["name"]))]


def _as_told(rows: list[Row], said: str) -> list[Row]:
    """Of several, those that are as long and as far as is said, or of that part of the day: "the 5 km run", "the morning run"."""
    told = measured(hours.AT.sub(" ", said))
    fitting = [row for row in rows if all(row[name] == value for name, value in told.items())] or rows
    return [row for row in fitting if hours.is_in(row["local_time"], said)] or fitting


def _just_moved(turn: Turn) -> list[Row]:
    """The activities that the turn before wrote; else the last one of the conversation, if nothing else was written since."""
    previous = turn.history.previous
    written = [each for each in previous.results if each.ok and each.tool in _WRITES] if previous is not None else []
    rows = {row["id"]: row for each in written for row in each.data.get("activities", ())}
    if rows:
        return list(rows.values())
    last = turn.focus.written
    return [] if last is None or last.tool not in _WRITES else list(last.data.get("activities", ()))[-1:]


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
        # Of two that were told in one message neither is "that".
        return _just_moved(turn) if _names_nothing(step.targets[0]) and _is_of_turn_before(last, turn) else []
    if not _names_nothing(step.target) and not (step.target and measured(step.target.said)):
        return []
    if measured(_becomes(step)) or kind_in(step.payload.food):
        return [row]
    meal = step.payload.food or (step.payload.slot is not None and _MEAL.search(step.said))
    return [row] if not meal and _is_of_turn_before(last, turn) else []


def _names_nothing(target: Target | None) -> bool:
    return target is None or not (target.words or target.many or target.slot or target.place)


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
    if (kind := kind_in(step.payload.food)) is not None:
        if changes and is_about_activity(step.target) and kind != row["name"] and _AND.search(_becomes(step)):
            # "The run was 35 minutes and today's yoga only 30" gives the run no other name.
            return ONE_AT_A_TIME
        changes["name"] = kind
    if isinstance(step, MoveFix) and step.unit and not changes:
        changes = _in_unit(row, step.unit)
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


def _in_unit(row: Row, unit: str) -> dict[str, Any]:
    """The same figure in the unit in which it was meant: 5 km that were 5 miles."""
    told = next((measured(f"1 {each}") for each in (unit, "km") if measured(f"1 {each}")), {})
    (name, factor), *_ = told.items()
    if row[name] is None:
        return {}
    value = Decimal(str(row[name]))
    was = {"distance_m": ("km", "mile"), "minutes": ("minute", "hour")}.get(name, ())
    other = next((measured(f"1 {each}")[name] for each in was if measured(f"1 {each}")[name] != factor), None)
    return {} if other is None else {name: float(value / other * factor)}


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
