"""The Daily Values of the labels of the United States: what a day is measured against where nobody said more."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from fithub.body.bounds import Bounds

# Daily Values for adults and children of four years and more, 21 CFR 101.9(c)(8)(iv) and (c)(9), reference intake 2,000 kcal.
# Fat, saturated fat, cholesterol and sodium are amounts not to exceed.
DAILY_VALUES: Final[Mapping[str, Bounds]] = {
    key: {bound: Decimal(amount)}
    for key, bound, amount in (
        ("energy_kcal", "target", "2000"),
        ("protein_g", "target", "50"),
        ("carbohydrate_g", "target", "275"),
        ("fat_g", "target", "78"),
        ("fibre_g", "min", "28"),
        ("saturated_fat_g", "max", "20"),
        ("cholesterol_mg", "max", "300"),
        ("sodium_mg", "max", "2300"),
        ("potassium_mg", "min", "4700"),
        ("calcium_mg", "min", "1300"),
        ("iron_mg", "min", "18"),
        ("magnesium_mg", "min", "420"),
        ("phosphorus_mg", "min", "1250"),
        ("zinc_mg", "min", "11"),
        ("copper_mg", "min", "0.9"),
        ("manganese_mg", "min", "2.3"),
        ("selenium_ug", "min", "55"),
        ("vitamin_a_ug", "min", "900"),
        ("vitamin_c_mg", "min", "90"),
        ("vitamin_d_ug", "min", "20"),
        ("vitamin_e_mg", "min", "15"),
        ("vitamin_k_ug", "min", "120"),
        ("thiamin_mg", "min", "1.2"),
        ("riboflavin_mg", "min", "1.3"),
        ("niacin_mg", "min", "16"),
        ("pantothenic_acid_mg", "min", "5"),
        ("vitamin_b6_mg", "min", "1.7"),
        ("folate_ug", "min", "400"),
        ("vitamin_b12_ug", "min", "2.4"),
        ("choline_mg", "min", "550"),
    )
}
