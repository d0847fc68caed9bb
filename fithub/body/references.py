"""What a person's days are held against beside their targets: reference intakes by their age, sex, pregnancy and nursing.

The table changes on birthdays, with a pregnancy and its trimesters, and with nursing; each table is made once, however many days
it is for. Who has told no birth date, or no sex where the tables need it, is held against the Daily Values, which say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fithub.accounts.life_stages import PREGNANCY, stage_on
from fithub.accounts.models import LifeStage, Profile, Reference
from fithub.body.reference_tables import Intake, Life, intakes
from fithub.core.nutrients import HUNDRED, NUTRIENTS, Totals

# The European Union and the countries of EFTA, which follow EFSA, and the United Kingdom, which did.
EUROPE: Final = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)
TENTH: Final = Decimal("0.1")
TRIMESTER_DAYS: Final = (98, 196)
FIRST_NURSING_DAYS: Final = 183


@dataclass(frozen=True, slots=True)
class References:
    """The table of one day: whose it is, whom it is for (None where the Daily Values stand in), and its intakes."""

    authority: Reference
    life: Life | None
    intakes: Mapping[str, Intake]


DAILY_VALUES: Final = References(Reference.DAILY_VALUES, None, intakes(Reference.DAILY_VALUES, Life(None, 0)))


def chosen_authority(profile: Profile) -> Reference:
    """Whose values a person asked for, or else those of the region of their locale, or of their zone where it has none."""
    if profile.reference:
        return Reference(profile.reference)
    regions = [part for part in profile.locale.split("-")[1:] if len(part) == 2]
    if regions:
        return Reference.EFSA if regions[0].upper() in EUROPE else Reference.DRI
    return Reference.EFSA if profile.time_zone.startswith("Europe/") else Reference.DRI


def references_on(*, profile: Profile, dates: Iterable[date]) -> dict[date, References]:
    """The table of each date, without a query."""
    authority = chosen_authority(profile)
    known: dict[Life | None, References] = {}

    def on(day: date) -> References:
        life = _life(profile, day)
        if life not in known:
            if life is None or authority == Reference.DAILY_VALUES:
                known[life] = DAILY_VALUES
            else:
                known[life] = References(authority, life, intakes(authority, life))
        return known[life]

    return {day: on(day) for day in dates}


def held_against(references: References, totals: Totals) -> dict[str, dict[str, Any]]:
    """A day's sums beside what is recommended, nutrient by nutrient.

    A sum of which parts are unknown is a lower bound: `complete` is false, and `unknown_entries` says how many. A limit is told
    only where it is about all that food holds.
    """
    return {
        key: _beside(intake, totals.amounts[key], totals.unknown.get(key, 0))
        for key in NUTRIENTS
        if (intake := references.intakes.get(key)) is not None and (intake.recommended or _limit(intake) is not None)
    }


def _beside(intake: Intake, amount: Decimal | None, unknown: int) -> dict[str, Any]:
    share = None
    if amount is not None and intake.recommended:
        share = (amount / intake.recommended * HUNDRED).quantize(TENTH)
    beside: dict[str, Any] = {
        "recommended": intake.recommended,
        "kind": intake.kind,
        "amount": amount,
        "percent": share,
        "unknown_entries": unknown,
        "complete": not unknown,
    }
    limit = _limit(intake)
    return beside if limit is None else beside | {"limit": limit, "limit_kind": intake.limit_kind}


def _limit(intake: Intake) -> Decimal | None:
    return intake.limit if intake.limit_scope == "total" else None


def _life(profile: Profile, day: date) -> Life | None:
    """Who the person is on that day, as the tables need it; None where they have not told enough, or were not born."""
    stage = stage_on(profile, day)
    born = profile.birth_date
    if born is None or day < born:
        return None
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    # In whole years where months make no difference, so that a table is made once.
    life = Life(profile.sex, months if months < 36 else months // 12 * 12, stage, _phase(profile, stage, day))
    return None if life.is_by_sex else life


def _phase(profile: Profile, stage: LifeStage, day: date) -> int:
    if stage == LifeStage.PREGNANT:
        assert profile.pregnancy_due_date is not None
        since = (day - (profile.pregnancy_due_date - PREGNANCY)).days
        return 1 + sum(since >= end for end in TRIMESTER_DAYS)
    if stage == LifeStage.LACTATING:
        assert profile.lactation_since is not None
        return 1 if (day - profile.lactation_since).days < FIRST_NURSING_DAYS else 2
    return 0
