"""Reading what is said of a body's measures. What is said of food ("the chicken weighs 150 g") is none of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

from agents.offline.spans import Span, read_span
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.dates import read_when
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import tokenise


@dataclass(frozen=True, slots=True)
class Said:
    """A metric and a value in a unit as said; `unit` "" where none was."""

    metric: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LogMeasures(Wish):
    """Measures to write down; `day` and `at` where they were said. `instead`: the last one of that metric was wrong."""

    measures: tuple[Said, ...]
    day: date | None = None
    at: time | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class AskMeasures(Wish):
    """A question about metrics (none: all of them): the latest measures, those of a day, or (`change`) their course over a time."""

    metrics: tuple[str, ...]
    day: date | None = None
    span: Span | None = None
    change: bool = False
    bmi: bool = False


@dataclass(frozen=True, slots=True)
class DeleteMeasure(Wish):
    """The last measure of a metric (None: of any), or of a day, should go; `many`: more than one was meant."""

    metric: str | None
    day: date | None = None
    many: bool = False


_METRICS: Final[Mapping[str, str]] = {
    "weight_kg": r"(?:body ?|morning )?weight|weigh[- ]?in",
    "body_fat_percent": r"body ?fat(?: percentage| percent| %)?|bf|fat percentage",
    "muscle_mass_percent": r"muscle(?: mass)?(?: percentage)?",
    "waist_cm": r"waist(?:line)?",
    "hip_cm": r"hips?",
    "neck_cm": r"neck",
    "arm_cm": r"(?:(?:left |right )?(?:upper )?arms?|(?:left |right )?biceps?)",
    "thigh_cm": r"(?:left |right )?(?:upper )?thighs?",
    "calf_cm": r"(?:left |right )?(?:calf|calves)",
}
_SIZE: Final = r"(?: size| circumference| girth| measurement| measure)?"
_NUMBER: Final = r"(?:\d{1,4}(?:[.,]\d{1,3})?|[a-z]+(?:[ -][a-z]+){0,5}?)"
_KG_LB: Final = r"kgs?|kilo(?:s|gram(?:me)?s?)?|lbs?\.?|pounds?"
_STONE: Final = r"\d{1,2}\s*(?:st\.?|stones?)(?:\s*(?:and )?\d{1,2}(?:[.,]\d{1,2})?\s*(?:lbs?\.?|pounds?)?)?"
_LENGTH: Final = r"cms?|centi(?:metre|meter)s?|mm|in\.?|inch(?:es)?|\"|″|''|ft|feet"
_ABOUT: Final = (
    r"(?:(?:about|around|approximately|roughly|exactly|just(?: over| under)?|only|now|currently|down to|up to|at|in at)"
    r" )*"
)
_WEIGHT: Final = rf"(?P<stone>{_STONE})|(?P<number>{_NUMBER})\s*(?P<unit>{_KG_LB})?"
_HEAVY: Final = rf"(?P<stone>{_STONE})|(?P<number>{_NUMBER})\s*(?P<unit>{_KG_LB})"
_SO: Final = (
    r"(?:\s*[:=–-]\s*|\s+(?:is|was|are|were|measures?|measured|of|at|as|to|today|now|this morning)"
    r"(?:\s+(?:now|today|currently))?\s+|\s+)"
)
_LOG: Final = r"(?:log|add|record|save|track|note|enter|write down|put down)"
_NOW: Final = r"(?:today|now|currently|just|actually|also|still)"

# "My weight this morning was 82.4 kg".
_BETWEEN: Final = re.compile(
    rf"^(?P<what>(?:my )?(?:{_METRICS['weight_kg']}|waist|hips?|body ?fat)) (?P<when>\w.{{1,30}}?) (?P<is>is|was|were)"
    r" (?P<value>.+)$",
    re.IGNORECASE,
)

# What may be said around a measure besides when it was.
_ASIDE: Final = re.compile(
    r"\b(?:(?:right |just )?(?:before|after) (?:breakfast|lunch|dinner|bed|training|the gym|my workout|a workout|waking up|"
    r"getting up|i woke up|the toilet|a shower|my shower)|on an empty stomach|fasted|naked|first thing|on (?:the|my) scales?|"
    r"right now|just now|now|currently|again|when i (?:woke|got) up|with (?:my )?clothes on)\b",
    re.IGNORECASE,
)
_I_WEIGH: Final = re.compile(
    rf"(?:i(?:'ve| have)?(?: {_NOW})? weigh(?:ed)?|(?:just )?weighed)(?: myself)?(?: in)?(?:,| and i(?:'m| am))?\s+"
    rf"{_ABOUT}(?:{_WEIGHT})",
    re.IGNORECASE,
)
_I_AM: Final = re.compile(rf"i(?:'m| am| was)(?: {_NOW})?\s+{_ABOUT}(?:{_HEAVY})", re.IGNORECASE)
_SCALE: Final = re.compile(
    rf"(?:the|my) scales? (?:says?|said|shows?|showed|reads?|has me at|had me at)\s+{_ABOUT}(?:{_WEIGHT})",
    re.IGNORECASE,
)
_MY_WEIGHT: Final = re.compile(
    rf"(?:{_LOG}\s+)?(?P<mine>(?:my|the|a|today|new|current|morning|latest)\s+)*"
    rf"(?:{_METRICS['weight_kg']}){_SIZE}{_SO}{_ABOUT}(?:{_WEIGHT})",
    re.IGNORECASE,
)
_AS_WEIGHT: Final = re.compile(
    rf"{_LOG}\s+(?:{_HEAVY})\s+(?:as|for|to) (?:my|the|today's|today) "
    rf"(?:current |new )?(?:{_METRICS['weight_kg']})",
    re.IGNORECASE,
)
# So much is nobody's meal.
_BARE: Final = re.compile(
    r"(?P<stone>(?:[6-9]|[1-3]\d)\s*(?:st\.?|stones?)(?:\s*(?:and )?\d{1,2}(?:[.,]\d{1,2})?\s*(?:lbs?\.?|pounds?)?)?)"
    r"|(?P<number>(?:[3-9]\d|1\d\d|2\d\d)(?:[.,]\d{1,2})?)\s*(?P<unit>kgs?|kilos?)"
    r"|(?P<pounds>(?:[7-9]\d|[1-4]\d\d)(?:[.,]\d{1,2})?)\s*(?:lbs?\.?|pounds)",
    re.IGNORECASE,
)
_GIRTH: Final = re.compile(
    rf"(?:(?:{_LOG}|i(?:'ve| have)? (?:just )?measured)\s+)?(?P<mine>my )?(?:the |current |new )*"
    rf"(?:{'|'.join(f'(?P<{key}>{words})' for key, words in _METRICS.items() if key.endswith('_cm'))}){_SIZE}{_SO}{_ABOUT}"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>{_LENGTH})?(?: around)?",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    rf"(?:{_LOG}\s+)?(?:i(?:'m| am) at |i have |my |the )?(?:current |new )?"
    rf"(?:(?P<body_fat_percent>{_METRICS['body_fat_percent']})|(?P<muscle_mass_percent>{_METRICS['muscle_mass_percent']}))"
    rf"(?: level)?{_SO}{_ABOUT}(?P<number>{_NUMBER})\s*(?P<unit>%|percent|kgs?|lbs?)?",
    re.IGNORECASE,
)
_SHARE_LAST: Final = re.compile(
    rf"(?:i(?:'m| am)(?: at)?|i have|log|add|record)?\s*{_ABOUT}(?P<number>{_NUMBER})\s*(?P<unit>%|percent) "
    rf"(?:(?P<body_fat_percent>{_METRICS['body_fat_percent']})|(?P<muscle_mass_percent>{_METRICS['muscle_mass_percent']}))",
    re.IGNORECASE,
)
_PATTERNS: Final = (_I_WEIGH, _I_AM, _SCALE, _MY_WEIGHT, _AS_WEIGHT, _BARE, _GIRTH, _SHARE, _SHARE_LAST)
_AND: Final = re.compile(r"\s*[,;]\s*(?:and )?|\s+and\s+", re.IGNORECASE)
_AT_LAST: Final = re.compile(
    r"\s*(?:[,–-]\s*)?(?P<when>(?:this|today|yesterday|last|on|at|in|the day|\w+ days? ago|a week ago|\d{4}-).*)$",
    re.IGNORECASE,
)
_AT_FIRST: Final = re.compile(r"^(?P<when>.{3,40}?)[,:]?\s+(?=(?:i|my|the|weighed|weight|waist|body)\b)", re.IGNORECASE)
_INSTEAD: Final = re.compile(
    r"^(?:(?:no|nope|sorry|oops|wait|actually|correction)[\s,:!]+(?:that's wrong[\s,]+)?(?:actually )?)(?P<rest>.+)$",
    re.IGNORECASE,
)
_CHANGE: Final = re.compile(
    r"^(?:change|correct|fix|update|edit|mend) (?:my|the|that|today|yesterday)(?: last| latest| today| yesterday)? "
    r"(?P<what>.+?) (?:to|into) (?P<value>.+)$",
    re.IGNORECASE,
)
_ANY: Final = "|".join(f"(?P<{key}>{words})" for key, words in _METRICS.items())
_DELETE: Final = re.compile(
    rf"^(?:delete|remove|erase|scrap|drop|forget|discard|get rid of)\s+(?P<which>(?:all|every|my|the|that|this|of|last|latest|"
    r"newest|most recent|today|yesterday|\d+|two|three)\s+)*"
    rf"(?:(?:{_ANY})s?(?: measurements?| entry| entries| readings?| logs?| values?)?"
    rf"|(?P<any>body )?measurements?)(?P<when>\s+.+)?$",
    re.IGNORECASE,
)
_ASK_WHAT: Final = re.compile(
    r"^(?:(?:what(?:'s|s| is| was| are| were)|show(?: me)?|tell me|list|see|display|give me|check|do you know|"
    r"how (?:big|large|wide|high) (?:is|was))\s+)?(?:my|the)\s+"
    r"(?:current |latest |last |most recent |newest |present |recorded |logged |body )*"
    rf"(?:(?:{_ANY})s?{_SIZE}|(?P<bmi>bmi|body mass index)|(?P<all>(?:body )?measurements?))"
    r"(?: (?:log|history|entries|records?|values?|measurements?))?"
    r"(?P<course> trend| progress| graph| history| over time)?(?P<when>\s+.+)?$",
    re.IGNORECASE,
)
_ASK_WEIGH: Final = re.compile(
    r"^(?:how much|what) (?:do|did|am|was) i weigh(?:ing|ed)?(?: in at)?(?P<when>\s+.+)?$"
    r"|^when did i last weigh (?:myself|in)$",
    re.IGNORECASE,
)
_ASK_CHANGE: Final = re.compile(
    rf"^how(?:'s| is| has| have| did| does|s) my (?:(?:{_ANY})s?{_SIZE})"
    r"(?: (?:been )?(?:chang(?:e|ed|ing)|develop(?:ed|ing)?|go(?:ing|ne)?|do(?:ing|ne)?|look(?:ing)?|trend(?:ed|ing)?|"
    r"progress(?:ed|ing)?|mov(?:ed|ing)))?(?: on)?(?P<when>\s+.+)?$",
    re.IGNORECASE,
)
_ASK_LOST: Final = re.compile(
    r"^(?:how much|how many (?:kg|kgs|kilos|pounds|lbs?|stones?)|what)(?: (?:weight|kg|kilos|pounds|lbs))?"
    r"(?: have| did| 've)? i (?:lost?|lose|gain(?:ed)?|put on|drop(?:ped)?)(?: weight)?(?P<when>\s+.+)?$"
    r"|^(?:am i|have i been|have i|did i) (?:losing|gaining|lost|gained|lose|gain|put(?:ting)? on)(?: any| some)? weight"
    r"(?P<then>\s+.+)?$"
    r"|^(?:(?:show(?: me)?|what's|what is) (?:my |the )?)?weight (?:trend|progress|history|change|loss|graph|over time)"
    r"(?P<after>\s+.+)?$",
    re.IGNORECASE,
)
_PARTS: Final[Mapping[Slot, time]] = {Slot.BREAKFAST: time(7, 30), Slot.DINNER: time(20, 0)}
_LB_PER_STONE: Final = 14
_FILLERS: Final = frozenset("so far and in the".split())


def read_measures(clause: str, now: LocalMoment) -> Wish | None:
    """What a clause wants with the body's measures; None where it is about something else."""
    return _read_delete(clause, now) or _read_asks(clause, now) or _read_change(clause, now) or _read_log(clause, now)


