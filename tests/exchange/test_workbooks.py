"""Excel's workbooks over HTTP: MacroFactor's own, anybody's, and those that were made to do harm."""

import resource
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from fithub.exchange import packages
from tests.api.test_openapi import conforms
from tests.exchange import files, workbooks
from tests.exchange.test_imports import NOW, entries, send, take
from tests.exchange.workbooks import SHEET, diary, inline, sheet_xml, with_parts, workbook
from tests.people import Person
from tests.threads import alone
from tests.working import work_for

EGG = ("2026-05-04", "Lunch", "Egg", 70, 6.5)


@pytest.fixture
def alice() -> Person:
    return Person.register(time_zone="Europe/Berlin", now=NOW)


def looked_at(person: Person, data: bytes, name: str = "book.xlsx") -> dict[str, Any]:
    sent = send(person, data, name)
    assert sent.status_code in {200, 201}, sent.content
    work_for(person)
    told: dict[str, Any] = conforms(person.get(f"/imports/{sent.json()['id']}"), "/imports/{import_id}", "GET")
    return told


def test_macro_factor_is_taken_once_and_taken_back(alice: Person) -> None:
    said = looked_at(alice, workbooks.macro_factor(), "MacroFactor-20260503.xlsx")
    assert (said["state"], said["program"], said["questions"]) == ("ready", "MacroFactor", [])
    assert said["preview"]["counts"] == {"entries": 2, "measurements": 4, "activities": 1}
    assert said["preview"]["problem_count"] == 0
    read = {table["name"] for table in said["mapping"]["tables"] if not table["left_out"]}
    assert read == {"Scale Weight", "Body Metrics", "Steps", "Food Log"}, (
        "sums, trends and plans are not eaten once more"
    )
    done = take(alice, workbooks.macro_factor(), "MacroFactor-20260503.xlsx")
    assert done["result"]["written"] == {"entries": 2, "measurements": 4, "water": 0, "activities": 1}
    yogurt, chicken = sorted(entries(alice), key=lambda each: str(each["local_time"]))
    assert (yogurt["description"], yogurt["local_time"], yogurt["grams"], yogurt["quantity"], yogurt["unit"]) == (
        "Greek Yogurt",
        "07:45:00",
        170,
        1,
        "container",
    )
    assert (yogurt["nutrients"]["energy_kcal"], yogurt["nutrients"]["vitamin_b12_ug"]) == (100, 1.275)
    assert (chicken["grams"], chicken["nutrients"]["vitamin_b12_ug"]) == (150, None), "an empty cell is unknown"
    assert alice.get("/days/2026-05-01").json()["totals"]["energy_kcal"] == 347.5
    weights = [each["value"] for each in alice.get("/measurements?metric=weight_kg").json()["items"]]
    assert sorted(weights) == [79.742, 80.0]

    saved_anew = with_parts(workbooks.macro_factor(), {"docProps/app.xml": b"<x/>"})
    again = take(alice, saved_anew, "again.xlsx")
    assert again["id"] != done["id"]
    assert (sum(again["result"]["written"].values()), again["result"]["duplicates"]) == (0, 7)
    assert alice.post("/changes/undo", {"change_set_id": done["change_set_id"]}).status_code == 200
    assert (
        entries(alice) == alice.get("/measurements").json()["items"] == alice.get("/activities").json()["items"] == []
    )


def test_the_food_log_as_csv_and_in_the_workbook_is_the_same_food(alice: Person) -> None:
    sheets = workbooks.macro_factor_sheets()
    headers, *rows = sheets["Food Log"]
    take(alice, files.table([str(header) for header in headers], rows), "food log.csv")
    told = take(alice, workbook({"Food Log": sheets["Food Log"]}), "MacroFactor.xlsx")
    assert (told["result"]["written"]["entries"], told["result"]["duplicates"]) == (0, 2)


