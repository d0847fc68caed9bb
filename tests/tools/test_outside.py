"""Tools that are called from outside of any conversation, by somebody who may not do everything."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from fithub.accounts.scopes import EVERY, READING, WRITING
from fithub.core.clock import local_moment
from fithub.core.errors import Conflict, FitHubError, Forbidden
from fithub.core.ids import new_id
from fithub.core.ownership import Actor
from tests.people import Person
from tests.tools.running import BY_NAME, NOON
from tools.areas import area_of
from tools.base import Ctx, UserTool
from tools.catalogue import TOOLS

DAY = "2026-05-05"
DOCS = Path(__file__).resolve().parents[2] / "docs"
MCP_DOCUMENT = (DOCS / "mcp.md").read_text()
AGENT_DOCUMENT = (DOCS / "agent.md").read_text()


def call(person: Person, name: str, /, *, scopes: frozenset[str] = EVERY, key: str = "", **given: Any) -> Any:
    """A tool's receipt. Raises what the tool raises."""
    when = local_moment(NOON, "UTC")
    ctx = Ctx(user_id=person.user_id, when=when, turn_id=new_id(), actor=Actor.MCP, key=key, scopes=scopes)
    return BY_NAME[name].call(ctx, given)[1]


def entries(person: Person) -> list[Any]:
    found: list[Any] = person.get(f"/days/{DAY}").json()["entries"]
    return found


def test_a_call_is_a_change_of_its_own(alice: Person) -> None:
    first = call(alice, "log_meal", items=[{"text": "a banana"}])
    call(alice, "log_meal", items=[{"text": "an apple"}])
    newest, before = alice.get("/changes").json()["items"][:2]
    assert before["id"] == first["change_set_id"]
    assert [newest["actor"], newest["turn_id"]] == ["mcp", None]
    assert {entry["source"] for entry in entries(alice)} == {"mcp"}
    assert len(call(alice, "undo")["removed"]) == 1
    assert [entry["id"] for entry in entries(alice)] == [str(first["entries"][0]["id"])]


def test_a_call_is_made_once_for_its_key(alice: Person) -> None:
    receipts = [call(alice, "log_meal", key="lunch-1", items=[{"text": "a banana"}]) for _ in range(2)]
    assert len({str(receipt["entries"][0]["id"]) for receipt in receipts}) == 1
    with pytest.raises(FitHubError) as caught:
        call(alice, "log_meal", key="lunch-1", items=[{"text": "an apple"}])
    assert caught.value.code == "idempotency_key_reused"
    assert len(entries(alice)) == 1
    # Without a key the same words are two meals.
    for _ in range(2):
        call(alice, "log_meal", items=[{"text": "a banana"}])
    assert len(entries(alice)) == 3


@pytest.mark.parametrize("tool", [tool.name for tool in TOOLS])
def test_no_tool_runs_without_a_scope(tool: str, alice: Person) -> None:
    held = READING if BY_NAME[tool].writes else EVERY - BY_NAME[tool].scopes
    with pytest.raises(Forbidden) as caught:
        call(alice, tool, scopes=held)
    assert caught.value.code == "scope_missing"
    assert caught.value.scope


def test_a_change_elsewhere_cannot_be_taken_back(alice: Person) -> None:
    diary = frozenset({"diary:read", "diary:write"})
    call(alice, "log_meal", scopes=diary, items=[{"text": "a banana"}])
    weighed = call(alice, "log_measurement", metric="weight_kg", value=71)["measurements"][0]["id"]
    with pytest.raises(Forbidden) as caught:
        call(alice, "undo", scopes=diary)
    assert caught.value.scope == "body:write"
    assert alice.get(f"/measurements/{weighed}").status_code == 200
    call(alice, "undo", scopes=diary | {"body:write"})
    assert alice.get(f"/measurements/{weighed}").status_code == 404
    with pytest.raises(Forbidden):
        call(alice, "redo", scopes=diary)
    assert call(alice, "undo", scopes=diary)["removed"]
    assert entries(alice) == []


def test_who_proposes_cannot_say_yes(alice: Person) -> None:
    made = call(alice, "propose_target", nutrients={"protein_g": {"min": 120}})["proposals"][0]["id"]
    with pytest.raises(Conflict) as caught:
        call(alice, "decide_proposal", proposal_id=made, approve=True)
    assert caught.value.code == "answer_needed"
    assert call(alice, "decide_proposal", proposal_id=made, approve=False)["message"] == "1 proposal declined."


@pytest.mark.parametrize("given", [{"runtime": 1}, {"ctx": 1}, {"self": 1}, {"items": [{"text": "\ud800"}]}])
def test_arguments_that_are_none_are_refused(given: dict[str, Any], alice: Person) -> None:
    ctx = Ctx(user_id=alice.user_id, when=local_moment(NOON, "UTC"), turn_id=UUID(int=0), actor=Actor.MCP)
    with pytest.raises(FitHubError) as caught:
        BY_NAME["log_meal"].call(ctx, {"items": [{"text": "a banana"}], **given})
    assert caught.value.code == "arguments_invalid"


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_stands_beside_its_scope_in_the_documents(tool: UserTool) -> None:
    rows = [line for line in MCP_DOCUMENT.splitlines() if line.startswith("|") and re.search(rf"\b{tool.name}\b", line)]
    scope = "any `:write`" if tool.scopes == WRITING else f"`{next(iter(tool.scopes))}`"
    assert [row.split("|")[1].strip() for row in rows] == [scope]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_has_a_row_in_the_agents_documents(tool: UserTool) -> None:
    rows = [line for line in AGENT_DOCUMENT.splitlines() if line.startswith("| `")]
    assert any(f"`{tool.name}`" in row.split("|")[1] for row in rows)


def test_every_table_of_the_change_log_is_in_an_area(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        logged = owner.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'core_log_change'"
        ).fetchall()
    assert len(logged) > 20
    for (table,) in logged:
        assert area_of(table)
