"""A person's own foods. What cannot be is refused here, so that no day total is ever spoilt by a slip of the pen."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from pgvector import HalfVector

from fithub.core.errors import FieldError, InvalidInput
from fithub.core.ids import new_id
from fithub.core.nutrients import HUNDRED, NUTRIENTS, quantise
from fithub.foods.embedding import embed
from fithub.foods.models import Food, FoodVector, Portion, Source
from fithub.foods.naming import prior, shape
from fithub.foods.units import canonical_unit

type Numbers = Mapping[str, Decimal | float | int | None]

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
MOST_PORTION_G: Final = Decimal(100_000)


def create_food(
    *,
    user_id: UUID,
    name: str,
    brand: str | None = None,
    nutrients_per_100g: Numbers | None = None,
    serving: Mapping[str, Any] | None = None,
    portions: Sequence[Mapping[str, Any]] = (),
) -> Food:
    """A food of one's own, with its nutrients per 100 g or `serving`: {grams, nutrients}; call within `acting_as`.

    `portions`: [{unit, grams, label?}], grams of one unit; a serving given is a portion too. Nutrients not named are unknown.
    Raises InvalidInput (`invalid_food`, with every field that is wrong).
    """
    wrong: list[FieldError] = []
    title = " ".join(name.split())
    if not title or len(title) > 200:
        wrong.append(FieldError("name", "length", "A name has from 1 to 200 characters."))
    nutrients, serving_grams = _nutrients(nutrients_per_100g, serving, wrong)
    measures = _measures(portions, serving_grams, wrong)
    if wrong:
        raise InvalidInput("invalid_food", " ".join(error.message for error in wrong), wrong)
    return _store(user_id, title, " ".join((brand or "").split())[:120], nutrients, measures)


def _store(
    user_id: UUID, name: str, brand: str, nutrients: dict[str, Decimal | None], measures: list[tuple[str, str, Decimal]]
) -> Food:
    found = shape(name, brand)
    key = new_id()
    with transaction.atomic():
        food = Food.objects.create(
            id=key,
            user_id=user_id,
            source=Source.OWN,
            source_ref=str(key),
            name=name,
            brand=brand,
            nutrients_per_100g=nutrients,
            prior=max(0.5, prior(name, source=Source.OWN, category="", brand="", known_energy=True)),
            words=[word[:60] for word in found.words],
            head=" ".join(found.heads[:1])[:120],
        )
        Portion.objects.bulk_create(
            Portion(user_id=user_id, food=food, sequence=place, unit=unit, label=label, grams=grams, source=Source.OWN)
            for place, (unit, label, grams) in enumerate(measures, start=1)
        )
        vector = embed([f"{brand} {name}".strip()])[0]
        FoodVector.objects.create(food=food, user_id=user_id, embedding=HalfVector(vector))
    return food


def _nutrients(
    per_100g: Numbers | None, serving: Mapping[str, Any] | None, wrong: list[FieldError]
) -> tuple[dict[str, Decimal | None], Decimal | None]:
    """Nutrients per 100 g from whichever way they were given, and a serving's grams."""
    if (per_100g is None) == (serving is None):
        wrong.append(
            FieldError(
                "nutrients_per_100g", "one_of", "Give either nutrients_per_100g, or a serving with its nutrients."
            )
        )
        return {}, None
    if per_100g is not None:
        return _plausible(
            "nutrients_per_100g", _numbers("nutrients_per_100g", per_100g, Decimal(1), wrong), wrong
        ), None
    assert serving is not None
    grams = _number(serving.get("grams"))
    if grams is None or not 0 < quantise(grams) <= MOST_PORTION_G:
        wrong.append(FieldError("serving.grams", "out_of_range", "A serving weighs more than 0 g and at most 100 kg."))
        return {}, None
    scaled = _numbers("serving.nutrients", serving.get("nutrients") or {}, HUNDRED / grams, wrong)
    return _plausible("serving.nutrients", scaled, wrong), grams


def _numbers(field: str, given: Numbers, factor: Decimal, wrong: list[FieldError]) -> dict[str, Decimal | None]:
    numbers: dict[str, Decimal | None] = dict.fromkeys(NUTRIENTS)
    for key, amount in given.items():
        if key not in NUTRIENTS:
            wrong.append(FieldError(f"{field}.{key}", "unknown_nutrient", f"There is no nutrient “{key[:40]}”."))
        elif amount is not None:
            number = _number(amount)
            if number is None or number < 0:
                wrong.append(FieldError(f"{field}.{key}", "out_of_range", f"{key} must be a number from 0 up."))
            else:
                numbers[key] = quantise(number * factor)
    if all(amount is None for amount in numbers.values()):
        wrong.append(FieldError(field, "empty", "Give at least one nutrient."))
    return numbers


def _plausible(field: str, numbers: dict[str, Decimal | None], wrong: list[FieldError]) -> dict[str, Decimal | None]:
    """Refuse what no 100 g of anything can hold."""

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
    return numbers


def _measures(
    portions: Sequence[Mapping[str, Any]], serving_grams: Decimal | None, wrong: list[FieldError]
) -> list[tuple[str, str, Decimal]]:
    """(unit, label, grams) of each portion that was given."""
    measures: list[tuple[str, str, Decimal]] = []
    if serving_grams is not None:
        measures.append(("serving", "serving", quantise(serving_grams)))
    for place, portion in enumerate(portions):
        unit, grams = canonical_unit(str(portion.get("unit", "")))[:40], _number(portion.get("grams"))
        if not unit:
            wrong.append(FieldError(f"portions.{place}.unit", "empty", "A portion has a unit, such as slice."))
        elif grams is None or not Decimal("0.01") <= grams <= MOST_PORTION_G:
            wrong.append(
                FieldError(f"portions.{place}.grams", "out_of_range", "A portion weighs from 0.01 g to 100 kg.")
            )
        else:
            measures.append((unit, str(portion.get("label") or unit)[:120], quantise(grams)))
    return measures


def _number(given: Any) -> Decimal | None:
    """A finite number, None for anything else."""
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 9 else None
