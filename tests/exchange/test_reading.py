"""Files of other programs, as they are understood: pure, without a database."""

import io
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.core.errors import InvalidInput
from fithub.exchange.amounts import read_number
from fithub.exchange.dates import Order, read_date, read_moment, read_time
from fithub.exchange.items import Drunk, Eaten, Found, Item, Measured, Moved, Problem, identity, numbered
from fithub.exchange.reading import Proposal, Reading, look_at, read
from fithub.exchange.rows import Place
from tests.exchange import files

PLACE = Place("Europe/Berlin", time(4), date(2026, 5, 20))


def understood(data: bytes, name: str = "file.csv", *, units: str = "metric", place: Place = PLACE) -> "Understood":
    stream = io.BytesIO(data)
    proposal = look_at(stream, name=name, place=place, units=units)
    reading = Reading()
    told = list(read(stream, mapping=proposal.mapping, place=place, reading=reading))
    return Understood(proposal, told, reading)


class Understood:
    """What was made of a file."""

    def __init__(self, proposal: Proposal, told: Sequence[Found | Problem], reading: Reading) -> None:
        self.proposal, self.skipped = proposal, reading.skipped
        self.items: list[Item] = [each.item for each in told if isinstance(each, Found)]
        self.problems = [(each.row, each.code) for each in told if isinstance(each, Problem)]
        self.asked = [(question.asks, question.column) for question in proposal.questions]

    def of(self, kind: type) -> list[Any]:
        return [item for item in self.items if isinstance(item, kind)]

    def metrics(self) -> dict[str, Decimal]:
        return {item.metric: item.value for item in self.of(Measured)}


def test_my_fitness_pal_has_meals_whose_weight_nobody_knows() -> None:
    told = understood(files.my_fitness_pal(), "export.zip", units="us")
    assert told.proposal.mapping.program == "MyFitnessPal"
    assert told.problems == []
    breakfast, dinner, snacks = told.of(Eaten)
    assert (breakfast.day, breakfast.slot, breakfast.grams) == (date(2026, 5, 1), "Breakfast", None)
    assert breakfast.nutrients["energy_kcal"] == Decimal("412.5")
    assert "vitamin_a_ug" not in breakfast.nutrients, "a share of a daily value is no amount"
    assert dinner.description == "Dinner (MyFitnessPal)"
    assert snacks.nutrients["sodium_mg"] == 95
    assert told.asked == [("unit", "Weight")], "181.4 is pounds or kilograms: only the person knows"
    assert told.metrics()["weight_kg"] == Decimal("82.010"), "the last of two, in pounds as people in the US have them"
    assert [(each.description, each.minutes, each.energy_kcal, each.steps) for each in told.of(Moved)] == [
        ("Running", 30, 320, None),
        ("Steps", None, 150, None),
        ("", None, None, 8421),
    ]


def test_cronometer_has_foods_in_grams_where_they_were_weighed() -> None:
    told = understood(files.cronometer(), "cronometer.zip")
    oats, milk, coffee, again = told.of(Eaten)
    assert (oats.description, oats.at, oats.quantity, oats.unit, oats.grams) == (
        "Oats, Rolled",
        time(8, 5),
        60,
        "g",
        60,
    )
    assert (milk.quantity, milk.unit, milk.grams) == (1, "cup", None)
    assert milk.nutrients["vitamin_d_ug"] == 3, "40 IU of vitamin D are a microgram"
    assert coffee == again, "the same cup twice is two cups"
    assert told.metrics() == {"weight_kg": Decimal("80.014"), "body_fat_percent": Decimal("21.5")}
    assert told.skipped["Blood Pressure"] == 1
    left_out = {table.name: table.left_out for table in told.proposal.mapping.tables if table.left_out}
    assert set(left_out) == {"dailysummary.csv", "notes.csv"}
    assert told.proposal.questions == []
    alone = understood(
        files.table(
            ["Date", "Energy (kcal)", "Net Carbs (g)", "Protein (g)", "Completed"],
            [("2026-05-01", 349.4, 46, 16, "true")],
        )
    )
    assert [each.description for each in alone.items if isinstance(each, Eaten)] == ["The day’s total (Cronometer)"]


def test_macro_factor() -> None:
    told = understood(files.macro_factor())
    assert told.proposal.mapping.program == "MacroFactor"
    yogurt, chicken = told.of(Eaten)
    assert (yogurt.quantity, yogurt.unit, yogurt.grams) == (1, "container", 170)
    assert (chicken.grams, chicken.nutrients["protein_g"]) == (150, Decimal("46.5"))


