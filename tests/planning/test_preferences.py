"""What people like, avoid and must not have: over HTTP, and in what is shown to them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fithub.core.ownership import Actor, acting_as
from fithub.foods.catalogue_ids import category_id
from fithub.planning.warnings import warned_items
from tests.agents.chat import Chat
from tests.api.test_openapi import conforms
from tests.people import Person

MEAT = str(category_id("group", "Meat and poultry"))


def say(person: Person, kind: str, **about: str) -> Any:
    return person.post("/preferences", {"kind": kind} | about)


def test_a_preference_is_kept_listed_changed_and_taken_away(alice: Person, bob: Person) -> None:
    made = say(alice, "allergy", word="Peanuts", note="since childhood")
    assert made.status_code == 201
    row = conforms(made, "/preferences", "POST")
    assert (row["kind"], row["word"], row["about"], row["note"]) == ("allergy", "peanut", "peanut", "since childhood")
    meat = say(alice, "avoid", category_id=MEAT).json()
    assert meat["category"]["name"] == "Meat and poultry"
    skyr = alice.get("/foods?q=skyr").json()["items"][0]
    assert say(alice, "like", food_id=skyr["id"]).json()["food"]["name"] == skyr["name"]
    listed = conforms(alice.get("/preferences?limit=2"), "/preferences", "GET")
    rest = alice.get(f"/preferences?limit=2&cursor={listed['next']}").json()
    assert [each["kind"] for each in listed["items"] + rest["items"]] == ["like", "avoid", "allergy"]
    assert [each["id"] for each in alice.get("/preferences?kind=avoid").json()["items"]] == [meat["id"]]
    assert alice.patch(f"/preferences/{meat['id']}", {"kind": "dislike"}).json()["kind"] == "dislike"
    for method, body in (("GET", None), ("PATCH", {"kind": "like"}), ("DELETE", None)):
        assert bob.send(method, f"/preferences/{row['id']}", body).status_code == 404
    assert bob.get("/preferences").json()["items"] == []
    assert alice.delete(f"/preferences/{row['id']}").status_code == 204
    alice.post("/changes/undo")
    assert alice.get(f"/preferences/{row['id']}").json() == row


def test_what_contradicts_is_replaced_but_for_an_allergy(alice: Person) -> None:
    first = say(alice, "like", word="mushrooms").json()
    changed = say(alice, "dislike", word="mushroom")
    assert (changed.status_code, changed.json()["id"], changed.json()["kind"]) == (200, first["id"], "dislike")
    assert say(alice, "allergy", word="mushroom").json()["kind"] == "allergy"
    refused = say(alice, "like", word="mushrooms")
    assert (refused.status_code, refused.json()["code"]) == (409, "allergy_stands")
    assert [each["kind"] for each in alice.get("/preferences").json()["items"]] == ["allergy"]
    assert alice.patch(f"/preferences/{first['id']}", {"kind": "like"}).json()["kind"] == "like", "by name it may"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "allergy"},
        {"kind": "hate", "word": "x"},
        {"kind": "like", "word": ""},
        {"kind": "like", "word": "the"},
        {"kind": "like", "word": "…"},
        {"kind": "like", "word": "x" * 81},
        {"kind": "like", "word": "a\x00b"},
        {"kind": "like", "word": "egg", "category_id": MEAT},
        {"kind": "like", "food_id": "egg"},
    ],
)
def test_what_no_preference_is_is_refused(alice: Person, body: dict[str, Any]) -> None:
    assert alice.post("/preferences", body).status_code == 422
    assert alice.get("/preferences").json()["items"] == []


def test_targets_that_are_not_there_or_anothers_are_not_found(alice: Person, bob: Person) -> None:
    theirs = bob.post("/foods", {"name": "Bob's", "nutrients_per_100g": {"energy_kcal": 1}}).json()["id"]
    assert say(alice, "like", food_id=theirs).status_code == 404
    assert say(alice, "like", category_id="01990000-0000-7000-8000-000000000000").status_code == 404


def kinds(shape: dict[str, Any]) -> list[str]:
    return [each["kind"] for each in shape.get("warnings", [])]


def test_foods_and_estimates_warn_of_an_allergy(alice: Person) -> None:
    say(alice, "allergy", word="nuts")
    found = conforms(alice.get("/foods?q=peanut butter&limit=5"), "/foods", "GET")["items"]
    assert all(kinds(each) == ["allergy"] for each in found)
    assert found[0]["warnings"][0]["because"]
    assert kinds(alice.get(f"/foods/{found[0]['id']}").json()) == ["allergy"]
    draft = conforms(alice.post("/drafts", {"text": "pesto and a banana"}), "/drafts", "POST")
    warned = {item["text"]: kinds(item) for item in draft["items"]}
    assert ["allergy"] in warned.values()
    assert [] in warned.values()
    assert kinds(alice.get("/drafts").json()["items"][0]["items"][0]) == kinds(draft["items"][0])


def test_no_alternative_is_what_the_person_must_not_have(alice: Person, bob: Person) -> None:
    text = "a bowl of yogurt"
    free = bob.post("/drafts", {"text": text}).json()["items"][0]
    assert free["alternatives"]
    say(alice, "allergy", word="dairy")
    mine = alice.post("/drafts", {"text": text}).json()["items"][0]
    assert kinds(mine) == ["allergy"]
    assert not [each for each in mine["alternatives"] if "yogurt" in each["name"].lower()]


def test_a_recipe_is_judged_by_its_ingredients(alice: Person) -> None:
    say(alice, "allergy", word="sesame")
    tahini, carrot = (alice.get(f"/foods?q={q}").json()["items"][0]["id"] for q in ("tahini", "carrot"))
    parts = [{"food_id": tahini, "grams": 30}, {"food_id": carrot, "grams": 200}]
    made = alice.post("/recipes", {"name": "Oma's secret", "servings": 2, "ingredients": parts}).json()
    assert kinds(alice.get(f"/foods/{made['food']['id']}").json()) == ["allergy"]


def test_a_category_holds_for_all_below_it_and_for_dishes_named_so(alice: Person) -> None:
    say(alice, "avoid", category_id=MEAT)

    def warned(q: str) -> list[str]:
        return kinds(alice.get(f"/foods?q={q}").json()["items"][0])

    assert warned("chicken breast") == ["avoid"]
    assert warned("bacon") == ["avoid"]
    assert warned("pizza pepperoni") == ["avoid"]
    assert warned("banana") == []
    assert warned("tofu") == []


def test_who_has_no_preferences_pays_nothing_but_a_look(alice: Person) -> None:
    assert "warnings" not in alice.get("/foods?q=egg").json()["items"][0]
    with CaptureQueriesContext(connection) as queries:
        alice.get("/foods?q=egg&limit=10")
    asked = [each["sql"] for each in queries if "planning_" in each["sql"]]
    assert len(asked) == 1
    say(alice, "like", word="egg")
    counts = []
    for limit in (2, 20):
        with CaptureQueriesContext(connection) as queries:
            alice.get(f"/foods?q=egg&limit={limit}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


NOON = "2026-05-20T12:30:00Z"


def had_breakfast(person: Person, *foods: str) -> None:
    """Three times the same."""
    person.headers["X-Test-Now"] = NOON
    for day in ("2026-05-17", "2026-05-18", "2026-05-19"):
        for food in foods:
            body = {"food_id": food, "grams": 50, "local_date": day, "slot": "breakfast"}
            assert person.post("/entries", body).status_code == 201


def own(person: Person, name: str) -> str:
    return str(person.post("/foods", {"name": name, "nutrients_per_100g": {"energy_kcal": 300}}).json()["id"])


def test_a_usual_meal_is_neither_suggested_nor_logged_with_an_allergen(alice: Person) -> None:
    had_breakfast(alice, own(alice, "Oat flakes"), own(alice, "Peanut butter"))
    assert len(alice.get("/usual-meals").json()["items"]) == 1
    say(alice, "dislike", word="oats")
    assert len(alice.get("/usual-meals").json()["items"]) == 1, "what is only disliked was eaten all the same"
    say(alice, "allergy", word="peanuts")
    assert alice.get("/usual-meals").json()["items"] == []
    logged = conforms(alice.post("/usual-meals/breakfast/log"), "/usual-meals/{slot}/log", "POST")
    assert [each["description"] for each in logged["entries"]] == ["Oat flakes"]
    assert logged["left_out"] == ["Peanut butter"]
    chat = Chat.begin(alice)
    turn = chat.say("I had my usual breakfast")
    assert "left out Peanut butter" in turn["message"]["text"]
    assert [each["description"] for each in alice.get("/days/2026-05-20").json()["entries"]] == ["Oat flakes"] * 2
    say(alice, "avoid", word="oats")
    refused = alice.post("/usual-meals/breakfast/log")
    assert (refused.status_code, refused.json()["code"]) == (409, "usual_not_allowed")


def test_a_copy_warns_of_what_it_repeats(alice: Person) -> None:
    had_breakfast(alice, own(alice, "Peanut butter"))
    say(alice, "allergy", word="peanuts")
    text = Chat.begin(alice).say("same breakfast as yesterday")["message"]["text"]
    assert "Careful: Peanut butter" in text


def test_no_answer_to_a_question_is_what_the_person_must_not_have(alice: Person) -> None:
    say(alice, "allergy", word="peanuts")
    names = ["Almond butter", "Peanut butter", "Butter"]
    item: dict[str, Any] = {
        "text": "butter",
        "food": None,
        "question": {"asks": "food", "text": f"What was “butter”: {', '.join(names)}?", "answers": names},
        "alternatives": [],
    }
    amount = {"text": "butter", "food": None, "question": {"asks": "amount", "text": "How much?", "answers": ["1 pat"]}}
    with acting_as(alice.user_id, actor=Actor.FORM):
        told, untouched = warned_items(user_id=alice.user_id, items=[item, amount])
    assert told["question"]["answers"] == ["Almond butter", "Butter"]
    assert told["question"]["text"] == "What was “butter”: Almond butter or Butter, or something else?"
    assert untouched["question"] == amount["question"]


def test_a_plan_stays_the_persons_own_and_is_marked(alice: Person) -> None:
    alice.headers["X-Test-Now"] = NOON
    peanuts, oats = own(alice, "Peanut butter"), own(alice, "Oat flakes")
    items = [{"food_id": peanuts, "grams": 30}, {"food_id": oats, "grams": 60}]
    diet = alice.post("/diets", {"name": "Mine", "active": True}).json()["id"]
    body = {"diet_id": diet, "name": "Porridge", "slot": "breakfast", "rule": "FREQ=DAILY", "items": items}
    meal = alice.post("/meals", body).json()
    assert [kinds(each) for each in meal["items"]] == [[], []]
    say(alice, "allergy", word="peanuts")
    shown = conforms(alice.get(f"/meals/{meal['id']}"), "/meals/{meal_id}", "GET")
    assert [kinds(each) for each in shown["items"]] == [["allergy"], []]
    planned = conforms(alice.get("/planned-meals"), "/planned-meals", "GET")["items"]
    assert len(planned) == 7
    assert all([kinds(each) for each in one["items"]] == [["allergy"], []] for one in planned)
    bought = [
        each
        for group in conforms(alice.get("/shopping-list"), "/shopping-list", "GET")["groups"]
        for each in group["items"]
    ]
    assert {each["name"]: kinds(each) for each in bought} == {"Peanut butter": ["allergy"], "Oat flakes": []}
    assert "Peanut butter, 210 g (careful, allergy: peanut)" in alice.get("/shopping-list?format=text").content.decode()
    chat = Chat.begin(alice)
    assert "Careful: Peanut butter" in chat.say("what is planned for tomorrow?")["message"]["text"]
    assert "careful, allergy" in chat.say("shopping list for this week")["message"]["text"]
