"""When and how a person wants to hear from the coach. Call within `acting_as`."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from fithub.accounts.models import Profile
from fithub.accounts.queries import profile_of
from fithub.coaching.agenda import Wait, Wishes, agenda
from fithub.coaching.models import CoachSettings, Due
from fithub.coaching.schedule import Kind, Rhythm
from fithub.core.clock import now
from fithub.core.errors import InvalidInput
from fithub.core.weekdays import Weekday

LONGEST_PAUSE: Final = timedelta(days=366)
EDITABLE: Final = (
    "daily daily_at weekly weekly_on weekly_at mail_daily mail_weekly quiet_from quiet_to paused_until not_when_nothing_logged"
    " backfill"
).split()


def settings_of(user_id: UUID) -> CoachSettings:
    """What the person has settled, or else the defaults."""
    return CoachSettings.objects.filter(user_id=user_id).first() or CoachSettings(user_id=user_id)


def edit_settings(*, user_id: UUID, changes: Mapping[str, Any]) -> CoachSettings:
    """Change what is named. By triggers of its table the next summaries follow.

    Raises InvalidInput (`quiet_hours_incomplete`, `pause_impossible`).
    """
    settings = CoachSettings.objects.select_for_update().filter(user_id=user_id).first() or settings_of(user_id)
    for name, value in changes.items():
        setattr(settings, name, value)
    if (settings.quiet_from is None) != (settings.quiet_to is None):
        raise InvalidInput.field(
            "quiet_to", "quiet_hours_incomplete", "Quiet hours have a beginning and an end; set both, or both to null."
        )
    paused = changes.get("paused_until")
    if paused is not None and not now() < paused <= now() + LONGEST_PAUSE:
        raise InvalidInput.field("paused_until", "pause_impossible", "A pause ends in the future, within a year.")
    settings.save()
    return settings


def wishes_for(kind: Kind, settings: CoachSettings, profile: Profile) -> Wishes:
    """What holds for a kind of summary where the person lives now."""
    daily = kind is Kind.DAILY
    rhythm = Rhythm(
        kind=kind,
        at=settings.daily_at if daily else settings.weekly_at,
        weekday=Weekday.values.index(settings.weekly_on),
        zone=profile.time_zone,
        day_start=profile.day_start,
    )
    begins, ends = settings.quiet_from, settings.quiet_to
    quiet = None if begins is None or ends is None else (begins, ends)
    return Wishes(rhythm if (settings.daily if daily else settings.weekly) else None, quiet, settings.paused_until)


def next_times(user_id: UUID) -> dict[str, datetime | None]:
    """When the next summary of each kind comes; None where that kind is switched off."""
    settings, profile = settings_of(user_id), profile_of(user_id)
    periods = {due.kind: due.period for due in Due.objects.filter(user_id=user_id)}
    times: dict[str, datetime | None] = {}
    for kind in Kind:
        step = agenda(wishes_for(kind, settings, profile), periods.get(kind.value), now())
        times[kind.value] = step.until if isinstance(step, Wait) else now()
    return times


def settings_shape(user_id: UUID) -> dict[str, Any]:
    """The settings as they are shown, and when the next summaries come."""
    settings, times = settings_of(user_id), next_times(user_id)
    return {
        **{name: getattr(settings, name) for name in EDITABLE},
        "next_daily_at": times[Kind.DAILY.value],
        "next_weekly_at": times[Kind.WEEKLY.value],
    }
