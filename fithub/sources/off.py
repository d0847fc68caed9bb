"""Open Food Facts: its dumps (CSV or JSON lines, packed or not) and its products one by one, as the same records.

Amounts are in 100 g, or in 100 ml of what is sold by volume; all in grams but energy. The data is under the Open Database License
(ODbL 1.0): what is shown of it says so (ATTRIBUTION).
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from fithub.core.nutrients import NUTRIENTS
from fithub.foods.models import Source
from fithub.sources.dumps import Table, checksum, single_table, unreadable
from fithub.sources.fdc_nutrients import KJ_OF_KCAL
from fithub.sources.gtin import code_of_source, gtin_14
from fithub.sources.household import mass_in, serving_measures
from fithub.sources.record import PER_100ML, Record, name_record, number, one_line
from fithub.sources.rows import lines, tab_rows
from fithub.sources.runs import Imported, Meter, finish, run_for, silent
from fithub.sources.storing import Target, released, store, target

ATTRIBUTION: Final = "Open Food Facts (openfoodfacts.org), under the Open Database License 1.0"
BATCH: Final = 5_000
LONGEST_CATEGORY: Final = 120

# Key -> how the table calls it, the surest first; grams in 100 g.
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "protein_g": ("proteins",), "carbohydrate_g": ("carbohydrates",), "fat_g": ("fat",), "fibre_g": ("fiber",),
    "sugars_g": ("sugars",), "starch_g": ("starch",), "saturated_fat_g": ("saturated-fat",),
    "monounsaturated_fat_g": ("monounsaturated-fat",), "polyunsaturated_fat_g": ("polyunsaturated-fat",),
    "trans_fat_g": ("trans-fat",), "cholesterol_mg": ("cholesterol",), "caffeine_mg": ("caffeine",), "sodium_mg": ("sodium",),
    "potassium_mg": ("potassium",), "calcium_mg": ("calcium",), "iron_mg": ("iron",), "magnesium_mg": ("magnesium",),
    "phosphorus_mg": ("phosphorus",), "zinc_mg": ("zinc",), "copper_mg": ("copper",), "manganese_mg": ("manganese",),
    "selenium_ug": ("selenium",), "vitamin_a_ug": ("vitamin-a",), "vitamin_c_mg": ("vitamin-c",), "vitamin_d_ug": ("vitamin-d",),
    "vitamin_e_mg": ("vitamin-e",), "vitamin_k_ug": ("vitamin-k",), "thiamin_mg": ("vitamin-b1",), "riboflavin_mg": ("vitamin-b2",),
    "niacin_mg": ("vitamin-pp",), "pantothenic_acid_mg": ("pantothenic-acid",), "vitamin_b6_mg": ("vitamin-b6",),
    "folate_ug": ("folates", "vitamin-b9"), "vitamin_b12_ug": ("vitamin-b12",), "choline_mg": ("choline",),
}  # fmt: skip
_OF_A_GRAM: Final = {"g": 1.0, "mg": 1e3, "µg": 1e6}
# Salt is sodium times 2.5 (Regulation (EU) 1169/2011, annex I).
_SALT_OF_SODIUM: Final = 2.5
# A millilitre of ethanol; the table has alcohol in per cent by volume.
_ETHANOL_G_PER_ML: Final = 0.789
_AMOUNTS: Final = tuple(
    f"{name}_100g"
    for name in (
        "energy-kcal",
        "energy-kj",
        "energy",
        "salt",
        "alcohol",
        *itertools.chain.from_iterable(_COLUMNS.values()),
    )
)
_FACTS: Final = (
    "product_name", "brands", "quantity", "serving_size", "serving_quantity", "pnns_groups_2", "generic_name",
    "abbreviated_product_name",
)  # fmt: skip
# What the product service is asked for.
FIELDS: Final = ("code", "lang", "product_name_en", *_FACTS, "nutriments")
_VOLUME: Final = re.compile(r"\d\s*(ml|cl|dl|l|litres?|liters?|fl\.? ?oz)\b", re.IGNORECASE)
_NO_CATEGORY: Final = frozenset({"", "unknown", "undefined"})


def import_off(path: Path, *, meter: Meter = silent, may_shrink: bool = False) -> Imported:
    """Import a dump. Raises InvalidInput (`dump_unreadable`), Conflict (`import_running`, `dump_shrunk`)."""
    table = single_table(path)
    with meter("checksum", path.stat().st_size) as step:
        digest = checksum(path, step=step)
    with run_for(kind="off", path=path, checksum=digest, meter=meter) as run:
        if run is None:
            return Imported({}, worked=False)
        let_in = released()
        done = run.position("read") or 0
        with meter(path.name, table.size) as step:
            records = _records(table, skip=done, step=step)
            while batch := list(itertools.islice(records, BATCH)):
                done += len(batch)
                with transaction.atomic():
                    run.count(unreadable=batch.count(None))
                    run.count_stored(store(_targets(batch), let_in=let_in))
                    run.keep("read", done)
        finish(run, sources=[Source.OFF.value], may_shrink=may_shrink)
        return Imported(run.row.counts, worked=True)


def record_of(fields: Mapping[str, Any]) -> Record:
    """A product by the columns of the table, or by the keys of its JSON laid flat (`flat`)."""
    written = _text(fields, "code")
    code = code_of_source(written)
    name = _text(fields, "product_name") or _text(fields, "generic_name") or _text(fields, "abbreviated_product_name")
    category = _text(fields, "pnns_groups_2")
    record = Record(
        source=Source.OFF.value,
        ref=gtin_14(code) if code is not None else f"code:{one_line(written, 60)}",
        code=code,
        category="" if category.lower() in _NO_CATEGORY else one_line(category, LONGEST_CATEGORY),
    )
    if code is None:
        record.wrong.append("bad_gtin")
    name_record(record, name=name, brand=_text(fields, "brands").split(",")[0])
    _add_nutrients(record, fields)
    _add_serving(record, fields)
    return record


def attribution(source: str) -> str | None:
    """What must be said wherever a food of this source is shown; None where nothing must."""
    return ATTRIBUTION if source == Source.OFF else None


def flat(product: Mapping[str, Any]) -> dict[str, Any]:
    """A product's JSON with its amounts beside its other facts, as the table has them."""
    nutriments = product.get("nutriments")
    found = {key: product.get(key) for key in ("code", *_FACTS)}
    if not found["product_name"]:
        language = product.get("lang")
        found["product_name"] = product.get(f"product_name_{language}") or product.get("product_name_en")
    if isinstance(nutriments, Mapping):
        found |= {key: nutriments.get(key) for key in _AMOUNTS}
    return found


