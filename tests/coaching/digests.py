"""Digests out of nothing, for tests of arithmetic and words."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from fithub.body.references import DAILY_VALUES
from fithub.body.targets import REFERENCE, DayTargets
from fithub.coaching.digest import Burned, make_digest
from fithub.coaching.figures import Digest
from fithub.coaching.schedule import Kind
from fithub.core.nutrients import NUTRIENTS, total
from fithub.diary.completeness import Completeness as Logged
from fithub.diary.daily import NOTHING, DayWater
from fithub.diary.models import Entry
from fithub.diary.queries import Day

MONDAY = date(2026, 5, 4)
OWN = DayTargets(
    {
        "energy_kcal": {"target": Decimal(2000)},
        "protein_g": {"min": Decimal(100)},
        "calcium_mg": {"min": Decimal(1000)},
        "iron_mg": {"min": Decimal(15)},
    },
    "own",
    {},
)


def burning(kcal: int, low: int, high: int) -> Burned:
    """What was learned of an expenditure by the end of the week from `MONDAY` on."""
    return Burned(Decimal(kcal), Decimal(low), Decimal(high), MONDAY + timedelta(days=6))


def entry(name: str = "Oats", **nutrients: float | None) -> Entry:
    """A food eaten, not stored; a nutrient that is not named is unknown."""
    known = {key: None if (told := nutrients.get(key)) is None else Decimal(str(told)) for key in NUTRIENTS}
    return Entry(description=name, nutrients=known)


def day_of(day: date, entries: Sequence[Entry], targets: DayTargets = OWN) -> Day:
    """A day as the diary gives it."""
    return Day(
        day,
        tuple(entries),
        total(each.nutrients for each in entries),
        targets,
        {},
        DAILY_VALUES,
        DayWater(Decimal(0), None),
        NOTHING.activity,
        None,
    )


def digest(
    kind: Kind,
    days: Sequence[Sequence[Entry]],
    before: Sequence[Sequence[Entry]] = (),
    *,
    targets: DayTargets = OWN,
    ended: bool = True,
    partial: frozenset[int] = frozenset(),
    burned: Burned | None = None,
) -> Digest:
    """A digest from `MONDAY` on; `before`: the days before that; `partial`: the places of days that are."""
    period = [day_of(MONDAY + timedelta(days=place), each, targets) for place, each in enumerate(days)]
    earlier = [day_of(MONDAY - timedelta(days=len(before) - place), each, targets) for place, each in enumerate(before)]
    logged = {day.date: Logged.COMPLETE if day.entries else Logged.EMPTY for day in (*earlier, *period)}
    logged |= {period[place].date: Logged.PARTIAL for place in partial if period[place].entries}
    return make_digest(
        kind=kind, days=period, before=earlier, logged=logged, ended=ended, floor_kcal=Decimal(1200), burned=burned
    )


def without_targets() -> DayTargets:
    """The reference."""
    return REFERENCE
