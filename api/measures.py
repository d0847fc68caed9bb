"""What a household unit is to you: your bowl, your scoop, a slice of your bread."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import FoodName, Input, Text
from fithub.core.ownership import Actor
from fithub.foods.own_measures import delete_measure, own_measures, set_measure
from fithub.foods.shapes import measure_shape

router = owned_router(Actor.FORM)

Size = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False)]


class Measure(Schema):
    """ONE of the unit, in grams or in millilitres; of one food, or (`food` null) of any."""

    id: UUID
    unit: str
    food: FoodName | None
    grams: float | None
    millilitres: float | None


class MeasurePage(Schema):
    items: list[Measure]
    next: str | None


class NewMeasure(Input):
    """“My bowl is 400 ml”, “a scoop of this whey is 32 g”: a unit, either grams or millilitres, and which food if not any."""

    unit: Text = Field(min_length=1, max_length=40)
    food_id: UUID | None = None
    grams: Size | None = None
    millilitres: Size | None = None


class Paging(Schema):
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: MeasurePage, 401: Problem, 422: Problem}, tags=["measures"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Everything you have measured, by unit."""
    measures = own_measures(caller(request))
    after = decode_cursor(paging.cursor, lambda key: (str(key[0]), UUID(key[1])))
    if after is not None:
        measures = measures.filter(unit__gte=after[0]).exclude(unit=after[0], id__lte=after[1])
    rows = list(measures[: paging.limit + 1])
    return page(rows, paging.limit, measure_shape, lambda row: [row.unit, row.pk])


@router.put("", response={200: Measure, 401: Problem, 404: Problem, 422: Problem}, tags=["measures"])
def put(request: HttpRequest, body: NewMeasure) -> HttpResponse:
    """Say what a unit is to you; what you said of it before is replaced."""
    return reply(measure_shape(set_measure(user_id=caller(request), **body.model_dump())))


@router.delete("/{uuid:measure_id}", response={204: None, 401: Problem, 404: Problem}, tags=["measures"])
def delete(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Forget a measure; it can be undone."""
    delete_measure(user_id=caller(request), measure_id=measure_id)
    return nothing()
