"""What others ask about a person. Call within `acting_as`."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.models import Profile, Units
from fithub.core.clock import LocalMoment, local_moment, now
from fithub.core.errors import NotAuthenticated


def profile_of(user_id: UUID, profiles: QuerySet[Profile] | None = None) -> Profile:
    """The person's profile; `profiles`: where one query is to bring more than that.

    Raises NotAuthenticated (`account_gone`) where the account was erased meanwhile.
    """
    profiles = Profile.objects.select_related("user") if profiles is None else profiles
    profile = profiles.filter(user_id=user_id).first()
    if profile is None:
        raise NotAuthenticated("account_gone", "This account no longer exists.")
    return profile


def local_now(user_id: UUID) -> LocalMoment:
    """The present moment as the person lives it: their zone, their day start."""
    profile = profile_of(user_id)
    return local_moment(now(), profile.time_zone, profile.day_start)


def measures_of(user_id: UUID) -> str:
    """The locale by whose cups, spoons and pints the person is understood: their own; Britain's where only its units say so."""
    profile = profile_of(user_id)
    if "-" not in profile.locale and profile.units == Units.UK:
        return f"{profile.locale}-GB"
    return profile.locale


def years_on(born: date, day: date) -> int:
    """A person's age in whole years on a local date; who was born on 29 February is a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
