"""The search, over the committed catalogue."""

import re
from pathlib import Path
from typing import Final

import pytest

from fithub.core.errors import InvalidInput
from fithub.foods.ranking import CONFIDENT, Kind
from fithub.foods.search import FoodMatch, search_foods, search_many
from fithub.foods.services import create_food
from tests.people import Person

EVERYDAY: Final = Path(__file__).parent / "everyday.txt"
# The share of everyday words whose first food is right; measured in docs/data-sources.md.
EVERYDAY_SHARE: Final = 0.97
PREPARATIONS: Final = Path(__file__).parent / "preparations.txt"
# 79 of 80 are right; a fried pork chop is found as a pork chop.
PREPARATIONS_SHARE: Final = 0.97


def first(q: str) -> FoodMatch:
    return search_foods(q=q, limit=1)[0]


def everyday() -> list[tuple[str, str, float, float]]:
    """(what is typed, how the first food must be called, least and most kcal in 100 g)."""
    rows = []
    for line in EVERYDAY.read_text().splitlines():
        if line and not line.startswith("#"):
            q, rest = line.split(" | ", 1)
            name, energies = rest.rsplit(" | ", 1)
            least, most = energies.split("-")
            rows.append((q, name, float(least), float(most)))
    return rows


def test_everyday_words_find_first_what_people_mean() -> None:
    wrong = []
    rows = everyday()
    for q, name, least, most in rows:
        found = search_foods(q=q, limit=1)
        energy = found[0].nutrients_per_100g["energy_kcal"] if found else None
        if energy is None or not re.match(name, found[0].name, re.IGNORECASE) or not least <= energy <= most:
            wrong.append((q, found[0].name if found else None, energy))
    assert len(rows) >= 200
    assert 1 - len(wrong) / len(rows) >= EVERYDAY_SHARE, wrong


def test_another_way_of_cooking_is_another_food() -> None:
    wrong = []
    rows = [line for line in PREPARATIONS.read_text().splitlines() if line and not line.startswith("#")]
    for q, name, never in (_columns(row) for row in rows):
        found = first(q).name
        if not re.search(name, found, re.IGNORECASE) or re.search(never, found, re.IGNORECASE):
            wrong.append((q, found))
    assert len(rows) >= 80
    assert 1 - len(wrong) / len(rows) >= PREPARATIONS_SHARE, wrong


def _columns(row: str) -> tuple[str, str, str]:
    q, name, never = row.split(" | ")
    return q, name, never


def test_a_dish_without_a_part_of_it_is_found_when_it_is_asked_for() -> None:
    assert first("pot pie without meat").name == "Pot pie, no meat"
    assert "no meat" not in first("pot pie").name


def test_a_full_match_is_confident_and_says_why() -> None:
    match = first("brown rice")
    assert match.confident
    assert match.coverage == 1
    assert match.matched == ("brown", "rice")
    assert match.unmatched == ()
    assert "it is a kind of rice" in match.reasons


def test_an_alias_is_named_among_the_reasons() -> None:
    assert any("oj" in reason for reason in first("oj").reasons)


def test_what_is_only_near_is_found_unsure_and_said() -> None:
    match = first("bream")
    assert not match.confident
    assert match.coverage == 1
    assert any("the nearest we have" in reason for reason in match.reasons)


def test_a_slip_of_the_keyboard_is_mended_and_said() -> None:
    match = first("brocolli")
    assert match.kind is Kind.SPELLING
    assert any("for brocolli" in reason for reason in match.reasons)


@pytest.mark.parametrize(
    "q", ["xqzw blorf", "asdfgh", "qwertyuiop zxcvb", "!!!", "'; DROP TABLE foods_food; --", "🍕🍕", "%", "_" * 150]
)
def test_what_is_no_food_is_never_found_with_confidence(q: str) -> None:
    assert all(match.score < CONFIDENT for match in search_foods(q=q, limit=5))


def test_what_only_means_something_near_is_found_by_meaning() -> None:
    found = search_foods(q="fizzy lemon refreshment", limit=5)
    assert found
    assert not found[0].confident


def test_a_word_being_typed_finds_what_it_may_become() -> None:
    assert first("strawb").name.lower().startswith("strawberr")


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    together = [match.food_id for match in search_foods(q="chicken", limit=30)]
    apart = [match.food_id for start in (0, 10, 20) for match in search_foods(q="chicken", limit=10, offset=start)]
    assert apart == together
    assert len(set(together)) == 30


def test_the_same_query_gives_the_same_answer() -> None:
    assert search_foods(q="beef stew", limit=10) == search_foods(q="beef stew", limit=10)


def test_several_queries_at_once_answer_as_one_by_one() -> None:
    assert search_many(queries=["egg", "toast"], limit=3) == [
        search_foods(q="egg", limit=3),
        search_foods(q="toast", limit=3),
    ]


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, 0), (10_000, 0), (5, -1), (5, 100_000)])
def test_bounds_are_refused_by_name(limit: int, offset: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        search_foods(q="egg", limit=limit, offset=offset)
    assert refused.value.code == "out_of_range"


def test_a_very_long_query_is_taken_for_its_beginning() -> None:
    assert search_foods(q="banana " * 3000, limit=1)[0].name.lower().startswith("banana")


def test_nothing_asked_finds_nothing() -> None:
    assert search_foods(q="   ") == []
    assert search_foods(q="the of with") == []


def test_unknown_nutrients_stay_unknown() -> None:
    match = first("milk")
    assert match.nutrients_per_100g["starch_g"] is None
    assert match.nutrients_per_100g["fibre_g"] == 0


def test_ones_own_food_is_found_first_and_by_nobody_else(alice: Person, bob: Person) -> None:
    with alice.acting():
        own = create_food(user_id=alice.user_id, name="Granola of the house", nutrients_per_100g={"energy_kcal": 450})
        found = first("granola of the house")
        assert found.food_id == own.pk
        assert "it is your own food" in found.reasons
    with bob.acting():
        assert all(match.food_id != own.pk for match in search_foods(q="granola of the house", limit=50))
    assert all(match.food_id != own.pk for match in search_foods(q="granola of the house", limit=50))


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("meatloaf sandwich", "Meatloaf sandwich"),
        ("peach crisp", "Crisp, peach"),
        ("long island iced tea", "Long Island iced tea"),
        ("vanilla ice cream bar", "Ice cream bar, vanilla"),
        ("spanish rice from a restaurant", "Spanish rice, from restaurant"),
    ],
)
def test_an_everyday_phrase_within_a_name_of_the_tables_is_left_as_it_stands(q: str, name: str) -> None:
    assert first(q).name == name


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("italian ice no sugar added", "Italian Ice, no sugar added"),
        ("tamale without meat", "Tamale, no meat"),
        ("white rice, no added fat", "Rice, white, cooked, no added fat"),
    ],
)
def test_a_name_that_denies_what_is_denied_goes_first(q: str, name: str) -> None:
    assert first(q).name == name


def test_what_is_not_eaten_of_it_is_denied() -> None:
    assert "skin not eaten" in first("roasted chicken thigh skin not eaten").name
