"""Finding the entries that are meant: those of the last change first, then the day's, then any of the conversation."""

from collections.abc import Sequence
from datetime import date

from agents.offline import finding
from agents.offline.calls import Call, Plan
from agents.offline.history import Entry, Focus
from agents.offline.steps import Change, Target
from fithub.foods.words import content_words


def entries_meant(target: Target, focus: Focus, today: date) -> Plan[list[Entry]]:
    """The entries that a target means."""
    latest = finding.within(focus.last(), target)
    if target.words:
        # What an undo brought back is no more in mind than the rest of the day.
        here = [] if focus.reversed else finding.chosen(finding.matching(latest, target.words), target)
        if here and (standing := (yield from as_they_stand(here))):
            return standing
        day = yield from entries_on(target.day or today, target.slot)
        there = finding.matching(day, target.words)
        if not there:
            known = finding.matching(finding.within(focus.entries.values(), target), target.words)
            there = yield from as_they_stand(known)
        return finding.chosen(there, target)
    if latest and not target.many:
        return (yield from as_they_stand(finding.chosen(latest, target)))
    day = yield from entries_on(target.day or today, target.slot)
    return day if target.many else finding.chosen(day, target)


def entries_to_change(step: Change, focus: Focus, today: date) -> Plan[list[Entry]]:
    """The entries that a correction is about."""
    target, payload = step.target, step.payload
    if target is not None and (target.words or target.many or target.place):
        return (yield from entries_meant(target, focus, today))
    latest = yield from as_they_stand(focus.last())
    if payload.only_moves and latest:
        return latest
    was = target.quantity if target is not None else None
    words = content_words(payload.food)
    if not words:
        of_amount = finding.of_amount(latest, was) if was is not None else []
        return of_amount or finding.of_unit(latest, payload.unit) or latest or (yield from entries_on(today))
    named = finding.matching(latest, words)
    if named:
        return (finding.of_amount(named, was) if was is not None else []) or named
    if step.or_log is None and len(latest) == 1:
        return latest
    day = yield from entries_on(today)
    there = finding.matching(day, words)
    return there if there or step.or_log is not None else latest or day


def as_they_stand(entries: Sequence[Entry]) -> Plan[list[Entry]]:
    """The entries as the diary has them now; a form may have changed or deleted them since the chat spoke of them."""
    now: dict[str, Entry] = {}
    for day in dict.fromkeys(entry["local_date"] for entry in entries):
        now |= {entry["id"]: entry for entry in (yield from entries_on(date.fromisoformat(day)))}
    return [now[entry["id"]] for entry in entries if entry["id"] in now]


def entries_on(day: date, slot: str | None = None) -> Plan[list[Entry]]:
    """The entries of a day, or of one of its meals."""
    args = {"local_date": day.isoformat()} | ({} if slot is None else {"slot": str(slot)})
    result = yield Call("get_day", args)
    return result.entries if result.ok else []
