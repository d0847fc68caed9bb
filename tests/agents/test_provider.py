"""With a provider: it plans and speaks, and whatever it does wrong, the turn ends well and writes at most once."""

import json
import threading
from typing import Any

import pytest

import prompts
from tests.agents.chat import Chat, entries, register_at, stream_of
from tests.agents.provider import (
    EGGS,
    LOG_EGGS,
    MODEL,
    Messages,
    Provider,
    Reply,
    after,
    calls,
    cut_off,
    last_result,
    raw,
    refuses,
    said_in,
    says,
    status,
    stops,
    too_slow,
)
from tests.people import Person
from tools.catalogue import TOOLS


def eggs(person: Person) -> list[float]:
    return [entry["grams"] for entry in entries(person) if "egg" in entry["description"].lower()]


def test_it_calls_tools_and_speaks_of_what_they_did(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, says("Two eggs are in your diary, 100 g together."))
    told = chat.say(EGGS)
    assert told["message"]["text"] == "Two eggs are in your diary, 100 g together."
    assert (told["status"], told["offline"], told["model"]) == ("complete", False, MODEL)
    assert eggs(chat.person) == [100.0]
    assert [receipt["tool"] for receipt in told["receipts"]] == ["log_meal"]
    assert told["receipts"][0]["entries"] == entries(chat.person)


def test_it_is_offered_every_tool_and_never_learns_whose_run_it_is(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, says("They are in your diary."))
    chat.say(EGGS)
    offered = [tool["function"] for tool in provider.requests[0]["tools"]]
    assert [tool["name"] for tool in offered] == [tool.name for tool in TOOLS]
    sent = json.dumps(provider.requests)
    assert str(chat.person.user_id) not in sent
    assert chat.person.email not in sent
    assert "runtime" not in json.dumps(offered)


def test_what_never_changes_comes_first_and_is_the_same_for_everybody(
    provider: Provider, chat: Chat, address: str
) -> None:
    """Providers keep what begins alike to the byte, and charge less for it."""
    chat.person.post("/preferences", {"kind": "allergy", "word": "peanut"})
    sent = []
    for each, text, at in [
        (chat, EGGS, "12:30"),
        (chat, "make that three", "12:31"),
        (Chat.begin(register_at(address)), "hello", "19:02"),
    ]:
        each.person.headers["X-Test-Now"] = f"2026-05-05T{at}:00Z"
        provider.will(*([LOG_EGGS] if text == EGGS else []), says("Hello!"))
        each.say(text)
        sent += provider.requests
    first, again, later, another = sent
    assert len({json.dumps(asked["tools"]) for asked in sent}) == 1
    assert {asked["messages"][0]["content"] for asked in sent} == {prompts.load("coach").text}
    assert {asked["messages"][0]["role"] for asked in sent} == {"system"}
    # Within a turn nothing changes but that more is known.
    assert again["messages"][: len(first["messages"])] == first["messages"]
    # From turn to turn what was said before stays as it is; what is about now stands before the newest words, and nowhere else.
    for asked, text, time in [(first, EGGS, "12:30"), (later, "make that three", "12:31"), (another, "hello", "19:02")]:
        *before, newest = [message for message in asked["messages"] if message["role"] in {"user", "system"}]
        assert "<context>" not in json.dumps(before[1:])
        assert newest["content"].startswith("<context>\nNow, as this turn begins\n")
        assert f"\nlocal_time: {time}\n" in newest["content"]
        assert newest["content"].endswith(f"\n</context>\n\n{text}")
    assert [message["role"] for message in later["messages"]] == [
        "system",
        "user",
        "assistant",
        "tool",
        "assistant",
        "user",
    ]
    assert later["messages"][1]["content"] == EGGS
    assert later["messages"][2:4] == again["messages"][2:4]
    assert "peanut" in later["messages"][-1]["content"]


def test_it_remembers_the_conversation(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, says("They are in your diary."))
    chat.say(EGGS)
    provider.will(
        calls(("edit_entry", lambda messages: {"entry_id": last_result(messages)["entries"][0]["id"], "quantity": 3})),
        says("Now it is three."),
    )
    told = chat.say("make that three")
    assert (told["message"]["text"], eggs(chat.person)) == ("Now it is three.", [150.0])


