"""Entries over REST."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.people import Person

NOON = "2026-05-05T12:30:00Z"


@pytest.fixture
def egg(alice: Person) -> dict[str, Any]:
    return alice.get("/foods?q=boiled%20egg").json()["items"][0]


def add(person: Person, **body: Any) -> Any:
    answer = person.post("/entries", body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_grams_of_a_food_are_scaled_from_its_hundred_grams(alice: Person, egg: dict[str, Any]) -> None:
    alice.headers["X-Test-Now"] = NOON
    entry = add(alice, food_id=egg["id"], grams=150)
    assert (entry["local_date"], entry["local_time"], entry["slot"]) == ("2026-05-05", "12:30:00", "lunch")
    assert entry["description"] == egg["name"]
    assert entry["source"] == "form"
    assert entry["confidence"] is None
    for key, amount in egg["nutrients_per_100g"].items():
        shown = entry["nutrients"][key]
        assert (
            shown is None
            if amount is None
            else Decimal(str(shown)) == (Decimal(str(amount)) * 3 / 2).quantize(Decimal("0.001"))
        )
    assert alice.get(f"/entries/{entry['id']}").json() == entry


def test_a_count_uses_the_foods_own_portion(alice: Person, egg: dict[str, Any]) -> None:
    entry = add(alice, food_id=egg["id"], quantity=2)
    assert entry["quantity"] == 2
    assert entry["grams"] == 100
    assert entry["grams_low"] <= entry["grams"] <= entry["grams_high"]


def test_a_new_quantity_keeps_the_portion_and_new_grams_win(alice: Person, egg: dict[str, Any]) -> None:
    entry = add(alice, food_id=egg["id"], quantity=2)
    three = alice.patch(f"/entries/{entry['id']}", {"quantity": 3}).json()
    assert (three["quantity"], three["grams"]) == (3, 150)
    assert Decimal(str(three["nutrients"]["protein_g"])) == Decimal(str(entry["nutrients"]["protein_g"])) * 3 / 2
    grams = alice.patch(f"/entries/{entry['id']}", {"grams": 80}).json()
    assert (grams["grams"], grams["quantity"], grams["unit"]) == (80, None, None)
    assert alice.get(f"/entries/{entry['id']}").json() == grams


def test_moving_an_entry_changes_no_number(alice: Person, egg: dict[str, Any]) -> None:
    entry = add(alice, food_id=egg["id"], grams=70)
    moved = alice.patch(
        f"/entries/{entry['id']}", {"slot": "dinner", "local_date": "2026-01-31", "local_time": "19:05"}
    ).json()
    changed = {"slot": "dinner", "local_date": "2026-01-31", "local_time": "19:05:00"}
    assert moved == entry | changed


def test_another_food_is_weighed_anew(alice: Person, egg: dict[str, Any]) -> None:
    entry = add(alice, food_id=egg["id"], grams=70)
    banana = alice.get("/foods?q=banana").json()["items"][0]
    changed = alice.patch(f"/entries/{entry['id']}", {"food_id": banana["id"]}).json()
    assert changed["description"] == banana["name"]
    assert changed["grams"] == 70


@pytest.mark.parametrize("amount", [-1, 0, 1e9, "NaN", "Infinity", "much", None, 0.0001])
@pytest.mark.parametrize("field", ["grams", "quantity"])
def test_impossible_amounts_are_refused_and_write_nothing(
    alice: Person, egg: dict[str, Any], field: str, amount: Any
) -> None:
    answer = alice.post("/entries", {"food_id": egg["id"], field: amount})
    assert answer.status_code == 422
    assert answer.json()["code"] in {"validation_failed", "amount_out_of_range", "amount_missing"}
    assert alice.get("/entries").json()["items"] == []


def test_json_that_is_not_a_number_is_refused(alice: Person, egg: dict[str, Any]) -> None:
    body = b'{"food_id": "%s", "grams": NaN}' % egg["id"].encode()
    assert alice.send("POST", "/entries", body).status_code == 422


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("0001-01-01", "date_out_of_range"),
        ("9999-12-31", "date_out_of_range"),
        ("2026-05-06", "date_in_future"),
        ("2026-02-30", "validation_failed"),
        ("yesterday", "validation_failed"),
    ],
)
def test_impossible_dates_are_refused(alice: Person, egg: dict[str, Any], day: str, code: str) -> None:
    alice.headers["X-Test-Now"] = NOON
    answer = alice.post("/entries", {"food_id": egg["id"], "grams": 50, "local_date": day})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    answer = alice.get(f"/days/{day}")
    assert answer.status_code == (200 if code == "date_in_future" else 422)


def test_an_unknown_unit_is_refused_with_the_possible_ones(alice: Person, egg: dict[str, Any]) -> None:
    answer = alice.post("/entries", {"food_id": egg["id"], "quantity": 1, "unit": "furlong"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_unit")
    assert "large" in answer.json()["detail"] or "egg" in answer.json()["detail"]


def test_another_persons_entry_does_not_exist(alice: Person, bob: Person, egg: dict[str, Any]) -> None:
    entry = add(alice, food_id=egg["id"], grams=50)
    answers = [
        bob.get(f"/entries/{entry['id']}"),
        bob.patch(f"/entries/{entry['id']}", {"grams": 1}),
        bob.delete(f"/entries/{entry['id']}"),
        bob.get(f"/entries/{uuid4()}"),
        bob.get("/entries/not-an-id"),
    ]
    assert [(answer.status_code, answer.json()["status"]) for answer in answers] == [(404, 404)] * 5
    assert bob.get("/entries").json()["items"] == []
    assert alice.get(f"/entries/{entry['id']}").json() == entry


def test_the_list_pages_through_everything_newest_first(alice: Person, egg: dict[str, Any]) -> None:
    alice.headers["X-Test-Now"] = NOON
    for day in (3, 1, 2):
        for at in ("08:00", "19:00", "19:00"):
            add(alice, food_id=egg["id"], grams=50, local_date=f"2026-05-0{day}", local_time=at)
    seen: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = alice.get(f"/entries?limit=2{cursor}").json()
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len({entry["id"] for entry in seen}) == 9
    order = [(entry["local_date"], entry["local_time"], entry["id"]) for entry in seen]
    assert order == sorted(order, reverse=True)
    filtered = alice.get("/entries?from=2026-05-02&to=2026-05-02&slot=breakfast").json()["items"]
    assert [(entry["local_date"], entry["local_time"]) for entry in filtered] == [("2026-05-02", "08:00:00")]
    assert alice.get("/entries?cursor=junk").json()["code"] == "cursor_invalid"
    assert alice.get("/entries?limit=0").status_code == 422


def test_a_repeated_post_with_its_key_writes_once(alice: Person, egg: dict[str, Any]) -> None:
    body = {"food_id": egg["id"], "grams": 50}
    first = alice.post("/entries", body, Idempotency_Key="once")
    again = alice.post("/entries", body, Idempotency_Key="once")
    assert again.status_code == 201
    assert again.content == first.content
    assert again.headers["Idempotent-Replay"] == "true"
    other = alice.post("/entries", body | {"grams": 51}, Idempotency_Key="once")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert len(alice.get("/entries").json()["items"]) == 1


def test_a_key_whose_request_failed_may_be_used_again(alice: Person, egg: dict[str, Any]) -> None:
    bad = alice.post("/entries", {"food_id": str(uuid4()), "grams": 50}, Idempotency_Key="retry")
    assert (bad.status_code, bad.json()["code"]) == (404, "food_not_found")
    assert alice.post("/entries", {"food_id": egg["id"], "grams": 50}, Idempotency_Key="retry").status_code == 201


def at_once(person: Person, *requests: tuple[str, str, Any]) -> list[int]:
    """The statuses of requests (method, path, body) sent at the same time, each over a connection of its own."""

    def send(request: tuple[str, str, Any]) -> int:
        try:
            return int(person.send(*request).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def test_two_edits_at_once_both_count(alice: Person, egg: dict[str, Any]) -> None:
    for _ in range(5):
        path = f"/entries/{add(alice, food_id=egg['id'], grams=100, slot='lunch')['id']}"
        assert at_once(alice, ("PATCH", path, {"slot": "dinner"}), ("PATCH", path, {"grams": 50})) == [200, 200]
        entry = alice.get(path).json()
        assert (entry["slot"], entry["grams"]) == ("dinner", 50)


def test_an_edit_at_the_same_time_does_not_bring_a_deleted_entry_back(alice: Person, egg: dict[str, Any]) -> None:
    for _ in range(8):
        path = f"/entries/{add(alice, food_id=egg['id'], grams=100, slot='lunch')['id']}"
        edited, deleted = at_once(alice, ("PATCH", path, {"slot": "dinner"}), ("DELETE", path, None))
        assert (edited in {200, 404}, deleted) == (True, 204)
        assert alice.get(path).status_code == 404


def test_three_thirds_are_one(alice: Person) -> None:
    rice = alice.get("/foods?q=cooked%20brown%20rice").json()["items"][0]
    whole = add(alice, food_id=rice["id"], quantity=1, unit="cup")
    third = add(alice, food_id=rice["id"], quantity="0.333333333", unit="cup")
    assert abs(third["grams"] * 3 - whole["grams"]) < 0.002
    mended = alice.patch(f"/entries/{third['id']}", {"quantity": 1}).json()
    assert abs(mended["grams"] - whole["grams"]) < 0.002


def test_another_food_chosen_is_certain(alice: Person, egg: dict[str, Any]) -> None:
    draft = alice.post("/drafts", {"text": "a banana"}).json()
    entry = alice.post(f"/drafts/{draft['id']}/commit").json()["entries"][0]
    assert entry["confidence"] is not None
    assert alice.patch(f"/entries/{entry['id']}", {"food_id": egg["id"]}).json()["confidence"] is None


def test_a_quantity_that_rounds_to_none_is_refused(alice: Person, egg: dict[str, Any]) -> None:
    entry = add(alice, food_id=egg["id"], quantity=2)
    refused = alice.patch(f"/entries/{entry['id']}", {"quantity": 0.0004})
    assert (refused.status_code, refused.json()["code"]) == (422, "amount_out_of_range")
