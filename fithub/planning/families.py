"""Families of foods that one word stands for: allergens, and what people leave out. Pure, over data/families.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fithub.foods.words import STOP_WORDS, tokens

type Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """One family. `words`: what names hold that belong to it, those of the families in it too; `groups`: names of food groups."""

    name: str
    words: frozenset[Words]
    groups: frozenset[str]
    but: frozenset[Words]
    unless: frozenset[Words]

    def word_in(self, said: Sequence[str]) -> str | None:
        """The word of a name that belongs to the family; None where there is none, or the name says that it has none of it."""
        if any(stands_in(words, said) for words in self.unless):
            return None
        left = _without(self.but, said)
        found = max(
            (words for words in self.words if stands_in(words, left)),
            key=lambda words: (len(words), words),
            default=None,
        )
        return None if found is None else " ".join(found)


def family_of(word: str) -> Family | None:
    """The family that a person's word names ("nuts", "tree nuts", "dairy products"); None where it names none."""
    return _by_name().get(words_of(word))


def families_of_group(name: str) -> list[Family]:
    """The families whose foods a food group holds."""
    return [family for family in dict.fromkeys(_by_name().values()) if name in family.groups]


def words_of(text: str) -> Words:
    """A text in the form that names are compared in, without words that carry no food."""
    return tuple(word for word in tokens(text) if word not in STOP_WORDS)


def stands_in(words: Words, said: Sequence[str]) -> bool:
    """Whether the words stand in a name, one behind the other."""
    length = len(words)
    return any(tuple(said[place : place + length]) == words for place in range(len(said) - length + 1))


def _without(phrases: frozenset[Words], said: Sequence[str]) -> list[str]:
    """A name without these phrases; where one was, nothing runs on."""
    left = list(said)
    for phrase in sorted(phrases, key=len, reverse=True):
        place = 0
        while place <= len(left) - len(phrase):
            if tuple(left[place : place + len(phrase)]) == phrase:
                left[place : place + len(phrase)] = [""]
            place += 1
    return left


@cache
def _by_name() -> Mapping[Words, Family]:
    read = tomllib.loads((files("fithub.planning.data") / "families.toml").read_text("utf-8"))["family"]
    rows: dict[str, dict[str, Any]] = {name: each for each in read for name in each["names"]}

    def gathered(each: dict[str, Any], what: str) -> list[str]:
        return [
            *each.get(what, ()),
            *(found for name in each.get("holds", ()) for found in gathered(rows[name], what)),
        ]

    made: dict[Words, Family] = {}
    for each in read:
        family = Family(
            name=each["names"][0],
            words=frozenset(words_of(word) for word in gathered(each, "words") + gathered(each, "names")) - {()},
            groups=frozenset(gathered(each, "groups")),
            but=frozenset(words_of(word) for word in gathered(each, "but")),
            unless=frozenset(tuple(tokens(word)) for word in gathered(each, "unless")),
        )
        made |= {words_of(name): family for name in each["names"]}
    return made
