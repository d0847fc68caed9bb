"""Proposals of targets: written down, edited, approved, declined, over HTTP."""

from decimal import Decimal
from typing import Any

import pytest

from fithub.body.proposals import propose
from fithub.core.ownership import Actor
from tests.api.test_openapi import conforms
from tests.people import Person

NOW = "2026-05-05T12:30:00Z"


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = NOW
    return alice


def offered(person: Person, kcal: float = 2000, **more: Any) -> dict[str, Any]:
    body = {"nutrients": {"energy_kcal": {"target": kcal}}, "reason": "A try."} | more
    return dict(conforms(person.post("/proposals", body), "/proposals", "POST"))


def target_today(person: Person) -> Any:
    day = person.get("/days/2026-05-05").json()
    return day["targets"]["energy_kcal"]["target"] if day["targets_basis"] == "own" else None


def test_nothing_is_set_before_the_yes(eater: Person) -> None:
    made = offered(eater)
    assert (made["state"], made["target_id"], target_today(eater)) == ("open", None, None)
    done = conforms(eater.post(f"/proposals/{made['id']}/approve"), "/proposals/{proposal_id}/approve", "POST")
    assert done["proposal"]["state"] == "approved"
    assert done["proposal"]["target_id"] == done["target"]["id"]
    assert target_today(eater) == 2000
    for how in ("approve", "decline"):
        again = eater.post(f"/proposals/{made['id']}/{how}")
        assert (again.status_code, again.json()["code"]) == (409, "proposal_decided")


def test_undo_takes_back_the_yes_and_passes_over_what_only_proposes(eater: Person) -> None:
    made = offered(eater)
    eater.post(f"/proposals/{made['id']}/approve")
    offered(eater, 2500)
    assert eater.post("/changes/undo").status_code == 200
    assert target_today(eater) is None
    assert eater.get(f"/proposals/{made['id']}").json()["state"] == "open"
    assert eater.post("/changes/redo").status_code == 200
    assert target_today(eater) == 2000


def test_what_is_edited_is_kept_beside_what_was_proposed(eater: Person) -> None:
    made = offered(eater)
    change = {"nutrients": {"energy_kcal": {"target": 2150}}, "effective_from": "2026-05-06"}
    edited = conforms(eater.patch(f"/proposals/{made['id']}", change), "/proposals/{proposal_id}", "PATCH")
    assert (edited["nutrients"], edited["proposed"]) == (change["nutrients"], made["proposed"])
    unsafe = eater.patch(f"/proposals/{made['id']}", {"nutrients": {"energy_kcal": {"target": 800}}})
    assert unsafe.json()["code"] == "target_unsafe"
    done = eater.post(f"/proposals/{made['id']}/approve").json()
    assert (done["proposal"]["state"], done["target"]["effective_from"]) == ("edited", "2026-05-06")
    assert eater.patch(f"/proposals/{made['id']}", change).status_code == 409


def test_a_no_is_kept_and_a_newer_one_takes_the_place(eater: Person) -> None:
    first, weekend = offered(eater), offered(eater, 2400, weekdays=["saturday"])
    second = offered(eater, 2100)
    assert eater.get(f"/proposals/{first['id']}").json()["state"] == "superseded"
    assert {each["id"] for each in eater.get("/proposals?state=open").json()["items"]} == {weekend["id"], second["id"]}
    declined = conforms(eater.post(f"/proposals/{second['id']}/decline"), "/proposals/{proposal_id}/decline", "POST")
    assert (declined["state"], target_today(eater)) == ("declined", None)
    page = conforms(eater.get("/proposals?limit=2"), "/proposals", "GET")
    rest = eater.get(f"/proposals?cursor={page['next']}").json()
    assert [each["id"] for each in (*page["items"], *rest["items"])] == [second["id"], weekend["id"], first["id"]]


def test_a_late_yes_changes_no_past_day(eater: Person) -> None:
    made = offered(eater, effective_from="2026-05-06")
    eater.headers["X-Test-Now"] = "2026-05-09T12:00:00Z"
    done = eater.post(f"/proposals/{made['id']}/approve").json()
    assert done["target"]["effective_from"] == "2026-05-09"
    assert eater.get("/days/2026-05-08").json()["targets_basis"] == "reference"


def test_what_has_become_unsafe_is_not_approved(eater: Person) -> None:
    made = offered(eater, 1300)
    eater.patch("/me", {"sex": "male"})
    assert [each["code"] for each in eater.get(f"/proposals/{made['id']}").json()["warnings"]] == ["target_unsafe"]
    assert eater.post(f"/proposals/{made['id']}/approve").json()["code"] == "target_unsafe"
    assert target_today(eater) is None


def test_the_coach_proposes_with_its_arithmetic(eater: Person) -> None:
    from datetime import date

    with eater.acting(Actor.SYSTEM):
        row = propose(
            user_id=eater.user_id,
            nutrients={"energy_kcal": {"target": Decimal(2050)}},
            effective_from=date(2026, 5, 11),
            reason="You lost 0.2 kg a week; you aim at 0.4.",
            arithmetic={"expenditure_kcal": Decimal("2490.5"), "pace_kg_per_week": Decimal("-0.4"), "steps": [1, 2]},
            source="coach",
        )
    told = eater.get(f"/proposals/{row.pk}").json()
    assert told["arithmetic"] == {"expenditure_kcal": 2490.5, "pace_kg_per_week": -0.4, "steps": [1, 2]}
    assert eater.post("/changes/undo").json()["code"] == "nothing_to_undo"
