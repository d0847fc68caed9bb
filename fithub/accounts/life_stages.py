"""Pregnancy and lactation: from when to when, by the dates that a person tells."""

from datetime import date, timedelta
from typing import Final

from fithub.accounts.models import LifeStage, Profile
from fithub.core.errors import InvalidInput

# A pregnancy is counted as 280 days up to the due date, by its last period, and rarely goes on for two weeks more.
PREGNANCY: Final = timedelta(days=280)
OVERDUE: Final = timedelta(days=14)
LONGEST_LACTATION: Final = timedelta(days=366 * 5)
LIFE_STAGE_FIELDS: Final = frozenset({"life_stage", "pregnancy_due_date", "lactation_since", "birth_date"})


def check_life_stage(profile: Profile, today: date) -> frozenset[str]:
    """Whether what a profile says of its life stage can be, and the fields that were cleared with it.

    Raises InvalidInput: `due_date_missing`, `due_date_impossible`, `lactation_since_missing`, `lactation_since_impossible`.
    """
    if profile.life_stage == LifeStage.NONE:
        profile.pregnancy_due_date = profile.lactation_since = None
        return frozenset({"pregnancy_due_date", "lactation_since"})
    due, since = profile.pregnancy_due_date, profile.lactation_since
    if profile.life_stage == LifeStage.PREGNANT:
        if due is None:
            raise InvalidInput.field(
                "pregnancy_due_date", "due_date_missing", "Tell the date on which the child is due."
            )
        if not today - OVERDUE <= due <= today + PREGNANCY:
            raise InvalidInput.field(
                "pregnancy_due_date", "due_date_impossible", "A due date is at most 280 days away and 14 days ago."
            )
        profile.lactation_since = None
        return frozenset({"lactation_since"})
    if since is None:
        raise InvalidInput.field("lactation_since", "lactation_since_missing", "Tell since when you have been nursing.")
    born = profile.birth_date
    if not today - LONGEST_LACTATION <= since <= today or (born is not None and since < born):
        raise InvalidInput.field(
            "lactation_since", "lactation_since_impossible", "Give a date from five years ago to today."
        )
    return frozenset()


def stage_on(profile: Profile, day: date) -> LifeStage:
    """The stage on a local date, by the profile's dates; a due date that has long passed ends a pregnancy."""
    due, since = profile.pregnancy_due_date, profile.lactation_since
    if since is not None and day >= since:
        return LifeStage.LACTATING
    if due is not None and due - PREGNANCY <= day <= due + OVERDUE:
        return LifeStage.PREGNANT
    return LifeStage.NONE
