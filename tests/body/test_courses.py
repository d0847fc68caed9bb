"""The course of a metric: its measures and the trend through them."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.people import Person

NOW = "2026-05-05T09:30:00Z"
FIRST = date(2026, 2, 1)


@pytest.fixture
def person() -> Person:
    return Person.register(now=NOW)


def measured(person: Person, metric: str, values: dict[int, float], **more: Any) -> None:
    items = [
        {"metric": metric, "value": round(value, 2), "local_date": f"{FIRST + timedelta(days=day)}", **more}
        for day, value in values.items()
    ]
    answer = person.post("/measurements/bulk", {"items": items, "confirm": True})
    assert answer.status_code == 201, answer.content


def course(person: Person, query: str = "") -> dict[str, Any]:
    told: dict[str, Any] = conforms(person.get(f"/measurements/trend{query}"), "/measurements/trend", "GET")
    return told


def test_the_trend_runs_below_the_noise_through_missing_days(person: Person) -> None:
    chance = random.Random(7)
    truth = {day: 82 - 0.05 * day for day in range(80)}
    measured(person, "weight_kg", {d: v + chance.gauss(0, 0.7) for d, v in truth.items() if d % 7 != 3 or d == 79})
    told = course(person)
    assert [point["local_date"] for point in told["trend"]] == [f"{FIRST + timedelta(days=n)}" for n in range(80)]
    assert [point["raw"] is None for point in told["trend"]][:10] == [n == 3 for n in range(10)]
    off = [abs(point["value"] - truth[n]) for n, point in enumerate(told["trend"])]
    assert sum(off) / len(off) < 0.35
    assert all(point["low"] < point["value"] < point["high"] for point in told["trend"])
    part = course(person, "?from=2026-03-01&to=2026-03-10")
    assert part["trend"] == [each for each in told["trend"] if "2026-03-01" <= each["local_date"] <= "2026-03-10"]
    assert len(part["raw"]) == 9


@pytest.mark.parametrize(
    ("metric", "start", "noise", "unit"),
    [("waist_cm", 95, 1.0, {}), ("body_fat_percent", 24, 1.2, {}), ("custom:pulse", 62, 3.0, {"unit": "bpm"})],
)
def test_other_metrics_have_their_own_noise(
    person: Person, metric: str, start: float, noise: float, unit: dict[str, str]
) -> None:
    chance = random.Random(11)
    truth = {day: start - start * 0.0005 * day for day in range(80)}
    noisy = {day: value + chance.gauss(0, noise) for day, value in truth.items()}
    measured(person, metric, noisy, **unit)
    told = course(person, f"?metric={metric}")["trend"]
    off = [abs(point["value"] - truth[n]) for n, point in enumerate(told)]
    raw = [abs(noisy[n] - truth[n]) for n in truth]
    assert sum(off) < sum(raw) / 2
    within = sum(point["low"] <= truth[n] <= point["high"] for n, point in enumerate(told))
    assert within > 40


def test_a_course_may_be_short_or_nothing(person: Person) -> None:
    assert course(person)["trend"] == []
    person.patch("/me", {"units": "us"})
    measured(person, "weight_kg", {0: 70})
    told = course(person)
    assert (told["from"], told["to"]) == ("2025-05-05", "2026-05-05")
    (point,) = told["trend"]
    assert (point["value"], point["raw"], point["display"]["text"]) == (70, 70, "154.3 lb")
    person.post("/measurements/metrics", {"slug": "mood"})
    measured(person, "custom:mood", {0: 0, 1: 0, 5: -2})
    assert len(course(person, "?metric=custom:mood")["trend"]) == 6


def test_what_has_no_course_is_refused(person: Person) -> None:
    for query, code in (
        ("?metric=wieght", "metric_unknown"),
        ("?metric=custom:grip", "metric_not_found"),
        ("?from=2026-05-05&to=2026-05-04", "range_out_of_order"),
        ("?from=2020-01-01&to=2026-05-04", "range_too_long"),
        ("?to=1900-01-01", "date_out_of_range"),
    ):
        assert person.get(f"/measurements/trend{query}").json()["code"] == code
