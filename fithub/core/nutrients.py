"""The one arithmetic of nutrients: everything that scales or sums them does it here.

A key names its unit. `None` is unknown and never becomes 0; 0 is a known zero. Amounts are `Decimal`s of a thousandth,
so that what is shown and what is summed are the same digits everywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

type Nutrients = Mapping[str, Decimal | None]

QUANTUM: Final = Decimal("0.001")
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Nutrient:
    """A nutrient as people read it: its name and the unit that its key ends in."""

    label: str
    unit: str


# Order is the order of display: energy, macronutrients, then minerals and vitamins.
NUTRIENTS: Final[Mapping[str, Nutrient]] = {
    "energy_kcal": Nutrient("Energy", "kcal"),
    "protein_g": Nutrient("Protein", "g"),
    "carbohydrate_g": Nutrient("Carbohydrate", "g"),
    "fat_g": Nutrient("Fat", "g"),
    "fibre_g": Nutrient("Fibre", "g"),
    "sugars_g": Nutrient("Sugars", "g"),
    "starch_g": Nutrient("Starch", "g"),
    "saturated_fat_g": Nutrient("Saturated fat", "g"),
    "monounsaturated_fat_g": Nutrient("Monounsaturated fat", "g"),
    "polyunsaturated_fat_g": Nutrient("Polyunsaturated fat", "g"),
    "trans_fat_g": Nutrient("Trans fat", "g"),
    "cholesterol_mg": Nutrient("Cholesterol", "mg"),
    "alcohol_g": Nutrient("Alcohol", "g"),
    "caffeine_mg": Nutrient("Caffeine", "mg"),
    "water_g": Nutrient("Water", "g"),
    "sodium_mg": Nutrient("Sodium", "mg"),
    "potassium_mg": Nutrient("Potassium", "mg"),
    "calcium_mg": Nutrient("Calcium", "mg"),
    "iron_mg": Nutrient("Iron", "mg"),
    "magnesium_mg": Nutrient("Magnesium", "mg"),
    "phosphorus_mg": Nutrient("Phosphorus", "mg"),
    "zinc_mg": Nutrient("Zinc", "mg"),
    "copper_mg": Nutrient("Copper", "mg"),
    "manganese_mg": Nutrient("Manganese", "mg"),
    "selenium_ug": Nutrient("Selenium", "µg"),
    "vitamin_a_ug": Nutrient("Vitamin A (RAE)", "µg"),
    "vitamin_c_mg": Nutrient("Vitamin C", "mg"),
    "vitamin_d_ug": Nutrient("Vitamin D", "µg"),
    "vitamin_e_mg": Nutrient("Vitamin E", "mg"),
    "vitamin_k_ug": Nutrient("Vitamin K", "µg"),
    "thiamin_mg": Nutrient("Thiamin", "mg"),
    "riboflavin_mg": Nutrient("Riboflavin", "mg"),
    "niacin_mg": Nutrient("Niacin", "mg"),
    "pantothenic_acid_mg": Nutrient("Pantothenic acid", "mg"),
    "vitamin_b6_mg": Nutrient("Vitamin B6", "mg"),
    "folate_ug": Nutrient("Folate", "µg"),
    "vitamin_b12_ug": Nutrient("Vitamin B12", "µg"),
    "choline_mg": Nutrient("Choline", "mg"),
}


def quantise(amount: Decimal) -> Decimal:
    """The amount to a thousandth of its unit, halves to even."""
    return amount.quantize(QUANTUM, rounding=ROUND_HALF_EVEN)


def scale(per_100g: Nutrients, grams: Decimal) -> dict[str, Decimal | None]:
    """What `grams` of a food hold, given what 100 g hold. Every key of NUTRIENTS is present; unknown stays None."""
    factor = grams / HUNDRED
    return {key: None if (amount := per_100g.get(key)) is None else quantise(amount * factor) for key in NUTRIENTS}


@dataclass(frozen=True, slots=True)
class Totals:
    """A sum of parts.

    `amounts`: the sum of what is known; None where no part knows it (and 0 for no parts at all).
    `unknown`: for each nutrient, how many of the parts did not know it; zeros are left out.
    """

    amounts: dict[str, Decimal | None]
    unknown: dict[str, int]


def total(parts: Iterable[Nutrients]) -> Totals:
    """The sum of the parts, and how many of them were unknown, nutrient by nutrient."""
    listed = list(parts)
    amounts: dict[str, Decimal | None] = {}
    unknown: dict[str, int] = {}
    for key in NUTRIENTS:
        known = [amount for part in listed if (amount := part.get(key)) is not None]
        missing = len(listed) - len(known)
        amounts[key] = None if missing and not known else sum(known, Decimal(0))
        if missing:
            unknown[key] = missing
    return Totals(amounts=amounts, unknown=unknown)


def average(parts: Iterable[Nutrients]) -> dict[str, Decimal | None]:
    """The mean of the parts that know a nutrient, to a thousandth; None where none does."""
    listed = list(parts)
    means: dict[str, Decimal | None] = {}
    for key in NUTRIENTS:
        known = [amount for part in listed if (amount := part.get(key)) is not None]
        means[key] = quantise(sum(known, Decimal(0)) / len(known)) if known else None
    return means


def difference(target: Decimal | None, eaten: Decimal | None) -> Decimal | None:
    """What is left of a target; negative when it is passed, None when either side is unknown."""
    return None if target is None or eaten is None else target - eaten
