"""Milk drinks made with a milk of plants: "latte with oat milk", "soy cappuccino".

FNDDS names such a drink "…, with non-dairy milk", whichever plant it is of. Where it knows none, the drink of cow's milk is only a
guess, which has to be asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fithub.estimation.choice import Choice, choose
from fithub.estimation.mentions import Mention
from fithub.foods.search import search_foods

_PLANTS: Final = (
    r"(?:oats?|soya?|soy ?bean|almond|coconut|rice|cashew|hazelnut|macadamia|hemp|pea|plant(?:[- ]based)?|vegan|non[- ]?dairy|"
    r"dairy[- ]free)"
)
_MILK: Final = re.compile(rf"^(?:\w+ )?{_PLANTS} m[iy]lk$", re.IGNORECASE)
_DRINKS: Final = (
    r"(?:(?:iced? )?(?:latte|macchiato|mocha|cappuccino|cortado|flat white|caf[eé] au lait|chai(?: latte)?)"
    r"|hot chocolate|cocoa)"
)
_DRINK: Final = re.compile(rf"\b{_DRINKS}$", re.IGNORECASE)
_NAMED: Final = re.compile(
    rf"^(?P<before>(?:\w+ )*?){_PLANTS}(?: m[iy]lk)? (?P<drink>(?:\w+ )??{_DRINKS})$", re.IGNORECASE
)
_GUESS: Final = 0.5
# Such drinks have many kinds (flavoured, iced, decaffeinated), all of which bear the name.
_NAMES: Final = 50


def with_plant_milk(mentions: Sequence[Mention], place: int) -> tuple[Choice, tuple[int, ...]] | None:
    """What such a drink is taken for, and the place of its milk among the mentions behind it; None where it is none."""
    said = mentions[place].food
    named = _NAMED.match(said)
    if named is not None:
        drink = f"{named['before']}{named['drink']}"
        parts: tuple[int, ...] = ()
    elif _DRINK.search(said):
        drink = said
        parts = tuple(
            at
            for at in range(place + 1, len(mentions))
            if mentions[at].parent == place and mentions[at].quantity is None and _MILK.match(mentions[at].food)
        )
        if not parts:
            return None
    else:
        return None
    plain = choose(drink)
    if plain is None:
        return None
    name = f"{plain.food.name}, with non-dairy milk"
    made = next((each for each in search_foods(q=name, limit=_NAMES, meaning=False) if each.name == name), None)
    if made is None:
        return replace(plain, certainty=min(plain.certainty, _GUESS)), parts
    return replace(plain, food=made, others=(plain.food,)), parts
