"""The one arithmetic, by its properties."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fithub.core.nutrients import NUTRIENTS, QUANTUM, difference, scale, total

amounts = st.decimals(min_value=0, max_value=900, places=3)
foods = st.dictionaries(st.sampled_from(list(NUTRIENTS)), st.none() | amounts)
grams = st.decimals(min_value=Decimal("0.1"), max_value=5000, places=1)


@given(foods, grams)
def test_unknown_stays_unknown_and_zero_stays_zero(per_100g: dict[str, Decimal | None], weight: Decimal) -> None:
    scaled = scale(per_100g, weight)
    assert scaled.keys() == NUTRIENTS.keys()
    for key, amount in scaled.items():
        before = per_100g.get(key)
        assert (amount is None) == (before is None)
        if before == 0:
            assert amount == 0


@given(foods)
def test_a_hundred_grams_are_what_the_label_says(per_100g: dict[str, Decimal | None]) -> None:
    assert {key: amount for key, amount in scale(per_100g, Decimal(100)).items() if amount is not None} == {
        key: amount for key, amount in per_100g.items() if amount is not None
    }


@given(st.lists(foods, max_size=8))
def test_a_total_is_the_sum_of_what_is_known_and_counts_what_is_not(parts: list[dict[str, Decimal | None]]) -> None:
    totals = total(parts)
    for key in NUTRIENTS:
        known = [part[key] for part in parts if part.get(key) is not None]
        assert totals.unknown.get(key, 0) == len(parts) - len(known)
        assert totals.amounts[key] == (sum(known) if known or not parts else None)  # type: ignore[arg-type]


@given(st.lists(st.tuples(foods, grams), max_size=6))
def test_the_order_of_the_parts_does_not_matter(parts: list[tuple[dict[str, Decimal | None], Decimal]]) -> None:
    scaled = [scale(food, weight) for food, weight in parts]
    assert total(scaled) == total(list(reversed(scaled)))


@given(foods, grams)
def test_nothing_is_finer_than_a_thousandth(per_100g: dict[str, Decimal | None], weight: Decimal) -> None:
    assert all(amount is None or amount == amount.quantize(QUANTUM) for amount in scale(per_100g, weight).values())


def test_what_is_left_of_an_unknown_is_unknown() -> None:
    assert difference(Decimal(50), None) is None
    assert difference(None, Decimal(3)) is None
    assert difference(Decimal(50), Decimal(60)) == Decimal(-10)
