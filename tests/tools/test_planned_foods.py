"""Planned meals by tool: their foods changed, and logged in part."""

from typing import Any
from uuid import uuid4

import pytest

from fithub.core.errors import FitHubError
from tests.agents.chat import NOON
from tests.people import Person
from tests.tools.running import Run


@pytest.fixture
def run() -> Run:
    return Run.begin(Person.register(now=NOON))


def plan(run: Run, text: str = "300 g chicken curry and 150 g cooked rice", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = run.call("plan_meal", text=text, slot="lunch", **more)["planned_meals"][0]
    return made


def stored(run: Run, meal: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = run.person.get(f"/planned-meals/{meal['id']}").json()["items"]
    return items


def foods(meal: dict[str, Any]) -> list[tuple[str, float]]:
    return [(each["description"].split(",")[0].lower(), float(each["grams"])) for each in meal["items"]]


def test_a_planned_food_is_weighed_anew_taken_out_and_added(run: Run) -> None:
    meal = plan(run)
    before = stored(run, meal)
    run.end()
    run = Run.begin(run.person)
    told = run.read("get_plan")["planned_meals"][0]
    curry, rice = (each["id"] for each in told["items"])
    args = {
        "planned_id": meal["id"],
        "reweigh": [{"item_id": curry, "amount_g": 250}],
        "remove": [rice],
        "add": "100 g banana",
    }
    changed = run.call("edit_planned", **args)
    (after,) = changed["planned_meals"]
    assert [grams for _, grams in foods(after)] == [250, 100]
    assert "banana" in foods(after)[1][0]
    assert changed["unmatched"] == []
    run.end()
    Run.begin(run.person).call("undo")
    assert stored(run, meal) == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"remove": [str(uuid4())]}, "item_not_found"),
        ({"reweigh": [{"item_id": str(uuid4()), "amount_g": 5}]}, "item_not_found"),
        ({"add": "glorp"}, "nothing_understood"),
        ({}, "arguments_invalid"),
    ],
)
def test_a_change_of_foods_that_cannot_be_is_refused(run: Run, changes: dict[str, Any], code: str) -> None:
    meal = plan(run)
    before = stored(run, meal)
    with pytest.raises(FitHubError) as caught:
        run.call("edit_planned", planned_id=meal["id"], **changes)
    assert caught.value.code == code
    assert stored(run, meal) == before


def test_a_planned_meal_keeps_a_food_at_least(run: Run) -> None:
    meal = plan(run, "300 g chicken curry")
    with pytest.raises(FitHubError) as caught:
        run.call("edit_planned", planned_id=meal["id"], remove=[meal["items"][0]["id"]])
    assert caught.value.code == "meal_empty"


@pytest.mark.parametrize(("share", "grams"), [(0.5, [150, 75]), (2, [600, 300]), (1, [300, 150])])
def test_a_share_of_what_was_planned_is_logged(run: Run, share: float, grams: list[float]) -> None:
    meal = plan(run)
    done = run.call("log_planned", planned_ids=[meal["id"]], share=share)
    assert [float(each["grams"]) for each in done["entries"]] == grams
    assert [float(each["grams"]) for each in run.call("get_plan")["planned_meals"][0]["items"]] == [300, 150]
    with pytest.raises(FitHubError) as caught:
        run.call("log_planned", planned_ids=[meal["id"]])
    assert caught.value.code == "already_logged"


def test_a_share_keeps_count_and_range(run: Run) -> None:
    meal = plan(run, "two slices of pepperoni pizza")
    (whole,) = meal["items"]
    (entry,) = run.call("log_planned", planned_ids=[meal["id"]], share=0.5)["entries"]
    assert (float(entry["quantity"]), entry["unit"]) == (1, whole["unit"])
    assert float(entry["grams"]) == pytest.approx(float(whole["grams"]) / 2, abs=0.001)
    kept = run.person.get(f"/entries/{entry['id']}").json()
    assert kept["grams_low"] <= kept["grams"] <= kept["grams_high"]


@pytest.mark.parametrize("share", [0, -1, 21, float("inf")])
def test_no_share_is_nothing_or_beyond_measure(run: Run, share: float) -> None:
    meal = plan(run)
    with pytest.raises(FitHubError) as caught:
        run.call("log_planned", planned_ids=[meal["id"]], share=share)
    assert caught.value.code == "arguments_invalid"


def test_what_is_over_the_most_of_one_food_is_refused(run: Run) -> None:
    meal = plan(run, "900 g chicken curry")
    with pytest.raises(FitHubError) as caught:
        run.call("log_planned", planned_ids=[meal["id"]], share=20)
    assert caught.value.code == "amount_out_of_range"
    assert run.person.get("/entries").json()["items"] == []


def test_a_meal_that_goes_to_another_slot_goes_to_its_hour(run: Run) -> None:
    meal = plan(run)
    (moved,) = run.call("edit_planned", planned_id=meal["id"], slot="dinner")["planned_meals"]
    assert (moved["slot"], moved["local_time"][:5]) == ("dinner", "19:00")
    (late,) = run.call("edit_planned", planned_id=meal["id"], local_time="21:15")["planned_meals"]
    assert (late["slot"], late["local_time"][:5]) == ("dinner", "21:15")
    (early,) = run.call("edit_planned", planned_id=meal["id"], slot="lunch")["planned_meals"]
    assert early["local_time"][:5] == "21:15", "an hour that was told stays"
