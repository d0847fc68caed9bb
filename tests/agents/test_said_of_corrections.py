"""Corrections in the words that people use, offline: a correction changes the row that it is about and adds none."""

from typing import Any

import pytest

from tests.agents.chat import TODAY, YESTERDAY, Chat, amounts, entries
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


@pytest.fixture
def careful(alice: Person) -> Chat:
    alice.patch("/me", {"autonomy": "always_ask"})
    return Chat.begin(alice)


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("the eggs were 3 and the toast was 2 slices", {"egg": 150, "bread": 58}),
        ("the eggs were 3, the toast 2 slices", {"egg": 150, "bread": 58}),
        ("the toast was 40 g and there were three eggs", {"egg": 150, "bread": 40}),
        ("two fixes for today: the eggs were 3, the toast 60 g", {"egg": 150, "bread": 60}),
        ("remove the toast, and the eggs were only one", {"egg": 50}),
        ("toast was 2 slices and it was 3 eggs", {"egg": 150, "bread": 58}),
    ],
)
def test_several_corrections_in_one_sentence_are_of_their_own_entries(
    chat: Chat, said: str, becomes: dict[str, float]
) -> None:
    chat.say("two boiled eggs and a slice of toast")
    chat.say(said)
    assert amounts(chat.person) == becomes


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("boild egs were 3 not 2", {"egg": 150, "spaghetti": 300}),
        ("the spagetti was 250 g", {"egg": 100, "spaghetti": 250}),
        ("that spagetti was huge, my husband says more like 450 grams", {"egg": 100, "spaghetti": 450}),
        ("the spaghetti was a big plate, 400 g", {"egg": 100, "spaghetti": 400}),
        ("looking at today, the spaghetti was 280 g", {"egg": 100, "spaghetti": 280}),
        ("the spaghetti, make it 200 g", {"egg": 100, "spaghetti": 200}),
        ("get rid of the spagetti, i didnt eat it", {"egg": 100}),
        ("the eggs were my brother's, please take them out", {"spaghetti": 300}),
        ("the spaghetti wasn't mine", {"egg": 100}),
        ("take the spaghetti out of that, I threw it away", {"egg": 100}),
        ("from today please remove the spaghetti", {"egg": 100}),
        ("no spaghetti only, rest is correct", {"egg": 100}),
    ],
)
def test_what_is_spelled_or_put_otherwise_is_found(chat: Chat, said: str, becomes: dict[str, float]) -> None:
    chat.say("two boiled eggs and 300 g spaghetti bolognese")
    chat.say(said)
    assert amounts(chat.person) == becomes


@pytest.mark.parametrize(
    "said", ["the pear was 100 g", "the spam was 100 g", "the eggplant was 100 g", "delete the toasts"]
)
def test_another_food_is_no_misspelled_one(chat: Chat, said: str) -> None:
    chat.say("150 g peas and 200 g spaghetti and 2 boiled eggs")
    before = entries(chat.person)
    chat.say(said)
    assert entries(chat.person) == before


@pytest.mark.parametrize(
    "said",
    [
        "I've put the rice under today but it was yesterday",
        "yesterday actually",
        "oh that was yesterday",
        "no, that was yesterday's",
        "that was yesterday, sorry",
        "the rice, move it to yesterday",
    ],
)
def test_a_meal_of_another_day_is_moved_there(chat: Chat, said: str) -> None:
    chat.say("200 g cooked rice")
    chat.say(said)
    assert (amounts(chat.person), amounts(chat.person, YESTERDAY)) == ({}, {"rice": 200})


@pytest.mark.parametrize("said", ["move it to dinner", "delete it", "make it two", "change it to 200 g"])
def test_that_of_which_nobody_spoke_is_asked_about(alice: Person, said: str) -> None:
    Chat.begin(alice).say("two boiled eggs and 100 g rice")
    before = entries(alice)
    Chat.begin(alice).say(said)
    assert entries(alice) == before


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("drop everything but the soup", {"soup": 360}),
        ("delete all of it except the soup please", {"soup": 360}),
        ("keep the soup and delete the rest", {"soup": 360}),
        ("keep the soup but drop everything else from today", {"soup": 360}),
        ("everything apart from the soup can go", {"soup": 360}),
    ],
)
def test_all_but_what_is_named_goes_after_a_yes(chat: Chat, said: str, left: dict[str, float]) -> None:
    chat.say("a bowl of lentil soup, 50 g rye bread and an apple for lunch")
    before = amounts(chat.person)
    chat.say(said)
    assert amounts(chat.person) == before
    chat.say("yes")
    assert list(amounts(chat.person)) == list(left)


