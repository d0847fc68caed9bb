"""Imports over HTTP: sent, looked at, mapped, written down once and as one change, taken back."""

import json
from hashlib import sha256
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from fithub.core.models import ChangeSet
from fithub.core.ownership import Actor, acting_as
from fithub.diary.models import Entry
from fithub.exchange.writing import Writer
from tests.api.test_openapi import conforms
from tests.exchange import files
from tests.people import Person
from tests.working import work_for

NOW = "2026-05-20T12:00:00+00:00"


@pytest.fixture
def alice() -> Person:
    return Person.register(time_zone="Europe/Berlin", now=NOW)


def send(person: Person, data: bytes, name: str = "export.zip") -> Any:
    """The file as the body of a request."""
    headers = {"Authorization": f"Bearer {person.access}", "X-File-Name": name} | person.headers
    return person.client.generic(
        "POST", "/api/v1/imports", data, content_type="application/octet-stream", headers=headers
    )


def take(person: Person, data: bytes, name: str = "export.zip") -> dict[str, Any]:
    """Send, look, commit, and wait until it is done."""
    sent = send(person, data, name).json()
    work_for(person)
    answer = person.post(f"/imports/{sent['id']}/commit")
    assert answer.status_code == 202, answer.content
    work_for(person)
    told: dict[str, Any] = conforms(person.get(f"/imports/{sent['id']}"), "/imports/{import_id}", "GET")
    return told


