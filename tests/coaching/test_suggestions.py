"""What a person could eat: it fits their day, it is known or asked for, and nothing is among it that they must not have."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fithub.coaching.restrictions import restrictions_of
from fithub.core.nutrients import NUTRIENTS
from fithub.planning.judging import may_be_suggested
from fithub.planning.preferences import verdicts
from tests.agents.chat import NOON
from tests.people import Person
from tests.tools.running import Run

DAY = "2026-05-05"


@pytest.fixture
def eater() -> Person:
    return Person.register(now=NOON)


def food(person: Person, name: str, **nutrients: float) -> str:
    holds = {"energy_kcal": 100, "protein_g": 10, "carbohydrate_g": 5, "fat_g": 4} | nutrients
    return str(person.post("/foods", {"name": name, "nutrients_per_100g": holds}).json()["id"])


def eat(person: Person, food_id: str, grams: float, *days: str, slot: str = "dinner") -> None:
    for day in days:
        answer = person.post("/entries", {"food_id": food_id, "grams": grams, "local_date": day, "slot": slot})
        assert answer.status_code == 201, answer.content


def ask(person: Person, **asked: Any) -> dict[str, Any]:
    return Run.begin(person).call("suggest_foods", **asked)


def names(receipt: dict[str, Any]) -> list[str]:
    return [each["food"] for each in receipt["suggestions"]]


def test_what_is_known_comes_first_in_amounts_that_fit(eater: Person) -> None:
    eater.post("/targets", {"nutrients": {"energy_kcal": {"target": 1800}, "protein_g": {"min": 160}}})
    stew = food(eater, "Quillon stew")
    brick = food(eater, "Lard brick", energy_kcal=800)
    eat(eater, stew, 400, "2026-05-01", "2026-05-02", "2026-05-03")
    eat(eater, brick, 300, "2026-05-01", "2026-05-02", "2026-05-03")
    eat(eater, food(eater, "Morning mush"), 1500, DAY, slot="breakfast")
    told = ask(eater, slot="dinner", limit=1)
    (first,) = told["suggestions"]
    assert (first["food"], first["grams"], first["nutrients"]["energy_kcal"]) == ("Quillon stew", 300, 300)
    assert told["remaining"]["energy_kcal"] == 300
    assert "you have had it 3 times" in first["why"]
    assert "Lard brick" not in names(ask(eater, slot="dinner", limit=10)), "less than half of it would be no meal"
    eat(eater, stew, 400, DAY)
    assert ask(eater)["suggestions"] == []
    assert "Nothing is left" in ask(eater)["notes"][0]


def test_what_was_eaten_today_comes_last_and_water_is_no_food(eater: Person) -> None:
    stew, drink = food(eater, "Quillon stew"), food(eater, "Quillon water", energy_kcal=0, protein_g=0)
    eat(eater, stew, 300, "2026-05-03", DAY, slot="lunch")
    eat(eater, drink, 300, "2026-05-02", "2026-05-03", "2026-05-04")
    told = names(ask(eater, slot="dinner", limit=10))
    assert told[-1] == "Quillon stew"
    assert len(told) > 1
    assert "Quillon water" not in told
    assert "Quillon water" in names(ask(eater, slot="dinner", what="quillon water", limit=10))


def test_what_is_asked_for_is_met(eater: Person) -> None:
    told = ask(eater, slot="snack", protein_g=20, energy_kcal=400, limit=10)
    assert told["suggestions"]
    for each in told["suggestions"]:
        assert each["nutrients"]["protein_g"] >= 20
        assert each["nutrients"]["energy_kcal"] <= 400
    assert all("lentil" in name.lower() for name in names(ask(eater, what="lentils")))


@pytest.mark.parametrize("kind", ["allergy", "avoid", "dislike"])
@pytest.mark.parametrize("word", ["egg", "dairy", "nuts", "fish", "gluten", "soy", "chicken"])
def test_nothing_that_is_not_wanted_is_suggested(eater: Person, kind: str, word: str) -> None:
    for name in (
        "Boiled egg",
        "Walnut bread",
        "Cheese toast",
        "Salmon bowl",
        "Tofu pan",
        "Chicken rice",
        "Plain turnip",
    ):
        made = food(eater, name)
        eat(eater, made, 200, "2026-05-01", "2026-05-02")
        eater.send("PUT", f"/favourites/{made}")
    eater.post("/memories", {"kind": kind, "text": f"no {word} for me", "words": [word]})
    seen = 0
    for asked in ({"slot": slot} for slot in ("breakfast", "lunch", "dinner", "snack")):
        for more in ({}, {"what": word}, {"what": "curry"}, {"what": "soup"}):
            found = ask(eater, limit=10, **asked, **more)["suggestions"]
            seen += len(found)
            with eater.acting():
                told = verdicts(user_id=eater.user_id, foods=[(each["food_id"], each["food"]) for each in found])
            assert all(may_be_suggested(reasons) for reasons in told)
    assert seen


def test_a_dish_of_the_catalogue_is_judged_by_its_parts(eater: Person) -> None:
    assert names(ask(eater, what="pad thai"))
    eater.post("/memories", {"kind": "allergy", "text": "I'm allergic to peanuts", "words": ["peanuts"]})
    assert names(ask(eater, what="pad thai")) == []


def test_a_recipe_with_unread_lines_is_not_suggested(eater: Person) -> None:
    parts = [{"food_id": food(eater, "Turnip"), "grams": 300}]
    made = {"name": "Zibber pie", "servings": 1, "ingredients": parts}
    eater.post("/recipes", made)
    assert "Zibber pie" in names(ask(eater, limit=10))
    eater.post("/recipes", made | {"name": "Glorp pie", "text": "100 g oats\n1 glorp"})
    assert "Glorp pie" not in names(ask(eater, limit=10))


def test_what_is_stated_of_ones_health_is_kept_to(eater: Person) -> None:
    eat(eater, food(eater, "Tuna sashimi"), 200, "2026-05-01", "2026-05-02")
    eat(eater, food(eater, "Red wine", alcohol_g=10), 200, "2026-05-01", "2026-05-02")
    assert "Tuna sashimi" in names(ask(eater, limit=10))
    assert "Red wine" not in names(ask(eater, limit=10))
    eater.post("/memories", {"kind": "medical", "text": "I'm pregnant"})
    told = ask(eater, limit=10)
    assert "Tuna sashimi" not in names(told)
    assert told["suggestions"]
    assert "pregnancy" in told["notes"][0]
    eat(eater, food(eater, "Plain turnip"), 200, "2026-05-01", "2026-05-02")
    eater.post("/memories", {"kind": "medical", "text": "I have diabetes"})
    known = ask(eater, limit=10)
    assert names(known) == ["Plain turnip"], "nothing new beside an illness"
    assert "doctor" in str(known["notes"])


def test_the_same_rows_give_the_same_answer(eater: Person) -> None:
    eat(eater, food(eater, "Quillon stew"), 400, "2026-05-01")
    first, second = (ask(eater, limit=10) for _ in range(2))
    assert first == second


@given(st.sampled_from(["Chicken liver pate", "Raw salmon sushi", "Brie, soft", "Swordfish steak"]), st.booleans())
def test_no_word_of_a_pregnancy_is_lost(name: str, by_profile: bool) -> None:
    limits = restrictions_of(pregnant=by_profile, medical=[] if by_profile else ["I am pregnant with twins"])
    nothing = dict.fromkeys(NUTRIENTS)
    assert not limits.allow(name, nothing)
    assert restrictions_of(pregnant=False, medical=["I'm not pregnant any more"]).allow(name, nothing)