SCALES = {
    "Withings": (
        b'Date,"Weight (kg)","Fat mass (kg)","Bone mass (kg)","Muscle mass (kg)","Hydration (kg)",Comments\n'
        b'"2026-05-02 07:05:11",80.00,16.00,3.10,60.00,45.00,\n'
    ),
    "Garmin": (
        b"Time,Weight,Change,BMI,Body Fat,Skeletal Muscle Mass,Bone Mass,Body Water,\n"
        b'" May 2, 2026",\n7:05 AM,80.0 kg,0.3 kg,24.1,20.0 %,38.1 kg,3.1 kg,55.1 %,\n'
    ),
    "Renpho": (
        b'"Time of Measurement","Weight(kg)","BMI","Body Fat(%)","Fat-Free Body Weight(kg)","Subcutaneous Fat(%)","Body Water(%)",'
        b'"Protein(%)"\n"2026.05.02 07:05:11","80.0","24.1","20.0","63.6","17.8","55.0","17.4"\n'
    ),
    "Eufy": b"Time,Weight (lbs),BMI,Body Fat %,Heart Rate (BPM)\n2026-05-02 07:05:11,176.37,24.1,20,70\n",
    "Fitbit": b'Body\nDate,Weight,BMI,Fat\n"2026-05-02","80","24.1","20"\n\nFoods\nDate,Calories In\n"2026-05-02","1,850"\n',
    "Google Fit": b"Date,Move Minutes count,Calories (kcal),Average weight (kg),Step count\n2026-05-02,44,2101.5,80.0,9120\n",
}  # fmt: skip


@pytest.mark.parametrize("program", SCALES)
def test_scales(program: str) -> None:
    told = understood(SCALES[program], "weight.csv")
    assert told.proposal.mapping.program == program
    assert told.problems == []
    metrics = told.metrics()
    assert metrics["weight_kg"].quantize(Decimal("0.01")) == 80
    assert metrics.get("body_fat_percent", 20) == 20
    assert {item.day for item in told.of(Measured)} == {date(2026, 5, 2)}
    if program == "Google Fit":
        assert told.of(Moved) == [Moved(date(2026, 5, 2), None, "", None, None, 9120)], (
            "what living took is no activity"
        )


def test_fitbit_takeout_counts_grams() -> None:
    told = understood(b"timestamp,weight grams,data source\n2026-05-02T05:05:11Z,80000,scale\n", "weight.csv")
    assert told.of(Measured) == [Measured(date(2026, 5, 2), time(7, 5, 11), "weight_kg", Decimal(80))]


def test_apple_health_tells_each_food_once() -> None:
    at = "2026-05-02 08:00:00 +0200"
    both = files.food("Oat &amp; milk", at, {"EnergyConsumed": (300, "kcal"), "Protein": (10, "g")})
    second = files.food("Egg", at, {"EnergyConsumed": (80, "kcal")})
    alone = files.record("DietaryEnergyConsumed", 418.4, "kJ", "2026-05-02 12:00:00 +0200", food="Soup")
    alone += files.record("DietaryProtein", 5, "g", "2026-05-02 12:00:00 +0200", food="Soup")
    body = files.record("BodyMass", 176.37, "lb", "2026-05-02 00:30:00 -0700") + files.record(
        "BodyFatPercentage", 0.2, "%", at
    )
    steps = "".join(files.record("StepCount", 100, "count", at, source) for source in ("Watch", "Watch", "Phone"))
    water = files.record("DietaryWater", 8, "fl_oz_us", at)
    wrong = files.record("BodyMass", "heavy", "kg", at) + files.record(
        "BodyMass", 80, "kg", "2027-01-01 08:00:00 +0200"
    )
    told = understood(files.health(both + second + alone + body + steps + water + wrong), "export.xml")
    eaten = [(each.description, each.at, each.nutrients) for each in told.of(Eaten)]
    assert eaten == [
        ("Oat & milk", time(8), {"energy_kcal": 300, "protein_g": 10}),
        ("Egg", time(8), {"energy_kcal": 80}),
        ("Soup", time(12), {"energy_kcal": 100, "protein_g": 5}),
    ]
    assert {(each.metric, each.at, each.value) for each in told.of(Measured)} == {
        ("weight_kg", time(9, 30), Decimal("80.000")),
        ("body_fat_percent", time(8), 20),
    }
    assert [each.steps for each in told.of(Moved)] == [200], "the phone in the pocket of who wears the watch"
    assert [each.millilitres for each in told.of(Drunk)] == [Decimal("236.588")]
    assert [code for _, code in told.problems] == ["number_unreadable", "date_in_future"]
    zipped = understood(
        files.packed(
            {"apple_health_export/export.xml": files.health(both), "apple_health_export/export_cda.xml": b"<x/>"}
        ),
        "export.zip",
    )
    assert len(zipped.of(Eaten)) == 1


