"""Loading the catalogue as the owner of the database: what is loaded, once, and what a changed seed does."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np
import psycopg

from fithub.core.nutrients import NUTRIENTS
from fithub.foods.catalogue import SEEDED
from fithub.foods.catalogue_ids import food_id
from fithub.foods.dishes import recipes
from fithub.foods.models import CatalogueLoad, Food, Portion

ROOT: Final = Path(__file__).resolve().parents[2]
SEED: Final = ROOT / "fithub" / "foods" / "seed"


def write_seed(path: Path, foods: list[dict[str, Any]]) -> Path:
    """A seed in the format of the committed one."""
    vectors = io.BytesIO()
    np.save(vectors, np.ones((len(foods), 384), dtype=np.int8), allow_pickle=False)
    lines = [json.dumps({"nutrients": list(NUTRIENTS)})]
    lines += [json.dumps(food | {"n": [food["energy"]] + [None] * (len(NUTRIENTS) - 1)}) for food in foods]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foods.jsonl", "\n".join(lines) + "\n")
        archive.writestr("embeddings.npy", vectors.getvalue())
    return path


def made_up(ref: str, energy: float, portions: int = 1) -> dict[str, Any]:
    measures = [["slice", "slice", 10 + place, "sr28"] for place in range(portions)]
    return {
        "source": "sr28",
        "ref": ref,
        "name": f"Cake, number {ref}",
        "category": "Cakes",
        "energy": energy,
        "p": measures,
    }


def manage(url: str, *command: str) -> str:
    """A management command as the owner of a database; gives what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *command, "--skip-checks"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_the_whole_committed_catalogue_is_there() -> None:
    manifest = json.loads((SEED / "manifest.json").read_text())
    loaded = CatalogueLoad.objects.get()
    dishes = recipes()
    assert manifest["foods"] >= 12_800
    assert loaded.foods == manifest["foods"] + len(dishes) == Food.objects.filter(user=None, source__in=SEEDED).count()
    measures = manifest["portions"] + sum(len(dish["portions"]) for dish in dishes)
    portions = Portion.objects.filter(user=None, food__source__in=SEEDED)
    assert loaded.portions == measures == portions.count() >= 15_000


def test_the_seed_is_the_one_its_manifest_vouches_for() -> None:
    import hashlib

    manifest = json.loads((SEED / "manifest.json").read_text())
    assert hashlib.sha256((SEED / "catalogue.zip").read_bytes()).hexdigest() == manifest["sha256"]
    assert all(len(source["sha256"]) == 64 for source in manifest["inputs"])


def test_portions_are_of_one_unit() -> None:
    # SR28 says half a breast weighs 86 g.
    breast = Portion.objects.get(food_id=food_id("sr28", "05064"), unit="breast")
    assert breast.grams == 172


def test_unknown_is_not_nought() -> None:
    butter = Food.objects.get(pk=food_id("sr28", "01001")).nutrients_per_100g
    assert butter["energy_kcal"] == 717
    assert butter["alcohol_g"] == 0
    assert butter["starch_g"] is None


def test_a_load_is_done_once_and_a_changed_seed_touches_only_the_catalogue(
    make_empty_database: Callable[[], str], tmp_path: Path
) -> None:
    empty_database = make_empty_database()
    first = write_seed(tmp_path / "first.zip", [made_up("1", 300), made_up("2", 310, portions=3)])
    assert "loaded: 2 foods, 4 portions" in manage(empty_database, "load_catalogue", "--seed", str(first))
    assert "is up to date" in manage(empty_database, "load_catalogue", "--seed", str(first))

    person, own = uuid4(), uuid4()
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO accounts_user (id, password, email, is_active, created_at, registration_key) "
            "VALUES (%s, '', 'a@example.org', true, now(), '')",
            [person],
        )
        connection.execute(
            "INSERT INTO foods_food (id, user_id, source, source_ref, name, brand, nutrients_per_100g, flags, prior, words, head) "
            "VALUES (%s, %s, 'own', 'x', 'My cake', '', '{}', '{}', 0.5, '{cake}', 'cake')",
            [own, person],
        )

    second = write_seed(tmp_path / "second.zip", [made_up("2", 999), made_up("3", 320)])
    assert "loaded: 2 foods, 2 portions" in manage(empty_database, "load_catalogue", "--seed", str(second))
    with psycopg.connect(empty_database) as connection:
        rows = connection.execute(
            "SELECT id, nutrients_per_100g ->> 'energy_kcal', flags, words FROM foods_food ORDER BY source, source_ref"
        ).fetchall()
        measures = connection.execute(
            "SELECT count(*) FROM foods_portion WHERE food_id = %s", [food_id("sr28", "2")]
        ).fetchone()
    found = {row[0]: row[1:] for row in rows}
    assert found[food_id("sr28", "1")][1] == ["retired"]
    assert found[food_id("sr28", "1")][2] == []
    assert found[food_id("sr28", "2")][0] == "999"
    assert found[food_id("sr28", "3")][0] == "320"
    assert found[own] == (None, [], ["cake"])
    assert measures == (1,)


def test_starting_django_loads_no_model_and_no_arrays() -> None:
    """Every command and every web process starts so; the few that embed pay for it themselves, on their first call."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, django; django.setup(); print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"numpy", "onnxruntime", "tokenizers"} & set(told.stdout.split())
