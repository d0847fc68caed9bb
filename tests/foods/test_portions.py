"""Amounts as people say them, in grams."""

import json
import re
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.core.errors import InvalidInput, NotFound
from fithub.foods.measures import portion_rows
from fithub.foods.models import Category, Food, Habit
from fithub.foods.own_measures import set_measure
from fithub.foods.portions import (
    PortionGrams,
    PortionSource,
    facts_for,
    grams_for,
    grams_of,
    portions_of,
    portions_of_many,
)
from fithub.foods.search import search_foods
from fithub.foods.services import create_food
from fithub.foods.units import MASS_G, VOLUME_ML
from tests.people import Person


def weigh(food: str, quantity: str | None = None, unit: str | None = None) -> PortionGrams:
    found = search_foods(q=food, limit=1)[0].food_id
    return grams_for(food=found, quantity=None if quantity is None else Decimal(quantity), unit=unit)


@pytest.mark.parametrize(
    ("food", "quantity", "unit", "least", "most"),
    [
        ("eggs", "2", None, 88, 110),
        ("banana", "1", None, 100, 136),
        ("apple", "1", "large", 200, 250),
        ("banana", "1", "banana", 100, 136),
        ("toast", "1", "slice", 22, 40),
        ("butter", "1", "tsp", 4, 5.5),
        ("butter", "1", "pat", 4, 7),
        ("brown rice", "0.5", "cup", 90, 105),
        ("milk", "1", "cup", 235, 250),
        ("milk", "200", "ml", 200, 210),
        ("red wine", "1", "glass", 130, 180),
        ("coke", "1", "can", 330, 372),
        ("beer", "1", "pint", 450, 500),
        ("oatmeal", "1", "bowl", 200, 350),
        ("almonds", "1", "handful", 20, 40),
        ("peanut butter", "2", "tablespoons", 28, 36),
        ("bacon", "3", "slices", 18, 50),
        ("chicken breast", "1", None, 100, 200),
        ("cookie", "3", None, 30, 80),
        ("pizza", "2", "slices", 130, 290),
        ("olive oil", "1", "tbsp", 12.5, 14.5),
        ("garlic", "2", "cloves", 5, 7),
    ],
)
def test_household_amounts_weigh_what_they_should(
    food: str, quantity: str, unit: str | None, least: float, most: float
) -> None:
    assert least <= weigh(food, quantity, unit).grams <= most


@pytest.mark.parametrize(
    ("food", "least", "most"), [("pizza", 100, 330), ("rice", 120, 260), ("coffee", 180, 360), ("steak", 100, 280)]
)
def test_a_bare_food_is_a_usual_serving_with_a_range(food: str, least: float, most: float) -> None:
    portion = weigh(food)
    assert least <= portion.grams <= most
    assert portion.low < portion.grams < portion.high
    assert portion.source is PortionSource.DEFAULT


def test_a_mass_is_taken_as_it_stands() -> None:
    portion = weigh("lasagna", "300", "g")
    assert {portion.low, portion.grams, portion.high} == {Decimal(300)}
    assert portion.source is PortionSource.STATED


@pytest.mark.parametrize(
    ("unit", "grams"), [("oz", "113.398"), ("lb", "1814.369"), ("kg", "4000"), ("ounces", "113.398")]
)
def test_masses_are_exact(unit: str, grams: str) -> None:
    assert weigh("beef", "4", unit).grams == Decimal(grams)


def test_the_foods_own_measures_come_before_any_other() -> None:
    assert weigh("brown rice", "1", "cup").source is PortionSource.FOOD_PORTION


def test_a_size_shifts_an_amount() -> None:
    small, usual, large = (weigh("soup", "1", unit).grams for unit in ("small bowl", "bowl", "large bowl"))
    assert small < usual < large


def test_an_unknown_unit_is_refused_with_the_possible_ones() -> None:
    with pytest.raises(InvalidInput) as refused:
        weigh("rice", "1", "flurb")
    assert refused.value.code == "unknown_unit"
    assert "cup" in refused.value.detail


@pytest.mark.parametrize("unit", ["clove", "ear"])
def test_a_unit_of_another_food_is_refused(unit: str) -> None:
    with pytest.raises(InvalidInput):
        weigh("milk", "1", unit)


