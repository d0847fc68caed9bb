"""What is said to be with a food: one dish with it, in it anyway, or a food beside it."""

from decimal import Decimal

import pytest

from fithub.estimation.estimate import SURE, estimate_meal
from tests.estimation.test_estimates import NOON


def foods(text: str) -> list[str]:
    estimate = estimate_meal(text=text, when=NOON)
    assert not estimate.unmatched
    return [item.food_name for item in estimate.items]


@pytest.mark.parametrize(
    "text",
    [
        "170 g of beef stew with potatoes and vegetables",
        "a latte with whole milk",
        "a turkey sub with lettuce",
        "a bowl of pho with beef",
        "lamb curry with onions and tomatoes",
    ],
)
def test_what_is_in_a_dish_anyway_is_counted_once(text: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.text == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100 g salmon with rice", 2),
        ("beef stew with bread", 2),
        ("a bowl of lentil soup with 40 g of potatoes", 2),
        ("toast with butter and jam", 3),
        ("tuna salad with crackers", 2),
    ],
)
def test_what_stands_beside_it_is_a_food_of_its_own(text: str, number: int) -> None:
    assert len(foods(text)) == number


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("a latte with oat milk", "Coffee, Latte, with non-dairy milk"),
        ("oat milk latte", "Coffee, Latte, with non-dairy milk"),
        ("a soy cappuccino", "Coffee, Cappuccino, with non-dairy milk"),
        ("almond milk cappuccino", "Coffee, Cappuccino, with non-dairy milk"),
        ("flat white with oat milk", "Coffee, Latte, with non-dairy milk"),
        ("iced latte with coconut milk", "Coffee, Iced Latte, with non-dairy milk"),
    ],
)
def test_a_drink_with_plant_milk_is_no_drink_with_cows_milk(text: str, food: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.food_name == food
    assert item.confidence >= SURE


def test_a_drink_of_which_no_such_kind_is_known_is_asked_about() -> None:
    (item,) = estimate_meal(text="chai with almond milk", when=NOON).items
    assert item.confidence < SURE


def test_plant_milk_beside_what_is_no_milk_drink_is_a_food() -> None:
    assert foods("cereal with oat milk")[1:] == ["Oat milk"]
    assert foods("a glass of oat milk") == ["Oat milk"]


def test_a_dish_that_the_tables_name_whole_is_that() -> None:
    assert foods("instant oatmeal with maple") == ["Oatmeal, instant, maple flavored, fat added"]


@pytest.mark.parametrize("text", ["toast with butter", "pancakes with syrup"])
def test_another_dish_of_the_same_words_is_not(text: str) -> None:
    assert len(foods(text)) == 2


@pytest.mark.parametrize(
    ("text", "food", "grams"),
    [
        ("two egg rolls, shrimp filled, 128 g total", "Egg roll, with shrimp", "128"),
        ("a chicken pot pie, one of the little frozen ones, 198 grams", "Pot pie, chicken", "198"),
    ],
)
def test_what_is_said_of_it_behind_a_comma_is_of_it_and_so_is_the_weight(text: str, food: str, grams: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert (item.food_name, str(item.grams.quantize(Decimal(1)))) == (food, grams)


@pytest.mark.parametrize(
    "text", ["two apples, rice, 150 g", "an egg, toast, 60 g", "chicken, green beans, 80 g", "beef, noodles, 200 g"]
)
def test_another_food_behind_a_comma_keeps_its_weight(text: str) -> None:
    first, second = estimate_meal(text=text, when=NOON).items
    assert second.portion_source == "stated"
    assert first.portion_source != "stated"


def test_two_foods_joined_by_and_are_one_dish_where_the_tables_have_it() -> None:
    assert foods("one cup beef and noodles with gravy") == ["Beef and noodles with gravy"]
    assert len(foods("a cup of beef and an apple")) == 2
    assert len(foods("eggs and toast")) == 2


def test_what_the_food_taken_has_in_its_name_is_not_counted_again() -> None:
    assert foods("113 g of salisbury steak with gravy") == ["Salisbury steak with gravy"]


@pytest.mark.parametrize("text", ["a sloppy joe on a white bun", "a hot dog on a wheat bun"])
def test_the_bun_that_it_is_on_is_of_it(text: str) -> None:
    assert len(foods(text)) == 1


def test_a_unit_in_a_name_measures_it() -> None:
    (bar,) = estimate_meal(text="a snickers bar", when=NOON).items
    assert bar.unit == "bar"
    assert 35 <= bar.grams <= 60


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("a bagel, whole wheat, and a pear", "Bagel, whole wheat"),
        ("a cup of ice cream, chocolate", "Ice cream, chocolate"),
    ],
)
def test_its_kind_may_stand_behind_a_comma(text: str, food: str) -> None:
    assert foods(text)[0] == food


