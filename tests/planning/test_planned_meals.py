"""Planned meals over HTTP: worked out from their diet, kept where they differ, logged once, never counted as eaten."""

from typing import Any

import pytest

from fithub.planning.models import PlannedMeal
from tests.api.test_openapi import conforms
from tests.people import Person
from tests.planning.test_diets import LABEL, NOW, WEEKDAYS, diet, food, meal

WEEK = "/planned-meals?from=2026-12-01&to=2026-12-07"


@pytest.fixture
def cook() -> Person:
    return Person.register(now=NOW)


def planned(person: Person, path: str = WEEK) -> list[dict[str, Any]]:
    return conforms(person.get(path), "/planned-meals", "GET")["items"]


def dates(person: Person, path: str = WEEK) -> list[str]:
    return [each["local_date"] for each in planned(person, path)]


def plan(person: Person, **more: Any) -> dict[str, Any]:
    given = {"local_date": "2026-12-01", "slot": "lunch", "items": [{"food_id": food(person), "grams": 300}]} | more
    answer = person.post("/planned-meals", given)
    assert answer.status_code == 201, answer.content
    return answer.json()


def rows(person: Person) -> int:
    with person.acting():
        return PlannedMeal.objects.filter(user_id=person.user_id).count()


def test_days_are_worked_out_from_the_active_diet_as_often_as_asked(cook: Person) -> None:
    lean = diet(cook, ends_on="2026-12-04")
    meal(cook, lean["id"], rule=WEEKDAYS)
    before = planned(cook)
    assert [each["local_date"] for each in before] == ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]
    assert {each["state"] for each in before} == {"planned"}
    assert before[0]["totals"]["energy_kcal"] == 300
    assert planned(cook) == before
    assert planned(cook, "/planned-meals?from=2026-12-03&to=2026-12-03") == [before[2]]
    assert rows(cook) == 0, "nothing is stored by looking"
    assert conforms(cook.get(f"/planned-meals/{before[1]['id']}"), "/planned-meals/{planned_id}", "GET") == before[1]
    cook.post(f"/diets/{lean['id']}/deactivate")
    assert planned(cook) == []
    assert cook.get(f"/planned-meals/{before[1]['id']}").status_code == 404
    assert cook.get("/days/2026-12-01").json()["totals"]["energy_kcal"] == 0


def test_a_day_that_is_moved_stays_the_same_one(cook: Person) -> None:
    lean = diet(cook)
    of = meal(cook, lean["id"], rule="FREQ=WEEKLY;BYDAY=WE")
    (only,) = planned(cook)
    path = f"/planned-meals/{only['id']}"
    answer = cook.patch(
        path, {"local_date": "2026-12-05", "local_time": "11:00", "slot": "lunch", "notes": "At Ana's."}
    )
    moved = conforms(answer, "/planned-meals/{planned_id}", "PATCH")
    assert (moved["id"], moved["local_date"], moved["moved_from"]) == (only["id"], "2026-12-05", "2026-12-02")
    assert planned(cook) == [moved]
    assert planned(cook, "/planned-meals?from=2026-12-02&to=2026-12-02") == []
    assert planned(cook, "/planned-meals?from=2026-12-05&to=2026-12-05") == [moved]
    cook.patch(f"/meals/{of['id']}", {"name": "Oats", "minutes": 5, "local_time": "06:00"})
    (still,) = planned(cook)
    assert (still["name"], still["minutes"], still["local_time"]) == ("Oats", 5, "11:00:00")
    cook.patch(f"/meals/{of['id']}", {"rule": "FREQ=WEEKLY;BYDAY=TH"})
    assert dates(cook) == ["2026-12-03"], "what its meal has no more is not planned"
    cook.post("/changes/undo")
    assert dates(cook) == ["2026-12-05"]
    for _ in range(2):
        cook.post("/changes/undo")
    assert planned(cook) == [only]
    assert rows(cook) == 0


