"""What is one person's is nobody else's: by its id, by ids within other things, in lists, and for who is nobody at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people import Person

NOW = "2026-05-20T12:00:00+00:00"
LABEL = {"energy_kcal": 100, "protein_g": 10, "carbohydrate_g": 5, "fat_g": 2}


class Things(NamedTuple):
    """One of each that a person may own, as answered."""

    food: dict[str, Any]
    recipe: dict[str, Any]
    entry: dict[str, Any]
    draft: dict[str, Any]
    measure: dict[str, Any]
    favourite: dict[str, Any]
    changes: dict[str, Any]


def have(person: Person) -> Things:
    food = person.post("/foods", {"name": "Quillon stew", "nutrients_per_100g": LABEL}).json()
    parts = [{"food_id": food["id"], "grams": 300}]
    recipe = person.post("/recipes", {"name": "Zibber pie", "servings": 3, "ingredients": parts}).json()
    for day in ("2026-05-17", "2026-05-18", "2026-05-19"):
        eaten = {"food_id": food["id"], "grams": 250, "local_date": day, "slot": "lunch", "said": "my stew"}
        entry = person.post("/entries", eaten).json()
    draft = person.post("/drafts", {"text": "a bowl of quillon stew"}).json()
    measure = person.send("PUT", "/measures", {"unit": "bowl", "food_id": food["id"], "grams": 420}).json()
    favourite = person.send("PUT", f"/favourites/{food['id']}", {"grams": 250}).json()
    return Things(food, recipe, entry, draft, measure, favourite, person.get("/changes").json())


def everything(person: Person) -> list[Any]:
    paths = "/foods?own=true /recipes /entries /drafts /measures /favourites /usual-meals /changes /days/2026-05-19"
    return [person.get(path).json() for path in paths.split()]


@pytest.fixture(scope="module")
def owner() -> Person:
    return Person.register(now=NOW)


@pytest.fixture(scope="module")
def things(owner: Person) -> Things:
    return have(owner)


@pytest.fixture(scope="module")
def thief() -> Person:
    return Person.register(now=NOW)


def test_no_address_leads_to_anothers(owner: Person, thief: Person, things: Things) -> None:
    before = everything(owner)
    food, dish = things.food["id"], things.recipe["food"]["id"]
    ingredient = things.recipe["ingredients"][0]["id"]
    mine = thief.post("/foods", {"name": "Mine", "nutrients_per_100g": LABEL}).json()["id"]
    my_pie = {"name": "My pie", "servings": 1, "ingredients": [{"food_id": mine, "grams": 5}]}
    pie = thief.post("/recipes", my_pie).json()
    entry = thief.post("/entries", {"food_id": mine, "grams": 5}).json()["id"]
    draft = thief.post("/drafts", {"text": "a banana"}).json()
    undo = {"change_set_id": things.changes["items"][0]["id"]}
    attempts: list[tuple[str, str, Any]] = [
        *(
            (method, f"{path}/{each['id']}", body)
            for path, each, body in (
                ("/foods", things.food, {"name": "x"}),
                ("/recipes", things.recipe, {"name": "x"}),
                ("/entries", things.entry, {"grams": 1}),
                ("/drafts", things.draft, {"slot": "snack"}),
            )
            for method in ("GET", "PATCH", "DELETE")
        ),
        ("GET", f"/foods/{dish}", None),
        ("POST", f"/drafts/{things.draft['id']}/commit", {}),
        ("DELETE", f"/measures/{things.measure['id']}", None),
        ("DELETE", f"/favourites/{food}", None),
        ("POST", "/changes/undo", undo),
        ("POST", "/entries/copy", {"entry_ids": [things.entry["id"]]}),
        ("POST", "/entries/copy", {"entry_ids": [entry, things.entry["id"]]}),
        ("POST", "/entries/copy", {"from_date": "2026-05-19"}),
        ("POST", "/usual-meals/lunch/log", {}),
        ("PATCH", f"/recipes/{pie['id']}", {"ingredients": [{"id": ingredient}]}),
        *(
            attempt
            for stolen in (food, dish)
            for attempt in (
                ("POST", "/entries", {"food_id": stolen, "grams": 5}),
                ("POST", "/entries", {"food_id": stolen, "quantity": 1, "unit": "serving"}),
                ("PATCH", f"/entries/{entry}", {"food_id": stolen}),
                ("PUT", f"/favourites/{stolen}", {"grams": 5}),
                ("PUT", f"/favourites/{stolen}", {}),
                ("PUT", "/measures", {"unit": "bowl", "food_id": stolen, "grams": 5}),
                ("POST", "/recipes", my_pie | {"ingredients": [{"food_id": stolen, "grams": 5}]}),
                ("PATCH", f"/recipes/{pie['id']}", {"ingredients": [{"food_id": stolen, "grams": 5}]}),
                ("PATCH", f"/drafts/{draft['id']}", {"items": [{"food_id": stolen, "grams": 5}]}),
                ("PATCH", f"/drafts/{draft['id']}", {"items": [draft["items"][0] | {"food": {"id": stolen}}]}),
            )
        ),
    ]
    for method, path, body in attempts:
        answer = thief.send(method, path, body)
        assert answer.status_code == 404, (method, path, body, answer.content)
        assert "Quillon" not in answer.content.decode()
    assert everything(owner) == before


def test_no_list_and_no_search_shows_anothers(owner: Person, thief: Person, things: Things) -> None:
    for path in (
        "/foods?q=quillon stew",
        "/foods?q=zibber pie",
        f"/entries?food_id={things.food['id']}",
        "/entries?q=quillon",
    ):
        assert things.food["id"] not in (told := thief.get(path).content.decode()), path
        assert things.recipe["food"]["id"] not in told, path
    told = str(everything(thief))
    for each in (things.food, things.recipe, things.entry, things.draft, things.measure):
        assert each["id"] not in told
    assert things.food["id"] not in thief.post("/drafts", {"text": "100 g quillon stew"}).content.decode()
    bowl = {"food_id": thief.get("/foods?q=tomato soup").json()["items"][0]["id"], "quantity": 1, "unit": "bowl"}
    before = thief.post("/entries", bowl).json()["grams"]
    owner.send("PUT", "/measures", {"unit": "bowl", "grams": 77})
    assert thief.post("/entries", bowl).json()["grams"] == before


def test_who_is_nobody_sees_and_writes_no_row_of_anybodys(things: Things, owner_url: str) -> None:
    with psycopg.connect(owner_url) as look:
        owned = look.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'"
        ).fetchall()
        policies = look.execute("SELECT tablename, cmd FROM pg_policies WHERE schemaname = 'public'").fetchall()
    tables = {name for (name,) in owned}
    assert {"planning_recipe", "planning_ingredient", "planning_favourite", "foods_habit", "foods_ownmeasure"} <= tables
    assert {
        model._meta.db_table for model in apps.get_models() if any(f.attname == "user_id" for f in model._meta.fields)
    } <= tables
    for table in sorted(tables):
        assert {cmd for name, cmd in policies if name == table} & {"SELECT", "ALL"}, table
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE user_id IS NOT NULL")
            assert cursor.fetchone() == (0,), table
    for table in ("planning_recipe", "planning_ingredient", "planning_favourite", "diary_entry", "foods_ownmeasure"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET user_id = user_id")
            assert cursor.rowcount == 0, table
            cursor.execute(f"DELETE FROM {table}")
            assert cursor.rowcount == 0, table


@contextmanager
def queries(count: list[int]) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    count.append(len(captured))


@pytest.mark.parametrize(
    "path",
    ["/foods?own=true", "/recipes", "/favourites", "/measures", "/entries", "/drafts", "/usual-meals", "/changes"],
)
def test_a_list_asks_no_more_for_more(path: str) -> None:
    person, count = Person.register(now=NOW), list[int]()
    have(person)
    person.get(path)
    with queries(count):
        few = person.get(path).json()["items"]
    for _ in range(3):
        have(person)
    with queries(count):
        assert len(person.get(path).json()["items"]) > len(few) or path == "/usual-meals"
    assert count[1] == count[0]


@pytest.mark.parametrize(
    "path",
    [
        "/foods?own=true&limit=2",
        "/recipes?limit=2",
        "/favourites?limit=2",
        "/measures?limit=2",
        "/entries?limit=2",
        "/drafts?limit=2",
    ],
)
def test_pages_have_no_gap_and_nothing_twice_while_more_is_written(path: str) -> None:
    person = Person.register(now=NOW)
    for number in range(5):
        make(person, number)
    wanted = {key(each) for each in person.get(path.replace("limit=2", "limit=50")).json()["items"]}
    seen: list[str] = []
    page = person.get(path).json()
    for number in range(50, 100):
        seen += [key(each) for each in page["items"]]
        if page["next"] is None:
            break
        make(person, number)
        page = person.get(f"{path}&cursor={page['next']}").json()
    assert len(seen) == len(set(seen))
    assert wanted <= set(seen)


def make(person: Person, number: int) -> None:
    """One more of everything that is listed."""
    food = person.post("/foods", {"name": f"Food {number}", "nutrients_per_100g": LABEL}).json()["id"]
    parts = [{"food_id": food, "grams": 300}]
    person.post("/recipes", {"name": f"Recipe {number}", "servings": 3, "ingredients": parts})
    person.send("PUT", f"/favourites/{food}")
    person.send("PUT", "/measures", {"unit": f"bowl {chr(97 + number % 26)}", "food_id": food, "grams": 5})
    person.post("/entries", {"food_id": food, "grams": 5})
    person.post("/drafts", {"text": "a banana"})


def key(each: dict[str, Any]) -> str:
    return str(each.get("id") or each["food"]["id"])


def test_a_key_is_for_one_request_of_one_person(owner: Person, thief: Person, things: Things) -> None:
    body = {"name": "Once stew", "nutrients_per_100g": LABEL}
    first = owner.post("/foods", body, Idempotency_Key="shared")
    assert first.status_code == 201
    theirs = thief.post("/foods", body, Idempotency_Key="shared")
    assert theirs.status_code == 201
    assert theirs.json()["id"] != first.json()["id"], "another's key is another key"
    again = owner.post("/foods", body, Idempotency_Key="shared")
    assert (again.content, again.headers["Idempotent-Replay"]) == (first.content, "true")
    other = owner.post("/foods", body | {"name": "Twice stew"}, Idempotency_Key="shared")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    elsewhere = owner.post("/entries", body, Idempotency_Key="shared")
    assert elsewhere.status_code == 422
    refused = {"food_id": things.food["id"], "grams": 0}
    assert owner.post("/entries", refused, Idempotency_Key="refused").status_code == 422
    mended = owner.post("/entries", refused | {"grams": 5}, Idempotency_Key="refused")
    assert mended.status_code == 201, "a refusal is not kept"
