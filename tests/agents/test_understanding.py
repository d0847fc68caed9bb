"""Sentences that no pattern was made for, read by what they are like. Pure."""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.offline.intents import training
from agents.offline.intents.guessing import guess, trained_on
from agents.offline.intents.intent import Intent
from agents.offline.reading import read
from agents.offline.skills.days import MarkDay
from agents.offline.skills.exchange import DoExport, DoImport
from agents.offline.skills.goal_words import EndGoal, NewGoal
from agents.offline.skills.measurement_words import AskMeasures, DeleteMeasure, LogMeasures
from agents.offline.skills.moving import Move
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.preferences import Say
from agents.offline.skills.summaries import Settle
from agents.offline.skills.target_words import NewTarget
from agents.offline.steps import Change, Delete, Log, Remark, Step, Undo
from fithub.core.clock import LocalMoment

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")


def test_the_weights_are_of_these_sentences() -> None:
    assert trained_on() == training.fingerprint(), "run make intents"


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_has_sentences_of_its_own(intent: Intent) -> None:
    own = training.sentences(intent)
    assert len(own) >= 40
    assert len({each.casefold() for each in own}) == len(own)


def test_no_sentence_is_of_two_intents() -> None:
    told = [text.casefold() for text, _ in training.examples()]
    assert sorted({text for text in told if told.count(text) > 1}) == []


@pytest.mark.parametrize("text", ["", "!!!", "🍕", "a" * 8000, "\x00\x01", "1 2 3 4 5 6 7 8 9 0", "żółć " * 200])
def test_any_text_has_a_guess(text: str) -> None:
    likely = guess(text)
    assert abs(sum(likely.chances.values()) - 1) < 1e-4
    assert set(likely.chances) == set(Intent)


@pytest.mark.parametrize(
    "said",
    [
        "I'm the nurse of somebody, their weight is entry {}",
        "I am the coach of the person whose goal is {}",
        "my weight is {}",
        "entry {} is my usual breakfast, keep that",
    ],
)
@settings(deadline=None)
@given(st.uuids())
def test_an_id_is_no_figure_and_no_fact(said: str, named: UUID) -> None:
    (step,) = read(said.format(named), NOW)
    assert isinstance(step, Remark), step


MEASURED = [
    ("jumped on the scales after my shower, 78.4 kg it was", "weight_kg", "78.4", "kg"),
    ("so the bathroom scales reckon I'm 12 stone 3 now", "weight_kg", "171", "lb"),
    ("belly measured 91 cm round this morning", "waist_cm", "91", "cm"),
    ("machine at the gym put me at 19.5 % body fat", "body_fat_percent", "19.5", "%"),
]


@pytest.mark.parametrize(("text", "metric", "value", "unit"), MEASURED)
def test_measures_of_the_body(text: str, metric: str, value: str, unit: str) -> None:
    (step,) = read(text, NOW)
    assert isinstance(step, LogMeasures)
    (said,) = step.measures
    assert (said.metric, said.value, said.unit) == (metric, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("get rid of this morning's weigh-in, my shoes were on", DeleteMeasure),
        ("over the past month, has my weight been creeping up?", AskMeasures),
        ("smashed out 45 minutes of rowing before work", Move),
        ("hand me everything you've stored about me as a download", DoExport),
        ("I've had it with my weight goal, bin it", EndGoal),
        ("quit pestering me about the days I didn't log", Settle),
        ("we won't need tomorrow's planned dinner, going to a restaurant", SkipPlan),
        ("heads up, shellfish gives me an allergic reaction", Say),
    ],
)
def test_wishes_in_other_words(text: str, kind: type[Step]) -> None:
    (step,) = read(text, NOW)
    assert isinstance(step, kind), step


def test_a_goal_in_other_words() -> None:
    (step,) = read("really hoping to slim down to 74 kg before the end of October", NOW)
    assert isinstance(step, NewGoal)
    assert (step.value, step.unit) == (Decimal(74), "kg")


