"""Dumps that are broken, odd, or made to hurt: refused in a line before anything changes, or read as far as they can be."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sources import dumps
from tests.sources.conftest import Database

HEADING = "fdc_id,data_type,description,food_category_id,publication_date"
AMOUNTS = "id,fdc_id,nutrient_id,amount"


def raw(path: Path, **tables: str | bytes) -> Path:
    """A zip of tables as they are written here."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            archive.writestr(f"{name}.csv", text)
    return path


def amounts(*foods: int) -> str:
    rows = [
        f"1,{food},{number},{amount}"
        for food in foods
        for number, amount in ((1008, 100), (1003, 5), (1005, 20), (1004, 0))
    ]
    return "\n".join([AMOUNTS, *rows, ""])


def names(database: Database) -> list[str]:
    return [name for (name,) in database.rows('SELECT name FROM foods_food ORDER BY name COLLATE "C"')]


@pytest.fixture
def fresh(make_database: Callable[[], Database]) -> Database:
    return make_database()


def test_a_dump_that_is_none_is_refused_and_nothing_changes(database: Database, tmp_path: Path) -> None:
    whole = dumps.fdc(
        tmp_path / "whole.zip",
        [dumps.product(n, description=f"ZORB {n}" * 20)[0] for n in range(1, 400)],
        nutrients={n: {1008: n} for n in range(1, 400)},
    ).read_bytes()
    broken = bytearray(whole)
    broken[200:260] = b"\0" * 60
    refusals: dict[str, tuple[bytes, str]] = {
        "cut.zip": (whole[: len(whole) // 2], "no whole zip file"),
        "damaged.zip": (bytes(broken), "damaged"),
        "empty.zip": (b"", "no whole zip file"),
        "text.zip": (b"not a zip", "no whole zip file"),
    }
    for name, (content, said) in refusals.items():
        (tmp_path / name).write_bytes(content)
        refused = database.refused("fdc", tmp_path / name)
        assert said in refused, refused
        assert "dump_unreadable" in refused
    assert "There is no" in database.refused("fdc", tmp_path / "nowhere.zip")
    assert "has no food.csv" in database.refused("fdc", raw(tmp_path / "other.zip", readme="hello"))
    lacking = raw(tmp_path / "lacking.zip", food="fdc_id,data_type\n1,branded_food\n", food_nutrient=amounts(1))
    assert "lacks the column description" in database.refused("fdc", lacking)
    assert "There is no file" in database.refused("off", tmp_path)
    (tmp_path / "off.csv").write_text("a\tb\n1\t2\n")
    assert "lacks the column code, product_name" in database.refused("off", tmp_path / "off.csv")
    assert database.rows("SELECT count(*) FROM foods_food") == [(0,)]


def test_odd_rows_are_read_and_unreadable_ones_counted(fresh: Database, tmp_path: Path) -> None:
    food = "\r\n".join(
        [
            f"\ufeff{HEADING}",
            '1,branded_food,"ZORB ONE, ""LARGE""\r\nIN TWO LINES",,',
            "2,branded_food,ZORB\0 TWO,,",
            f"3,branded_food,{'Z' * 300_000},,",
            "4,branded_food,ZORB FOUR",
            "x5,branded_food,ZORB FIVE,,",
            "99999999999,branded_food,ZORB BEYOND,,",
            "",
            "6,branded_food,ZORB SIX,,",
            "6,branded_food,ZORB SIX AGAIN,,",
            "7,branded_food,=cmd|' /C calc'!A0<b>ZORB</b>,,",
            "8,branded_food,ZORB EIGHT,,",
        ]
    )
    table = b"\r\n".join([food.encode(), b"9,branded_food,CAF\xe9,,", b""])
    dump = raw(tmp_path / "odd.zip", food=table, food_nutrient=amounts(1, 2, 3, 6, 7, 8, 9))
    said = fresh.import_foods("fdc", dump)
    assert "5 new or changed, 1 held back, 4 rows unreadable" in said
    assert names(fresh) == [
        "=cmd|' /C calc'!A0<b>ZORB</b>", "ZORB EIGHT", 'ZORB ONE, "LARGE" IN TWO LINES', "ZORB SIX AGAIN", "ZORB TWO",
    ]  # fmt: skip
    assert fresh.rows("SELECT reasons FROM sources_heldback") == [(["text_unreadable"],)]


def test_a_folder_is_as_good_as_a_zip(fresh: Database, tmp_path: Path) -> None:
    folder = tmp_path / "dump" / "FoodData_Central_csv"
    folder.mkdir(parents=True)
    (folder / "food.csv").write_text(f"{HEADING}\n1,branded_food,ZORB FOLDER,,\n")
    (folder / "food_nutrient.csv").write_text(amounts(1))
    assert "1 new or changed" in fresh.import_foods("fdc", tmp_path / "dump")
    assert "nothing to do" in fresh.import_foods("fdc", tmp_path / "dump")
    (folder / "food.csv").write_text(f"{HEADING}\n1,branded_food,ZORB FOLDER TWO,,\n")
    assert "1 new or changed" in fresh.import_foods("fdc", tmp_path / "dump")


def test_a_long_brand_is_not_cut_in_silence(fresh: Database, tmp_path: Path) -> None:
    food, label = dumps.product(1, brand_name="ZORB " * 30, description="ZORB PUFFS")
    dump = dumps.fdc(tmp_path / "long.zip", [food], nutrients={1: {1008: 400}}, branded_food=[label])
    assert "1 with a shortened name or brand" in fresh.import_foods("fdc", dump)
    ((brand, flags),) = fresh.rows("SELECT brand, flags FROM foods_food")
    assert (len(brand), flags) == (119, ["shortened"])


def test_a_zip_that_would_swell_is_refused(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("food_nutrient.csv", amounts(1))
        with archive.open("food.csv", "w", force_zip64=True) as member:
            member.write(f"{HEADING}\n".encode())
            for _ in range(250):
                member.write(b"0" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    assert "that is no table" in database.refused("fdc", path)


def test_what_a_zip_says_of_its_size_is_not_believed(database: Database, tmp_path: Path) -> None:
    path = raw(
        tmp_path / "lies.zip", food_nutrient=amounts(1), food=f"{HEADING}\n" + "1,branded_food,ZORB LIES,,\n" * 50_000
    )
    content = path.read_bytes()
    size = len(f"{HEADING}\n" + "1,branded_food,ZORB LIES,,\n" * 50_000)
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (60).to_bytes(4, "little")))
    assert "dump_unreadable" in database.refused("fdc", path)


def test_a_packed_table_that_never_ends_is_refused(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fithub.sources.dumps._LARGE", 1_000_000)
    with gzip.open(tmp_path / "bomb.csv.gz", "wb") as file:
        file.write(b"code\tproduct_name\n")
        for _ in range(50):
            file.write(b"0" * 1_000_000)
    assert "far more than any table" in database.refused("off", tmp_path / "bomb.csv.gz")


def test_a_path_in_a_zip_leads_nowhere(fresh: Database, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../../../outside/food.csv", f"{HEADING}\n1,branded_food,ZORB PATH,,\n")
        archive.writestr("C:\\outside\\food_nutrient.csv", amounts(1))
        archive.writestr("/etc/zorb/measure_unit.csv", "id,name\n1,cup\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "paths.zip").write_bytes(buffer.getvalue())
    assert "1 new or changed" in fresh.import_foods("fdc", inside / "paths.zip")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inside", "paths.zip"]
    assert names(fresh) == ["ZORB PATH"]


@pytest.mark.parametrize("amount", ["NaN", "inf", "1e400", "1_0", "0x10", "1,5", "٣", "--1", "=1+1"])
def test_an_amount_that_is_no_number_holds_its_food_back(database: Database, tmp_path: Path, amount: str) -> None:
    food, label = dumps.product(800_000 + sum(map(ord, amount)))
    dump = dumps.fdc(
        tmp_path / "odd.zip", [food], nutrients={food["fdc_id"]: {1008: 100, 1093: amount}}, branded_food=[label]
    )
    said = database.import_foods("fdc", dump, "--shrink")
    assert "1 held back" in said


def test_fields_that_nobody_expected_do_no_harm(fresh: Database, tmp_path: Path) -> None:
    odd: dict[str, Any] = {
        "code": {"a": 1},
        "product_name": ["x"],
        "brands": 7,
        "nutriments": [1],
        "serving_quantity": {},
    }
    lines = [odd, {"code": "4006381333931", "product_name": "Zorb", "energy-kcal_100g": 10}]
    path = dumps.off_jsonl(tmp_path / "odd.jsonl.gz", lines)
    plain = tmp_path / "more.jsonl"
    plain.write_bytes(
        gzip.decompress(path.read_bytes()) + b"[1]\nnull\n{broken\n" + b"[" * 100_000 + b"\n" + b'{"code": 5}\n'
    )
    said = fresh.import_foods("off", plain)
    assert "1 new or changed, 2 held back, 4 rows unreadable" in said
    assert names(fresh) == ["Zorb"]
