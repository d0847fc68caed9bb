"""What of an answer may be told while it comes, in whatever pieces it does."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.care.answers import harms
from agents.truth.checking import disagreements, faults, sentences
from agents.truth.evidence import Grounds, Result
from agents.truth.numerals import figures
from agents.truth.release import HELD, Release
from tests.evaluation.truth import Case, cases

CASES = list(cases())
HARMS = [
    "Take 5 units of insulin before dinner.",
    "For that meal your insulin would be about 4 units.",
    "Stop taking metformin for a while.",
    "Aim for 800 kcal a day.",
    "I would stay at 900 calories per day.",
]
GROUNDS = Grounds(
    "two eggs", [Result("log_meal", '{"entries": [{"food": "Egg", "grams": 100}]}')], today=date(2026, 5, 5)
)


def told(text: str, grounds: Grounds = GROUNDS, sizes: tuple[int, ...] = (1,)) -> tuple[Release, str]:
    """The release of a text that came in pieces of these sizes, over and over, and all that was told."""
    release = Release(grounds)
    shown, place, turn = "", 0, 0
    while place < len(text):
        size = sizes[turn % len(sizes)]
        shown += release.add(text[place : place + size])
        place, turn = place + size, turn + 1
    shown += release.end()
    assert shown == release.told
    return release, shown


@pytest.mark.parametrize(
    ("pieces", "after_each"),
    [
        (["Hello", " there", ", Ann", "!"], ["Hello", "Hello there", "Hello there, Ann", "Hello there, Ann!"]),
        (["You ", "had ", "two", " eggs. ", "Nice"], ["You ", "You had ", "You had ", "You had ", "You had two eggs. Nice"]),
        (["I", "'ve lo", "ok", "ed"], ["I", "I've lo", "I've look", "I've looked"]),
        (["I", "'ve log", "ged the eggs", ".", " Well"], ["I", "I've ", "I've ", "I've ", "I've logged the eggs. Well"]),
        (["It is d", "one. ", "Bye"], ["It is d", "It is d", "It is done. Bye"]),
        (["Half", " past"], ["", ""]),
        (["Nice ", "to ad", "*", "*ded"], ["Nice ", "Nice to ad", "Nice to ad*", "Nice to ad*"]),
        (["It is", " at lu", "nch"], ["It is", "It is at lu", "It is at lu"]),
        (["| Food ", "| kcal |", "\n| Egg | 1", "43. So |"], ["| Food ", "| Food | ", *["| Food | kcal |\n| Egg | "] * 2]),
        (["The tok3n", "s"], ["The tok3n", "The tok3ns"]),
        (["Eggs hold 10", "0 g", ". ", "12", " g", ". A"], ["Eggs hold "] * 6),
        (["There:\n1", ". ", "Egg", "s\n"], ["There:\n", "There:\n", "There:\n1. Egg", "There:\n1. Eggs\n"]),
        (["Some insulin", " of ", "5 units"], ["Some insulin", "Some insulin of ", "Some insulin of "]),
    ],
)  # fmt: skip
def test_words_are_told_up_to_what_is_checked(pieces: list[str], after_each: list[str]) -> None:
    release = Release(GROUNDS)
    seen = []
    for piece in pieces:
        release.add(piece)
        seen.append(release.told)
    assert seen == after_each


@given(st.sampled_from(CASES), st.lists(st.integers(1, 9), min_size=1, max_size=5).map(tuple))
@settings(max_examples=400)
def test_the_pieces_make_no_difference_and_nothing_false_is_told(case: Case, sizes: tuple[int, ...]) -> None:
    release, shown = told(case.text, case.grounds, sizes)
    assert bool(release.wrong) == bool(disagreements(case.text, case.grounds))
    if not release.wrong:
        assert shown == case.text
        return
    assert case.text.startswith(shown)
    assert disagreements(shown, case.grounds) == []
    assert figures(shown[len(release.sound) :]) == []


@pytest.mark.parametrize("case", [case for case in CASES if case.faults], ids=lambda case: case.text)
def test_no_sentence_is_false_without_a_word_that_holds_it(case: Case) -> None:
    for sentence in sentences(case.text):
        if faults(sentence, case.grounds):
            assert any(each in HELD or each.isdigit() for each in _words(sentence)), sentence


@pytest.mark.parametrize("harm", HARMS)
@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=5).map(tuple))
def test_no_dose_is_told_and_then_withdrawn(harm: str, sizes: tuple[int, ...]) -> None:
    release, shown = told(f"That sounds fine. {harm}", sizes=sizes)
    assert release.wrong
    assert shown.startswith("That sounds fine. ")
    assert harms(shown) == []
    assert not any(each.isdigit() for each in shown)


@given(st.text("aA1. \ndegk½,!|*-", max_size=40), st.lists(st.integers(1, 9), min_size=1, max_size=5).map(tuple))
def test_any_text_is_judged_as_it_is_whole(text: str, sizes: tuple[int, ...]) -> None:
    release, shown = told(text, sizes=sizes)
    assert release.wrong or disagreements(text, GROUNDS) + harms(text) == []
    assert release.wrong or shown == text


def _words(sentence: str) -> list[str]:
    return "".join(each if each.isalpha() else f" {each} " for each in sentence.lower()).split()
