"""Corrections of plain water that stands beside the entries: "that litre was only 700 ml", "remove the glass of water"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline import finding, hours, wording
from agents.offline.calls import Plan, Turn, Which
from agents.offline.editing import edit_all
from agents.offline.history import Result
from agents.offline.locating import days_of, entries_meant, entries_on
from agents.offline.nutrients import listed, number
from agents.offline.sips import Sip
from agents.offline.steps import Change, Delete, Payload, Target, Twice
from agents.offline.which_one import Listed
from fithub.estimation.amounts import read_amount
from fithub.estimation.tokens import tokenise
from fithub.foods.units import VOLUME_ML

type Row = Mapping[str, Any]

_WATER: Final = re.compile(r"\bwaters?\b", re.IGNORECASE)
# Words that such a target may have beside the water and how much it was.
_AROUND: Final = re.compile(
    r"^(?:\W|\b(?:the|that|this|my|a|an|of|in|at|on|from|for|to|i|had|drank|logged|plain|tap|still|sparkling|mineral|water|"
    r"waters|"
    r"glass|glasses|bottle|bottles|cup|cups|pint|pints|jug|drink|mug|litres?|liters?|millilit(?:re|er)s?|ml|cl|dl|l|big|"
    r"small|large|"
    r"half|one|two|first|second|last|latest|entry|log|just|earlier|today|yesterday|tonight|night|morning|afternoon|evening|"
    r"lunch|lunchtime|breakfast|dinner|(?:mon|tues|wednes|thurs|fri|satur|sun)day|off|out|diary|day|tally|total|count|list|"
    r"record|records|"
    r"journal|history|tracker|intake|page|please|[\d.,]+)\b)*$",
    re.IGNORECASE,
)
_VESSEL: Final = re.compile(r"\b(?:glass|bottle|pint|jug|mug)\b", re.IGNORECASE)
_DRINK: Final = frozenset("water waters glass bottle drink cup".split())
_GLASS_ML: Final = {
    "glass": Decimal(250),
    "bottle": Decimal(500),
    "cup": Decimal(250),
    "pint": Decimal(568),
    "mug": Decimal(300),
}
# As near as a round figure is to what was meant.
_NEAR: Final = Decimal("0.12")
HOW_MUCH: Final = "How much was it instead? Say it like “the water was 600 ml”. Nothing was changed."


def amend(step: Change | Delete, turn: Turn) -> Plan[str | None]:
    """Do what a correction wants of water beside the entries; None where it is about none, or where an entry is meant."""
    targets: Sequence[Target | None] = step.targets if isinstance(step, Delete) else (step.target,)
    target = targets[0] if len(targets) == 1 else None
    if isinstance(step, Sip) and step.of_several:
        return (yield from _one_of_several(step, turn))
    if isinstance(step, Sip) and not step.by_amount:
        return (yield from _at_that_hour(step, turn))
    if target is None or target.many or not _may_be_water(target):
        return None
    if not _WATER.search(target.said) and _VESSEL.search(target.said) and (yield from _drank_else(target, turn)):
        return None
    if target.words and (yield from entries_meant(target, turn)):
        return None
    rows = _as_told((yield from _on(days_of(target, turn)[0], turn)), target)
    if not rows:
        return None
    if len(rows) > 1:
        return _ask_which(step, rows, turn)
    return (yield from _do(step, rows[0], turn))


def _do(step: Change | Delete, row: Row, turn: Turn) -> Plan[str]:
    return (yield from (_delete(row, turn) if isinstance(step, Delete) else _edit(row, step.payload, turn)))


def _ask_which(step: Change | Delete, rows: Sequence[Row], turn: Turn) -> str:
    found = listed([_told(row) for row in rows])
    example = f"the {number(rows[0]['ml'], 0)} ml of water"
    if len({row["ml"] for row in rows}) < len(rows):
        example = f"the one at {rows[0]['local_time'][:5]}"
    said = f"I found {len(rows)}: {found}. Say which, like “{example}”. Nothing was changed."
    turn.ask_which(Which(tuple(map(_listed, rows)), said, lambda place, now: _do(step, rows[place], now)))
    return said


def _listed(row: Row) -> Listed:
    return Listed(str(row["local_time"]), _sizes(Decimal(str(row["ml"]))), _DRINK)


def _sizes(ml: Decimal) -> tuple[Decimal, ...]:
    """So much in millilitres and in litres."""
    return ml, ml / 1000


def _one_of_several(step: Sip, turn: Turn) -> Plan[str | None]:
    """Mend one of a day's drinks of water, beside the entries or among them, or ask which."""
    day = days_of(step.target, turn)[0]
    rows = list((yield from _on(day, turn)))
    entries = finding.matching((yield from entries_on(day, None)), ("water",))
    drinks = [(row, _listed(row)) for row in rows]
    drinks += [
        (each, Listed(str(each["local_time"]), _sizes(Decimal(str(each["grams"] or 0))), _DRINK)) for each in entries
    ]
    told = None if step.target is None else _amount(step.target.said)
    drinks = [each for each in drinks if told is None or _is_near(each[1].sizes[0], told)]

    def mend(place: int, now: Turn) -> Plan[str | None]:
        drink = drinks[place][0]
        return (yield from (_edit(drink, step.payload, now) if "ml" in drink else edit_all([dict(drink)], step, now)))

    if len(drinks) == 1:
        return (yield from mend(0, turn))
    if not drinks:
        return f"I found no such drink of water {wording.day_name(day, turn.today)}, so I changed nothing."
    found = listed([f"{number(each.sizes[0], 0)} ml of water at {each.at[:5]}" for _, each in drinks])
    said = f"I found {len(drinks)}: {found}. Say which, like “the first one”. Nothing was changed."
    turn.ask_which(Which(tuple(each for _, each in drinks), said, mend))
    return said


