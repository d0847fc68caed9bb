"""No tool reads or writes another's rows, whatever ids a model gives it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from fithub.core.errors import FitHubError
from fithub.core.jobs import enqueue
from tests.people import Person
from tests.tools.running import Run
from tools.catalogue import TOOLS

DAY = "2026-05-05"


@dataclass
class Rows:
    """What Alice owns."""

    entry_id: str
    draft_id: str
    food_id: str
    recipe_id: str
    goal_id: str
    proposal_id: str
    measurement_id: str
    job_id: str
    diet_id: str
    planned_id: str
    preference_id: str
    memory_id: str
    activity_id: str
    water_id: str

    @classmethod
    def of(cls, person: Person) -> "Rows":
        person.headers["X-Test-Now"] = f"{DAY}T12:30:00Z"
        food = person.post(
            "/foods", {"name": "Quillon stew", "nutrients_per_100g": {"energy_kcal": 77, "protein_g": 5}}
        ).json()
        entry = person.post("/entries", {"food_id": food["id"], "grams": 150}).json()
        draft = person.post("/drafts", {"text": "two boiled eggs"}).json()
        parts = [{"food_id": food["id"], "grams": 100}]
        recipe = person.post("/recipes", {"name": "Quillon pie", "servings": 2, "ingredients": parts}).json()
        person.send("PUT", "/measures", {"unit": "bowl", "millilitres": 400})
        person.send("PUT", f"/favourites/{food['id']}")
        goal = person.post("/goals", {"kind": "endurance", "name": "Quillon run"}).json()
        offered = person.post("/proposals", {"nutrients": {"protein_g": {"min": 137}}}).json()
        measured = person.post("/measurements", {"metric": "weight_kg", "value": 77.7}).json()
        with person.acting():
            job = enqueue(user_id=person.user_id, kind="sing")
        diet = person.post("/diets", {"name": "Lean", "active": True}).json()
        meal = {"diet_id": diet["id"], "items": [{"food_id": food["id"], "grams": 150}], "rule": "FREQ=DAILY"}
        person.post("/meals", meal)
        planned = person.get("/planned-meals").json()["items"][0]
        fact = person.post("/memories", {"kind": "medical", "text": "My quillon is weak"}).json()
        liked = person.post("/preferences", {"kind": "allergy", "word": "quillon"}).json()
        walk = person.post("/activities", {"name": "Quillon walk", "steps": 777}).json()
        drink = person.post("/water", {"ml": 277}).json()
        return cls(
            entry_id=entry["id"],
            draft_id=draft["id"],
            food_id=food["id"],
            recipe_id=recipe["id"],
            goal_id=goal["id"],
            proposal_id=offered["id"],
            measurement_id=measured["id"],
            job_id=str(job.pk),
            diet_id=diet["id"],
            planned_id=planned["id"],
            preference_id=liked["id"],
            memory_id=fact["id"],
            activity_id=walk["id"],
            water_id=drink["id"],
        )


def refused(code: str, **arguments: str) -> Callable[[Run, Rows, str], None]:
    """The tool refuses ids of Alice's as it refuses ids that do not exist. `arguments`: which of her ids go where."""

    def check(run: Run, rows: Rows, tool: str) -> None:
        given = {name: getattr(rows, which) for name, which in arguments.items()}
        more = _MORE.get(tool, {})
        with pytest.raises(FitHubError) as caught:
            run.call(tool, **given, **more)
        assert caught.value.code == code

    return check


def sees_nothing(run: Run, rows: Rows, tool: str) -> None:
    asked = {
        "get_day": {"local_date": DAY},
        "search_foods": {"query": "Quillon stew"},
        "estimate_foods": {"text": "100 g quillon stew"},
    }
    receipt = run.call(tool, **asked[tool])
    assert rows.food_id not in str(receipt)
    assert rows.entry_id not in str(receipt)
    assert "uillon" not in str(receipt.get("activities", []))
    assert [receipt.get(name, []) for name in ("entries", "activities", "water")] == [[], [], []]


