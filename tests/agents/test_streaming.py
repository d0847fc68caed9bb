"""Words as they come from the provider: who reads them sees none that has to be taken back, and in the end the right ones."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.agents.chat import Chat, entries, stream_of
from tests.agents.provider import (
    EGGS,
    LOG_EGGS,
    Messages,
    Provider,
    Reply,
    calls,
    cut_off,
    garbled,
    last_result,
    raw,
    refuses,
    says,
    status,
    stops,
    streams,
    too_slow,
)


def heard(chat: Chat, text: str = EGGS, look: Callable[[str], None] | None = None) -> list[dict[str, Any]]:
    """The parts of a streamed answer; `look` sees the words that there are until then."""
    seen: list[dict[str, Any]] = []
    for part in stream_of(chat, text).parts():
        seen.append(part)
        if look is not None and part["type"] == "text-delta":
            look("".join(each.get("delta", "") for each in seen))
    assert seen[-1]["type"] == "finish"
    return seen


def shown(parts: list[dict[str, Any]]) -> list[str]:
    """The text parts that a client is left with, without those that were replaced."""
    texts: list[str] = []
    for part in parts:
        match part["type"]:
            case "text-start":
                texts.append("")
            case "text-delta":
                texts[-1] += part["delta"]
            case "data-replaced":
                assert texts.pop() == part["data"]["text"]
    return texts


def all_words(parts: list[dict[str, Any]]) -> str:
    return " | ".join(part["delta"] for part in parts if part["type"] == "text-delta")


def stored(chat: Chat) -> list[str]:
    return [part["text"] for part in chat.messages()[-1]["parts"] if part["type"] == "text"]


def offline(parts: list[dict[str, Any]]) -> bool:
    told: bool = parts[-1]["messageMetadata"]["offline"]
    return told


def kinds(parts: list[dict[str, Any]]) -> list[str]:
    return [part["type"] for part in parts]


def test_words_are_there_before_the_provider_has_said_the_next_ones(provider: Provider, chat: Chat) -> None:
    first, second = threading.Event(), threading.Event()
    provider.will(streams("Hello", first, " there", second, ", nice to see you!"))
    seen: list[str] = []

    def look(words: str) -> None:
        seen.append(words)
        # The provider goes on only once these words have been read.
        (first if len(seen) == 1 else second).set()

    parts = heard(chat, "hello", look)
    assert seen == ["Hello", "Hello there", "Hello there, nice to see you!"]
    assert (shown(parts), offline(parts)) == (["Hello there, nice to see you!"], False)
    assert stored(chat) == shown(parts)
    assert provider.requests[0]["stream"]
    assert provider.requests[0]["stream_options"] == {"include_usage": True}


def test_what_is_checked_is_told_at_the_end_of_its_sentence(provider: Provider, chat: Chat) -> None:
    gate = threading.Event()
    provider.will(LOG_EGGS, streams("Your ", "eggs ", "hold ", "143", " kcal", ". ", "Was that all", gate, "?"))
    seen: list[str] = []

    def look(words: str) -> None:
        seen.append(words)
        if words.endswith("all"):
            gate.set()

    parts = heard(chat, look=look)
    assert seen[:3] == ["Your ", "Your eggs ", "Your eggs hold "]
    assert seen[3].startswith("Your eggs hold 143 kcal. ")
    assert (shown(parts), offline(parts)) == (["Your eggs hold 143 kcal. Was that all?"], False)


def test_another_answer_goes_on_where_it_says_the_same(provider: Provider, chat: Chat) -> None:
    provider.will(
        LOG_EGGS, streams("They look fine. ", "That was 888 kcal."), streams("They look fine. ", "That was 143 kcal.")
    )
    parts = heard(chat)
    assert "data-replaced" not in kinds(parts)
    assert shown(parts) == ["They look fine. That was 143 kcal."] == stored(chat)
    assert "888" not in all_words(parts)
    assert "888 kcal" in provider.requests[-1]["messages"][-1]["content"]


def test_another_answer_takes_the_place_of_what_was_told(provider: Provider, chat: Chat) -> None:
    provider.will(
        LOG_EGGS, streams("They look fine. ", "That was ", "888 kcal. More?"), streams("Your eggs are there: 143 kcal.")
    )
    parts = heard(chat)
    assert [part["data"] for part in parts if part["type"] == "data-replaced"] == [
        {"text": "They look fine. That was …"}
    ]
    assert shown(parts) == ["Your eggs are there: 143 kcal."] == stored(chat)
    assert "888" not in all_words(parts)
    assert "More" not in all_words(parts)


def test_after_two_false_answers_the_words_are_ours(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, streams("Fine. That was 888 kcal."), streams("Good. That was 999 kcal."))
    parts = heard(chat)
    (words,) = shown(parts)
    assert words.startswith("Logged for lunch")
    assert offline(parts)
    assert "888" not in all_words(parts)
    assert "999" not in all_words(parts)
    assert [words] == stored(chat)


def test_no_dose_is_shown_and_then_withdrawn(provider: Provider, chat: Chat) -> None:
    provider.will(*[streams("You know best. ", "For that, take", " 6 units of", " insulin", ". ", "Bye.")] * 2)
    parts = heard(chat, "what is in a banana?")
    assert "units" not in all_words(parts)
    assert "Bye" not in all_words(parts)
    assert offline(parts)


FAILURES = [
    pytest.param([status(500)] * 3, id="server error"),
    pytest.param([status(401)], id="the key is refused"),
    pytest.param([status(400)], id="the request is refused"),
    pytest.param([raw(b"<html>Bad gateway</html>")], id="no stream"),
    pytest.param([raw(b"")], id="nothing"),
    pytest.param([cut_off()] * 3, id="cut off before the first word"),
    pytest.param([too_slow()] * 3, id="too slow"),
    pytest.param([streams("Let me see, ", reason=None)], id="broken off"),
    pytest.param([streams("Let me see, ", 9.0, "well")], id="silent in mid-stream"),
    pytest.param([streams("Let me see, ", "well", reason="length")], id="cut short"),
    pytest.param([stops("Two eggs", "content_filter")], id="a filter"),
    pytest.param([garbled("Let me see, ")], id="an event that is no JSON"),
    pytest.param([says("")], id="an empty answer"),
    pytest.param([refuses()], id="a refusal"),
    pytest.param([calls(("log_meal", '{"items": [{"text": "two boiled eggs"}, {"te'))], id="arguments that break off"),
    pytest.param([calls(("drop_tables", {}))], id="a tool that is not there"),
]


@pytest.mark.parametrize("replies", FAILURES)
def test_when_it_fails_the_turn_goes_on(provider: Provider, chat: Chat, replies: list[Reply]) -> None:
    provider.will(*replies)
    parts = heard(chat)
    assert offline(parts)
    (words,) = shown(parts)
    assert words.startswith("Logged for ")
    assert [words] == stored(chat)
    assert [entry["grams"] for entry in entries(chat.person)] == [100.0]


def test_when_it_breaks_off_after_it_wrote_nothing_is_written_twice(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, streams("They look ", reason=None))
    parts = heard(chat)
    assert shown(parts)[0].startswith("Logged for ")
    assert [entry["grams"] for entry in entries(chat.person)] == [100.0]


def test_words_before_a_call_are_words_of_their_own(provider: Provider, chat: Chat) -> None:
    look = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "get_day", "arguments": "{}"}}
    provider.will(
        streams("Let me look. ", {"tool_calls": [look]}, reason="tool_calls"),
        streams("I have logged your day. ", {"tool_calls": [look | {"id": "call_2"}]}, reason="tool_calls"),
        streams("Your day looks empty."),
    )
    parts = heard(chat, "what did I eat today?")
    assert shown(parts) == ["Let me look. ", "Your day looks empty."]
    assert "logged" not in all_words(parts)
    assert kinds(parts).index("text-end") < kinds(parts).index("tool-input-available")
    assert stored(chat) == shown(parts)
    # What it is told of its own words is what the person has seen of them.
    said = [each["content"] for each in provider.requests[-1]["messages"] if each["role"] == "assistant"]
    assert said[0] == "Let me look. "
    assert not said[1]


def test_one_that_tells_no_usage_of_a_stream_is_asked_without(provider: Provider, chat: Chat, address: str) -> None:
    def without_usage(handler: Any, messages: Messages) -> None:
        if "stream_options" in handler.asked:
            status(400, "", detail="Unrecognized request argument supplied: stream_options")(handler, messages)
        else:
            streams("Hello", " there.")(handler, messages)

    provider.will(without_usage, forever=True)
    for _ in range(2):
        assert shown(heard(chat, "hello")) == ["Hello there."]
    assert ["stream_options" in asked for asked in provider.requests] == [True, False, False]
    assert all(asked["stream"] for asked in provider.requests)


def test_one_that_answers_in_one_piece_is_read_all_the_same(provider: Provider, chat: Chat) -> None:
    provider.streams = False
    provider.will(LOG_EGGS, says("They are in your diary."))
    parts = heard(chat)
    assert (shown(parts), offline(parts)) == (["They are in your diary."], False)
    assert last_result(provider.requests[-1]["messages"])["entries"]
    assert len(provider.requests) == 2


def test_json_is_asked_for_in_one_piece(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, says("They are in your diary."))
    assert chat.say(EGGS)["message"]["text"] == "They are in your diary."
    assert not any(asked.get("stream") for asked in provider.requests)
