"""When and how you want to hear from the coach."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import reply
from api.schemas import Input, LocalTime
from fithub.accounts.queries import local_now
from fithub.coaching.checkin import check_in
from fithub.coaching.settings import edit_settings, settings_shape
from fithub.core.errors import NotFound
from fithub.core.ownership import Actor
from fithub.core.weekdays import Weekday

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
