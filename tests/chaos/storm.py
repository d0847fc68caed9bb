"""Jobs by the hundred on real Celery workers, of which some are killed (SIGKILL) and whose broker is emptied.

    make chaos        (python -m tests.chaos: 5,000 jobs, three workers, a kill every few seconds)

The module test of the same kind is tests/jobs/test_chaos.py.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psycopg
from django.conf import settings
from redis import Redis

from fithub.core import dispatch, jobs
from fithub.core.jobs import enqueue
from fithub.jobs import sending
from tests.people import Person

ROOT = Path(__file__).resolve().parents[2]
LEASE = 3
TABLES = """
DROP SCHEMA IF EXISTS chaos CASCADE;
CREATE SCHEMA chaos;
CREATE TABLE chaos.effect (job_id uuid NOT NULL);
CREATE TABLE chaos.begun (job_id uuid NOT NULL);
GRANT USAGE ON SCHEMA chaos TO fithub_app;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA chaos TO fithub_app;
"""


@dataclass
class Outcome:
    """What came of a storm. `effects` by job; `begun` is how often any was begun."""

    states: dict[str, int]
    effects: dict[int, int]
    begun: int
    killed: int
    seconds: float


@dataclass
class Storm:
    """Workers on one database and on a broker of their own (`redis_url`)."""

    owner_url: str
    redis_url: str
    log: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed: int = 0

    def start_worker(self) -> None:
        """One more worker, as the Procfile has it."""
        name = f"chaos{time.monotonic_ns()}@localhost"
        options = "--pool threads --concurrency 6 --queues urgent,default,mail,bulk --without-gossip --without-mingle"
        command = f"-m celery --quiet --app tests.chaos.worker worker {options} --hostname {name}"
        self.running.append(self._start(command))

    def start_beat(self, schedule: Path) -> None:
        """One more beat."""
        self.running.append(
            self._start(f"-m celery --quiet --app tests.chaos.worker beat --schedule {schedule} --pidfile=")
        )

    def kill_one(self) -> None:
        """End a worker so that it can do nothing about it."""
        victim = self.running.pop(random.randrange(len(self.running)))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        self.killed += 1

    def forget(self) -> None:
        """Empty the broker."""
        with Redis.from_url(self.redis_url) as redis:
            redis.flushdb()

    def counts(self) -> dict[str, int]:
        """How many jobs are in which state."""
        with psycopg.connect(self.owner_url) as owner:
            rows = owner.execute("SELECT state, count(*) FROM core_job WHERE kind = 'chaos' GROUP BY state").fetchall()
        return dict(rows)

    def stop(self) -> None:
        """End what is still running."""
        for process in self.running:
            process.kill()
            process.wait()

    def _start(self, command: str) -> subprocess.Popen[bytes]:
        environment = {"REDIS_URL": self.redis_url, "FITHUB_JOB_LEASE": str(LEASE), "FITHUB_CHAOS_TICKS": "1"}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *command.split()],
                cwd=ROOT,
                env=os.environ | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )


@contextmanager
def storm(*, owner_url: str, redis_url: str, log: Path) -> Iterator[Storm]:
    """A storm's place: its tables, its broker, its workers' end."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(TABLES)
    weather = Storm(owner_url, redis_url, log)
    weather.forget()
    try:
        yield weather
    finally:
        weather.stop()
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute("DROP SCHEMA chaos CASCADE")


def blow(
    weather: Storm, *, people: list[Person], count: int, workers: int, seconds: float, events: list[Callable[[], None]]
) -> Outcome:
    """Ask for `count` jobs, have them done, and let each of the events happen when its part of them is done."""
    began = time.monotonic()
    for _ in range(workers):
        weather.start_worker()
    for place in range(count):
        person = people[place % len(people)]
        with person.acting():
            enqueue(
                user_id=person.user_id,
                kind="chaos",
                arguments={"seconds": seconds},
                queue=random.choice(jobs.QUEUES),
            )
    steps = [(number + 1) * count // (len(events) + 1) for number in range(len(events))]
    deadline = began + 60 + count * seconds
    while (done := weather.counts().get("done", 0)) < count and time.monotonic() < deadline:
        if steps and done >= steps[0]:
            del steps[0]
            events.pop(0)()
        dispatch.send_due()
        time.sleep(0.2)
    with psycopg.connect(weather.owner_url) as owner:
        effects = owner.execute(
            "SELECT times, count(*) FROM (SELECT count(e.job_id) AS times FROM core_job j"
            " LEFT JOIN chaos.effect e ON e.job_id = j.id WHERE j.kind = 'chaos' GROUP BY j.id) AS each GROUP BY times"
        ).fetchall()
        begun = owner.execute("SELECT count(*) FROM chaos.begun").fetchone()
    assert begun is not None
    return Outcome(weather.counts(), dict(effects), begun[0], weather.killed, time.monotonic() - began)


@contextmanager
def hurried(redis_url: str) -> Iterator[None]:
    """This process sends to the storm's broker, and has no more patience than its workers."""
    before = settings.CELERY, jobs.LEASE
    settings.CELERY = settings.CELERY | {"broker_url": redis_url}
    jobs.LEASE = timedelta(seconds=LEASE)  # type: ignore[misc]
    sending._sender.cache_clear()
    try:
        yield
    finally:
        settings.CELERY, jobs.LEASE = before  # type: ignore[misc]
        sending._sender.cache_clear()
