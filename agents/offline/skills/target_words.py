"""Reading targets: amounts of nutrients for every day, or for some days, that a person wants to be held against.

What is heard (agents/offline/hearing.py) are amounts, nutrients, and words that bound an amount or frame the wish; a strange word,
and it is about something else: "I want 150 g of chicken" is no target.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from agents.offline.hearing import AMOUNT, Amount, hear
from agents.offline.nutrients import keyed
from agents.offline.skills.days_ahead import days_named, weekdays_named
from agents.offline.steps import Wish
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.nutrients import NUTRIENTS
from fithub.estimation.units import ENERGY_KCAL


@dataclass(frozen=True, slots=True)
class Part:
    """A bound of one nutrient: `name` is min, target or max, or more or less: by so much than what is aimed at now. `of` is the
    unit where that is not the nutrient's own: percent_of_energy or g_per_kg."""

    key: str
    name: str
    value: Decimal
    of: str = ""


@dataclass(frozen=True, slots=True)
class NewTarget(Wish):
    """A target is wanted; no parts where what was said could not be read as one. `weekdays`, `day_kind`: only on such days."""

    parts: tuple[Part, ...]
    weekdays: tuple[str, ...] = ()
    day_kind: str = ""
    first: date | None = None


@dataclass(frozen=True, slots=True)
class TargetWithout(Wish):
    """A target is wanted, of a nutrient if one was named, and no amount was said."""

    key: str = ""


_UNITS: Final = frozenset(
    "kcal kcals cal cals calories kilocalories g gram grams milligram milligrams mg microgram micrograms mcg µg"
    " ug percent % kj kilojoule"
    " kilojoules mj megajoule megajoules".split()
)
_ENERGY: Final = ("k", "c", "mj", "mega")
_SHARE: Final = ("%", "percent")
# Ways to bound an amount, as they stand among words; each becomes one word.
_BOUNDS: Final = (
    # "I don't want more than 40 g" is a most.
    (
        re.compile(
            rf"\b(?:don't|do not|never|won't|mustn't|shouldn't|not)(?: [a-z]+){{0,3}} (?:more than|over|above|exceed)(?= {AMOUNT})"
        ),
        "at most",
    ),
    (
        re.compile(rf"\b(?:don't|do not|never|won't|not)(?: [a-z]+){{0,3}} (?:less than|under|below)(?= {AMOUNT})"),
        "at least",
    ),
    (
        re.compile(
            r"\b(?:at most|no more than|not more than|less than|under|below|within|maximum(?: of)?|max(?: of)?|not"
            r" (?:go )?over|up to)"
            rf"(?= {AMOUNT})"
        ),
        "<max",
    ),
    (
        re.compile(rf"\b(?:at least|no less than|not less than|minimum(?: of)?|min|more than|over|above)(?= {AMOUNT})"),
        "<min",
    ),
    (re.compile(rf"(?P<what>{AMOUNT}(?: (?:of )?<key)?) (?:or less|at most|maximum|max|tops)\b"), r"\g<what> <max"),
    (re.compile(rf"(?P<what>{AMOUNT}(?: (?:of )?<key)?) (?:or more|at least|minimum|min)\b"), r"\g<what> <min"),
)
# So much more or less than now: "by 100", "100 less". "Less than" was read before as a bound.
_CHANGES: Final = (
    (re.compile(rf"\bby {AMOUNT}"), ""),
    (re.compile(rf"\b(?:cut|drop|shave|trim|subtract|lose) (?:out |off |another )?{AMOUNT}"), "less"),
    (re.compile(rf"\badd {AMOUNT}"), "more"),
    (re.compile(rf"{AMOUNT}(?: (?:of )?<key)? (?:less|fewer|lower)\b"), "less"),
    (re.compile(rf"{AMOUNT}(?: (?:of )?<key)? (?:more|extra|higher)\b|\b(?:another|an extra|extra) {AMOUNT}"), "more"),
)
_DOWN: Final = frozenset("lower reduce drop cut decrease down less fewer minus trim shave".split())
_UP: Final = frozenset("raise increase bump up more add extra plus".split())
_LIMITS: Final = frozenset("limit limits cap capped".split())
_RAISES: Final = re.compile(r"\b(?:bump|raise|increase|put|up|go|move|bring)\b.*\bup to\b")
_PER_DAY: Final = re.compile(r"\b(?:(?:a|per|each|every|in a|for the|for each|for every) day|daily|day)\b")
_PER_KG: Final = re.compile(
    r"(?:\bg|(?<=\d)g|\bgrams?)?\s*(?:\bper|/|\ba|\bfor (?:each|every)|\beach) ?(?:kg|kilo(?:gram)?)\b(?: (?:of|"
    r"in) (?:my )?(?:body ?)?weight)?",
    re.IGNORECASE,
)
_TRAINS: Final = r"(?:train|work ?out|exercise|lift|run|ride|cycle|swim|go to the gym|have training|do sports?)"
_TRAINING: Final = r"(?:training|work-?out|work out|gym|lifting|leg|running|run|sports?|exercise|active|cardio|heavy)"
_DAY_KINDS: Final = (
    (
        "rest",
        re.compile(
            rf"\b(?:on |for )?(?:my )?(?:(?:rest|off|recovery|lazy|non-?|no[ -])[ -]?{_TRAINING}? ?days?|days? off)\b"
            rf"|\b(?:on |for )?(?:the )?days? (?:when |that |where )?i (?:don't|do not|dont) {_TRAINS}\b"
            rf"|\bwhen i (?:don't|do not) {_TRAINS}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "training",
        re.compile(
            rf"\b(?:on |for )?(?:my )?{_TRAINING} ?days?\b"
            rf"|\b(?:on |for )?(?:the )?days? (?:when |that |where )?i {_TRAINS}\b|\bwhen i {_TRAINS}\b",
            re.IGNORECASE,
        ),
    ),
)
_FROM: Final = re.compile(
    r",?\s*\b(?:from|starting(?: from| on)?|beginning|as of|effective)(?: on)? "
    r"(?P<when>(?:today|tomorrow|now|(?:next |this )?(?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\w+"
    r" \d{1,2}|\d{1,2} \w+))(?: on(?:wards?)?)?\b",
    re.IGNORECASE,
)
# A wish for a target says one of these: a noun for it, a verb that sets a nutrient, or that it is for each day.
_NOUNS: Final = frozenset("target targets goal goals limit limits allowance macros macro aim intake budget".split())
_SETS: Final = frozenset(
    "set change make update raise lower increase reduce put adjust bump drop cut limit cap capped keep stick stay"
    " aim aiming shoot shooting"
    " hit reach give".split()
)
_WANTS: Final = frozenset(
    "want like need should would will shall let's lets let do try trying plan eat get consume have take go".split()
)
_KNOWN: Final = (
    SMALL
    | _NOUNS
    | _SETS
    | _WANTS
    | _LIMITS
    | _DOWN
    | _UP
    | frozenset(
        "can may <min <max <key a each every per day daily days up down new total instead more less own i'll no make overall"
        " nutrition me of".split()
    )
)
_SPOKEN: Final = _KNOWN | frozenset(
    "no nope actually rather hmm hm um then sorry wait better maybe oh oops say not but correction instead meant mean too much"
    " little lot bit high low enough plenty fine will do think".split()
)
# A bare figure between these is energy.
_LEAST_ENERGY, _MOST_ENERGY = 700, 9999
_MAY_I: Final = re.compile(
    r"(?:can|could|may|should|shall|am|is|are|do|does) (?:i|we|it|that|(?:about |around |only )?\d[\d.,]*)\b",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])")


