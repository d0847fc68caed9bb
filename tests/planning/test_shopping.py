"""The shopping list over HTTP: what the plan needs, recipes by what goes into them, ticks that are kept."""

from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.people import Person
from tests.planning.test_diets import NOW, diet, food, meal

WEEK = "from=2026-12-01&to=2026-12-07"


@pytest.fixture
def cook() -> Person:
    return Person.register(now=NOW)


def found(person: Person, days: str = WEEK) -> dict[str, dict[str, Any]]:
    told = conforms(person.get(f"/shopping-list?{days}"), "/shopping-list", "GET")
    return {item["name"]: item | {"category": group["category"]} for group in told["groups"] for item in group["items"]}


def test_foods_are_added_up_over_the_days_that_are_still_to_come(cook: Person) -> None:
    egg = cook.get("/foods?q=egg").json()["items"][0]
    lean = diet(cook)
    meal(cook, lean["id"], items=[{"food_id": egg["id"], "quantity": 2}])
    meal(cook, lean["id"], slot="dinner", items=[{"food_id": food(cook), "grams": 200}], rule="FREQ=WEEKLY;BYDAY=TU,SA")
    list_ = found(cook)
    eggs, porridge = list_[egg["name"]], list_["Quillon porridge"]
    assert (eggs["meals"], eggs["words"].split()[0], eggs["category"]) == (7, "14", egg["category"])
    assert (porridge["grams"], porridge["words"], porridge["category"]) == (400, "400 g", "Other")
    days = cook.get("/planned-meals?from=2026-12-01&to=2026-12-02").json()["items"]
    cook.post(f"/planned-meals/{days[0]['id']}/log")
    cook.patch(f"/planned-meals/{days[-1]['id']}", {"skipped": True})
    assert found(cook)[egg["name"]]["meals"] == 5
    text = cook.get(f"/shopping-list?{WEEK}&format=text")
    assert text.headers["Content-Type"].startswith("text/plain")
    assert f"[ ] {egg['name']}, 10 (" in text.content.decode()
    assert "Nothing is planned" in cook.get("/shopping-list?from=2020-01-01&to=2020-01-02&format=text").content.decode()


def test_recipes_are_bought_by_what_goes_into_them(cook: Person) -> None:
    flour, milk = food(cook, "Quillon flour"), food(cook, "Quillon milk")
    dough = cook.post(
        "/recipes",
        {
            "name": "Dough",
            "servings": 2,
            "cooked_grams": 800,
            "ingredients": [{"food_id": flour, "grams": 600}, {"food_id": milk, "grams": 400}],
        },
    ).json()
    parts = [{"food_id": dough["food"]["id"], "grams": 400}, {"food_id": milk, "grams": 100}]
    pie = cook.post("/recipes", {"name": "Pie", "servings": 4, "ingredients": parts}).json()
    lean = diet(cook)
    given = [{"food_id": pie["food"]["id"], "quantity": 1, "unit": "serving"}]
    meal(cook, lean["id"], items=given, rule="FREQ=DAILY;COUNT=4")
    list_ = found(cook)
    assert {name: each["grams"] for name, each in list_.items()} == {"Quillon flour": 300, "Quillon milk": 300}
    cook.patch("/me", {"units": "us"})
    assert found(cook)["Quillon milk"]["words"] == "10.6 oz"
    cook.delete(f"/recipes/{pie['id']}")
    assert list(found(cook)) == ["Pie"], "a recipe that is gone is bought as it stands"


def test_ticks_are_kept_for_the_days_and_the_amount(cook: Person, bob: Person) -> None:
    lean = diet(cook)
    of = meal(cook, lean["id"])
    key = found(cook)["Quillon porridge"]["key"]
    tick = {"first_date": "2026-12-01", "last_date": "2026-12-07", "key": key}
    for _ in range(2):
        told = conforms(cook.send("PUT", "/shopping-list/ticks", tick), "/shopping-list/ticks", "PUT")
        assert told["groups"][0]["items"][0]["ticked"]
    assert found(cook)["Quillon porridge"]["ticked"]
    assert "[x] Quillon porridge" in cook.get(f"/shopping-list?{WEEK}&format=text").content.decode()
    assert not found(cook, "from=2026-12-08&to=2026-12-14")["Quillon porridge"]["ticked"]
    item = of["items"][0]["id"]
    cook.patch(f"/meals/{of['id']}", {"items": [{"id": item, "grams": 100}]})
    assert found(cook)["Quillon porridge"]["ticked"], "there is enough of it"
    cook.patch(f"/meals/{of['id']}", {"items": [{"id": item, "grams": 300}]})
    assert not found(cook)["Quillon porridge"]["ticked"], "more is needed than there is"
    cook.send("PUT", "/shopping-list/ticks", tick)
    cook.send("PUT", "/shopping-list/ticks", tick | {"ticked": False})
    assert not found(cook)["Quillon porridge"]["ticked"]
    assert bob.send("PUT", "/shopping-list/ticks", tick).json()["code"] == "not_on_list"
    assert bob.get(f"/shopping-list?{WEEK}").json()["groups"] == []


def test_what_is_no_list_is_refused(cook: Person) -> None:
    assert cook.get("/shopping-list?from=2026-12-02&to=2026-12-01").json()["code"] == "range_out_of_order"
    assert cook.get("/shopping-list?from=2026-01-01&to=2027-12-01").json()["code"] == "range_too_long"
    assert cook.get("/shopping-list?format=xml").status_code == 422