def logs_only_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    with pytest.raises(FitHubError) as caught:
        run.call(tool, items=[{"text": "stew", "food_id": rows.food_id, "amount_g": 100}])
    assert caught.value.code == "food_not_found"
    receipt = run.call(tool, items=[{"text": "a banana"}])
    assert run.person.get(f"/entries/{receipt['entries'][0]['id']}").status_code == 200


_MORE: dict[str, dict[str, Any]] = {
    "decide_proposal": {"approve": True},
    "edit_entry": {"quantity": 2},
    "edit_draft": {"quantity": 2},
    "decide_approval": {"approve": True},
    "copy_meal": {"from_date": DAY},
    "set_measure": {"unit": "slice", "grams": 45},
    "answer_question": {"how": "skip"},
    "delete_own": {"kind": "recipes"},
    "set_preference": {"kind": "like"},
    "edit_recipe": {"servings": 3},
    "edit_measurement": {"value": 60},
    "edit_planned": {"skipped": True},
    "edit_activity": {"steps": 1},
    "edit_water": {"ml": 1},
}


def lists_nothing(run: Run, rows: Rows, tool: str) -> None:
    for kind in ("foods", "recipes", "favourites", "measures", "usual_meals", "preferences"):
        assert run.call(tool, kind=kind)[kind] == []


def keeps_only_what_the_caller_sees(run: Run, rows: Rows, tool: str) -> None:
    with pytest.raises(FitHubError) as caught:
        run.call(tool, name="Quillon pie", ingredients=[{"food_id": rows.food_id, "amount_g": 10}])
    assert caught.value.code == "food_not_found"
    receipt = run.call(tool, name="Quillon pie", text="100 g oats")
    assert receipt["recipe"]["id"] != rows.recipe_id, "one's own of the same name is replaced, nobody else's"


def measures_only_the_caller(run: Run, rows: Rows, tool: str) -> None:
    (row,) = run.call(tool, metric="weight_kg", value=60)["measurements"]
    assert run.person.get(f"/measurements/{row['id']}").status_code == 200


def tells_no_measure(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool)["measurements"] == []


def tells_no_job(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool)["jobs"] == []


def makes_a_food_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    food = run.call(tool, name="Quillon stew", per_100g={"energy_kcal": 1})["foods"][0]
    assert run.person.get(f"/foods/{food['id']}").status_code == 200


def tells_only_ones_own_targets(run: Run, rows: Rows, tool: str) -> None:
    receipt = run.call(tool, local_date=DAY)
    assert (receipt["targets_basis"], receipt["proposals"], receipt["entries_counted"]) == ("reference", [], 0)


def proposes_to_the_caller(run: Run, rows: Rows, tool: str) -> None:
    (made,) = run.call(tool, nutrients={"fibre_g": {"min": 30}})["proposals"]
    assert made["nutrients"] == {"fibre_g": {"min": 30}}
    assert run.person.get(f"/proposals/{made['id']}").status_code == 200


def sets_a_goal_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    asked = run.call(tool, kind="strength")["approval"]
    done = run.person.post(f"/approvals/{asked['id']}", {"approved": True}).json()
    goal = done["receipt"]["goals"][0]
    assert run.person.get(f"/goals/{goal['id']}").status_code == 200


def averages_nothing(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool, first_date=DAY, last_date=DAY)["counted_days"] == 0


def counts_nothing_of_anothers(run: Run, rows: Rows, tool: str) -> None:
    for asked in ({"first_date": DAY, "last_date": DAY}, {"last_date": DAY, "slot": "lunch"}, {}):
        assert run.call(tool, **asked)["frequent"] == []


def sums_up_nothing(run: Run, rows: Rows, tool: str) -> None:
    told = run.call(tool, kind="daily", local_date=DAY)["summary"]
    assert [figure["value"] for figure in told["figures"] if figure["id"] == "count.entries"] == [0]


def settles_only_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool, daily=False)["settings"]["daily"] is False
    assert run.person.get("/coach/settings").json()["daily"] is False


