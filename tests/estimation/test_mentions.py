"""Reading: which foods a text mentions, how much of each, on what, and when. Pure; no database is asked."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.mentions import Mention, Parsed, parse
from fithub.estimation.tokens import MAX_LENGTH
from fithub.foods.words import fold

# A Wednesday.
NOON = LocalMoment(date(2026, 5, 6), time(12, 30), "Europe/Madrid")


def mentions(text: str, now: LocalMoment = NOON) -> list[Mention]:
    return list(parse(text, now).mentions)


def amounts(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.food, None if each.quantity is None else f"{each.quantity.normalize():f}", each.unit)
        for each in mentions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two eggs", ("eggs", "2", None)),
        ("an apple", ("apple", "1", None)),
        ("half an avocado", ("avocado", "0.5", None)),
        ("half of a melon", ("melon", "0.5", None)),
        ("a dozen oysters", ("oysters", "12", None)),
        ("half a dozen oysters", ("oysters", "6", None)),
        ("a couple of plums", ("plums", "2", None)),
        ("a few olives", ("olives", "3", None)),
        ("some grapes", ("grapes", None, None)),
        ("2-3 cookies", ("cookies", "2.5", None)),
        ("2 or 3 cookies", ("cookies", "2.5", None)),
        ("twenty-five almonds", ("almonds", "25", None)),
        ("one hundred and fifty grams of rice", ("rice", "150", "g")),
        ("150g rice", ("rice", "150", "g")),
        ("150 g of rice", ("rice", "150", "g")),
        ("rice 150g", ("rice", "150", "g")),
        ("rice (150 g)", ("rice", "150", "g")),
        ("rice, about 150 grams", ("rice", "150", "g")),
        ("rice weighing 150 g", ("rice", "150", "g")),
        ("a cup of rice (150 g)", ("rice", "150", "g")),
        ("1,200 g rice", ("rice", "1200", "g")),
        ("0,5 l milk", ("milk", "0.5", "l")),
        ("1/2 cup rice", ("rice", "0.5", "cup")),
        ("1 1/2 cups rice", ("rice", "1.5", "cup")),
        ("1½ cups rice", ("rice", "1.5", "cup")),
        ("½ cup rice", ("rice", "0.5", "cup")),
        ("two and a half cups of rice", ("rice", "2.5", "cup")),
        ("a cup and a half of rice", ("rice", "1.5", "cup")),
        ("half a cup of rice", ("rice", "0.5", "cup")),
        ("three quarters of a cup of rice", ("rice", "0.75", "cup")),
        ("a heaping tablespoon of jam", ("jam", "1", "tbsp")),
        ("8 fl oz milk", ("milk", "8", "fl oz")),
        ("8 fluid ounces of milk", ("milk", "8", "fl oz")),
        ("an 8 oz. glass of milk", ("milk", "8", "oz")),
        ("a 12-ounce steak", ("steak", "12", "oz")),
        ("a 330 ml can of cola", ("cola", "330", "ml")),
        ("two 330ml cans of cola", ("cola", "660", "ml")),
        ("2 x 125 g yogurt", ("yogurt", "250", "g")),
        ("yogurt 125 g x2", ("yogurt", "250", "g")),
        ("3 biscuits, 15 g each", ("biscuits", "45", "g")),
        ("3 biscuits (each about 15 g)", ("biscuits", "45", "g")),
        ("a bowl of soup", ("soup", "1", "bowl")),
        ("bowl of soup", ("soup", "1", "bowl")),
        ("a big bowl of soup", ("soup", "1", "big bowl")),
        ("2 large slices of bread", ("bread", "2", "large slice")),
        ("3 medium-sized apples", ("apples", "3", "medium")),
        ("a large fries", ("fries", "1", "large serving")),
        ("2 pizza slices", ("pizza", "2", "slice")),
        ("a handful of nuts", ("nuts", "1", "handful")),
        ("2 T oil", ("oil", "2", "tbsp")),
        ("2 t oil", ("oil", "2", "tsp")),
        ("2% milk", ("2% milk", None, None)),
        ("a glass of 2% milk", ("2% milk", "1", "glass")),
        ("3 chicken nuggets", ("chicken nuggets", "3", None)),
        ("a bar of chocolate", ("chocolate", "1", "bar")),
        ("a chocolate bar", ("chocolate bar", "1", None)),
        ("quarter pounder", ("quarter pounder", None, None)),
        ("two-thirds of a cup of oats", ("oats", "0.6666666666666666666666666666", "cup")),
        ("a 12-inch pizza", ("pizza", "1", None)),
        ("a whole pizza", ("pizza", "1", None)),
        ("two whole wheat rolls", ("whole wheat rolls", "2", None)),
        ("two 8 inch tortillas", ("tortillas", "2", None)),
        ("500 kcal of pasta", ("pasta", "500", "kcal")),
        ("418 kJ of milk", ("milk", "418", "kJ")),
        ("a bowl of soup (300 calories)", ("soup", "300", "kcal")),
        ("soda (12 oz)", ("soda", "12", "oz")),
        ("a 108-gram tart", ("tart", "108", "g")),
        ("half of a 400 g lasagna", ("lasagna", "200", "g")),
    ],
)
def test_an_amount_is_read_wherever_it_stands(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert amounts(text) == [expected]


def test_a_range_keeps_its_ends() -> None:
    (cookies,) = mentions("2-4 cookies")
    assert (cookies.low, cookies.quantity, cookies.high) == (Decimal(2), Decimal(3), Decimal(4))


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("eggs, toast and coffee", ["eggs", "toast", "coffee"]),
        ("eggs; toast + coffee & jam", ["eggs", "toast", "coffee", "jam"]),
        ("- eggs\n- toast\n* coffee", ["eggs", "toast", "coffee"]),
        ("eggs plus toast, then coffee", ["eggs", "toast", "coffee"]),
        ("I had eggs. Then I drank coffee", ["eggs", "coffee"]),
        ("soup along with bread, followed by ice cream", ["soup", "bread", "ice cream"]),
        ("mac and cheese and a salad", ["mac and cheese", "salad"]),
        ("a ham and cheese sandwich and crisps", ["ham and cheese sandwich", "crisps"]),
        ("strawberry and banana smoothie", ["strawberry and banana smoothie"]),
        ("coffee and a sandwich", ["coffee", "sandwich"]),
        ("pb&j with milk", ["pb&j", "milk"]),
        ("coffee with half and half", ["coffee", "half and half"]),
        ("chicken breast, grilled, skinless, 200 g", ["chicken breast grilled skinless"]),
        ("tuna in oil", ["tuna in oil"]),
        ("corn on the cob", ["corn on the cob"]),
        ("a breakfast burrito and a dinner roll", ["breakfast burrito", "dinner roll"]),
        ("coffee without sugar", ["coffee without sugar"]),
        ("toast, no butter", ["toast no butter"]),
        ("I didn't eat the bread", []),
        ("I skipped breakfast. Had soup", ["soup"]),
        ("just a really delicious slice of cake, thanks", ["cake"]),
    ],
)
def test_a_text_is_parted_into_its_foods(text: str, foods: list[str]) -> None:
    assert [each.food for each in mentions(text)] == foods


@pytest.mark.parametrize(
    ("text", "child", "parent"),
    [
        ("toast with butter", "butter", "toast"),
        ("eggs and toast with butter and jam", "jam", "toast"),
        ("butter on toast", "butter", "toast"),
        ("milk in my coffee", "milk", "coffee"),
        ("a sandwich with lettuce, tomato and mayo", "tomato", "sandwich"),
        ("oatmeal topped with blueberries", "blueberries", "oatmeal"),
    ],
)
def test_what_is_added_knows_what_to(text: str, child: str, parent: str) -> None:
    found = mentions(text)
    added = next(each for each in found if each.food == child)
    assert added.parent is not None
    assert found[added.parent].food == parent


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("a sandwich with 60g bread, 40g ham and 20g cheese", ["bread", "ham", "cheese"]),
        ("a salad made with 50g lettuce and 30 g tomato", ["lettuce", "tomato"]),
        ("a smoothie with a banana, a cup of milk and 30 g oats", ["banana", "milk", "oats"]),
        ("an omelette with 3 eggs and 30 g cheese", ["eggs", "cheese"]),
        (
            "a wrap with 1 tortilla, 100 g chicken and 30 g lettuce. An apple",
            ["tortilla", "chicken", "lettuce", "apple"],
        ),
        ("a burger with 100 g fries and 330 ml cola", ["burger", "fries", "cola"]),
        ("a sandwich with a cup of soup and an apple", ["sandwich", "soup", "apple"]),
        ("a salad with 30 g dressing", ["salad", "dressing"]),
        ("a 300 g salad with 50 g chicken and 20 g croutons", ["salad", "chicken", "croutons"]),
        ("a sandwich with lettuce and cheese", ["sandwich", "lettuce", "cheese"]),
        ("an omelette made of four eggs", ["eggs"]),
        ("salad consisting of 50g lettuce, 30g tomato", ["lettuce", "tomato"]),
    ],
)
def test_a_dish_that_is_told_by_its_parts_is_not_counted_beside_them(text: str, foods: list[str]) -> None:
    assert [each.food for each in mentions(text)] == foods


def test_an_article_begins_a_food_of_its_own() -> None:
    assert [each.parent for each in mentions("cereal with milk and a coffee")] == [None, 0, None]


@pytest.mark.parametrize(
    ("text", "local_date", "slot", "local_time"),
    [
        ("eggs for breakfast", None, Slot.BREAKFAST, None),
        ("Lunch: soup", None, Slot.LUNCH, None),
        ("supper was soup", None, Slot.DINNER, None),
        ("as an afternoon snack I had nuts", None, Slot.SNACK, None),
        ("soup today", date(2026, 5, 6), None, None),
        ("soup yesterday", date(2026, 5, 5), None, None),
        ("soup last night", date(2026, 5, 5), Slot.DINNER, None),
        ("soup the day before yesterday", date(2026, 5, 4), None, None),
        ("this morning I had soup", date(2026, 5, 6), Slot.BREAKFAST, None),
        ("soup on Monday", date(2026, 5, 4), None, None),
        ("soup on Wednesday", date(2026, 5, 6), None, None),
        ("soup last Wednesday", date(2026, 4, 29), None, None),
        ("soup 3 days ago", date(2026, 5, 3), None, None),
        ("soup a week ago", date(2026, 4, 29), None, None),
        ("2026-04-30 soup", date(2026, 4, 30), None, None),
        ("soup on May 1st", date(2026, 5, 1), None, None),
        ("soup on 24 December", date(2025, 12, 24), None, None),
        ("soup tomorrow", date(2026, 5, 7), None, None),
        ("soup at 8am", None, None, time(8)),
        ("soup at 8:30 p.m.", None, None, time(20, 30)),
        ("soup at noon", None, None, time(12)),
        ("soup an hour ago", None, None, time(11, 30)),
        ("soup about half an hour ago", None, None, time(12)),
        ("20 minutes ago I had soup", None, None, time(12, 10)),
        ("soup a couple of hours ago", None, None, time(10, 30)),
        ("soup 10 hours ago", date(2026, 5, 5), None, time(2, 30)),
        ("yesterday at 13:15 I had soup for lunch", date(2026, 5, 5), Slot.LUNCH, time(13, 15)),
    ],
)
def test_when_is_read_against_the_persons_moment(
    text: str, local_date: date | None, slot: Slot | None, local_time: time | None
) -> None:
    (soup,) = mentions(text)
    assert (soup.local_date, soup.slot, soup.local_time) == (local_date, slot, local_time)
    whole = parse(text, NOON)
    assert (whole.local_date, whole.slot, whole.local_time) == (local_date, slot, local_time)


def test_after_midnight_last_night_is_before_the_day_that_still_lasts() -> None:
    """At 01:30 by a day that starts at 04:00 the clock says Wednesday, and the person's date is Tuesday."""
    late = LocalMoment(date(2026, 5, 5), time(1, 30), "Europe/Madrid")
    assert mentions("pizza last night", late)[0].local_date == date(2026, 5, 4)


