"""With a provider: its sentences are told when they agree with the figures, and ours otherwise."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.agents.chat import register_at
from tests.agents.provider import MODEL, Messages, Provider, Reply, calls, raw, status
from tests.people import Person

# Its day is not over, so each summary of it is made anew.
DAY = "2026-05-05"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def eater(provider: Provider, start_server: Callable[..., str]) -> Person:
    address = start_server(
        OPENAI_API_KEY="a key",
        OPENAI_BASE_URL=provider.url,
        FITHUB_MODEL=MODEL,
        FITHUB_MODEL_TIMEOUT="1",
        FITHUB_MODEL_FAILURES="1000",
    )
    person = register_at(address)
    person.headers["X-Test-Now"] = "2026-05-05T12:30:00Z"
    return person


def writes(text: str, *refs: str) -> Reply:
    """One sentence; `{energy}` in it is the day's energy, as the digest tells it."""

    def arguments(messages: Messages) -> dict[str, Any]:
        digest = json.loads(next(each["content"] for each in messages if each["role"] == "user"))
        figures = {figure["id"]: figure["value"] for figure in digest["figures"]}
        return {"sentences": [{"text": text.format(energy=round(figures["total.energy_kcal"])), "refs": list(refs)}]}

    return calls(("Writing", arguments))


TRUE = writes("On Tuesday you had {energy} kcal.", "total.energy_kcal")
FALSE = writes("On Tuesday you had 9321 kcal.", "total.energy_kcal")


@pytest.mark.parametrize(
    ("script", "by_provider"),
    [
        pytest.param([TRUE], True, id="true"),
        pytest.param([FALSE, TRUE], True, id="mended"),
        pytest.param([FALSE, FALSE], False, id="false twice"),
        pytest.param(
            [writes("Great, only {energy} kcal on Sunday!", "total.energy_kcal")] * 2, False, id="another day"
        ),
        pytest.param([status(500)] * 3, False, id="it fails"),
        pytest.param([raw(b"<html>")], False, id="nonsense"),
    ],
)
def test_only_what_is_true_is_told(provider: Provider, eater: Person, script: list[Reply], by_provider: bool) -> None:
    # The figures are new each time, so that the summary is made anew.
    oats = eater.get("/foods?q=rolled+oats").json()["items"][0]["id"]
    assert eater.post("/entries", {"food_id": oats, "grams": 90, "local_date": DAY}).status_code == 201
    provider.will(*script)
    answer = eater.post("/summaries", {"kind": "daily", "date": DAY})
    assert answer.status_code == 201, answer.content
    summary = answer.json()
    assert summary["offline"] is not by_provider
    assert ("9321" in summary["text"], "Sunday" in summary["text"]) == (False, False)
    if by_provider:
        (day,) = summary["days"]
        assert summary["text"] == f"On Tuesday you had {round(day['energy_kcal'])} kcal."
        assert (summary["model"], len(summary["prompt_version"])) == (MODEL, 12)
        assert summary["sentences"][0]["dates"] == [DAY]
    else:
        assert "entr" in summary["text"]
