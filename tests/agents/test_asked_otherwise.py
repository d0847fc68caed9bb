"""Questions typed for a phone or asked indirectly, and what is asked and wanted of goals, plans, recipes and days in other ways."""

from datetime import date, time
from decimal import Decimal

import pytest

from agents.offline.indirect import directly
from agents.offline.reading import read
from agents.offline.skills.days import MarkDay
from agents.offline.skills.diets import AskDiets, NewDiet, UseDiet
from agents.offline.skills.goal_words import NewGoal
from agents.offline.skills.goals import AskGoals
from agents.offline.skills.measurement_words import LogMeasures
from agents.offline.skills.memories import AskMemories, Forget, Keep
from agents.offline.skills.plan_eaten import LogPlan
from agents.offline.skills.plan_food import PlanFood
from agents.offline.skills.plan_moves import MovePlan
from agents.offline.skills.plan_words import AskPlan
from agents.offline.skills.preferences import Say
from agents.offline.skills.profile_words import AskProfile, SetProfile
from agents.offline.skills.ranges import AskBest, AskDays, Compare
from agents.offline.skills.recipe_words import ChangeRecipe
from agents.offline.skills.summaries import AnswerAsked
from agents.offline.steps import About, AskDay, Copy, ListOwn, Log, NewFood, SaveRecipe, SetFavourite
from agents.offline.texting import spelled
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")
YESTERDAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wat did i eat yday", "what did i eat yday"),
        ("wots left", "whats left"),
        ("wot's left", "what's left"),
        ("hw mch protien hv i got left", "how much protein have i got left"),
        ("Shud i hav more carbz", "Should i have more carbs"),
        ("cud u show my recepies", "could you show my recipes"),
        ("how many caloires r in an egg", "how many calories are in an egg"),
        ("200 g wat with injera", "200 g wat with injera"),
        ("a crab and r cola", "a crab and r cola"),
    ],
)
def test_what_is_typed_for_a_phone_is_spelled_out(typed: str, meant: str) -> None:
    assert spelled(typed) == meant


