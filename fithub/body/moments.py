"""When something of the body was, from what is said of it: an instant, or a local date and time, or nothing, which is now."""

from datetime import date, datetime, time, timedelta
from typing import Final

from fithub.accounts.models import Profile
from fithub.core.clock import FIRST_DATE, LAST_DATE, LocalMoment, check_date, instant_of, local_moment, now
from fithub.core.errors import InvalidInput

NOON: Final = time(12, 0)
# How far a client's clock may be ahead of ours.
CLOCK_SKEW: Final = timedelta(minutes=5)


def moment_of(
    profile: Profile,
    *,
    instant: datetime | None,
    day: date | None,
    at: time | None,
    instant_field: str,
    ahead: bool = False,
) -> tuple[datetime, LocalMoment]:
    """The instant and the person's local moment. A past day without a time is taken at noon; `ahead`: it may lie in the future.

    Raises InvalidInput (`when_said_twice`, `measured_in_future`, `date_out_of_range`).
    """
    zone, day_start = profile.time_zone, profile.day_start
    present = now()
    today = local_moment(present, zone, day_start)
    if instant is not None:
        if day is not None or at is not None:
            raise InvalidInput.field(
                instant_field, "when_said_twice", f"Give {instant_field}, or local_date and local_time."
            )
        if not FIRST_DATE < instant.date() < LAST_DATE:
            check_date(instant_field, instant.date())
        moment = local_moment(instant, zone, day_start)
    elif day is not None or at is not None:
        day = day or today.date
        check_date("local_date", day)
        at = at or (today.time if day == today.date else NOON)
        instant, moment = instant_of(day, at, zone, day_start), LocalMoment(day, at, zone)
    else:
        instant, moment = present, today
    if instant > present + CLOCK_SKEW and not ahead:
        raise InvalidInput.field(
            instant_field if day is None else "local_date",
            "measured_in_future",
            "That has not come yet. What is measured lies in the past; what you wish for has the type target.",
        )
    if profile.birth_date is not None and moment.date < profile.birth_date:
        raise InvalidInput.field(instant_field, "date_out_of_range", "That is before you were born.")
    return instant, moment
