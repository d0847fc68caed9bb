"""The tables of reference intakes: figures transcribed a second time, by person, and what must hold of all of them."""

from decimal import Decimal
from itertools import product

import pytest

from fithub.accounts.models import LifeStage, Reference
from fithub.body import reference_tables
from fithub.body.reference_tables import Life, intakes, sources
from fithub.core.nutrients import NUTRIENTS

DRI, EFSA = Reference.DRI, Reference.EFSA
NONE, PREGNANT, LACTATING = LifeStage.NONE, LifeStage.PREGNANT, LifeStage.LACTATING


def years(age: float, sex: str | None = None, stage: LifeStage = NONE, phase: int = 0) -> Life:
    return Life(sex, int(age * 12), stage, phase)


# In the order of the summary tables: water, carbohydrate, fibre, protein; then calcium … sodium; then vitamins A … choline.
DRI_PEOPLE = {
    years(0.25): "700 60 - 9.1 | 200 0.2 0.27 30 0.003 100 15 2 400 110 | 400 40 10 4 2 0.2 0.3 2 0.1 65 0.4 1.7 125",
    years(0.75): "800 95 - 11 | 260 0.22 11 75 0.6 275 20 3 860 370 | 500 50 10 5 2.5 0.3 0.4 4 0.3 80 0.5 1.8 150",
    years(2): "1300 130 19 13 | 700 0.34 7 80 1.2 460 20 3 2000 800 | 300 15 15 6 30 0.5 0.5 6 0.5 150 0.9 2 200",
    years(6): "1700 130 25 19 | 1000 0.44 10 130 1.5 500 30 5 2300 1000 | 400 25 15 7 55 0.6 0.6 8 0.6 200 1.2 3 250",
    years(10, "male"): "2400 130 31 34 | 1300 0.7 8 240 1.9 1250 40 8 2500 1200"
    " | 600 45 15 11 60 0.9 0.9 12 1 300 1.8 4 375",
    years(16, "male"): "3300 130 38 52 | 1300 0.89 11 410 2.2 1250 55 11 3000 1500"
    " | 900 75 15 15 75 1.2 1.3 16 1.3 400 2.4 5 550",
    years(25, "male"): "3700 130 38 56 | 1000 0.9 8 400 2.3 700 55 11 3400 1500"
    " | 900 90 15 15 120 1.2 1.3 16 1.3 400 2.4 5 550",
    years(60, "male"): "3700 130 30 56 | 1000 0.9 8 420 2.3 700 55 11 3400 1500"
    " | 900 90 15 15 120 1.2 1.3 16 1.7 400 2.4 5 550",
    years(80, "male"): "3700 130 30 56 | 1200 0.9 8 420 2.3 700 55 11 3400 1500"
    " | 900 90 20 15 120 1.2 1.3 16 1.7 400 2.4 5 550",
    years(13.9, "female"): "2100 130 26 34 | 1300 0.7 8 240 1.6 1250 40 8 2300 1200"
    " | 600 45 15 11 60 0.9 0.9 12 1 300 1.8 4 375",
    years(14, "female"): "2300 130 26 46 | 1300 0.89 15 360 1.6 1250 55 9 2300 1500"
    " | 700 65 15 15 75 1 1 14 1.2 400 2.4 5 400",
    years(40, "female"): "2700 130 25 46 | 1000 0.9 18 320 1.8 700 55 8 2600 1500"
    " | 700 75 15 15 90 1.1 1.1 14 1.3 400 2.4 5 425",
    years(51, "female"): "2700 130 21 46 | 1200 0.9 8 320 1.8 700 55 8 2600 1500"
    " | 700 75 15 15 90 1.1 1.1 14 1.5 400 2.4 5 425",
    years(71, "female"): "2700 130 21 46 | 1200 0.9 8 320 1.8 700 55 8 2600 1500"
    " | 700 75 20 15 90 1.1 1.1 14 1.5 400 2.4 5 425",
    years(17, "female", PREGNANT, 1): "3000 175 28 71 | 1300 1 27 400 2 1250 60 12 2600 1500"
    " | 750 80 15 15 75 1.4 1.4 18 1.9 600 2.6 6 450",
    years(28, "female", PREGNANT, 3): "3000 175 28 71 | 1000 1 27 350 2 700 60 11 2900 1500"
    " | 770 85 15 15 90 1.4 1.4 18 1.9 600 2.6 6 450",
    years(35, "female", LACTATING, 1): "3800 210 29 71 | 1000 1.3 9 320 2.6 700 70 12 2800 1500"
    " | 1300 120 15 19 90 1.4 1.6 17 2 500 2.8 7 550",
}
ORDER = (
    "water_g carbohydrate_g fibre_g protein_g | calcium_mg copper_mg iron_mg magnesium_mg manganese_mg phosphorus_mg selenium_ug"
    " zinc_mg potassium_mg sodium_mg | vitamin_a_ug vitamin_c_mg vitamin_d_ug vitamin_e_mg vitamin_k_ug thiamin_mg riboflavin_mg"
    " niacin_mg vitamin_b6_mg folate_ug vitamin_b12_ug pantothenic_acid_mg choline_mg"
).split()