def test_all_but_what_is_not_there_is_left(chat: Chat) -> None:
    chat.say("two boiled eggs and 100 g rice")
    chat.say("drop everything but the soup")
    chat.say("yes")
    assert amounts(chat.person) == {"egg": 100, "rice": 100}


@pytest.mark.parametrize(
    "said",
    [
        "the toast is in there twice",
        "you logged the toast twice, take one out",
        "remove the duplicate toast",
        "oops, that went twice",
        "sorry, sent twice by mistake",
    ],
)
def test_of_two_that_are_alike_one_goes(chat: Chat, said: str) -> None:
    chat.say("a slice of toast")
    chat.say("a slice of toast")
    chat.say(said)
    assert len(entries(chat.person)) == 1
    chat.say("delete one of them")
    assert len(entries(chat.person)) == 1


def test_of_two_that_are_not_alike_it_asks_which(chat: Chat) -> None:
    chat.say("a slice of toast for breakfast")
    chat.say("2 slices of toast for lunch")
    chat.say("the toast is in there twice")
    assert len(entries(chat.person)) == 2
    chat.say("the later one")
    assert [entry["slot"] for entry in entries(chat.person)] == ["breakfast"]


@pytest.mark.parametrize("said", ["why is the toast in there twice?", "is the toast logged twice?"])
def test_who_only_asks_why_it_is_twice_is_asked(chat: Chat, said: str) -> None:
    chat.say("a slice of toast")
    chat.say("a slice of toast")
    chat.say(said)
    assert len(entries(chat.person)) == 2
    chat.say("delete one of them")
    assert len(entries(chat.person)) == 1


@pytest.mark.parametrize("said", ["it's in there twice", "the toast is in there twice"])
def test_what_is_there_once_stays(chat: Chat, said: str) -> None:
    chat.say("a slice of toast and 100 g rice")
    before = entries(chat.person)
    chat.say(said)
    assert entries(chat.person) == before


@pytest.mark.parametrize("said", ["add 30 ml milk to my coffee", "put 30 ml milk in the coffee this morning"])
def test_what_goes_with_a_food_is_logged_beside_it(chat: Chat, said: str) -> None:
    chat.say("a cup of coffee for breakfast")
    chat.say(said)
    assert [entry["slot"] for entry in entries(chat.person)] == ["breakfast", "breakfast"]


@pytest.mark.parametrize("said", ["no, almond milk", "almond milk", "it was almond milk", "yes but almond milk"])
def test_a_draft_becomes_a_food_that_was_not_offered(careful: Chat, said: str) -> None:
    careful.say("200 ml whole milk")
    careful.say(said)
    assert entries(careful.person) == []
    careful.say("yes")
    (entry,) = entries(careful.person)
    assert "almond" in entry["description"].lower()
    assert entry["quantity"] == 200


def test_a_draft_loses_what_is_dropped(careful: Chat) -> None:
    careful.say("a cup of coffee and a blueberry muffin")
    careful.say("drop the coffee")
    assert entries(careful.person) == []
    careful.say("ok")
    assert [entry["said"] for entry in entries(careful.person)] == ["a blueberry muffin"]


