"""What you aim at in a day."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.days import Bounds
from api.errors import Problem
from api.replies import reply
from api.schemas import Input, LocalDate
from fithub.accounts.queries import local_now
from fithub.body.models import Target as Row
from fithub.body.targets import set_target
from fithub.core.ownership import Actor

router = owned_router(Actor.FORM)

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class NewBounds(Input):
    min: Amount = Field(None)  # type: ignore[assignment]
    target: Amount = Field(None)  # type: ignore[assignment]
    max: Amount = Field(None)  # type: ignore[assignment]


class NewTarget(Input):
    """What to eat from a date on (today where it is not said)."""

    effective_from: LocalDate | None = None
    nutrients: dict[str, NewBounds] = Field(min_length=1)


class Target(Schema):
    id: UUID
    effective_from: date
    nutrients: dict[str, Bounds]


class Targets(Schema):
    items: list[Target]
    next: str | None


@router.get("", response={200: Targets, 401: Problem}, tags=["targets"])
def index(request: HttpRequest) -> HttpResponse:
    """Your targets, newest first; without any, days are measured against the Daily Values."""
    rows = Row.objects.filter(user_id=caller(request)).order_by("-effective_from")
    return reply({"items": [_shape(row) for row in rows], "next": None})


@router.post("", response={201: Target, 401: Problem, 422: Problem}, tags=["targets"])
def create(request: HttpRequest, body: NewTarget) -> HttpResponse:
    """Set a target; one that begins on the same day is replaced. Unsafe ones are refused."""
    user_id = caller(request)
    today = local_now(user_id)
    nutrients = {key: bounds.model_dump(exclude_unset=True) for key, bounds in body.nutrients.items()}
    target = set_target(
        user_id=user_id, effective_from=body.effective_from or today.date, nutrients=nutrients, today=today
    )
    return reply(_shape(target), 201)


def _shape(row: Row) -> dict[str, Any]:
    return {"id": row.pk, "effective_from": row.effective_from, "nutrients": row.nutrients}
