"""Foundation, SR Legacy and FNDDS, beside a catalogue that has some of their foods already."""

import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fithub.core.nutrients import NUTRIENTS
from fithub.foods.catalogue_ids import food_id
from tests.sources import dumps
from tests.sources.conftest import Database

APPLE = {
    "energy_kcal": 52,
    "protein_g": 0.26,
    "carbohydrate_g": 13.81,
    "fat_g": 0.17,
    "water_g": 85.56,
    "vitamin_k_ug": 2.2,
}
SOUP = {"energy_kcal": 40, "protein_g": 2, "carbohydrate_g": 5, "fat_g": 1.3}


def seed(path: Path, *foods: dict[str, Any]) -> Path:
    """A seed file of a few foods; `n` their amounts by key."""
    lines = [json.dumps({"nutrients": list(NUTRIENTS)})]
    lines += [json.dumps(food | {"n": [food["n"].get(key) for key in NUTRIENTS]}) for food in foods]
    vectors = io.BytesIO()
    np.save(vectors, np.ones((len(foods), 384), dtype=np.int8))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foods.jsonl", "\n".join([*lines, ""]))
        archive.writestr("embeddings.npy", vectors.getvalue())
    return path


def apple(**facts: Any) -> dict[str, Any]:
    return {
        "source": "sr28", "ref": "09003", "name": "Apples, raw, with skin", "category": "Fruits", "n": APPLE,
        "p": [["cup", "cup, quartered", 125, "sr28"]],
    } | facts  # fmt: skip


def soup() -> dict[str, Any]:
    return {
        "source": "fndds",
        "ref": "28340110",
        "name": "Zorb soup",
        "category": "Soups",
        "n": SOUP,
        "fdc_id": 2_700_001,
    }


def portion(fdc_id: int, place: int, grams: float, **facts: Any) -> dict[str, Any]:
    """A row of food_portion.csv; 9999 is no unit of its own."""
    return {"fdc_id": fdc_id, "seq_num": place, "gram_weight": grams, "measure_unit_id": 9999} | facts


def official(path: Path) -> Path:
    """SR's apple, the survey's soup and its stew, Foundation's kale, and a sample that is no food."""
    return dumps.fdc(
        path,
        [
            {"fdc_id": 171688, "data_type": "sr_legacy_food", "description": "Apples, raw, with skin", "food_category_id": "9"},
            {"fdc_id": 2_700_001, "data_type": "survey_fndds_food", "description": "Zorb soup", "food_category_id": "2804"},
            {"fdc_id": 2_700_002, "data_type": "survey_fndds_food", "description": "Zorb stew", "food_category_id": "2804"},
            {"fdc_id": 323_505, "data_type": "foundation_food", "description": "Zorbkale, raw", "food_category_id": "11"},
            {"fdc_id": 323_506, "data_type": "sub_sample_food", "description": "Zorbkale, sample 7"},
        ],
        nutrients={
            171688: {1008: 52, 1003: 0.26, 1005: 13.8, 1004: 0.17, 2000: 10.4},
            2_700_001: {1008: 44, 1003: 2, 1005: 6, 1004: 1.3},
            2_700_002: {1008: 90, 1003: 6, 1005: 8, 1004: 3.5},
            323_505: {2048: 35, 2047: 43, 1003: 2.92, 1005: -0.4, 1004: 1.49},
            323_506: {1003: 2.9},
        },
        portions=[
            portion(171688, 1, 109, amount=1, modifier="cup, sliced"),
            portion(171688, 2, 44, amount=2, modifier="slice"),
            portion(2_700_002, 1, 252, portion_description="1 cup", modifier="10205"),
            portion(2_700_002, 2, 252, portion_description="Quantity not specified"),
            portion(323_505, 1, 10.3, amount=0.5, measure_unit_id=1000, modifier="chopped"),
        ],
        food_category=[{"id": 9, "code": "0900", "description": "Fruits"}, {"id": 11, "code": "1100", "description": "Vegetables"}],
        wweia_food_category=[{"wweia_food_category": 2804, "wweia_food_category_description": "Soups"}],
        sr_legacy_food=[{"fdc_id": 171688, "NDB_number": 9003}],
        survey_fndds_food=[{"fdc_id": 2_700_001, "food_code": 28340110}, {"fdc_id": 2_700_002, "food_code": 28340120}],
        foundation_food=[{"fdc_id": 323_505, "NDB_number": 11233}],
    )  # fmt: skip


