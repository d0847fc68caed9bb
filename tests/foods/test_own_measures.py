"""A person's own bowls, scoops and slices."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fithub.foods.own_measures import OwnSize, own_measure
from tests.people import Person


def put(person: Person, **body: Any) -> Any:
    return person.send("PUT", "/measures", body)


def food(person: Person, name: str) -> str:
    return str(person.get(f"/foods?q={name}").json()["items"][0]["id"])


def of(person: Person, unit: str, food_id: str) -> OwnSize | None:
    with person.acting():
        return own_measure(unit=unit, food_id=UUID(food_id))


def test_a_measure_of_one_food_goes_before_one_of_any(alice: Person) -> None:
    soup, milk = food(alice, "tomato soup"), food(alice, "milk")
    assert of(alice, "bowl", soup) is None
    made = put(alice, unit="Bowls", millilitres=400)
    assert made.status_code == 200
    assert made.json() | {"id": ""} == {"id": "", "unit": "bowl", "food": None, "grams": None, "millilitres": 400}
    assert put(alice, unit="bowl", food_id=soup, grams=350.5).json()["food"]["id"] == soup
    assert of(alice, "bowl", soup) == OwnSize(Decimal("350.500"), None)
    assert of(alice, "bowl", milk) == OwnSize(None, Decimal(400))
    assert of(alice, "scoop", milk) is None


def test_saying_it_again_replaces_it_and_undo_brings_it_back(alice: Person) -> None:
    milk = food(alice, "milk")
    first = put(alice, unit="mug", millilitres=300).json()
    again = put(alice, unit="mug", grams=250).json()
    assert (again["id"], again["grams"], again["millilitres"]) == (first["id"], 250, None)
    alice.post("/changes/undo")
    assert of(alice, "mug", milk) == OwnSize(None, Decimal(300))
    assert alice.delete(f"/measures/{first['id']}").status_code == 204
    assert of(alice, "mug", milk) is None
    alice.post("/changes/undo")
    assert [each["id"] for each in alice.get("/measures").json()["items"]] == [first["id"]]


@pytest.mark.parametrize(
    "body",
    [
        {"unit": "bowl"},
        {"unit": "bowl", "grams": 1, "millilitres": 1},
        {"unit": "bowl", "grams": 0},
        {"unit": "bowl", "grams": 0.0001},
        {"unit": "bowl", "grams": "NaN"},
        {"unit": "bowl", "grams": 1e9},
        {"unit": "kg", "grams": 900},
        {"unit": "millilitres", "millilitres": 2},
        {"unit": "!!!", "grams": 10},
        {"unit": "", "grams": 10},
        {"unit": "b" * 10_000, "grams": 10},
        {"unit": "bowl\x00", "grams": 10},
        {"unit": "bowl", "grams": 10, "user_id": str(uuid4())},
    ],
)
def test_what_no_measure_can_be_is_refused(alice: Person, body: dict[str, Any]) -> None:
    assert put(alice, **body).status_code == 422
    assert alice.get("/measures").json() == {"items": [], "next": None}


def test_another_persons_measures_and_foods_do_not_exist(alice: Person, bob: Person) -> None:
    own = alice.post("/foods", {"name": "My bread", "nutrients_per_100g": {"energy_kcal": 250}}).json()["id"]
    slice_id = put(alice, unit="slice", food_id=own, grams=45).json()["id"]
    assert put(bob, unit="slice", food_id=own, grams=30).status_code == 404
    assert bob.get("/measures").json()["items"] == []
    assert bob.delete(f"/measures/{slice_id}").status_code == 404
    assert of(bob, "slice", own) is None
    assert of(alice, "slice", own) == OwnSize(Decimal(45), None)


def test_the_list_has_pages(alice: Person) -> None:
    for unit in ("bowl", "mug", "scoop", "ladle", "jug"):
        put(alice, unit=unit, grams=100)
    seen: list[str] = []
    page = alice.get("/measures?limit=2").json()
    while True:
        seen += [each["unit"] for each in page["items"]]
        if page["next"] is None:
            break
        page = alice.get(f"/measures?limit=2&cursor={page['next']}").json()
    assert seen == ["bowl", "jug", "ladle", "mug", "scoop"]
