"""Days beside reference intakes, over HTTP."""

from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.people import Person

NOW = "2026-05-05T12:30:00Z"


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = NOW
    return alice


def tell(person: Person, **facts: Any) -> dict[str, Any]:
    answer = person.patch("/me", facts)
    assert answer.status_code == 200, answer.content
    return dict(conforms(answer, "/me", "PATCH"))


def series(person: Person, key: str, first: str, last: str) -> list[float | None]:
    days = person.get(f"/days?from={first}&to={last}").json()["items"]
    return [day["references"][key]["recommended"] for day in days]


def test_who_told_nothing_is_held_against_the_daily_values(eater: Person) -> None:
    day = conforms(eater.get("/days/2026-05-05"), "/days/{day}", "GET")
    assert day["references_basis"] == "daily_values"
    assert day["references"]["iron_mg"] | {"amount": None} == {
        "recommended": 18, "kind": "dv", "amount": None, "percent": 0, "unknown_entries": 0, "complete": True,
    }  # fmt: skip
    assert day["references"]["sodium_mg"]["limit"] == 2300
    told = conforms(eater.get("/reference-intakes"), "/reference-intakes", "GET")
    assert (told["authority"], told["missing"], told["age_months"]) == ("daily_values", ["birth_date", "sex"], None)
    tell(eater, birth_date="1990-01-01")
    assert eater.get("/reference-intakes").json()["missing"] == ["sex"]
    tell(eater, sex="female", reference="daily_values")
    assert eater.get("/reference-intakes").json()["missing"] == []


@pytest.mark.parametrize(
    ("facts", "authority"),
    [
        ({"locale": "en-US"}, "dri"),
        ({"locale": "en-CA"}, "dri"),
        ({"locale": "de-DE"}, "efsa"),
        ({"locale": "en-GB"}, "efsa"),
        ({"locale": "zh-Hant-TW"}, "dri"),
        ({"locale": "en"}, "dri"),
        ({"locale": "en", "time_zone": "Europe/Paris"}, "efsa"),
        ({"locale": "en-US", "time_zone": "Europe/Paris"}, "dri"),
        ({"locale": "fr-FR", "reference": "dri"}, "dri"),
        ({"locale": "en-US", "reference": "efsa"}, "efsa"),
    ],
)
def test_whose_values_count_is_by_the_region_or_as_chosen(eater: Person, facts: dict[str, str], authority: str) -> None:
    tell(eater, birth_date="1996-01-01", sex="female", **facts)
    told = conforms(eater.get("/reference-intakes"), "/reference-intakes", "GET")
    assert told["authority"] == authority
    assert told["nutrients"]["vitamin_c_mg"]["recommended"] == {"dri": 75, "efsa": 95}[authority]
    named = {each["source"] for each in told["nutrients"].values()}
    assert named <= {each["id"] for each in told["sources"]}
    assert eater.get("/days/2026-05-05").json()["references_basis"] == authority


def test_birthdays_within_a_range(eater: Person) -> None:
    tell(eater, birth_date="1975-05-03", sex="female")
    assert series(eater, "iron_mg", "2026-05-01", "2026-05-05") == [18, 18, 8, 8, 8]
    assert eater.get("/days/2026-05-02").json() == eater.get("/days?from=2026-05-01&to=2026-05-05").json()["items"][1]


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march(eater: Person) -> None:
    tell(eater, birth_date="2012-02-29", sex="female")
    assert series(eater, "iron_mg", "2026-02-27", "2026-03-02") == [8, 8, 15, 15]


def test_infants_by_months_and_nobody_before_their_birth(eater: Person) -> None:
    tell(eater, birth_date="2025-10-31", sex="male")
    assert series(eater, "iron_mg", "2026-04-29", "2026-05-02") == [0.27, 0.27, 11, 11]
    assert eater.get("/days/2025-10-30").json()["references_basis"] == "daily_values"


