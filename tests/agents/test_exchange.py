"""Files in and out, in chat, offline."""

from typing import Any

import pytest

from tests.agents.chat import Chat
from tests.exchange import files, workbooks
from tests.exchange.test_imports import send
from tests.people import Person
from tests.working import work_for


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def said(turn: dict[str, Any]) -> str:
    return str(turn["message"]["text"])


@pytest.mark.parametrize("undo", ["undo the import", "roll back my Cronometer import"])
def test_a_small_import_is_committed_and_taken_back(alice: Person, chat: Chat, undo: str) -> None:
    assert "POST /api/v1/imports" in said(chat.say("import my MyFitnessPal file"))
    assert "MacroFactor's workbook (.xlsx)" in said(chat.say("how do I import my MacroFactor workbook?"))
    assert "no file to import" in said(chat.say("commit the import"))
    send(alice, files.cronometer())
    assert "holds 4 entries" in said(chat.say("what would the import write?"))
    assert "Shall I" in said(chat.say("commit the import"))
    assert "writing down" in said(chat.say("yes"))
    work_for(alice)
    assert len(alice.get("/entries").json()["items"]) == 4
    assert "done" in said(chat.say("is my import done?"))
    assert "Shall I" in said(chat.say(undo))
    assert len(alice.get("/entries").json()["items"]) == 4
    chat.say("yes")
    assert alice.get("/entries").json()["items"] == []


def test_macro_factors_workbook_is_committed(alice: Person, chat: Chat) -> None:
    send(alice, workbooks.macro_factor(), "MacroFactor.xlsx")
    work_for(alice)
    assert "(MacroFactor) holds 2 entries, 1 activities and 4 measurements" in said(
        chat.say("what would the import write?")
    )
    assert "Shall I" in said(chat.say("commit the import"))
    assert "writing down" in said(chat.say("yes"))
    work_for(alice)
    assert len(alice.get("/entries").json()["items"]) == 2


def test_a_large_import_waits_for_a_yes(alice: Person, chat: Chat) -> None:
    rows = [("2026-05-04", f"Food {number}", number) for number in range(900)]
    send(alice, files.table(["Date", "Food", "Calories"], rows), "x.csv")
    assert "Shall I" in said(chat.say("commit the import"))
    work_for(alice)
    assert alice.get("/entries").json()["items"] == []
    assert "nothing" in said(chat.say("no"))
    chat.say("commit my import")
    assert "writing down" in said(chat.say("yes"))
    work_for(alice)
    assert len(alice.get("/entries?limit=200").json()["items"]) == 200


def test_an_export_is_begun(alice: Person, chat: Chat) -> None:
    assert "one file" in said(chat.say("export my data"))
    assert [each["format"] for each in alice.get("/exports").json()["items"]] == ["zip"]


@pytest.mark.parametrize("text", ["imported beer 330 ml", "100 g imported ham", "I ate the export lager"])
def test_food_is_no_file(alice: Person, chat: Chat, text: str) -> None:
    chat.say(text)
    assert alice.get("/exports").json()["items"] == alice.get("/imports").json()["items"] == []
