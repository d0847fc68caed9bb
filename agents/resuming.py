"""How a turn goes on when the person answers what it asked, by a button or a form: it is done, and told in words of ours.

No model is asked, so a yes is carried out the same with a provider and without, after a restart and without Redis. All of it is one
transaction: where anything breaks, nothing has been answered.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from agents.memory import forget_thread
from agents.offline.history import Result
from agents.offline.telling import finished
from agents.stream import calls_of
from fithub.accounts.queries import local_now
from fithub.coaching import approvals
from fithub.coaching.approvals import state_of
from fithub.coaching.models import Approval, ApprovalState, Turn
from fithub.coaching.turns import go_on, hold_answered
from fithub.core.errors import Conflict, NotFound
from fithub.core.ids import new_id
from fithub.core.ownership import Actor, acting_as
from fithub.core.wire import to_json
from tools.approving import Decided, decide, told
from tools.brief import brief
from tools.context import Ctx


@dataclass(frozen=True, slots=True)
class Answer:
    """The person's answer to one approval."""

    approval_id: UUID
    approved: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A turn after the answers: what they were about, and all that the turn has asked."""

    turn: Turn
    answered: list[Approval]
    asked: list[Approval]


def resume(*, user_id: UUID, conversation_id: UUID, answers: Sequence[Answer]) -> Resumed:
    """Carry the answers out and go on with the turn that asked. The same answers again change nothing and get the same.

    Raises NotFound (`conversation_not_found`, `approval_not_found`), Conflict (`turn_running`, `approval_decided`,
    `approval_expired`, `answers_apart`).
    """
    change_set_id = new_id()
    with acting_as(user_id, actor=Actor.CHAT, change_set_id=change_set_id, writes=True):
        rows = [approvals.approval(user_id=user_id, approval_id=each.approval_id) for each in answers]
        turn = hold_answered(user_id=user_id, conversation_id=conversation_id, turn_id=_turn_of(rows))
        new = [each for each, row in zip(answers, rows, strict=True) if not _is_answered(row, each)]
        ctx = Ctx(user_id=user_id, when=local_now(user_id), turn_id=change_set_id)
        decided = [_decided(ctx, each) for each in new]
        if decided:
            go_on(
                turn,
                answer=_words(decided, ctx),
                trace=_trace(turn, decided),
                receipts=[each.receipt for each in decided if each.receipt is not None],
            )
        asked = approvals.of_turns(user_id, [turn.pk]).get(turn.pk, [])
    if decided:
        forget_thread(turn)
    wanted = {each.approval_id for each in answers}
    return Resumed(turn, [row for row in asked if row.pk in wanted], asked)


def _turn_of(rows: Sequence[Approval]) -> UUID:
    """The one turn that asked for all of them."""
    turns = {row.turn_id for row in rows}
    if len(turns) > 1:
        raise Conflict(
            "answers_apart", "These were asked in different turns; answer each turn's in a message of its own."
        )
    (turn_id,) = turns
    if turn_id is None:
        raise NotFound("approval_not_found", "This was not asked in a conversation; answer it at POST /approvals/{id}.")
    return UUID(str(turn_id))


def _is_answered(row: Approval, answer: Answer) -> bool:
    """Whether it has had this very answer already."""
    return state_of(row) is (ApprovalState.APPROVED if answer.approved else ApprovalState.DECLINED)


def _decided(ctx: Ctx, answer: Answer) -> Decided:
    own = Ctx(user_id=ctx.user_id, when=ctx.when, turn_id=ctx.turn_id, answer=answer.approved)
    return decide(ctx=own, approval_id=answer.approval_id, approved=answer.approved, reason=answer.reason)


def _trace(turn: Turn, decided: Sequence[Decided]) -> list[Mapping[str, Any]]:
    """The turn's trace with what came of each call that waited, as a model reads it from now on."""
    outcome = {call_id: _outcome(each) for each in decided for call_id in calls_of(turn, each.approval)}
    return [message | outcome.get(message.get("tool_call_id", ""), {}) for message in turn.trace]


def _outcome(each: Decided) -> dict[str, str]:
    """A tool's message, as it would be had the call not waited: a receipt, or a refusal."""
    if each.receipt is not None:
        return {"content": to_json(brief(told(each)))}
    code = "declined" if each.refusal is None else each.refusal.code
    detail = "The person said no." if each.refusal is None else each.refusal.detail
    return {"content": to_json({"error": code, "detail": detail}), "status": "error"}


def _words(decided: Sequence[Decided], ctx: Ctx) -> str:
    """What was done, from the receipts; what was not, and why."""
    results = [
        Result("", each.approval.tool, ok=True, data=json.loads(to_json(brief(told(each))), parse_float=Decimal))
        for each in decided
    ]
    return finished(results, ctx.when.date)
