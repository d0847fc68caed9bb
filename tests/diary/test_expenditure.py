"""What a person burns: from the diary and the scale to the answer, over HTTP."""

import random
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fithub.body.models import Expenditure, Measurement
from fithub.core.ids import new_id
from fithub.diary.balance import expenditure, gather
from fithub.diary.models import Entry
from fithub.foods.models import Food
from tests.api.test_openapi import conforms
from tests.people import Person

TODAY = date(2026, 5, 20)
NOW = f"{TODAY}T12:00:00Z"


@pytest.fixture
def person() -> Person:
    person = Person.register(now=NOW)
    facts = {"sex": "female", "birth_date": "1986-02-28", "height_cm": 168, "activity": "light"}
    assert person.patch("/me", facts).status_code == 200
    return person


def live(
    person: Person, *, days: int, eats: float, burns: float, weight: float = 75, meals: int = 2, skip: int = 0
) -> None:
    """So many days of a diary and of weighings, written below HTTP because they are many; `skip` days of diary from today back."""
    chance = random.Random(3)
    label = {"energy_kcal": 100, "protein_g": 5, "carbohydrate_g": 12, "fat_g": 3}
    food_id = person.post("/foods", {"name": "Quillon stew", "nutrients_per_100g": label}).json()["id"]
    slots = ("lunch", "dinner", "breakfast", "snack")
    rows, weighings = [], []
    with person.acting():
        per_100g = Food.objects.get(pk=food_id).nutrients_per_100g
        for ago in range(days, 0, -1):
            day = TODAY - timedelta(days=ago)
            at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
            value = Decimal(f"{weight + chance.gauss(0, 0.4):.1f}")
            weighings.append(_weighing(person, value, at))
            ate = eats * chance.lognormvariate(-0.02, 0.2)
            weight += (ate - burns) / 7000
            if ago > skip:
                rows += [
                    _entry(person, food_id, per_100g, at, slots[n % 4], Decimal(round(ate / meals)))
                    for n in range(meals)
                ]
        Entry.objects.bulk_create(rows)
        Measurement.objects.bulk_create(weighings)


def _weighing(person: Person, value: Decimal, at: datetime) -> Measurement:
    return Measurement(
        id=new_id(),
        user_id=person.user_id,
        metric="weight_kg",
        value=value,
        entered=value,
        entered_unit="kg",
        measured_at=at,
        local_date=at.date(),
        local_time=at.time(),
        time_zone="UTC",
        source="form",
        created_at=at,
        updated_at=at,
    )


def _entry(person: Person, food_id: str, per_100g: Any, at: datetime, slot: str, kcal: Decimal) -> Entry:
    return Entry(
        id=new_id(),
        user_id=person.user_id,
        local_date=at.date(),
        local_time=at.time(),
        time_zone="UTC",
        slot=slot,
        food_id=food_id,
        description="Quillon stew",
        quantity=kcal,
        unit="g",
        grams=kcal,
        grams_low=kcal,
        grams_high=kcal,
        nutrients_per_100g=per_100g,
        nutrients=per_100g | {"energy_kcal": kcal},
        portion_source="stated",
        source="form",
        created_at=at,
        updated_at=at,
    )


def told(person: Person) -> dict[str, Any]:
    return dict(conforms(person.get("/expenditure"), "/expenditure", "GET"))


def test_from_nothing_to_a_formula_to_what_is_learned(person: Person) -> None:
    nothing = told(person)
    assert (nothing["kcal"], nothing["method"], nothing["reason"]) == (None, "none", "no_weight")
    assert person.post("/measurements", {"metric": "weight_kg", "value": 75}).status_code == 201
    formula = told(person)
    assert (formula["method"], formula["reason"]) == ("formula", "too_few_days")
    assert abs(formula["kcal"] - (750 + 6.25 * 168 - 5 * 40.2 - 161) * 1.45) < 2
    assert "Mifflin-St Jeor, 75 kg burn 1,438 kcal at rest; times 1.45" in formula["explanation"][1]
    live(person, days=90, eats=2000, burns=2300)
    learned = told(person)
    assert (learned["method"], learned["reason"], learned["days_of_data"]) == ("learned", None, 90)
    assert 2150 < learned["kcal"] < 2450
    assert learned["low"] < learned["kcal"] < learned["high"]
    assert learned["confidence"] > 0.7
    basis = learned["basis"]
    assert basis["balance_kcal"] == basis["mean_intake_kcal"] - round(
        basis["change_kg"] * basis["kcal_per_kg"] / basis["change_days"]
    )
    assert learned["explanation"][-1].startswith("It goes by what is written down")
    person.patch("/me", {"units": "us"})
    assert " lb in 28 days" in told(person)["explanation"][1]


