"""Activities over HTTP, and whether they add to what may be eaten."""

from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.diary.test_water import DAY, person
from tests.people import Person


def weigh(alice: Person, kg: float, at: str = "2026-05-01T08:00:00Z") -> None:
    from datetime import datetime
    from decimal import Decimal

    from fithub.body.models import Measurement

    moment = datetime.fromisoformat(at)
    with alice.acting():
        Measurement.objects.create(
            user_id=alice.user_id,
            metric="weight_kg",
            value=Decimal(str(kg)),
            entered=Decimal(str(kg)),
            entered_unit="kg",
            measured_at=moment,
            local_date=moment.date(),
            local_time=moment.time().replace(tzinfo=None),
            time_zone="UTC",
            source="form",
            created_at=moment,
            updated_at=moment,
        )


def test_an_activity_is_written_listed_changed_deleted_and_taken_back() -> None:
    alice = person()
    made = conforms(alice.post("/activities", {"name": "cycling", "energy_kcal": 300}), "/activities", "POST")
    assert (made["energy_kcal"], made["energy_basis"], made["minutes"]) == (300, "stated", None)
    alice.post("/activities", {"name": "walking", "steps": 8000, "local_time": "08:00"})
    listed = conforms(alice.get("/activities?limit=1"), "/activities", "GET")
    assert [each["name"] for each in listed["items"]] == ["cycling"]
    rest = alice.get(f"/activities?cursor={listed['next']}").json()["items"]
    assert [(each["name"], each["steps"], each["energy_kcal"]) for each in rest] == [("walking", 8000, None)]
    assert [each["name"] for each in alice.get("/activities?q=cycl").json()["items"]] == ["cycling"]
    day = alice.get(f"/days/{DAY}").json()
    assert day["activity"] == {"energy_kcal": 300, "steps": 8000, "minutes": None, "counted": False}
    alice.patch(f"/activities/{made['id']}", {"minutes": 45})
    assert alice.get(f"/days/{DAY}").json()["activity"]["minutes"] == 45
    assert alice.get(f"/activities/{made['id']}").json()["energy_kcal"] == 300, "what was told stays"
    alice.delete(f"/activities/{made['id']}")
    alice.post("/changes/undo")
    alice.post("/changes/undo")
    assert alice.get(f"/activities/{made['id']}").json() == made


def test_energy_is_estimated_from_the_weight_and_says_so() -> None:
    alice = person()
    unknown = alice.post("/activities", {"name": "running", "minutes": 30}).json()
    assert (unknown["energy_kcal"], unknown["energy_basis"]) == (None, None)
    weigh(alice, 70)
    told = alice.post("/activities", {"name": "Morning run", "minutes": 30, "distance_m": 5000}).json()
    # 10 km/h: 9.3 MET; 9.3 x 70 kg x 0.5 h.
    assert (told["energy_kcal"], told["energy_basis"]) == (326, "estimated")
    assert told["energy_low_kcal"] < 326 < told["energy_high_kcal"]
    slower = alice.patch(f"/activities/{told['id']}", {"minutes": 40}).json()
    assert slower["energy_kcal"] != 326
    stated = alice.patch(f"/activities/{told['id']}", {"energy_kcal": 280}).json()
    assert (stated["energy_kcal"], stated["energy_basis"], stated["energy_low_kcal"]) == (280, "stated", None)
    anew = alice.patch(f"/activities/{told['id']}", {"energy_kcal": None}).json()
    assert anew["energy_kcal"] == slower["energy_kcal"]
    assert alice.post("/activities", {"name": "quidditch", "minutes": 30}).json()["energy_kcal"] is None
    assert alice.post("/activities", {"name": "walking", "steps": 8000}).json()["energy_kcal"] is None


def test_steps_never_become_energy() -> None:
    alice = person()
    weigh(alice, 70)
    alice.patch("/me", {"count_activity": True})
    before = alice.get(f"/days/{DAY}").json()["remaining"]
    alice.post("/activities", {"name": "walking", "steps": 8000})
    day = alice.get(f"/days/{DAY}").json()
    assert day["activity"] == {"energy_kcal": None, "steps": 8000, "minutes": None, "counted": True}
    assert day["remaining"] == before


def test_activity_adds_to_what_is_left_only_where_the_person_counts_it() -> None:
    alice = person()
    left = alice.get(f"/days/{DAY}").json()["remaining"]
    alice.post("/activities", {"name": "cycling", "energy_kcal": 300})
    assert alice.get(f"/days/{DAY}").json()["remaining"] == left
    assert alice.get("/me").json()["count_activity"] is False
    assert alice.patch("/me", {"count_activity": True}).json()["count_activity"] is True
    day = alice.get(f"/days/{DAY}").json()
    assert day["remaining"] == left | {"energy_kcal": left["energy_kcal"] + 300}
    assert day["activity"]["counted"] is True
    assert alice.get(f"/days?from={DAY}&to={DAY}").json()["items"][0]["remaining"] == day["remaining"]
    alice.post("/changes/undo")
    assert alice.get(f"/days/{DAY}").json()["remaining"] == left


def test_an_import_comes_once() -> None:
    alice = person()
    body = {"name": "Steps", "steps": 9123, "source_ref": "health:2026-05-05"}
    made, again = alice.post("/activities", body), alice.post("/activities", body)
    assert (made.status_code, again.status_code, made.json()) == (201, 200, again.json())
    assert alice.post("/activities", body | {"steps": 10_000}).json()["steps"] == 10_000
    assert alice.get(f"/days/{DAY}").json()["activity"]["steps"] == 10_000


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "   "},
        {"name": "run", "minutes": 0},
        {"name": "run", "minutes": 2000},
        {"name": "run", "steps": 1.5},
        {"name": "run", "steps": -1},
        {"name": "run", "energy_kcal": 1e9},
        {"name": "run", "distance_m": "Infinity"},
        {"name": "run", "local_date": "2026-05-06"},
        {"name": "run", "kcal": 100},
        {"name": "x" * 200},
        {"name": "a\x00b"},
    ],
)
def test_what_nobody_does_is_refused(body: dict[str, Any]) -> None:
    alice = person()
    assert alice.post("/activities", body).status_code == 422
    assert alice.get("/activities").json()["items"] == []


def test_anothers_activities_do_not_exist() -> None:
    alice, bob = person(), person()
    row = alice.post("/activities", {"name": "yoga"}).json()["id"]
    for method, body in (("GET", None), ("PATCH", {"name": "stolen"}), ("DELETE", None)):
        assert bob.send(method, f"/activities/{row}", body).status_code == 404
    assert bob.get("/activities").json()["items"] == []
    assert alice.get(f"/activities/{row}").json()["name"] == "yoga"


def test_a_double_send_writes_once() -> None:
    alice = person()
    for _ in range(2):
        assert alice.post("/activities", {"name": "yoga"}, Idempotency_Key="k1").status_code == 201
    assert len(alice.get("/activities").json()["items"]) == 1
