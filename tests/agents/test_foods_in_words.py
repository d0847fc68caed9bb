"""Foods in the words that people use, offline: what was got and what was had, what would be and is then logged, labels that are
told in pieces, kilojoules."""

import pytest

from tests.agents.chat import Chat, amounts, entries
from tests.people import Person

GRANOLA = {"energy_kcal": 450, "protein_g": 10, "carbohydrate_g": 60, "fat_g": 18}


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


def had(chat: Chat) -> list[tuple[str, float | None]]:
    """The foods and the quantities of what is written."""
    return [(each["description"].lower(), each["quantity"]) for each in entries(chat.person)]


@pytest.mark.parametrize(
    ("said", "food", "quantity"),
    [
        ("bought a loaf and had a banana", "banana", 1),
        ("picked up some bread on the way home and ate a pear", "pear", 1),
        ("I bought 6 eggs and ate an apple", "apple", 1),
        ("picked up two bananas and ate them", "banana", 2),
        ("grabbed a banana and ate it on the train", "banana", 1),
        ("bought 4 bananas, ate 3", "banana", 3),
        ("bought two apples and had one", "apple", 1),
        ("there were 6 bananas and I had 2", "banana", 2),
        ("ordered a pizza and had 3 slices", "pizza", 3),
        ("2 slices of pizza, no dessert", "pizza", 2),
        ("an apple at 9, well, closer to 10", "apple", 1),
        ("had 2 of the 6 bananas, kid finished the rest", "banana", 2),
    ],
)
def test_what_was_had_is_written_and_not_what_was_got(chat: Chat, said: str, food: str, quantity: float) -> None:
    chat.say(said)
    ((name, written),) = had(chat)
    assert (food in name, written) == (True, quantity)


@pytest.mark.parametrize(
    "said",
    [
        "bought a loaf and two pints of milk",
        "my wife made pancakes and ate 3",
        "my flatmate bought a loaf and had a banana",
        "would two be a lot? two slices of toast I mean",
        "how many calories in a latte? a large one I mean",
        "kj in a banana",
        "which yoghurts do you know?",
        "do you have any oat milks?",
        "my protein bar: 210 kcal, 20 g protein per bar",
        "I didn't have jam after all",
    ],
)
def test_what_was_not_had_is_not_written(chat: Chat, said: str) -> None:
    chat.say("a slice of toast")
    before = entries(chat.person)
    chat.say(said)
    assert entries(chat.person) == before
    assert chat.person.get("/drafts?state=open").json()["items"] == []


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("a coffee at 8, well, closer to 8.30", "08:30:00"),
        ("a coffee at 10, more like half 10", "10:30:00"),
        ("espresso just now", "12:30:00"),
    ],
)
def test_a_drink_that_is_named_by_its_size_or_moment_is_written(chat: Chat, said: str, at: str) -> None:
    chat.say(said)
    (coffee,) = entries(chat.person)
    assert coffee["local_time"] == at


def test_an_unsure_food_just_now_is_asked_about(chat: Chat) -> None:
    chat.say("a brew just now")
    assert entries(chat.person) == []
    assert len(chat.person.get("/drafts?state=open").json()["items"]) == 1


@pytest.mark.parametrize(
    "said",
    [
        "I didn't have butter on the toast after all",
        "didn't have butter, please remove it",
        "I didn't have the butter this morning, take it off",
    ],
)
def test_what_was_written_and_not_had_goes(chat: Chat, said: str) -> None:
    chat.say("a slice of toast and 10 g butter for breakfast")
    chat.say(said)
    assert amounts(chat.person) == {"bread": 29}


def test_what_was_not_had_again_stays_where_it_was(chat: Chat) -> None:
    chat.say("a slice of toast and 10 g butter for breakfast")
    chat.say("had the same breakfast again just now but no butter")
    assert amounts(chat.person)["butter"] == 10


@pytest.mark.parametrize(
    "said", ["oops scale was wrong, the spaghetti was 200 g", "sorry, the label was off: it was 200 g"]
)
def test_why_an_amount_was_wrong_is_no_part_of_it(chat: Chat, said: str) -> None:
    chat.say("320 g spaghetti bolognese")
    chat.say(said)
    assert amounts(chat.person) == {"spaghetti": 200}


