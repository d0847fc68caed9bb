"""Diets that were active before days were measured against them: what the migration gives them, there and back."""

from datetime import date, timedelta
from typing import Any

import psycopg

from tests.foods.test_catalogue import manage
from tests.people import Person

# By the real clock: a migration knows no other.
KCAL = {"energy_kcal": {"target": 2000}}
OWN = {"nutrients": {"energy_kcal": {"target": 1900}}}


def today(person: Person) -> date:
    return date.fromisoformat(person.get("/me").json()["today"])


def active(person: Person, owner_url: str, **more: Any) -> str:
    """A diet as one that was activated before its targets counted."""
    body = {"name": "Spring", "targets": KCAL, "active": True, "starts_on": "2026-01-01", **more}
    made = person.post("/diets", body)
    assert made.status_code == 201, made.content
    with psycopg.connect(owner_url) as owner:
        owner.execute("DELETE FROM body_target WHERE user_id = %s AND diet_id IS NOT NULL", [person.user_id])
    return str(made.json()["id"])


def there_and_back(owner_url: str) -> None:
    for name in ("0004", "0005"):
        manage(owner_url, "migrate", "planning", name, "--verbosity", "0")


def rows(owner_url: str, person: Person) -> list[tuple[Any, ...]]:
    with psycopg.connect(owner_url) as owner:
        found = owner.execute(
            "SELECT diet_id::text, effective_from, effective_to FROM body_target"
            " WHERE user_id = %s AND diet_id IS NOT NULL",
            [person.user_id],
        )
        return found.fetchall()


def basis(person: Person, day: date) -> str:
    return str(person.get(f"/days/{day}").json()["targets_basis"])


def test_they_get_their_targets_from_today_on_and_once(alice: Person, bob: Person, owner_url: str) -> None:
    day = today(alice)
    last = day + timedelta(days=30)
    diet = active(alice, owner_url, ends_on=last.isoformat())
    planned = active(bob, owner_url, starts_on=last.isoformat())
    assert basis(alice, day) == "reference"
    there_and_back(owner_url)
    there_and_back(owner_url)
    assert rows(owner_url, alice) == [(diet, day, last)]
    assert rows(owner_url, bob) == [(planned, last, None)]
    yesterday, after = day - timedelta(days=1), last + timedelta(days=1)
    assert [basis(alice, each) for each in (yesterday, day, last, after)] == ["reference", "diet", "diet", "reference"]
    assert alice.get(f"/days/{day}").json()["targets"] == KCAL
    newest = alice.get("/changes").json()["items"][0]
    assert (newest["actor"], [row["table"] for row in newest["rows"]]) == ("system", ["body_target"])
    assert alice.post(f"/diets/{diet}/deactivate").status_code == 200
    assert basis(alice, day) == "reference"


def test_what_would_not_be_set_now_is_not(alice: Person, owner_url: str) -> None:
    pregnant, without, ended, inactive = (Person.register() for _ in range(4))
    active(pregnant, owner_url)
    due = today(pregnant) + timedelta(days=60)
    facts = {"sex": "female", "birth_date": "1995-01-01", "life_stage": "pregnant", "pregnancy_due_date": str(due)}
    assert pregnant.patch("/me", facts).status_code == 200
    active(without, owner_url, targets={})
    diet = active(ended, owner_url)
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE planning_diet SET ends_on = '2026-02-01' WHERE id = %s", [diet])
    active(inactive, owner_url, active=False)
    there_and_back(owner_url)
    assert [rows(owner_url, each) for each in (pregnant, without, ended, inactive)] == [[], [], [], []]


def test_own_targets_keep_the_day_where_they_began_later(alice: Person, bob: Person, owner_url: str) -> None:
    active(alice, owner_url)
    assert alice.post("/targets", OWN).status_code == 201
    assert bob.post("/targets", OWN | {"effective_from": "2026-01-01"}).status_code == 201
    active(bob, owner_url)
    there_and_back(owner_url)
    assert basis(alice, today(alice)) == "own"
    assert basis(bob, today(bob)) == "diet"