@dataclass(frozen=True, slots=True)
class _Told:
    """A text taken apart: the words with a mark for each nutrient and each bound, and what stands beside them."""

    line: str
    keys: tuple[str, ...]
    amounts: tuple[Amount, ...]
    weekdays: tuple[str, ...]
    day_kind: str
    first: date | None
    per_kg: bool
    # Whether a day, a time or a meal is named besides.
    timed: bool

    @property
    def words(self) -> set[str]:
        return set(self.line.split())

    def target(self, parts: tuple[Part, ...]) -> NewTarget:
        if len({(part.key, part.name) for part in parts}) < len(parts):
            # "1800 on weekdays and 2200 at weekends" are two.
            return NewTarget(())
        return NewTarget(parts, self.weekdays, self.day_kind, self.first)


def _told(clause: str, now: LocalMoment) -> _Told:
    text, first = _begun(_THOUSANDS.sub(r"\1\2", clause), now)
    day_kind = next((kind for kind, pattern in _DAY_KINDS if pattern.search(text)), "")
    for _, pattern in _DAY_KINDS:
        text = pattern.sub(" ", text)
    weekdays, text = weekdays_named(text)
    text, per_kg = _PER_KG.subn(lambda match: " g " if match[0].lower().startswith("g") else " ", text, count=1)
    heard = hear(text, now, _UNITS)
    line, keys = keyed(heard.line, "<key")
    timed = heard.day is not None or heard.at is not None or heard.slot is not None
    return _Told(_bounded(line), keys, heard.amounts, weekdays, day_kind, first, bool(per_kg), timed)


