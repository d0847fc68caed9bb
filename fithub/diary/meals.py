"""Writing down a sentence: sure things at once, the rest as a draft that waits for a yes. Call within `acting_as`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from fithub.accounts.models import Autonomy
from fithub.accounts.queries import measures_of, profile_of
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.diary.drafts import create_draft
from fithub.diary.entries import check_eaten_on, write_entry
from fithub.diary.models import Draft, Entry
from fithub.diary.plausible import is_likely, kcal_on
from fithub.diary.proposals import Proposal, proposals_from
from fithub.estimation.estimate import SURE, estimate_meal


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
    ask_first: bool = False,
) -> Logged:
    """Write down what a sentence says was eaten: what is sure as entries, what is not as one draft; with `ask_first` all of it.

    `local_date` and `slot` win over what the text says. Raises InvalidInput (`date_in_future`, `date_out_of_range`).
    """
    proposals, unmatched = read_meal(user_id=user_id, text=text, when=when, local_date=local_date, slot=slot)
    return log_proposals(
        user_id=user_id,
        proposals=proposals,
        text=text,
        unmatched=unmatched,
        when=when,
        source=source,
        ask_first=ask_first,
    )


def read_meal(
    *, user_id: UUID, text: str, when: LocalMoment, local_date: date | None = None, slot: Slot | None = None
) -> tuple[list[Proposal], Sequence[str]]:
    """What a sentence says was eaten, and its words that were not understood; nothing is written. Raises as `log_meal`."""
    estimate = estimate_meal(text=text, when=when, locale=measures_of(user_id))
    proposals = proposals_from(estimate, when=when, local_date=local_date, slot=slot)
    for proposal in proposals:
        check_eaten_on(proposal.local_date, when)
    return proposals, estimate.unmatched


def log_proposals(
    *,
    user_id: UUID,
    proposals: Sequence[Proposal],
    text: str,
    unmatched: Sequence[str],
    when: LocalMoment,
    source: str,
    ask_first: bool = False,
) -> Logged:
    """Write down the proposals that are sure and likely, by the person's own setting; the rest, or with `ask_first` all of them,
    becomes one draft."""
    sure, unsure = ([], list(proposals)) if ask_first else _sorted_by_certainty(user_id, proposals)
    entries = [write_entry(user_id=user_id, proposal=proposal, source=source) for proposal in sure]
    drafts = (
        [create_draft(user_id=user_id, text=text, proposals=unsure, unmatched=(), when=when, source=source)]
        if unsure
        else []
    )
    return Logged(entries, drafts, list(unmatched))


def _sorted_by_certainty(user_id: UUID, proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """What may be written at once, and what has to be asked about, by the person's own setting."""
    autonomy = profile_of(user_id).autonomy
    if autonomy == Autonomy.ALWAYS_ASK:
        return [], list(proposals)
    sure: list[Proposal] = []
    unsure: list[Proposal] = []
    eaten = {day: kcal_on(user_id, day) for day in {proposal.local_date for proposal in proposals}}
    for proposal in proposals:
        nutrients = proposal.amount.nutrients
        eaten[proposal.local_date] += nutrients["energy_kcal"] or Decimal(0)
        likely = is_likely(proposal.amount.grams, nutrients, eaten[proposal.local_date])
        known = proposal.confidence is None or proposal.confidence >= SURE or autonomy == Autonomy.JUST_DO_IT
        (sure if likely and known else unsure).append(proposal)
    return sure, unsure
