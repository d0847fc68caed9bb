"""Favourite foods over HTTP, and what they do to what is meant."""

import os
from importlib import import_module

import psycopg

from fithub.foods.models import Habit
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


def test_a_favourite_is_what_is_meant_and_its_amount_what_is_had(alice: Person, bob: Person) -> None:
    def understood(person: Person, text: str) -> tuple[str, float, str]:
        (item,) = person.post("/drafts", {"text": text}).json()["items"]
        return item["food"]["id"], item["grams"], item["portion_source"]

    before = understood(alice, "skyr")
    mine = alice.post("/foods", {"name": "Quillon skyr", "nutrients_per_100g": {"energy_kcal": 63}}).json()["id"]
    oats = alice.get("/foods?q=oat milk").json()["items"][0]["id"]
    alice.send("PUT", f"/favourites/{oats}", {"quantity": 330, "unit": "ml"})
    amount = alice.get("/favourites").json()["items"][0]["grams"]
    assert understood(alice, "oat milk") == (oats, amount, "habit")
    assert understood(alice, "100 g oat milk")[1:] == (100, "stated"), "what is said counts first"
    assert understood(bob, "oat milk")[2] != "habit"
    alice.send("PUT", f"/favourites/{oats}")
    assert understood(alice, "oat milk")[2] != "habit", "a favourite without an amount has none"
    alice.send("PUT", f"/favourites/{mine}", {"grams": 170})
    assert understood(alice, "quillon skyr") == (mine, 170, "habit")
    alice.delete(f"/favourites/{mine}")
    assert understood(alice, "quillon skyr")[2] != "habit"
    alice.post("/changes/undo")
    assert understood(alice, "quillon skyr") == (mine, 170, "habit")
    assert alice.delete(f"/foods/{mine}").status_code == 204, "a favourite and a habit go with their food"
    assert understood(alice, "skyr") == before


def test_the_search_lifts_a_favourite(alice: Person, bob: Person) -> None:
    plain = [each["id"] for each in bob.get("/foods?q=milk").json()["items"]]
    oats = alice.get("/foods?q=oat milk").json()["items"][0]["id"]
    place = plain.index(oats) if oats in plain else len(plain)
    alice.send("PUT", f"/favourites/{oats}")
    lifted = [each["id"] for each in alice.get("/foods?q=milk").json()["items"]]
    assert lifted.index(oats) < place
    assert [each["id"] for each in bob.get("/foods?q=milk").json()["items"]] == plain


def test_the_migration_counts_the_favourites_there_were(alice: Person) -> None:
    milk = alice.get("/foods?q=milk").json()["items"][0]["id"]
    alice.send("PUT", f"/favourites/{milk}", {"grams": 250})
    with alice.acting():
        Habit.objects.all().delete()
    migration = import_module("fithub.planning.migrations.0002_favourites_are_habits")
    with psycopg.connect(os.environ["FITHUB_TEST_OWNER_URL"]) as owner:
        owner.execute(migration.RENEW_ALL)
        forced = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname = ANY(%s)"
        assert owner.execute(forced, [list(migration.TABLES)]).fetchone() == (True,)
    with alice.acting():
        kept = Habit.objects.get()
    assert (str(kept.food_id), kept.times, float(kept.grams or 0)) == (milk, 3, 250)
