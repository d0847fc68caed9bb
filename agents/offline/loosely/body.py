"""Measures of the body and exercise, wherever in a sentence they stand."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from agents.offline.eaten import KIN
from agents.offline.labels import number_in
from agents.offline.loosely.when import when_in
from agents.offline.nutrients import named_in
from agents.offline.skills.energy import AskExpenditure
from agents.offline.skills.measurement_words import (
    BETWEEN,
    LIFTED,
    AskMeasures,
    DeleteMeasure,
    LogMeasures,
    Said,
    on_its_day,
)
from agents.offline.skills.moving import Move, hour_told, measured
from agents.offline.skills.sports import NAMED, activity_named, kind_named
from agents.offline.spans import read_span
from fithub.core.clock import LocalMoment
from fithub.estimation.lexicon import words

METRICS: Final[Mapping[str, re.Pattern[str]]] = {
    metric: re.compile(rf"(?:\b|(?<=\d)(?=\W))(?:{said})\b", re.IGNORECASE)
    for metric, said in {
        "body_fat_percent": r"body ?-?fat|bf|fat (?:percentage|percent|%)|(?<=\d) ?(?:%|percent) (?:body ?)?fat",
        "muscle_mass_percent": r"muscle(?: mass)?",
        "waist_cm": r"waist(?:line)?|belly|tummy|middle",
        "hip_cm": r"hips?|bum",
        "neck_cm": r"neck|collar",
        "arm_cm": r"arms?|biceps?",
        "thigh_cm": r"thighs?",
        "calf_cm": r"calf|calves",
    }.items()
}
_WEIGHT: Final = re.compile(
    r"\b(?:weigh\w*|weight|scales?|kgs?|kilos?|lbs?|pounds?|stones?|st|heavy|bmi)\b", re.IGNORECASE
)
_READING: Final = re.compile(r"\b(?:measur\w*|readings?|values?|numbers?|results?)\b", re.IGNORECASE)
_STONE: Final = re.compile(
    r"(?<![\d.,])(?P<stones>\d{1,2}(?:\.\d)?) ?(?:st|"
    r"stones?)\b\.?(?:,? ?(?:and )?(?P<pounds>\d{1,2}(?:[.,]\d{1,2})?) ?(?:lbs?|pounds?)?)?",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(
    r"(?<![\d.,:/])(?P<number>\d{1,4}(?:[.,]\d{1,2})?)(?![\d:/]) ?(?P<unit>kgs?\b|kilo(?:s|grams?)?\b|lbs?\b|pounds?\b|%|"
    r"percent\b|"
    r"cms?\b|centimet(?:re|er)s?\b|in\b(?! (?:the|my|total|all))|inch(?:es)?\b|\")?",
    re.IGNORECASE,
)
# A figure that such words stand before is what it was not, or another time's.
_NOT_THIS: Final = re.compile(
    r"(?:\bnot|\bfrom|\binstead of|\brather than|\bsaid|\bwas supposed to be)\s*$", re.IGNORECASE
)
_FACTS: Final = re.compile(
    r"\b(?:trends?|trending|progress(?:ing|ed)?|graph|history|over time|chang(?:e|ed|ing)|up|down|los(?:e|ing|t)|"
    r"gain(?:ed|ing)?|"
    r"dropp(?:ed|ing)|going|shift(?:ed|ing)?|far|since|so far|put on)\b",
    re.IGNORECASE,
)
# Whose weight is nobody's in kilograms, pounds or stones.
_WEIGHTS: Final = {
    "": (Decimal(25), Decimal(600)),
    "kg": (Decimal(20), Decimal(400)),
    "lb": (Decimal(45), Decimal(900)),
}
# What a girth told without a unit may be, in centimetres or inches.
_BARE_GIRTH: Final = (Decimal(9), Decimal(200))
# What somebody weighed in another life, or would.
_LONG_AGO: Final = re.compile(
    r"\b(?:used to|back (?:at|in|when|then)|(?:years?|months?|decades?) (?:ago|back)|those (?:days|were)|at (?:school|uni\w*|"
    r"college)|"
    r"when (?:(?:i|we) (?!(?:\w+ )?(?:woke|got up|weighed|checked|stepped|looked|came back|got back|got home|got in|arrived|"
    r"finished)\b)|(?:he|she|they|my \w+|our \w+|the \w+) )\w+|on my wedding day|"
    r"in my (?:teens|twenties|thirties|prime|day)|as an? (?:kid|"
    r"teen\w*|student|child)|when i was|i was (?:once|always)|"
    r"before (?:the|my|i had)|"
    r"if i|wish|would|want|dream|goal|target|hope|"
    r"should(?! (?:be|have been|read|say)\b.*\bnot\b)|someday|by (?:the )?(?:end|summer|christmas|next))\b",
    re.IGNORECASE,
)
# "My weight is 80, height 180", "… and my goal is 75": the figure of that is no measure's.
_BESIDE: Final = re.compile(
    r"(?:\s*[,;]\s*(?:and )?|\s+and\s+)[^,;]*\b(?:height|tall|age|years? old|born|goal|target|aim\w*)\b[^,;]*(?=[,;]|$)",
    re.IGNORECASE,
)
_HALVES: Final = re.compile(r"(?<![\d.,])(?P<whole>\d{1,3}) and a (?P<part>half|quarter)\b", re.IGNORECASE)
_OTHERS: Final = re.compile(rf"^(?:\w+\s+){{0,3}}?(?:{KIN})\b(?!\s+(?:and|said|says|told|reckons))", re.IGNORECASE)
# Exercise of somebody else, or that was not done: watched, missed, planned, a habit, long ago.
_ANOTHER_MOVED: Final = re.compile(
    rf"^(?:(?:so|and|today|yesterday|this morning|apparently)[\s,]+)*(?:(?:my|our|the|his|her|their|this|that|"
    rf"a)\s+)?(?:\w+\s+)?"
    rf"(?:{KIN})\b(?!\s+(?:and|&)\s+(?:i|me)\b)",
    re.IGNORECASE,
)
_NOT_MOVED: Final = re.compile(
    r"\b(?:will|going (?:to|for)|gonna|about to|in a (?:bit|minute|moment|sec)|off (?:for|to)|want(?:ed)? to|wanna|plan(?:ned|"
    r"ning|s)?|should(?:'ve)?|might|"
    r"tomorrow|next (?:week|month|"
    r"\w+day)|"
    r"(?:did|do|have|was|could|would|ca|wo)n'?t|(?:did|do|have|could|was) not|couldn't|skipped(?! rope| for| \d)|"
    r"missed|cancel\w*|used to|usually|every|always|"
    r"normally|"
    r"never|if|unless|wish|hop(?:e|ing)|aim(?:ing)?|supposed|sign(?:ed|ing) up|train(?:ing)? for|watch(?:ed|ing)|"
    r"thinking|nearly|"
    r"almost|"
    r"years? ago|back in|when i was|last (?:year|summer|winter|spring|autumn|month)|no (?:run|gym|walk|work-?out|"
    r"exercise|sport|training|swim))\b"
    r"|'ll\b|^(?!.*\b(?:can|could|would|will) (?:you|u)\b).*\?\s*$",
    re.IGNORECASE,
)
_LB_PER_STONE: Final = 14


def measures(text: str, now: LocalMoment) -> LogMeasures | None:
    """Every measure that is told, each with a figure of its kind."""
    return _measures(text, now, instead=False)


def mended(text: str, now: LocalMoment) -> LogMeasures | None:
    """What the last measure should have been; None where no word is of a measure: "28 was wrong, 32" may be about anything."""
    if metric_in(text) is None:
        return None
    return _measures(text, now, instead=True)


def _measures(text: str, now: LocalMoment, *, instead: bool) -> LogMeasures | None:
    if _LONG_AGO.search(text) or _OTHERS.match(text) or LIFTED.search(text):
        return None
    if (several := _on_several_days(text, now, instead=instead)) is not None:
        return several if several.measures else None
    when = when_in(on_its_day(text), now)
    if when.day is not None and when.day > now.date:
        return None
    told = _HALVES.sub(
        lambda half: half["whole"] + (".5" if half["part"].lower() == "half" else ".25"), _BESIDE.sub("", when.rest)
    )
    parts = [part for part in BETWEEN.split(told) if part]
    named = [part for part in parts if metric_in(part) is not None]
    found = [said for part in named if (said := _said(part)) is not None] if len(named) > 1 else []
    if not found:
        whole = _said(told)
        found = [] if whole is None else [whole]
    at = None if when.at is None or (when.day in (None, now.date) and when.at > now.time) else when.at
    return LogMeasures(tuple(found), when.day, at, instead) if found else None


def _on_several_days(text: str, now: LocalMoment, *, instead: bool) -> LogMeasures | None:
    """Measures that each have a day of their own, "80.9 on Sunday, 80.4 today"; none of them where one is told without a figure or
    a day; None where at most one day is named."""
    parts = [when_in(on_its_day(part), now) for part in BETWEEN.split(text) if part]
    days = [part.day for part in parts if part.day is not None]
    if len(set(days)) < 2:
        return None
    named = metric_in(text) or "weight_kg"
    found = [_said(part.rest, named) for part in parts]
    if instead or any(day > now.date for day in days) or len(days) < len(parts):
        return LogMeasures(())
    told = [replace(said, day=part.day) for said, part in zip(found, parts, strict=True) if said is not None]
    return LogMeasures(tuple(told) if len(told) == len(parts) else ())


def metric_in(text: str) -> str | None:
    """The metric that words name."""
    girth = next((metric for metric, pattern in METRICS.items() if pattern.search(text)), None)
    return girth or ("weight_kg" if _WEIGHT.search(text) else None)


def _said(text: str, meant: str = "weight_kg") -> Said | None:
    """What a text tells of the metric that it names, or that is meant."""
    metric = metric_in(text) or meant
    stone = _STONE.search(text) if metric == "weight_kg" else None
    if stone is not None:
        pounds = Decimal(stone["stones"]) * _LB_PER_STONE + number_in(stone["pounds"] or "0")
        return Said(metric, pounds, "lb")
    figures = [each for each in _FIGURE.finditer(text) if not _NOT_THIS.search(text[: each.start()])]
    fitting = [said for each in figures if (said := _of_its_kind(metric, each)) is not None]
    # "Weight 82, no, 81.5": what is said last counts.
    return fitting[-1] if fitting else None


def _of_its_kind(metric: str, figure: re.Match[str]) -> Said | None:
    value, unit = number_in(figure["number"]), (figure["unit"] or "").lower()
    short = {"k": "kg", "l": "lb", "p": "lb", "c": "cm", "i": "in", '"': "in", "%": "%"}.get(unit[:1], "")
    if unit == "percent":
        short = "%"
    if metric == "weight_kg":
        low, high = _WEIGHTS.get(short, (Decimal(1), Decimal(0)))
        return Said(metric, value, short) if low <= value <= high else None
    if metric.endswith("percent"):
        return Said(metric, value, "%") if short in {"%", ""} and 2 < value < 75 else None
    # Where the girth is named, "waist 84" needs no unit.
    bare = not short and _BARE_GIRTH[0] <= value <= _BARE_GIRTH[1] and metric_in(figure.string) == metric
    return Said(metric, value, short) if short in {"cm", "in"} or bare else None


def unmeasured(text: str, now: LocalMoment) -> DeleteMeasure | None:
    """The last measure of what is named should go, or that of a day; the one that says so much, where that is told; None where
    no measure is named."""
    when = when_in(on_its_day(text), now)
    metric = metric_in(text)
    if metric is None and not _READING.search(text):
        return None
    return DeleteMeasure(metric, when.day, said=_said(when.rest))


def asked(text: str, now: LocalMoment) -> AskMeasures | None:
    """A question about what is named, or about weight; None where it asks for nutrients too."""
    if named_in(text):
        return None
    span = read_span(text, now)
    day = None if span is not None else when_in(text, now).day
    bmi = bool(re.search(r"\bbmi\b|body mass index", text, re.IGNORECASE))
    girths = tuple(metric for metric, pattern in METRICS.items() if pattern.search(text))
    everything = not girths and re.search(r"\bmeasur(?:ements?|es?|ed|ing)\b", text, re.IGNORECASE)
    metrics = () if everything else girths or ("weight_kg",)
    return AskMeasures(metrics, day, span, span is not None or bool(_FACTS.search(text)), bmi)


def moved(text: str, now: LocalMoment) -> Move | None:
    """Exercise with how long, far or many it was; None where it was another's, or was not done."""
    if is_anothers_exercise(text) or _NOT_MOVED.search(text):
        return None
    when = when_in(text, now)
    found = measured(when.rest)
    if len({kind_named(each[0]) for each in NAMED.finditer(when.rest)}) > 1:
        # Which of them so much was said of is not told.
        return None
    if not found or (when.day is not None and when.day > now.date):
        return None
    name = activity_named(when.rest) or ("walking" if "steps" in found else "activity")
    return Move(name, day=when.day, at=hour_told(text, when.day, now), **found)


def is_anothers_exercise(text: str) -> bool:
    """Whether somebody else is told of: "my husband ran 12 km", "Tom swam for an hour"."""
    first = text.split(" ", 1)[0]
    named = first[:1].isupper() and first.lower() in words("given_names")
    return named or _ANOTHER_MOVED.match(text) is not None


def burned(text: str, now: LocalMoment) -> AskExpenditure:
    """What the person burns."""
    return AskExpenditure(why=bool(re.search(r"\b(?:why|how (?:do|did) you|where)\b", text, re.IGNORECASE)))