@pytest.mark.parametrize(
    "replies",
    [
        pytest.param([status(429)] * 3, id="too many requests"),
        pytest.param([status(500)] * 3, id="server error"),
        pytest.param([status(401)], id="the key is refused"),
        pytest.param([status(400)], id="the request is refused"),
        pytest.param([raw(b"<html>Bad gateway</html>")], id="no JSON"),
        pytest.param([raw(b'{"choices": []}')], id="no choice"),
        pytest.param([raw(b"")], id="nothing"),
        pytest.param([cut_off()] * 3, id="cut off"),
        pytest.param([too_slow()] * 3, id="too slow"),
        pytest.param([says("")], id="an empty answer"),
        pytest.param([refuses()], id="a refusal"),
        pytest.param([stops("Two eggs", "content_filter")], id="a filter"),
        pytest.param([stops("Two eggs are", "length")], id="an answer that was cut short"),
        pytest.param([status(429, wait_seconds=30)], id="too many requests for long"),
        pytest.param([status(400, "context_length_exceeded")], id="one message that is too long"),
        pytest.param([calls(("log_meal", '{"items": [{"te'))], id="arguments that are no JSON"),
        pytest.param([calls(("drop_tables", {}))], id="a tool that is not there"),
        pytest.param([calls(*[("get_day", {})] * 50)], id="fifty calls at once"),
        pytest.param([says("I have logged two eggs for you.")] * 2, id="a claim to have logged"),
        pytest.param([says("Done! That was 9321 kcal.")] * 2, id="a made-up figure"),
    ],
)
def test_when_it_fails_the_turn_goes_on_offline(provider: Provider, chat: Chat, replies: list[Reply]) -> None:
    provider.will(*replies)
    told = chat.say(EGGS)
    assert (told["status"], told["offline"]) == ("complete", True)
    assert told["message"]["text"].startswith("Logged for ")
    assert "9321" not in told["message"]["text"]
    assert eggs(chat.person) == [100.0]


def test_what_passes_is_tried_again(provider: Provider, chat: Chat) -> None:
    provider.will(status(429), LOG_EGGS, status(503), says("They are in your diary."))
    told = chat.say(EGGS)
    assert (told["message"]["text"], told["offline"], eggs(chat.person)) == ("They are in your diary.", False, [100.0])


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param([status(500)] * 3, id="it goes away"),
        pytest.param([says("I logged 7777 kcal.")] * 2, id="it makes figures up"),
        pytest.param([raw(b"not json")], id="it talks nonsense"),
    ],
)
def test_when_it_fails_after_it_wrote_the_written_is_told_and_not_repeated(
    provider: Provider, chat: Chat, failure: list[Reply]
) -> None:
    provider.will(LOG_EGGS, *failure)
    told = chat.say(EGGS)
    assert (told["status"], told["offline"]) == ("complete", True)
    assert "100 g" in told["message"]["text"]
    assert "7777" not in told["message"]["text"]
    assert eggs(chat.person) == [100.0]
    assert chat.say("undo")["offline"]
    assert eggs(chat.person) == []


def test_a_false_answer_may_be_mended_once(provider: Provider, chat: Chat) -> None:
    provider.will(LOG_EGGS, says("Logged: 888 kcal."), says("They are in your diary, 100 g."))
    told = chat.say(EGGS)
    assert (told["message"]["text"], told["offline"]) == ("They are in your diary, 100 g.", False)
    assert "888 kcal" in provider.requests[-1]["messages"][-1]["content"]


def test_refused_arguments_go_back_to_it(provider: Provider, chat: Chat) -> None:
    wrong = {"items": [{"text": "two boiled eggs", "amount_g": -5}], "user_id": "somebody"}
    provider.will(calls(("log_meal", wrong)), LOG_EGGS, says("They are in your diary."))
    told = chat.say(EGGS)
    refused = last_result(provider.requests[1]["messages"])
    assert refused["error"] == "arguments_invalid"
    assert "user_id" in refused["detail"]
    assert "next" in refused
    assert (told["offline"], eggs(chat.person)) == (False, [100.0])


def test_a_conversation_that_is_too_long_is_told_from_its_newest_turns(provider: Provider, chat: Chat) -> None:
    for text in ("hello", "good morning", "how are you?"):
        provider.will(says("Hello!"))
        chat.say(text)
    provider.will(status(400, "context_length_exceeded"), LOG_EGGS, says("They are in your diary."))
    told = chat.say(EGGS)
    assert (told["message"]["text"], told["offline"], eggs(chat.person)) == ("They are in your diary.", False, [100.0])
    sent = [said_in(request) for request in provider.requests]
    assert "hello" in str(sent[0])
    assert sent[1] == [EGGS]


