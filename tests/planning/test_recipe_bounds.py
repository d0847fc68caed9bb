"""What recipes do at their bounds: twice the same ingredient, figures of any size, pastes that would take minutes."""

from typing import Any

import pytest

from tests.people import Person
from tests.planning.test_recipes import own, save

STEW = {"energy_kcal": 100, "protein_g": 10, "carbohydrate_g": 5, "fat_g": 2}


@pytest.fixture(scope="module")
def cook() -> Person:
    return Person.register()


@pytest.fixture(scope="module")
def stew(cook: Person) -> str:
    return own(cook, "Quillon stew", STEW)


def per_100g(person: Person, recipe: dict[str, Any]) -> dict[str, float | None]:
    return dict(person.get(f"/foods/{recipe['food']['id']}").json()["nutrients_per_100g"])


def test_an_ingredient_named_twice_is_refused_and_nothing_changes(cook: Person, stew: str) -> None:
    recipe = save(cook, ingredients=[{"food_id": stew, "grams": 100}])
    path, kept = f"/recipes/{recipe['id']}", {"id": recipe["ingredients"][0]["id"]}
    refused = cook.patch(path, {"ingredients": [kept, kept]})
    assert (refused.status_code, refused.json()["code"]) == (404, "ingredient_not_found")
    assert cook.get(path).json() == recipe
    portions = cook.get(f"/foods/{recipe['food']['id']}").json()["portions"]
    assert {each["unit"]: each["grams"] for each in portions}["batch"] == recipe["grams"]


def test_an_ingredient_that_stays_may_weigh_something_else(cook: Person) -> None:
    meat = own(cook, "Zorblet mince", STEW)
    recipe = save(cook, ingredients=[{"food_id": meat, "grams": 100, "text": "a pack of mince"}])
    path, kept = f"/recipes/{recipe['id']}", recipe["ingredients"][0]["id"]
    cook.patch(f"/foods/{meat}", {"nutrients_per_100g": {"energy_kcal": 500}})
    changed = cook.patch(path, {"ingredients": [{"id": kept, "grams": 250}]}).json()
    assert (changed["grams"], changed["totals"]["energy_kcal"]) == (250, 250), "of what it held when it was put in"
    assert changed["ingredients"][0]["text"] == "a pack of mince"
    assert per_100g(cook, changed) == changed["nutrients_per_100g"]
    cook.delete(f"/foods/{meat}")
    assert cook.patch(path, {"ingredients": [{"id": kept, "grams": 50}]}).json()["totals"]["energy_kcal"] == 50
    for body in ({"id": kept, "grams": 5, "food_id": meat}, {"id": kept, "text": "mince"}, {"id": kept, "grams": 0}):
        assert cook.patch(path, {"ingredients": [body]}).status_code == 422, body
    assert cook.patch(path, {"ingredients": [{"id": kept, "grams": 0.0001}]}).status_code == 422


def test_what_is_answered_is_what_is_stored(cook: Person, stew: str) -> None:
    parts = [{"food_id": stew, "quantity": "0.33333", "unit": "kg"}]
    recipe = save(cook, servings="2.66667", cooked_grams="300.12345", ingredients=parts)
    assert cook.get(f"/recipes/{recipe['id']}").json() == recipe
    assert per_100g(cook, recipe) == recipe["nutrients_per_100g"]
    assert recipe["cooked_grams"] == recipe["grams"] == 300.123
    changed = cook.patch(f"/recipes/{recipe['id']}", {"cooked_grams": "299.98765"}).json()
    assert cook.get(f"/recipes/{recipe['id']}").json() == changed
    assert per_100g(cook, changed) == changed["nutrients_per_100g"]


def test_what_changes_nothing_leaves_nothing_to_undo(cook: Person, stew: str) -> None:
    recipe = save(cook, name="Before", ingredients=[{"food_id": stew, "grams": 100}])
    path, kept = f"/recipes/{recipe['id']}", recipe["ingredients"][0]["id"]
    newest = cook.get("/changes?limit=1").json()["items"][0]["id"]
    for same in ({}, {"name": "Before", "servings": 4}, {"ingredients": [{"id": kept}]}, {"cooked_grams": None}):
        assert cook.patch(path, same).json() == recipe
    assert cook.get("/changes?limit=1").json()["items"][0]["id"] == newest


