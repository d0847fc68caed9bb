"""A day or a week worked out in figures, by the diary's own arithmetic. Pure over rows that were read before.

Averages are over complete days, never over entries, and say nothing of days of which only a part was written down. A nutrient
that a food does not know is never taken for a gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from fithub.body.bounds import aim
from fithub.coaching.figures import EXPENDITURE, Collected, DayLine, Digest, Sense
from fithub.coaching.schedule import Kind
from fithub.core.nutrients import NUTRIENTS, average, difference, quantise
from fithub.diary.completeness import Completeness as Logged
from fithub.diary.models import Entry
from fithub.diary.queries import Day

TOLD: Final = ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g", "fibre_g")
# Less than this share of the lower bound is a gap; more are not told than anybody can act on.
GAP_SHARE: Final = Decimal("0.8")
MOST_GAPS: Final = 3
# A day is near its energy target within this share of it.
NEAR_SHARE: Final = Decimal("0.1")
# Two weeks are compared where each has so many complete days.
LEAST_TO_COMPARE: Final = 3
# Less than this share of the energy target on average is nothing to praise.
LITTLE_SHARE: Final = Decimal("0.75")
# One day with little in it is hardly ever more than a day of which something is missing.
LEAST_FOR_CARE: Final = 2
MACROS: Final = frozenset(TOLD)
_PERCENT: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class WeightCourse:
    """The trend of the weight at the end of a period and how much it has changed in it, in `unit`; weighed on `dates`."""

    trend: Decimal
    change: Decimal
    unit: str
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Burned:
    """What the person burns in a day (kcal, with the range of four in five), learned from their own rows; known so on `date`."""

    kcal: Decimal
    low: Decimal
    high: Decimal
    date: date


def make_digest(
    *,
    kind: Kind,
    days: Sequence[Day],
    before: Sequence[Day],
    logged: Mapping[date, Logged],
    ended: bool,
    floor_kcal: Decimal,
    weight: WeightCourse | None = None,
    burned: Burned | None = None,
) -> Digest:
    """The digest of a period. `before`: the days before it, the last of them last: a week of them for either kind.

    `logged`: how much of each day stands there; `floor_kcal`: less than this a day asks for kindness; `weight`: where it went;
    `burned`: the person's expenditure, which nobody is told who eats so little that it asks for kindness.
    """
    collected = Collected()
    whole = [day for day in days if logged[day.date] is Logged.COMPLETE]
    whole_before = [day for day in before if logged[day.date] is Logged.COMPLETE]
    own = any(day.targets.basis != "reference" for day in days)
    _count(collected, days, logged)
    if kind is Kind.DAILY:
        _one_day(collected, days[0], whole_before, own)
    else:
        _several_days(collected, whole, whole_before, own)
    best, worst = _extremes(collected, whole) if kind is Kind.WEEKLY and own else (None, None)
    _streak(collected, [*before, *days])
    if weight is not None and kind is Kind.WEEKLY:
        collected.add("weight.trend", weight.trend, weight.unit, "weight", Sense.AVERAGE, weight.dates)
        collected.add("weight.change", weight.change, weight.unit, "weight", Sense.DIFFERENCE, weight.dates)
    care = ended and _asks_for_care(whole if kind is Kind.WEEKLY else [*whole_before, *whole], floor_kcal)
    if burned is not None and kind is Kind.WEEKLY and not care:
        for name, value in (("kcal", burned.kcal), ("low", burned.low), ("high", burned.high)):
            collected.add(f"expenditure.{name}", value, "kcal", EXPENDITURE, Sense.AVERAGE, [burned.date])
    return Digest(
        kind=kind,
        first=days[0].date,
        last=days[-1].date,
        ended=ended,
        own_targets=own,
        care=care,
        days=tuple(
            DayLine(day.date, logged[day.date], len(day.entries), day.totals.amounts["energy_kcal"]) for day in days
        ),
        figures=collected.figures,
        gaps=_gaps(collected, whole),
        best=best,
        worst=worst,
    )


def _count(collected: Collected, days: Sequence[Day], logged: Mapping[date, Logged]) -> None:
    dates = [day.date for day in days]
    entries = [entry.pk for day in days for entry in day.entries]
    collected.add("count.entries", len(entries), "entries", "entries", Sense.COUNT, dates, entries)
    if len(days) > 1:
        collected.add("count.days", len(days), "days", "days", Sense.COUNT, dates)
        for state in Logged:
            found = [each for each in dates if logged[each] is state]
            collected.add(f"count.{state.value}", len(found), "days", "days", Sense.COUNT, found or dates)


def _one_day(collected: Collected, day: Day, before: Sequence[Day], own: bool) -> None:
    usual = average(each.totals.amounts for each in before)
    before_dates = [each.date for each in before]
    for key in TOLD:
        unit, known = NUTRIENTS[key].unit, day.totals.amounts[key]
        knowing = [entry.pk for entry in day.entries if entry.nutrients.get(key) is not None]
        if not knowing or known is None:
            continue
        collected.add(f"total.{key}", known, unit, key, Sense.AMOUNT, [day.date], knowing)
        target = _aimed(day, key) if own else None
        collected.add(f"target.{key}", target, unit, key, Sense.TARGET, [day.date])
        collected.add(f"difference.{key}", difference(known, target), unit, key, Sense.DIFFERENCE, [day.date], knowing)
        if len(before) >= LEAST_TO_COMPARE and (mean := usual[key]) is not None:
            collected.add(f"usual.{key}", mean, unit, key, Sense.AVERAGE, before_dates)
            collected.add(
                f"change.{key}", known - mean, unit, key, Sense.DIFFERENCE, [day.date, *before_dates], knowing
            )
    richest = _richest(day.entries, "protein_g")
    if richest is not None and len(day.entries) > 1:
        collected.add(
            "top.protein_g",
            richest.nutrients["protein_g"],
            "g",
            "protein_g",
            Sense.AMOUNT,
            [day.date],
            [richest.pk],
            richest.description,
        )


def _richest(entries: Sequence[Entry], key: str) -> Entry | None:
    known = [entry for entry in entries if entry.nutrients.get(key)]
    return max(known, key=lambda entry: entry.nutrients[key], default=None)


def _several_days(collected: Collected, whole: Sequence[Day], before: Sequence[Day], own: bool) -> None:
    if not whole:
        return
    dates, before_dates = [day.date for day in whole], [day.date for day in before]
    means, means_before = average(day.totals.amounts for day in whole), average(day.totals.amounts for day in before)
    comparable = min(len(whole), len(before)) >= LEAST_TO_COMPARE
    for key in TOLD:
        mean, unit = means[key], NUTRIENTS[key].unit
        if mean is None:
            continue
        collected.add(f"average.{key}", mean, unit, key, Sense.AVERAGE, dates)
        aims = [_aimed(day, key) for day in whole] if own else []
        known_aims = [each for each in aims if each is not None]
        if known_aims and len(known_aims) == len(whole):
            target = quantise(sum(known_aims, Decimal(0)) / len(known_aims))
            collected.add(f"target.{key}", target, unit, key, Sense.TARGET, dates)
            collected.add(f"difference.{key}", mean - target, unit, key, Sense.DIFFERENCE, dates)
            near = [day.date for day in whole if _is_met(day, key)]
            collected.add(f"met.{key}", len(near), "days", key, Sense.COUNT, near or dates)
        mean_before = means_before[key]
        if comparable and mean_before is not None:
            collected.add(f"before.{key}", mean_before, unit, key, Sense.AVERAGE, before_dates)
            collected.add(f"change.{key}", mean - mean_before, unit, key, Sense.DIFFERENCE, [*before_dates, *dates])


def _aimed(day: Day, key: str) -> Decimal | None:
    """What a day's target asks of a nutrient; of energy as much more as activities took, where the person counts that."""
    target = aim(day.targets.nutrients.get(key, {}))
    return target + day.activity.counted_kcal if target is not None and key == "energy_kcal" else target


