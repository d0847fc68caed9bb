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
_MEALS: Final = frozenset({"breakfast", "brunch", "lunch", "dinner", "supper", "snack"})
_AFTER_HOUR: Final = frozenset(
    "i we in this today yesterday last and on for then with tonight was were is a an some had ate drank".split()
)
# What stands between a time and the right one, and what of it says that the first was wrong.
_JOINING: Final = frozenset(
    ", . - – — ( well no nope actually sorry wait oops rather or maybe probably more closer nearer like to make it that was it's "
    "i mean meant at around about correction".split()
)
_NOT_SO: Final = frozenset(
    "no nope actually sorry wait oops rather more closer nearer mean meant make correction".split()
)
# "A pear around 11" is when; "almonds, around 11" is how many.
_SO_MANY: Final = frozenset({",", "(", ";", ":", "\n"})

type Read = tuple[time, int, bool]


def read_time(tokens: Sequence[Token], at: int) -> Read | None:
    """The time that begins at a token, where it ends, and whether it may as well be twelve hours later; None where none does.

    One that is put right at once counts as it is put right: "at 3, well, closer to 3.30".
    """
    place = at
    while place < len(tokens) and tokens[place].low in _OPENERS:
        place += 1
    read = _time_behind(tokens, place, opener=tokens[at].low if place > at else "", before=at - 1)
    while read is not None and (better := _put_right(tokens, read[1])) is not None:
        read = better
    return read


def _put_right(tokens: Sequence[Token], at: int) -> Read | None:
    """The time that is said to be the right one: ", well, more like half ten", ", no, 8"."""
    place, said = at, set[str]()
    while place < len(tokens) and tokens[place].low in _JOINING:
        said.add(tokens[place].low)
        place += 1
    if said.isdisjoint(_NOT_SO):
        return None
    read = _time_behind(tokens, place, opener="at", before=at)
    return read if read is not None and _ends_clause(tokens, read[1]) else None


def _time_behind(tokens: Sequence[Token], place: int, *, opener: str, before: int) -> Read | None:
    """The time at a place, behind this opener, none where it is empty; `before`: the place before that."""
    if place >= len(tokens):
        return None
    opened = bool(opener)
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
    if not half and "." in tokens[place].text and not (opener in _AT and _ends_clause(tokens, place + 1)):
        # "7.30" may be so much of something; "at 7.30 I had" and "7.30pm" are when.
        return None
    if half and 1 <= hour <= _NOON:
        return time(hour % 12 + 12 * (half == "p"), minute), end, False
    if half or hour > 23:
        return None
    is_clock = tokens[place].kind is Kind.CLOCK
    if is_clock or (end := _past_oclock(tokens, place + 1)) > place + 1:
        return _told(tokens, hour, minute, end, padded=is_clock and tokens[place].text.startswith("0"))
    ends = _ends_clause(tokens, place + 1) or _put_right(tokens, place + 1) is not None
    if opened and _is_hour(tokens, opener, before, hour) and ends:
        return _told(tokens, hour, minute, place + 1)
    return None


def _is_hour(tokens: Sequence[Token], opener: str, before: int, hour: int) -> bool:
    """Whether a bare number behind this opener is an hour: "at 11", "a pear around 11", "lunch about 1"."""
    if opener in _AT:
        return True
    if 1 <= hour <= _NOON and before >= 0 and tokens[before].low in _MEALS:
        return True
    return opener == "around" and 1 <= hour <= _NOON and before >= 0 and tokens[before].low not in _SO_MANY


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
    if opened and ahead[:1] == ["half"] and (hour := _hour(tokens, at + 1)) and _ends_clause(tokens, at + 2):
        # "At half ten", as the British say it.
        return hour, 30, at + 2
    if len(ahead) < 3 or ahead[0] not in _MINUTES or ahead[1] not in {"past", "to", "after", "before", "til"}:
        return None
    if ahead[0] not in {"half", "quarter"} and not opened:
        # "ten to twelve almonds" are a number of them.
        return None
    if ahead[1] not in {"past", "to", "til"} and not opened:
        return None
    hour = _hour(tokens, at + 2)
    if hour is None:
        return None
    minute = _MINUTES[ahead[0]]
    if ahead[1] in {"past", "after"}:
        return hour, minute, at + 3
    return (hour - 1) or _NOON, 60 - minute, at + 3


def _hour(tokens: Sequence[Token], at: int) -> int | None:
    """An hour of half a day, in a word or in digits."""
    if at >= len(tokens):
        return None
    hour = _HOURS.get(tokens[at].low) or _digits(tokens[at])[0]
    return hour if hour is not None and 1 <= hour <= _NOON else None


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
