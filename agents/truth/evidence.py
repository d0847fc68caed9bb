"""What a turn bears out: figures with what each is about, days, times, and what its tools did."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from agents.truth.days import days
from agents.truth.numerals import Kind, figures, nutrients_in
from agents.truth.things import food_words
from fithub.core.nutrients import NUTRIENTS
from tools.catalogue import WRITES


class Role(StrEnum):
    """What an amount is: eaten or simply so, aimed at, still left, burned; or only told in words, by a result or the person."""

    HELD = "held"
    TARGET = "target"
    LEFT = "left"
    BURNED = "burned"
    SAID = "said"


_ROLES: Final[Mapping[str, Role]] = {
    "remaining": Role.LEFT, "left": Role.LEFT, "left_today": Role.LEFT, "target": Role.TARGET, "targets": Role.TARGET,
    "proposals": Role.TARGET, "goals": Role.TARGET, "activity": Role.BURNED, "activities": Role.BURNED,
    "expenditure": Role.BURNED,
}  # fmt: skip
_SUFFIXES: Final[Mapping[str, tuple[Kind, Decimal]]] = {
    "kcal": ("energy", Decimal(1)), "g": ("mass", Decimal(1)), "grams": ("mass", Decimal(1)),
    "mg": ("mass", Decimal("0.001")), "ug": ("mass", Decimal("0.000001")), "kg": ("mass", Decimal(1000)),
    "ml": ("volume", Decimal(1)), "cm": ("length", Decimal(1)), "percent": ("percent", Decimal(1)), "%": ("percent", Decimal(1)),
    "µg": ("mass", Decimal("0.000001")), "lb": ("mass", Decimal("453.59237")), "oz": ("mass", Decimal("28.349523125")),
    "l": ("volume", Decimal(1000)), "st": ("mass", Decimal("6350.29318")), "in": ("length", Decimal("2.54")),
}  # fmt: skip
# Lists whose length is told ("3 entries").
_COUNTED: Final = frozenset(
    "entries drafts removed measurements deleted_measurements foods recipes favourites measures usual_meals planned_meals meals"
    " items goals memories preferences things proposals jobs water activities alternatives unmatched summaries ingredients".split()
)
_ENTRIES: Final = frozenset({"entries", "drafts", "removed", "items", "foods", "meals", "planned_meals", "things"})
_WORDS: Final = frozenset({"food", "said", "name", "text", "description", "label", "unmatched"})
_IDS: Final = re.compile(r"(?:^|_)ids?$|^tool$|^time_zone$|^confidence$")
_DATES: Final = re.compile(r"(?:^|_)(?:date|on|from|until|day)$")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TIME: Final = re.compile(r"\b(\d{1,2}):(\d\d)\b")
_CLOCK: Final = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b", re.IGNORECASE)
_NOW: Final = re.compile(r"\b([a-z_]+_(?:kcal|g|mg|ug)) (-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Known:
    """An amount that was returned, in the base of its kind, and what it is of. Without a food, a day or a nutrient it is of any.

    `noun`: "entries" where it is a number of them, "entries now" of those that stood there before.
    """

    value: Decimal
    kind: Kind
    nutrient: str | None = None
    role: Role = Role.HELD
    food: frozenset[str] = frozenset()
    day: date | None = None
    noun: str = ""


@dataclass(frozen=True)
class Result:
    """What a tool returned to the model. `wrote`: whether it may have changed something; what waits for a yes did not."""

    tool: str
    content: str
    ok: bool = True
    wrote: bool = True

    @cached_property
    def told(self) -> Any:
        try:
            return json.loads(self.content, parse_float=Decimal)
        except ValueError:
            return self.content

    @property
    def done(self) -> bool:
        """Whether it changed something."""
        if not (self.ok and self.wrote) or self.tool not in WRITES:
            return False
        told = self.told
        return not (isinstance(told, dict) and (told.get("error") or told.get("approval") or self._wrote_nothing(told)))

    def _wrote_nothing(self, told: Mapping[str, Any]) -> bool:
        """A meal of which nothing was clear is drafts, and nothing more."""
        return self.tool in {"log_meal", "log_usual", "copy_meal", "log_planned", "confirm_draft"} and not told.get(
            "entries"
        )


@dataclass(frozen=True)
class Grounds:
    """A turn: what the person wrote, what the tools returned, the lines about now, and whether a call waits for a yes."""

    asked: str
    results: Sequence[Result] = ()
    now_text: str = ""
    today: date = field(default=date.min)
    waits: bool = False

    @property
    def done(self) -> list[Result]:
        return [result for result in self.results if result.done]

    @cached_property
    def known(self) -> list[Known]:
        """Every amount that may be told."""
        made = [each for result in self.results for each in _amounts(result.told, "", Known(Decimal(0), "count"))]
        made += _in_words(self.asked, Known(Decimal(0), "count"))
        for line in self.now_text.splitlines():
            name, _, rest = line.partition(":")
            at = Known(Decimal(0), "count", role=_ROLES.get(name, Role.HELD), day=self.today)
            for key, amount in _NOW.findall(rest):
                made += _number(Decimal(amount), key, at)
            made += [
                replace(at, value=Decimal(number), noun="entries now") for number in re.findall(r"(\d+) entr", rest)
            ]
        return made

    @cached_property
    def times(self) -> set[tuple[int, int]]:
        """Hours (of twelve) and minutes that may be told."""
        texts = [self.asked, self.now_text, *(result.content for result in self.results)]
        return {time for text in texts for time in times(text)}

    @cached_property
    def written(self) -> str:
        """What the changes of this turn were about, in words."""
        return " ".join(each for result in self.done for each in _texts(result.told))

    @cached_property
    def read(self) -> str:
        """What any result is about, in words."""
        return " ".join(each for result in self.results for each in _texts(result.told))

    @cached_property
    def written_days(self) -> set[date]:
        """The days of what was changed."""
        return {each for result in self.done for each in _days(result.told)}

    @cached_property
    def slots(self) -> set[str]:
        """The meals of what was changed."""
        return {each for result in self.done for each in _values(result.told, "slot") if isinstance(each, str)}

    @cached_property
    def asked_nutrients(self) -> set[str]:
        return nutrients_in(self.asked)

    @cached_property
    def asked_days(self) -> set[date]:
        return {each for day in days(self.asked, self.today)[0] for each in day.dates}


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


def _amounts(value: Any, key: str, at: Known) -> Iterator[Known]:
    match value:
        case bool() | None:
            return
        case int() | Decimal():
            yield from _number(Decimal(value), key, at)
        case str() if not _IDS.search(key) and not _DATES.search(key):
            yield from _in_words(value, at)
        case dict():
            yield from _within(value, key, at)
        case list():
            if key in _COUNTED:
                yield replace(at, value=Decimal(len(value)), kind="count", noun="entries" if key in _ENTRIES else "")
            for each in value:
                yield from _amounts(each, key, at)


def _within(value: Mapping[str, Any], key: str, at: Known) -> Iterator[Known]:
    words = {word for name in ("food", "said", "name", "description", "text") for word in food_words(value.get(name))}
    day = next((found for name in ("local_date", "date") if (found := _date(value.get(name)))), at.day)
    at = replace(at, food=frozenset(words) or at.food, day=day, role=_ROLES.get(key, at.role))
    if key in NUTRIENTS:
        at = replace(at, nutrient=key)
    unit = value.get("unit") if isinstance(value.get("unit"), str) else None
    for name, each in value.items():
        if _IDS.search(name):
            continue
        bound = name in {
            "value",
            "change",
            "quantity",
            "min",
            "max",
            "target",
            "amount",
            "first",
            "latest",
            "per_week",
            "now",
            "start",
        }
        yield from _amounts(each, (unit or name) if bound and not isinstance(each, dict) else name, at)


def _number(value: Decimal, key: str, at: Known) -> Iterator[Known]:
    nutrient = key if key in NUTRIENTS else at.nutrient
    suffix = key.rsplit("_", 1)[-1].lower()
    if at.nutrient and suffix not in _SUFFIXES:
        suffix = at.nutrient.rsplit("_", 1)[-1]
    kind, factor = _SUFFIXES.get(suffix, ("count", Decimal(1)))
    role = Role.TARGET if key in {"min", "max", "target"} and at.role is Role.HELD and at.nutrient else at.role
    role = _ROLES.get(key.rsplit("_", 1)[0], role)
    try:
        yield replace(at, value=value * factor, kind=kind, nutrient=nutrient if kind == "mass" else None, role=role)
    except InvalidOperation:
        return


def _in_words(text: str, at: Known) -> Iterator[Known]:
    """The figures of a text, as it tells them."""
    for figure in figures(without_times(_ISO.sub(" ", text))):
        yield replace(at, value=figure.value, kind=figure.kind, nutrient=figure.nutrient or at.nutrient, role=Role.SAID)
        if figure.said.strip().lower().endswith("entries") or re.match(r" ?entr(?:y|ies)\b", text[figure.end :]):
            yield replace(at, value=figure.value, kind="count", noun="entries")


def _texts(value: Any, key: str = "") -> Iterator[str]:
    match value:
        case str() if key in _WORDS or not key:
            yield value
        case dict():
            for name, each in value.items():
                if name not in {"drafts", "unmatched", "warnings", "left_out", "alternatives"}:
                    yield from _texts(each, name)
        case list():
            for each in value:
                yield from _texts(each, key)


def _days(value: Any, key: str = "") -> Iterator[date]:
    match value:
        case str() if _DATES.search(key) and (found := _date(value)):
            yield found
        case dict():
            for name, each in value.items():
                yield from _days(each, name)
        case list():
            for each in value:
                yield from _days(each, key)


def _values(value: Any, key: str) -> Iterator[Any]:
    match value:
        case dict():
            for name, each in value.items():
                if name == key:
                    yield each
                else:
                    yield from _values(each, key)
        case list():
            for each in value:
                yield from _values(each, key)


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
