"""What people say first of all, in their plainest words, over a few messages."""

import pytest

from tests.agents.chat import TODAY, Chat, amounts
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
