"""Aims and own things in many people's words: goals without a number, targets of some days or by so much less, labels as they are
read out, recipes and labels told in pieces, plans that are set right; and what only sounds like them."""

from decimal import Decimal
from typing import Any

import pytest

from agents.answers import plain_answer
from agents.offline.reading import read
from agents.offline.skills.days_ahead import weekdays_named
from agents.offline.skills.goal_kinds import habit_in, kind_in, name_in
from agents.offline.skills.goal_words import BeginGoal, EndGoal, NewGoal
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_food import PlanFood
from agents.offline.skills.plan_moves import MovePlan
from agents.offline.skills.summaries import Settle
from agents.offline.skills.target_words import NewTarget, Part
from agents.offline.steps import Log, NewFood, Remark, SaveRecipe, Unfinished
from tests.agents.chat import NOON, Chat
from tests.agents.test_goals import NOW
from tests.people import Person

WORKING = ("monday", "tuesday", "wednesday", "thursday", "friday")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("i wanna get more flexible", "flexibility", "Get more flexible"),
        ("new goal: be fit enough to keep up with my kids", "general_fitness", "Be fit enough to keep up with my kids"),
        ("my goal is to run a marathon this autumn", "endurance", "Run a marathon this autumn"),
        ("my aim is to do 10 pull-ups", "strength", "Do 10 pull-ups"),
        ("can you set me a goal to be more flexible please?", "flexibility", "More flexible"),
        ("i want to set a goal: cook at home 4 times a week", "", "Cook at home 4 times a week"),
        ("make it a goal to drink less coffee", "", "Drink less coffee"),
    ],
)
def test_a_goal_without_a_number_has_a_kind_and_a_name(text: str, kind: str, name: str) -> None:
    assert (kind_in(text), name_in(text)) == (kind, name)


@pytest.mark.parametrize("text", ["set a goal", "new goal", "I ate more vegetables", "the fittings are done"])
def test_no_goal_is_made_of_nothing(text: str) -> None:
    assert (kind_in(text), habit_in(text)) == ("", "")


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("I'd like to weigh 5 kg less", NewGoal("weight_loss", Decimal(-5), unit="kg")),
        ("help me get rid of 5 kilos", NewGoal("weight_loss", Decimal(-5), unit="kg")),
        ("pls cancel my goal, no more losing weight", EndGoal("losing weight")),
        ("let's pick up the touch my toes goal again", BeginGoal("touch toes")),
        ("start my goal again", BeginGoal("")),
        ("new goal: put on 3 kg of muscle", NewGoal("muscle_gain", Decimal(3), unit="kg")),
        ("start a goal", NewGoal("")),
    ],
)
def test_goals_are_read(text: str, step: Any) -> None:
    assert read(text, NOW) == [step]


