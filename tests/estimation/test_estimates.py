"""Estimates as people get them: POST /drafts, and the command that estimates many."""

import json
import os
import re
import subprocess
import sys
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fithub.core.clock import LocalMoment
from fithub.core.nutrients import scale
from fithub.estimation.estimate import SURE, estimate_meal
from fithub.foods.search import search_foods
from tests.people import Person

NOON: Final = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")
"""A Tuesday."""


def draft(person: Person, text: str) -> dict[str, Any]:
    answer = person.post("/drafts", {"text": text})
    assert answer.status_code == 201, answer.json()
    shape: dict[str, Any] = answer.json()
    return shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "half a cup of oatmeal with a tablespoon of peanut butter",
            [("oatmeal", 105, 130), ("peanut butter", 14, 18)],
        ),
        ("six oz sirloin steak with a baked potato", [("steak.*sirloin", 170, 171), ("potato, baked", 130, 300)]),
        ("a pint of beer and a bag of crisps", [("beer", 440, 570), ("potato chips", 20, 60)]),
        ("a couple of bananas", [("banana", 200, 280)]),
        ("a handful of almonds", [("almonds", 20, 40)]),
        ("250 ml orange juice", [("orange juice", 245, 265)]),
        ("100g of cooked quinoa, 2 tbsp olive oil", [("quinoa, cooked", 100, 100), ("olive oil", 26, 29)]),
        ("coffee with milk", [("coffee", 180, 360), ("milk", 10, 60)]),
        ("one dozen oysters", [("oysters", 100, 310)]),
        ("1 1/2 cups cooked pasta", [("pasta, cooked", 150, 240)]),
    ],
)
def test_a_sentence_becomes_foods_and_grams(alice: Person, text: str, expected: list[tuple[str, float, float]]) -> None:
    made = draft(alice, text)
    assert made["unmatched"] == []
    assert len(made["items"]) == len(expected)
    for item, (food, least, most) in zip(made["items"], expected, strict=True):
        assert re.search(food, item["food"]["name"], re.IGNORECASE), item["food"]["name"]
        assert least <= item["grams"] <= most
        assert item["grams_low"] <= item["grams"] <= item["grams_high"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("a slice of pizza", 80, 150),
        ("a piece of pizza", 80, 150),
        ("a whole pizza", 300, 850),
        ("half a pizza", 175, 450),
        ("half a roast chicken", 220, 400),
        ("a whole chicken", 440, 800),
        ("a roast chicken, half of it", 220, 400),
        ("a pizza shared with a friend", 150, 425),
        ("a bowl of cornflakes", 25, 80),
        ("a bowl of ramen", 350, 700),
        ("a cup of french fries", 45, 120),
        ("a peanut butter and jelly sandwich", 80, 140),
        ("two corn tortillas", 38, 70),
        ("five gyoza", 75, 200),
    ],
)
def test_one_food_weighs_what_one_would_think(text: str, least: float, most: float) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert least <= item.grams <= most


def test_what_is_not_understood_is_given_back_and_nothing_is_invented(alice: Person) -> None:
    made = draft(alice, "a bowl of oatmeal and a glorpfruit")
    assert [item["food"]["name"].split(",")[0] for item in made["items"]] == ["Oatmeal"]
    assert "glorpfruit" in " ".join(made["unmatched"])


