"""A food in so much of another: two foods, each with its own amount; and what it was only served in."""

import pytest

from fithub.estimation.estimate import SURE, estimate_meal
from tests.estimation.test_estimates import NOON


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("30g whey in 250ml skimmed milk", {"Nutritional powder mix, whey based": 30, "Milk, fat free (skim)": 257}),
        ("30g of oats in 200ml milk", {"Oats": 30, "Milk": 206}),
        ("whey protein 30 g in 250 ml water", {"Nutritional powder mix, whey based": 30, "Water": 250}),
        ("200 g potatoes in 10 g butter", {"Potato": 200, "Butter": 10}),
    ],
)
def test_both_have_their_own_amount(text: str, amounts: dict[str, float]) -> None:
    estimate = estimate_meal(text=text, when=NOON)
    assert not estimate.unmatched
    found = [(item.food_name, item.grams) for item in estimate.items]
    assert len(found) == len(amounts), found
    for (name, grams), (wanted, weighs) in zip(found, amounts.items(), strict=True):
        assert name.startswith(wanted)
        assert grams is not None
        assert abs(float(grams) - weighs) <= 6, (name, grams)


@pytest.mark.parametrize("text", ["soda in a 12 oz can", "juice in 200 ml glasses", "tuna in 100 g tins"])
def test_what_it_was_in_is_no_food(text: str) -> None:
    assert len(estimate_meal(text=text, when=NOON).items) == 1


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("chicken stir fry", "Chicken stir-fry"),
        ("prawn stir fry", "Shrimp stir-fry"),
        ("a tuna mayo sandwich", "Tuna salad sandwich on wheat"),
        ("egg mayo sandwich", "Egg salad sandwich on wheat"),
        ("greek salad", "Greek salad"),
        ("full english breakfast", "Full English breakfast"),
        ("overnight oats", "Overnight oats"),
        ("poke bowl", "Salmon poke bowl"),
        ("fish finger sandwich", "Fish finger sandwich"),
    ],
)
def test_what_is_eaten_every_day_is_known(text: str, food: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.food_name == food
    assert item.confidence >= SURE
