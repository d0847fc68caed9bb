"""Goals and targets, wherever in a sentence their figures stand."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from agents.offline.labels import number_in
from agents.offline.nutrients import named_in
from agents.offline.skills.ahead import read_ahead
from agents.offline.skills.goal_words import EndGoal, NewGoal
from agents.offline.skills.goals import AskGoals
from agents.offline.skills.target_words import NewTarget, Part, unit_factor
from agents.offline.skills.targets import AskNeed
from agents.offline.steps import About, AskDay
from fithub.core.clock import LocalMoment
from fithub.core.nutrients import NUTRIENTS

_WITHOUT_NUMBER: Final[Mapping[str, str]] = {
    "flexibility": r"flexib\w*|supple|stretch\w*|touch my toes|the splits|mobility",
    "strength": r"strong\w*|strength|pull-?ups?|push-?ups?|bench|deadlift|squat",
    "endurance": r"endurance|stamina|marathon|half marathon|[15]0?k\b|run (?:further|longer|a)|cardio",
    "general_fitness": r"fit(?:ter|ness)?|healthier|in shape|active",
}
_KEEPS: Final = re.compile(r"\b(?:maintain|keep|hold|stay|remain|not gain|stable)\b", re.IGNORECASE)
_MUSCLE: Final = re.compile(r"\b(?:gain|put on|bulk|muscle|bigger|grow)\b", re.IGNORECASE)
_LESS: Final = re.compile(r"\b(?:los(?:e|ing)|drop|shed|cut|slim|get rid of|less)\b", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])(?P<amount>\d{1,3}(?:[.,]\d{1,2})?|half an?|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|fifteen|twenty) "
    r"?(?P<unit>kgs?|kilo(?:s|grams?)?|lbs?|pounds?|stones?|st)\b(?: ?(?P<more>\d{1,2}) ?(?:lbs?|pounds?))?"
    r"(?P<pace> ?(?:per|a|every|each|/) ?week)?",
    re.IGNORECASE,
)
_WORDS: Final = {
    "half a": "0.5", "half an": "0.5", "a couple of": "2", "a": "1", "an": "1", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "fifteen": "15", "twenty": "20",
}  # fmt: skip
_TO: Final = re.compile(r"\b(?:to|at|of|be|weigh|reach|hit|under|below|is)\s*$", re.IGNORECASE)
_LB_PER_STONE: Final = 14
_FIGURE: Final = re.compile(
    r"(?P<way>\b(?:at least|no less than|minimum(?: of)?|over|above|at most|no more than|less than|under|below|up to|"
    r"max(?:imum)?(?: of)?)"
    r" )?(?<![\d.,/])(?P<figure>\d[\d.,]*\d|\d)(?![\d/]) ?"
    r"(?P<unit>k?cals?|calories|kilocalories|kj|grams?|g|milligrams?|mg|mcg|µg|percent|%)?(?![a-z])",
    re.IGNORECASE,
)
_LEAST: Final = re.compile(r"at least|no less|min|over|above", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_LEAST_ENERGY: Final = 700


def goal(text: str, now: LocalMoment) -> NewGoal | None:
    """A goal: to a weight, by so much, or of a kind that has no number."""
    amounts = list(_AMOUNT.finditer(text))
    pace = next((each for each in amounts if each["pace"]), None)
    whole = next((each for each in amounts if not each["pace"]), None)
    until = read_ahead(text, now.date)
    if whole is not None:
        value, unit = _amount(whole)
        its_pace = _amount(pace)[0] if pace is not None and _amount(pace)[1] == unit else None
        if _TO.search(text[: whole.start()]):
            return NewGoal("", value=value, unit=unit, until=until, pace=its_pace)
        if _LESS.search(text):
            return NewGoal("weight_loss", -value, None, unit, until, its_pace)
        if _MUSCLE.search(text):
            return NewGoal("muscle_gain", value, None, unit, until, its_pace)
        return NewGoal("", value=value, unit=unit, until=until, pace=its_pace)
    if pace is not None:
        value, unit = _amount(pace)
        gains = _MUSCLE.search(text) and not _LESS.search(text)
        return NewGoal("muscle_gain" if gains else "weight_loss", unit=unit, pace=value, until=until)
    if _KEEPS.search(text) and re.search(r"\bweight|where i am\b", text, re.IGNORECASE):
        return NewGoal("maintenance")
    kind = next(
        (kind for kind, words in _WITHOUT_NUMBER.items() if re.search(rf"\b(?:{words})", text, re.IGNORECASE)), None
    )
    if kind is not None:
        return NewGoal(kind, until=until)
    return NewGoal("weight_loss") if _LESS.search(text) else NewGoal("muscle_gain") if _MUSCLE.search(text) else None


def _amount(match: re.Match[str]) -> tuple[Decimal, str]:
    said = match["amount"].lower()
    value = Decimal(_WORDS[said]) if said in _WORDS else number_in(said)
    unit = {"k": "kg", "l": "lb", "p": "lb", "s": "st"}[match["unit"][0].lower()]
    return (value * _LB_PER_STONE + number_in(match["more"]), "lb") if match["more"] and unit == "st" else (value, unit)


def ended(text: str, now: LocalMoment) -> EndGoal:
    """The goal is wanted no more."""
    return EndGoal()


def progress(text: str, now: LocalMoment) -> AskGoals:
    """How far the goals are."""
    return AskGoals()


def target(text: str, now: LocalMoment) -> NewTarget | None:
    """Each figure that is a nutrient's or energy's."""
    figures = list(_FIGURE.finditer(text))
    parts: list[Part] = []
    for place, each in enumerate(figures):
        unit = (each["unit"] or "").lower()
        end = figures[place + 1].start() if place + 1 < len(figures) else len(text)
        begin = figures[place - 1].end() if place else 0
        named = named_in(text[each.end() : end])[:1] or named_in(text[begin : each.start()])[-1:]
        key = "energy_kcal" if unit.startswith(("k", "c")) else named[0] if named else None
        if key is None and not unit and _is_energy(each["figure"]):
            key = "energy_kcal"
        part = None if key is None else _part(key, unit, (each["way"] or "").strip(), each["figure"])
        if part is not None:
            parts.append(part)
    return NewTarget(tuple(parts)) if parts else None


def _part(key: str, unit: str, way: str, figure: str) -> Part | None:
    value = Decimal(figure.replace(",", "")) if _THOUSANDS.fullmatch(figure) else number_in(figure)
    name = "target" if not way else "min" if _LEAST.match(way) else "max"
    if unit in {"%", "percent"}:
        return None if key == "energy_kcal" else Part(key, name, value, "percent_of_energy")
    factor = unit_factor(NUTRIENTS[key].unit, unit)
    return None if factor is None else Part(key, name, value * factor)


def _is_energy(figure: str) -> bool:
    digits = re.sub(r"\D", "", figure)
    return len(digits) <= 4 and int(digits) >= _LEAST_ENERGY


def targets(text: str, now: LocalMoment) -> AskDay:
    """Which targets there are."""
    return AskDay(About.TARGETS, None, None, named_in(text))


def need(text: str, now: LocalMoment) -> AskNeed | None:
    """How much of what is named is recommended."""
    named = named_in(text)
    return AskNeed(named) if named else None