@pytest.mark.parametrize(
    "text", ["one of the best days of my life", "an egg hunt", "3 episodes of a series", "ran 5 km", "1 hour of yoga"]
)
def test_a_sentence_about_something_else_makes_no_food(text: str) -> None:
    assert all(item.confidence < SURE for item in estimate_meal(text=text, when=NOON).items)


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("150 g of chicken florbin", "chicken"),
        ("200 g spicy thai basil chicken", "chicken"),
        ("100g of lamb grundle", "lamb"),
    ],
)
def test_a_weighed_dish_that_is_unknown_is_guessed_at_and_asked_about(text: str, food: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert food in item.food_name.lower()
    assert item.confidence < SURE


@pytest.mark.parametrize("text", ["shredded cheddar", "thinly sliced salami", "hot buttered toast", "crispy bacon"])
def test_a_description_takes_little_from_the_certainty(text: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.confidence >= SURE


def test_a_description_alone_names_no_food() -> None:
    assert estimate_meal(text="lightly salted halloumi", when=NOON).items == ()


def test_dropping_a_food_from_a_name_is_a_guess() -> None:
    (salad,) = estimate_meal(text="a herring caesar salad", when=NOON).items
    assert salad.confidence < SURE
    (plain,) = estimate_meal(text="a caesar salad", when=NOON).items
    assert plain.confidence >= SURE


def test_meal_and_day_are_read_against_the_persons_moment(alice: Person) -> None:
    alice.headers["X-Test-Now"] = "2026-05-05T12:30:00Z"
    made = draft(alice, "yesterday for dinner I had 200 g of grilled salmon")
    assert (made["items"][0]["local_date"], made["items"][0]["slot"]) == ("2026-05-04", "dinner")


def test_stated_grams_are_the_grams_and_the_nutrients_are_of_them() -> None:
    (item,) = estimate_meal(text="137 g of cooked lentils", when=NOON).items
    assert {item.grams, item.grams_low, item.grams_high} == {Decimal(137)}
    found = next(each for each in search_foods(q=item.food_name) if each.food_id == item.food_id)
    assert item.nutrients == scale(found.nutrients_per_100g, item.grams)


def test_energy_that_is_stated_is_the_energy() -> None:
    for text, kcal in (("500 kcal of cooked pasta", 500), ("a banana (105 calories)", 105), ("836.8 kJ of honey", 200)):
        (item,) = estimate_meal(text=text, when=NOON).items
        energy = item.nutrients["energy_kcal"]
        assert energy is not None
        assert abs(energy - kcal) < 1
    assert estimate_meal(text="200 kcal of water", when=NOON).items == ()


def test_a_share_is_of_the_amount_and_of_its_range() -> None:
    (whole,) = estimate_meal(text="2 apples", when=NOON).items
    (half,) = estimate_meal(text="2 apples shared with my sister", when=NOON).items
    assert half.food_id == whole.food_id
    for one, other in (
        (half.grams_low, whole.grams_low),
        (half.grams, whole.grams),
        (half.grams_high, whole.grams_high),
    ):
        assert abs(2 * one - other) <= Decimal("0.002")
    assert half.quantity == 1


def test_words_of_an_item_are_words_of_the_text() -> None:
    text = "Two EGGS,  a slice of   rye toast (with butter!) & 250ml café latte — delicious"
    items = estimate_meal(text=text, when=NOON).items
    assert len(items) == 4
    assert all(item.text in text for item in items)


def test_a_day_is_told_where_the_person_is() -> None:
    """At 23:30 in New York it is tomorrow in UTC."""
    traveller = Person.register(time_zone="America/New_York", now="2026-05-06T03:30:00Z")
    today = draft(traveller, "a banana today")["items"][0]
    before = draft(traveller, "a banana yesterday for lunch")["items"][0]
    assert (today["local_date"], before["local_date"], before["slot"]) == ("2026-05-05", "2026-05-04", "lunch")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from("2 half a cup of g rice egg butter and with , . 1/2 ½ -3 no without 🍕 'DROP".split()),
        max_size=14,
    )
)
def test_any_words_keep_the_promises(words: list[str]) -> None:
    text = " ".join(words)
    made = estimate_meal(text=text, when=NOON)
    for item in made.items:
        assert 0 < item.grams_low <= item.grams <= item.grams_high
        assert 0 <= item.confidence <= 1
        assert all(amount is None or amount >= 0 for amount in item.nutrients.values())
    assert made == estimate_meal(text=text, when=NOON)


def test_many_are_estimated_by_command(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = ["two eggs", "a glorpfruit", "150 g of cooked brown rice"]
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    source.write_text("\n".join([*lines, "{broken"]))
    run = subprocess.run(
        [sys.executable, "manage.py", "estimate_meals", "--in", str(source), "--out", str(target)],
        cwd=Path(__file__).resolve().parents[2],
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 1
    assert f"{source}:4" in run.stderr
    eggs, nothing, rice = (json.loads(line) for line in target.read_text().splitlines())
    assert set(eggs) >= {"id", "carb", "protein", "fat", "energy", "items", "latency_s"}
    assert 9 <= eggs["protein"] <= 15
    assert (nothing["carb"], nothing["items"], nothing["unmatched"]) == (None, [], ["a glorpfruit"])
    assert rice["items"][0]["grams"] == 150
