"""Corrections of what was just written and is no meal: "actually 79.8", "no, yesterday", "make that 6 km", "delete that".

A measure and an activity are edited where they stand. What no tool edits is left as it is, and the person told how to take it back.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from agents.offline import activities, drinking, wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.reading import read
from agents.offline.skills import measurements, plans
from agents.offline.skills.measurement_words import LogMeasures, Said, metrics_in, only
from agents.offline.skills.plan_acts import otherwise
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_moves import MovePlan
from agents.offline.steps import Change, Delete, Payload, Target
from fithub.core.slots import Slot
from fithub.foods.words import content_words
from tools.catalogue import WRITES

_MEASURES: Final = frozenset({"log_measurement", "edit_measurement"})
_UNITS: Final = re.compile(
    r"\d\s*(?P<unit>kgs?|kilos?|lbs?|pounds?|st|stones?|cms?|centimet(?:er|re)s?|in|inch(?:es)?|%|percent)?\W*$",
    re.IGNORECASE,
)
_UNIT_KEYS: Final = {"k": "kg", "l": "lb", "p": "lb", "s": "st", "c": "cm", "i": "in", "%": "%"}
_VALUE: Final = re.compile(r"(?<![\w.,])(\d{1,4}(?:[.,]\d{1,3})?)(?!\d)")
_OTHER_WORDS: Final = re.compile(
    r"^(?:(?:no|actually|sorry|wait|oops|i|meant|mean|it|that|was|is|it's|that's|make|be|should|have|been|the|to|"
    r"change|set|rather|"
    r"only|just|about|correction|kgs?|kilos?|lbs?|pounds?|st|stones?|cms?|in|inch|inches|percent|not|but|instead|"
    r"now)(?:\W+|$)|[\d.,%]+\W*)*$",
    re.IGNORECASE,
)
# A correction is of a slip; something much further off is about something else.
_LEAST, _MOST = Decimal("0.6"), Decimal("1.6")
_PLANS: Final = frozenset({"plan_meal", "edit_planned"})
_DIARY: Final = frozenset({"log_meal", "undo", "redo", "confirm_draft", "decline_draft", "copy_meal", "log_usual"})
# What no food is measured in.
_NO_FOOD: Final = re.compile(
    r"\d\s*(?:kms?|kilomet(?:er|re)s?|miles?|min(?:ute)?s?|hours?|steps)\b(?! ago)", re.IGNORECASE
)
NO_MEASURE: Final = (
    "I found no such measurement, so I changed nothing. Tell me a new one like “I weighed 80 kg on Friday”."
)
_ABOUT_MEASURES: Final = frozenset("measurement reading entry value body last latest".split())
_MEAL: Final = re.compile(r"\b(?:breakfast|brunch|lunch|dinner|supper|snack)\b", re.IGNORECASE)
TAKE_BACK: Final = "I changed nothing. Say “undo” to take back what I wrote last, and tell me again how it should be."


def amend(step: Change | Delete, turn: Turn) -> Plan[str | None]:
    """Do what a correction wants of the measure that was written last, or of an activity; None where it is about a meal."""
    told_again = _told_again(step, turn)
    if told_again is not None:
        return (yield from measurements.SKILL.take(told_again, turn))
    amended = yield from activities.amend(step, turn)
    if amended is not None:
        return amended
    named = yield from _named_measure(step, turn)
    if named is not None:
        return named
    drunk = yield from drinking.amend(step, turn)
    if drunk is not None:
        return drunk
    last = turn.focus.written
    if isinstance(step, Change) and _NO_FOOD.search(step.said) and step.payload.at is None:
        return activities.NO_ACTIVITY
    if last is None or not _is_about_that(step):
        return None
    if last.tool in _MEASURES and last.data.get("measurements"):
        row = last.data["measurements"][-1]
        return (yield from (_delete_measure(row, turn) if isinstance(step, Delete) else _edit_measure(row, step, turn)))
    if last.tool in _PLANS and last.data.get("planned_meals"):
        meal = last.data["planned_meals"][-1]
        again = _planned_again(meal, step, turn.today)
        if again is not None:
            return (yield from plans.SKILL.take(again, turn))
        mends = isinstance(step, Change) and not step.payload.is_empty and _wrote_just_now(last, turn)
        if not mends or not isinstance(step, Change):
            return None
        # "Make that 200 g of chicken", of a meal of several foods.
        of_food = tuple(content_words(step.payload.food))
        foods = [each for each in meal["items"] if of_food and set(of_food) <= set(content_words(str(each["food"])))]
        return (yield from otherwise(meal, of_food if len(foods) == 1 else (), step.payload, turn))
    other = last.tool not in _DIARY and not last.entries and not last.removed
    return TAKE_BACK if other and _wrote_just_now(last, turn) else None


def _planned_again(meal: Mapping[str, Any], step: Change | Delete, today: date) -> MovePlan | SkipPlan | None:
    """What a correction wants of the meal that was planned last; "Wednesday" is the one to come. None for nothing of a plan."""
    day, slot, words = date.fromisoformat(meal["local_date"]), Slot(meal["slot"]), tuple(content_words(meal["name"]))
    if isinstance(step, Delete):
        return SkipPlan(day=day, slot=slot, words=words)
    to_day, to_slot, to_time = step.payload.day, step.payload.slot, step.payload.at
    if (to_day, to_slot, to_time) == (None, None, None):
        return None
    if to_day is not None and to_day < today:
        to_day += timedelta(days=7)
    return MovePlan(day=day, slot=slot, words=words, to_day=to_day, to_slot=to_slot, to_time=to_time)


def _wrote_just_now(last: Result, turn: Turn) -> bool:
    previous = turn.history.previous
    return previous is not None and any(each.call_id == last.call_id for each in previous.results)


def _is_about_that(step: Change | Delete) -> bool:
    """Whether nothing is named: "that", "it", or only what it should be."""
    targets: tuple[Target | None, ...] = step.targets if isinstance(step, Delete) else (step.target,)
    return all(each is None or not (each.words or each.many or each.slot or each.place) for each in targets)


def _edit_measure(row: Mapping[str, Any], step: Change, turn: Turn) -> Plan[str | None]:
    changes = _places(step.payload, step.said)
    if changes is None:
        return None
    if not changes:
        value, unit = _value_in(step, row, turn)
        if value is None:
            return _far_off(step, row, turn)
        changes = {"value": float(value), "unit": unit}
    result = yield from turn.call("edit_measurement", measurement_id=row["id"], **changes)
    if result.ok:
        told = result.data["measurements"][-1]
        return f"Changed: {_named(told)} {told['text']} {_on(told, turn)}. Say “undo” to take it back."
    return wording.refused(result).partition(" Send confirm")[0] + " Nothing was changed."


def _named_measure(step: Change | Delete, turn: Turn) -> Plan[str | None]:
    """A correction that names a measure and maybe its day: "Friday's weight should be 81.9"; None where it names none."""
    if not isinstance(step, Change):
        return None
    target, payload = step.target, step.payload
    line = " ".join(target.words) if target is not None else ""
    metrics = metrics_in(line)
    if target is None or len(metrics) != 1 or not only(line, _ABOUT_MEASURES) or payload.quantity is None:
        return None
    on = None if target.day is None else target.day.isoformat()
    found = yield from turn.call("get_measurements", metric=metrics[0], first_date=on, last_date=on)
    rows = found.data.get("measurements", []) if found.ok else []
    if not rows:
        return NO_MEASURE
    return (
        yield from _edit_measure(
            rows[0], Change(None, step.payload, f"{step.payload.quantity} {step.payload.unit or ''}"), turn
        )
    )


def _far_off(step: Change, row: Mapping[str, Any], turn: Turn) -> str | None:
    """What to say to a bare figure that can hardly be this measure; None where the turn before wrote a meal, which may be meant."""
    previous = turn.history.previous
    ate = previous is not None and any(each.entries and each.tool in WRITES for each in previous.results)
    if ate or step.payload.quantity is None or not _OTHER_WORDS.match(step.said):
        return None
    return (
        f"I am not sure what you mean: you last told me {_named(row)} {row['text']}. Nothing was changed. Say it in full, like"
        f" “change my {_named(row)} to {row['text']}” or “make the toast two slices”."
    )


def _value_in(step: Change, row: Mapping[str, Any], turn: Turn) -> tuple[Decimal | None, str | None]:
    """The value that a correction tells and its unit, as far as they may be this measure's."""
    said = step.said.partition(", not ")[0]
    found, unit = _VALUE.search(said), _UNITS.search(said)
    if found is None or not _OTHER_WORDS.match(said):
        return None, None
    value = Decimal(found[1].replace(",", "."))
    told = unit["unit"] if unit is not None else None
    key = None if not told else _UNIT_KEYS["%" if told.lower() == "percent" else told[0].lower()]
    shown = _VALUE.search(str(row["text"]))
    before = None if key else _told_before(turn)
    if before is not None and _LEAST <= value / before.value <= _MOST:
        # "Oops 178" after 180 pounds.
        return value, before.unit
    near = shown is not None and _LEAST <= value / Decimal(shown[1].replace(",", ".")) <= _MOST
    return (value, key) if near or key else (None, None)


