"""People ask the coach for all of their data while the workers that write the files are killed: each gets one whole file.

python -m tests.chaos.exports [60]
"""

import io
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from infra.local.services import EmbeddedValkey
from tests.clusters import FILLED, filled_postgres

if TYPE_CHECKING:
    from tests.agents.chat import Chat
    from tests.chaos.storm import Storm

WORKERS: Final = 2
# A kill after every so many messages.
BETWEEN_KILLS: Final = 6
# After so long without a file one counts as lost, in seconds.
PATIENCE: Final = 180.0


def main(count: int) -> int:
    """Blow, and say what came of it: 0 when everybody has exactly one file, and what they ate is in it."""
    with tempfile.TemporaryDirectory(prefix="fithub-chaos-") as folder:
        data = Path(folder)
        with filled_postgres(data) as postgres, EmbeddedValkey(data) as valkey:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
                "DATABASE_URL": postgres.app_url(FILLED),
                "REDIS_URL": valkey.url,
                "FITHUB_ENVIRONMENT": "test",
                "FITHUB_FILES_DIR": str(data / "files"),
                "FITHUB_LOG_LEVEL": "ERROR",
            }
            return _blow(count, postgres.owner_url(FILLED), valkey.url, data / "workers.log")


def _blow(count: int, owner_url: str, redis_url: str, log: Path) -> int:
    import django

    django.setup()
    # Only now are there settings for them to read.
    from django.db import connections

    from fithub.core import dispatch
    from tests.agents.chat import Chat
    from tests.chaos.storm import hurried, storm
    from tests.people import Person

    began = time.monotonic()
    with storm(owner_url=owner_url, redis_url=redis_url, log=log) as weather, hurried(redis_url):
        for _ in range(WORKERS):
            weather.start_worker()
        chats = [Chat.begin(Person.register()) for _ in range(count)]
        for place, chat in enumerate(chats):
            _ask(chat, place)
            if place % BETWEEN_KILLS == 0:
                _kill(weather)
        waiting, deadline = list(chats), time.monotonic() + PATIENCE
        while waiting and time.monotonic() < deadline:
            dispatch.send_due()
            time.sleep(0.5)
            waiting = [chat for chat in waiting if not _is_there(chat)]
        breaches = [breach for place, chat in enumerate(chats) for breach in _breaches(chat, place)]
    connections.close_all()
    print(
        f"{count} files asked for in conversations, {WORKERS} workers of which {weather.killed} were killed:"
        f" {time.monotonic() - began:.0f} s; breaches: {len(breaches)}"
    )
    for breach, times in Counter(breaches).items():
        print(f"  {breach} ({times} times)")
    return 1 if breaches else 0


def _kill(weather: "Storm") -> None:
    time.sleep(random.uniform(0, 0.5))
    weather.kill_one()
    weather.start_worker()


def _ask(chat: "Chat", place: int) -> None:
    """Something eaten, and the file; the second message is sent twice, as by a client that heard nothing."""
    chat.say(f"{100 + place} g banana")
    turn_id = str(uuid4())
    for _ in range(2):
        chat.say("export my data", turn_id=turn_id)


def _is_there(chat: "Chat") -> bool:
    return any(each["state"] == "ready" for each in chat.person.get("/exports").json()["items"])


def _breaches(chat: "Chat", place: int) -> list[str]:
    rows = chat.person.get("/exports").json()["items"]
    if [each["state"] for each in rows] != ["ready"]:
        return [f"files: {[each['state'] for each in rows]}"]
    answer = chat.person.get(f"/exports/{rows[0]['id']}/file")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as file:
        whole = file.testzip() is None and any(
            f"{100 + place}" in file.read(name).decode() for name in file.namelist() if "entr" in name
        )
    told = [each for each in chat.messages() if each["role"] == "user"]
    return [] if whole and len(told) == 2 else ["a file is not whole, or a message was lost"]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
