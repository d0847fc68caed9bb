"""How figures are told: as the page shows them."""

from decimal import Decimal

import pytest

from agents.offline.nutrients import number


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [
        ("136.5", 0, "137"),
        ("135.5", 0, "136"),
        ("0.25", 1, "0.3"),
        ("100.0", 1, "100"),
        ("0.04", 1, "0.04"),
        ("1066.32", 0, "1066"),
        ("0", 1, "0"),
    ],
)
def test_a_figure_is_rounded_as_the_page_rounds_it(value: str, places: int, told: str) -> None:
    assert number(Decimal(value), places) == told