def _is_met(day: Day, key: str) -> bool:
    """Whether a day did what its target asks: near it, or within its bounds."""
    bounds, eaten = day.targets.nutrients.get(key, {}), day.totals.amounts[key]
    if eaten is None:
        return False
    more = day.activity.counted_kcal if key == "energy_kcal" else Decimal(0)
    low, high, target = (
        None if (told := bounds.get(name)) is None else told + more for name in ("min", "max", "target")
    )
    if target is not None:
        low = target * (1 - NEAR_SHARE) if low is None else low
        # Of protein and fibre there may be more.
        high = target * (1 + NEAR_SHARE) if high is None and key not in {"protein_g", "fibre_g"} else high
    return (low is None or eaten >= low) and (high is None or eaten <= high)


def _extremes(collected: Collected, whole: Sequence[Day]) -> tuple[date | None, date | None]:
    """The days nearest to and furthest from their energy target; days far below it are never the best ones."""
    measured = [(off, day) for day in whole if (off := _off_target(day)) is not None]
    if len(measured) < LEAST_TO_COMPARE:
        return None, None
    best, worst = min(measured, key=lambda each: each[0])[1], max(measured, key=lambda each: each[0])[1]
    if best is worst:
        return None, None
    for name, day in (("best", best), ("worst", worst)):
        collected.add(
            f"{name}.energy_kcal",
            day.totals.amounts["energy_kcal"],
            "kcal",
            "energy_kcal",
            Sense.AMOUNT,
            [day.date],
            [entry.pk for entry in day.entries],
        )
    return best.date, worst.date


