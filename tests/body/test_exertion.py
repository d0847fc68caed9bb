"""What moving takes, from facts alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.body.exertion import exertion, kind_of

KG = Decimal(70)


@pytest.mark.parametrize(
    ("name", "minutes", "km", "kcal"),
    [
        # MET x 70 kg x hours, by hand.
        ("running", 60, None, 560),
        ("Ran", 30, 5, 326),
        ("walk", 60, 5, 266),
        ("walking the dog", 30, None, 122),
        ("cycling", 60, 20, 560),
        ("evening yoga", 60, None, 161),
        ("walk", None, 4.8, 266),
        ("mountain biking", 60, None, 595),
    ],
)
def test_energy_is_met_times_weight_times_hours(name: str, minutes: int | None, km: float | None, kcal: int) -> None:
    found = exertion(
        name=name,
        weight_kg=KG,
        minutes=None if minutes is None else Decimal(minutes),
        distance_m=None if km is None else Decimal(str(km)) * 1000,
    )
    assert found is not None
    assert abs(found.likely - kcal) <= 1


def test_what_is_not_known_stays_so() -> None:
    assert exertion(name="running", weight_kg=None, minutes=Decimal(30)) is None
    assert exertion(name="quidditch", weight_kg=KG, minutes=Decimal(30)) is None
    assert exertion(name="running", weight_kg=KG) is None
    assert exertion(name="weights", weight_kg=KG, distance_m=Decimal(1000)) is None
    assert kind_of("") is None


def test_a_known_pace_makes_it_surer() -> None:
    known = exertion(name="run", weight_kg=KG, minutes=Decimal(30), distance_m=Decimal(5000))
    guessed = exertion(name="run", weight_kg=KG, minutes=Decimal(30))
    assert known is not None
    assert guessed is not None
    assert (known.high - known.low) / known.likely < (guessed.high - guessed.low) / guessed.likely


@given(
    name=st.sampled_from(["run", "walk", "bike ride", "swim", "gym", "hike"]),
    minutes=st.decimals(min_value=1, max_value=1440, places=1),
    metres=st.none() | st.decimals(min_value=1, max_value=1_000_000, places=0),
    weight=st.decimals(min_value=30, max_value=300, places=1),
)
def test_the_range_holds_the_likely_one_and_more_weight_takes_more(
    name: str, minutes: Decimal, metres: Decimal | None, weight: Decimal
) -> None:
    found = exertion(name=name, weight_kg=weight, minutes=minutes, distance_m=metres)
    heavier = exertion(name=name, weight_kg=weight + 10, minutes=minutes, distance_m=metres)
    assert found is not None
    assert heavier is not None
    assert found.low <= found.likely <= found.high
    assert heavier.likely >= found.likely
