"""Dishes and staples of the world that the tables lack: recipes of ours (data/dishes), worked out from the catalogue's foods.

A recipe names its ingredients as they are eaten, with grams; what the dish holds follows by the one arithmetic. A nutrient that
any ingredient does not know is unknown of the dish. docs/data-sources.md tells how they were written.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from fithub.core.nutrients import HUNDRED, quantise, scale, total
from fithub.foods.words import tokens

SOURCE: Final = "dish"
_INGREDIENTS: Final = "ingredients.toml"
# Of two foods of one name the survey's is meant: it is as people eat it. Its categories are the dishes', too.
_PREFERRED: Final = "fndds"

type Record = dict[str, Any]


def files_of_dishes() -> list[Traversable]:
    """The files that all of it is read from, in a fixed order."""
    folder = files("fithub.foods.data") / "dishes"
    return sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)


@cache
def recipes() -> tuple[Record, ...]:
    """The recipes as they are written down."""
    return tuple(
        dish
        for file in files_of_dishes()
        if file.name != _INGREDIENTS
        for dish in tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)["dish"]
    )


@cache
def ingredient_names() -> Mapping[str, str]:
    """What recipes call an ingredient -> the catalogue's food."""
    return tomllib.loads((files("fithub.foods.data") / "dishes" / _INGREDIENTS).read_text("utf-8"))


def parts_of_dish(name: str) -> tuple[str, ...]:
    """What a dish is made of, as the recipe and as the catalogue call it; nothing for a name that is no dish of ours."""
    made_of = _made_of().get(name, ())
    return tuple(dict.fromkeys((*made_of, *(ingredient_names()[part] for part in made_of))))


@cache
def _made_of() -> Mapping[str, tuple[str, ...]]:
    return {dish["name"]: tuple(dish["made_of"]) for dish in recipes()}


@cache
def other_names(section: str) -> dict[tuple[str, ...], str]:
    """Aliases for the search, in its form: `whole` and `anywhere` for names of a dish, `near` for what it only comes near to.

    A dish's own name stands for itself, before what the tables would make of a word of it ("maize porridge", "muesli").
    A single word is replaced only where it is all that was asked for: "quiche" is a dish, "spinach quiche" another.
    """
    if section == "near":
        return {tuple(tokens(said)): dish["name"] for dish in recipes() for said in dish.get("near", ())}
    named = {tuple(tokens(said)): dish["name"] for dish in recipes() for said in (dish["name"], *dish.get("also", ()))}
    if section == "whole":
        return named
    return {said: meant for said, meant in named.items() if len(said) > 1}


def seed_records(keys: Sequence[str], foods: Iterable[Record]) -> list[Record]:
    """The dishes in the form of the seed's foods: nutrients per 100 g in the order of `keys`, and their portions in grams.

    Raises KeyError for an ingredient that is not among the foods.
    """
    by_name: dict[str, Record] = {}
    for food in foods:
        if food["name"] not in by_name or food["source"] == _PREFERRED:
            by_name[food["name"]] = food
    return [_record(dish, keys, by_name) for dish in recipes()]


def _record(dish: Record, keys: Sequence[str], foods: Mapping[str, Record]) -> Record:
    parts = [
        scale(_nutrients(foods[ingredient_names()[ingredient]], keys), Decimal(grams))
        for ingredient, grams in dish["made_of"].items()
    ]
    weight = Decimal(dish.get("weighs", sum(dish["made_of"].values())))
    sums = total(parts)
    amounts = {key: None if sums.unknown.get(key) else sums.amounts[key] for key in keys}
    return {
        "source": SOURCE,
        "ref": slug(dish["name"]),
        "name": dish["name"],
        "category": dish["category"],
        "category_source": _PREFERRED,
        "n": [None if (amount := amounts[key]) is None else float(quantise(amount * HUNDRED / weight)) for key in keys],
        "p": [[unit, unit, grams, SOURCE] for unit, grams in dish["portions"].items()],
    }


def _nutrients(food: Record, keys: Sequence[str]) -> dict[str, Decimal | None]:
    return {key: None if amount is None else Decimal(str(amount)) for key, amount in zip(keys, food["n"], strict=True)}


def slug(name: str) -> str:
    """A dish's reference, for good: "Pão de queijo" -> "pao-de-queijo"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
