"""Diets, recipes' changes and looking foods up, offline; none of it is logged as food."""

import pytest

from tests.agents.chat import Chat, amounts, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def answer(chat: Chat, text: str) -> str:
    return str(chat.say(text)["message"]["text"])


def test_a_diet_is_kept_begun_and_left(chat: Chat) -> None:
    assert "with 1800 kcal and 140 g protein a day" in answer(
        chat, "make a diet called lean with 1800 kcal and 140 g protein"
    )
    assert "Shall I" in answer(chat, "start my lean diet")
    answer(chat, "yes")
    assert "“lean” with 1800 kcal and 140 g protein a day, which is active" in answer(chat, "what are my diets")
    answer(chat, "make a diet called bulk with 3000 kcal")
    assert "Shall I" in answer(chat, "switch to the bulk diet")
    answer(chat, "yes")
    assert "“bulk” with 3000 kcal a day, which is active" in answer(chat, "what are my diets")
    assert "Shall I" in answer(chat, "stop my diet")
    answer(chat, "yes")
    assert "which is active" not in answer(chat, "what are my diets")
    assert entries(chat.person) == []


@pytest.mark.parametrize(
    "text",
    [
        "activate the keto diet",
        "follow the lean diet",
        "use the diet lean",
        "go on my cutting diet",
        "begin the 5:2 diet",
    ],
)
def test_a_diet_that_is_not_there_is_no_drink(chat: Chat, text: str) -> None:
    chat.say(text)
    assert entries(chat.person) == []


def test_a_recipe_is_changed_and_what_is_none_is_food(chat: Chat) -> None:
    chat.say("save this as my porridge: 50 g oats, 200 ml milk")

    def recipe() -> dict[str, float]:
        (kept,) = chat.person.get("/recipes").json()["items"]
        told = chat.person.get(f"/recipes/{kept['id']}").json()
        return {each["description"].split(",")[0].split()[0].lower(): each["grams"] for each in told["ingredients"]}

    chat.say("add a banana to my porridge")
    assert set(recipe()) == {"oats", "milk", "banana"}
    chat.say("remove the milk from my porridge recipe")
    assert set(recipe()) == {"oats", "banana"}
    chat.say("undo")
    assert set(recipe()) == {"oats", "milk", "banana"}
    assert "winter porridge" in answer(chat, "rename my porridge to winter porridge")
    assert entries(chat.person) == []
    chat.say("add 100 ml milk to my coffee")
    assert len(amounts(chat.person)) == 1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("estimate a plate of spaghetti bolognese", "Spaghetti"),
        ("search for oat milk", "Oat milk"),
        ("find cheddar cheese", "heddar"),
        ("look up lentils", "entil"),
        ("is there quinoa in your database", "uinoa"),
    ],
)
def test_foods_are_looked_up_and_not_logged(chat: Chat, text: str, part: str) -> None:
    assert part in answer(chat, text)
    assert entries(chat.person) == []


def test_undoing_an_import_that_never_was_undoes_nothing(chat: Chat) -> None:
    chat.say("two eggs")
    chat.say("undo my last import")
    assert amounts(chat.person) == {"egg": 100.0}