@pytest.mark.parametrize(
    ("text", "days", "rest"),
    [
        ("monday to friday max 180 g", WORKING, "max 180 g"),
        ("2500 kcal Mon-Fri", WORKING, "2500 kcal"),
        ("on Fridays 2400", ("friday",), "2400"),
        ("sat & sun 2600 kcal", ("saturday", "sunday"), "2600 kcal"),
        ("at the weekend 2600", ("saturday", "sunday"), "2600"),
        ("friday to monday", ("monday", "friday", "saturday", "sunday"), ""),
        ("every day 2000", (), "2000"),
        ("the sun is out", ("sunday",), "the is out"),
        ("2000 kcal", (), "2000 kcal"),
    ],
)
def test_days_of_every_week(text: str, days: tuple[str, ...], rest: str) -> None:
    named, others = weekdays_named(text)
    assert (named, " ".join(others.split())) == (days, rest)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("drop my calories by 100", NewTarget((Part("energy_kcal", "less", Decimal(100)),))),
        ("raise my protein by 20 g", NewTarget((Part("protein_g", "more", Decimal(20)),))),
        ("200 kcal less a day please", NewTarget((Part("energy_kcal", "less", Decimal(200)),))),
        ("I don't want more than 40 g of sugar a day", NewTarget((Part("sugars_g", "max", Decimal(40)),))),
        ("I never want less than 100 g protein a day", NewTarget((Part("protein_g", "min", Decimal(100)),))),
        ("drop my calories to 1800", NewTarget((Part("energy_kcal", "target", Decimal(1800)),))),
        ("monday to friday max 180 g carbs", NewTarget((Part("carbohydrate_g", "max", Decimal(180)),), WORKING)),
        (
            "Fridays are pizza night so let me have 2400 calories on Fridays",
            NewTarget((Part("energy_kcal", "target", Decimal(2400)),), ("friday",)),
        ),
        ("on leg day 2600 kcal", NewTarget((Part("energy_kcal", "target", Decimal(2600)),), day_kind="training")),
        (
            "at weekends I can go up to 2300 kcal",
            NewTarget((Part("energy_kcal", "target", Decimal(2300)),), ("saturday", "sunday")),
        ),
        ("eat 1800 on non gym days", NewTarget((Part("energy_kcal", "target", Decimal(1800)),), day_kind="rest")),
    ],
)
def test_targets_are_read(text: str, target: NewTarget) -> None:
    assert read(text, NOW) == [target]


@pytest.mark.parametrize(
    ("text", "name", "serving", "energy"),
    [
        ("new food from the label: Hofgut Quark, per 100 g 67 kcal, 12 g protein", "Hofgut Quark", None, 67),
        ("save this label\nTesco Falafel\nper 100g\nEnergy 1023kJ / 245kcal\nFat 12.5g", "Tesco Falafel", None, 245),
        ("add a new product: Crunch Bar, 190 calories per bar of 40g, 15g protein, 6g fat", "Crunch Bar", 40, 190),
        ("here's the back of the pack of my whey: per 30g scoop 120 kcal, 24 g protein. keep it", "whey", 30, 120),
        (
            "Can you add this to my foods? It's called Oatly Barista. Per 100 ml: 61 kcal, fat 3 g",
            "Oatly Barista",
            None,
            61,
        ),
        ("create food Almond spread 600 kcal 20g protein 50g fat per 100g", "Almond spread", None, 600),
        (
            "save a food called Kernel Crunch granola: 100 g has 455 kcal, 10 g protein",
            "Kernel Crunch granola",
            None,
            455,
        ),
        (
            "New product I buy: Bob's Bites. Serving size 28 g, calories 130, fat 5g. Please add it",
            "Bob's Bites",
            28,
            130,
        ),
        ("register my crisps as a food, 528 kcal per 100, 31 fat, 54 carbs", "crisps", None, 528),
    ],
)
def test_a_label_is_read_out(text: str, name: str, serving: int | None, energy: int) -> None:
    (food,) = read(text, NOW)
    assert isinstance(food, NewFood)
    assert (food.name, food.serving_g) == (name, None if serving is None else Decimal(serving))
    assert dict(food.nutrients)["energy_kcal"] == Decimal(energy)


def test_amounts_of_a_label_may_stand_without_commas() -> None:
    (food,) = read("create food Almond spread 600 kcal 20g protein 50g fat per 100g", NOW)
    assert isinstance(food, NewFood)
    assert dict(food.nutrients) == {"energy_kcal": Decimal(600), "protein_g": Decimal(20), "fat_g": Decimal(50)}


@pytest.mark.parametrize(
    "text",
    [
        # Its protein is no size of the bar.
        "new food, MyBar chocolate, 210 kcal a bar, 20 g protein",
        "add a food called Grandma's biscuits",
        "new food: Skyr",
    ],
)
def test_half_a_label_is_asked_about(text: str) -> None:
    (step,) = read(text, NOW)
    assert isinstance(step, Remark)


