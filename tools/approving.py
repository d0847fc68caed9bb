"""The gate before every tool that writes, and what a yes or a no does (docs/adr/0023-approvals.md). Call within `acting_as`.

A call is tried in a savepoint. So it is refused at once where it cannot be done, and what it would do is known to the row; where it
has to wait for the person it is taken back, and an approval is all that stays.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Model
from pydantic import BaseModel

from fithub.accounts.queries import profile_of
from fithub.coaching import approvals
from fithub.coaching.models import Approval, ApprovalState
from fithub.coaching.turns import call_key, last_turn_id
from fithub.core.clock import LocalMoment
from fithub.core.errors import Conflict, FitHubError
from fithub.core.models import Change, Once
from fithub.core.ownership import change_set, change_set_of_its_own
from fithub.diary.models import Entry
from fithub.diary.plausible import is_likely, kcal_on
from tools.brief import brief
from tools.changing import changes_of, summary_of
from tools.context import Ctx, Receipt
from tools.deeds import DEEDS, Deed, Question, Waits

# More entries than these are no everyday change any more: a day copied, a month deleted.
MANY: Final = 30
MASS: Final = 100
DELETES: Final = ("delete_entry", "delete_own", "delete_measurement", "delete_activity", "delete_water")
WAITING: Final = "It waits for the person's yes; nothing has been done. Tell them what it would do, and ask."


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of an answer: the approval, and what the yes did, or why that could not be done any more."""

    approval: Approval
    receipt: Receipt | None = None
    refusal: FitHubError | None = None


class _HasToWait(Exception):
    """Takes a call back that was only tried."""

    def __init__(self, question: Question, would: Receipt) -> None:
        super().__init__()
        self.question = question
        self.would = would


def attempt(ctx: Ctx, deed: Deed[Any], asked: BaseModel, call_id: str) -> Receipt:
    """Do what is asked, or ask the person for their yes and do nothing."""
    arguments = asked.model_dump(mode="json", exclude_unset=True)
    answered = _just_said_yes(ctx, deed, arguments)
    if answered is not None:
        return told(decide(ctx=ctx, approval_id=answered.pk, approved=True))
    newest = _newest_change()
    try:
        with transaction.atomic():
            receipt = deed.work(ctx, asked)
            _judge(ctx, deed, asked, receipt, newest)
            return receipt
    except _HasToWait as wait:
        row = ask(ctx, deed.name, arguments, wait.question, call_id)
        return {"approval": row, "would": brief(wait.would), "message": WAITING}


def ask(
    ctx: Ctx,
    tool: str,
    arguments: dict[str, Any],
    question: Question,
    call_id: str = "",
    proposal_id: UUID | None = None,
) -> dict[str, Any]:
    """Write a question down, and return it as a receipt tells it."""
    row = approvals.ask(
        user_id=ctx.user_id,
        turn_id=ctx.turn_id if ctx.conversation_id is not None else None,
        call_id=call_id,
        tool=tool,
        arguments=arguments,
        summary=question.summary,
        changes=question.changes or [],
        said={"date": ctx.when.date.isoformat(), "time": ctx.when.time.isoformat(), "zone": ctx.when.zone},
        proposal_id=proposal_id,
    )
    return {name: value for name, value in approvals.approval_shape(row).items() if name in _ASKED}


_ASKED: Final = frozenset({"id", "tool", "summary", "changes", "state", "asked_at", "expires_at"})


def decide(*, ctx: Ctx, approval_id: UUID, approved: bool, reason: str = "") -> Decided:
    """Carry an answer out, once: a yes runs the call that was stored, as its person, in the change set of this transaction.

    What cannot be done any more (a row has gone, a floor refuses it now) is a refusal, and the approval is expired.
    Raises NotFound (`approval_not_found`), Conflict (`approval_decided`, `approval_expired`).
    """
    row = approvals.hold_open(user_id=ctx.user_id, approval_id=approval_id)
    deed = DEEDS[row.tool]
    words = None if ctx.conversation_id is None else ctx.turn_id
    try:
        with transaction.atomic():
            asked = deed.read(row.arguments)
            if not approved:
                if deed.declined is not None:
                    deed.declined(ctx, asked)
                receipt = None
            else:
                receipt = _carry_out(ctx, deed, asked, row)
    except FitHubError as error:
        approvals.settle(row, ApprovalState.EXPIRED, reason=error.detail, answered_in=words)
        return Decided(row, refusal=error)
    approvals.settle(
        row,
        ApprovalState.APPROVED if approved else ApprovalState.DECLINED,
        reason=reason,
        receipt=receipt,
        answered_in=words,
    )
    return Decided(row, receipt)


def told(decided: Decided) -> Receipt:
    """What a model is told of an answer: the receipt of what was done, or that nothing was."""
    row = decided.approval
    about = {"id": str(row.pk), "tool": row.tool, "state": row.state, "summary": row.summary}
    if decided.receipt is not None:
        return {**decided.receipt, "decided": about}
    if decided.refusal is not None:
        return {"decided": about, "error": decided.refusal.code, "message": f"Not done: {decided.refusal.detail}"}
    return {"decided": about, "message": "The person said no; nothing has been done."}


