"""The targets' tools: what a day is held against, a new target proposed, and the person's yes or no to it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field

from fithub.accounts.queries import profile_of
from fithub.accounts.scopes import Area
from fithub.body import proposals
from fithub.body.models import Proposal, ProposalState
from fithub.body.reference_shapes import reference_shape
from fithub.body.references import held_against
from fithub.body.target_shapes import WEEKDAYS, proposal_shape, target_shape
from fithub.body.targets import standing_target
from fithub.core.clock import date_in_words
from fithub.core.errors import Conflict
from fithub.core.nutrients import HUNDRED
from fithub.diary import queries
from tools.approving import ask, made_now
from tools.arguments import Arguments, LocalDate
from tools.base import Ctx, Receipt, user_tool
from tools.changing import bounds_said
from tools.deeds import Question, Waits

# What nobody is short of by a table: an adequate intake of sodium is no wish for more, and the Daily Values of energy, fat and
# carbohydrate are what a label's percentages are of.
NEVER_SHORT: Final = frozenset({"sodium_mg", "energy_kcal", "fat_g", "carbohydrate_g"})
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class GetTargets(Arguments):
    """Which day."""

    local_date: LocalDate | None = None


@user_tool(args=GetTargets, writes=False, area=Area.BODY)
def get_targets(ctx: Ctx, asked: GetTargets) -> Receipt:
    """The targets of a day, open proposals, and the day's sums beside the reference intakes for somebody of the person's age and
    sex: `short` of what every entry knows, `not_known` where some do not (their sums are lower bounds), `over` a limit."""
    day = queries.day(user_id=ctx.user_id, day=asked.local_date or ctx.when.date)
    beside = held_against(day.references, day.totals)
    table = reference_shape(user_id=ctx.user_id, day=day.date)
    waiting = proposals.own_proposals(ctx.user_id).filter(state=ProposalState.OPEN)[:5]
    under = [
        key
        for key, each in beside.items()
        if key not in NEVER_SHORT and each["recommended"] and (each["percent"] is None or each["percent"] < HUNDRED)
    ]
    return {
        "date": day.date.isoformat(),
        "targets": day.targets.nutrients,
        "targets_basis": day.targets.basis,
        "targets_warning": day.warning,
        "proposals": [_proposal(ctx, each) for each in waiting],
        "references": beside,
        "references_basis": day.references.authority.value,
        "missing": table["missing"],
        "per_kg": {
            key: {name: each[name] for name in ("per_kg", "for_weight_kg", "for_weight")}
            for key, each in table["nutrients"].items()
            if each["per_kg"] is not None
        },
        "entries_counted": len(day.entries),
        "short": [key for key in under if beside[key]["complete"]],
        "not_known": [key for key in under if not beside[key]["complete"]],
        "over": [key for key, each in beside.items() if each.get("limit") and (each["amount"] or 0) > each["limit"]],
    }


class NutrientTarget(Arguments):
    """Bounds of one nutrient, in the unit of its key, or as `unit` says."""

    min: Amount | None = None
    target: Amount | None = None
    max: Amount | None = None
    unit: Literal["percent_of_energy", "g_per_kg"] | None = None
    weight_kg: Annotated[Decimal | None, Field(gt=0, le=500, description="For g_per_kg; left out: the last one.")] = (
        None
    )


class ProposeTarget(Arguments):
    """Nutrients by key (energy_kcal, protein_g, sodium_mg …), from when, and on which days."""

    nutrients: Annotated[dict[str, NutrientTarget], Field(min_length=1, max_length=40)]
    effective_from: Annotated[date | None, Field(description="Today if left out.")] = None
    weekdays: Annotated[
        list[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]],
        Field(max_length=7, description="Only on these; left out: on every day."),
    ] = []
    day_kind: Annotated[Literal["training", "rest"] | None, Field(description="Only on such days.")] = None
    reason: Annotated[str, Field(max_length=500, description="Why, in a sentence.")] = ""


@user_tool(args=ProposeTarget, writes=True, waits=Waits.NEVER, area=Area.BODY)
def propose_target(ctx: Ctx, asked: ProposeTarget) -> Receipt:
    """Propose a new target, which waits for the person's yes; nutrients that are not named stay as they are. Nothing is set: tell
    them what it says and ask. Unsafe ones are refused. Only for who wants it done at once it is (`target` in the result)."""
    weekdays = [WEEKDAYS.index(each) + 1 for each in asked.weekdays]
    day_kind = asked.day_kind or ""
    first = max(asked.effective_from or ctx.when.date, ctx.when.date)
    before = standing_target(user_id=ctx.user_id, day=first, weekdays=weekdays, day_kind=day_kind)
    named = {key: bounds.model_dump(exclude_none=True) for key, bounds in asked.nutrients.items()}
    # "140 g protein" and then "2100 kcal", before the yes: both.
    going_on = proposals.just_proposed(user_id=ctx.user_id, source=ctx.actor, weekdays=weekdays, day_kind=day_kind)
    made = proposals.propose(
        user_id=ctx.user_id,
        nutrients={**({} if before is None else before.nutrients), **going_on, **named},
        effective_from=first,
        reason=asked.reason,
        arithmetic={},
        source=ctx.actor,
        weekdays=weekdays,
        day_kind=day_kind,
    )
    if not (ctx.unasked or Waits.USUALLY.hold_up(profile_of(ctx.user_id).autonomy)):
        return {**_set(ctx, made.pk), "named": list(named)}
    question = _what_is_aimed_at(made, {} if before is None else before.nutrients)
    arguments = {"proposal_id": str(made.pk), "approve": True}
    return {
        "proposals": [_proposal(ctx, made)],
        "named": list(named),
        "approval": ask(ctx, decide_proposal.name, arguments, question, proposal_id=made.pk),
        "message": "1 target proposed; it waits for a yes.",
    }


def _what_is_aimed_at(made: Proposal, before: Mapping[str, Any]) -> Question:
    said = bounds_said(made.nutrients)
    what = f"target from {date_in_words(made.effective_from)}"
    changes = [{"what": what, "before": bounds_said(before) if before else None, "after": said}]
    return Question(f"Set your daily target from {date_in_words(made.effective_from)} on: {said}.", changes)


class DecideProposal(Arguments):
    """Which proposal, and what the person said."""

    proposal_id: UUID
    approve: bool


def _drop(ctx: Ctx, asked: DecideProposal) -> Proposal:
    return proposals.decline(user_id=ctx.user_id, proposal_id=asked.proposal_id)


@user_tool(
    args=DecideProposal,
    writes=True,
    waits=Waits.NEVER,
    declined=_drop,
    as_of_yes=True,
    area=Area.BODY,
    destructive=True,
    idempotent=True,
)
def decide_proposal(ctx: Ctx, asked: DecideProposal) -> Receipt:
    """Set a proposed target (`proposal_waits` in the context), or drop it, after the person's plain yes or no to it."""
    proposals.proposal(user_id=ctx.user_id, proposal_id=asked.proposal_id)
    outside = ctx.conversation_id is None and not asked.approve
    if not outside and (ctx.answer is not asked.approve or made_now(ctx, Proposal, asked.proposal_id)):
        raise Conflict(
            "answer_needed", "Only they decide this: ask the person, and decide after their plain yes or no."
        )
    if not asked.approve:
        return {"proposals": [_proposal(ctx, _drop(ctx, asked))], "message": "1 proposal declined."}
    return _set(ctx, asked.proposal_id)


def _set(ctx: Ctx, proposal_id: UUID) -> Receipt:
    approved, target = proposals.approve(user_id=ctx.user_id, proposal_id=proposal_id)
    shown = target_shape(target, profile_of(ctx.user_id), ctx.when.date)
    return {"proposals": [_proposal(ctx, approved)], "target": shown, "message": "1 target set."}


def _proposal(ctx: Ctx, row: Proposal) -> dict[str, Any]:
    return proposal_shape(row, profile_of(ctx.user_id), ctx.when.date)