def test_a_meal_with_its_label_is_a_meal() -> None:
    assert isinstance(read("I had 100 g of the new bread, 245 kcal per 100 g", NOW)[0], Log)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (
            "Save my recipe for banana pancakes please, it makes 2 portions: 2 bananas, 3 eggs",
            SaveRecipe("banana pancakes", "2 bananas, 3 eggs\nmakes 2 portions"),
        ),
        (
            "this is my lentil bake, serves 6: 400 g lentils, 2 onions. save it as a recipe",
            SaveRecipe("lentil bake", "400 g lentils, 2 onions\nserves 6"),
        ),
        (
            "hi! I'd like to keep my tuna pasta as a recipe: 200 g pasta, 1 can of tuna, enough for 2. thanks!",
            SaveRecipe("tuna pasta", "200 g pasta, 1 can of tuna, serves 2"),
        ),
        ("I want to save a recipe", Unfinished("recipe")),
        ("save a recipe for chicken soup", Unfinished("recipe", "chicken soup")),
    ],
)
def test_recipes_are_read(text: str, step: Any) -> None:
    assert read(text, NOW) == [step]


def test_two_meals_are_planned_in_a_breath() -> None:
    (plan,) = read("Put porridge for breakfast on Thursday and salmon for dinner on Friday in my plan", NOW)
    assert isinstance(plan, PlanFood)
    assert [(each.text, str(each.day), str(each.slot)) for each in (plan, *plan.also)] == [
        ("porridge", "2026-05-07", "breakfast"),
        ("salmon", "2026-05-08", "dinner"),
    ]
    (one,) = read("plan salmon and rice for dinner tomorrow", NOW)
    assert isinstance(one, PlanFood)
    assert (one.text, one.also) == ("salmon and rice", ())


def test_a_plan_is_moved_to_a_day_to_come_alone() -> None:
    (moved,) = read("move the salmon dinner to Thursday", NOW)
    assert isinstance(moved, MovePlan)
    assert not any(isinstance(step, MovePlan) for step in read("move the salmon to lunch", NOW))
    assert not any(isinstance(step, MovePlan) for step in read("move my weekly summary to Sunday", NOW))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("No messages after 9pm and before 8am thx", {"quiet_from": "21:00", "quiet_to": "08:00"}),
        ("please email me the weekly summary too, Sundays are best", {"mail_weekly": True, "weekly_on": "sunday"}),
        ("no summaries for a couple of weeks, I'm on holiday", {"pause_days": 14}),
        ("don't bug me about days I forgot", {"backfill": False}),
        ("turn the daily summaries off please, the weekly one is enough", {"daily": False}),
        ("stop the daily and the weekly summaries", {"daily": False, "weekly": False}),
    ],
)
def test_settings_are_read_beside_other_words(text: str, changes: dict[str, Any]) -> None:
    assert read(text, NOW) == [Settle(changes)]


@pytest.mark.parametrize(
    "text",
    [
        "yess",
        "aye go on",
        "yes, please do the needful",
        "go on then",
        "ok then",
        "yes pls",
        "sure thing, go for it",
        "yes close it",
    ],
)
def test_a_yes_in_other_words(text: str) -> None:
    assert plain_answer(text) is True


@pytest.mark.parametrize("text", ["go on a diet", "yes but less", "go on about it", "go for a run", "yesterday"])
def test_no_yes(text: str) -> None:
    assert plain_answer(text) is None


@pytest.fixture
def chat() -> Chat:
    person = Person.register(now=NOON)
    person.patch("/me", {"height_cm": 178})
    assert person.post("/measurements", {"metric": "weight_kg", "value": 82, "unit": "kg"}).status_code == 201
    return Chat.begin(person)


