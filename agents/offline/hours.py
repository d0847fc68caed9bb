"""What was at an hour: "the water at ten", "the run at 7". Pure."""

import re
from typing import Final

_UNITS: Final = r"ml|cl|dl|l|oz|litres?|liters?|kms?|k|miles?|min(?:ute)?s?|hours?|hrs?|steps|kcal|calories"
AT: Final = re.compile(
    r"(?:\b(?:at|from|around|about) |(?<![\w:.,])(?=\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o'?clock)|\d{1,2}:\d\d(?!\d)))"
    r"(?P<hour>\d{1,2}|noon|midday|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>[ap])\.?m\b\.?| ?o'?clock)?"
    rf"(?![\w.,]*\d| ?(?:{_UNITS})\b)",
    re.IGNORECASE,
)
_HOURS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "noon": 12, "midday": 12, "midnight": 0,
}  # fmt: skip


def is_at(local_time: str, at: re.Match[str]) -> bool:
    """Whether a time ("15:00:00") is at the hour that `AT` found; without morning or afternoon told it may be either."""
    hour, minute = int(local_time[:2]), int(local_time[3:5])
    told = at["hour"].lower()
    wanted = _HOURS[told] if told in _HOURS else int(told)
    half = (at["half"] or "").lower()
    same = hour == wanted or (hour % 12 == wanted % 12 and wanted <= 12)
    if half and (hour >= 12) != (half == "p"):
        return False
    return same and (at["minute"] is None or minute == int(at["minute"]))


_PARTS: Final = {
    "morning": (0, 12), "lunchtime": (11, 15), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 24), "tonight": (17, 24),
}  # fmt: skip


def is_in(local_time: str, said: str) -> bool:
    """Whether a time is in the part of the day that words name; so where they name none."""
    named = [_PARTS[word] for word in re.findall(r"[a-z]+", said.lower()) if word in _PARTS]
    hour = int(local_time[:2])
    return all(first <= hour < end for first, end in named)