@pytest.mark.parametrize(
    "body",
    [
        {"servings": 0.001},
        {"servings": 0.002, "cooked_grams": 100_000},
        {"cooked_grams": 0.0004},
        {"cooked_grams": -1},
        {"url": "javascript:alert(1)"},
        {"url": "data:text/html,<p>"},
        {"url": " https://example.org"},
    ],
)
def test_bounds_are_told_and_never_an_error_of_ours(cook: Person, stew: str, body: dict[str, Any]) -> None:
    parts = [{"food_id": stew, "grams": 10_000}]
    answer = cook.post("/recipes", {"name": "R", "servings": 1, "ingredients": parts} | body)
    assert answer.status_code == 422, answer.content


def test_where_it_comes_from_is_an_address_or_nothing(cook: Person, stew: str) -> None:
    parts = [{"food_id": stew, "grams": 10}]
    assert save(cook, url="HTTPS://example.org/stew?a=1#b", ingredients=parts)["url"]
    assert save(cook, url="", ingredients=parts)["url"] is None


@pytest.mark.parametrize("said", ["serves " + "9" * 60, "total weight " + "9" * 400 + " g", "serves 0.0000001"])
def test_a_figure_of_any_length_in_a_text_is_refused(cook: Person, said: str) -> None:
    text = f"2 eggs\n1 onion\n{said}"
    answer = cook.post("/recipes", {"name": "R", "text": text})
    assert answer.status_code == 422, answer.content
    read = cook.post("/recipes/read", {"text": text})
    assert b"Infinity" not in read.content
    assert (read.json()["servings"], read.json()["cooked_grams"]) == (None, None)


def test_words_that_are_many_foods_are_no_more_than_a_recipe_has(cook: Person) -> None:
    many = ", ".join(["1 egg", "1 ham", "2 milk"] * 12)
    answer = cook.post("/recipes", {"name": "R", "servings": 1, "ingredients": [{"text": many}] * 100})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_ingredients")


def test_words_after_many_that_are_no_food_are_kept_unread(cook: Person, stew: str) -> None:
    strange = [{"text": f"3 zq{number}x of glimf"} for number in range(40)]
    recipe = save(cook, ingredients=[{"food_id": stew, "grams": 5}, *strange, {"text": "an egg"}])
    assert len(recipe["ingredients"]) == 1
    assert recipe["unresolved"][-1] == "an egg"
    assert len(recipe["unresolved"]) == 41


def test_a_recipe_that_was_eaten_and_changed_is_taken_back_whole(cook: Person, stew: str) -> None:
    recipe = save(cook, ingredients=[{"food_id": stew, "grams": 400}])
    path, food = f"/recipes/{recipe['id']}", recipe["food"]["id"]
    made = cook.get("/changes?limit=1").json()["items"][0]["id"]
    first = cook.post("/entries", {"food_id": food, "quantity": 1, "unit": "serving"}).json()
    cook.send("PUT", f"/favourites/{food}", {"quantity": 1, "unit": "serving"})
    cook.patch(path, {"servings": 2, "cooked_grams": 300})
    edited = cook.get("/changes?limit=1").json()["items"][0]["id"]
    second = cook.post("/entries", {"food_id": food, "quantity": 1, "unit": "serving"}).json()
    assert (first["grams"], second["grams"]) == (100, 150)
    refused = cook.post("/changes/undo", {"change_set_id": made})
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_since")
    assert cook.post("/changes/undo", {"change_set_id": edited}).status_code == 200
    assert cook.get(path).json() == recipe
    for entry in (first, second):
        assert cook.get(f"/entries/{entry['id']}").json() == entry
    assert cook.post("/changes/undo", {"change_set_id": made}).json()["code"] == "used_since"
    cook.delete(path)
    assert food not in [each["food"]["id"] for each in cook.get("/favourites").json()["items"]]
    assert cook.post("/changes/undo").status_code == 200
    assert food in [each["food"]["id"] for each in cook.get("/favourites").json()["items"]]
    assert cook.get(f"/entries/{second['id']}").json() == second
