"""Targets by tools: what a model may not do without the person's answer."""

import pytest

from fithub.core.errors import Conflict, InvalidInput
from tests.people import Person
from tests.tools.running import Run

DAY = "2026-05-05"


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = f"{DAY}T12:30:00Z"
    return alice


def test_a_model_does_not_answer_its_own_proposal(eater: Person) -> None:
    run = Run.begin(eater)
    (made,) = run.call("propose_target", nutrients={"energy_kcal": {"target": 2100}})["proposals"]
    for approve in (True, False):
        with pytest.raises(Conflict, match="ask the person"):
            run.call("decide_proposal", proposal_id=made["id"], approve=approve)
    run.end()
    hmm = Run.begin(eater, after=run)
    with pytest.raises(Conflict, match="ask the person"):
        hmm.call("decide_proposal", proposal_id=made["id"], approve=True)
    hmm.end()
    yes = Run.begin(eater, answer=True, after=hmm)
    later = yes.call("decide_proposal", proposal_id=made["id"], approve=True)
    assert later["target"]["nutrients"] == {"energy_kcal": {"target": 2100}}


def test_what_is_not_named_stays(eater: Person) -> None:
    standing = {"energy_kcal": {"target": 2100}, "sodium_mg": {"max": 2000}}
    eater.post("/targets", {"nutrients": standing, "effective_from": "2026-05-01"})
    (made,) = Run.begin(eater).call("propose_target", nutrients={"sodium_mg": {"max": 1800}})["proposals"]
    assert made["nutrients"] == {"energy_kcal": {"target": 2100}, "sodium_mg": {"max": 1800}}
    with pytest.raises(InvalidInput, match="dietitian"):
        Run.begin(eater).call("propose_target", nutrients={"energy_kcal": {"max": 900}}, day_kind="rest")


def test_what_is_short_is_told_from_complete_figures_only(eater: Person) -> None:
    eater.patch("/me", {"sex": "male", "birth_date": "1990-01-01"})
    food = {"name": "Quillon", "nutrients_per_100g": {"iron_mg": 4, "zinc_mg": 60, "sodium_mg": 0}}
    known = eater.post("/foods", food).json()["id"]
    eater.post("/entries", {"food_id": known, "grams": 100})
    told = Run.begin(eater).call("get_targets", local_date=DAY)
    assert told["short"] == ["iron_mg"]
    assert told["over"] == ["zinc_mg"]
    assert "calcium_mg" in told["not_known"]
    assert told["references"]["iron_mg"]["percent"] == 50
