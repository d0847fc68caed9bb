"""Plans for questions: what was eaten on a day, what is left of it, what is in a food. They write nothing."""

from collections.abc import Sequence

from agents.offline import finding, foods_told, wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import Entry
from agents.offline.locating import as_they_stand
from agents.offline.nutrients import MACROS
from agents.offline.steps import About, AskDay, LookUp


def ask_day(step: AskDay, turn: Turn) -> Plan[str]:
    """Tell of a day: what was eaten, its sums, the targets, or what is left of them."""
    if step.about is About.LATEST and set(step.nutrients) <= set(MACROS):
        latest = yield from as_they_stand(turn.focus.last())
        if latest:
            return wording.entry_amounts(latest, step.nutrients)
    day = yield from turn.call("get_day", local_date=(step.day or turn.today).isoformat(), slot=_slot(step))
    if not day.ok:
        return wording.refused(day)
    nutrients = step.nutrients or (MACROS if step.about is not About.LEFT else ("energy_kcal", "protein_g"))
    found = [entry for entry in day.entries if _has(entry, step.words)]
    match step.about:
        case About.LEFT:
            return wording.left_of(day, turn.today, nutrients)
        case About.TARGETS:
            return wording.targets_of(day, nutrients)
        case About.SHARES:
            return wording.shares_of(day, turn.today, nutrients[0])
        case About.TOTALS if step.words and found and set(nutrients) <= set(MACROS):
            return wording.entry_amounts(found, nutrients)
        case About.TOTALS | About.LATEST:
            return wording.day_totals(day, turn.today, nutrients)
    return wording.entries_of(day, turn.today, step.words, found)


def look_up(step: LookUp, turn: Turn) -> Plan[str]:
    """Tell what is in a food, or in so much of it."""
    result = yield from turn.call("estimate_foods", text=step.text)
    if result.ok and result.data["items"]:
        said = foods_told.looked_up(result, step.nutrients)
    else:
        found = yield from turn.call("search_foods", query=step.text[:200], limit=3)
        known = found.ok and found.data["foods"] and found.data["foods"][0]["score"] >= 0.4
        said = foods_told.found_foods(found, step.nutrients) if known else f"I know no food called “{step.text}”."
    if not step.considering:
        return said
    day = yield from turn.call("get_day", local_date=turn.today.isoformat())
    left = wording.left_of(day, turn.today, ("energy_kcal",)) if day.ok else ""
    return f"I have logged nothing, since that is not eaten yet. {said} {left}".strip()


def _slot(step: AskDay) -> str | None:
    """The meal that is asked about; targets are a whole day's."""
    whole = step.about in {About.LEFT, About.TARGETS}
    return None if whole or step.slot is None else str(step.slot)


def _has(entry: Entry, words: Sequence[str]) -> bool:
    return bool(words) and bool(finding.matching([entry], words))
