"""Slips, slang and roundabout ways to say that something was eaten; and what sounds alike and is left as it is. Pure."""

from datetime import date, time
from decimal import Decimal

import pytest

from agents.offline.plainly import plainly
from agents.offline.reading import read
from agents.offline.roundabout import straightened
from agents.offline.skills.durations import minutes_in
from agents.offline.skills.moving import Move, measured
from agents.offline.steps import Log, Remark, Undo, Why
from fithub.core.clock import LocalMoment

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("supper yday = 2 samosas", "supper yesterday: 2 samosas"),
        ("had what was left of my son's fries", "had my son's fries"),
        ("yesturday dinnr was a curry", "yesterday dinner was a curry"),
        ("Brekfast: toast wiht jam", "Breakfast: toast with jam"),
        ("necked a pint of cider", "had a pint of cider"),
        ("kept down 2 crackers", "had 2 crackers"),
        ("managed 200 g broth", "had 200 g broth"),
        ("ended up with a cheeseburger", "had a cheeseburger"),
        ("treated myself to a scone", "had a scone"),
        ("we smashed a whole pizza", "we had a whole pizza"),
        ("my husband polished off two burgers", "my husband had two burgers"),
        ("was dying for a coffee, so I had one", "I had one coffee"),
        ("wanted pizza all day and finally had two", "I had two pizza"),
        ("craving a curry so I had some", "I had some curry"),
        ("150ish g of rice", "150 g of rice"),
        ("I take two rotis and dal for lunch today", "I had two rotis and dal for lunch today"),
        ("2 biscuits with my tea break", "2 biscuits"),
        ("a wrap on my lunch break", "a wrap for lunch"),
        ("half of my son's fries", "I had half of my son's fries"),
    ],
)
def test_it_is_put_plainly(said: str, told: str) -> None:
    assert straightened(plainly(said)) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my wife made pancakes and I ate 3", "I had 3 pancakes"),
        ("there were samosas at work and I had two", "I had two samosas"),
        ("the dog got one of my 3 sausages, I ate the other two", "I had two sausages"),
        ("couldn't finish the burrito, ate half of it", "I had half a burrito"),
        ("didn't finish my curry, had about 200 g", "I had 200 g of curry"),
        ("can't believe I ate 5 pancakes", "I ate 5 pancakes"),
        ("I wish I hadn't had those 3 tacos", "I had 3 tacos"),
        ("shouldn't have eaten that third doughnut", "I had third doughnut"),
        ("I've eaten nothing but a pear", "I've only had a pear"),
        ("ordered 6 pieces of sushi, all gone", "I had 6 pieces of sushi"),
        ("long day, so 30 g dark chocolate it was", "I had 30 g dark chocolate"),
        ("took my vitamin tablet with a glass of orange juice", "I had a glass of orange juice"),
        ("as a vegetarian I went for 150 g tofu", "I had 150 g tofu"),
        ("guilty pleasure: a croissant", "a croissant"),
        ("the new canteen is so much better: 180 g salmon", "180 g salmon"),
        ("in breakfast I took 2 idlis", "for breakfast I had 2 idlis"),
        ("sorry, forgot: there was also a glass of wine", "I also had a glass of wine"),
    ],
)
def test_it_is_put_straight(said: str, told: str) -> None:
    assert straightened(plainly(said)) == told


@pytest.mark.parametrize(
    "said",
    [
        "the porridge is wrong: 200 g",
        "my weight is great: 80 kg",
        "I can't believe it",
        "my wife made pancakes",
        "had a coffee and biscuits and I ate 3",
        "there were two bananas",
        "I wish I had a pizza",
        "I couldn't finish the race",
        "managed 5 km in the rain",
        "managed two hours of sleep",
        "went for a run",
        "went for a 30 minute swim",
        "smashed my phone",
        "crushed a workout",
        "got through two meetings",
        "ended up with 3 kg less",
        "we went for drinks",
        "at the diner I had a burger",
        "sum up my day",
        "I take two tablets every morning",
        "I eat a banana every day",
        "should I eat a banana today",
        "I want to put away two kilos",
        "craving a burger right now",
        "two eggs with toast",
    ],
)
def test_it_is_left_as_it_is(said: str) -> None:
    assert straightened(plainly(said)) == said


@pytest.mark.parametrize(
    "said",
    [
        "kill for a burger, so I had one",
        "stomach bug over, managed 200 g broth",
        "was so hungry I could eat a horse, had a cheeseburger",
        "100 g cheesecake, it was to die for",
        "a can of diet coke with lunch",
        "2 cans of tuna",
        "half of my son's fries",
        "split a pizza with my sister",
        "my sister and I shared a pizza",
        "no food yet, only 2 glasses of water",
        "doctor said to eat more fish so I had 200 g salmon",
        "I was going to have cake but had an apple",
    ],
)
def test_what_was_eaten_is_logged(said: str) -> None:
    steps = read(said, NOW)
    assert [step for step in steps if isinstance(step, Log) and step.certain], steps


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("need to pick up milk, 6 eggs and some cheddar", Why.FUTURE),
        ("have to eat something, maybe 2 eggs", Why.FUTURE),
        ("Dinner: probably curry", Why.FUTURE),
        ("lunch will be soup", Why.FUTURE),
        ("in the mood for a burger", Why.FUTURE),
        ("doctor told me to eat more fish, like 2 portions a week", Why.NOT_YET),
        ("my trainer says I should have 30 g of whey", Why.NOT_YET),
        ("back in 2019 I ate a pizza every day", Why.HABIT),
        ("the other day I had a burger", Why.HABIT),
        ("my mates shared a pizza", Why.SOMEBODY_ELSE),
        ("my husband ran 12 km this morning", Why.SOMEBODY_ELSE),
        ("Tom swam for an hour", Why.SOMEBODY_ELSE),
    ],
)
def test_what_was_not_is_not(said: str, why: Why) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, Remark)
    assert step.why is why