def _read_log(clause: str, now: LocalMoment, *, instead: bool = False) -> LogMeasures | None:
    wrong = _INSTEAD.match(clause)
    if wrong is not None:
        return _read_log(wrong["rest"], now, instead=True)
    text = " ".join(_ASIDE.sub(" ", clause).split()).strip(" ,")
    for core, when in _told_apart(text):
        measures = _measures(core)
        if measures is None:
            continue
        read = (None, None) if when is None else _when(when, now)
        if read is not None:
            return LogMeasures(measures, read[0], read[1], instead)
    return None


def _told_apart(text: str) -> list[tuple[str, str | None]]:
    """The ways to take a clause apart into what was measured and when."""
    ways: list[tuple[str, str | None]] = [(text, None)]
    last, first, between = _AT_LAST.search(text), _AT_FIRST.match(text), _BETWEEN.match(text)
    if last is not None:
        ways.append((text[: last.start()], last["when"]))
    if first is not None:
        ways.append((text[first.end() :], first["when"]))
    if between is not None:
        ways.append((f"{between['what']} {between['is']} {between['value']}", between["when"]))
    return ways


def _measures(core: str) -> tuple[Said, ...] | None:
    whole = _said(core)
    if whole is not None:
        return (whole,)
    parts = [part for part in _AND.split(core) if part]
    told = [_said(part) for part in parts]
    if len(told) < 2 or any(each is None for each in told):
        return None
    return tuple(each for each in told if each is not None)


