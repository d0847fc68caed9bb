"""Cups, spoons and pints by country, the cups of coffee houses, and numbers as they are written elsewhere. Pure."""

from decimal import Decimal

import pytest

from fithub.estimation.mentions import parse
from fithub.estimation.volumes import unit_factor
from fithub.foods.units import VOLUME_ML
from tests.estimation.readings import NOON


@pytest.mark.parametrize(
    ("unit", "locale", "ml"),
    [
        ("pint", "en-GB", "568.26125"),
        ("pint", "en-US", "473.176473"),
        ("pint", "en", "473.176473"),
        ("pint", "en_IE", "568.26125"),
        ("tbsp", "en-AU", "20"),
        ("tbsp", "en-NZ", "15"),
        ("cup", "en-AU", "250"),
        ("cup", "es-MX", "250"),
        ("cup", "ja-JP", "200"),
        ("cup", "de", "250"),
        ("large cup", "en-CA", "250"),
        ("fl oz", "en-GB", "28.4130625"),
        ("l", "en-GB", "1000"),
        ("ml", "zh-Hans-CN", "1"),
    ],
)
def test_a_volume_is_that_of_the_persons_country(unit: str, locale: str, ml: str) -> None:
    name = unit if unit in VOLUME_ML else unit.rsplit(" ", 1)[-1]
    assert abs(VOLUME_ML[name] * unit_factor(unit, locale) - Decimal(ml)) < Decimal("0.0001")


@pytest.mark.parametrize("unit", [None, "g", "slice", "bowl", "large", "kcal", ""])
def test_all_other_units_are_the_same_everywhere(unit: str | None) -> None:
    assert all(unit_factor(unit, locale) == 1 for locale in ("en-US", "en-GB", "ja-JP", "", "?", "x-y"))


def test_a_pint_of_beer_is_larger_in_britain() -> None:
    (here,), (there,) = (parse("a pint of beer", NOON, locale).mentions for locale in ("en-US", "en-GB"))
    assert (here.quantity, here.unit) == (there.quantity, there.unit) == (Decimal(1), "pint")
    assert here.unit_factor == 1
    assert there.unit_factor == Decimal("568.26125") / VOLUME_ML["pint"]


@pytest.mark.parametrize(
    ("written", "locale", "grams"),
    [
        ("1.000", "en-US", "1000"),
        ("1.250", "en-US", "1.250"),
        ("1.250", "es-ES", "1250"),
        ("1,250", "en-US", "1250"),
        ("1,5", "de-DE", "1.5"),
        ("0.125", "de-DE", "0.125"),
        ("12.5", "de-DE", "12.5"),
    ],
)
def test_points_part_thousands_where_they_do(written: str, locale: str, grams: str) -> None:
    (rice,) = parse(f"{written} g rice", NOON, locale).mentions
    assert (rice.food, rice.quantity) == ("rice", Decimal(grams))


@pytest.mark.parametrize(
    ("text", "food", "ounces"),
    [
        ("a tall latte", "latte", "12"),
        ("a grande caramel macchiato", "caramel macchiato", "16"),
        ("two venti lattes", "lattes", "40"),
        ("venti iced coffee", "iced coffee", "24"),
    ],
)
def test_the_cups_of_coffee_houses_are_ounces(text: str, food: str, ounces: str) -> None:
    (drink,) = parse(text, NOON).mentions
    assert (drink.food, drink.quantity, drink.unit) == (food, Decimal(ounces), "fl oz")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("a grande burrito", "1 "), ("a tall glass of water", "1 glass"), ("a 12 oz grande latte", "12 oz")],
)
def test_other_sizes_are_left_alone(text: str, amount: str) -> None:
    (mention,) = parse(text, NOON).mentions
    assert f"{mention.quantity} {mention.unit or ''}" == amount
