"""Reading the diary. Call within `acting_as`; another person's rows do not exist there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import BaseExpression

from fithub.accounts.models import Profile
from fithub.accounts.told import Told, told_by
from fithub.body.bounds import aim
from fithub.body.models import Target
from fithub.body.references import References, references_on
from fithub.body.safety import refuse_unsafe
from fithub.body.targets import DayTargets, targets_on
from fithub.core.clock import LocalMoment, check_date, local_moment, now
from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import Totals, difference, total
from fithub.diary.daily import NOTHING, Besides, DayActivity, DayWater, besides, day_water, with_water
from fithub.diary.models import Draft, Entry

LONGEST_RANGE_DAYS = 366
# The small hours before a person's day starts are the last of the day before.
AS_EATEN = (
    "local_date",
    ExpressionWrapper(Q(local_time__lt=F("user__profile__day_start")), BooleanField()),
    "local_time",
    "id",
)


@dataclass(frozen=True, slots=True)
class Day:
    """A local date: its entries in the order eaten, their sum, the targets, what is left of each, and the reference intakes.

    `warning`: why the targets of today or a day to come are not safe any more, by what the person has told since. The totals'
    water has what was drunk beside the entries in it. Of energy more is left by what activities took where the person
    counts that.
    """

    date: date
    entries: tuple[Entry, ...]
    totals: Totals
    targets: DayTargets
    remaining: Mapping[str, Decimal | None]
    references: References
    water: DayWater
    activity: DayActivity
    warning: str | None


@dataclass(frozen=True, slots=True)
class Today:
    """The day that it is for a person, when in it, and who they are."""

    profile: Profile
    when: LocalMoment
    day: Day


def day(*, user_id: UUID, day: date) -> Day:
    """One local date."""
    return days(user_id=user_id, first=day, last=day)[0]


def days(*, user_id: UUID, first: date, last: date) -> list[Day]:
    """Every local date from `first` to `last`, both included, empty ones too; as many queries as for one.

    Raises InvalidInput (`date_out_of_range`, `range_out_of_order`, `range_too_long`).
    """
    check_date("from", first)
    check_date("to", last)
    if first > last:
        raise InvalidInput("range_out_of_order", "`from` must not be after `to`.")
    if (last - first).days >= LONGEST_RANGE_DAYS:
        raise InvalidInput("range_too_long", f"Ask for at most {LONGEST_RANGE_DAYS} days at once.")
    beside = besides(user_id=user_id, first=first, last=last)
    return _days(user_id, [first + timedelta(days=offset) for offset in range((last - first).days + 1)], beside)


def today(*, user_id: UUID, more: Mapping[str, BaseExpression]) -> Today:
    """The day that it is for the person; two queries. Raises NotAuthenticated (`account_gone`).

    `more`: values that the first of them is to bring too, as attributes of the profile.
    """
    utc = now().astimezone(UTC).date()
    # Whatever their zone, and whenever their day begins.
    first, last = utc - timedelta(days=2), utc + timedelta(days=1)
    profile, own, others = besides(user_id=user_id, first=first, last=last, more=more)
    when = local_moment(now(), profile.time_zone, profile.day_start)
    (day,) = _days(user_id, [when.date], (profile, own, others))
    return Today(profile, when, day)


def _days(user_id: UUID, dates: list[date], beside: tuple[Profile, list[Target], Mapping[date, Besides]]) -> list[Day]:
    eaten: dict[date, list[Entry]] = {each: [] for each in dates}
    for entry in own_entries(user_id).filter(local_date__range=(dates[0], dates[-1])).order_by(*AS_EATEN):
        eaten[entry.local_date].append(entry)
    profile, own, others = beside
    targets = targets_on(user_id=user_id, dates=dates, rows=own)
    references = references_on(profile=profile, dates=dates)
    warnings = _warnings(profile, targets)
    return [
        _summed(each, eaten[each], targets[each], others.get(each, NOTHING), references[each], warnings.get(each))
        for each in dates
    ]


def own_entries(user_id: UUID) -> QuerySet[Entry]:
    """The person's entries."""
    return Entry.objects.filter(user_id=user_id)


def entry(*, user_id: UUID, entry_id: UUID, hold: bool = False) -> Entry:
    """One entry; `hold` it until the transaction ends in order to change it. Raises NotFound (`entry_not_found`)."""
    entries = own_entries(user_id).select_for_update() if hold else own_entries(user_id)
    found = entries.filter(pk=entry_id).first()
    if found is None:
        raise NotFound("entry_not_found", "There is no such entry; GET /entries lists yours.")
    return found


def draft(*, user_id: UUID, draft_id: UUID) -> Draft:
    """One draft. Raises NotFound (`draft_not_found`)."""
    found = Draft.objects.filter(user_id=user_id, pk=draft_id).first()
    if found is None:
        raise NotFound("draft_not_found", "There is no such draft; GET /drafts lists yours.")
    return found


def _warnings(profile: Profile, targets: Mapping[date, DayTargets]) -> dict[date, str]:
    """Why a day's targets, as they lie over one another, are below the safety floors by the profile and by what was told in words;
    past days are how they were."""
    today = local_moment(now(), profile.time_zone, profile.day_start).date
    own = {day: held.nutrients for day, held in targets.items() if day >= today and held.basis != "reference"}
    # Read only where it may matter: most days are looked at without targets of one's own, or are over.
    told = told_by(profile, today) if own else Told()
    found: dict[date, str] = {}
    for day, bounds in own.items():
        try:
            refuse_unsafe(profile=profile, bounds=bounds, today=today, told=told)
        except InvalidInput as error:
            found[day] = error.detail
    return found


def _summed(
    day: date,
    entries: list[Entry],
    targets: DayTargets,
    others: Besides,
    references: References,
    warning: str | None,
) -> Day:
    totals = with_water(total(entry.nutrients for entry in entries), entries, others.drunk)
    remaining = {key: difference(aim(bounds), totals.amounts[key]) for key, bounds in targets.nutrients.items()}
    if (left := remaining.get("energy_kcal")) is not None:
        remaining["energy_kcal"] = left + others.activity.counted_kcal
    return Day(
        date=day,
        entries=tuple(entries),
        totals=totals,
        targets=targets,
        remaining=remaining,
        water=day_water(entries, others.drunk),
        activity=others.activity,
        references=references,
        warning=warning,
    )
