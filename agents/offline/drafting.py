"""What a message changes of the draft that was just asked about: "make it two", "200 g", "no, the whole milk one". Pure."""

import re
from collections.abc import Sequence
from typing import Any, Final

from agents.offline import finding
from agents.offline.reading import read
from agents.offline.steps import Change, Log, Payload, Remark, Step, Why
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

type Draft = dict[str, Any]
"""A draft as tools tell it (tools/brief.py)."""
# Nobody answers a question about a food in more words.
LONGEST: Final = 80
_ANSWER: Final = re.compile(
    r"^(?:(?:no|nope|actually|sorry|oh)[\s,.]+)*(?:it(?:'s| is| was)|i (?:mean|meant|had)|they (?:are|were))?\s*(?:the |a |an )?",
    re.IGNORECASE,
)


def changes_in(text: str, steps: Sequence[Step], draft: Draft, now: LocalMoment) -> dict[str, Any] | None:
    """The arguments of edit_draft that a message asks for; None where it is about something else."""
    if len(steps) != 1 or len(text) > LONGEST or not draft["items"]:
        return None
    match steps[0]:
        case Change() as change:
            return _by_change(change, draft)
        case Log() | Remark(why=Why.UNCLEAR):
            said = _ANSWER.sub("", text).strip(" .!")
            if (chosen := _alternative(draft, said)) is not None:
                return chosen
            if not isinstance(steps[0], Remark):
                return None
            for answer in (text.strip(" .!"), said):
                asked = read(f"make it {answer}", now)
                if len(asked) == 1 and isinstance(asked[0], Change) and (changes := _by_change(asked[0], draft)):
                    return changes
    return None


def _by_change(change: Change, draft: Draft) -> dict[str, Any] | None:
    payload = change.payload
    named = change.target.words if change.target is not None else ()
    place = _place(draft, named) if named else _first_asked(draft)
    if place is None or (change.target is not None and (change.target.many or change.target.place)):
        return None
    item = draft["items"][place]
    changes: dict[str, Any] = {"draft_id": draft["id"], "item": place + 1}
    if payload.food:
        chosen = _alternative(draft, payload.food)
        others = set(content_words(payload.food)) - set(content_words(f"{item['text']} {item['food'] or ''}"))
        if chosen is None and others:
            return None
        changes |= chosen or {}
    amount = finding.amount_changes(item, Payload(quantity=payload.quantity, unit=payload.unit, factor=payload.factor))
    moves = {name: value for name, value in finding.move_changes(payload).items() if name != "local_time"}
    changes |= amount | moves
    return changes if changes.keys() - {"draft_id", "item"} else None


def _alternative(draft: Draft, said: str) -> dict[str, Any] | None:
    """The other food that words choose: all of them are in its name, and in the name of no nearer one."""
    words = set(content_words(re.sub(r"\bones?\b", " ", said, flags=re.IGNORECASE)))
    if not words:
        return None
    found = [
        (len(content_words(other["name"])), place, other["id"])
        for place, item in enumerate(draft["items"])
        for other in item["alternatives"]
        if words <= set(content_words(other["name"]))
    ]
    if not found:
        return None
    _, place, food_id = min(found, key=lambda each: each[:2])
    return {"draft_id": draft["id"], "item": place + 1, "food_id": food_id}


def _place(draft: Draft, words: Sequence[str]) -> int | None:
    fitting = [
        place
        for place, item in enumerate(draft["items"])
        if set(words) & set(content_words(f"{item['text']} {item['food'] or ''}"))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _first_asked(draft: Draft) -> int | None:
    """The food that "it" is: the only one, or the only one that was asked about."""
    asked = [place for place, item in enumerate(draft["items"]) if item.get("question")]
    return 0 if len(draft["items"]) == 1 else asked[0] if len(asked) == 1 else None
