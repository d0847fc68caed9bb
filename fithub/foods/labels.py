"""What a person says a food holds, from a label in 100 g or in a serving: read, scaled, and refused where no food can be so.

So no day total is ever spoilt by a slip of the pen. Each function adds what is wrong to a list, so that all of it is told at once.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from fithub.core.errors import FieldError
from fithub.core.nutrients import HUNDRED, NUTRIENTS, Nutrients, quantise
from fithub.foods.units import MASS_G, canonical_unit

type Numbers = Mapping[str, Decimal | float | int | None]
type Measured = tuple[str, str, Decimal]
"""A household measure: unit, label, grams of one."""

# Pure fat holds 902 kcal in 100 g (Atwater's specific factor for lard and oils); nothing holds more. Labels round.
MOST_ENERGY_KCAL: Final = Decimal(910)
# What 100 g are made of cannot weigh more than they; labels round each part to half a gram.
MOST_PARTS_G: Final = Decimal(102)
ROUNDING_G: Final = Decimal(1)
# Grams that one unit of a nutrient's key stands for.
_IN_GRAMS: Final = {"g": Decimal(1), "mg": Decimal("0.001"), "ug": Decimal("0.000001")}
_MASSES: Final = ("protein_g", "carbohydrate_g", "fat_g", "alcohol_g", "water_g")
_PARTS: Final = (
    ("sugars_g", "carbohydrate_g"),
    ("starch_g", "carbohydrate_g"),
    ("saturated_fat_g", "fat_g"),
    ("monounsaturated_fat_g", "fat_g"),
    ("polyunsaturated_fat_g", "fat_g"),
    ("trans_fat_g", "fat_g"),
)
# What labels print and is the same in another unit, per one of it: 1 kcal is 4.184 kJ (thermochemical calorie), salt is sodium
# times 2.5 (Regulation (EU) No 1169/2011, Annex I). What is given under its own name counts before it.
PRINTED: Final[Mapping[str, tuple[str, Decimal]]] = {
    "energy_kj": ("energy_kcal", 1 / Decimal("4.184")),
    "salt_g": ("sodium_mg", Decimal(400)),
}
LEAST_PORTION_G: Final = Decimal("0.01")
MOST_PORTION_G: Final = Decimal(100_000)
MOST_NAME: Final = 200
SERVING: Final = "serving"


def read_name(name: str, wrong: list[FieldError]) -> str:
    """A name in one line, without characters that do not print, its accents in the one form in which they are typed."""
    printed = "".join(character if character.isprintable() else " " for character in name)
    title = " ".join(unicodedata.normalize("NFC", printed).split())
    if not title or len(title) > MOST_NAME:
        wrong.append(FieldError("name", "length", f"A name has from 1 to {MOST_NAME} characters."))
    return title


def read_nutrients(
    per_100g: Numbers | None,
    serving: Mapping[str, Any] | None,
    wrong: list[FieldError],
    *,
    before: Nutrients | None = None,
) -> tuple[dict[str, Decimal | None], Decimal | None]:
    """Nutrients per 100 g from whichever way they were given, and a serving's grams; what is not named stays as `before`."""
    if (per_100g is None) == (serving is None):
        wrong.append(
            FieldError(
                "nutrients_per_100g", "one_of", "Give either nutrients_per_100g, or a serving with its nutrients."
            )
        )
        return {}, None
    if per_100g is not None:
        numbers = _numbers("nutrients_per_100g", per_100g, Decimal(1), before or {}, wrong)
        check_plausible("nutrients_per_100g", numbers, wrong)
        return numbers, None
    assert serving is not None
    grams = _number(serving.get("grams"))
    if grams is None or not LEAST_PORTION_G <= grams <= MOST_PORTION_G:
        wrong.append(FieldError("serving.grams", "out_of_range", "A serving weighs from 0.01 g to 100 kg."))
        return {}, None
    scaled = _numbers("serving.nutrients", serving.get("nutrients") or {}, HUNDRED / grams, before or {}, wrong)
    check_plausible("serving.nutrients", scaled, wrong)
    return scaled, grams