@pytest.mark.parametrize(
    ("food", "unit"),
    [
        ("Milk, whole", "slice"),
        ("Milk, whole", "fillet"),
        ("Coffee, Latte", "patty"),
        ("Soft drink, cola", "wedge"),
        ("Bread, multigrain", "glass"),
        ("Bread, multigrain", "shot"),
        ("Burrito, NFS", "pitcher"),
        ("Egg, whole, boiled or poached", "glass"),
    ],
)
def test_an_impossible_unit_is_refused_and_the_likeliest_are_offered(food: str, unit: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        grams_for(food=Food.objects.get(name=food, user=None), quantity=Decimal(1), unit=unit)
    assert refused.value.code == "unknown_unit"
    offered = refused.value.detail.split("Possible are: ")[1].rstrip(".").split(", ")
    assert unit not in offered
    assert {"g", "serving"} <= set(offered)
    assert len(offered) <= 16


@pytest.mark.parametrize(
    ("food", "quantity", "unit", "inches", "least", "most"),
    [
        ("Pizza with extra meat, medium crust", 1, None, 12, 520, 760),
        ("Pizza with extra meat, medium crust", 2, None, 10, 760, 1050),
        ("Pizza with extra meat, medium crust", 2, "slice", 16, 230, 330),
        ("Pizza, no cheese, thin crust", 1, None, 12, 400, 600),
        ("Club sandwich or sub, restaurant", 1, None, 6, 190, 280),
        ("Club sandwich or sub, restaurant", 1, None, 12, 400, 560),
        ("Pancakes, NFS", 3, None, 4, 95, 130),
        ("Milk, whole", 1, "cup", 12, 235, 250),
    ],
)
def test_a_length_says_how_much_one_is(
    food: str, quantity: int, unit: str | None, inches: int, least: int, most: int
) -> None:
    one = Food.objects.get(name=food, user=None)
    assert least <= grams_for(food=one, quantity=Decimal(quantity), unit=unit, inches=Decimal(inches)).grams <= most


def test_what_a_person_measured_and_usually_has_comes_first(alice: Person, bob: Person) -> None:
    soup = Food.objects.get(name="Soup, chicken", user=None)
    with alice.acting():
        set_measure(user_id=alice.user_id, unit="bowl", millilitres=Decimal(500))
        set_measure(user_id=alice.user_id, unit="scoop", food_id=soup.pk, grams=Decimal(90))
        Habit.objects.create(user_id=alice.user_id, food=soup, times=3, last_on=date(2026, 1, 1), grams=Decimal(410))
        bowls = grams_for(food=soup, quantity=Decimal(2), unit="bowl")
        assert bowls.source is PortionSource.OWN
        assert 950 <= bowls.grams <= 1080
        assert grams_for(food=soup, quantity=Decimal(1), unit="scoop").grams == 90
        usual = grams_for(food=soup)
        assert usual.grams == 410
        assert usual.source is PortionSource.HABIT
        assert usual.low < usual.grams < usual.high
        assert grams_for(food=soup, quantity=Decimal(1), unit="g").grams == 1
    with bob.acting():
        assert grams_for(food=soup, quantity=Decimal(2), unit="bowl").source is PortionSource.DEFAULT
        assert grams_for(food=soup).source is PortionSource.DEFAULT


def test_several_foods_are_weighed_in_two_round_trips() -> None:
    foods = list(Food.objects.filter(user=None).order_by("-prior").values_list("pk", flat=True)[:5])
    facts_for(foods)
    with CaptureQueriesContext(connection) as asked:
        known = facts_for(foods)
        weighed = [grams_of(facts, quantity=Decimal(2), unit="bowl") for facts in known.values()]
    assert len(weighed) == len(foods)
    assert len(asked) == 2


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "Infinity", "1e9"])
def test_an_amount_out_of_range_is_refused(quantity: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        weigh("rice", quantity, "g")
    assert refused.value.code == "quantity_out_of_range"


def test_a_food_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        grams_for(food=uuid4(), quantity=Decimal(1))


def amounts() -> list[list[str]]:
    lines = (Path(__file__).parent / "amounts.txt").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("half", "least"), [(0, 0.98), (1, 0.95)], ids=["developed on", "kept apart"])
def test_amounts_as_people_say_them_weigh_what_a_dietitian_would_let_pass(half: int, least: float) -> None:
    wrong = []
    asked = amounts()[half::2]
    for name, quantity, unit, low, high in asked:
        food = Food.objects.filter(name=name, user=None).earliest("source")
        portion = grams_for(food=food, quantity=Decimal(quantity) if quantity else None, unit=unit or None)
        if not Decimal(low) <= portion.grams <= Decimal(high):
            wrong.append((name, quantity, unit, portion.grams))
        assert 0 < portion.low <= portion.grams <= portion.high
    assert len(asked) > 100
    assert len(wrong) <= (1 - least) * len(asked), wrong


