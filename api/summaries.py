"""Your days and weeks summed up."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from agents.summary import make_now
from api.auth import bearer, caller, owned_router, told_once
from api.errors import Problem
from api.replies import decode_cursor, page, reply
from api.schemas import Input, LocalDate, Text
from fithub.coaching.models import SummaryState
from fithub.coaching.schedule import Kind
from fithub.coaching.summaries import own_summaries, react, summary_of
from fithub.coaching.summary_shapes import summary_shape
from fithub.core.ownership import Actor, acting_as

router = owned_router(Actor.FORM)
# Words may take a model's time, so making one is no single transaction, and what shares its path is none by itself.
making = Router(auth=bearer)


class Sentence(Schema):
    """A sentence, the ids of the figures that it tells, and the days and entries that they come from."""

    text: str
    refs: list[str]
    dates: list[date]
    entries: list[UUID]


class Figure(Schema):
    """`about`: a nutrient's key, days, entries, weight or expenditure. `sense`: amount, average, target, difference (with its
    sign), share or count. `name`: of the food that it is the figure of.

    An expenditure is what you burn a day, told with its range where it is learned from you; GET /expenditure?on= its date has
    the arithmetic."""

    id: str
    value: float
    unit: str
    about: str
    sense: str
    dates: list[date]
    entries: list[UUID]
    name: str


class SummedDay(Schema):
    """A day in one line. `logged`: complete, partial, empty or fasting."""

    date: date
    logged: Literal["complete", "partial", "empty", "fasting"]
    entries: int
    energy_kcal: float | None


class Feedback(Schema):
    rating: Literal["up", "down"] | None
    text: str


class Summary(Schema):
    """A day or a week of yours. While it is not `final`, its time had not come, and it is made anew.

    `state` skipped: it could not be made in time; `note` says so. `gaps`: nutrients of which you had less than the lower
    bound, known to the last food. `best`, `worst`: the days nearest to and furthest from your targets. `turn_id`: the message
    that told it.
    """

    id: UUID
    kind: Kind
    state: SummaryState
    note: str
    first_date: date
    last_date: date
    title: str
    final: bool
    text: str
    sentences: list[Sentence]
    figures: list[Figure]
    days: list[SummedDay]
    gaps: list[str]
    best: date | None
    worst: date | None
    notes: list[str]
    model: str
    offline: bool
    prompt_version: str
    input_tokens: int | None
    output_tokens: int | None
    made_at: datetime
    read_at: datetime | None
    mailed_at: datetime | None
    feedback: Feedback
    conversation_id: UUID | None
    turn_id: UUID | None


class SummaryPage(Schema):
    items: list[Summary]
    next: str | None


class Filters(Schema):
    kind: Kind | None = None
    first: LocalDate | None = Field(None, alias="from", description="Only what covers this day or later ones.")
    last: LocalDate | None = Field(None, alias="to", description="Only what covers this day or earlier ones.")
    unread: bool | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


class NewSummary(Input):
    """Which one: of the day or the week that `date` is in; without it of the last that has ended."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "weekly"}, {"kind": "daily", "date": "2026-05-04"}]}
    )

    kind: Kind
    date: LocalDate | None = None


class Reaction(Input):
    """Whether you have read it, and what you think of it; what is not sent stays."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"read": True}, {"rating": "up", "feedback": "Short, good."}]}
    )

    read: bool = Field(None)  # type: ignore[assignment]
    rating: Literal["up", "down"] | None = None
    feedback: Text = Field(None, max_length=1000)  # type: ignore[assignment]


@making.get("", response={200: SummaryPage, 401: Problem, 422: Problem}, tags=["summaries"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your summaries, those of the newest days first."""
    after = decode_cursor(filters.cursor, lambda key: (date.fromisoformat(key[0]), UUID(key[1])))
    with acting_as(caller(request)):
        rows = own_summaries(caller(request))
        if filters.kind is not None:
            rows = rows.filter(kind=filters.kind.value)
        if filters.first is not None:
            rows = rows.filter(last_date__gte=filters.first)
        if filters.last is not None:
            rows = rows.filter(first_date__lte=filters.last)
        if filters.unread is not None:
            rows = rows.filter(read_at__isnull=filters.unread)
        if after is not None:
            rows = rows.filter(first_date__lte=after[0]).exclude(first_date=after[0], pk__gte=after[1])
        found = list(rows[: filters.limit + 1])
    return page(found, filters.limit, summary_shape, lambda row: [row.first_date.isoformat(), row.pk])


@making.post("", response={200: Summary, 201: Summary, 401: Problem, 422: Problem}, tags=["summaries"])
def create(request: HttpRequest, body: NewSummary) -> HttpResponse:
    """Make a summary now. There is one for each day and each week: asked for again it is the same, as long as nothing has
    changed that it tells of and its time has not come."""

    def make() -> HttpResponse:
        made, is_new = make_now(user_id=caller(request), kind=body.kind, day=body.date)
        return reply(summary_shape(made), 201 if is_new else 200)

    return told_once(request, make)


@router.get("/{uuid:summary_id}", response={200: Summary, 401: Problem, 404: Problem}, tags=["summaries"])
def show(request: HttpRequest, summary_id: UUID) -> HttpResponse:
    """One summary."""
    return reply(summary_shape(summary_of(user_id=caller(request), summary_id=summary_id)))


@router.patch(
    "/{uuid:summary_id}", response={200: Summary, 401: Problem, 404: Problem, 422: Problem}, tags=["summaries"]
)
def edit(request: HttpRequest, summary_id: UUID, body: Reaction) -> HttpResponse:
    """Mark a summary as read or unread, and say what you think of it."""
    told: dict[str, Any] = body.model_dump(exclude_unset=True)
    return reply(summary_shape(react(user_id=caller(request), summary_id=summary_id, told=told)))