def check_answer(ctx: Ctx, row: Approval, *, approved: bool) -> None:
    """Refuse a model that answers for the person: their message has to be a plain yes or no, and to follow the question at once.

    Raises Conflict (`answer_needed`).
    """
    if ctx.answer is not approved:
        raise Conflict("answer_needed", "Only the person decides this: ask them, and wait for a plain yes or no.")
    if not _was_just_asked(ctx, row):
        raise Conflict(
            "answer_needed", "This was not asked just now: make the call again, so that it is asked anew, or leave it."
        )


def receipt_of(ctx: Ctx, name: str, done: Receipt) -> Receipt:
    """A receipt in full: what every tool that writes tells."""
    empty = {"change_set_id": str(ctx.turn_id), "entries": [], "drafts": [], "unmatched": [], "message": ""}
    return {"tool": name, **empty, **done}


def made_now(ctx: Ctx, model: type[Model], row_id: UUID) -> bool:
    """Whether a row was made in the very turn: nobody can have said yes to it yet."""
    made = Change.objects.filter(change_set_id=ctx.turn_id, table_name=model._meta.db_table, row_id=row_id)
    return made.filter(before__isnull=True).exists()


def deletes_one(ctx: Ctx) -> Waits:
    """When the deletion of one thing waits: the first of a turn goes at once, a second one is more than one."""
    if ctx.conversation_id is None:
        return Waits.IF_ALWAYS_ASK
    before = Once.objects.filter(key__startswith=call_key(ctx.turn_id, ""), result__tool__in=DELETES)
    return Waits.USUALLY if before.exclude(result__has_key="approval").exists() else Waits.IF_ALWAYS_ASK


def _carry_out(ctx: Ctx, deed: Deed[Any], asked: BaseModel, row: Approval) -> Receipt:
    then = LocalMoment(date.fromisoformat(row.said["date"]), time.fromisoformat(row.said["time"]), row.said["zone"])
    moment = ctx if deed.as_of_yes else replace(ctx, when=then)
    if not deed.own_change_set:
        return receipt_of(ctx, deed.name, {"change_set_id": str(change_set()), **deed.work(moment, asked)})
    with change_set_of_its_own() as own:
        return receipt_of(ctx, deed.name, {"change_set_id": str(own), **deed.work(moment, asked)})


def _judge(ctx: Ctx, deed: Deed[Any], asked: BaseModel, receipt: Receipt, newest: int) -> None:
    """Take back what was tried if it has to wait, and does not ask of itself."""
    if "approval" in receipt:
        return
    waits = Waits.ALWAYS if ctx.unasked else deed.waits(ctx, asked)
    if waits is not Waits.NEVER:
        waits = max(waits, _by_size(receipt), _by_likelihood(ctx, receipt))
    profile = profile_of(ctx.user_id)
    if not waits.hold_up(profile.autonomy):
        return
    question = Question("") if deed.asks is None else deed.asks(ctx, receipt)
    changes = question.changes
    if changes is None:
        changed = Change.objects.filter(change_set_id=change_set(), id__gt=newest).order_by("id")
        changes = changes_of(list(changed), units=profile.units)
    raise _HasToWait(Question(question.summary or summary_of(changes, deed.name), changes), receipt)


def _by_size(receipt: Receipt) -> Waits:
    """By the entries of the call, or of all calls of a turn that changed something there: many small ones are a large one."""
    of_turn = Change.objects.filter(change_set_id=change_set(), table_name=Entry._meta.db_table)
    size = max(
        len(receipt.get("entries", ())) + len(receipt.get("removed", ())), of_turn.values("row_id").distinct().count()
    )
    return Waits.ALWAYS if size > MASS else Waits.USUALLY if size > MANY else Waits.NEVER


def _by_likelihood(ctx: Ctx, receipt: Receipt) -> Waits:
    """Nobody eats 28,000 kcal: what is hardly possible waits, whatever wrote it and whatever the person's setting is."""
    entries = receipt.get("entries", ())
    for day in {entry["local_date"] for entry in entries}:
        kcal = kcal_on(ctx.user_id, date.fromisoformat(day))
        if not all(is_likely(each["grams"], each["nutrients"], kcal) for each in entries if each["local_date"] == day):
            return Waits.ALWAYS
    return Waits.NEVER


def _just_said_yes(ctx: Ctx, deed: Deed[Any], arguments: dict[str, Any]) -> Approval | None:
    """What the person has said yes to in this message, where a model answers that by making the call again."""
    if ctx.answer is not True or ctx.conversation_id is None:
        return None
    waiting = approvals.open_in(ctx.user_id, ctx.conversation_id).filter(tool=deed.name, arguments=arguments)
    return next((row for row in waiting if _was_just_asked(ctx, row)), None)


def _was_just_asked(ctx: Ctx, row: Approval) -> bool:
    """Whether it was asked in the turn before this one."""
    if ctx.conversation_id is None or row.turn_id is None:
        return False
    return last_turn_id(ctx.conversation_id, before=ctx.turn_id) == row.turn_id


def _newest_change() -> int:
    found = Change.objects.filter(change_set_id=change_set()).aggregate(newest=Max("id"))
    return found["newest"] or 0