@pytest.fixture
def catalogue(make_database: Callable[[], Database], tmp_path: Path) -> Database:
    """A database with a seed of an apple and a soup."""
    database = make_database()
    database.manage("load_catalogue", "--seed", seed(tmp_path / "seed.zip", apple(), soup()))
    return database


FACTS = 'SELECT source_ref, name, fdc_id, nutrients_per_100g, flags, density_g_per_ml FROM foods_food ORDER BY name COLLATE "C"'
PORTIONS = """
SELECT f.name, unit, label, grams FROM foods_portion p JOIN foods_food f ON f.id = p.food_id ORDER BY name COLLATE "C", sequence
"""


def test_what_the_catalogue_has_is_brought_up_to_date_and_the_rest_is_added(
    catalogue: Database, tmp_path: Path
) -> None:
    assert "4 new or changed" in catalogue.import_foods("fdc", official(tmp_path / "fdc.zip"))
    apples, thin, stew, kale = catalogue.rows(FACTS)
    # The dump's figures, and the seed's where the dump has none.
    assert apples[:3] == ("09003", "Apples, raw, with skin", 171688)
    assert (apples[3]["sugars_g"], apples[3]["carbohydrate_g"], apples[3]["vitamin_k_ug"]) == (10.4, 13.8, 2.2)
    assert (thin[0], thin[3]["energy_kcal"], thin[4]) == ("28340110", 44, ["updated"])
    # Foundation Foods have no energy of the usual number; a little under nothing, by difference, is nothing.
    assert (kale[3]["energy_kcal"], kale[3]["carbohydrate_g"], kale[4]) == (35, 0, ["imported"])
    assert (stew[0], stew[4]) == ("28340120", ["imported"])
    assert (
        catalogue.rows(PORTIONS)
        == [
            ("Apples, raw, with skin", "cup", "cup, sliced", 109),
            ("Apples, raw, with skin", "slice", "slice", 22),
            ("Zorb stew", "cup", "1 cup", 252),
            ("Zorb stew", "serving", "Quantity not specified", 252),
            ("Zorbkale, raw", "cup", "cup, chopped", Decimal("20.60")),
        ]
        or catalogue.rows(PORTIONS)[2][0] == "Zorbkale, raw"
    )
    assert catalogue.rows("SELECT count(*) FROM foods_cataloguename") == [(4,)]
    assert catalogue.rows("SELECT count(*) FROM foods_foodvector") == [(4,)]
    assert catalogue.rows("SELECT foods FROM foods_word WHERE word = 'zorb'") == [(2,)]
    assert "nothing to do" in catalogue.import_foods("fdc", tmp_path / "fdc.zip")


def test_loading_the_catalogue_anew_keeps_what_an_import_brought(catalogue: Database, tmp_path: Path) -> None:
    catalogue.import_foods("fdc", official(tmp_path / "fdc.zip"))
    before, portions = catalogue.rows(FACTS), catalogue.rows(PORTIONS)
    newer = seed(tmp_path / "newer.zip", apple(name="Apples, fresh, with skin", n=APPLE | {"fat_g": 9}), soup())
    catalogue.manage("load_catalogue", "--seed", newer)
    after = catalogue.rows(FACTS)
    assert after[0][1] == "Apples, fresh, with skin"
    assert [row[2:] for row in after] == [row[2:] for row in before]
    assert [row[1:] for row in catalogue.rows(PORTIONS)] == [row[1:] for row in portions]
    assert catalogue.rows("SELECT count(*) FROM foods_cataloguename") == [(4,)]
    # The same dump over the newer catalogue finds the same foods.
    assert "4 as they were" in catalogue.import_foods("fdc", tmp_path / "fdc.zip")
    assert catalogue.rows("SELECT count(*) FROM foods_food") == [(4,)]


def test_an_older_survey_names_nutrients_by_their_old_numbers(catalogue: Database, tmp_path: Path) -> None:
    dump = dumps.fdc(
        tmp_path / "survey.zip",
        [{"fdc_id": 2_700_003, "data_type": "survey_fndds_food", "description": "Zorb broth"}],
        nutrients={2_700_003: {208: 12, 203: 1, 205: 1, 204: 0.4, 291: 0}},
        survey_fndds_food=[{"fdc_id": 2_700_003, "food_code": 28340999}],
    )
    catalogue.import_foods("fdc", dump)
    ((nutrients,),) = catalogue.rows(
        "SELECT nutrients_per_100g FROM foods_food WHERE id = %s", food_id("fndds", "28340999")
    )
    assert nutrients == {"energy_kcal": 12, "protein_g": 1, "carbohydrate_g": 1, "fat_g": 0.4, "fibre_g": 0}