@pytest.mark.parametrize("life", DRI_PEOPLE)
def test_the_dris_of_one_person(life: Life) -> None:
    found = intakes(DRI, life)
    for key, told in zip(ORDER, DRI_PEOPLE[life].split(), strict=True):
        if key != "|":
            amount = found[key].recommended if key in found else None
            assert amount == (None if told == "-" else Decimal(told)), key


@pytest.mark.parametrize(
    ("life", "told"),
    [
        (
            years(30, "female"),
            (
                "vitamin_a_ug=650 vitamin_c_mg=95 vitamin_d_ug=15 vitamin_e_mg=11 vitamin_k_ug=70 riboflavin_mg=1.6"
                " vitamin_b6_mg=1.6 folate_ug=330 vitamin_b12_ug=4 choline_mg=400 calcium_mg=950 copper_mg=1.3 iron_mg=16"
                " magnesium_mg=300 manganese_mg=3 phosphorus_mg=550 potassium_mg=3500 selenium_ug=70 zinc_mg=9.3 sodium_mg=2000"
                " fibre_g=25 water_g=2000 protein_g=52"
            ),
        ),
        (
            years(40, "male"),
            (
                "vitamin_a_ug=750 vitamin_c_mg=110 vitamin_e_mg=13 vitamin_b6_mg=1.7 calcium_mg=950 copper_mg=1.6 iron_mg=11"
                " magnesium_mg=350 zinc_mg=11.7 water_g=2500 protein_g=62 pantothenic_acid_mg=5"
            ),
        ),
        (years(20, "female"), "calcium_mg=1000 iron_mg=16"),
        (years(60, "female"), "iron_mg=11 protein_g=55"),
        (
            years(30, "female", PREGNANT, 2),
            (
                "vitamin_a_ug=700 vitamin_c_mg=105 folate_ug=600 vitamin_b12_ug=4.5 choline_mg=480 riboflavin_mg=1.9"
                " vitamin_b6_mg=1.8 copper_mg=1.5 zinc_mg=10.9 water_g=2300 protein_g=61 calcium_mg=950 iron_mg=16 selenium_ug=70"
            ),
        ),
        (years(30, "female", PREGNANT, 1), "protein_g=53"),
        (years(30, "female", PREGNANT, 3), "protein_g=80"),
        (
            years(30, "female", LACTATING, 1),
            (
                "vitamin_a_ug=1300 vitamin_c_mg=155 folate_ug=500 vitamin_b12_ug=5 choline_mg=520 riboflavin_mg=2 vitamin_b6_mg=1.7"
                " pantothenic_acid_mg=7 potassium_mg=4000 selenium_ug=85 zinc_mg=12.2 water_g=2700 protein_g=71"
            ),
        ),
        (years(30, "female", LACTATING, 2), "protein_g=65"),
        (years(0.75), "calcium_mg=280 iron_mg=11 zinc_mg=2.9 vitamin_d_ug=10 iron_mg=11 folate_ug=80 vitamin_c_mg=20"),
        (
            years(2),
            ("calcium_mg=450 iron_mg=7 magnesium_mg=170 vitamin_c_mg=20 fibre_g=10 sodium_mg=1100 vitamin_e_mg=6"),
        ),
        (
            years(8),
            ("calcium_mg=800 iron_mg=11 zinc_mg=7.4 vitamin_c_mg=45 folate_ug=200 potassium_mg=1800 water_g=1600"),
        ),
        (years(13, "female"), "calcium_mg=1150 iron_mg=13 zinc_mg=10.7 magnesium_mg=250 fibre_g=19 water_g=1900"),
        (years(16, "male"), "zinc_mg=14.2 vitamin_c_mg=100 vitamin_a_ug=750 folate_ug=330 iron_mg=11 fibre_g=21"),
    ],
)
def test_the_european_values_of_one_person(life: Life, told: str) -> None:
    found = intakes(EFSA, life)
    for each in told.split():
        key, _, amount = each.partition("=")
        assert found[key].recommended == Decimal(amount), key