def read_target(clause: str, now: LocalMoment) -> NewTarget | TargetWithout | None:
    """The target that a clause wants; None where it is about something else."""
    if _MAY_I.match(clause):
        return None
    told = _told(clause, now)
    words, amounts, keys = told.words, told.amounts, told.keys
    if told.timed or not words <= _KNOWN | {AMOUNT}:
        return _unread(told.line, bool(amounts), words)
    if not amounts:
        return _without(told.line, words, keys)
    per_day = bool(told.weekdays or told.day_kind or told.per_kg or _PER_DAY.search(told.line))
    shares = any(each.unit in _SHARE for each in amounts) and ("from" in words or "of" in words)
    framed = _is_framed(words, told.line, keys)
    if not (framed or (per_day and _is_wanted(words)) or shares):
        return None
    parts = _parts(told)
    if parts is not None:
        return told.target(parts)
    energy = any(each.unit.startswith(_ENERGY) for each in amounts)
    return NewTarget(()) if keys or energy or (framed and not _has_unit(amounts)) else None


def target_in(text: str, now: LocalMoment) -> NewTarget | None:
    """The target of a text that is about nothing else, whatever else it says: each figure that is a nutrient's or energy's."""
    told = _told(text, now)
    parts = _parts(told, strict=False)
    return told.target(parts) if parts else None


def another_amount(text: str, before: NewTarget, now: LocalMoment) -> NewTarget | None:
    """What was wanted with another amount: "make it 1900" after "set my target to 2000 kcal"."""
    heard = hear(_THOUSANDS.sub(r"\1\2", text), now, _UNITS)
    line, keys = keyed(heard.line, "<key")
    if len(heard.amounts) != 1 or not set(line.split()) <= _SPOKEN | {AMOUNT} or heard.day or len(keys) > 1:
        return None
    if re.search(rf"\bnot {AMOUNT}", line):
        return None
    (amount,) = heard.amounts
    energy = amount.unit.startswith(_ENERGY)
    named = keys[0] if keys else "energy_kcal" if energy else None
    meant = [part for part in before.parts if named in (None, part.key)]
    if len(meant) != 1:
        return None
    (part,) = meant
    factor = Decimal(1) if part.of else unit_factor(NUTRIENTS[part.key].unit, amount.unit)
    if factor is None:
        return None
    # After "100 less" another figure is what it should be, unless it is by how much again.
    name = "target" if part.name in {"less", "more"} and not _change(line) else part.name
    mended = replace(part, name=name, value=amount.value * factor)
    return replace(before, parts=tuple(mended if each is part else each for each in before.parts))


def amount_of(text: str, key: str, now: LocalMoment) -> NewTarget | None:
    """The amount that an answer to "how much of it a day?" tells."""
    bare = NewTarget((Part(key or "energy_kcal", "target", Decimal(0)),))
    whole = read_target(text, now)
    if isinstance(whole, NewTarget) and whole.parts:
        return whole
    heard = hear(_THOUSANDS.sub(r"\1\2", text), now, _UNITS)
    named = keyed(heard.line, "<key")[1]
    if len(heard.amounts) == 1 and named and set(keyed(heard.line, "<key")[0].split()) <= _SPOKEN | {AMOUNT}:
        bare = NewTarget((Part(named[0], "target", Decimal(0)),))
    elif not key and len(heard.amounts) == 1 and not heard.amounts[0].unit.startswith(_ENERGY):
        return None
    return another_amount(text, bare, now)


def _begun(text: str, now: LocalMoment) -> tuple[str, date | None]:
    """The words without when it is to begin, and that day."""
    match = _FROM.search(text)
    if match is None:
        return text, None
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    if match["when"].lower() in {"now", "today"}:
        return rest, None
    days = days_named(match["when"], now.date)
    return (text, None) if days is None else (rest, days.first)


def _is_framed(words: set[str], line: str, keys: tuple[str, ...]) -> bool:
    """Whether words call it a target, or set a nutrient."""
    if words & _NOUNS and (
        words & (_SETS | {"my", "new", "me", "want", "like"}) or line.split()[0] in _NOUNS | {"<key"}
    ):
        return True
    return bool(
        words & {"aim", "aiming", "shoot", "shooting"} or (words & _SETS and (keys or words & {"<min", "<max", "me"}))
    )


def _is_wanted(words: set[str]) -> bool:
    return bool(words & (_WANTS | _SETS | _DOWN | _UP | {"<min", "<max"})) or words <= {
        AMOUNT,
        "<key",
        "of",
        "on",
        "and",
        "a",
        "day",
        "daily",
        "per",
        "every",
    }


