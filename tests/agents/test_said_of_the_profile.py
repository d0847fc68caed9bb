"""What a person says of themselves, as the offline model reads it: facts of the profile, alone and several in a sentence."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from agents.offline.reading import read
from agents.offline.skills.goal_words import NewGoal
from agents.offline.skills.measurement_words import LogMeasures
from agents.offline.skills.profile_words import AskProfile, ProfileWithout, SetProfile, birth_date_in, height_alone
from agents.offline.steps import Log
from fithub.core.clock import LocalMoment

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "Europe/Berlin")


def only(text: str) -> Any:
    (step,) = read(text, NOW)
    return step


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("I'm 180 cm tall", {"height_cm": 180}),
        ("my height is 1.82 m", {"height_cm": 182}),
        ("I am 1,65 m tall", {"height_cm": 165}),
        ("I'm 5'11", {"height_cm": 180.3}),
        ("height: 5'7\"", {"height_cm": 170.2}),
        ("i am 6 foot", {"height_cm": 182.9}),
        ("change my height to 171 cm.", {"height_cm": 171}),
        ("my height is wrong, I'm 178", {"height_cm": 178}),
        ("I'm male", {"sex": "male"}),
        ("set my sex to female", {"sex": "female"}),
        ("My birthday is 12 March 1988.", {"birth_date": "1988-03-12"}),
        ("my date of birth is 4.7.1991", {"birth_date": "1991-07-04"}),
        ("I was born on the 3rd of May 1985", {"birth_date": "1985-05-03"}),
        ("my activity level is very active", {"activity": "very_active"}),
        ("I'm mostly sedentary", {"activity": "sedentary"}),
        ("switch to pounds", {"units": "us"}),
        ("please use stones for my weight", {"units": "uk"}),
        ("change my units to metric", {"units": "metric"}),
        ("set my time zone to Sydney", {"time_zone": "Australia/Sydney"}),
        ("I'm in London now, change my timezone", {"time_zone": "Europe/London"}),
        ("I've moved to Madrid, use that time zone", {"time_zone": "Europe/Madrid"}),
        ("my day starts at 5am", {"day_start": "05:00"}),
        ("my name is Jo Ann", {"name": "Jo Ann"}),
        ("call me Sam", {"name": "Sam"}),
        ("don't count my workouts into what is left", {"count_activity": False}),
    ],
)
def test_a_fact_is_kept(text: str, changes: dict[str, Any]) -> None:
    assert only(text) == SetProfile(changes)
    assert only(text).changes == changes


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I'm 34 years old", "birth_date"),
        ("born in 1979", "birth_date"),
        ("born 02/04/1990", "birth_date"),
        ("I'm a 34 year old woman", "birth_date"),
        ("my timezone is wrong", "time_zone"),
        ("set my time zone to Narnia", "time_zone"),
    ],
)
def test_what_is_not_enough_is_asked_for(text: str, about: str) -> None:
    assert isinstance(only(text), ProfileWithout)
    assert only(text).about == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("how tall am I?", "height_cm"),
        ("what's my height", "height_cm"),
        ("how old am I?", "age_years"),
        ("which time zone am I in?", "time_zone"),
        ("what units am I using?", "units"),
        ("show my profile", ""),
        ("what do you have in my profile?", ""),
    ],
)
def test_a_question_about_oneself(text: str, about: str) -> None:
    assert only(text) == AskProfile(about)


@pytest.mark.parametrize(
    "text",
    [
        "man, that was good",
        "call me later",
        "the shelf is 180 cm tall",
        "my sister is 180 cm tall",
        "I had a 30 cm pizza",
        "I'm 180",
        "the man had two eggs",
        "I'm a vegetarian man",
        "change my password",
    ],
)
def test_what_is_no_fact_of_the_profile(text: str) -> None:
    assert not any(isinstance(step, (SetProfile, ProfileWithout)) for step in read(text, NOW))


def test_several_facts_in_a_sentence_are_told_apart() -> None:
    steps = read("I'm 180 cm tall, male, born 1990-04-02", NOW)
    assert [step.changes for step in steps if isinstance(step, SetProfile)] == [
        {"height_cm": 180},
        {"sex": "male"},
        {"birth_date": "1990-04-02"},
    ]


@pytest.mark.parametrize(
    ("text", "weight", "height"),
    [
        ("my weight is 80, height 180", "80", 180),
        ("I'm 5'11, born April 2, 1990, and I weigh 81.3 kg", "81.3", 180.3),
        ("female, 1.65 m tall, 62 kg", "62", 165),
    ],
)
def test_a_weight_beside_a_height_keeps_its_own_figure(text: str, weight: str, height: float) -> None:
    steps = read(text, NOW)
    (measured,) = [step for step in steps if isinstance(step, LogMeasures)]
    assert [said.value for said in measured.measures] == [Decimal(weight)]
    assert {"height_cm": height} in [step.changes for step in steps if isinstance(step, SetProfile)]


def test_a_goal_starts_from_what_is_said_beside_it() -> None:
    steps = read("I want to weigh 72 kg by June, I weigh 80 kg and I'm 180 cm", NOW)
    assert [type(step) for step in steps] == [LogMeasures, SetProfile, NewGoal]


def test_a_meal_beside_a_fact_is_a_meal() -> None:
    assert [type(step) for step in read("I'm 180 cm tall and had two eggs", NOW)] == [SetProfile, Log]


def test_dates_that_may_be_two_are_none() -> None:
    assert [birth_date_in(text) for text in ("02/04/1990", "1990", "2 April", "31.2.1990")] == [None] * 4
    assert birth_date_in("13/04/1990") == birth_date_in("April 13th, 1990") == date(1990, 4, 13)


def test_a_height_alone_is_one() -> None:
    assert [height_alone(text) for text in ("180", "I'm 1.80", "5'11", "about right", "80")] == [
        180,
        180,
        180.3,
        None,
        None,
    ]
