"""Favourite foods over HTTP."""

from tests.people import Person


def test_a_favourite_has_its_usual_amount(alice: Person, bob: Person) -> None:
    milk, egg = (alice.get(f"/foods?q={q}").json()["items"][0]["id"] for q in ("milk", "egg"))
    made = alice.send("PUT", f"/favourites/{milk}", {"quantity": 200, "unit": "ml"})
    assert made.status_code == 200
    assert made.json()["food"] == alice.get(f"/foods/{milk}").json()
    assert made.json()["grams"] > 200
    assert alice.send("PUT", f"/favourites/{egg}").json()["grams"] is None
    listed = alice.get("/favourites?limit=1").json()
    assert [each["food"]["id"] for each in listed["items"]] == [egg]
    rest = alice.get(f"/favourites?limit=1&cursor={listed['next']}").json()
    assert [each["food"]["id"] for each in rest["items"]] == [milk]
    assert alice.send("PUT", f"/favourites/{milk}", {"grams": 300}).json() | {"food": None} == {
        "food": None,
        "quantity": None,
        "unit": None,
        "grams": 300,
    }
    assert bob.get("/favourites").json() == {"items": [], "next": None}
    assert bob.delete(f"/favourites/{milk}").status_code == 404
    assert alice.delete(f"/favourites/{milk}").status_code == 204
    assert alice.delete(f"/favourites/{milk}").status_code == 404
    alice.post("/changes/undo")
    assert len(alice.get("/favourites").json()["items"]) == 2


def test_what_no_favourite_can_be_is_refused(alice: Person, bob: Person) -> None:
    milk = alice.get("/foods?q=milk").json()["items"][0]["id"]
    theirs = bob.post("/foods", {"name": "Bob's", "nutrients_per_100g": {"energy_kcal": 1}}).json()["id"]
    assert alice.send("PUT", f"/favourites/{theirs}", {"grams": 5}).status_code == 404
    assert alice.send("PUT", "/favourites/01990000-0000-7000-8000-000000000000").status_code == 404
    for body in ({"grams": 0}, {"unit": "cup"}, {"quantity": 1, "unit": "glorp"}, {"quantity": "NaN"}, {"note": "x"}):
        assert alice.send("PUT", f"/favourites/{milk}", body).status_code == 422, body
    assert alice.get("/favourites").json()["items"] == []
