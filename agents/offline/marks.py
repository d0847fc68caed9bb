"""What stands before or behind a correction: "no", "wait", "sorry", "I mean". Pure."""

import re
from typing import Final

MARK: Final = re.compile(
    r"^\W*(?P<mark>on second thoughts?|second thoughts|on reflection|come to think of it|thinking about it|no|nope|nah|sorry|"
    r"sory|sorri|soz|sry|srry|actually|wait|oops|whoops|ooops|ups|upps|argh|ugh|hang on|correction|"
    r"my mistake|my bad|my error|mea culpa|"
    r"i (?:just )?(?:made|had) (?:a |an )?(?:small |silly |little )?(?:typo|mistake|slip|error)|(?:that was |just )?a (?:typo|"
    r"slip)(?: of the finger)?|"
    r"i (?:mistyped|misspoke|misread|got (?:that|it) wrong|messed (?:that )?up)|typo|mistake|mistyped|misspoke|edit|"
    r"wrong (?:chat|person|thread|window|app|day|one|number)|wrong|(?:that|it)(?:'s| is| was) (?:all )?(?:wrong|incorrect|"
    r"not (?:right|correct))|not right|incorrect|hold on|i (?:must )?(?:admit|confess)|i mean|rather|scratch that|not quite|"
    r"who am i kidding|let's be honest|truth be told|hmm+|hm)"
    r"(?![\w'])[\s,.!:;–*-]*(?P<rest>.+)$"
    r"|^\*+\s*(?P<starred>[^*]+)\**$",
    re.IGNORECASE | re.DOTALL,
)
# "20 actually, it started raining": why is no part of what it should be.
_WHY: Final = (
    r"\s*(?:[,;(–]|\s-\s)\s*(?:(?:because|since|as|so|cos|cuz) )?(?:i|we|it|he|she|they|there|"
    r"(?:the )?rest|everything else|(?:the|my|that)(?! [\w -]{1,30}(?: was| were| should)))\b(?! (?:was|were|meant|mean)\b)[^\d]*"
)
_REASON: Final = re.compile(rf"{_WHY}$", re.IGNORECASE | re.DOTALL)
LATE_MARK: Final = re.compile(
    r"^(?P<rest>.+?)[\s,]+(?P<mark>actually|i (?:mean|meant|ment)|sorry|my (?:bad|mistake)|oops|ups|in fact|rather|really|to be"
    r" (?:exact|precise|honest))\W*"
    rf"(?:{_WHY})?$",
    re.IGNORECASE | re.DOTALL,
)

# Nobody says it more often; "no no no …" for a whole page would cost as many readings of the page.
MOST_MARKS: Final = 8

# "…, same amount": as it stands.
_AS_MUCH: Final = re.compile(
    r"\s*[,;(–-]\s*(?:(?:but|and|with|at) )?(?:the )?(?:same|equal) (?:amount|weight|size|quantity|grams|portion|much|time|meal)"
    r"(?: as before)?\W*$",
    re.IGNORECASE,
)


def without_reason(said: str) -> str:
    """The words without the reason that stands behind them, and without "same amount"."""
    return _REASON.sub("", without_same_amount(said))


def without_same_amount(said: str) -> str:
    """The words without that so much of it stays."""
    return _AS_MUCH.sub("", said)


def without_marks(said: str) -> str:
    """The words after "no", "wait", "sorry": what is to be otherwise."""
    return less_and_less(said)[-1]


def less_and_less(said: str) -> list[str]:
    """The words as they are, and with ever fewer of "no", "wait", "sorry" before them."""
    ways = [said]
    while len(ways) <= MOST_MARKS and (mark := MARK.match(ways[-1])) is not None:
        ways.append(mark["rest"] or mark["starred"])
    return ways