@pytest.mark.parametrize("said", ["no, tomato soup", "drop the butter", "the rice was 200 g"])
def test_what_is_not_of_the_draft_leaves_it(careful: Chat, said: str) -> None:
    careful.say("a cup of coffee and a blueberry muffin")
    careful.say(said)
    (draft,) = careful.person.get("/drafts?state=open").json()["items"]
    assert [item["text"] for item in draft["items"]] == ["a cup of coffee", "a blueberry muffin"]
    assert entries(careful.person) == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("yes but keep the eggs", {"egg": 100}),
        ("all but the eggs", {"egg": 100}),
        ("no, leave the eggs in", {"egg": 100}),
        ("no, only the rice", {"egg": 100, "pear": 178}),
        ("just the rice please", {"egg": 100, "pear": 178}),
    ],
)
def test_a_deletion_that_waits_is_asked_for_anew_without_what_stays(
    chat: Chat, said: str, left: dict[str, float]
) -> None:
    chat.say("two boiled eggs and 100 g rice and a pear for breakfast")
    chat.say("delete my breakfast")
    chat.say(said)
    assert set(amounts(chat.person)) >= set(left)
    chat.say("yes")
    assert amounts(chat.person) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("the litre was only 600 ml", {250, 600}),
        ("that litre of water was only 600 ml, the bottle is smaller than I thought", {250, 600}),
        ("the 250 ml of water was 300 ml", {300, 1000}),
        ("remove the glass of water", {1000}),
        ("delete the litre of water, I spilled it", {250}),
        ("the water was 400 ml", {250, 1000}),
        ("delete the 500 ml of water", {250, 1000}),
    ],
)
def test_plain_water_is_mended_and_deleted_in_words(chat: Chat, said: str, left: set[float]) -> None:
    for ml in (1000, 250):
        chat.person.post("/water", {"ml": ml})
    chat.say(said)
    assert {row["ml"] for row in water_of(chat.person)} == left
    assert entries(chat.person) == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("delete the water at 10", {250, 300}),
        ("remove the water at ten please", {250, 300}),
        ("the water at 8 was 400ml not 250", {300, 400, 500}),
        ("the water at noon was 350 ml", {250, 350, 500}),
        ("the last glass was 350 ml", {250, 350, 500}),
        ("take off the second bottle", {250, 300, 500}),
        ("delete the water at 6", {250, 300, 500}),
        ("delete the water at 10 pm", {250, 300, 500}),
        ("take off a bottle of water", {250, 300, 500}),
    ],
)
def test_water_is_found_by_its_hour_and_place_and_never_guessed(chat: Chat, said: str, left: set[float]) -> None:
    for ml, at in ((250, "08:00"), (500, "10:00"), (300, "12:00")):
        chat.person.post("/water", {"ml": ml, "local_time": at})
    chat.say(said)
    assert {row["ml"] for row in water_of(chat.person)} == left
    assert entries(chat.person) == []


def test_the_last_glass_is_no_water_where_another_drink_came_in_one(chat: Chat) -> None:
    chat.person.post("/water", {"ml": 250})
    chat.say("a glass of milk")
    chat.say("the last glass was 300 ml")
    assert {row["ml"] for row in water_of(chat.person)} == {250}


def test_ounces_of_a_drink_stay_fluid_ounces_when_they_are_mended(chat: Chat) -> None:
    chat.say("16 oz water")
    chat.say("sorry 24 oz")
    assert [round(entry["grams"]) for entry in entries(chat.person)] == [710]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("on Sunday I ran 6 km in 36 minutes, not 5 km", {("running", 36, 6000), ("yoga", 45, None)}),
        ("I did yoga for an hour today, not 45 minutes", {("running", 30, 5000), ("yoga", 60, None)}),
        ("sundays run took 33 minutes", {("running", 33, 5000), ("yoga", 45, None)}),
        ("todays yoga was 50 min, not 45", {("running", 30, 5000), ("yoga", 50, None)}),
        ("sunday's run was 35 minutes and today's yoga only 30", {("running", 35, 5000), ("yoga", 30, None)}),
        ("today I swam 20 minutes, not 30", {("running", 30, 5000), ("yoga", 45, None), ("swimming", 20, None)}),
    ],
)
def test_an_activity_told_once_more_is_mended_and_not_added(
    chat: Chat, said: str, left: set[tuple[str, float, float | None]]
) -> None:
    chat.person.post("/activities", {"name": "running", "minutes": 30, "distance_m": 5000, "local_date": "2026-05-03"})
    chat.person.post("/activities", {"name": "yoga", "minutes": 45})
    chat.say(said)
    rows = chat.person.get("/activities").json()["items"]
    assert {(row["name"], row["minutes"], row["distance_m"]) for row in rows} == left


def test_a_mistyped_sorry_mends_the_steps(chat: Chat) -> None:
    chat.say("8000 steps today")
    chat.say("sory 9800 steps")
    assert [row["steps"] for row in chat.person.get("/activities").json()["items"]] == [9800]


