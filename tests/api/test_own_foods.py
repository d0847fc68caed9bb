"""A person's own foods over HTTP: from a label, changed, deleted, listed, undone."""

from typing import Any

import pytest

from fithub.foods.models import FoodVector
from tests.people import Person

LABEL = {"energy_kcal": 63, "protein_g": 11, "carbohydrate_g": 4, "fat_g": 0.2}


def make(person: Person, name: str = "Quillon skyr", **more: Any) -> dict[str, Any]:
    answer = person.post("/foods", {"name": name, "nutrients_per_100g": LABEL} | more)
    assert answer.status_code == 201, answer.json()
    return dict(answer.json())


def find(person: Person, q: str) -> list[str]:
    return [each["name"] for each in person.get(f"/foods?q={q}").json()["items"]]


def test_what_is_changed_changes_and_the_rest_stays(alice: Person) -> None:
    food = make(alice, portions=[{"unit": "cup", "grams": 230}])
    path = f"/foods/{food['id']}"
    changed = alice.patch(path, {"nutrients_per_100g": {"protein_g": 12, "fat_g": None}}).json()
    assert changed["nutrients_per_100g"] == food["nutrients_per_100g"] | {"protein_g": 12, "fat_g": None}
    assert changed["portions"] == food["portions"]
    served = alice.patch(path, {"serving": {"grams": 150, "nutrients": {"energy_kcal": 90}}}).json()
    assert served["nutrients_per_100g"]["energy_kcal"] == 60
    assert [each["unit"] for each in served["portions"]] == ["serving", "cup"]
    portions = alice.patch(path, {"portions": [{"unit": "spoons", "grams": 20}]}).json()["portions"]
    assert portions == [{"unit": "spoonful", "label": "spoonful", "grams": 20}]
    assert alice.patch(path, {"name": "Zibber yoghurt"}).json()["name"] == "Zibber yoghurt"
    assert find(alice, "zibber")[0] == "Zibber yoghurt"
    for _ in range(4):
        assert alice.post("/changes/undo").status_code == 200
    assert alice.get(path).json() == food


def test_a_past_entry_is_a_snapshot(alice: Person) -> None:
    food = make(alice)
    entry = alice.post("/entries", {"food_id": food["id"], "grams": 200}).json()
    alice.patch(f"/foods/{food['id']}", {"name": "Other", "nutrients_per_100g": {"energy_kcal": 10}})
    assert alice.get(f"/entries/{entry['id']}").json() == entry
    assert alice.delete(f"/foods/{food['id']}").status_code == 204
    left = alice.get(f"/entries/{entry['id']}").json()
    assert left == entry | {"food": None}
    assert alice.get(f"/foods/{food['id']}").status_code == 404
    assert alice.post("/changes/undo").status_code == 200
    assert alice.get(f"/entries/{entry['id']}").json() == entry


def test_a_food_that_comes_back_is_found_by_its_meaning_again(alice: Person) -> None:
    food = make(alice, "Fermented soybean cake")
    alice.delete(f"/foods/{food['id']}")
    alice.post("/changes/undo")
    alice.patch(f"/foods/{food['id']}", {"name": "Cocoa drink"})
    with alice.acting():
        renamed = FoodVector.objects.get(food_id=food["id"]).embedding
    alice.post("/changes/undo")
    with alice.acting():
        before = FoodVector.objects.get(food_id=food["id"]).embedding
    assert renamed != before
    assert make(alice, "Fermented soybean cake")["id"] != food["id"]
    with alice.acting():
        assert len({tuple(each.embedding) for each in FoodVector.objects.filter(user_id=alice.user_id)}) == 1


def test_own_foods_are_listed_newest_first_in_pages(alice: Person, bob: Person) -> None:
    names = [f"Quillon bar {number}" for number in range(5)]
    for name in names:
        make(alice, name, brand="Acme")
    make(bob)
    seen: list[str] = []
    page = alice.get("/foods?own=true&limit=2").json()
    while True:
        seen += [each["name"] for each in page["items"]]
        if page["next"] is None:
            break
        page = alice.get(f"/foods?own=true&limit=2&cursor={page['next']}").json()
    assert seen == names[::-1]
    assert [each["name"] for each in alice.get("/foods?own=true&q=acme 3").json()["items"]] == ["Quillon bar 3"]
    assert alice.get("/foods").status_code == 422


def test_only_own_foods_can_be_changed(alice: Person, bob: Person) -> None:
    banana = alice.get("/foods?q=banana").json()["items"][0]
    theirs = make(bob)
    for food in (banana, theirs):
        refused = alice.patch(f"/foods/{food['id']}", {"name": "Mine now"})
        assert (refused.status_code, refused.json()["code"]) == (404, "food_not_found")
        assert alice.delete(f"/foods/{food['id']}").status_code == 404
    assert bob.get(f"/foods/{theirs['id']}").json() == theirs


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": " \n "},
        {"name": "n" * 10_000},
        {"name": None},
        {"nutrients_per_100g": {"energy_kcal": 2000}},
        {"nutrients_per_100g": {"protein_g": 99}},
        {"nutrients_per_100g": {"joy": 3}},
        {"nutrients_per_100g": LABEL, "serving": {"grams": 10, "nutrients": LABEL}},
        {"portions": [{"unit": "cup", "grams": 0}]},
        {"portions": [{"unit": "cup", "grams": 1}] * 51},
        {"source": "sr28"},
    ],
)
def test_a_change_that_cannot_be_is_refused_and_changes_nothing(alice: Person, changes: dict[str, Any]) -> None:
    food = make(alice)
    assert alice.patch(f"/foods/{food['id']}", changes).status_code == 422
    assert alice.get(f"/foods/{food['id']}").json() == food
