"""Plans for questions: what was eaten on a day, what is left of it, what is in a food. They write nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from agents.offline import belongings, drinking, finding, foods_told, wording
from agents.offline.asking import read_question
from agents.offline.asking_on import whole_text
from agents.offline.calls import Plan, Turn
from agents.offline.history import Entry, Result
from agents.offline.locating import as_they_stand
from agents.offline.nutrients import ENERGY_KJ, MACROS, asks_kilojoules, with_kilojoules
from agents.offline.steps import About, AskDay, ListOwn, LookUp

# A match of the search under this is none; so many are named where it is asked which there are.
LEAST_SCORE: Final = 0.4
MOST_NAMED: Final = 5


def ask_day(step: AskDay, turn: Turn) -> Plan[str]:
    """Tell of a day: what was eaten, its sums, the targets, or what is left of them."""
    joules = asks_kilojoules(whole_text(turn.history))
    if step.about is About.LATEST and set(step.nutrients) <= set(MACROS):
        latest = yield from as_they_stand(turn.focus.last())
        if latest:
            return wording.entry_amounts(*_in_joules(latest, step.nutrients, joules))
    day = yield from turn.call("get_day", local_date=(step.day or turn.today).isoformat(), slot=_slot(step))
    if not day.ok:
        return wording.refused(day)
    if (step.words == ("water",) or step.nutrients == ("water_g",)) and day.data.get("water"):
        return drinking.told_of_day(day, turn.today)
    nutrients = step.nutrients or (MACROS if step.about is not About.LEFT else ("energy_kcal", "protein_g"))
    of_macros = set(nutrients) <= set(MACROS)
    data, nutrients = _in_joules(day.data, nutrients, joules)
    day = replace(day, data=data)
    found = [entry for entry in day.entries if _has(entry, step.words)]
    match step.about:
        case About.LEFT:
            return wording.left_of(day, turn.today, nutrients)
        case About.TARGETS:
            return wording.targets_of(day, nutrients)
        case About.SHARES:
            return wording.shares_of(day, turn.today, nutrients[0])
        case About.TOTALS if step.words and found and of_macros:
            return wording.entry_amounts(found, nutrients)
        case About.TOTALS | About.LATEST:
            return wording.day_totals(day, turn.today, nutrients)
    return wording.entries_of(day, turn.today, step.words, found)


def ask_own(step: ListOwn, turn: Turn) -> Plan[str]:
    """Tell what is in a recipe; where none is called so, what the question asks of the diary or of a food."""
    told = yield from turn.call("list_own", kind=step.kind)
    recipe = belongings.recipe_named(step.name, told.data.get("recipes", ())) if told.ok else None
    if recipe is not None:
        return belongings.recipe_told(recipe)
    match read_question(step.asked, step.asked, turn.history.now):
        case AskDay() as asked:
            return (yield from ask_day(asked, turn))
        case LookUp() as asked:
            return (yield from look_up(asked, turn))
    return belongings.listing(told, step.kind, step.name) if told.ok else wording.refused(told)


def look_up(step: LookUp, turn: Turn) -> Plan[str]:
    """Tell what is in a food, or in so much of it."""
    if step.which:
        found = yield from turn.call("search_foods", query=step.text[:200], limit=MOST_NAMED)
        if not _is_known(found):
            return foods_told.unknown(step.text)
        return foods_told.found_foods(found, step.nutrients, most=MOST_NAMED)
    joules = asks_kilojoules(whole_text(turn.history))
    result = yield from turn.call("estimate_foods", text=step.text)
    if result.ok and result.data["items"]:
        data, keys = _in_joules(result.data, step.nutrients, joules)
        said = foods_told.looked_up(replace(result, data=data), keys)
    else:
        found = yield from turn.call("search_foods", query=step.text[:200], limit=3)
        data, keys = _in_joules(found.data, step.nutrients, joules)
        said = (
            foods_told.found_foods(replace(found, data=data), keys)
            if _is_known(found)
            else foods_told.unknown(step.text)
        )
    if not step.considering:
        return said
    day = yield from turn.call("get_day", local_date=turn.today.isoformat())
    left = wording.left_of(day, turn.today, ("energy_kcal",)) if day.ok else ""
    return f"I have logged nothing, since that is not eaten yet. {said} {left}".strip()


def _is_known(found: Result) -> bool:
    """Whether a search found what was asked for."""
    return bool(found.ok and found.data["foods"] and found.data["foods"][0]["score"] >= LEAST_SCORE)


def _in_joules(data: Any, nutrients: Sequence[str], joules: bool) -> tuple[Any, tuple[str, ...]]:
    """What a tool returned and the nutrients that are asked for: energy in kilojoules where those are."""
    if not joules:
        return data, tuple(nutrients)
    return with_kilojoules(data), tuple(ENERGY_KJ if key == "energy_kcal" else key for key in nutrients)


def _slot(step: AskDay) -> str | None:
    """The meal that is asked about; targets are a whole day's."""
    whole = step.about in {About.LEFT, About.TARGETS}
    return None if whole or step.slot is None else str(step.slot)


def _has(entry: Entry, words: Sequence[str]) -> bool:
    return bool(words) and bool(finding.matching([entry], words))
