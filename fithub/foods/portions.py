"""From an amount as people say it to grams.

Every answer says where its grams are from (`PortionSource`) and between which bounds four of five such amounts lie. A unit that
fits nothing known of a food is refused, with the units that would do (fithub.foods.single has the order of the ways).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import quantise
from fithub.foods.facts import FoodFacts, FoodPortion, facts_for
from fithub.foods.measures import BATCH, CATEGORY, EACH, ONE_WORD, SERVING, household_units
from fithub.foods.models import Food
from fithub.foods.single import SIZES, One, PortionSource, one_of, serving_of, size_and_unit

__all__ = [
    "SIZES",
    "FoodFacts",
    "FoodPortion",
    "PortionGrams",
    "PortionSource",
    "facts_for",
    "grams_for",
    "grams_of",
    "portions_of",
    "portions_of_many",
    "possible_units",
]

MOST_GRAMS: Final = Decimal(1_000_000)
# A refusal that lists everything is read by nobody.
MOST_UNITS: Final = 16


@dataclass(frozen=True, slots=True)
class PortionGrams:
    """An amount in grams, and the central range of it: four of five such amounts lie between `low` and `high`.

    `label` says what was weighed ("large", "cup, sliced", a source).
    """

    grams: Decimal
    low: Decimal
    high: Decimal
    source: PortionSource
    unit: str
    label: str


def portions_of(food_id: UUID) -> list[FoodPortion]:
    """The household measures of a food; where it has none, what one and a serving of it usually weigh (source `default`)."""
    return portions_of_many([food_id]).get(food_id, [])


def portions_of_many(food_ids: Sequence[UUID]) -> dict[UUID, list[FoodPortion]]:
    """`portions_of` for several foods in one round trip; foods that cannot be seen are left out."""
    known = facts_for(food_ids, personal=False)
    return {food_id: list(facts.portions) or _offered(facts) for food_id, facts in known.items()}


def grams_for(
    *, food: Food | UUID, quantity: Decimal | None = None, unit: str | None = None, inches: Decimal | None = None
) -> PortionGrams:
    """The grams of `quantity` `unit`s of a food, given itself or by its id: `grams_of` for a single food, in two round trips.

    Raises NotFound (`food_not_found`) besides.
    """
    food_id = food.pk if isinstance(food, Food) else food
    facts = facts_for([food_id]).get(food_id)
    if facts is None:
        raise NotFound("food_not_found", "There is no such food.")
    return grams_of(facts, quantity=quantity, unit=unit, inches=inches)


def grams_of(
    facts: FoodFacts, *, quantity: Decimal | None = None, unit: str | None = None, inches: Decimal | None = None
) -> PortionGrams:
    """The grams of `quantity` `unit`s of a food of which the facts are at hand (`facts_for`). Asks the database nothing.

    Without a unit it is counted ("2 eggs"); without a quantity either it is a usual serving (a bare "pizza"). Units may carry a
    size ("large slice") or be the food's own name ("banana"). `inches`: how long one is, or how wide if it is round ("a 12-inch
    pizza", "a slice of a 16-inch pizza", "a 6-inch sub"); left aside where nothing is known of that.
    Raises InvalidInput (`quantity_out_of_range`; `unknown_unit`, with the possible ones).
    """
    if quantity is not None and not (quantity.is_finite() and 0 < quantity <= MOST_GRAMS):
        raise InvalidInput.field(
            "quantity", "quantity_out_of_range", "quantity must be a number above 0, at most 1,000,000."
        )
    size, wanted = size_and_unit(unit or "")
    if quantity is not None and quantity < 1 and not size and not wanted and facts.has_portion(BATCH):
        # "Half the lasagna" of one's own recipe is half of all that it makes.
        wanted = BATCH
    one = one_of(facts, size, wanted, counted=quantity is not None, inches=inches)
    if one is None:
        possible = ", ".join(possible_units(facts)[:MOST_UNITS])
        raise InvalidInput.field(
            "unit", "unknown_unit", f"“{unit}” is not a measure of {facts.name}. Possible are: {possible}."
        )
    many = one.times(Decimal(1) if quantity is None else quantity)
    if many.grams > MOST_GRAMS:
        raise InvalidInput.field("quantity", "quantity_out_of_range", "That is more than a tonne.")
    shown = wanted or (size if quantity is not None else SERVING) or EACH
    return PortionGrams(quantise(many.grams), quantise(many.low), quantise(many.high), many.source, shown, one.label)


def possible_units(facts: FoodFacts) -> list[str]:
    """The units that a food can be said in, the likeliest first: its own, those of its kind, and what fits any food."""
    own = [portion.unit for portion in facts.portions]
    ranked = sorted(household_units())
    known = {unit: figure.rank for unit in ranked if (figure := facts.figure(unit))}
    of_kind = [unit for unit in ranked if known.get(unit, 0) >= ONE_WORD]
    of_category = [unit for unit in ranked if known.get(unit, 0) == CATEGORY]
    of_any = [unit for unit in ranked if known.get(unit) == 0 and facts.can_be_had_in(unit)]
    said = [
        "g",
        SERVING,
        *facts.own_sizes,
        *own,
        *of_kind,
        "oz",
        "cup",
        "tbsp",
        "ml",
        *of_category,
        "tsp",
        "fl oz",
        "lb",
    ]
    return list(dict.fromkeys([*said, *of_any]))


def _offered(facts: FoodFacts) -> list[FoodPortion]:
    """What to offer for a food without measures of its own."""
    offered: list[tuple[str, One]] = [(SERVING, serving_of(facts))]
    if (figure := facts.figure(EACH)) is not None and figure.is_of_kind:
        one = one_of(facts, "", EACH, counted=True)
        assert one is not None, "anything can be counted"
        offered.insert(0, (EACH, one))
    return [FoodPortion(unit, one.label, quantise(one.grams), one.source) for unit, one in offered]