def entries(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get("/entries?limit=200").json()["items"]
    return found


def test_a_file_is_looked_at_written_once_and_taken_back_as_one(alice: Person, bob: Person) -> None:
    sent = conforms(send(alice, files.cronometer()), "/imports", "POST")
    assert (sent["state"], sent["program"], sent["questions"]) == ("ready", "Cronometer", [])
    said = sent["preview"]
    assert said["counts"] == {"entries": 4, "measurements": 2, "activities": 1}
    assert (said["first_date"], said["last_date"], said["duplicates"], said["problem_count"]) == (
        "2026-05-01",
        "2026-05-02",
        0,
        0,
    )
    assert said["unknown_slots"] == {"Uncategorized": 2}
    assert said["rows"][1]["description"] == "Milk, 2%"
    assert entries(alice) == [], "nothing is written before the person says so"
    assert [each["id"] for each in conforms(alice.get("/imports"), "/imports", "GET")["items"]] == [sent["id"]]
    again = send(alice, files.cronometer(), "renamed.zip")
    assert (again.status_code, again.json()["id"]) == (200, sent["id"])

    done = take(alice, files.cronometer())
    assert (done["state"], done["result"]["written"]["entries"], done["result"]["written"]["measurements"]) == (
        "committed",
        4,
        2,
    )
    oats = next(each for each in entries(alice) if each["description"] == "Oats, Rolled")
    assert (oats["grams"], oats["quantity"], oats["unit"], oats["source"], oats["slot"]) == (
        60,
        60,
        "g",
        "import",
        "breakfast",
    )
    assert oats["nutrients"]["energy_kcal"] == 227.4, "the other program's own figure"
    milk = next(each for each in entries(alice) if each["description"] == "Milk, 2%")
    assert (milk["grams"], milk["food"], milk["quantity"], milk["unit"]) == (None, None, 1, "cup")
    day = conforms(alice.get("/days/2026-05-01"), "/days/{day}", "GET")
    assert day["totals"]["energy_kcal"] == 349.4
    assert day["ranges"]["energy_kcal"] == {"low": 349.4, "high": 349.4}
    weight = next(each for each in alice.get("/measurements").json()["items"] if each["metric"] == "weight_kg")
    assert (weight["value"], weight["local_date"]) == (80.014, "2026-05-01")

    (ride,) = alice.get("/activities").json()["items"]
    assert (ride["name"], ride["minutes"], ride["energy_kcal"], ride["local_date"]) == (
        "Cycling",
        45,
        380,
        "2026-05-01",
    )

    repeated = take(alice, files.cronometer())
    assert (repeated["result"]["written"].get("entries", 0), repeated["result"]["duplicates"]) == (0, 7)
    packed_anew = take(alice, files.cronometer(year=2025))
    assert packed_anew["id"] != repeated["id"]
    assert packed_anew["result"]["duplicates"] == 7
    assert len(entries(alice)) == 4
    assert repeated["change_set_id"] == done["change_set_id"], "what writes nothing is no change"

    assert alice.post("/changes/undo", {"change_set_id": done["change_set_id"]}).status_code == 200
    assert entries(alice) == []
    assert alice.get("/measurements").json()["items"] == []
    assert alice.get(f"/imports/{sent['id']}").json()["undone"] is True
    assert alice.post("/changes/redo").status_code == 200
    assert len(entries(alice)) == 4
    assert alice.get("/days/2026-05-01").json() == day
    alice.post("/changes/undo")
    assert take(alice, files.cronometer())["result"]["written"]["entries"] == 4, "what was taken back may come again"
    assert bob.get(f"/imports/{sent['id']}").status_code == 404
    assert entries(bob) == []


def test_a_file_that_overlaps_another_adds_what_is_new(alice: Person) -> None:
    headers = ["Date", "Meal", "Food", "Calories"]
    monday = [
        ("2026-05-04", "Lunch", "Soup", 200),
        ("2026-05-04", "Lunch", "Bread", 90),
        ("2026-05-04", "Lunch", "Bread", 90),
    ]
    tuesday = [("2026-05-05", "Lunch", "Rice", 300)]
    take(alice, files.table(headers, monday), "a.csv")
    told = take(alice, files.table(headers, [*monday, *tuesday]), "b.csv")
    assert (told["result"]["written"]["entries"], told["result"]["duplicates"]) == (1, 3)
    assert len(entries(alice)) == 4


def test_the_nutrients_that_are_understood_tell_no_food_from_itself(alice: Person) -> None:
    rows = [
        ("2026-05-04", "Lunch", "Egg", "2 large", 140, 1.1, 5),
        ("2026-05-04", "Lunch", "Egg", "2 large", 140, 1.1, 5),
    ]
    headers = ["Date", "Meal", "Food", "Amount", "Calories"]
    take(alice, files.table([*headers, "Ash (mg)", "Soul (g)"], rows), "before.csv")
    after = take(alice, files.table([*headers, "B12, Cobalamin (mcg)", "Protein (g)"], rows), "after.csv")
    assert (after["result"]["written"]["entries"], after["result"]["duplicates"]) == (0, 2)
    other = take(alice, files.table(headers, [(*rows[0][:4], 155)]), "other.csv")
    assert other["result"]["written"]["entries"] == 1, "another energy is another food"


@pytest.mark.parametrize(
    "held", ["energy_kcal=140,protein_g=12.5", "energy_kcal=140,protein_g=12.5,vitamin_b12_ug=1.1"]
)
def test_what_was_imported_under_an_earlier_identity_is_known(alice: Person, held: str) -> None:
    """Rows of before: told by all of the nutrients that were understood then."""
    data = files.table(
        ["Date", "Meal", "Food", "Amount", "Calories", "Protein (g)", "B12, Cobalamin (mcg)"],
        [("2026-05-04", "Lunch", "Egg", "2 large", 140, 12.5, 1.1)] * 2,
    )
    take(alice, data, "egg.csv")
    said = ["CSV", "eaten", "2026-05-04", "None", "Lunch", "Egg", "2", "large", "None", *held.split(",")]
    alike = sha256("\x1f".join(said).encode()).digest()[:16]
    with acting_as(alice.user_id, actor=Actor.IMPORT, writes=True):
        for number, row in enumerate(Entry.objects.all(), 1):
            row.source_ref = sha256(alike + number.to_bytes(4)).hexdigest()[:32]
            row.save(update_fields=["source_ref"])
    again = take(alice, data, "egg.csv")
    assert (again["result"]["written"]["entries"], again["result"]["duplicates"], len(entries(alice))) == (0, 2, 2)


def test_questions_are_answered_and_the_preview_made_anew(alice: Person) -> None:
    data = files.table(["Date", "Weight"], [("03/04/2026", 181.4), ("04/04/2026", 180.9)])
    sent = send(alice, data, "scale.csv").json()
    assert {each["asks"] for each in sent["questions"]} == {"unit", "date_order"}
    table = sent["mapping"]["tables"][0]["name"]
    answers = {
        "tables": {table: {"date_order": "month_first", "columns": {"Weight": {"role": "weight_kg", "unit": "lb"}}}}
    }
    changed = conforms(alice.patch(f"/imports/{sent['id']}", answers), "/imports/{import_id}", "PATCH")
    assert changed["state"] == "reading"
    assert alice.post(f"/imports/{sent['id']}/commit").json()["code"] == "import_busy"
    work_for(alice)
    ready = alice.get(f"/imports/{sent['id']}").json()
    assert (ready["state"], ready["questions"]) == ("ready", [])
    assert [(row["local_date"], row["value"]) for row in ready["preview"]["rows"]] == [
        ("2026-03-04", 82.282),
        ("2026-04-04", 82.055),
    ]
    for body, code in (
        ({"tables": {"x": {}}}, "table_unknown"),
        ({"tables": {table: {"columns": {"Height": {"role": "weight_kg"}}}}}, "column_unknown"),
        ({"tables": {table: {"columns": {"Weight": {"role": "soul_g"}}}}}, "role_unknown"),
        ({"tables": {table: {"columns": {"Weight": {"role": "weight_kg", "unit": "cm"}}}}}, "unit_unknown"),
        ({"zone": "Mars/Olympus"}, "time_zone_unknown"),
        ({"slots": {"Meal 1": "brunch"}}, None),
    ):
        answer = alice.patch(f"/imports/{sent['id']}", body)
        assert answer.status_code == 422, body
        assert code is None or answer.json()["code"] == code


def test_german_numbers_are_thousands_or_are_asked(alice: Person) -> None:
    text = "Datum;Lebensmittel;Menge;Energie (kcal);Eiweiß (g)\n01.05.2026;Eintopf;1.250 g;1.250;{}\n02.05.2026;Brot;50 g;120;4\n"
    told = take(alice, text.format("62,5").encode(), "tagebuch.csv")
    assert told["preview"]["problem_count"] == 0, told["preview"]["problems"]
    stew = next(each for each in entries(alice) if each["description"] == "Eintopf")
    assert (stew["grams"], stew["nutrients"]["energy_kcal"], stew["nutrients"]["protein_g"]) == (1250, 1250, 62.5)

    sent = send(alice, text.replace("2026", "2025").format("62").encode(), "frueher.csv").json()
    (asked,) = sent["questions"]
    assert (asked["asks"], asked["options"], asked["proposed"]) == ("decimal", [".", ","], ",")
    assert sent["preview"]["problem_codes"] == {"number_ambiguous": 1}
    assert [row["description"] for row in sent["preview"]["rows"]] == ["Brot"], "nothing is guessed"
    alice.patch(f"/imports/{sent['id']}", {"tables": {asked["table"]: {"decimal": ","}}})
    work_for(alice)
    ready = alice.get(f"/imports/{sent['id']}").json()
    assert (ready["questions"], ready["preview"]["problem_count"]) == ([], 0)
    assert ready["preview"]["rows"][0]["nutrients"]["energy_kcal"] == 1250


def test_meals_of_other_names_are_meals_of_ours(alice: Person) -> None:
    rows = [
        ("2026-05-04", "Meal 1", "Eggs", 200),
        ("2026-05-04", "Meal 2", "Rice", 300),
        ("2026-05-04", "Abendessen", "Brot", 90),
    ]
    sent = send(alice, files.table(["Date", "Meal", "Food", "Calories"], rows), "meals.csv").json()
    assert sent["preview"]["unknown_slots"] == {"Meal 1": 1, "Meal 2": 1}
    alice.patch(f"/imports/{sent['id']}", {"slots": {"Meal 1": "breakfast", "Meal 2": "lunch"}})
    work_for(alice)
    alice.post(f"/imports/{sent['id']}/commit")
    work_for(alice)
    assert {each["description"]: each["slot"] for each in entries(alice)} == {
        "Eggs": "breakfast",
        "Rice": "lunch",
        "Brot": "dinner",
    }


def test_a_form_with_the_file(alice: Person) -> None:
    sent = SimpleUploadedFile("weight.csv", b"Date,Weight (kg)\n2026-05-01,80\n", content_type="text/csv")
    headers = {"Authorization": f"Bearer {alice.access}"} | alice.headers
    answer = alice.client.post("/api/v1/imports", {"file": sent}, headers=headers)
    assert answer.status_code == 201, answer.content
    assert answer.json()["preview"]["counts"] == {"measurements": 1}
    assert alice.client.post("/api/v1/imports", {"other": "x"}, headers=headers).json()["code"] == "file_missing"


def test_what_cannot_be_read_says_why_and_writes_nothing(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, code in (
        (files.packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"<x/>"}), "spreadsheet_not_csv"),
        (b"\x89PNG\r\n" + bytes(900), "file_binary"),
        (files.packed({"a.csv": b"0" * 20_000_000}), "zip_bomb"),
    ):
        sent = send(alice, data, "x.csv").json()
        work_for(alice)
        told = alice.get(f"/imports/{sent['id']}").json()
        assert (told["state"], told["error"]["code"]) == ("failed", code)
        assert alice.post(f"/imports/{sent['id']}/commit").json()["code"] == "import_unreadable"
    assert send(alice, b"").json()["code"] == "file_empty"
    monkeypatch.setattr(settings, "IMPORT_MAX_BYTES", 1000)
    assert (send(alice, b"x" * 1001).status_code, send(alice, b"x" * 1001).json()["code"]) == (413, "file_too_large")
    assert entries(alice) == []


