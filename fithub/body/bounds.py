"""What a target may say of a nutrient: bounds in its own unit, in percent of the day's energy, or by the body's weight.

Told as {"min"?, "target"?, "max"?, "unit"?, "weight_kg"?}; resolved they are in the unit that the key names.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from fithub.core.errors import InvalidInput
from fithub.core.nutrients import HUNDRED, NUTRIENTS, quantise

type Bounds = Mapping[str, Decimal]
"""Any of `min`, `target` and `max`, in the unit that the nutrient's key names."""
type Told = Mapping[str, Any]
"""As the person told it: `Bounds` with a `unit` of UNITS, and the `weight_kg` that one of them needs."""

NAMES: Final = ("min", "target", "max")
PERCENT: Final = "percent_of_energy"
PER_KG: Final = "g_per_kg"
UNITS: Final = (PERCENT, PER_KG)
MOST: Final = Decimal(1_000_000)
WEIGHT_KG: Final = (Decimal(20), Decimal(500))

# Atwater's general factors, kcal in a gram: Merrill and Watt, Energy Value of Foods, USDA Agriculture Handbook 74 (1973).
KCAL_PER_G: Final[Mapping[str, Decimal]] = {
    "protein_g": Decimal(4),
    "carbohydrate_g": Decimal(4),
    "fat_g": Decimal(9),
    "sugars_g": Decimal(4),
    "starch_g": Decimal(4),
    "saturated_fat_g": Decimal(9),
    "monounsaturated_fat_g": Decimal(9),
    "polyunsaturated_fat_g": Decimal(9),
    "trans_fat_g": Decimal(9),
    "alcohol_g": Decimal(7),
}
MACROS: Final = ("protein_g", "carbohydrate_g", "fat_g")
# Energy and what the macronutrients come to may differ by this share: amounts are told in whole grams and tens of kcal.
AGREES: Final = Decimal("0.05")


def aim(bounds: Bounds) -> Decimal | None:
    """The amount that "how much is left" counts towards: the target, or else the lower or the upper bound."""
    return next((bounds[name] for name in ("target", "min", "max") if name in bounds), None)


def check(nutrients: Mapping[str, Told], *, weight_kg: Decimal | None = None) -> dict[str, dict[str, Any]]:
    """The bounds as they are kept, to a thousandth. `weight_kg`: what counts where a bound by weight names none.

    Raises InvalidInput: `target_empty`, `unknown_nutrient`, `bounds_out_of_order`, `unit_unknown` (percent or by weight of what has
    no energy or is no gram), `energy_missing` (a percentage of no energy), `weight_missing`, `percent_impossible`.
    """
    if not nutrients:
        raise InvalidInput("target_empty", "Name at least one nutrient, e.g. energy_kcal.")
    kept = {key: _checked(key, told, weight_kg) for key, told in nutrients.items()}
    of_energy = [key for key, told in kept.items() if told.get("unit") == PERCENT]
    if of_energy and "energy_kcal" not in kept:
        raise InvalidInput.field(
            f"nutrients.{of_energy[0]}", "energy_missing", "A percentage needs energy_kcal in the same target."
        )
    least = sum((kept[key].get("min", kept[key].get("target", 0)) for key in of_energy if key in MACROS), Decimal(0))
    if least > HUNDRED:
        raise InvalidInput("percent_impossible", "Protein, carbohydrate and fat come to more than 100 % of the energy.")
    return kept


def _checked(key: str, told: Told, weight_kg: Decimal | None) -> dict[str, Any]:
    field = f"nutrients.{key}"
    if key not in NUTRIENTS:
        raise InvalidInput.field(field, "unknown_nutrient", f"{key} is not a nutrient that FitHub counts.")
    ordered = [told[name] for name in NAMES if name in told]
    in_order = bool(ordered) and all(low <= high for low, high in pairwise(ordered))
    if not in_order or ordered[0] < 0 or ordered[-1] > MOST:
        raise InvalidInput.field(
            field, "bounds_out_of_order", "Give min, target or max, not negative and in that order."
        )
    kept: dict[str, Any] = {name: quantise(told[name]) for name in NAMES if name in told}
    unit = told.get("unit")
    if unit is None:
        return kept
    if unit not in UNITS or (unit == PERCENT and key not in KCAL_PER_G) or (unit == PER_KG and not key.endswith("_g")):
        raise InvalidInput.field(
            field, "unit_unknown", f"{key} is told in the unit of its name, or where it has energy as {PERCENT}."
        )
    if unit == PERCENT and ordered[-1] > HUNDRED:
        raise InvalidInput.field(field, "percent_impossible", "A share of the energy is at most 100 percent.")
    if unit == PER_KG:
        weight = told.get("weight_kg", weight_kg)
        if weight is None or not WEIGHT_KG[0] <= weight <= WEIGHT_KG[1]:
            raise InvalidInput.field(
                f"{field}.weight_kg", "weight_missing", "Say the weight that counts, 20 to 500 kg."
            )
        kept["weight_kg"] = quantise(weight)
    return kept | {"unit": unit}


def resolved(nutrients: Mapping[str, Told]) -> dict[str, Bounds]:
    """All bounds in the units that the keys name. A percentage is of what energy aims at; without any it is left out."""
    energy = aim(nutrients["energy_kcal"]) if "energy_kcal" in nutrients else None
    found: dict[str, Bounds] = {}
    for key, told in nutrients.items():
        match told.get("unit"):
            case None:
                factor = None
            case "percent_of_energy":
                if energy is None:
                    continue
                factor = energy / HUNDRED / KCAL_PER_G[key]
            case _:
                factor = told["weight_kg"]
        found[key] = {
            name: told[name] if factor is None else quantise(told[name] * factor) for name in NAMES if name in told
        }
    return found


def implied_kcal(bounds: Mapping[str, Bounds]) -> Decimal | None:
    """The most energy that protein, carbohydrate and fat leave room for; None where one of them has no upper figure."""
    upper = [bounds.get(key, {}).get("max", bounds.get(key, {}).get("target")) for key in MACROS]
    known = [amount for amount in upper if amount is not None]
    if len(known) < len(MACROS):
        return None
    return sum((KCAL_PER_G[key] * amount for key, amount in zip(MACROS, known, strict=True)), Decimal(0))


def disagreement(bounds: Mapping[str, Bounds]) -> tuple[Decimal, Decimal] | None:
    """What the macronutrients come to and what energy says, in kcal, where both cannot be kept within 5 %; None where they can."""
    energy = bounds.get("energy_kcal")
    if energy is None:
        return None
    said = [energy[name] for name in NAMES if name in energy]
    lowest = sum(
        (KCAL_PER_G[key] * bounds[key].get("min", bounds[key].get("target", 0)) for key in MACROS if key in bounds),
        Decimal(0),
    )
    highest = implied_kcal(bounds)
    ceiling = energy.get("max", energy.get("target"))
    floor = energy.get("min", energy.get("target"))
    if ceiling is not None and lowest > ceiling * (1 + AGREES):
        return quantise(lowest), said[-1]
    if highest is not None and floor is not None and highest < floor * (1 - AGREES):
        return quantise(highest), said[0]
    return None