def _has_unit(amounts: tuple[Amount, ...]) -> bool:
    return any(each.unit for each in amounts)


def _unread(line: str, has_amount: bool, words: set[str]) -> NewTarget | None:
    """What is surely a target and has words that are not understood."""
    sets = re.match(rf"(?:please )?(?:set|change|update) my (?:\S+ )*?targets? (?:for \S+ )?to {AMOUNT}", line)
    return NewTarget(()) if sets and has_amount and not words & {"weight"} else None


def _without(line: str, words: set[str], keys: tuple[str, ...]) -> TargetWithout | None:
    wants = {"set", "give", "want", "make", "need", "new", "change", "update", "like", "adjust"} & words
    nouns = {"target", "targets"} & words or ({"goal", "limit"} & words and keys)
    return TargetWithout(keys[0] if keys else "") if wants and nouns and "do" not in words and len(keys) < 2 else None


def _bounded(line: str) -> str:
    """The words with one for each way to bound an amount; who raises something "up to 160 g" bounds nothing."""
    raises = bool(_RAISES.search(line))
    for pattern, mark in _BOUNDS:
        line = line if raises and mark == "<max" else pattern.sub(mark, line)
    return line


def _parts(told: _Told, *, strict: bool = True) -> tuple[Part, ...] | None:
    """Each amount with its nutrient and its bound; None where one of them has none, unless that is not asked for (`strict`)."""
    tokens = told.line.split()
    named = iter(told.keys)
    placed = [(place, next(named)) for place, word in enumerate(tokens) if word == "<key"]
    used: set[int] = set()
    parts: list[Part] = []
    places = [place for place, word in enumerate(tokens) if word == AMOUNT]
    change = _change(told.line)
    for number, (place, amount) in enumerate(zip(places, told.amounts, strict=True)):
        until = places[number + 1] if number + 1 < len(places) else len(tokens)
        before = [(at, key) for at, key in placed if at < place and at not in used]
        after = [(at, key) for at, key in placed if place < at < until and at not in used]
        found = next((each for each in (*reversed(before), *after) if _holds(each[1], amount)), None)
        if amount.unit.startswith(_ENERGY):
            used |= {at for at, key in (*before, *after) if key == "energy_kcal"}
            found = (-1, "energy_kcal")
        if found is None and not strict and not amount.unit and _LEAST_ENERGY <= amount.value <= _MOST_ENERGY:
            found = (-1, "energy_kcal")
        if found is None:
            if strict:
                return None
            continue
        used.add(found[0])
        near = set(tokens[max(place - 1, 0) : min(place + 4, until)])
        name = "min" if "<min" in near else "max" if "<max" in near or _LIMITS & set(tokens) else change or "target"
        share = "percent_of_energy" if amount.unit in _SHARE else "g_per_kg" if told.per_kg else ""
        factor = Decimal(1) if share else unit_factor(NUTRIENTS[found[1]].unit, amount.unit)
        if factor is None or (share == "percent_of_energy" and found[1] == "energy_kcal"):
            if strict:
                return None
            continue
        parts.append(Part(found[1], name, amount.value * factor, share))
    return tuple(parts)


def _change(line: str) -> str:
    """Whether amounts are by how much more or less; "" where they are what it should be."""
    for pattern, way in _CHANGES:
        if pattern.search(line):
            words = set(line.split())
            return way or ("less" if words & _DOWN else "more" if words & (_UP | _SETS) else "")
    return ""


def _holds(key: str, amount: Amount) -> bool:
    """Whether a nutrient may be told in an amount's unit."""
    if key == "energy_kcal":
        return not amount.unit or amount.unit.startswith(_ENERGY)
    return amount.unit in _SHARE or (
        not amount.unit.startswith(_ENERGY) and unit_factor(NUTRIENTS[key].unit, amount.unit) is not None
    )


def unit_factor(own: str, told: str) -> Decimal | None:
    """What turns an amount in the unit told into the nutrient's own; None for another kind of unit."""
    if not told:
        return Decimal(1)
    if own == "kcal":
        joules = {"kj": Decimal(1), "ki": Decimal(1), "mj": Decimal(1000), "me": Decimal(1000)}.get(told[:2])
        if joules is not None and "j" in told:
            return joules * ENERGY_KCAL["kJ"]
        return Decimal(1) if told[0] in "kc" else None
    told = {"g": "g", "grams": "g", "gram": "g", "mg": "mg"}.get(told, "mg" if told.startswith("milli") else "µg")
    sizes = {"g": Decimal(1_000_000), "mg": Decimal(1000), "µg": Decimal(1)}
    return sizes[told] / sizes[own] if own in sizes else None
