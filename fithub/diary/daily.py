"""What a day has besides food: the water that was drunk, and what was moved.

Water is counted in ml, a gram of it as one. An entry of plain water (a tap's or a bottle's, told in words with a meal) and a row of
WaterEntry are the same to a day; each drink is one of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db.models.expressions import BaseExpression, RawSQL

from fithub.accounts.models import Profile
from fithub.accounts.queries import profile_of
from fithub.body.models import Target
from fithub.body.targets import targets_beside, targets_read
from fithub.core.nutrients import Totals
from fithub.core.wire import DecimalJSON
from fithub.diary.models import Entry
from fithub.foods.words import tokens

# Plain water, of the tap, bottled or sparkling, by what it is called and what is in 100 g of it. The survey's tables do not know
# the water of any food, so it may be unknown; tea and coffee, which are said to be made with water, hold less.
_LEAST_WATER: Final = Decimal("99.8")
_MOST_OF_OTHERS: Final = {
    "energy_kcal": Decimal(0),
    "carbohydrate_g": Decimal("0.05"),
    "protein_g": Decimal("0.1"),
    "fat_g": Decimal(0),
}


@dataclass(frozen=True, slots=True)
class DayWater:
    """In ml. `drunk`: plain water. `in_food`: the water of all other entries, without those that do not know theirs; None where
    none knows it."""

    drunk: Decimal
    in_food: Decimal | None


@dataclass(frozen=True, slots=True)
class DayActivity:
    """The sums of what the activities tell; None where none of them tells it. `counts`: whether the energy adds to what is left."""

    energy_kcal: Decimal | None
    steps: int | None
    minutes: Decimal | None
    counts: bool

    @property
    def counted_kcal(self) -> Decimal:
        """The energy that may be eaten on top of the target."""
        return self.energy_kcal if self.counts and self.energy_kcal is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Besides:
    """What stands beside the entries of a day: plain water in ml, and what was moved."""

    drunk: Decimal
    activity: DayActivity


NO_WATER: Final = DayWater(Decimal(0), Decimal(0))
NOTHING: Final = Besides(Decimal(0), DayActivity(None, None, None, counts=False))
NO_MORE: Final[Mapping[str, BaseExpression]] = MappingProxyType({})
_BESIDES: Final = """
(SELECT jsonb_agg(to_jsonb(each)) FROM (
    SELECT local_date AS day, sum(ml) AS ml, NULL::numeric AS energy_kcal, NULL::bigint AS steps, NULL::numeric AS minutes
    FROM diary_waterentry WHERE user_id = %s AND local_date BETWEEN %s AND %s GROUP BY local_date
    UNION ALL
    SELECT local_date, NULL, sum(energy_kcal), sum(steps), sum(minutes)
    FROM diary_activityentry WHERE user_id = %s AND local_date BETWEEN %s AND %s GROUP BY local_date
) AS each)
"""


def plain_water(entry: Entry) -> Decimal | None:
    """How many ml an entry is of plain water, by its own snapshot; None where it is of anything else, or of no known weight."""
    held = entry.nutrients_per_100g
    water = held.get("water_g")
    plain = (
        "water" in tokens(entry.description)
        and (water is None or water >= _LEAST_WATER)
        and all((amount := held.get(key)) is not None and amount <= most for key, most in _MOST_OF_OTHERS.items())
    )
    return entry.grams if plain else None


def day_water(entries: Iterable[Entry], drunk: Decimal) -> DayWater:
    """The water of a day's entries, and `drunk` ml beside them."""
    in_food: list[Decimal] = []
    others = 0
    for entry in entries:
        if (plain := plain_water(entry)) is not None:
            drunk += plain
            continue
        others += 1
        water = entry.nutrients.get("water_g")
        if water is not None:
            in_food.append(water)
    return DayWater(drunk, None if others and not in_food else sum(in_food, Decimal(0)))


def with_water(totals: Totals, entries: Iterable[Entry], drunk: Decimal) -> Totals:
    """A day's totals with the water that is known to have been drunk and that no entry tells; nothing else changes."""
    untold = [
        plain
        for entry in entries
        if entry.nutrients.get("water_g") is None and (plain := plain_water(entry)) is not None
    ]
    if not untold and not drunk:
        return totals
    unknown = dict(totals.unknown)
    if untold:
        unknown["water_g"] -= len(untold)
        unknown = {key: count for key, count in unknown.items() if count}
    water = sum(untold, (totals.amounts["water_g"] or Decimal(0)) + drunk)
    return Totals(amounts=totals.amounts | {"water_g": water}, unknown=unknown)


def besides(
    *, user_id: UUID, first: date, last: date, more: Mapping[str, BaseExpression] = NO_MORE
) -> tuple[Profile, list[Target], dict[date, Besides]]:
    """The person, their targets of the span, and what stands beside the entries of each date that has some: one query for all.

    `more`: values that the query is to bring too, as attributes of the profile.

    Call within `acting_as`. Raises NotAuthenticated (`account_gone`).
    """
    span = [user_id, first, last]
    as_json = DecimalJSON()  # a line of its own: bandit wants a finding in every call of a line with a nosec
    beside = RawSQL(_BESIDES, [*span, *span], output_field=as_json)  # noqa: S611 (ours, with parameters)  # nosec B611
    targets = targets_beside(user_id=user_id, first=first, last=last)
    profiles = Profile.objects.annotate(besides=beside, targets=targets, **more)
    profile: Any = profile_of(user_id, profiles)
    found: dict[date, Besides] = {}
    for row in profile.besides or ():
        day = date.fromisoformat(row["day"])
        before = found.get(day, NOTHING)
        if row["ml"] is not None:
            found[day] = Besides(row["ml"], before.activity)
        else:
            steps = None if row["steps"] is None else int(row["steps"])
            moved = DayActivity(row["energy_kcal"], steps, row["minutes"], counts=profile.count_activity)
            found[day] = Besides(before.drunk, moved)
    return profile, targets_read(profile.targets), found
