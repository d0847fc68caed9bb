"""Plans for a meal that was eaten: written down, or once more what was written before."""

import re
from decimal import Decimal
from typing import Final

from agents.offline import finding, placing, remarks, reversing, wording
from agents.offline.asking_on import whole_text, without_amount
from agents.offline.calls import Plan, Turn
from agents.offline.choosing import choose
from agents.offline.editing import edit_all
from agents.offline.history import Entry, Result
from agents.offline.locating import as_they_stand, entries_meant
from agents.offline.meal_begun import asks_for_foods
from agents.offline.naming import payload_in, target_in
from agents.offline.reading import read
from agents.offline.steps import Change, Log, LookUp, Payload, Redo, Remark, Repeat, Undo, Why
from fithub.foods.units import MASS_G, VOLUME_ML

# "It" or "one" of what was asked about just before.
_ONE: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:just |actually |also )*(?:(?:had|ate|drank|eaten|having|log|add|record) )?(?:it|that|"
    r"one|them|this|those)(?: (?:just now|now|too|please))?\W*$",
    re.IGNORECASE,
)


# "Had 200 g of it for breakfast".
_OF_IT: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:just |actually |also |then |only )*(?:(?:had|ate|drank|eaten|having|log|add|record) )?"
    r"(?P<amount>(?:\d|an?\b|one\b|two\b|three\b|four\b|half\b)[^,;]{0,24}?)\s*\bof (?:it|that|them|those|"
    r"these)\b(?P<rest>[^,;]*)$",
    re.IGNORECASE,
)


def log(step: Log, turn: Turn) -> Plan[str]:
    """Write a meal down, where it is one; what is not sure to be one may answer what the turn before asked."""
    which = asks_for_foods(step)
    if which is not None:
        return which
    if _ONE.match(step.text) and (asked_about := looked_up(turn)) is not None:
        step = Log(asked_about, step.slot)
    elif (of_it := _OF_IT.match(step.text)) is not None and (spoken_of := _food_of(turn)) is not None:
        step = Log(f"{of_it['amount']} {spoken_of}{of_it['rest']}", step.slot)
    elif (
        of_it is not None
        and not of_it["rest"].strip(" .!")
        and (fewer := (yield from _fewer(of_it["amount"], step, turn)))
    ):
        return fewer
    if step.beside is not None and not step.certain and not (yield from entries_meant(step.beside, turn)):
        return remarks.text_for(Remark(Why.REMARK, step.text))
    if not step.certain and step.beside is None:
        # "the toast" may well be the answer to "which one do you mean?".
        target = target_in(step.text, turn.history.now)
        asked = turn.asked()
        if asked is not None and finding.matching(asked.entries, target.words):
            return (yield from choose(target, turn))
        known = yield from turn.call("estimate_foods", text=step.text)
        if known.ok and (known.data["unmatched"] or not _is_sure(known)):
            return remarks.text_for(Remark(Why.UNCLEAR, step.text))
    slot, day = yield from _place(step, turn)
    result = yield from turn.call(
        "log_meal", items=[{"text": step.text}], slot=slot, local_date=day, ask_first=step.unsure or None
    )
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


def _place(step: Log, turn: Turn) -> Plan[tuple[str | None, str | None]]:
    """The meal and the day of a meal: those of what it goes with ("milk to my coffee"), where that is there."""
    beside = (yield from entries_meant(step.beside, turn)) if step.beside is not None else []
    if not beside:
        return placing.place_of(step, turn.history, turn.focus)
    return str(beside[-1]["slot"]), str(beside[-1]["local_date"])


def _fewer(amount: str, step: Log, turn: Turn) -> Plan[str | None]:
    """ "Ate 2 of them" behind "3 samosas": so many of what was just told; None where it cannot be of that."""
    told = (yield from as_they_stand(turn.focus.last())) if placing.wrote_just_now(turn.history) else []
    payload = payload_in(amount, turn.history.now)
    if len(told) != 1 or payload.quantity is None or payload != Payload(quantity=payload.quantity):
        return None
    had = told[0]["quantity"]
    if had is None or told[0]["unit"] in MASS_G or not 0 < payload.quantity < had:
        return None
    return (yield from edit_all(told, Change(None, payload, step.text), turn))


def looked_up(turn: Turn) -> str | None:
    """The food that the turn before was asked about, where nothing else was: "can you add that?", "I just had one"."""
    previous = turn.history.previous
    steps = read(whole_text(previous), previous.now) if previous is not None else []
    return steps[0].text if len(steps) == 1 and isinstance(steps[0], LookUp) else None


def _food_of(turn: Turn) -> str | None:
    """The food that the turn before kept from its label, or was asked about, without an amount: what "of it" is of."""
    previous = turn.history.previous
    kept = [each for each in previous.results if each.ok and each.tool == "create_food"] if previous is not None else []
    if kept and kept[-1].data.get("foods"):
        return str(kept[-1].data["foods"][0]["name"])
    asked_about = looked_up(turn)
    return None if asked_about is None else without_amount(asked_about)


def repeat(step: Repeat, turn: Turn) -> Plan[str]:
    """Write the same again."""
    if step.target is not None:
        entries = yield from entries_meant(step.target, turn)
    elif step == Repeat(bare=step.bare, one=step.one) and turn.focus.reversed:
        # "Once more" after an undo goes one further back; "log it again" has it back.
        undone = turn.focus.written is not None and turn.focus.written.tool == "undo"
        return (yield from reversing.reverse(Undo() if step.bare and undone else Redo(), turn))
    else:
        entries = yield from as_they_stand(turn.focus.last())
    if not entries and step.or_log is not None:
        return (yield from log(step.or_log, turn))
    if not entries:
        return "I do not know what to log again; tell me the food."
    quantity = Decimal(1) if step.one and _is_counted(entries[0]) else step.quantity
    if (step.one and len(entries) > 1) or (
        quantity is not None and (len(entries) > 1 or not _in_unit(entries[0], step.unit or entries[0]["unit"]))
    ):
        return "How much of what? Tell me the food, like “another slice of toast”."
    said: list[str] = []
    beside = placing.just_told(turn.history, turn.focus) if step.target is None and step.into is None else None
    for slot in dict.fromkeys(entry["slot"] for entry in entries):
        items = [finding.again(entry, quantity, step.share) for entry in entries if entry["slot"] == slot][:30]
        into = step.into or (slot if len(entries) > 1 else beside[0] if beside is not None else None)
        day = beside[1] if beside is not None and beside[1] != turn.today.isoformat() else None
        result = yield from turn.call("log_meal", items=items, slot=_value(into), local_date=day)
        said.append(wording.logged(result, turn.today) if result.ok else wording.refused(result))
    return " ".join(said)


def _is_sure(estimate: Result) -> bool:
    """Whether an estimate knows every food that it found: what nobody called a meal is no draft besides."""
    return all(item["question"] is None for item in estimate.data["items"])


def _is_counted(entry: Entry) -> bool:
    """Whether an entry is so many of something, of which another one is one more: glasses, slices, and no grams."""
    return entry["quantity"] is not None and entry["unit"] not in MASS_G and entry["unit"] not in VOLUME_ML


def _in_unit(entry: Entry, unit: str | None) -> bool:
    """Whether more of an entry may be told in a unit: "two more slices" of what was said in slices, "two more" of anything."""
    return entry["food_id"] is not None and unit in (None, entry["unit"])


def _value(slot: str | None) -> str | None:
    return None if slot is None else str(slot)
