"""Diets and their meals over HTTP: one active at a time, safe targets, days that recur, what they hold."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from fithub.planning.meals import create_meal
from fithub.planning.snapshots import chosen_part
from tests.api.test_openapi import conforms
from tests.people import Person, new_client
from tests.threads import alone

NOW = "2026-12-01T12:00:00+00:00"
LABEL = {"energy_kcal": 200, "protein_g": 10, "carbohydrate_g": 20, "fat_g": 5}
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


@pytest.fixture
def cook() -> Person:
    return Person.register(now=NOW)


def food(person: Person, name: str = "Quillon porridge", **label: Any) -> str:
    return person.post("/foods", {"name": name, "nutrients_per_100g": LABEL | label}).json()["id"]


def diet(person: Person, **more: Any) -> dict[str, Any]:
    made = person.post("/diets", {"name": "Lean", "active": True} | more)
    assert made.status_code == 201, made.content
    return made.json()


def meal(person: Person, diet_id: str, **more: Any) -> dict[str, Any]:
    given = {"diet_id": diet_id, "name": "Porridge", "slot": "breakfast", "rule": "FREQ=DAILY"} | more
    if "text" not in given:
        given.setdefault("items", [{"food_id": food(person), "grams": 150}])
    made = person.post("/meals", given)
    assert made.status_code == 201, made.content
    return made.json()


def test_a_diet_is_kept_changed_listed_and_deleted(cook: Person, bob: Person) -> None:
    targets = {"energy_kcal": {"min": 1900, "target": 2000, "max": 2100}, "protein_g": {"min": 110}}
    answer = cook.post("/diets", {"name": " Lean  spring ", "targets": targets, "ends_on": "2027-02-28"})
    made = conforms(answer, "/diets", "POST")
    assert (made["name"], made["active"], made["starts_on"]) == ("Lean spring", False, "2026-12-01")
    assert made["targets"] == targets
    path = f"/diets/{made['id']}"
    changed = conforms(cook.patch(path, {"notes": "With Ana.", "ends_on": None}), "/diets/{diet_id}", "PATCH")
    assert (changed["notes"], changed["ends_on"], changed["targets"]) == ("With Ana.", None, targets)
    assert conforms(cook.get(path), "/diets/{diet_id}", "GET") == changed
    other = diet(cook, name="Bulk")
    assert [each["id"] for each in conforms(cook.get("/diets"), "/diets", "GET")["items"]] == [other["id"], made["id"]]
    assert [each["id"] for each in cook.get("/diets?active=true").json()["items"]] == [other["id"]]
    assert [each["id"] for each in cook.get("/diets?q=spring").json()["items"]] == [made["id"]]
    first = cook.get("/diets?limit=1").json()
    assert cook.get(f"/diets?limit=1&cursor={first['next']}").json()["items"][0]["id"] == made["id"]
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        assert bob.send(method, path, body).status_code == 404
    for verb in ("activate", "deactivate", "copy"):
        assert bob.post(f"{path}/{verb}").status_code == 404
    assert bob.get(f"{path}/nutrition").status_code == 404
    assert bob.get("/diets").json()["items"] == []
    assert cook.delete(path).status_code == 204
    assert cook.get(path).status_code == 404
    cook.post("/changes/undo")
    assert cook.get(path).json()["notes"] == "With Ana."


def test_one_diet_is_active_at_a_time(cook: Person) -> None:
    first, second = diet(cook), diet(cook, name="Bulk", active=False)
    refused = cook.post(f"/diets/{second['id']}/activate")
    assert (refused.status_code, refused.json()["code"]) == (409, "another_diet_active")
    assert cook.post("/diets", {"name": "Third", "active": True}).status_code == 409
    assert len(cook.get("/diets").json()["items"]) == 2, "and no third one is left behind"
    done = conforms(
        cook.post(f"/diets/{second['id']}/activate", {"replace": True}), "/diets/{diet_id}/activate", "POST"
    )
    assert done["active"]
    assert not cook.get(f"/diets/{first['id']}").json()["active"]
    cook.post("/changes/undo")
    assert [cook.get(f"/diets/{each['id']}").json()["active"] for each in (first, second)] == [True, False]
    for _ in range(2):
        assert not cook.post(f"/diets/{first['id']}/deactivate").json()["active"]
    assert cook.post(f"/diets/{second['id']}/activate").status_code == 200
    # Taking back the first's deactivation would make two.
    sets = cook.get("/changes").json()["items"]
    named = next(each["id"] for each in sets if not each["undone_at"] and each["rows"][0]["id"] == first["id"])
    assert cook.post("/changes/undo", {"change_set_id": named}).json()["code"] == "changed_since"
    assert [cook.get(f"/diets/{each['id']}").json()["active"] for each in (first, second)] == [False, True]


def test_two_activated_at_once_are_one_and_a_refusal(cook: Person) -> None:
    diets = [diet(cook, name=str(number), active=False)["id"] for number in range(4)]

    def activate(diet_id: str) -> int:
        asking = Person(cook.email, cook.user_id, cook.access, cook.refresh, new_client(), dict(cook.headers))
        return asking.post(f"/diets/{diet_id}/activate").status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(alone(activate), diets))
    assert sorted(answers) == [200, 409, 409, 409]
    assert len(cook.get("/diets?active=true").json()["items"]) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "  "}, "name_empty"),
        ({"name": "x" * 201}, "request_invalid"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "dates_out_of_order"),
        ({"starts_on": "1850-01-01"}, "date_out_of_range"),
        ({"starts_on": "2026-02-30"}, "request_invalid"),
        ({"targets": {"energy_kcal": {"target": 800}}}, "target_unsafe"),
        ({"targets": {"protein_g": {"min": 90, "max": 50}}}, "bounds_out_of_order"),
        ({"targets": {"joy_g": {"min": 90}}}, "unknown_nutrient"),
        ({"weight": 3}, "request_invalid"),
    ],
)
def test_a_diet_that_cannot_be_is_refused(cook: Person, body: dict[str, Any], code: str) -> None:
    answer = cook.post("/diets", {"name": "Lean"} | body)
    assert answer.status_code == 422
    assert answer.json()["code"] == code or code == "request_invalid", answer.content
    assert cook.get("/diets").json()["items"] == []


def test_a_diet_that_is_over_is_not_activated(cook: Person) -> None:
    over = diet(cook, active=False, starts_on="2026-01-01", ends_on="2026-11-30")
    answer = cook.post(f"/diets/{over['id']}/activate")
    assert (answer.status_code, answer.json()["code"]) == (409, "diet_over")


def test_nobody_under_age_gets_an_energy_target_by_a_diet(cook: Person) -> None:
    targets = {"energy_kcal": {"target": 2000}}
    made = diet(cook, targets=targets)
    cook.patch("/me", {"birth_date": "2012-01-01"})
    assert cook.post("/diets", {"name": "Lean", "targets": targets}).json()["code"] == "target_unsafe"
    assert cook.patch(f"/diets/{made['id']}", {"targets": targets}).status_code == 200, (
        "what it has already is no change"
    )
    assert cook.post(f"/diets/{made['id']}/copy").json()["code"] == "target_unsafe"


def test_a_meal_is_kept_changed_listed_and_deleted(cook: Person, bob: Person) -> None:
    plan = diet(cook)
    item = food(cook)
    answer = cook.post(
        "/meals",
        {"diet_id": plan["id"], "items": [{"food_id": item, "grams": 150}], "local_time": "07:30", "rule": WEEKDAYS},
    )
    made = conforms(answer, "/meals", "POST")
    assert (made["name"], made["slot"], made["local_time"]) == ("Quillon porridge", "breakfast", "07:30:00")
    assert (made["rule"], made["starts_on"], made["last_on"]) == (WEEKDAYS, "2026-12-01", None)
    assert made["totals"]["energy_kcal"] == 300
    assert made["unknown"]["iron_mg"] == 1
    path = f"/meals/{made['id']}"
    kept = made["items"][0]["id"]
    changes = {
        "items": [{"id": kept, "grams": 100}, {"food_id": item, "grams": 50}],
        "minutes": 20,
        "notes": "Soak it.",
    }
    changed = conforms(cook.patch(path, changes), "/meals/{meal_id}", "PATCH")
    assert [(each["id"] == kept, each["grams"]) for each in changed["items"]] == [(True, 100), (False, 50)]
    nutrition = conforms(cook.get(f"{path}/nutrition"), "/meals/{meal_id}/nutrition", "GET")
    assert [each["nutrients"]["protein_g"] for each in nutrition["items"]] == [10, 5]
    assert nutrition["totals"]["protein_g"] == 15
    assert conforms(cook.get(path), "/meals/{meal_id}", "GET") == changed
    assert conforms(cook.get(f"/meals?diet_id={plan['id']}&slot=breakfast"), "/meals", "GET")["items"] == [changed]
    assert cook.get("/meals?slot=dinner").json()["items"] == []
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        assert bob.send(method, path, body).status_code == 404
    assert bob.get(f"{path}/nutrition").status_code == 404
    theirs = {"diet_id": plan["id"], "text": "a banana", "rule": ""}
    assert bob.post("/meals", theirs).status_code == 404
    mine = diet(bob)
    assert (
        bob.post(
            "/meals", theirs | {"diet_id": mine["id"], "text": None, "items": [{"food_id": item, "grams": 1}]}
        ).status_code
        == 404
    )
    their_meal = meal(bob, mine["id"], text="a banana")
    assert bob.patch(f"/meals/{their_meal['id']}", {"items": [{"id": kept}]}).json()["code"] == "item_not_found"
    assert cook.delete(path).status_code == 204
    assert cook.get("/meals").json()["items"] == []
    cook.post("/changes/undo")
    assert cook.get(path).json() == changed


def test_a_meal_in_words_is_understood_as_the_diary_would(cook: Person) -> None:
    plan = diet(cook)
    words = "a bowl of oatmeal with a banana"
    made = cook.post("/meals", {"diet_id": plan["id"], "text": words, "slot": "breakfast"}).json()
    draft = cook.post("/drafts", {"text": words}).json()
    assert [(each["food"], each["grams"]) for each in made["items"]] == [
        (each["food"], each["grams"]) for each in draft["items"]
    ]
    assert cook.post("/meals", {"diet_id": plan["id"], "text": "glorp"}).json()["code"] == "nothing_understood"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"rule": "FREQ=HOURLY"}, "rule_unsupported"),
        ({"rule": "every other day"}, "rule_invalid"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule_never"),
        ({"rule": "FREQ=DAILY;UNTIL=20261110", "starts_on": "2026-11-01"}, "meal_outside_diet"),
        ({"rule": "", "starts_on": "2027-04-01"}, "meal_outside_diet"),
        ({"rule": "", "starts_on": "2026-11-30"}, "meal_outside_diet"),
        ({"starts_on": "2300-01-01"}, "date_out_of_range"),
        ({"items": []}, ""),
        ({"items": [{"grams": 5}]}, ""),
        ({"minutes": 0}, ""),
        ({"local_time": "25:00"}, ""),
        ({"local_time": "07:30+02:00"}, ""),
    ],
)
def test_a_meal_that_cannot_be_is_refused(cook: Person, body: dict[str, Any], code: str) -> None:
    plan = diet(cook, ends_on="2027-03-31")
    given = {"diet_id": plan["id"], "items": [{"food_id": food(cook), "grams": 150}], "rule": "FREQ=DAILY"} | body
    answer = cook.post("/meals", given)
    assert answer.status_code == 422, answer.content
    assert not code or answer.json()["code"] == code, answer.content
    assert cook.get("/meals").json()["items"] == []


def test_a_diet_holds_100_meals_and_its_year_is_worked_out_soon(cook: Person) -> None:
    plan = diet(cook)
    item = food(cook)
    part: dict[str, Any] = {"food_id": UUID(item), "quantity": None, "unit": None, "grams": Decimal(10)}
    with cook.acting():
        for _ in range(100):
            given: dict[str, Any] = {"name": "Porridge", "parts": [chosen_part(**part)], "rule": "FREQ=DAILY"}
            create_meal(user_id=cook.user_id, diet_id=UUID(plan["id"]), **given)
    one_more = {"diet_id": plan["id"], "items": [{"food_id": item, "grams": 1}]}
    assert cook.post("/meals", one_more).json()["code"] == "too_many_meals"
    page = cook.get("/planned-meals?from=2026-12-01&to=2027-12-01&limit=500").json()
    assert len(page["items"]) == 500
    assert page["next"]
    told = cook.get(f"/diets/{plan['id']}/nutrition?from=2026-12-01&to=2027-12-01").json()
    assert (told["planned_days"], {day["meals"] for day in told["days"]}) == (366, {100})
    assert cook.get("/planned-meals?from=2026-12-01&to=2027-12-02").json()["code"] == "range_too_long"


def test_a_diets_nutrition_is_the_average_of_its_days_against_its_targets(cook: Person) -> None:
    plan = diet(cook, active=False, targets={"energy_kcal": {"target": 2000}, "iron_mg": {"min": 18}})
    known = food(cook, "Quillon bread", iron_mg=2)
    meal(cook, plan["id"], items=[{"food_id": known, "grams": 100}])
    meal(cook, plan["id"], rule="FREQ=DAILY;INTERVAL=2", items=[{"food_id": food(cook), "grams": 150}])
    answer = cook.get(f"/diets/{plan['id']}/nutrition?from=2026-12-01&to=2026-12-04")
    told = conforms(answer, "/diets/{diet_id}/nutrition", "GET")
    assert [day["totals"]["energy_kcal"] for day in told["days"]] == [500, 200, 500, 200]
    assert (told["average"]["energy_kcal"], told["remaining"]["energy_kcal"]) == (350, 1650)
    assert (told["average"]["iron_mg"], told["unknown"]["iron_mg"]) == (2, 2)
    assert told["targets"] == {"energy_kcal": {"target": 2000}, "iron_mg": {"min": 18}}
    week = cook.get(f"/diets/{plan['id']}/nutrition").json()
    assert (week["first_date"], week["last_date"]) == ("2026-12-01", "2026-12-07")
    assert cook.get(f"/diets/{plan['id']}/nutrition?from=2026-12-02&to=2026-12-01").status_code == 422


def test_a_copy_moves_all_dates_by_as_much(cook: Person) -> None:
    plan = diet(cook, ends_on="2026-12-31", targets={"protein_g": {"min": 100}})
    meal(cook, plan["id"], rule="FREQ=DAILY;UNTIL=20261210", minutes=15)
    meal(cook, plan["id"], rule="", starts_on="2026-12-24", name="Feast")
    answer = cook.post(f"/diets/{plan['id']}/copy", {"name": "Again", "starts_on": "2027-01-01"})
    copy = conforms(answer, "/diets/{diet_id}/copy", "POST")
    assert (copy["name"], copy["active"], copy["ends_on"]) == ("Again", False, "2027-01-31")
    assert copy["targets"] == plan["targets"]
    feast, porridge = cook.get(f"/meals?diet_id={copy['id']}").json()["items"]
    assert (feast["starts_on"], feast["rule"], feast["last_on"]) == ("2027-01-24", None, "2027-01-24")
    assert (porridge["rule"], porridge["last_on"]) == ("FREQ=DAILY;UNTIL=20270110", "2027-01-10")
    assert porridge["items"][0]["grams"] == 150
    assert len(cook.get(f"/meals?diet_id={plan['id']}").json()["items"]) == 2
    assert cook.post(f"/diets/{plan['id']}/copy", {"starts_on": "2199-12-31"}).json()["code"] == "date_out_of_range"
    cook.post("/changes/undo")
    assert cook.get(f"/diets/{copy['id']}").status_code == 404


def aims(person: Person, first: str, last: str) -> list[tuple[str, float | None]]:
    days = person.get(f"/days?from={first}&to={last}").json()["items"]
    return [(day["targets_basis"], day["targets"]["energy_kcal"].get("target")) for day in days]


def kcal(amount: int) -> dict[str, Any]:
    return {"energy_kcal": {"target": amount}}


def test_days_are_measured_against_the_active_diet(cook: Person) -> None:
    before = aims(cook, "2026-11-25", "2026-12-05")
    assert {basis for basis, _ in before} == {"reference"}
    made = diet(cook, starts_on="2026-11-20", ends_on="2026-12-04", targets=kcal(1900), active=False)
    assert aims(cook, "2026-11-25", "2026-12-05") == before
    cook.post(f"/diets/{made['id']}/activate")
    assert aims(cook, "2026-11-30", "2026-12-05") == [before[0], *[("diet", 1900)] * 4, before[0]]
    assert cook.get("/targets").json()["items"] == [], "they are the diet's"
    cook.post("/changes/undo")
    assert aims(cook, "2026-11-25", "2026-12-05") == before
    cook.post("/changes/redo")
    assert aims(cook, "2026-12-01", "2026-12-01") == [("diet", 1900)]
    cook.headers["X-Test-Now"] = "2026-12-03T12:00:00+00:00"
    cook.patch(f"/diets/{made['id']}", {"targets": kcal(2100), "ends_on": None})
    assert aims(cook, "2026-12-02", "2026-12-05") == [("diet", 1900), *[("diet", 2100)] * 3]
    cook.post(f"/diets/{made['id']}/deactivate")
    assert aims(cook, "2026-12-02", "2026-12-03") == [("diet", 1900), before[0]]
    assert cook.delete(f"/diets/{made['id']}").status_code == 204
    assert aims(cook, "2026-12-02", "2026-12-02") == [("diet", 1900)], "no past day changes"


def test_of_the_diets_and_own_targets_those_that_began_last_hold(cook: Person) -> None:
    cook.post("/targets", {"effective_from": "2026-11-01", "nutrients": kcal(2500)})
    made = diet(cook, targets=kcal(1900))
    assert aims(cook, "2026-11-30", "2026-12-01") == [("own", 2500), ("diet", 1900)]
    cook.post("/targets", {"effective_from": "2026-12-03", "effective_to": "2026-12-04", "nutrients": kcal(2200)})
    assert aims(cook, "2026-12-02", "2026-12-05") == [("diet", 1900), *[("own", 2200)] * 2, ("diet", 1900)]
    cook.post("/diets", {"name": "Other", "targets": kcal(1700)})
    other = cook.get("/diets").json()["items"][0]["id"]
    cook.post(f"/diets/{other}/activate", {"replace": True})
    assert aims(cook, "2026-12-01", "2026-12-01") == [("diet", 1700)]
    cook.post("/changes/undo")
    assert aims(cook, "2026-12-01", "2026-12-01") == [("diet", 1900)]
    assert cook.get(f"/diets/{made['id']}").json()["active"]
    cook.headers["X-Test-Now"] = "2026-12-01T13:00:00+00:00"
    cook.post("/targets", {"nutrients": kcal(2300)})
    assert aims(cook, "2026-12-01", "2026-12-01") == [("own", 2300)], "said on the same day, but after it"