@pytest.mark.parametrize(
    ("authority", "life", "told"),
    [
        (DRI, years(25, "male"), ("vitamin_a_ug=3000 vitamin_c_mg=2000 vitamin_d_ug=100 vitamin_e_mg=1000 niacin_mg=35"
         " vitamin_b6_mg=100 folate_ug=1000 choline_mg=3500 calcium_mg=2500 copper_mg=10 iron_mg=45 magnesium_mg=350"
         " manganese_mg=11 phosphorus_mg=4000 selenium_ug=400 zinc_mg=40 sodium_mg=2300")),
        (DRI, years(75, "female"), "calcium_mg=2000 phosphorus_mg=3000"),
        (DRI, years(5), "vitamin_a_ug=900 vitamin_d_ug=75 calcium_mg=2500 zinc_mg=12 sodium_mg=1500 magnesium_mg=110"),
        (DRI, years(0.25), "vitamin_d_ug=25 calcium_mg=1000 iron_mg=40 zinc_mg=4 selenium_ug=45"),
        (DRI, years(28, "female", PREGNANT, 1), "phosphorus_mg=3500 iron_mg=45 vitamin_a_ug=3000"),
        (EFSA, years(30, "female"), ("vitamin_d_ug=100 vitamin_e_mg=300 vitamin_b6_mg=12 calcium_mg=2500 selenium_ug=255"
         " zinc_mg=25 vitamin_a_ug=3000 folate_ug=1000 magnesium_mg=250 caffeine_mg=400")),
        (EFSA, years(30, "female", PREGNANT, 1), "caffeine_mg=200"),
        (EFSA, years(9, "male"), "vitamin_d_ug=50 zinc_mg=13 selenium_ug=130"),
    ],
)  # fmt: skip
def test_the_limits_of_one_person(authority: Reference, life: Life, told: str) -> None:
    found = intakes(authority, life)
    for each in told.split():
        key, _, amount = each.partition("=")
        assert found[key].limit == Decimal(amount), key


ALL_LIVES = [
    *(Life(None, months) for months in range(12)),
    *(years(age, sex) for age, sex in product(range(1, 121), ("female", "male"))),
    *(years(age, "female", PREGNANT, phase) for age, phase in product(range(12, 60), (1, 2, 3))),
    *(years(age, "female", LACTATING, phase) for age, phase in product(range(12, 60), (1, 2))),
]


@pytest.mark.parametrize("authority", [DRI, EFSA])
def test_everybody_has_exactly_one_row_for_each_nutrient(authority: Reference) -> None:
    rows = reference_tables._dri() if authority == DRI else reference_tables._read("efsa.csv")
    limits = reference_tables._dri_limits() if authority == DRI else reference_tables._read("efsa_limits.csv")
    keys = {row.nutrient for row in rows} - {"fat_g", "fibre_g", "protein_g", "water_g", "manganese_mg"}
    for life in ALL_LIVES:
        fitting = [row.nutrient for row in rows if row.is_for(life)]
        most = [row.nutrient for row in limits if row.is_for(life)]
        assert len(fitting) == len(set(fitting)), life
        assert len(most) == len(set(most)), life
        if authority == DRI or (life.months >= 6 and life.stage == NONE):
            assert keys <= set(fitting), life
    assert keys - {"protein_g_per_kg"} <= NUTRIENTS.keys()


@pytest.mark.parametrize("authority", [DRI, EFSA])
def test_what_must_hold_of_every_table(authority: Reference) -> None:
    for life in ALL_LIVES:
        found = intakes(authority, life)
        for key, intake in found.items():
            assert key in NUTRIENTS
            assert intake.source in sources()
            assert intake.recommended is None or intake.recommended > 0
            assert (intake.recommended is None) == (intake.kind is None)
            assert (intake.limit is None) == (intake.limit_kind is None) == (intake.limit_source is None)
            if intake.limit is not None and intake.recommended is not None and intake.limit_scope == "total":
                assert intake.limit > intake.recommended, (key, life)
            if intake.share is not None:
                assert Decimal(0) < intake.share[0] < intake.share[1] < 100
        if life.stage != NONE:
            base = intakes(authority, Life("female", min(max(life.months, 168), 611)))
            for key, intake in base.items():
                less = key == "iron_mg" and life.stage == LACTATING
                if intake.recommended is not None and not less:
                    now = found[key].recommended
                    assert now is not None
                    assert now >= intake.recommended, (key, life)


def test_limits_that_are_not_about_food_are_marked() -> None:
    found = intakes(DRI, years(30, "female"))
    scoped = {key: intake.limit_scope for key, intake in found.items() if intake.limit_scope not in (None, "total")}
    assert scoped == {
        "magnesium_mg": "supplements",
        "vitamin_e_mg": "supplements",
        "niacin_mg": "synthetic",
        "folate_ug": "synthetic",
        "vitamin_a_ug": "preformed",
    }


def test_sex_is_needed_from_nine_years_on_and_not_before() -> None:
    assert intakes(DRI, Life(None, 9 * 12 - 1))["iron_mg"].recommended == 10
    with pytest.raises(ValueError, match="sex"):
        intakes(DRI, Life(None, 9 * 12))
    assert intakes(DRI, Life(None, 30 * 12, PREGNANT, 1))["iron_mg"].recommended == 27


def test_european_values_of_energy_and_of_the_youngest_are_labelled_as_what_they_are() -> None:
    found = intakes(EFSA, years(30, "female"))
    assert {key for key, intake in found.items() if intake.source.startswith("dri")} == {"thiamin_mg", "niacin_mg"}
    assert {intake.source[:3] for intake in intakes(EFSA, Life(None, 3)).values()} == {"dri"}