def marks_only_the_callers_day(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool, local_date=DAY, status="incomplete")["day_status"]["completeness"] == "empty"


def learns_nothing_of_anothers(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool)["expenditure"]["reason"] == "no_weight"


def plans_only_what_the_caller_sees(run: Run, rows: Rows, tool: str) -> None:
    with pytest.raises(FitHubError) as caught:
        run.call(tool, foods=[{"food_id": rows.food_id, "amount_g": 10}])
    assert caught.value.code == "food_not_found"
    made = run.call(tool, text="a banana", rule="FREQ=DAILY")["meals"][0]
    assert made["diet_id"] != rows.diet_id
    assert run.person.get(f"/meals/{made['id']}").status_code == 200


def tells_no_plan(run: Run, rows: Rows, tool: str) -> None:
    receipt = run.call(tool, from_date=DAY, to_date="2026-05-12")
    assert rows.diet_id not in str(receipt)
    assert "Quillon" not in str(receipt)


def logs_no_plan_of_anothers(run: Run, rows: Rows, tool: str) -> None:
    with pytest.raises(FitHubError) as caught:
        run.call(tool, planned_ids=[rows.planned_id])
    assert caught.value.code == "planned_meal_not_found"


def keeps_a_diet_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    diet = run.call(tool, name="Lean", protein_g=100)["diets"][0]
    assert run.person.get(f"/diets/{diet['id']}").status_code == 200


def drinks_alone(run: Run, rows: Rows, tool: str) -> None:
    row = run.call(tool, ml=300)["water"][0]
    assert run.person.get(f"/water/{row['id']}").status_code == 200


def moves_alone(run: Run, rows: Rows, tool: str) -> None:
    row = run.call(tool, name="walking", steps=8000)["activities"][0]
    assert run.person.get(f"/activities/{row['id']}").json()["energy_kcal"] is None


def tells_no_import(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool)["imports"] == []


def exports_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    (asked,) = run.call(tool)["exports"]
    assert run.person.get(f"/exports/{asked['id']}").status_code == 200


def remembers_for_the_caller(run: Run, rows: Rows, tool: str) -> None:
    (fact,) = run.call(tool, text="My quillon is weak", kind="medical")["memories"]
    assert fact["id"] != rows.memory_id
    assert run.person.get(f"/memories/{fact['id']}").status_code == 200


def tells_only_ones_own_profile(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool)["profile"]["height_cm"] is None


def changes_only_ones_own_profile(run: Run, rows: Rows, tool: str) -> None:
    assert run.call(tool, height_cm=181)["profile"]["height_cm"] == 181
    assert run.person.get("/me").json()["height_cm"] == 181


def recalls_nothing_of_anothers(run: Run, rows: Rows, tool: str) -> None:
    for asked in ({}, {"query": "quillon stew", "first_date": DAY, "last_date": DAY}):
        receipt = run.call(tool, **asked)
        assert (receipt["memories"], receipt["entries"]) == ([], [])


def suggests_nothing_of_anothers(run: Run, rows: Rows, tool: str) -> None:
    for asked in ({"limit": 10}, {"what": "quillon"}):
        told = run.call(tool, **asked)["suggestions"]
        assert rows.food_id not in str(told)
        assert "uillon" not in str(told)


