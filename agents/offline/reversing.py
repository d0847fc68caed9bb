"""Plans for taking back and having back: undo, redo, restore."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from agents.offline import choosing, deciding, placing, remarks, skills, wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import History, Result
from agents.offline.locating import entries_meant
from agents.offline.naming import target_in
from agents.offline.nutrients import listed
from agents.offline.skills.measurement_words import DeleteMeasure
from agents.offline.steps import Delete, Redo, Restore, Target, Undo
from agents.offline.taking_back import MOST_UNDONE, NAMELESS
from fithub.foods.words import content_words
from tools.catalogue import WRITES

NOTHING_TO_RESTORE: Final = "Nothing was deleted or changed just now, so I bring nothing back. Say “undo” or “redo”."
# What leaves less or other than was there.
_TAKES: Final = frozenset(
    "delete_entry edit_entry delete_activity edit_activity delete_water edit_water delete_measurement"
    " edit_measurement delete_own edit_recipe remove_preference forget edit_planned".split()
)
_DELETES: Final = frozenset(each for each in _TAKES if each.startswith(("delete", "remove")))
_LOGS: Final = frozenset({"log_meal", "log_usual", "copy_meal", "log_planned"})
_SEVERAL: Final = 2
_REVERSALS: Final = frozenset({"undo", "redo"})
# What people call what a tool did, besides what it tells of itself.
_CALLED: Final[Mapping[str, str]] = {
    "measurement": "weight weigh-in weighing measurement reading waist scale kilo pound stone",
    "activity": "activity exercise workout training sport session run walk",
    "water": "water drink glass",
    "goal": "goal aim",
    "proposal": "target goal limit calorie protein carb fat fibre sugar macro",
    "profile": "profile setting unit height zone name birthday birth day",
    "settings": "setting summary mail email quiet pause",
    "planned": "plan",
    "plan": "plan",
    "diet": "diet",
    "recipe": "recipe",
    "food": "food label product",
    "measure": "measure bowl cup portion",
    "favourite": "favourite favorite",
    "draft": "draft",
    "remember": "memory fact allergy",
    "forget": "memory fact allergy",
    "import": "import file",
}
# What may be said of any change, besides what it was about; NAMELESS has most of it.
_CHANGES: Final = frozenset("change edit correction update deletion delete removal move".split())


def reverse(step: Undo | Redo | Restore, turn: Turn) -> Plan[str]:
    """Take the newest change back, so many of them, or do it again."""
    match step:
        case Restore():
            return (yield from _restore(step, turn))
        case Undo(softly=True) if not placing.wrote_just_now(turn.history):
            return remarks.nothing_waits(yes=False)
        case Undo(named=named) if named:
            return (yield from _undo_named(named, turn))
        case Undo(times=times) if times > 1:
            return (yield from _undo_several(step, turn))
        case Undo():
            return (yield from _undo(turn, 1))
    again = yield from _asked_again(turn)
    return (yield from _redo(turn, step.times)) if again is None else again


def _redo(turn: Turn, times: int) -> Plan[str]:
    result = yield from turn.call("redo", times=times if times > 1 else None)
    return wording.taken_back(result, turn.today, again=True) if result.ok else wording.refused(result)


def _undo(turn: Turn, times: int) -> Plan[str]:
    result = yield from turn.call("undo", times=times if times > 1 else None)
    draft = deciding.draft_just_asked(turn)
    if not result.ok and result.data.get("error") == "nothing_to_undo" and draft is not None:
        return (yield from deciding.decide_drafts(False, draft, turn))
    return wording.taken_back(result, turn.today, again=False) if result.ok else wording.refused(result)


def _undo_several(step: Undo, turn: Turn) -> Plan[str]:
    """So many changes; where the last one wrote several entries, "the last two" may be these, and is asked about."""
    if step.here and len(list(_written_here(turn.history))) < step.times:
        return f"I have not written down {step.times} things here just now, so I took nothing back. Tell me which ones should go."
    last = turn.focus.last()
    if not step.each and len(last) > 1 and not turn.focus.reversed:
        told = listed([wording.name(entry) for entry in last])
        return (
            f"The last change was {told}. Say “undo” to take that back alone, or “undo the last {step.times} changes” for what was"
            " before it, too. I took nothing back yet."
        )
    return (yield from _undo(turn, step.times))


def _written_here(history: History) -> Iterator[Result]:
    """What this conversation wrote, the newest first, up to what was taken back."""
    before: History | None = history.previous
    while before is not None:
        written = [result for result in before.results if result.ok and result.tool in WRITES and not result.waits]
        if any(result.tool in _REVERSALS for result in written):
            return
        # A turn is one change.
        yield from written[-1:]
        before = before.previous


def _undo_named(named: str, turn: Turn) -> Plan[str]:
    """Take back what is named: the last change, where it is about that; else an entry that was logged goes."""
    last, words = turn.focus.written, [word for word in content_words(named) if word not in NAMELESS]
    if last is not None and last.waits and (turn.history.just_asked or turn.history.asked_before):
        return "That has not happened yet: say yes or no to what I asked."
    if last is not None and not last.waits and last.tool not in _REVERSALS and _is_about(last, words):
        part = yield from _named_of_several(named, last, turn)
        return (yield from (_undo(turn, 1) if part is None else choosing.delete(Delete((part,)), turn)))
    of_body = skills.read_wish(f"delete {named}", turn.history.now)
    if isinstance(of_body, DeleteMeasure) and not _CHANGES & set(content_words(named)):
        return (yield from skills.take_wish(of_body, turn))
    target = target_in(named, turn.history.now)
    if (target.words or target.slot) and not _CHANGES & set(content_words(named)):
        entries = yield from entries_meant(target, turn)
        if entries:
            return (yield from choosing.delete(Delete((target,)), turn))
    return (
        f"“{named}” is not what was changed last, so I took nothing back. Say “undo” to take the last change back, or tell me what"
        " should go."
    )


def _named_of_several(named: str, last: Result, turn: Turn) -> Plan[Target | None]:
    """The food that is named where a meal of several was logged: "undo the donuts" leaves the fries; None for the whole."""
    target = target_in(named, turn.history.now)
    if last.tool not in _LOGS or not target.words or len(turn.focus.last()) < _SEVERAL:
        return None
    meant = yield from entries_meant(target, turn)
    return target if meant and len(meant) < len(turn.focus.last()) else None


def _is_about(result: Result, words: list[str]) -> bool:
    """Whether all that is named is of what a tool did."""
    known = " ".join(called for part, called in _CALLED.items() if part in result.tool)
    told = set(content_words(" ".join([known, *_texts(result.data)])))
    return bool(words) and all(word in told for word in words)


def _texts(value: Any) -> Iterator[str]:
    """All texts within a result."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


