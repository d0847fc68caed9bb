"""Plain foods of the official tables (Foundation, SR Legacy, FNDDS) beside those that the catalogue's seed has of them already.

A food that is there is brought up to date and never doubled. It is known by, in this order: what an earlier import made of it, its
FDC number, its number in SR, its source and name; and, as a food of another of these tables, by its name with nearly its energy.
Of the same food the dump's figures win and the seed's fill what the dump does not know; of such a twin it is the other way round.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection, transaction

from fithub.foods.catalogue import IMPORTED, SEEDED, UPDATED
from fithub.foods.catalogue_ids import food_id
from fithub.foods.embedding import embed
from fithub.foods.models import Food, Portion, Source
from fithub.foods.names import SearchColumns
from fithub.foods.upserting import upsert
from fithub.foods.words import fold
from fithub.sources.record import Record
from fithub.sources.storing import Target

_OFFICIAL: Final = tuple(source for source in SEEDED if source != Source.DISH)
# Two foods of one name are one food when their energies are so near: a share, and kcal in 100 g.
_NEAR, _NEAR_KCAL = 0.12, 5.0
_AT_ONCE: Final = 256


@dataclass(frozen=True, slots=True)
class _Known:
    """A food of the catalogue, as little of it as tells it from others."""

    id: uuid.UUID
    source: str
    energy: float | None


@dataclass(slots=True)
class PlainFoods:
    """The plain foods that there are when a run begins, and which of them it has met."""

    by_id: dict[uuid.UUID, _Known] = field(default_factory=dict)
    by_fdc: dict[int, _Known] = field(default_factory=dict)
    by_ref: dict[tuple[str, str], _Known] = field(default_factory=dict)
    by_name: dict[str, list[_Known]] = field(default_factory=dict)
    met: set[uuid.UUID] = field(default_factory=set)

    @classmethod
    def load(cls) -> "PlainFoods":
        """All of them: some ten thousand."""
        found = cls()
        rows = Food.objects.filter(user=None, source__in=_OFFICIAL).order_by("id")
        for row_id, source, ref, fdc_id, name, nutrients in rows.values_list(
            "id", "source", "source_ref", "fdc_id", "name", "nutrients_per_100g"
        ).iterator():
            energy = nutrients.get("energy_kcal")
            known = _Known(row_id, source, None if energy is None else float(energy))
            found.by_id[row_id] = known
            found.by_ref[source, ref] = known
            found.by_name.setdefault(_plain(name), []).append(known)
            if fdc_id is not None:
                found.by_fdc[fdc_id] = known
        return found

    def targets(self, records: Sequence[Record]) -> list[Target]:
        """The rows that these foods of the tables are to become."""
        matched = [(record, *self._match(record)) for record in records]
        rows = Food.objects.select_related("category").in_bulk([known.id for _, known, _ in matched if known])
        measured = set(Portion.objects.filter(food__in=rows).values_list("food_id", flat=True))
        targets = []
        for record, known, is_same in matched:
            row = rows.get(known.id) if known else None
            if row is None:
                record.flags.append(IMPORTED)
                targets.append(Target(food_id(record.source, record.ref), record))
            else:
                targets.append(_merged(row, record, is_same=is_same, has_measures=row.pk in measured))
        return targets

    def _match(self, record: Record) -> tuple[_Known | None, bool]:
        """The food that is meant, and whether it is the same one of the same table."""
        named = self.by_name.get(_plain(record.name), [])
        same = [
            self.by_id.get(food_id(record.source, record.ref)),
            self.by_fdc.get(record.fdc_id) if record.fdc_id is not None else None,
            self.by_ref.get((record.source, record.ref)),
            *(each for each in named if each.source == record.source),
        ]
        for known in same:
            if known is not None and known.source == record.source and known.id not in self.met:
                self.met.add(known.id)
                return known, True
        energy = record.nutrients.get("energy_kcal")
        return next(
            (each for each in named if each.source != record.source and _near(each.energy, energy)), None
        ), False


def _merged(row: Food, record: Record, *, is_same: bool, has_measures: bool) -> Target:
    before = {key: float(amount) for key, amount in row.nutrients_per_100g.items() if amount is not None}
    nutrients = before | record.nutrients if is_same else record.nutrients | before
    merged = Record(
        source=row.source,
        ref=row.source_ref,
        name=row.name,
        nutrients=nutrients,
        fdc_id=record.fdc_id if is_same else row.fdc_id,
        brand=row.brand,
        category=row.category.name if row.category else record.category if is_same else "",
        measures=record.measures if is_same or not has_measures else [],
        flags=[IMPORTED if IMPORTED in row.flags else UPDATED],
        density=record.density or _float(row.density_g_per_ml)
        if is_same
        else _float(row.density_g_per_ml) or record.density,
        wrong=record.wrong,
    )
    return Target(row.pk, merged, SearchColumns(row.words, row.head, row.prior) if row.words else None)


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", fold(name)).strip()


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= max(_NEAR_KCAL, _NEAR * max(one, other))


_NAMES: Final = """
INSERT INTO foods_cataloguename AS n (food_id, name, prior, words, head)
SELECT id, name, prior, words, head FROM foods_food
WHERE user_id IS NULL AND source = ANY (%s) AND NOT 'retired' = ANY (flags)
ON CONFLICT (food_id) DO UPDATE SET name = EXCLUDED.name, prior = EXCLUDED.prior, words = EXCLUDED.words, head = EXCLUDED.head
WHERE (n.name, n.prior, n.words, n.head) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.prior, EXCLUDED.words, EXCLUDED.head)
"""
_GONE: Final = """
DELETE FROM foods_cataloguename n USING foods_food f WHERE f.id = n.food_id AND 'retired' = ANY (f.flags)
"""
_WORDS: Final = """
INSERT INTO foods_word AS w (word, foods, branded)
SELECT word, count(*), 0 FROM foods_cataloguename n CROSS JOIN LATERAL unnest(n.words) word WHERE length(word) > 1 GROUP BY word
ON CONFLICT (word) DO UPDATE SET foods = EXCLUDED.foods WHERE w.foods < EXCLUDED.foods
"""
_WITHOUT_VECTOR: Final = """
SELECT f.id, f.name FROM foods_food f WHERE f.user_id IS NULL AND f.source = ANY (%s) AND 'imported' = ANY (f.flags)
    AND NOT EXISTS (SELECT FROM foods_foodvector v WHERE v.food_id = f.id)
ORDER BY f.id LIMIT %s
"""


def refresh_plain_search() -> None:
    """Bring what the search reads of plain foods to what `foods_food` holds: names, words, and the vectors of new ones."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GONE)
        cursor.execute(_NAMES, [list(SEEDED)])
        cursor.execute(_WORDS)
    while _embed_some():
        pass


def _embed_some() -> bool:
    """Give some foods without one their vector, as whole numbers like the seed's; False when none is left."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_VECTOR, [list(SEEDED), _AT_ONCE])
        foods: list[tuple[uuid.UUID, str]] = cursor.fetchall()
    if not foods:
        return False
    vectors = (embed([name for _, name in foods]) * 127).round().astype(int).tolist()
    with transaction.atomic():
        rows = ((key, "[" + ",".join(map(str, vector)) + "]") for (key, _), vector in zip(foods, vectors, strict=True))
        upsert("foods_foodvector", ("food_id", "embedding"), rows, key="food_id")
    return True
