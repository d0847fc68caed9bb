"""Talking with the coach in a terminal: the command, with what is typed and what it prints."""

import io
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from fithub.core.clock import set_clock
from tests.agents.chat import NOON, entries
from tests.people import PASSWORD, Person


def talk(monkeypatch: pytest.MonkeyPatch, typed: list[str], *arguments: str) -> str:
    """What the command prints when this is typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    printed = io.StringIO()
    with set_clock(datetime.fromisoformat(NOON)):
        call_command("chat", *arguments, stdout=printed)
    return printed.getvalue()


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = NOON
    return alice


def test_what_is_said_is_logged_and_shown(monkeypatch: pytest.MonkeyPatch, eater: Person) -> None:
    printed = talk(monkeypatch, ["I had a banana and two eggs", "", "/quit", "an apple"], "--email", eater.email)
    stored = entries(eater)
    assert len(stored) == 2
    for entry in stored:
        assert (
            f"+ {entry['description']}: {entry['grams']:g} g, {entry['nutrients']['energy_kcal']:.0f} kcal" in printed
        )
        assert entry["source"] == "chat"
    assert "2 entries logged." in printed
    (conversation,) = eater.get("/conversations").json()["items"]
    said = eater.get(f"/conversations/{conversation['id']}/messages").json()["items"]
    assert [message["role"] for message in said] == ["user", "assistant"]
    assert said[1]["text"] in printed


def test_several_turns_are_one_conversation(monkeypatch: pytest.MonkeyPatch, eater: Person) -> None:
    printed = talk(monkeypatch, ["150 g rice", "make that 200 g"], "--email", eater.email.upper())
    (entry,) = entries(eater)
    assert entry["grams"] == 200
    assert "200 g" in printed


def test_undo_takes_the_last_change_back(monkeypatch: pytest.MonkeyPatch, eater: Person) -> None:
    printed = talk(monkeypatch, ["a banana", "/undo", "/undo"], "--email", eater.email)
    assert entries(eater) == []
    assert "1 change undone" in printed
    assert "There is no change left to undo." in printed


def test_it_asks_who_is_speaking(monkeypatch: pytest.MonkeyPatch, eater: Person) -> None:
    assert "Who is speaking?" in talk(monkeypatch, [eater.email, "a banana"])
    assert len(entries(eater)) == 1
    with pytest.raises(CommandError, match="no account"):
        talk(monkeypatch, [], "--email", "nobody@example.org")


@override_settings(PRODUCTION=True)
def test_in_production_it_wants_the_password(monkeypatch: pytest.MonkeyPatch, eater: Person) -> None:
    with pytest.raises(CommandError):
        talk(monkeypatch, ["not the password"], "--email", eater.email)
    talk(monkeypatch, [PASSWORD, "a banana"], "--email", eater.email)
    assert len(entries(eater)) == 1