def test_days_alone_are_sums_of_days(alice: Person) -> None:
    sheets = workbooks.macro_factor_sheets()
    del sheets["Food Log"]
    told = take(alice, workbook(sheets), "MacroFactor.xlsx")
    assert [each["description"] for each in entries(alice)] == ["The day’s total (MacroFactor)"]
    assert told["result"]["written"]["entries"] == 1


@pytest.mark.parametrize("sums_first", [True, False])
def test_sums_and_foods_of_a_day_are_not_both_taken(alice: Person, sums_first: bool) -> None:
    sheets = workbooks.macro_factor_sheets()
    quick = {"Calories & Macros": [*sheets["Calories & Macros"], (date(2026, 5, 2), 2000, 100, 70, 200)]}
    log = {
        "Food Log": [*sheets["Food Log"], (date(2026, 5, 3), time(8), "Oats", "g", 60, 60, 227.4, 4, 40, 8, None, 6)]
    }
    files_sent = [(workbook(quick), "quick.xlsx", 2), (workbook(log), "log.xlsx", 3)]
    (one, one_name, had), (other, other_name, _) = files_sent if sums_first else files_sent[::-1]
    take(alice, one, one_name)
    said = looked_at(alice, other, other_name)
    doubled = 2 if sums_first else 1
    assert said["preview"]["problem_codes"] == {"day_counted_twice": doubled}, "the first of May, and no other day"
    assert (said["preview"]["counts"], said["preview"]["new"]) == ({"entries": 1}, 1)
    told = take(alice, other, other_name)
    assert (told["result"]["written"]["entries"], told["result"]["problem_count"]) == (1, doubled)
    assert len(entries(alice)) == had + 1
    assert alice.get("/days/2026-05-01").json()["totals"]["energy_kcal"] == 347.5

    again = take(alice, with_parts(one, {"docProps/app.xml": b"<x/>"}), f"again {one_name}")
    assert (again["result"]["written"]["entries"], again["result"]["duplicates"]) == (0, had), "known is known"
    table = said["preview"]["problems"][0]["table"]
    alice.patch(f"/imports/{said['id']}", {"tables": {table: {"include": True}}})
    work_for(alice)
    included = take(alice, other, other_name)
    assert (included["result"]["written"]["entries"], included["result"]["problem_count"]) == (doubled, 0)


def test_a_sum_that_was_corrected_is_told_and_not_added(alice: Person) -> None:
    sheet = workbooks.macro_factor_sheets()["Calories & Macros"]
    take(alice, workbook({"Calories & Macros": sheet}), "quick.xlsx")
    changed = workbook({"Calories & Macros": [sheet[0], (date(2026, 5, 1), 400, 60, 6, 6)]})
    assert looked_at(alice, changed, "quick.xlsx")["preview"]["problem_codes"] == {"day_counted_twice": 1}


def test_any_workbook_is_read_as_a_csv_file_of_its_first_table(alice: Person) -> None:
    rows = diary(
        EGG, (datetime(2026, 5, 4), "Dinner", "Ash", -1, None), (date(2026, 5, 5), "Lunch", "Rice", "300", None)
    )
    plan = diary(("2026-05-06", "Lunch", "Planned soup", 200, 5))
    data = workbook({"Read me": [["My diary"], ["of May"]], "Diary": rows, "Plan": plan})
    said = looked_at(alice, data, "diary.xlsx")
    assert [(row["row"], row["description"]) for row in said["preview"]["rows"]] == [(2, "Egg"), (4, "Rice")]
    assert [(each["table"], each["row"], each["code"]) for each in said["preview"]["problems"]] == [
        ("Diary", 3, "amount_negative")
    ]
    as_csv = take(alice, files.table([str(cell) for cell in rows[0]], [EGG]), "diary.csv")
    assert as_csv["result"]["written"]["entries"] == 1
    told = take(alice, data, "diary.xlsx")
    assert (told["result"]["written"]["entries"], told["result"]["duplicates"], told["result"]["problem_count"]) == (
        1,
        1,
        1,
    )
    alice.patch(f"/imports/{said['id']}", {"tables": {"Plan": {"include": True}}})
    work_for(alice)
    assert alice.get(f"/imports/{said['id']}").json()["preview"]["counts"] == {"entries": 3}