def test_a_row_that_is_wrong_is_told_and_the_others_are_written(alice: Person) -> None:
    rows = [
        ("2026-05-04", "Soup", 200),
        ("2026-05-04", "Ash", -1),
        ("2027-05-04", "Cake", 5),
        ("2026-05-04", "=HYPERLINK(1)", 7),
    ]
    told = take(alice, files.table(["Date", "Food", "Calories"], rows), "x.csv")
    assert told["result"]["problem_count"] == 2
    assert [each["code"] for each in told["preview"]["problems"]] == ["amount_negative", "date_in_future"]
    assert {each["description"] for each in entries(alice)} == {"Soup", "=HYPERLINK(1)"}


def test_a_crash_in_the_middle_leaves_nothing_and_the_next_try_all(alice: Person) -> None:
    rows = [("2026-05-04", f"Food {number}", number) for number in range(5_000)]
    sent = send(alice, files.table(["Date", "Food", "Calories"], rows), "x.csv").json()
    work_for(alice)
    alice.post(f"/imports/{sent['id']}/commit")
    write, calls = Writer.write, []

    def dies(self: Writer, batch: Any) -> None:
        write(self, batch)
        calls.append(len(batch))
        if len(calls) == 2:
            raise RuntimeError("killed")

    with mock.patch.object(Writer, "write", dies):
        work_for(alice)
    with alice.acting():
        assert Entry.objects.count() == 0
        assert not ChangeSet.objects.filter(actor="import").exists()
    told = alice.get(f"/imports/{sent['id']}").json()
    assert (told["state"], told["error"]["code"]) == ("ready", "job_failed")
    alice.post(f"/imports/{sent['id']}/commit")
    work_for(alice)
    with alice.acting():
        assert Entry.objects.count() == 5_000
        assert ChangeSet.objects.filter(actor="import").count() == 1


