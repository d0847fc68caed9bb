"""Eating the same again: copies of a meal, a day, single entries; and what is usual."""

from typing import Any

import pytest

from tests.people import Person

NOW = "2026-05-20T12:00:00+00:00"


@pytest.fixture
def dana() -> Person:
    return Person.register(now=NOW)


@pytest.fixture
def foods(dana: Person) -> list[str]:
    return [dana.get(f"/foods?q={q}").json()["items"][0]["id"] for q in ("rolled oats", "milk", "banana")]


def eat(person: Person, food: str, day: str, slot: str = "breakfast", **amount: Any) -> dict[str, Any]:
    amount = amount or {"grams": 50}
    answer = person.post("/entries", {"food_id": food, "local_date": day, "slot": slot, "local_time": "08:10"} | amount)
    assert answer.status_code == 201, answer.json()
    return dict(answer.json())


def day(person: Person, date: str) -> list[dict[str, Any]]:
    return list(person.get(f"/days/{date}").json()["entries"])


def same(entry: dict[str, Any]) -> dict[str, Any]:
    kept = "food description said quantity unit grams grams_low grams_high nutrients portion_source confidence"
    return {name: entry[name] for name in kept.split()}


def test_a_day_is_copied_with_its_meals_amounts_and_snapshots(dana: Person) -> None:
    own = dana.post("/foods", {"name": "Granola of mine", "nutrients_per_100g": {"energy_kcal": 450}}).json()["id"]
    first = eat(dana, own, "2026-05-19", grams=60)
    second = eat(dana, own, "2026-05-19", "dinner", grams=80)
    dana.patch(f"/foods/{own}", {"nutrients_per_100g": {"energy_kcal": 100}})
    copied = dana.post("/entries/copy", {"from_date": "2026-05-19"})
    assert copied.status_code == 201, copied.json()
    entries = copied.json()["entries"]
    assert [same(each) for each in entries] == [same(first), same(second)]
    assert [(each["local_date"], each["slot"]) for each in entries] == [
        ("2026-05-20", "breakfast"),
        ("2026-05-20", "dinner"),
    ]
    assert {each["id"] for each in entries}.isdisjoint({first["id"], second["id"]})
    assert day(dana, "2026-05-20") == entries
    dana.post("/changes/undo")
    assert day(dana, "2026-05-20") == []
    assert len(day(dana, "2026-05-19")) == 2


def test_a_meal_goes_to_another_day_and_meal(dana: Person, foods: list[str]) -> None:
    eat(dana, foods[0], "2026-05-18", "lunch")
    eat(dana, foods[1], "2026-05-18", "dinner")
    body = {"from_date": "2026-05-18", "from_slot": "lunch", "to_date": "2026-05-17", "to_slot": "snack"}
    (copy,) = dana.post("/entries/copy", body).json()["entries"]
    assert (copy["local_date"], copy["slot"], copy["food"]["id"]) == ("2026-05-17", "snack", foods[0])
    by_id = dana.post("/entries/copy", {"entry_ids": [copy["id"]]}, Idempotency_Key="once")
    assert dana.post("/entries/copy", {"entry_ids": [copy["id"]]}, Idempotency_Key="once").content == by_id.content
    assert len(day(dana, "2026-05-20")) == 1


def test_what_cannot_be_copied_is_refused(dana: Person, bob: Person, foods: list[str]) -> None:
    entry = eat(dana, foods[0], "2026-05-19")
    refused = [
        (dana, {"from_date": "2026-05-10"}, 404),
        (dana, {"from_date": "2026-05-19", "from_slot": "lunch"}, 404),
        (dana, {"from_date": "2026-05-19", "to_date": "2026-05-21"}, 422),
        (dana, {"from_date": "2026-05-19", "entry_ids": [entry["id"]]}, 422),
        (dana, {"entry_ids": []}, 422),
        (dana, {"from_slot": "lunch"}, 422),
        (dana, {}, 422),
        (dana, {"entry_ids": [entry["id"], "01990000-0000-7000-8000-000000000000"]}, 404),
        (bob, {"entry_ids": [entry["id"]]}, 404),
        (bob, {"from_date": "2026-05-19"}, 404),
    ]
    for person, body, status in refused:
        assert person.post("/entries/copy", body).status_code == status, body
    assert day(dana, "2026-05-20") == []


def usual(person: Person, slot: str = "breakfast") -> list[tuple[str, float]]:
    meals = person.get(f"/usual-meals?slot={slot}").json()["items"]
    return [(each["food"]["id"], each["grams"]) for meal in meals for each in meal["items"]]


def test_the_usual_is_what_was_had_most_often(dana: Person, foods: list[str]) -> None:
    oats, milk, banana = foods
    for date, grams in (("2026-05-12", 40), ("2026-05-14", 60), ("2026-05-16", 50)):
        assert usual(dana) == []
        eat(dana, oats, date, grams=grams)
        eat(dana, milk, date, grams=200)
    for date in ("2026-05-17", "2026-05-18"):
        eat(dana, banana, date)
    assert usual(dana) == [(oats, 50), (milk, 200)]
    assert usual(dana, "lunch") == []
    (meal,) = dana.get("/usual-meals").json()["items"]
    assert (meal["slot"], meal["times"], meal["last_on"]) == ("breakfast", 3, "2026-05-16")
    logged = dana.post("/usual-meals/breakfast/log")
    assert logged.status_code == 201
    entries = logged.json()["entries"]
    assert [(each["food"]["id"], each["grams"], each["slot"]) for each in entries] == [
        (oats, 50, "breakfast"),
        (milk, 200, "breakfast"),
    ]
    assert sum(each["nutrients"]["energy_kcal"] for each in entries) == pytest.approx(meal["totals"]["energy_kcal"])
    dana.post("/changes/undo")
    assert day(dana, "2026-05-20") == []


def test_what_was_long_ago_or_is_gone_is_not_usual(dana: Person, bob: Person, foods: list[str]) -> None:
    for date in ("2026-04-10", "2026-04-11", "2026-05-19"):
        eat(dana, foods[0], date)
    own = dana.post("/foods", {"name": "Bread of mine", "nutrients_per_100g": {"energy_kcal": 240}}).json()["id"]
    for date in ("2026-05-16", "2026-05-17", "2026-05-18"):
        eat(dana, own, date, "lunch")
    assert usual(dana) == []
    assert usual(dana, "lunch") == [(own, 50)]
    dana.delete(f"/foods/{own}")
    assert usual(dana, "lunch") == []
    for person, slot in ((dana, "breakfast"), (bob, "lunch")):
        refused = person.post(f"/usual-meals/{slot}/log")
        assert (refused.status_code, refused.json()["code"]) == (404, "no_usual_meal")
    assert dana.post("/usual-meals/elevenses/log").status_code == 422
    assert dana.post("/usual-meals/lunch/log", {"local_date": "2027-01-01"}).status_code == 422


def test_who_wants_to_be_asked_gets_a_draft(dana: Person, foods: list[str]) -> None:
    dana.patch("/me", {"autonomy": "always_ask"})
    for date in ("2026-05-16", "2026-05-17", "2026-05-18"):
        eat(dana, foods[0], date)
    told = dana.post("/usual-meals/breakfast/log").json()
    assert told["entries"] == []
    assert [each["food"]["id"] for each in told["drafts"][0]["items"]] == [foods[0]]
    assert len(dana.post(f"/drafts/{told['drafts'][0]['id']}/commit").json()["entries"]) == 1
