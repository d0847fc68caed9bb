"""Reading that something is in the diary twice and was had once: "the soup is in there twice", "oops, that went twice". Pure."""

import re
from typing import Final

from agents.offline.marks import less_and_less
from agents.offline.naming import target_in
from agents.offline.steps import Target, Twice
from agents.offline.vocabulary import REMOVE
from fithub.core.clock import LocalMoment

_JUST_THAT: Final = re.compile(r"^(?:it|that|this)(?: one)?(?: out)?$", re.IGNORECASE)
LONGEST: Final = 120
_TWICE: Final = re.compile(
    r"\b(?:twice|(?:two|2) times|2x|x2|doubled(?: up)?|duplicated?|duplicates|in duplicate|a double(?: entry)?|double entry|"
    r"double[- ](?:logged|counted|posted|sent|tapped))\b",
    re.IGNORECASE,
)
# Where a thing is that nobody says they ate twice.
_IS_WRITTEN: Final = re.compile(
    r"\b(?:in (?:there|here|it|my \w+|the (?:diary|log|list|app))|on (?:there|here|the list)|there|listed|logged|added|"
    r"entered|recorded|counted|saved|noted|sent|posted|submitted|tapped|pressed|went(?: through| in| off)?|shows?(?: up)?|"
    r"showing(?: up)?|appears?|got in|have|put(?: in| down)?|duplicated?|duplicates|double)\b",
    re.IGNORECASE,
)
# "Duplicate yesterday's lunch" is an order to copy.
_COPIES: Final = re.compile(r"^\W*(?:please )?(?:duplicate|double)\s+(?!(?:entry|message|post)\b)\w", re.IGNORECASE)
_DONE_TWICE: Final = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:just |also |actually |really )*(?:had|ate|drank|eaten|drunk|ran|walked|weighed|went|did|made|"
    r"was|want|need|eat|drink)\b|\b(?:a|per) (?:day|week)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"^\W*(?:why|how come|is|are|did|does|do|have|has)\b", re.IGNORECASE)
# What stands around the food's name.
_AROUND: Final = re.compile(
    r"\b(?:why|how come|is|are|was|were|am|be|been|i|you|it|it's|that|that's|this|the app|my phone|we|they|do|does|did|has|"
    r"have|had|got|may|must|might|seems?|to|looks?|like|think|thought|accidentally|somehow|just|now|already|by mistake|by accident|"
    r"one|two|entry|entries|message|delete|remove|erase|take|get rid of|drop|scrap|out|for some reason|of)\b",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"\s*(?:[,;:(–]|\s-\s|\b(?:but|so|and|please|only|can you|could you)\b).*$", re.IGNORECASE | re.DOTALL
)
_ONE_OF_TWO: Final = re.compile(
    r"^(?:one|(?:just |only )*one|it|that|this|the (?:second|last|first|extra|other|duplicate|double|later|earlier))(?: one| copy|"
    r" entry)?(?: of (?:them|those|these|the two))?(?: out)?$",
    re.IGNORECASE,
)


def is_the_other(target: Target) -> bool:
    """Whether one of two is meant, and not just "that"."""
    return is_one_of_two(target) and not _JUST_THAT.match(target.said)


def read_twice(said: str, now: LocalMoment) -> Twice | None:
    """What is there once too often; None where a clause is about something else, or about what was eaten twice."""
    if (
        _COPIES.match(said)
        or len(said) > LONGEST
        or not _TWICE.search(said)
        or not _IS_WRITTEN.search(said)
        or _DONE_TWICE.search(said)
    ):
        return None
    words = _TAIL.sub("", less_and_less(said.strip(" .!?"))[-1])
    target = target_in(" ".join(_AROUND.sub(" ", _IS_WRITTEN.sub(" ", _TWICE.sub(" ", words))).split()), now)
    orders = REMOVE.search(less_and_less(said)[-1]) is not None
    return Twice(target if target.words else None, asks=bool(_ASKS.match(said)), orders=orders)


def is_one_of_two(target: Target) -> bool:
    """Whether one of two that are alike is meant: "one of them", "the later one"."""
    return bool(_ONE_OF_TWO.match(target.said))
