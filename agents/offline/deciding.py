"""Plans for a reply to what the turn before asked: a yes, a no, or a yes that wants something otherwise."""

from collections.abc import Sequence
from typing import Any, Final

from agents.offline import drafting, telling, wording
from agents.offline.calls import Plan, Turn
from agents.offline.reading import read
from agents.offline.steps import Delete, Log, Step, Undo

LEFT_OUT: Final = "All right, I left it out."
NOT_SO: Final = (
    "I have done nothing yet, since you want something otherwise: say yes or no to just what I asked, or tell me anew how it"
    " should be."
)
NOT_LOGGED: Final = (
    "I have not logged it yet, since you want something otherwise: say how much or which food, like “make it two”, or yes to it"
    " as it is."
)


def draft_just_asked(turn: Turn) -> dict[str, Any] | None:
    """The draft that the turn before ended with."""
    draft, previous = turn.focus.draft, turn.history.previous
    if draft is None or previous is None:
        return None
    asked = [each["id"] for result in previous.results if result.ok for each in result.data.get("drafts", ())]
    return draft if draft["id"] in asked else None


def drops_draft(steps: Sequence[Step], turn: Turn) -> bool:
    """Whether "delete that" or "never mind" is about a draft that was asked about alone: nothing else was written that it "
    "may mean."""
    previous = turn.history.previous
    if previous is None or any(result.ok and result.entries for result in previous.results):
        return False
    match list(steps):
        case [Undo(softly=True)]:
            return True
        case [Delete(targets=(target,))]:
            return not (target.words or target.many or target.slot or target.day or target.place)
    return False


def answer_approvals(yes: bool, turn: Turn) -> Plan[str]:
    """Pass the person's yes or no on, to all that the turn before has asked."""
    said: list[str] = []
    for approval_id in reversed(turn.history.just_asked):
        result = yield from turn.call("decide_approval", approval_id=approval_id, approve=yes)
        said.append(telling.finished([result], turn.today) if result.ok else wording.refused(result))
    return " ".join(dict.fromkeys(said))


def decide_draft(yes: bool, draft: dict[str, Any], turn: Turn) -> Plan[str]:
    """Write a draft down, or drop it."""
    result = yield from turn.call("confirm_draft" if yes else "decline_draft", draft_id=draft["id"])
    if not result.ok:
        return wording.refused(result)
    return wording.logged(result, turn.today) if yes else LEFT_OUT


def mend_draft(changes: dict[str, Any], turn: Turn) -> Plan[str]:
    """Change a draft, and ask again."""
    result = yield from turn.call("edit_draft", **changes)
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


def on_condition(rest: str, draft: dict[str, Any], turn: Turn) -> Plan[tuple[str, list[Step]]]:
    """A yes to a draft with something behind it: what to say, and the steps that are left to take.

    A change of the draft mends it, and it is asked about again; another meal comes on top; anything else leaves all as it is.
    """
    now = turn.history.now
    steps = read(rest, now)
    changes = drafting.changes_in(rest, steps, draft, now)
    if changes is not None:
        return (yield from mend_draft(changes, turn)), []
    if all(isinstance(step, Log) and step.certain for step in steps):
        return (yield from decide_draft(True, draft, turn)), steps
    return NOT_LOGGED, []
