"""Drafts: estimates that wait for a yes, can be mended, and become entries once. Call within `acting_as`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.accounts.queries import local_now, measures_of
from fithub.core.clock import LocalMoment, now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.slots import Slot, slot_at
from fithub.diary import proposals as kept
from fithub.diary.amounts import Amount, amount_of
from fithub.diary.entries import check_eaten_on, write_entry
from fithub.diary.models import Draft, Entry
from fithub.diary.proposals import Alternative, Proposal, proposals_from
from fithub.estimation.estimate import estimate_meal
from fithub.foods.models import Food

OPEN_FOR: Final = timedelta(days=7)
MOST_ITEMS: Final = 100


def draft_meal(
    *,
    user_id: UUID,
    text: str,
    when: LocalMoment,
    source: str,
    local_date: date | None = None,
    slot: Slot | None = None,
) -> Draft:
    """Estimate a sentence and keep the estimate for a yes; nothing is written to the diary.

    Raises InvalidInput (`date_in_future`, `date_out_of_range`).
    """
    estimate = estimate_meal(text=text, when=when, locale=measures_of(user_id))
    proposals = proposals_from(estimate, when=when, local_date=local_date, slot=slot)
    day = local_date or estimate.local_date or when.date
    check_eaten_on(day, when)
    meal = slot or estimate.slot or slot_at(estimate.local_time or when.time)
    return create_draft(
        user_id=user_id,
        text=text,
        proposals=proposals,
        unmatched=estimate.unmatched,
        when=replace(when, date=day),
        source=source,
        slot=meal,
    )


def create_draft(
    *,
    user_id: UUID,
    text: str,
    proposals: Sequence[Proposal],
    unmatched: Sequence[str],
    when: LocalMoment,
    source: str,
    slot: Slot | None = None,
) -> Draft:
    """Keep proposals for a yes. Without a `slot` the draft goes where its first item does."""
    first = proposals[0] if proposals else None
    return Draft.objects.create(
        user_id=user_id,
        text=text,
        local_date=first.local_date if first else when.date,
        local_time=first.local_time if first else when.time,
        time_zone=when.zone,
        slot=slot or (first.slot if first else slot_at(when.time)),
        source=source,
        items=[kept.to_json(proposal, number) for number, proposal in enumerate(proposals, 1)],
        unmatched=list(unmatched),
        created_at=now(),
        expires_at=now() + OPEN_FOR,
    )


def edit_draft(*, user_id: UUID, draft_id: UUID, changes: Mapping[str, Any]) -> Draft:
    """Mend an open draft: `local_date`, `local_time`, `slot` (they move every item), `items`.

    `items` is the whole list as it should become. One with the `id` of an item of this draft is that item, with food_id, grams,
    quantity, unit, slot changed where they differ; one without is new and needs food_id and an amount; one left out is dropped.
    Raises NotFound (`draft_not_found`, `food_not_found`), Conflict (`draft_closed`), InvalidInput.
    """
    draft = _open_draft(user_id, draft_id)
    proposals = [kept.from_json(item) for item in draft.items]
    if "items" in changes:
        if len(changes["items"]) > MOST_ITEMS:
            raise InvalidInput.field("items", "too_many_items", f"A draft holds at most {MOST_ITEMS} items.")
        known = {item["id"]: proposal for item, proposal in zip(draft.items, proposals, strict=True)}
        proposals = [_mended(draft, known, wanted, index) for index, wanted in enumerate(changes["items"])]
    if "local_date" in changes:
        check_eaten_on(changes["local_date"], local_now(user_id))
        draft.local_date = changes["local_date"]
        proposals = [replace(proposal, local_date=draft.local_date) for proposal in proposals]
    if "local_time" in changes:
        draft.local_time = changes["local_time"]
        proposals = [replace(proposal, local_time=draft.local_time) for proposal in proposals]
    if "slot" in changes:
        draft.slot = changes["slot"]
        proposals = [replace(proposal, slot=Slot(draft.slot)) for proposal in proposals]
    draft.items = [kept.to_json(proposal, number) for number, proposal in enumerate(proposals, 1)]
    draft.save(update_fields=["local_date", "local_time", "slot", "items"])
    return draft


def commit_draft(*, user_id: UUID, draft_id: UUID) -> list[Entry]:
    """Write a draft's items down, once.

    Raises NotFound (`draft_not_found`), Conflict (`draft_closed`), InvalidInput (`draft_empty`, `date_in_future`).
    """
    draft = _open_draft(user_id, draft_id)
    if not draft.items:
        raise InvalidInput(
            "draft_empty", "Nothing in this draft was understood as food; add a food to it, or decline it."
        )
    today = local_now(user_id)
    proposals = _of_living_foods([kept.from_json(item) for item in draft.items])
    for proposal in proposals:
        check_eaten_on(proposal.local_date, today)
    entries = [write_entry(user_id=user_id, proposal=proposal, source=draft.source) for proposal in proposals]
    draft.state = Draft.State.COMMITTED
    draft.save(update_fields=["state"])
    return entries


def decline_draft(*, user_id: UUID, draft_id: UUID) -> None:
    """Say no to a draft. Raises NotFound (`draft_not_found`), Conflict (`draft_closed`)."""
    draft = _open_draft(user_id, draft_id)
    draft.state = Draft.State.DECLINED
    draft.save(update_fields=["state"])


def _open_draft(user_id: UUID, draft_id: UUID) -> Draft:
    """The draft, held until the transaction ends, so that two commits at once become one and one refusal."""
    draft = Draft.objects.select_for_update().filter(user_id=user_id, pk=draft_id).first()
    if draft is None:
        raise NotFound("draft_not_found", "There is no such draft; GET /drafts lists yours.")
    if draft.state != Draft.State.OPEN or draft.expires_at <= now():
        state = "expired" if draft.state == Draft.State.OPEN else draft.state
        raise Conflict("draft_closed", f"This draft is {state}; make a new one to log the meal.")
    return draft


def _of_living_foods(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals; of a food that has been deleted meanwhile without the food, as an entry of it would be."""
    living = set(Food.objects.filter(pk__in={each.amount.food_id for each in proposals}).values_list("pk", flat=True))
    return [
        each if each.amount.food_id in living else replace(each, amount=replace(each.amount, food_id=None))
        for each in proposals
    ]


