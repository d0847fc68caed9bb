"""What is asked where an estimate is not sure."""

import pytest

from fithub.core.clock import LocalMoment
from fithub.estimation.estimate import SURE, EstimatedItem, estimate_meal
from fithub.estimation.questions import Asks
from tests.estimation.test_estimates import NOON
from tests.people import Person


def only(text: str, when: LocalMoment = NOON) -> EstimatedItem:
    (item,) = estimate_meal(text=text, when=when).items
    return item


def test_what_is_sure_asks_nothing() -> None:
    item = only("two eggs")
    assert item.confidence >= SURE
    assert item.question is None


def test_an_unknown_measure_asks_how_much() -> None:
    item = only("3 sheets of strawberries")
    assert item.question is not None
    assert item.question.asks is Asks.AMOUNT
    assert "sheet" in item.question.text
    assert any(answer.startswith("one cup (") for answer in item.question.answers)
    units = [answer.split(" (")[0] for answer in item.question.answers]
    assert len(units) == len(set(units))


def test_a_food_that_is_not_sure_in_its_state_asks_cooked_or_dry() -> None:
    item = only("80 g wild zumbo lentils")
    assert item.question is not None
    assert item.question.asks is Asks.STATE
    assert item.question.text == "“80 g wild zumbo lentils”: cooked or raw?"
    assert item.question.answers[0] == item.food_name


@pytest.mark.parametrize("text", ["100 g chicken florbin", "120 g of turkey grundle"])
def test_a_food_that_is_not_sure_asks_which(text: str) -> None:
    item = only(text)
    assert item.question is not None
    assert item.question.asks is Asks.FOOD
    assert item.question.answers[0] == item.food_name
    assert len(set(item.question.answers)) == len(item.question.answers) > 1


def test_a_draft_keeps_its_question_until_it_is_settled(alice: Person) -> None:
    made = alice.post("/drafts", {"text": "3 sheets of strawberries"}).json()
    (item,) = made["items"]
    assert item["question"]["asks"] == "amount"
    (same,) = alice.patch(f"/drafts/{made['id']}", {"items": [item | {"slot": "dinner"}]}).json()["items"]
    assert same["question"] == item["question"]
    (mended,) = alice.patch(f"/drafts/{made['id']}", {"items": [same | {"grams": 60}]}).json()["items"]
    assert mended["question"] is None
    assert mended["confidence"] is None


def test_a_draft_says_why_this_food_and_what_was_weighed(alice: Person) -> None:
    (item,) = alice.post("/drafts", {"text": "a cup of cooked brown rice"}).json()["items"]
    assert item["portion_source"] == "food_portion"
    assert "cup" in item["portion_label"]
    assert item["reasons"]


@pytest.mark.parametrize("text", ["a curry", "300 g of curry", "a bowl of casserole", "stir fry", "the roast"])
def test_a_dish_told_by_its_kind_alone_asks_what_it_was(text: str) -> None:
    item = only(text)
    assert item.question is not None
    assert item.question.asks is Asks.FOOD


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("a chicken curry", "Chicken curry"),
        ("chickpea curry", "Chana masala"),
        ("a sandwich", "Sandwich"),
        ("a 100 g bar of milk chocolate", "Candies, milk chocolate"),
        ("40 g milk chocolate", "Candies, milk chocolate"),
        ("4 fish fingers", "Fish, stick"),
        ("an apple instead", "Apple, raw"),
        ("barely half a bagel", "Bagel"),
    ],
)
def test_what_is_told_by_its_name_asks_nothing(text: str, food: str) -> None:
    item = only(text)
    assert (item.food_name, item.question) == (food, None)
