"""FoodData Central's CSV dumps: Foundation, SR Legacy, FNDDS and Branded, each alone or all in one.

The tables are staged (fithub.sources.fdc_staging), then foods are made of them some thousands at a time, in the order of their
numbers. Amounts are in 100 g; those of a product whose serving is in millilitres are in 100 ml.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from fithub.foods.models import Source
from fithub.sources.dumps import Dump, checksum, open_dump
from fithub.sources.fdc_nutrients import by_key, factors
from fithub.sources.fdc_staging import AMOUNT, DETAIL, FOOD, MEASURE, TABLES, read_tables
from fithub.sources.gtin import gtin_14
from fithub.sources.household import density_of, serving_measures, table_measure
from fithub.sources.plain import PlainFoods
from fithub.sources.record import (
    DISCONTINUED,
    PER_100ML,
    Measure,
    Record,
    name_record,
    number,
    one_line,
)
from fithub.sources.rows import csv_rows
from fithub.sources.runs import Imported, Meter, Run, finish, run_for, silent
from fithub.sources.storing import Target, released, store, target

BATCH: Final = 5_000
_GRAMS: Final = frozenset({"g", "grm", "gm", "gram", "grams"})
_MILLILITRES: Final = frozenset({"ml", "mlt", "milliliter"})
_LONGEST_CATEGORY: Final = 120
# "By difference" a food can come out a little under nothing.
_LEAST_BY_DIFFERENCE: Final = -2.0


def import_fdc(path: Path, *, meter: Meter = silent, may_shrink: bool = False) -> Imported:
    """Import a dump, a zip or a folder. Raises InvalidInput (`dump_unreadable`), Conflict (`import_running`, `dump_shrunk`)."""
    with open_dump(path, wanted=TABLES) as dump:
        dump.table("food.csv"), dump.table("food_nutrient.csv")
        with meter("checksum", path.stat().st_size if path.is_file() else 0) as step:
            digest = checksum(path, wanted=TABLES, step=step)
        with run_for(kind="fdc", path=path, checksum=digest, meter=meter) as run:
            if run is None:
                return Imported({}, worked=False)
            read_tables(run, dump)
            _Making(run, dump).make_foods()
            finish(run, sources=_sources(), may_shrink=may_shrink)
            return Imported(run.row.counts, worked=True)


def _sources() -> list[str]:
    """What the dump holds foods of."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT source FROM {FOOD}")  # noqa: S608 (a name of ours)
        return [source for (source,) in cursor.fetchall()]


class _Staged(NamedTuple):
    """A food and what its own table says of it."""

    fdc_id: int
    source: str
    name: str
    category_number: str
    ref: str | None
    code: int | None
    written_code: str | None
    brand: str | None
    category: str | None
    serving: str | None
    serving_unit: str | None
    household: str | None
    discontinued: bool | None


