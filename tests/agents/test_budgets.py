"""What a person may take of language models in a day, and what they have taken."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.agents.chat import Chat, entries, register_at, stream_of
from tests.agents.provider import MODEL, Provider, after, calls, says, status
from tests.agents.test_summaries_by_provider import TRUE
from tests.people import Person
from tests.threads import alone

EGGS = "I had two boiled eggs"
LOG_EGGS = calls(("log_meal", {"items": [{"text": "two boiled eggs"}]}))
# Each scripted answer takes 110 tokens: 100 of input and 10 of output.
TOKENS = 250
# 100 × 5 + 10 × 40 US dollars for a million: 0.0009 an answer.
PRICES = f"{MODEL}=5/0.5/40"
SPENT = (
    "Your share of the language model for today is used up; it is back {day} at {time}. Until then FitHub's own coach answers,"
    " which understands plain sentences."
)
CACHED = {
    "prompt_tokens": 100,
    "completion_tokens": 10,
    "total_tokens": 110,
    "prompt_tokens_details": {"cached_tokens": 60},
}


@pytest.fixture(scope="module")
def scripted() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


@pytest.fixture
def provider(scripted: Provider) -> Iterator[Provider]:
    before = scripted.usage
    yield scripted
    scripted.usage = before


@pytest.fixture(scope="module")
def bounded(scripted: Provider, start_server: Callable[..., str]) -> str:
    """A server with a budget of tokens."""
    return start_server(
        OPENAI_API_KEY="a key",
        OPENAI_BASE_URL=scripted.url,
        FITHUB_MODEL=MODEL,
        FITHUB_MODEL_TIMEOUT="1",
        FITHUB_MODEL_FAILURES="1000",
        FITHUB_DAILY_TOKENS=str(TOKENS),
    )


@pytest.fixture(scope="module")
def priced(scripted: Provider, start_server: Callable[..., str]) -> str:
    """A server with prices and a budget of money."""
    return start_server(
        OPENAI_API_KEY="a key",
        OPENAI_BASE_URL=scripted.url,
        FITHUB_MODEL=MODEL,
        FITHUB_MODEL_TIMEOUT="1",
        FITHUB_MODEL_FAILURES="1000",
        FITHUB_DAILY_COST_USD="0.0015",
        FITHUB_MODEL_PRICES=PRICES,
    )


def usage(person: Person) -> dict[str, Any]:
    answer = person.get("/me/usage")
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_a_turn_tells_what_it_took(provider: Provider, bounded: str) -> None:
    chat = Chat.begin(register_at(bounded))
    provider.usage = CACHED
    provider.will(LOG_EGGS, says("They are in your diary."))
    told = chat.say(EGGS)
    tokens = {"input": 200, "cached": 120, "output": 20, "estimated": False}
    assert (told["tokens"], told["notes"]) == (tokens, [])
    assert chat.messages()[-1]["metadata"]["tokens"] == tokens
    taken = usage(chat.person)
    assert taken["today"] == {
        "day": "2026-05-05",
        "requests": 2,
        "input_tokens": 200,
        "cached_tokens": 120,
        "output_tokens": 20,
        "tokens": 220,
        "cost_usd": None,
        "unpriced_requests": 2,
        "estimated_requests": 0,
    }
    assert (taken["budget"], taken["left"]) == ({"tokens": TOKENS, "cost_usd": None}, {"tokens": 30, "cost_usd": None})
    assert (taken["is_spent"], taken["resets_at"]) == (False, "2026-05-06T00:00:00Z")


def test_a_spent_budget_is_finished_offline_with_a_note(provider: Provider, bounded: str) -> None:
    chat = Chat.begin(register_at(bounded))
    chat.person.patch("/me", {"time_zone": "Europe/Berlin"})
    # The third answer of the turn is more than the budget: what was written stays, and is told.
    look = calls(("get_day", {}))
    provider.will(LOG_EGGS, look, look, says("never asked"))
    told = chat.say(EGGS)
    note = {"code": "budget_spent", "detail": SPENT.format(day="tomorrow", time="02:00")}
    assert (told["status"], told["offline"], told["notes"]) == ("complete", True, [note])
    assert told["tokens"]["input"] == 300
    assert len(provider.requests) == 3
    assert [entry["grams"] for entry in entries(chat.person)] == [100.0]
    assert "100 g" in told["message"]["text"]

    # From then on nobody asks the provider, and what is said is done all the same.
    provider.will(says("never asked"))
    told = chat.say("a banana")
    assert (told["offline"], told["notes"], told["tokens"], provider.requests) == (True, [note], None, [])
    assert len(entries(chat.person)) == 2
    taken = usage(chat.person)
    assert (taken["is_spent"], taken["left"]["tokens"]) == (True, 0)

    # The stream tells the same, as it goes and when it is read again.
    stream = list(stream_of(chat, "an apple", turn_id="apple").parts())
    about = [part["messageMetadata"] for part in stream if part["type"] in {"message-metadata", "finish"}]
    assert [each["notes"] for each in about] == [[note], [note]]
    assert chat.messages()[-1]["metadata"]["notes"] == [note]
    assert chat.say("an apple", turn_id="apple")["notes"] == [note]

    # In the evening the model is back on the same date, and the next day begins at midnight UTC.
    chat.person.patch("/me", {"time_zone": "America/New_York"})
    assert chat.say("hello")["notes"][0]["detail"] == SPENT.format(day="today", time="20:00")
    chat.person.headers["X-Test-Now"] = "2026-05-06T00:00:00Z"
    provider.will(says("Good evening!"))
    told = chat.say("hello")
    assert (told["offline"], told["notes"]) == (False, [])
    taken = usage(chat.person)
    assert (taken["today"]["tokens"], taken["last_30_days"]["tokens"]) == (110, 440)
    assert [(each["day"], each["requests"]) for each in taken["days"]] == [("2026-05-06", 1), ("2026-05-05", 3)]
    assert [(each["model"], each["task"], each["requests"]) for each in taken["by"]] == [(MODEL, "turn", 4)]


def test_moving_to_another_zone_begins_no_new_day(provider: Provider, bounded: str) -> None:
    chat = Chat.begin(register_at(bounded))
    provider.will(LOG_EGGS, calls(("get_day", {})), calls(("get_day", {})))
    chat.say(EGGS)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        chat.person.patch("/me", {"time_zone": zone})
        provider.will(says("never asked"))
        assert [note["code"] for note in chat.say("hello")["notes"]] == ["budget_spent"]
    assert provider.requests == []


def test_another_person_has_a_budget_of_their_own(provider: Provider, bounded: str) -> None:
    for _ in range(3):
        chat = Chat.begin(register_at(bounded))
        provider.will(LOG_EGGS, says("They are in your diary."))
        assert chat.say(EGGS)["offline"] is False


def test_two_turns_at_once_do_not_both_take_what_is_left(provider: Provider, bounded: str) -> None:
    person = register_at(bounded)
    here, there = Chat.begin(person), Chat.begin(person)
    gate = threading.Event()
    provider.will(after(gate, says("Hello!")), forever=True)
    told: list[dict[str, Any]] = []

    def wait() -> None:
        told.append(here.say("hello"))

    waiting = threading.Thread(target=alone(wait))
    waiting.start()
    while not provider.requests:
        gate.wait(0.01)
    # What the first is expected to take is more than the budget, and counts while it runs.
    assert usage(person)["today"]["estimated_requests"] == 1
    assert [note["code"] for note in there.say("hello")["notes"]] == ["budget_spent"]
    gate.set()
    waiting.join(30)
    assert told[0]["message"]["text"] == "Hello!"
    assert usage(person)["left"]["tokens"] == TOKENS - 110
    provider.will(says("Hello!"))
    assert there.say("hello")["notes"] == []


def test_what_a_provider_does_not_say_is_estimated(provider: Provider, bounded: str) -> None:
    chat = Chat.begin(register_at(bounded))
    provider.usage = None
    provider.will(says("Hello!"))
    told = chat.say("hello")
    assert told["tokens"]["estimated"] is True
    assert told["tokens"]["cached"] is None
    sent = len(json.dumps([provider.requests[0]["messages"], provider.requests[0]["tools"]]))
    assert sent / 6 < told["tokens"]["input"] < sent / 2
    assert 0 < told["tokens"]["output"] < 20
    today = usage(chat.person)["today"]
    assert (today["estimated_requests"], today["input_tokens"]) == (1, told["tokens"]["input"])


@pytest.mark.parametrize("nonsense", [0, -5, 10**15])
def test_nonsense_is_estimated_too(provider: Provider, bounded: str, nonsense: int) -> None:
    chat = Chat.begin(register_at(bounded))
    provider.usage = {"prompt_tokens": nonsense, "completion_tokens": 1, "total_tokens": nonsense + 1}
    provider.will(says("Hello!"))
    assert chat.say("hello")["tokens"]["estimated"] is True


def test_who_is_turned_away_has_taken_nothing(provider: Provider, bounded: str) -> None:
    chat = Chat.begin(register_at(bounded))
    provider.will(status(400))
    told = chat.say(EGGS)
    assert (told["offline"], told["notes"], told["tokens"]) == (True, [], None)
    assert usage(chat.person)["today"]["requests"] == 0


def test_money_is_counted_by_the_operators_prices(provider: Provider, priced: str) -> None:
    chat = Chat.begin(register_at(priced))
    provider.will(says("Hello!"))
    chat.say("hello")
    assert usage(chat.person)["left"] == {"tokens": None, "cost_usd": pytest.approx(0.0006)}
    # 40 × 5 + 60 × 0.5 + 10 × 40 for a million.
    provider.usage = CACHED
    provider.will(says("Hello!"))
    chat.say("hello")
    taken = usage(chat.person)
    assert taken["today"]["cost_usd"] == pytest.approx(0.00153)
    assert (taken["is_spent"], taken["left"]["cost_usd"]) == (True, 0)
    assert [note["code"] for note in chat.say("hello")["notes"]] == ["budget_spent"]


def test_a_summary_counts_and_is_written_by_ours_when_nothing_is_left(provider: Provider, bounded: str) -> None:
    person = register_at(bounded)
    person.headers["X-Test-Now"] = "2026-05-05T12:30:00Z"
    oats = person.get("/foods?q=rolled+oats").json()["items"][0]["id"]
    seen = []
    for _ in range(4):
        assert person.post("/entries", {"food_id": oats, "grams": 50}).status_code == 201
        provider.will(TRUE)
        seen.append(person.post("/summaries", {"kind": "daily", "date": "2026-05-05"}).json())
    assert [each["offline"] for each in seen] == [False, False, False, True]
    assert [each["note"] for each in seen] == ["", "", "", SPENT.format(day="tomorrow", time="00:00")]
    assert provider.requests == []
    taken = usage(person)
    assert [(each["task"], each["tokens"]) for each in taken["by"]] == [("summary", 330)]
    thread = person.get("/conversations").json()["items"][0]["id"]
    said = person.get(f"/conversations/{thread}/messages").json()["items"][-1]
    assert [note["code"] for note in said["metadata"]["notes"]] == ["budget_spent"]


def test_nobody_sees_anothers_usage(provider: Provider, bounded: str) -> None:
    one, other = register_at(bounded), register_at(bounded)
    provider.will(says("Hello!"))
    Chat.begin(one).say("hello")
    assert usage(other)["last_30_days"]["requests"] == 0
    one.headers.clear()
    assert datetime.fromisoformat(usage(one)["resets_at"]).tzinfo is not None
    assert one.client.generic("GET", "/api/v1/me/usage", b"", content_type="", headers={}).status_code == 401


def test_nothing_taken_is_nothing(alice: Person) -> None:
    taken = usage(alice)
    assert (taken["today"]["tokens"], taken["today"]["cost_usd"], taken["days"], taken["by"]) == (0, 0, [], [])
    assert taken["budget"] == taken["left"] == {"tokens": None, "cost_usd": None}
    assert taken["is_spent"] is False


def test_the_stream_of_a_turn_tells_its_tokens(provider: Provider, bounded: str) -> None:
    chat = Chat.begin(register_at(bounded))
    provider.will(says("Hello!"))
    finish = list(stream_of(chat, "hello").parts())[-1]
    assert finish["messageMetadata"]["tokens"] == {"input": 100, "cached": None, "output": 10, "estimated": False}
