"""What people tell about themselves, and leaving."""

from typing import Any

import psycopg
import pytest

from tests.people import PASSWORD, Person, new_client


def test_what_is_changed_changes_and_the_rest_stays(alice: Person) -> None:
    before = alice.get("/me").json()
    answer = alice.patch("/me", {"time_zone": "Asia/Tokyo", "height_cm": 171.5, "sex": "female", "day_start": "03:00"})
    assert answer.status_code == 200
    expected = {"time_zone": "Asia/Tokyo", "height_cm": 171.5, "sex": "female", "day_start": "03:00:00"}
    after = alice.get("/me").json()
    assert {name: after[name] for name in expected} == expected
    assert after["units"] == before["units"]
    assert alice.patch("/me", {"height_cm": None}).json()["height_cm"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"time_zone": "Nowhere"},
        {"birth_date": "1850-01-01"},
        {"birth_date": "2999-01-01"},
        {"birth_date": "2001-02-30"},
        {"height_cm": 12},
        {"height_cm": "NaN"},
        {"units": "cubits"},
        {"day_start": "25:00"},
        {"day_start": "04:00+02:00"},
        {"locale": "<script>"},
        {"id": "0"},
        {"email": "other@example.org"},
    ],
)
def test_impossible_facts_are_refused(alice: Person, change: dict[str, Any]) -> None:
    before = alice.get("/me").json()
    answer = alice.patch("/me", change)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == next(iter(change))
    assert alice.get("/me").json() == before


def test_today_is_the_persons_own(alice: Person) -> None:
    alice.patch("/me", {"time_zone": "Pacific/Apia"})
    assert alice.get("/me", X_Test_Now="2026-06-01T20:00:00Z").json()["today"] == "2026-06-02"
    alice.patch("/me", {"time_zone": "Pacific/Honolulu"})
    assert alice.get("/me", X_Test_Now="2026-06-01T20:00:00Z").json()["today"] == "2026-06-01"


def test_who_leaves_leaves_nothing_behind(alice: Person, owner_url: str) -> None:
    alice.patch("/me", {"name": "Alice"})
    assert alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 2000}}}).status_code == 201
    assert alice.delete("/me").status_code == 204
    with psycopg.connect(owner_url) as owner:
        tables = owner.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id' AND table_schema = 'public'"
        ).fetchall()
        assert len(tables) > 5
        for (table,) in tables:
            left = owner.execute(f"SELECT count(*) FROM {table} WHERE user_id = %s", [alice.user_id]).fetchone()
            assert left == (0,), table
    gone = new_client().post(
        "/api/v1/auth/token", {"email": alice.email, "password": PASSWORD}, content_type="application/json"
    )
    assert gone.status_code == 401
    assert alice.get("/me").json()["code"] == "account_gone"
