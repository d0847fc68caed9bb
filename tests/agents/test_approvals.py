"""Approvals in a conversation: asked, answered by a button, in words or by form, as JSON and as a stream, offline."""

from typing import Any
from uuid import uuid4

import pytest
from redis import Redis

from agents.answers import plain_answer
from fithub.config import settings
from tests.agents.chat import Chat, amounts, entries, parts, text_of, whole
from tests.people import Person

MEAL = "two boiled eggs, a banana and 150 g rice"
ALL = "delete everything I ate today"


@pytest.fixture
def chat(alice: Person) -> Chat:
    """Somebody who has logged three things."""
    talk = Chat.begin(alice)
    talk.say(MEAL)
    assert len(entries(alice)) == 3
    return talk


def answers(chat: Chat, approvals: list[dict[str, Any]], **body: Any) -> Any:
    return chat.person.post(
        f"/conversations/{chat.id}/messages", {"approvals": approvals, **body}, Accept="application/json"
    )


def streamed(chat: Chat, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = chat.person.post(f"/conversations/{chat.id}/messages", body, Accept="text/event-stream")
    assert answer.status_code == 200
    return parts(whole(answer))


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


def waiting(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get("/approvals?state=open").json()["items"]
    return found


def test_the_answer_by_json_goes_on_with_the_turn(chat: Chat) -> None:
    asked = chat.say(ALL, turn_id="clear-1")
    assert (asked["status"], asked["receipts"]) == ("needs_approval", [])
    (approval,) = asked["approvals"]
    assert approval["tool"] == "delete_entry"
    assert approval["summary"].startswith("Delete 3 entries of 5 May 2026: ")
    assert len(approval["changes"]) == 3
    assert "Nothing is deleted yet" in said(asked)
    assert len(entries(chat.person)) == 3
    yes = [{"id": approval["id"], "approved": True}]
    done = answers(chat, yes, turn_id="clear-1").json()
    assert (done["status"], done["approvals"], done["turn_id"]) == ("complete", [], "clear-1")
    assert done["message"]["id"] == asked["message"]["id"]
    assert [len(each["removed"]) for each in done["receipts"]] == [3]
    assert said(done).startswith("Deleted ")
    assert entries(chat.person) == []
    assert answers(chat, yes, turn_id="clear-1").json() == done, "the same answer again"
    assert chat.say(ALL, turn_id="clear-1") == done, "and the same message"
    chat.say("undo")
    assert len(entries(chat.person)) == 3


def test_a_no_leaves_everything(chat: Chat) -> None:
    (approval,) = chat.say(ALL)["approvals"]
    told = answers(chat, [{"id": approval["id"], "approved": False, "reason": "not the rice"}]).json()
    assert (told["status"], told["receipts"]) == ("complete", [])
    assert "nothing has been done" in said(told)
    assert len(entries(chat.person)) == 3
    other = answers(chat, [{"id": approval["id"], "approved": True}])
    assert (other.status_code, other.json()["code"]) == (409, "approval_decided")
    assert chat.person.get(f"/approvals/{approval['id']}").json()["reason"] == "not the rice"


@pytest.mark.parametrize("yes", ["yes", "Yes, delete them all", "yes, go ahead", "go ahead", "ok do it please"])
def test_a_yes_in_words(chat: Chat, yes: str) -> None:
    first = chat.say(ALL)
    done = chat.say(yes)
    assert said(done).startswith("Deleted ")
    assert [each["tool"] for each in done["receipts"]] == ["delete_entry"]
    assert (entries(chat.person), waiting(chat.person)) == ([], [])
    asking = next(each for each in chat.messages() if each["id"] == first["message"]["id"])
    assert asking["metadata"]["status"] == "complete"
    chat.say("undo")
    assert len(entries(chat.person)) == 3


@pytest.mark.parametrize("no", ["no", "no, keep them", "No thanks", "don't delete them", "never mind"])
def test_a_no_in_words(chat: Chat, no: str) -> None:
    chat.say(ALL)
    assert "stays as it was" in said(chat.say(no))
    assert (len(entries(chat.person)), waiting(chat.person)) == (3, [])


def test_something_else_leaves_it_open_and_a_late_yes_is_none(chat: Chat) -> None:
    (approval,) = chat.say(ALL)["approvals"]
    chat.say("what did I eat today?")
    assert [each["id"] for each in waiting(chat.person)] == [approval["id"]]
    assert "I asked you before: Delete 3 entries" in said(chat.say("yes"))
    assert len(entries(chat.person)) == 3
    assert chat.person.post(f"/approvals/{approval['id']}", {"approved": True}).status_code == 200
    assert entries(chat.person) == []


def test_a_goal_and_a_target_in_one_message(chat: Chat) -> None:
    chat.person.post("/measurements", {"metric": "weight_kg", "value": 82})
    asked = chat.say("I want to lose 5 kg by 1 October. Set my target to 2000 kcal.")
    assert [each["tool"] for each in asked["approvals"]] == ["set_goal", "decide_proposal"]
    first, second = asked["approvals"]
    half = answers(chat, [{"id": first["id"], "approved": True}]).json()
    assert (half["status"], [each["id"] for each in half["approvals"]]) == ("needs_approval", [second["id"]])
    done = answers(chat, [{"id": second["id"], "approved": True}]).json()
    assert done["status"] == "complete"
    assert "2000 kcal" in said(done)
    assert chat.person.get("/goals").json()["items"][0]["is_active"]
    assert chat.person.get("/days/2026-05-05").json()["targets"]["energy_kcal"] == {"target": 2000}


def test_the_stream_asks_and_goes_on_under_the_same_id(chat: Chat) -> None:
    asked = streamed(chat, {"text": ALL})
    kinds = [part["type"] for part in asked]
    at = kinds.index("tool-approval-request")
    assert kinds[at - 1] == "tool-input-available"
    request = asked[at]
    assert request == {
        "type": "tool-approval-request",
        "approvalId": waiting(chat.person)[0]["id"],
        "toolCallId": asked[at - 1]["toolCallId"],
    }
    assert "tool-output-available" not in kinds[at:]
    assert asked[-1]["messageMetadata"]["status"] == "needs_approval"
    message_id = asked[0]["messageId"]
    shown = next(each for each in chat.messages() if each["id"] == message_id)
    part = next(each for each in shown["parts"] if each["type"] == "tool-delete_entry")
    assert (part["state"], part["approval"]) == ("approval-requested", {"id": request["approvalId"]})

    part |= {"state": "approval-responded", "approval": {"id": request["approvalId"], "approved": True}}
    body = {"id": chat.id, "messages": [shown], "trigger": "submit-message"}
    done = streamed(chat, body)
    assert done[0] == {"type": "start", "messageId": message_id}
    assert (done[1]["type"], done[1]["toolCallId"]) == ("tool-output-available", request["toolCallId"])
    assert len(done[1]["output"]["removed"]) == 3
    assert text_of(done).startswith("Deleted ")
    assert done[-1]["messageMetadata"]["status"] == "complete"
    assert entries(chat.person) == []
    assert streamed(chat, body) == done, "the same answer again"
    shown = next(each for each in chat.messages() if each["id"] == message_id)
    part = next(each for each in shown["parts"] if each["type"] == "tool-delete_entry")
    assert (part["state"], part["approval"]["approved"]) == ("output-available", True)
    texts = [each["text"] for each in shown["parts"] if each["type"] == "text"]
    assert len(texts) == 2
    assert "Nothing is deleted yet" in texts[0]


def test_the_stream_tells_a_no(chat: Chat) -> None:
    asked = streamed(chat, {"text": ALL})
    request = next(part for part in asked if part["type"] == "tool-approval-request")
    part = {
        "type": "tool-delete_entry",
        "toolCallId": request["toolCallId"],
        "state": "approval-responded",
        "approval": {"id": request["approvalId"], "approved": False, "reason": "no"},
    }
    told = streamed(chat, {"messages": [{"id": asked[0]["messageId"], "role": "assistant", "parts": [part]}]})
    assert told[1] == {"type": "tool-output-denied", "toolCallId": request["toolCallId"]}
    assert len(entries(chat.person)) == 3


def test_what_has_changed_meanwhile_is_said(chat: Chat) -> None:
    (approval,) = chat.say(ALL)["approvals"]
    chat.person.delete(f"/entries/{entries(chat.person)[0]['id']}")
    told = answers(chat, [{"id": approval["id"], "approved": True}]).json()
    assert "could not do that any more" in said(told)
    assert len(entries(chat.person)) == 2
    again = answers(chat, [{"id": approval["id"], "approved": True}])
    assert (again.status_code, again.json()["code"]) == (409, "approval_expired")
    chat.say(ALL)
    chat.person.delete(f"/entries/{entries(chat.person)[0]['id']}")
    assert "could not do that any more" in said(chat.say("yes"))
    assert len(entries(chat.person)) == 1


def test_answers_that_are_none(chat: Chat, bob: Person) -> None:
    (approval,) = chat.say(ALL)["approvals"]
    yes = [{"id": approval["id"], "approved": True}]
    assert answers(chat, [{"id": str(uuid4()), "approved": True}]).json()["code"] == "approval_not_found"
    assert answers(chat, yes, text="and a banana").json()["code"] == "answers_invalid"
    assert answers(Chat.begin(chat.person), yes).json()["code"] == "approval_not_found"
    assert answers(Chat.begin(bob), yes).json()["code"] == "approval_not_found"
    broken = {
        "role": "assistant",
        "parts": [{"state": "approval-responded", "approval": {"id": "x", "approved": True}}],
    }
    refused = chat.person.post(f"/conversations/{chat.id}/messages", {"messages": [broken]})
    assert refused.json()["code"] == "answers_invalid"
    assert len(entries(chat.person)) == 3


def test_an_answer_needs_no_cache(chat: Chat) -> None:
    (approval,) = chat.say(ALL)["approvals"]
    Redis.from_url(settings.REDIS_URL).flushall()
    chat.say("what did I eat today?")
    assert answers(chat, [{"id": approval["id"], "approved": True}]).json()["status"] == "complete"
    assert entries(chat.person) == []
    # What was remembered of the turn is what became of it.
    assert "nothing" in said(chat.say("what did I eat today?")).lower()


def test_who_is_asked_always(chat: Chat) -> None:
    chat.person.patch("/me", {"autonomy": "always_ask"})
    asked = chat.say("make the banana two")
    assert "Shall I do that?" in said(asked)
    assert amounts(chat.person)["banana"] < 150
    assert "Changed" in said(chat.say("yes"))
    assert amounts(chat.person)["banana"] > 200
    asked = chat.say("I drank a glass of water and my bowl is 400 ml")
    assert asked["status"] == "needs_approval" or asked["drafts"]
    assert "Nothing is deleted yet" in said(chat.say("delete the banana"))
    chat.say("no")
    assert len(entries(chat.person)) == 3


@pytest.mark.parametrize(
    "text", ["I ate 28000 kcal of pasta", "28,000 kcal of olive oil for lunch", "3.2 kg of olive oil", "40 kg of rice"]
)
def test_nobody_eats_28000_kcal(alice: Person, text: str) -> None:
    for autonomy in ("ask_when_unsure", "just_do_it"):
        alice.patch("/me", {"autonomy": autonomy})
        Chat.begin(alice).say(text)
        assert entries(alice) == []


@pytest.mark.parametrize("text", ["I weigh 750 kg", "my weight is 750 kilos today", "weighed 1700 lb"])
def test_nobody_weighs_750_kg(alice: Person, text: str) -> None:
    chat = Chat.begin(alice)
    chat.say(text)
    chat.say("yes")
    assert alice.get("/measurements").json()["items"] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yes", True),
        ("Yes!", True),
        ("yes please", True),
        ("Yep, go ahead and delete them all", True),
        ("ok", True),
        ("do it", True),
        ("approve the proposal", True),
        ("that's right", True),
        ("yes, that's it", True),
        ("no", False),
        ("No, keep them.", False),
        ("please don't", False),
        ("no, don't delete anything", False),
        ("cancel that", False),
        ("decline it", False),
        ("yes, but not the rice", None),
        ("yes and log a banana", None),
        ("yes?", None),
        ("ok so what did I eat", None),
        ("ok thanks", None),
        ("no, delete them", None),
        ("yes, the whole milk one", None),
        ("yesterday I had an egg", None),
        ("not yet", None),
        ("delete them", None),
        ("yes " * 60, None),
        ("", None),
    ],
)
def test_a_plain_answer_leaves_no_room(text: str, meant: bool | None) -> None:
    assert plain_answer(text) is meant