def _off_target(day: Day) -> Decimal | None:
    target, eaten = _aimed(day, "energy_kcal"), day.totals.amounts["energy_kcal"]
    return None if not target or eaten is None else abs(eaten - target) / target


def _gaps(collected: Collected, whole: Sequence[Day]) -> tuple[str, ...]:
    """The nutrients that fell furthest short of their lower bound, over complete days on which every food knew them."""
    if not whole:
        return ()
    dates = [day.date for day in whole]
    means = average(day.totals.amounts for day in whole)
    shares: dict[str, Decimal] = {}
    for key, bounds in whole[-1].targets.nutrients.items():
        least, mean = bounds.get("min"), means.get(key)
        if key in MACROS or not least or mean is None or any(day.totals.unknown.get(key) for day in whole):
            continue
        if mean < least * GAP_SHARE:
            shares[key] = mean / least
            collected.add(f"gap.{key}", mean, NUTRIENTS[key].unit, key, Sense.AVERAGE, dates)
            collected.add(f"least.{key}", least, NUTRIENTS[key].unit, key, Sense.TARGET, dates)
            collected.add(f"share.{key}", (shares[key] * _PERCENT).quantize(Decimal(1)), "%", key, Sense.SHARE, dates)
    found = sorted(shares, key=lambda key: (shares[key], key))[:MOST_GAPS]
    for key in set(shares) - set(found):
        for name in ("gap", "least", "share"):
            collected.figures.pop(f"{name}.{key}")
    return tuple(found)


def _streak(collected: Collected, days: Sequence[Day]) -> None:
    """How many days up to the last have anything logged, as far as is looked back."""
    run: list[date] = []
    for day in reversed(days):
        if not day.entries:
            break
        run.append(day.date)
    collected.add("count.streak", len(run), "days", "days", Sense.COUNT, reversed(run) if run else [days[-1].date])


def _asks_for_care(whole: Sequence[Day], floor_kcal: Decimal) -> bool:
    """Whether what was eaten over several days is less than anybody should live on, or far less than the person set out to eat."""
    if len(whole) < LEAST_FOR_CARE:
        return False
    energy = average(day.totals.amounts for day in whole)["energy_kcal"]
    if energy is None:
        return False
    aims = [each for day in whole if (each := _aimed(day, "energy_kcal"))]
    wanted = sum(aims, Decimal(0)) / len(aims) if aims and whole[-1].targets.basis != "reference" else None
    return energy < floor_kcal or (wanted is not None and energy < wanted * LITTLE_SHARE)
