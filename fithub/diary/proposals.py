"""One food that may become an entry: what an estimate proposes, and what a draft keeps of it as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.core.clock import LocalMoment
from fithub.core.nutrients import quantise
from fithub.core.slots import Slot, slot_at
from fithub.diary.amounts import Amount
from fithub.estimation.estimate import SURE, MealEstimate
from fithub.estimation.questions import MOST_ANSWERS, Asks
from fithub.foods.models import Food
from fithub.foods.single import PortionSource

# When a meal of another day, or of another time of this day, is taken to have been eaten if nobody says.
USUAL_TIME: Final = {
    Slot.BREAKFAST: time(8, 0),
    Slot.LUNCH: time(12, 30),
    Slot.SNACK: time(16, 0),
    Slot.DINNER: time(19, 0),
}

# Where grams come from that somebody saw: their source, and between which parts of them the true ones are taken to be.
PHOTO: Final = "photo"
BY_EYE: Final = (Decimal("0.7"), Decimal("1.4"))


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another food that the words may mean."""

    food_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """So much of one food at a meal of a local date; `confidence` is None where nothing was guessed.

    `question`: what to ask the person where it is not sure enough, as JSON ({asks, text, answers}); `reasons`: why this food;
    `portion_label`: what was weighed.
    """

    amount: Amount
    said: str
    confidence: Decimal | None
    alternatives: tuple[Alternative, ...]
    local_date: date
    local_time: time
    time_zone: str
    slot: Slot
    question: Mapping[str, Any] | None = None
    reasons: tuple[str, ...] = ()
    portion_label: str = ""


def proposals_from(
    estimate: MealEstimate, *, when: LocalMoment, local_date: date | None, slot: Slot | None
) -> list[Proposal]:
    """The items of an estimate, each placed in a day: by what the caller says, else by the text, else by the clock."""
    foods = Food.objects.in_bulk({item.food_id for item in estimate.items})
    proposals = []
    for item in estimate.items:
        day = local_date or item.local_date or estimate.local_date or when.date
        meal = slot or item.slot or estimate.slot
        at = item.local_time or estimate.local_time
        placed_slot, placed_time = placed(day, meal, at, when)
        amount = Amount(
            food_id=item.food_id,
            description=item.food_name,
            quantity=item.quantity,
            unit=item.unit,
            grams=item.grams,
            grams_low=item.grams_low,
            grams_high=item.grams_high,
            portion_source=item.portion_source,
            nutrients_per_100g=foods[item.food_id].nutrients_per_100g,
        )
        proposals.append(
            Proposal(
                amount=amount,
                said=item.text,
                confidence=item.confidence,
                alternatives=tuple(Alternative(each.food_id, each.name) for each in item.alternatives),
                local_date=day,
                local_time=placed_time,
                time_zone=when.zone,
                slot=placed_slot,
                question=None if item.question is None else asdict(item.question),
                reasons=item.reasons,
                portion_label=item.portion_label,
            )
        )
    return proposals


def seen(proposal: Proposal, confidence: Decimal, why: str) -> Proposal:
    """What somebody saw and is so sure of (0 to 1): no surer than that, and asked about where it is not sure enough. Grams are
    judged by eye."""
    amount = proposal.amount
    if amount.portion_source == PortionSource.STATED:
        low, high = (quantise(amount.grams * times) for times in BY_EYE)
        amount = replace(amount, grams_low=low, grams_high=high, portion_source=PHOTO)
    both = quantise(confidence * (1 if proposal.confidence is None else proposal.confidence))
    question = proposal.question
    if question is None and both < SURE:
        names = (amount.description, *(each.name for each in proposal.alternatives))[:MOST_ANSWERS]
        text = f"Is that {amount.description}, about {amount.grams.normalize():f} g?"
        question = {"asks": Asks.FOOD.value, "text": text, "answers": list(names)}
    reasons = (*proposal.reasons, *([why] if why else []))
    return replace(proposal, amount=amount, confidence=both, question=question, reasons=reasons)


def placed(day: date, meal: Slot | None, at: time | None, when: LocalMoment) -> tuple[Slot, time]:
    """The meal and the time of day, each from the other where only one is known."""
    if at is not None:
        return meal or slot_at(at), at
    if meal is None:
        meal = slot_at(when.time)
    if day == when.date and slot_at(when.time) == meal:
        return meal, when.time
    return meal, USUAL_TIME[meal]


def to_json(proposal: Proposal, number: int) -> dict[str, Any]:
    """What a draft keeps of a proposal; `id` names the item within its draft."""
    amount = proposal.amount
    return {
        "id": str(number),
        "text": proposal.said,
        "food": None if amount.food_id is None else {"id": str(amount.food_id), "name": amount.description},
        "quantity": amount.quantity,
        "unit": amount.unit,
        "grams": amount.grams,
        "grams_low": amount.grams_low,
        "grams_high": amount.grams_high,
        "nutrients": amount.nutrients,
        "nutrients_per_100g": dict(amount.nutrients_per_100g),
        "portion_source": amount.portion_source,
        "confidence": proposal.confidence,
        "alternatives": [{"id": str(each.food_id), "name": each.name} for each in proposal.alternatives],
        "question": proposal.question,
        "reasons": list(proposal.reasons),
        "portion_label": proposal.portion_label,
        "local_date": proposal.local_date.isoformat(),
        "local_time": proposal.local_time.isoformat(),
        "time_zone": proposal.time_zone,
        "slot": proposal.slot.value,
    }


def from_json(item: Mapping[str, Any]) -> Proposal:
    """The proposal that a draft kept."""
    amount = Amount(
        food_id=UUID(item["food"]["id"]) if item["food"] else None,
        description=item["food"]["name"] if item["food"] else item["text"],
        quantity=item["quantity"],
        unit=item["unit"],
        grams=item["grams"],
        grams_low=item["grams_low"],
        grams_high=item["grams_high"],
        portion_source=item["portion_source"],
        nutrients_per_100g=item["nutrients_per_100g"],
    )
    return Proposal(
        amount=amount,
        said=item["text"],
        confidence=item["confidence"],
        alternatives=tuple(Alternative(UUID(each["id"]), each["name"]) for each in item["alternatives"]),
        local_date=date.fromisoformat(item["local_date"]),
        local_time=time.fromisoformat(item["local_time"]),
        time_zone=item["time_zone"],
        slot=Slot(item["slot"]),
        question=item.get("question"),
        reasons=tuple(item.get("reasons", ())),
        portion_label=item.get("portion_label", ""),
    )
