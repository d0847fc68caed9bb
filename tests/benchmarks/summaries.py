"""Summaries: how many a second one process makes without a model, and how long it takes to find who is due among a million people.

python -m tests.benchmarks.summaries [1000000]
"""

import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psycopg

from infra.local.services import EmbeddedPostgres, EmbeddedValkey
from tests.chaos.summaries import ROOT, eater

MADE: Final = 400
# Everybody's two rows, due one after another over the day and the week that come; none of a person's other rows.
CROWD: Final = """
SET session_replication_role = replica;
INSERT INTO coaching_due (id, user_id, kind, period, next_at)
SELECT gen_random_uuid(), person, kind, current_date, now() + CASE kind
    WHEN 'daily' THEN interval '1 day' ELSE interval '7 days' END * (n::float / {count})
FROM (SELECT gen_random_uuid() AS person, n FROM generate_series(1, {count}) AS n) AS crowd,
    unnest(ARRAY['daily', 'weekly']) AS kind;
SET session_replication_role = origin;
ANALYZE coaching_due;
"""


def main(count: int) -> None:
    """Measure both and print them."""
    with TemporaryDirectory(prefix="fithub-summaries-") as folder:
        data = Path(folder)
        with EmbeddedPostgres(data) as postgres, EmbeddedValkey(data) as valkey:
            postgres.create_database("fithub")
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
                "DATABASE_URL": postgres.app_url("fithub"),
                "REDIS_URL": valkey.url,
                "FITHUB_ENVIRONMENT": "test",
                "FITHUB_LOG_LEVEL": "ERROR",
            }
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": postgres.owner_url("fithub")},
                check=True,
            )
            _measure(count, postgres.owner_url("fithub"))


def _measure(count: int, owner_url: str) -> None:
    import django

    django.setup()
    from agents.summary import make_now
    from fithub.coaching.claiming import claim_due
    from fithub.coaching.models import Summary
    from fithub.coaching.schedule import Kind
    from fithub.core.clock import set_clock
    from fithub.core.ownership import acting_as

    person = eater()
    for kind in Kind:
        took = []
        for _ in range(MADE):
            with acting_as(person):
                Summary.objects.all().delete()
            began = time.perf_counter()
            make_now(user_id=person, kind=kind, day=None)
            took.append(time.perf_counter() - began)
        middle = statistics.median(took)
        print(
            f"{kind.value}: {1 / middle:.0f} summaries a second in one process ({middle * 1000:.1f} ms each)",
            flush=True,
        )
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("DELETE FROM coaching_due")
        owner.execute(CROWD.format(count=count))
    start = datetime.now(UTC)
    found, took = [], []
    for minute in range(1, 31):
        with set_clock(start + timedelta(minutes=minute)):
            while True:
                began = time.perf_counter()
                claims = claim_due(most=500)
                took.append(time.perf_counter() - began)
                found.append(len(claims))
                if not claims:
                    break
    empty = [seconds for seconds, claims in zip(took, found, strict=True) if not claims]
    full = [seconds for seconds, claims in zip(took, found, strict=True) if claims]
    print(
        f"{count:,} people: {sum(found):,} found due in 30 minutes; a claim of at most 500 takes"
        f" {statistics.median(full) * 1000:.1f} ms,"
        f" one that finds nobody {statistics.median(empty) * 1000:.1f} ms (most: {max(took) * 1000:.0f} ms)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
