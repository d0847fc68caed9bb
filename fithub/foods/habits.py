"""What a person usually eats, as their diary and favourites tell it (fithub.diary and fithub.planning keep `Habit` by triggers,
whatever writes an entry or a favourite).

Call within `acting_as`; without a person there are no habits.
"""

from decimal import Decimal
from uuid import UUID

from fithub.foods.models import Habit


def usual_grams(food_id: UUID) -> Decimal | None:
    """How many grams of a food the person has: as they said of a favourite, or else what they had at least three times, agreeing.

    Amounts that were not said, or came from a curated default, do not count: a guess never becomes a habit. None where
    there are too few, or they differ.
    """
    return Habit.objects.filter(food_id=food_id).values_list("grams", flat=True).first()
