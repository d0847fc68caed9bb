"""Writing foods of a source into the catalogue, some thousands at a time: COPY, then one statement for each table.

Runs as the owner of the tables. A batch is one transaction of the caller's. What is plausible becomes a food with its measures and
its bar code; what is not is held back, unless somebody let it in before.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.db import connection

from fithub.core.clock import now
from fithub.foods.catalogue_ids import NAMESPACE, category_id, food_id, portion_id
from fithub.foods.categories import write_categories
from fithub.foods.names import BRANDED, SearchColumns, search_columns
from fithub.foods.upserting import upsert
from fithub.sources.models import HeldBack
from fithub.sources.plausible import make_possible, note_mismatch, reasons
from fithub.sources.record import SHORTENED, Measure, Record, settle_flags

# Every food that a run has seen, so that those that are gone can be told at its end.
SEEN: Final = "sources_incoming_seen"
_FOOD: Final = (
    "id", "source", "source_ref", "fdc_id", "name", "brand", "category_id", "nutrients_per_100g", "density_g_per_ml", "flags",
    "prior", "words", "head",
)  # fmt: skip

HELD: Final = ("id", "source", "ref", "code", "name", "brand", "reasons", "record", "held_at", "released_at")

type Released = dict[tuple[str, str], frozenset[str]]
"""The reasons for which somebody let a product in, by source and reference."""


@dataclass(slots=True)
class Stored:
    """What became of a batch: foods written (new or changed), those that were so already, those held back; and of the foods,
    those whose name or brand was too long."""

    changed: int = 0
    same: int = 0
    held: int = 0
    shortened: int = 0


@dataclass(slots=True)
class Target:
    """The row that a record is to become. `found`: the search columns that it has already, where they are to stay."""

    id: uuid.UUID
    record: Record
    found: SearchColumns | None = None


@dataclass(slots=True)
class _Sorted:
    good: dict[uuid.UUID, Target] = field(default_factory=dict)
    held: dict[tuple[str, str], tuple[Record, list[str]]] = field(default_factory=dict)


def released(ref: str = "") -> Released:
    """What was let in, and why it had been held back; of everything, or of what has one reference."""
    rows = HeldBack.objects.exclude(released_at=None).values_list("source", "ref", "reasons")
    if ref:
        rows = rows.filter(ref=ref)
    return {(source, ref): frozenset(why) for source, ref, why in rows}


def target(record: Record) -> Target:
    """A record as a food of its own."""
    return Target(food_id(record.source, record.ref), record)


def judge(record: Record, *, let_in: Released) -> list[str]:
    """Why a record is to be held back. Where nothing speaks against it, or it was let in, it is made ready to be written."""
    why = reasons(record)
    if why and not let_in.get((record.source, record.ref), frozenset()).issuperset(why):
        return why
    if why:
        make_possible(record)
    note_mismatch(record)
    settle_flags(record)
    return []


def store(targets: Iterable[Target], *, let_in: Released, note_seen: bool = True) -> Stored:
    """Write a batch. Of two records of one food the later counts. `note_seen`: for the run that will ask what is gone."""
    batch = _Sorted()
    seen: set[uuid.UUID] = set()
    for each in targets:
        record = each.record
        seen.add(each.id)
        key = (record.source, record.ref)
        if why := judge(record, let_in=let_in):
            batch.held[key] = (record, why)
            batch.good.pop(each.id, None)
        else:
            batch.held.pop(key, None)
            batch.good[each.id] = each
    if note_seen:
        _note_seen(seen)
    changed = _write_foods(list(batch.good.values()))
    _hold_back(batch)
    shortened = sum(SHORTENED in each.record.flags for each in batch.good.values())
    return Stored(changed, len(batch.good) - changed, len(batch.held), shortened)


def _write_foods(targets: Sequence[Target]) -> int:
    named = {(t.record.source, t.record.category) for t in targets if t.record.category}
    if named:
        write_categories(named)
    changed = upsert("foods_food", _FOOD, map(_food_row, targets))
    upsert(
        "foods_portion",
        ("id", "food_id", "sequence", "unit", "label", "grams", "source"),
        (row for each in targets for row in measure_rows(each)),
    )
    with connection.cursor() as cursor:
        # A table without measures for a food that has some says nothing against them; a label does.
        cursor.execute(
            "DELETE FROM foods_portion p USING incoming_foods_food f WHERE p.food_id = f.id AND p.user_id IS NULL "
            "AND NOT EXISTS (SELECT FROM incoming_foods_portion i WHERE i.id = p.id) "
            "AND (f.source = ANY (%s) OR EXISTS (SELECT FROM incoming_foods_portion i WHERE i.food_id = p.food_id))",
            [list(BRANDED)],
        )
    upsert(
        "sources_barcode",
        ("food_id", "code"),
        ((each.id, each.record.code) for each in targets if each.record.code is not None),
        key="food_id",
    )
    return changed


def _food_row(each: Target) -> tuple[Any, ...]:
    record, found = each.record, searched_by(each)
    return (
        each.id, record.source, record.ref, record.fdc_id, record.name, record.brand,
        category_id(record.source, record.category) if record.category else None, json.dumps(record.nutrients), record.density,
        record.flags, found.prior, found.words, found.head,
    )  # fmt: skip


def searched_by(each: Target) -> SearchColumns:
    """The columns by which a food is found."""
    record = each.record
    return each.found or search_columns(
        name=record.name,
        brand=record.brand,
        source=record.source,
        category=record.category,
        known_energy="energy_kcal" in record.nutrients,
    )


def measure_rows(each: Target) -> Iterable[tuple[Any, ...]]:
    """The household measures of a food as rows; where two are of one unit and one wording, the first."""
    distinct: dict[tuple[str, str], Measure] = {}
    for measure in each.record.measures:
        distinct.setdefault((measure.unit, measure.label), measure)
    for sequence, measure in enumerate(distinct.values(), start=1):
        yield (
            portion_id(each.id, sequence),
            each.id,
            sequence,
            measure.unit,
            measure.label,
            measure.grams,
            each.record.source,
        )


def _note_seen(seen: set[uuid.UUID]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {SEEN} (food_id) FROM STDIN") as copy:
        for each in seen:
            copy.write_row((each,))


def _hold_back(batch: _Sorted) -> None:
    """Keep what is not believed; what was not and now is, is forgotten."""
    rows = (held_row(record, why) for record, why in batch.held.values())
    if batch.held:
        upsert("sources_heldback", HELD, rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM sources_heldback h USING incoming_foods_food f "
            "WHERE h.source = f.source AND h.ref = f.source_ref AND h.released_at IS NULL"
        )


def held_row(record: Record, why: Sequence[str]) -> tuple[Any, ...]:
    """A record that is held back, as a row of HeldBack: nobody has let it in as it is now."""
    return (
        uuid.uuid5(NAMESPACE, f"held:{record.source}:{record.ref}"), record.source, record.ref, record.code, record.name,
        record.brand, list(why), json.dumps(asdict(record)), now(), None,
    )  # fmt: skip


def read_record(kept: dict[str, Any]) -> Record:
    """A record as `held_row` wrote it, its numbers as floats again."""
    measures = [Measure(each["unit"], each["label"], float(each["grams"])) for each in kept["measures"]]
    nutrients = {key: float(amount) for key, amount in kept["nutrients"].items()}
    density = kept.get("density")
    return Record(
        **{**kept, "measures": measures, "nutrients": nutrients, "wrong": []}
        | {
            "density": None if density is None else float(density),
            "code": None if kept["code"] is None else int(kept["code"]),
            "fdc_id": None if kept["fdc_id"] is None else int(kept["fdc_id"]),
        }
    )