@pytest.mark.parametrize(
    ("asked", "direct"),
    [
        ("what are my goals again?", "what are my goals?"),
        ("sorry, remind me what my targets are", "what are my targets"),
        ("could you tell me what the lean one is please", "what is the lean one"),
        ("do you know if I ate enough protein yesterday?", "did I eat enough protein yesterday?"),
        ("remind me what lunch was yesterday please", "what was lunch yesterday"),
        ("just wondering how much fibre is in oats", "how much fibre is in oats"),
        ("can I eat olives again", "can I eat olives again"),
        ("remind me to drink more", "remind me to drink more"),
        ("sorry, that was yesterday", "sorry, that was yesterday"),
    ],
)
def test_an_indirect_question_is_put_directly(asked: str, direct: str) -> None:
    assert directly(asked) == direct


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("wat did i eat yday", AskDay(About.ENTRIES, YESTERDAY, None)),
        ("what was for dinner", AskDay(About.ENTRIES, None, Slot.DINNER)),
        ("did I go over yesterday or was I ok", AskDay(About.LEFT, YESTERDAY, None)),
        ("how far off my target was I yesterday", AskDay(About.LEFT, YESTERDAY, None)),
        ("what are my goals again?", AskGoals()),
        ("what goes into granny's stew?", ListOwn("recipes", "granny's stew")),
        ("remind me what my winter cut diet is", AskDiets("winter cut")),
        ("save pine skyr to my favs, I usually take 200 g", SetFavourite("pine skyr", grams=Decimal(200))),
        ("granny's stew is for 6 people really, not 4", ChangeRecipe("granny's stew", servings=Decimal(6))),
        ("take the onion out of granny's stew, the kids hate it", ChangeRecipe("granny's stew", remove=("onion",))),
        ("why was yesterday's fat that high?", AskDay(About.SHARES, YESTERDAY, None, ("fat_g",))),
        ("where did today's carbs come from", AskDay(About.SHARES, NOW.date, None, ("carbohydrate_g",))),
        ("what had the most protein yesterday", AskDay(About.SHARES, YESTERDAY, None, ("protein_g",))),
        ("where do I stand today?", AskDay(About.LEFT, NOW.date, None)),
        ("what have I got to play with for dinner?", AskDay(About.LEFT, None, None)),
        ("i stopped swimming, you can delete that about tuesday evenings", Forget("tuesday evenings")),
        ("lunch yest cals?", AskDay(About.TOTALS, YESTERDAY, Slot.LUNCH, ("energy_kcal",))),
        (
            "I thought I had more protein than that yesterday, what did I have exactly?",
            AskDay(About.ENTRIES, YESTERDAY, None),
        ),
        ("what did I have", AskDay(About.ENTRIES, None, None)),
        ("what height hav u got down for me?", AskProfile("height_cm")),
        ("from now on plan a pear as a snack every day", PlanFood("a pear", None, Slot.SNACK, "FREQ=DAILY")),
        (
            "Note for you: I work night shifts Tuesday to Thursday",
            Keep("schedule", "I work night shifts Tuesday to Thursday"),
        ),
        (
            "keep this recipe: Lemon rice. 300 g basmati rice, 1 lemon. For 4 people.",
            SaveRecipe("Lemon rice", "300 g basmati rice, 1 lemon. For 4 people."),
        ),
        (
            "lookin to drop 15 pounds, bout a pound a week",
            NewGoal("weight_loss", Decimal(-15), unit="lb", pace=Decimal(1)),
        ),
        ("had the curry as planned tonight", LogPlan(NOW.date, words=("curry",))),
        (
            "I also put 2 carrots in granny's stew, can you add those to the recipe",
            ChangeRecipe("granny's stew", add="2 carrots"),
        ),
        ("never suggest olives", Say("dislike", "never suggest olives", ("olives",))),
        ("delete that about tuesday evenings", Forget("tuesday evenings")),
        ("when do I swim again?", AskMemories("swim")),
        ("am I anywhere near my goal weight yet?", AskGoals()),
        ("have I reached my goal?", AskGoals()),
        ("make me a new diet, call it Beach, 1800 kcal", NewDiet("Beach", (("energy_kcal", Decimal(1800)),))),
        (
            "Saturday breakfast I'm gonna do 2 poached eggs, pop that in the plan",
            PlanFood("2 poached eggs", date(2026, 5, 9), Slot.BREAKFAST),
        ),
        ("im done with this diet, turn it off", UseDiet("", stop=True)),
        ("strat the spring cut diet", UseDiet("spring cut")),
        ("yesterday isn't complete, I never logged the snacks", MarkDay(YESTERDAY, "incomplete")),
        ("I was ill and didn't eat a thing", AnswerAsked("fasting")),
        ("copy all of Monday to Sunday May 3", Copy(YESTERDAY, None, date(2026, 5, 3))),
        ("I had last night's dinner again for lunch", Copy(YESTERDAY, Slot.DINNER, None, Slot.LUNCH)),
    ],
)
def test_a_sentence_is_read_as(said: str, step: object) -> None:
    assert read(said, NOW) == [step]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("whats for dinner", AskPlan),
        ("what's for lunch today?", AskPlan),
        ("protein for the past 3 days, day by day", AskDays),
        ("give me the last three days", AskDays),
        ("kindly tell me my total carbs since Sunday till today", AskDays),
        ("am i doing better today than yesterday on protein", Compare),
        ("the soup can be on Friday instead", MovePlan),
        ("tomorrow's chicken could wait till Sunday", MovePlan),
        ("could the chicken go on Thursday, I'm out tomorrow evening", MovePlan),
        ("the tomato soup can be on Friday instead of Thursday", MovePlan),
        ("what was I supposed to have tonight?", AskPlan),
        ("whats on for tonight?", AskPlan),
        ("when am I having the soup?", AskPlan),
        ("How many calories did I eat yesterday and how many have I had today?", AskDays),
        ("I'd rather see my weight in stone", SetProfile),
        ("can u show everything in pounds and ounces rather than grams", SetProfile),
        ("can you plan something for me", PlanFood),
        ("which day did I eat the most this week?", AskBest),
    ],
)
def test_a_sentence_is_of_a_kind(said: str, kind: type) -> None:
    assert [type(step) for step in read(said, NOW)] == [kind]


