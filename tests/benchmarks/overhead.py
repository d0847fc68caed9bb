"""What a turn costs above the bare LangChain loop, and how soon a provider's word is with the client; a provider of no latency.

    python -m tests.benchmarks.overhead [rounds]

The bare loop is `create_agent` with the same model client, prompt and tools and nothing else: the tools do their work in the same
database, and the model asks for the same calls. Ours is the whole HTTP turn in the same process: it is authenticated, counted,
locked, read, guarded, metered, stored and remembered as well. Each turn is a conversation of its own, since the bare loop remembers
none. Both take turns, in changing order, so that they meet the same machine; the provider is a process of its own.

The delay of words is measured at a server that was started as `make run` starts it: between the moment at which the provider sends
a piece, which the piece itself tells, and the one at which a client has read it.
"""

import asyncio
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from infra.local.services import EmbeddedPostgres, EmbeddedValkey
from tests.agents.provider import MODEL, Messages, Provider, calls, said_in, says
from tests.benchmarks.server import fithub

ROOT: Final = Path(__file__).resolve().parents[2]
HELLO, EGGS, TELL = "hello", "I had two boiled eggs", "tell me a story"
KINDS: Final = {"words": HELLO, "a meal, the day, words": EGGS}
SCRIPT: Final = [
    calls(("log_meal", {"items": [{"text": "two boiled eggs"}]})),
    calls(("get_day", {})),
    says("They are in your diary."),
]
PIECES, APART_SECONDS, STORIES = 12, 0.02, 30
WARM: Final = 3
# A moment in letters that are no word, for digits wait for the end of their sentence.
DIGITS: Final = str.maketrans("0123456789", "qxzjvkwfyh")
LETTERS: Final = str.maketrans("qxzjvkwfyh", "0123456789")

type Turn = Callable[[str], Awaitable[None]]


def main(rounds: int) -> None:
    """Measure, and print the tables."""
    with _provider() as url:
        os.environ |= {"OPENAI_API_KEY": "a-long-key", "OPENAI_BASE_URL": url, "FITHUB_MODEL": MODEL}
        with tempfile.TemporaryDirectory(prefix="fithub-bench-") as folder:
            _turns(Path(folder), rounds)
        _delays()


