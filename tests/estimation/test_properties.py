"""What holds of the reading of any text, whatever its foods and its words. Pure."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.estimation.mentions import Mention, parse
from fithub.foods.words import tokens
from tests.estimation.readings import NOON, readings

FOODS = (
    "rice,brown rice,chicken breast,oatmeal,apple pie,salmon,lentil soup,mac and cheese,fish and chips,greek yogurt,"
    "corn on the cob,peanut butter,courgettes,2% milk,half and half,sweet and sour pork,"
    "black coffee,pad thai,blueberries,quarter pounder"
).split(",")
# Every amount with a digit in it, so that it can be told from an amount that was not said.
AMOUNTS = (
    "150 g of {},3 {},2 large {},1 bowl of {},2 slices of {},0.5 cup of {},1/2 {},{} (80 g),{} 80g,330 ml {},{} weighing 90 g,"
    "2-3 {},1 ½ cups {},200 kcal of {},some {},{},the {}"
).split(",")

item = st.builds(lambda food, amount: amount.format(food), st.sampled_from(FOODS), st.sampled_from(AMOUNTS))
loose = st.sampled_from(
    "egg toast butter rice and with on in of a an the half dozen 2 1/2 150 g kg cup cups large slice , ; . ( ) - : for breakfast "
    "lunch yesterday at 8 8am last night monday no without each about x mac cheese ice cream % ½ to or sorry wait make that left "
    "ate half it which was after my run Tom grande latte 🍎 🍕 12-inch skipped had but I \n".split(" ")
)
anything = st.one_of(st.text(max_size=300), st.lists(loose, max_size=50).map(" ".join))


def essence(text: str) -> list[Mention]:
    """The mentions of a text but for the words as they stand in it."""
    return [
        replace(each, text="", halves=tuple(replace(half, text="") for half in each.halves))
        for each in parse(text, NOON).mentions
    ]


def alone(found: list[Mention]) -> list[Mention]:
    return [replace(each, parent=None, is_listed=False, goes_on=False) for each in found]


@settings(max_examples=400, deadline=None)
@given(anything, st.sampled_from(["en-US", "en-GB", "de-DE", "", "?"]))
def test_any_text_is_read(text: str, locale: str) -> None:
    parsed = parse(text, NOON, locale)
    for each in parsed.mentions:
        assert each.food
        assert each.plain
        assert (each.quantity is None) == (each.low is None) == (each.high is None)
        assert each.parent is None or 0 <= each.parent < len(parsed.mentions)
        assert each.share >= 0


@settings(max_examples=300, deadline=None)
@given(st.lists(loose, max_size=40).map(" ".join))
def test_no_word_names_two_foods(text: str) -> None:
    named = Counter(word for each in parse(text, NOON).mentions for word in tokens(each.food))
    # A picture says its words itself.
    assert named - Counter(tokens(text.replace("🍎", " apple ").replace("🍕", " pizza "))) == Counter()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(item, min_size=1, max_size=5).map(", ".join),
    st.sampled_from(["I had ", "I ate ", "So I had ", "Well, we had "]),
)
def test_what_leads_up_to_the_foods_changes_none(text: str, before: str) -> None:
    assert essence(before + text) == essence(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(item, min_size=1, max_size=5),
    st.sampled_from([", ", "; ", "\n", " and "]),
    st.sampled_from([".", "!", " ", "\n", "..."]),
)
def test_what_ends_a_text_changes_none(items: list[str], glue: str, end: str) -> None:
    text = glue.join(items)
    assert essence(text + end) == essence(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(item, max_size=3),
    st.lists(item, max_size=3),
    st.integers(1, 900),
    st.integers(1, 900),
    st.sampled_from(FOODS),
)
def test_another_weight_changes_nothing_else(
    before: list[str], after: list[str], one: int, other: int, food: str
) -> None:
    first = essence(", ".join([*before, f"{one} g of {food}", *after]))
    second = essence(", ".join([*before, f"{other} g of {food}", *after]))
    changed = Decimal(other)
    assert second[: len(before)] == first[: len(before)]
    assert second[len(before) + 1 :] == first[len(before) + 1 :]
    there = first[len(before)]
    assert there.quantity == one
    assert (second[len(before)].quantity, second[len(before)].food) == (changed, food)


@settings(max_examples=200, deadline=None)
@given(item, item, st.sampled_from([", ", "; ", "\n", ".\n"]))
def test_the_order_of_two_foods_changes_neither(one: str, other: str, glue: str) -> None:
    first, second = essence(one + glue + other), essence(other + glue + one)
    assert sorted(map(repr, alone(first))) == sorted(map(repr, alone(second)))


def test_most_of_our_own_sentences_are_read_as_they_should_be() -> None:
    """The figures in docs/estimation.md; of the half that is kept apart at least what it was there."""
    right = {
        apart: [each.fits(parse(each.text, NOON)) for each in readings() if each.is_kept_apart is apart]
        for apart in (False, True)
    }
    assert sum(right[False]) / len(right[False]) > 0.95
    assert sum(right[True]) / len(right[True]) > 0.8