CHECKS: dict[str, Callable[[Run, Rows, str], None]] = {
    "log_meal": logs_only_for_the_caller,
    "edit_entry": refused("entry_not_found", entry_id="entry_id"),
    "delete_entry": refused("entry_not_found", entry_id="entry_id"),
    "get_day": sees_nothing,
    "search_foods": sees_nothing,
    "estimate_foods": sees_nothing,
    "undo": refused("nothing_to_undo"),
    "redo": refused("nothing_to_redo"),
    "edit_draft": refused("draft_not_found", draft_id="draft_id"),
    "decide_approval": refused("approval_not_found", approval_id="entry_id"),
    "confirm_draft": refused("draft_not_found", draft_id="draft_id"),
    "decline_draft": refused("draft_not_found", draft_id="draft_id"),
    "copy_meal": refused("nothing_to_copy"),
    "log_usual": refused("no_usual_meal"),
    "list_own": lists_nothing,
    "save_recipe": keeps_only_what_the_caller_sees,
    "edit_recipe": refused("recipe_not_found", recipe_id="recipe_id"),
    "create_food": makes_a_food_for_the_caller,
    "set_measure": refused("food_not_found", food_id="food_id"),
    "set_favourite": refused("food_not_found", food_id="food_id"),
    "delete_own": refused("recipe_not_found", id="recipe_id"),
    "get_targets": tells_only_ones_own_targets,
    "propose_target": proposes_to_the_caller,
    "decide_proposal": refused("proposal_not_found", proposal_id="proposal_id"),
    "set_goal": sets_a_goal_for_the_caller,
    "activate_goal": refused("goal_not_found", goal_id="goal_id"),
    "end_goal": refused("goal_not_found", goal_id="goal_id"),
    "get_progress": refused("goal_not_found", goal_id="goal_id"),
    "log_measurement": measures_only_the_caller,
    "get_measurements": tells_no_measure,
    "get_jobs": tells_no_job,
    "list_imports": tells_no_import,
    "commit_import": refused("import_not_found", import_id="entry_id"),
    "undo_import": refused("import_not_found", import_id="entry_id"),
    "start_export": exports_for_the_caller,
    "cancel_job": refused("job_not_found", job_id="job_id"),
    "set_preference": refused("food_not_found", food_id="food_id"),
    "remove_preference": refused("preference_not_found", preference_id="preference_id"),
    "log_water": drinks_alone,
    "edit_water": refused("water_not_found", water_id="water_id"),
    "delete_water": refused("water_not_found", water_id="water_id"),
    "log_activity": moves_alone,
    "edit_activity": refused("activity_not_found", activity_id="activity_id"),
    "delete_activity": refused("activity_not_found", activity_id="activity_id"),
    "edit_measurement": refused("measurement_not_found", measurement_id="measurement_id"),
    "delete_measurement": refused("measurement_not_found", measurement_id="measurement_id"),
    "get_range": averages_nothing,
    "frequent_foods": counts_nothing_of_anothers,
    "get_summary": sums_up_nothing,
    "set_coach_settings": settles_only_for_the_caller,
    "answer_question": refused("question_not_found"),
    "get_expenditure": learns_nothing_of_anothers,
    "set_day_status": marks_only_the_callers_day,
    "plan_meal": plans_only_what_the_caller_sees,
    "get_plan": tells_no_plan,
    "edit_planned": refused("planned_meal_not_found", planned_id="planned_id"),
    "log_planned": logs_no_plan_of_anothers,
    "shopping_list": tells_no_plan,
    "save_diet": keeps_a_diet_for_the_caller,
    "remember": remembers_for_the_caller,
    "forget": refused("memory_not_found", memory_id="memory_id"),
    "suggest_foods": suggests_nothing_of_anothers,
    "get_profile": tells_only_ones_own_profile,
    "edit_profile": changes_only_ones_own_profile,
    "recall": recalls_nothing_of_anothers,
    "activate_diet": refused("diet_not_found", diet_id="diet_id"),
}


def test_every_tool_has_a_check() -> None:
    assert CHECKS.keys() == {tool.name for tool in TOOLS}


@pytest.mark.parametrize("tool", [tool.name for tool in TOOLS])
def test_a_tool_keeps_to_its_own_person(alice: Person, bob: Person, tool: str) -> None:
    rows = Rows.of(alice)
    me = alice.send("PATCH", "/me", {"height_cm": 163, "sex": "female"}).json()
    day, draft = alice.get(f"/days/{DAY}").json(), alice.get(f"/drafts/{rows.draft_id}").json()
    CHECKS[tool](Run.begin(bob), rows, tool)
    assert alice.get(f"/days/{DAY}").json() == day
    assert alice.get(f"/drafts/{rows.draft_id}").json() == draft
    assert alice.get("/me").json() == me