def _turns(data: Path, rounds: int) -> None:
    with EmbeddedPostgres(data, fast=True) as postgres, EmbeddedValkey(data) as valkey:
        postgres.create_database("fithub")
        here = {
            "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
            "DATABASE_URL": postgres.app_url("fithub"),
            "REDIS_URL": valkey.url,
            "FITHUB_ENVIRONMENT": "test",
            "FITHUB_LOG_LEVEL": "ERROR",
            "FITHUB_RATE_LIMITS": "message=100000/m",
        }
        os.environ |= here
        for command in ("migrate", "load_catalogue"):
            subprocess.run(
                [sys.executable, "manage.py", command, "--skip-checks"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": postgres.owner_url("fithub")},
                stdout=subprocess.DEVNULL,
                check=True,
            )
        import django

        django.setup()
        took = asyncio.run(_paired(rounds))
        from django.db import connections

        connections.close_all()
        for name in here:
            os.environ.pop(name)
    print(
        f"{'turn':24}{'':8}{'bare p50':>10}{'ours p50':>10}{'ratio':>8}{'quartiles':>14}   load {os.getloadavg()[0]:.1f}"
    )
    for (kind, manner), pairs in took.items():
        bare, ours = (statistics.median(each) * 1000 for each in zip(*pairs, strict=True))
        low, middle, high = statistics.quantiles([each / other for other, each in pairs], n=4)
        print(f"{kind:24}{manner:8}{bare:10.1f}{ours:10.1f}{middle:8.2f}{low:8.2f}–{high:.2f}")


async def _paired(rounds: int) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """For each kind of turn, whole and as a stream, how long the bare loop and ours took, in seconds, round by round."""
    manners = {"JSON": (await _bare(streams=False), await _ours(rounds, streams=False))}
    manners["stream"] = (await _bare(streams=True), await _ours(rounds, streams=True))
    took: dict[tuple[str, str], list[tuple[float, float]]] = {(kind, each): [] for kind in KINDS for each in manners}
    for number in range(WARM + rounds):
        for kind, text in KINDS.items():
            for manner, (bare, ours) in manners.items():
                if number % 2:
                    pair = (await _seconds(bare, text), await _seconds(ours, text))
                else:
                    pair = (await _seconds(ours, text), await _seconds(bare, text))[::-1]
                if number >= WARM:
                    took[kind, manner].append(pair)
    return took


async def _seconds(turn: Turn, text: str) -> float:
    began = time.perf_counter()
    await turn(text)
    return time.perf_counter() - began


async def _bare(*, streams: bool) -> Turn:
    """LangChain's loop alone, for somebody of its own."""
    from asgiref.sync import sync_to_async
    from langchain.agents import create_agent

    import prompts
    from fithub.core.clock import local_moment, now
    from fithub.core.ids import new_id
    from fithub.llm.chat import providers
    from tests.people import Person
    from tools.base import Ctx
    from tools.catalogue import TOOLS

    person = await sync_to_async(Person.register)()
    agent: Any = create_agent(
        model=providers()[0].model, tools=list(TOOLS), system_prompt=prompts.load("coach").text, context_schema=Ctx
    )

    async def turn(text: str) -> None:
        ctx = Ctx(user_id=person.user_id, when=local_moment(now(), "UTC"), turn_id=new_id())
        asked = {"messages": [("user", text)]}
        if streams:
            pieces = [each async for each in agent.astream(asked, context=ctx, stream_mode="messages")]
            assert pieces[-1][0].response_metadata is not None
        else:
            told = await agent.ainvoke(asked, context=ctx)
            assert len(told["messages"]) == (6 if text == EGGS else 2), told

    return turn


async def _ours(rounds: int, *, streams: bool) -> Turn:
    """A message over HTTP in this process."""
    from asgiref.sync import sync_to_async
    from django.test import AsyncClient

    from tests.people import Person

    person = await sync_to_async(Person.register)()
    client = AsyncClient()
    accept = "text/event-stream" if streams else "application/json"
    headers = {"authorization": f"Bearer {person.access}", "accept": accept}
    begun = [
        (await sync_to_async(person.post)("/conversations")).json()["id"] for _ in range(len(KINDS) * (WARM + rounds))
    ]

    async def turn(text: str) -> None:
        path = f"/api/v1/conversations/{begun.pop()}/messages"
        answer: Any = await client.post(path, {"text": text}, content_type="application/json", headers=headers)
        if streams:
            told = b"".join([piece async for piece in answer.streaming_content])
            assert b'"offline":false' in told.replace(b" ", b""), told
        else:
            said = answer.json()
            assert (said["status"], said["offline"], len(said["receipts"])) == ("complete", False, text == EGGS), said

    return turn


def _delays() -> None:
    """How long pieces of a story are on their way, in milliseconds: the first of each, and all."""
    from tests.agents.chat import Chat, register_at, stream_of

    first: list[float] = []
    every: list[float] = []
    with fithub() as running:
        person = register_at(running.address)
        for number in range(WARM + STORIES):
            chat = Chat(person, str(person.post("/conversations").json()["id"]))
            delays = [
                (time.monotonic_ns() - int(part["delta"].strip().translate(LETTERS))) / 1e6
                for part in stream_of(chat, TELL).parts()
                if part["type"] == "text-delta"
            ]
            assert len(delays) == PIECES, delays
            if number >= WARM:
                first.append(delays[0])
                every += delays
    print(f"\n{'a piece on its way':24}{'p50 ms':>10}{'p95 ms':>10}   load {os.getloadavg()[0]:.1f}")
    for name, delays in (("the first of a turn", first), ("all", every)):
        cuts = statistics.quantiles(delays, n=20)
        print(f"{name:24}{cuts[9]:10.1f}{cuts[18]:10.1f}")


@contextmanager
def _provider() -> Iterator[str]:
    """The address of a scripted provider in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send(None)
        process.join()


def _serve(told: Connection) -> None:
    with Provider() as provider:
        provider.will(_answer, forever=True)
        told.send(provider.url)
        told.recv()


def _answer(handler: Any, messages: Messages) -> None:
    text = said_in({"messages": messages})[-1]
    if text == TELL:
        handler.open()
        for _ in range(PIECES):
            handler.piece({"content": f"{time.monotonic_ns()} ".translate(DIGITS)})
            time.sleep(APART_SECONDS)
        handler.close("stop")
    elif text == EGGS:
        SCRIPT[sum(each["role"] == "tool" for each in messages)](handler, messages)
    else:
        says("Hello! What did you have?")(handler, messages)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
