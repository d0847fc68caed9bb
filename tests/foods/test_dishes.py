"""The recipes of the world's dishes: every one of them possible, and found by each of its names."""

from decimal import Decimal

import pytest

from fithub.core.nutrients import NUTRIENTS
from fithub.foods.catalogue_ids import food_id
from fithub.foods.dishes import Record, ingredient_names, other_names, recipes, slug
from fithub.foods.models import Food
from fithub.foods.words import tokens
from tests.people import Person

ALL = pytest.mark.parametrize("dish", recipes(), ids=lambda dish: slug(dish["name"]))


def stored(dish: Record) -> Food:
    return Food.objects.get(pk=food_id("dish", slug(dish["name"])))


@ALL
def test_a_dish_holds_what_it_may(dish: Record) -> None:
    nutrients = stored(dish).nutrients_per_100g
    assert nutrients.keys() == NUTRIENTS.keys()
    low, high = dish["carbohydrate_g"]
    assert low <= nutrients["carbohydrate_g"] <= high
    parts = sum(nutrients[key] for key in ("protein_g", "carbohydrate_g", "fat_g"))
    assert parts <= 100
    by_parts = 4 * nutrients["protein_g"] + 4 * nutrients["carbohydrate_g"] + 9 * nutrients["fat_g"]
    # Wine and beer bring energy of their own, vinegar and fibre take some.
    assert abs(nutrients["energy_kcal"] - by_parts) <= max(Decimal(25), by_parts / 5)


@ALL
def test_it_has_portions_and_weighs_no_less_than_its_dry_parts(dish: Record) -> None:
    assert dish["portions"]["serving"] > 0
    assert all(5 <= grams <= 1000 for grams in dish["portions"].values())
    weighs = dish.get("weighs", sum(dish["made_of"].values()))
    assert weighs >= sum(grams for name, grams in dish["made_of"].items() if name != "water") * Decimal("0.5")


def test_every_name_is_of_one_dish() -> None:
    said = [tuple(tokens(name)) for dish in recipes() for name in (*dish.get("also", ()), *dish.get("near", ()))]
    assert len(said) == len(set(said))
    slugs = [slug(dish["name"]) for dish in recipes()]
    assert len(slugs) == len(set(slugs))


def test_no_ingredient_is_listed_that_no_dish_has() -> None:
    assert ingredient_names().keys() == {name for dish in recipes() for name in dish["made_of"]}


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("sadza", "Ugali"),
        ("fufu de platano", "Mangú"),
        ("dal tadka", "Dal, cooked with spices"),
        ("spag bol", "Spaghetti bolognese"),
        ("pao de queijo", "Pão de queijo"),
        ("Pão de Queijo", "Pão de queijo"),
        ("ayran", "Chaas"),
        ("golubtsi", "Dolma"),
        ("nasi goreng", "Nasi goreng"),
        ("knafeh", "Kunafa"),
        ("boba tea", "Bubble tea"),
        ("osh plov", "Plov"),
        ("shashlik", "Shish kebab"),
        ("soup dumplings", "Xiaolongbao"),
        ("marmite on toast", "Vegemite on toast"),
        ("tuwo", "Stiff millet porridge"),
        # A word of it has an alias of its own.
        ("maize porridge", "Maize porridge"),
        ("muesli", "Muesli"),
    ],
)
def test_it_is_found_by_its_other_names(alice: Person, q: str, name: str) -> None:
    assert alice.get(f"/foods?q={q}").json()["items"][0]["name"] == name


def test_a_single_word_is_replaced_only_where_it_is_all() -> None:
    assert ("quiche",) in other_names("whole")
    assert ("quiche",) not in other_names("anywhere")


def test_a_dish_of_the_tables_keeps_its_name(alice: Person) -> None:
    assert alice.get("/foods?q=spinach quiche").json()["items"][0]["name"] == "Spinach quiche, meatless"
