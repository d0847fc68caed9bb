"""Plans that change entries: their amount, their food, when they were."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from agents.offline import finding, remarks, wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Entry, Result
from agents.offline.steps import Change, Payload
from fithub.foods.units import MASS_G, VOLUME_ML

# How well a food has to fit a name: one of which every word is in it, and one that may be a word of another kind ("stale").
_LEAST_LIKE: Final = 0.4
_LEAST_SURE: Final = 0.6
_SAME: Final = 0.85
_EACH: Final = re.compile(r"\b(?:each|apiece|a piece)\W*$", re.IGNORECASE)


def edit_all(entries: Sequence[Entry], step: Change, turn: Turn) -> Plan[str]:
    """Change each entry as a correction says. Raises Waited with all that wait for a yes."""
    results: list[Result] = []
    asked: list[Result] = []
    for entry in entries:
        try:
            result = yield from _edit(entry, step, turn)
        except Waited as wait:
            asked.append(wait.result)
            continue
        if isinstance(result, str):
            return result
        results.append(result)
    if asked:
        raise Waited(*asked)
    failed = [result for result in results if not result.ok]
    if failed:
        return wording.refused(failed[0])
    return wording.changed(results, {entry["id"]: entry for entry in entries}, turn.today)


def _edit(entry: Entry, step: Change, turn: Turn) -> Plan[Result | str]:
    payload = _of_each(entry, step)
    changes = finding.amount_changes(entry, payload) | finding.move_changes(
        finding.at_its_half(entry, payload, step.said)
    )
    if payload.food and finding.names_other_food(entry, payload.food):
        food_id = yield from food_meant(entry, step, turn)
        if food_id is None:
            return f"I know no food called “{payload.food}”, so I changed nothing."
        changes["food_id"] = food_id
    if not changes and payload.quantity is not None:
        return remarks.CHANGE_TO_WHAT
    if finding.is_so(entry, changes):
        return f"It says so already: {wording.one(entry)}."
    # "unit": None means counted.
    return (yield from turn.call_as_it_is("edit_entry", {"entry_id": entry["id"], **changes}))


def _of_each(entry: Entry, step: Change) -> Payload:
    """What a correction tells of each of several is so many times as much: "they were 500 ml each" of three beers."""
    payload, count = step.payload, entry["quantity"]
    counted = count is not None and count > 1 and entry["unit"] not in MASS_G and entry["unit"] not in VOLUME_ML
    exact = payload.unit in MASS_G or payload.unit in VOLUME_ML
    if payload.quantity is None or not (counted and exact and _EACH.search(step.said)):
        return payload
    return replace(payload, quantity=payload.quantity * Decimal(str(count)))


def of_the_kind(entries: Sequence[Entry], step: Change, turn: Turn) -> Plan[list[Entry]]:
    """Those of several entries of which there is such a kind: of toast and coffee the coffee may be decaf."""
    fitting: list[Entry] = []
    for entry in entries:
        query, every_word = finding.names_for(entry, step)[0]
        if every_word and (yield from _found(query, every_word=True, turn=turn)) is not None:
            fitting.append(entry)
    return fitting


def food_meant(entry: Entry, step: Change, turn: Turn) -> Plan[str | None]:
    """The food that an entry should be: what is named, or the same of another kind ("decaf", "not tuna, chicken")."""
    for query, every_word in finding.names_for(entry, step):
        food_id = yield from _found(query, every_word=every_word, turn=turn)
        if food_id is not None:
            return food_id
    return None


def _found(query: str, *, every_word: bool, turn: Turn) -> Plan[str | None]:
    found = yield from turn.call("search_foods", query=query[:200], limit=3)
    foods = found.data.get("foods") if found.ok else None
    least = _LEAST_LIKE if every_word else _LEAST_SURE
    if not foods or foods[0]["score"] < least:
        return None
    # A name that the search reads for another ("skimmed milk") has other words.
    called = foods[0]["score"] >= _SAME or finding.is_called(foods[0], query, every_word=every_word)
    return str(foods[0]["id"]) if called else None
