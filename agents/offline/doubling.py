"""A plan for what is in the diary twice and was had once: one of two that are alike goes, and where they are not, it asks."""

from collections.abc import Sequence
from datetime import date

from agents.offline import finding, placing, remarks, reversing, wording
from agents.offline.calls import Plan, Question, Turn
from agents.offline.choosing import delete_all
from agents.offline.history import Entry
from agents.offline.locating import as_they_stand, days_of, entries_on
from agents.offline.steps import Target, Twice, Undo


def once(step: Twice, turn: Turn) -> Plan[str]:
    """Delete the later of two entries that are alike."""
    if step.target is None:
        return (yield from _just_told(turn))
    found: list[Entry] = []
    for day in days_of(step.target, turn):
        found = finding.matching((yield from entries_on(day, step.target.slot)), step.target.words)
        if found:
            break
    return (yield from _one_of(found, step, step.target, turn))


def _one_of(found: list[Entry], step: Twice, target: Target, turn: Turn) -> Plan[str]:
    if not found:
        return remarks.not_found(target.said)
    if len(found) == 1:
        return f"It is in your diary only once: {wording.one(found[0])}. Nothing was changed."
    spare = _later_twins(found)
    if len(spare) == 1 and step.asks:
        turn.ask(Question((spare[0],), all_of_them=True))
        return wording.whether_all(spare, turn.today)
    if len(spare) != 1:
        turn.ask(Question(tuple(found)))
        return wording.which(found, turn.today, remarks.SAY_WHICH)
    return (yield from delete_all(spare, turn))


def _just_told(turn: Turn) -> Plan[str]:
    """What was told just now is there already from before: it is taken back."""
    last = yield from as_they_stand(turn.focus.last())
    days = dict.fromkeys(str(entry["local_date"]) for entry in last)
    there: list[Entry] = []
    for day in days:
        there += yield from entries_on(date.fromisoformat(day))
    earlier = [entry for entry in there if entry not in last]
    if not last or not all(any(_alike(entry, other) for other in earlier) for entry in last):
        return "I see nothing twice in what you told me last, so I changed nothing. Say which food is there twice."
    if placing.wrote_just_now(turn.history):
        return (yield from reversing.reverse(Undo(), turn))
    return (yield from delete_all(last, turn))


def _later_twins(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are just like one before them."""
    return [entry for place, entry in enumerate(entries) if any(_alike(entry, other) for other in entries[:place])]


def _alike(entry: Entry, other: Entry) -> bool:
    return all(entry[name] == other[name] for name in ("food", "grams", "slot", "local_date"))
