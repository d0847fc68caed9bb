"""The JSON that REST and receipts share for a person's reference intakes."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from fithub.accounts.models import LifeStage, Profile, Reference
from fithub.accounts.queries import profile_of
from fithub.body.queries import latest
from fithub.body.reference_tables import Intake, sources
from fithub.body.references import chosen_authority, references_on
from fithub.core.clock import check_date
from fithub.core.nutrients import NUTRIENTS, quantise


def reference_shape(*, user_id: UUID, day: date) -> dict[str, Any]:
    """The person's table on a day, with its sources. Raises InvalidInput (`date_out_of_range`)."""
    check_date("on", day)
    profile = profile_of(user_id)
    references = references_on(profile=profile, dates=[day])[day]
    weighed = latest(user_id=user_id, metric="weight_kg", until=day)
    life = references.life
    named = {each for intake in references.intakes.values() for each in (intake.source, intake.limit_source) if each}
    return {
        "date": day.isoformat(),
        "authority": references.authority.value,
        "age_months": None if life is None else life.months,
        "sex": None if life is None else life.sex,
        "life_stage": None if life is None else life.stage.value,
        "phase": None if life is None or life.stage == LifeStage.NONE else life.phase,
        "missing": _missing(profile, references.authority),
        "nutrients": {
            key: _intake(key, intake, None if weighed is None else weighed.value)
            for key in NUTRIENTS
            if (intake := references.intakes.get(key)) is not None
        },
        "sources": [each for name, each in sources().items() if name in named],
    }


def _missing(profile: Profile, authority: Reference) -> list[str]:
    if authority == chosen_authority(profile):
        return []
    return [name for name in ("birth_date", "sex") if getattr(profile, name) is None]


def _intake(key: str, intake: Intake, weight_kg: Decimal | None) -> dict[str, Any]:
    weight = weight_kg if intake.per_kg is not None else None
    return {
        "label": NUTRIENTS[key].label,
        "unit": NUTRIENTS[key].unit,
        "recommended": intake.recommended,
        "kind": intake.kind,
        "limit": intake.limit,
        "limit_kind": intake.limit_kind,
        "limit_scope": intake.limit_scope,
        "energy_share": None if intake.share is None else dict(zip(("low", "high"), intake.share, strict=True)),
        "per_kg": intake.per_kg,
        "for_weight_kg": weight,
        "for_weight": None if weight is None or intake.per_kg is None else quantise(intake.per_kg * weight),
        "note": intake.note,
        "source": intake.source,
        "limit_source": intake.limit_source,
    }