def _told_again(step: Change | Delete, turn: Turn) -> LogMeasures | None:
    """A measure that was refused or asked about, with another value: "82.4" after 824; None where nothing was."""
    previous = turn.history.previous
    refused = previous is not None and any(each.tool in _MEASURES and not each.ok for each in previous.own)
    if not refused or not isinstance(step, Change) or not _is_about_that(step):
        return None
    said = step.said.partition(", not ")[0]
    found, unit, before = _VALUE.search(said), _UNITS.search(said), _told_in(turn)
    if found is None or before is None or not _OTHER_WORDS.match(said):
        return None
    told = unit["unit"] if unit is not None else None
    value = Said(before[0].metric, Decimal(found[1].replace(",", ".")), (told or before[0].unit).lower())
    return LogMeasures((value,), before[1].day, before[1].at)


def _told_in(turn: Turn) -> tuple[Said, LogMeasures] | None:
    """The one measure that the turn before told, and with what."""
    previous = turn.history.previous
    steps = read(previous.text, previous.now) if previous is not None else []
    told = [(each, step) for step in steps if isinstance(step, LogMeasures) for each in step.measures]
    return told[0] if len(told) == 1 else None


def _told_before(turn: Turn) -> Said | None:
    """The measure that the turn before told, in its unit."""
    previous = turn.history.previous
    steps = read(previous.text, previous.now) if previous is not None else []
    told = [each for step in steps if isinstance(step, LogMeasures) for each in step.measures]
    return told[0] if len(told) == 1 and told[0].unit and told[0].value else None


def _delete_measure(row: Mapping[str, Any], turn: Turn) -> Plan[str | None]:
    result = yield from turn.call("delete_measurement", measurement_id=row["id"])
    if not result.ok:
        return wording.refused(result)
    return f"Deleted: {_named(row)} {row['text']} {_on(row, turn)}. Say “undo” to have it back."


def _places(payload: Payload, said: str) -> dict[str, Any] | None:
    """The day and the time that a correction names; none where it names a value; None where it names a meal."""
    if payload.slot is not None and (payload.day is None or _MEAL.search(said)):
        # "Yesterday morning" is a day; "dinner" is a meal.
        return None
    if not payload.only_moves:
        return {}
    day = {} if payload.day is None else {"local_date": payload.day.isoformat()}
    return day | ({} if payload.at is None else {"local_time": payload.at.isoformat()})


def _on(row: Mapping[str, Any], turn: Turn) -> str:
    return wording.day_name(date.fromisoformat(row["local_date"]), turn.today)


def _named(row: Mapping[str, Any]) -> str:
    return str(row["label"]).lower() if not str(row["metric"]).startswith("custom:") else str(row["label"])
