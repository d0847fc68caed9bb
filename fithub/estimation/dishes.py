"""A food with what is said to be with it, where that is one dish: "cottage cheese with pineapple", "beef stew with potatoes".

The tables name many such dishes whole. Where they do not, what is in the dish anyway is not counted a second time.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.estimation.additions import is_addition, usual_addition
from fithub.estimation.choice import Choice, choose, choose_said
from fithub.estimation.lexicon import words
from fithub.estimation.mentions import Mention
from fithub.foods.naming import shape
from fithub.foods.units import MASS_G, VOLUME_ML
from fithub.foods.words import content_words, tokens

# A name that we put together must fit so well: an egg on a muffin is no muffin with egg, cheese and sausage.
_WHOLE: Final = 0.75
# Nobody names a dish by more parts.
_MOST_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Dish:
    """What a mention is taken for, and the places of the mentions behind it that are in it.

    `mention`: it with the amount that counts, which may have been said of a part ("taco salad with beef, 330 g").
    """

    mention: Mention
    choice: Choice | None
    parts: tuple[int, ...] = ()


def read_dish(mentions: Sequence[Mention], place: int) -> Dish:
    """The food of a mention with those put on or in it that have no amount of their own and are no usual addition to it."""
    dish = mentions[place]
    choice = choose_said(dish.food, dish.plain)
    if (described := _described(mentions, place)) is not None:
        return described
    own, joined = _unsaid(mentions, place, choice), _joined(mentions, place)
    theirs = [*own, *(at for other in joined for at in _unsaid(mentions, other, choice))]
    for parts in [*_tries([*joined, *theirs] if joined else []), *_tries(own)]:
        named = [mentions[at] for at in parts]
        if _weighs_them(dish, choice, named) and (whole := _as_whole(dish, named)) is not None:
            choice = whole
            break
    else:
        parts = []
    beside = theirs if set(joined) & set(parts) else own
    within = [at for at in beside if at in parts or is_within(mentions[at].food, dish.food, choice)]
    return Dish(dish, choice, tuple(dict.fromkeys([*parts, *within])))


def _unsaid(mentions: Sequence[Mention], place: int, choice: Choice | None) -> list[int]:
    """What is said to be with a food, has no amount of its own, and is no usual addition to it."""
    dish = mentions[place]
    return [
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


def _joined(mentions: Sequence[Mention], place: int) -> list[int]:
    """The food that goes on with it by "and" ("beef and noodles"), which may be one dish with it."""
    after = mentions[place + 1 : place + 2]
    return [place + 1] if after and after[0].goes_on and not after[0].halves and after[0].parent != place else []


def _described(mentions: Sequence[Mention], place: int) -> Dish | None:
    """The food with what follows, where that only says more of it: "egg rolls, shrimp filled, 128 g", "pizza, thin crust".

    The catalogue must have a food for both together, and it must be the first.
    """
    dish, after = mentions[place], mentions[place + 1 : place + 2]
    if not after or after[0].halves or (after[0].quantity is not None and not _takes_amount(dish, after[0])):
        return None
    more = after[0]
    whole = None
    if more.parent == place and more.quantity is not None:
        whole = _as_whole(dish, [more])
    elif more.is_listed:
        whole = _as_one_name(dish, more)
    if whole is None:
        return None
    if more.quantity is not None:
        dish = replace(
            dish, quantity=more.quantity, low=more.low, high=more.high, unit=more.unit, unit_factor=more.unit_factor
        )
    return Dish(dish, whole, (place + 1,))


def _takes_amount(dish: Mention, more: Mention) -> bool:
    """Whether the amount behind what follows may be the dish's own: it has none, or only a count where this is exact."""
    if not more.amount_behind or _is_exact(dish.unit):
        return False
    return dish.quantity is None or _is_exact(more.unit)


def _is_exact(unit: str | None) -> bool:
    return unit in MASS_G or unit in VOLUME_ML


def _as_one_name(dish: Mention, more: Mention) -> Choice | None:
    """The catalogue's food for a name and what is said of it behind a comma: "pizza, thin crust", "a muffin, blueberry".

    What is a food itself only describes another that has an amount while it has none, and if it does not head the name of both.
    """
    alone = choose(more.food)
    is_food = alone is not None and alone.is_sure
    if is_food and (dish.quantity is None or more.quantity is not None or more.begins_anew):
        return None
    said = [word for word in more.food.split() if word.lower() not in words("joining")]
    choice = choose(" ".join([*said, dish.food]))
    if not said or choice is None or not choice.is_sure:
        return None
    named = shape(choice.food.name, choice.food.brand)
    if is_food and (
        set(named.heads) & set(tokens(more.food)[-1:])
        or not set(named.chunk) <= {*content_words(dish.food), *content_words(more.food)}
    ):
        return None
    return choice if set(named.heads) & set(tokens(dish.food)) else None


def is_within(part: str, dish: str, choice: Choice | None) -> bool:
    """Whether a food is in a dish anyway: by its words, and those of the food that the dish was taken for."""
    kinds = set(tokens(dish)[-1:])
    if choice is not None and choice.is_sure:
        named = shape(choice.food.name, choice.food.brand)
        kinds |= {*named.heads, *named.chunk}
        said = set(content_words(part))
        if said and said <= named.named - set(tokens(dish)) and not said & named.negated:
            return True
    last = tokens(part)[-1:]
    return bool(last) and any(kinds & dishes and last[0] in parts for dishes, parts in _table())


def _tries(unsaid: Sequence[int]) -> list[list[int]]:
    """All of them, then one less and less, down to the first alone."""
    return [list(unsaid[:many]) for many in range(min(len(unsaid), _MOST_PARTS), 0, -1)]


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
