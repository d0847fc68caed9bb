"""A person's own foods: what is taken, what is refused, and who sees them."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import Error, connection

from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import NUTRIENTS
from fithub.foods.models import Food, Portion
from fithub.foods.queries import food_by_id, food_shapes
from fithub.foods.search import search_foods
from fithub.foods.services import create_food
from tests.people import Person


def refusal(person: Person, **given: Any) -> InvalidInput:
    with person.acting(), pytest.raises(InvalidInput) as refused:
        create_food(user_id=person.user_id, **given)
    return refused.value


def test_a_serving_is_turned_into_100_g_and_kept_as_a_portion(alice: Person) -> None:
    with alice.acting():
        food = create_food(
            user_id=alice.user_id,
            name="  Protein   pudding ",
            brand="Acme",
            serving={"grams": 200, "nutrients": {"energy_kcal": 150, "protein_g": 20, "sugars_g": None}},
        )
        shown = food_shapes(food_ids=[food.pk])[0]
    assert shown["name"] == "Protein pudding"
    assert shown["brand"] == "Acme"
    assert shown["source"] == "own"
    assert shown["nutrients_per_100g"]["energy_kcal"] == 75
    assert shown["nutrients_per_100g"]["protein_g"] == 10
    assert shown["nutrients_per_100g"]["sugars_g"] is None
    assert set(shown["nutrients_per_100g"]) == set(NUTRIENTS)
    assert shown["portions"] == [{"unit": "serving", "label": "serving", "grams": Decimal("200.00")}]


@pytest.mark.parametrize(
    ("nutrients", "code"),
    [
        ({"energy_kcal": -1}, "out_of_range"),
        ({"energy_kcal": float("nan")}, "out_of_range"),
        ({"energy_kcal": float("inf")}, "out_of_range"),
        ({"energy_kcal": 2000}, "impossible"),
        ({"protein_g": 60, "fat_g": 50}, "impossible"),
        ({"carbohydrate_g": 10, "sugars_g": 30}, "impossible"),
        ({"sodium_mg": 200_000}, "impossible"),
        ({"unobtainium_g": 1}, "unknown_nutrient"),
        ({}, "empty"),
        ({"energy_kcal": None}, "empty"),
    ],
)
def test_what_cannot_be_is_refused_field_by_field(alice: Person, nutrients: dict[str, Any], code: str) -> None:
    error = refusal(alice, name="Impossible", nutrients_per_100g=nutrients)
    assert error.code == "invalid_food"
    assert code in {one.code for one in error.errors}


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_has_a_length(alice: Person, name: str) -> None:
    assert refusal(alice, name=name, nutrients_per_100g={"energy_kcal": 1}).errors[0].field == "name"


def test_nutrients_come_one_way_or_the_other(alice: Person) -> None:
    both = {"nutrients_per_100g": {"energy_kcal": 1}, "serving": {"grams": 1, "nutrients": {"energy_kcal": 1}}}
    assert refusal(alice, name="Both", **both).errors[0].code == "one_of"
    assert refusal(alice, name="Neither").errors[0].code == "one_of"


@pytest.mark.parametrize("grams", [0, -5, float("nan"), 1e12])
def test_a_serving_has_a_weight(alice: Person, grams: float) -> None:
    error = refusal(alice, name="Weightless", serving={"grams": grams, "nutrients": {"energy_kcal": 1}})
    assert error.errors[0].field == "serving.grams"


def test_everything_wrong_is_told_at_once(alice: Person) -> None:
    error = refusal(alice, name="", nutrients_per_100g={"energy_kcal": -1}, portions=[{"unit": "", "grams": 1}])
    assert {one.field for one in error.errors} >= {"name", "nutrients_per_100g.energy_kcal", "portions.0.unit"}


def test_nobody_else_sees_or_changes_it(alice: Person, bob: Person) -> None:
    with alice.acting():
        food = create_food(
            user_id=alice.user_id,
            name="Secret sauce",
            nutrients_per_100g={"energy_kcal": 80},
            portions=[{"unit": "cup", "grams": 250}],
        )
        assert food_by_id(food_id=food.pk).name == "Secret sauce"
    with bob.acting():
        with pytest.raises(NotFound):
            food_by_id(food_id=food.pk)
        assert food_shapes(food_ids=[food.pk]) == []
        assert Food.objects.filter(pk=food.pk).update(name="Stolen") == 0
        assert not Portion.objects.filter(food=food.pk).exists()
    assert not Food.objects.filter(pk=food.pk).exists()


def test_the_catalogue_can_be_read_and_not_written_by_the_application(alice: Person) -> None:
    egg = search_foods(q="egg", limit=1)[0].food_id
    with alice.acting():
        assert Food.objects.filter(pk=egg).update(name="Mine now") == 0
        assert Food.objects.filter(pk=egg).delete()[0] == 0
    with alice.acting(), pytest.raises(Error), connection.cursor() as cursor:
        cursor.execute("UPDATE foods_category SET name = name || '!'")


def test_foods_are_shown_in_the_order_asked_for() -> None:
    ids = [match.food_id for match in search_foods(q="bread", limit=8)]
    assert [shown["id"] for shown in food_shapes(food_ids=ids[::-1])] == ids[::-1]
