"""Branded foods of FoodData Central, through the command: what becomes of a dump, of the same again, and of a newer one."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.sources import dumps
from tests.sources.conftest import Database

PLAIN = {1008: 480, 1003: 6, 1005: 65, 1004: 22, 2000: 30, 1093: 320, 1110: 40, 9999: 1}


def branded_zip(path: Path, products: Sequence[dict[str, Any]]) -> Path:
    """A dump of products: facts by the names of branded_food.csv, `n` their amounts by nutrient number."""
    rows = [
        (dumps.product(**{key: value for key, value in each.items() if key != "n"}), each.get("n", PLAIN))
        for each in products
    ]
    return dumps.fdc(
        path,
        [food for (food, _), _ in rows],
        nutrients={food["fdc_id"]: amounts for (food, _), amounts in rows},
        branded_food=[label for (_, label), _ in rows],
    )


def test_a_product_becomes_a_food_with_its_serving_and_its_bar_code(database: Database, tmp_path: Path) -> None:
    said = database.import_foods(
        "fdc",
        branded_zip(
            tmp_path / "one.zip",
            [
                {"fdc_id": 11, "description": "ZORBLAX COOKIES", "household_serving_fulltext": "2 COOKIES"},
                {
                    "fdc_id": 12, "description": "Zorblax Cola", "serving_size": "240", "serving_size_unit": "MLT",
                    "household_serving_fulltext": "1 cup", "n": {1008: 42, 1003: 0, 1004: 0, 1005: 10.6, 2000: 10.6},
                    "discontinued_date": "2024-02-02",
                },
            ],
        ),
    )  # fmt: skip
    assert "2 new or changed" in said
    (cookies, cola) = database.rows(
        "SELECT f.source_ref, f.name, f.brand, c.name, nutrients_per_100g, density_g_per_ml, flags, b.code, f.fdc_id "
        "FROM foods_food f JOIN foods_category c ON c.id = f.category_id JOIN sources_barcode b ON b.food_id = f.id ORDER BY fdc_id"
    )
    assert cookies[:4] == (f"00{dumps.gtin_12(11)}", "ZORBLAX COOKIES", "ACME", "Cookies & Biscuits")
    assert cookies[4] == {
        "energy_kcal": 480, "protein_g": 6, "carbohydrate_g": 65, "fat_g": 22, "sugars_g": 30, "sodium_mg": 320, "vitamin_d_ug": 1,
    }  # fmt: skip
    assert cookies[5:] == (None, [], int(dumps.gtin_12(11)), 11)
    assert (cola[5], cola[6]) == (Decimal("1.000"), ["discontinued", "per_100ml"])
    assert database.rows(
        "SELECT unit, label, grams, p.source FROM foods_portion p JOIN foods_food f ON f.id = p.food_id ORDER BY fdc_id, sequence"
    ) == [
        ("serving", "2 COOKIES", 30, "branded"),
        ("cookie", "cookie", 15, "branded"),
        ("serving", "1 cup", 240, "branded"),
        ("cup", "cup", 240, "branded"),
    ]
    assert database.rows("SELECT count(*) FROM foods_brandedname") == [(2,)]
    assert database.rows("SELECT count(*) FROM pg_class WHERE relname LIKE %s", "sources_incoming%") == [(0,)]


@pytest.fixture
def fresh(make_database: Callable[[], Database]) -> Database:
    return make_database()


def test_the_same_dump_is_no_work_and_a_newer_one_changes_what_differs(fresh: Database, tmp_path: Path) -> None:
    first = branded_zip(
        tmp_path / "first.zip", [{"fdc_id": n, "description": f"ZORBLAX No {n}"} for n in range(1001, 1006)]
    )
    assert "5 new or changed" in fresh.import_foods("fdc", first)
    assert "nothing to do" in fresh.import_foods("fdc", first)
    before = fresh.rows("SELECT id, xmin::text FROM foods_food ORDER BY source_ref")
    # The first again under another number, as every edition has one; the second with a new name; the others gone but one.
    newer = branded_zip(
        tmp_path / "newer.zip",
        [
            {"fdc_id": 1001, "description": "ZORBLAX No 1001"},
            {"fdc_id": 9002, "gtin_upc": dumps.gtin_12(1002), "description": "ZORBLAX THE SECOND"},
            {"fdc_id": 1003, "description": "ZORBLAX No 1003"},
        ],
    )
    said = fresh.import_foods("fdc", newer)
    assert "1 new or changed, 2 as they were, 2 retired" in said
    after = fresh.rows("SELECT id, xmin::text, name, flags, words FROM foods_food ORDER BY source_ref")
    assert [row[0] for row in after] == [row[0] for row in before]
    assert after[0][1] == before[0][1]
    assert after[1][2] == "ZORBLAX THE SECOND"
    assert [row[3] for row in after] == [[], [], [], ["retired"], ["retired"]]
    assert fresh.rows("SELECT count(*) FROM foods_brandedname") == [(3,)]
    # What came back is there again.
    assert "as they were" in fresh.import_foods("fdc", first)
    assert fresh.rows("SELECT count(*) FROM foods_food WHERE 'retired' = ANY (flags)") == [(0,)]


def test_the_newest_edition_of_a_product_counts(database: Database, tmp_path: Path) -> None:
    code = dumps.gtin_12(77_000)
    said = database.import_foods(
        "fdc",
        branded_zip(
            tmp_path / "editions.zip",
            [
                {"fdc_id": 503, "gtin_upc": code, "description": "OLDER", "modified_date": "2019-05-05"},
                {"fdc_id": 501, "gtin_upc": f"00{code}", "description": "NEWEST", "modified_date": "2024-05-05"},
                {"fdc_id": 502, "gtin_upc": code, "description": "OLDEST", "modified_date": "5/5/2018"},
            ],
        ),
        "--shrink",
    )
    assert "2 older editions left out" in said
    assert database.rows("SELECT name FROM foods_food WHERE source_ref = %s", f"00{code}") == [("NEWEST",)]


def test_what_cannot_be_is_held_back_with_the_reason(fresh: Database, tmp_path: Path) -> None:
    odd: list[tuple[str, dict[str, Any]]] = [
        ("energy_impossible", {"n": PLAIN | {1008: 2008}}),
        ("energy_disagrees", {"n": {1008: 400, 1003: 2, 1005: 12, 1004: 0.5}}),
        ("energy_disagrees", {"n": {1008: 20, 1003: 10, 1005: 60, 1004: 20}}),
        ("parts_impossible", {"n": {1003: 50, 1005: 60, 1004: 10, 1008: 530}}),
        ("part_over_whole", {"n": PLAIN | {2000: 70}}),
        ("negative", {"n": PLAIN | {1093: -1}}),
        ("nothing_known", {"n": {1093: 100}}),
        ("bad_gtin", {"gtin_upc": "012345678901"}),
        ("number_unreadable", {"n": PLAIN | {1093: "a lot"}}),
        ("text_unreadable", {"description": "CAF\ufffd"}),
        ("no_name", {"description": "  "}),
    ]
    fine: list[dict[str, Any]] = [
        {"description": "ERYTHRITOL SWEETENER", "n": {1008: 0, 1005: 100, 1003: 0, 1004: 0, 2000: 0}},
        {"description": "DRY RED WINE", "n": {1008: 85, 1003: 0, 1004: 0, 1005: 2.6}},
        {"description": "VODKA", "n": {1008: 231, 1003: 0, 1004: 0, 1005: 0}},
        {"description": "OLIVE OIL", "n": {1008: 884, 1003: 0, 1004: 100, 1005: 0}},
        {"description": "BRAN", "n": {1008: 216, 1003: 15.6, 1004: 4.3, 1005: 64.5, 1079: 42.8}},
        {"description": "WATER", "n": {1008: 0, 1003: 0, 1004: 0, 1005: 0}},
        {"description": "ONLY ITS ENERGY", "n": {1008: 300}},
    ]
    products = [{"fdc_id": 3000 + n} | each for n, each in enumerate([facts for _, facts in odd] + fine)]
    said = fresh.import_foods("fdc", branded_zip(tmp_path / "odd.zip", products))
    assert f"{len(fine)} new or changed, {len(odd)} held back" in said
    held = fresh.rows("SELECT record ->> 'fdc_id', reasons FROM sources_heldback ORDER BY 1")
    assert [(int(fdc_id) - 3000, reasons[0]) for fdc_id, reasons in held] == [
        (n, why) for n, (why, _) in enumerate(odd)
    ]
    listed = fresh.import_foods("quarantine", "--reason", "negative")
    assert "        3  energy_disagrees: the energy is far from" in listed
    assert listed.count("branded:") == 1
    # One is let in, and stays in when the same comes again; the others stay out.
    assert "Let in: PRODUCT 3000" in fresh.import_foods("release", f"branded:00{dumps.gtin_12(3000)}")
    assert fresh.rows("SELECT name, nutrients_per_100g -> 'energy_kcal' FROM foods_food WHERE fdc_id = 3000") == [
        ("PRODUCT 3000", 2008)
    ]
    assert "held_back_not_found" in fresh.refused("release", f"branded:00{dumps.gtin_12(3000)}")
    again = branded_zip(tmp_path / "again.zip", [*products, {"fdc_id": 4000}])
    assert f"1 new or changed, {len(fine) + 1} as they were, {len(odd) - 1} held back" in fresh.import_foods(
        "fdc", again
    )
    # With another fault besides it is held back again; and what was mended comes in.
    worse = {"fdc_id": 3000, "n": PLAIN | {1008: 2008, 1093: -5}}
    mended = {"fdc_id": 3005, "n": PLAIN}
    said = fresh.import_foods(
        "fdc", branded_zip(tmp_path / "worse.zip", [worse, mended, *products[1:5], *products[6:]])
    )
    assert f"{len(odd) - 1} held back" in said
    assert fresh.rows("SELECT reasons FROM sources_heldback WHERE record ->> 'fdc_id' = '3000'") == [
        (["energy_impossible", "energy_disagrees", "negative"],)
    ]
    assert fresh.rows("SELECT count(*) FROM sources_heldback WHERE record ->> 'fdc_id' = '3005'") == [(0,)]