def test_one_that_never_stops_calling_is_stopped(provider: Provider, chat: Chat) -> None:
    provider.will(calls(("get_day", {})), forever=True)
    told = chat.say("what did I eat today?")
    assert (told["status"], told["offline"], told["message"]["text"]) == (
        "complete",
        True,
        "Nothing is logged today yet.",
    )
    assert len(provider.requests) < 20


def test_one_that_logs_the_same_again_and_again_is_stopped(provider: Provider, chat: Chat) -> None:
    provider.will(calls(("log_meal", {"items": [{"text": "a banana"}]}), call_id="always the same"), forever=True)
    told = chat.say("I had a banana")
    assert told["status"] == "complete"
    assert [entry["description"] for entry in entries(chat.person)] == ["Banana, raw"]
    assert told["message"]["text"].count("Banana") == 1
    assert told["receipts"][0]["entries"] == entries(chat.person)


def test_a_call_that_is_sent_twice_is_made_once(provider: Provider, chat: Chat) -> None:
    twice = ("log_meal", {"items": [{"text": "two boiled eggs"}]})
    provider.will(calls(twice, twice, call_id="one"), says("They are in your diary."))
    chat.say(EGGS)
    assert eggs(chat.person) == [100.0]


def test_it_cannot_reach_the_rows_of_others(provider: Provider, chat: Chat, address: str) -> None:
    other = Chat.begin(register_at(address))
    provider.will(LOG_EGGS, says("They are in your diary."))
    other.say(EGGS)
    (theirs,) = entries(other.person)
    for tool, arguments in (("delete_entry", {}), ("edit_entry", {"quantity": 9})):
        provider.will(calls((tool, {"entry_id": theirs["id"]} | arguments)), says("I cannot find that entry."))
        told = chat.say("remove the eggs of my neighbour")
        assert last_result(provider.requests[1]["messages"])["error"] == "entry_not_found"
        assert told["receipts"] == []
    assert entries(other.person) == [theirs]


def test_it_deletes_several_entries_only_after_a_yes(provider: Provider, chat: Chat) -> None:
    provider.will(calls(("log_meal", {"items": [{"text": "two boiled eggs and a banana"}]})), says("Both are there."))
    chat.say("two boiled eggs and a banana")
    ids = [entry["id"] for entry in entries(chat.person)]
    delete_both = calls(*[("delete_entry", {"entry_id": each}) for each in ids])
    provider.will(delete_both, says("Both are gone."))
    told = chat.say("clear my day")
    assert (told["offline"], len(entries(chat.person))) == (True, 2)
    assert [(each["tool"], len(each["changes"])) for each in told["approvals"]] == [("delete_entry", 2)]
    provider.will(delete_both, says("Both are gone."))
    told = chat.say("yes, please delete them")
    assert (told["offline"], entries(chat.person)) == (False, [])


def test_it_passes_a_plain_yes_on_and_gives_none(provider: Provider, chat: Chat) -> None:
    provider.will(calls(("log_meal", {"items": [{"text": "two boiled eggs and a banana"}]})), says("Both are there."))
    chat.say("two boiled eggs and a banana")
    ids = [entry["id"] for entry in entries(chat.person)]

    def approve(messages: Messages) -> dict[str, Any]:
        (asked,) = chat.person.get("/approvals?state=open").json()["items"]
        return {"approval_id": asked["id"], "approve": True}

    # It asks, and says yes to itself; then it lies.
    provider.will(
        calls(("delete_entry", {"entry_ids": ids})),
        calls(("decide_approval", approve)),
        says("Your day is cleared now."),
        says("Shall I clear your day?"),
    )
    told = chat.say("clear my day")
    results = [each["content"] for each in provider.requests[-1]["messages"] if each["role"] == "tool"]
    assert json.loads(results[-1])["error"] == "answer_needed"
    assert (told["message"]["text"], told["status"]) == ("Shall I clear your day?", "needs_approval")
    # What the person says is no plain yes.
    provider.will(calls(("decide_approval", approve)), says("I am waiting for your yes."))
    chat.say("hmm, what would that do to my protein?")
    assert len(entries(chat.person)) == 2
    provider.will(calls(("delete_entry", {"entry_ids": ids})), says("Shall I clear your day?"))
    chat.say("clear my day")
    assert "approvals_wait: " in json.dumps(provider.requests[0]["messages"])
    provider.will(calls(("decide_approval", approve)), says("Both are deleted."))
    told = chat.say("yes")
    assert (told["message"]["text"], told["offline"]) == ("Both are deleted.", False)
    assert [each["tool"] for each in told["receipts"]] == ["delete_entry"]
    assert entries(chat.person) == []


