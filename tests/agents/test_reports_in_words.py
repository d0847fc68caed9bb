"""How people tell what they ate, weighed and did beside all else: what is read as a meal, a measure or an activity. Pure."""

from datetime import date, time

import pytest

from agents.offline.plainly import plainly
from agents.offline.reading import read
from agents.offline.roundabout import straightened
from agents.offline.skills.measurement_words import LogMeasures
from agents.offline.skills.memories import Keep
from agents.offline.skills.moving import Move
from agents.offline.skills.plan_eaten import LogPlan
from agents.offline.steps import Log, LookUp, Remark
from fithub.core.clock import LocalMoment

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no regrets: a whole margherita pizza", "a whole margherita pizza"),
        ("100% worth it: 90 g cake", "90 g cake"),
        ("totally deserved, 2 scoops of gelato", "2 scoops of gelato"),
        ("not hungry, barely managed half a bagel", "barely had half a bagel"),
        ("zero appetite today, just had some broth", "had some broth"),
        ("2 doughnuts, don't judge", "2 doughnuts"),
        ("80 g crisps - not even sorry", "80 g crisps"),
        ("64 kg 🎉 a slice of cake", "64 kg, a slice of cake"),
        ("a muffin while waiting for the bus", "a muffin"),
        ("200 ml milk (lactose free, my stomach is a mess)", "200 ml milk (lactose free)"),
        ("had my lunch break, it was a jacket potato", "for lunch I had a jacket potato"),
        ("just had my tea: fish fingers and peas", "for dinner I had fish fingers and peas"),
        ("and also a few of his fries", "and also a few of his fries"),
        ("I also stole a few of his fries", "I had a few of the fries"),
        ("quick one: 2 oat biscuits", "2 oat biscuits"),
        ("cheeky nandos: half a chicken", "half a chicken"),
        ("ate 6 egg whites, that's about 20 g protein right?", "ate 6 egg whites"),
        ("took 2 chapati with dal in lunch", "had 2 chapati with dal for lunch"),
        # What looks like it and tells something else.
        ("ate 2 of the 500 g tubs", "ate 2 of the 500 g tubs"),
        ("vegan options: 2 sausages", "vegan options: 2 sausages"),
        ("toast while drinking a coffee", "toast while drinking a coffee"),
        ("had my tea: green with honey", "had my tea: green with honey"),
        ("no, two pizzas", "no, two pizzas"),
        ("not a burger, a wrap", "not a burger, a wrap"),
    ],
)
def test_a_feeling_or_an_aside_is_no_part_of_a_meal(said: str, told: str) -> None:
    assert straightened(plainly(said)) == told


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("79.9 kg today 🎉 celebrated with 3 pancakes", [LogMeasures, Log]),
        ("scale said 82.1 this morning, had 3 scrambled eggs after", [LogMeasures, Log]),
        ("weighed in at 176 lbs and had a cup of oatmeal", [LogMeasures, Log]),
        ("gym for 45 minutes, 79.4 kg on the scale after, then 200 g greek yogurt", [Move, LogMeasures, Log]),
        ("two eggs, then 81.3 kg on the scales", [Log, LogMeasures]),
        ("played cricket for 2 hours, after that had a plate of rice", [Move, Log]),
        ("after my 40 min swim I had 2 bananas", [Move, Log]),
        ("walked 3 km and got 2 scoops of vanilla ice cream", [Move, Log]),
        ("weight 80, waist 90", [LogMeasures]),
        ("after lunch I had a coffee", [Log]),
        ("after my shower I had an apple", [Log]),
    ],
)
def test_each_kind_that_is_told_in_a_sentence_is_a_step_of_its_own(said: str, kinds: list[type]) -> None:
    assert [type(step) for step in read(said, NOW)] == kinds


@pytest.mark.parametrize(
    "said",
    [
        "I was 85 kg when we got married",
        "I was 92 kg when the twins arrived",
        "benched 80 kg today",
        "squats with 60 kg",
        "bought 25 kg of rice and had a banana",
        "my son is 21 kg",
        "cat weighs 5.2 kg now",
    ],
)
def test_what_is_lifted_anothers_or_of_long_ago_is_no_weight(said: str) -> None:
    assert not any(isinstance(step, LogMeasures) for step in read(said, NOW))


@pytest.mark.parametrize("said", ["I was 82 kg when I woke up", "82 kg when I got up", "down to 81.2 kg this morning"])
def test_a_weight_of_this_morning_is_one(said: str) -> None:
    assert [type(step) for step in read(said, NOW)] == [LogMeasures]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("just ate my planned curry", ("curry",)),
        ("had the overnight oats I'd planned", ("overnight", "oats")),
        ("I had the soup as planned", ("soup",)),
        ("ate the planned lunch", ()),
    ],
)
def test_what_was_planned_and_eaten_is_named(said: str, words: tuple[str, ...]) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, LogPlan)
    assert step.words == words


@pytest.mark.parametrize(
    "said",
    [
        "could you note that I ate one bowl of lentil soup?",
        "please note that I had two slices of rye bread",
    ],
)
def test_a_meal_that_is_to_be_noted_is_logged(said: str) -> None:
    assert [type(step) for step in read(said, NOW)] == [Log]


@pytest.mark.parametrize(
    "said",
    [
        "note that I had a bad reaction to shrimp",
        "remember that I had a heart attack in 2020",
        "note that I hate olives",
    ],
)
def test_a_fact_that_is_to_be_noted_is_kept(said: str) -> None:
    assert not any(isinstance(step, Log) for step in read(said, NOW))
    assert any(isinstance(step, Keep) or "preference" in type(step).__module__ for step in read(said, NOW))


@pytest.mark.parametrize(
    "said",
    [
        "can't eat till my blood test",
        "can't have dairy before the scan",
        "would've killed for a taco",
    ],
)
def test_what_was_not_had_is_answered_and_neither_kept_nor_looked_up(said: str) -> None:
    assert not [step for step in read(said, NOW) if not isinstance(step, Remark)]


def test_so_many_told_behind_are_of_the_food_before() -> None:
    (step,) = read("Couldn't resist the samosas at work. Had 3.", NOW)
    assert isinstance(step, Log)
    assert step.text == "had the samosas at work, 3"


@pytest.mark.parametrize("said", ["steak, no fat", "a coffee without sugar", "2 tortillas with it"])
def test_what_was_not_with_it_makes_a_meal_no_doubt(said: str) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, Log)
    assert not step.unsure


def test_what_is_declined_is_no_meal() -> None:
    assert not any(isinstance(step, Log) for step in read("bread, no thanks", NOW))


def test_a_question_is_still_one() -> None:
    assert [type(step) for step in read("can I eat a banana?", NOW)] == [LookUp]