def _said(text: str) -> Said | None:
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text.strip())
        if match is not None and (said := _value(match)) is not None:
            return said
    return None


def _value(match: re.Match[str]) -> Said | None:
    groups = match.groupdict()
    metric = next((key for key in _METRICS if groups.get(key)), "weight_kg")
    if groups.get("stone"):
        stones, *pounds = re.findall(r"\d+(?:[.,]\d+)?", groups["stone"])
        if not pounds:
            return Said(metric, Decimal(stones), "st")
        return Said(metric, int(stones) * _LB_PER_STONE + Decimal(pounds[0].replace(",", ".")), "lb")
    if groups.get("pounds"):
        return Said(metric, Decimal(groups["pounds"].replace(",", ".")), "lb")
    value = _number(groups["number"])
    unit = (groups.get("unit") or "").strip(".").lower().replace("''", "in")
    if value is None or (metric.endswith("_cm") and not unit and not groups.get("mine")):
        return None
    return Said(metric, value, unit or ("%" if metric.endswith("percent") else ""))


def _number(said: str) -> Decimal | None:
    """Digits with a point or a comma, or a number in words."""
    if said[:1].isdigit():
        return Decimal(said.replace(",", "."))
    tokens = tokenise(said)
    read = read_number(tokens, 0) if tokens else None
    return None if read is None or read[1] < len(tokens) or read[0].article else read[0].value


