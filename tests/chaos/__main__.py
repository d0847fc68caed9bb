"""The larger storm: `make chaos`, or `python -m tests.chaos 20000` for as many jobs. Ends with 0 when each was done once."""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.local.services import EmbeddedPostgres, EmbeddedValkey

ROOT = Path(__file__).resolve().parents[2]
WORKERS, KILLS, FLOODS, SECONDS = 3, 24, 6, 0.1


def main(count: int) -> int:
    """Blow, and say what came of it."""
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
            }
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": owner_url},
                check=True,
            )
            return _blow(count, owner_url, valkey.url, data / "workers.log")


def _blow(count: int, owner_url: str, redis_url: str, log: Path) -> int:
    import django

    django.setup()
    # Only now are there settings for them to read.
    from django.db import connections

    from tests.chaos.storm import blow, hurried, storm
    from tests.people import Person

    people = [Person.register() for _ in range(10)]
    with storm(owner_url=owner_url, redis_url=redis_url, log=log) as weather, hurried(redis_url):

        def kill() -> None:
            weather.kill_one()
            weather.start_worker()

        events = [kill] * KILLS + [weather.forget] * FLOODS
        random.shuffle(events)
        outcome = blow(weather, people=people, count=count, workers=WORKERS, seconds=SECONDS, events=events)
    connections.close_all()
    print(
        f"{count} jobs on {WORKERS} workers in {outcome.seconds:.0f} s ({count / outcome.seconds:.0f} a second);"
        f" {outcome.killed} workers killed, the broker emptied {FLOODS} times"
    )
    print(f"begun {outcome.begun} times; how often each took effect: {outcome.effects}; states: {outcome.states}")
    return 0 if outcome.effects == {1: count} and outcome.states == {"done": count} else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
