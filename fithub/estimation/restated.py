"""Foods that are named first and measured afterwards: "chicken and rice, 150 g chicken, 200 g rice" is each of them once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from fithub.core.slots import Slot
from fithub.foods.words import stem

_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A food as far as this matters: its words, whether an amount, and one with a unit, is said, and when it was eaten."""

    said: tuple[str, ...]
    is_stated: bool
    is_measured: bool
    is_joined: bool
    when: tuple[date | None, time | None, Slot | None]


def restated(foods: Sequence[Named]) -> frozenset[int]:
    """The places of the foods that are told once more, with measures, of the same meal; none where one alone would be.

    "Rice, 100 g rice" may well be twice rice; of two foods that are named as one meal and then both again nobody means four.
    """
    again = frozenset(place for place, food in enumerate(foods) if _is_told_again(food, foods[place + 1 :]))
    names = {name for place in again for name in _names(foods[place])}
    as_one = any(foods[place].is_joined or len(_names(foods[place])) > 1 for place in again)
    return again if as_one and len(names) >= _LEAST else frozenset()


def _names(food: Named) -> list[tuple[str, ...]]:
    """The names in a name: two in "fish and chips"."""
    parts = [tuple(part.split()) for part in " ".join(food.said).split(" and ")]
    return [part for part in parts if part]


def _is_told_again(food: Named, later: Sequence[Named]) -> bool:
    if food.is_stated or not food.said:
        return False
    return all(any(_tells(each, name, food) for each in later) for name in _names(food))


def _tells(later: Named, name: Sequence[str], food: Named) -> bool:
    same = {stem(word) for word in later.said} == {stem(word) for word in name}
    return same and later.is_measured and later.when == food.when