def _at_that_hour(step: Sip, turn: Turn) -> Plan[str | None]:
    """Mend the water of an hour, beside the entries or among them."""
    day = days_of(step.target, turn)[0]
    rows = [row for row in (yield from _on(day, turn)) if _is_then(row["local_time"], step.said)]
    named = finding.matching((yield from entries_on(day, None)), ("water",))
    entries = [entry for entry in named if _is_then(str(entry["local_time"]), step.said)]
    if len(rows) == 1 and not entries:
        return (yield from _edit(rows[0], step.payload, turn))
    if len(entries) == 1 and not rows:
        return (yield from edit_all(entries, step, turn))
    told = wording.day_name(day, turn.today)
    if rows or entries:
        return f"I found several drinks of water then {told}, so I changed nothing. Say which by how much it was."
    return f"I found no water at that time {told}, so I changed nothing. If it is missing, tell me like “log 300 ml of water”."


def _is_then(local_time: str, said: str) -> bool:
    at = hours.AT.search(said)
    return at is not None and hours.is_at(local_time, at) and hours.is_in(local_time, said)


def once(step: Twice, turn: Turn) -> Plan[str | None]:
    """Delete what is there once too often of water beside the entries; None where no water is meant, or an entry may be."""
    target = step.target
    if (
        target is None
        or not _WATER.search(target.said)
        or not _may_be_water(target)
        or (yield from entries_meant(target, turn))
    ):
        return None
    every = yield from _on(days_of(target, turn)[0], turn)
    rows = _as_told(every, target)
    if not rows:
        return None
    alike = [row for row in every if row["ml"] == rows[-1]["ml"]]
    named = step.orders and len(rows) == 1 and hours.AT.search(target.said)
    if step.asks or (len(alike) < 2 and not named):
        return f"It is in your diary only once: {_told(rows[-1])}. Nothing was changed."
    if len({row["ml"] for row in rows}) > 1:
        found = listed([_told(row) for row in rows])
        example = f"delete the water at {rows[-1]['local_time'][:5]}"
        return f"I found {len(rows)}: {found}. Say which, like “{example}”. Nothing was changed."
    return (yield from _delete(rows[-1], turn))


def _may_be_water(target: Target) -> bool:
    """Whether a target names water and nothing else, or only so much of a drink ("the litre")."""
    named = bool(_WATER.search(target.said) or _VESSEL.search(target.said)) or _amount(target.said) is not None
    return named and bool(_AROUND.match(hours.AT.sub(" ", target.said)))


def _drank_else(target: Target, turn: Turn) -> Plan[bool]:
    """Whether the day has entries that came in a vessel: "the last glass" may then be one of them."""
    entries = yield from entries_on(days_of(target, turn)[0], None)
    return any(_ml(Decimal(1), entry["unit"]) is not None for entry in entries)


def _on(day: date, turn: Turn) -> Plan[list[Row]]:
    result = yield from turn.call("get_day", local_date=day.isoformat())
    return list(result.data.get("water", ())) if result.ok else []


