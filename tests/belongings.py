"""A person who has one of everything, and all that they have: for trying what others can do to it."""

from typing import Any

import psycopg
import pytest
from psycopg import sql

from fithub.coaching.usage import Task, Tokens, begin_request, end_request
from tests.body.test_photos import send as send_photo
from tests.body.test_pictures import encoded, scene
from tests.coaching.test_summaries import work
from tests.exchange import files
from tests.exchange.test_imports import send as send_file
from tests.people import Person
from tests.tools.running import Run
from tests.working import work_for

NOON = "2026-05-06T12:30:00Z"
LATER = "2026-05-08T08:00:00Z"
LABEL = {"energy_kcal": 77, "protein_g": 5, "carbohydrate_g": 5, "fat_g": 2}


@pytest.fixture(scope="module")
def owner() -> Person:
    return Person.register(now=NOON)


@pytest.fixture(scope="module")
def ids(owner: Person) -> dict[str, str]:
    """A row of each kind of the owner's, by the name that addresses have for its id."""

    def made(path: str, **body: Any) -> dict[str, Any]:
        answer = owner.post(path, body)
        assert answer.status_code in {200, 201, 202}, (path, answer.content)
        return dict(answer.json())

    work(owner, NOON)
    food = made("/foods", name="Quillon stew", nutrients_per_100g=LABEL)["id"]
    part = {"food_id": food, "grams": 150}
    entry = made("/entries", **part)["id"]
    work(owner, "2026-05-08T07:00:00Z")
    owner.headers["X-Test-Now"] = LATER
    owner.send("PUT", f"/favourites/{food}", {"grams": 250})
    diet = made("/diets", name="Lean", active=True)["id"]
    owner.send("PUT", "/training-days", {"weekdays": ["monday"]})
    owner.send("PUT", "/training-days/2026-05-06", {"day_kind": "training"})
    owner.patch("/coach/settings", {"daily": True})
    owner.post("/calendar")
    owner.post("/water", {"ml": 100}, Idempotency_Key="once")
    planned = made("/planned-meals", local_date="2026-05-08", items=[part])["id"]
    made(f"/planned-meals/{planned}/log")
    meal = made("/meals", diet_id=diet, items=[part], rule="FREQ=DAILY")["id"]
    owner.send("PUT", "/days/2026-05-05/status", {"status": "fasting"})
    owner.get("/expenditure")
    _tick(owner)
    _take_tokens(owner)
    made("/preferences", kind="like", food_id=food)
    made("/measurements/metrics", slug="grip", name="Grip", unit="kgf")
    photo = send_photo(owner, encoded(scene())).json()["id"]
    brought = send_file(owner, files.cronometer()).json()["id"]
    export = made("/exports", format="zip")["id"]
    work_for(owner)
    # Somebody waits for this one.
    made("/exports", format="fhir")
    return {
        "food_id": food,
        "entry_id": entry,
        "recipe_id": made("/recipes", name="Quillon pie", servings=2, ingredients=[part])["id"],
        "preference_id": made("/preferences", kind="allergy", word="quillon")["id"],
        "measure_id": owner.send("PUT", "/measures", {"unit": "bowl", "millilitres": 400}).json()["id"],
        "draft_id": made("/drafts", text="two boiled eggs")["id"],
        "water_id": made("/water", ml=333)["id"],
        "activity_id": made("/activities", name="running", minutes=30)["id"],
        "goal_id": made("/goals", kind="endurance", name="Quillon run")["id"],
        "diet_id": diet,
        "meal_id": meal,
        "planned_id": owner.get("/planned-meals").json()["items"][0]["id"],
        "target_id": made("/targets", nutrients={"protein_g": {"min": 137}})["id"],
        "approval_id": _asked(owner),
        "proposal_id": made("/proposals", nutrients={"protein_g": {"min": 138}})["id"],
        "measurement_id": made("/measurements", metric="weight_kg", value=77.7)["id"],
        "slug": "grip",
        "photo_id": photo,
        "job_id": owner.get("/jobs").json()["items"][0]["id"],
        "summary_id": made("/summaries", kind="daily", date="2026-05-06")["id"],
        "question_id": owner.get("/coach/questions").json()["items"][0]["id"],
        "export_id": export,
        "import_id": brought,
        "conversation_id": made("/conversations")["id"],
        "token_id": made("/tokens", name="Quillon bot", scopes=["diary:read"])["id"],
        "memory_id": made("/memories", kind="schedule", text="Quillon at nine")["id"],
    }


def _asked(person: Person) -> str:
    """A goal that waits for the person's yes."""
    run = Run.begin(person)
    asked: str = run.call("set_goal", kind="strength", name="Quillon lift")["approval"]["id"]
    run.end()
    return asked


def _take_tokens(person: Person) -> None:
    """A provider was asked for something."""
    with person.acting():
        row = begin_request(user_id=person.user_id, task=Task.TURN, model="quillon", expected=Tokens(137, 0))
        end_request(row, Tokens(137, 5))


def _tick(person: Person) -> None:
    listed = person.get("/shopping-list?from=2026-05-08&to=2026-05-09").json()
    key = listed["groups"][0]["items"][0]["key"]
    body = {"first_date": "2026-05-08", "last_date": "2026-05-09", "key": key}
    answer = person.send("PUT", "/shopping-list/ticks", body)
    assert answer.status_code == 200, answer.content


def rows_of(person: Person, owner_url: str) -> dict[str, list[str]]:
    """Everything of a person's, table by table, as its database's owner sees it."""
    with psycopg.connect(owner_url) as look:
        names = look.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'"
        ).fetchall()
        rows = [
            sql.SQL("SELECT {}, to_jsonb(t)::text FROM {} t WHERE user_id = {}").format(
                sql.Literal(name), sql.Identifier(name), sql.Literal(person.user_id)
            )
            for (name,) in names
        ]
        found: dict[str, list[str]] = {name: [] for (name,) in sorted(names)}
        for name, row in look.execute(sql.SQL(" UNION ALL ").join(rows) + sql.SQL(" ORDER BY 1, 2")):
            found[name].append(row)
    return found
