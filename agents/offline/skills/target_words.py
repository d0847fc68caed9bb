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
from agents.offline.skills.days_ahead import days_named, rule_named
from agents.offline.steps import Wish
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.nutrients import NUTRIENTS
from fithub.core.weekdays import Weekday
from fithub.estimation.units import ENERGY_KCAL


@dataclass(frozen=True, slots=True)
class Part:
    """A bound of one nutrient: `name` is min, target or max; `of` is the unit where that is not the nutrient's own:
    percent_of_energy or g_per_kg."""

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
_LIMITS: Final = frozenset("limit limits cap capped".split())
_RAISES: Final = re.compile(r"\b(?:bump|raise|increase|put|up|go|move|bring)\b.*\bup to\b")
_PER_DAY: Final = re.compile(r"\b(?:(?:a|per|each|every|in a|for the|for each|for every) day|daily|day)\b")
_PER_KG: Final = re.compile(
    r"(?:\bg|(?<=\d)g|\bgrams?)?\s*(?:\bper|/|\ba|\bfor (?:each|every)|\beach) ?(?:kg|kilo(?:gram)?)\b(?: (?:of|"
    r"in) (?:my )?(?:body ?)?weight)?",
    re.IGNORECASE,
)
_DAY_KINDS: Final = (
    (
        "training",
        re.compile(
            r"\b(?:on |for )?(?:my )?(?:training|workout|gym|work-?out|lifting) ?days?\b|\bon days (?:when )?i"
            r" (?:train|work out)\b",
            re.IGNORECASE,
        ),
    ),
    ("rest", re.compile(r"\b(?:on |for )?(?:my )?(?:rest|off|recovery) ?days?\b", re.IGNORECASE)),
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
    | frozenset(
        "<min <max <key a each every per day daily days up down new total instead more less own i'll no make overall"
        " nutrition me of".split()
    )
)
_SPOKEN: Final = _KNOWN | frozenset(
    "no nope actually rather hmm hm um then sorry wait better maybe oh oops say not but correction instead meant mean".split()
)
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])")


def read_target(clause: str, now: LocalMoment) -> NewTarget | TargetWithout | None:
    """The target that a clause wants; None where it is about something else."""
    text, first = _begun(_THOUSANDS.sub(r"\1\2", clause), now)
    day_kind = next((kind for kind, pattern in _DAY_KINDS if pattern.search(text)), "")
    for _, pattern in _DAY_KINDS:
        text = pattern.sub(" ", text)
    rule, text = rule_named(text)
    weekdays = _weekdays(rule)
    text, per_kg = _PER_KG.subn(lambda match: " g " if match[0].lower().startswith("g") else " ", text, count=1)
    heard = hear(text, now, _UNITS)
    line, keys = keyed(heard.line, "<key")
    line = _bounded(line)
    words = set(line.split())
    if heard.day is not None or heard.at is not None or heard.slot is not None or not words <= _KNOWN | {AMOUNT}:
        return _unread(line, bool(heard.amounts), words)
    per_day = bool(rule) or bool(day_kind) or bool(per_kg) or bool(_PER_DAY.search(line))
    if not heard.amounts:
        return _without(line, words, keys)
    shares = any(each.unit in _SHARE for each in heard.amounts) and ("from" in words or "of" in words)
    framed = _is_framed(words, line, keys)
    if not (framed or (per_day and _is_wanted(words)) or shares):
        return None
    parts = _parts(line, heard.amounts, keys, per_kg=bool(per_kg))
    if parts is None:
        return (
            NewTarget(())
            if keys
            or any(each.unit.startswith(_ENERGY) for each in heard.amounts)
            or (framed and not _has_unit(heard.amounts))
            else None
        )
    return NewTarget(parts, weekdays, day_kind, first)


def another_amount(text: str, before: NewTarget, now: LocalMoment) -> NewTarget | None:
    """What was wanted with another amount: "make it 1900" after "set my target to 2000 kcal"."""
    heard = hear(_THOUSANDS.sub(r"\1\2", text), now, _UNITS)
    line, keys = keyed(heard.line, "<key")
    if len(heard.amounts) != 1 or not set(line.split()) <= _SPOKEN | {AMOUNT} or heard.day or len(keys) > 1:
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
    mended = replace(part, value=amount.value * factor)
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


def _weekdays(rule: str | None) -> tuple[str, ...]:
    """The weekdays of a rule by name; none for every day."""
    if rule is None or "BYDAY=" not in rule:
        return ()
    codes = rule.partition("BYDAY=")[2].split(",")
    return tuple(str(day) for day in Weekday.values if str(day)[:2].upper() in codes)


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
    return bool(words & (_WANTS | _SETS | {"<min", "<max"})) or words <= {
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


def _parts(line: str, amounts: tuple[Amount, ...], keys: tuple[str, ...], *, per_kg: bool) -> tuple[Part, ...] | None:
    """Each amount with its nutrient and its bound; None where one of them has none."""
    tokens = line.split()
    named = iter(keys)
    placed = [(place, next(named)) for place, word in enumerate(tokens) if word == "<key"]
    used: set[int] = set()
    parts: list[Part] = []
    places = [place for place, word in enumerate(tokens) if word == AMOUNT]
    for number, (place, amount) in enumerate(zip(places, amounts, strict=True)):
        until = places[number + 1] if number + 1 < len(places) else len(tokens)
        before = [(at, key) for at, key in placed if at < place and at not in used]
        after = [(at, key) for at, key in placed if place < at < until and at not in used]
        found = next((each for each in (*reversed(before), *after) if _holds(each[1], amount)), None)
        if amount.unit.startswith(_ENERGY):
            used |= {at for at, key in (*before, *after) if key == "energy_kcal"}
            found = (-1, "energy_kcal")
        if found is None:
            return None
        used.add(found[0])
        near = set(tokens[max(place - 1, 0) : min(place + 4, until)])
        name = "min" if "<min" in near else "max" if "<max" in near or _LIMITS & set(tokens) else "target"
        share = "percent_of_energy" if amount.unit in _SHARE else "g_per_kg" if per_kg else ""
        factor = Decimal(1) if share else unit_factor(NUTRIENTS[found[1]].unit, amount.unit)
        if factor is None:
            return None
        parts.append(Part(found[1], name, amount.value * factor, share))
    return tuple(parts)


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
