"""Units of the body: what was typed is shown again, and conversions are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.body.units import CM_PER_IN, KG_PER_LB, display, to_own, unit_named
from fithub.core.errors import InvalidInput

tenths = st.decimals(min_value=1, max_value=1400, places=1)
hundredths = st.decimals(min_value=1, max_value=1400, places=2)


@given(hundredths)
def test_pounds_come_back_as_they_were_typed(pounds: Decimal) -> None:
    shown = display(to_own(pounds, "lb", "kg"), "kg", "us", (pounds, "lb"))
    assert (shown.value, shown.unit) == (pounds, "lb")


@given(tenths)
def test_tenths_come_back_even_from_the_store_alone(figure: Decimal) -> None:
    assert display(to_own(figure, "lb", "kg"), "kg", "us").value == figure
    assert display(to_own(figure, "in", "cm"), "cm", "us").value == figure


@given(st.integers(4, 40), st.integers(0, 13))
def test_stones_and_pounds_come_back(stones: int, pounds: int) -> None:
    value = to_own(Decimal(14 * stones + pounds), "lb", "kg")
    wanted = f"{stones} st {pounds} lb" if pounds else f"{stones} st"
    assert display(value, "kg", "uk").text == wanted


def test_the_conversions_are_those_of_the_treaty() -> None:
    assert to_own(Decimal(1000), "lb", "kg") == Decimal("453.592")
    assert Decimal("0.45359237") == KG_PER_LB
    assert Decimal("2.54") == CM_PER_IN
    assert to_own(Decimal(1), "st", "kg") == Decimal("6.350")
    assert to_own(Decimal(6), "ft", "cm") == Decimal("182.880")


@pytest.mark.parametrize(("said", "own", "meant"), [("LBS.", "kg", "lb"), (" Stone ", "kg", "st"), ("″", "cm", "in")])
def test_units_have_many_names(said: str, own: str, meant: str) -> None:
    assert unit_named(said, own) == meant


def test_a_pound_of_waist_is_refused() -> None:
    with pytest.raises(InvalidInput, match="possible here: cm, mm, m, in, ft"):
        unit_named("lb", "cm")


def test_no_more_digits_are_told_than_were_typed() -> None:
    assert display(Decimal("71.668"), "kg", "metric", entered=(Decimal(158), "lb")).text == "71.7 kg"
    assert display(Decimal("71.67"), "kg", "metric", entered=(Decimal("71.67"), "kg")).text == "71.67 kg"