def _records(table: Table, *, skip: int, step: Any) -> Iterator[Record | None]:
    """A record for each line; None for one that cannot be read."""
    with table.open() as stream:
        first = stream.read(4).removeprefix(b"\xef\xbb\xbf")[:1]
    if first == b"{":
        for line in itertools.islice(lines(table, step=step), skip, None):
            yield _of_json(line)
        return
    required, optional = ("code", "product_name"), (*_FACTS[1:], *_AMOUNTS)
    names = (*required, *optional)
    for row in tab_rows(table, required=required, optional=optional, skip=skip, step=step):
        yield None if row is None else record_of(dict(zip(names, row, strict=True)))


def _of_json(line: str) -> Record | None:
    try:
        product = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record_of(flat(product)) if isinstance(product, dict) else None


def _targets(batch: list[Record | None]) -> Iterator[Target]:
    return (target(record) for record in batch if record is not None)


def _add_nutrients(record: Record, fields: Mapping[str, Any]) -> None:
    def amount(name: str) -> float | None:
        try:
            return number(fields.get(f"{name}_100g"))
        except ValueError:
            if "number_unreadable" not in record.wrong:
                record.wrong.append("number_unreadable")
            return None

    found: dict[str, float | None] = {"energy_kcal": amount("energy-kcal")}
    if found["energy_kcal"] is None:
        kilojoules = amount("energy-kj")
        kilojoules = amount("energy") if kilojoules is None else kilojoules
        found["energy_kcal"] = None if kilojoules is None else kilojoules / KJ_OF_KCAL
    for key, names in _COLUMNS.items():
        grams = next((each for name in names if (each := amount(name)) is not None), None)
        found[key] = None if grams is None else grams * _OF_A_GRAM[NUTRIENTS[key].unit]
    if found["sodium_mg"] is None and (salt := amount("salt")) is not None:
        found["sodium_mg"] = salt / _SALT_OF_SODIUM * 1000
    if (by_volume := amount("alcohol")) is not None:
        found["alcohol_g"] = by_volume * _ETHANOL_G_PER_ML
    record.nutrients = {key: round(known, 3) for key, known in found.items() if known is not None}


def _add_serving(record: Record, fields: Mapping[str, Any]) -> None:
    """The serving, in grams, or in millilitres of what is sold by volume."""
    text = _text(fields, "serving_size")
    said = mass_in(text)
    sold = _text(fields, "quantity")
    if (said is not None and said[1]) or (said is None and _VOLUME.search(sold)):
        record.flags.append(PER_100ML)
        record.density = 1.0
    try:
        grams = number(fields.get("serving_quantity"))
    except ValueError:
        grams = None
    if grams is None and said is not None:
        grams = said[0]
    if grams is not None:
        record.measures, density = serving_measures(text=text, grams=grams)
        record.density = record.density or density


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def read_product(answer: bytes) -> Record | None:
    """What the product service (API v2) answered; None for a product that it has not. Raises InvalidInput (`dump_unreadable`)."""
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise unreadable("Open Food Facts answered something that is not JSON.") from error
    product = told.get("product") if isinstance(told, dict) else None
    if not isinstance(product, dict) or told.get("status") in {0, "failure"}:
        return None
    return record_of(flat({"code": told.get("code"), **product}))