@pytest.mark.parametrize(
    ("meal", "said", "grams"),
    [
        ("400 g lasagna", "that was for two of us, I had half", 200),
        ("400 g lasagna", "no, it was for four people", 400),
        ("a pizza", "that was for two of us", None),
        ("210 g lasagna", "soz 120", 120),
        ("210 g lasagna", "that's wrong, it's 120 g", 120),
    ],
)
def test_for_how_many_it_was_is_no_amount(chat: Chat, meal: str, said: str, grams: float | None) -> None:
    chat.say(meal)
    (before,) = entries(chat.person)
    chat.say(said)
    (entry,) = entries(chat.person)
    assert entry["grams"] == (before["grams"] if grams is None else grams)


def test_each_food_of_a_draft_is_mended_in_its_turn(careful: Chat) -> None:
    careful.say("150 g rice and 100 g chicken breast")
    careful.say("the rice was 200 g")
    careful.say("and the chicken 120 g")
    careful.say("yes")
    assert sorted(entry["grams"] for entry in entries(careful.person)) == [120, 200]


@pytest.mark.parametrize("said", ["the coffee had 40 ml of milk in it", "the tea had 40 ml of milk in it"])
def test_what_was_in_a_food_is_asked_about_where_that_is_there(chat: Chat, said: str) -> None:
    chat.say("a cup of coffee for breakfast")
    before = entries(chat.person)
    chat.say(said)
    assert entries(chat.person) == before
    drafts = chat.person.get("/drafts?state=open").json()["items"]
    assert [draft["slot"] for draft in drafts] == (["breakfast"] if "coffee" in said else [])


def water_of(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get(f"/water?local_date={TODAY}").json()["items"]
    return items


@pytest.mark.parametrize(
    ("said", "minutes", "kcal"),
    [
        ("no it was 35 mins and 300 kcal", 35, 300),
        ("my watch says 480 kcal for that", 45, 480),
        ("20 actually, it started raining", 20, None),
        ("no, three quarters of an hour", 45, None),
        ("sorry, an hour and a half", 90, None),
    ],
)
def test_an_activity_is_mended(chat: Chat, said: str, minutes: int, kcal: int | None) -> None:
    chat.say("45 min of cycling")
    chat.say(said)
    (done,) = chat.person.get("/activities").json()["items"]
    assert (done["minutes"], done["energy_kcal"]) == (minutes, kcal)


@pytest.mark.parametrize(
    ("said", "day", "value"),
    [
        ("Friday's weight should be 81.9", "2026-05-01", 81.9),
        ("i weighed 81.9 on friday not 81.2", "2026-05-01", 81.9),
        ("yesterday's weight should be 80.4", "2026-05-04", 80.4),
        ("Saturday's weight should be 81.9", None, None),
    ],
)
def test_a_measure_named_by_its_day_is_mended_and_none_is_added(
    chat: Chat, said: str, day: str | None, value: float | None
) -> None:
    was = {"2026-05-01": 81.2, "2026-05-04": 80.9}
    for date, kilos in was.items():
        chat.person.post("/measurements", {"metric": "weight_kg", "value": kilos, "unit": "kg", "local_date": date})
    chat.say(said)
    rows = chat.person.get("/measurements?metric=weight_kg").json()["items"]
    expected = was | ({day: value} if day is not None else {})
    assert {row["local_date"]: row["value"] for row in rows} == expected


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("pls delete my friday weight, scale was broken", {"2026-05-04"}),
        ("delete the Monday weight", {"2026-05-01"}),
        ("remove my Saturday weight", {"2026-05-01", "2026-05-04"}),
    ],
)
def test_a_measure_named_by_its_day_is_deleted_and_no_other(chat: Chat, said: str, left: set[str]) -> None:
    for day in ("2026-05-01", "2026-05-04"):
        chat.person.post("/measurements", {"metric": "weight_kg", "value": 81, "unit": "kg", "local_date": day})
    chat.say(said)
    rows = chat.person.get("/measurements?metric=weight_kg").json()["items"]
    assert {row["local_date"] for row in rows} == left


@pytest.mark.parametrize(
    "said",
    [
        "what would breakfast come to if the toast had been two slices?",
        "was the toast two slices or one?",
        "don't delete the toast",
        "did you delete the toast?",
        "hmm I'm not sure the toast was really 200 g",
        "I had the toast because it was Sunday",
        "the concert was on Sunday",
        "the toast was delicious",
    ],
)
def test_what_asks_or_only_remarks_changes_nothing(chat: Chat, said: str) -> None:
    chat.say("two boiled eggs and a slice of toast")
    before = entries(chat.person)
    chat.say(said)
    assert [entry for entry in entries(chat.person) if entry in before] == before
