"""What a message means by what was just suggested, saved or told: the second one, the recipe; and what is eaten most often."""

from datetime import date, time
from typing import Any

import pytest

from agents.offline.skills.frequent import SKILL as FREQUENT
from agents.offline.skills.frequent import AskFrequent
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from tests.agents.chat import TODAY, Chat, amounts, entries
from tests.people import Person

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")
OATS = "save a recipe: overnight oats, 50g oats, 200ml milk, 1 banana, makes 1 serving"
CHILI = (
    "here's my chili recipe: 500g ground beef, 400g kidney beans, 400g canned tomatoes, 1 onion. it makes 4 portions"
)


def planned(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(f"/planned-meals?from={TODAY}&to=2026-05-12").json()["items"]
    return found


def recipe(person: Person) -> dict[str, Any]:
    (row,) = person.get("/recipes").json()["items"]
    told: dict[str, Any] = person.get(f"/recipes/{row['id']}").json()
    return told


def weights(person: Person) -> dict[str, float]:
    return {
        each["description"].split(",")[0].split()[0].lower(): each["grams"] for each in recipe(person)["ingredients"]
    }


def suggested(chat: Chat, asked: str = "what should I eat for dinner?") -> list[str]:
    lines = chat.say(asked)["message"]["text"].splitlines()
    return [line.removeprefix("- ").split(", ")[0] for line in lines if line.startswith("- ")]


@pytest.mark.parametrize(
    ("said", "place", "day", "slot"),
    [
        ("plan the second one", 1, TODAY, "dinner"),
        ("great, can you plan the first one please", 0, TODAY, "dinner"),
        ("schedule number 3", 2, TODAY, "dinner"),
        ("plan the last one for tomorrow", -1, "2026-05-06", "dinner"),
        ("put the second one on the plan for lunch tomorrow", 1, "2026-05-06", "lunch"),
        ("plan option 2 for thursday", 1, "2026-05-07", "dinner"),
    ],
)
def test_a_suggestion_is_planned_by_its_place(alice: Person, said: str, place: int, day: str, slot: str) -> None:
    chat = Chat.begin(alice)
    foods = suggested(chat)
    chat.say(said)
    (meal,) = planned(alice)
    assert (meal["local_date"], meal["slot"], len(meal["items"])) == (day, slot, 1)
    assert entries(alice) == []
    words = set(foods[place].lower().split()) - {"baked", "grilled"}
    assert words & set(meal["name"].lower().replace(",", "").split())


@pytest.mark.parametrize(
    "said", ["I had the first one", "ok log the first one", "went with the first", "just ate option 1"]
)
def test_a_suggestion_is_logged_by_its_place(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    suggested(chat)
    chat.say(said)
    assert len(entries(alice)) == 1
    assert planned(alice) == []


@pytest.mark.parametrize(
    "said",
    [
        "the first one sounds good, I'll have that",
        "I'll go with the second",
        "the third one please",
        "ooh number 2",
        "let's do the last one",
    ],
)
def test_what_is_only_chosen_is_neither_planned_nor_logged_until_it_is_said(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    suggested(chat)
    chat.say(said)
    assert (entries(alice), planned(alice)) == ([], [])
    chat.say("plan it")
    assert (len(planned(alice)), entries(alice)) == (1, [])


@pytest.mark.parametrize(
    "said",
    [
        "plan the ninth one",
        "plan the second one for yesterday",
        "delete the second one",
        "thanks",
        "the second world war",
    ],
)
def test_what_picks_no_suggestion_writes_nothing(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    suggested(chat)
    chat.say(said)
    assert (entries(alice), planned(alice)) == ([], [])


def test_without_suggestions_there_is_no_second_one(alice: Person) -> None:
    Chat.begin(alice).say("plan the second one")
    assert planned(alice) == []


@pytest.mark.parametrize(
    "said",
    [
        "make the oats 60g in the recipe",
        "make the oats 60 g",
        "it's 60g oats actually",
        "no wait, use 60 g of oats",
        "the oats should be 60g",
    ],
)
def test_an_ingredient_of_the_recipe_just_saved_is_weighed_anew(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(OATS)
    chat.say(said)
    assert weights(alice)["oats"] == 60
    assert amounts(alice) == {}


def test_the_recipe_is_meant_where_it_is_named_so_also_later(alice: Person) -> None:
    chat = Chat.begin(alice)
    for said in (OATS, "a pear", "make the oats 60g in the recipe"):
        chat.say(said)
    assert (weights(alice)["oats"], amounts(alice)) == (60, {"pear": 178})


def test_what_was_eaten_since_is_what_is_corrected(alice: Person) -> None:
    chat = Chat.begin(alice)
    for said in (OATS, "40 g almonds", "make the almonds 60g"):
        chat.say(said)
    assert (weights(alice)["oats"], amounts(alice)) == (50, {"almonds": 60})


@pytest.mark.parametrize(
    ("said", "servings"),
    [
        ("it actually serves 5", 5),
        ("it makes 6 portions", 6),
        ("no sorry, it's for 2", 2),
        ("makes 8", 8),
        ("actually it's 3 servings", 3),
    ],
)
def test_for_how_many_it_is(alice: Person, said: str, servings: int) -> None:
    chat = Chat.begin(alice)
    chat.say(CHILI)
    chat.say(said)
    assert recipe(alice)["servings"] == servings


def test_several_changes_of_it_follow_each_other(alice: Person) -> None:
    chat = Chat.begin(alice)
    for said in (
        CHILI,
        "add 100g corn to it",
        "what's in it?",
        "rename it to sunday chili",
        "swap the corn for peas",
        "take the onion out of it",
    ):
        chat.say(said)
    assert recipe(alice)["name"] == "sunday chili"
    assert set(weights(alice)) == {"beef", "kidney", "tomatoes", "green"}


@pytest.mark.parametrize("said", ["I had 2 bananas", "60 g oats for breakfast", "2 servings for lunch"])
def test_what_may_be_of_the_diary_changes_no_recipe(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say(OATS)
    before = recipe(alice)
    chat.say(said)
    assert recipe(alice)["ingredients"] == before["ingredients"]


@pytest.mark.parametrize(
    "asked", ["what's in my overnight oats?", "what is in my overnight oats", "remind me what's in my oats"]
)
def test_what_is_in_a_recipe(alice: Person, asked: str) -> None:
    chat = Chat.begin(alice)
    chat.say(OATS)
    said = chat.say(asked)["message"]["text"]
    assert "Oats, raw (50 g)" in said
    assert "Banana, raw" in said


@pytest.mark.parametrize("asked", ["what's in my diary today?", "what's in my breakfast?", "what's in my plan?"])
def test_what_is_in_something_else_is_no_recipe(alice: Person, asked: str) -> None:
    chat = Chat.begin(alice)
    assert "recipe" not in chat.say(asked)["message"]["text"].lower()


FREQUENT_ASKED = [
    ("what food do i eat most often", AskFrequent()),
    ("what do I eat most", AskFrequent()),
    ("which foods have I had the most", AskFrequent()),
    ("what's the thing I eat most", AskFrequent()),
    ("what are my top 3 foods", AskFrequent(count=3)),
    ("show me my 10 most eaten foods", AskFrequent(count=10)),
    ("my most logged foods", AskFrequent()),
    ("what do I usually have for breakfast", AskFrequent(slot=Slot.BREAKFAST)),
    ("what do I eat most often for lunch", AskFrequent(slot=Slot.LUNCH)),
    ("my most common dinners", AskFrequent(slot=Slot.DINNER)),
    ("what did I eat the most yesterday", None),
    ("what do I eat most protein from", None),
    ("what should I eat most", None),
    ("what did I eat", None),
    ("which day did I eat the most", None),
    ("what do you eat most", None),
    ("I eat most of my food at night", None),
]


@pytest.mark.parametrize(("said", "wish"), FREQUENT_ASKED)
def test_what_asks_for_the_most_frequent_foods(said: str, wish: AskFrequent | None) -> None:
    assert FREQUENT.read(said, NOW) == wish


def test_the_most_frequent_foods_are_told(alice: Person) -> None:
    chat = Chat.begin(alice)
    for said in ("2 eggs and toast for breakfast", "300g lasagne for lunch", "2 eggs yesterday"):
        chat.say(said)
    said = chat.say("what food do I eat most often?")["message"]["text"]
    assert "Egg, whole, cooked, 2 times (200 g in all)" in said
    assert len(entries(alice)) == 3


@pytest.mark.parametrize("said", ["activate it", "great, start it now", "ok use that one", "begin that diet please"])
def test_the_diet_that_was_just_saved_is_begun_after_a_yes(alice: Person, said: str) -> None:
    chat = Chat.begin(alice)
    chat.say("make a diet called bulk with 2800 kcal and 160 g protein")
    chat.say(said)
    assert [each["active"] for each in alice.get("/diets").json()["items"]] == [False]
    chat.say("yes")
    assert [each["active"] for each in alice.get("/diets").json()["items"]] == [True]


def test_nothing_is_begun_where_no_diet_was_saved(alice: Person) -> None:
    chat = Chat.begin(alice)
    for said in ("a banana", "start it", "yes"):
        chat.say(said)
    assert alice.get("/diets").json()["items"] == []
