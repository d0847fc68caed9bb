"""Foods that a person wants at hand, with the amount that they usually have. Call within `acting_as`.

By triggers of its table a favourite is a habit too: the search lifts it, and its amount is taken where none is said.
"""

from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from fithub.core.clock import now
from fithub.core.errors import InvalidInput, NotFound
from fithub.diary.amounts import amount_of
from fithub.foods.queries import food_by_id
from fithub.planning.models import Favourite


def own_favourites(user_id: UUID) -> QuerySet[Favourite]:
    """The person's favourites with their foods, the newest first."""
    return Favourite.objects.filter(user_id=user_id).select_related("food").order_by("-id")


def keep_favourite(
    *,
    user_id: UUID,
    food_id: UUID,
    quantity: Decimal | None = None,
    unit: str | None = None,
    grams: Decimal | None = None,
) -> Favourite:
    """Make a food a favourite, with an amount or without; an amount that was kept before is replaced.

    Raises NotFound (`food_not_found`), InvalidInput (`amount_missing` for a unit without a quantity; see `amount_of`).
    """
    if unit is not None and quantity is None and grams is None:
        raise InvalidInput.field("quantity", "amount_missing", "Say how many of the unit.")
    food_by_id(food_id=food_id)
    if quantity is not None or grams is not None:
        amount = amount_of(food_id=food_id, quantity=quantity, unit=unit, grams=grams)
        quantity, grams = amount.quantity, amount.grams
        # So many grams of no said number of a unit are grams.
        unit = None if quantity is None else amount.unit
    Favourite.objects.bulk_create(
        [Favourite(user_id=user_id, food_id=food_id, quantity=quantity, unit=unit, grams=grams, created_at=now())],
        update_conflicts=True,
        unique_fields=["user", "food"],
        update_fields=["quantity", "unit", "grams"],
    )
    return own_favourites(user_id).get(food_id=food_id)


def drop_favourite(*, user_id: UUID, food_id: UUID) -> None:
    """A food is no favourite any more. Raises NotFound (`favourite_not_found`)."""
    gone, _ = Favourite.objects.filter(user_id=user_id, food_id=food_id).delete()
    if not gone:
        raise NotFound("favourite_not_found", "That is none of your favourites; GET /favourites lists them.")
