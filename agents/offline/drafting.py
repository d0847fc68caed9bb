"""What a message changes of the draft that was just asked about: "make it two", "200 g", "no, the whole milk one", "drop the
coffee". Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from agents.offline import finding
from agents.offline.amounts_listed import amounts_in
from agents.offline.eaten import PAST
from agents.offline.naming import targets_in
from agents.offline.reading import read
from agents.offline.replies import only_of
from agents.offline.steps import Change, Delete, Log, Payload, Remark, Step, Target, Why
from agents.offline.topics import listed_fixes, with_verb
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

type Draft = dict[str, Any]
"""A draft as tools tell it (tools/brief.py)."""
# Nobody answers a question about a food in more words.
LONGEST: Final = 120
# "Not the butter", "skip the butter", "didn't have the fries after all": what is not to be written down.
_LEFT_OUT: Final = re.compile(
    r"^\W*(?:(?:no|oh|wait|sorry|actually|and|but|yes|ok(?:ay)?)[\s,.!-]+)*"
    r"(?:not|skip|omit|exclude|hold|(?:i |we )?(?:did not|didn't|never|haven't) (?:\w+ )?(?:have|had|eat|ate|eaten|"
    r"drink|take|touch))"
    r" (?P<what>(?:the|any|that|those|my) [a-z][a-z -]{1,40}?)"
    r"(?: (?:though|please|in the end|after all|actually|this time|at all|today|thanks))*\W*$",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"^(?:(?:no|nope|actually|sorry|oh)[\s,.]+)*(?:it(?:'s| is| was)|i (?:mean|meant|had)|they (?:are|were))?\s*(?:the |a |an )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mend:
    """What becomes of the food at a place of a draft: `args` of edit_draft; with `food` it is another, which a correction names."""

    place: int = 0
    args: Mapping[str, Any] = field(default_factory=dict)
    food: Change | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """What becomes of a draft: foods that are otherwise, and the places of those that are left out."""

    mends: tuple[Mend, ...] = ()
    without: tuple[int, ...] = ()


def changes_in(text: str, steps: Sequence[Step], draft: Draft, now: LocalMoment) -> Mended | None:
    """What a message asks to be otherwise in a draft; None where any of it is about something else."""
    if len(text) > LONGEST or not draft["items"]:
        return None
    amounts = amounts_in(text, now)
    if amounts and len(amounts) == len(draft["items"]):
        told = zip(draft["items"], amounts, strict=True)
        return Mended(tuple(Mend(place, finding.amount_changes(*each)) for place, each in enumerate(told)))
    left_out = _left_out(text, draft, now)
    if left_out is not None:
        return left_out
    listed = listed_fixes(text)
    if len(listed) > 1 and all(not isinstance(step, Change | Delete) for step in steps):
        # "Curry 250, rice 180": of a draft that has both.
        steps = [step for each in listed for step in read(each, now)]
    elif len(steps) == 1 and isinstance(steps[0], Log | Remark):
        answer = _by_answer(text, steps[0], draft, now)
        return None if answer is None else Mended((answer,))
    mends: list[Mend] = []
    without: list[int] = []
    for step in steps:
        match step:
            case Change() if (mend := _by_change(step, draft)) is not None:
                mends.append(mend)
            case Delete() if (places := _without(step, draft)) is not None:
                without += places
            case _:
                return None
    return Mended(tuple(mends), tuple(dict.fromkeys(without))) if mends or without else None


def _left_out(text: str, draft: Draft, now: LocalMoment) -> Mended | None:
    """ "Just the egg", "not the butter", where that is in the draft."""
    only, out = only_of(text), _LEFT_OUT.match(text)
    if only is not None:
        kept = _places(targets_in(only, now), draft)
        rest = tuple(place for place in range(len(draft["items"])) if kept and place not in kept)
        return Mended(without=rest) if rest else None
    gone = _places(targets_in(out["what"], now), draft) if out is not None else None
    return Mended(without=gone) if gone else None


def _without(step: Delete, draft: Draft) -> tuple[int, ...] | None:
    """The places of what a deletion names of a draft; None where it names something else."""
    if not step.but:
        return _places(step.targets, draft)
    kept = _places(step.but, draft)
    return None if kept is None else tuple(place for place in range(len(draft["items"])) if place not in kept)


def _places(targets: Sequence[Target], draft: Draft) -> tuple[int, ...] | None:
    places = [_place_of(target, draft) for target in targets]
    known = tuple(place for place in places if place is not None)
    return known if len(known) == len(places) else None


def _place_of(target: Target, draft: Draft) -> int | None:
    if target.words or target.place is None:
        return _place(draft, target.words) if target.words else None
    index = target.place - 1 if target.place > 0 else len(draft["items"]) + target.place
    return index if 0 <= index < len(draft["items"]) else None


def _by_answer(text: str, step: Log | Remark, draft: Draft, now: LocalMoment) -> Mend | None:
    said = _ANSWER.sub("", text).strip(" .!")
    chosen = _alternative(draft, said)
    if chosen is not None:
        return chosen
    told = with_verb(text)
    if told is not None:
        # "And the chicken 120 g", where there is chicken in it.
        amended = read(told, now)
        return _by_change(amended[0], draft) if len(amended) == 1 and isinstance(amended[0], Change) else None
    if isinstance(step, Remark) and step.why is not Why.UNCLEAR:
        return None
    if isinstance(step, Log):
        # "Oat milk", in other words for the milk that was asked about.
        named = content_words(said)
        other = not PAST.search(text) and len(named) > 1 and _place(draft, named) is not None
        return _by_change(Change(None, Payload(food=said), said), draft) if other and not step.certain else None
    for answer in (text.strip(" .!"), said):
        asked = read(f"make it {answer}", now)
        if len(asked) == 1 and isinstance(asked[0], Change) and (mend := _by_change(asked[0], draft)):
            return mend
    return None


def _by_change(change: Change, draft: Draft) -> Mend | None:
    payload = change.payload
    if change.target is not None and (change.target.many or change.target.place):
        return None
    place = _meant(change, draft)
    if place is None:
        return None
    item = draft["items"][place]
    amount = finding.amount_changes(item, Payload(quantity=payload.quantity, unit=payload.unit, factor=payload.factor))
    moves = finding.move_changes(payload)
    others = set(content_words(payload.food)) - _words(item)
    if not others:
        return Mend(place, amount | moves) if amount or moves else None
    chosen = _alternative(draft, payload.food)
    if chosen is not None:
        return Mend(chosen.place, dict(chosen.args) | amount | moves)
    return Mend(place, amount | moves, food=change)


def _meant(change: Change, draft: Draft) -> int | None:
    """The food of a draft that a correction is about: what it names, what is like what it becomes, or the only one asked about.
    When it was is said of all of them."""
    named = change.target.words if change.target is not None else ()
    if not named and change.payload.only_moves:
        return 0
    if named:
        return _place(draft, named)
    like = _place(draft, content_words(change.payload.food))
    return _first_asked(draft) if like is None else like


def _alternative(draft: Draft, said: str) -> Mend | None:
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
    return Mend(place, {"food_id": food_id})


def _place(draft: Draft, words: Sequence[str]) -> int | None:
    fitting = [place for place, item in enumerate(draft["items"]) if set(words) & _words(item)]
    return fitting[0] if len(fitting) == 1 else None


def _words(item: Mapping[str, Any]) -> set[str]:
    return set(content_words(f"{item['text']} {item['food'] or ''}"))


def _first_asked(draft: Draft) -> int | None:
    """The food that "it" is: the only one, or the only one that was asked about."""
    asked = [place for place, item in enumerate(draft["items"]) if item.get("question")]
    return 0 if len(draft["items"]) == 1 else asked[0] if len(asked) == 1 else None
