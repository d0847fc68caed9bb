"""Whether a model's words agree with what its tools returned.

A sentence may tell a figure only if a tool of this turn, the context or the person told it, and may say that something was written,
changed or deleted only if a tool of this turn did so.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from tools.catalogue import WRITES

_FIGURE: Final = re.compile(
    r"(?<![\w.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(kcal|k?cals?|calories|kilojoules|kj|g|grams?|mg|milligrams?|µg|ug|mcg|micrograms?|kg|oz|ounces?|ml|%|percent)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_DONE: Final = (
    "logged|added|recorded|saved|tracked|noted|written|deleted|removed|changed|updated|corrected|"
    "undone|restored|reverted|copied|created|remembered"
)
_CLAIM: Final = re.compile(
    r"\b(?:i(?:'ve| have)?|it(?:'s| is| has been)|they(?:'re| are| have been)|(?:has|have) been|was|were|is|are|all|"
    rf"just|now|successfully)\s+(?:\w+\s+)?(?:{_DONE})\b"
    rf"|^(?:done|{_DONE})\b",
    re.IGNORECASE | re.MULTILINE,
)
# What is told as done although it waits for a yes: only looked for where something does.
_DONE_ALREADY: Final = re.compile(
    r"\b(?:i(?:'ve| have)?|it(?:'s| is)|(?:has|have) been|was|were|is|are|all|now)\s+(?:\w+\s+)?"
    r"(?:set|active|activated|imported|started|begun|ended|gone|cleared|wiped|approved|confirmed|done)\b"
    r"|^(?:set|activated|imported|cleared|gone|approved|confirmed)\b",
    re.IGNORECASE | re.MULTILINE,
)
_ONLY_MEANT: Final = re.compile(
    r"\b(?:would|could|will|once|if|when|after|before|until|shall|should|yes|waits?)\b|\?", re.IGNORECASE
)
_DENIAL: Final = re.compile(
    r"\b(?:not|nothing|no|never|n't|isn't|haven't|hasn't|wasn't|couldn't|can't)\b", re.IGNORECASE
)


def disagreements(text: str, *, sources: Iterable[str], done: Sequence[str], waits: bool = False) -> list[str]:
    """What the text says that nothing bears out, each in one line.

    `sources`: the texts in which a figure may stand (tool results, the context, what the person wrote). `done`: the names of the
    tools that wrote something in this turn. `waits`: a call of it waits for the person's yes.
    """
    known = [Decimal(number) for source in sources for number in _NUMBER.findall(source.replace(",", ""))]
    wrong = [
        f"{match.group(0)!r} stands in no tool result"
        for match in _FIGURE.finditer(text)
        if not _borne_out(match.group(1).replace(",", ""), known)
    ]
    if not WRITES & set(done):
        wrong += [
            f"{match.group(0)!r} claims a change that no tool made"
            for match in _CLAIM.finditer(text)
            if not _DENIAL.search(_sentence_around(text, match.start(), match.end()))
        ]
        wrong += [
            f"{match.group(0)!r} waits for the person's yes and is not done"
            for match in _DONE_ALREADY.finditer(text if waits else "")
            if not _is_only_meant(_sentence_around(text, match.start(), match.end()))
        ]
    return wrong


def _is_only_meant(sentence: str) -> bool:
    return bool(_DENIAL.search(sentence) or _ONLY_MEANT.search(sentence))


def _borne_out(figure: str, known: Sequence[Decimal]) -> bool:
    """Whether the figure is a known number, rounded to as many digits as it is told with, whatever its sign."""
    told = Decimal(figure)
    half_a_step = Decimal(1).scaleb(-len(figure.partition(".")[2])) / 2
    return any(abs(abs(number) - told) <= half_a_step for number in known)


def _sentence_around(text: str, start: int, end: int) -> str:
    before = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    after = min((place for mark in ".!?\n" if (place := text.find(mark, end)) >= 0), default=len(text))
    return text[before:after]