def test_a_days_amounts_are_its_own(cook: Person) -> None:
    lean = diet(cook)
    of = meal(cook, lean["id"], text="two eggs and a slice of toast")
    first, second, *_ = planned(cook)
    eggs, toast = first["items"]
    wanted = [{"id": eggs["id"], "quantity": 3}, {"food_id": food(cook), "grams": 40}]
    changed = cook.patch(f"/planned-meals/{first['id']}", {"items": wanted}).json()
    assert [(each["quantity"], each["grams"]) for each in changed["items"]] == [(3, eggs["grams"] * 1.5), (None, 40)]
    assert planned(cook)[1] == second
    assert cook.get(f"/meals/{of['id']}").json()["items"] == first["items"]
    gone = cook.patch(f"/planned-meals/{first['id']}", {"items": [{"id": toast["id"]}]})
    assert gone.json()["code"] == "item_not_found"
    again = [{"id": each["id"]} for each in changed["items"]]
    assert cook.patch(f"/planned-meals/{first['id']}", {"items": again}).json()["items"] == changed["items"]
    for _ in range(2):
        cook.post("/changes/undo")
    assert planned(cook)[0]["items"] in (first["items"], changed["items"])


def test_a_day_is_skipped_and_planned_again(cook: Person) -> None:
    lean = diet(cook)
    meal(cook, lean["id"])
    first, second, *_ = planned(cook)
    path = f"/planned-meals/{first['id']}"
    assert cook.patch(path, {"skipped": True}).json()["state"] == "skipped"
    assert cook.delete(f"/planned-meals/{second['id']}").status_code == 204
    states = [each["state"] for each in planned(cook)]
    assert states[:3] == ["skipped", "skipped", "planned"]
    assert len(planned(cook, f"{WEEK}&state=skipped")) == 2
    assert cook.patch(path, {"skipped": False}).json()["state"] == "planned"
    assert len(planned(cook, f"{WEEK}&state=skipped")) == 1
    day = cook.get(f"/diets/{lean['id']}/nutrition?from=2026-12-02&to=2026-12-03").json()
    assert (day["days"][0]["meals"], day["planned_days"]) == (0, 1)


def test_a_meal_is_planned_by_itself(cook: Person) -> None:
    answer = cook.post("/planned-meals", {"text": "two eggs and glorp for dinner", "local_date": "2026-12-03"})
    made = conforms(answer, "/planned-meals", "POST")
    assert (made["slot"], made["local_time"], made["unmatched"]) == ("dinner", "19:00:00", ["glorp"])
    assert made["meal_id"] is None
    by_hand = plan(cook, name="Feast", notes="Bring wine.", minutes=90)
    assert [each["name"] for each in planned(cook)] == ["Feast", made["name"]]
    path = f"/planned-meals/{by_hand['id']}"
    moved = cook.patch(path, {"local_date": "2026-12-04", "name": "Late feast", "local_time": "01:30"}).json()
    assert (moved["id"], moved["moved_from"], moved["name"]) == (by_hand["id"], None, "Late feast")
    plan(cook, local_date="2026-12-04", local_time="23:00", name="Before it")
    assert [each["name"] for each in planned(cook)][1:] == ["Before it", "Late feast"], "small hours end a day"
    assert cook.delete(path).status_code == 204
    assert cook.get(path).status_code == 404
    cook.post("/changes/undo")
    assert cook.get(path).json() == moved
    assert cook.get("/entries").json()["items"] == []