@pytest.mark.parametrize(
    "said",
    [
        'saw this online: "Day 12 of carnivore. Breakfast: 6 eggs. Lunch: 400 g steak." - thoughts?',
        "my mum just texted: had a lovely fish and chips by the sea",
        'she wrote "I ate two burgers and fries"',
        "> I had a burger\n> and fries",
        "watched 90 minutes of football",
        "had a run",
    ],
)
def test_what_others_wrote_is_no_report(said: str) -> None:
    assert not [step for step in read(said, NOW) if isinstance(step, Log | Move)]


@pytest.mark.parametrize("said", ['log "two eggs and toast"', 'had a "Big Mac meal deal" for lunch'])
def test_a_name_in_quotation_marks_is_a_name(said: str) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, Log)


@pytest.mark.parametrize(
    ("said", "eaten"),
    [
        ("skipped the salad and had 2 tacos", "I had 2 tacos"),
        ("skipped breakfast, burrito for lunch", "I had burrito for lunch"),
        ("fasted until noon, then had 3 pancakes", "I had 3 pancakes"),
        ("I had the salmon, she had the steak", "I had the salmon"),
        ("had eggs and my wife had toast", "had eggs"),
        ("had a green salad for lunch, pizza tonight", "had a green salad for lunch"),
        ("had 2 tacos, might have a third one later", "had 2 tacos"),
        ("walked the dog and had 2 eggs", "I had 2 eggs"),
        ("threw a dinner party and had 3 tacos", "I had 3 tacos"),
        ("taught 8th grade all day, lunch was a tuna sandwich", "lunch was a tuna sandwich"),
        ("80.2 kg before breakfast, then had 2 boiled eggs", "I had 2 boiled eggs"),
        ("how many calories in a mango? I had one at 11", "I had a mango at 11"),
        ("I had 3 pancakes for breakfast, is that ok?", "I had 3 pancakes for breakfast"),
    ],
)
def test_a_sentence_is_parted_where_it_turns(said: str, eaten: str) -> None:
    assert [step.text for step in read(said, NOW) if isinstance(step, Log)] == [eaten]


@pytest.mark.parametrize(
    "said",
    [
        "toast with butter and jam, had with tea",
        "yesterday I went to Leeds and had a curry",
        "at lunch with my sister, had a wrap",
        "2 eggs, toast and a coffee",
    ],
)
def test_what_says_when_is_not_parted_from_what_was_had(said: str) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, Log)
    assert step.text == said


@pytest.mark.parametrize(
    "said",
    [
        "made a banana smoothie and knocked it over before I had any",
        "dreamt I ate a giant pretzel",
        "someone left a box of doughnuts by my desk",
        "pizza tonight",
        "devoured a whole book on the train",
        "no breakfast today",
    ],
)
def test_what_never_came_to_be_eaten_is_not_written(said: str) -> None:
    assert all(isinstance(step, Remark) for step in read(said, NOW))


def test_each_exercise_has_its_own_measure() -> None:
    steps = read("walked 6 km to work and swam for half an hour", NOW)
    assert [(step.name, step.distance_m, step.minutes) for step in steps if isinstance(step, Move)] == [
        ("walking", Decimal(6000), None),
        ("swimming", None, Decimal(30)),
    ]


def test_with_how_many_it_was_shared_is_kept() -> None:
    (step,) = read("me and two mates shared a 300 g bag of crisps", NOW)
    assert isinstance(step, Log)
    assert "two mates" in step.text


def test_what_was_anothers_is_taken_back_once() -> None:
    assert read("oh wait that was my wife's not mine, scrap it", NOW) == [Undo(softly=True)]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("45 min", "45"),
        ("an hour and a half", "90"),
        ("three quarters of an hour", "45"),
        ("half an hour", "30"),
        ("a quarter of an hour", "15"),
        ("1h30", "90"),
        ("1:30 h", "90"),
        ("1 hour and 20 minutes", "80"),
        ("one and a half hours", "90"),
        ("forty five minutes", "45"),
        ("a couple of hours", "120"),
        ("30-40 minutes", "35"),
        ("30 m", None),
        ("at 12:30", None),
        ("5 km", None),
    ],
)
def test_how_long_it_took(said: str, minutes: str | None) -> None:
    assert minutes_in(said) == (None if minutes is None else Decimal(minutes))


def test_a_word_that_ends_like_a_distance_is_none() -> None:
    assert measured("swam for 30 minutes") == {"minutes": Decimal(30)}


@pytest.mark.parametrize(
    ("said", "name", "minutes"),
    [
        ("went for an hour and a half hike", "hiking", "90"),
        ("50 mins of weights at the gym", "weight training", "50"),
        ("half an hour of yoga", "yoga", "30"),
        ("did three quarters of an hour of pilates", "pilates", "45"),
    ],
)
def test_exercise_by_how_long_it_took(said: str, name: str, minutes: str) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, Move)
    assert (step.name, step.minutes) == (name, Decimal(minutes))