@pytest.mark.parametrize("said", ["but only 200 g", "only 200 g though", "but it was only 200 g"])
def test_but_only_so_much_mends_what_was_told(chat: Chat, said: str) -> None:
    chat.say("320 g spaghetti bolognese")
    chat.say(said)
    assert amounts(chat.person) == {"spaghetti": 200}


@pytest.mark.parametrize(
    ("goes_on", "kcal", "then", "grams"),
    [
        ("and 50 g?", "225 kcal", "ok log it", 50),
        ("and if I had 40 g?", "180 kcal", "put that down for lunch", 40),
        ("what if I take 100 g of it?", "450 kcal", "log it for dinner", 100),
    ],
)
def test_a_food_that_was_asked_about_is_logged_as_it_was_asked_about_last(
    chat: Chat, goes_on: str, kcal: str, then: str, grams: float
) -> None:
    chat.person.post("/foods", {"name": "Brookside Granola", "nutrients_per_100g": GRANOLA})
    chat.say("what would 80 g of my Brookside Granola come to?")
    assert kcal in chat.say(goes_on)["message"]["text"]
    assert entries(chat.person) == []
    chat.say(then)
    assert amounts(chat.person) == {"brookside": grams}


@pytest.mark.parametrize("goes_on", ["and if I take two?", "and two?", "what about two of them?"])
def test_a_number_goes_on_with_the_food_that_was_asked_about(chat: Chat, goes_on: str) -> None:
    chat.say("how many calories are in a banana?")
    assert "×2" in chat.say(goes_on)["message"]["text"]
    assert entries(chat.person) == []


def test_a_dose_is_no_food_that_was_asked_about(chat: Chat) -> None:
    chat.say("how many calories are in a banana?")
    assert "doctor" in chat.say("and if I take two metformin?")["message"]["text"]


@pytest.mark.parametrize("size", ["60 g", "60g each", "a bar is 60 g", "it weighs 60 grams", "60 g a bar"])
def test_a_label_of_one_waits_for_what_one_weighs(chat: Chat, size: str) -> None:
    assert "How many grams" in chat.say("my protein bar: 210 kcal, 20 g protein per bar")["message"]["text"]
    chat.say(size)
    (bar,) = chat.person.get("/foods?own=true").json()["items"]
    assert (bar["name"], bar["nutrients_per_100g"]["energy_kcal"]) == ("protein bar", 350)
    assert entries(chat.person) == []


@pytest.mark.parametrize(
    ("said", "name", "kcal"),
    [
        (
            "could you save my overnight oats? one jar is 320 g and has 400 kcal and 18 g of protein",
            "overnight oats",
            125,
        ),
        ("new food: Alpro Skyr Style, 100 g: 58 kcal, 5.9 g protein, 2.5 g fat", "Alpro Skyr Style", 58),
        ("my Zed bar has 200 kcal and 10 g protein per bar of 40 g", "Zed bar", 500),
    ],
)
def test_a_label_is_kept_in_whatever_order_it_is_told(chat: Chat, said: str, name: str, kcal: float) -> None:
    chat.say(said)
    (food,) = chat.person.get("/foods?own=true").json()["items"]
    assert (food["name"], food["nutrients_per_100g"]["energy_kcal"]) == (name, kcal)
    chat.say("had 200 g of it for breakfast")
    (entry,) = entries(chat.person)
    assert (entry["description"], entry["grams"], entry["slot"]) == (name, 200, "breakfast")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("how many kJ are in 100 g of Brookside Granola?", "1883 kJ"),
        ("kilojoules in 50 g Brookside Granola", "941 kJ"),
        ("how many kilojoules did I eat today?", "1506 kJ"),
        ("how many calories are in 100 g of Brookside Granola?", "450 kcal"),
    ],
)
def test_kilojoules_are_told_where_they_are_asked_for(chat: Chat, asked: str, told: str) -> None:
    food = chat.person.post("/foods", {"name": "Brookside Granola", "nutrients_per_100g": GRANOLA}).json()["id"]
    chat.person.post("/entries", {"food_id": food, "grams": 80})
    assert told in chat.say(asked)["message"]["text"]


def test_the_foods_of_a_name_are_listed(chat: Chat) -> None:
    told = chat.say("which yoghurts do you know?")["message"]["text"].lower()
    assert told.count("yogurt") > 2