@pytest.mark.parametrize(
    "said", ["dinner will be at mum's on Saturday", "my gym session will be on Friday", "I can be there on Friday"]
)
def test_what_is_on_another_day_and_no_meal_moves_nothing(said: str) -> None:
    assert not any(isinstance(step, MovePlan | Log) for step in read(said, NOW))


def test_the_last_three_days_are_today_and_the_two_before() -> None:
    (step,) = read("fat of the last 3 days, day by day", NOW)
    assert isinstance(step, AskDays)
    assert step.span == (date(2026, 5, 3), date(2026, 5, 5))


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("my goal is 75", 75, ""),
        ("actually make my goal 80 instead of 78", 80, ""),
        ("change my goal from 78 kg to 80 kg", 80, "kg"),
        ("goal weight 150 please", 150, ""),
        ("i want to reach 78 by the first of September", 78, ""),
    ],
)
def test_a_goal_is_told_by_its_figure(said: str, value: int, unit: str) -> None:
    (goal,) = read(said, NOW)
    assert isinstance(goal, NewGoal)
    assert (goal.value, goal.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "said",
    [
        "goal: 100 push ups",
        "I want to reach 100 pushups",
        "set my goal to 10000 steps a day",
        "my goal is to cook at home 4 times a week",
    ],
)
def test_a_figure_that_counts_something_is_no_weight(said: str) -> None:
    (goal,) = read(said, NOW)
    assert isinstance(goal, NewGoal)
    assert goal.value is None
    assert goal.name


@pytest.mark.parametrize("said", ["last year my goal was 75", "I hit my goal of 75 today", "my goal used to be 70 kg"])
def test_a_goal_of_the_past_is_not_set(said: str) -> None:
    assert not any(isinstance(step, NewGoal) for step in read(said, NOW))


def test_what_was_said_before_is_the_goal() -> None:
    (goal,) = read("my back is killing me, I'd love to have better mobility. make that a goal?", NOW)
    assert isinstance(goal, NewGoal)
    assert (goal.kind, goal.name) == ("flexibility", "Better mobility")
    (lost,) = read(
        "right, holiday's booked, I need to shift a stone before then. put that down as my goal would you", NOW
    )
    assert isinstance(lost, NewGoal)
    assert (lost.kind, lost.change, lost.unit) == ("weight_loss", Decimal(-1), "st")


@pytest.mark.parametrize(
    "said",
    [
        "you know what, I'm happy where I am. switch my goal to just maintaining",
        "So my doctor had a word with me and my knees are killing me. I'd like to get down to 85 kg by the end of the year.",
    ],
)
def test_a_preamble_of_a_goal_is_no_wish(said: str) -> None:
    assert [type(step) for step in read(said, NOW)] == [NewGoal]


def test_a_goal_of_somebody_else_is_not_set() -> None:
    assert not any(isinstance(step, NewGoal) for step in read("my wife set a goal of 60 kg in her app", NOW))


def test_a_food_has_the_name_behind_the_colon() -> None:
    (named,) = read("add my protein bar to my foods: Gritbar, per bar (60 g) 220 kcal, 20 g protein", NOW)
    assert isinstance(named, NewFood)
    assert named.name == "Gritbar"
    (before,) = read("add oat drink to my foods: 46 kcal per 100 ml, 1 g protein", NOW)
    assert isinstance(before, NewFood)
    assert before.name == "oat drink"


def test_a_weight_and_a_goal_in_one_breath_are_two_things() -> None:
    assert [type(step) for step in read("my weight is 80, goal 75", NOW)] == [LogMeasures, NewGoal]
    assert [type(step) for step in read("new goal, 75 kg", NOW)] == [NewGoal]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("btw I'm lactose intolerant, keep that in mind when you suggest things", ("lactose",)),
        ("i'm allergic to shrimp so please remember that", ("shrimp",)),
        ("I have a nut allergy, please note that", ("nut",)),
        ("i really can't stand olives, keep that in mind", ("olives",)),
    ],
)
def test_what_to_do_with_a_taste_is_no_part_of_it(said: str, words: tuple[str, ...]) -> None:
    (step,) = read(said, NOW)
    assert isinstance(step, Say)
    assert step.words == words


def test_what_is_no_food_is_no_allergy() -> None:
    assert not any(isinstance(step, Say) for step in read("I'm allergic to keep that in mind", NOW))
