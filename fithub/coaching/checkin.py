"""The weekly check-in: from what a person burns and what they want to weigh, what they might eat, with the arithmetic of it.

It proposes and the person decides: a proposal of fithub.body waits for their yes. Call within `acting_as`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final
from uuid import UUID

from fithub.accounts.queries import profile_of
from fithub.body.bounds import aim
from fithub.body.expenditure import Reason
from fithub.body.goals import own_goals
from fithub.body.models import Expenditure, Goal, Proposal, ProposalState
from fithub.body.progress import GoalStatus, progress_of
from fithub.body.proposals import own_proposals, propose
from fithub.body.safety import energy_floor
from fithub.body.targets import targets_on
from fithub.coaching.turns import told_since
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import quantise
from fithub.diary.balance import expenditure, is_learned

# Nobody is to lose more than this part of their weight a week.
MOST_LOSS_A_WEEK: Final = Decimal("0.01")
# Smaller changes of a target than this (kcal) are not worth a question.
LEAST_CHANGE: Final = Decimal(50)
# Where the estimate does not tell the energy of a kilogram of body: 7,700 kcal, the usual figure.
KCAL_PER_KG: Final = Decimal(7700)
_TEN: Final = Decimal(10)
_WHY: Final = {
    Reason.NO_WEIGHT.value: "there is no weight of yours yet",
    Reason.TOO_FEW_DAYS.value: "too few of the last days are complete in your diary",
    Reason.TOO_FEW_WEIGHINGS.value: "there are too few weighings",
    Reason.NO_RECENT_DATA.value: "there is nothing recent to learn from",
    Reason.AT_LIMIT.value: "what the figures say lies beyond what is likely",
}


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What came of it: a proposal, or None and `text` says why; `arithmetic`: the figures, units in the names."""

    proposal: Proposal | None
    text: str
    arithmetic: dict[str, Any]


def check_in(*, user_id: UUID, today: date) -> CheckIn | None:
    """Look whether the energy target still leads to the person's weight goal; None for who has no such goal."""
    goal = own_goals(user_id).filter(metric="weight_kg", is_active=True, start_date__lte=today).first()
    if goal is None or goal.target_value is None:
        return None
    burned = expenditure(user_id=user_id, on=today)
    if not is_learned(burned):
        why = _WHY.get(burned.reason or "", "it cannot be told for you")
        return CheckIn(None, f"I propose no new target this week: how much you burn is not sure enough, as {why}.", {})
    figures = _figures(goal, burned, today, floor=energy_floor(profile_of(user_id)))
    before = aim(targets_on(user_id=user_id, dates=[today])[today].nutrients.get("energy_kcal", {}))
    if before is not None and abs(figures["energy_kcal"] - before) < LEAST_CHANGE:
        return CheckIn(
            None, "Your energy target still fits what you burn and your goal, so it stays as it is.", figures
        )
    try:
        made = propose(
            user_id=user_id,
            nutrients={"energy_kcal": {"target": figures["energy_kcal"]}},
            effective_from=today,
            reason=_sum(figures),
            arithmetic=figures,
            source="coach",
        )
    except InvalidInput as error:
        return CheckIn(None, f"I propose no new target this week. {error.detail}", {})
    text = f"{_sum(figures)} Shall I set that as your target? Nothing changes before you say yes; you can edit it, too."
    return CheckIn(made, text, figures)


def proposal_asked(*, user_id: UUID, conversation_id: UUID) -> UUID | None:
    """The proposal that the coach asked about in a conversation since the person spoke in it last, while it is open."""
    told = (about for about in told_since(conversation_id) if about.get("kind") == "check_in")
    asked = next((about["proposal_id"] for about in told if about["proposal_id"]), None)
    waits = asked and own_proposals(user_id).filter(pk=asked, state=ProposalState.OPEN).exists()
    return UUID(asked) if waits else None


def _figures(goal: Goal, burned: Expenditure, today: date, *, floor: Decimal) -> dict[str, Any]:
    """The sum: what is burned, and more or less by the pace to the goal; never under the floor."""
    assert burned.kcal is not None
    progress = progress_of(goal, today)
    weight = progress.current or burned.basis["weight_kg"]
    per_week = _pace(goal, weight, progress.needed_per_week, reached=progress.status is GoalStatus.REACHED)
    per_kg = burned.basis["kcal_per_kg"] or KCAL_PER_KG
    daily = quantise(per_week * per_kg / 7)
    wanted = ((burned.kcal + daily) / _TEN).quantize(Decimal(1), rounding=ROUND_HALF_EVEN) * _TEN
    return {
        "expenditure_kcal": burned.kcal,
        "expenditure_low_kcal": burned.low,
        "expenditure_high_kcal": burned.high,
        "weight_kg": quantise(weight),
        "kg_per_week": per_week,
        "kcal_per_kg": per_kg,
        "daily_difference_kcal": daily,
        "floor_kcal": floor,
        "energy_kcal": max(wanted, floor),
    }


def _pace(goal: Goal, weight: Decimal, needed: Decimal | None, *, reached: bool) -> Decimal:
    """How much the weight is to change in a week (kg, less is negative): as the goal says, and no faster than is safe."""
    assert goal.target_value is not None
    gap = goal.target_value - weight
    if reached or goal.kind == "maintenance" or not gap:
        return Decimal(0)
    told = goal.pace_per_week if goal.pace_per_week is not None else abs(needed or Decimal(0))
    most = quantise(weight * MOST_LOSS_A_WEEK)
    return quantise(min(told, most)) * (1 if gap > 0 else -1)


def _sum(figures: dict[str, Any]) -> str:
    way = "more" if figures["daily_difference_kcal"] > 0 else "less"
    burned, energy = (f"{figures[name].quantize(Decimal(1)):,}" for name in ("expenditure_kcal", "energy_kcal"))
    text = f"You burn about {burned} kcal a day."
    daily = abs(figures["daily_difference_kcal"]).quantize(Decimal(1))
    if not daily:
        return f"{text} To stay where you are, that is what to eat: {energy} kcal a day."
    pace = f"{abs(figures['kg_per_week']).normalize():f} kg a week"
    text += f" {pace} at {figures['kcal_per_kg'].quantize(Decimal(1)):,} kcal a kilogram is {daily:,} kcal a day {way}"
    if figures["energy_kcal"] == figures["floor_kcal"]:
        return f"{text}; but I propose nothing under {energy} kcal, the least that is safe without a doctor."
    return f"{text}: {energy} kcal a day."
