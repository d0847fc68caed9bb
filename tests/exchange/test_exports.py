"""Exports over HTTP: complete, true to the last digit, nobody else's, and of no use to a spreadsheet's formulas."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from fhir.resources.bundle import Bundle
from fhir.resources.nutritionintake import NutritionIntake
from fhir.resources.observation import Observation

from fithub.core.nutrients import NUTRIENTS, total
from fithub.exchange.everything import EXEMPT, owned_models
from tests.api.test_openapi import conforms
from tests.exchange import files
from tests.exchange.test_imports import take
from tests.people import PASSWORD, Person
from tests.working import work_for

NOW = "2026-05-20T12:00:00+00:00"


@pytest.fixture
def alice() -> Person:
    return Person.register(time_zone="Europe/Berlin", now=NOW)


def export(person: Person, form: str) -> bytes:
    asked = conforms(person.post("/exports", {"format": form}), "/exports", "POST")
    assert person.get(f"/exports/{asked['id']}/file").json()["code"] == "export_not_ready"
    assert person.post("/exports", {"format": form}).json()["id"] == asked["id"], "one is made at a time"
    work_for(person)
    made = conforms(person.get(f"/exports/{asked['id']}"), "/exports/{export_id}", "GET")
    assert made["state"] == "ready", person.get(f"/jobs/{made['job_id']}").json()
    answer = person.get(f"/exports/{asked['id']}/file")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert len(content) == made["size"]
    return content


def live(person: Person) -> None:
    """Some of everything."""
    take(person, files.cronometer())
    food = person.post(
        "/foods", {"name": "=cmd|' /C calc'!A0", "nutrients_per_100g": {"energy_kcal": 33.333, "protein_g": 1}}
    ).json()
    for grams in (0.1, 33.3, 777.7):
        person.post("/entries", {"food_id": food["id"], "grams": grams, "local_date": "2026-05-03", "said": "@SUM(1)"})
    person.post("/measurements", {"metric": "waist_cm", "value": 80.5})
    person.post("/water", {"ml": 333})
    person.post("/recipes", {"name": "R", "ingredients": [{"food_id": food["id"], "grams": 100}]})


def test_everything_is_in_the_zip_and_adds_up_to_the_last_digit(alice: Person, bob: Person) -> None:
    live(alice)
    live(bob)
    content = export(alice, "zip")
    archive = zipfile.ZipFile(io.BytesIO(content))
    text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert str(bob.user_id) not in text
    assert bob.email not in text
    assert PASSWORD not in text
    assert "$argon2" not in text
    data = {
        name[5:-5]: json.loads(archive.read(name), parse_float=Decimal)
        for name in archive.namelist()
        if name.startswith("data/")
    }
    assert data.keys() == owned_models().keys() - EXEMPT.keys()
    schema = json.loads(archive.read("schema.json"))
    for name, rows in data.items():
        for row in rows:
            assert row.keys() <= schema[name]["columns"].keys(), name
            assert str(alice.user_id) in (row.get("user_id"), row["id"])
    with alice.acting():
        for name, model in owned_models().items():
            if name in data:
                assert model._default_manager.filter(pk__in=[row["id"] for row in data[name]]).count() == len(
                    data[name]
                ), name
    assert len(data["diary_entry"]) == 7
    days = list(csv.DictReader(io.StringIO(archive.read("days.csv").decode("utf-8-sig"))))
    entries = list(csv.DictReader(io.StringIO(archive.read("entries.csv").decode("utf-8-sig"))))
    assert [day["date"] for day in days] == ["2026-05-01", "2026-05-02", "2026-05-03"]
    for day in days:
        shown = alice.get(f"/days/{day['date']}").json()["totals"]
        parts = [row["nutrients"] for row in data["diary_entry"] if row["local_date"] == day["date"]]
        summed = total(
            [{key: None if part[key] is None else Decimal(part[key]) for key in NUTRIENTS} for part in parts]
        ).amounts
        for key in NUTRIENTS:
            told = None if day[key] == "" else Decimal(day[key])
            assert told == summed[key], key
            assert (told is None) == (shown[key] is None)
            assert told is None or Decimal(str(shown[key])) == told
            written = [Decimal(row[key]) for row in entries if row["date"] == day["date"] and row[key]]
            assert sum(written, Decimal(0)) == (told or 0)
    assert {row["said"] for row in entries} == {"", "'@SUM(1)"}
    assert any(row["food"].startswith("'=cmd") for row in entries)
    assert all(not cell.startswith(("=", "@", "+")) for row in entries for cell in row.values())
    weight = next(row for row in csv.DictReader(io.StringIO(archive.read("measurements.csv").decode("utf-8-sig"))))
    assert (weight["metric_with_unit"], weight["value"]) == ("weight_kg", "80.014")


def test_the_bundle_is_fhir_and_adds_up(alice: Person, bob: Person) -> None:
    live(alice)
    live(bob)
    content = export(alice, "fhir")
    assert str(bob.user_id) not in content.decode()
    bundle = Bundle.model_validate(json.loads(content))
    resources = [entry.resource for entry in bundle.entry or ()]
    observed: list[Any] = [each for each in resources if isinstance(each, Observation)]
    eaten: list[Any] = [each for each in resources if isinstance(each, NutritionIntake)]
    weight = next(each for each in observed if each.code.coding and each.code.coding[0].code == "29463-7")
    assert (weight.valueQuantity.value, weight.valueQuantity.code) == (Decimal("80.014"), "kg")
    energy: dict[str, Decimal] = {}
    for each in eaten:
        for label in each.ingredientLabel or ():
            if label.nutrient.concept.coding[0].code == "energy_kcal":
                day = each.occurrenceDateTime.date().isoformat()
                energy[day] = energy.get(day, Decimal(0)) + label.amount.value
    for day in ("2026-05-01", "2026-05-02", "2026-05-03"):
        assert energy[day] == Decimal(str(alice.get(f"/days/{day}").json()["totals"]["energy_kcal"]))
    milk = next(each for each in eaten if each.consumedItem[0].nutritionProduct.concept.text == "Milk, 2%")
    assert milk.consumedItem[0].amount is None, "nobody knows what it weighed"


def test_an_export_is_its_owners_and_ends(alice: Person, bob: Person, owner_url: str) -> None:
    export(alice, "zip")
    (listed,) = conforms(alice.get("/exports"), "/exports", "GET")["items"]
    for answer in (
        bob.get(f"/exports/{listed['id']}"),
        bob.get(f"/exports/{listed['id']}/file"),
        bob.delete(f"/exports/{listed['id']}"),
    ):
        assert answer.status_code == 404
    assert bob.get("/exports").json()["items"] == []
    assert alice.post("/exports", {"format": "pdf"}).status_code == 422
    assert alice.delete(f"/exports/{listed['id']}").status_code == 204
    assert alice.get(f"/exports/{listed['id']}/file").status_code == 404


def test_every_owned_table_is_exported_or_says_why_not(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        found = owner.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id' AND table_schema = 'public'"
        ).fetchall()
    assert {name for (name,) in found} | {"accounts_user"} == set(owned_models())
    assert owned_models().keys() > EXEMPT.keys()


def test_a_cell_is_never_a_formula() -> None:
    from fithub.exchange.spreadsheets import safe

    cells: list[Any] = ["=1", "+1", "-1", "@x", "\t=1", "x=1", None, Decimal("-1.50"), 3]
    assert [safe(cell) for cell in cells] == ["'=1", "'+1", "'-1", "'@x", "'\t=1", "x=1", "", "-1.50", "3"]
