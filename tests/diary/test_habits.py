"""What a person usually eats follows their diary, whatever writes it; what their own bowls hold is theirs."""

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError

from fithub.core.ids import new_id
from fithub.diary.models import Entry
from fithub.foods.habits import usual_grams
from fithub.foods.models import Habit
from tests.people import Person


def food(person: Person, name: str) -> str:
    return str(person.get(f"/foods?q={name}").json()["items"][0]["id"])


@pytest.fixture
def banana(alice: Person) -> str:
    return food(alice, "banana")


def eat(person: Person, food_id: str, **more: Any) -> str:
    answer = person.post("/entries", {"food_id": food_id, **more})
    assert answer.status_code == 201, answer.json()
    return str(answer.json()["id"])


def habit(person: Person, food_id: str) -> tuple[int, str, Decimal | None] | None:
    with person.acting():
        row = Habit.objects.filter(food_id=food_id).first()
        return None if row is None else (row.times, row.last_on.isoformat(), row.grams)


def usual(person: Person, food_id: str) -> Decimal | None:
    with person.acting():
        return usual_grams(UUID(food_id))


def test_habits_follow_entries_edits_deletions_and_undo(alice: Person, banana: str) -> None:
    apple = food(alice, "apple")
    assert habit(alice, banana) is None
    first = eat(alice, banana, grams=100, local_date="2026-03-01")
    eat(alice, banana, grams=101, local_date="2026-03-03")
    assert habit(alice, banana) == (2, "2026-03-03", None)
    third = eat(alice, banana, grams=99, local_date="2026-03-02")
    assert habit(alice, banana) == (3, "2026-03-03", Decimal(100))
    alice.patch(f"/entries/{third}", {"food_id": apple})
    assert habit(alice, banana) == (2, "2026-03-03", None)
    assert habit(alice, apple) == (1, "2026-03-02", None)
    alice.post("/changes/undo")
    assert habit(alice, apple) is None
    assert habit(alice, banana) == (3, "2026-03-03", Decimal(100))
    for _ in range(3):
        alice.post("/changes/undo")
    assert habit(alice, banana) is None
    for _ in range(3):
        alice.post("/changes/redo")
    alice.delete(f"/entries/{first}")
    assert habit(alice, banana) == (2, "2026-03-03", None)


def test_only_amounts_that_were_said_and_agree_are_usual(alice: Person, banana: str) -> None:
    for grams in (150, 155, 60, 145):
        eat(alice, banana, grams=grams)
    assert usual(alice, banana) == 150 or usual(alice, banana) == 145
    for grams in (20, 400):
        eat(alice, banana, grams=grams)
    assert usual(alice, banana) is None
    for _ in range(7):
        eat(alice, banana, grams=120)
    assert usual(alice, banana) == 120


def test_a_guessed_amount_never_becomes_a_habit(alice: Person) -> None:
    for _ in range(4):
        draft = alice.post("/drafts", {"text": "banana"}).json()
        assert draft["items"][0]["quantity"] is None
        alice.post(f"/drafts/{draft['id']}/commit")
    banana = draft["items"][0]["food"]["id"]
    assert habit(alice, banana) is not None
    assert usual(alice, banana) is None


def test_rows_written_at_once_and_without_a_service_are_counted(alice: Person, banana: str) -> None:
    eat(alice, banana, grams=100)
    with alice.acting():
        template = Entry.objects.get()
        rows = [Entry(**{f.attname: getattr(template, f.attname) for f in Entry._meta.fields}) for _ in range(50)]
        for row in rows:
            row.pk = new_id()
        Entry.objects.bulk_create(rows)
    assert habit(alice, banana)[0] == 51  # type: ignore[index]
    with alice.acting():
        Entry.objects.filter(user_id=alice.user_id).delete()
    assert habit(alice, banana) is None


def test_writers_at_the_same_time_lose_no_count(alice: Person, banana: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: eat(alice, banana, grams=100), range(12)))
    assert habit(alice, banana)[0] == 12  # type: ignore[index]


def test_the_migration_counts_what_was_eaten_before_it(alice: Person, bob: Person, banana: str) -> None:
    for person in (alice, bob, bob):
        eat(person, banana, grams=100)
        with person.acting():
            Habit.objects.all().delete()
    migration = import_module("fithub.diary.migrations.0002_habits")
    with psycopg.connect(os.environ["FITHUB_TEST_OWNER_URL"]) as owner:
        owner.execute(migration.BACKFILL)
    assert [habit(person, banana)[0] for person in (alice, bob)] == [1, 2]  # type: ignore[index]
    with psycopg.connect(os.environ["FITHUB_TEST_OWNER_URL"]) as owner:
        forced = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('diary_entry', 'foods_habit')"
        assert owner.execute(forced).fetchone() == (True,)


def test_habits_are_nobody_elses_and_go_with_the_account(alice: Person, bob: Person, banana: str) -> None:
    for _ in range(3):
        eat(alice, banana, grams=100)
    assert habit(bob, banana) is None
    assert usual(bob, banana) is None
    assert usual_grams(UUID(banana)) is None, "nobody is acting"
    with pytest.raises(DatabaseError, match="row-level security"), bob.acting():
        Habit.objects.create(user_id=alice.user_id, food_id=banana, times=9, last_on="2026-01-01")
    assert alice.delete("/me").status_code == 204