def _mended(draft: Draft, known: Mapping[str, Proposal], wanted: Mapping[str, Any], index: int) -> Proposal:
    proposal = known.get(wanted.get("id") or "")
    if proposal is None:
        return _added(draft, wanted, index)
    if wanted.get("slot"):
        proposal = replace(proposal, slot=Slot(wanted["slot"]))
    amount = proposal.amount
    food_id = wanted.get("food_id") or amount.food_id
    grams = _if_changed(wanted.get("grams"), amount.grams)
    quantity = wanted.get("quantity", amount.quantity)
    unit = wanted.get("unit", amount.unit)
    same_food = food_id == amount.food_id
    if same_food and grams is None and quantity == amount.quantity and unit == amount.unit:
        return proposal
    if food_id is None:
        raise InvalidInput.field(f"items.{index}.food_id", "food_missing", "Choose a food for this item.")
    if grams is not None:
        quantity, unit = (None, None)
    elif not same_food and quantity == amount.quantity and unit == amount.unit and quantity is None:
        grams = amount.grams
    changed = amount_of(food_id=food_id, quantity=quantity, unit=unit, grams=grams)
    # A person's own choice of food is certain; a mended amount settles a doubt about that, and no other.
    settled = not same_food or (proposal.question is not None and proposal.question["asks"] == "amount")
    confidence, question = (None, None) if settled else (proposal.confidence, proposal.question)
    return replace(
        proposal,
        amount=changed,
        confidence=confidence,
        question=question,
        alternatives=proposal.alternatives if same_food else _others(proposal, changed),
        reasons=proposal.reasons if same_food else (),
        portion_label="",
    )


def _others(proposal: Proposal, chosen: Amount) -> tuple[Alternative, ...]:
    """What else the words may mean once another food was chosen: the one before, and the rest."""
    before = proposal.amount
    others = [each for each in proposal.alternatives if each.food_id not in (before.food_id, chosen.food_id)]
    if before.food_id is not None:
        others.insert(0, Alternative(before.food_id, before.description))
    return tuple(others)


def _added(draft: Draft, wanted: Mapping[str, Any], index: int) -> Proposal:
    if wanted.get("food_id") is None:
        raise InvalidInput.field(f"items.{index}.food_id", "food_missing", "A new item needs a food_id and an amount.")
    amount = amount_of(
        food_id=wanted["food_id"], quantity=wanted.get("quantity"), unit=wanted.get("unit"), grams=wanted.get("grams")
    )
    return Proposal(
        amount=amount,
        said=wanted.get("text") or "",
        confidence=None,
        alternatives=(),
        local_date=draft.local_date,
        local_time=draft.local_time,
        time_zone=draft.time_zone,
        slot=Slot(wanted.get("slot") or draft.slot),
    )


def _if_changed(wanted: Decimal | None, stored: Decimal) -> Decimal | None:
    return wanted if wanted is not None and wanted != stored else None
