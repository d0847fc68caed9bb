"""Personal access tokens: made, used as far as their scopes reach, revoked, over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.main import api
from api.reach import AREAS, CLOSED
from fithub.accounts.scopes import SCOPES
from tests.people import Person

DIARY = ["diary:read", "diary:write"]


def make(person: Person, *scopes: str, **more: Any) -> dict[str, Any]:
    answer = person.post("/tokens", {"name": "A program", "scopes": scopes or SCOPES, **more})
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def bearing(person: Person, *scopes: str, **more: Any) -> Person:
    """The person as a program of theirs, with a token of these scopes (all of them where none is named)."""
    return replace(person, access=make(person, *scopes, **more)["token"])


def log(person: Person) -> Any:
    food = person.get("/foods?q=banana&limit=1").json()["items"][0]["id"]
    return person.post("/entries", {"food_id": food, "grams": 100})


def test_a_secret_is_told_once_and_kept_nowhere(alice: Person, owner_url: str) -> None:
    key = str(uuid4())
    body = {"name": "A program", "scopes": DIARY}
    made = alice.post("/tokens", body, Idempotency_Key=key).json()
    secret = made["token"]
    assert secret.startswith(made["prefix"])
    again = alice.post("/tokens", body, Idempotency_Key=key)
    assert (again.status_code, again.json()["code"]) == (409, "secret_told")
    (listed,) = alice.get("/tokens").json()["items"]
    assert listed == {name: value for name, value in made.items() if name != "token"}
    log(replace(alice, access=secret))
    with psycopg.connect(owner_url) as owner:
        for (table,) in owner.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id' AND table_schema = 'public'"
        ).fetchall():
            found = owner.execute(
                f"SELECT count(*) FROM {table} t WHERE t.user_id = %s AND strpos(t::text, %s) > 0",
                [alice.user_id, secret],
            ).fetchone()
            assert found == (0,), table


def test_a_token_does_what_its_scopes_say(alice: Person) -> None:
    reader = bearing(alice, "diary:read")
    assert reader.get("/entries").status_code == 200
    refused = log(reader)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert refused.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="diary:write"'
    assert alice.get("/entries").json()["items"] == []
    writer = bearing(alice, *DIARY)
    entry = log(writer)
    assert entry.status_code == 201
    assert alice.get("/changes").json()["items"][0]["actor"] == "api"
    assert writer.delete(f"/entries/{entry.json()['id']}").status_code == 204
    assert writer.get("/measurements").status_code == 403
    # One does not contain the other.
    assert bearing(alice, "diary:write").get("/entries").status_code == 403


def test_a_token_of_another_opens_nothing_of_mine(alice: Person, bob: Person) -> None:
    entry = log(alice).json()["id"]
    program = bearing(bob)
    for answer in (program.get(f"/entries/{entry}"), program.delete(f"/entries/{entry}")):
        assert answer.status_code == 404
    mine = make(alice)["id"]
    assert bob.delete(f"/tokens/{mine}").json()["code"] == "token_not_found"
    assert bob.get("/tokens").json()["items"][0]["id"] != mine


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/tokens", None),
        ("POST", "/tokens", {"name": "Another", "scopes": DIARY}),
        ("DELETE", "/tokens/01920000-0000-7000-8000-000000000000", None),
        ("DELETE", "/me", None),
        ("PATCH", "/me", {"autonomy": "just_do_it"}),
        ("POST", "/calendar", None),
        ("GET", "/nowhere", None),
    ],
)
def test_what_no_token_opens(method: str, path: str, body: Any, alice: Person) -> None:
    answer = bearing(alice).send(method, path, body)
    assert answer.status_code == (404 if path == "/nowhere" else 403), answer.content
    if answer.status_code == 403:
        assert answer.json()["code"] == "token_not_enough"
    assert alice.get("/me").json()["autonomy"] == "ask_when_unsure"


def test_every_address_is_in_an_area_or_closed() -> None:
    paths = api.get_openapi_schema()["paths"]
    places = {path.removeprefix("/api/v1/").partition("/")[0] for path in paths}
    assert places - AREAS.keys() - CLOSED == {"auth", "calendars", "changes"}
    assert AREAS.keys() <= places


def test_the_coach_is_for_who_may_do_everything(alice: Person) -> None:
    conversation = alice.post("/conversations").json()["id"]
    said = {"text": "I had a banana"}
    for scopes in (["coach:read", "coach:write"], [each for each in SCOPES if each != "body:write"]):
        program = bearing(alice, *scopes)
        refused = program.post(f"/conversations/{conversation}/messages", said, Accept="application/json")
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    answer = bearing(alice).post(f"/conversations/{conversation}/messages", said, Accept="application/json")
    assert len(answer.json()["receipts"]) == 1


def test_answering_a_question_writes_into_the_diary(alice: Person) -> None:
    nobody = "01920000-0000-7000-8000-000000000000"
    for path in (f"/coach/questions/{nobody}/answer", f"/planned-meals/{nobody}/log"):
        answer = bearing(alice, *(each for each in SCOPES if each != "diary:write")).post(path, {"how": "skip"})
        assert answer.json()["code"] == "scope_missing", path
        assert bearing(alice).post(path, {"how": "skip"}).status_code == 404


def test_only_what_may_be_written_may_be_taken_back(alice: Person) -> None:
    program = bearing(alice, *DIARY)
    entry = log(program).json()["id"]
    weighed = alice.post("/measurements", {"metric": "weight_kg", "value": 71}).json()["id"]
    assert program.post("/changes/undo").json()["code"] == "scope_missing"
    assert alice.get(f"/measurements/{weighed}").status_code == 200
    assert program.get("/changes").status_code == 403
    assert alice.post("/changes/undo").status_code == 200
    assert program.post("/changes/redo").status_code == 403
    assert program.post("/changes/undo").status_code == 200
    assert alice.get(f"/entries/{entry}").status_code == 404
    assert bearing(alice, "diary:read").post("/changes/undo").status_code == 403


def test_a_revoked_token_is_dead_and_stays_so(alice: Person) -> None:
    made = make(alice)
    program = replace(alice, access=made["token"])
    assert program.get("/entries").status_code == 200
    log(alice)
    for _ in range(2):
        assert alice.delete(f"/tokens/{made['id']}").status_code == 204
    # It is in no change log: undo takes back the entry, and then there is nothing left.
    assert "token" not in str(alice.get("/changes").json())
    assert alice.post("/changes/undo").status_code == 200
    assert alice.post("/changes/undo").json()["code"] == "nothing_to_undo"
    answer = program.get("/entries")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_revoked")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert alice.get("/tokens").json()["items"][0]["revoked_at"]


def _expire(person: Person, owner: Any) -> None:
    owner.execute("UPDATE accounts_personaltoken SET expires_at = now() WHERE user_id = %s", [person.user_id])


def _deactivate(person: Person, owner: Any) -> None:
    owner.execute("UPDATE accounts_user SET is_active = false WHERE id = %s", [person.user_id])


def _leave(person: Person, owner: Any) -> None:
    assert person.delete("/me").status_code == 204


@pytest.mark.parametrize(
    ("end", "code"), [(_expire, "token_expired"), (_deactivate, "token_invalid"), (_leave, "token_invalid")]
)
def test_when_a_token_is_dead(end: Callable[[Person, Any], None], code: str, alice: Person, owner_url: str) -> None:
    in_an_hour = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    program = bearing(alice, expires_at=in_an_hour)
    with psycopg.connect(owner_url) as owner:
        end(alice, owner)
    answer = program.get("/entries")
    assert (answer.status_code, answer.json()["code"]) == (401, code)


@pytest.mark.parametrize("token", ["fithub_", "fithub_" + "a" * 43, "fithub_" + "ä" * 43, "fithub_" + "a" * 100_000])
def test_a_made_up_token_is_refused(token: str, alice: Person) -> None:
    answer = replace(alice, access=token.encode().decode("latin-1")).get("/entries")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"scopes": []}, "scopes_missing"),
        ({"scopes": ["diary:read", "everything"]}, "scope_unknown"),
        ({"name": ""}, "validation_failed"),
        ({"name": "nul\x00"}, "validation_failed"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expiry_impossible"),
        ({"expires_at": "9999-01-01T00:00:00Z"}, "expiry_impossible"),
        ({"expires_at": "2036-01-01T00:00:00"}, "validation_failed"),
        ({"user_id": "somebody"}, "validation_failed"),
    ],
)
def test_what_makes_no_token(changed: dict[str, Any], code: str, alice: Person) -> None:
    answer = alice.post("/tokens", {"name": "A program", "scopes": DIARY, **changed})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert alice.get("/tokens").json()["items"] == []


def test_there_is_an_end_to_tokens(alice: Person) -> None:
    made = [make(alice, "diary:read") for _ in range(50)]
    body = {"name": "One more", "scopes": DIARY}
    assert alice.post("/tokens", body).json()["code"] == "too_many_tokens"
    alice.delete(f"/tokens/{made[0]['id']}")
    assert alice.post("/tokens", body).status_code == 201


def test_coming_in_costs_one_query_by_the_hash(alice: Person) -> None:
    program = bearing(alice)
    first = alice.get("/tokens").json()["items"][0]["last_used_at"]
    program.get("/jobs")
    noted = alice.get("/tokens").json()["items"][0]["last_used_at"]
    assert (first, bool(noted)) == (None, True)
    with CaptureQueriesContext(connection) as seen:
        program.get("/jobs")
    about = [query["sql"] for query in seen if "personaltoken" in query["sql"]]
    assert len(about) == 1, about
    assert alice.get("/tokens").json()["items"][0]["last_used_at"] == noted
