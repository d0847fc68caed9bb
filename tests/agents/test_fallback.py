"""Providers one after the other: who answers when the first cannot, and how a dead one is left alone."""

from collections.abc import Callable, Iterator

import pytest

from fithub.llm import breaker
from fithub.llm.breaker import Breaker, OwnMarks
from tests.agents.chat import Chat, entries, register_at
from tests.agents.provider import MODEL, Provider, calls, says, status

LOG_EGGS = calls(("log_meal", {"items": [{"text": "two boiled eggs"}]}))
SPARE = "spare-model"


@pytest.fixture(scope="module")
def first() -> Iterator[Provider]:
    with Provider() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def second() -> Iterator[Provider]:
    with Provider() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def address(first: Provider, second: Provider, start_server: Callable[..., str]) -> str:
    return start_server(
        OPENAI_API_KEY="the first key",
        OPENAI_BASE_URL=first.url,
        FITHUB_MODEL=MODEL,
        FITHUB_FALLBACK_MODEL=SPARE,
        FITHUB_FALLBACK_URL=second.url,
        FITHUB_MODEL_TIMEOUT="1",
    )


def test_the_next_one_finishes_the_turn_and_a_dead_one_is_left_alone(
    first: Provider, second: Provider, address: str
) -> None:
    chat = Chat.begin(register_at(address))
    first.will(LOG_EGGS, *[status(500)] * 3)
    second.will(says("They are in your diary, 100 g."))
    told = chat.say("I had two boiled eggs")
    assert (told["message"]["text"], told["offline"], told["model"]) == ("They are in your diary, 100 g.", False, SPARE)
    assert [entry["grams"] for entry in entries(chat.person)] == [100.0]
    assert second.requests[0]["model"] == SPARE

    for _ in range(2):
        first.will(status(500), forever=True)
        second.will(says("Hello!"))
        assert chat.say("hello")["model"] == SPARE
    first.will(says("I am back."), forever=True)
    second.will(says("Hello!"))
    assert (chat.say("hello")["model"], first.requests) == (SPARE, [])
    second.will(status(401))
    told = chat.say("a banana")
    assert (told["offline"], first.requests) == (True, [])
    assert told["message"]["text"].startswith("Logged")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_rests_then_one_request_tries() -> None:
    clock = Clock()
    marks = OwnMarks(clock)
    here, elsewhere = Breaker("x", marks), Breaker("x", marks)
    for _ in range(3):
        assert here.lets_through()
        here.failed()
    assert not here.lets_through()
    assert not elsewhere.lets_through()
    assert Breaker("y", marks).lets_through()
    clock.now += breaker.REST_SECONDS + 1
    assert elsewhere.lets_through()
    assert not here.lets_through()
    elsewhere.failed()
    assert not here.lets_through()
    clock.now += breaker.REST_SECONDS + 1
    assert here.lets_through()
    here.succeeded()
    assert elsewhere.lets_through()
    elsewhere.failed()
    assert here.lets_through()


def test_without_redis_each_process_keeps_its_own() -> None:
    here = Breaker("x", breaker.SharedMarks("redis://127.0.0.1:1/0"))
    for _ in range(3):
        here.failed()
    assert not here.lets_through()