def test_it_does_not_talk_28000_kcal_into_the_diary(provider: Provider, chat: Chat) -> None:
    def confirm(messages: Messages) -> dict[str, Any]:
        return {"draft_id": chat.person.get("/drafts?state=open").json()["items"][0]["id"]}

    lard = {"name": "Lard block", "nutrients_per_100g": {"energy_kcal": 900}}
    food_id = chat.person.post("/foods", lard).json()["id"]
    item = {"text": "lard", "food_id": food_id, "amount_g": 3112}
    provider.will(
        calls(("log_meal", {"items": [item]})), calls(("confirm_draft", confirm)), says("It is waiting for your yes.")
    )
    chat.say("I had lard, 28000 kcal of it")
    assert entries(chat.person) == []
    provider.will(calls(("confirm_draft", confirm)), says("It is waiting for your yes."))
    chat.say("so how much fat is that?")
    assert entries(chat.person) == []
    provider.will(calls(("log_measurement", {"metric": "weight_kg", "value": 750, "confirm": True})), says("Hm."))
    chat.say("I weigh 750 kg")
    assert chat.person.get("/measurements").json()["items"] == []


def test_the_stream_comes_part_by_part(provider: Provider, chat: Chat) -> None:
    gate = threading.Event()
    provider.will(LOG_EGGS, after(gate, says("They are in your diary.")))
    stream = stream_of(chat, EGGS)
    assert stream.answer.status == 200
    assert stream.answer.headers["x-vercel-ai-ui-message-stream"] == "v1"
    seen: list[dict[str, Any]] = []
    for part in stream.parts():
        seen.append(part)
        # The provider has not said its words yet, and the receipt is here already.
        if part["type"] == "tool-output-available":
            assert part["output"]["entries"][0]["id"] == entries(chat.person)[0]["id"]
            gate.set()
    kinds = [part["type"] for part in seen]
    assert kinds[:4] == ["start", "start-step", "tool-input-available", "tool-output-available"]
    assert kinds[-1] == "finish"
    assert "".join(part.get("delta", "") for part in seen) == "They are in your diary."


def test_a_second_message_waits_for_the_first_to_end(provider: Provider, chat: Chat) -> None:
    gate = threading.Event()
    provider.will(LOG_EGGS, after(gate, says("They are in your diary.")))
    stream = stream_of(chat, EGGS, turn_id="first")
    parts = stream.parts()
    assert next(parts)["type"] == "start"
    for body in ({"turn_id": "second"}, {"turn_id": "first"}):
        refused = chat.send(EGGS, **body)
        assert (refused.status_code, refused.json()["code"]) == (409, "turn_running")
    elsewhere = Chat.begin(chat.person)
    gate.set()
    assert elsewhere.say("hello")["status"] == "complete"
    assert list(parts)[-1]["type"] == "finish"
    again = chat.say(EGGS, turn_id="first")
    assert (again["message"]["text"], eggs(chat.person)) == ("They are in your diary.", [100.0])


def test_who_hangs_up_finds_what_was_written(provider: Provider, chat: Chat) -> None:
    gate = threading.Event()
    provider.will(LOG_EGGS, after(gate, says("They are in your diary.")))
    stream = stream_of(chat, EGGS, turn_id="cut")
    for part in stream.parts():
        if part["type"] == "tool-output-available":
            break
    stream.hang_up()
    answer = chat.send(EGGS, turn_id="cut")
    while answer.status_code == 409:
        answer = chat.send(EGGS, turn_id="cut")
    gate.set()
    assert answer.json()["status"] in {"interrupted", "complete"}
    assert answer.json()["receipts"][0]["entries"] == entries(chat.person)
    assert eggs(chat.person) == [100.0]
    provider.will(says("Hello!"))
    assert chat.say("hello again")["message"]["text"] == "Hello!"