def test_the_same_inputs_are_worked_out_once(person: Person) -> None:
    live(person, days=40, eats=2200, burns=2200)
    first = told(person)
    person.headers["X-Test-Now"] = f"{TODAY}T18:00:00Z"
    assert told(person) == first, "nothing new, nothing written"
    with person.acting():
        assert Expenditure.objects.count() == 1
    assert person.post("/measurements", {"metric": "weight_kg", "value": 75.3}).status_code == 201
    second = told(person)
    assert second["inputs_hash"] != first["inputs_hash"]
    assert second["computed_at"] > first["computed_at"]
    assert person.post("/changes/undo").status_code == 200, "a result is no change: the weighing is the newest"
    assert told(person)["inputs_hash"] == first["inputs_hash"]
    person.headers["X-Test-Now"] = f"{TODAY + timedelta(days=1)}T18:00:00Z"
    assert told(person)["on_date"] == "2026-05-21"
    with person.acting():
        assert [row.on_date.isoformat() for row in Expenditure.objects.order_by("on_date")] == [
            "2026-05-20",
            "2026-05-21",
        ]


def test_days_in_part_are_left_out_until_the_person_says_otherwise(person: Person) -> None:
    live(person, days=40, eats=2200, burns=2200)
    day = TODAY - timedelta(days=5)
    for entry in person.get(f"/days/{day}").json()["entries"][:1]:
        person.delete(f"/entries/{entry['id']}")
    assert told(person)["days_of_data"] == 39
    person.send("PUT", f"/days/{day}/status", {"status": "complete"})
    assert told(person)["days_of_data"] == 40
    person.send("PUT", f"/days/{TODAY - timedelta(days=8)}/status", {"status": "incomplete"})
    assert told(person)["days_of_data"] == 39
    eaten = person.post("/entries", {"food_id": person.get("/foods?own=true").json()["items"][0]["id"], "grams": 100})
    assert eaten.status_code == 201
    assert told(person)["days_of_data"] == 39, "today is not over"


def test_no_number_for_the_pregnant_and_those_under_18(person: Person) -> None:
    live(person, days=60, eats=2200, burns=2200)
    person.patch("/me", {"life_stage": "pregnant", "pregnancy_due_date": "2026-08-01"})
    assert (told(person)["kcal"], told(person)["reason"]) == (None, "pregnant")
    assert person.get("/expenditure/history?from=2026-04-01&to=2026-05-20").json() == {"items": []}
    person.patch("/me", {"life_stage": "none"})
    assert told(person)["method"] == "learned"
    person.patch("/me", {"birth_date": "2008-05-21"})
    assert (told(person)["kcal"], told(person)["reason"]) == (None, "minor")
    person.patch("/me", {"birth_date": "2008-05-20"})
    assert told(person)["method"] == "learned", "18 today"


def test_what_was_before_a_birth_teaches_nothing(person: Person) -> None:
    live(person, days=60, eats=2200, burns=2200)
    nursing = {"life_stage": "lactating", "pregnancy_due_date": "2026-05-01", "lactation_since": "2026-04-28"}
    assert person.patch("/me", nursing).status_code == 200
    after = told(person)
    assert after["days_of_data"] == 22
    assert after["basis"]["weighings"] == 22


def test_the_history_is_what_was_known_day_by_day(person: Person) -> None:
    live(person, days=60, eats=2200, burns=2200)
    past = conforms(person.get("/expenditure/history?from=2026-04-01&to=2026-06-30"), "/expenditure/history", "GET")
    assert [past["items"][0]["date"], past["items"][-1]["date"]] == ["2026-04-01", "2026-05-20"]
    assert past["items"][-1]["kcal"] == told(person)["kcal"]
    widths = [each["high"] - each["low"] for each in past["items"]]
    assert widths[-1] < widths[0]
    for span in ("from=2026-05-02&to=2026-05-01", "from=2024-01-01&to=2026-05-01", "from=x", "from=2026-05-01"):
        assert person.get(f"/expenditure/history?{span}").status_code == 422, span
    assert person.get("/expenditure/history?from=1900-01-01&to=1900-02-01").json() == {"items": []}


def test_nobody_elses_diary_counts(person: Person, bob: Person) -> None:
    bob.headers["X-Test-Now"] = NOW
    live(person, days=30, eats=2200, burns=2200)
    told(person)
    assert told(bob)["reason"] == "no_weight"
    with bob.acting():
        assert Expenditure.objects.count() == 1
        assert Expenditure.objects.filter(user_id=person.user_id).count() == 0


def test_a_year_is_gathered_and_learned_from_in_a_moment(person: Person) -> None:
    live(person, days=365, eats=2200, burns=2200, meals=8)
    with person.acting():
        begun = time.process_time()
        expenditure(user_id=person.user_id, on=TODAY)
        assert time.process_time() - begun < 0.5, "some 60 ms; this only catches what is out of hand"
        assert len(gather(user_id=person.user_id, on=TODAY).eaten) == 365


@pytest.mark.parametrize(
    ("on", "code"),
    [("2199-12-31", "day_to_come"), ("1899-12-31", "date_out_of_range"), ("yesterday", "validation_failed")],
)
def test_what_is_known_on_no_day_is_refused(alice: Person, on: str, code: str) -> None:
    answer = alice.get(f"/expenditure?on={on}")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