def test_a_pregnancy_begins_and_ends_by_its_dates_and_nursing_follows(eater: Person) -> None:
    tell(eater, birth_date="1995-01-01", sex="female", life_stage="pregnant", pregnancy_due_date="2026-05-20")
    assert series(eater, "iron_mg", "2025-08-12", "2025-08-14") == [18, 27, 27], "280 days before"
    assert series(eater, "iron_mg", "2026-06-02", "2026-06-04") == [27, 27, 18], "14 days after"
    tell(eater, reference="efsa")
    assert series(eater, "protein_g", "2025-11-18", "2025-11-19") == [53, 61], "the second trimester"
    assert series(eater, "protein_g", "2026-02-24", "2026-02-25") == [61, 80], "the third"
    eater.headers["X-Test-Now"] = "2026-06-01T12:00:00Z"
    tell(eater, reference="dri", life_stage="lactating", lactation_since="2026-05-18")
    assert series(eater, "iron_mg", "2026-05-16", "2026-05-19") == [27, 27, 9, 9], "past days keep their stage"
    me = tell(eater, life_stage="none")
    assert (me["pregnancy_due_date"], me["lactation_since"]) == (None, None)
    assert series(eater, "iron_mg", "2026-05-16", "2026-05-19") == [18, 18, 18, 18]
    assert eater.post("/changes/undo").status_code == 200
    assert series(eater, "iron_mg", "2026-05-16", "2026-05-19") == [27, 27, 9, 9]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"life_stage": "pregnant"}, "due_date_missing"),
        ({"life_stage": "pregnant", "pregnancy_due_date": "2027-02-10"}, "due_date_impossible"),
        ({"life_stage": "pregnant", "pregnancy_due_date": "2026-04-20"}, "due_date_impossible"),
        ({"life_stage": "lactating"}, "lactation_since_missing"),
        ({"life_stage": "lactating", "lactation_since": "2026-05-06"}, "lactation_since_impossible"),
        ({"life_stage": "lactating", "lactation_since": "2015-05-06"}, "lactation_since_impossible"),
        ({"birth_date": "2026-05-06"}, "birth_date_impossible"),
        ({"birth_date": "1899-12-31"}, "birth_date_impossible"),
        ({"birth_date": "2023-02-29"}, "validation_failed"),
        ({"life_stage": "both"}, "validation_failed"),
        ({"reference": "mine"}, "validation_failed"),
    ],
)
def test_impossible_lives_are_refused(eater: Person, facts: dict[str, str], code: str) -> None:
    before = eater.get("/me").json()
    answer = eater.patch("/me", facts)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert eater.get("/me").json() == before


def test_a_birth_date_is_judged_by_the_persons_own_today(eater: Person) -> None:
    eater.headers["X-Test-Now"] = "2026-06-01T20:00:00Z"
    tell(eater, time_zone="Pacific/Apia")
    assert eater.patch("/me", {"birth_date": "2026-06-02"}).status_code == 200
    tell(eater, time_zone="Pacific/Honolulu", birth_date=None)
    assert eater.patch("/me", {"birth_date": "2026-06-02"}).status_code == 422


def test_a_sum_with_unknown_parts_is_a_lower_bound_and_says_so(eater: Person) -> None:
    tell(eater, birth_date="1990-01-01", sex="female")
    known = eater.post(
        "/foods", {"name": "Known", "nutrients_per_100g": {"iron_mg": 9, "zinc_mg": 8, "calcium_mg": 100}}
    )
    unknown = eater.post("/foods", {"name": "Unknown", "nutrients_per_100g": {"iron_mg": None, "calcium_mg": 50}})
    for food in (known, unknown):
        eater.post("/entries", {"food_id": food.json()["id"], "grams": 100})
    beside = eater.get("/days/2026-05-05").json()["references"]
    assert beside["iron_mg"] | {"limit": 0, "limit_kind": ""} == {
        "recommended": 18, "kind": "rda", "amount": 9, "percent": 50, "unknown_entries": 1, "complete": False,
        "limit": 0, "limit_kind": "",
    }  # fmt: skip
    assert (beside["calcium_mg"]["percent"], beside["calcium_mg"]["complete"]) == (15, True)
    assert (beside["selenium_ug"]["amount"], beside["selenium_ug"]["percent"]) == (None, None)
    assert "limit" not in beside["magnesium_mg"], "its limit is about supplements"
    short = eater.get("/days?from=2026-05-05&to=2026-05-05&references=false")
    whole = eater.get("/days/2026-05-05").json()
    without = {name: told for name, told in whole.items() if name != "references"}
    assert conforms(short, "/days", "GET")["items"] == [without]
    assert conforms(eater.get("/days/2026-05-05?references=false"), "/days/{day}", "GET") == without
    assert eater.get("/days/2026-05-05?references=true").json() == whole
    assert eater.get("/days/2026-05-05?references=perhaps").status_code == 422


def test_protein_for_ones_own_weight(eater: Person) -> None:
    tell(eater, birth_date="1990-01-01", sex="female")
    weighed = {"metric": "weight_kg", "value": 82, "measured_at": "2026-05-01T08:00:00Z"}
    assert eater.post("/measurements", weighed).status_code == 201
    protein = eater.get("/reference-intakes").json()["nutrients"]["protein_g"]
    assert (protein["recommended"], protein["per_kg"], protein["for_weight_kg"], protein["for_weight"]) == (
        46,
        0.8,
        82,
        65.6,
    )
    assert protein["energy_share"] == {"low": 10, "high": 35}
    assert eater.get("/reference-intakes?on=2026-04-30").json()["nutrients"]["protein_g"]["for_weight"] is None
    made = {"nutrients": {"protein_g": {"target": 1.5, "unit": "g_per_kg"}}}
    assert eater.post("/targets", made).json()["resolved"] == {"protein_g": {"target": 123}}
