"""Amounts that a result, or a text, tells: each with what it is of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import zip_longest
from typing import Any, Final

from agents.truth.numerals import Kind, figures
from agents.truth.things import food_words
from fithub.core.nutrients import NUTRIENTS
from fithub.foods.words import stem


class Role(StrEnum):
    """What an amount is: eaten or simply so, aimed at, still left, burned; or only told in words, by a result or the person."""

    HELD = "held"
    TARGET = "target"
    LEFT = "left"
    BURNED = "burned"
    SAID = "said"


ROLES: Final[Mapping[str, Role]] = {
    "remaining": Role.LEFT, "left": Role.LEFT, "left_today": Role.LEFT, "target": Role.TARGET, "targets": Role.TARGET,
    "proposals": Role.TARGET, "goals": Role.TARGET, "activity": Role.BURNED, "activities": Role.BURNED,
    "expenditure": Role.BURNED,
}  # fmt: skip
_SUFFIXES: Final[Mapping[str, tuple[Kind, Decimal]]] = {
    "kcal": ("energy", Decimal(1)), "g": ("mass", Decimal(1)), "grams": ("mass", Decimal(1)),
    "mg": ("mass", Decimal("0.001")), "ug": ("mass", Decimal("0.000001")), "kg": ("mass", Decimal(1000)),
    "ml": ("volume", Decimal(1)), "cm": ("length", Decimal(1)), "m": ("length", Decimal(100)),
    "km": ("length", Decimal(100_000)), "percent": ("percent", Decimal(1)), "%": ("percent", Decimal(1)),
    "µg": ("mass", Decimal("0.000001")), "lb": ("mass", Decimal("453.59237")), "oz": ("mass", Decimal("28.349523125")),
    "l": ("volume", Decimal(1000)), "st": ("mass", Decimal("6350.29318")), "in": ("length", Decimal("2.54")),
}  # fmt: skip
# Lists whose length is told ("3 entries").
_COUNTED: Final = frozenset(
    "entries drafts removed measurements deleted_measurements foods recipes favourites measures usual_meals planned_meals meals"
    " items goals memories preferences things proposals jobs water activities alternatives unmatched summaries ingredients".split()
)
_ENTRIES: Final = frozenset({"entries", "drafts", "removed", "items", "foods", "meals", "planned_meals", "things"})
_IDS: Final = re.compile(r"(?:^|_)ids?$|^tool$|^time_zone$|^confidence$")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TIME: Final = re.compile(r"\b(\d{1,2}):(\d\d)\b")
_CLOCK: Final = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b", re.IGNORECASE)
_SORTS: Final = {
    "average": re.compile(r"\baverag|^averages", re.IGNORECASE),
    "resting": re.compile(r"\bat rest\b|\bresting|^resting", re.IGNORECASE),
}
# What is told under these keys is of a part: a serving, 100 g.
_PARTS: Final = re.compile(r"^per_|_per_|^serving_grams$")
DATES: Final = re.compile(r"(?:^|_)(?:date|on|from|until|day)$")
# Where the words behind a figure are not about it any more.
_ENDS: Final = re.compile(r"[,;:.()]|\band\b|\bwith\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """An amount that was returned, in the base of its kind, and what it is of. Without a food, a day or a nutrient it is of any.

    `noun`: what a number is a number of ("slice", "serving"); "entries now" is of those that stood there before. `of_part`: it is a
    serving's, or of 100 g. `stale`: the turn has changed the day since. `sort`: an average, or what is burned at rest.
    """

    value: Decimal
    kind: Kind
    nutrient: str | None = None
    role: Role = Role.HELD
    food: frozenset[str] = frozenset()
    day: date | None = None
    noun: str = ""
    sort: str = ""
    of_part: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """The rows and the days that are not any more as a result tells them."""

    ids: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()

    def has_changed(self, value: Mapping[str, Any], key: str, day: date | None) -> bool:
        """Whether what a part of a result tells is no longer so."""
        return value.get("id") in self.ids or (key in {"totals", "remaining"} and day in self.days)


def times(text: str) -> Iterator[tuple[int, int]]:
    """The times of day in a text."""
    for hour, minute in _TIME.findall(text):
        yield int(hour) % 12, int(minute)
    for hour, minute, _ in _CLOCK.findall(text):
        yield int(hour) % 12, int(minute or 0)


def without_times(text: str) -> str:
    """The text with times of day blanked."""
    for pattern in (_CLOCK, _TIME):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def sort_of(text: str) -> str:
    """The sort of figure that a text, or a key, tells."""
    return next((sort for sort, said in _SORTS.items() if said.search(text)), "")


def amounts(value: Any, key: str, at: Known, changed: Changed = Changed()) -> Iterator[Known]:
    match value:
        case bool() | None:
            return
        case int() | Decimal():
            yield from number(Decimal(value), key, at)
        case str() if not _IDS.search(key) and not DATES.search(key):
            yield from in_words(value, at)
        case dict():
            yield from _within(value, key, at, changed)
        case list():
            if key in _COUNTED:
                yield replace(at, value=Decimal(len(value)), kind="count", noun="entries" if key in _ENTRIES else "")
            for each in value:
                yield from amounts(each, key, at, changed)


def _within(value: Mapping[str, Any], key: str, at: Known, changed: Changed) -> Iterator[Known]:
    words = {word for name in ("food", "said", "name", "description", "text") for word in food_words(value.get(name))}
    day = next((found for name in ("local_date", "date") if (found := date_of(value.get(name)))), at.day)
    stale = at.stale or changed.has_changed(value, key, day)
    part = at.of_part or bool(_PARTS.search(key))
    at = replace(at, food=frozenset(words) or at.food, day=day, role=ROLES.get(key, at.role), of_part=part, stale=stale)
    at = replace(at, sort=sort_of(key) or at.sort)
    if key in NUTRIENTS:
        at = replace(at, nutrient=key)
    unit = value.get("unit") if isinstance(value.get("unit"), str) else "kcal" if "kcal" in value else None
    for name, each in value.items():
        # What was said of an entry is no longer its amount once that was changed to grams.
        if _IDS.search(name) or (name == "said" and value.get("quantity") is None and "grams" in value):
            continue
        bound = name in {
            "value",
            "change",
            "quantity",
            "min",
            "max",
            "low",
            "high",
            "target",
            "amount",
            "first",
            "latest",
            "per_week",
            "now",
            "start",
        }
        yield from amounts(each, (unit or name) if bound and not isinstance(each, dict) else name, at, changed)


def number(value: Decimal, key: str, at: Known) -> Iterator[Known]:
    nutrient = key if key in NUTRIENTS else at.nutrient
    suffix = key.rsplit("_", 1)[-1].lower()
    if at.nutrient and suffix not in _SUFFIXES:
        suffix = at.nutrient.rsplit("_", 1)[-1]
    kind, factor = _SUFFIXES.get(suffix, ("count", Decimal(1)))
    role = Role.TARGET if key in {"min", "max", "target"} and at.role is Role.HELD and at.nutrient else at.role
    role = ROLES.get(key.rsplit("_", 1)[0], role)
    try:
        yield replace(
            at,
            value=value * factor,
            kind=kind,
            nutrient=nutrient if kind == "mass" else None,
            role=role,
            noun=" ".join(map(stem, key.split("_"))) if kind == "count" and not at.noun else at.noun,
            of_part=at.of_part or bool(_PARTS.search(key)),
            sort=sort_of(key) or at.sort,
        )
    except InvalidOperation:
        return


def in_words(text: str, at: Known) -> Iterator[Known]:
    """The figures of a text, as it tells them."""
    text = _ISO.sub(lambda found: " " * len(found[0]), text)
    told = figures(without_times(text))
    for figure, following in zip_longest(told, told[1:]):
        behind = _ENDS.split(text[figure.end : following.start if following else None], maxsplit=1)[0]
        about = replace(at, food=frozenset(food_words(behind)) or at.food, sort=sort_of(behind) or at.sort)
        nutrient = figure.nutrient or at.nutrient
        yield replace(about, value=figure.value, kind=figure.kind, nutrient=nutrient, role=Role.SAID)
        if figure.said.strip().lower().endswith("entries") or re.match(r" ?entr(?:y|ies)\b", text[figure.end :]):
            yield replace(at, value=figure.value, kind="count", noun="entries")


def date_of(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