def test_a_goal_without_a_number_asks_for_no_weight(chat: Chat) -> None:
    asked = chat.say("i wanna get more flexible")["message"]["text"]
    assert "Get more flexible" in asked
    assert "kg" not in asked
    chat.say("yes")
    (goal,) = chat.person.get("/goals").json()["items"]
    assert (goal["kind"], goal["name"], goal["metric"]) == ("flexibility", "Get more flexible", None)


def test_another_date_before_the_yes(chat: Chat) -> None:
    chat.say("I'd like to reach 76 kg by end of July")
    chat.say("no sorry, end of August")
    chat.say("yes that's it")
    (goal,) = chat.person.get("/goals").json()["items"]
    assert (goal["target_date"], goal["is_active"]) == ("2026-08-31", True)


def test_so_much_less_is_of_the_target_that_holds(chat: Chat) -> None:
    assert "no target of energy" in chat.say("drop my calories by 100")["message"]["text"]
    chat.say("set my calories to 2200")
    chat.say("yes")
    assert "2100 kcal" in chat.say("drop my calories by 100")["message"]["text"]


def test_a_recipe_is_told_in_pieces(chat: Chat) -> None:
    chat.say("I want to save a recipe")
    assert "veggie chili" in chat.say("it's called veggie chili")["message"]["text"]
    chat.say("400 g kidney beans, 1 onion, 400 g canned tomatoes, serves 3")
    (kept,) = chat.person.get("/recipes").json()["items"]
    assert (kept["name"], float(kept["servings"])) == ("veggie chili", 3)
    chat.say("oh, also 10 g oil")
    assert len(chat.person.get(f"/recipes/{kept['id']}").json()["ingredients"]) == 4
    assert chat.person.get("/days/2026-05-05").json()["entries"] == []


def test_a_recipe_that_is_called_off_takes_no_meal(chat: Chat) -> None:
    chat.say("I want to save a recipe")
    chat.say("never mind")
    chat.say("2 eggs and toast for breakfast")
    assert chat.person.get("/recipes").json()["items"] == []
    assert len(chat.person.get("/days/2026-05-05").json()["entries"]) == 2


def test_a_label_that_is_set_right_is_one_of_ones_own(chat: Chat) -> None:
    told = chat.say("my mill bread actually has 265 kcal per 100g, can you correct it")["message"]["text"]
    assert "no food of your own" in told
    chat.person.post("/foods", {"name": "Mill Bread", "nutrients_per_100g": {"energy_kcal": 240, "protein_g": 9}})
    chat.say("my mill bread actually has 265 kcal per 100g, can you correct it")
    (food,) = chat.person.get("/foods?own=true").json()["items"]
    assert food["nutrients_per_100g"]["energy_kcal"] == 265
    assert food["nutrients_per_100g"]["protein_g"] == 9


def test_what_is_asked_of_the_plan_is_read() -> None:
    (moved,) = read("can we push tomorrow's chicken to saturday dinner", NOW)
    assert isinstance(moved, MovePlan)
    assert moved.words == ("chicken",)
    assert [type(step) for step in read("don't need the tomato soup on thursday", NOW)] == [SkipPlan]
    assert not any(isinstance(step, NewTarget) for step in read("can I eat 2300 kcal on Fridays?", NOW))


def test_a_planned_day_is_set_right(chat: Chat) -> None:
    chat.say("plan a jacket potato with beans for lunch tomorrow")
    chat.say("oh no, the day after tomorrow")
    planned = chat.person.get("/planned-meals?from=2026-05-05&to=2026-05-10").json()["items"]
    assert [each["local_date"] for each in planned] == ["2026-05-07"]


def test_the_plan_is_logged_once_it_was_told(chat: Chat) -> None:
    body = {"text": "a chicken wrap", "local_date": "2026-05-05", "slot": "lunch"}
    assert chat.person.post("/planned-meals", body).status_code == 201
    chat.say("what's for lunch today according to my plan?")
    chat.say("log it as planned")
    assert len(chat.person.get("/days/2026-05-05").json()["entries"]) == 1
