"""How much a diary's size costs: a person's days and ranges beside 10,000 entries of everybody and beside ten million.

    python -m tests.benchmarks.diary [entries …]

Each person has 1,000 entries on 200 days. The rows are written set by set, as the tables' owner and past their triggers; what is
measured is HTTP in this process (Django's test client), as the application's role, one request after another.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID

import psycopg

from infra.local.services import EmbeddedPostgres, EmbeddedValkey
from tests.clusters import ROOT

SIZES: Final = (10_000, 10_000_000)
A_PERSON: Final = 1_000
A_DAY: Final = 5
LAST_DAY: Final = "2026-05-05"
NOW: Final = f"{LAST_DAY}T20:00:00Z"
ROUNDS: Final = 60

_PEOPLE: Final = """
INSERT INTO accounts_user (id, password, email, is_active, created_at, registration_key{more})
SELECT gen_random_uuid(), '!', 'person' || n || '@example.org', true, now(), ''{values} FROM generate_series(1, %s) AS n
"""
_ENTRIES: Final = """
INSERT INTO diary_entry (id, user_id, local_date, local_time, time_zone, slot, food_id, description, said, quantity, unit, grams,
    grams_low, grams_high, nutrients_per_100g, nutrients, portion_source, source, confidence, created_at, updated_at)
SELECT gen_random_uuid(), person.id, date '{last}' - (n / {day})::int, time '08:00' + (n % {day}) * interval '3 hours', 'UTC',
    (ARRAY['breakfast', 'lunch', 'lunch', 'dinner', 'snack'])[n % {day} + 1], food.id, left(food.name, 300), '', 1, NULL,
    100, 100, 100,
    food.nutrients_per_100g, food.nutrients_per_100g, 'stated', 'form', NULL, now(), now()
FROM (SELECT id, row_number() OVER () AS place FROM accounts_user WHERE password = '!') AS person
CROSS JOIN generate_series(0, {entries} - 1) AS n
JOIN (SELECT id, name, nutrients_per_100g, row_number() OVER (ORDER BY id) - 1 AS place FROM foods_food
        WHERE user_id IS NULL LIMIT 500)
    AS food ON food.place = (n * 7 + person.place) % 500
"""


def main() -> None:
    """A table a size."""
    for size in [int(each) for each in sys.argv[1:]] or SIZES:
        # Settings are read once in a process.
        if len(sys.argv) != 2:
            subprocess.run([sys.executable, "-m", "tests.benchmarks.diary", str(size)], cwd=ROOT, check=True)
        else:
            with _diary(size):
                _measure(size)


@contextmanager
def _diary(size: int) -> Iterator[None]:
    with (
        TemporaryDirectory(prefix="fithub-diary-") as folder,
        EmbeddedPostgres(Path(folder), fast=True) as postgres,
        EmbeddedValkey(Path(folder)) as valkey,
    ):
        postgres.create_database("fithub")
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
            "FITHUB_ENVIRONMENT": "test",
            "FITHUB_TEST_CLOCK": "1",
            "FITHUB_FILES_DIR": folder,
            "REDIS_URL": valkey.url,
            "DATABASE_URL": postgres.owner_url("fithub"),
        }
        for command in ("migrate", "load_catalogue"):
            quiet = ["--verbosity", "0"] if command == "migrate" else []
            subprocess.run([sys.executable, "manage.py", command, "--skip-checks", *quiet], cwd=ROOT, check=True)
        began = time.perf_counter()
        with psycopg.connect(postgres.owner_url("fithub"), autocommit=True) as owner:
            _fill(owner, size)
            held = owner.execute("SELECT pg_total_relation_size('diary_entry')").fetchone()
        assert held is not None
        print(f"{size:,} entries, {held[0] / 1e9:.2f} GB, written in {time.perf_counter() - began:.0f} s")
        os.environ["DATABASE_URL"] = postgres.app_url("fithub")
        import django

        django.setup()
        from django.db import connections

        try:
            yield
        finally:
            connections.close_all()


def _fill(owner: "psycopg.Connection[Any]", size: int) -> None:
    owner.execute("SET session_replication_role = replica")
    # Columns that came later have no default in the database.
    known = {"id", "password", "last_login", "email", "is_active", "created_at", "registration_key"}
    rows = owner.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'accounts_user' AND data_type = 'boolean'"
    ).fetchall()
    others = [name for (name,) in rows if name not in known]
    people = _PEOPLE.format(more="".join(f", {name}" for name in others), values=", false" * len(others))
    owner.execute(people, [max(1, size // A_PERSON)])
    owner.execute(_ENTRIES.format(last=LAST_DAY, day=A_DAY, entries=A_PERSON))
    owner.execute("SET session_replication_role = origin")
    owner.execute("VACUUM (ANALYZE)")


def _measure(size: int) -> None:
    from fithub.core.ownership import acting_as
    from tests.people import Person

    person = Person.register(now=NOW)
    food = person.get("/foods?q=apple").json()["items"][0]["id"]
    # The one who is measured has as much as everybody else.
    for start in range(0, A_PERSON, A_DAY):
        with acting_as(person.user_id):
            _log(person.user_id, UUID(food), start // A_DAY)
    asked: dict[str, Callable[[int], Any]] = {
        "GET /days/{date}": lambda turn: person.get(f"/days/{_day(turn)}"),
        "GET /days, 7 days": lambda turn: person.get(f"/days?from={_day(turn + 6)}&to={_day(turn)}"),
        "GET /days, 28 days": lambda turn: person.get(f"/days?from={_day(turn + 27)}&to={_day(turn)}"),
        "GET /days, 200 days": lambda _: person.get(f"/days?from={_day(199)}&to={_day(0)}"),
        "GET /entries, 50": lambda _: person.get("/entries"),
        "POST /entries": lambda _: person.post("/entries", {"food_id": food, "grams": 150}),
    }
    print(f"{'':22}{'p50 ms':>9}{'p95 ms':>9}")
    for name, ask in asked.items():
        took = []
        for turn in range(ROUNDS):
            began = time.perf_counter()
            answer = ask(turn)
            took.append(time.perf_counter() - began)
            assert answer.status_code in {200, 201}, answer.content
        cuts = statistics.quantiles(took, n=20)
        print(f"{name:22}{cuts[9] * 1000:9.1f}{cuts[18] * 1000:9.1f}", flush=True)


def _log(user_id: UUID, food: UUID, days_ago: int) -> None:
    from datetime import date, timedelta

    from fithub.core.clock import LocalMoment
    from fithub.diary.services import log_food

    day = date.fromisoformat(LAST_DAY) - timedelta(days=days_ago)
    from datetime import time as wall
    from decimal import Decimal

    for place in range(A_DAY):
        when = LocalMoment(day, wall(8 + 3 * place), "UTC")
        log_food(
            user_id=user_id,
            food_id=food,
            quantity=None,
            unit=None,
            grams=Decimal(100 + place),
            when=when,
            source="form",
        )


def _day(ago: int) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(LAST_DAY) - timedelta(days=ago)).isoformat()


if __name__ == "__main__":
    main()
