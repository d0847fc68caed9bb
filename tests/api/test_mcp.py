"""/mcp, as another assistant uses it: the official client against the real server."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from fithub.accounts.scopes import SCOPES
from tests.agents.chat import HttpClient, Reply, register_at
from tests.people import Person, new_client
from tools.catalogue import TOOLS

NOON = "2026-05-05T12:30:00Z"
DAY = "2026-05-05"
DIARY = ("diary:read", "diary:write")
ERAS = ("legacy", "2026-07-28")


@pytest.fixture(scope="module")
def address(live_server_url: str) -> str:
    return live_server_url


@pytest.fixture
def eater(address: str) -> Person:
    """Somebody at the real server, at noon."""
    person = register_at(address)
    person.headers["X-Test-Now"] = NOON
    return person


def token(person: Person, *scopes: str) -> str:
    made: str = person.post("/tokens", {"name": "An assistant", "scopes": scopes or SCOPES}).json()["token"]
    return made


@asynccontextmanager
async def connected(address: str, bearer: str, mode: Any = "auto") -> AsyncIterator[Client]:
    """The official client, signed in."""
    headers = {"Authorization": f"Bearer {bearer}", "X-Test-Now": NOON}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
        transport = streamable_http_client(f"{address}/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:
            yield client


def told(result: Any) -> dict[str, Any]:
    """What a call returned, as a model reads it."""
    (content,) = result.content
    read: dict[str, Any] = json.loads(content.text)
    assert read == result.structured_content
    return read


def entries(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(f"/days/{DAY}").json()["entries"]
    return found


@pytest.mark.parametrize("mode", ERAS)
async def test_a_meal_is_logged_seen_and_taken_back(mode: str, address: str, eater: Person) -> None:
    async with connected(address, token(eater), mode) as client:
        assert (await client.list_tools()).tools
        meal = {"items": [{"text": "two eggs and a slice of toast"}], "slot": "breakfast"}
        logged = await client.call_tool("log_meal", meal)
        assert not logged.is_error
        stored = entries(eater)
        assert [(each["id"], each["grams"]) for each in told(logged)["entries"]] == [
            (each["id"], each["grams"]) for each in stored
        ]
        assert {each["source"] for each in stored} == {"mcp"}
        changed = eater.get("/changes").json()["items"][0]
        assert (changed["actor"], changed["id"]) == ("mcp", told(logged)["change_set_id"])
        today = json.loads((await client.read_resource("fithub://today")).contents[0].text)  # type: ignore[union-attr]
        assert today["totals"] == eater.get(f"/days/{DAY}").json()["totals"]
        await client.call_tool("undo", {})
        assert entries(eater) == []
        await client.call_tool("redo", {})
        assert entries(eater) == stored


async def test_every_tool_is_offered_as_it_is(address: str, eater: Person) -> None:
    async with connected(address, token(eater)) as client:
        offered = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert list(offered) == [tool.name for tool in TOOLS]
    for tool in TOOLS:
        told_of = offered[tool.name]
        assert (told_of.description, told_of.input_schema) == (tool.description, tool.args_schema)
        hints = told_of.annotations
        assert hints is not None
        assert (hints.read_only_hint, hints.destructive_hint) == (not tool.writes, tool.destructive)
        assert told_of.title
    assert offered["get_day"].annotations.read_only_hint  # type: ignore[union-attr]
    assert offered["delete_entry"].annotations.destructive_hint  # type: ignore[union-attr]
    assert not offered["log_meal"].annotations.destructive_hint  # type: ignore[union-attr]
    assert not offered["log_meal"].annotations.idempotent_hint  # type: ignore[union-attr]


async def test_the_resources_are_the_day_and_the_week(address: str, eater: Person) -> None:
    async with connected(address, token(eater)) as client:
        await client.call_tool("log_meal", {"items": [{"text": "150 g rice"}]})
        listed = [resource.uri for resource in (await client.list_resources()).resources]
        assert listed == ["fithub://today", "fithub://week"]
        day, week = [json.loads((await client.read_resource(uri)).contents[0].text) for uri in listed]  # type: ignore[union-attr]
        assert [each["id"] for each in day["entries"]] == [each["id"] for each in entries(eater)]
        assert week["averages"]["energy_kcal"] == day["totals"]["energy_kcal"]
        for uri in ("fithub://tomorrow", "file:///etc/passwd", "fithub://today/../week"):
            with pytest.raises(MCPError):
                await client.read_resource(uri)


async def test_a_token_shows_and_does_what_its_scopes_say(address: str, eater: Person) -> None:
    async with connected(address, token(eater, "diary:read")) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        assert {"get_day", "search_foods"} <= names
        assert names == {tool.name for tool in TOOLS if "diary:read" in tool.scopes}
        refused = await client.call_tool("log_meal", {"items": [{"text": "a banana"}]})
        assert (refused.is_error, told(refused)["error"]) == (True, "scope_missing")
    async with connected(address, token(eater, "body:read", "body:write")) as client:
        assert (await client.list_resources()).resources == []
        with pytest.raises(MCPError):
            await client.read_resource("fithub://today")
    assert entries(eater) == []


async def test_another_ones_rows_do_not_exist(address: str, eater: Person) -> None:
    other = register_at(address)
    other.headers["X-Test-Now"] = NOON
    async with connected(address, token(other)) as client:
        theirs = told(await client.call_tool("log_meal", {"items": [{"text": "a banana"}]}))["entries"][0]["id"]
    async with connected(address, token(eater)) as client:
        for name, more in (("delete_entry", {}), ("edit_entry", {"quantity": 2})):
            refused = await client.call_tool(name, {"entry_id": theirs, **more})
            assert (refused.is_error, told(refused)["error"]) == (True, "entry_not_found")
        assert told(await client.call_tool("get_day", {}))["entries"] == []
        assert told(await client.call_tool("undo", {}))["error"] == "nothing_to_undo"
    assert len(entries(other)) == 1


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("log_meal", {"items": [{"text": "rice"}], "user_id": "somebody"}),
        ("log_meal", {"items": [{"text": "rice"}], "runtime": {"context": 1}}),
        ("log_meal", {"items": [{"text": "rice\x00"}]}),
        ("log_meal", {"items": [{"text": "rice"}], "local_date": "9999-99-99"}),
        ("log_meal", {"items": "rice"}),
        ("log_meal", {}),
        ("edit_entry", {"entry_id": "../../me", "quantity": 1}),
        ("edit_entry", {"entry_id": str(uuid4()), "amount_g": 1e300}),
        ("search_foods", {"query": "egg", "limit": -1}),
        ("get_day", {"local_date": {"$gt": ""}}),
    ],
)
async def test_hostile_arguments_are_told_as_to_a_model(
    mode: str, name: str, arguments: dict[str, Any], address: str, eater: Person
) -> None:
    async with connected(address, token(eater), mode) as client:
        refused = await client.call_tool(name, arguments)
        assert refused.is_error
        assert told(refused)["error"] == "arguments_invalid"
        assert told(refused)["next"]
        with pytest.raises(MCPError):
            await client.call_tool("drop_tables", {})
    assert entries(eater) == []


async def test_a_call_is_made_once_for_its_key(address: str, eater: Person) -> None:
    meal = {"items": [{"text": "a banana"}]}
    keyed: Any = {"idempotencyKey": "lunch"}
    hostile: Any = {"idempotencyKey": 7}
    async with connected(address, token(eater)) as client:
        twice = [await client.call_tool("log_meal", meal, meta=keyed) for _ in range(2)]
        assert told(twice[0]) == told(twice[1])
        other = await client.call_tool("log_meal", {"items": [{"text": "an apple"}]}, meta=keyed)
        assert told(other)["error"] == "idempotency_key_reused"
        wrong = await client.call_tool("log_meal", meal, meta=hostile)
        assert told(wrong)["error"] == "idempotency_key_invalid"
    assert len(entries(eater)) == 1


async def test_a_revoked_token_is_out_at_once(address: str, eater: Person) -> None:
    bearer = token(eater)
    async with connected(address, bearer) as client:
        await client.call_tool("get_day", {})
        eater.delete(f"/tokens/{eater.get('/tokens').json()['items'][0]['id']}")
        with pytest.raises(MCPError):
            await client.call_tool("get_day", {})


INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}


def post(address: str, body: Any, **headers: str) -> Reply:
    """One message, sent by hand."""
    sent = {"Accept": "application/json, text/event-stream"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return HttpClient(address).generic("POST", "/mcp", data, content_type="application/json", headers=sent)


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, "token_missing"),
        ("Basic ZGVtbw==", "token_missing"),
        ("Bearer ", "token_missing"),
        ("Bearer fithub_no", "token_invalid"),
        ("Bearer eyJhbGciOiJub25lIn0.e30.", "token_invalid"),
    ],
)
def test_who_is_nobody_is_told_so(authorization: str | None, code: str, address: str) -> None:
    answer = post(address, INITIALIZE, **({} if authorization is None else {"Authorization": authorization}))
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["www-authenticate"] == "Bearer"
    assert headers["content-type"] == "application/problem+json"


def test_pages_of_other_origins_are_kept_out(address: str, eater: Person) -> None:
    bearer = f"Bearer {token(eater)}"
    for origin in ("https://evil.example", "null", "http://127.0.0.1:8000.evil.example"):
        answer = post(address, INITIALIZE, Authorization=bearer, Origin=origin)
        assert (answer.status_code, answer.json()["code"]) == (403, "origin_unknown")
    assert post(address, INITIALIZE, Authorization=bearer, Origin="http://127.0.0.1:8000").status_code == 200


def test_a_page_that_is_let_in_may_ask(start_server: Callable[..., str]) -> None:
    there = start_server(FITHUB_CORS_ORIGINS="https://assistant.example", FITHUB_ALLOWED_HOSTS="127.0.0.1")
    eater = register_at(there)
    asked = {"Origin": "https://assistant.example", "Authorization": f"Bearer {token(eater)}"}
    answer = post(there, INITIALIZE, **asked)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert (answer.status_code, headers["access-control-allow-origin"]) == (200, "https://assistant.example")
    preflight = HttpClient(there).generic(
        "OPTIONS",
        "/mcp",
        b"",
        content_type="",
        headers={
            "Origin": "https://assistant.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,mcp-protocol-version",
        },
    )
    headers = {name.lower(): value for name, value in preflight.headers.items()}
    assert "mcp-protocol-version" in headers["access-control-allow-headers"]
    assert post(there, INITIALIZE, **asked, Host="fithub.evil.example").status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"x" * 1_000_001, 413),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/nothing"}, 200),
        ({"jsonrpc": "2.0", "method": "notifications/initialized"}, 202),
    ],
)
def test_what_is_no_message(body: Any, status: int, address: str, eater: Person) -> None:
    answer = post(address, body, Authorization=f"Bearer {token(eater)}")
    assert answer.status_code == status, answer.content


def test_there_is_nothing_to_get(alice: Person) -> None:
    for method in ("GET", "DELETE", "PUT"):
        answer = new_client().generic(method, "/mcp", headers={"Authorization": f"Bearer {alice.access}"})
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    # Where a program looks for a way to sign in, it finds that there is none, and no page.
    assert new_client().get("/.well-known/oauth-protected-resource/mcp").status_code == 404


async def test_asking_too_often_is_answered(start_server: Callable[..., str]) -> None:
    there = start_server(FITHUB_RATE_LIMITS="mcp=2/h")
    eater = register_at(there)
    bearer = f"Bearer {token(eater)}"
    answers = [post(there, INITIALIZE, Authorization=bearer) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "rate_limited"


async def test_a_session_of_the_persons_own_may_do_everything(address: str, eater: Person) -> None:
    async with connected(address, eater.access) as client:
        assert len((await client.list_tools()).tools) == len(TOOLS)
