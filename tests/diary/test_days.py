"""Days: sums, targets, what is left, what is unknown."""

from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import Person

NOON = "2026-05-05T12:30:00Z"


def food(person: Person, q: str) -> str:
    return str(person.get(f"/foods?q={q}").json()["items"][0]["id"])


def own_food(person: Person, **nutrients: float | None) -> str:
    answer = person.post("/foods", {"name": "House bread", "nutrients_per_100g": nutrients})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = NOON
    return alice


def eat(person: Person, food_id: str, grams: float, day: str = "2026-05-05") -> dict[str, Any]:
    answer = person.post("/entries", {"food_id": food_id, "grams": grams, "local_date": day})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_day_is_the_sum_of_its_entries_to_the_last_digit(eater: Person) -> None:
    entries = [
        eat(eater, food(eater, q), grams) for q, grams in (("banana", 118.3), ("milk", 244.7), ("almonds", 28.35))
    ]
    day = eater.get("/days/2026-05-05").json()
    assert day["date"] == "2026-05-05"
    assert [entry["id"] for entry in day["entries"]] == [entry["id"] for entry in entries]
    for key, amount in day["totals"].items():
        known = [Decimal(str(entry["nutrients"][key])) for entry in entries if entry["nutrients"][key] is not None]
        assert amount is None if not known else Decimal(str(amount)) == sum(known)
        assert day["unknown"].get(key, 0) == 3 - len(known)
    assert eater.get("/days?from=2026-05-05&to=2026-05-05").json()["items"] == [day]


def test_unknown_is_never_zero(eater: Person) -> None:
    bread = own_food(eater, energy_kcal=250, protein_g=0, carbohydrate_g=None)
    eat(eater, bread, 100)
    day = eater.get("/days/2026-05-05").json()
    assert day["totals"]["protein_g"] == 0
    assert day["totals"]["carbohydrate_g"] is None
    assert day["unknown"]["carbohydrate_g"] == 1
    assert day["remaining"]["carbohydrate_g"] is None
    assert "protein_g" not in day["unknown"]
    eat(eater, food(eater, "banana"), 100)
    day = eater.get("/days/2026-05-05").json()
    assert day["totals"]["carbohydrate_g"] > 0
    assert day["unknown"]["carbohydrate_g"] == 1


def test_an_empty_day_is_zero_and_measured_against_the_reference(eater: Person) -> None:
    day = eater.get("/days/2026-05-05").json()
    assert day["entries"] == []
    assert day["totals"]["energy_kcal"] == 0
    assert day["targets_basis"] == "reference"
    assert day["targets"]["protein_g"] == {"target": 50}
    assert day["remaining"]["protein_g"] == 50
    assert day["unknown"] == {}


def test_own_targets_hold_from_their_date_on(eater: Person) -> None:
    for start, kcal in (("2026-05-01", 2200), ("2026-05-04", 1900)):
        target = {"effective_from": start, "nutrients": {"energy_kcal": {"target": kcal}}}
        assert eater.post("/targets", target).status_code == 201
    days = {day["date"]: day for day in eater.get("/days?from=2026-04-30&to=2026-05-05").json()["items"]}
    assert days["2026-04-30"]["targets_basis"] == "reference"
    assert days["2026-05-03"]["targets"] == {"energy_kcal": {"target": 2200}}
    assert days["2026-05-05"]["remaining"] == {"energy_kcal": 1900}


@pytest.mark.parametrize(
    ("profile", "kcal"),
    [({}, 1199), ({"sex": "female"}, 1199), ({"sex": "male"}, 1499), ({"birth_date": "2012-01-01"}, 2500)],
)
def test_unsafe_targets_are_refused_kindly(eater: Person, profile: dict[str, str], kcal: int) -> None:
    if profile:
        eater.patch("/me", profile)
    answer = eater.post("/targets", {"nutrients": {"energy_kcal": {"target": kcal}}})
    assert (answer.status_code, answer.json()["code"]) == (422, "target_unsafe")
    assert "dietitian" in answer.json()["detail"]


@pytest.mark.parametrize(
    "nutrients",
    [
        {},
        {"energy_kcal": {}},
        {"mood": {"target": 1}},
        {"protein_g": {"min": 90, "max": 60}},
        {"protein_g": {"target": "NaN"}},
    ],
)
def test_impossible_targets_are_refused(eater: Person, nutrients: dict[str, Any]) -> None:
    assert eater.post("/targets", {"nutrients": nutrients}).status_code == 422


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=2026-05-05&to=2026-05-04", "range_out_of_order"),
        ("from=2024-01-01&to=2026-05-05", "range_too_long"),
        ("from=0001-01-01&to=0001-01-02", "date_out_of_range"),
        ("from=2026-05-05", "validation_failed"),
    ],
)
def test_impossible_ranges_are_refused(eater: Person, query: str, code: str) -> None:
    answer = eater.get(f"/days?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_range_costs_as_many_queries_as_a_day(eater: Person) -> None:
    banana = food(eater, "banana")
    for day in range(1, 6):
        eat(eater, banana, 100, f"2026-05-0{day}")
    with CaptureQueriesContext(connection) as one:
        eater.get("/days/2026-05-05")
    with CaptureQueriesContext(connection) as many:
        eater.get("/days?from=2025-06-01&to=2026-05-05")
    # Begin, who is asking, entries, the person with targets, water and activities, commit.
    assert len(one) == len(many) <= 5


def test_a_stored_entry_does_not_follow_the_catalogue(eater: Person, owner_url: str) -> None:
    bread = own_food(eater, energy_kcal=250, protein_g=8)
    entry = eat(eater, bread, 60)
    with psycopg.connect(owner_url) as owner:
        owner.execute("""UPDATE foods_food SET nutrients_per_100g = '{"energy_kcal": 9}' WHERE id = %s""", [bread])
    assert eater.get(f"/entries/{entry['id']}").json() == entry
    # Nor when its amount is edited: what 100 g held is part of the entry.
    doubled = eater.patch(f"/entries/{entry['id']}", {"grams": 120}).json()
    assert doubled["nutrients"]["energy_kcal"] == 300


def test_the_small_hours_come_after_the_evening_before_them(eater: Person) -> None:
    banana = food(eater, "banana")
    for now in ("2026-05-06T01:30:00Z", "2026-05-05T19:00:00Z", "2026-05-05T08:00:00Z"):
        eater.headers["X-Test-Now"] = now
        assert eater.post("/entries", {"food_id": banana, "grams": 100}).json()["local_date"] == "2026-05-05"
    day = eater.get("/days/2026-05-05").json()
    assert [entry["local_time"] for entry in day["entries"]] == ["08:00:00", "19:00:00", "01:30:00"]
