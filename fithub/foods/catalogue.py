"""Loading the committed catalogue: COPY into temporary tables, then one upsert each; nothing of a person's is touched."""

import hashlib
import io
import json
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction

from fithub.core.clock import now
from fithub.foods import categories, dishes, names, naming, words
from fithub.foods.catalogue_ids import category_id, food_id, portion_id
from fithub.foods.categories import write_categories
from fithub.foods.embedding import embed
from fithub.foods.models import CatalogueLoad, Source
from fithub.foods.names import LONGEST_WORD, search_columns
from fithub.foods.upserting import upsert

if TYPE_CHECKING:
    import numpy as np

# What the seed holds all of; foods of other sources are imported and none of its business.
SEEDED: Final = (Source.SR28.value, Source.FNDDS.value, Source.FOUNDATION.value, Source.DISH.value)
# The flag of foods of these sources that the seed has not, and an import brought (fithub.sources): they stay as they are.
IMPORTED: Final = "imported"
# The flag of foods that the seed has, and an import brought up to date: what it brought stays until the next import.
UPDATED: Final = "updated"

type Say = Callable[[str], None]
type _Kept = dict[uuid.UUID, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: how many foods and portions there are now, and whether anything was to be done."""

    foods: int
    portions: int
    changed: bool


@dataclass(frozen=True, slots=True)
class _Seed:
    keys: list[str]
    foods: list[dict[str, Any]]
    vectors: "np.ndarray[tuple[int, ...], np.dtype[np.int8]]"


def load(*, seed: Path | None = None, say: Say = lambda line: None) -> Loaded:
    """Bring the catalogue to what the seed holds. Runs as the owner of the tables; a second run finds nothing to do.

    Foods that the seed no longer has stay, flagged `retired` and out of the search, since entries may point to them.
    """
    path = seed or Path(str(files("fithub.foods.seed") / "catalogue.zip"))
    fingerprint = _fingerprint(path)
    before = CatalogueLoad.objects.first()
    if before and before.fingerprint == fingerprint:
        return Loaded(before.foods, before.portions, changed=False)
    say(f"Reading {path.name}")
    read = _read(path) if seed else _with_dishes(_read(path))
    with transaction.atomic():
        _serialise_loads()
        say(f"Writing {len(read.foods):,} foods")
        kept = _brought_up_to_date()
        write_categories({_category(food) for food in read.foods if food.get("category")})
        _load_foods(read, kept)
        portions = list(_portion_rows(read))
        say(f"Writing {len(portions):,} household portions")
        _load_portions([row for row in portions if row[1] not in kept])
        say("Writing the vectors")
        _load_vectors(read)
        _load_words(read)
        CatalogueLoad.objects.update_or_create(
            id=1,
            defaults={
                "fingerprint": fingerprint,
                "foods": len(read.foods),
                "portions": len(portions),
                "loaded_at": now(),
            },
        )
    with connection.cursor() as cursor:
        # The indexes of words keep what was just written in a list that every search goes through, until it is cleared away.
        how = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
        cursor.execute(f"{how} foods_food, foods_cataloguename, foods_portion, foods_foodvector, foods_word")
    return Loaded(len(read.foods), len(portions), changed=True)


def _fingerprint(seed: Path) -> str:
    """Of the seed, and of the code and lists that derive the search columns from it."""
    digest = hashlib.sha256(seed.read_bytes())
    for part in (
        __file__,
        names.__file__,
        naming.__file__,
        words.__file__,
        str(files("fithub.foods.data") / "naming.toml"),
        dishes.__file__,
        categories.__file__,
        str(categories.file_of_groups()),
    ):
        digest.update(Path(part).read_bytes())
    for file in dishes.files_of_dishes():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> _Seed:
    import numpy as np

    with zipfile.ZipFile(path) as archive:
        heading, *lines = archive.read("foods.jsonl").decode("utf-8").rstrip("\n").split("\n")
        vectors = np.load(io.BytesIO(archive.read("embeddings.npy")), allow_pickle=False)
    return _Seed(json.loads(heading)["nutrients"], [json.loads(line) for line in lines], vectors)


def _with_dishes(seed: _Seed) -> _Seed:
    """The seed and the dishes that are worked out from it."""
    import numpy as np

    records = dishes.seed_records(seed.keys, seed.foods)
    vectors = np.rint(embed([record["name"] for record in records]) * 127).astype(np.int8)
    return _Seed(seed.keys, [*seed.foods, *records], np.vstack([seed.vectors, vectors]))


def _serialise_loads() -> None:
    """Two machines that start at once load one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('fithub.foods.catalogue'))")


def _category(food: dict[str, Any]) -> tuple[str, str]:
    """A food's category: of its own source, or of the one that its dish belongs with."""
    return food.get("category_source", food["source"]), food["category"]


