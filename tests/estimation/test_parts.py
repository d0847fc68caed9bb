"""Lists in brackets, behind colons and of each: whose amount is whose. Pure."""

from decimal import Decimal

import pytest

from fithub.estimation.mentions import parse
from tests.estimation.readings import NOON


def amounts(text: str) -> list[str]:
    found = []
    for each in parse(text, NOON).mentions:
        amount = "" if each.quantity is None else f"{each.quantity.normalize():f} {each.unit or ''}".strip()
        found.append(f"{amount} {each.food}".strip())
    return found


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("a salad (lettuce 40 g, tomato 30 g)", ["40 g lettuce", "30 g tomato"]),
        ("a salad (40 g lettuce and 30 g tomato) and a roll", ["40 g lettuce", "30 g tomato", "1 roll"]),
        ("sandwich: 2 slices of bread, 30 g ham", ["2 slice bread", "30 g ham"]),
        (
            "a stew made from 150 g beef, 100 g carrots and 80 g potatoes",
            ["150 g beef", "100 g carrots", "80 g potatoes"],
        ),
        ("mashed potatoes made with 20 g butter and 50 ml milk", ["mashed potatoes", "20 g butter", "50 ml milk"]),
        ("porridge (50 g oats)", ["50 g oats"]),
        ("tea (milk, sugar)", ["tea", "milk", "sugar"]),
        ("coffee (with milk)", ["coffee", "milk"]),
        ("rice (cooked, 150 g)", ["150 g rice cooked"]),
        ("cola (330 ml can)", ["330 ml cola"]),
        ("soup (from a 400 g can)", ["400 g soup"]),
        ("yogurt (Fage 0%, 150 g)", ["150 g yogurt Fage 0%"]),
        ("Lunch: soup, bread", ["soup", "bread"]),
        ("a burrito bowl: rice, beans, no sour cream", ["1 burrito bowl", "rice", "beans no sour cream"]),
        ("Grilled cheese & tomato soup", ["Grilled cheese", "tomato soup"]),
        ("chicken and rice soup", ["chicken and rice soup"]),
        ("a 2-egg omelette and a pear", ["2 egg omelette", "1 pear"]),
        ("turkey on 2 slices of bread w/ 1 T. mayo", ["turkey", "2 slice bread", "1 tbsp mayo"]),
        ("a burger with 100 g fries", ["1 burger", "100 g fries"]),
    ],
)
def test_parts_of_a_dish_are_told_from_what_is_said_of_it(text: str, foods: list[str]) -> None:
    assert amounts(text) == foods


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("100 g each of rice and beans", ["100 g rice", "100 g beans"]),
        ("rice and beans, 100 g each", ["100 g rice", "100 g beans"]),
        ("ham and cheese, 30 g each, and a roll", ["30 g ham", "30 g cheese", "1 roll"]),
        ("a slice each of ham, turkey and cheese", ["1 slice ham", "1 slice turkey", "1 slice cheese"]),
        ("2 cookies, 15 g each", ["30 g cookies"]),
        ("two clementines (about 75 g each) and a pear", ["150 g clementines", "1 pear"]),
        ("a bowl of rice and beans", ["1 bowl rice and beans"]),
        ("2 peanut butter and jelly sandwiches, 150 g each", ["300 g peanut butter and jelly sandwiches"]),
    ],
)
def test_an_amount_of_each_is_of_each(text: str, foods: list[str]) -> None:
    assert amounts(text) == foods


@pytest.mark.parametrize(
    ("text", "food", "plain"),
    [
        ("tea, no sugar", "tea no sugar", "tea"),
        ("a burger, hold the mayo", "burger hold the mayo", "burger"),
        ("pancakes without maple syrup", "pancakes without maple syrup", "pancakes"),
        ("chicken without skin", "chicken without skin", "chicken without skin"),
        ("caesar salad no dressing", "caesar salad no dressing", "caesar salad no dressing"),
        ("toast", "toast", "toast"),
    ],
)
def test_what_was_not_put_on_it_is_no_part_of_its_plain_name(text: str, food: str, plain: str) -> None:
    (mention,) = parse(text, NOON).mentions
    assert (mention.food, mention.plain) == (food, plain)


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("skipped the fries", []),
        ("I didn't eat the bread but I finished the soup", ["soup"]),
        ("skipped the bread, had soup", ["soup"]),
        ("I never had the cake", []),
        ("I didn't have any bread or butter", []),
        ("I couldn't finish the soup", ["soup"]),
    ],
)
def test_what_was_not_eaten_is_left_out_and_no_more(text: str, foods: list[str]) -> None:
    assert [each.food for each in parse(text, NOON).mentions] == foods


@pytest.mark.parametrize(
    "text", ["NaN eggs", "1/0 cup of rice", "9" * 44 + " kg rice", "Infinity apples", "1e400 g rice"]
)
def test_what_is_no_number_is_never_one_of_it(text: str) -> None:
    (mention,) = parse(text, NOON).mentions
    assert mention.quantity == Decimal(0)


def test_bread_is_no_number() -> None:
    assert amounts("peshwari nan and nan bread") == ["peshwari nan", "nan bread"]


@pytest.mark.parametrize(
    ("text", "food", "length"),
    [
        ("a 12-inch pizza", "pizza", "30.48"),
        ('a 6" sub', "sub", "15.24"),
        ("a 30 cm pizza", "pizza", "30"),
        ("half of a 12 inch pizza", "pizza", "30.48"),
        ("a pizza", "pizza", None),
    ],
)
def test_a_length_is_told_apart(text: str, food: str, length: str | None) -> None:
    (mention,) = parse(text, NOON).mentions
    assert mention.food == food
    assert mention.length_cm == (None if length is None else Decimal(length))


@pytest.mark.parametrize(
    ("text", "child", "amount"),
    [
        ("coffee with milk and two sugars", "sugars", "2 tsp"),
        ("tea, one sugar", "sugar", "1 tsp"),
        ("coffee with 2 sweeteners", "sweeteners", "2 packet"),
    ],
)
def test_what_goes_into_a_cup_is_counted_in_spoons(text: str, child: str, amount: str) -> None:
    parsed = parse(text, NOON)
    found = next(each for each in parsed.mentions if each.food == child)
    assert f"{found.quantity} {found.unit}" == amount
    assert found.parent == 0