def _numbers(
    field: str, given: Numbers, factor: Decimal, before: Nutrients, wrong: list[FieldError]
) -> dict[str, Decimal | None]:
    numbers: dict[str, Decimal | None] = {key: before.get(key) for key in NUTRIENTS}
    for key, amount in given.items():
        own, times = PRINTED.get(key, (key, Decimal(1)))
        if own != key and own in given:
            continue
        if own not in NUTRIENTS:
            wrong.append(FieldError(f"{field}.{key}", "unknown_nutrient", f"There is no nutrient “{key[:40]}”."))
        elif amount is None:
            numbers[own] = None
        else:
            number = _number(amount)
            if number is None or number < 0:
                wrong.append(FieldError(f"{field}.{key}", "out_of_range", f"{key} must be a number from 0 up."))
            else:
                numbers[own] = quantise(number * times * factor)
    if all(amount is None for amount in numbers.values()):
        wrong.append(FieldError(field, "empty", "Give at least one nutrient."))
    return numbers


def check_plausible(field: str, numbers: Nutrients, wrong: list[FieldError]) -> None:
    """Add to `wrong` what no 100 g of anything can hold."""

    def known(key: str) -> Decimal:
        return numbers[key] or Decimal(0)

    if known("energy_kcal") > MOST_ENERGY_KCAL:
        wrong.append(
            FieldError(
                f"{field}.energy_kcal", "impossible", "Nothing holds more than 902 kcal in 100 g (pure fat does)."
            )
        )
    parts = sum((known(key) for key in _MASSES), Decimal(0))
    if parts > MOST_PARTS_G:
        wrong.append(
            FieldError(field, "impossible", f"The parts of 100 g weigh {parts:.1f} g together, more than 100 g.")
        )
    for key, amount in numbers.items():
        unit = key.rpartition("_")[2]
        if amount is not None and key not in _MASSES and unit in _IN_GRAMS and amount * _IN_GRAMS[unit] > MOST_PARTS_G:
            wrong.append(FieldError(f"{field}.{key}", "impossible", f"100 g cannot hold more than 100 g of {key}."))
    for part, whole in _PARTS:
        if numbers[whole] is not None and known(part) > known(whole) + ROUNDING_G:
            wrong.append(FieldError(f"{field}.{part}", "impossible", f"{part} cannot be more than {whole}."))


def read_measures(
    portions: Sequence[Mapping[str, Any]], serving_grams: Decimal | None, wrong: list[FieldError]
) -> list[Measured]:
    """Each portion that was given; the serving of a label takes the place of one that is called so."""
    measures: list[Measured] = []
    if serving_grams is not None:
        measures.append((SERVING, SERVING, quantise(serving_grams)))
    for place, portion in enumerate(portions):
        unit, grams = canonical_unit(str(portion.get("unit", "")))[:40], _number(portion.get("grams"))
        label = str(portion.get("label") or unit)[:120]
        if serving_grams is not None and (unit, label) == (SERVING, SERVING):
            continue
        if not unit:
            wrong.append(FieldError(f"portions.{place}.unit", "empty", "A portion has a unit, such as slice."))
        elif unit in MASS_G:
            wrong.append(FieldError(f"portions.{place}.unit", "unit_fixed", f"One {unit} is the same of every food."))
        elif any((unit, label) == before[:2] for before in measures):
            wrong.append(FieldError(f"portions.{place}.unit", "twice", f"There is a portion “{label}” already."))
        elif grams is None or not LEAST_PORTION_G <= grams <= MOST_PORTION_G:
            wrong.append(
                FieldError(f"portions.{place}.grams", "out_of_range", "A portion weighs from 0.01 g to 100 kg.")
            )
        else:
            measures.append((unit, label, quantise(grams)))
    return measures


def _number(given: Any) -> Decimal | None:
    """A finite number, None for anything else."""
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 9 else None
