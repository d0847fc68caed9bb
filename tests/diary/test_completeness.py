"""Whether a day is all written down: over HTTP, and as others ask."""

from datetime import date, timedelta
from typing import Any

import pytest

from fithub.diary.completeness import Completeness, completeness
from tests.api.test_openapi import conforms
from tests.people import Person

TODAY = date(2026, 5, 20)


@pytest.fixture
def person() -> Person:
    return Person.register(now=f"{TODAY}T12:00:00Z", time_zone="Pacific/Apia")


def food(person: Person) -> str:
    label = {"energy_kcal": 200, "protein_g": 10, "carbohydrate_g": 25, "fat_g": 6}
    return str(person.post("/foods", {"name": "Quillon stew", "nutrients_per_100g": label}).json()["id"])


def eat(person: Person, food_id: str, day: date, grams: float, slot: str) -> None:
    body = {"food_id": food_id, "grams": grams, "local_date": day.isoformat(), "slot": slot}
    assert person.post("/entries", body).status_code == 201


def fortnight(person: Person) -> str:
    stew = food(person)
    for ago in range(1, 11):
        for slot in ("lunch", "dinner"):
            eat(person, stew, TODAY - timedelta(days=ago), 500, slot)
    return stew


def told(person: Person, ago: int) -> dict[str, Any]:
    return person.get(f"/days/{TODAY - timedelta(days=ago)}/status").json()


def test_days_are_judged_and_a_word_goes_before(person: Person) -> None:
    stew = fortnight(person)
    eat(person, stew, TODAY - timedelta(days=11), 500, "lunch")
    eat(person, stew, TODAY, 5000, "lunch")
    assert told(person, 11) == {"date": "2026-05-09", "completeness": "partial", "said": None, "energy_kcal": 1000}
    # In Samoa it is 01:00 on the 21st, which by the day start is still the 20th.
    assert [told(person, ago)["completeness"] for ago in (0, 1, 12)] == ["partial", "complete", "empty"]
    put = person.send("PUT", "/days/2026-05-09/status", {"status": "complete"})
    assert conforms(put, "/days/{day}/status", "PUT")["completeness"] == "complete"
    assert person.send("PUT", "/days/2026-05-19/status", {"status": "incomplete"}).json()["completeness"] == "partial"
    assert person.send("PUT", "/days/2026-05-08/status", {"status": "fasting"}).json()["energy_kcal"] == 0
    assert person.send("PUT", "/days/2026-05-20/status", {"status": "complete"}).json()["completeness"] == "complete"
    assert person.send("PUT", "/days/2026-05-07/status", {"status": "complete"}).json()["completeness"] == "empty"
    listed = conforms(person.get("/days/status?from=2026-05-07&to=2026-05-20"), "/days/status", "GET")
    assert [each["completeness"] for each in listed["items"]] == [
        *("empty", "fasting", "complete"),
        *["complete"] * 9,
        *("partial", "complete"),
    ]
    with person.acting():
        days = completeness(user_id=person.user_id, first=date(2026, 5, 7), last=date(2026, 5, 9))
    assert list(days.values()) == [Completeness.EMPTY, Completeness.FASTING, Completeness.COMPLETE]
    assert conforms(person.get("/days/2026-05-09/status"), "/days/{day}/status", "GET")["said"] == "complete"


def test_a_word_is_undone_redone_and_taken_back(person: Person) -> None:
    put = {"status": "fasting"}
    person.send("PUT", "/days/2026-05-19/status", put)
    person.send("PUT", "/days/2026-05-19/status", {"status": "incomplete"})
    person.send("PUT", "/days/2026-05-19/status", {"status": "incomplete"})
    assert person.post("/changes/undo").status_code == 200
    assert told(person, 1)["said"] == "fasting", "saying the same again was no change"
    assert person.post("/changes/undo").status_code == 200
    assert told(person, 1)["said"] is None
    person.post("/changes/redo")
    assert told(person, 1)["said"] == "fasting"
    assert person.delete("/days/2026-05-19/status").status_code == 204
    assert person.delete("/days/2026-05-19/status").json()["code"] == "day_status_not_found"


def test_what_no_day_can_be_is_refused(person: Person) -> None:
    day = "/days/2026-05-19/status"
    for body in ({}, {"status": "done"}, {"status": None}, {"status": "complete", "note": "x"}):
        assert person.send("PUT", day, body).status_code == 422, body
    for path in ("/days/1066-01-01/status", "/days/2026-02-29/status", "/days/20260519/status"):
        assert person.send("PUT", path, {"status": "complete"}).status_code == 422, path
    assert person.send("PUT", "/days/2026-05-22/status", {"status": "fasting"}).json()["code"] == "day_to_come"
    for span in ("from=2026-05-19", "from=2026-05-19&to=2026-05-18", "from=2024-01-01&to=2026-01-01", "from=x&to=y"):
        assert person.get(f"/days/status?{span}").status_code == 422, span
    assert told(person, 1)["said"] is None
    assert person.get("/days/status?from=2024-02-29&to=2024-02-29").json()["items"][0]["completeness"] == "empty"


def test_nobody_elses_word_counts(person: Person, bob: Person) -> None:
    bob.headers["X-Test-Now"] = f"{TODAY}T12:00:00Z"
    person.send("PUT", "/days/2026-05-19/status", {"status": "fasting"})
    assert bob.get("/days/2026-05-19/status").json()["said"] is None
    assert bob.delete("/days/2026-05-19/status").status_code == 404
    assert bob.send("PUT", "/days/2026-05-19/status", {"status": "complete"}).status_code == 200
    assert told(person, 1)["said"] == "fasting"


def test_a_day_of_foods_without_known_energy_is_partial(person: Person) -> None:
    fortnight(person)
    plain = person.post("/foods", {"name": "Zibber", "nutrients_per_100g": {"protein_g": 3}}).json()["id"]
    day = TODAY - timedelta(days=12)
    eat(person, plain, day, 1000, "lunch")
    assert told(person, 12) == {"date": day.isoformat(), "completeness": "partial", "said": None, "energy_kcal": None}
