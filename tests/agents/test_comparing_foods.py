"""Two foods beside each other: by 100 g each, never together, and nothing is written."""

from datetime import date, time

import pytest

from agents.offline.nutrients import MACROS
from agents.offline.skills.comparisons import SKILL, CompareFoods
from fithub.core.clock import LocalMoment
from tests.agents.chat import Chat, entries
from tests.people import Person


@pytest.mark.parametrize(
    ("order", "one", "other", "nutrients"),
    [
        ("which has more protein, lentils or beans", "lentils", "beans", ("protein_g",)),
        ("what's got less fat: cod or salmon", "cod", "salmon", ("fat_g",)),
        ("is butter heavier than margarine", "butter", "margarine", ("energy_kcal",)),
        ("does spinach have more iron than kale", "spinach", "kale", ("iron_mg",)),
        ("pork vs beef", "pork", "beef", MACROS),
        ("peanuts vs cashews, carbs", "peanuts", "cashews", ("carbohydrate_g",)),
        ("which is saltier, feta or gouda", "feta", "gouda", ("sodium_mg",)),
        ("white or brown bread, which has more fibre", "white bread", "brown bread", ("fibre_g",)),
        ("are chips worse than crisps", "chips", "crisps", MACROS),
    ],
)
def test_two_foods(order: str, one: str, other: str, nutrients: tuple[str, ...], now: LocalMoment) -> None:
    assert SKILL.read(order, now) == CompareFoods(one, other, nutrients)


@pytest.mark.parametrize(
    "order",
    [
        "compare today with yesterday",
        "today vs yesterday",
        "which day has more calories, Monday or Tuesday",
        "is this week better than last week",
        "am I heavier than in May",
        "did I get more protein yesterday or today",
        "two eggs or three",
        "200 g rice vs 100 g pasta",
        "I had tofu or chicken",
        "which is better, my target or my goal weight",
    ],
)
def test_what_is_no_two_foods(order: str, now: LocalMoment) -> None:
    assert SKILL.read(order, now) is None


@pytest.fixture
def now() -> LocalMoment:
    return LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")


def test_they_are_told_apart_and_nothing_is_written(alice: Person) -> None:
    for name, protein in (("Pine skyr", 11), ("Meadow cheese", 25)):
        alice.post("/foods", {"name": name, "nutrients_per_100g": {"energy_kcal": 100, "protein_g": protein}})
    answer = Chat.begin(alice).say("which has more protein, Pine skyr or Meadow cheese?")
    text = answer["message"]["text"]
    assert "Pine skyr: 11 g protein" in text
    assert "Meadow cheese: 25 g protein" in text
    assert "Meadow cheese has more protein" in text
    assert "36" not in text
    assert entries(alice) == []
