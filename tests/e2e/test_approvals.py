"""A question outlives the server that asked it, and any client of the AI SDK can answer it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from redis import Redis

from fithub.config import settings
from tests.agents.chat import NOON, Chat, HttpClient, entries, register_at

CLIENT = Path(__file__).with_name("approvals_client.mjs")


def test_an_unmodified_client_of_the_ai_sdk_says_yes_and_no(live_server_url: str) -> None:
    person = register_at(live_server_url)
    chat = Chat.begin(person)
    done = subprocess.run(
        ["node", CLIENT, live_server_url, person.access, chat.id, NOON], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert len(entries(person)) == 3


def test_a_yes_after_a_restart_without_a_cache(start_server: Callable[..., str]) -> None:
    chat = Chat.begin(register_at(start_server()))
    chat.say("two boiled eggs, a banana and 150 g rice")
    asked = chat.say("delete everything I ate today")
    assert asked["status"] == "needs_approval"
    Redis.from_url(settings.REDIS_URL).flushall()
    # Another process, which has heard of nothing.
    chat.person.client = HttpClient(start_server())  # type: ignore[assignment]
    (approval,) = chat.person.get("/approvals?state=open").json()["items"]
    assert UUID(approval["id"]) == UUID(asked["approvals"][0]["id"])
    done = chat.say("yes")
    assert (len(done["receipts"][0]["removed"]), entries(chat.person)) == (3, [])
