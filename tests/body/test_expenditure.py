"""What a person burns, as arithmetic."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.body.balance import Eaten
from fithub.body.expenditure import Estimate, Inputs, Method, Reason, estimate
from fithub.body.resting import ACTIVITY, Facts, energy_density, formula

ON = date(2026, 3, 1)
WOMAN = Inputs(
    on=ON,
    eaten={},
    weights=[(ON, Decimal(70))],
    male=False,
    birth_date=date(1986, 3, 1),
    height_cm=Decimal(165),
    activity="light",
)


def lived(*, days: int, eats: float, burns: float, weight: float = 80, seed: int = 0, noise: float = 0.5) -> Inputs:
    """Somebody who ate and burned so much each day (kcal), with noise in both the diary and the scale."""
    chance = random.Random(seed)
    eaten, weights = {}, []
    for ago in range(days, -1, -1):
        day = ON - timedelta(days=ago)
        weights.append((day, Decimal(f"{weight + chance.gauss(0, noise):.1f}")))
        ate = eats * chance.lognormvariate(-0.02, 0.2)
        eaten[day] = Eaten(Decimal(round(ate)), True)
        weight += (ate - burns) / 7200
    return replace(WOMAN, eaten=eaten, weights=weights)


def told(inputs: Inputs) -> tuple[Decimal, Estimate]:
    result = estimate(inputs)
    assert result.kcal is not None
    assert result.low is not None
    assert result.high is not None
    assert result.low <= result.kcal <= result.high
    return result.kcal, result


def test_the_formulas_are_those_that_were_published() -> None:
    woman = formula(Facts(male=False, age=40, height_cm=165, activity="light"), 70)
    assert woman.resting == pytest.approx(10 * 70 + 6.25 * 165 - 5 * 40 - 161)
    assert woman.kcal == pytest.approx(woman.resting * ACTIVITY["light"])
    assert woman.missing == ()
    lean = formula(Facts(body_fat=0.2, activity="active"), 80)
    assert lean.equation == "cunningham"
    assert lean.resting == pytest.approx(370 + 21.6 * 64)
    unknown = formula(Facts(), 70)
    assert unknown.missing == ("sex", "birth_date", "height_cm", "activity")
    assert unknown.sd > 1.2 * woman.sd
    assert energy_density(Facts(body_fat=0.4), 120) > 8000 > 6000 > energy_density(Facts(body_fat=0.1), 60)


def test_without_data_it_is_the_formula_and_says_why() -> None:
    assert estimate(replace(WOMAN, weights=[])) == Estimate(ON, Method.NONE, Reason.NO_WEIGHT, 0, 0)
    kcal, result = told(WOMAN)
    assert kcal == Decimal(round((700 + 6.25 * 165 - 200 - 161) * 1.45))
    assert (result.method, result.reason, result.confidence) == (Method.FORMULA, Reason.TOO_FEW_DAYS, Decimal("0.00"))
    born = replace(WOMAN, birth_date=ON - timedelta(days=17 * 365))
    assert (estimate(born).kcal, estimate(born).reason) == (None, Reason.MINOR)
    assert (estimate(replace(WOMAN, pregnant=True)).kcal, estimate(replace(WOMAN, pregnant=True)).reason) == (
        None,
        Reason.PREGNANT,
    )
    some = lived(days=60, eats=2000, burns=2200)
    assert estimate(replace(some, weights=some.weights[-3:])).reason == Reason.TOO_FEW_DAYS
    assert estimate(replace(some, weights=some.weights[::30])).reason == Reason.TOO_FEW_WEIGHINGS
    later = replace(some, on=ON + timedelta(days=70))
    assert (estimate(later).method, estimate(later).reason) == (Method.FORMULA, Reason.NO_RECENT_DATA)
    long_ago = replace(WOMAN, weights=[(ON - timedelta(days=3000), Decimal(70))])
    assert estimate(long_ago).reason == Reason.TOO_FEW_DAYS
    assert estimate(long_ago).weight_kg == 70


@pytest.mark.parametrize("burns", [1600, 2100, 2900])
@pytest.mark.parametrize("change", [-500, 0, 300])
def test_it_learns_what_is_burned(burns: int, change: int) -> None:
    kcal, result = told(lived(days=150, eats=burns + change, burns=burns, seed=burns))
    assert abs(kcal - burns) < 130
    assert result.method is Method.LEARNED
    assert result.confidence > Decimal("0.8")
    early = told(lived(days=25, eats=burns + change, burns=burns, seed=burns))[1]
    assert early.confidence < result.confidence
    assert early.high is not None
    assert early.low is not None
    assert result.high is not None
    assert result.low is not None
    assert early.high - early.low > result.high - result.low


def test_a_change_is_followed() -> None:
    before = lived(days=200, eats=2300, burns=2300, seed=4)
    after = lived(days=80, eats=2300, burns=2700, seed=5, weight=float(before.weights[-81][1]))
    both = {**before.eaten, **after.eaten}
    weights = [each for each in before.weights if each[0] < after.weights[0][0]] + list(after.weights)
    kcal, result = told(replace(WOMAN, eaten=both, weights=weights))
    assert kcal > 2550
    assert [point.local_date for point in result.path] == [ON - timedelta(days=ago) for ago in range(200, -1, -1)]


def test_days_in_part_do_not_teach_that_little_is_burned() -> None:
    full = lived(days=120, eats=2300, burns=2300, seed=8)
    chance = random.Random(1)
    some = {
        day: Eaten(each.kcal * Decimal("0.3"), False) if chance.random() < 0.3 else each
        for day, each in full.eaten.items()
    }
    none = {day: each for day, each in some.items() if each.complete}
    taken = {day: replace(each, complete=True) for day, each in some.items()}
    assert abs(told(replace(full, eaten=some))[0] - 2300) < 150
    assert abs(told(replace(full, eaten=none))[0] - told(replace(full, eaten=some))[0]) < 60
    assert told(replace(full, eaten=taken))[0] < 2000, "what it is that the rule for partial days prevents"


def test_what_is_left_out_is_left_out_of_the_result() -> None:
    full = lived(days=150, eats=2300, burns=2300, seed=9)
    less = {day: Eaten(each.kcal * Decimal("0.8"), True) for day, each in full.eaten.items()}
    assert abs(told(replace(full, eaten=less))[0] - (2300 - 460)) < 130


def test_gaps_of_weeks_widen_the_range_and_break_nothing() -> None:
    full = lived(days=150, eats=2300, burns=2300, seed=10)
    gap = [ON - timedelta(days=ago) for ago in range(1, 41)]
    eaten = {day: each for day, each in full.eaten.items() if day not in gap}
    weights = [each for each in full.weights if each[0] not in gap]
    kcal, result = told(replace(full, eaten=eaten, weights=weights))
    assert abs(kcal - 2300) < 250
    assert result.confidence < told(full)[1].confidence


def test_a_typo_on_the_scale_teaches_nothing() -> None:
    full = lived(days=100, eats=2300, burns=2300, seed=11)
    weights = list(full.weights)
    weights[0] = (weights[0][0], weights[0][1] * 10)
    weights[-5] = (weights[-5][0], weights[-5][1] * Decimal("2.2046"))
    assert abs(told(replace(full, weights=weights))[0] - told(full)[0]) < 60


def test_no_result_is_out_of_bounds() -> None:
    nothing = lived(days=100, eats=300, burns=300, seed=12)
    kcal, result = told(nothing)
    assert result.reason is Reason.AT_LIMIT
    assert result.resting_kcal is not None
    assert kcal >= Decimal("0.69") * result.resting_kcal
    much = lived(days=100, eats=9000, burns=9000, seed=12)
    assert told(much)[0] <= Decimal("2.81") * (told(much)[1].resting_kcal or 0)


DAYS = st.integers(0, 500).map(lambda ago: ON - timedelta(days=ago - 5))
ENERGY = st.decimals(0, 30_000, places=0)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(DAYS, st.builds(Eaten, ENERGY, st.booleans()), max_size=60),
    st.lists(st.tuples(DAYS, st.decimals(Decimal(2), Decimal(635), places=1)), max_size=40),
    st.none() | st.booleans(),
    st.none() | st.dates(date(1900, 1, 1), ON),
    st.none() | st.decimals(50, 280, places=1),
    st.none() | st.decimals(2, 75, places=1),
    st.sampled_from([None, *ACTIVITY]),
)
def test_it_never_fails_and_never_tells_nonsense(
    eaten: dict[date, Eaten],
    weights: list[tuple[date, Decimal]],
    male: bool | None,
    born: date | None,
    height: Decimal | None,
    fat: Decimal | None,
    activity: str | None,
) -> None:
    result = estimate(Inputs(ON, eaten, weights, male, born, height, fat, activity))
    assert (result.kcal is None) == (result.method is Method.NONE)
    assert result.method is Method.LEARNED or result.reason is not None
    assert 0 <= result.confidence <= 1
    if result.kcal is not None:
        assert result.low is not None
        assert result.high is not None
        assert 0 <= result.low <= result.kcal <= result.high < 30_000
    assert estimate(Inputs(ON, eaten, list(reversed(weights)), male, born, height, fat, activity)) == result


def test_a_year_takes_a_moment() -> None:
    year = lived(days=365, eats=2300, burns=2300)
    estimate(year)
    took = []
    for _ in range(3):
        begun = time.process_time()
        estimate(year)
        took.append(time.process_time() - begun)
    assert min(took) < 0.2, "a year is some 40 ms; this only catches what is out of hand"
