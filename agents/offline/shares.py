"""How much of something was had, as a share of it: "two thirds of", "half", "a double portion", "left a quarter of it".

Of how many servings it was nothing is said here: who planned two and had two had all of it. Pure."""

import re
from decimal import Decimal
from typing import Final

from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import tokenise

_ABOUT: Final = (
    r"(?:(?:only|just|about|around|roughly|maybe|like|almost|nearly|approximately|approx|perhaps|say|probably)\s+)*"
)
_FRACTION: Final = (
    r"(?:(?:an?|one|two|three|four|[1-9])\s+)?(?:half|halves|thirds?|quarters?|fourths?|fifths?|eighths?)|[1-9]/[1-9]\d?|"
    r"[½⅓⅔¼¾]|\d{1,2}(?:\.\d)? ?(?:%|percent|per cent)"
)
_OF: Final = (
    r"(?:\s+an?(?=\s+(?:portion|serving|helping))|\s+of(?:\s+(?:it|that|them|this))?|\s+as much(?:\s+as\s+planned)?)?"
)
_PORTION: Final = r"(?:\s*-?(?:portion|serving|helping|plate|bowl)(?:\s+of)?\b)?"
_BUT: Final = r"(?:[\s,;–-]*\b(?:but|and|though)\s+|[\s,;–-]+)?"
_SHARE: Final = re.compile(
    rf"{_BUT}\b(?P<left>(?:i\s+)?(?:left|leaving|leave|saved|kept)\s+|(?:all|everything)\s+(?:but|"
    rf"except)\s+)?{_ABOUT}(?<![\w.,/])(?P<share>{_FRACTION})(?![\w/]){_OF}{_PORTION}"
    # "My planned half baguette" is all of what was planned.
    r"(?=\s*$|\s*[,;.!]|\s+(?:the|my|our|that|what|but|and|though|as|today|tonight|yesterday|for|at)\b|(?<=of)\s|(?<=portion)\s)",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(
    rf"{_BUT}\b{_ABOUT}(?:an? )?(?P<times>double|twice|triple)(?:\s+(?:as much|the amount|the portion|portions?|servings?|"
    r"helpings?)(?:\s+(?:of|as planned))?\b)?",
    re.IGNORECASE,
)
_FIFTHS: Final = re.compile(r"^(?P<count>an?|one|two|three|four|[1-9])?\s*fifths?$", re.IGNORECASE)
# What became of what was not eaten is no share of its own: "and binned the rest".
_REST: Final = re.compile(
    r"[\s,;–-]*\b(?:and|but|then)?\s*\b(?:i\s+)?(?:left|binned|threw|chucked|gave|saved|kept|froze|packed|put|tossed|"
    r"keeping|saving)\s+(?:away\s+|out\s+|up\s+)?(?:the\s+)?(?:rest|other (?:half|part|bit)|remainder|remaining \w+)\b[^,;.]*$",
    re.IGNORECASE,
)
_TIMES_OF: Final = {"double": Decimal(2), "twice": Decimal(2), "triple": Decimal(3)}


def share_in(said: str) -> tuple[Decimal | None, str]:
    """The share that words tell, and the other words; None where they tell none, or more than one."""
    bare = _REST.sub("", said)
    found = list(_TIMES.finditer(bare)) or list(_SHARE.finditer(bare))
    if len(found) != 1:
        return None, bare
    (match,) = found
    rest = " ".join(f"{bare[: match.start()]} {bare[match.end() :]}".split())
    groups = match.groupdict()
    if groups.get("times"):
        return _TIMES_OF[groups["times"].lower()], rest
    part = _fraction(groups["share"])
    return (1 - part if groups["left"] else part), rest


def _fraction(said: str) -> Decimal:
    """A part of one: "two thirds", "3/4", "80%"."""
    fifths = _FIFTHS.match(said)
    if fifths is not None:
        return _count(fifths["count"] or "one") / 5
    number, _, percent = said.partition("%")
    if percent or said.endswith("%") or "cent" in said.lower():
        return Decimal(re.findall(r"[\d.]+", number)[0]) / 100
    return _count(said)


def _count(said: str) -> Decimal:
    if said.lower() in {"a", "an", "one"}:
        return Decimal(1)
    read = read_number(tokenise(said), 0)
    return Decimal(1) if read is None else read[0].value