def _read_change(clause: str, now: LocalMoment) -> LogMeasures | None:
    change = _CHANGE.match(clause)
    if change is None or not re.fullmatch(
        rf"(?:{_ANY})(?: measurement| entry| reading)?", change["what"], re.IGNORECASE
    ):
        return None
    read = _read_log(f"my {change['what']} is {change['value']}", now)
    if read is None or len(read.measures) != 1:
        return None
    day = now.date - timedelta(days=1) if "yesterday" in clause[: change.start("what")].lower() else read.day
    return LogMeasures(read.measures, day, read.at, instead=True)


def _read_delete(clause: str, now: LocalMoment) -> DeleteMeasure | None:
    match = _DELETE.match(clause)
    if match is None:
        return None
    metric = next((key for key in _METRICS if match[key]), None)
    day = None
    if match["when"]:
        read = _when(match["when"].strip().removeprefix("from ").removeprefix("of "), now)
        if read is None or read[0] is None:
            return None
        day = read[0]
    words = clause.lower().split()
    if "yesterday" in words and day is None:
        day = now.date - timedelta(days=1)
    if "today" in words and day is None:
        day = now.date
    many = bool({"all", "every", "two", "three"} & set(words[1:3]) or re.search(r"\b\d+\s", clause)) and day is None
    return DeleteMeasure(metric, day, many)