@pytest.mark.parametrize(
    "text", ["200 g of rice, beans", "a cup of rice, chicken", "two eggs, ham", "a burger, cheese"]
)
def test_a_food_behind_a_comma_is_one(text: str) -> None:
    assert len(foods(text)) == 2


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("150 g of beef and noodles with gravy", "Beef and noodles with gravy"),
        ("180 g of lamb and potatoes with gravy", "Lamb or mutton and potatoes with gravy"),
        ("150 g of chili with meat and beans", "Chili with meat and beans"),
        ("200 g of white rice with lentils", "Rice, white, with lentils"),
        ("90 g of danish pastry with cheese", "Danish pastry, cheese"),
        ("150 g of cooked white and wild rice", "Rice, white and wild, cooked"),
    ],
)
def test_one_weight_of_what_the_tables_name_whole_is_of_all_of_it(text: str, food: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.food_name.startswith(food)
    assert item.text == text


def test_milk_in_weighed_coffee_is_a_food_of_its_own() -> None:
    assert len(foods("200 g of coffee with milk and sugar")) == 3


def test_what_a_weighed_food_was_made_with_is_in_it_but_no_fat() -> None:
    (oatmeal,) = estimate_meal(text="240 g of oatmeal prepared with whole milk", when=NOON).items
    assert oatmeal.grams == 240
    assert len(foods("100 g of carrots cooked with butter")) == 2


def test_a_list_of_what_is_in_it_is_one_food_where_the_tables_have_that() -> None:
    assert foods("wheat bagel with fruit and nuts") == ["Bagel, wheat, with fruit and nuts"]


def test_a_name_said_again_with_a_number_is_counted_once() -> None:
    (item,) = estimate_meal(text="mozzarella sticks, 4 sticks", when=NOON).items
    assert item.quantity == 4


def test_a_thick_slice_weighs_more_than_a_thin_one() -> None:
    for food in ("white bread", "ham"):
        (thick,) = estimate_meal(text=f"a thick slice of {food}", when=NOON).items
        (thin,) = estimate_meal(text=f"a thin slice of {food}", when=NOON).items
        assert thick.grams > thin.grams


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        # What is cooked with eggs is no part of an egg.
        ("2 eggs with tomatoes", [100, 30]),
        ("omelette with spinach", [122, 30]),
        ("scrambled eggs with mushrooms", [122, 30]),
        ("porridge with banana", [240, 59]),
        # A meal from the counter is the burger and the fries.
        ("a big mac meal with a diet coke", [215, 117, 358]),
        ("2 whopper meals", [560, 234]),
        ("a fish and chips", [130, 117]),
        ("300 g fish and chips", [150, 150]),
        # Half of many is no half of one.
        ("half the fries", [58.5]),
        ("half of his chips", [16]),
        ("half the strawberries", [73.5]),
        ("half a banana", [59]),
        ("half an egg", [25]),
        # One behind the other, with nothing between.
        ("1 cup rice 1 cup dal and curd", [158, 220, 180]),
        ("200 g rice 100 g chicken 50 g peas", [200, 100, 50]),
        ("chicken breast 200 g brown rice 150 g", [200, 150]),
        ("3 eggs 2 slices of bacon", [150, 16]),
        ("chicken 200 g grilled", [200]),
        ("1 can 330 ml coke", [343.2]),
        ("2 eggs 50 g each", [100]),
        ("1 large 330 g pizza", [330]),
        ("oats", [40]),
        ("a bowl of oats", [50]),
        # Some slices, and one dish that is two foods.
        ("apple slices and almond butter", [182, 32]),
        ("2 apple slices", [30]),
        ("rice and fish", [158, 130]),
        ("steak and potatoes", [170, 173]),
        ("avocado and dressing", [75, 30]),
        # Several that end in "is".
        ("two rotis", [90]),
        ("3 idlis", [120]),
        ("2 kiwis", [138]),
        ("6 salmon nigiri", [162]),
    ],
)
def test_so_much_is_counted(text: str, grams: list[float]) -> None:
    items = estimate_meal(text=text, when=NOON).items
    assert [float(item.grams) for item in items] == pytest.approx(grams, abs=0.5)
    assert all(item.confidence >= SURE for item in items)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("protein shake, 30g whey with 300ml milk", 2),
        ("protein shake with 1 scoop whey and water", 2),
        ("a smoothie: 1 scoop protein powder, 200 ml oat milk", 2),
        ("green smoothie: spinach, banana, 200 ml almond milk", 3),
        # Beside it, not in it.
        ("protein shake and 2 eggs", 2),
        ("a smoothie and a whey bar", 2),
        ("a protein shake, 2 eggs and a glass of milk", 3),
    ],
)
def test_a_shake_told_by_its_powder_is_counted_once(text: str, number: int) -> None:
    assert len(foods(text)) == number


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("bacon sandwich", "Bacon sandwich"),
        ("2 bacon rolls", "Bacon sandwich"),
        ("turkey bacon sandwich", "Turkey bacon sandwich"),
        ("turkey bacon", "Turkey bacon, cooked"),
        ("falafel wrap", "Falafel sandwich"),
        ("tuna pasta bake", "Tuna pasta"),
        ("salmon sashimi", "Fish, salmon, raw"),
        ("tuna nigiri", "Sushi, topped with tuna"),
        ("two rotis", "Bread, chappatti or roti"),
    ],
)
def test_what_is_often_eaten_is_known(text: str, food: str) -> None:
    (item,) = estimate_meal(text=text, when=NOON).items
    assert item.food_name == food
    assert item.confidence >= SURE
