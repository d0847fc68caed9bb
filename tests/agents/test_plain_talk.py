"""What people say first of all, in their plainest words, over a few messages."""

import pytest

from tests.agents.chat import TODAY, Chat, amounts, entries
from tests.people import Person

YESTERDAY = "2026-05-04"


@pytest.mark.parametrize(
    ("said", "day", "eaten"),
    [
        # A portion is what was just told.
        (["had lasagne for dinner", "the portion was about 400g"], TODAY, {"lasagna": 400}),
        # What goes with something goes to its meal and its day.
        (["150 g rice for dinner yesterday", "add 50 g lettuce to that"], YESTERDAY, {"rice": 150, "lettuce": 50}),
        (["150 g rice for lunch", "same as this for dinner"], TODAY, {"rice": 150}),
        (["a large coke", "was diet coke"], TODAY, {"soft": 465}),
        (["100 g rice and 200 g milk", "the milk was a mistake"], TODAY, {"rice": 100}),
        (["100 g rice", "it was like 200 g"], TODAY, {"rice": 200}),
        # What something is like is no other food.
        (["100 ml milk with a bowl of zorbleflakes", "it's like cornflakes"], TODAY, {"milk": 103}),
        (["100 g rice", "was it too much?"], TODAY, {"rice": 100}),
        (["100 g rice", "was delicious"], TODAY, {"rice": 100}),
        # Nobody eats 250 steaks.
        (["a steak", "the steak was 250"], TODAY, {"beef": 250}),
        (["3 eggs", "the eggs were 4"], TODAY, {"egg": 200}),
        # A season is no squash.
        (["by summer", "yes"], TODAY, {}),
    ],
)
def test_it_is_understood(alice: Person, said: list[str], day: str, eaten: dict[str, float]) -> None:
    chat = Chat.begin(alice)
    for each in said:
        chat.say(each)
    assert amounts(alice, day) == pytest.approx(eaten, abs=0.5)


@pytest.mark.parametrize(
    ("said", "targets"),
    [
        # Who goes on to the next nutrient before the yes wants both.
        (["I want to eat 140g protein a day", "set calories to 2100", "yes"], {"energy_kcal": 2100, "protein_g": 140}),
        (["set calories to 2100", "yes", "make it 2200", "yes"], {"energy_kcal": 2200}),
        (["set calories to 2100", "no", "make it 2200", "yes"], {"energy_kcal": 2200}),
        (["set calories to 2100", "yes", "make it 2 slices", "yes"], {"energy_kcal": 2100}),
        (["set calories to 2100", "actually 2050", "yes"], {"energy_kcal": 2050}),
        (["set calories to 2100", "make it 2200", "no"], {}),
    ],
)
def test_targets_are_talked_over(alice: Person, said: list[str], targets: dict[str, float]) -> None:
    chat = Chat.begin(alice)
    for each in said:
        chat.say(each)
    day = alice.get(f"/days/{TODAY}").json()
    own = {key: bounds["target"] for key, bounds in day["targets"].items()} if day["targets_basis"] == "own" else {}
    assert own == targets


def test_a_late_lunch_is_lunch_and_its_hour_is_of_the_afternoon(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("had a late lunch around 11, leftover chili 350 g")
    (lunch,) = entries(alice)
    assert (lunch["slot"], lunch["local_time"], lunch["grams"]) == ("lunch", "11:00:00", 350)
    alice.patch(f"/entries/{lunch['id']}", {"local_time": "15:00"})
    chat.say("oh it was more like 2:30")
    assert entries(alice)[0]["local_time"] == "14:30:00"


def test_who_tells_of_themselves_in_a_list_is_heard_whole(alice: Person) -> None:
    said = Chat.begin(alice).say("I'm 34, male, 182cm")["message"]["text"]
    me = alice.get("/me").json()
    assert (me["sex"], me["height_cm"]) == ("male", 182)
    assert "born" in said


def test_so_many_of_a_shared_dish_are_ones_own(alice: Person) -> None:
    Chat.begin(alice).say("dinner was pizza, ate 4 of 8 slices, shared with my girlfriend")
    assert [(each["quantity"], each["unit"]) for each in entries(alice)] == [(4, "slice")]


@pytest.mark.parametrize("said", ["delete my account", "I want to delete all my data", "close my account please"])
def test_no_words_delete_an_account(alice: Person, said: str) -> None:
    assert "DELETE /api/v1/me" in Chat.begin(alice).say(said)["message"]["text"]
    assert alice.get("/me").status_code == 200
    assert alice.get("/jobs").json()["items"] == []


def test_the_day_is_told_as_it_stands(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("100 g rice")
    assert "Rice" in chat.say("how's my day looking?")["message"]["text"]
