"""What waits for the person's yes, for whom, and what the yes does; nothing of it is left to a model."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from fithub.core.errors import FitHubError
from tests.people import Person
from tests.tools.running import Run

DAY = "2026-05-05"


@pytest.fixture
def eater(alice: Person) -> Person:
    """Somebody with three entries today."""
    alice.headers["X-Test-Now"] = f"{DAY}T12:30:00Z"
    run = Run.begin(alice)
    run.call("log_meal", items=[{"text": "two boiled eggs, a banana and 150 g rice"}])
    run.end()
    return alice


def entries(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(f"/days/{DAY}").json()["entries"]
    return found


def waiting(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get("/approvals?state=open").json()["items"]
    return found


def ids(person: Person) -> list[str]:
    return [entry["id"] for entry in entries(person)]


def asks_for_all(person: Person) -> Run:
    """A turn that would delete all that was eaten."""
    run = Run.begin(person)
    run.call("delete_entry", entry_ids=ids(person))
    run.end()
    return run


def decide(person: Person, approved: bool = True, **more: str) -> Any:
    (asked,) = waiting(person)
    return person.post(f"/approvals/{asked['id']}", {"approved": approved, **more})


def set_autonomy(person: Person, autonomy: str) -> None:
    assert person.patch("/me", {"autonomy": autonomy}).status_code == 200


def test_several_deletions_wait_and_nothing_is_written(eater: Person) -> None:
    before = entries(eater)
    run = Run.begin(eater)
    receipt = run.call("delete_entry", entry_ids=ids(eater))
    assert receipt["approval"]["summary"].startswith("Delete 3 entries of 5 May 2026: ")
    assert [change["after"] for change in receipt["approval"]["changes"]] == [None] * 3
    assert all(change["before"] for change in receipt["approval"]["changes"])
    turn = run.end()
    assert (turn.status, turn.receipts) == ("needs_approval", [])
    assert entries(eater) == before
    (asked,) = waiting(eater)
    assert asked["id"] == receipt["approval"]["id"]
    done = eater.post(f"/approvals/{asked['id']}", {"approved": True, "reason": "spring cleaning"}).json()
    assert (done["state"], done["reason"], len(done["receipt"]["removed"])) == ("approved", "spring cleaning", 3)
    assert (entries(eater), waiting(eater)) == ([], [])
    assert eater.post("/changes/undo").status_code == 200
    assert entries(eater) == before
    assert eater.get(f"/approvals/{asked['id']}").json()["state"] == "approved", "an answer is not taken back"


def test_the_same_call_asks_once_in_a_turn_and_anew_in_the_next(eater: Person) -> None:
    run = Run.begin(eater)
    first = run.call("delete_entry", entry_ids=ids(eater))["approval"]["id"]
    assert run.call("delete_entry", entry_ids=ids(eater))["approval"]["id"] == first
    run.end()
    again = Run.begin(eater, after=run).call("delete_entry", entry_ids=ids(eater))["approval"]["id"]
    assert [each["id"] for each in waiting(eater)] == [again]
    assert eater.get(f"/approvals/{first}").json()["state"] == "expired"


def test_a_second_deletion_in_a_turn_waits(eater: Person) -> None:
    first, second, _ = ids(eater)
    run = Run.begin(eater)
    assert run.call("delete_entry", entry_id=first)["removed"]
    assert run.call("delete_entry", entry_id=second)["approval"]
    run.end()
    assert len(entries(eater)) == 2
    assert Run.begin(eater).call("delete_entry", entry_id=second)["removed"], "another turn, another wish"


def test_two_answers_at_once_are_one(eater: Person) -> None:
    asks_for_all(eater)
    (asked,) = waiting(eater)

    def answer(_: int) -> int:
        try:
            return int(eater.post(f"/approvals/{asked['id']}", {"approved": True}).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(answer, range(4)))
    assert statuses == [200, 409, 409, 409]
    assert len([each for each in eater.get("/changes").json()["items"] if each["rows"][0]["after"] is None]) == 1


def test_an_answer_counts_once_and_a_no_leaves_everything(eater: Person) -> None:
    before = entries(eater)
    asks_for_all(eater)
    (asked,) = waiting(eater)
    assert decide(eater, approved=False).json()["state"] == "declined"
    late = eater.post(f"/approvals/{asked['id']}", {"approved": True})
    assert (late.status_code, late.json()["code"]) == (409, "approval_decided")
    assert entries(eater) == before


def test_what_has_changed_meanwhile_is_refused_and_over(eater: Person) -> None:
    asks_for_all(eater)
    (asked,) = waiting(eater)
    eater.delete(f"/entries/{ids(eater)[0]}")
    before = entries(eater)
    late = decide(eater)
    assert (late.status_code, late.json()["code"]) == (409, "approval_expired")
    assert entries(eater) == before
    assert eater.get(f"/approvals/{asked['id']}").json()["state"] == "expired"
    assert waiting(eater) == []


def test_nobody_waits_for_ever(eater: Person) -> None:
    asks_for_all(eater)
    (asked,) = waiting(eater)
    # Tools that no request calls live by the machine's clock.
    eater.headers["X-Test-Now"] = (datetime.now(UTC) + timedelta(days=8)).isoformat()
    assert waiting(eater) == []
    assert [each["id"] for each in eater.get("/approvals?state=expired").json()["items"]] == [asked["id"]]
    late = eater.post(f"/approvals/{asked['id']}", {"approved": True})
    assert (late.status_code, late.json()["code"]) == (409, "approval_expired")


def test_another_persons_approval_does_not_exist(eater: Person, bob: Person) -> None:
    asks_for_all(eater)
    (asked,) = waiting(eater)
    assert waiting(bob) == []
    assert bob.get(f"/approvals/{asked['id']}").status_code == 404
    assert bob.post(f"/approvals/{asked['id']}", {"approved": True}).json()["code"] == "approval_not_found"
    with pytest.raises(FitHubError) as caught:
        Run.begin(bob, answer=True).call("decide_approval", approval_id=asked["id"], approve=True)
    assert caught.value.code == "approval_not_found"
    assert len(entries(eater)) == 3


def test_a_model_decides_nothing_by_itself(eater: Person) -> None:
    asked = Run.begin(eater)
    approval_id = asked.call("delete_entry", entry_ids=ids(eater))["approval"]["id"]

    def refused(run: Run, approve: bool = True) -> bool:
        with pytest.raises(FitHubError) as caught:
            run.call("decide_approval", approval_id=approval_id, approve=approve)
        return caught.value.code == "answer_needed"

    assert refused(asked), "in the turn that asked"
    asked.end()
    other = Run.begin(eater, answer=True)
    assert refused(other), "in another conversation"
    other.end()
    hmm = Run.begin(eater, after=asked)
    assert refused(hmm), "the message is neither a yes nor a no"
    hmm.end()
    late = Run.begin(eater, answer=True, after=asked)
    assert refused(late), "something else was said since"
    late.end()
    assert len(entries(eater)) == 3


def test_a_plain_yes_or_no_is_passed_on(eater: Person) -> None:
    asked = asks_for_all(eater)
    (approval,) = waiting(eater)
    no = Run.begin(eater, answer=False, after=asked)
    with pytest.raises(FitHubError):
        no.call("decide_approval", approval_id=approval["id"], approve=True)
    receipt = no.call("decide_approval", approval_id=approval["id"], approve=False)
    assert receipt["decided"]["state"] == "declined"
    no.end()
    asked = asks_for_all(eater)
    (approval,) = waiting(eater)
    yes = Run.begin(eater, answer=True, after=asked)
    receipt = yes.call("decide_approval", approval_id=approval["id"], approve=True)
    assert (len(receipt["removed"]), receipt["tool"]) == (3, "delete_entry")
    assert entries(eater) == []
    turn = yes.end()
    assert [each["tool"] for each in turn.receipts] == ["delete_entry"]
    assert Run.begin(eater).call("undo")["entries"]


def test_a_yes_that_makes_the_call_again_is_the_yes(eater: Person) -> None:
    gone = ids(eater)
    asked = asks_for_all(eater)
    receipt = Run.begin(eater, answer=True, after=asked).call("delete_entry", entry_ids=gone)
    assert (len(receipt["removed"]), entries(eater), waiting(eater)) == (3, [], [])


def test_goals_wait_and_what_is_unsafe_is_refused_at_once(eater: Person) -> None:
    eater.post("/measurements", {"metric": "weight_kg", "value": 82})
    eater.patch("/me", {"height_cm": 180})
    with pytest.raises(FitHubError) as caught:
        Run.begin(eater).call("set_goal", kind="weight_loss", target_value=45)
    assert caught.value.code == "goal_unsafe"
    run = Run.begin(eater)
    asked = run.call("set_goal", kind="weight_loss", target_value=77, target_date="2026-10-01")["approval"]
    run.end()
    assert "77 kg" in asked["summary"]
    assert asked["changes"][0]["before"] is None
    assert eater.get("/goals").json()["items"] == []
    assert decide(eater).status_code == 200
    (goal,) = eater.get("/goals").json()["items"]
    assert (goal["is_active"], goal["target_value"]) == (True, 77)
    run = Run.begin(eater)
    assert run.call("end_goal", goal_id=goal["id"])["approval"]
    assert run.call("set_goal", kind="weight_loss", target_value=75)["approval"]["summary"].endswith(
        "takes the place of “Weight Loss”."
    )


def test_a_floor_that_holds_by_now_refuses_the_yes(eater: Person) -> None:
    eater.post("/measurements", {"metric": "weight_kg", "value": 82})
    run = Run.begin(eater)
    run.call("set_goal", kind="weight_loss", target_value=77)
    run.end()
    pregnant = {"sex": "female", "life_stage": "pregnant", "pregnancy_due_date": "2026-10-01"}
    assert eater.patch("/me", pregnant).status_code == 200
    late = decide(eater)
    assert (late.status_code, late.json()["code"]) == (409, "approval_expired")
    assert "pregnancy" in late.json()["detail"]
    assert eater.get("/goals").json()["items"] == []


def test_a_target_is_decided_here_or_by_its_form(eater: Person) -> None:
    def propose(kcal: int) -> dict[str, Any]:
        run = Run.begin(eater)
        receipt = run.call("propose_target", nutrients={"energy_kcal": {"target": kcal}})
        run.end()
        return receipt

    made = propose(2100)
    assert made["approval"]["changes"][0]["after"] == "energy 2,100 kcal"
    assert decide(eater).json()["receipt"]["target"]["nutrients"] == {"energy_kcal": {"target": 2100}}
    assert eater.get(f"/proposals/{made['proposals'][0]['id']}").json()["state"] == "approved"
    made = propose(2200)
    assert decide(eater, approved=False).json()["state"] == "declined"
    assert eater.get(f"/proposals/{made['proposals'][0]['id']}").json()["state"] == "declined"
    made = propose(2300)
    eater.post(f"/proposals/{made['proposals'][0]['id']}/approve")
    assert waiting(eater) == []
    late = eater.post(f"/approvals/{made['approval']['id']}", {"approved": True})
    assert (late.status_code, late.json()["code"]) == (409, "approval_expired")
    propose(2400)
    made = propose(2500)
    assert [each["id"] for each in waiting(eater)] == [made["approval"]["id"]], "the older one has given way"


def test_diets_wait(eater: Person) -> None:
    diet = eater.post("/diets", {"name": "Lean", "targets": {"energy_kcal": {"target": 2000}}}).json()
    run = Run.begin(eater)
    asked = run.call("activate_diet", diet_id=diet["id"])["approval"]
    run.end()
    assert asked["summary"] == "Plan by “Lean” from now on."
    assert {"what": "diet “Lean”", "before": "not active", "after": "active"} in asked["changes"]
    assert not eater.get(f"/diets/{diet['id']}").json()["active"]
    decide(eater)
    assert eater.get(f"/diets/{diet['id']}").json()["active"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("log_water", {"ml": 300}),
        ("log_measurement", {"metric": "weight_kg", "value": 80}),
        ("set_measure", {"unit": "bowl", "millilitres": 400}),
        ("create_food", {"name": "Skyr", "per_100g": {"energy_kcal": 63}}),
        ("copy_meal", {"from_date": DAY, "to_date": "2026-05-04"}),
        ("set_day_status", {"local_date": DAY, "status": "complete"}),
        ("set_coach_settings", {"daily": False}),
        ("plan_meal", {"text": "a banana", "local_date": "2026-05-07"}),
    ],
)
def test_who_wants_to_be_asked_always_is(eater: Person, tool: str, arguments: dict[str, Any]) -> None:
    set_autonomy(eater, "always_ask")
    before = eater.get("/changes").json()["items"]
    run = Run.begin(eater)
    asked = run.call(tool, **arguments)["approval"]
    assert asked["summary"].endswith(".")
    run.end()
    assert [each["rows"][0]["table"] for each in eater.get("/changes").json()["items"][: -len(before)]] == [
        "coaching_approval"
    ]
    done = decide(eater).json()
    assert (done["state"], done["receipt"]["tool"]) == ("approved", tool)
    assert eater.post("/changes/undo").status_code == 200


def test_who_wants_to_be_asked_always_gets_drafts_of_meals(eater: Person) -> None:
    set_autonomy(eater, "always_ask")
    before = entries(eater)
    food = before[0]["food"]["id"]
    run = Run.begin(eater)
    assert len(run.call("log_meal", items=[{"text": "a banana"}])["drafts"]) == 1
    assert len(run.call("log_meal", items=[{"text": "eggs", "food_id": food, "amount_g": 100}])["drafts"]) == 1
    assert run.call("edit_entry", entry_id=before[0]["id"], quantity=3)["approval"]
    assert run.call("delete_entry", entry_id=before[0]["id"])["approval"]
    assert entries(eater) == before


def test_what_was_eaten_keeps_the_moment_of_asking(eater: Person) -> None:
    set_autonomy(eater, "always_ask")
    run = Run.begin(eater)
    run.call("log_water", ml=300)
    run.end()
    eater.headers["X-Test-Now"] = "2026-05-06T09:00:00Z"
    receipt = decide(eater).json()["receipt"]
    assert (receipt["water"][0]["local_date"], receipt["water"][0]["local_time"]) == (DAY, "12:30:00")


def test_who_wants_it_done_is_asked_only_about_much(eater: Person) -> None:
    set_autonomy(eater, "just_do_it")
    eater.post("/measurements", {"metric": "weight_kg", "value": 82})
    run = Run.begin(eater)
    assert run.call("set_goal", kind="weight_loss", target_value=77)["goals"][0]["is_active"]
    assert run.call("propose_target", nutrients={"energy_kcal": {"target": 2100}})["target"]
    assert len(run.call("delete_entry", entry_ids=ids(eater))["removed"]) == 3
    food = eater.post("/foods", {"name": "Crumb", "nutrients_per_100g": {"energy_kcal": 1}}).json()
    for _ in range(31):
        eater.post("/entries", {"food_id": food["id"], "grams": 1})
    assert run.call("delete_entry", entry_ids=ids(eater))["approval"]
    assert len(entries(eater)) == 31


def test_nobody_eats_that_much(eater: Person) -> None:
    """28,000 kcal by every way that a tool has: not one of them writes it without a yes."""
    set_autonomy(eater, "just_do_it")
    lard = eater.post("/foods", {"name": "Lard block", "nutrients_per_100g": {"energy_kcal": 900}}).json()["id"]
    before = entries(eater)
    run = Run.begin(eater)
    (draft,) = run.call("log_meal", items=[{"text": "lard", "food_id": lard, "amount_g": 3112}])["drafts"]
    assert run.call("log_meal", items=[{"text": "28000 kcal of pasta"}])["entries"] == []
    assert run.call("edit_entry", entry_id=before[0]["id"], food_id=lard, amount_g=3112)["approval"]
    with pytest.raises(FitHubError) as caught:
        run.call("confirm_draft", draft_id=draft["id"])
    assert caught.value.code == "answer_needed"
    run.end()
    later = Run.begin(eater, after=run)
    with pytest.raises(FitHubError) as caught:
        later.call("confirm_draft", draft_id=draft["id"])
    assert (caught.value.code, entries(eater)) == ("answer_needed", before)
    later.end()
    assert Run.begin(eater, answer=True, after=later).call("confirm_draft", draft_id=draft["id"])["entries"]
    # A day that holds too much by now: what is added to it waits as well.
    eater.headers["X-Test-Now"] = "2026-05-06T12:30:00Z"
    copied = Run.begin(eater).call("copy_meal", from_date=DAY, to_date="2026-05-04")
    assert copied["approval"]


@pytest.mark.parametrize(("value", "unit"), [(750, "kg"), (1700, "lb"), (750_000, "g")])
def test_nobody_weighs_that_much(eater: Person, value: float, unit: str) -> None:
    for confirm in (False, True):
        with pytest.raises(FitHubError) as caught:
            Run.begin(eater, answer=True).call(
                "log_measurement", metric="weight_kg", value=value, unit=unit, confirm=confirm
            )
        assert caught.value.code == "value_impossible"
    assert eater.get("/measurements").json()["items"] == []


def test_only_the_person_stands_by_an_unlikely_value(eater: Person) -> None:
    eater.post("/measurements", {"metric": "weight_kg", "value": 80})
    unlikely = {"metric": "weight_kg", "value": 120}
    with pytest.raises(FitHubError) as caught:
        Run.begin(eater).call("log_measurement", **unlikely)
    assert caught.value.code == "value_unlikely"
    assert Run.begin(eater).call("log_measurement", **unlikely, confirm=True)["approval"]
    assert Run.begin(eater, answer=True).call("log_measurement", **unlikely, confirm=True)["measurements"]