def test_a_planned_meal_is_logged_once_as_it_was_planned(cook: Person) -> None:
    lean = diet(cook)
    of = meal(cook, lean["id"], text="two eggs and a slice of toast", local_time="08:15")
    first, *_ = planned(cook)
    path = f"/planned-meals/{first['id']}"
    done = conforms(cook.post(f"{path}/log", Idempotency_Key="one"), "/planned-meals/{planned_id}/log", "POST")
    entries = done["entries"]
    assert [(each["food"], each["grams"], each["quantity"], each["unit"]) for each in entries] == [
        (each["food"], each["grams"], each["quantity"], each["unit"]) for each in first["items"]
    ]
    assert {(e["source"], e["slot"], e["local_date"], e["local_time"]) for e in entries} == {
        ("plan", "breakfast", "2026-12-01", "08:15:00")
    }
    assert cook.post(f"{path}/log", Idempotency_Key="one").json() == done
    twice = cook.post(f"{path}/log")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_logged")
    for body in ({"skipped": True}, {"local_date": "2026-12-02"}):
        assert cook.patch(path, body).json()["code"] == "already_logged"
    assert cook.delete(path).json()["code"] == "already_logged"
    logged = done["planned_meal"]
    assert (logged["state"], sorted(logged["entry_ids"])) == ("logged", sorted(each["id"] for each in entries))
    day = cook.get("/days/2026-12-01").json()
    assert day["totals"]["energy_kcal"] == pytest.approx(first["totals"]["energy_kcal"])
    cook.patch(f"/meals/{of['id']}", {"name": "Other", "local_time": "09:00"})
    assert cook.get(path).json()["name"] == first["name"], "what was eaten does not change with the diet"
    cook.post("/changes/undo")
    cook.post("/changes/undo")
    assert cook.get("/entries").json()["items"] == []
    assert planned(cook)[0] == first
    assert rows(cook) == 0
    assert cook.post(f"{path}/log").status_code == 201
    for entry in cook.get("/entries").json()["items"]:
        cook.delete(f"/entries/{entry['id']}")
    assert cook.get(path).json()["state"] == "planned", "without its entries it is logged no more"
    assert cook.post(f"{path}/log").status_code == 201


def test_what_has_not_come_yet_is_not_logged(cook: Person) -> None:
    later = plan(cook, local_date="2026-12-02")
    answer = cook.post(f"/planned-meals/{later['id']}/log")
    assert (answer.status_code, answer.json()["code"]) == (422, "date_in_future")
    assert cook.get("/entries").json()["items"] == []
    assert cook.get(f"/planned-meals/{later['id']}").json()["state"] == "planned"


def test_what_was_logged_outlives_its_meal_and_diet(cook: Person) -> None:
    lean = diet(cook)
    of = meal(cook, lean["id"])
    first, second, third, *_ = planned(cook)
    cook.post(f"/planned-meals/{first['id']}/log")
    cook.patch(f"/planned-meals/{second['id']}", {"skipped": True})
    cook.patch(f"/planned-meals/{third['id']}", {"local_date": "2026-12-02"})
    before = planned(cook)
    assert cook.delete(f"/meals/{of['id']}").status_code == 204
    (left,) = planned(cook)
    assert (left["state"], left["name"], left["meal_id"]) == ("logged", "Porridge", None)
    assert left["items"] == before[0]["items"]
    cook.post("/changes/undo")
    assert planned(cook) == before
    cook.post(f"/diets/{lean['id']}/deactivate")
    assert [each["state"] for each in planned(cook)] == ["logged"]
    assert cook.delete(f"/diets/{lean['id']}").status_code == 204
    assert [each["state"] for each in planned(cook)] == ["logged"]
    cook.post("/changes/undo")
    cook.post("/changes/undo")
    assert planned(cook) == before
    assert cook.delete("/me").status_code in {204, 401, 422}


def test_a_diet_with_days_of_its_own_is_deleted_once_more(cook: Person) -> None:
    lean = diet(cook)
    meal(cook, lean["id"])
    first, second, *_ = planned(cook)
    cook.patch(f"/planned-meals/{first['id']}", {"local_date": "2026-12-08"})
    cook.post(f"/planned-meals/{second['id']}/log")
    before = planned(cook)
    assert cook.delete(f"/diets/{lean['id']}").status_code == 204
    after = planned(cook)
    for _ in range(2):
        assert cook.post("/changes/undo").status_code == 200
        assert planned(cook) == before
        answer = cook.post("/changes/redo")
        assert answer.status_code == 200, answer.json()
        assert planned(cook) == after


