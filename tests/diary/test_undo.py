"""Every change is in the log and can be taken back, and taken back again."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.people import Person


@pytest.fixture
def banana(alice: Person) -> str:
    return str(alice.get("/foods?q=banana").json()["items"][0]["id"])


def add(person: Person, food_id: str, grams: int = 100) -> dict[str, Any]:
    return person.post("/entries", {"food_id": food_id, "grams": grams}).json()


def entries(person: Person) -> list[dict[str, Any]]:
    return person.get("/entries").json()["items"]


def test_undo_walks_back_and_redo_walks_forward(alice: Person, banana: str) -> None:
    states = [entries(alice)]
    entry = add(alice, banana)
    states.append(entries(alice))
    alice.patch(f"/entries/{entry['id']}", {"grams": 333.25, "slot": "snack"})
    states.append(entries(alice))
    alice.delete(f"/entries/{entry['id']}")
    states.append(entries(alice))
    for state in reversed(states[:-1]):
        assert alice.post("/changes/undo").status_code == 200
        assert entries(alice) == state
    nothing = alice.post("/changes/undo")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "nothing_to_undo")
    for state in states[1:]:
        assert alice.post("/changes/redo").status_code == 200
        assert entries(alice) == state
    nothing = alice.post("/changes/redo")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "nothing_to_redo")


def test_the_log_says_who_what_before_and_after(alice: Person, banana: str) -> None:
    entry = add(alice, banana)
    alice.patch(f"/entries/{entry['id']}", {"grams": 50})
    edited, made = alice.get("/changes").json()["items"][:2]
    assert (edited["actor"], edited["turn_id"], edited["undone_at"]) == ("form", None, None)
    (row,) = edited["rows"]
    assert (row["table"], row["id"]) == ("diary_entry", entry["id"])
    assert (row["before"]["grams"], row["after"]["grams"]) == (100, 50)
    assert made["rows"][0]["before"] is None
    undone = alice.post("/changes/undo").json()
    assert undone["id"] == edited["id"]
    assert undone["undone_at"]
    newest = alice.get("/changes").json()["items"][0]
    assert newest["reverses"] == edited["id"]


def test_a_named_set_is_undone_once(alice: Person, banana: str) -> None:
    first = add(alice, banana)
    add(alice, banana, 200)
    newest, older = [each["id"] for each in alice.get("/changes").json()["items"][:2]]
    assert alice.post("/changes/undo", {"change_set_id": older}).status_code == 200
    assert [entry["grams"] for entry in entries(alice)] == [200]
    again = alice.post("/changes/undo", {"change_set_id": older})
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")
    assert alice.post("/changes/undo", {"change_set_id": newest}).status_code == 200
    assert entries(alice) == []
    assert first["id"]


def test_a_row_changed_since_stops_the_undo_whole(alice: Person, banana: str) -> None:
    made = alice.post("/drafts", {"text": "100 g banana and 200 g apple"}).json()
    committed = alice.post(f"/drafts/{made['id']}/commit").json()["entries"]
    the_commit = alice.get("/changes").json()["items"][0]["id"]
    alice.patch(f"/entries/{committed[0]['id']}", {"grams": 70})
    answer = alice.post("/changes/undo", {"change_set_id": the_commit})
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_since")
    assert sorted(entry["grams"] for entry in entries(alice)) == [70, 200]


def test_a_commit_is_undone_as_one_and_the_draft_is_open_again(alice: Person) -> None:
    made = alice.post("/drafts", {"text": "100 g banana and 200 g apple"}).json()
    alice.post(f"/drafts/{made['id']}/commit")
    assert len(entries(alice)) == 2
    assert alice.post("/changes/undo").status_code == 200
    assert entries(alice) == []
    assert alice.get(f"/drafts/{made['id']}").json()["state"] == "open"


def test_looking_and_estimating_are_no_changes_to_undo(alice: Person, banana: str) -> None:
    add(alice, banana)
    alice.post("/drafts", {"text": "100 g apple"})
    alice.get("/days/2026-01-01")
    assert alice.post("/changes/undo").status_code == 200
    assert entries(alice) == []


def test_nobody_undoes_anothers_changes(alice: Person, bob: Person, banana: str) -> None:
    add(alice, banana)
    change_set = alice.get("/changes").json()["items"][0]["id"]
    assert bob.post("/changes/undo").json()["code"] == "nothing_to_undo"
    assert bob.post("/changes/undo", {"change_set_id": change_set}).status_code == 404
    assert bob.post("/changes/undo", {"change_set_id": str(uuid4())}).status_code == 404
    assert bob.get("/changes").json()["items"][0]["rows"][0]["table"] == "accounts_profile"
    assert len(entries(alice)) == 1


def test_undos_at_once_take_back_one_set_each(alice: Person, banana: str) -> None:
    for grams in (10, 20, 30):
        add(alice, banana, grams)

    def undo(_: int) -> int:
        try:
            return alice.post("/changes/undo").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(undo, range(3))).count(200)
    assert done >= 1
    assert len(entries(alice)) == 3 - done


def test_a_later_change_that_only_adds_is_a_change_too(alice: Person) -> None:
    alice.headers["X-Test-Now"] = "2026-05-05T10:00:00Z"
    alice.post("/targets", {"nutrients": {"protein_g": {"min": 50}}})
    first = alice.get("/changes").json()["items"][0]["id"]
    alice.post("/targets", {"nutrients": {"protein_g": {"min": 50}, "fat_g": {"max": 60}}})
    refused = alice.post("/changes/undo", {"change_set_id": first})
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_since")
    assert set(alice.get("/targets").json()["items"][0]["nutrients"]) == {"protein_g", "fat_g"}


def test_a_food_that_is_used_is_not_taken_from_under_its_entries(alice: Person) -> None:
    soup = alice.post("/foods", {"name": "Soup of my own", "nutrients_per_100g": {"energy_kcal": 50}}).json()["id"]
    made = alice.get("/changes").json()["items"][0]["id"]
    entry = add(alice, soup)
    refused = alice.post("/changes/undo", {"change_set_id": made})
    assert (refused.status_code, refused.json()["code"]) == (409, "used_since")
    assert alice.get(f"/entries/{entry['id']}").json() == entry
    assert alice.post("/changes/undo").status_code == alice.post("/changes/undo").status_code == 200
    assert alice.get(f"/foods/{soup}").status_code == 404


def test_what_changes_nothing_leaves_nothing_to_undo(alice: Person, banana: str) -> None:
    entry = add(alice, banana, 120)
    for same in ({}, {"grams": 120}, {"slot": entry["slot"], "local_date": entry["local_date"]}):
        assert alice.patch(f"/entries/{entry['id']}", same).json() == entry
    assert alice.post("/changes/undo").status_code == 200
    assert entries(alice) == []


@pytest.mark.parametrize("turn_id", ["a-turn.1", "4e0c9c1e-5f0c-4a6e-9d4b-3f1d0c6b7a55"])
def test_a_turn_is_undone_by_the_id_its_client_gave_it(alice: Person, turn_id: str) -> None:
    thread = alice.post("/conversations").json()["id"]
    said = {"text": "100 g banana", "turn_id": turn_id}
    told = alice.post(f"/conversations/{thread}/messages", said, Accept="application/json").json()
    assert told["turn_id"] == turn_id
    assert len(entries(alice)) == 1
    assert alice.post("/changes/undo", {"turn_id": f"{turn_id}0"}).json()["code"] == "change_set_not_found"
    assert alice.post("/changes/undo", {"turn_id": told["turn_id"]}).status_code == 200
    assert entries(alice) == []


def own_food(person: Person) -> str:
    label = {"name": "Zabberwock stew", "nutrients_per_100g": {"energy_kcal": 90}}
    return str(person.post("/foods", label).json()["id"])


def test_what_needs_a_food_that_is_gone_waits_for_it(alice: Person) -> None:
    stew = own_food(alice)
    entry = add(alice, stew)
    alice.delete(f"/entries/{entry['id']}")
    deletion = alice.get("/changes?limit=1").json()["items"][0]["id"]
    alice.delete(f"/foods/{stew}")
    refused = alice.post("/changes/undo", {"change_set_id": deletion})
    assert (refused.status_code, refused.json()["code"]) == (409, "gone_since")
    assert alice.post("/changes/undo").status_code == 200
    assert alice.post("/changes/undo", {"change_set_id": deletion}).status_code == 200
    assert entries(alice) == [entry]


def test_what_was_undone_is_not_done_again_without_its_food(alice: Person) -> None:
    stew = own_food(alice)
    entry = add(alice, stew)
    alice.post("/changes/undo")
    alice.delete(f"/foods/{stew}")
    refused = alice.post("/changes/redo")
    assert (refused.status_code, refused.json()["code"]) == (409, "gone_since")
    assert alice.post("/changes/undo").status_code == 200
    assert alice.post("/changes/redo").status_code == 200, "the deletion once more"
    assert alice.post("/changes/undo").status_code == 200
    assert alice.get(f"/foods/{stew}").status_code == 200
    assert entry["id"]


def test_a_deleted_food_comes_back_with_all_that_named_it(alice: Person) -> None:
    stew = own_food(alice)
    entry = add(alice, stew)
    alice.send("PUT", f"/favourites/{stew}", {"grams": 150})
    alice.send("PUT", "/measures", {"unit": "bowl", "food_id": stew, "grams": 350})
    recipe = alice.post(
        "/recipes", {"name": "Pie", "servings": 2, "ingredients": [{"food_id": stew, "grams": 200}]}
    ).json()

    def things() -> list[Any]:
        paths = ("/favourites", "/measures", f"/recipes/{recipe['id']}", f"/entries/{entry['id']}", f"/foods/{stew}")
        return [alice.get(path).json() for path in paths]

    before = things()
    assert alice.delete(f"/foods/{stew}").status_code == 204
    favourites, measures, pie, eaten, _ = things()
    assert (favourites["items"], measures["items"]) == ([], [])
    assert (pie["totals"], eaten["nutrients"]) == (recipe["totals"], entry["nutrients"])
    assert alice.post("/changes/undo").status_code == 200
    assert things() == before
    assert alice.post("/changes/redo").status_code == 200
    assert alice.post("/changes/undo").status_code == 200
    assert things() == before
