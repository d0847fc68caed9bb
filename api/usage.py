"""What you have taken of language models, and how much you may."""

import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import reply
from fithub.coaching.usage import Task, usage_of

router = owned_router()


class Taken(Schema):
    """What some requests to language models took. `tokens` = `input_tokens` + `output_tokens`; `cached_tokens`: of the input, where
    the provider says so. `cost_usd` leaves out the `unpriced_requests`, and is null where all are. Of the `estimated_requests` the
    provider did not say what they took, or does not yet."""

    requests: int
    input_tokens: int
    cached_tokens: int | None
    output_tokens: int
    tokens: int
    cost_usd: float | None
    unpriced_requests: int
    estimated_requests: int


class TakenOnDay(Taken):
    """A UTC day."""

    day: datetime.date


class TakenLately(Taken):
    first: datetime.date
    last: datetime.date


class TakenFor(Taken):
    model: str
    task: Task


class Allowance(Schema):
    """Null: no bound."""

    tokens: int | None
    cost_usd: float | None


class Usage(Schema):
    """What you took today and in the last 30 days, whole and by model and task; `days`: those with any, newest first.

    `budget` is for each UTC day; once it is spent (`is_spent`) the offline coach answers until `resets_at`.
    """

    today: TakenOnDay
    last_30_days: TakenLately
    by: list[TakenFor]
    days: list[TakenOnDay]
    budget: Allowance
    left: Allowance
    is_spent: bool
    resets_at: datetime.datetime


@router.get("", response={200: Usage, 401: Problem}, tags=["me"])
def show(request: HttpRequest) -> HttpResponse:
    """What language models have taken for you, and what is left of today's budget."""
    return reply(usage_of(caller(request)))
