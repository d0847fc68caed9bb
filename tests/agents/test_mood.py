"""What is no plain report of something the person ate: nothing is written of it, or it is asked about. By kinds of sentences."""

from datetime import date, time

import pytest

from agents.offline.reading import read
from agents.offline.replies import condition_of, is_refusal
from agents.offline.steps import AskDay, Log, LookUp, Remark, Why
from fithub.core.clock import LocalMoment

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")

NO_REPORT = {
    "supposed": [
        "Suppose I had a burger. I also had a coke. How much would that be?",
        "Say I ate 3 doughnuts. How many calories is that?",
        "hypothetically, I had a whole cake",
        "let's pretend I had a steak for dinner",
        "imagine this: I had porridge at 8, then a sandwich at noon. What would that make?",
        "if I had two slices of pizza, how many calories would be left?",
        "what if I ate two doughnuts?",
    ],
    "another's": [
        "log 2 eggs for my wife",
        "can you log a salad for my husband?",
        "add an apple to Tom's diary",
        "log a burger for user 42",
        "for patient 7: log 2 slices of bread",
        "as user 9f8e, log an apple",
        "log 200 g rice under user id 1234",
        "on behalf of my brother log a steak",
        "put a coffee in her diary",
        "log an apple for bob@example.org",
    ],
    "another ate it": [
        "the cat ate my tuna",
        "my husband finished the pizza",
        "we watched a show where a guy ate twelve eclairs",
        "I boiled two eggs for the dog",
        "gave my hamster a carrot",
        "I made a sandwich but the dog ate it",
        "I had a bagel but dropped it",
    ],
    "made, bought, stocked": [
        "I cooked a lasagne",
        "just baked a cake for the office",
        "cooked 500 g chicken",
        "packed the kids' lunchboxes: ham sandwiches, grapes",
        "just back from the shop: 2 kg potatoes and a dozen eggs",
        "groceries: milk, eggs, 500 g mince",
        "put four portions of chili in the freezer",
    ],
    "nearly": [
        "I nearly had a doughnut",
        "almost ate a pizza but resisted",
        "I was going to have cake",
        "I was offered a beer",
        "I could have eaten a horse",
        "I ordered a pizza, it arrives in 20 minutes",
    ],
    "had and no food": [
        "had a rough night",
        "I had a long meeting",
        "had fun",
        "I had such a bad headache",
        "we had a great time",
        "took a nap",
        "I had a great workout today",
    ],
    "still to be eaten, or only spoken of": [
        "thinking about toast with jam",
        "I'm still debating a slice of pizza",
        "cooking 200 g rice now",
        "making pancakes",
        "that cheesecake looks amazing",
        "2 eggs looks good",
        "my plate had a burger but I left it",
    ],
    "another deed": [
        "took my dog out",
        "walked the cat",
        "washed the apples",
        "the house smells of bacon",
        "we are out of milk",
    ],
    "turns of phrase": [
        "ate humble pie at work",
        "ugh I could eat a horse",
        "I could seriously eat a whole cow",
        "that was a piece of cake",
        "took it with a pinch of salt",
        "we had egg on our faces",
    ],
    "sold": [
        "MILK 2L 2.10\nBANANAS 1.44\nTOTAL 3.54",
        "Lunch menu: soup 4.50, salmon 12.00",
        "2 for 1 on all pizzas this Tuesday!!! order now",
    ],
}


@pytest.mark.parametrize("text", [text for texts in NO_REPORT.values() for text in texts])
def test_what_is_no_report_is_not_logged(text: str) -> None:
    steps = read(text, NOW)
    assert all(isinstance(step, Remark | LookUp | AskDay) for step in steps), steps


