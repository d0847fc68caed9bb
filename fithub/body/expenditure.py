"""What a person burns in a day, learned from what they eat and weigh.

The learning is done by the filter in `balance`, which starts from a formula (`resting`) that counts for less with every day; this
module decides whether there is enough to learn from, and says what came of it and why. Only what is written down can be learned
from: for a person who leaves a part out, the result is as much lower, and right for planning by what they write down. What is not
modelled stands in docs/expenditure.md. Kilocalories a day, kilograms. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Final

from fithub.body import trend
from fithub.body.balance import Eaten, Known, follow
from fithub.body.resting import Facts, Formula, energy_density, formula

# Another one for every change of a result, here or in what this leans on.
VERSION: Final = f"expenditure-1+{trend.VERSION}"

# How far back it looks: what was longer ago says little of today.
WINDOW_DAYS: Final = 365

PLAIN_DAYS_SD: Final = (
    0.12  # of the formula for what people write down, beside its own deviation: most leave something out
)
LATELY_DAYS: Final = 28  # the intake and the change of weight that are told are of the last so many

LEAST_DAYS: Final = 10
LEAST_WEIGHINGS: Final = 4
LEAST_SPAN_DAYS: Final = 14
STALE_DAYS: Final = 60

# No result lies outside of these multiples of the resting energy: nobody lives on less, and few burn more.
FLOOR: Final = 0.7
CAP: Final = 2.8

EIGHTY_PERCENT: Final = 1.2816
KCAL: Final = Decimal(1)
ADULT_YEARS: Final = 18
DAYS_A_YEAR: Final = 365.25


class Method(StrEnum):
    """Where the number comes from."""

    LEARNED = "learned"
    FORMULA = "formula"
    NONE = "none"


class Reason(StrEnum):
    """Why the number is not learned, or is none, or is at a limit."""

    NO_WEIGHT = "no_weight"
    MINOR = "minor"
    PREGNANT = "pregnant"
    TOO_FEW_DAYS = "too_few_days"
    TOO_FEW_WEIGHINGS = "too_few_weighings"
    NO_RECENT_DATA = "no_recent_data"
    AT_LIMIT = "at_limit"


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a result depends on. `on`: the day that it is for, of which nothing is counted but the weight.

    `eaten`: the days on which something is written down. `body_fat_percent`, `birth_date` and the like are None where unknown.
    """

    on: date
    eaten: Mapping[date, Eaten]
    weights: Sequence[tuple[date, Decimal]]
    male: bool | None = None
    birth_date: date | None = None
    height_cm: Decimal | None = None
    body_fat_percent: Decimal | None = None
    activity: str | None = None
    pregnant: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """The expenditure as it was known at the end of a local date, with the bounds of four in five (kcal)."""

    local_date: date
    kcal: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """The result: `kcal` with the bounds that hold four of five such people, None where no number may be told.

    `confidence`: 0..1, how much of what the formula left open the data has settled. `days_of_data`: complete days that count.
    `formula_kcal`, `resting_kcal`, `factor`, `equation`, `missing`: the formula it started from, for today's weight.
    `mean_intake`: of the complete days of the last 28 (None: none). `weight_kg`: the trend of the weight; `change_kg`: by how much
    it changed within `change_days`, at most 28 (None: there is one weighing).
    `kcal_per_kg`: the energy density used. `path`: day by day; empty where nothing was learned.
    """

    on: date
    method: Method
    reason: Reason | None
    days_of_data: int
    weighings: int
    kcal: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    confidence: Decimal = Decimal("0.00")
    formula_kcal: Decimal | None = None
    resting_kcal: Decimal | None = None
    factor: Decimal | None = None
    equation: str | None = None
    missing: tuple[str, ...] = ()
    mean_intake: Decimal | None = None
    weight_kg: Decimal | None = None
    change_kg: Decimal | None = None
    change_days: int = 0
    kcal_per_kg: Decimal | None = None
    path: tuple[Point, ...] = ()


def inputs_hash(inputs: Inputs) -> str:
    """A digest of all that a result depends on beside the version; the same inputs have the same, in whatever order they come."""
    digest = sha256()
    parts = [
        inputs.on.isoformat(),
        *(f"{day} {each.kcal.normalize():f} {each.complete}" for day, each in sorted(inputs.eaten.items())),
        *(f"{day} {value.normalize():f}" for day, value in sorted(inputs.weights)),
        f"{inputs.male} {inputs.birth_date} {inputs.height_cm} {inputs.body_fat_percent} {inputs.activity} {inputs.pregnant}",
    ]
    for part in parts:
        digest.update(part.encode() + b"\n")
    return digest.hexdigest()


