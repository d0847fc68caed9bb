"""Open Food Facts' dumps: the table and the JSON lines say the same."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.people import Person
from tests.sources import dumps
from tests.sources.conftest import Database

BEANS: dict[str, Any] = {
    "code": "4006381333931", "product_name": "Zorb beans", "brands": "Zorbco,Elsewhere", "pnns_groups_2": "Legumes",
    "quantity": "400 g", "serving_size": "1 can (240 g)", "serving_quantity": "240", "energy-kj_100g": "418.4",
    "proteins_100g": "6", "carbohydrates_100g": "15", "sugars_100g": "3", "fat_100g": "0.6", "fiber_100g": "5", "salt_100g": "1.25",
    "vitamin-c_100g": "0.002",
}  # fmt: skip
BEER: dict[str, Any] = {
    "code": "0042100005264", "product_name": "Zorb lager", "quantity": "33 cl", "serving_size": "330 ml",
    "energy-kcal_100g": "42", "proteins_100g": "0.4", "carbohydrates_100g": "3", "fat_100g": "0", "alcohol_100g": "5",
}  # fmt: skip
ODD: dict[str, Any] = {"code": "96385074", "product_name": "Zorb odd", "energy-kcal_100g": "1700", "fat_100g": "20"}


@pytest.mark.parametrize("write", [dumps.off_csv, dumps.off_jsonl])
def test_products_become_foods_in_either_format(
    make_database: Callable[[], Database], tmp_path: Path, write: Callable[..., Path]
) -> None:
    database = make_database()
    dump = write(tmp_path / "off.gz", [BEANS, BEER, ODD])
    assert "2 new or changed, 1 held back" in database.import_foods("off", dump)
    beans, beer = database.rows(
        "SELECT name, brand, source, nutrients_per_100g, density_g_per_ml, flags, b.code, source_ref FROM foods_food f "
        "JOIN sources_barcode b ON b.food_id = f.id ORDER BY name"
    )
    assert beans[:3] == ("Zorb beans", "Zorbco", "off")
    assert beans[3] == {
        "energy_kcal": 100, "protein_g": 6, "carbohydrate_g": 15, "sugars_g": 3, "fat_g": 0.6, "fibre_g": 5, "sodium_mg": 500,
        "vitamin_c_mg": 2,
    }  # fmt: skip
    assert beans[6:] == (4006381333931, "04006381333931")
    assert beer[3]["alcohol_g"] == pytest.approx(3.945)
    assert beer[4:6] == (Decimal("1.000"), ["per_100ml"])
    assert database.rows(
        "SELECT unit, grams FROM foods_portion p JOIN foods_food f ON f.id = p.food_id ORDER BY name, sequence"
    ) == [("serving", 240), ("can", 240), ("serving", 330)]
    assert "nothing to do" in database.import_foods("off", dump)
    newer = write(tmp_path / "newer.gz", [BEANS | {"product_name": "Zorb beans, mild"}, BEER, ODD])
    assert "1 new or changed, 1 as they were, 1 held back" in database.import_foods("off", newer)


def test_the_formats_agree(make_database: Callable[[], Database], tmp_path: Path) -> None:
    database = make_database()
    database.import_foods("off", dumps.off_csv(tmp_path / "table.gz", [BEANS, BEER]))
    assert "2 as they were" in database.import_foods("off", dumps.off_jsonl(tmp_path / "lines.gz", [BEANS, BEER]))


def test_what_was_eaten_keeps_its_figures(owner_url: str, alice: Person, tmp_path: Path) -> None:
    everybody = Database(owner_url)
    product = BEANS | {"code": "4000000000013", "product_name": "Zorbeaten beans"}
    everybody.import_foods("off", dumps.off_csv(tmp_path / "first.gz", [product]))
    food = alice.get("/foods/barcode/4000000000013").json()
    logged = alice.post("/entries", {"food_id": food["id"], "grams": 200})
    assert logged.status_code in {200, 201}, logged.content
    everybody.import_foods(
        "off", dumps.off_csv(tmp_path / "newer.gz", [product | {"energy-kj_100g": "460.24"}]), "--shrink"
    )
    assert alice.get(f"/foods/{food['id']}").json()["nutrients_per_100g"]["energy_kcal"] == 110
    (entry,) = alice.get("/entries").json()["items"]
    assert entry["nutrients"]["energy_kcal"] == 200
    # Gone from the dump, it is gone from the search, and still there for what points to it.
    everybody.import_foods("off", dumps.off_csv(tmp_path / "without.gz", [BEER]), "--shrink")
    found = alice.get("/foods?q=Zorbeaten beans").json()["items"]
    assert food["id"] not in [each["id"] for each in found]
    assert alice.get(f"/foods/{food['id']}").status_code == 200
