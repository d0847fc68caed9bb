"""How tools run: what they refuse, and that what they write is written once."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from fithub.core.errors import FitHubError
from tests.people import Person
from tests.tools.running import BY_NAME, Run
from tools.catalogue import TOOLS


@pytest.fixture
def run(alice: Person) -> Run:
    alice.headers["X-Test-Now"] = "2026-05-05T12:30:00Z"
    return Run.begin(alice)


@pytest.fixture(scope="module")
def empty_run() -> Run:
    """A turn in which nothing is ever written."""
    return Run.begin(Person.register())


def entries(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run.person.get("/days/2026-05-05").json()["entries"]
    return found


def test_no_tool_asks_a_model_whose_it_is() -> None:
    for tool in TOOLS:
        schema: Any = tool.args_schema
        assert not {"user_id", "runtime", "turn_id"} & schema["properties"].keys(), tool.name
        assert len(tool.description) > 20, tool.name


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("log_meal", {"items": []}),
        ("log_meal", {"items": [{"text": ""}]}),
        ("log_meal", {"items": [{"text": "rice", "amount_g": 5}]}),
        ("log_meal", {"items": [{"text": "rice"}], "local_date": "0000-01-01"}),
        ("log_meal", {"items": [{"text": "rice"}], "user_id": "somebody"}),
        ("edit_entry", {"entry_id": "01920000-0000-7000-8000-000000000000"}),
        ("edit_entry", {"entry_id": "01920000-0000-7000-8000-000000000000", "quantity": -1}),
        ("edit_entry", {"entry_id": "01920000-0000-7000-8000-000000000000", "amount_g": 0}),
        ("edit_entry", {"entry_id": "01920000-0000-7000-8000-000000000000", "amount_g": 1e9}),
        ("edit_entry", {"entry_id": "01920000-0000-7000-8000-000000000000", "quantity": float("nan")}),
        ("delete_entry", {"entry_id": "the second"}),
        ("search_foods", {"query": ""}),
        ("search_foods", {"query": "egg", "limit": 1000}),
        ("undo", {"change_set_id": "01920000-0000-7000-8000-000000000000"}),
    ],
)
def test_what_is_out_of_bounds_is_refused(empty_run: Run, tool: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(FitHubError) as caught:
        empty_run.call(tool, **arguments)
    assert caught.value.code == "arguments_invalid"
    assert entries(empty_run) == []


def test_receipts_are_the_stored_rows(run: Run) -> None:
    logged = run.call("log_meal", items=[{"text": "two eggs and a slice of toast"}], slot="breakfast")
    assert sorted(each["id"] for each in logged["entries"]) == sorted(each["id"] for each in entries(run))
    for entry in logged["entries"]:
        assert run.person.get(f"/entries/{entry['id']}").json() == _plain(entry)
    edited = run.call("edit_entry", entry_id=logged["entries"][0]["id"], quantity=3, slot="lunch")
    assert run.person.get(f"/entries/{logged['entries'][0]['id']}").json() == _plain(edited["entries"][0])
    day = run.call("get_day", local_date="2026-05-05")
    assert _plain(day["entries"]) == entries(run)
    gone = run.call("delete_entry", entry_id=logged["entries"][1]["id"])
    assert _plain(gone["removed"][0]) not in entries(run)


def test_what_a_model_reads_has_the_receipts_figures(run: Run) -> None:
    told = run.read("log_meal", items=[{"text": "150 g rice"}])
    (entry,) = entries(run)
    assert (told["entries"][0]["id"], told["entries"][0]["grams"]) == (entry["id"], 150)
    assert told["entries"][0]["protein_g"] == entry["nutrients"]["protein_g"]


def test_the_same_call_in_a_turn_is_made_once(run: Run) -> None:
    def log(_: int) -> dict[str, Any]:
        try:
            return run.call("log_meal", items=[{"text": "a banana"}])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(log, range(4)))
    assert len({str(receipt["entries"][0]["id"]) for receipt in receipts}) == 1
    assert len(entries(run)) == 1
    assert len(run.end().receipts) == 1


def test_a_turn_that_has_ended_writes_nothing(run: Run) -> None:
    run.end()
    with pytest.raises(FitHubError) as caught:
        run.call("log_meal", items=[{"text": "a banana"}])
    assert (caught.value.code, entries(run)) == ("turn_ended", [])
    # Looking is allowed.
    assert run.call("get_day")["entries"] == []


def test_undo_takes_a_whole_turn_back(run: Run, alice: Person) -> None:
    run.call("log_meal", items=[{"text": "a banana"}])
    run.call("log_meal", items=[{"text": "an apple"}])
    run.end()
    undone = Run.begin(alice).call("undo")
    assert len(undone["removed"]) == 2
    assert entries(run) == []
    redone = Run.begin(alice).call("redo")
    assert _plain(redone["entries"]) == entries(run)


def test_every_tool_is_found_by_its_name() -> None:
    assert len(BY_NAME) == len(TOOLS)


def _plain(value: Any) -> Any:
    """A receipt as its JSON would be read."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("create_food", {"name": "Bread", "brand": "a\x00b", "per_100g": {"energy_kcal": 240}}),
        ("set_measure", {"unit": "bo\x00wl", "grams": 400}),
        ("save_recipe", {"name": "Soup\x00", "text": "2 eggs"}),
        ("log_meal", {"items": [{"text": "a banana\x00"}]}),
        ("create_food", {"name": "Crumb", "serving_g": 0.004, "per_serving": {"energy_kcal": 0.01}}),
        ("save_recipe", {"name": "Soup", "text": f"2 eggs\n1 onion\nserves {'9' * 60}"}),
    ],
)
def test_what_cannot_be_stored_is_a_refusal_and_no_fault(empty_run: Run, tool: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(FitHubError):
        empty_run.call(tool, **arguments)
