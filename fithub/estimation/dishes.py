"""A food with what is said to be with it, where that is one dish: "cottage cheese with pineapple", "beef stew with potatoes".

The tables name many such dishes whole. Where they do not, what is in the dish anyway is not counted a second time.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.estimation.additions import usual_addition
from fithub.estimation.choice import Choice, choose, choose_known, choose_said
from fithub.estimation.lexicon import words
from fithub.estimation.mentions import Mention
from fithub.estimation.plant_milks import with_plant_milk
from fithub.foods.naming import NameShape, shape
from fithub.foods.query import read_query
from fithub.foods.ranking import Kind
from fithub.foods.units import MASS_G, VOLUME_ML
from fithub.foods.words import content_words, tokens

# A name that we put together must fit so well: an egg on a muffin is no muffin with egg, cheese and sausage.
_WHOLE: Final = 0.75
# "Avocado and dressing" is no avocado dressing.
_JOINED: Final = re.compile(r"\b(?:and|with|or|in|n)\b|&", re.IGNORECASE)
# Told of the food behind "and" as well: "white and wild rice".
_COLOURS: Final = frozenset({"white", "brown", "red", "green", "black", "dark", "yellow"})
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
    if (of_plants := with_plant_milk(mentions, place)) is not None:
        return Dish(dish, *of_plants)
    choice = choose_said(dish.food, dish.plain)
    if (described := _described(mentions, place)) is not None:
        return described
    if (joint := _as_joint_name(mentions, place, choice)) is not None:
        return Dish(dish, joint, (place + 1,))
    if (added := _as_weighed_whole(mentions, place)) is not None:
        return added
    own, joined = _unsaid(mentions, place, choice), _joined(mentions, place)
    theirs = [*own, *(at for other in joined for at in _unsaid(mentions, other, choice))]
    for parts in [*_tries([*joined, *theirs] if joined else []), *_tries(own)]:
        if (whole := _as_whole(dish, [mentions[at] for at in parts])) is not None:
            choice = whole
            break
    else:
        parts = []
    beside = theirs if set(joined) & set(parts) else own
    within = [at for at in beside if at in parts or _is_in(mentions[at], dish, choice)]
    return Dish(dish, choice, tuple(dict.fromkeys([*parts, *within])))


def _unsaid(mentions: Sequence[Mention], place: int, choice: Choice | None) -> list[int]:
    """What is said to be with a food, has no amount of its own, and is no usual addition to it."""
    dish = mentions[place]
    return [
        at
        for at in range(place + 1, len(mentions))
        if mentions[at].parent == place
        and mentions[at].quantity is None
        and (usual_addition(of=mentions[at].food, to=dish.food) is None or _is_in(mentions[at], dish, choice))
    ]


def _is_in(part: Mention, dish: Mention, choice: Choice | None) -> bool:
    """Whether what is said to be with a dish is no more of it: it is in it anyway, or a weighed one was made with it."""
    if part.halves:
        return False
    if part.made_with and _is_exact(dish.unit) and not words("fats") & set(tokens(part.food)):
        return True
    return is_within(part.food, dish.food, choice)


def _joined(mentions: Sequence[Mention], place: int) -> list[int]:
    """The food that goes on with it by "and" ("beef and noodles"), which may be one dish with it."""
    after = mentions[place + 1 : place + 2]
    return [place + 1] if after and after[0].goes_on and not after[0].halves and after[0].parent != place else []


def _as_weighed_whole(mentions: Sequence[Mention], place: int) -> Dish | None:
    """A weighed food with an addition, where the tables have both by that name: "150 g of danish pastry with cheese"."""
    dish = mentions[place]
    put_on = [at for at in range(place + 1, len(mentions)) if mentions[at].parent == place]
    if dish.unit not in MASS_G or len(put_on) != 1:
        return None
    addition = mentions[put_on[0]]
    if addition.quantity is not None or usual_addition(of=addition.food, to=dish.food) is None:
        return None
    whole = _as_whole(dish, [addition])
    return Dish(dish, whole, tuple(put_on)) if whole is not None and whole.food.kind is Kind.EXACT else None


def _as_joint_name(mentions: Sequence[Mention], place: int, choice: Choice | None) -> Choice | None:
    """The catalogue's food of a name that "and" is in the middle of: "white and wild rice", where the first alone heads none."""
    if not (joined := _joined(mentions, place)):
        return None
    first, second = mentions[place].food, mentions[joined[0]].food
    last = tokens(first)[-1:]
    whole = choose_known(f"{first} and {second}")
    if whole is None or whole.food.score < _WHOLE or not _JOINED.search(whole.food.name):
        return None
    if whole.food.kind is Kind.EXACT and not _comes_with_more(whole, f"{first} {second}"):
        return whole
    if choice is not None and choice.is_sure and set(last) & (_named(choice).named - _COLOURS):
        return None
    named = _named(whole)
    if _comes_with_more(whole, f"{first} {second}"):
        return None
    heads = {*tokens(second)[-1:], read_query(second).head}
    return whole if set(named.heads) & heads and {*last} <= set(named.words) else None


