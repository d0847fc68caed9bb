"""The JSON that REST, receipts and the page share for what the diary holds."""

from collections.abc import Mapping
from typing import Any, Final

from fithub.body.bounds import aim
from fithub.body.references import held_against
from fithub.core.clock import now
from fithub.core.nutrients import total
from fithub.diary.models import ActivityEntry, Draft, Entry, WaterEntry
from fithub.diary.queries import Day
from fithub.diary.ranges import Weighed, ranges
from fithub.diary.usual import UsualMeal

# What drafts lack that were made before it was kept.
_ITEM: Final[dict[str, Any]] = {"question": None, "reasons": [], "portion_label": ""}


def entry_shape(entry: Entry) -> dict[str, Any]:
    """An entry as it is shown, rendered from the stored row."""
    return {
        "id": str(entry.pk),
        "local_date": entry.local_date.isoformat(),
        "local_time": entry.local_time.isoformat(),
        "time_zone": entry.time_zone,
        "slot": entry.slot,
        "food": None if entry.food_id is None else {"id": str(entry.food_id), "name": entry.description},
        "description": entry.description,
        "said": entry.said,
        "quantity": entry.quantity,
        "unit": entry.unit,
        "grams": entry.grams,
        "grams_low": entry.grams_low,
        "grams_high": entry.grams_high,
        "nutrients": entry.nutrients,
        "portion_source": entry.portion_source,
        "source": entry.source,
        "confidence": entry.confidence,
    }


def draft_shape(draft: Draft) -> dict[str, Any]:
    """A draft as it is shown: its items, their sum, and what was not understood."""
    expired = draft.state == Draft.State.OPEN and draft.expires_at <= now()
    totals = total(item["nutrients"] for item in draft.items)
    return {
        "id": str(draft.pk),
        "state": "expired" if expired else draft.state,
        "text": draft.text,
        "local_date": draft.local_date.isoformat(),
        "local_time": draft.local_time.isoformat(),
        "slot": draft.slot,
        "items": [
            _ITEM | {name: value for name, value in item.items() if name != "nutrients_per_100g"}
            for item in draft.items
        ],
        "totals": totals.amounts,
        "ranges": ranges(_weighed_item(item) for item in draft.items),
        "unknown": totals.unknown,
        "unmatched": draft.unmatched,
        "created_at": draft.created_at.isoformat(),
        "expires_at": draft.expires_at.isoformat(),
    }


def usual_shape(usual: UsualMeal) -> dict[str, Any]:
    """A usual meal as it is shown: so much of each food, and what that holds."""
    totals = usual.totals
    return {
        "slot": usual.slot.value,
        "times": usual.times,
        "last_on": usual.last_on.isoformat(),
        "items": [
            {
                "food": {"id": str(amount.food_id), "name": amount.description},
                "quantity": amount.quantity,
                "unit": amount.unit,
                "grams": amount.grams,
                "nutrients": amount.nutrients,
            }
            for amount in usual.amounts
        ],
        "totals": totals.amounts,
        "unknown": totals.unknown,
    }


def day_shape(day: Day, *, references: bool = True) -> dict[str, Any]:
    """A day as it is shown: entries in the order eaten, sums, targets, what is left, what is unknown, and reference intakes."""
    beside = {"references": held_against(day.references, day.totals)} if references else {}
    return {
        "date": day.date.isoformat(),
        "entries": [entry_shape(entry) for entry in day.entries],
        "totals": day.totals.amounts,
        "ranges": ranges(_weighed_entry(entry) for entry in day.entries),
        "targets": day.targets.nutrients,
        "targets_basis": day.targets.basis,
        "targets_warning": day.warning,
        "targets_told": day.targets.told,
        "remaining": day.remaining,
        "unknown": day.totals.unknown,
        "water_ml": day.water.drunk,
        "water_in_food_ml": day.water.in_food,
        "water_target_ml": aim(day.targets.nutrients.get("water_g", {})),
        "activity": {
            "energy_kcal": day.activity.energy_kcal,
            "steps": day.activity.steps,
            "minutes": day.activity.minutes,
            "counted": day.activity.counts,
        },
        "references_basis": day.references.authority.value,
        **beside,
    }


def water_shape(row: WaterEntry) -> dict[str, Any]:
    """Plain water as it is shown."""
    return {
        "id": str(row.pk),
        "local_date": row.local_date.isoformat(),
        "local_time": row.local_time.isoformat(),
        "ml": row.ml,
        "source": row.source,
        "source_ref": row.source_ref,
    }


def activity_shape(row: ActivityEntry) -> dict[str, Any]:
    """An activity as it is shown; what is not known is null."""
    return {
        "id": str(row.pk),
        "local_date": row.local_date.isoformat(),
        "local_time": row.local_time.isoformat(),
        "name": row.name,
        "minutes": row.minutes,
        "distance_m": row.distance_m,
        "steps": row.steps,
        "energy_kcal": row.energy_kcal,
        "energy_low_kcal": row.energy_low_kcal,
        "energy_high_kcal": row.energy_high_kcal,
        "energy_basis": row.energy_basis,
        "source": row.source,
        "source_ref": row.source_ref,
    }


def _weighed_entry(entry: Entry) -> Weighed:
    return Weighed(
        entry.grams,
        entry.grams_low,
        entry.grams_high,
        entry.nutrients,
        _cause(entry.portion_source, entry.unit, entry.description),
    )


def _weighed_item(item: Mapping[str, Any]) -> Weighed:
    return Weighed(
        item["grams"],
        item["grams_low"],
        item["grams_high"],
        item["nutrients"],
        _cause(item["portion_source"], item["unit"], item["food"]["name"] if item["food"] else item["text"]),
    )


def _cause(portion_source: str, unit: str | None, food: str) -> str | None:
    """What two amounts are off by together: how much one bowl of it is. A weight that was stated is off on its own."""
    return None if portion_source == "stated" else f"{unit or 'serving'} of {food}"