@pytest.mark.parametrize("text", ["soup on 2026-02-31", "soup on February 30"])
def test_a_day_that_is_none_is_no_date(text: str) -> None:
    assert parse(text, NOON).local_date is None


@pytest.mark.parametrize(
    "text",
    [
        "for breakfast eggs, for lunch soup and bread, for dinner pizza",
        "eggs for breakfast, soup and bread for lunch and pizza for dinner",
        "Breakfast:\neggs\nLunch:\nsoup\nbread\nDinner:\npizza",
        "Breakfast was eggs. For lunch I had soup with bread. Dinner: pizza",
    ],
)
def test_several_meals_in_one_message_keep_their_foods(text: str) -> None:
    parsed = parse(text, NOON)
    assert [(each.food, each.slot) for each in parsed.mentions] == [
        ("eggs", Slot.BREAKFAST),
        ("soup", Slot.LUNCH),
        ("bread", Slot.LUNCH),
        ("pizza", Slot.DINNER),
    ]
    assert parsed.slot is None


def test_an_amount_that_belongs_to_nothing_is_given_back() -> None:
    assert parse("300 grams", NOON).unmatched == ("300 grams",)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "🍎🍎", "and", "I had", "of of of"])
def test_a_text_without_food_mentions_none(text: str) -> None:
    assert mentions(text) == []


