"""Plans for entries that have to be told apart: which one is meant, and which are to be deleted."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from agents.offline import finding, remarks, wording
from agents.offline.calls import Plan, Question, Turn, Waited
from agents.offline.editing import edit_all
from agents.offline.history import Entry
from agents.offline.locating import as_they_stand, entries_meant
from agents.offline.steps import Delete, Remark, Target, Why
from agents.offline.whole import says_yes

# As many as delete_entry takes.
MOST_DELETED: Final = 200


def choose(target: Target, turn: Turn) -> Plan[str]:
    """Do with the one that is meant what the turn before asked about."""
    asked = turn.asked()
    if asked is None:
        return remarks.text_for(Remark(Why.UNCLEAR, target.said))
    entries = finding.within(asked.entries, target)
    if target.words:
        entries = finding.matching(entries, target.words)
    chosen = finding.chosen(entries, target)
    if not chosen or (len(chosen) > 1 and not finding.means_all(target)):
        turn.ask(asked)
        return wording.which(chosen or asked.entries, turn.today, remarks.SAY_WHICH)
    return (yield from _go_on(asked, chosen, turn))


def _go_on(asked: Question, chosen: Sequence[Entry], turn: Turn) -> Plan[str]:
    if asked.change is not None:
        return (yield from edit_all((yield from as_they_stand(chosen)), asked.change, turn))
    return (yield from delete_all(chosen, turn))


def delete(step: Delete, turn: Turn) -> Plan[str]:
    """Delete what is meant, or ask which, or whether all of it."""
    asked = turn.asked()
    just_all = all(finding.means_just_all(each) for each in step.targets)
    if asked is not None and asked.all_of_them and just_all and says_yes(turn.history.text):
        # "Yes, delete them all."
        return (yield from delete_all(asked.entries, turn))
    chosen: list[Entry] = []
    said: list[str] = []
    for target in step.targets:
        entries = yield from entries_meant(target, turn.focus, turn.today)
        if not entries:
            said.append(remarks.text_for(Remark(Why.NOT_EATEN)) if step.softly else remarks.not_found(target.said))
        elif step.softly and len(entries) > 1:
            turn.ask(Question(tuple(entries)))
            said.append(wording.which(entries, turn.today, remarks.SAY_WHICH))
        elif len(entries) > MOST_DELETED:
            said.append(remarks.TOO_MANY)
        elif len(entries) > 1 and not finding.means_all(target):
            turn.ask(Question(tuple(entries)))
            said.append(wording.which(entries, turn.today, remarks.SAY_WHICH))
        elif len(entries) == 1 and finding.means_just_all(target):
            turn.ask(Question(tuple(entries), all_of_them=True))
            said.append(wording.whether_all(entries, turn.today))
        elif (less := _less(entries[0], target)) is not None:
            result = yield from turn.call("edit_entry", entry_id=entries[0]["id"], quantity=less)
            before = {entries[0]["id"]: entries[0]}
            said.append(wording.changed([result], before, turn.today) if result.ok else wording.refused(result))
        else:
            chosen += [entry for entry in entries if entry not in chosen]
    deleted = (yield from delete_all(chosen, turn)) if chosen else ""
    return " ".join(filter(None, [deleted, *said]))


def delete_all(entries: Sequence[Entry], turn: Turn) -> Plan[str]:
    """Delete entries; several wait for a yes."""
    ids = [entry["id"] for entry in entries]
    which: dict[str, Any] = {"entry_id": ids[0]} if len(ids) == 1 else {"entry_ids": ids}
    try:
        result = yield from turn.call("delete_entry", **which)
    except Waited as wait:
        return wording.whether_all(wait.result.data["would"]["removed"], turn.today)
    return wording.deleted(result.removed, turn.today) if result.ok else wording.refused(result)


def _less(entry: Entry, target: Target) -> float | None:
    """What is left of an entry of which only a part should go: "remove one egg" of two."""
    if target.quantity is None or entry["quantity"] is None:
        return None
    same = target.unit is None or target.unit == entry["unit"]
    rest = Decimal(str(entry["quantity"])) - target.quantity
    return float(rest) if same and rest > 0 and target.words else None
