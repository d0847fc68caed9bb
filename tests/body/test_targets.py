"""Targets by date, weekday and kind of day, over HTTP."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from fithub.body.bounds import KCAL_PER_G, MACROS, check, disagreement, implied_kcal, resolved
from tests.api.test_openapi import conforms
from tests.people import Person

# A Tuesday.
NOW = "2026-05-05T12:30:00Z"


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = NOW
    return alice


def kcal(amount: float, **more: Any) -> dict[str, Any]:
    return {"nutrients": {"energy_kcal": {"target": amount}}} | more


def have(person: Person, body: dict[str, Any]) -> dict[str, Any]:
    return dict(conforms(person.post("/targets", body), "/targets", "POST"))


def energies(person: Person, first: str, last: str) -> list[float | None]:
    days = person.get(f"/days?from={first}&to={last}").json()["items"]
    return [day["targets"]["energy_kcal"]["target"] if day["targets_basis"] == "own" else None for day in days]


def test_what_says_more_about_a_day_comes_first(eater: Person) -> None:
    have(
        eater,
        {"effective_from": "2026-05-01", "nutrients": {"energy_kcal": {"target": 2000}, "protein_g": {"min": 120}}},
    )
    have(eater, kcal(2400, effective_from="2026-05-01", day_kind="training"))
    have(eater, kcal(1800, effective_from="2026-05-01", day_kind="rest"))
    have(eater, kcal(2600, effective_from="2026-05-01", weekdays=["saturday"]))
    assert energies(eater, "2026-05-04", "2026-05-10") == [2000, 2000, 2000, 2000, 2000, 2600, 2000], "no training told"
    assert eater.send("PUT", "/training-days", {"weekdays": ["monday", "friday", "saturday"]}).status_code == 200
    assert energies(eater, "2026-05-04", "2026-05-10") == [2000, 1800, 1800, 1800, 2400, 2600, 1800], "from today on"
    eater.send("PUT", "/training-days/2026-05-07", {"day_kind": "training"})
    eater.send("PUT", "/training-days/2026-05-08", {"day_kind": "rest"})
    assert energies(eater, "2026-05-04", "2026-05-10") == [2000, 1800, 1800, 2400, 1800, 2600, 1800]
    assert eater.get("/days/2026-05-07").json()["targets"]["protein_g"] == {"min": 120}, "laid over the rest"
    assert eater.delete("/training-days/2026-05-08").status_code == 204
    assert eater.delete("/training-days/2026-05-08").status_code == 404
    assert energies(eater, "2026-05-08", "2026-05-08") == [2400]
    listed = conforms(eater.get("/training-days?from=2026-05-01&to=2026-05-31"), "/training-days", "GET")
    assert listed == {
        "weeks": [{"effective_from": "2026-05-05", "weekdays": ["monday", "friday", "saturday"]}],
        "dates": [{"date": "2026-05-07", "day_kind": "training"}],
    }


def test_a_range_costs_the_same_queries_however_long(eater: Person) -> None:
    have(eater, kcal(2400, effective_from="2025-05-01", day_kind="training"))
    eater.send("PUT", "/training-days", {"weekdays": ["monday"], "effective_from": "2025-01-01"})
    with CaptureQueriesContext(connection) as one:
        eater.get("/days/2026-05-05")
    with CaptureQueriesContext(connection) as many:
        eater.get("/days?from=2025-05-06&to=2026-05-05")
    assert len(one) == len(many)


def test_a_change_leaves_past_days_as_they_were(eater: Person) -> None:
    first = have(eater, kcal(2000, effective_from="2026-05-01"))
    before = energies(eater, "2026-04-30", "2026-05-07")
    changed = conforms(
        eater.patch(f"/targets/{first['id']}", {"nutrients": {"energy_kcal": {"target": 2300}}}),
        "/targets/{target_id}",
        "PATCH",
    )
    assert changed["id"] != first["id"]
    assert changed["effective_from"] == "2026-05-05"
    assert energies(eater, "2026-04-30", "2026-05-07") == [*before[:5], 2300, 2300, 2300]
    again = eater.patch(f"/targets/{changed['id']}", {"nutrients": {"energy_kcal": {"target": 2200}}}).json()
    assert again["id"] == changed["id"], "what begins today is changed itself"
    over = eater.patch(f"/targets/{first['id']}", {"nutrients": {"energy_kcal": {"target": 1900}}})
    assert (over.status_code, over.json()["code"]) == (409, "target_is_past")
    told = {"nutrients": {"energy_kcal": {"target": 1900}}, "including_past": True}
    assert eater.patch(f"/targets/{first['id']}", told).json()["id"] == first["id"]
    assert energies(eater, "2026-04-30", "2026-05-07") == [None, 1900, 1900, 1900, 1900, 2200, 2200, 2200]
    assert eater.post("/changes/undo").status_code == 200
    assert energies(eater, "2026-04-30", "2026-05-04") == before[:5]


def test_deleting_ends_and_including_the_past_forgets(eater: Person) -> None:
    old = have(eater, kcal(2000, effective_from="2026-05-01"))
    new = have(eater, kcal(2300, effective_from="2026-05-03"))
    assert eater.delete(f"/targets/{new['id']}").status_code == 204
    assert energies(eater, "2026-05-02", "2026-05-06") == [2000, 2300, 2300, 2000, 2000], "what held before holds again"
    assert eater.delete(f"/targets/{new['id']}").json()["code"] == "target_is_past"
    eater.post("/changes/undo")
    assert energies(eater, "2026-05-02", "2026-05-06") == [2000, 2300, 2300, 2300, 2300]
    assert eater.delete(f"/targets/{new['id']}?including_past=true").status_code == 204
    assert eater.delete(f"/targets/{old['id']}").status_code == 204
    assert energies(eater, "2026-05-02", "2026-05-06") == [2000, 2000, 2000, None, None]
    coming = have(eater, kcal(2500, effective_from="2026-06-01"))
    assert eater.delete(f"/targets/{coming['id']}").status_code == 204
    assert eater.get(f"/targets/{coming['id']}").status_code == 404


def test_a_target_may_end_and_what_held_before_goes_on(eater: Person) -> None:
    have(eater, kcal(2200, effective_from="2026-05-01"))
    have(eater, kcal(1900, effective_from="2026-05-05", effective_to="2026-05-06"))
    assert energies(eater, "2026-05-04", "2026-05-07") == [2200, 1900, 1900, 2200]
    wrong = eater.post("/targets", kcal(1900, effective_from="2026-05-05", effective_to="2026-05-04"))
    assert wrong.json()["code"] == "dates_out_of_order"


def test_shares_and_weights_become_grams(eater: Person) -> None:
    made = have(
        eater,
        {
            "nutrients": {
                "energy_kcal": {"target": 2000},
                "protein_g": {"min": 1.6, "unit": "g_per_kg", "weight_kg": 75},
                "carbohydrate_g": {"target": 45, "unit": "percent_of_energy"},
                "fat_g": {"target": 30, "max": 35, "unit": "percent_of_energy"},
            }
        },
    )
    assert made["resolved"] == {
        "energy_kcal": {"target": 2000},
        "protein_g": {"min": 120},
        "carbohydrate_g": {"target": 225},
        "fat_g": {"target": 66.667, "max": 77.778},
    }
    day = conforms(eater.get("/days/2026-05-05"), "/days/{day}", "GET")
    assert day["targets"] == made["resolved"]
    assert day["targets_told"] == {key: made["nutrients"][key] for key in ("protein_g", "carbohydrate_g", "fat_g")}
    have(eater, kcal(2500, weekdays=["tuesday"]))
    assert eater.get("/days/2026-05-05").json()["targets"]["carbohydrate_g"] == {"target": 281.25}, (
        "of that day's energy"
    )


@pytest.mark.parametrize(
    ("nutrients", "code"),
    [
        ({"protein_g": {"target": 30, "unit": "percent_of_energy"}}, "energy_missing"),
        ({"energy_kcal": {"target": 2000}, "iron_mg": {"min": 10, "unit": "percent_of_energy"}}, "unit_unknown"),
        ({"energy_kcal": {"target": 90, "unit": "percent_of_energy"}}, "unit_unknown"),
        (
            {"energy_kcal": {"target": 2000}, "fat_g": {"target": 101, "unit": "percent_of_energy"}},
            "percent_impossible",
        ),
        (
            {"energy_kcal": {"target": 2000}} | {k: {"min": 40, "unit": "percent_of_energy"} for k in MACROS},
            "percent_impossible",
        ),
        ({"protein_g": {"target": 2, "unit": "g_per_kg"}}, "weight_missing"),
        ({"protein_g": {"target": 2, "unit": "g_per_kg", "weight_kg": 3}}, "weight_missing"),
        ({"iron_mg": {"target": 2, "unit": "g_per_kg", "weight_kg": 70}}, "unit_unknown"),
        ({"protein_g": {"unit": "g_per_kg", "weight_kg": 70}}, "bounds_out_of_order"),
        ({"protein_g": {"target": 30, "unit": "stones"}}, "validation_failed"),
    ],
)
def test_what_cannot_be_meant_is_refused(eater: Person, nutrients: dict[str, Any], code: str) -> None:
    answer = eater.post("/targets", {"nutrients": nutrients})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert eater.get("/targets").json()["items"] == []


@pytest.mark.parametrize(
    ("facts", "nutrients"),
    [
        ({}, {"energy_kcal": {"min": 900, "target": 1500}}),
        ({}, {"energy_kcal": {"max": 1199}}),
        ({"sex": "male"}, {"energy_kcal": {"max": 1400}}),
        ({"birth_date": "2008-05-06"}, {"energy_kcal": {"min": 2500}}),
        ({"life_stage": "pregnant", "pregnancy_due_date": "2026-09-01"}, {"energy_kcal": {"target": 2500}}),
        ({}, {"protein_g": {"max": 80}, "carbohydrate_g": {"max": 80}, "fat_g": {"max": 40}}),
        ({}, {"energy_kcal": {"target": 2000}} | {k: {"max": 15, "unit": "percent_of_energy"} for k in MACROS}),
        ({}, {k: {"target": 0.5, "unit": "g_per_kg", "weight_kg": 60} for k in MACROS}),
    ],
)
@pytest.mark.parametrize("days", [{}, {"weekdays": ["sunday"]}, {"day_kind": "rest"}, {"effective_from": "2030-01-01"}])
def test_nothing_gets_round_the_floors(
    eater: Person, facts: dict[str, str], nutrients: dict[str, Any], days: dict[str, Any]
) -> None:
    assert eater.patch("/me", facts).status_code == 200
    for path in ("/targets", "/proposals"):
        answer = eater.post(path, {"nutrients": nutrients} | days)
        assert (answer.status_code, answer.json()["code"]) == (422, "target_unsafe"), path
        assert "dietitian" in answer.json()["detail"]
    assert eater.get("/targets").json()["items"] == eater.get("/proposals").json()["items"] == []


def test_macros_of_several_targets_do_not_get_round_the_floors_together(eater: Person) -> None:
    have(eater, {"nutrients": {"protein_g": {"max": 60}, "carbohydrate_g": {"max": 60}}})
    caught = eater.post("/targets", {"weekdays": ["friday"], "nutrients": {"fat_g": {"max": 20}}})
    assert caught.json()["code"] == "target_unsafe"
    assert eater.post("/targets", {"weekdays": ["friday"], "nutrients": {"fat_g": {"max": 90}}}).status_code == 201
    assert (
        eater.post("/targets", {"effective_from": "2027-01-01", "nutrients": {"fat_g": {"max": 20}}}).status_code == 201
    ), "a new target for every day replaces the old one as a whole"


def test_a_target_that_is_safe_no_more_says_so(eater: Person) -> None:
    made = have(eater, kcal(1300))
    assert made["warnings"] == []
    eater.patch("/me", {"sex": "male"})
    assert [each["code"] for each in eater.get(f"/targets/{made['id']}").json()["warnings"]] == ["target_unsafe"]
    assert eater.patch(f"/targets/{made['id']}", {"effective_to": "2026-12-31"}).json()["code"] == "target_unsafe"


def test_macros_that_contradict_the_energy_are_told_and_kept(eater: Person) -> None:
    macros = {"protein_g": {"target": 150}, "carbohydrate_g": {"target": 150}, "fat_g": {"target": 60}}
    (warned,) = have(eater, {"nutrients": {"energy_kcal": {"target": 2400}} | macros})["warnings"]
    assert warned["code"] == "macros_disagree"
    assert "1,740 kcal" in warned["message"]
    assert "2,400 kcal" in warned["message"]
    assert have(eater, {"nutrients": {"energy_kcal": {"target": 1750}} | macros})["warnings"] == []
    over = {"energy_kcal": {"max": 1500}, "protein_g": {"min": 200}, "fat_g": {"min": 100}}
    assert [each["code"] for each in have(eater, {"nutrients": over})["warnings"]] == ["macros_disagree"]


share = st.decimals(min_value=0, max_value=33, places=1)


@given(st.decimals(min_value=1000, max_value=6000, places=0), share, share, share)
def test_shares_of_energy_come_to_what_they_are_of(energy: Any, protein: Any, carbohydrate: Any, fat: Any) -> None:
    told: dict[str, dict[str, Any]] = {
        key: {"target": each, "unit": "percent_of_energy"}
        for key, each in zip(MACROS, (protein, carbohydrate, fat), strict=True)
    }
    bounds = resolved(check({"energy_kcal": {"target": energy}} | told))
    implied = implied_kcal(bounds)
    assert implied is not None
    assert abs(implied - energy * (protein + carbohydrate + fat) / 100) < sum(KCAL_PER_G[key] for key in MACROS) / 1000
    agrees = protein + carbohydrate + fat >= 95
    assert (disagreement(bounds) is None) == agrees or abs(protein + carbohydrate + fat - 95) < 1


def test_lists_are_filtered_ordered_and_paged(eater: Person) -> None:
    made = [have(eater, kcal(2000 + day, effective_from=f"2026-05-0{day}"))["id"] for day in range(1, 6)]
    rest = have(eater, kcal(1800, effective_from="2026-05-01", day_kind="rest"))["id"]

    def ids(query: str) -> list[str]:
        found = conforms(eater.get(f"/targets?{query}"), "/targets", "GET")
        return [each["id"] for each in found["items"]]

    assert set(ids("")) == {*made, rest}
    assert ids("day_kind=rest") == [rest]
    assert ids("on=2026-05-02&order=effective_from") == [made[0], rest, made[1]]
    for order in ("effective_from", "-effective_from"):
        page = eater.get(f"/targets?order={order}&limit=2").json()
        walked = [each["id"] for each in page["items"]]
        while page["next"]:
            page = eater.get(f"/targets?order={order}&limit=2&cursor={page['next']}").json()
            walked += [each["id"] for each in page["items"]]
        assert walked == ids(f"order={order}")
    assert eater.get("/targets?cursor=nonsense").json()["code"] == "cursor_invalid"


def test_anothers_are_not_there(eater: Person, bob: Person) -> None:
    mine = have(eater, kcal(2000))["id"]
    offered = eater.post("/proposals", kcal(2100)).json()["id"]
    eater.send("PUT", "/training-days/2026-05-07", {"day_kind": "training"})
    before = [eater.get(path).json() for path in ("/targets", "/proposals", "/training-days")]
    for method, path, body in (
        ("GET", f"/targets/{mine}", None),
        ("PATCH", f"/targets/{mine}", kcal(2500)),
        ("DELETE", f"/targets/{mine}", None),
        ("GET", f"/proposals/{offered}", None),
        ("PATCH", f"/proposals/{offered}", kcal(2500)),
        ("POST", f"/proposals/{offered}/approve", None),
        ("POST", f"/proposals/{offered}/decline", None),
        ("DELETE", "/training-days/2026-05-07", None),
    ):
        assert bob.send(method, path, body).status_code == 404, path
    for path in ("/targets", "/proposals"):
        assert bob.get(path).json()["items"] == []
    assert [eater.get(path).json() for path in ("/targets", "/proposals", "/training-days")] == before