def test_dates_times_and_shares_are_what_the_sheet_shows(alice: Person) -> None:
    def formats(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["C2"].number_format = "0.0%"
        sheet["C3"].number_format = '0.0"%"'

    headers = ("Date", "Time", "Body fat", "Weight (kg)")
    rows = [
        headers,
        (datetime(2026, 5, 2, 7, 5, 11), None, 0.215, 80.125),
        (46145, 0.3125, 20.5, 80.25),
        ("04.05.2026", "7:15 AM", "19.5 %", "80,5"),
        (date(2026, 5, 5), time(7), None, 1.25e2),
    ]
    for is_1904 in (False, True):

        def change(book: Workbook, old: bool = is_1904) -> None:
            formats(book)
            if old:
                book.epoch = datetime(1904, 1, 1)
                book.worksheets[0]["A3"] = 46145 - 1462

        said = looked_at(alice, workbook({"Sheet": rows}, change), "scale.xlsx")
        assert said["preview"]["problem_count"] == 0, said["preview"]["problems"]
        told = {(row["local_date"], row["local_time"], row["metric"]): row["value"] for row in said["preview"]["rows"]}
        assert told == {
            ("2026-05-02", "07:05:11", "weight_kg"): 80.125,
            ("2026-05-02", "07:05:11", "body_fat_percent"): 21.5,
            ("2026-05-03", "07:30:00", "weight_kg"): 80.25,
            ("2026-05-03", "07:30:00", "body_fat_percent"): 20.5,
            ("2026-05-04", "07:15:00", "weight_kg"): 80.5,
            ("2026-05-04", "07:15:00", "body_fat_percent"): 19.5,
            ("2026-05-05", "07:00:00", "weight_kg"): 125,
        }


def test_a_number_of_three_decimals_is_no_thousand(alice: Person) -> None:
    rows = diary(("2026-05-04", "Lunch", "Egg", 70.125, "1,5"), ("2026-05-04", "Lunch", "Tofu", "12,5", 1.234))
    told = looked_at(alice, workbook({"Diary": rows}))
    held = {row["description"]: row["nutrients"] for row in told["preview"]["rows"]}
    assert held == {
        "Egg": {"energy_kcal": 70.125, "protein_g": 1.5},
        "Tofu": {"energy_kcal": 12.5, "protein_g": 1.234},
    }


def test_a_formula_counts_as_the_value_that_was_kept_with_it(alice: Person) -> None:
    rows = inline(1, "Date", "Food", "Calories", "Protein (g)")
    rows += (
        b'<row r="2"><c t="inlineStr"><is><t>2026-05-04</t></is></c><c t="inlineStr"><is><t>Egg</t></is></c>'
        b'<c><f>35*2</f><v>70</v></c><c><f>WEBSERVICE("http://x")</f></c></row>'
    )
    data = with_parts(workbook({"Diary": []}), {SHEET: sheet_xml(rows), "xl/vbaProject.bin": b"\x00macro"})
    told = looked_at(alice, data, "macros.xlsm")
    assert [row["nutrients"] for row in told["preview"]["rows"]] == [{"energy_kcal": 70}], told["preview"]


def test_what_a_sheet_declares_of_its_size_does_not_matter(alice: Person) -> None:
    rows = inline(1, "Date", "Food", "Calories") + inline(2, "2026-05-04", "Egg", "70")
    rows += inline(900_000, "2026-05-04", "Toast", "80")
    for declared in (b"A1:XFD1048576", b"A1", b"A1:ZZZ99999999"):
        sheet = sheet_xml(rows, before=b'<dimension ref="' + declared + b'"/>')
        told = looked_at(alice, with_parts(workbook({"Diary": []}), {SHEET: sheet}))
        assert [row["description"] for row in told["preview"]["rows"]] == ["Egg", "Toast"]


def test_a_file_is_what_it_holds_and_not_what_it_is_called(alice: Person) -> None:
    book = workbook({"Diary": diary(EGG)})
    assert looked_at(alice, book, "diary.csv")["preview"]["counts"] == {"entries": 1}
    other = workbook({"Diary": diary(EGG, EGG)})
    assert looked_at(alice, other, "C:\\fakepath\\..\\x")["name"] == "x"
    csv = files.table(["Date", "Food", "Calories"], [("2026-05-04", "Egg", 70)])
    assert looked_at(alice, csv, "diary.xlsx")["preview"]["counts"] == {"entries": 1}
    inner = looked_at(alice, files.packed({"diary.xlsx": book, "a.csv": csv}), "both.zip")
    assert inner["preview"]["left"] == ["diary.xlsx"]


def test_texts_that_cells_share(alice: Person) -> None:
    """As Excel and MacroFactor write them."""
    texts = b"".join(
        b"<si><t>%s</t></si>" % each for each in (b"Date", b"Food", b"Calories", b"2026-05-04", b"Egg &amp; ham")
    )
    rows = b'<row r="1">' + b"".join(b'<c t="s"><v>%d</v></c>' % n for n in range(3)) + b"</row>"
    rows += b'<row r="2"><c t="s"><v>3</v></c><c t="s"><v>4</v></c><c><v>70</v></c></row>'
    data = workbooks.sharing(with_parts(_BOOK, {SHEET: sheet_xml(rows)}), b"<sst " + _NS + b">" + texts + b"</sst>")
    assert [row["description"] for row in looked_at(alice, data)["preview"]["rows"]] == ["Egg & ham"]


def test_two_who_commit_at_once_write_once(alice: Person) -> None:
    sent = looked_at(alice, workbooks.macro_factor())

    def commit(_: int) -> int:
        other = Person(**{**alice.__dict__, "client": Client()})
        return int(other.post(f"/imports/{sent['id']}/commit").status_code)

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(alone(commit), range(2))) == {202}
    work_for(alice)
    told = alice.get(f"/imports/{sent['id']}").json()
    assert (told["state"], told["result"]["written"]["entries"], len(entries(alice))) == ("committed", 2, 2)


