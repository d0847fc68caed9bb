"""What a day holds on average: over days, never over entries, and the same digits wherever it is told."""

from decimal import Decimal
from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.people import Person
from tests.tools.running import Run

WEEK = ("2026-05-04", "2026-05-10")
ASKED = f"from={WEEK[0]}&to={WEEK[1]}"


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = "2026-05-11T12:30:00Z"
    return alice


def food(person: Person, **nutrients: float | None) -> str:
    answer = person.post("/foods", {"name": "House bread", "nutrients_per_100g": nutrients})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def eat(person: Person, food_id: str, day: str, *grams: float) -> None:
    for each in grams:
        answer = person.post("/entries", {"food_id": food_id, "grams": each, "local_date": day})
        assert answer.status_code == 201, answer.content


def averages(person: Person, asked: str = ASKED) -> dict[str, Any]:
    told: dict[str, Any] = conforms(person.get(f"/averages?{asked}"), "/averages", "GET")
    return told


def mean(days: list[dict[str, Any]], key: str) -> Decimal:
    known = [Decimal(str(day["totals"][key])) for day in days if day["totals"][key] is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.001"))


def test_they_agree_with_days_tool_and_summary_to_the_last_digit(eater: Person) -> None:
    bread = food(eater, energy_kcal=371.7, protein_g=13.37, iron_mg=4.11)
    for day, grams in (("04", (211.3, 301)), ("05", (433.9,)), ("07", (617.1, 20, 3)), ("08", (20,))):
        eat(eater, bread, f"2026-05-{day}", *grams)
    eat(eater, bread, "2026-04-30", 512.3, 41.9)
    told = averages(eater)
    days = eater.get(f"/days?{ASKED}").json()["items"]
    whole = [days[place] for place in (0, 1, 3)]
    assert [told[f"{state}_days"] for state in ("complete", "partial", "empty", "fasting")] == [3, 1, 3, 0]
    assert (told["days"], told["counted_days"], told["basis"]) == (7, 3, "complete")
    for key in ("energy_kcal", "protein_g", "iron_mg"):
        assert Decimal(str(told["averages"][key])) == mean(whole, key)
    (before,) = eater.get("/days?from=2026-04-30&to=2026-04-30").json()["items"]
    assert told["averages_before"]["protein_g"] == before["totals"]["protein_g"]
    assert told["energies"] == [
        {"date": day["date"], "energy_kcal": day["totals"]["energy_kcal"]} for day in days if day["entries"]
    ]
    tool = Run.begin(eater).read("get_range", first_date=WEEK[0], last_date=WEEK[1])
    for name in ("averages", "averages_before", "change"):
        assert tool[name] == {key: amount for key, amount in told[name].items() if amount is not None}
    assert tool["unknown"] == told["unknown"]
    figures = {each["id"]: each for each in eater.post("/summaries", {"kind": "weekly"}).json()["figures"]}
    assert figures["average.energy_kcal"]["value"] == told["averages"]["energy_kcal"]
    assert figures["average.protein_g"]["value"] == told["averages"]["protein_g"]


def test_what_is_unknown_is_told_and_no_zero(eater: Person) -> None:
    known, unknown = food(eater, energy_kcal=400, iron_mg=10), food(eater, energy_kcal=400, iron_mg=None)
    eat(eater, known, "2026-05-04", 500)
    eat(eater, known, "2026-05-05", 250)
    eat(eater, unknown, "2026-05-05", 250)
    eat(eater, unknown, "2026-05-06", 500)
    told = averages(eater)
    assert told["averages"]["iron_mg"] == (50 + 25) / 2
    assert told["unknown"]["iron_mg"] == 2
    assert "energy_kcal" not in told["unknown"]
    assert told["averages"]["selenium_ug"] is None


def test_where_no_day_is_complete_that_is_said_and_nothing_is_compared(eater: Person) -> None:
    bread = food(eater, energy_kcal=400)
    eat(eater, bread, "2026-05-03", 500)
    eat(eater, bread, "2026-05-04", 100)
    assert eater.send("PUT", "/days/2026-05-04/status", {"status": "incomplete"}).status_code == 200
    told = averages(eater)
    assert (told["basis"], told["counted_days"], told["averages"]["energy_kcal"]) == ("logged", 1, 400)
    assert told["averages_before"]["energy_kcal"] == 2000
    assert told["change"] is None


def test_of_nothing_there_is_no_average(eater: Person, bob: Person) -> None:
    eat(bob, food(bob, energy_kcal=400), "2026-05-05", 500)
    told = averages(eater)
    assert (told["counted_days"], told["averages_before"], told["change"], told["unknown"]) == (0, None, None, {})
    assert set(told["averages"].values()) == {None}
    assert told["energies"] == []


@pytest.mark.parametrize("asked", ["from=1900-01-01&to=1900-01-01", "from=1900-01-02&to=1900-12-31"])
def test_before_the_first_date_there_is_nothing(eater: Person, asked: str) -> None:
    assert averages(eater, asked)["averages_before"] is None


@pytest.mark.parametrize(
    "asked",
    [
        "from=2026-05-05&to=2026-05-04",
        "from=2024-01-01&to=2026-05-05",
        "from=2025-05-04&to=2026-05-05",
        "from=0001-01-01&to=0001-01-02",
        "from=2199-12-31&to=2200-01-01",
        "from=2026-05-05",
        "from=yesterday&to=today",
    ],
)
def test_impossible_ranges_are_refused_as_those_of_days(eater: Person, asked: str) -> None:
    answer, beside = eater.get(f"/averages?{asked}"), eater.get(f"/days?{asked}")
    assert answer.status_code == beside.status_code == 422
    assert (answer.json()["code"], answer.json()["detail"]) == (beside.json()["code"], beside.json()["detail"])


def test_the_longest_range_is_answered(eater: Person) -> None:
    assert averages(eater, "from=2025-05-11&to=2026-05-11")["days"] == 366


def test_who_has_the_answer_need_not_be_sent_it_again(eater: Person) -> None:
    first = eater.get(f"/averages?{ASKED}")
    again = eater.get(f"/averages?{ASKED}", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    eat(eater, food(eater, energy_kcal=400), "2026-05-05", 500)
    assert eater.get(f"/averages?{ASKED}", If_None_Match=first.headers["ETag"]).status_code == 200
