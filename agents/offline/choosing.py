"""Plans for entries that have to be told apart: which one is meant, and which are to be deleted."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from agents.offline import finding, remarks, wording
from agents.offline.calls import Plan, Question, Turn, Waited
from agents.offline.editing import edit_all
from agents.offline.history import Entry
from agents.offline.locating import as_they_stand, entries_meant, is_far
from agents.offline.steps import Delete, Remark, Target, Why
from agents.offline.twice import is_one_of_two, is_the_other
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
    if asked.all_of_them and len(asked.entries) == 1 and is_one_of_two(target):
        return (yield from delete_all(asked.entries, turn))
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
    if asked is not None and len(step.targets) == 1 and is_one_of_two(step.targets[0]):
        # "Delete one of them": which, was asked just now.
        return (yield from choose(step.targets[0], turn))
    if any(is_the_other(each) for each in step.targets) and _has_just_gone(turn):
        return remarks.GONE_ALREADY
    if asked is not None and asked.all_of_them and just_all and says_yes(turn.history.text):
        # "Yes, delete them all."
        return (yield from delete_all(asked.entries, turn))
    if step.but:
        return (yield from _delete_but(step, turn))
    chosen: list[Entry] = []
    said: list[str] = []
    for target in step.targets:
        entries = yield from entries_meant(target, turn)
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
        elif len(entries) == 1 and (
            finding.means_just_all(target) or _is_out_of_the_blue(target, turn) or is_far(entries, target, turn)
        ):
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


def _delete_but(step: Delete, turn: Turn) -> Plan[str]:
    """Delete all that is meant but what is to stay; where that is not there, nothing."""
    (every,) = step.targets
    entries = yield from entries_meant(every, turn)
    return (yield from spare(entries, step.but, turn))


def spare(entries: Sequence[Entry], kept: Sequence[Target], turn: Turn) -> Plan[str]:
    """Delete entries but those that are named; where one of these is not among them, nothing."""
    found = [finding.matching(entries, target.words) for target in kept]
    missing = next((target.said for target, there in zip(kept, found, strict=True) if not there), None)
    if missing is not None:
        return remarks.not_found(missing)
    stays = [entry["id"] for there in found for entry in there]
    rest = [entry for entry in entries if entry["id"] not in stays]
    if len(rest) == 1:
        # Several wait for a yes anyway; one that nobody named does too.
        turn.ask(Question(tuple(rest), all_of_them=True))
        return wording.whether_all(rest, turn.today)
    return (yield from delete_all(rest, turn)) if rest else remarks.NOTHING_ELSE


def _has_just_gone(turn: Turn) -> bool:
    """Whether the last change took something out of the diary."""
    last = turn.focus.written
    return last is not None and last.tool in {"delete_entry", "undo"}


def _is_out_of_the_blue(target: Target, turn: Turn) -> bool:
    """Whether "that" is said where nothing was spoken of."""
    return not (target.words or target.slot or target.day or target.place or turn.focus.entries)


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
