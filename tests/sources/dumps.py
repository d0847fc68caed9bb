"""Dumps made up in the formats that USDA FoodData Central and Open Food Facts publish, for tests and for the benchmark.

The columns are those of the releases of October 2024; every product is invented. `branded` writes any number of them as streams,
so that a million take no memory.
"""

import csv
import gzip
import io
import itertools
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fithub.sources.gtin import check_digit

HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "food.csv": ("fdc_id", "data_type", "description", "food_category_id", "publication_date", "market_country"),
    "food_nutrient.csv": (
        "id", "fdc_id", "nutrient_id", "amount", "data_points", "derivation_id", "min", "max", "median", "loq", "footnote",
        "min_year_acquired", "percent_daily_value",
    ),
    "nutrient.csv": ("id", "name", "unit_name", "nutrient_nbr", "rank"),
    "food_category.csv": ("id", "code", "description"),
    "wweia_food_category.csv": ("wweia_food_category", "wweia_food_category_description"),
    "foundation_food.csv": ("fdc_id", "NDB_number", "footnote"),
    "sr_legacy_food.csv": ("fdc_id", "NDB_number"),
    "survey_fndds_food.csv": ("fdc_id", "food_code", "wweia_category_code", "start_date", "end_date"),
    "branded_food.csv": (
        "fdc_id", "brand_owner", "brand_name", "subbrand_name", "gtin_upc", "ingredients", "not_a_significant_source_of",
        "serving_size", "serving_size_unit", "household_serving_fulltext", "branded_food_category", "data_source",
        "package_weight", "modified_date", "available_date", "market_country", "discontinued_date", "preparation_state_code",
        "trade_channel", "short_description", "material_code",
    ),
    "food_portion.csv": (
        "id", "fdc_id", "seq_num", "amount", "measure_unit_id", "portion_description", "modifier", "gram_weight", "data_points",
        "footnote", "min_year_acquired",
    ),
    "measure_unit.csv": ("id", "name"),
}  # fmt: skip
NUTRIENTS: Final = (
    ("1003", "Protein", "G", "203"), ("1004", "Total lipid (fat)", "G", "204"),
    ("1005", "Carbohydrate, by difference", "G", "205"), ("1008", "Energy", "KCAL", "208"),
    ("2047", "Energy (Atwater General Factors)", "KCAL", "957"), ("2048", "Energy (Atwater Specific Factors)", "KCAL", "958"),
    ("1062", "Energy", "kJ", "268"), ("2000", "Total Sugars", "G", "269"), ("1079", "Fiber, total dietary", "G", "291"),
    ("1087", "Calcium, Ca", "MG", "301"), ("1089", "Iron, Fe", "MG", "303"), ("1092", "Potassium, K", "MG", "306"),
    ("1093", "Sodium, Na", "MG", "307"), ("1110", "Vitamin D (D2 + D3), International Units", "IU", "324"),
    ("1253", "Cholesterol", "MG", "601"), ("1257", "Fatty acids, total trans", "G", "605"),
    ("1258", "Fatty acids, total saturated", "G", "606"), ("1018", "Alcohol, ethyl", "G", "221"), ("1051", "Water", "G", "255"),
    ("9999", "Something nobody asked for", "MG", "999"),
)  # fmt: skip

type Cells = Mapping[str, Any]


def gtin_12(number: int) -> str:
    """A UPC-A of ours: an eight, ten digits of the number, and the check digit."""
    body = f"8{number:010d}"
    return f"{body}{check_digit(body)}"


