"""Plain water over HTTP, and what a day makes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fithub.foods.catalogue_ids import food_id
from fithub.foods.models import Food
from tests.api.test_openapi import conforms
from tests.people import Person

NOW = "2026-05-05T12:30:00Z"
DAY = "2026-05-05"


def person(time_zone: str = "UTC", now: str = NOW) -> Person:
    return Person.register(time_zone=time_zone, now=now)


def test_water_is_written_listed_changed_deleted_and_taken_back() -> None:
    alice = person()
    first = conforms(alice.post("/water", {"ml": 250}), "/water", "POST")
    assert (first["local_date"], first["local_time"], first["ml"], first["source"]) == (DAY, "12:30:00", 250, "form")
    alice.post("/water", {"ml": 500, "local_date": "2026-05-04", "local_time": "08:00"})
    alice.post("/water", {"ml": 100, "local_time": "09:00"})
    listed = conforms(alice.get("/water?limit=2"), "/water", "GET")
    assert [each["ml"] for each in listed["items"]] == [250, 100]
    assert [each["ml"] for each in alice.get(f"/water?limit=2&cursor={listed['next']}").json()["items"]] == [500]
    assert [each["ml"] for each in alice.get("/water?to=2026-05-04").json()["items"]] == [500]
    changed = alice.patch(f"/water/{first['id']}", {"ml": 330}).json()
    assert changed["ml"] == 330
    assert alice.get(f"/days/{DAY}").json()["water_ml"] == 430
    assert alice.delete(f"/water/{first['id']}").status_code == 204
    assert alice.get(f"/days/{DAY}").json()["water_ml"] == 100
    for expected in (430, 350):
        alice.post("/changes/undo")
        assert alice.get(f"/days/{DAY}").json()["water_ml"] == expected
    alice.post("/changes/redo")
    assert alice.get(f"/days/{DAY}").json()["water_ml"] == 430


def test_a_day_has_each_drink_once() -> None:
    alice = person()
    alice.post("/water", {"ml": 300})
    tap = alice.get("/foods?q=tap water").json()["items"][0]["id"]
    milk = str(food_id("sr28", "01077"))
    alice.post("/entries", {"food_id": tap, "grams": 200})
    entry = alice.post("/entries", {"food_id": milk, "grams": 100}).json()
    day = conforms(alice.get(f"/days/{DAY}"), "/days/{day}", "GET")
    assert day["water_ml"] == 500
    assert day["water_in_food_ml"] == entry["nutrients"]["water_g"]
    assert day["totals"]["water_g"] == entry["nutrients"]["water_g"] + 500
    assert "water_g" not in day["unknown"], "what is nothing but water is known to be that"
    assert day["unknown"] == alice.get(f"/days?from={DAY}&to={DAY}").json()["items"][0]["unknown"]
    assert day["water_target_ml"] is None or day["water_target_ml"] > 0


def test_a_target_for_water_is_met_by_all_of_it() -> None:
    alice = person()
    aimed = {"energy_kcal": {"target": 2000}, "water_g": {"min": 2000}}
    assert alice.post("/targets", {"effective_from": "2026-05-01", "nutrients": aimed}).status_code == 201
    before = alice.get(f"/days/{DAY}").json()
    assert (before["water_target_ml"], before["remaining"]["water_g"], before["water_ml"]) == (2000, 2000, 0)
    alice.post("/water", {"ml": 750})
    after = alice.get(f"/days/{DAY}").json()
    assert after["remaining"]["water_g"] == 1250
    assert {key: left for key, left in after["remaining"].items() if key != "water_g"} == {
        key: left for key, left in before["remaining"].items() if key != "water_g"
    }
    assert after["unknown"] == before["unknown"] == {}


def test_only_water_makes_no_other_nutrient_known() -> None:
    alice = person()
    made = alice.post("/foods", {"name": "Quillon mystery", "nutrients_per_100g": {"protein_g": 1}}).json()
    alice.post("/entries", {"food_id": made["id"], "grams": 100})
    alice.post("/water", {"ml": 200})
    day = alice.get(f"/days/{DAY}").json()
    assert day["totals"]["energy_kcal"] is None
    assert (day["totals"]["water_g"], day["unknown"]["water_g"]) == (200, 1)
    assert day["water_in_food_ml"] is None


def test_an_import_comes_once() -> None:
    alice = person()
    body = {"ml": 250, "source_ref": "apple:1", "local_date": DAY}
    made = alice.post("/water", body)
    again = alice.post("/water", body)
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json() == again.json()
    assert made.json()["source"] == "import"
    changes = len(alice.get("/changes").json()["items"])
    alice.post("/water", body)
    assert len(alice.get("/changes").json()["items"]) == changes, "what changes nothing leaves nothing to undo"
    assert alice.post("/water", body | {"ml": 300}).json()["ml"] == 300
    assert [each["ml"] for each in alice.get("/water").json()["items"]] == [300]
    bob = person()
    assert bob.post("/water", body).status_code == 201, "a name is one's own"


def test_the_date_is_the_persons_own() -> None:
    samoa, hawaii = (person(zone, "2026-05-05T12:30:00Z") for zone in ("Pacific/Apia", "Pacific/Honolulu"))
    assert samoa.post("/water", {"ml": 100}).json()["local_date"] == "2026-05-05"
    assert hawaii.post("/water", {"ml": 100}).json()["local_date"] == "2026-05-04"
    assert hawaii.post("/water", {"ml": 100, "local_date": "2026-05-05"}).status_code == 422
    leap = person(now="2028-02-29T23:59:00Z")
    assert leap.post("/water", {"ml": 100}).json()["local_date"] == "2028-02-29"


def test_what_nobody_drinks_is_refused() -> None:
    alice, bob = person(), person()
    bad = [{}, {"ml": 0}, {"ml": -5}, {"ml": 20_000}, {"ml": "NaN"}, {"ml": 100, "local_date": "2026-05-06"}]
    bad += [
        {"ml": 100, "local_date": "1800-01-01"},
        {"ml": 100, "litres": 2},
        {"ml": 0.01},
        {"ml": 100, "source_ref": ""},
    ]
    for body in bad:
        assert alice.post("/water", body).status_code == 422, body
    assert alice.get("/water").json()["items"] == []
    row = alice.post("/water", {"ml": 100}).json()["id"]
    for method, body in (("GET", None), ("PATCH", {"ml": 1}), ("DELETE", None)):
        assert bob.send(method, f"/water/{row}", body).status_code == 404
    assert alice.patch(f"/water/{row}", {"ml": None}).status_code == 422
    assert alice.get("/water?cursor=x").status_code == 422
    assert bob.get("/water").json()["items"] == []


def test_a_year_takes_as_many_queries_as_a_day() -> None:
    alice = person()
    for day in ("2026-05-03", "2026-05-04", "2026-05-05"):
        alice.post("/water", {"ml": 100, "local_date": day})
        alice.post("/activities", {"name": "walk", "steps": 100, "local_date": day})
    counts = []
    for path in (f"/days/{DAY}", "/days?from=2025-06-01&to=2026-05-05"):
        with CaptureQueriesContext(connection) as queries:
            alice.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("food", "plain"),
    [
        ("Water, tap", True),
        ("Water, bottled, plain", True),
        ("Water, carbonated, plain", True),
        ("Beverages, water, tap, municipal", True),
        ("Water, tonic", False),
        ("Beverages, coffee, brewed, prepared with tap water", False),
        ("Beverages, tea, black, brewed, prepared with tap water", False),
        ("Soft drink, cola, diet", False),
        ("Nuts, coconut water (liquid from coconuts)", False),
        ("Watermelon, raw", False),
    ],
)
def test_which_foods_are_plain_water(food: str, plain: bool) -> None:
    alice = person()
    found = Food.objects.get(user=None, name=food)
    alice.post("/entries", {"food_id": str(found.pk), "grams": 200})
    assert alice.get(f"/days/{DAY}").json()["water_ml"] == (200 if plain else 0)
