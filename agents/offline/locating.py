"""Finding the entries that are meant: those of the last change first, then the day's, then any of the conversation."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from agents.offline import finding, placing
from agents.offline.calls import Call, Plan, Turn
from agents.offline.history import Entry
from agents.offline.steps import Change, Payload, Target
from fithub.foods.units import MASS_G
from fithub.foods.words import content_words

# So many times as many of one thing are rather of another that was told before it.
_MANY_TIMES: Final = 4


def entries_meant(target: Target, turn: Turn) -> Plan[list[Entry]]:
    """The entries that a target means."""
    focus = turn.focus
    latest = finding.within(focus.last(), target)
    if target.words:
        # What an undo brought back is no more in mind than the rest of the day.
        here = [] if focus.reversed else finding.chosen(finding.matching(latest, target.words), target)
        if here and (standing := (yield from as_they_stand(here))):
            return standing
        for day in days_of(target, turn):
            there = finding.matching((yield from entries_on(day, target.slot)), target.words)
            if there:
                return finding.chosen(there, target)
        known = finding.matching(finding.within(focus.entries.values(), target), target.words)
        there = (yield from as_they_stand(known)) or (yield from _of_kind(target, latest, turn))
        return finding.chosen(there or (yield from _on_the_day_before(target, turn)), target)
    if latest and not target.many:
        return (yield from as_they_stand(finding.chosen(latest, target)))
    there = yield from entries_on(days_of(target, turn)[0], target.slot)
    return there if target.many else finding.chosen(there, target)


def _of_kind(target: Target, latest: Sequence[Entry], turn: Turn) -> Plan[list[Entry]]:
    """What is called by its kind, where nothing goes by those words: "the veg" of what was told just now, or of the day."""
    here = [] if turn.focus.reversed else finding.of_kind(latest, target.words)
    if here and (standing := (yield from as_they_stand(here))):
        return standing
    for day in days_of(target, turn):
        there = finding.of_kind((yield from entries_on(day, target.slot)), target.words)
        if there:
            return there
    return []


def days_of(target: Target | None, turn: Turn) -> list[date]:
    """The days on which what is named may be: its own; else the one that is spoken of, and today."""
    if target is not None and target.day is not None:
        return [target.day]
    return list(dict.fromkeys(filter(None, (turn.focus.day, turn.today))))


def _on_the_day_before(target: Target, turn: Turn) -> Plan[list[Entry]]:
    """What is named without a day and is not there today."""
    if target.day is not None:
        return []
    before = yield from entries_on(turn.today - timedelta(days=1), target.slot)
    return finding.matching(before, target.words)


def is_far(entries: Sequence[Entry], target: Target, turn: Turn) -> bool:
    """Whether an entry is of a day that nobody spoke of."""
    near = {day.isoformat() for day in days_of(target, turn)}
    return target.day is None and any(
        entry["local_date"] not in near and entry["id"] not in turn.focus.entries for entry in entries
    )


def entries_to_change(step: Change, turn: Turn) -> Plan[list[Entry]]:
    """The entries that a correction is about."""
    target, payload, focus = step.target, step.payload, turn.focus
    if target is not None and (target.words or target.many or target.place or target.slot):
        meant = yield from entries_meant(target, turn)
        if meant or not payload.kind or not placing.wrote_just_now(turn.history):
            return meant
    latest = yield from as_they_stand(focus.last())
    if payload.only_moves and latest:
        return latest
    words = content_words(payload.food)
    if not words:
        return (yield from _of_no_name(latest, step, turn))
    if focus.latest != focus.before:
        # Something of this message has been mended; another food is another entry.
        return (yield from _another(words, turn))
    if step.bare:
        # Another food "instead" is whatever was told just now; "only one egg" the eggs.
        just_told = latest if not focus.reversed and placing.wrote_just_now(turn.history) else []
        named = finding.matching(just_told, words)
        if step.said.rstrip(" .!").lower().endswith("instead"):
            return named or just_told
        return [each for each in named if (each["quantity"] or 0) > (payload.quantity or 0)]
    return (yield from _of_food(latest, step, turn))


def moved_to(target: Target, turn: Turn) -> Change | None:
    """ "For breakfast", behind what was just told: where that belongs, as nothing was asked."""
    bare = Target(target.said, slot=target.slot, many=target.many)
    if target.slot is None or target != bare or not placing.wrote_just_now(turn.history) or turn.asked():
        return None
    return Change(None, Payload(slot=target.slot), target.said, bare=True)


def _of_no_name(latest: list[Entry], step: Change, turn: Turn) -> Plan[list[Entry]]:
    """The entries whose amount or time a correction puts right without a name."""
    target, payload = step.target, step.payload
    was = target.quantity if target is not None else None
    of_amount = finding.of_amount(latest, was) if was is not None else []
    if was is not None and not of_amount:
        # "1500 is too low, make it 1800" is about something else than what was told just now.
        return finding.of_amount((yield from entries_on(days_of(target, turn)[0])), was)
    others = _likelier_of(latest, payload, turn) if was is None else []
    if others:
        return (yield from as_they_stand([*others, *latest]))
    found = of_amount or finding.of_unit(latest, payload.unit) or _of_that_unit(latest, payload, turn) or latest
    return found or (yield from entries_on(days_of(target, turn)[0]))


def _of_food(latest: list[Entry], step: Change, turn: Turn) -> Plan[list[Entry]]:
    """The entries of which a correction names the food, or that were another than it names."""
    target, payload = step.target, step.payload
    was = target.quantity if target is not None else None
    words = content_words(payload.food)
    named = finding.matching(latest, words)
    if named:
        return (finding.of_amount(named, was) if was is not None else []) or named
    day = yield from entries_on(payload.day or days_of(target, turn)[0])
    there = finding.matching(day, words)
    mates = [] if there or payload.quantity is not None else _mates(latest, day, step, turn)
    if (likest := finding.likest(mates, payload.food)) is not None:
        return [likest]
    if len(mates) > len(latest) and finding.nearest(mates, payload.food) not in latest:
        # Which of them, nobody can tell for sure.
        return mates
    if step.or_log is None and len(latest) == 1:
        # "There were two bananas" is about those that are there, "I meant oats" about what was told just now.
        return there if there and payload.quantity is not None else latest
    return there if there or step.or_log is not None else latest or day


def _mates(latest: list[Entry], day: Sequence[Entry], step: Change, turn: Turn) -> list[Entry]:
    """What was told together: in one message, or on top of what had been told ("cereal", "with milk", "it was cornflakes")."""
    if len(latest) != 1 or step.or_log is not None or not placing.went_with(turn.history):
        return latest
    return [each for each in day if (each["slot"], each["local_date"]) == (latest[0]["slot"], latest[0]["local_date"])]


def _likelier_of(latest: Sequence[Entry], payload: Payload, turn: Turn) -> list[Entry]:
    """What was told of the same meal and may rather be so many: "make it 10" behind 8 pieces of sushi and a tea."""
    count = payload.quantity
    if len(latest) != 1 or count is None or payload != Payload(quantity=count):
        return []
    one = latest[0]
    if one["unit"] in MASS_G or count < _MANY_TIMES * Decimal(str(one["quantity"] or 1)):
        return []
    return [
        each
        for each in turn.focus.entries.values()
        if each["id"] != one["id"]
        and (each["slot"], each["local_date"]) == (one["slot"], one["local_date"])
        and each["unit"] not in MASS_G
        and Decimal(str(each["quantity"] or 1)) * 2 >= count
    ]


def _of_that_unit(latest: Sequence[Entry], payload: Payload, turn: Turn) -> list[Entry]:
    """What was told of the same meal in that unit, where the last was told in another: "three pints" behind a pint and a packet."""
    if len(latest) != 1 or payload.unit is None or latest[0]["unit"] is None or payload.food:
        return []
    meal = (latest[0]["slot"], latest[0]["local_date"])
    there = [each for each in turn.focus.entries.values() if (each["slot"], each["local_date"]) == meal]
    return finding.of_unit(there, payload.unit) if payload.unit not in MASS_G else []


def _another(words: Sequence[str], turn: Turn) -> Plan[list[Entry]]:
    """The entries that are named and were not of the corrections before in this message."""
    focus = turn.focus
    told = [focus.entries[each] for each in focus.before if each in focus.entries and each not in focus.latest]
    named = finding.matching((yield from as_they_stand(told)), words)
    if named:
        return named
    day = yield from entries_on(days_of(None, turn)[0])
    return finding.matching([entry for entry in day if entry["id"] not in focus.latest], words)


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
