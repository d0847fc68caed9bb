"""The number check of summaries: what a model may not say."""

import pytest

from agents.summary_truth import faults
from fithub.coaching.figures import Digest, Sentence
from fithub.coaching.schedule import Kind
from tests.coaching.digests import burning, digest, entry


def made() -> Digest:
    """Energy 1,900 and protein 96 on average, fat 60; 150 kcal less than the week before; most on Thursday; 2,310 burned."""
    usual = entry("Soy 40 g bar", energy_kcal=1800, protein_g=96, fat_g=60, calcium_mg=500)
    much = entry(energy_kcal=2400, protein_g=96, fat_g=60, calcium_mg=500)
    week = [[usual], [usual], [usual], [much], [usual], [usual], []]
    return digest(Kind.WEEKLY, week, [[entry(energy_kcal=2050)]] * 7, burned=burning(2310, 2090, 2510))


BURNED = "expenditure.kcal expenditure.low expenditure.high"


TRUE = [
    ("You burn about 2,310 kcal a day, most likely between 2,090 kcal and 2,510 kcal.", BURNED),
    ("Your expenditure is about 2310 kcal a day (2090 kcal to 2510 kcal).", BURNED),
    (
        "You burn about 2,310 kcal a day, from 2,090 kcal to 2,510 kcal, and averaged 1,900 kcal.",
        f"{BURNED} average.energy_kcal",
    ),
    ("You averaged 1,900 kcal a day.", "average.energy_kcal"),
    ("You averaged 1900 kcal and 96 g of protein a day.", "average.energy_kcal average.protein_g"),
    ("Protein came to 96 g a day, fat to 60 g.", "average.protein_g average.fat_g"),
    ("That is 150 kcal a day less than the week before.", "change.energy_kcal"),
    ("Thursday was furthest from your target, with 2,400 kcal.", "worst.energy_kcal"),
    ("On 7 May you had 2,400 kcal.", "worst.energy_kcal"),
    ("Six of seven days are complete.", "count.complete count.days"),
    ("Calcium stood at 500 mg of the 1,000 mg you need (50%).", "gap.calcium_mg least.calcium_mg share.calcium_mg"),
]
FALSE = [
    ("You burn about 2,310 kcal a day.", "expenditure.kcal"),
    ("You burn about 2,310 kcal a day.", BURNED),
    ("You burn between 2,090 kcal and 2,510 kcal a day.", BURNED),
    ("You burn about 2,090 kcal a day, between 2,310 kcal and 2,510 kcal.", BURNED),
    ("You burn about 2,350 kcal a day, between 2,090 kcal and 2,510 kcal.", BURNED),
    ("You burn about 2,310 kJ a day, between 2,090 kJ and 2,510 kJ.", BURNED),
    ("You averaged 2,310 kcal a day, between 2,090 kcal and 2,510 kcal.", BURNED),
    ("You burn about 1,900 kcal a day.", "average.energy_kcal"),
    ("You burn a lot.", "average.energy_kcal"),
    (
        "You ate 2,310 kcal a day and burn about 1,900 kcal, between 2,090 kcal and 2,510 kcal.",
        f"average.energy_kcal {BURNED}",
    ),
    (
        "You burn about 2,310 kcal, between 2,090 kcal and 2,510 kcal, 150 kcal more than before.",
        f"change.energy_kcal {BURNED}",
    ),
    (
        "You ate less than the 2,310 kcal that you burn, between 2,090 kcal and 2,510 kcal.",
        f"change.energy_kcal {BURNED}",
    ),
    ("You averaged 1,950 kcal a day.", "average.energy_kcal"),
    ("You averaged 1,900 g a day.", "average.energy_kcal"),
    ("You averaged 1,900 kJ a day.", "average.energy_kcal"),
    ("You averaged 1,900 kcal a day.", "average.protein_g"),
    ("You averaged 1,900 kcal a day.", "made.up"),
    ("You averaged 1,900 kcal a day.", ""),
    ("Protein came to 60 g a day, fat to 96 g.", "average.protein_g average.fat_g"),
    ("You averaged 96 g of fat.", "average.protein_g average.fat_g"),
    ("That is 150 kcal a day more than the week before.", "change.energy_kcal"),
    ("You ate more than ever.", "average.energy_kcal"),
    ("Friday was furthest from your target, with 2,400 kcal.", "worst.energy_kcal"),
    (
        "Monday was furthest from your target (2,400 kcal), Thursday was closest (1,800 kcal).",
        "best.energy_kcal worst.energy_kcal",
    ),
    ("On Saturday you averaged 1,900 kcal.", "average.energy_kcal"),
    ("On 8 May you had 2,400 kcal.", "worst.energy_kcal"),
    ("Yesterday you had 2,400 kcal.", "worst.energy_kcal"),
    ("Five of seven days are complete.", "count.complete count.days"),
    ("You logged 6 meals.", "count.entries"),
    ("Half of your days are complete.", "count.complete count.days"),
    ("You lost 2 kg.", "change.energy_kcal"),
    ("Great, 150 kcal less than the week before!", "change.energy_kcal"),
    ("You cheated on Thursday.", "worst.energy_kcal"),
    ("You should have eaten 1,900 kcal.", "average.energy_kcal"),
    ("See https://example.org for 1,900 kcal.", "average.energy_kcal"),
    ("Most of it was “Miracle powder”.", "average.protein_g"),
    ("word " * 100, "average.energy_kcal"),
]


@pytest.mark.parametrize(("text", "refs"), TRUE)
def test_what_is_so_may_be_said(text: str, refs: str) -> None:
    assert faults([Sentence(text, tuple(refs.split()))], made()) == []


@pytest.mark.parametrize(("text", "refs"), FALSE)
def test_what_is_not_so_may_not(text: str, refs: str) -> None:
    assert faults([Sentence(text, tuple(refs.split()))], made()) != []


def test_there_is_something_to_say_and_not_too_much() -> None:
    one = Sentence("You averaged 1,900 kcal a day.", ("average.energy_kcal",))
    assert faults([], made()) != []
    assert faults([one] * 13, made()) != []
