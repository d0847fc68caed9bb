"""Which foods a preference is about, from names alone; errors on the side of safety for allergies."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.planning.families import family_of
from fithub.planning.judging import Judged, Preference, Taste, judge, may_be_suggested


def kinds(word: str, name: str, kind: Taste = Taste.ALLERGY) -> list[str]:
    ((*reasons,),) = judge([Preference(uuid4(), kind, word=word)], [Judged((name,))])
    return [reason.kind.value for reason in reasons]


@pytest.mark.parametrize(
    ("allergy", "foods"),
    [
        ("peanuts", "Peanut butter, smooth|Candies, REESE'S Peanut Butter Cups|Chicken satay|Oil, peanut"),
        ("nuts", "Almonds, raw|Nuts, walnuts, english|Pesto sauce|Trail mix|Peanuts, dry roasted|Nutella spread"),
        ("tree nuts", "Cashew chicken|Baklava|Marzipan|Pecan pie|Nuts, mixed"),
        (
            "milk",
            "Cheese, cheddar|Yogurt, Greek|Skyr|Latte|Pizza, cheese|Butter, salted|Whey protein powder|Milk, goat",
        ),
        ("dairy products", "Ice cream, vanilla|Lasagna with meat|Chocolate milk"),
        ("lactose", "Milk, whole|Cream of mushroom soup"),
        ("eggs", "Egg, whole, fried|Omelette with ham|Mayonnaise|Meringue|Egg rolls"),
        ("fish", "Salmon, raw|Tuna salad|Anchovies|Sushi roll|Caesar dressing|Worcestershire sauce"),
        ("shellfish", "Shrimp, fried|Crab cake|Oysters, raw|Calamari|Paella|Mussels"),
        ("crustaceans", "Prawn curry|Lobster bisque|Crayfish"),
        ("molluscs", "Squid, fried|Scallops|Snails"),
        ("gluten", "Bread, rye|Barley soup|Spaghetti, cooked|Beer|Couscous|Pizza|Soy sauce|Oats"),
        ("wheat", "Bread, white|Noodles, egg|Flour tortilla|Cake|Seitan"),
        ("soy", "Tofu, fried|Miso soup|Edamame|Soymilk|Teriyaki chicken"),
        ("soya", "Tempeh"),
        ("sesame", "Hummus|Tahini|Sesame oil|Halva"),
        ("celery", "Celeriac, raw|Soup with celery"),
        ("mustard", "Dijon mustard|Honey mustard dressing"),
        ("lupins", "Lupin flour"),
        ("sulphites", "Wine, red|Apricots, dried apricots"),
        ("kiwi", "Kiwifruit, green, raw|Kiwi smoothie"),
        ("strawberries", "Strawberry jam|Yogurt with strawberries"),
    ],
)
def test_an_allergy_holds_for_its_family(allergy: str, foods: str) -> None:
    for food in foods.split("|"):
        assert kinds(allergy, food) == ["allergy"], food


@pytest.mark.parametrize(
    ("allergy", "foods"),
    [
        ("peanuts", "Almonds, raw|Pea soup|Butter"),
        ("nuts", "Donut, glazed|Squash, butternut|Coconut, raw|Spices, nutmeg, ground|Water chestnut"),
        ("milk", "Coconut milk|Almond milk|Soy milk|Peanut butter|Cocoa butter|Beef, ground"),
        ("eggs", "Eggplant, cooked|Potato, boiled"),
        ("fish", "Chicken breast|Swedish fish"),
        ("shellfish", "Oyster mushrooms|Crab apples|Salmon"),
        ("gluten", "Gluten free bread|Rice, white|Ginger ale|Root beer|Buckwheat"),
        ("meat", "Veggie burger|Kidney beans|Tofu"),
        ("soy", "Milk, whole"),
    ],
)
def test_what_only_sounds_like_it_is_left_alone(allergy: str, foods: str) -> None:
    for food in foods.split("|"):
        assert kinds(allergy, food) == [], food


def test_the_fourteen_allergens_of_the_union_and_the_nine_of_the_states_are_known() -> None:
    union = (
        "gluten|crustaceans|eggs|fish|peanuts|soybeans|milk|nuts|celery|mustard|sesame seeds|sulphites|lupin|molluscs"
    )
    states = "milk|egg|fish|crustacean shellfish|tree nuts|wheat|peanuts|soybeans|sesame"
    for name in (union + "|" + states).split("|"):
        assert family_of(name) is not None, name


def test_a_like_says_nothing_against_an_allergy_and_the_gravest_comes_first() -> None:
    told = [
        Preference(uuid4(), Taste.LIKE, word="peanut butter"),
        Preference(uuid4(), Taste.DISLIKE, word="butter"),
        Preference(uuid4(), Taste.ALLERGY, word="nuts"),
    ]
    (reasons,) = judge(told, [Judged(("Peanut butter",))])
    assert [reason.kind for reason in reasons] == [Taste.ALLERGY, Taste.DISLIKE]
    assert not may_be_suggested(reasons)
    assert may_be_suggested(judge(told[:2], [Judged(("Peanut butter",))])[0])


def test_an_ingredient_is_enough() -> None:
    assert judge([Preference(uuid4(), Taste.ALLERGY, word="sesame")], [Judged(("Oma's dip", "2 tbsp tahini"))])[0]


def test_a_dislike_is_no_guess() -> None:
    assert kinds("kiwi", "Kiwifruit", Taste.DISLIKE) == []
    assert kinds("mushrooms", "Mushroom soup", Taste.DISLIKE) == ["dislike"]


@given(word=st.text(max_size=30), name=st.text(max_size=60))
def test_any_text_is_judged(word: str, name: str) -> None:
    judge([Preference(uuid4(), Taste.ALLERGY, word=word)], [Judged((name,))])


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_more_words_hide_no_allergen(before: str, after: str) -> None:
    assert kinds("peanuts", f"{before} peanut {after}") == ["allergy"]
