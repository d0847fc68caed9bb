"""What the sources say, food by food, in one shape."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from fithub.core.nutrients import NUTRIENTS, quantise
from fithub.foods.units import VOLUME_ML, canonical_unit
from infra.seed import sources

# SR28's nutrient numbers (NUTR_DEF.txt) for our keys; the units agree.
SR28_NUTRIENTS: Final = {
    "208": "energy_kcal", "203": "protein_g", "205": "carbohydrate_g", "204": "fat_g", "291": "fibre_g", "269": "sugars_g",
    "209": "starch_g", "606": "saturated_fat_g", "645": "monounsaturated_fat_g", "646": "polyunsaturated_fat_g",
    "605": "trans_fat_g", "601": "cholesterol_mg", "307": "sodium_mg", "306": "potassium_mg", "301": "calcium_mg",
    "303": "iron_mg", "304": "magnesium_mg", "305": "phosphorus_mg", "309": "zinc_mg", "312": "copper_mg",
    "315": "manganese_mg", "317": "selenium_ug", "320": "vitamin_a_ug", "401": "vitamin_c_mg", "328": "vitamin_d_ug",
    "323": "vitamin_e_mg", "430": "vitamin_k_ug", "404": "thiamin_mg", "405": "riboflavin_mg", "406": "niacin_mg",
    "410": "pantothenic_acid_mg", "415": "vitamin_b6_mg", "417": "folate_ug", "418": "vitamin_b12_ug", "421": "choline_mg",
    "221": "alcohol_g", "262": "caffeine_mg", "255": "water_g",
}  # fmt: skip

# Columns of the FoodData Central extract; where two stand for one nutrient the first that is filled counts.
FDC_NUTRIENTS: Final = {
    "energy_kcal": ("Energy",), "protein_g": ("Protein",), "carbohydrate_g": ("Carbohydrate",), "fat_g": ("Total fat",),
    "fibre_g": ("Fiber", "Fiber (AOAC 2011.25)"), "sugars_g": ("Total Sugars", "Sugars, Total"),
    "saturated_fat_g": ("Fatty acids, total saturated",), "cholesterol_mg": ("Cholesterol",), "sodium_mg": ("Sodium",),
    "potassium_mg": ("Potassium",), "calcium_mg": ("Calcium",), "iron_mg": ("Iron",), "magnesium_mg": ("Magnesium",),
    "phosphorus_mg": ("Phosphorus",), "zinc_mg": ("Zinc",), "copper_mg": ("Copper",), "manganese_mg": ("Manganese",),
    "selenium_ug": ("Selenium",), "vitamin_a_ug": ("Vitamin A, RAE",), "vitamin_c_mg": ("Vitamin C",),
    "vitamin_d_ug": ("Vitamin D (D2 + D3)",), "vitamin_e_mg": ("Vitamin E",), "vitamin_k_ug": ("Vitamin K1",),
    "thiamin_mg": ("Thiamin",), "riboflavin_mg": ("Riboflavin",), "niacin_mg": ("Niacin",),
    "pantothenic_acid_mg": ("Pantothenic acid",), "vitamin_b6_mg": ("Vitamin B-6",), "folate_ug": ("Folate, total",),
    "vitamin_b12_ug": ("Vitamin B-12",), "choline_mg": ("Choline",),
}  # fmt: skip
FDC_SOURCES: Final = {"survey_fndds_food": "fndds", "foundation_food": "foundation"}

type Amounts = dict[str, Decimal | None]


@dataclass(slots=True)
class PortionRecord:
    """A household measure: grams of ONE unit. `label` is the source's wording, `source` the table it is from."""

    unit: str
    label: str
    grams: Decimal
    source: str


@dataclass(slots=True)
class FoodRecord:
    """One food of one source. `ref` identifies it there for good; nutrients are per 100 g, None where unknown."""

    source: str
    ref: str
    name: str
    category: str
    nutrients: Amounts
    brand: str = ""
    also: str = ""
    fdc_id: int | None = None
    portions: list[PortionRecord] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    density: Decimal | None = None


