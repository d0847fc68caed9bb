"""Corrections that name only another kind of what was told: "scrambled actually, not boiled", "diet, not regular", "make it
skimmed", "wholemeal sorry". Pure."""

import re
from dataclasses import replace
from typing import Final

from agents.offline.marks import LATE_MARK, less_and_less
from agents.offline.naming import KINDS, target_in
from agents.offline.steps import Change, Payload, Target
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

_KIND: Final = re.compile(
    r"^(?:(?:it|that|they|those|these|i) (?:was|were|is|are|meant|mean|should be|should have been) |(?:make|call) (?:it|"
    r"that|them) )?"
    r"(?:actually |really |the )?(?P<new>[a-z-]+(?: (?!actually|really|sorry|in|not|i)[a-z-]+)?)(?: (?:one|ones|kind|"
    r"version|sort|type))?"
    r"(?:,? (?:actually|really|in fact|sorry|though|i (?:mean|meant))\b)*"
    r"(?:[\s,]*(?:not|instead of|rather than|and not) (?:the )?(?P<old>[a-z-]+)(?: (?:one|ones|kind|version|sort))?)?$",
    re.IGNORECASE,
)
_SAYS_SO: Final = re.compile(
    r"^\W*(?:it|that|they|those|these|i|make|call|no|oh|oops|wait|sorry|actually)\b|"
    r"\b(?:actually|sorry|in fact|not|instead of|rather than|i (?:mean|meant))\b",
    re.IGNORECASE,
)
_IT_WAS: Final = re.compile(
    r"^\W*(?:it|that|they|those|these) (?:was|were|is|are)\b(?!.*\b(?:not|instead|rather|actually)\b)", re.IGNORECASE
)
# How something was as often as what it was: "it was cold".
_MOODS: Final = frozenset("cold hot fresh spicy light dark raw small large medium normal regular plain organic".split())
# A unit, and no food: "make it a large one".
_SIZES: Final = frozenset({"small", "medium", "large"})
# "The eggs this morning were scrambled actually, not boiled".
_OF_WHAT: Final = re.compile(
    r"^(?P<what>(?:the|my|that|those|yesterday|today|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:'s)? [^,;]{2,50}?) "
    r"(?:was|were|is|are|should be|should have been) (?P<rest>.+)$",
    re.IGNORECASE,
)
# What has no word in the name of a food.
_USUAL: Final = frozenset({"regular", "normal"})


def read_kind(said: str, now: LocalMoment) -> Change | None:
    """Another kind of what was told just now, or of what is named; None where a clause says of nothing that it was otherwise."""
    if not _SAYS_SO.search(said):
        return None
    of_what = _OF_WHAT.match(said)
    target = target_in(of_what["what"], now) if of_what is not None else None
    if of_what is not None and target is not None and target.words:
        kind = read_kind(of_what["rest"], now)
        return None if kind is None else replace(kind, target=target, said=said)
    late = LATE_MARK.match(said)
    for words in dict.fromkeys((*less_and_less(said), late["rest"] if late else said)):
        match = _KIND.match(words.strip(" ,.!"))
        if match is None or not _is_kind(match["new"]):
            continue
        if _IT_WAS.match(said) and set(content_words(match["new"])) <= _MOODS:
            continue
        old = tuple(content_words(match["old"] or ""))
        if not match["old"] or (old and _is_kind(match["old"])):
            named = Target(match["old"], old) if old and not _USUAL & set(old) else None
            return Change(named, Payload(food=match["new"], kind=True), said)
    return None


def _is_kind(said: str) -> bool:
    return set(said.lower().split()) <= KINDS - _SIZES
