"""What waits for your yes: calls of the coach, or of a program, that have not been done yet."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.errors import Problem, from_domain
from api.replies import decode_cursor, page, reply
from api.schemas import Input, Text
from fithub.accounts.queries import local_now
from fithub.coaching import approvals
from fithub.coaching.models import ApprovalState
from fithub.core.ownership import Actor, change_set

router = owned_router(Actor.FORM)


class WhatChanges(Schema):
    """One thing that the yes would change, in words; `before` null: it is new, `after` null: it would be gone."""

    what: str
    before: str | None
    after: str | None


class Approval(Schema):
    """A question of the coach's: `summary` says what a yes would do, `changes` each thing with what it is and becomes.

    `state`: expired means that nobody answered in time, that it was asked again, or that it could not be done any more (`reason`).
    `message_id`: the coach's message that asked, null where a program did. `receipt`: what the yes did, as in a chat's answer.
    """

    id: UUID
    tool: str
    summary: str = Field(
        examples=["Delete 2 entries: Banana, raw (breakfast, 2026-05-05); Rice, cooked (lunch, 2026-05-05)."]
    )
    changes: list[WhatChanges] = Field(
        examples=[[{"what": "Banana, raw", "before": "118 g, 114 kcal, breakfast on 2026-05-05", "after": None}]]
    )
    state: ApprovalState
    asked_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    reason: str
    message_id: UUID | None
    receipt: dict[str, Any] | None


class ApprovalPage(Schema):
    items: list[Approval]
    next: str | None


class Decision(Input):
    """Your answer. `reason` is kept beside it."""

    approved: bool = Field(examples=[True])
    reason: Text = Field("", max_length=1000, examples=["spring cleaning"])


class Filters(Schema):
    state: ApprovalState | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: ApprovalPage, 401: Problem, 422: Problem}, tags=["approvals"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """What you were asked, newest first; `state=open` is what waits."""
    user_id = caller(request)
    rows = approvals.own_approvals(user_id) if filters.state is None else approvals.in_state(user_id, filters.state)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    shown = list(rows[: filters.limit + 1])
    return page(shown, filters.limit, approvals.approval_shape, lambda row: [row.pk])


@router.get("/{uuid:approval_id}", response={200: Approval, 401: Problem, 404: Problem}, tags=["approvals"])
def show(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """One approval."""
    return reply(approvals.approval_shape(approvals.approval(user_id=caller(request), approval_id=approval_id)))


@router.post(
    "/{uuid:approval_id}",
    response={200: Approval, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["approvals"],
)
def answer(request: HttpRequest, approval_id: UUID, body: Decision) -> HttpResponse:
    """Say yes or no, once. A yes does what was asked, as one change that undo takes back; where that cannot be done any more it is
    409 `approval_expired`, and nothing is done. An approval that has its answer is 409 `approval_decided`."""
    from tools.approving import decide
    from tools.context import Ctx

    user_id = caller(request)
    ctx = Ctx(user_id=user_id, when=local_now(user_id), turn_id=change_set(), actor=Actor.FORM, answer=body.approved)
    decided = decide(ctx=ctx, approval_id=approval_id, approved=body.approved, reason=body.reason)
    if decided.refusal is not None:
        # Answered and not raised: that it is over has to be stored.
        return from_domain(approvals.expired(decided.approval))
    return reply(approvals.approval_shape(decided.approval))