def _as_told(rows: Sequence[Row], target: Target) -> list[Row]:
    """Those of so much as is told, and of several the one whose place is told."""
    said, at = hours.AT.sub(" ", target.said), hours.AT.search(target.said)
    if at is not None:
        rows = [row for row in rows if hours.is_at(row["local_time"], at)]
    told = _amount(said)
    if told is not None and target.place is not None and _VESSEL.search(said) and not re.search(r"\d", said):
        # "The last glass": it may have been a large one.
        told = None
    if told is not None:
        # A bottle is of no certain size: one that is near it might be meant as well.
        fits = _is_near if re.search(r"\d", said) or not _VESSEL.search(said) else _is_like
        rows = [row for row in rows if fits(Decimal(str(row["ml"])), told)]
    if target.place is not None and rows:
        there = _placed(rows, target.place)
        vessel = _VESSEL.search(said)
        if vessel is None or not there or told is not None:
            return there
        # The second bottle is the second drink only where no glass may have been before it.
        alike = [
            row for row in rows if _is_like(Decimal(str(row["ml"])), _ml(Decimal(1), vessel[0].lower()) or Decimal(0))
        ]
        return there if there == _placed(alike, target.place) else list(rows)
    return list(rows)


def _placed(rows: Sequence[Row], place: int) -> list[Row]:
    """The one at a place, 1 the first and -1 the last; none where there are not so many."""
    index = place - 1 if place > 0 else place
    return [rows[index]] if -len(rows) <= index < len(rows) else []


def _is_near(ml: Decimal, told: Decimal) -> bool:
    return abs(ml - told) <= told * _NEAR


def _is_like(ml: Decimal, told: Decimal) -> bool:
    return told / 2 < ml < told * 2


def _amount(said: str) -> Decimal | None:
    """The millilitres that a target names: "the litre", "the 500 ml of water"."""
    tokens = tokenise(re.sub(r"^(?:the|that|this|my)\s+", "", said, flags=re.IGNORECASE))
    for place in range(len(tokens)):
        read = read_amount(tokens, place)
        if read is not None and (ml := _ml(read[0].number.value, read[0].unit.name if read[0].unit else None)):
            return ml
    alone = next((VOLUME_ML[low] for low in (token.low for token in tokens) if low in VOLUME_ML), None)
    litre = any(token.low in {"litre", "liter"} for token in tokens)
    return alone or (Decimal(1000) if litre else None)


def _ml(quantity: Decimal, unit: str | None) -> Decimal | None:
    if unit in VOLUME_ML:
        return quantity * VOLUME_ML[unit]
    size = _GLASS_ML.get((unit or "").rsplit(" ", 1)[-1])
    return None if size is None else quantity * size


def _edit(row: Row, payload: Payload, turn: Turn) -> Plan[str]:
    changes: dict[str, Any] = {}
    ml = _becomes(row, payload)
    if ml is not None:
        changes["ml"] = float(ml)
    if payload.day is not None:
        changes["local_date"] = payload.day.isoformat()
    if payload.at is not None:
        changes["local_time"] = payload.at.isoformat()
    if not changes:
        return HOW_MUCH
    result = yield from turn.call("edit_water", water_id=row["id"], **changes)
    if not result.ok:
        return wording.refused(result)
    (now,) = result.data["water"]
    day = wording.day_name(date.fromisoformat(now["local_date"]), turn.today)
    return f"Changed: {_told(now)} {day}. Say “undo” to take it back."


def _becomes(row: Row, payload: Payload) -> Decimal | None:
    if payload.factor is not None:
        return Decimal(str(row["ml"])) * payload.factor
    if payload.quantity is None:
        return None
    told = _ml(payload.quantity, payload.unit)
    # "The water was 600" is so many millilitres.
    return told or (payload.quantity if payload.unit is None and payload.quantity >= 50 else None)


def _delete(row: Row, turn: Turn) -> Plan[str]:
    result = yield from turn.call("delete_water", water_id=row["id"])
    if not result.ok:
        return wording.refused(result)
    return f"Deleted: {_told(row)}. Say “undo” to have it back."


def told_of_day(day: Result, today: date) -> str:
    """How much water somebody drank on a day, beside the entries and among them."""
    rows: list[Row] = day.data["water"]
    entries = [entry for entry in finding.matching(day.entries, ("water",)) if entry["grams"] is not None]
    each = [f"{number(row['ml'], 0)} ml at {row['local_time'][:5]}" for row in rows]
    each += [f"{number(entry['grams'], 0)} ml at {str(entry['local_time'])[:5]}" for entry in entries]
    when = wording.day_name(date.fromisoformat(day.data["date"]), today)
    return f"{number(day.data['water_ml'], 0)} ml of water {when}: {listed(each)}."


def _told(row: Row) -> str:
    return f"{number(row['ml'], 0)} ml of water at {row['local_time'][:5]}"
