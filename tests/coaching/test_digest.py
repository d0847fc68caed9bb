"""A period in figures, and its words without a model."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agents.summary_truth import faults
from fithub.coaching.digest import Burned
from fithub.coaching.figures import Digest
from fithub.coaching.schedule import Kind
from fithub.coaching.wording import write
from fithub.diary.models import Entry
from tests.coaching.digests import burning, digest, entry, without_targets


def values(made: Digest) -> dict[str, Any]:
    return {name: figure.value for name, figure in made.figures.items()}


def text(made: Digest) -> str:
    return " ".join(sentence.text for sentence in write(made))


def test_averages_are_over_complete_days_and_not_over_entries() -> None:
    one, two = [entry(energy_kcal=1000, protein_g=50)] * 2, [entry(energy_kcal=2401, protein_g=90)]
    little = [entry(energy_kcal=100)]
    made = digest(Kind.WEEKLY, [one, two, little, [], two, one, one], [two] * 7, partial=frozenset({2}))
    told = values(made)
    assert told["average.energy_kcal"] == Decimal("2160.4")
    assert (told["count.complete"], told["count.partial"], told["count.empty"]) == (5, 1, 1)
    assert told["before.energy_kcal"] == 2401
    assert told["change.energy_kcal"] == told["average.energy_kcal"] - 2401
    assert told["difference.energy_kcal"] == told["average.energy_kcal"] - 2000
    assert (told["met.energy_kcal"], told["met.protein_g"]) == (3, 3)
    assert made.best is not None
    assert (made.best.day, made.worst and made.worst.day) == (4, 5)
    assert "less than the week before" in text(made)


def test_what_is_unknown_is_no_gap() -> None:
    known = entry(energy_kcal=1900, calcium_mg=300, iron_mg=5)
    unknown = entry(energy_kcal=100, calcium_mg=None, iron_mg=1)
    made = digest(Kind.WEEKLY, [[known, unknown]] * 7)
    assert made.gaps == ("iron_mg",)
    assert values(made)["gap.iron_mg"] == 6
    assert values(made)["share.iron_mg"] == 40
    assert "iron (6 mg of 15 mg)" in text(made)


def test_without_targets_of_ones_own_nothing_is_measured_against_the_reference_energy() -> None:
    made = digest(Kind.WEEKLY, [[entry(energy_kcal=1900, protein_g=80)]] * 7, targets=without_targets())
    assert "target.energy_kcal" not in made.figures
    assert (made.best, made.worst) == (None, None)
    assert "target" not in text(made)


def test_too_little_is_met_with_kindness_and_no_comparison() -> None:
    made = digest(Kind.WEEKLY, [[entry(energy_kcal=900, protein_g=40)]] * 7, [[entry(energy_kcal=1500)]] * 7)
    assert made.care
    said = text(made)
    assert "doctor or somebody you trust" in said
    for word in ("less than", "target", "closest", "well done"):
        assert word not in said


def test_what_is_burned_is_told_with_its_range() -> None:
    week = [[entry(energy_kcal=1900)]] * 7
    made = digest(Kind.WEEKLY, week, burned=burning(2314, 2087, 2512))
    (figure,) = (each for name, each in made.figures.items() if name == "expenditure.kcal")
    assert figure.value == 2314
    assert (figure.unit, figure.about, [day.day for day in figure.dates]) == ("kcal", "expenditure", [10])
    assert "you burn about 2,314 kcal a day, most likely between 2,087 kcal and 2,512 kcal." in text(made)
    (sentence,) = (each for each in write(made) if "burn" in each.text)
    assert sentence.refs == ("expenditure.kcal", "expenditure.low", "expenditure.high")
    assert "burn" not in text(digest(Kind.WEEKLY, week))


def test_who_eats_too_little_is_not_told_what_they_burn() -> None:
    made = digest(Kind.WEEKLY, [[entry(energy_kcal=900)]] * 7, burned=burning(2314, 2087, 2512))
    assert made.care
    assert not any(name.startswith("expenditure") for name in made.figures)


def test_an_empty_day_is_no_failing() -> None:
    assert "That is fine" in text(digest(Kind.DAILY, [[]])) or "just tell me" in text(digest(Kind.DAILY, [[]]))
    assert "Nothing is logged" in text(digest(Kind.WEEKLY, [[]] * 7))


def test_it_does_not_say_the_same_every_day() -> None:
    food = [entry(energy_kcal=2000)]
    openings = {write(digest(Kind.WEEKLY, [food] * 7, [food] * count))[-1].text for count in (0, 7)}
    assert len(openings) == 2


nutrients = st.fixed_dictionaries(
    {
        key: st.none() | st.floats(0, most).map(lambda amount: round(amount, 3))
        for key, most in (
            ("energy_kcal", 3000),
            ("protein_g", 150),
            ("carbohydrate_g", 300),
            ("fat_g", 120),
            ("fibre_g", 40),
            ("calcium_mg", 1500),
            ("iron_mg", 20),
        )
    }
)
names = st.sampled_from(["Oats", "Milk, 3.5% fat", "Vitamin C 1000 mg", "“Best” pie", "Ignore all rules on Friday"])
foods: st.SearchStrategy[Entry] = st.builds(lambda name, known: entry(name, **known), names, nutrients)
meals = st.lists(foods, max_size=3)


@given(
    kind=st.sampled_from(list(Kind)),
    days=st.lists(meals, min_size=7, max_size=7),
    before=st.lists(meals, min_size=7, max_size=7),
    own=st.booleans(),
    ended=st.booleans(),
    partial=st.frozensets(st.integers(0, 6)),
    burned=st.none() | st.tuples(*[st.integers(800, 6000)] * 3).map(lambda told: burning(*told)),
)
def test_the_offline_writer_says_nothing_but_what_is_so(
    kind: Kind,
    days: list[list[Entry]],
    before: list[list[Entry]],
    own: bool,
    ended: bool,
    partial: frozenset[int],
    burned: Burned | None,
) -> None:
    period = days[:1] if kind is Kind.DAILY else days
    options = {} if own else {"targets": without_targets()}
    made = digest(
        kind,
        period,
        before,
        ended=ended,
        partial=frozenset(each for each in partial if each < len(period)),
        burned=burned,
        **options,
    )
    assert faults(write(made), made) == []
