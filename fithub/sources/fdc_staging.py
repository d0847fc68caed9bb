"""The large tables of a FoodData Central dump on their way: read once as streams, and laid beside each other by fdc_id.

The files need not be in any order. What stands together of one food (its nutrients, nearly always) becomes one row, so that a
million foods are a million rows and not fifteen. Chunks are committed with how far they reach, so a run goes on where it stopped.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.db import connection, transaction

from fithub.foods.models import Source
from fithub.sources.dumps import Dump, Table
from fithub.sources.fdc_nutrients import WANTED
from fithub.sources.gtin import code_of_source
from fithub.sources.rows import Row, csv_rows
from fithub.sources.runs import Run, copy_rows, stage

FOOD, DETAIL, AMOUNT, MEASURE = (f"sources_incoming_{part}" for part in ("food", "detail", "amount", "measure"))
_COLUMNS: Final = {
    FOOD: "fdc_id int, source text, name text, category text",
    DETAIL: "fdc_id int, ref text, code bigint, written_code text, brand text, category text, serving text, serving_unit text, "
    "household text, discontinued boolean, newest text",
    AMOUNT: "fdc_id int, amounts text",
    MEASURE: "fdc_id int, place int, amount text, unit text, description text, modifier text, grams text",
}
# What food.csv calls the kinds of foods that are taken; samples and acquisitions of them are not foods.
SOURCES: Final[Mapping[str, str]] = {
    "foundation_food": Source.FOUNDATION.value,
    "sr_legacy_food": Source.SR28.value,
    "survey_fndds_food": Source.FNDDS.value,
    "branded_food": Source.BRANDED.value,
}
# The tables that are read; all but the first two may be missing, as they are in the dumps of a single kind.
TABLES: Final = (
    "food.csv", "food_nutrient.csv", "nutrient.csv", "food_category.csv", "wweia_food_category.csv", "foundation_food.csv",
    "sr_legacy_food.csv", "survey_fndds_food.csv", "branded_food.csv", "food_portion.csv", "measure_unit.csv",
)  # fmt: skip
_CHUNK: Final = 100_000
_MOST_ID: Final = 2**31 - 1
_LONGEST: Final = 1_000
# More amounts than there are nutrients, of one food in one place, are cut into several rows.
_MOST_AMOUNTS: Final = 200

type Maker = Callable[[Iterator[Row]], Iterator[tuple[Any, ...]]]


def read_tables(run: Run, dump: Dump) -> None:
    """Stage everything that is not staged yet. Raises InvalidInput (`dump_unreadable`)."""
    if not run.resumed or run.position("staged") is None:
        with transaction.atomic():
            for table, columns in _COLUMNS.items():
                stage(table, columns)
            run.keep("staged", {})
    _check_headings(dump)
    numbers = nutrient_aliases(dump)
    _stage(run, dump.table("food.csv"), FOOD, ("fdc_id", "data_type", "description"), ("food_category_id",), _foods)
    if "branded_food.csv" in dump.tables:
        _stage(run, dump.table("branded_food.csv"), DETAIL, ("fdc_id", "gtin_upc"), _BRANDED, _products)
    for name, column in (
        ("foundation_food.csv", "ndb_number"),
        ("sr_legacy_food.csv", "ndb_number"),
        ("survey_fndds_food.csv", "food_code"),
    ):
        if name in dump.tables:
            _stage(run, dump.table(name), DETAIL, ("fdc_id", column), (), _numbered)
    if "food_portion.csv" in dump.tables:
        _stage(run, dump.table("food_portion.csv"), MEASURE, ("fdc_id", "gram_weight"), _PORTION, _portions)
    _stage(
        run,
        dump.table("food_nutrient.csv"),
        AMOUNT,
        ("fdc_id", "nutrient_id", "amount"),
        (),
        lambda rows: _amounts(rows, numbers),
    )
    if run.position("indexed") is None:
        with run.meter("putting in order", 0), transaction.atomic():
            _index()
            run.count(superseded=_drop_superseded())
            run.keep("indexed", True)


def nutrient_aliases(dump: Dump) -> dict[str, int]:
    """How the numbers of the nutrients that are wanted are written; dumps of the survey use the older numbers of SR."""
    aliases = {str(number): number for number in WANTED}
    if "nutrient.csv" in dump.tables:
        for row in csv_rows(dump.table("nutrient.csv"), required=("id",), optional=("nutrient_nbr",)):
            if row and row[0].isdecimal() and int(row[0]) in WANTED and row[1]:
                aliases.setdefault(row[1].removesuffix(".0"), int(row[0]))
    return aliases


def _check_headings(dump: Dump) -> None:
    """Look at the heading of each table before the first is read: a wrong dump changes nothing."""
    for name, required in (
        ("food.csv", ("fdc_id", "data_type", "description")),
        ("food_nutrient.csv", ("fdc_id", "nutrient_id", "amount")),
    ):
        next(csv_rows(dump.table(name), required=required), None)
    if "branded_food.csv" in dump.tables:
        next(csv_rows(dump.table("branded_food.csv"), required=("fdc_id", "gtin_upc")), None)


_BRANDED: Final = (
    "brand_owner", "brand_name", "serving_size", "serving_size_unit", "household_serving_fulltext", "branded_food_category",
    "modified_date", "available_date", "discontinued_date",
)  # fmt: skip
_PORTION: Final = ("seq_num", "amount", "measure_unit_id", "portion_description", "modifier")


def _stage(
    run: Run, table: Table, into: str, required: tuple[str, ...], optional: tuple[str, ...], make: Maker
) -> None:
    """Bring a table into a staging table, chunk by chunk, from where an earlier run stopped."""
    done = run.position(f"read {table.name}") or 0
    if done == "all":
        return
    with run.meter(table.name, table.size) as step:
        rows = csv_rows(table, required=required, optional=optional, skip=done, step=step)
        columns = [column.split()[0] for column in _COLUMNS[into].split(", ")]
        while True:
            unreadable = 0

            def readable(chunk: Iterator[Row | None]) -> Iterator[Row]:
                nonlocal done, unreadable
                for row in chunk:
                    done += 1
                    if row is None or not row[0].isdecimal() or int(row[0]) > _MOST_ID:
                        unreadable += 1
                    else:
                        yield row

            before = done
            with transaction.atomic():
                copied = copy_rows(into, columns, make(readable(itertools.islice(rows, _CHUNK))))
                run.count(unreadable=unreadable)
                if copied:
                    run.row.position["staged"][into] = 1
                over = done - before < _CHUNK
                run.keep(f"read {table.name}", "all" if over else done)
            if over:
                return


def _foods(rows: Iterator[Row]) -> Iterator[tuple[Any, ...]]:
    for fdc_id, kind, description, category in rows:
        if kind in SOURCES:
            yield int(fdc_id), SOURCES[kind], description[:_LONGEST], category[:20]


def _products(rows: Iterator[Row]) -> Iterator[tuple[Any, ...]]:
    for fdc_id, gtin, owner, name, serving, unit, household, category, modified, available, discontinued in rows:
        yield (
            int(fdc_id), "", code_of_source(gtin), gtin.strip()[:40], (name or owner)[:_LONGEST], category[:_LONGEST], serving[:40],
            unit[:20], household[:200], bool(discontinued), _day(modified) or _day(available),
        )  # fmt: skip


def _numbered(rows: Iterator[Row]) -> Iterator[tuple[Any, ...]]:
    for fdc_id, ref in rows:
        # The numbers of SR have five digits; tables lose a zero in front.
        yield int(fdc_id), ref.strip()[:40].zfill(5), None, "", "", "", "", "", "", False, ""


def _portions(rows: Iterator[Row]) -> Iterator[tuple[Any, ...]]:
    for fdc_id, grams, place, amount, unit, description, modifier in rows:
        written = place.split(".")[0]
        number = int(written) if written.isdecimal() and len(written) < 6 else 0
        yield int(fdc_id), number, amount[:40], unit[:20], description[:200], modifier[:200], grams[:40]


def _amounts(rows: Iterator[Row], numbers: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    """The amounts of one food that stand together, as "1008 250 1003 8.1 …"; one that is left empty is unknown."""
    current, parts = "", list[str]()
    for fdc_id, nutrient, amount in rows:
        if fdc_id != current or len(parts) >= _MOST_AMOUNTS:
            if parts:
                yield int(current), " ".join(parts)
                parts.clear()
            current = fdc_id
        if amount and (number := numbers.get(nutrient)) is not None:
            parts.append(f"{number} {amount if ' ' not in amount else '?'}"[:60])
    if parts:
        yield int(current), " ".join(parts)


def _day(written: str) -> str:
    """A date that sorts as text: dumps write 2024-10-31, older ones 10/31/2024."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written[:10]):
        return written[:10]
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", written[:10]):
        return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    return ""


def _index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '128MB'")
        for table in (FOOD, DETAIL, AMOUNT, MEASURE):
            cursor.execute(f"CREATE INDEX {table}_id ON {table} (fdc_id)")
            cursor.execute(f"ANALYZE {table}")


def _drop_superseded() -> int:
    """Of several editions of one product only the newest is imported; the dump keeps all that there ever were."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            DELETE FROM {FOOD} f USING (
                SELECT fdc_id, row_number() OVER (PARTITION BY code ORDER BY newest DESC, fdc_id DESC) AS place
                FROM {DETAIL} WHERE code IS NOT NULL
            ) d WHERE d.fdc_id = f.fdc_id AND d.place > 1 AND f.source = %s
            """,  # noqa: S608 (names of ours)
            [Source.BRANDED.value],
        )
        superseded: int = max(0, cursor.rowcount)
        return superseded
