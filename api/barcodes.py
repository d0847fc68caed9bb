"""Foods by the bar codes on their packages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from api.auth import bearer, caller, owned_router
from api.errors import Problem
from api.foods import Food
from api.limits import check_limit, limited
from api.replies import reply
from fithub.core.ownership import Actor, acting_as
from fithub.foods import queries
from fithub.sources import held, lookup
from fithub.sources.gtin import read_code
from fithub.sources.off import attribution

# Looking up waits for somebody else, so it is no transaction of its own; taking what was held back is.
router = Router(auth=bearer)
owned = owned_router(Actor.FORM)


class BarcodeFood(Food):
    """The food behind a bar code. `attribution` must be shown with it where there is one."""

    attribution: str | None


@router.get(
    "/{code}",
    response={200: BarcodeFood, 401: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem, 503: Problem},
    tags=["foods"],
)
@limited("barcode")
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The food behind a bar code: EAN-8, EAN-13, UPC-A, UPC-E, or the GTIN-14 (ITF-14) of a case, spaces and dashes let pass.

    404 `barcode_unknown`: make a food of your own. 409 `barcode_held_back`: its figures cannot be right; `errors` says why, and
    `POST …/accept` takes it all the same.
    """
    user_id = caller(request)
    food_id = lookup.find_food(
        user_id=user_id,
        codes=read_code(code),
        before_asking=lambda: check_limit("barcode_service", "everybody"),
    )
    with acting_as(user_id):
        return reply(_shape(food_id))


@owned.post("/{code}/accept", response={201: BarcodeFood, 401: Problem, 404: Problem, 422: Problem}, tags=["foods"])
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Take a product that is held back as a food of your own, as it stands; its bar code means it to you from now on."""
    food = held.accept(user_id=caller(request), codes=read_code(code))
    return reply(_shape(food.pk), 201)


def _shape(food_id: UUID) -> dict[str, Any]:
    food = queries.food_by_id(food_id=food_id)
    return queries.food_shapes(food_ids=[food_id])[0] | {"attribution": attribution(food.source)}