class _Making:
    """Foods out of the staged tables."""

    def __init__(self, run: Run, dump: Dump) -> None:
        self._run = run
        self._released = released()
        units = _pairs(dump, "nutrient.csv", ("id", "unit_name"))
        self._factors = factors({int(each): unit for each, unit in units.items() if each.isdecimal()})
        self._measure_units = _pairs(dump, "measure_unit.csv", ("id", "name"))
        self._categories = _pairs(dump, "food_category.csv", ("id", "description"))
        self._survey_categories = _survey_categories(dump)
        self._plain: PlainFoods | None = None

    def make_foods(self) -> None:
        """All that an earlier run has not made, in the order of their numbers."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {FOOD} WHERE fdc_id > %s", [self._run.position("made") or 0])  # noqa: S608
            left: int = cursor.fetchone()[0]
        with self._run.meter("foods", left) as step:
            last = self._run.position("made") or 0
            while foods := _next_foods(last):
                with transaction.atomic():
                    last = foods[-1].fdc_id
                    self._run.count_stored(store(self._targets(foods, last), let_in=self._released))
                    self._run.keep("made", last)
                step(len(foods))

    def _targets(self, foods: list[_Staged], last: int) -> Iterator[Target]:
        first = foods[0].fdc_id
        amounts = _by_food(f"SELECT fdc_id, amounts FROM {AMOUNT} WHERE fdc_id BETWEEN %s AND %s", first, last)  # noqa: S608
        measures = _by_food(
            f"SELECT fdc_id, amount, unit, description, modifier, grams FROM {MEASURE} WHERE fdc_id BETWEEN %s AND %s "  # noqa: S608
            "ORDER BY fdc_id, place",
            first,
            last,
        )
        plain = []
        for food in foods:
            record = self._record(food, [text for (text,) in amounts.get(food.fdc_id, ())])
            if food.source == Source.BRANDED:
                _add_label(record, food)
                yield target(record)
            else:
                record.measures = [
                    made for row in measures.get(food.fdc_id, ()) if (made := self._measure(*row)) is not None
                ]
                record.density = density_of(record.measures)
                plain.append(record)
        if plain:
            self._plain = self._plain or PlainFoods.load()
            yield from self._plain.targets(plain)

    def _record(self, food: _Staged, texts: list[str]) -> Record:
        """A food with its nutrients; what only a label or a table has comes after."""
        record = Record(source=food.source, ref=food.ref or f"fdc:{food.fdc_id}", fdc_id=food.fdc_id)
        name_record(record, name=food.name, brand=food.brand or "")
        pairs = []
        for text in texts:
            parts = text.split(" ")
            for which, written in zip(parts[::2], parts[1::2], strict=False):
                try:
                    amount = number(written)
                except ValueError:
                    record.wrong.append("number_unreadable")
                else:
                    if amount is not None:
                        pairs.append((int(which), amount))
        record.nutrients = by_key(pairs, self._factors)
        if food.source != Source.BRANDED:
            carbohydrate = record.nutrients.get("carbohydrate_g", 0.0)
            if _LEAST_BY_DIFFERENCE <= carbohydrate < 0:
                record.nutrients["carbohydrate_g"] = 0.0
            numbered = self._survey_categories if food.source == Source.FNDDS else self._categories
            record.category = one_line(numbered.get(food.category_number, ""), _LONGEST_CATEGORY)
        return record

    def _measure(self, amount: str, unit: str, description: str, modifier: str, grams: str) -> Measure | None:
        """A row of food_portion.csv: the survey words it whole, Foundation gives a unit's number, SR a modifier."""
        try:
            weight, count = number(grams), number(amount)
        except ValueError:
            return None
        if weight is None or weight <= 0:
            return None
        if description and description.lower() != "undetermined":
            return table_measure(text=description, grams=weight)
        named = self._measure_units.get(unit, "")
        parts = [part for part in (named if named.lower() != "undetermined" else "", modifier) if part]
        return table_measure(text=", ".join(parts), grams=weight, amount=count if count and count > 0 else None)


def _add_label(record: Record, food: _Staged) -> None:
    """What branded_food.csv says: who makes it, its bar code, and its serving."""
    record.category = one_line(food.category or "", _LONGEST_CATEGORY)
    record.code = food.code
    if food.code is not None:
        # The number of the package outlives FDC's, which is another one with every edition of the label.
        record.ref = gtin_14(food.code)
    elif food.written_code:
        record.wrong.append("bad_gtin")
    if food.discontinued:
        record.flags.append(DISCONTINUED)
    unit = (food.serving_unit or "").strip().lower()
    if unit in _MILLILITRES:
        record.flags.append(PER_100ML)
        record.density = 1.0
    if unit in _GRAMS | _MILLILITRES:
        try:
            size = number(food.serving)
        except ValueError:
            size = None
        if size is not None:
            record.measures, density = serving_measures(text=food.household or "", grams=size)
            record.density = record.density or density


def _next_foods(last: int) -> list[_Staged]:
    """The foods that follow a number; of two with the same one the later row counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT DISTINCT ON (f.fdc_id) f.fdc_id, f.source, f.name, f.category, d.ref, d.code, d.written_code, d.brand,
                d.category, d.serving, d.serving_unit, d.household, d.discontinued
            FROM {FOOD} f LEFT JOIN {DETAIL} d ON d.fdc_id = f.fdc_id
            WHERE f.fdc_id > %s ORDER BY f.fdc_id, d.ref DESC NULLS LAST, f.ctid DESC LIMIT %s
            """,  # noqa: S608 (names of ours)
            [last, BATCH],
        )
        return [_Staged(*row) for row in cursor.fetchall()]


def _by_food(statement: str, first: int, last: int) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [first, last])
        for fdc_id, *rest in cursor.fetchall():
            found.setdefault(fdc_id, []).append(tuple(rest))
    return found


def _pairs(dump: Dump, name: str, columns: tuple[str, str]) -> dict[str, str]:
    """A small table as a mapping; empty where the dump has it not."""
    if name not in dump.tables:
        return {}
    return {row[0]: row[1] for row in csv_rows(dump.table(name), required=columns) if row}


def _survey_categories(dump: Dump) -> dict[str, str]:
    """The survey's categories by number; its releases have called the column differently."""
    name = "wweia_food_category.csv"
    if name not in dump.tables:
        return {}
    columns = ("wweia_food_category", "wweia_food_category_code")
    rows = csv_rows(dump.table(name), required=("wweia_food_category_description",), optional=columns)
    return {row[1] or row[2]: row[0] for row in rows if row}
