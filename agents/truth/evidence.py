"""What a turn bears out: figures with what each is about, days, times, and what its tools did."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from agents.truth.amounts import (
    DATES,
    ROLES,
    Changed,
    Known,
    Role,
    amounts,
    date_of,
    in_words,
    number,
    times,
)
from agents.truth.days import days
from agents.truth.numerals import nutrients_in
from agents.truth.things import food_words
from tools.catalogue import WRITES

# What these write changes what was eaten on a day.
_OF_THE_DAY: Final = frozenset(
    "log_meal copy_meal log_usual confirm_draft log_planned edit_entry delete_entry undo redo commit_import undo_import".split()
)
_WORDS: Final = frozenset({"food", "said", "name", "text", "description", "label", "unmatched"})
_NOW: Final = re.compile(r"\b([a-z_]+_(?:kcal|g|mg|ug)) (-?\d+(?:\.\d+)?)")


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
    def deed(self) -> str:
        """The tool whose deed it is: a yes does what the tool does that asked for it."""
        told = self.told
        asked = told.get("tool") if self.tool == "decide_approval" and isinstance(told, dict) else None
        return asked if isinstance(asked, str) else self.tool

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
        made = [
            each
            for place, result in enumerate(self.results)
            for each in amounts(result.told, "", Known(Decimal(0), "count"), self._changed_after(place))
        ]
        made += in_words(self.asked, Known(Decimal(0), "count"))
        return made + list(self._now())

    def _changed_after(self, place: int) -> "Changed":
        """What was changed after a result was returned."""
        later = [result for result in self.results[place + 1 :] if result.done]
        ids = {each for result in later for each in _values(result.told, "id") if isinstance(each, str)}
        days = {each for result in later if result.deed in _OF_THE_DAY for each in _days(result.told)}
        return Changed(frozenset(ids), frozenset(days))

    def _now(self) -> Iterator[Known]:
        """What the prompt's lines tell of today: eaten, left, and so aimed at."""
        stale = any(result.deed in _OF_THE_DAY and self.today in set(_days(result.told)) for result in self.done)
        eaten: dict[str, Decimal] = {}
        for line in self.now_text.splitlines():
            name, _, rest = line.partition(":")
            at = Known(Decimal(0), "count", role=ROLES.get(name, Role.HELD), day=self.today, stale=stale)
            for key, amount in _NOW.findall(rest):
                yield from number(Decimal(amount), key, at)
                if name == "today_so_far":
                    eaten[key] = Decimal(amount)
                elif name == "left_today" and key in eaten:
                    yield from number(eaten[key] + Decimal(amount), key, replace(at, role=Role.TARGET, stale=False))
            for entries in re.findall(r"(\d+) entr", rest):
                yield replace(at, value=Decimal(entries), noun="entries now")

    @cached_property
    def nouns(self) -> set[str]:
        """What numbers are known of."""
        return {noun for known in self.known if known.kind == "count" for noun in known.noun.split()}

    @cached_property
    def sorts(self) -> set[str]:
        """Which of the sorts are known."""
        return {known.sort for known in self.known}

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
    def meals_of(self) -> dict[str, set[str]]:
        """The meals at which any result has a food, by the food's words."""
        meals: dict[str, set[str]] = {}
        for entry in (each for result in self.results for each in _entries(result.told)):
            for word in food_words(f"{entry.get('food', '')} {entry.get('said', '')}"):
                meals.setdefault(word, set()).add(entry["slot"])
        return meals

    @cached_property
    def not_deleted(self) -> list[Mapping[str, Any]]:
        """The entries that were read before a deletion, and are still there."""
        removed = {each for result in self.done if result.deed == "delete_entry" for each in _values(result.told, "id")}
        return [each for result in self.results for each in _entries(result.told) if each.get("id") not in removed]

    @cached_property
    def asked_nutrients(self) -> set[str]:
        return nutrients_in(self.asked)

    @cached_property
    def asked_days(self) -> set[date]:
        return {each for day in days(self.asked, self.today)[0] for each in day.dates}


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
        case str() if DATES.search(key) and (found := date_of(value)):
            yield found
        case dict():
            for name, each in value.items():
                yield from _days(each, name)
        case list():
            for each in value:
                yield from _days(each, key)


def _entries(value: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a result that stand at a meal."""
    match value:
        case dict():
            if isinstance(value.get("slot"), str) and "food" in value:
                yield value
            for each in value.values():
                yield from _entries(each)
        case list():
            for each in value:
                yield from _entries(each)


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