def _hidden(book: Workbook) -> None:
    book.worksheets[0].sheet_state = "hidden"


def test_sheets_that_nobody_sees_are_left(alice: Person) -> None:
    data = workbook({"Secret": diary(("2026-05-04", "Lunch", "Bait", 1, 1)), "Diary": diary(EGG)}, _hidden)
    told = looked_at(alice, data)
    assert [row["description"] for row in told["preview"]["rows"]] == ["Egg"]
    assert told["preview"]["left"] == ["Secret"]


_BOOK = workbook({"Diary": diary(EGG)})
_DOCTYPE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]>'
_NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "spreadsheet_not_csv"),
    "one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1 << 20) + "EncryptedPackage".encode("utf-16-le"),
        "workbook_encrypted",
    ),
    "a binary workbook": (
        files.packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"\x01"}),
        "spreadsheet_not_csv",
    ),
    "OpenDocument": (
        files.packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "spreadsheet_not_csv",
    ),
    "nothing but names": (
        files.packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "workbook_broken",
    ),
    "cut off": (_BOOK[:-200], "zip_broken"),
    "a sheet cut off": (with_parts(_BOOK, {SHEET: workbooks.part_of(_BOOK, SHEET)[:-60]}), "workbook_broken"),
    "a sheet that is not there": (with_parts(_BOOK, {SHEET: None}), "no_table"),
    "no words that are known": (workbook({"Notes": [["hello"], ["world"]]}), "no_table"),
    "a string that is not there": (
        with_parts(_BOOK, {SHEET: sheet_xml(b'<row r="1"><c t="s"><v>99999</v></c></row>')}),
        "workbook_broken",
    ),
    "entities in a sheet": (
        with_parts(_BOOK, {SHEET: sheet_xml(inline(1, "Date", "&amp;"), declared=_DOCTYPE)}),
        "xml_entities",
    ),
    "entities in the strings": (
        workbooks.sharing(_BOOK, _DOCTYPE + b"<sst " + _NS + b"><si><t>&a;</t></si></sst>"),
        "xml_entities",
    ),
    "entities in the names": (
        with_parts(_BOOK, {"xl/workbook.xml": _DOCTYPE + workbooks.part_of(_BOOK, "xl/workbook.xml")[55:]}),
        "xml_entities",
    ),
    "a bomb of one sheet": (with_parts(_BOOK, {SHEET: sheet_xml(b" " * 40_000_000)}), "zip_bomb"),
    "a bomb of many parts": (with_parts(_BOOK, {f"x/{number}": b"" for number in range(2_100)}), "zip_bomb"),
    "a bomb of styles": (
        with_parts(
            _BOOK,
            {
                "xl/styles.xml": b"<styleSheet "
                + _NS
                + b"><cellXfs>"
                + b"".join(b'<xf numFmtId="%d"/>' % (n * 7919 % 10_000) for n in range(90_000))
                + b"</cellXfs></styleSheet>"
            },
        ),
        "zip_bomb",
    ),
    "a row without an end": (
        with_parts(
            _BOOK,
            {SHEET: sheet_xml(b'<row r="1">' + b"".join(b"<c><v>%d</v></c>" % n for n in range(200_000)) + b"</row>")},
        ),
        "zip_bomb",
    ),
    "one huge string": (
        workbooks.sharing(
            _BOOK,
            b"<sst " + _NS + b"><si><t>" + b"".join(b"%d" % (n * 7919) for n in range(300_000)) + b"</t></si></sst>",
        ),
        "zip_bomb",
    ),
    "rows within rows": (
        with_parts(_BOOK, {SHEET: sheet_xml(b"<row>" + b"".join(b"<row a='%d'/>" % n for n in range(90_000)) + b"</row>")}),
        "zip_bomb",
    ),
    "more rows than are read": (
        with_parts(
            _BOOK,
            {SHEET: sheet_xml(b"".join(b'<row r="%d"/>' % n for n in range(1, packages.MOST_ROWS + 2)))},
        ),
        "too_many_rows",
    ),
    "nested deep": (
        with_parts(_BOOK, {SHEET: sheet_xml(b"<a>" * 5_000 + b"</a>" * 5_000)}),
        "workbook_broken",
    ),
    "a number of a row that is none": (
        with_parts(_BOOK, {SHEET: sheet_xml(b'<row r="' + b"9" * 5_000 + b'"><c><v>1</v></c></row>')}),
        "workbook_broken",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_workbook_that_cannot_be_read_says_why(alice: Person, what: str) -> None:
    data, code = HOSTILE[what]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = looked_at(alice, data)
    assert (told["state"], told["error"]["code"]) == ("failed", code), told["error"]
    assert told["error"]["detail"].endswith((".", ")."))
    assert alice.post(f"/imports/{told['id']}/commit").json()["code"] == "import_unreadable"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000, "KB"


def test_a_broken_row_after_good_ones_writes_nothing(alice: Person) -> None:
    rows = inline(1, "Date", "Food", "Calories")
    rows += b"".join(inline(n, "2026-05-04", f"Egg {n}", "70") for n in range(2, 3_000))
    told = looked_at(alice, with_parts(_BOOK, {SHEET: sheet_xml(rows + b"<row><c")}))
    assert (told["state"], told["error"]["code"]) == ("failed", "workbook_broken")
    assert entries(alice) == []