def _read_asks(clause: str, now: LocalMoment) -> AskMeasures | None:
    """A question about one metric or, in one breath, about several: "what was my weight and my waist on Monday"."""
    whole = _read_ask(clause, now)
    if whole is not None:
        return whole
    first, *others = _AND.split(clause)
    asked = [_read_ask(first, now), *(_read_ask(each, now) or _read_ask(f"my {each}", now) for each in others)]
    found = [each for each in asked if each is not None]
    if len(found) < max(len(asked), 2) or any(not each.metrics or each.bmi for each in found):
        return None
    *before, last = found
    if any(each.day or each.span or each.change for each in before):
        return None
    return replace(last, metrics=tuple(dict.fromkeys(each.metrics[0] for each in found)))


def _read_ask(clause: str, now: LocalMoment) -> AskMeasures | None:
    for pattern, change in ((_ASK_WHAT, False), (_ASK_WEIGH, False), (_ASK_CHANGE, True), (_ASK_LOST, True)):
        match = pattern.match(clause)
        if match is None:
            continue
        groups = match.groupdict()
        said = next((groups[name] for name in ("when", "then", "after") if groups.get(name)), "").strip(" ?")
        course = change or bool(groups.get("course"))
        span = read_span(said, now) if said else None
        read = _when(said, now) if said and span is None else (None, None)
        if read is None:
            continue
        metrics = () if groups.get("all") else (next((key for key in _METRICS if groups.get(key)), "weight_kg"),)
        return AskMeasures(metrics, read[0], span, course or span is not None, bool(groups.get("bmi")))
    return None


def _when(said: str, now: LocalMoment) -> tuple[date | None, time | None] | None:
    """The day and the time that some words say and nothing else; None where they say anything else, or a day to come."""
    tokens = tokenise(said.strip())
    day: date | None = None
    at: time | None = None
    place = 0
    while place < len(tokens):
        read = read_when(tokens, place, now)
        if read is None and tokens[place].is_content and tokens[place].low not in _FILLERS:
            return None
        if read is None:
            place += 1
            continue
        when, place = read
        day = when.local_date or day
        at = when.local_time or (_PARTS.get(when.slot) if when.slot is not None else None) or at
    if day is not None and day > now.date:
        return None
    if at is not None and day in (None, now.date) and at > now.time:
        at = None
    return day, at
