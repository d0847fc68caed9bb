"""Words, units and the shapes of names: pure, so proved by properties as well as by examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.foods.naming import prior, shape, shown
from fithub.foods.query import read_query
from fithub.foods.ranking import Candidate, Kind, judge
from fithub.foods.spelling import slips
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit
from fithub.foods.words import content_words, fold, stem, tokens


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("eggs", "egg"), ("berries", "berry"), ("tomatoes", "tomato"), ("peaches", "peach"), ("cookies", "cookie"), ("swiss", "swiss"),
     ("hummus", "hummus"), ("radishes", "radish"), ("olives", "olive"), ("M&M's", "m and m"), ("crème", "creme")],
)  # fmt: skip
def test_words_come_to_one_form(plural: str, singular: str) -> None:
    assert " ".join(tokens(plural)) == singular


@given(st.text(max_size=60))
def test_any_text_is_folded_without_complaint_and_stays_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert set(content_words(text)) <= set(tokens(text))


@given(st.from_regex(r"[a-z]{1,15}", fullmatch=True))
def test_a_stem_is_never_empty_and_begins_as_its_word_does(word: str) -> None:
    assert stem(word)
    assert stem(word)[0] == word[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Tablespoons", "tbsp"), ("slices", "slice"), ("fl. oz", "fl oz"), ("lbs", "lb"), ("glasses", "glass"), ("ounces", "oz"),
     ("Litres", "l"), ("handfuls", "handful"), ("tins", "can"), ("cookies", "cookie"), ("grams", "g"), ("rashers", "slice")],
)  # fmt: skip
def test_units_come_to_one_name(written: str, meant: str) -> None:
    assert canonical_unit(written) == meant


@given(st.sampled_from(sorted({**MASS_G, **VOLUME_ML})))
def test_a_known_unit_is_its_own_name(unit: str) -> None:
    assert canonical_unit(unit) == unit


def test_masses_and_volumes_agree_with_their_definitions() -> None:
    assert MASS_G["lb"] == 16 * MASS_G["oz"]
    assert VOLUME_ML["gallon"] == 4 * VOLUME_ML["quart"] == 8 * VOLUME_ML["pint"] == 16 * VOLUME_ML["cup"]
    assert VOLUME_ML["cup"] == 8 * VOLUME_ML["fl oz"] == 16 * VOLUME_ML["tbsp"] == 48 * VOLUME_ML["tsp"]


@pytest.mark.parametrize(
    ("name", "head"),
    [("Egg, whole, raw, fresh", "egg"), ("Fish, salmon, NFS", "salmon"), ("Rice cake", "cake"), ("Nuts, almonds", "almond"),
     ("Lasagna with meat", "lasagna"), ("Beverages, coffee, brewed", "coffee"), ("Candies, MARS, SNICKERS Bar", "bar")],
)  # fmt: skip
def test_a_name_is_headed_by_what_the_food_is(name: str, head: str) -> None:
    assert shape(name).heads[0] == head


def test_what_a_name_denies_is_no_part_of_it() -> None:
    found = shape("Rice, white, cooked, no butter added")
    assert "butter" in found.negated
    assert "butter" not in found.weights


def test_the_surveys_own_default_is_known_for_one() -> None:
    assert shape("Milk, NFS").unspecified
    assert shape("Bread, NS as to major flour").unspecified
    assert not shape("Milk, whole").unspecified


@given(st.text(max_size=120), st.sampled_from(["sr28", "fndds", "own"]), st.booleans())
def test_a_prior_is_a_share_for_any_name(name: str, source: str, known: bool) -> None:
    assert 0 <= prior(name, source=source, category="", brand="", known_energy=known) <= 1


@given(st.text(max_size=80), st.text(max_size=80), st.floats(0, 1), st.none() | st.floats(-1, 1))
def test_a_score_is_a_share_for_any_query_and_name(q: str, name: str, prior_: float, similarity: float | None) -> None:
    verdict = judge(read_query(q), Candidate(name, "", prior_, False, similarity=similarity))
    assert 0 <= verdict.score <= 1
    assert set(verdict.matched) | set(verdict.unmatched) == set(read_query(q).words)


def test_the_exact_name_beats_a_longer_one_and_that_a_part() -> None:
    query = read_query("apple juice")
    exact, longer, part = (judge(query, Candidate(name, "", 0.5, False)) for name in
                           ("Apple juice", "Apple juice, unsweetened, with calcium", "Juice, grape"))  # fmt: skip
    assert exact.kind is Kind.EXACT
    assert exact.score > longer.score > part.score
    assert part.unmatched == ("apple",)


@pytest.mark.parametrize(
    ("asked", "same", "near", "silent", "other"),
    [
        ("grilled trout", "Trout, grilled", "Trout, baked", "Trout", "Trout, stewed"),
        ("boiled trout", "Trout, boiled", "Trout, stewed", "Trout", "Trout, broiled"),
        ("fried trout", "Trout, fried", "Trout, sauteed", "Trout", "Trout, poached"),
        ("smoked trout", "Trout, smoked", "Trout, hot smoked", "Trout", "Trout, pickled"),
    ],
)
def test_another_way_of_cooking_is_further_than_none(asked: str, same: str, near: str, silent: str, other: str) -> None:
    query = read_query(asked)
    same_, near_, silent_, other_ = (
        judge(query, Candidate(name, "", 0.5, own=False)).score for name in (same, near, silent, other)
    )
    assert same_ > near_ > silent_ > other_


def test_only_cooked_is_between_the_way_that_was_asked_for_and_another() -> None:
    query = read_query("grilled trout")
    scores = [
        judge(query, Candidate(f"Trout, {way}", "", 0.5, own=False)).score for way in ("grilled", "cooked", "fried")
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


@pytest.mark.parametrize("way", ["dry heat", "moist heat"])
def test_the_tables_two_heats_stand_for_their_ways(way: str) -> None:
    asked, other = ("baked", "steamed") if way == "dry heat" else ("steamed", "baked")
    name = Candidate(f"Trout, cooked, {way}", "", 0.5, own=False)
    assert judge(read_query(f"{asked} trout"), name).score > judge(read_query(f"{other} trout"), name).score


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("Pizza, no cheese, thin crust", {"cheese"}),
        ("Sloppy joe, no bun", {"bun"}),
        ("Cake, chocolate, flourless", {"flourless"}),
        ("Carrots, cooked, no added fat", set()),
        ("Chicken drumstick, stewed, skin not eaten", set()),
        ("Corn, canned, without salt", set()),
    ],
)
def test_what_people_would_miss_is_told_from_what_they_would_not(name: str, lacks: set[str]) -> None:
    assert shape(name).lacks == lacks


def test_a_dish_comes_before_the_same_without_a_part_unless_that_is_asked_for() -> None:
    whole, without = (Candidate(name, "", 0.5, own=False) for name in ("Pizza, thick crust", "Pizza, no cheese"))
    assert judge(read_query("pizza"), whole).score > judge(read_query("pizza"), without).score
    asked = read_query("pizza without cheese")
    assert judge(asked, without).score > judge(asked, whole).score


def test_ones_own_food_comes_before_the_same_in_the_catalogue() -> None:
    query = read_query("granola")
    assert (
        judge(query, Candidate("Granola", "", 0.5, True)).score
        > judge(query, Candidate("Granola", "", 0.5, False)).score
    )


def test_near_meaning_alone_is_never_confident() -> None:
    verdict = judge(read_query("xyzzy"), Candidate("Apple", "", 1.0, False, similarity=1.0))
    assert verdict.kind is Kind.MEANING
    assert verdict.score < 0.6


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_slips_are_a_distance(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) / 2 <= slips(one, other) <= max(len(one), len(other))


def test_two_keys_swapped_are_one_slip() -> None:
    assert slips("chikcen", "chicken") == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Butter, NFS", "Butter"),
        ("Bread, NS as to major flour, toasted", "Bread, toasted"),
        ("Egg, whole, cooked, NS as to cooking method", "Egg, whole, cooked"),
        ("Milk, NS as to percent fat (fluid), canned", "Milk, canned"),
        ("Rice, brown, cooked", "Rice, brown, cooked"),
        ("NFS", "NFS"),
    ],
)
def test_a_name_is_shown_without_what_the_survey_left_open(name: str, expected: str) -> None:
    assert shown(name) == expected
