"""Words that name foods: single words under which the tables of portions have a food."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fithub.foods.words import stem

# Words of those tables that are said of much else than of foods.
_ELSE: Final = frozenset(
    "water protein sugar fat salt fibre fiber meal snack dinner lunch breakfast bar drink food dish mix plate cup"
    " bowl side date spread dressing filling serving slice piece shot can bottle plain light whole medium large"
    " small formula supplement solid liquid dip port mint punch tender mush sucker danish turnover distilled stock"
    " topping roll preserve gum puff highball screwdriver".split()
)
# Dishes that only the tables' longer names have.
_DISHES: Final = frozenset(
    "stew soup salad pizza curry omelette yoghurt oats lasagne lasagna chili chilli skyr sushi taco burrito kebab"
    " dumpling casserole risotto meatball croquette falafel hummus cheesecake brownie muffin doughnut donut sweets"
    " crisps chips stroopwafel".split()
)
_WORD: Final = re.compile(r"[a-z]+")


@cache
def _foods() -> frozenset[str]:
    folder = files("fithub.foods.data") / "portions"
    tables = [
        tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")
    ]
    names = (name.strip().lower() for table in tables for keys in table for name in keys.split("|"))
    named = {stem(name) for name in names if _WORD.fullmatch(name)} | {stem(dish) for dish in _DISHES}
    return frozenset(named - {stem(each) for each in _ELSE})


def food_words(text: Any) -> set[str]:
    """The foods that a text names, each as one word's stem; of a person's own food its words count as well."""
    if not isinstance(text, str):
        return set()
    return {stem(word) for word in _WORD.findall(text.lower())} & _foods()


def stems(text: str) -> set[str]:
    """All words of a text as stems."""
    return {stem(word) for word in _WORD.findall(text.lower())}
