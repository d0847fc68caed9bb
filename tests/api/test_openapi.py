"""The OpenAPI document is true: answers conform to it, and every operation is guarded as it says."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import BaseModel

from api.main import api
from tests.people import Person, new_client

OURS = ("api.", "fithub.")
DOCUMENT: dict[str, Any] = api.get_openapi_schema()
OPEN = {
    "/api/v1/auth/register",
    "/api/v1/auth/token",
    "/api/v1/auth/token/refresh",
    "/api/v1/auth/logout",
    "/api/v1/calendars/{secret}.ics",
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def conforms(answer: Any, path: str, method: str) -> Any:
    """The answer's body, after checking it against what the document promises for its status."""
    operation = DOCUMENT["paths"][f"/api/v1{path}"][method.lower()]
    promised = operation["responses"][answer.status_code]
    if "content" not in promised:
        assert answer.content == b""
        return None
    schema = promised["content"]["application/json"]["schema"]
    body = answer.json()
    validator = Draft202012Validator(schema | {"components": DOCUMENT["components"]}, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(body)] == []
    return body


@pytest.mark.parametrize(("path", "method"), [(path, method) for path, method, _ in operations() if path not in OPEN])
def test_every_operation_but_signing_in_wants_a_token(path: str, method: str) -> None:
    address = re.sub(r"\{\w+_id\}", "01990000-0000-7000-8000-000000000000", path)
    answer = new_client().generic(
        method,
        address.replace("{day}", "2026-01-01").replace("{slot}", "lunch"),
        b"{}",
        content_type="application/json",
    )
    assert answer.status_code == 401, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_every_operation_is_described() -> None:
    for path, method, operation in operations():
        assert operation.get("description") or operation.get("summary"), f"{method} {path}"
        assert operation.get("tags"), f"{method} {path} has no tag"


def test_answers_are_what_the_document_promises(alice: Person, bob: Person) -> None:
    conforms(alice.get("/me"), "/me", "GET")
    foods = conforms(alice.get("/foods?q=egg&limit=3"), "/foods", "GET")
    assert len(foods["items"]) == 3
    egg = foods["items"][0]["id"]
    conforms(alice.get(f"/foods/{egg}"), "/foods/{food_id}", "GET")
    own = alice.post("/foods", {"name": "Granola of mine", "nutrients_per_100g": {"energy_kcal": 450}})
    own_id = conforms(own, "/foods", "POST")["id"]
    conforms(alice.get("/foods?own=true"), "/foods", "GET")
    conforms(alice.patch(f"/foods/{own_id}", {"brand": "Acme"}), "/foods/{food_id}", "PATCH")
    conforms(alice.delete(f"/foods/{own_id}"), "/foods/{food_id}", "DELETE")
    entry = conforms(alice.post("/entries", {"food_id": egg, "quantity": 2}), "/entries", "POST")
    conforms(alice.get("/entries"), "/entries", "GET")
    conforms(alice.patch(f"/entries/{entry['id']}", {"grams": 60}), "/entries/{entry_id}", "PATCH")
    conforms(bob.get(f"/entries/{entry['id']}"), "/entries/{entry_id}", "GET")
    conforms(alice.post("/entries/copy", {"entry_ids": [entry["id"]]}), "/entries/copy", "POST")
    conforms(alice.get("/usual-meals"), "/usual-meals", "GET")
    conforms(alice.post("/usual-meals/lunch/log"), "/usual-meals/{slot}/log", "POST")
    conforms(alice.get(f"/days/{entry['local_date']}"), "/days/{day}", "GET")
    conforms(alice.get(f"/days?from={entry['local_date']}&to={entry['local_date']}"), "/days", "GET")
    draft = conforms(alice.post("/drafts", {"text": "a banana and a cup of milk"}), "/drafts", "POST")
    conforms(alice.get("/drafts"), "/drafts", "GET")
    conforms(alice.patch(f"/drafts/{draft['id']}", {"slot": "snack"}), "/drafts/{draft_id}", "PATCH")
    conforms(alice.post(f"/drafts/{draft['id']}/commit"), "/drafts/{draft_id}/commit", "POST")
    conforms(alice.post(f"/drafts/{draft['id']}/commit"), "/drafts/{draft_id}/commit", "POST")
    conforms(alice.post("/targets", {"nutrients": {"protein_g": {"min": 80}}}), "/targets", "POST")
    conforms(alice.get("/targets"), "/targets", "GET")
    conforms(alice.send("PUT", "/measures", {"unit": "bowl", "millilitres": 400}), "/measures", "PUT")
    conforms(alice.get("/measures"), "/measures", "GET")
    conforms(alice.send("PUT", f"/favourites/{egg}", {"quantity": 2}), "/favourites/{food_id}", "PUT")
    conforms(alice.get("/favourites"), "/favourites", "GET")
    conforms(alice.delete(f"/favourites/{egg}"), "/favourites/{food_id}", "DELETE")
    conforms(alice.post("/recipes/read", {"text": "2 eggs, 1 glorp"}), "/recipes/read", "POST")
    recipe = conforms(alice.post("/recipes", {"name": "R", "text": "2 eggs; serves 2"}), "/recipes", "POST")
    conforms(alice.get("/recipes"), "/recipes", "GET")
    conforms(alice.get(f"/recipes/{recipe['id']}"), "/recipes/{recipe_id}", "GET")
    conforms(alice.patch(f"/recipes/{recipe['id']}", {"servings": 0}), "/recipes/{recipe_id}", "PATCH")
    conforms(alice.patch(f"/recipes/{recipe['id']}", {"servings": 1}), "/recipes/{recipe_id}", "PATCH")
    conforms(alice.delete(f"/recipes/{recipe['id']}"), "/recipes/{recipe_id}", "DELETE")
    conforms(alice.get("/changes"), "/changes", "GET")
    conforms(alice.post("/changes/undo"), "/changes/undo", "POST")
    conforms(alice.post("/changes/redo"), "/changes/redo", "POST")
    conforms(alice.delete(f"/entries/{entry['id']}"), "/entries/{entry_id}", "DELETE")


