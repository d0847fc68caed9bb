"""Plans for a reply to what the turn before asked: a yes, a no, or a yes that wants something otherwise."""

import re
from collections.abc import Sequence
from typing import Any, Final

from agents.offline import drafting, finding, placing, telling, wording
from agents.offline.calls import Plan, Turn
from agents.offline.choosing import delete_all, spare
from agents.offline.editing import food_meant
from agents.offline.naming import targets_in
from agents.offline.reading import read
from agents.offline.replies import kept_of, only_of
from agents.offline.steps import Delete, Log, Step, Undo

# As many drafts as anybody answers with one yes.
MOST_WAITING: Final = 6
LEFT_OUT: Final = "All right, I left it out."
# "Take that back", of what was just asked about.
_POINTS: Final = re.compile(r"\b(?:it|that|this|them|those)\b", re.IGNORECASE)
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


def drafts_waiting(turn: Turn) -> list[dict[str, Any]]:
    """The drafts that wait, the first asked about first: those of the turn before, and those before it to which it only added
    ("plus 30 g parmesan") or of which it only mended one."""
    waiting: dict[str, dict[str, Any]] = {}
    asked = turn.history.previous
    while asked is not None and len(waiting) < MOST_WAITING:
        results = [result for result in asked.results if result.ok]
        drafts = {draft["id"]: draft for result in results for draft in result.data.get("drafts", ())}
        if not drafts or any(result.tool in {"confirm_draft", "decline_draft"} for result in results):
            break
        waiting = drafts | waiting
        writes = [result.tool for result in results if result.data.get("drafts")]
        if not placing.goes_with(asked.text) and set(writes) != {"edit_draft"}:
            break
        asked = asked.previous
    return list(waiting.values())


def drafts_meant(yes: bool, draft: dict[str, Any], turn: Turn) -> list[dict[str, Any]]:
    """The drafts that a yes or a no is about: a yes all that wait, a no those that were asked about last."""
    waiting = drafts_waiting(turn)
    if not yes and turn.history.previous is not None:
        last = [
            each["id"]
            for result in turn.history.previous.results
            if result.ok
            for each in result.data.get("drafts", ())
        ]
        waiting = [each for each in waiting if each["id"] in last]
    return waiting or [draft]


def drops_draft(steps: Sequence[Step], turn: Turn) -> bool:
    """Whether "delete that" or "never mind" is about a draft that was asked about alone: nothing else was written that it "
    "may mean."""
    previous = turn.history.previous
    if previous is None or any(result.ok and result.entries for result in previous.results):
        return False
    match list(steps):
        case [Undo(softly=True)]:
            return True
        case [Undo(named="", times=1)]:
            # "Undo" alone is of what was written, if anything was.
            return _POINTS.search(turn.history.text) is not None
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


def delete_others(text: str, turn: Turn) -> Plan[str | None]:
    """Ask anew about a deletion that waits, without what is to stay or of that alone which is to go; None where neither is told."""
    previous = turn.history.previous
    waiting = [result for result in previous.results if result.waits] if previous is not None else []
    asked = waiting[-1] if waiting else None
    if asked is None or asked.tool != "delete_entry" or "would" not in asked.data:
        return None
    would = asked.data["would"]["removed"]
    kept, only = kept_of(text), only_of(text)
    names = targets_in(kept or only or "", turn.history.now)
    if not all(finding.matching(would, target.words) for target in names if target.words) or not any(
        target.words for target in names
    ):
        return None
    for approval_id in turn.history.just_asked:
        yield from turn.call("decide_approval", approval_id=approval_id, approve=False)
    if kept:
        return (yield from spare(would, names, turn))
    chosen = [entry for target in names for entry in finding.matching(would, target.words)]
    return (yield from delete_all(chosen, turn))


def decide_drafts(yes: bool, draft: dict[str, Any], turn: Turn) -> Plan[str]:
    """Write the drafts down that a yes is about, or drop those that a no is about."""
    said: dict[str, None] = {}
    for each in drafts_meant(yes, draft, turn):
        said[(yield from decide_draft(yes, each, turn))] = None
    return " ".join(said)


def decide_draft(yes: bool, draft: dict[str, Any], turn: Turn) -> Plan[str]:
    """Write a draft down, or drop it."""
    result = yield from turn.call("confirm_draft" if yes else "decline_draft", draft_id=draft["id"])
    if not result.ok:
        return wording.refused(result)
    return wording.logged(result, turn.today) if yes else LEFT_OUT


def mend_draft(mended: drafting.Mended, draft: dict[str, Any], turn: Turn) -> Plan[str]:
    """Change a draft, and ask again; of a draft that nothing is left of, leave it be."""
    if len(mended.without) == len(draft["items"]):
        return (yield from decide_draft(False, draft, turn))
    said = ""
    for mend in mended.mends:
        args = dict(mend.args)
        if mend.food is not None:
            item = draft["items"][mend.place]
            food_id = yield from food_meant({"said": item["text"], "food": item["food"]}, mend.food, turn)
            if food_id is None:
                return f"I know no food called “{mend.food.payload.food}”. {NOT_LOGGED}"
            args["food_id"] = food_id
        said = yield from _edit(draft, mend.place, args, turn)
    # From the last on, since those behind one that is left out move up.
    for place in sorted(mended.without, reverse=True):
        said = yield from _edit(draft, place, {"drop": True}, turn)
    return said


def _edit(draft: dict[str, Any], place: int, args: dict[str, Any], turn: Turn) -> Plan[str]:
    result = yield from turn.call_as_it_is("edit_draft", {"draft_id": draft["id"], "item": place + 1, **args})
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


def on_condition(rest: str, draft: dict[str, Any], turn: Turn) -> Plan[tuple[str, list[Step]]]:
    """A yes to a draft with something behind it: what to say, and the steps that are left to take.

    A change of the draft mends it, and it is asked about again; another meal comes on top; anything else leaves all as it is.
    """
    now = turn.history.now
    steps = read(rest, now)
    changes = drafting.changes_in(rest, steps, draft, now)
    if changes is not None:
        return (yield from mend_draft(changes, draft, turn)), []
    if all(isinstance(step, Log) and step.certain for step in steps):
        return (yield from decide_draft(True, draft, turn)), steps
    return NOT_LOGGED, []
