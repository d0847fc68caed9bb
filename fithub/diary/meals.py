"""Writing down a sentence: sure things at once, the rest as a draft that waits for a yes. Call within `acting_as`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.accounts.models import Autonomy
from fithub.accounts.queries import measures_of, profile_of
from fithub.core.clock import LocalMoment
from fithub.core.nutrients import total
from fithub.core.slots import Slot
from fithub.diary import queries
from fithub.diary.drafts import create_draft
from fithub.diary.entries import check_eaten_on, write_entry
from fithub.diary.models import Draft, Entry
from fithub.diary.proposals import Proposal, proposals_from
from fithub.estimation.estimate import SURE, estimate_meal

# Beyond these a slip of the tongue is likelier than a meal.
PLAUSIBLE_ENTRY_GRAMS: Final = Decimal(5_000)
PLAUSIBLE_ENTRY_KCAL: Final = Decimal(5_000)
PLAUSIBLE_DAY_KCAL: Final = Decimal(15_000)


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of a sentence: rows written, drafts that wait for a yes, words that were not understood.

    `left_out`: foods that were not written down, since the person is allergic to them or avoids them.
    """

    entries: list[Entry]
    drafts: list[Draft]
    unmatched: list[str]
    left_out: tuple[str, ...] = ()


def log_meal(
    *,
    user_id: UUID,
    text: str,
    when: LocalMoment,
    source: str,
    local_date: date | None = None,
    slot: Slot | None = None,
) -> Logged:
    """Write down what a sentence says was eaten: what is sure as entries, what is not as one draft.

    `local_date` and `slot` win over what the text says. Raises InvalidInput (`date_in_future`, `date_out_of_range`).
    """
    estimate = estimate_meal(text=text, when=when, locale=measures_of(user_id))
    proposals = proposals_from(estimate, when=when, local_date=local_date, slot=slot)
    for proposal in proposals:
        check_eaten_on(proposal.local_date, when)
    sure, unsure = _sorted_by_certainty(user_id, proposals)
    entries = [write_entry(user_id=user_id, proposal=proposal, source=source) for proposal in sure]
    drafts = (
        [create_draft(user_id=user_id, text=text, proposals=unsure, unmatched=(), when=when, source=source)]
        if unsure
        else []
    )
    return Logged(entries, drafts, list(estimate.unmatched))


def _sorted_by_certainty(user_id: UUID, proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """What may be written at once, and what has to be asked about, by the person's own setting."""
    autonomy = profile_of(user_id).autonomy
    if autonomy == Autonomy.ALWAYS_ASK:
        return [], list(proposals)
    sure: list[Proposal] = []
    unsure: list[Proposal] = []
    eaten = {day: _kcal_on(user_id, day) for day in {proposal.local_date for proposal in proposals}}
    for proposal in proposals:
        kcal = proposal.amount.nutrients["energy_kcal"] or Decimal(0)
        plausible = (
            proposal.amount.grams <= PLAUSIBLE_ENTRY_GRAMS
            and kcal <= PLAUSIBLE_ENTRY_KCAL
            and eaten[proposal.local_date] + kcal <= PLAUSIBLE_DAY_KCAL
        )
        known = proposal.confidence is None or proposal.confidence >= SURE or autonomy == Autonomy.JUST_DO_IT
        (sure if plausible and known else unsure).append(proposal)
        eaten[proposal.local_date] += kcal
    return sure, unsure


def _kcal_on(user_id: UUID, day: date) -> Decimal:
    entries = queries.own_entries(user_id).filter(local_date=day)
    return total(entry.nutrients for entry in entries).amounts["energy_kcal"] or Decimal(0)
