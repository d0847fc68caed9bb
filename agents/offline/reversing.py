"""Plans for taking back and having back: undo, redo, restore."""

from typing import Final

from agents.offline import placing, remarks, wording
from agents.offline.calls import Plan, Turn
from agents.offline.steps import Redo, Restore, Undo

NOTHING_TO_RESTORE: Final = "Nothing was deleted or changed just now, so I bring nothing back. Say “undo” or “redo”."
# What leaves less or other than was there.
_TAKES: Final = frozenset(
    "delete_entry edit_entry delete_activity edit_activity delete_water edit_water delete_measurement"
    " edit_measurement delete_own edit_recipe remove_preference forget edit_planned".split()
)
_DELETES: Final = frozenset(each for each in _TAKES if each.startswith(("delete", "remove")))


def reverse(step: Undo | Redo | Restore, turn: Turn) -> Plan[str]:
    """Take the newest change back, so many of them, or do it again."""
    match step:
        case Restore(kept=kept):
            return (yield from _restore(turn, kept=kept))
        case Undo(softly=True) if not placing.wrote_just_now(turn.history):
            return remarks.nothing_waits(yes=False)
        case Undo():
            result = yield from turn.call("undo", times=step.times if step.times > 1 else None)
            return wording.taken_back(result, turn.today, again=False) if result.ok else wording.refused(result)
    result = yield from turn.call("redo")
    return wording.taken_back(result, turn.today, again=True) if result.ok else wording.refused(result)


def _restore(turn: Turn, *, kept: bool) -> Plan[str]:
    last = turn.focus.written
    if last is not None and last.waits:
        # It has not happened.
        return NOTHING_TO_RESTORE
    if turn.focus.reversed or (last is not None and last.tool == "undo"):
        return (yield from reverse(Redo(), turn))
    if last is not None and last.tool in (_DELETES if kept else _TAKES):
        return (yield from reverse(Undo(), turn))
    return NOTHING_TO_RESTORE
