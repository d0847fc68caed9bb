"""The JSON that REST and receipts share for targets, proposals and days of training."""

from datetime import date
from typing import Any, Final

from fithub.accounts.models import Profile
from fithub.body.bounds import resolved
from fithub.body.models import Proposal, ProposalState, Target
from fithub.body.targets import cautions

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday_names(numbers: list[int]) -> list[str]:
    """ISO weekday numbers by name."""
    return [WEEKDAYS[each - 1] for each in numbers]


def target_shape(row: Target, profile: Profile, today: date) -> dict[str, Any]:
    """A target as it is shown: as told, and in the nutrients' own units."""
    return {
        "id": str(row.pk),
        "effective_from": row.effective_from.isoformat(),
        "effective_to": None if row.effective_to is None else row.effective_to.isoformat(),
        "weekdays": weekday_names(row.weekdays),
        "day_kind": row.day_kind or None,
        "nutrients": row.nutrients,
        "resolved": resolved(row.nutrients),
        "warnings": _told(row.nutrients, profile, today),
    }


def proposal_shape(row: Proposal, profile: Profile, today: date) -> dict[str, Any]:
    """A proposal as it is shown, with how it was worked out."""
    return {
        "id": str(row.pk),
        "state": row.state,
        "source": row.source,
        "reason": row.reason,
        "arithmetic": row.arithmetic,
        "effective_from": row.effective_from.isoformat(),
        "weekdays": weekday_names(row.weekdays),
        "day_kind": row.day_kind or None,
        "nutrients": row.nutrients,
        "proposed": row.proposed,
        "warnings": _told(row.nutrients, profile, today) if row.state == ProposalState.OPEN else [],
        "target_id": None if row.target_id is None else str(row.target_id),
        "created_at": row.created_at.isoformat(),
        "decided_at": None if row.decided_at is None else row.decided_at.isoformat(),
    }


def _told(nutrients: Any, profile: Profile, today: date) -> list[dict[str, str]]:
    return [{"code": each.code, "message": each.message} for each in cautions(nutrients, profile, today)]
