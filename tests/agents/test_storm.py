"""The server, Valkey and the provider killed in the middle of turns. The larger storm is `python -m tests.chaos.turns`."""

import random
from pathlib import Path

from infra.local.services import EmbeddedValkey
from tests.chaos.turns import Blow, Place, Storm


def test_no_message_is_lost_and_none_written_twice(tmp_path: Path) -> None:
    blows = [
        Blow("provider", ("tool-output-available", 1), 0),
        Blow("valkey", ("start", 1), 0.02),
        Blow("server", ("tool-output-available", 1), 0),
        Blow("provider", ("start", 1), 0),
    ]
    with EmbeddedValkey(tmp_path) as valkey, Place(tmp_path, valkey, seed=1, lease=3).open() as place:
        outcome = Storm(place, random.Random(1)).blow(conversations=3, blows=blows)
    assert outcome.breaches == [], place.log.read_text()[-4000:]
    assert outcome.said == 6
    assert outcome.killed.keys() == {"server", "valkey", "provider"}
