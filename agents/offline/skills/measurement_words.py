"""Reading what is said of a body's measures. What is said of food ("the chicken weighs 150 g") is none of it.

A clause is heard (agents/offline/hearing.py) and then read by its kinds of words: it names a metric or a scale, says one amount
where it tells a measure, and every other word is one that such sentences have. One strange word, and it is about something else.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from agents.offline.hearing import AMOUNT, Amount, Heard, hear
from agents.offline.spans import Span
from agents.offline.steps import Wish
from agents.offline.vocabulary import REMOVE, SMALL
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class Said:
    """A metric and a value in a unit as said; `unit` "" where none was; `day`: its own, where several have each another."""

    metric: str
    value: Decimal
    unit: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LogMeasures(Wish):
    """Measures to write down; `day` and `at` where they were said. `instead`: the last one of that metric was wrong; `or_new`: and
    where there is none, this is one."""

    measures: tuple[Said, ...]
    day: date | None = None
    at: time | None = None
    instead: bool = False
    or_new: bool = False


@dataclass(frozen=True, slots=True)
class MeasureWithout(Wish):
    """A measure is to be written down, and its value was not said."""

    metric: str


@dataclass(frozen=True, slots=True)
class AskMeasures(Wish):
    """A question about metrics (none: all of them): the latest measures, those of a day, or (`change`) their
    course over a time."""

    metrics: tuple[str, ...]
    day: date | None = None
    span: Span | None = None
    change: bool = False
    bmi: bool = False


@dataclass(frozen=True, slots=True)
class DeleteMeasure(Wish):
    """The last measure of a metric (None: of any), or of a day, should go; `many`: more than one was meant. `said`: what it
    says, where that is told."""

    metric: str | None
    day: date | None = None
    many: bool = False
    said: Said | None = None


WEIGHT: Final = "weight_kg"
# What is lifted is no weight of one's own.
LIFTED: Final = re.compile(
    r"\b(?:lift(?:ed|ing|s)?|bench(?:ed|ing)?|squat\w*|deadlift\w*|press(?:ed|es)?|curl(?:ed|s)?|kettlebells?|"
    r"dumbbells?|barbells?|reps?|sets of|"
    r"pr|pb|1rm|one rep max)\b",
    re.IGNORECASE,
)
# As they stand among words that were heard: without marks, "weigh-in" as two words.
_NAMES: Final[Mapping[str, str]] = {
    WEIGHT: r"(?:body )?weights?|bodyweight|weigh ins?|weighins?|weighed|weighing|weigh",
    "body_fat_percent": r"body ?fat|bodyfat|bf|fat percentage",
    "muscle_mass_percent": r"muscle(?: mass)?",
    "waist_cm": r"waist(?:line)?",
    "hip_cm": r"hips?",
    "neck_cm": r"neck",
    "arm_cm": r"(?:(?:left|right) )?(?:(?:upper )?arms?|biceps?)",
    "thigh_cm": r"(?:(?:left|right) )?(?:upper )?thighs?",
    "calf_cm": r"(?:(?:left|right) )?(?:calf|calves)",
}
_NAMED: Final = re.compile("|".join(rf"(?P<{key}>\b(?:{words})\b)" for key, words in _NAMES.items()))
_SCALE: Final = re.compile(r"\bscales?\b")
_READINGS: Final = frozenset(
    "measurement measurements measure measures reading readings entry entries value values log logs".split()
)
MASS: Final = "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes lb lbs pound pounds".split()
STONE: Final = frozenset({"st", "stone", "stones"})
LENGTH: Final = 'cm cms centimetre centimetres centimeter centimeters mm in inch inches " ″ ft feet'.split()
_SHARE: Final = ("%", "percent")
_UNITS: Final = frozenset({*MASS, *STONE, *LENGTH, *_SHARE})
# What one says around a measure of one's own.
_AROUND: Final = SMALL | frozenset(
    "down up back over under out sitting sat standing hovering stands down came come coming gone went got clocked"
    " clock log logged record"
    " recorded add save track note enter put write written time officially finally".split()
)
# And only where the measure or the scale is named.
_ABOUT_SCALES: Final = (
    _AROUND
    | _READINGS
    | frozenset(
        "stepped hopped jumped stood tipped tips got get says said say saying shows showed showing reads measured"
        " measuring measures taken"
        " dropped fallen fell risen rose crept went ended turned today's new current latest smart bathroom"
        " digital gym home doctor doctors"
        " clinic nurse clothes breakfast lunch dinner bed shower training workout toilet waking woke getting up"
        " empty stomach fasted naked"
        " after afterwards first thing percentage level size circumference girth around morning evening night here "
        "for or".split()
    )
)
# Words by which a measure that is written down is set right.
_MENDING: Final = frozenset(
    "actually wrong wrongly mistyped typed typo mistake meant mean correct correction fix change update edit mend"
    " adjust amend should"
    " instead rather really no nope sorry oops wait incorrect misread supposed into".split()
)
_THAT_ONE: Final = frozenset("last latest previous recent most logged recorded entered that".split())
_NOT_THAT: Final = re.compile(
    r",?\s*(?:and |but )?(?:not|instead of|rather than)\s+(?:the )?\d[\d.,]*\s*(?:kgs?|kilos?|lbs?|pounds?|stones?|"
    r"st|cms?|%)?(?=\W*$|[,;])",
    re.IGNORECASE,
)
# Who tells so much of a weight without naming it: "I'm down to 81 kg". So much is nobody's meal.
_I_AM: Final = re.compile(
    r"^(?:and |so |now |officially |finally |just )*"
    r"(?:i|i'm|i've|down to|up to|back (?:down |up )?(?:to|at|under)|put me down|clock(?:ed|ing)? in|came in|coming in)\b"
)
_LEAST: Final = {"kg": 30, "lb": 70, "st": 6}
# Where one measure ends and the next begins: not within "27,4", nor within "34 and a half".
BETWEEN: Final = re.compile(r"\s*(?:;|,(?!\d)|(?<!\d),)\s*(?:and )?|\s+and\s+(?!a (?:half|quarter)\b)", re.IGNORECASE)
# What may be said around a measure besides when it was.
_ASIDE: Final = re.compile(
    r"\b(?:(?:right |just )?(?:before|after) (?:breakfast|lunch|dinner|bed|training|the gym|my workout|a workout|waking up|"
    r"getting up|i woke up|the toilet|a shower|my shower)|on an empty stomach|fasted|naked|first thing|"
    r"right now|again|when i (?:woke|got) up|with (?:my )?clothes on)\b",
    re.IGNORECASE,
)
_TELLS: Final = frozenset("log record add save track note enter write put weighed update change".split())
_PARTS: Final[Mapping[Slot, time]] = {Slot.BREAKFAST: time(7, 30), Slot.DINNER: time(20, 0)}
_LB_PER_STONE: Final = 14
# So many measurements may be meant by a bare number; a larger one is what a measurement says.
_MOST_COUNTED: Final = 12
_ONLY_UNIT: Final = re.compile(
    r"^\W*(?:(?:no|oh|oops|sorry|wait|actually|ah|i (?:mean|meant)|that(?:'s| is| was)|it(?:'s| is| was)|in|should be|"
    r"should have been|"
    r"make it|make that)\b\W*)*(?P<unit>kgs?|kilos?|lbs?|pounds?|stones?|cms?|centimet(?:er|re)s?|inch(?:es)?)\b"
    r"(?:\W*(?:i (?:mean|meant)|sorry|of course|obviously|actually|not \w+|lol|instead|please|btw)\b)*\W*$",
    re.IGNORECASE,
)
# "My Friday weight" is that of Friday.
_WEEKDAYS: Final = re.compile(
    r"(?:(?<=^)|(?<=\bmy )|(?<=\bthe )|(?<=\bthis )|(?<=\bthat ))(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day [a-z])",
    re.IGNORECASE,
)
_REMOVING: Final = re.compile(rf"{REMOVE.pattern}|\bforget\b", re.IGNORECASE)
_ABOUT_REMOVED: Final = (
    SMALL
    | _READINGS
    | _THAT_ONE
    | frozenset("one all every both newest weighed wrong mistake incorrect error typed mistyped body there".split())
)


def hear_measure(text: str, now: LocalMoment) -> Heard:
    """What was heard of amounts that bodies have, with "12 stone 13" as one amount of pounds."""
    heard = hear(on_its_day(text), now, _UNITS)
    amounts, words = list(heard.amounts), list(heard.words)
    for place in range(len(amounts) - 2, -1, -1):
        stones, pounds = amounts[place], amounts[place + 1]
        if stones.unit in STONE and (pounds.unit in MASS[-4:] or (not pounds.unit and pounds.value < _LB_PER_STONE)):
            amounts[place : place + 2] = [Amount(stones.value * _LB_PER_STONE + pounds.value, "lb")]
            at = [index for index, word in enumerate(words) if word == AMOUNT][place + 1]
            del words[at]
    return Heard(tuple(amounts), tuple(words), heard.day, heard.at, heard.slot)


def on_its_day(text: str) -> str:
    """ "My Friday weight" as "my on Friday weight", whose day can be read."""
    return _WEEKDAYS.sub("on ", text)


def metrics_in(line: str) -> tuple[str, ...]:
    """The metrics that words name, each once, in their order."""
    return tuple(dict.fromkeys(str(match.lastgroup) for match in _NAMED.finditer(line)))


def only(line: str, known: Collection[str]) -> bool:
    """Whether words have no other beside metrics, scales, amounts and the `known`."""
    rest = _SCALE.sub(" ", _NAMED.sub(" ", line)).split()
    return all(word in known or word == AMOUNT for word in rest)


def read_log(clause: str, now: LocalMoment) -> LogMeasures | MeasureWithout | None:
    """Measures that a clause tells, or wants to have set right; None where it is about something else."""
    text = " ".join(_ASIDE.sub(" ", clause).split())
    settled = _NOT_THAT.sub(" ", text)
    whole = _read_told(settled, now, mends=settled != text)
    if whole is not None:
        return whole
    parts = [_read_told(part, now) for part in BETWEEN.split(settled) if part]
    told = [each for each in parts if each is not None]
    if len(told) < 2 or len(told) < len(parts):
        return _without_value(text, now)
    days = [each.day for each in told if each.day]
    apart = len(set(days)) > 1
    return LogMeasures(
        tuple(replace(measure, day=each.day) if apart else measure for each in told for measure in each.measures),
        days[-1] if days else None,
        next((each.at for each in told if each.at), None),
        any(each.instead for each in told),
    )


def read_value(clause: str, metric: str, now: LocalMoment) -> LogMeasures | None:
    """The value that an answer to "what do you weigh?" tells."""
    heard = hear_measure(clause, now)
    if len(heard.amounts) != 1 or not only(heard.line, _ABOUT_SCALES) or metrics_in(heard.line) not in {(), (metric,)}:
        return None
    return _told(Said(metric, heard.amounts[0].value, _unit(metric, heard.amounts[0])), heard, now)


def read_delete(clause: str, now: LocalMoment) -> DeleteMeasure | None:
    """A measure that is to go."""
    if not _REMOVING.search(clause):
        return None
    heard = hear_measure(_REMOVING.sub(" ", clause), now)
    named = metrics_in(heard.line)
    words = set(heard.words)
    if (
        not only(heard.line, _ABOUT_REMOVED)
        or len(named) > 1
        or not (named or words & _READINGS - {"log", "logs", "entry", "entries"} or _is_a_reading(heard))
    ):
        return None
    if heard.day is not None and heard.day > now.date:
        return None
    metric = named[0] if named else None
    values = [each for each in heard.amounts if each.unit or each.value > _MOST_COUNTED]
    if len(values) > 1:
        return None
    said = Said(metric or WEIGHT, values[0].value, _unit(metric or WEIGHT, values[0])) if values else None
    several = words & {"all", "every", "both"} or any(each.value > 1 for each in heard.amounts if each not in values)
    return DeleteMeasure(metric, heard.day, bool(several) and heard.day is None, said)


def _is_a_reading(heard: Heard) -> bool:
    """Whether one amount alone is what a scale shows: "the 82.4 one", "the 180 lb"."""
    each = heard.amounts[0] if len(heard.amounts) == 1 else Amount(Decimal(0))
    return each.value > _MOST_COUNTED and (each.value % 1 != 0 if not each.unit else each.unit in {*MASS, *STONE})


def read_unit(text: str) -> str | None:
    """The unit that a correction tells and nothing else: "pounds I mean", "sorry, inches"; None where it is another."""
    said = _ONLY_UNIT.match(text)
    return None if said is None else said["unit"].lower()


def _read_told(text: str, now: LocalMoment, *, mends: bool = False) -> LogMeasures | None:
    heard = hear_measure(text, now)
    if len(heard.amounts) != 1:
        return None
    (amount,) = heard.amounts
    mending = set(heard.words) & _MENDING
    plain = heard.without(*_MENDING)
    named = [each for each in metrics_in(plain.line) if each != WEIGHT] or list(metrics_in(plain.line))
    if len(named) > 1:
        return None
    if named or _SCALE.search(plain.line):
        metric = named[0] if named else WEIGHT
        if not only(plain.line, _ABOUT_SCALES | (_THAT_ONE if mending or mends else frozenset())):
            return None
    else:
        metric = WEIGHT
        if not _is_ones_weight(plain, amount) or (
            mending and not mending <= {"no", "nope", "sorry", "oops", "wait", "actually", "correction"}
        ):
            return None
    if not _fits(metric, amount, plain.words):
        return None
    if "should" in mending and not (mends or heard.day or set(heard.words) & _THAT_ONE or "been" in heard.words):
        # "My weight should be 75 kg" is a wish.
        return None
    return _told(Said(metric, amount.value, _unit(metric, amount)), heard, now, instead=bool(mending) or mends)


def _told(said: Said, heard: Heard, now: LocalMoment, *, instead: bool = False) -> LogMeasures | None:
    if heard.day is not None and heard.day > now.date:
        return None
    at = heard.at or (_PARTS.get(heard.slot) if heard.slot is not None else None)
    if at is not None and heard.day in (None, now.date) and at > now.time:
        at = None
    return LogMeasures((said,), heard.day, at, instead)


def _is_ones_weight(heard: Heard, amount: Amount) -> bool:
    """Whether an amount without a name is what somebody weighs: "82.4 kg this morning", "I'm down to 81 kg"."""
    kind = "st" if amount.unit in STONE else "lb" if amount.unit in MASS[-4:] else "kg" if amount.unit in MASS else ""
    if not kind or amount.value < _LEAST[kind] or not only(heard.line, _AROUND):
        return False
    had = {"have", "has", "had", "i've", "with", "for", "of"} & set(heard.words)
    alone = set(heard.words) <= {AMOUNT, "log", "at", "now", "today", "just"}
    return alone or ((not had or "put me down" in heard.line or "i've" in had) and bool(_I_AM.match(heard.line)))


def _fits(metric: str, amount: Amount, words: Collection[str]) -> bool:
    """Whether a metric is told in such a unit: without one only where it is surely a body's."""
    if metric == WEIGHT:
        return not amount.unit or amount.unit in MASS or amount.unit in STONE
    if metric.endswith("_cm"):
        return amount.unit in LENGTH if amount.unit else metric == "waist_cm" or bool({"my", "i", "log"} & set(words))
    return not amount.unit or amount.unit in _SHARE or amount.unit in MASS


def _unit(metric: str, amount: Amount) -> str:
    told = {'"': "in", "″": "in", "percent": "%"}.get(amount.unit, amount.unit)
    told = "st" if told in STONE else told
    return told or ("%" if metric.endswith("percent") else "")


def _without_value(text: str, now: LocalMoment) -> MeasureWithout | None:
    """ "Log my weight", "I just weighed myself": what to write down is told, and not how much."""
    heard = hear_measure(text, now)
    named = metrics_in(heard.line)
    words = set(heard.words)
    if (
        len(named) != 1
        or heard.amounts
        or not words & _TELLS
        or words & {"do", "did", "does", "how", "what", "when", "should"}
    ):
        return None
    told = _ABOUT_SCALES | {"want", "like", "update", "change", "need"}
    return MeasureWithout(named[0]) if only(heard.line, told) else None