HOSTILE = [
    "((((((((((" * 900,
    "and " * 2_500,
    "1 1/2 " * 1_600,
    "with with and , ; " * 500,
    "a" * MAX_LENGTH,
    "9" * MAX_LENGTH,
    "1,1" * 3_000,
    "- " * 5_000,
    "for breakfast for lunch " * 400,
    "eggs for breakfast and soup for lunch, " * 250,
    "half of a dozen of " * 500,
    "twenty-" * 1_400,
    "'; DROP TABLE foods_food; --",
    "\x00\x01\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read(text: str) -> None:
    assert isinstance(parse(text, NOON), Parsed)


def test_what_is_beyond_the_longest_text_is_told() -> None:
    parsed = parse("egg, " * 2_000 + "the end", NOON)
    assert parsed.beyond == "the end"


WORDS = st.sampled_from(
    "egg toast butter rice and with on in of a an the half dozen 2 1/2 150 g kg cup cups large slice , ; . ( ) - for breakfast "
    "lunch yesterday at 8 8am last night on monday no without each about x 3 days ago mac cheese ice cream % ½ to or".split()
)


# They only join one food to the next.
JOINTS = set(
    "and with on in over into onto but or plus then also n w along followed by as well served topped besides next to".split()
)


def content(text: str) -> list[str]:
    """Its words and numbers; a sign such as ㊊ is none, though it folds to one."""
    return [word for said in re.findall(r"\w+", text) for word in re.findall(r"[^\W\d_]+|\d+", fold(said))]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_no_word_is_lost(text: str) -> None:
    """Whatever a text says is in a mention, in what was not understood, or in what says nothing about food."""
    parsed = parse(text, NOON)
    kept = " ".join([*(each.text for each in parsed.mentions), *parsed.unmatched, *parsed.asides])
    missing = set(content(text)) - set(content(kept))
    assert missing <= JOINTS


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["rice", "chicken", "oatmeal", "apple pie", "salmon"]),
            st.integers(1, 900),
            st.sampled_from(
                ["{g}g {food}", "{g} grams of {food}", "{food} ({g} g)", "{food} weighing {g} g", "{food} {g}g"]
            ),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([", ", " and ", " with ", "; ", "\n", " plus "]),
)
def test_every_weight_that_is_stated_is_used(foods: list[tuple[str, int, str]], glue: str) -> None:
    text = glue.join(shape.format(g=grams, food=food) for food, grams, shape in foods)
    found = mentions(text)
    assert [(each.food, each.quantity, each.unit) for each in found] == [
        (food, Decimal(grams), "g") for food, grams, _ in foods
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_the_same_text_is_read_the_same(text: str) -> None:
    assert parse(text, NOON) == parse(text, NOON)


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("1/4 of a 400 g lasagna", 100, "g"),
        ("½ of a 400 g lasagna", 200, "g"),
        ("0.25 of the 400 g lasagna", 100, "g"),
        ("20% of a 400 g lasagna", 80, "g"),
        ("3/5 of a cup of rice", Decimal("0.6"), "cup"),
        ("a cup of 2% milk", 1, "cup"),
    ],
)
def test_a_part_of_an_amount_is_that_part(text: str, quantity: Decimal, unit: str) -> None:
    (mention,) = parse(text, NOON).mentions
    assert (mention.quantity, mention.unit) == (quantity, unit)
