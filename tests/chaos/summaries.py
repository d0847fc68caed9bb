"""Everybody's summary due in the same minute, on real workers that are killed: each gets exactly one.

python -m tests.chaos.summaries [10000]

The module test of the same kind is in tests/coaching/test_workers.py.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

import psycopg
from celery import Celery

from infra.local.services import EmbeddedPostgres, EmbeddedValkey

if TYPE_CHECKING:
    from tests.chaos.storm import Storm

ROOT: Final = Path(__file__).resolve().parents[2]
WORKERS, KILLS = 2, 6
CLAIM: Final = "20"
# One person as many: all of a row but what has to be its own.
PEOPLE: Final = """
CREATE TEMP TABLE crowd AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, %(count)s) AS n;
INSERT INTO accounts_user SELECT copy.* FROM crowd, accounts_user u, LATERAL jsonb_populate_record(
    u, jsonb_build_object('id', crowd.id, 'email', 'crowd' || n || gen_random_uuid() || '@example.org')) AS copy
    WHERE u.id = %(person)s;
"""
# One after another, as each change set of the log is one person's.
EACH: Final = """
INSERT INTO accounts_profile SELECT copy.* FROM crowd, accounts_profile p, LATERAL jsonb_populate_record(
    p, jsonb_build_object('id', gen_random_uuid(), 'user_id', crowd.id)) AS copy WHERE p.user_id = %(person)s AND crowd.n = %(n)s;
INSERT INTO diary_entry SELECT copy.* FROM crowd, diary_entry e, LATERAL jsonb_populate_record(
    e, jsonb_build_object('id', gen_random_uuid(), 'user_id', crowd.id, 'food_id', NULL)) AS copy
    WHERE e.user_id = %(person)s AND crowd.n = %(n)s;
"""
DUE: Final = """
UPDATE coaching_due SET next_at = NULL FROM crowd WHERE user_id = crowd.id AND kind = 'weekly';
UPDATE coaching_due SET next_at = %(due)s, period = %(period)s FROM crowd WHERE user_id = crowd.id AND kind = 'daily';
"""
COUNTED: Final = """
SELECT times, count(*) FROM (
    SELECT count(s.id) AS times FROM crowd LEFT JOIN coaching_summary s
    ON s.user_id = crowd.id AND s.kind = 'daily' AND s.first_date = %(period)s AND s.state = 'ready' GROUP BY crowd.id
) AS each GROUP BY times
"""
TOLD: Final = """
SELECT times, count(*) FROM (
    SELECT count(t.id) AS times FROM crowd LEFT JOIN coaching_turn t
    ON t.user_id = crowd.id AND t.key = %(key)s GROUP BY crowd.id
) AS each GROUP BY times
"""


@dataclass
class Outcome:
    """How many people have how many summaries of the day, and were told how often."""

    summaries: dict[int, int]
    told: dict[int, int]
    killed: int
    seconds: float


def blow(weather: "Storm", *, person: UUID, count: int, workers: int, kills: int) -> Outcome:
    """Make so many people who are due at once, and have their summaries made while workers die. `person`: whose rows are copied."""
    # The morning summary of the day before the last 24 hours: due, and not too late.
    period = (datetime.now(UTC) - timedelta(days=1)).date() - timedelta(days=1)
    due = datetime.combine(period + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=7)
    ask = Celery("chaos-summaries", broker=weather.redis_url, set_as_current=False)
    with psycopg.connect(weather.owner_url, autocommit=True) as owner:
        values: dict[str, object] = {"count": count, "person": person, "due": due, "period": period}
        _execute(owner, PEOPLE, values)
        for n in range(1, count + 1):
            _execute(owner, EACH, values | {"n": n})
        _execute(owner, DUE, values)
        began = time.monotonic()
        for _ in range(workers):
            weather.start_worker()
        kill_at = [(number + 1) * count // (kills + 1) for number in range(kills)]
        deadline = began + 120 + count / 5
        done = 0
        while done < count and time.monotonic() < deadline:
            ask.send_task("fithub.jobs.summaries.dispatch_summaries", queue="urgent", priority=0, expires=10)
            time.sleep(1)
            counts: dict[int, int] = dict(owner.execute(COUNTED, {"period": period}).fetchall())
            done = sum(number for times, number in counts.items() if times)
            while kill_at and done >= kill_at[0]:
                del kill_at[0]
                weather.kill_one()
                weather.start_worker()
        seconds = time.monotonic() - began
        # What is still under way may do its worst.
        time.sleep(3)
        summaries: dict[int, int] = dict(owner.execute(COUNTED, {"period": period}).fetchall())
        told: dict[int, int] = dict(owner.execute(TOLD, {"key": f"summary:daily:{period}"}).fetchall())
        return Outcome(summaries, told, weather.killed, seconds)


def _execute(owner: psycopg.Connection, statements: str, told: dict[str, object]) -> None:
    for statement in statements.strip().split(";\n"):
        owner.execute(psycopg.ClientCursor(owner).mogrify(statement.rstrip(";"), told))


def main(count: int) -> int:
    """Blow, and say what came of it: 0 when everybody has exactly one."""
    with tempfile.TemporaryDirectory(prefix="fithub-chaos-") as folder:
        data = Path(folder)
        with EmbeddedPostgres(data, fast=True) as postgres, EmbeddedValkey(data) as valkey:
            postgres.create_database("fithub")
            owner_url = postgres.owner_url("fithub")
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
                "DATABASE_URL": postgres.app_url("fithub"),
                "REDIS_URL": valkey.url,
                "FITHUB_ENVIRONMENT": "test",
                "FITHUB_LOG_LEVEL": "ERROR",
                "FITHUB_SUMMARY_CLAIM": CLAIM,
            }
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": owner_url},
                check=True,
            )
            outcome = _blow(count, owner_url, valkey.url, data / "workers.log")
    print(
        f"{count:,} people due in the same minute, {WORKERS} workers of which {outcome.killed} were killed:"
        f" {outcome.seconds:.0f} s ({count / outcome.seconds:.0f} summaries a second)"
    )
    print(f"how many have how many summaries: {outcome.summaries}; were told how often: {outcome.told}")
    return 0 if outcome.summaries == {1: count} == outcome.told else 1


def _blow(count: int, owner_url: str, redis_url: str, log: Path) -> Outcome:
    import django

    django.setup()
    # Only now are there settings for them to read.
    from tests.chaos.storm import storm

    person = eater()
    random.seed()
    with storm(owner_url=owner_url, redis_url=redis_url, log=log) as weather:
        return blow(weather, person=person, count=count, workers=WORKERS, kills=KILLS)


def eater() -> UUID:
    """Somebody who has eaten something on each of the last days."""
    from tests.people import Person

    person = Person.register()
    food = person.post(
        "/foods", {"name": "Crowd stew", "nutrients_per_100g": {"energy_kcal": 120, "protein_g": 7, "fat_g": 4}}
    ).json()["id"]
    for back in range(1, 9):
        day = (datetime.now(UTC) - timedelta(days=back)).date()
        for grams in (700, 900):
            answer = person.post("/entries", {"food_id": food, "grams": grams, "local_date": day.isoformat()})
            assert answer.status_code == 201, answer.content
    return person.user_id


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