def test_every_post_runs_once_for_its_key(alice: Person) -> None:
    food = alice.get("/foods?q=banana").json()["items"][0]["id"]
    draft = alice.post("/drafts", {"text": "100 g banana"}).json()["id"]
    alice.post("/entries", {"food_id": food, "grams": 10})
    requests: dict[str, Any] = {
        "/entries": {"food_id": food, "grams": 20},
        "/foods": {"name": "Bread of mine", "nutrients_per_100g": {"energy_kcal": 240}},
        "/drafts": {"text": "50 g banana"},
        "/recipes": {"name": "Porridge", "servings": 2, "ingredients": [{"food_id": food, "grams": 100}]},
        "/recipes/read": {"text": "2 eggs"},
        f"/drafts/{draft}/commit": {},
        "/targets": {"nutrients": {"protein_g": {"min": 70}}},
        "/changes/undo": {},
        "/changes/redo": {},
    }
    for path, body in requests.items():
        first = alice.post(path, body, Idempotency_Key=f"key of {path}")
        assert first.status_code in {200, 201}, (path, first.content)
        again = alice.post(path, body, Idempotency_Key=f"key of {path}")
        assert (again.status_code, again.content) == (first.status_code, first.content), path


@pytest.mark.parametrize("key", ["x" * 201, "tab\there"])
def test_a_key_that_cannot_be_kept_is_refused(alice: Person, key: str) -> None:
    answer = alice.post("/drafts", {"text": "an egg"}, Idempotency_Key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_invalid")


def test_every_name_in_the_document_is_one_type() -> None:
    """Of two types of one name the later would stand in the place of the earlier, unnoticed."""
    places: dict[str, set[str]] = {}
    for kind in _types_on_the_wire():
        places.setdefault(kind.__name__, set()).add(kind.__module__)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def _types_on_the_wire() -> set[type]:
    """The models and enumerations of parameters, bodies and answers, with all that is within them."""
    waiting: list[Any] = []
    for _, router in api._routers:
        for operation in (each for view in router.path_operations.values() for each in view.operations):
            waiting += [model for model in operation.response_models.values() if model is not None]
            for part in operation.models:
                held = [field.annotation for field in part.model_fields.values()]
                # What comes in the address is told parameter by parameter, so its own name is told nowhere.
                waiting += (
                    held if part.__ninja_param_source__ == "body" else [each for kind in held for each in _within(kind)]
                )
    found: set[type] = set()
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            if isinstance(kind, type) and issubclass(kind, BaseModel | Enum) and kind.__module__.startswith(OURS):
                found.add(kind)
            waiting += _within(kind)
    return found


def _within(kind: Any) -> list[Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.annotation for field in kind.model_fields.values()]
    return list(get_args(kind))