def test_a_german_spreadsheet() -> None:
    text = "Datum;Lebensmittel;Menge;Energie (kJ);Eiweiß;Fett\r\n01.05.2026;Käsebrot;150 g;1.250,5;12,5;9\r\n"
    for data in (
        text.encode("cp1252"),
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        b"\xff\xfe" + text.encode("utf-16-le"),
    ):
        told = understood(data)
        assert told.items == [
            Eaten(date(2026, 5, 1), None, "", "Käsebrot", Decimal(150), "g", Decimal(150),
                  {"energy_kcal": Decimal("298.877"), "protein_g": Decimal("12.5"), "fat_g": Decimal(9)})
        ]  # fmt: skip
        assert told.asked == []


def energies(
    *cells: str, delimiter: str = ";", header: str = "Energie (kcal)"
) -> tuple[list[Any], list[Any], list[Any]]:
    """What a table of these energies says, what is wrong with it, and what is asked."""
    rows = "".join(f'01.05.2026{delimiter}Brot{delimiter}"{cell}"\n' for cell in cells)
    told = understood(f"Datum{delimiter}Lebensmittel{delimiter}{header}\n{rows}".encode())
    return [each.nutrients["energy_kcal"] for each in told.of(Eaten)], told.problems, [asked for asked, _ in told.asked]


def test_the_mark_before_decimals_is_told_by_the_numbers() -> None:
    assert energies("1.250", "12,5") == ([1250, Decimal("12.5")], [], [])
    assert energies(*["1.250"] * 300, "12,5")[0][0] == 1250, "the last of many numbers tells it too"
    assert energies("1,250", "12.5") == ([1250, Decimal("12.5")], [], [])
    assert energies("1,250", "12.5", delimiter=",")[0] == [1250, Decimal("12.5")]
    assert energies("1.250", "12,5", delimiter=",")[0] == [1250, Decimal("12.5")]
    assert energies("0.250", "0,125", "12.50") == ([Decimal("0.25"), Decimal("0.125"), Decimal("12.5")], [], [])
    assert energies("1.250.000", "1.250")[1] == [(2, "amount_out_of_range")], "a million, and so a thousand"
    assert energies("1.250", delimiter=",") == ([Decimal("1.25")], [], []), "no decimal comma stands between commas"


def test_a_number_that_may_be_read_both_ways_is_asked_and_not_guessed() -> None:
    assert energies("1.250", "980") == ([980], [(2, "number_ambiguous")], ["decimal"])
    assert energies("1,250", "980") == ([980], [(2, "number_ambiguous")], ["decimal"])
    torn = energies("1.250", "12,5", "12.5")
    assert torn == ([Decimal("12.5"), Decimal("12.5")], [(2, "number_ambiguous")], ["decimal"])
    assert energies("980", "1 250", "1'250") == ([980, 1250, 1250], [], [])


def test_one_columns_numbers_tell_nothing_against_anothers() -> None:
    rows = '2026-05-01,Milk,"1,5 cup","1,250",1.275\n2026-05-01,Egg,2,70,0.5\n'
    told = understood(f"Date,Food,Amount,Calories,Vitamin B12 (mcg)\n{rows}".encode())
    milk, _ = told.of(Eaten)
    assert (milk.quantity, milk.unit) == (Decimal("1.5"), "cup")
    assert milk.nutrients == {"energy_kcal": 1250, "vitamin_b12_ug": Decimal("1.275")}
    body = understood(b"Datum;Gewicht (kg);Taille (cm);Schritte\n01.05.2026;80,5;81,25;\n02.05.2026;80;;\n")
    assert [each.value for each in body.of(Measured)] == [Decimal("80.5"), Decimal("81.25"), 80]


@pytest.mark.parametrize(
    "text", ["1,2,3", "1 1/2 cup", "1/2 cup", "4-6 oz", "1½ cup", "1,25.5", "1.5.2026", "1,,5", "."]
)
def test_what_is_more_than_a_number_is_none(text: str) -> None:
    assert read_number(text) is None
    assert read_number(text, ",") is None


def test_numbers_by_either_mark() -> None:
    for text, with_point, with_comma in (
        ("1.250", "1.25", "1250"),
        ("1,250", "1250", "1.25"),
        ("0,250", "0.25", "0.25"),
        ("0.250", "0.25", "0.25"),
        ("1.250.000", "1250000", "1250000"),
        ("1.250,5", "1250.5", "1250.5"),
        ("1,25,000.5", "125000.5", "125000.5"),
        ("12,5", "12.5", "12.5"),
        ("1.250e3", "1250", "1250"),
        ("1 250,125", "1250.125", "1250.125"),
    ):
        assert read_number(text) == (Decimal(with_point), ""), text
        assert read_number(text, ",") == (Decimal(with_comma), ""), text