def _named(choice: Choice) -> NameShape:
    return shape(choice.food.name, choice.food.brand)


def _described(mentions: Sequence[Mention], place: int) -> Dish | None:
    """The food with what follows, where that only says more of it: "egg rolls, shrimp filled, 128 g", "pizza, thin crust".

    The catalogue must have a food for both together, and it must be the first.
    """
    dish, after = mentions[place], mentions[place + 1 : place + 2]
    if not after or after[0].halves:
        return None
    more = after[0]
    whole = None
    if _repeats(dish, more):
        whole = choose(dish.food)
    elif more.quantity is not None and not _takes_amount(dish, more):
        return None
    elif more.parent == place and more.quantity is not None:
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


def _repeats(dish: Mention, more: Mention) -> bool:
    """Whether it is the name again, with the number: "mozzarella sticks, four sticks"."""
    numbered = more.is_listed and more.quantity is not None and dish.quantity is None
    return numbered and tokens(more.food) == tokens(dish.food)[-1:]


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
    choice = choose_known(" ".join([*said, dish.food]))
    if not said or choice is None:
        return None
    named = _named(choice)
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
        named = _named(choice)
        kinds |= {*named.heads, *named.chunk}
        said = set(content_words(part))
        if said and said <= named.named - set(tokens(dish)) and not said & named.negated:
            return True
    last = tokens(part)[-1:]
    return bool(last) and any(kinds & dishes and last[0] in parts for dishes, parts in _table())


def _tries(unsaid: Sequence[int]) -> list[list[int]]:
    """All of them, then one less and less, down to the first alone."""
    return [list(unsaid[:many]) for many in range(min(len(unsaid), _MOST_PARTS), 0, -1)]


def _as_whole(dish: Mention, parts: Sequence[Mention]) -> Choice | None:
    """The catalogue's food for all of it, if it has one that is the dish and nothing else: toast is no French toast."""
    choice = choose_known(f"{dish.food} with {' and '.join(part.food for part in parts)}")
    if choice is None or choice.food.score < _WHOLE:
        return None
    named = _named(choice)
    said = {word for food in (dish.food, *(part.food for part in parts)) for word in content_words(food)}
    if _comes_with_more(choice, " ".join(said)):
        return None
    heads = {*tokens(dish.food)[-1:], read_query(dish.food).head}
    is_the_dish = bool(set(named.heads) & heads) and named.chunk_is_in(said)
    return choice if is_the_dish else None


def _comes_with_more(choice: Choice, said: str) -> bool:
    """Whether the food of a name has a sauce with it that nobody has told of: "fish and rice with cream sauce"."""
    _, with_, more = choice.food.name.partition(" with ")
    added = content_words(more)
    return bool(with_) and bool(added) and added[-1] == "sauce" and not set(added) & set(content_words(said))


@cache
def _table() -> list[tuple[frozenset[str], frozenset[str]]]:
    told = tomllib.loads((files("fithub.estimation.data") / "within.toml").read_text("utf-8"))
    return [(_last_words(row["dishes"]), _last_words(row["parts"])) for row in told["within"]]


def _last_words(names: Sequence[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in tokens(name)[-1:])
