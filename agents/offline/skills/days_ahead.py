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
_COUNTS: Final = {"two": 2, "three": 3, "five": 5, "seven": 7}
_OFTEN: Final = re.compile(
    rf"\b(?:(?:on |for )?(?:every|each) (?P<every>(?:single )?day|other day|second day|weekdays?|work(?:ing)? ?days?|"
    rf"weekends?|morning|evening|night|(?:{_WEEKDAY})s?(?:(?:,| and|, and) (?:{_WEEKDAY})s?)*)|(?P<daily>daily)|"
    rf"(?:on |for )?(?P<work>weekdays|"
    rf"work(?:ing)? ?days)|(?:on )?(?P<end>weekends)|on (?P<plural>(?:{_WEEKDAY})s(?:(?:,| and|, and) (?:{_WEEKDAY})s)*))\b",
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


def rule_named(text: str) -> tuple[str | None, str]:
    """How often words say, as an RRULE or None, and the other words."""
    match = _OFTEN.search(text)
    if match is None:
        return None, text
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    often = (match["every"] or match["plural"] or "").lower()
    days = [_CODES[name] for name in _NAMES if name in often]
    if days:
        return f"FREQ=WEEKLY;BYDAY={','.join(days)}", rest
    if match["work"] or often.startswith(("weekday", "work")):
        return f"FREQ=WEEKLY;BYDAY={_WORKING}", rest
    if match["end"] or often.startswith("weekend"):
        return "FREQ=WEEKLY;BYDAY=SA,SU", rest
    return ("FREQ=DAILY;INTERVAL=2" if often in {"other day", "second day"} else "FREQ=DAILY"), rest


def _one(today: date, ahead: int, said: str) -> Days:
    day = today + timedelta(days=ahead)
    return Days(day, day, said)
