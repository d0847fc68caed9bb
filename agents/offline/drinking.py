"""Corrections of plain water that stands beside the entries: "that litre was only 700 ml", "remove the glass of water"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.locating import days_of, entries_meant, entries_on
from agents.offline.nutrients import listed, number
from agents.offline.steps import Change, Delete, Payload, Target
from fithub.estimation.amounts import read_amount
from fithub.estimation.tokens import tokenise
from fithub.foods.units import VOLUME_ML

type Row = Mapping[str, Any]

_WATER: Final = re.compile(r"\bwaters?\b", re.IGNORECASE)
# Words that such a target may have beside the water and how much it was.
_AROUND: Final = re.compile(
    r"^(?:\W|\b(?:the|that|this|my|a|an|of|in|at|on|from|for|to|i|had|drank|logged|plain|tap|still|sparkling|mineral|water|waters|"
    r"glass|glasses|bottle|bottles|cup|cups|pint|pints|jug|drink|mug|litres?|liters?|millilit(?:re|er)s?|ml|cl|dl|l|big|small|large|"
    r"half|one|two|first|second|last|latest|entry|log|just|earlier|today|yesterday|tonight|night|morning|afternoon|evening|"
    r"lunch|lunchtime|breakfast|dinner|(?:mon|tues|wednes|thurs|fri|satur|sun)day|off|out|diary|please|[\d.,]+)\b)*$",
    re.IGNORECASE,
)
# "The water at ten", "the glass at 3 pm": o'clock.
_AT: Final = re.compile(
    r"\b(?:at|from) (?P<hour>\d{1,2}|noon|midday|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>[ap])\.?m\b\.?| ?o'?clock)?(?![\w.,]*\d| ?(?:ml|cl|dl|l|oz|litres?|liters?)\b)",
    re.IGNORECASE,
)
_HOURS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "noon": 12, "midday": 12,
}  # fmt: skip
_VESSEL: Final = re.compile(r"\b(?:glass|bottle|pint|jug|mug)\b", re.IGNORECASE)
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
        found = listed([_told(row) for row in rows])
        return f"I found {len(rows)}: {found}. Say which, like “the {number(rows[0]['ml'], 0)} ml of water”. Nothing was changed."
    (row,) = rows
    return (yield from (_delete(row, turn) if isinstance(step, Delete) else _edit(row, step.payload, turn)))


def _may_be_water(target: Target) -> bool:
    """Whether a target names water and nothing else, or only so much of a drink ("the litre")."""
    named = bool(_WATER.search(target.said) or _VESSEL.search(target.said)) or _amount(target.said) is not None
    return named and bool(_AROUND.match(_AT.sub(" ", target.said)))


def _drank_else(target: Target, turn: Turn) -> Plan[bool]:
    """Whether the day has entries that came in a vessel: "the last glass" may then be one of them."""
    entries = yield from entries_on(days_of(target, turn)[0], None)
    return any(_ml(Decimal(1), entry["unit"]) is not None for entry in entries)


def _on(day: date, turn: Turn) -> Plan[list[Row]]:
    result = yield from turn.call("get_day", local_date=day.isoformat())
    return list(result.data.get("water", ())) if result.ok else []


def _as_told(rows: Sequence[Row], target: Target) -> list[Row]:
    """Those of so much as is told, and of several the one whose place is told."""
    said, at = _AT.sub(" ", target.said), _AT.search(target.said)
    if at is not None:
        rows = [row for row in rows if _is_at(row, at)]
    told = _amount(said)
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


def _is_at(row: Row, at: re.Match[str]) -> bool:
    """Whether a drink was at that hour; without morning or afternoon told it may be either."""
    hour, minute = int(row["local_time"][:2]), int(row["local_time"][3:5])
    told = at["hour"].lower()
    wanted = _HOURS[told] if told in _HOURS else int(told)
    half = (at["half"] or "").lower()
    same = hour == wanted or (hour % 12 == wanted % 12 and wanted <= 12)
    if half and (hour >= 12) != (half == "p"):
        return False
    return same and (at["minute"] is None or minute == int(at["minute"]))


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


def _told(row: Row) -> str:
    return f"{number(row['ml'], 0)} ml of water at {row['local_time'][:5]}"