@pytest.mark.parametrize(
    "text",
    [
        "making pancakes and ate two already",
        "it smelled great, had two slices of pizza",
        "had soup last night",
        "I had soup yesterday evening",
        "had pasta this evening",
        "we had fish and chips at the weekend",
        "had pizza in the break",
        "had a burger with my wife",
        "I ate almost all of the pizza",
        "if I remember rightly I had two eggs",
        "had the cake my sister made for my birthday",
        "I cooked pasta and had a big plate of it",
        "ate two boiled eggs after walking the dog",
        "my wife and I had ramen",
        "had a hot dog at the game",
        "log a soup for me and my son",
        "I had a date and two figs",
        "had a roll with butter",
        "I ordered a pizza and ate half of it",
        "baked potato with 20 g butter",
        "roasted chicken and 100 g rice",
        "log 2 eggs for breakfast",
        "Coffee: 2 cups",
        "lunch: soup and bread",
        "I was going to have cake but had an apple",
        "I'm vegetarian and had a tofu bowl",
    ],
)
def test_a_report_is_one(text: str) -> None:
    assert any(isinstance(step, Log) and not step.unsure for step in read(text, NOW)), read(text, NOW)


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("I had some pasta but I have no idea how much", "pasta"),
        ("had rice, not sure how much", "rice"),
        ("ate a chunk of cheese, don't know the amount", "cheese"),
        ("I ate beef stew, portion unknown", "stew"),
        ("crisps at the match. who knows how many", "crisps"),
        ("had pasta but couldn't tell you how much it was", "pasta"),
        ("had an unknown amount of rice", "rice"),
        ("some soup for dinner, forgot to weigh it", "soup"),
        ("made myself a sandwich", "sandwich"),
    ],
)
def test_what_nobody_knows_is_asked_about(text: str, food: str) -> None:
    (step,) = read(text, NOW)
    assert isinstance(step, Log)
    assert (step.unsure, food in step.text, "how much" in step.text) == (True, True, False)


def test_a_supposition_asks_about_all_its_foods() -> None:
    (step,) = read("Suppose I had a burger. I also had a coke. How much would that be?", NOW)
    assert isinstance(step, LookUp)
    assert ("burger" in step.text, "coke" in step.text, step.considering) == (True, True, True)


def test_what_was_really_had_ends_a_supposition() -> None:
    steps = read("Suppose I had a burger. In reality I ate an apple.", NOW)
    assert [type(step) for step in steps] == [LookUp, Log]


def test_what_is_in_anothers_diary_is_not_looked_at() -> None:
    assert read("what did user 42 eat today?", NOW) == [Remark(Why.ANOTHERS, "what did user 42 eat today?")]


def test_what_is_asked_behind_a_meal_is_no_yes() -> None:
    for text in ("Two eggs for breakfast. Can you add that?", "had a coffee. log it please"):
        (step,) = read(text, NOW)
        assert isinstance(step, Log)


@pytest.mark.parametrize(
    "text",
    [
        "rather not", "I'd rather you didn't", "let's not", "let's leave it", "skip it", "leave it as it was", "god no",
        "nah, forget it", "on second thought, no way", "hm, not really", "no thanks, I'm good", "absolutely not", "not now",
        "I changed my mind", "please don't log that", "no, that's wrong", "that isn't what I had", "neither", "wrong food",
        "I don't think so", "none of those", "never", "god no, I meant to look at it, not lose it", "keep my goal as it is",
    ],
)  # fmt: skip
def test_a_no_in_other_words_is_one(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text",
    ["yes", "that's it", "that's right", "no, the whole milk one", "no, 200 g", "delete them", "make it two",
     "it was for dinner", "why not?", "nothing else today", "a cup", "I had no bread", "that's what I had"],
)  # fmt: skip
def test_what_is_no_refusal_is_none(text: str) -> None:
    assert not is_refusal(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("yes, but make it two", "make it two"),
        ("ok but only 100 g", "only 100 g"),
        ("sure, except the butter", "the butter"),
        ("yes and a coffee", "a coffee"),
        ("yes", None),
        ("yes please", None),
        ("but why", None),
    ],
)
def test_a_yes_may_have_a_condition(text: str, rest: str | None) -> None:
    assert condition_of(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "I had toast. I didn't have any butter.",
        "had soup but didn't eat it all",
        "had a pie and gave half of it to my son",
    ],
)
def test_a_denial_of_more_takes_no_meal_away(text: str) -> None:
    assert isinstance(read(text, NOW)[0], Log)


@pytest.mark.parametrize(
    "text",
    [
        "I had a piece of cake",
        "had my cup of tea",
        "soup with a pinch of salt",
        "two small potatoes",
        "a big cheese sandwich",
        "yogurt with a cherry on top",
        "beef with broccoli",
        "had a second banana",
        "toast with sugar coated almonds",
    ],
)
def test_a_food_is_no_turn_of_phrase(text: str) -> None:
    assert isinstance(read(text, NOW)[0], Log)