def estimate(inputs: Inputs) -> Estimate:
    """What a person burns in a day. Never fails, never tells a number that is none; see `Reason` for when it falls back."""
    first = inputs.on - timedelta(days=WINDOW_DAYS)
    eaten = {day: each for day, each in sorted(inputs.eaten.items()) if first <= day < inputs.on}
    complete = [day for day, each in eaten.items() if each.complete]
    weights = trend.daily_means([each for each in inputs.weights if each[0] <= inputs.on])
    age = None if inputs.birth_date is None else (inputs.on - inputs.birth_date).days / DAYS_A_YEAR
    silent = _silent(inputs)
    if silent is not None or not weights:
        return Estimate(inputs.on, Method.NONE, silent or Reason.NO_WEIGHT, len(complete), len(weights))
    facts = Facts(
        male=inputs.male,
        age=age,
        height_cm=None if inputs.height_cm is None else float(inputs.height_cm),
        body_fat=None if inputs.body_fat_percent is None else float(inputs.body_fat_percent) / 100,
        activity=inputs.activity,
    )
    # Weighings from before the window count only where there are no others: for the formula.
    recent = {day: value for day, value in weights.items() if day >= first} or dict([weights.popitem()])
    points, noise = trend.trend_and_noise(recent)
    counted = [day for day in complete if day >= points[0].local_date]
    expected = formula(facts, float(points[-1].value))
    base = _based_on(inputs.on, expected, points, counted, eaten, len(recent))
    reason = _too_little(inputs.on, counted, list(recent))
    if reason is not None:
        low, high = expected.kcal - EIGHTY_PERCENT * expected.sd, expected.kcal + EIGHTY_PERCENT * expected.sd
        return replace(base, reason=reason, kcal=_kcal(expected.kcal), low=_kcal(max(low, 0)), high=_kcal(high))
    density = energy_density(facts, float(points[-1].value))
    start = formula(facts, float(points[0].value))
    start_sd = (start.sd**2 + (PLAIN_DAYS_SD * start.kcal) ** 2) ** 0.5
    known = follow(
        last=inputs.on,
        eaten=eaten,
        weights=recent,
        noise=noise,
        expected=start.kcal,
        expected_sd=start_sd,
        kcal_per_kg=density,
    )
    least, most = FLOOR * expected.resting, CAP * expected.resting
    path = tuple(_point(each, least, most) for each in known)
    settled = 1 - (known[-1].sd / start_sd) ** 2
    return replace(
        base,
        method=Method.LEARNED,
        reason=None if least <= known[-1].kcal <= most else Reason.AT_LIMIT,
        kcal=path[-1].kcal,
        low=path[-1].low,
        high=path[-1].high,
        confidence=_hundredth(min(max(settled, 0.0), 1.0)),
        kcal_per_kg=_kcal(density),
        path=path,
    )


def _silent(inputs: Inputs) -> Reason | None:
    born, on = inputs.birth_date, inputs.on
    if born is not None and (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < ADULT_YEARS:
        return Reason.MINOR
    return Reason.PREGNANT if inputs.pregnant else None


def _too_little(on: date, counted: list[date], weighed: list[date]) -> Reason | None:
    if len(counted) < LEAST_DAYS:
        return Reason.TOO_FEW_DAYS
    if len(weighed) < LEAST_WEIGHINGS or (weighed[-1] - weighed[0]).days < LEAST_SPAN_DAYS:
        return Reason.TOO_FEW_WEIGHINGS
    recent = on - timedelta(days=STALE_DAYS)
    return Reason.NO_RECENT_DATA if counted[-1] < recent or weighed[-1] < recent else None


def _based_on(
    on: date,
    expected: Formula,
    points: list[trend.TrendPoint],
    counted: list[date],
    eaten: Mapping[date, Eaten],
    weighings: int,
) -> Estimate:
    """What is told of every result that has a weight, not yet with a number."""
    lately = [eaten[day].kcal for day in counted if day >= on - timedelta(days=LATELY_DAYS)]
    newest, before = points[-1], points[max(0, len(points) - 1 - LATELY_DAYS)]
    return Estimate(
        on=on,
        method=Method.FORMULA,
        reason=None,
        days_of_data=len(counted),
        weighings=weighings,
        formula_kcal=_kcal(expected.kcal),
        resting_kcal=_kcal(expected.resting),
        factor=_hundredth(expected.factor),
        equation=expected.equation,
        missing=expected.missing,
        mean_intake=(sum(lately, Decimal(0)) / len(lately)).quantize(KCAL) if lately else None,
        weight_kg=newest.value,
        change_kg=newest.value - before.value if len(points) > 1 else None,
        change_days=(newest.local_date - before.local_date).days,
    )


def _point(known: Known, least: float, most: float) -> Point:
    kcal = min(max(known.kcal, least), most)
    arm = EIGHTY_PERCENT * known.sd
    low, high = max(min(known.kcal - arm, kcal), least), min(max(known.kcal + arm, kcal), most)
    return Point(known.local_date, _kcal(kcal), _kcal(low), _kcal(high))


def _kcal(value: float) -> Decimal:
    return Decimal(value).quantize(KCAL)


def _hundredth(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))
