"""Targets that wait for your yes."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router
from api.days import ToldBounds
from api.errors import Problem
from api.replies import decode_cursor, page, reply
from api.schemas import Input, LocalDate, Text
from api.targets import Caution, NewNutrients, Target, Weekdays, numbers, told
from fithub.accounts.queries import local_now, profile_of
from fithub.body import proposals
from fithub.body.models import DayKind, ProposalState
from fithub.body.target_shapes import proposal_shape, target_shape
from fithub.core.ownership import Actor
from fithub.core.weekdays import Weekday

router = owned_router(Actor.FORM)


class Proposal(Schema):
    """`nutrients` is what a yes sets, `proposed` what was first proposed; `arithmetic` the figures it was worked out from.

    `state`: `edited` is approved after a change, `superseded` gave way to a newer one. `target_id`: the target that came of it.
    """

    id: UUID
    state: Literal["open", "approved", "edited", "declined", "superseded"]
    source: str
    reason: str
    arithmetic: dict[str, Any]
    effective_from: date
    weekdays: list[Weekday]
    day_kind: DayKind | None
    nutrients: dict[str, ToldBounds]
    proposed: dict[str, ToldBounds]
    warnings: list[Caution]
    target_id: UUID | None
    created_at: datetime
    decided_at: datetime | None


class ProposalPage(Schema):
    items: list[Proposal]
    next: str | None


class Approved(Schema):
    proposal: Proposal
    target: Target


class NewProposal(Input):
    """A target to think about; from today on where `effective_from` is not said."""

    nutrients: NewNutrients
    effective_from: LocalDate | None = None
    weekdays: Weekdays = Field(default_factory=list)
    day_kind: DayKind | None = None
    reason: Text = Field("", max_length=1000)


class ProposalChanges(Input):
    effective_from: LocalDate = Field(None)  # type: ignore[assignment]
    nutrients: NewNutrients = Field(None)  # type: ignore[arg-type]


class Filters(Schema):
    state: ProposalState | None = None
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: ProposalPage, 401: Problem, 422: Problem}, tags=["proposals"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """What was proposed to you, newest first."""
    rows = proposals.own_proposals(caller(request))
    if filters.state is not None:
        rows = rows.filter(state=filters.state)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    shape = _shaper(caller(request))
    return page(list(rows[: filters.limit + 1]), filters.limit, shape, lambda row: [row.pk])


@router.post("", response={201: Proposal, 401: Problem, 422: Problem}, tags=["proposals"])
def create(request: HttpRequest, body: NewProposal) -> HttpResponse:
    """Write down a target that waits for a yes; an open one for the same days gives way to it."""
    user_id = caller(request)
    made = proposals.propose(
        user_id=user_id,
        nutrients=told(body.nutrients),
        effective_from=body.effective_from or local_now(user_id).date,
        reason=body.reason,
        arithmetic={},
        source="form",
        weekdays=numbers(body.weekdays),
        day_kind=body.day_kind or "",
    )
    return reply(_shaper(user_id)(made), 201)


@router.get("/{uuid:proposal_id}", response={200: Proposal, 401: Problem, 404: Problem}, tags=["proposals"])
def show(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One proposal."""
    user_id = caller(request)
    return reply(_shaper(user_id)(proposals.proposal(user_id=user_id, proposal_id=proposal_id)))


@router.patch(
    "/{uuid:proposal_id}",
    response={200: Proposal, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["proposals"],
)
def edit(request: HttpRequest, proposal_id: UUID, body: ProposalChanges) -> HttpResponse:
    """Change a proposal before you approve it."""
    user_id = caller(request)
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    if "nutrients" in changes:
        changes["nutrients"] = told(body.nutrients)
    changed = proposals.edit_proposal(user_id=user_id, proposal_id=proposal_id, changes=changes)
    return reply(_shaper(user_id)(changed))


@router.post(
    "/{uuid:proposal_id}/approve",
    response={200: Approved, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["proposals"],
)
def approve(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say yes: the target is set, from its date on or from today where that has passed."""
    user_id = caller(request)
    approved, target = proposals.approve(user_id=user_id, proposal_id=proposal_id)
    shown = target_shape(target, profile_of(user_id), local_now(user_id).date)
    return reply({"proposal": _shaper(user_id)(approved), "target": shown})


@router.post(
    "/{uuid:proposal_id}/decline",
    response={200: Proposal, 401: Problem, 404: Problem, 409: Problem},
    tags=["proposals"],
)
def decline(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say no."""
    user_id = caller(request)
    return reply(_shaper(user_id)(proposals.decline(user_id=user_id, proposal_id=proposal_id)))


def _shaper(user_id: UUID) -> Any:
    profile, today = profile_of(user_id), local_now(user_id).date
    return lambda row: proposal_shape(row, profile, today)