def test_an_entry_without_a_weight_can_be_changed(alice: Person) -> None:
    take(alice, files.cronometer())
    milk = next(each for each in entries(alice) if each["description"] == "Milk, 2%")
    more = alice.patch(f"/entries/{milk['id']}", {"quantity": 2}).json()
    assert (more["quantity"], more["grams"], more["nutrients"]["energy_kcal"]) == (2, None, 244)
    assert alice.patch(f"/entries/{milk['id']}", {"quantity": 1, "unit": "bowl"}).json()["code"] == "weight_unknown"
    assert alice.patch(f"/entries/{milk['id']}", {"slot": "lunch"}).json()["slot"] == "lunch"
    weighed = alice.patch(f"/entries/{milk['id']}", {"grams": 488}).json()
    assert (weighed["grams"], weighed["nutrients"]["energy_kcal"]) == (488, 244), (
        "its weight changes nothing of what it held"
    )
    half = alice.patch(f"/entries/{milk['id']}", {"grams": 244}).json()
    assert half["nutrients"]["energy_kcal"] == 122
    copied = alice.post("/entries/copy", {"from_date": "2026-05-01"}).json()["entries"]
    assert len(copied) == 2
    assert take(alice, files.cronometer())["result"]["written"].get("entries", 0) == 0
    day = alice.get("/days/2026-05-02").json()
    assert json.dumps(day).count('"grams": 250') == 2


def test_dropping_the_file_keeps_what_was_written(alice: Person, bob: Person) -> None:
    told = take(alice, files.cronometer())
    assert bob.delete(f"/imports/{told['id']}").status_code == 404
    assert bob.patch(f"/imports/{told['id']}", {}).status_code == 404
    assert bob.post(f"/imports/{told['id']}/commit").status_code == 404
    assert alice.delete(f"/imports/{told['id']}").status_code == 204
    assert alice.delete(f"/imports/{told['id']}").status_code == 404
    assert len(entries(alice)) == 4


def test_apple_health_with_water_and_steps(alice: Person) -> None:
    at = "2026-05-02 08:00:00 +0200"
    records = files.food("Oats", at, {"EnergyConsumed": (300, "kcal")}) + files.record("DietaryWater", 250, "mL", at)
    records += files.record("StepCount", 4000, "count", at) + files.record("ActiveEnergyBurned", 320, "kcal", at)
    told = take(alice, files.health(records), "export.xml")
    assert told["result"]["written"] == {"entries": 1, "measurements": 0, "water": 1, "activities": 2}
    assert [each["ml"] for each in alice.get("/water").json()["items"]] == [250]
    assert {
        (each["name"], each["steps"], each["energy_kcal"]) for each in alice.get("/activities").json()["items"]
    } == {
        ("Steps", 4000, None),
        ("Active energy", None, 320),
    }
    alice.post("/changes/undo", {"change_set_id": told["change_set_id"]})
    assert alice.get("/water").json()["items"] == alice.get("/activities").json()["items"] == []
