"""What a household unit is to this person: "my bowl is 400 ml", "my scoop of whey is 32 g". Call within `acting_as`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import quantise
from fithub.foods.models import OwnMeasure
from fithub.foods.queries import food_by_id
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit

MOST: Final = Decimal(10_000)
LONGEST_UNIT: Final = 40
# Units with one meaning for everybody; a cup, a spoon and a glass are things that people own.
_FIXED: Final = (MASS_G.keys() | VOLUME_ML.keys()) - {"cup", "tbsp", "tsp"}
# "My bowl" and "a bowl" are said of a bowl.
_OF_ONE: Final = re.compile(r"^(?:(?:my|our|the|an?|one|1)\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnSize:
    """ONE of a person's own unit: grams or millilitres, the other None."""

    grams: Decimal | None
    millilitres: Decimal | None


def own_measure(*, unit: str, food_id: UUID) -> OwnSize | None:
    """What one `unit` (as `canonical_unit` calls it) is to the person for this food, else for any food; None where not said.

    One query on an index. Without a person, or for somebody else's measures, None.
    """
    measure = (
        OwnMeasure.objects.filter(Q(food_id=food_id) | Q(food=None), unit=unit)
        .order_by(F("food_id").asc(nulls_last=True))
        .first()
    )
    return None if measure is None else OwnSize(measure.grams, measure.millilitres)


def own_measures(user_id: UUID) -> QuerySet[OwnMeasure]:
    """Everything the person has measured, by unit, each with its food."""
    return OwnMeasure.objects.filter(user_id=user_id).select_related("food").order_by("unit", "id")


def set_measure(
    *,
    user_id: UUID,
    unit: str,
    food_id: UUID | None = None,
    grams: Decimal | None = None,
    millilitres: Decimal | None = None,
) -> OwnMeasure:
    """Say what ONE `unit` is, of a food or (`food_id` None) of any; what was said before is replaced.

    Raises InvalidInput (`unit_invalid`, `unit_fixed`, `size_invalid`), NotFound (`food_not_found`).
    """
    name = canonical_unit(_OF_ONE.sub("", unit.strip()))
    if not name or len(name) > LONGEST_UNIT or not any(character.isalpha() for character in name):
        raise InvalidInput.field(
            "unit", "unit_invalid", f"A unit is a word of at most {LONGEST_UNIT} characters, e.g. bowl."
        )
    if name in _FIXED:
        raise InvalidInput.field(
            "unit", "unit_fixed", f"{name} means the same to everybody; name a bowl, a cup, a scoop …"
        )
    size = _size(grams, millilitres)
    if food_id is not None:
        food_by_id(food_id=food_id)
    OwnMeasure.objects.bulk_create(
        [OwnMeasure(user_id=user_id, food_id=food_id, unit=name, grams=size.grams, millilitres=size.millilitres)],
        update_conflicts=True,
        unique_fields=["user", "food", "unit"],
        update_fields=["grams", "millilitres"],
    )
    of_food = Q(food=None) if food_id is None else Q(food_id=food_id)
    return own_measures(user_id).get(of_food, unit=name)


def delete_measure(*, user_id: UUID, measure_id: UUID) -> OwnMeasure:
    """Forget a measure and return it as it was. Raises NotFound (`measure_not_found`)."""
    measure = own_measures(user_id).filter(pk=measure_id).first()
    if measure is None:
        raise NotFound("measure_not_found", "There is no such measure; GET /measures lists yours.")
    OwnMeasure.objects.filter(user_id=user_id, pk=measure_id).delete()
    return measure


def _size(grams: Decimal | None, millilitres: Decimal | None) -> OwnSize:
    if (grams is None) == (millilitres is None):
        raise InvalidInput.field("grams", "size_invalid", "Give either grams or millilitres.")
    amount = grams if grams is not None else millilitres
    assert amount is not None
    if not amount.is_finite() or not 0 < quantise(amount) <= MOST:
        raise InvalidInput.field(
            "millilitres" if grams is None else "grams", "size_invalid", f"One is more than 0 and at most {MOST:,}."
        )
    return OwnSize(None if grams is None else quantise(grams), None if millilitres is None else quantise(millilitres))