def table(name: str, rows: Iterable[Cells]) -> Iterator[str]:
    """The lines of one table, every cell in quotes as FDC writes them; cells that are not named are empty."""
    heading = HEADINGS[name]
    buffer = io.StringIO()
    write = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in itertools.chain([dict(zip(heading, heading, strict=True))], rows):
        write.writerow([row.get(column, "") for column in heading])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_zip(path: Path, tables: Mapping[str, Iterable[str]], *, folder: str = "FoodData_Central_csv") -> Path:
    """The tables as USDA packs them, in a folder within the zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in tables.items():
            with archive.open(f"{folder}/{name}", "w", force_zip64=True) as member:
                for chunk in itertools.batched(text, 1_000, strict=False):
                    member.write("".join(chunk).encode())
    return path


def fdc(
    path: Path,
    foods: Iterable[Cells],
    *,
    nutrients: Mapping[int, Mapping[int, Any]] | None = None,
    portions: Iterable[Cells] = (),
    **others: Iterable[Cells],
) -> Path:
    """A small dump: rows of food.csv, amounts by fdc_id and nutrient number, and rows of other tables by their names."""
    amounts = (
        {"id": place, "fdc_id": food, "nutrient_id": number, "amount": amount}
        for place, (food, number, amount) in enumerate(
            (food, number, amount) for food, known in (nutrients or {}).items() for number, amount in known.items()
        )
    )
    tables = {
        "food.csv": table("food.csv", foods),
        "nutrient.csv": nutrient_table(),
        "food_nutrient.csv": table("food_nutrient.csv", amounts),
        "food_portion.csv": table("food_portion.csv", portions),
        "measure_unit.csv": table(
            "measure_unit.csv", [{"id": "1000", "name": "cup"}, {"id": "9999", "name": "undetermined"}]
        ),
    }
    return write_zip(path, tables | {f"{name}.csv": table(f"{name}.csv", rows) for name, rows in others.items()})


def nutrient_table() -> Iterator[str]:
    """nutrient.csv."""
    names = ("id", "name", "unit_name", "nutrient_nbr")
    return table("nutrient.csv", (dict(zip(names, row, strict=True)) for row in NUTRIENTS))


def product(fdc_id: int, **facts: Any) -> tuple[Cells, Cells]:
    """A branded product as its rows of food.csv and branded_food.csv; a bar code is made up unless one is given."""
    food = {
        "fdc_id": fdc_id, "data_type": "branded_food", "description": facts.pop("description", f"PRODUCT {fdc_id}"),
        "publication_date": "2024-10-31", "market_country": "United States",
    }  # fmt: skip
    label = {
        "fdc_id": fdc_id, "brand_owner": "Acme Foods Inc.", "brand_name": "ACME", "gtin_upc": gtin_12(fdc_id),
        "serving_size": "30.0", "serving_size_unit": "g",
        "household_serving_fulltext": "2 cookies", "branded_food_category": "Cookies & Biscuits",
        "modified_date": "2024-01-01", "available_date": "2024-01-01",
    }  # fmt: skip
    return food, label | facts


# What 100 g of the products of `branded` hold, and how much of it each varies.
_TYPICAL: Final = (
    ("1003", 7.0), ("1004", 12.0), ("1005", 55.0), ("2000", 20.0), ("1079", 3.0), ("1087", 40.0), ("1089", 2.0), ("1092", 150.0),
    ("1093", 320.0), ("1110", 10.0), ("1253", 5.0), ("1257", 0.0), ("1258", 4.0),
)  # fmt: skip
_SERVINGS: Final = (
    "2 cookies",
    "1 cup",
    "0.5 cup",
    "3 PIECES",
    "1 BAR",
    "12 chips (28 g)",
    "1 ONZ",
    "2 Tbsp",
    "",
    "1 CONTAINER",
)


def branded(path: Path, names: Callable[[], Iterable[tuple[str, str]]], *, every: int = 1_000) -> Path:
    """A dump of branded products, (name, brand) each, asked for once a table: nutrients, a serving, a bar code.

    One of `every` is in kilojoules where kilocalories belong, another has a wrong check digit, a third is an older edition of the
    one before it.
    """

    def foods() -> Iterator[Cells]:
        for place, (name, _) in enumerate(names()):
            yield {
                "fdc_id": 1_000_000 + place, "data_type": "branded_food", "description": name, "publication_date": "2024-10-31",
            }  # fmt: skip

    def labels() -> Iterator[Cells]:
        for place, (_, brand) in enumerate(names()):
            code = gtin_12(10_000_000 + place - (place % every == 5))
            yield product(
                1_000_000 + place,
                brand_name=brand,
                brand_owner=f"{brand} Inc.",
                gtin_upc=f"{code[:-1]}{(int(code[-1]) + 1) % 10}" if place % every == 2 else code,
                household_serving_fulltext=_SERVINGS[place % len(_SERVINGS)],
                ingredients="WHEAT FLOUR, SUGAR, PALM OIL, SALT, " * 6,
                modified_date="2020-01-01" if place % every == 5 else "2024-01-01",
            )[1]

    def amounts() -> Iterator[Cells]:
        for place, _ in enumerate(names()):
            share = (place * 7919 % 1000) / 1000
            for number, typical in (*_TYPICAL, ("1008", 0.0)):
                amount = round(typical * (0.5 + share * 0.7), 2)
                if number == "1008":
                    amount = round((4 * 62 + 9 * 12) * (0.5 + share * 0.7)) * (4.184 if place % every == 1 else 1)
                yield {
                    "id": place, "fdc_id": 1_000_000 + place, "nutrient_id": number, "amount": amount, "derivation_id": 70,
                }  # fmt: skip

    return write_zip(
        path,
        {
            "food.csv": table("food.csv", foods()),
            "branded_food.csv": table("branded_food.csv", labels()),
            "nutrient.csv": nutrient_table(),
            "food_nutrient.csv": table("food_nutrient.csv", amounts()),
        },
    )


OFF_HEADING: Final = (
    "code", "url", "creator", "last_modified_t", "product_name", "generic_name", "quantity", "brands", "pnns_groups_2",
    "serving_size", "serving_quantity", "energy-kj_100g", "energy-kcal_100g", "energy_100g", "fat_100g", "saturated-fat_100g",
    "carbohydrates_100g", "sugars_100g", "fiber_100g", "proteins_100g", "salt_100g", "sodium_100g", "alcohol_100g",
    "vitamin-c_100g",
)  # fmt: skip


def off_csv(path: Path, products: Iterable[Cells]) -> Path:
    """Open Food Facts' export: tabs, no quotes, gzip."""
    lines = ["\t".join(OFF_HEADING)]
    lines += ["\t".join(str(each.get(column, "")) for column in OFF_HEADING) for each in products]
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode()))
    return path


def off_product(each: Cells) -> dict[str, Any]:
    """A product as the service and the JSON lines have it, its amounts under `nutriments`."""
    facts = {key: value for key, value in each.items() if not key.endswith("_100g")}
    return facts | {"nutriments": {key: value for key, value in each.items() if key.endswith("_100g")}}


def off_jsonl(path: Path, products: Iterable[Cells]) -> Path:
    """Open Food Facts' JSON lines, gzip."""
    path.write_bytes(gzip.compress("".join(json.dumps(off_product(each)) + "\n" for each in products).encode()))
    return path
