"""Activities and plain water as tools mend them: what is named changes, an estimate follows, and undo brings back what was."""

from typing import Any

import pytest

from fithub.core.errors import InvalidInput
from tests.people import Person
from tests.tools.running import Run

DAY = "2026-05-05"


@pytest.fixture
def mover(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = f"{DAY}T12:30:00Z"
    alice.post("/measurements", {"metric": "weight_kg", "value": 70})
    return alice


def activities(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get("/activities").json()["items"]
    return items


def test_an_activity_is_changed_and_its_estimate_with_it(mover: Person) -> None:
    run = Run.begin(mover)
    (before,) = run.call("log_activity", name="running", minutes=30)["activities"]
    (after,) = run.call("edit_activity", activity_id=before["id"], minutes=60)["activities"]
    assert (after["id"], after["name"], after["minutes"]) == (before["id"], "running", 60)
    assert after["energy_kcal"] == 2 * before["energy_kcal"]
    (moved,) = run.call("edit_activity", activity_id=before["id"], local_date="2026-05-04", local_time="07:10")[
        "activities"
    ]
    assert (moved["local_date"], moved["local_time"], moved["minutes"]) == ("2026-05-04", "07:10:00", 60)


def test_energy_that_was_told_stays(mover: Person) -> None:
    run = Run.begin(mover)
    (row,) = run.call("log_activity", name="cycling", minutes=30, energy_kcal=311)["activities"]
    (row,) = run.call("edit_activity", activity_id=row["id"], minutes=45)["activities"]
    assert (row["energy_kcal"], row["energy_basis"]) == (311, "stated")


def test_one_is_deleted_and_comes_back(mover: Person) -> None:
    walk = mover.post("/activities", {"name": "walking", "steps": 8000}).json()
    drink = mover.post("/water", {"ml": 300}).json()
    run = Run.begin(mover)
    assert run.call("delete_activity", activity_id=walk["id"])["deleted_activities"][0]["id"] == walk["id"]
    run.end()
    another = Run.begin(mover)
    assert another.call("delete_water", water_id=drink["id"])["deleted_water"][0]["ml"] == 300
    another.end()
    assert (activities(mover), mover.get("/water").json()["items"]) == ([], [])
    mover.post("/changes/undo")
    mover.post("/changes/undo")
    assert (activities(mover), mover.get("/water").json()["items"]) == ([walk], [drink])


def test_a_second_deletion_of_a_turn_waits(mover: Person) -> None:
    walk = mover.post("/activities", {"name": "walking", "steps": 8000}).json()
    drink = mover.post("/water", {"ml": 300}).json()
    run = Run.begin(mover)
    run.call("delete_activity", activity_id=walk["id"])
    asked = run.call("delete_water", water_id=drink["id"])
    assert asked["approval"]["summary"] == "Delete water “300 ml on 5 May 2026”."
    assert [each["id"] for each in mover.get("/water").json()["items"]] == [drink["id"]]


def test_water_is_changed(mover: Person) -> None:
    run = Run.begin(mover)
    (drink,) = run.call("log_water", ml=300)["water"]
    (drink,) = run.call("edit_water", water_id=drink["id"], ml=500)["water"]
    assert (drink["ml"], mover.get(f"/days/{DAY}").json()["water_ml"]) == (500, 500)


def test_a_day_tells_them_with_their_ids(mover: Person) -> None:
    walk = mover.post("/activities", {"name": "walking", "steps": 8000}).json()
    mover.post("/activities", {"name": "running", "minutes": 30, "local_date": "2026-05-04"})
    drink = mover.post("/water", {"ml": 300}).json()
    told = Run.begin(mover).read("get_day")
    assert ([each["id"] for each in told["activities"]], [each["id"] for each in told["water"]]) == (
        [walk["id"]],
        [drink["id"]],
    )


@pytest.mark.parametrize("tool", ["edit_activity", "edit_water"])
def test_a_change_of_nothing_is_refused(mover: Person, tool: str) -> None:
    walk = mover.post("/activities", {"name": "walking", "steps": 8000}).json()
    with pytest.raises(InvalidInput):
        Run.begin(mover).call(tool, **{f"{tool.removeprefix('edit_')}_id": walk["id"]})


def test_what_they_are_unsure_of_becomes_a_draft(mover: Person) -> None:
    run = Run.begin(mover)
    receipt = run.call("log_meal", items=[{"text": "a banana"}, {"text": "two eggs"}], ask_first=True)
    assert (receipt["entries"], len(receipt["drafts"])) == ([], 2)
    assert mover.get(f"/days/{DAY}").json()["entries"] == []