def sr28_foods(archive: Path) -> list[FoodRecord]:
    """The foods of SR28 with their nutrients and household measures."""
    groups = {row[0]: row[1] for row in sources.sr28_rows(archive, "FD_GROUP")}
    foods = {
        row[0]: FoodRecord(
            "sr28",
            row[0],
            _sr28_name(row[2]),
            groups[row[1]],
            dict.fromkeys(NUTRIENTS),
            brand=row[5].strip(),
            also=row[4].strip(),
        )
        for row in sources.sr28_rows(archive, "FOOD_DES")
    }
    for row in sources.sr28_rows(archive, "NUT_DATA"):
        if row[1] in SR28_NUTRIENTS:
            foods[row[0]].nutrients[SR28_NUTRIENTS[row[1]]] = quantise(Decimal(row[2]))
    for ndb, _sequence, amount, label, grams, *_ in sources.sr28_rows(archive, "WEIGHT"):
        # The weight is that of `amount` units: "0.5 breast = 86 g".
        one = Decimal(grams) / Decimal(amount)
        if one > 0:
            foods[ndb].portions.append(
                PortionRecord(portion_unit(label), label.strip(), one.quantize(Decimal("0.01")), "sr28")
            )
    return list(foods.values())


def fdc_foods(archive: Path, ids: Path) -> list[FoodRecord]:
    """The survey foods (FNDDS) and Foundation foods of FoodData Central; no portions stand in the extract."""
    fdc_ids: dict[tuple[str, str], int] = {}
    for row in sources.csv_rows(sources.read_member(ids, "fdc_ingredients.csv.gz"), zipped=True):
        fdc_ids.setdefault((row["data_type"], row["description"].lower()), int(row["fdc_id"]))
    foods = []
    for row in sources.csv_rows(sources.read_member(archive, "data/fooddata.csv")):
        if (source := FDC_SOURCES.get(row["data_type"])) is None:
            continue
        nutrients: Amounts = dict.fromkeys(NUTRIENTS)
        for key, columns in FDC_NUTRIENTS.items():
            written = next((row[column] for column in columns if row[column] != ""), "")
            nutrients[key] = quantise(Decimal(written)) if written else None
        name = re.sub(r"\s+", " ", row["foodName"]).strip()
        found = fdc_ids.get((row["data_type"], name.lower()))
        foods.append(FoodRecord(source, row["foodName"], name, row["food_category"], nutrients, fdc_id=found))
    return foods


def _sr28_name(name: str) -> str:
    """Without the notes on distribution programmes, which say nothing of the food."""
    return re.sub(r"\s*\((Includes foods for|formerly)[^)]*\)", "", name).strip()


def portion_unit(label: str) -> str:
    """The household unit a measure's wording begins with ("cup, chopped" -> "cup", 'large (3" dia)' -> "large")."""
    lead = re.split(r"[,(\"0-9]| with | without ", label.strip().lower(), maxsplit=1)[0].strip()
    whole = canonical_unit(lead)
    words = lead.split()
    if not words:
        return "piece"
    for span in (2, 1):
        unit = canonical_unit(" ".join(words[:span]))
        if unit in VOLUME_ML or unit in _SIZES:
            return unit
    if (last := canonical_unit(words[-1])) in _SIZES:
        return last
    first = canonical_unit(words[0])
    return first if first in _LEADING else whole[:40]


_SIZES: Final = frozenset({"small", "medium", "large", "extra large", "jumbo", "mini", "extra small"})
_LEADING: Final = frozenset(
    "oz lb g slice piece can bottle jar package packet container serving pouch bar box scoop".split()
)


def density(portions: list[PortionRecord]) -> Decimal | None:
    """Grams per millilitre from the first volume among the measures, the plainly worded before "cup, chopped".

    Outside of 0.02 to 2 it is a slip of the table, and unknown.
    """
    volumes = [portion for portion in portions if portion.unit in VOLUME_ML]
    volumes.sort(key=lambda portion: portion.label.lower() != portion.unit)
    for portion in volumes:
        found = portion.grams / VOLUME_ML[portion.unit]
        if Decimal("0.02") <= found <= 2:
            return found.quantize(Decimal("0.001"))
    return None


def energy_disagrees(nutrients: Amounts) -> bool:
    """Whether the stated energy is over 20 % and 20 kcal away from 4/4/9/7 (Atwater's general factors, fibre not deducted)."""
    energy = nutrients["energy_kcal"]
    macros = [nutrients[key] for key in ("protein_g", "carbohydrate_g", "fat_g")]
    if energy is None or None in macros:
        return False
    protein, carbohydrate, fat = (amount or Decimal(0) for amount in macros)
    reckoned = 4 * protein + 4 * carbohydrate + 9 * fat + 7 * (nutrients["alcohol_g"] or Decimal(0))
    return abs(reckoned - energy) > max(Decimal(20), energy / 5)
