"""When and how you want to hear from the coach."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import AwareDatetime, ConfigDict, Field

from api.auth import caller, owned_router
from api.drafts import Draft
from api.entries import Entry
from api.errors import Problem
from api.replies import decode_cursor, page, reply
from api.schemas import Input, LocalTime, Text
from fithub.accounts.queries import local_now
from fithub.coaching.backfill import answer, own_questions, question_shape
from fithub.coaching.checkin import check_in
from fithub.coaching.models import BackfillState
from fithub.coaching.settings import edit_settings, settings_shape
from fithub.core.errors import NotFound
from fithub.core.ownership import Actor
from fithub.core.slots import Slot
from fithub.core.weekdays import Weekday
from fithub.diary.shapes import draft_shape, entry_shape

router = owned_router(Actor.FORM)


class CoachSettings(Schema):
    """Hours are local. A daily summary at an hour late in your day (13 hours after it begins, or later) is about that day, at an
    earlier one about the day before; a weekly one is about the calendar week that ends or has ended.

    In the quiet hours nothing is begun; until `paused_until` there are no summaries, and none is made up for afterwards.
    `backfill`: whether you are asked about days on which little or nothing was logged. `next_…`: when the next one comes;
    null: switched off.
    """

    daily: bool
    daily_at: time
    weekly: bool
    weekly_on: Weekday
    weekly_at: time
    mail_daily: bool
    mail_weekly: bool
    quiet_from: time | None
    quiet_to: time | None
    paused_until: datetime | None
    not_when_nothing_logged: bool
    backfill: bool
    next_daily_at: datetime | None
    next_weekly_at: datetime | None


class SettingsChanges(Input):
    """What to change; what is not sent stays. Quiet hours and the pause end by null."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"daily_at": "20:00"},
                {"weekly": True, "weekly_on": "sunday", "mail_weekly": True},
                {"quiet_from": "22:00", "quiet_to": "07:00"},
            ]
        },
    )

    daily: bool = Field(None)  # type: ignore[assignment]
    daily_at: LocalTime = Field(None)  # type: ignore[assignment]
    weekly: bool = Field(None)  # type: ignore[assignment]
    weekly_on: Weekday = Field(None)  # type: ignore[assignment]
    weekly_at: LocalTime = Field(None)  # type: ignore[assignment]
    mail_daily: bool = Field(None)  # type: ignore[assignment]
    mail_weekly: bool = Field(None)  # type: ignore[assignment]
    quiet_from: LocalTime | None = None
    quiet_to: LocalTime | None = None
    paused_until: AwareDatetime | None = None
    not_when_nothing_logged: bool = Field(None)  # type: ignore[assignment]
    backfill: bool = Field(None)  # type: ignore[assignment]


class CheckIn(Schema):
    """`proposal_id`: what is proposed (see /proposals: approve, edit, decline); null: nothing, and `text` says why.

    `arithmetic`: the figures it was worked out from, units in the names.
    """

    proposal_id: UUID | None
    text: str
    arithmetic: dict[str, float | None]


@router.post("/check-in", response={200: CheckIn, 401: Problem, 404: Problem}, tags=["coach"])
def look(request: HttpRequest) -> HttpResponse:
    """Look now whether your energy target still leads to your weight goal, as the coach does once a week.

    What it proposes waits for your yes. Without an active weight goal: 404."""
    user_id = caller(request)
    came = check_in(user_id=user_id, today=local_now(user_id).date)
    if came is None:
        raise NotFound("no_weight_goal", "There is no active weight goal to check; POST /goals sets one.")
    proposal_id = None if came.proposal is None else came.proposal.pk
    return reply({"proposal_id": proposal_id, "text": came.text, "arithmetic": came.arithmetic})


class BackfillQuestion(Schema):
    """A day on which little or nothing was logged, that you were asked about."""

    id: UUID
    local_date: date
    state: BackfillState
    asked_at: datetime
    answered_at: datetime | None
    turn_id: UUID | None


class BackfillPage(Schema):
    items: list[BackfillQuestion]
    next: str | None


class QuestionFilters(Schema):
    state: BackfillState | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


class QuestionAnswer(Input):
    """`how`: text (what you had, in words), usual (the usual meal of `slot`), fasting (you ate little or nothing), skip."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"how": "text", "text": "two eggs and toast"}, {"how": "usual", "slot": "lunch"}]
        },
    )

    how: Literal["text", "usual", "fasting", "skip"]
    text: Text = Field("", max_length=8000)
    slot: Slot | None = None


class Backfilled(Schema):
    """What the answer wrote down on the day in question; `left_out`: what you must not have of a usual meal."""

    question: BackfillQuestion
    entries: list[Entry]
    drafts: list[Draft]
    unmatched: list[str]
    left_out: list[str]


@router.get("/questions", response={200: BackfillPage, 401: Problem, 422: Problem}, tags=["coach"])
def questions(request: HttpRequest, filters: Annotated[QuestionFilters, Query()]) -> HttpResponse:
    """The days that you were asked about, newest first."""
    rows = own_questions(caller(request))
    if filters.state is not None:
        rows = rows.filter(state=filters.state)
    after = decode_cursor(filters.cursor, lambda key: date.fromisoformat(key[0]))
    if after is not None:
        rows = rows.filter(local_date__lt=after)
    found = list(rows[: filters.limit + 1])
    return page(found, filters.limit, question_shape, lambda row: [row.local_date.isoformat()])


@router.post(
    "/questions/{uuid:question_id}/answer",
    response={200: Backfilled, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["coach"],
)
def answer_question(request: HttpRequest, question_id: UUID, body: QuestionAnswer) -> HttpResponse:
    """Answer a question; what you had is written down on that day."""
    user_id = caller(request)
    logged = answer(
        user_id=user_id, question_id=question_id, how=body.how, source="form", text=body.text, slot=body.slot
    )
    shown = {
        "question": question_shape(own_questions(user_id).get(pk=question_id)),
        "entries": [entry_shape(entry) for entry in logged.entries],
        "drafts": [draft_shape(draft) for draft in logged.drafts],
        "unmatched": list(logged.unmatched),
        "left_out": list(logged.left_out),
    }
    return reply(shown)


@router.get("/settings", response={200: CoachSettings, 401: Problem}, tags=["coach"])
def show(request: HttpRequest) -> HttpResponse:
    """When and how you hear from the coach."""
    return reply(settings_shape(caller(request)))


@router.patch("/settings", response={200: CoachSettings, 401: Problem, 422: Problem}, tags=["coach"])
def edit(request: HttpRequest, body: SettingsChanges) -> HttpResponse:
    """Change when and how you hear from the coach."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    edit_settings(user_id=caller(request), changes=changes)
    return reply(settings_shape(caller(request)))
