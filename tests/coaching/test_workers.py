"""Summaries on real Celery workers, one of which is killed. The larger storm is `python -m tests.chaos.summaries`."""

import os
from pathlib import Path

import pytest

from tests.chaos.storm import storm
from tests.chaos.summaries import blow, eater

BROKER = os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/2" if "REDIS_URL" in os.environ else ""


def test_each_gets_exactly_one_whoever_dies(owner_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FITHUB_SUMMARY_CLAIM", "3")
    log = tmp_path / "workers.log"
    with storm(owner_url=owner_url, redis_url=BROKER, log=log) as weather:
        outcome = blow(weather, person=eater(), count=60, workers=2, kills=1)
    assert outcome.summaries == {1: 60}, log.read_text()[-4000:]
    assert outcome.told == {1: 60}
    assert outcome.killed == 1
