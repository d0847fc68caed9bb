"""Targets that wait for a yes: somebody proposes, the person approves, edits or declines. Call within `acting_as`."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import local_now, profile_of
from fithub.body.bounds import Told, resolved
from fithub.body.models import Proposal, ProposalState, Target
from fithub.body.safety import refuse_unsafe
from fithub.body.targets import checked_nutrients, set_target
from fithub.body.training import checked_weekdays
from fithub.core.clock import check_date, now
from fithub.core.errors import Conflict, NotFound

# After a longer while somebody who names another nutrient has begun anew.
GOES_ON: Final = timedelta(minutes=30)


def own_proposals(user_id: UUID) -> QuerySet[Proposal]:
    """The person's proposals, the newest first."""
    return Proposal.objects.filter(user_id=user_id).order_by("-pk")


def proposal(*, user_id: UUID, proposal_id: UUID) -> Proposal:
    """One proposal. Raises NotFound (`proposal_not_found`)."""
    found = own_proposals(user_id).select_for_update().filter(pk=proposal_id).first()
    if found is None:
        raise NotFound("proposal_not_found", "There is no such proposal; GET /proposals lists yours.")
    return found


def propose(
    *,
    user_id: UUID,
    nutrients: Mapping[str, Told],
    effective_from: date,
    reason: str,
    arithmetic: Mapping[str, Any],
    source: str,
    weekdays: Sequence[int] = (),
    day_kind: str = "",
) -> Proposal:
    """Write down a target that waits for a yes; one that is open for the same days gives way to it.

    `arithmetic`: the figures it was worked out from, by name, units in the names. `source`: chat, form or coach.
    Raises InvalidInput as `set_target` does: what could not be approved is not proposed.
    """
    check_date("effective_from", effective_from)
    kept, days = checked_nutrients(user_id, nutrients), checked_weekdays(weekdays)
    refuse_unsafe(profile=profile_of(user_id), bounds=resolved(kept), today=local_now(user_id).date)
    for older in own_proposals(user_id).filter(state=ProposalState.OPEN, weekdays=days, day_kind=day_kind):
        _decide(older, ProposalState.SUPERSEDED)
    return Proposal.objects.create(
        user_id=user_id,
        source=source,
        reason=reason,
        arithmetic=arithmetic,
        effective_from=effective_from,
        weekdays=days,
        day_kind=day_kind,
        nutrients=kept,
        proposed=kept,
        created_at=now(),
    )


def just_proposed(
    *, user_id: UUID, source: str, weekdays: Sequence[int] = (), day_kind: str = ""
) -> Mapping[str, Told]:
    """The nutrients of what waits for the same days, where it comes from the same source and is of this conversation: whoever goes
    on to the next nutrient before the yes wants both."""
    waiting = own_proposals(user_id).filter(
        state=ProposalState.OPEN,
        source=source,
        weekdays=checked_weekdays(weekdays),
        day_kind=day_kind,
        created_at__gte=now() - GOES_ON,
    )
    newest = waiting.first()
    return {} if newest is None else newest.nutrients


def edit_proposal(*, user_id: UUID, proposal_id: UUID, changes: Mapping[str, Any]) -> Proposal:
    """Change `nutrients` or `effective_from` before the yes; what was first proposed stays beside it.

    Raises NotFound (`proposal_not_found`), Conflict (`proposal_decided`), InvalidInput as `set_target` does.
    """
    open_one = _open(user_id, proposal_id)
    if "effective_from" in changes:
        check_date("effective_from", changes["effective_from"])
        open_one.effective_from = changes["effective_from"]
    if "nutrients" in changes:
        open_one.nutrients = checked_nutrients(user_id, changes["nutrients"])
        refuse_unsafe(profile=profile_of(user_id), bounds=resolved(open_one.nutrients), today=local_now(user_id).date)
    open_one.save(update_fields=["effective_from", "nutrients"])
    return open_one


def approve(*, user_id: UUID, proposal_id: UUID) -> tuple[Proposal, Target]:
    """Set what was proposed, from its date on or from today where that has passed.

    Raises NotFound (`proposal_not_found`), Conflict (`proposal_decided`), InvalidInput as `set_target` does.
    """
    open_one = _open(user_id, proposal_id)
    today = local_now(user_id)
    target = set_target(
        user_id=user_id,
        effective_from=max(open_one.effective_from, today.date),
        nutrients=open_one.nutrients,
        weekdays=open_one.weekdays,
        day_kind=open_one.day_kind,
        today=today,
    )
    open_one.target_id = target.pk
    edited = open_one.nutrients != open_one.proposed
    _decide(open_one, ProposalState.EDITED if edited else ProposalState.APPROVED)
    return open_one, target


def decline(*, user_id: UUID, proposal_id: UUID) -> Proposal:
    """Say no. Raises NotFound (`proposal_not_found`), Conflict (`proposal_decided`)."""
    open_one = _open(user_id, proposal_id)
    _decide(open_one, ProposalState.DECLINED)
    return open_one


def _open(user_id: UUID, proposal_id: UUID) -> Proposal:
    found = proposal(user_id=user_id, proposal_id=proposal_id)
    if found.state != ProposalState.OPEN:
        raise Conflict("proposal_decided", f"This proposal is {found.state} already.")
    return found


def _decide(row: Proposal, state: ProposalState) -> None:
    row.state, row.decided_at = state, now()
    row.save(update_fields=["state", "decided_at", "target_id"])