def test_lines_of_two_encodings() -> None:
    told = understood("date,food,kcal\n2026-05-01,Müsli,1\n".encode() + "2026-05-01,Crème,2\n".encode("cp1252"))
    assert [each.description for each in told.of(Eaten)] == ["Müsli", "Crème"]
    assert told.proposal.foreign_lines == 1


def test_an_order_of_dates_that_cannot_be_known_is_asked() -> None:
    def days(*dates: str, units: str = "metric") -> tuple[list[Any], list[Any]]:
        told = understood(files.table(["Date", "Food", "Calories"], [(each, "egg", 70) for each in dates]), units=units)
        return [each.day.isoformat() for each in told.items], [asked for asked, _ in told.asked]

    assert days("01/02/2026", "03/04/2026") == (["2026-02-01", "2026-04-03"], ["date_order"])
    assert days("01/02/2026", units="us") == (["2026-01-02"], ["date_order"])
    assert days("01/02/2026", "13/04/2026", units="us") == (["2026-02-01", "2026-04-13"], [])
    assert days(*["01/02/2026"] * 500, "04/13/2026")[1] == [], "the last of many dates tells it too"
    assert days("05/06/2026") == (["2026-05-06"], []), "the fifth of June has not come yet"
    assert days("02/02/2026") == (["2026-02-02"], []), "either way the same"
    assert days("2026-02-01", "29.02.2024") == (["2026-02-01", "2024-02-29"], [])


def test_small_hours_belong_to_the_evening_before() -> None:
    scale = understood(b"Time of Measurement,Weight (kg)\n2026-05-02 01:30,80\n")
    assert scale.of(Measured)[0].day == date(2026, 5, 1)
    diary = understood(b"Day,Time,Food,Calories\n2026-05-01,01:30,toast,100\n")
    assert diary.of(Eaten)[0].day == date(2026, 5, 1), "a diary's day is the day it says"
    samoa = Place("Pacific/Apia", time(4), date(2026, 5, 20))
    moment = b"timestamp,weight (kg)\n2026-05-02T20:00:00Z,80\n"
    assert understood(moment, place=samoa).of(Measured)[0].day == date(2026, 5, 3)
    skipped = understood(b"timestamp,weight (kg)\n2011-12-30T12:00:00+13:00,80\n", place=samoa)
    assert skipped.of(Measured)[0].day == date(2011, 12, 29), "the day that Samoa never had"


BAD_ROWS = {
    "2026-05-01,egg,-5": "amount_negative",
    "2026-05-01,egg,lots": "number_unreadable",
    "2026-05-01,egg,1e400": "number_unreadable",
    "2026-05-01,egg,=1+1": "number_unreadable",
    "2026-05-01,egg,99999999": "amount_out_of_range",
    "2026-05-01,egg,70 parsecs": "number_unreadable",
    "2026-05-01,egg,70 g": "unit_unknown",
    "2026-05-01,egg,": "nothing_known",
    "2026-05-21,egg,70": "date_in_future",
    "1776-07-04,egg,70": "date_out_of_range",
    "2026-02-30,egg,70": "date_unreadable",
    "yesterday,egg,70": "date_unreadable",
    ",egg,70": "date_missing",
    "2026-05-01,egg,70,one,more": "too_many_cells",
    "2026-05-01,eg\x00g,70": "nul_character",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_says_why_and_keeps_no_other_from_being_read(row: str) -> None:
    told = understood(f"Date,Food,Calories\n2026-05-01,toast,80\n{row}\n2026-05-02,=SUM(A1),90\n".encode())
    assert [each.description for each in told.of(Eaten)] == ["toast", "=SUM(A1)"]
    assert told.problems == [(3, BAD_ROWS[row])]


BAD_FILES = {
    "file_empty": b"",
    "no_table": b"hello\nworld\n",
    "file_malformed": b"date,food,calories\n" + b"," * 2_000_000,
    "file_binary": b"\x89PNG\r\n\x00\x00\x00" + bytes(500),
    "workbook_broken": files.packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
    "spreadsheet_not_csv": files.packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"<x/>"}),
    "not_health": b"<?xml version='1.0'?><rss></rss>",
    "xml_entities": b'<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<HealthData x="&b;"></HealthData>',
    "zip_bomb": files.packed({"servings.csv": b"0" * 30_000_000}),
    "zip_nothing": files.packed({"a.pdf": b"%PDF"}),
    "zip_broken": files.packed({"servings.csv": b"Day,Food Name,Amount\n" * 99})[:-40],
}


