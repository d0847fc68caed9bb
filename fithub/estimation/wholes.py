"""Dishes that are only named because their parts are told: "a sandwich with 60 g bread, 40 g ham and 20 g cheese".

Counting the dish as well would count its parts twice. A dish keeps its own amount where the parts may be beside it ("a burger
with 100 g fries"): what it cannot be without must be among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fithub.estimation.lexicon import words
from fithub.estimation.segments import Joint
from fithub.foods.units import singular_unit

_LEAST_PARTS: Final = 2
_MOST_OF_IT: Final = Decimal("0.7")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A food as far as this matters: its words, its joint to the one before, and whether an amount, and an exact one, is said.

    `grams`: its weight where that is said.
    """

    said: tuple[str, ...]
    joint: Joint
    is_stated: bool
    is_exact: bool
    grams: Decimal | None = None


def told_by_parts(stretches: Sequence[Stretch]) -> frozenset[int]:
    """The places of the dishes whose parts follow with their amounts."""
    return frozenset(place for place, dish in enumerate(stretches) if dish.said and _is_told(dish, stretches, place))


def _is_told(dish: Stretch, stretches: Sequence[Stretch], place: int) -> bool:
    parts = _parts(stretches, place)
    if dish.is_exact:
        return _adds_up(dish, parts)
    if singular_unit(dish.said[-1]) in words("blended") and _any_is_shaken(stretches[place + 1 :]):
        return True
    return _is_made_of(dish, parts)


def _adds_up(dish: Stretch, parts: Sequence[Stretch]) -> bool:
    """Whether what a weighed dish is said to be made of is all of it: the weights are its own, or what is dry took up water."""
    weighed = [part for part in parts if part.grams is not None]
    if dish.grams is None or not weighed or parts[0].joint is not Joint.PARTS:
        return False
    dry = any({singular_unit(word) for word in part.said} & words("dry_staples") for part in weighed)
    return dry or sum((part.grams or Decimal(0) for part in weighed), Decimal(0)) >= dish.grams * _MOST_OF_IT


def _parts(stretches: Sequence[Stretch], place: int) -> list[Stretch]:
    """What follows a dish as "with A, B and C", in brackets or behind a colon."""
    following = stretches[place + 1 :]
    if not following or following[0].joint not in {Joint.WITH, Joint.MADE, Joint.PARTS}:
        return []
    end = next((at for at, each in enumerate(following) if each.joint in {Joint.SENTENCE, Joint.ON}), len(following))
    return list(following[:end])


def _is_made_of(dish: Stretch, parts: Sequence[Stretch]) -> bool:
    kind = singular_unit(dish.said[-1])
    exact = [part for part in parts if part.is_exact]
    stated = [part for part in parts if part.is_stated]
    if parts and parts[0].joint is Joint.PARTS and kind in words("blended"):
        return len(parts) >= _LEAST_PARTS and bool(stated)
    if parts and parts[0].joint is Joint.PARTS:
        return len(stated) >= _LEAST_PARTS or (
            bool(stated) and len(stated) == len(parts) and kind in words("told_dishes")
        )
    if kind in words("blended"):
        return len(stated) >= _LEAST_PARTS
    if kind in words("tossed"):
        return len(exact) >= _LEAST_PARTS
    if kind in words("sandwiched"):
        return len(stated) >= _LEAST_PARTS and _any_is(stated, "breads")
    if kind in words("porridges"):
        return _any_is(stated, "oats")
    return kind in words("omelets") and _any_is(stated, "eggs")


def _any_is_shaken(following: Sequence[Stretch]) -> bool:
    """Whether so much powder is told behind a shake, which nobody eats beside one: "protein shake, 30 g whey with 300 ml milk"."""
    for each in following:
        if each.joint not in {Joint.LIST, Joint.WITH, Joint.MADE, Joint.PARTS, Joint.AND}:
            return False
        if each.said and each.is_stated and singular_unit(each.said[-1]) in words("powders"):
            return True
    return False


def _any_is(parts: Sequence[Stretch], name: str) -> bool:
    return any({singular_unit(word) for word in part.said} & words(name) for part in parts)