def _restore(step: Restore, turn: Turn) -> Plan[str]:
    last = turn.focus.written
    if last is not None and last.waits:
        # It has not happened.
        return NOTHING_TO_RESTORE
    if turn.focus.reversed or (last is not None and last.tool == "undo"):
        return (yield from reverse(Redo(_wanted(step.times, _undone(turn.history))), turn))
    if last is not None and (last.tool in (_DELETES if step.kept else _TAKES) or left_out(last)):
        return (yield from _undo(turn, _wanted(step.times, _deleted(turn.history))))
    return NOTHING_TO_RESTORE


def _wanted(times: int, taken: list[int]) -> int:
    """How many changes to have back, where so many things went with each of them, the newest first: of two that went in one change
    "both" is that change."""
    if times == 1 or not taken:
        return 1
    if times == 0:
        return 1 if taken[0] > 1 else len(taken)
    for count in range(1, len(taken) + 1):
        if sum(taken[:count]) >= times:
            return count
    return len(taken)


def _undone(history: History) -> list[int]:
    """How many entries went with each change that this conversation has just taken back, the newest first."""
    taken: list[int] = []
    for result in _written_until(history, frozenset({"undo"})):
        count = int(str(result.data.get("message", "1")).split()[0])
        taken += [len(result.removed) or 1] if count == 1 else [1] * count
    return taken[:MOST_UNDONE]


def _deleted(history: History) -> list[int]:
    """How many entries each deletion took that this conversation has just made, the newest first."""
    return [len(each.removed) or 1 for each in _written_until(history, _DELETES)][:MOST_UNDONE]


def _written_until(history: History, tools: frozenset[str]) -> Iterator[Result]:
    """What these tools did, the newest first, up to what another one wrote."""
    before: History | None = history.previous
    while before is not None:
        for result in reversed([each for each in before.results if each.ok and each.tool in WRITES and not each.waits]):
            if result.tool not in tools:
                return
            yield result
        before = before.previous


def left_out(result: Result) -> bool:
    """Whether a planned meal was left out."""
    meals = result.data.get("planned_meals", ())
    return result.tool == "edit_planned" and bool(meals) and all(each["state"] == "skipped" for each in meals)


def has_just_gone(history: History) -> bool:
    """Whether the turn before took something away, at once."""
    previous = history.previous
    written = [each for each in previous.results if each.ok and each.tool in WRITES] if previous is not None else []
    return bool(written) and all(not each.waits and (each.tool in _DELETES or left_out(each)) for each in written)


def _asked_again(turn: Turn) -> Plan[str | None]:
    """Ask again about the meal whose draft was dropped by the last change; None where that was no draft."""
    previous = turn.history.previous
    dropped = (
        [each for each in previous.results if each.ok and each.tool == "decline_draft"] if previous is not None else []
    )
    if previous is None or len(dropped) != 1 or turn.focus.dropped is None:
        return None
    draft = turn.focus.dropped
    result = yield from turn.call(
        "log_meal",
        items=[{"text": item["text"]} for item in draft["items"]],
        slot=draft.get("slot"),
        local_date=draft.get("local_date"),
    )
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)