@pytest.mark.parametrize("code", BAD_FILES)
def test_a_file_that_cannot_be_read_says_why(code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        understood(BAD_FILES[code], "export.csv")
    assert caught.value.code == code
    assert caught.value.detail.endswith((".", ")."))


def test_more_that_cannot_be_read() -> None:
    for data, code in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "spreadsheet_not_csv"),
        (b'date,food,calories\n2026-05-01,"egg,70\n' + b"2026-05-02,x,1\n" * 20_000, "file_malformed"),
        (b"," * 999_999 + b"\n", "file_malformed"),
        (files.health("<Record type='x'"), "file_malformed"),
        (files.packed({"inner.zip": files.packed({"a.csv": b"x"})}), "zip_nothing"),
    ):
        with pytest.raises(InvalidInput) as caught:
            understood(data)
        assert caught.value.code == code, data[:20]


def test_headers_twice_and_columns_without_a_name() -> None:
    told = understood(b"Date,Weight (kg),Weight (kg),\n2026-05-01,80,99,x\n")
    assert [column.header for column in told.proposal.mapping.tables[0].columns] == [
        "Date",
        "Weight (kg)",
        "Weight (kg) (2)",
        "Column 4",
    ]
    assert told.metrics() == {"weight_kg": 80}


def test_stones_and_units_in_cells() -> None:
    told = understood(b"Date,Weight,Waist\n2026-05-01,12 st 8 lb,34 in\n")
    assert told.metrics() == {"weight_kg": Decimal("79.832"), "waist_cm": Decimal("86.36")}


def test_the_keys_of_a_file_and_of_one_that_overlaps_it_are_the_same() -> None:
    def keys(data: bytes) -> list[str]:
        seen: dict[bytes, int] = {}
        found = []
        for item in understood(data, "c.zip").items:
            alike = identity("Cronometer", item)
            found.append(numbered(alike, seen.get(alike, 0)))
            seen[alike] = seen.get(alike, 0) + 1
        return found

    once = keys(files.cronometer())
    assert len(set(once)) == len(once), "two equal coffees are two"
    assert once == keys(files.cronometer())


@given(st.dates(date(1970, 1, 1), date(2099, 12, 31)), st.sampled_from(Order))
def test_dates_are_read_as_they_are_written(day: date, order: Order) -> None:
    numbers = "%d/%m/%Y" if order == Order.DAY_FIRST else "%m/%d/%Y"
    for form in (numbers, "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d-%b-%Y", "%B %d, %Y", "%a, %d %b %Y"):
        assert read_date(day.strftime(form), order) == day, form


@given(st.datetimes(timezones=st.none()))
def test_times_are_read_as_they_are_written(moment: Any) -> None:
    whole = moment.time().replace(microsecond=0, fold=0)
    assert read_time(whole.strftime("%I:%M:%S %p")) == whole
    found = read_moment(moment.replace(year=2024, month=2, day=29).strftime("%Y-%m-%dT%H:%M:%S+02:00"), Order.DAY_FIRST)
    assert found is not None
    assert (found.at, found.zone and found.zone.utcoffset(None)) == (whole, timedelta(hours=2))


@given(st.decimals(0, 10**8, places=3), st.sampled_from(".,"))
def test_numbers_are_read_as_they_are_written(number: Decimal, mark: str) -> None:
    written = f"{number:,}" if mark == "." else f"{number:,}".translate(str.maketrans(",.", ".,"))
    assert read_number(written, mark) == (number, "")
    assert read_number(f"{number} kg") == (number, "kg")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"Date,Food,Calories\n", b"<HealthData>", b"PK\x03\x04", b"\xff\xfe"]),
)
def test_whatever_is_sent_is_read_or_refused(noise: bytes, head: bytes) -> None:
    with suppress(InvalidInput):
        understood(head + noise)


def test_noise_among_rows_is_read_or_told() -> None:
    dice = random.Random(4)
    alphabet = "0123456789-/.,;:\"' \t=eEgk%é\x00\u202e"
    for _ in range(300):
        cells = ["".join(dice.choices(alphabet, k=dice.randint(0, 12))) for _ in range(3)]
        told = understood(files.table(["Date", "Weight (kg)", "Body fat"], [cells, ("2026-05-01", 80, 20)]))
        assert Measured(date(2026, 5, 1), None, "weight_kg", Decimal(80)) in told.items
