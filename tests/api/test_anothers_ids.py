"""Every address with an id in it, tried by somebody else with a real one: it is as if nothing were there, and nothing changes.

The OpenAPI document says which addresses there are, so one that comes later fails here until it has an id to be tried with.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.api.test_openapi import DOCUMENT, operations
from tests.belongings import LATER, ids, owner, rows_of
from tests.people import Person

__all__ = ["ids", "owner"]
# What names no row of a person's: days and meals are everybody's words for their own, and groups of foods are common.
NOBODYS = {"day", "slot", "status", "code", "category_id", "parent_id"}
# Whoever knows the secret may read; what a wrong one opens is in tests/planning/test_calendar.py.
SECRETS = {"secret"}
# Bodies that would be taken of the owner, where an empty one would not be.
BODIES: dict[str, dict[str, Any]] = {
    "PATCH /foods/{food_id}": {"name": "Taken"},
    "PATCH /recipes/{recipe_id}": {"name": "Taken"},
    "PUT /favourites/{food_id}": {"grams": 5},
    "PATCH /preferences/{preference_id}": {"kind": "like"},
    "PATCH /entries/{entry_id}": {"grams": 1},
    "PATCH /drafts/{draft_id}": {"slot": "snack"},
    "PATCH /water/{water_id}": {"ml": 1},
    "PATCH /activities/{activity_id}": {"minutes": 1},
    "PATCH /goals/{goal_id}": {"name": "Taken"},
    "PATCH /diets/{diet_id}": {"name": "Taken"},
    "PATCH /meals/{meal_id}": {"name": "Taken"},
    "PATCH /planned-meals/{planned_id}": {"skipped": True},
    "PATCH /targets/{target_id}": {"nutrients": {"protein_g": {"min": 1}}},
    "PATCH /measurements/{measurement_id}": {"value": 60},
    "PATCH /measurements/metrics/{slug}": {"name": "Taken"},
    "PATCH /photos/{photo_id}": {"note": "taken"},
    "PATCH /proposals/{proposal_id}": {"nutrients": {"protein_g": {"min": 1}}},
    "POST /approvals/{approval_id}": {"approved": True},
    "PATCH /summaries/{summary_id}": {"read": True},
    "POST /coach/questions/{question_id}/answer": {"how": "skip"},
    "PATCH /imports/{import_id}": {"zone": "UTC"},
    "POST /conversations/{conversation_id}/messages": {"text": "an egg"},
}


ADDRESSED = [
    (method, path.removeprefix("/api/v1"))
    for path, method, _ in operations()
    if set(re.findall(r"\{(\w+)\}", path)) - NOBODYS - SECRETS
]
FILTERED = sorted(
    {
        (path.removeprefix("/api/v1"), parameter["name"])
        for path, _, operation in operations()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query" and parameter["name"].endswith("_id") and parameter["name"] not in NOBODYS
    }
)


def addressed(path: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: ids[match[1]], path)


def test_every_address_has_an_id_to_be_tried_with(ids: dict[str, str]) -> None:
    named = {name for _, path in ADDRESSED for name in re.findall(r"\{(\w+)\}", path)}
    assert named - NOBODYS == ids.keys()
    assert BODIES.keys() <= {f"{method} {path}" for method, path in ADDRESSED}


@pytest.mark.parametrize("path", [path for method, path in ADDRESSED if method == "GET"])
def test_to_its_owner_it_is_there(owner: Person, ids: dict[str, str], path: str) -> None:
    answer = owner.get(addressed(path, ids))
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize(("method", "path"), ADDRESSED)
def test_to_somebody_else_it_is_not(
    owner: Person, bob: Person, ids: dict[str, str], owner_url: str, method: str, path: str
) -> None:
    bob.headers["X-Test-Now"] = LATER
    before = rows_of(owner, owner_url)
    body = None if method in {"GET", "DELETE"} else BODIES.get(f"{method} {path}", {})
    answer = bob.send(method, addressed(path, ids), body, Accept="application/json")
    assert answer.status_code == 404, (answer.status_code, answer.content)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert rows_of(owner, owner_url) == before


@pytest.mark.parametrize(("path", "name"), FILTERED)
def test_a_list_narrowed_by_it_is_empty_or_not_there(bob: Person, ids: dict[str, str], path: str, name: str) -> None:
    bob.headers["X-Test-Now"] = LATER
    answer = bob.get(f"{path}?{name}={ids[name]}")
    assert answer.status_code == 404 or answer.json()["items"] == []


def _in_bodies() -> set[str]:
    """The requests whose bodies have ids in them."""
    schemas = DOCUMENT["components"]["schemas"]

    def names(schema: dict[str, Any], seen: frozenset[str]) -> Iterator[str]:
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            if name not in seen:
                yield from names(schemas[name], seen | {name})
        parts = [
            *filter(None, [schema.get("items")]),
            *(each for how in ("anyOf", "allOf") for each in schema.get(how, ())),
        ]
        for part in parts:
            yield from names(part, seen)
        for name, inner in schema.get("properties", {}).items():
            yield name
            yield from names(inner, seen)

    return {
        f"{method} {path.removeprefix('/api/v1')}"
        for path, method, operation in operations()
        for body in operation.get("requestBody", {}).get("content", {}).values()
        if any(re.search(r"(^|_)ids?$", name) for name in names(body["schema"], frozenset()))
    }


# A message's `turn_id` is a word of whoever writes it, for themselves (tests/coaching/test_turns.py).
OWN_WORDS = {"POST /conversations/{conversation_id}/messages"}
# What somebody else sends, with ids of the owner's: of a row itself, and of a part of it.
POINTING: list[tuple[str, Callable[[dict[str, str]], dict[str, Any]]]] = [
    ("POST /recipes", lambda a: {"name": "X", "servings": 1, "ingredients": [_part(a)]}),
    ("PATCH /recipes/{recipe_id}", lambda a: {"ingredients": [_part(a)]}),
    ("PATCH /recipes/{recipe_id}", lambda a: {"ingredients": [{"id": a["ingredient"], "grams": 5}]}),
    ("POST /preferences", lambda a: {"kind": "like", "food_id": a["food_id"]}),
    ("POST /memories", lambda a: {"kind": "measure", "text": "My bowl", "measure": _bowl(a)}),
    ("PUT /measures", lambda a: _bowl(a)),
    ("PATCH /drafts/{draft_id}", lambda a: {"items": [_part(a)]}),
    ("POST /entries", lambda a: _part(a)),
    ("POST /entries/copy", lambda a: {"entry_ids": [a["entry_id"]], "to_date": "2026-05-08"}),
    ("PATCH /entries/{entry_id}", lambda a: {"food_id": a["food_id"]}),
    ("POST /meals", lambda a: {"diet_id": a["own_diet"], "items": [_part(a)]}),
    ("POST /meals", lambda a: {"diet_id": a["diet_id"], "items": [{"food_id": a["own_food"], "grams": 5}]}),
    ("PATCH /meals/{meal_id}", lambda a: {"items": [_part(a)]}),
    ("PATCH /meals/{meal_id}", lambda a: {"items": [{"id": a["item"], "grams": 5}]}),
    ("POST /planned-meals", lambda a: {"local_date": "2026-05-08", "items": [_part(a)]}),
    ("PATCH /planned-meals/{planned_id}", lambda a: {"items": [_part(a)]}),
    ("PATCH /planned-meals/{planned_id}", lambda a: {"items": [{"id": a["item"], "grams": 5}]}),
    ("POST /changes/undo", lambda a: {"change_set_id": a["change"]}),
]


def _part(a: dict[str, str]) -> dict[str, Any]:
    return {"food_id": a["food_id"], "grams": 5}


def _bowl(a: dict[str, str]) -> dict[str, Any]:
    return {"unit": "bowl", "grams": 300, "food_id": a["food_id"]}


@pytest.fixture(scope="module")
def thief() -> Person:
    return Person.register(now=LATER)


@pytest.fixture(scope="module")
def own(thief: Person) -> dict[str, str]:
    """What somebody else has, to point from."""

    def made(path: str, **body: Any) -> str:
        answer = thief.post(path, body)
        assert answer.status_code == 201, (path, answer.content)
        return str(answer.json()["id"])

    food = made("/foods", name="Fallow soup", nutrients_per_100g={"energy_kcal": 50})
    part = {"food_id": food, "grams": 100}
    diet = made("/diets", name="Own")
    return {
        "food_id": food,
        "diet_id": diet,
        "recipe_id": made("/recipes", name="Fallow pie", servings=2, ingredients=[part]),
        "draft_id": made("/drafts", text="two boiled eggs"),
        "entry_id": made("/entries", **part),
        "meal_id": made("/meals", diet_id=diet, items=[part]),
        "planned_id": made("/planned-meals", local_date="2026-05-08", items=[part]),
    }


def test_every_body_with_an_id_is_tried() -> None:
    assert {request for request, _ in POINTING} == _in_bodies() - OWN_WORDS


@pytest.mark.parametrize(("request_", "body"), POINTING)
def test_nothing_of_ones_own_comes_to_lead_to_anothers(
    owner: Person,
    thief: Person,
    ids: dict[str, str],
    own: dict[str, str],
    owner_url: str,
    request_: str,
    body: Callable[[dict[str, str]], dict[str, Any]],
) -> None:
    before = rows_of(owner, owner_url)
    anothers = ids | {
        "ingredient": owner.get(f"/recipes/{ids['recipe_id']}").json()["ingredients"][0]["id"],
        "item": owner.get(f"/meals/{ids['meal_id']}").json()["items"][0]["id"],
        "change": owner.get("/changes?limit=1").json()["items"][0]["id"],
        "own_food": own["food_id"],
        "own_diet": own["diet_id"],
    }
    method, path = request_.split()
    thiefs = rows_of(thief, owner_url)
    answer = thief.send(method, addressed(path, own), body(anothers))
    assert answer.status_code in {404, 422}, (answer.status_code, answer.content)
    assert rows_of(owner, owner_url) == before
    assert rows_of(thief, owner_url) == thiefs
