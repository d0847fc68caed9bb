"""The answer to "which one?": "the second one", "the 7:30 one", "the one before lunch, half past ten", "the longer". Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.offline import hours


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing as a question listed it: when it was ("07:30:00"), the figures it may be called by, the first its size, and the words
    of its name."""

    at: str
    sizes: tuple[Decimal, ...]
    words: frozenset[str]


_PLACES: Final = {
    "first": 1, "1st": 1, "earlier": 1, "earliest": 1, "older": 1, "oldest": 1, "top": 1, "former": 1, "second": 2, "2nd": 2,
    "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "last": -1, "latest": -1, "later": -1, "newer": -1,
    "newest": -1, "latter": -1, "bottom": -1, "final": -1,
}  # fmt: skip
_LARGE: Final = frozenset("longer longest long bigger biggest big larger largest large further furthest".split())
_SMALL: Final = frozenset("shorter shortest short smaller smallest small".split())
_PARTS: Final = frozenset("morning lunchtime afternoon evening night tonight".split())
# What names nothing by itself.
_EMPTY: Final = frozenset(
    "the that this those my one ones it entry a an of no sorry please pls thanks thank you i mean meant was were is delete remove "
    "change take get rid out away off number from in at around about only just and for me oh ah ok okay which said had did logged "
    "on to min mins minute minutes hour hours hr hrs h km kms k mile miles ml l cl litre litres liter liters g gram grams kcal "
    "steps".split()
)
_AROUND_MEAL: Final = re.compile(
    r"\b(?P<side>before|after) (?:my |the |having |i had )?(?P<meal>breakfast|brunch|lunch|dinner|supper|work|bed)\b"
)
# When the meals of a day are, and work and bed.
_MEALS: Final = {
    "breakfast": "08:00", "brunch": "11:00", "lunch": "12:30", "dinner": "18:30", "supper": "19:00", "work": "09:00",
    "bed": "22:00",
}  # fmt: skip
_HOURS: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTES: Final = {
    "five": 5, "ten": 10, "fifteen": 15, "quarter": 15, "twenty": 20, "twenty five": 25, "thirty": 30, "half": 30,
    "thirty five": 35, "forty": 40, "forty five": 45, "fifty": 50, "fifty five": 55,
}  # fmt: skip
_OF_MINUTES: Final = (
    r"(?:(?:twenty|thirty|forty|fifty)[ -]five|five|ten|fifteen|quarter|twenty|thirty|half|forty|fifty|\d{1,2})"
)
# "Ten past six", "a quarter to eight"; "seven thirty".
_PAST: Final = re.compile(
    rf"\b(?:a )?(?P<minutes>{_OF_MINUTES})(?: minutes?)? (?P<way>past|to) (?P<hour>{_HOURS}|\d{{1,2}})\b"
)
_SPOKEN: Final = re.compile(rf"\b(?P<hour>{_HOURS})[ -](?P<minutes>{_OF_MINUTES})\b(?! minutes?\b| (?:past|to)\b)")
_CLOCK: Final = re.compile(r"(?<![\w:.])(?<!at )(?=\d{1,2}[:.]\d\d(?!\d))")
# "Half an hour" is what a list may call 30 minutes.
_PHRASES: Final = (
    (re.compile(r"\b(?:an |one )?hour and a half\b"), "1.5"),
    (re.compile(r"\bhalf an? (?=hour|lit|k\b|mile)"), "0.5 "),
    (re.compile(r"\b(?:an|one) (?=hour)|\b(?:a|one) (?=lit(?:re|er)\b)"), "1 "),
)
_FIGURE: Final = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?!\d|(?:st|nd|rd|th)\b)")
_NUMBERED: Final = re.compile(r"(?:\bnumber |\bno\.? ?|#)(\d)\b")
_NEAR: Final = Decimal("0.02")
_NOON: Final = 12
LONGEST: Final = 90


def chosen(answer: str, listed: Sequence[Listed]) -> list[int] | None:
    """The places in a list that an answer means, one where it is clear; None where its words are about something else."""
    if len(answer) > LONGEST or answer.rstrip().endswith("?"):
        return None
    said = _with_clock(answer.lower().replace("’", "'"))
    fits = set(range(len(listed)))
    around = _AROUND_MEAL.search(said)
    if around is not None:
        time, before = _MEALS[around["meal"]], around["side"] == "before"
        fits &= {place for place, each in enumerate(listed) if (each.at[:5] <= time) == before}
    said = _AROUND_MEAL.sub(" ", said)
    at = hours.AT.search(said)
    if at is not None:
        fits &= {place for place, each in enumerate(listed) if hours.is_at(each.at, at)}
    said = hours.AT.sub(" ", said)
    numbered = _NUMBERED.search(said)
    if numbered is not None:
        fits &= {int(numbered[1]) - 1}
    figures = [Decimal(each.replace(",", ".")) for each in _FIGURE.findall(_NUMBERED.sub(" ", said))]
    for figure in figures:
        fits &= _of_size(figure, listed)
    words = [word for word in re.findall(r"[a-z]+|\d(?:st|nd|rd|th)\b", _FIGURE.sub(" ", said)) if word not in _EMPTY]
    names = frozenset[str]().union(*(each.words for each in listed))
    telling = [word for word in words if word not in names]
    for word in telling:
        if word in _PLACES:
            fits &= _at_place(_PLACES[word], fits if telling[0] in _PARTS else set(range(len(listed))))
        elif word in _PARTS:
            fits &= {place for place, each in enumerate(listed) if hours.is_in(each.at, word)}
        elif word in _LARGE | _SMALL:
            fits &= _extreme(listed, largest=word in _LARGE)
        else:
            return None
    told = around or at or numbered or figures or telling
    return sorted(fits) if told else None


def _with_clock(said: str) -> str:
    """The words with their spoken times in digits: "half past seven" as "at 7:30"."""
    said = _SPOKEN.sub(lambda told: f"at {_hour(told['hour'])}:{_minutes(told['minutes']):02}", _PAST.sub(_past, said))
    said = _CLOCK.sub("at ", re.sub(r"\b(?:at|from|around|about) (?=at )", "", said))
    for phrase, figure in _PHRASES:
        said = phrase.sub(figure, said)
    return said


def _past(told: re.Match[str]) -> str:
    hour, minutes = _hour(told["hour"]), _minutes(told["minutes"])
    if told["way"] == "to":
        hour, minutes = (hour - 1) or _NOON, 60 - minutes
    return f"at {hour}:{minutes:02}"


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.split("|").index(word) + 1


def _minutes(word: str) -> int:
    return int(word) if word.isdigit() else _MINUTES[word.replace("-", " ")]


def _of_size(figure: Decimal, listed: Sequence[Listed]) -> set[int]:
    """Those of such a figure; where there is none, the one of that number in the list."""
    sized = {
        place for place, each in enumerate(listed) if any(abs(size - figure) <= figure * _NEAR for size in each.sizes)
    }
    return sized or ({int(figure) - 1} if figure == int(figure) and 0 < figure <= len(listed) else set())


def _at_place(place: int, among: set[int]) -> set[int]:
    """The one at a place, 1 the first and -1 the last."""
    there, index = sorted(among), place - 1 if place > 0 else place
    return {there[index]} if -len(there) <= index < len(there) else set()


def _extreme(listed: Sequence[Listed], *, largest: bool) -> set[int]:
    """The largest or the smallest, where all have a size."""
    sizes = [each.sizes[0] for each in listed if each.sizes]
    if len(sizes) < len(listed):
        return set()
    size = max(sizes) if largest else min(sizes)
    return {place for place, each in enumerate(sizes) if each == size}
