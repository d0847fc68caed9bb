"""Times of the clock in running text: "at 8am", "half past eight", "quarter to nine", "7 o'clock", "at noon"."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Final

from fithub.estimation.tokens import Kind, Token

_OPENERS: Final = frozenset(
    {"at", "around", "about", "by", "@", "~", "approximately", "circa", "near", "until", "till"}
)
_NAMED: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_HOURS: Final = {
    name: hour
    for hour, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_MINUTES: Final = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "5": 5, "10": 10, "20": 20, "25": 25}
_NOON: Final = 12
# "7.30pm" is how a clock is written too.
_POINTED: Final = re.compile(r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)")
_AT: Final = frozenset({"at", "@"})
_AFTER_HOUR: Final = frozenset(
    "i we in this today yesterday last and on for then with tonight was were is a an some had ate drank".split()
)
# "A pear around 11" is when; "almonds, around 11" is how many.
_SO_MANY: Final = frozenset({",", "(", ";", ":", "\n"})

type Read = tuple[time, int, bool]


def read_time(tokens: Sequence[Token], at: int) -> Read | None:
    """The time that begins at a token, where it ends, and whether it may as well be twelve hours later; None where none does."""
    place = at
    while place < len(tokens) and tokens[place].low in _OPENERS:
        place += 1
    if place >= len(tokens):
        return None
    opened = place > at
    if opened and tokens[place].low in _NAMED:
        return _NAMED[tokens[place].low], place + 1, False
    spoken = _spoken(tokens, place, opened=opened)
    if spoken is not None:
        return _told(tokens, *spoken)
    hour, minute = _digits(tokens[place])
    if hour is None:
        hour, minute = _HOURS.get(tokens[place].low) if opened else None, 0
    if hour is None:
        return None
    half, end = _half(tokens, place + 1)
    if not half and "." in tokens[place].text and not (tokens[at].low in _AT and _ends_clause(tokens, place + 1)):
        # "7.30" may be so much of something; "at 7.30 I had" and "7.30pm" are when.
        return None
    if half and 1 <= hour <= _NOON:
        return time(hour % 12 + 12 * (half == "p"), minute), end, False
    if half or hour > 23:
        return None
    is_clock = tokens[place].kind is Kind.CLOCK
    if is_clock or (end := _past_oclock(tokens, place + 1)) > place + 1:
        return _told(tokens, hour, minute, end, padded=is_clock and tokens[place].text.startswith("0"))
    if opened and _is_hour(tokens, at, hour) and _ends_clause(tokens, place + 1):
        return _told(tokens, hour, minute, place + 1)
    return None


def _is_hour(tokens: Sequence[Token], at: int, hour: int) -> bool:
    """Whether a bare number behind this opener is an hour: "at 11", "a pear around 11"."""
    if tokens[at].low in _AT:
        return True
    return tokens[at].low == "around" and 1 <= hour <= _NOON and at > 0 and tokens[at - 1].low not in _SO_MANY


def _told(tokens: Sequence[Token], hour: int, minute: int, end: int, *, padded: bool = False) -> Read:
    """The time with what is said of the half of the day behind it."""
    half, end = _half(tokens, end)
    if half and 1 <= hour <= _NOON:
        return time(hour % 12 + 12 * (half == "p"), minute), end, False
    return time(hour, minute), end, hour < _NOON and not padded


def _spoken(tokens: Sequence[Token], at: int, *, opened: bool) -> tuple[int, int, int] | None:
    """ "half past 8", "a quarter to nine", "ten past seven": hour, minute and where it ends."""
    at += tokens[at].low == "a" and at + 1 < len(tokens)
    ahead = [token.low for token in tokens[at : at + 3]]
    if len(ahead) < 3 or ahead[0] not in _MINUTES or ahead[1] not in {"past", "to", "after", "before", "til"}:
        return None
    if ahead[0] not in {"half", "quarter"} and not opened:
        # "ten to twelve almonds" are a number of them.
        return None
    if ahead[1] not in {"past", "to", "til"} and not opened:
        return None
    hour = _HOURS.get(ahead[2]) or _digits(tokens[at + 2])[0]
    if hour is None or not 1 <= hour <= _NOON:
        return None
    minute = _MINUTES[ahead[0]]
    if ahead[1] in {"past", "after"}:
        return hour, minute, at + 3
    return (hour - 1) or _NOON, 60 - minute, at + 3


def _digits(token: Token) -> tuple[int | None, int]:
    if token.kind is Kind.CLOCK:
        hour, minute = token.text.split(":")
        return (int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else (None, 0)
    if token.kind is Kind.NUMBER and token.text.isdecimal() and len(token.text) <= 2:
        return int(token.text), 0
    if (written := _POINTED.fullmatch(token.text)) is not None:
        return int(written["hour"]), int(written["minute"])
    return None, 0


def _half(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """ "am", "p.m." as "a" or "p", and where it ends."""
    if at >= len(tokens):
        return "", at
    if tokens[at].low in {"am", "pm"}:
        return tokens[at].low[0], at + 1
    dotted = [token.low for token in tokens[at : at + 3]]
    if dotted in (["a", ".", "m"], ["p", ".", "m"]):
        end = at + 3
        return dotted[0], end + (end < len(tokens) and tokens[end].low == ".")
    return "", at


def _past_oclock(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].low.replace("’", "'") in {"o'clock", "oclock"} else at


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing that could be counted follows: "at 8 I had …", "at 7."."""
    if at >= len(tokens) or not tokens[at].is_content:
        return at >= len(tokens) or tokens[at].low in {",", ".", ";", "\n", ":", ")"}
    return tokens[at].low in _AFTER_HOUR
