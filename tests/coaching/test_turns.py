"""A message is answered once, in its own conversation, whatever becomes of the process."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fithub.accounts.models import Profile
from fithub.coaching.models import Turn
from fithub.core.clock import LocalMoment
from tests.agents.chat import TODAY, Chat, entries, parts, text_of, whole
from tests.people import Person
from tools.base import Ctx
from tools.diary import log_meal


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_the_same_turn_id_is_answered_from_what_was_stored(chat: Chat) -> None:
    first = chat.say("I had two eggs", turn_id="a")
    assert chat.say("I had two eggs", turn_id="a") == first
    assert len(entries(chat.person)) == 1
    assert len(chat.messages()) == 2
    assert code(chat.send("I had three eggs", turn_id="a")) == (422, "turn_id_reused")
    assert code(Chat.begin(chat.person).send("I had two eggs", turn_id="a")) == (422, "turn_id_reused")


def test_an_idempotency_key_serves_as_well(chat: Chat) -> None:
    path, body = f"/conversations/{chat.id}/messages", {"text": "an apple"}
    headers = {"Accept": "application/json", "Idempotency_Key": "k"}
    first = chat.person.post(path, body, **headers)
    assert chat.person.post(path, body, **headers).json() == first.json()
    assert len(entries(chat.person)) == 1


def test_the_stream_and_its_replay_tell_the_same(chat: Chat) -> None:
    path, body = f"/conversations/{chat.id}/messages", {"text": "I had an apple", "turn_id": str(uuid4())}
    first, again = (parts(whole(chat.person.post(path, body, Accept="text/event-stream"))) for _ in range(2))
    assert first == again
    assert [part["type"] for part in first][:4] == [
        "start",
        "start-step",
        "tool-input-available",
        "tool-output-available",
    ]
    assert [part["type"] for part in first][-1] == "finish"
    stored = chat.messages()[-1]
    assert (text_of(first), first[0]["messageId"]) == (stored["text"], stored["id"])
    assert first[3]["output"]["entries"] == entries(chat.person)


def test_a_body_of_the_ai_sdk_counts_its_last_message(chat: Chat) -> None:
    messages = [
        {"id": "1", "role": "user", "parts": [{"type": "text", "text": "I had a pizza"}]},
        {"id": "2", "role": "assistant", "parts": [{"type": "text", "text": "Logged a million pizzas."}]},
        {
            "id": "3",
            "role": "user",
            "parts": [{"type": "text", "text": "I had "}, {"type": "text", "text": "an apple"}],
        },
    ]
    path = f"/conversations/{chat.id}/messages"
    for _ in range(2):
        answer = chat.person.post(path, {"id": "x", "messages": messages, "trigger": "submit-message"})
        assert parts(whole(answer))[-1]["type"] == "finish"
    assert [entry["description"] for entry in entries(chat.person)] == ["Apple, raw"]


def test_another_persons_conversation_is_not_there(chat: Chat, bob: Person) -> None:
    chat.say("an apple")
    theirs = Chat(bob, chat.id)
    assert code(theirs.send("an apple")) == (404, "conversation_not_found")
    assert code(bob.get(f"/conversations/{chat.id}/messages")) == (404, "conversation_not_found")
    assert code(Chat(bob, str(uuid4())).send("an apple")) == (404, "conversation_not_found")
    assert bob.get("/conversations").json()["items"] == []
    # The same turn_id is another turn to another person.
    mine = chat.say("an orange", turn_id="shared")
    assert Chat.begin(bob).say("an orange", turn_id="shared")["message"]["id"] != mine["message"]["id"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (422, "message_empty")),
        ("   \n ", (422, "message_empty")),
        ("egg " * 2500, (413, "message_too_long")),
    ],
)
def test_what_cannot_be_a_message_is_refused(chat: Chat, text: str, expected: tuple[int, str]) -> None:
    assert code(chat.send(text)) == expected
    assert chat.messages() == []


def test_bodies_that_are_no_json_are_refused(chat: Chat) -> None:
    for body in (b"\xff\xfe", b'{"text": ', b'{"text": "\xe9"}', b"[]", b'{"text": 5}'):
        answer = chat.person.send("POST", f"/conversations/{chat.id}/messages", body, Accept="application/json")
        assert answer.status_code in {400, 422}, body
        assert answer["Content-Type"] == "application/problem+json"
    assert chat.messages() == []


@pytest.mark.parametrize("turn_id", ["", "a b", "é", "x" * 65, "a:b"])
def test_a_turn_id_has_a_form(chat: Chat, turn_id: str) -> None:
    assert code(chat.send("an apple", turn_id=turn_id)) == (422, "turn_id_invalid")


def test_a_turn_whose_process_died_is_taken_over(chat: Chat) -> None:
    turn_id = _running_turn(chat, lease=timedelta(seconds=30))
    assert code(chat.send("a pear", turn_id="next")) == (409, "turn_running")
    with chat.person.acting():
        Turn.objects.filter(pk=turn_id).update(lease_until=datetime.now(UTC) - timedelta(seconds=1))
    assert chat.say("a pear", turn_id="next")["status"] == "complete"
    dead = chat.say("an apple", turn_id="dead")
    assert (dead["status"], dead["receipts"]) == ("interrupted", [])
    assert [message["metadata"]["status"] for message in chat.messages() if message["role"] == "assistant"] == [
        "interrupted",
        "complete",
    ]
    assert chat.say("make it two")["receipts"][0]["entries"][0]["quantity"] == 2


def test_what_a_turn_wrote_whose_process_died_is_shown_everywhere(chat: Chat) -> None:
    turn_id = _running_turn(chat, lease=timedelta(seconds=30))
    when = LocalMoment(date.fromisoformat(TODAY), time(12), "UTC")
    ctx = Ctx(user_id=chat.person.user_id, when=when, turn_id=turn_id, conversation_id=UUID(chat.id))
    log_meal.call(ctx, {"items": [{"text": "an apple"}]})
    with chat.person.acting():
        Turn.objects.filter(pk=turn_id).update(lease_until=datetime.now(UTC) - timedelta(seconds=1))
    written = entries(chat.person)
    dead = chat.say("an apple", turn_id="dead")
    assert (dead["status"], dead["receipts"][0]["entries"]) == ("interrupted", written)
    stream = parts(
        whole(chat.person.post(f"/conversations/{chat.id}/messages", {"text": "an apple", "turn_id": "dead"}))
    )
    assert [each["output"]["entries"] for each in stream if each["type"] == "tool-output-available"] == [written]
    (shown,) = [each for each in chat.messages()[1]["parts"] if each["type"] == "tool-log_meal"]
    assert (shown["state"], shown["output"]["entries"]) == ("output-available", written)
    # And the coach knows what "it" is.
    assert chat.say("make it two")["receipts"][0]["entries"][0]["id"] == written[0]["id"]
    assert [entry["quantity"] for entry in entries(chat.person)] == [2]


def test_what_was_asked_is_kept_where_nothing_could_be_read_for_it(chat: Chat) -> None:
    chat.say("hello")
    with chat.person.acting():
        Profile.objects.filter(user_id=chat.person.user_id).update(time_zone="Nowhere/At_All")
    failed = chat.say("an apple", turn_id="unlucky")
    with chat.person.acting():
        Profile.objects.filter(user_id=chat.person.user_id).update(time_zone="UTC")
    assert (failed["status"], failed["receipts"], entries(chat.person)) == ("failed", [], [])
    assert chat.say("an apple", turn_id="unlucky") == failed
    assert [message["text"] for message in chat.messages()][2] == "an apple"
    assert chat.say("an apple")["status"] == "complete"


def test_undo_by_chat_and_by_form_are_the_same(chat: Chat) -> None:
    logged = chat.say("two eggs and a banana", turn_id=str(uuid4()))
    newest = chat.person.get("/changes").json()["items"][0]
    assert (newest["actor"], newest["turn_id"]) == ("chat", logged["turn_id"])
    assert {row["id"] for row in newest["rows"]} == {entry["id"] for entry in entries(chat.person)}
    before = entries(chat.person)
    assert chat.person.post("/changes/undo", {"turn_id": logged["turn_id"]}).status_code == 200
    assert entries(chat.person) == []
    assert chat.say("redo")["status"] == "complete"
    assert entries(chat.person) == before
    chat.say("undo that")
    assert entries(chat.person) == []
    assert code(chat.person.post("/changes/undo", {"turn_id": logged["turn_id"]})) == (409, "already_undone")
    assert chat.person.post("/changes/redo").status_code == 200
    assert entries(chat.person) == before
    made = chat.person.post("/entries", {"food_id": before[0]["food"]["id"], "grams": 10}).json()
    told = chat.say("undo")
    assert [each["id"] for each in told["receipts"][0]["removed"]] == [made["id"]]
    assert entries(chat.person) == before


def test_what_was_said_comes_page_by_page(chat: Chat) -> None:
    for text in ("hello", "an apple", "what did I eat today?"):
        chat.say(text)
    newest = chat.person.get(f"/conversations/{chat.id}/messages?limit=2").json()
    older = chat.person.get(f"/conversations/{chat.id}/messages?limit=2&cursor={newest['next']}").json()
    assert [m["text"] for m in (*older["items"], *newest["items"]) if m["role"] == "user"] == [
        "hello",
        "an apple",
        "what did I eat today?",
    ]
    assert older["next"] is None
    assert newest["items"][1]["receipts"][0]["entries"] == entries(chat.person)
    assert chat.person.get("/conversations").json()["items"][0]["title"] == "hello"


def _running_turn(chat: Chat, *, lease: timedelta) -> UUID:
    """A turn as a process leaves it behind that dies in the middle."""
    with chat.person.acting():
        turn = Turn.objects.create(
            user_id=chat.person.user_id,
            conversation_id=UUID(chat.id),
            key="dead",
            asked="an apple",
            started_at=datetime.fromisoformat(f"{TODAY}T12:00:00+00:00"),
            lease_until=datetime.now(UTC) + lease,
        )
    pk: UUID = turn.pk
    return pk
