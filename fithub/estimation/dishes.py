"""A food with what is said to be with it, where that is one dish: "cottage cheese with pineapple", "beef stew with potatoes".

The tables name many such dishes whole. Where they do not, what is in the dish anyway is not counted a second time.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.estimation.additions import is_addition, usual_addition
from fithub.estimation.choice import Choice, choose, choose_said
from fithub.estimation.mentions import Mention
from fithub.foods.naming import shape
from fithub.foods.units import MASS_G
from fithub.foods.words import content_words, tokens

# A name that we put together must fit so well: an egg on a muffin is no muffin with egg, cheese and sausage.
_WHOLE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Dish:
    """What a mention is taken for, and the places of the mentions behind it that are in it."""

    choice: Choice | None
    parts: tuple[int, ...] = ()


def read_dish(mentions: Sequence[Mention], place: int) -> Dish:
    """The food of a mention with those put on or in it that have no amount of their own and are no usual addition to it."""
    dish = mentions[place]
    choice = choose_said(dish.food, dish.plain)
    unsaid = [
        at
        for at in range(place + 1, len(mentions))
        if mentions[at].parent == place
        and mentions[at].quantity is None
        and not mentions[at].halves
        and (
            usual_addition(of=mentions[at].food, to=dish.food) is None
            or is_within(mentions[at].food, dish.food, choice)
        )
    ]
    for parts in _tries(unsaid):
        named = [mentions[at] for at in parts]
        if _weighs_them(dish, choice, named) and (whole := _as_whole(dish, named)) is not None:
            choice = whole
            break
    else:
        parts = []
    within = [at for at in unsaid if at in parts or is_within(mentions[at].food, dish.food, choice)]
    return Dish(choice, tuple(within))


def is_within(part: str, dish: str, choice: Choice | None) -> bool:
    """Whether a food is in a dish anyway: by its words, and those of the food that the dish was taken for."""
    kinds = set(tokens(dish)[-1:])
    if choice is not None and choice.is_sure:
        named = shape(choice.food.name, choice.food.brand)
        kinds |= {*named.heads, *named.chunk}
    last = tokens(part)[-1:]
    return bool(last) and any(kinds & dishes and last[0] in parts for dishes, parts in _table())


def _tries(unsaid: Sequence[int]) -> list[list[int]]:
    """All of them, then the first alone."""
    return [list(unsaid), [unsaid[0]]] if len(unsaid) > 1 else [list(unsaid)] if unsaid else []


def _weighs_them(dish: Mention, choice: Choice | None, parts: Sequence[Mention]) -> bool:
    """Whether the amount said of the dish is of its parts, too: "100 g of salmon with rice" weighs no rice."""
    if dish.unit not in MASS_G:
        return True
    return all(is_within(part.food, dish.food, choice) or is_addition(part.food) for part in parts)


def _as_whole(dish: Mention, parts: Sequence[Mention]) -> Choice | None:
    """The catalogue's food for all of it, if it has one that is the dish and nothing else: toast is no French toast."""
    choice = choose(f"{dish.food} with {' and '.join(part.food for part in parts)}")
    if choice is None or not choice.is_sure or choice.food.score < _WHOLE:
        return None
    named = shape(choice.food.name, choice.food.brand)
    said = {word for food in (dish.food, *(part.food for part in parts)) for word in content_words(food)}
    is_the_dish = bool(set(named.heads) & set(tokens(dish.food)[-1:])) and set(named.chunk) <= said
    return choice if is_the_dish else None


@cache
def _table() -> list[tuple[frozenset[str], frozenset[str]]]:
    told = tomllib.loads((files("fithub.estimation.data") / "within.toml").read_text("utf-8"))
    return [(_last_words(row["dishes"]), _last_words(row["parts"])) for row in told["within"]]


def _last_words(names: Sequence[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in tokens(name)[-1:])
