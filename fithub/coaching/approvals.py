"""Approvals: calls that wait for the person's yes, as rows. Who asks and who runs them is `tools.asking`'s and `tools.deciding`'s
business. Call within `acting_as`.

A row outlives every process and every cache: nothing else knows of an open question (docs/adr/0023-approvals.md).
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from fithub.body.models import Proposal, ProposalState
from fithub.coaching.models import Approval, ApprovalState, Turn
from fithub.core.clock import now
from fithub.core.errors import Conflict, NotFound

OPEN_FOR: Final = timedelta(days=7)
ASKED_AGAIN: Final = "It was asked again since."
# A proposed target may be decided by form, or give way to a newer one: then nothing is left to answer.
_DECIDED_BY_FORM: Final = Q(proposal_id__isnull=False) & ~Q(
    Exists(Proposal.objects.filter(pk=OuterRef("proposal_id"), state=ProposalState.OPEN))
)
_SAYS: Final = {
    ApprovalState.APPROVED: "You have said yes to this already.",
    ApprovalState.DECLINED: "You have said no to this already.",
}


def own_approvals(user_id: UUID) -> QuerySet[Approval]:
    """The person's approvals, newest first, each with whether it is `over`: nothing is left to answer, though nobody did."""
    return Approval.objects.filter(user_id=user_id).annotate(over=_over()).order_by("-id")


def _over() -> Q:
    return Q(state=ApprovalState.OPEN) & (Q(expires_at__lte=now()) | _DECIDED_BY_FORM)


def in_state(user_id: UUID, state: ApprovalState) -> QuerySet[Approval]:
    """Those of one state, newest first."""
    rows = own_approvals(user_id)
    match state:
        case ApprovalState.OPEN:
            return rows.filter(~_over(), state=state)
        case ApprovalState.EXPIRED:
            return rows.filter(Q(state=state) | _over())
    return rows.filter(state=state)


def open_in(user_id: UUID, conversation_id: UUID) -> QuerySet[Approval]:
    """What waits in a conversation, newest first."""
    return in_state(user_id, ApprovalState.OPEN).filter(turn__conversation_id=conversation_id)


def approval(*, user_id: UUID, approval_id: UUID) -> Approval:
    """One approval. Raises NotFound (`approval_not_found`)."""
    found = own_approvals(user_id).filter(pk=approval_id).first()
    if found is None:
        raise NotFound("approval_not_found", "There is no such approval; GET /approvals lists yours.")
    return found


def ask(
    *,
    user_id: UUID,
    turn_id: UUID | None,
    call_id: str,
    tool: str,
    arguments: Mapping[str, Any],
    summary: str,
    changes: Sequence[Mapping[str, Any]],
    said: Mapping[str, str],
    proposal_id: UUID | None = None,
) -> Approval:
    """Write a question down. The same that was asked before and is open still gives way: a yes is to the newest."""
    instant = now()
    Approval.objects.filter(user_id=user_id, state=ApprovalState.OPEN, tool=tool, arguments=dict(arguments)).update(
        state=ApprovalState.EXPIRED, decided_at=instant, reason=ASKED_AGAIN
    )
    return Approval.objects.create(
        user_id=user_id,
        turn_id=turn_id,
        call_id=call_id,
        tool=tool,
        arguments=dict(arguments),
        summary=summary,
        changes=list(changes),
        said=dict(said),
        proposal_id=proposal_id,
        asked_at=instant,
        expires_at=instant + OPEN_FOR,
    )


def hold_open(*, user_id: UUID, approval_id: UUID) -> Approval:
    """One that can still be answered, held until the transaction ends: of two answers at once the second finds it decided.

    Raises NotFound (`approval_not_found`), Conflict (`approval_decided`, `approval_expired`).
    """
    Approval.objects.select_for_update().filter(user_id=user_id, pk=approval_id).first()
    found = approval(user_id=user_id, approval_id=approval_id)
    state = state_of(found)
    if state is ApprovalState.EXPIRED:
        raise expired(found)
    if state is not ApprovalState.OPEN:
        raise Conflict("approval_decided", _SAYS[state])
    return found


def expired(row: Approval) -> Conflict:
    """The refusal of an answer that comes too late."""
    return Conflict(
        "approval_expired", f"{row.reason or 'This question is no longer open.'} Ask again for what you want."
    )


def settle(
    row: Approval,
    state: ApprovalState,
    *,
    reason: str = "",
    receipt: Mapping[str, Any] | None = None,
    answered_in: UUID | None = None,
) -> None:
    """Store the answer and what it did; a turn with nothing left to answer is complete. `answered_in`: the turn of the words."""
    row.state, row.decided_at, row.reason, row.answered_in = state, now(), reason[:1000], answered_in
    row.receipt = None if receipt is None else dict(receipt)
    row.save(update_fields=["state", "decided_at", "reason", "receipt", "answered_in"])
    if row.turn_id is not None and not still_open(row.user_id, row.turn_id):
        waiting = Turn.objects.filter(pk=row.turn_id, status=Turn.Status.NEEDS_APPROVAL)
        waiting.update(status=Turn.Status.COMPLETE)


def still_open(user_id: UUID, turn_id: UUID) -> bool:
    """Whether a turn has asked for something that can still be answered."""
    return in_state(user_id, ApprovalState.OPEN).filter(turn_id=turn_id).exists()


def of_turns(user_id: UUID, turn_ids: Sequence[UUID]) -> dict[UUID, list[Approval]]:
    """What turns have asked for, by turn, in the order in which they asked."""
    found: dict[UUID, list[Approval]] = {}
    for row in own_approvals(user_id).filter(turn_id__in=turn_ids).order_by("id"):
        if row.turn_id is not None:
            found.setdefault(row.turn_id, []).append(row)
    return found


def state_of(row: Approval) -> ApprovalState:
    """The state as it is now: what nobody answered in time is expired."""
    return ApprovalState.EXPIRED if getattr(row, "over", False) else ApprovalState(row.state)


def status_of(turn: Turn, asked: Sequence[Approval]) -> str:
    """How a turn stands: it needs no approval any more once nothing that it asked can be answered."""
    waits = any(state_of(row) is ApprovalState.OPEN for row in asked)
    return Turn.Status.COMPLETE if turn.status == Turn.Status.NEEDS_APPROVAL and not waits else turn.status


def approval_shape(row: Approval) -> dict[str, Any]:
    """An approval as it is shown."""
    return {
        "id": str(row.pk),
        "tool": row.tool,
        "summary": row.summary,
        "changes": row.changes,
        "state": state_of(row).value,
        "asked_at": row.asked_at.isoformat(),
        "expires_at": row.expires_at.isoformat(),
        "decided_at": None if row.decided_at is None else row.decided_at.isoformat(),
        "reason": row.reason,
        "message_id": None if row.turn_id is None else str(row.turn_id),
        "receipt": row.receipt,
    }
