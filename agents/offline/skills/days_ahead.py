"""The days that a plan is about, as people name them: "tomorrow", "on Friday", "this week"; and "every weekday" as a rule."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agents.offline.skills.ahead import read_ahead

_NAMES: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY: Final = "|".join(_NAMES)
_CODES: Final = {name: name[:2].upper() for name in _NAMES}
_WORKING: Final = "MO,TU,WE,TH,FR"
_NEAR: Final = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_DAY: Final = re.compile(
    rf"\b(?:(?P<after>the day after tomorrow)|(?:for |on )?(?P<near>{'|'.join(_NEAR)})(?:'s| morning| evening| night)?|"
    rf"(?:for |on )?(?:(?P<next>next|this|coming) )?(?P<weekday>{_WEEKDAY})(?:'s)?|"
    r"(?:for |on |in )?(?:the )?(?P<span>this|next|coming) (?P<what>week(?:end)?)(?:'s)?|(?:for |over )?the (?P<end>weekend)|"
    r"(?:for |in |over )?(?:the )?next (?P<days>\d{1,2}|seven|three|two|five) days)\b",
    re.IGNORECASE,
)
_SHORT: Final = {name[:length]: name for name in _NAMES for length in (3, 4, 5)} | {name: name for name in _NAMES}
_DAY_NAME: Final = rf"(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})s?"
# Days of every week: "Monday to Friday", "Mon-Fri", "on Fridays", "sat and sun".
_FROM_TO: Final = re.compile(
    rf"\b(?:on |from |for )?(?P<first>{_DAY_NAME})\.? ?(?:to|through|thru|till|until|-|–) ?(?P<last>{_DAY_NAME})\b\.?",
    re.IGNORECASE,
)
_SOME: Final = re.compile(
    rf"\b(?:on |for |every |each )*(?P<days>{_DAY_NAME}(?:(?:,? ?(?:and|&|\+|or)|,) ?{_DAY_NAME})*)\b\.?"
    r"|\b(?:on |at |for |over )*(?:the )?(?P<end>weekends?)\b",
    re.IGNORECASE,
)
_COUNTS: Final = {"two": 2, "three": 3, "five": 5, "seven": 7}
_OFTEN: Final = re.compile(
    rf"\b(?:(?:on |for )?(?:every|each) (?P<every>(?:single )?day|other day|second day|weekdays?|work(?:ing)? ?days?|"
    rf"weekends?|morning|evening|night|(?:{_WEEKDAY})s?(?:(?:,| and|, and) (?:{_WEEKDAY})s?)*)"
    r"(?P<part> (?:morning|evening|night|noon))?|(?P<daily>daily)|"
    rf"(?:on |for )?(?P<work>weekdays|"
    rf"work(?:ing)? ?days)|(?:on )?(?P<end>weekends)|on (?P<plural>(?:{_WEEKDAY})s(?:(?:,| and|, and) (?:{_WEEKDAY})s)*))\b",
    re.IGNORECASE,
)


# "On Thursday and Friday", "today and tomorrow".
_ONE_DAY: Final = rf"(?:today|tonight|tomorrow|{_WEEKDAY})"
_SEVERAL: Final = re.compile(
    rf"(?<!every )(?<!each )\b(?:on |for |both )*(?P<days>{_ONE_DAY}(?:'s)?(?:(?:,? ?(?:and|&|\+)|,) (?:on |for"
    rf" )?{_ONE_DAY}(?:'s)?)+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included, and the words that named them."""

    first: date
    last: date
    said: str = ""


def days_named(text: str, today: date, *, longest: int = 366) -> Days | None:
    """The days that words name: a weekday is the next one, today's included. None where they name none."""
    match = _DAY.search(text)
    if match is None:
        named = read_ahead(text, today)
        return None if named is None else Days(named, named)
    said = match[0]
    monday = today - timedelta(days=today.weekday())
    if match["after"]:
        return _one(today, 2, said)
    if match["near"]:
        return _one(today, _NEAR[match["near"].lower()], said)
    if match["weekday"]:
        ahead = (_NAMES.index(match["weekday"].lower()) - today.weekday()) % 7
        return _one(today, ahead or (7 if (match["next"] or "").lower() == "next" else 0), said)
    if match["days"]:
        count = int(match["days"]) if match["days"].isdigit() else _COUNTS[match["days"].lower()]
        return Days(today, today + timedelta(days=min(max(count, 1), longest) - 1), said)
    week = monday + timedelta(days=7 if (match["span"] or "").lower() == "next" else 0)
    if match["end"] or match["what"].lower() == "weekend":
        return Days(max(today, week + timedelta(days=5)), week + timedelta(days=6), said)
    return Days(max(today, week), week + timedelta(days=6), said)


def several_named(text: str) -> tuple[tuple[str, ...], str]:
    """The single days that words name in one breath ("on Thursday and Friday"), and the other words; none where there is one."""
    match = _SEVERAL.search(text)
    if match is None:
        return (), text
    return tuple(re.findall(_ONE_DAY, match["days"], re.IGNORECASE)), _without(text, match)


def rule_named(text: str) -> tuple[str | None, str]:
    """How often words say, as an RRULE or None, and the other words."""
    match = _OFTEN.search(text)
    if match is None:
        return None, text
    # "Every Sunday morning" says of which meal.
    rest = f"{text[: match.start()]} {text[match.end() :]}{match['part'] or ''}"
    often = (match["every"] or match["plural"] or "").lower()
    days = [_CODES[name] for name in _NAMES if name in often]
    if days:
        return f"FREQ=WEEKLY;BYDAY={','.join(days)}", rest
    if match["work"] or often.startswith(("weekday", "work")):
        return f"FREQ=WEEKLY;BYDAY={_WORKING}", rest
    if match["end"] or often.startswith("weekend"):
        return "FREQ=WEEKLY;BYDAY=SA,SU", rest
    return ("FREQ=DAILY;INTERVAL=2" if often in {"other day", "second day"} else "FREQ=DAILY"), rest


def weekdays_named(text: str) -> tuple[tuple[str, ...], str]:
    """The days of every week that words name, by name and in their order, and the other words; none where all are meant or none
    is named."""
    rule, rest = rule_named(text)
    if rule is not None:
        codes = rule.partition("BYDAY=")[2].split(",")
        return tuple(name for name in _NAMES if _CODES[name] in codes), rest
    span = _FROM_TO.search(text)
    if span is not None:
        first, last = (_NAMES.index(_full(span[each])) for each in ("first", "last"))
        days = [_NAMES[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1)]
        return tuple(name for name in _NAMES if name in days), _SOME.sub(" ", _without(text, span))
    found = list(_SOME.finditer(text))
    named = {_full(word) for each in found for word in re.findall(_DAY_NAME, (each["days"] or "").lower())}
    named |= {"saturday", "sunday"} if any(each["end"] for each in found) else set()
    return tuple(name for name in _NAMES if name in named), _SOME.sub(" ", text)


def _full(word: str) -> str:
    low = word.lower()
    return _SHORT[low] if low in _SHORT else _SHORT[low.removesuffix("s")]


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _one(today: date, ahead: int, said: str) -> Days:
    day = today + timedelta(days=ahead)
    return Days(day, day, said)
