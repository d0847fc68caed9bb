"""FoodData Central's nutrient numbers for our keys.

After nutrient.csv of the release of October 2024. Where several stand for one nutrient the first that is known counts. Energy: 1008
is what a table or label gives; of Foundation Foods, which have none, by Atwater's specific factors (2048, as SR28 and FNDDS
reckon) before the general ones (2047), and kilojoules (1062) last. Vitamin A in IU is no RAE and stays unknown.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from fithub.core.nutrients import NUTRIENTS

KJ_OF_KCAL: Final = 4.184
# 40 IU of vitamin D are 1 µg (21 CFR 101.9(c)(8)(iv)).
_IU_OF_UG_OF_VITAMIN_D: Final = 40.0

# Key -> numbers, the surest first.
NUMBERS: Final[Mapping[str, tuple[int, ...]]] = {
    "energy_kcal": (1008, 2048, 2047, 1062), "protein_g": (1003,), "carbohydrate_g": (1005, 1050), "fat_g": (1004, 1085),
    "fibre_g": (1079, 2033), "sugars_g": (2000, 1063), "starch_g": (1009,), "saturated_fat_g": (1258,),
    "monounsaturated_fat_g": (1292,), "polyunsaturated_fat_g": (1293,), "trans_fat_g": (1257,), "cholesterol_mg": (1253,),
    "alcohol_g": (1018,), "caffeine_mg": (1057,), "water_g": (1051,), "sodium_mg": (1093,), "potassium_mg": (1092,),
    "calcium_mg": (1087,), "iron_mg": (1089,), "magnesium_mg": (1090,), "phosphorus_mg": (1091,), "zinc_mg": (1095,),
    "copper_mg": (1098,), "manganese_mg": (1101,), "selenium_ug": (1103,), "vitamin_a_ug": (1106,), "vitamin_c_mg": (1162,),
    "vitamin_d_ug": (1114, 1110), "vitamin_e_mg": (1109,), "vitamin_k_ug": (1185,), "thiamin_mg": (1165,),
    "riboflavin_mg": (1166,), "niacin_mg": (1167,), "pantothenic_acid_mg": (1170,), "vitamin_b6_mg": (1175,),
    "folate_ug": (1177,), "vitamin_b12_ug": (1178,), "choline_mg": (1180,),
}  # fmt: skip
_UNITS: Final = {"G": 1e6, "MG": 1e3, "UG": 1.0, "µG": 1.0}
# What a number is counted in where nutrient.csv does not tell.
_USUAL: Final = {1062: "KJ", 1110: "IU"}

WANTED: Final = frozenset(number for numbers in NUMBERS.values() for number in numbers)
_KEY: Final = {number: (key, rank) for key, numbers in NUMBERS.items() for rank, number in enumerate(numbers)}


def factors(units: Mapping[int, str]) -> dict[int, float]:
    """What an amount of each number is multiplied by to be in the unit of its key.

    `units`: number -> unit, as nutrient.csv has them. A number in a unit that cannot be turned into the key's is left out.
    """
    found = {}
    for number, (key, _) in _KEY.items():
        wanted = NUTRIENTS[key].unit.upper().replace("µ", "U")
        written = units.get(number, _USUAL.get(number, wanted)).strip().upper().replace("µ", "U")
        if written == wanted:
            found[number] = 1.0
        elif written == "KJ" and wanted == "KCAL":
            found[number] = 1 / KJ_OF_KCAL
        elif written == "IU" and key == "vitamin_d_ug":
            found[number] = 1 / _IU_OF_UG_OF_VITAMIN_D
        elif written in _UNITS and wanted in _UNITS:
            found[number] = _UNITS[written] / _UNITS[wanted]
    return found


def by_key(amounts: Iterable[tuple[int, float]], factor: Mapping[int, float]) -> dict[str, float]:
    """Amounts in 100 g by our keys, to a thousandth; of the numbers for one key the surest."""
    found: dict[str, float] = {}
    ranks: dict[str, int] = {}
    for number, amount in amounts:
        if number not in factor:
            continue
        key, rank = _KEY[number]
        if rank < ranks.get(key, 99):
            ranks[key] = rank
            found[key] = round(amount * factor[number], 3)
    return found