def _brought_up_to_date() -> _Kept:
    """What imports brought of foods that the seed has too: FDC number, category, nutrients, density and flags by id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, fdc_id, category_id, nutrients_per_100g::text, density_g_per_ml, array_remove(flags, 'retired') "
            "FROM foods_food WHERE user_id IS NULL AND source = ANY (%s) AND %s = ANY (flags)",
            [list(SEEDED), UPDATED],
        )
        return {key: tuple(brought) for key, *brought in cursor.fetchall()}


def _load_foods(seed: _Seed, kept: _Kept) -> None:
    columns = (
        "id", "source", "source_ref", "name", "brand", "prior", "words", "head",
        "fdc_id", "category_id", "nutrients_per_100g", "density_g_per_ml", "flags",
    )  # fmt: skip
    upsert("foods_food", columns, (_food_row(seed.keys, food, kept) for food in seed.foods))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE foods_food SET flags = array_append(flags, 'retired'), words = '{}', head = '' "
            "WHERE user_id IS NULL AND NOT flags && ARRAY['retired', %s]::varchar[] AND source = ANY (%s) "
            "AND id NOT IN (SELECT id FROM incoming_foods_food)",
            [IMPORTED, list(SEEDED)],
        )
        cursor.execute(
            "DELETE FROM foods_cataloguename n USING foods_food f WHERE f.id = n.food_id AND NOT %s = ANY (f.flags)",
            [IMPORTED],
        )
        cursor.execute(
            "INSERT INTO foods_cataloguename (food_id, name, prior, words, head) "
            "SELECT id, name, prior, words, head FROM incoming_foods_food"
        )


def _food_row(keys: list[str], food: dict[str, Any], kept: _Kept) -> tuple[Any, ...]:
    name, brand, category = food["name"], food.get("brand", ""), food.get("category", "")
    key = food_id(food["source"], food["ref"])
    nutrients = dict(zip(keys, food["n"], strict=True))
    found = search_columns(
        name=name,
        source=food["source"],
        category=category,
        brand=brand,
        known_energy=nutrients["energy_kcal"] is not None,
    )
    also = [word[:LONGEST_WORD] for word in words.content_words(food.get("also", ""))]
    facts = kept.get(key) or (
        food.get("fdc_id"),
        category_id(*_category(food)) if category else None,
        json.dumps(nutrients),
        food.get("density"),
        food.get("flags", []),
    )
    searched = (found.prior, list(dict.fromkeys((*found.words, *also))), found.head)
    return (key, food["source"], food["ref"], name, brand, *searched, *facts)


def _portion_rows(seed: _Seed) -> Iterator[tuple[Any, ...]]:
    for food in seed.foods:
        owner = food_id(food["source"], food["ref"])
        for sequence, (unit, label, grams, source) in enumerate(food.get("p", []), start=1):
            yield (
                portion_id(owner, sequence),
                owner,
                sequence,
                unit,
                label[:120],
                grams,
                source,
            )


def _load_portions(rows: Sequence[tuple[Any, ...]]) -> None:
    upsert("foods_portion", ("id", "food_id", "sequence", "unit", "label", "grams", "source"), rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM foods_portion p USING foods_food f WHERE f.id = p.food_id AND p.user_id IS NULL "
            "AND f.source = ANY (%s) AND NOT f.flags && %s::varchar[] AND p.id NOT IN (SELECT id FROM incoming_foods_portion)",
            [list(SEEDED), [IMPORTED, UPDATED]],
        )


def _load_vectors(seed: _Seed) -> None:
    """On the first load the index is made over the filled table: that is four times as quick."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM foods_foodvector)")
        first = cursor.fetchone() == (True,)
        if first:
            cursor.execute("DROP INDEX food_vector")
    rows = (
        (food_id(food["source"], food["ref"]), "[" + ",".join(map(str, vector)) + "]")
        for food, vector in zip(seed.foods, seed.vectors.tolist(), strict=True)
    )
    upsert("foods_foodvector", ("food_id", "embedding"), rows, key="food_id")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM foods_foodvector v USING foods_food f WHERE f.id = v.food_id AND v.user_id IS NULL "
            "AND NOT %s = ANY (f.flags) AND v.food_id NOT IN (SELECT food_id FROM incoming_foods_foodvector)",
            [IMPORTED],
        )
        if not first:
            return
        cursor.execute("SET LOCAL maintenance_work_mem = '128MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "CREATE INDEX food_vector ON foods_foodvector USING hnsw (embedding halfvec_cosine_ops) "
            "WITH (m = 8, ef_construction = 32)"
        )


def _load_words(seed: _Seed) -> None:
    counts = Counter(
        word[:LONGEST_WORD]
        for food in seed.foods
        for word in naming.shape(food["name"], food.get("brand", "")).words
        if len(word) > 1
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foods_word WHERE branded = 0")
        cursor.execute("UPDATE foods_word SET foods = 0 WHERE foods > 0")
    upsert("foods_word", ("word", "foods"), sorted(counts.items()), key="word")