def test_a_food_that_is_deleted_stays_planned_as_it_was(cook: Person) -> None:
    lean = diet(cook)
    item = food(cook)
    meal(cook, lean["id"], items=[{"food_id": item, "grams": 150}])
    before, *_ = planned(cook)
    cook.delete(f"/foods/{item}")
    after, *_ = planned(cook)
    assert (after["items"][0]["food"], after["totals"]) == (None, before["totals"])
    entry = cook.post(f"/planned-meals/{after['id']}/log").json()["entries"][0]
    assert (entry["food"], entry["description"]) == (None, "Quillon porridge")


def test_pages_follow_the_days(cook: Person) -> None:
    lean = diet(cook)
    for at in ("08:00", "12:00", "01:00"):
        meal(cook, lean["id"], local_time=at, name=at)
    seen: list[str] = []
    cursor = ""
    while True:
        page = cook.get(f"{WEEK}&limit=4{cursor}").json()
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [each["id"] for each in planned(cook)]
    assert [each["name"] for each in planned(cook)][:3] == ["08:00", "12:00", "01:00"]
    assert cook.get(f"{WEEK}&cursor=x").json()["code"] == "cursor_invalid"
    assert len(planned(cook, f"{WEEK}&diet_id={lean['id']}&slot=breakfast")) == 21
    assert planned(cook, f"{WEEK}&slot=lunch") == []


@pytest.mark.parametrize(
    "body",
    [
        {"items": []},
        {"text": "glorp"},
        {"text": ""},
        {"items": [{"food_id": "01990000-0000-7000-8000-000000000000", "grams": 5}]},
        {"items": [{"id": "01990000-0000-7000-8000-000000000000"}]},
        {"text": "a banana", "local_date": "2026-02-29"},
        {"text": "a banana", "local_date": "2300-01-01"},
        {"text": "a banana", "items": [{"grams": 5}]},
        {"text": "a banana", "eaten": True},
        {},
    ],
)
def test_what_cannot_be_planned_is_refused(cook: Person, body: dict[str, Any]) -> None:
    assert cook.post("/planned-meals", body).status_code in {404, 422}
    assert planned(cook) == []


@pytest.mark.parametrize("key", ["x", "0" * 40, "f" * 32 + "20261301", "01990000-0000-7000-8000-000000000000"])
def test_an_id_of_nothing_is_not_found(cook: Person, key: str) -> None:
    assert cook.get(f"/planned-meals/{key}").json()["code"] == "planned_meal_not_found"
    assert cook.post(f"/planned-meals/{key}/log").status_code == 404


def test_nobody_reaches_anothers_plan(cook: Person, bob: Person) -> None:
    lean = diet(cook)
    meal(cook, lean["id"])
    alone = plan(cook)
    bob.headers["X-Test-Now"] = NOW
    for each in (planned(cook)[0], alone):
        path = f"/planned-meals/{each['id']}"
        for method, body in (("GET", None), ("PATCH", {"skipped": True}), ("DELETE", None)):
            assert bob.send(method, path, body).status_code == 404
        assert bob.post(f"{path}/log").status_code == 404
    mine = plan(
        bob,
        items=[{"food_id": bob.post("/foods", {"name": "x", "nutrients_per_100g": LABEL}).json()["id"], "grams": 5}],
    )
    stolen = {"items": [{"id": alone["items"][0]["id"]}]}
    assert bob.patch(f"/planned-meals/{mine['id']}", stolen).status_code == 404
    assert len(planned(bob)) == 1
    assert {each["state"] for each in planned(cook)} == {"planned"}


def test_a_leap_day_and_a_day_that_a_zone_never_had(cook: Person) -> None:
    lean = diet(cook, starts_on="2028-02-01")
    meal(cook, lean["id"], rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert dates(cook, "/planned-meals?from=2028-01-01&to=2028-12-31") == ["2028-02-29"]
    assert dates(cook, "/planned-meals?from=2029-01-01&to=2029-12-31") == []
    cook.patch("/me", {"time_zone": "Pacific/Apia"})
    plan(cook, local_date="2011-12-30", name="Nowhen")
    assert dates(cook, "/planned-meals?from=2011-12-29&to=2011-12-31") == ["2011-12-30"]
