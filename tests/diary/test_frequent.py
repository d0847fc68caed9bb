"""What a person eats most often: counted over their own entries."""

from typing import Any

import pytest

from fithub.core.errors import FitHubError
from tests.people import Person
from tests.tools.running import Run

FIRST, LAST = "2026-05-04", "2026-05-10"


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = "2026-05-11T12:30:00Z"
    return alice


def food(person: Person, name: str) -> str:
    answer = person.post("/foods", {"name": name, "nutrients_per_100g": {"energy_kcal": 100}})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def eat(person: Person, food_id: str, day: str, grams: float, slot: str = "lunch") -> None:
    body = {"food_id": food_id, "grams": grams, "local_date": f"2026-05-{day}", "slot": slot}
    answer = person.post("/entries", body)
    assert answer.status_code == 201, answer.content


def told(person: Person, **asked: Any) -> list[tuple[str, int, int, float]]:
    rows = Run.begin(person).read("frequent_foods", **{"first_date": FIRST, "last_date": LAST, **asked})["frequent"]
    return [(each["food"], each["times"], each["days"], float(each["grams"])) for each in rows]


def test_foods_are_counted_by_times_then_days_over_the_range_alone(eater: Person) -> None:
    bread, soup, tea = (food(eater, name) for name in ("House bread", "House soup", "House tea"))
    for day, grams in (("04", 50), ("05", 60), ("10", 70)):
        eat(eater, bread, day, grams)
    for _ in range(3):
        eat(eater, soup, "06", 200)
    eat(eater, tea, "07", 10)
    for day in ("01", "02", "03", "11"):
        eat(eater, tea, day, 10)
    # Bread and soup as often, bread on more days.
    assert told(eater) == [("House bread", 3, 3, 180), ("House soup", 3, 1, 600), ("House tea", 1, 1, 10)]
    assert told(eater, limit=1) == [("House bread", 3, 3, 180)]
    assert told(eater, first_date="2026-05-01", last_date="2026-05-11")[0] == ("House tea", 5, 5, 50)


def test_a_meal_of_the_day_is_counted_by_itself(eater: Person) -> None:
    bread, soup = food(eater, "House bread"), food(eater, "House soup")
    for day in ("04", "05"):
        eat(eater, bread, day, 50, "breakfast")
        eat(eater, soup, day, 200)
    assert told(eater, slot="breakfast") == [("House bread", 2, 2, 100)]
    assert told(eater, slot="dinner") == []


def test_days_in_the_wrong_order_are_refused(eater: Person) -> None:
    for asked, code in (
        ({"first_date": LAST, "last_date": FIRST}, "range_out_of_order"),
        ({"first_date": "2024-05-04"}, "range_too_long"),
    ):
        with pytest.raises(FitHubError) as caught:
            told(eater, **asked)
        assert caught.value.code == code
