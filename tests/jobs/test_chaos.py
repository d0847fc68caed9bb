"""Real Celery: workers killed, the broker emptied, two beats at once. The larger storm is `make chaos`."""

import os
import time
from pathlib import Path

import psycopg
from redis import Redis

from tests.chaos.storm import blow, hurried, storm
from tests.people import Person

BROKER = os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/1" if "REDIS_URL" in os.environ else ""


def test_each_job_is_done_once_whatever_dies(alice: Person, bob: Person, owner_url: str, tmp_path: Path) -> None:
    log = tmp_path / "workers.log"
    with storm(owner_url=owner_url, redis_url=BROKER, log=log) as weather, hurried(BROKER):

        def kill() -> None:
            weather.kill_one()
            weather.start_worker()

        outcome = blow(weather, people=[alice, bob], count=200, workers=2, seconds=0.15, events=[kill, weather.forget])
    assert outcome.states == {"done": 200}, log.read_text()[-4000:]
    assert outcome.effects == {1: 200}
    assert outcome.killed == 1


def test_two_beats_send_each_tick_once(owner_url: str, tmp_path: Path) -> None:
    log = tmp_path / "beats.log"
    with storm(owner_url=owner_url, redis_url=BROKER, log=log) as weather, Redis.from_url(BROKER) as redis:
        for name in ("a", "b"):
            weather.start_beat(tmp_path / name)
        # A busy machine may take its time to start the two, and to tick.
        deadline = time.monotonic() + 40
        while redis.llen("chaos-ticks") < 4 and time.monotonic() < deadline:
            time.sleep(0.1)
        both_until = time.monotonic() + 2
        while time.monotonic() < both_until:
            time.sleep(0.1)
        weather.stop()
        sent = redis.llen("chaos-ticks")
    with psycopg.connect(owner_url) as owner:
        ticks = owner.execute("SELECT count(*), count(DISTINCT slot) FROM jobs_tick WHERE name = 'chaos'").fetchone()
    assert sent >= 4, log.read_text()[-4000:]
    assert ticks == (sent, sent)
