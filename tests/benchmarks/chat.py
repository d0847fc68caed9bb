"""How long a chat turn takes with the offline model, over HTTP, from the request to the stored answer.

    python -m tests.benchmarks.chat [turns]

One person talks; the server, its database and this client share the machine. A turn is authenticated, locked, read, planned, run
through its tools, written and remembered in that time. The first turn, which loads the agent's libraries, is told apart.
"""

import http.client
import json
import statistics
import sys
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.benchmarks.server import fithub

# What people do with the chat, in the order of a day; a turn of each kind is measured again and again.
SAID = {
    "log one thing": "I had a banana",
    "log a meal": "two eggs, a slice of rye toast with butter and a glass of orange juice for breakfast",
    "correct": "make the banana two",
    "ask": "how much protein is left today?",
    "look up": "how many calories are in a cup of lentils?",
    "undo": "undo that",
}


def main() -> None:
    """Start, talk, stop, and print a row for each kind of turn."""
    turns = max(2, min(int(sys.argv[1]) if len(sys.argv) > 1 else 40, 500))
    with fithub() as running:
        person = _Person(running.address)
        first = person.say("hello")
        took: dict[str, list[float]] = {kind: [] for kind in SAID}
        for _ in range(turns):
            for kind, text in SAID.items():
                took[kind].append(person.say(text))
            # Days of a thousand entries are not what is measured.
            person.begin()
            person.say("undo")
            person.say("undo")
    print(f"the first turn of a process: {first * 1000:.0f} ms")
    print(f"{'turn':16} {'p50 ms':>8} {'p95 ms':>8}")
    every = [seconds for each in took.values() for seconds in each]
    for kind, seconds in [*took.items(), ("all", every)]:
        cuts = statistics.quantiles(seconds, n=20)
        print(f"{kind:16} {cuts[9] * 1000:8.1f} {cuts[18] * 1000:8.1f}")


class _Person:
    """A new person with one kept-alive connection."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=60)
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        account = {"email": f"{uuid4().hex}@example.org", "password": "correct horse battery"}
        self._headers["Authorization"] = f"Bearer {self._post('/auth/register', account)['access']}"
        self.begin()

    def begin(self) -> None:
        """A new conversation."""
        self._conversation = self._post("/conversations", {})["id"]

    def say(self, text: str) -> float:
        """How long a turn took, in seconds; one that does not end well ends the measurement."""
        began = time.perf_counter()
        told = self._post(f"/conversations/{self._conversation}/messages", {"text": text})
        took = time.perf_counter() - began
        if told["status"] != "complete":
            raise SystemExit(f"{text!r} was {told['status']}: {told['message']['text']}")
        return took

    def _post(self, path: str, body: dict[str, str]) -> dict[str, Any]:
        self._connection.request("POST", f"/api/v1{path}", json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        if answer.status >= 400:
            raise SystemExit(f"{path} answered {answer.status}: {told}")
        return told


if __name__ == "__main__":
    main()