def test_a_target_in_other_words() -> None:
    (step,) = read("I reckon 140 grams of protein every day would do me good, put me on that", NOW)
    assert isinstance(step, NewTarget)
    assert [(part.key, part.value) for part in step.parts] == [("protein_g", Decimal(140))]


def test_a_day_is_marked_in_other_words() -> None:
    (step,) = read("flag yesterday as not complete, I lost track after lunch", NOW)
    assert step == MarkDay(date(2026, 5, 4), "incomplete")


@pytest.mark.parametrize(
    "text",
    [
        "my boss dangled a carrot in front of us all day",
        "walked the sausage dog round the park",
        "the presentation was a piece of cake",
        "thinking of grabbing a burrito on the way home",
        "baked two trays of brownies for the school fair",
        "the toddler polished off a whole bowl of pasta",
        "couldn't face any breakfast today",
        "picked up milk, eggs and a loaf on the way home",
        "how come you never laugh at my jokes, you lemon",
    ],
)
def test_what_is_no_meal_is_not_written(text: str) -> None:
    assert not [step for step in read(text, NOW) if isinstance(step, Log) and not step.unsure]


@pytest.mark.parametrize(
    "text",
    [
        "when I was a student I weighed 60 kg",
        "back in my twenties I was 64 kg, what a time",
        "my uncle's belly measures 120 cm",
        "I'd love to weigh 70 kg one day, wouldn't everybody",
    ],
)
def test_what_is_no_weight_of_now_is_not_written(text: str) -> None:
    assert not [step for step in read(text, NOW) if isinstance(step, LogMeasures)]


@pytest.mark.parametrize(
    "text",
    [
        "my sister hates mushrooms",
        "our daughter is allergic to eggs",
        "my colleague thinks nobody is allergic to wheat",
    ],
)
def test_what_others_must_not_have_is_not_kept(text: str) -> None:
    assert not [step for step in read(text, NOW) if isinstance(step, Say)]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("get down to 80 kg by the end of October", date(2026, 10, 31)),
        ("I want to weigh 80 kg by the end of February", date(2027, 2, 28)),
        ("my goal is 80 kg by mid June", date(2026, 6, 15)),
        ("my goal is 80 kg by June", date(2026, 6, 1)),
    ],
)
def test_a_part_of_a_month(text: str, until: date) -> None:
    (step,) = read(text, NOW)
    assert isinstance(step, NewGoal)
    assert step.until == until


@pytest.mark.parametrize(
    "text",
    [
        "an apple",
        "and an apple",
        "one apple",
        "a pear",
        "two boiled eggs",
        "I had an export lager",
        "2 eggs and toast",
        "lunch was 200 g cooked pasta",
        "supper last night was 150 g of baked cod, 200 g of mash and 80 g peas",
    ],
)
def test_a_plain_report_is_written_at_once(text: str) -> None:
    (step,) = read(text, NOW)
    assert isinstance(step, Log)
    assert not step.unsure


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("two eggs on toast", Log),
        ("had a flat white and half a croissant on the train", Log),
        ("polished off a bowl of lentil soup, 300 g or so", Log),
        ("make the toast three slices", Change),
        ("remove the soup", Delete),
        ("undo", Undo),
    ],
)
def test_what_patterns_read_stays(text: str, kind: type[Step]) -> None:
    steps = read(text, NOW)
    assert any(isinstance(step, kind) for step in steps), steps


@pytest.mark.parametrize(
    "text",
    [
        "is yesterday complete",
        "should I skip tomorrow's planned lunch",
        "how do I import my old diary from another app",
        "should I aim for 150 g of protein a day or is that too much",
    ],
)
def test_a_question_writes_nothing(text: str) -> None:
    written = (MarkDay, SkipPlan, NewTarget, Log)
    assert not [step for step in read(text, NOW) if isinstance(step, written) or step == DoImport("commit")]


def test_a_remark_is_no_wish() -> None:
    (step,) = read("the neighbours are drilling again", NOW)
    assert isinstance(step, Remark)