@settings(max_examples=25, deadline=None)
@given(st.decimals("0.01", "50", places=2), st.sampled_from(["", "cup", "slice", "oz", "large", "bowl"]))
def test_twice_as_much_weighs_twice_as_much_within_its_range(quantity: Decimal, unit: str) -> None:
    bread = search_foods(q="bread", limit=1)[0].food_id
    once, twice = (grams_for(food=bread, quantity=times * quantity, unit=unit) for times in (1, 2))
    assert abs(twice.grams - 2 * once.grams) <= Decimal("0.002")
    assert once.low <= once.grams <= once.high


def test_every_food_offers_a_measure() -> None:
    lasagna = search_foods(q="lasagna", limit=5)
    measures = portions_of_many([match.food_id for match in lasagna])
    assert all(measures[match.food_id] for match in lasagna)
    assert all(portion.grams > 0 for portion in portions_of(lasagna[0].food_id))


def test_ones_own_portions_are_used(alice: Person, bob: Person) -> None:
    with alice.acting():
        food = create_food(
            user_id=alice.user_id,
            name="House granola",
            nutrients_per_100g={"energy_kcal": 450, "protein_g": 10},
            portions=[{"unit": "scoops", "grams": 37.5}],
        )
        assert grams_for(food=food, quantity=Decimal(2), unit="scoop").grams == 75
    with bob.acting(), pytest.raises(NotFound):
        grams_for(food=food, quantity=Decimal(2), unit="scoop")


def figures() -> list[tuple[str, str, float, float, float, str]]:
    """Every figure of data/portions: kinds, unit, typical, low, high, source."""
    return [
        (kinds, unit, float(typical), float(low), float(high), origin)
        for kinds, rows in portion_rows().items()
        for unit, (typical, low, high, origin) in rows.items()
    ]


def test_every_figure_lies_within_its_range() -> None:
    assert len(figures()) > 2_000
    assert not [row for row in figures() if not 0 < row[3] <= row[2] <= row[4]]


def test_every_category_that_is_named_is_one_of_the_catalogue() -> None:
    named = {kind.strip("@!") for kinds in portion_rows() for kind in kinds.split(" | ") if kind.startswith("@")}
    assert named
    assert not named - set(Category.objects.values_list("name", flat=True))


def test_what_a_label_or_a_recipe_says_of_it_comes_before_what_its_kind_weighs(alice: Person) -> None:
    with alice.acting():
        food = create_food(
            user_id=alice.user_id,
            name="Grandmother's samosa",
            nutrients_per_100g={"energy_kcal": 300},
            portions=[{"unit": "piece", "grams": 48}, {"unit": "serving", "grams": 144}],
        )
        assert grams_for(food=food, quantity=Decimal(2)).grams == 96
        assert grams_for(food=food).grams == 144
        assert grams_for(food=food, quantity=Decimal(1), unit="plate").grams > 144


def sr28_measures() -> dict[str, list[tuple[str, float]]]:
    """NDB number -> its household measures in the seed, each with the grams of one."""
    measures: dict[str, list[tuple[str, float]]] = {}
    with ZipFile(str(files("fithub.foods.seed") / "catalogue.zip")) as archive:
        for line in archive.read("foods.jsonl").decode().splitlines()[1:]:
            food = json.loads(line)
            if food["source"] == "sr28":
                measures[food["ref"]] = [(unit, float(grams)) for unit, _, grams, _ in food.get("p", ())]
    return measures


def comparable(unit: str, origin: str, measures: list[tuple[str, float]]) -> list[float]:
    """What a figure for a unit may be: of a cup, what a volume makes; else a measure that is no cup, unless it says so."""
    if unit == "cup":
        return [
            grams / float(VOLUME_ML[measure] / VOLUME_ML["cup"]) for measure, grams in measures if measure in VOLUME_ML
        ]
    return [
        grams
        for measure, grams in measures
        if measure not in {*VOLUME_ML, *MASS_G} or "cup" in origin or "spoon" in origin
    ]


def test_every_figure_that_cites_sr28_is_borne_out_by_its_measures() -> None:
    """The typical amount is within 3 % of a measure of the food whose number it cites."""
    measures = sr28_measures()
    wrong, cited = [], 0
    for kinds, unit, typical, _, _, origin in figures():
        if number := re.match(r"SR28 (\d{5})", origin):
            cited += 1
            near = comparable(unit, origin, measures.get(number[1], []))
            if not any(abs(each - typical) <= 0.03 * typical + 0.01 for each in near):
                wrong.append((kinds, unit, typical, origin))
    assert cited > 300
    assert not wrong


def test_every_other_figure_says_that_it_is_an_estimate() -> None:
    assert all(re.match(r"SR28 \d{5}|estimate\b", origin) for *_, origin in figures())
