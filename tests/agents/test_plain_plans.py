"""Plans, labels, tastes and memories as people plainly tell them: with a reason behind, of several days, of what was just done."""

from datetime import date, time
from typing import Any

import pytest

from agents.offline.labels import read_food
from agents.offline.skills.plan_naming import before_reason
from agents.offline.skills.preferences import SKILL as PREFERENCES
from agents.offline.skills.preferences import Say
from agents.offline.steps import NewFood
from fithub.core.clock import LocalMoment
from tests.agents.chat import TODAY, Chat, amounts, entries
from tests.people import Person

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")
CURRY = "plan 300g curry for lunch tomorrow"
TODAYS = "plan 300g curry for lunch today"
PAIR = "plan a tuna sandwich for lunch tomorrow and pasta for dinner"


def planned(person: Person) -> list[tuple[str, str, str]]:
    found: list[dict[str, Any]] = person.get(f"/planned-meals?from={TODAY}&to=2026-05-14").json()["items"]
    return [(each["local_date"][5:], each["slot"], each["state"]) for each in found]


@pytest.mark.parametrize(
    "said",
    [
        "skip tomorrow's lunch, I'm eating out with the team",
        "skip tomorrow's lunch, work is paying",
        "cancel tomorrow's lunch because my mum is cooking",
        "skip lunch tomorrow, meeting friends in town",
        "leave out tomorrow's lunch, we're on the train all day",
    ],
)
def test_a_reason_behind_it_is_no_part_of_a_meal(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(CURRY)
    chat.say(said)
    assert planned(alice) == [("05-06", "lunch", "skipped")]
    assert entries(alice) == []


@pytest.mark.parametrize(
    ("said", "head"),
    [
        ("skip tomorrow's lunch, I'm eating out", "skip tomorrow's lunch"),
        ("log my planned lunch, it was great", "log my planned lunch"),
        ("move dinner to friday because my sister is visiting", "move dinner to friday"),
        ("skip tomorrow's lunch, and dinner too", None),
        ("log my planned lunch, I only had half", None),
        ("skip tomorrow's lunch, I had a big breakfast", None),
        ("skip tomorrow's lunch, move dinner to friday", None),
        ("plan soup for lunch, we are 4", None),
        ("skip tomorrow's lunch", None),
    ],
)
def test_what_is_only_a_reason(said: str, head: str | None) -> None:
    assert before_reason(said) == head


@pytest.mark.parametrize(
    "said",
    [
        "I ate the lunch that was planned for today",
        "had the lunch which had been planned for today",
        "just finished the lunch that stood on the plan",
        "ate the curry that's on the plan",
        "had the curry that was meant for today",
        "log my planned lunch, it was great",
    ],
)
def test_what_was_planned_is_logged_by_a_relative_clause(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(TODAYS)
    chat.say(said)
    assert amounts(alice) == {"chicken": 300}
    assert planned(alice) == [("05-05", "lunch", "logged")]


@pytest.mark.parametrize(
    "said", ["I didn't eat the lunch that was planned", "what was the lunch that was planned for today?"]
)
def test_what_was_not_eaten_is_not_logged(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(TODAYS)
    chat.say(said)
    assert entries(alice) == []


PLANNED = [
    (
        "plan oats for breakfast every day this week",
        [(f"05-{day:02d}", "breakfast", "planned") for day in range(5, 11)],
    ),
    (
        "plan spaghetti bolognese for dinner tomorrow, and chicken salad on thursday",
        [("05-06", "dinner", "planned"), ("05-07", "dinner", "planned")],
    ),
    (
        "plan curry for lunch tomorrow and soup for dinner",
        [("05-06", "lunch", "planned"), ("05-06", "dinner", "planned")],
    ),
    # One meal of two foods.
    ("plan chicken and rice for dinner tomorrow", [("05-06", "dinner", "planned")]),
    ("plan chicken and rice on thursday for dinner", [("05-07", "dinner", "planned")]),
]


@pytest.mark.parametrize(("said", "meals"), PLANNED)
def test_for_which_days_it_is_planned(alice: Person, said: str, meals: list[tuple[str, str, str]]) -> None:
    Chat.begin(alice).say(said)
    assert planned(alice) == meals
    assert entries(alice) == []


@pytest.mark.parametrize(
    "said", ["actually make that 200g of chicken", "make it 200 g chicken", "make the chicken 200g"]
)
def test_the_food_of_a_planned_meal_is_weighed_anew(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say("plan chicken and rice for dinner tomorrow")
    chat.say(said)
    (meal,) = alice.get(f"/planned-meals?from={TODAY}&to=2026-05-14").json()["items"]
    assert [each["grams"] for each in meal["items"]] == [200, 158]


@pytest.mark.parametrize("said", ["delete the pasta", "remove the pasta please"])
def test_a_planned_meal_is_left_out_by_its_food_where_the_plan_was_changed_last(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(PAIR)
    chat.say(said)
    assert planned(alice) == [("05-06", "lunch", "planned"), ("05-06", "dinner", "skipped")]


def test_what_is_in_the_diary_goes_first_and_the_plan_stays(alice: Person) -> None:
    chat = Chat.begin(alice)
    for said in ("200 g pasta", PAIR, "delete the pasta"):
        chat.say(said)
    assert entries(alice) == []
    assert [state for *_, state in planned(alice)] == ["planned", "planned"]


def test_what_was_planned_is_pushed_by_a_message_that_says_first_why(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say(CURRY)
    chat.say("can't make it tomorrow, push it to thursday")
    assert planned(alice) == [("05-07", "lunch", "planned")]


LABELS = [
    (
        "could you save a granola for me? Jordans Crisp, per 45g serving 208 kcal, protein 3.6g, fat 8g",
        "Jordans Crisp",
        45,
    ),
    ("save this yoghurt: Yeo Kerned, per 100g 95 kcal, 5g protein, 5g fat", "Yeo Kerned", None),
    (
        "Add my protein bar: Barebells cookies & cream, 55 g bar, 199 kcal, 20 g protein",
        "Barebells cookies & cream",
        55,
    ),
    ("new food: Lidl skyr, 150 g pot, 95 kcal, 16g protein", "Lidl skyr", 150),
    # The name is what is announced.
    ("Could you save my overnight oats? One jar is 320 g and has 410 kcal, 18 g protein", "overnight oats", 320),
    ("save my granola: per 100 g 450 kcal, 10 g protein", "granola", None),
    ("save my granola, per 100 g 450 kcal, 10 g protein", "granola", None),
]


@pytest.mark.parametrize(("said", "name", "grams"), LABELS)
def test_the_name_of_a_label(said: str, name: str, grams: int | None) -> None:
    told = read_food(said)
    assert isinstance(told, NewFood)
    assert (told.name, told.serving_g) == (name, grams)


@pytest.mark.parametrize(
    ("said", "grams"), [("I had one of those for breakfast", 55), ("had two of them", 110), ("ate one", 55)]
)
def test_one_of_a_food_that_was_just_kept_is_its_serving(alice: Person, said: str, grams: float) -> None:
    chat = Chat.begin(alice)
    chat.say("Add my protein bar: Barebells cookies & cream, 55 g bar, 199 kcal, 20 g protein, 16 g carbs, 7 g fat")
    assert entries(alice) == []
    chat.say(said)
    assert [each["grams"] for each in entries(alice)] == [grams]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("can you save my pancakes: 2 eggs, 100g flour, 200ml milk. serves 2", 1),
        ("keep my dal: 250 g lentils, 1 onion, makes 4 portions", 1),
        ("save my snack: an apple", 0),
        ("save my protein bar: 210 kcal for 1 bar", 0),
    ],
)
def test_for_how_many_it_is_makes_a_recipe(alice: Person, said: str, kept: int) -> None:
    Chat.begin(alice).say(said)
    assert len(alice.get("/recipes").json()["items"]) == kept
    assert entries(alice) == []


@pytest.mark.parametrize(
    "asked", ["which measures have I told you?", "what measures did I give you", "which measures do you know"]
)
def test_own_measures_are_told_by_the_verb(alice: Person, asked: str) -> None:
    chat = Chat.begin(alice)
    chat.say("my bowl is 400 ml")
    assert "bowl is 400 ml" in chat.say(asked)["message"]["text"]


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("can't stand olives, never suggest them", "dislike", ("olives",)),
        ("hate capers, please don't suggest them", "dislike", ("capers",)),
        ("really can't bear liver", "dislike", ("liver",)),
        ("I love mushrooms", "like", ("mushrooms",)),
        ("can't stand it", None, ()),
        ("hate waiting", None, ()),
        ("love 2 eggs", None, ()),
    ],
)
def test_tastes_without_a_subject(said: str, kind: str | None, words: tuple[str, ...]) -> None:
    told = PREFERENCES.read(said, NOW)
    assert (told.kind, told.words) == (kind, words) if isinstance(told, Say) else kind is None


def test_two_tastes_of_one_sentence_are_two(alice: Person) -> None:
    Chat.begin(alice).say("I love mushrooms and I'm vegetarian")
    kept = {(each["kind"], each["word"]) for each in alice.get("/preferences").json()["items"]}
    assert kept == {("like", "mushroom"), ("avoid", None)}


@pytest.mark.parametrize("said", ["forget that", "actually forget that please", "no, forget it", "delete that fact"])
def test_that_is_the_fact_that_was_just_told(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    for each in ("remember that I train on tuesdays and thursdays", "when do I train?"):
        chat.say(each)
    chat.say(said)
    assert alice.get("/memories").json()["items"] == []


def test_that_is_nothing_where_several_facts_were_told(alice: Person) -> None:
    chat = Chat.begin(alice)
    for each in (
        "remember that my kids hate fish",
        "remember that I train on tuesdays",
        "what do you know about me?",
        "forget that",
    ):
        chat.say(each)
    assert len(alice.get("/memories").json()["items"]) == 2


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("how many calories in a big mac?", "is that a lot?", "561 kcal is 28 % of 2000 kcal"),
        ("2 eggs and toast for breakfast", "hmm is that too much for breakfast", "17 % of 2000 kcal"),
        ("300 g lasagne", "is that much?", "417 kcal is 21 % of 2000 kcal"),
    ],
)
def test_whether_that_is_a_lot(alice: Person, before: str, asked: str, told: str) -> None:
    chat = Chat.begin(alice)
    chat.say(before)
    there = entries(alice)
    assert told in chat.say(asked)["message"]["text"]
    assert entries(alice) == there
