"""What a column of another program's table holds: told by the words of its header, and the unit in it."""

import re
from dataclasses import dataclass
from typing import Final

from fithub.core.nutrients import NUTRIENTS
from fithub.exchange.amounts import canonical, convertible, unit_of

# What a column may be besides a nutrient, a metric or something moved.
STRUCTURE: Final = frozenset(
    "date time moment slot description brand amount quantity unit grams metric_name metric_value metric_unit activity".split()
)
METRICS: Final = (
    "weight_kg body_fat_percent muscle_mass_percent waist_cm hip_cm neck_cm arm_cm thigh_cm calf_cm".split()
)
# Masses of a part of the body: told as a share of the weight in the same row.
SHARES: Final = {"fat_mass_kg": "body_fat_percent", "muscle_mass_kg": "muscle_mass_percent"}
MOVED: Final = ("active_energy_kcal", "duration_minutes", "moved_steps")
WATER: Final = "drunk_water_ml"
# How the record's roles read where they would be taken for a nutrient of food.
AMOUNTS: Final = (*NUTRIENTS, *METRICS, *SHARES, *MOVED, WATER, "grams")
# Whose cells are numbers, with or without something behind them.
NUMBERS: Final = frozenset((*AMOUNTS, "amount", "quantity", "metric_value"))
ROLES: Final = frozenset((*STRUCTURE, *AMOUNTS))

# The words of a header -> what the column is. In lower case, without the unit.
_WORDS: Final[dict[str, str]] = {
    word: role
    for role, words in {
        "date": "date|day|local date|datum|fecha|data|diary date|logged on",
        "time": "time|time of day|uhrzeit|hour|logged at|hora",
        "moment": "datetime|date time|date/time|timestamp|time of measurement|measured at|date and time|measurement time"
        "|recorded at|measurement date|created at|start date|start time",
        "slot": "meal|group|meal type|meal name|slot|mahlzeit|eating occasion|repas|comida|pasto",
        "description": "food name|food|description|item|name|food item|lebensmittel|product|product name|aliment|alimento",
        "brand": "brand|manufacturer|marke",
        "amount": "amount|serving|portion|menge|serving amount",
        "quantity": "quantity|qty|serving qty|servings|number of servings|serving quantity",
        "unit": "unit|units|serving unit|serving size|measure|einheit",
        "grams": "grams|weight in grams|serving weight|gram weight|total weight|gramm",
        "metric_name": "metric|measurement|measurement type|measure name|biometric",
        "metric_value": "value|wert|reading",
        "metric_unit": "metric unit|measurement unit",
        "activity": "exercise|activity|workout|exercise name|activity type",
        "active_energy_kcal": "calories burned|exercise calories|activity calories|active energy|active calories|energy burned"
        "|burned|kcal burned",
        "duration_minutes": "minutes|exercise minutes|duration|duration minutes",
        "moved_steps": "steps|step count|step",
        WATER: "water intake|water drunk|water consumed",
        "weight_kg": "weight|body weight|bodyweight|scale weight|gewicht|body mass|average weight|poids|peso|weigh-in",
        "body_fat_percent": "body fat|body fat percentage|fat percent|fat percentage|bodyfat|body fat percent|body fat rate",
        "muscle_mass_percent": "muscle mass percentage|skeletal muscle|skeletal muscle percentage",
        "fat_mass_kg": "fat mass|body fat mass",
        "muscle_mass_kg": "muscle mass|muscle",
        "waist_cm": "waist|waist circumference|taille",
        "hip_cm": "hip|hips|hip circumference",
        "neck_cm": "neck|neck circumference",
        "arm_cm": "arm|arms|bicep|biceps|upper arm",
        "thigh_cm": "thigh|thighs",
        "calf_cm": "calf|calves",
        "energy_kcal": "energy|calories|kcal|cals|calories eaten|food calories|energie|kilojoules|kj|energy consumed|calories in",
        "protein_g": "protein|proteins|eiweiß|eiweiss|protéines|proteína|proteine",
        "carbohydrate_g": "carbs|carbohydrate|carbohydrates|total carbs|total carbohydrates|kohlenhydrate|glucides|carb",
        "fat_g": "fat|total fat|fats|fett|lipides|grasas|total fats",
        "fibre_g": "fiber|fibre|dietary fiber|dietary fibre|ballaststoffe",
        "sugars_g": "sugar|sugars|total sugars|zucker",
        "starch_g": "starch",
        "saturated_fat_g": "saturated fat|saturated|saturated fats|sat fat|saturates|of which saturates|gesättigte fettsäuren",
        "monounsaturated_fat_g": "monounsaturated fat|monounsaturated|monounsaturated fats",
        "polyunsaturated_fat_g": "polyunsaturated fat|polyunsaturated|polyunsaturated fats",
        "trans_fat_g": "trans fat|trans fats|trans",
        "cholesterol_mg": "cholesterol",
        "alcohol_g": "alcohol|ethanol",
        "caffeine_mg": "caffeine",
        "water_g": "water",
        "sodium_mg": "sodium",
        "potassium_mg": "potassium",
        "calcium_mg": "calcium",
        "iron_mg": "iron",
        "magnesium_mg": "magnesium",
        "phosphorus_mg": "phosphorus",
        "zinc_mg": "zinc",
        "copper_mg": "copper",
        "manganese_mg": "manganese",
        "selenium_ug": "selenium",
        "vitamin_a_ug": "vitamin a",
        "vitamin_c_mg": "vitamin c",
        "vitamin_d_ug": "vitamin d",
        "vitamin_e_mg": "vitamin e",
        "vitamin_k_ug": "vitamin k",
        "thiamin_mg": "b1|thiamin|thiamine|vitamin b1|b1 thiamine",
        "riboflavin_mg": "b2|riboflavin|vitamin b2|b2 riboflavin",
        "niacin_mg": "b3|niacin|vitamin b3|b3 niacin",
        "pantothenic_acid_mg": "b5|pantothenic acid|vitamin b5|b5 pantothenic acid",
        "vitamin_b6_mg": "b6|vitamin b6|b6 pyridoxine",
        "folate_ug": "folate|b9|vitamin b9",
        "vitamin_b12_ug": "b12|vitamin b12|b12 cobalamin",
        "choline_mg": "choline",
    }.items()
    for word in words.split("|")
}  # fmt: skip

# Without a unit in the header, what everybody means. Of all else a bare number may be grams, milligrams or a share of a
# reference intake, and body measurements may be in either of two systems.
_USUAL: Final = frozenset(
    "energy_kcal protein_g carbohydrate_g fat_g fibre_g sugars_g starch_g saturated_fat_g monounsaturated_fat_g"
    " polyunsaturated_fat_g trans_fat_g cholesterol_mg sodium_mg potassium_mg alcohol_g caffeine_mg body_fat_percent"
    " muscle_mass_percent active_energy_kcal duration_minutes moved_steps grams".split()
)
# In which units a person may have measured where the header does not say.
CHOICES: Final = {"kg": ("kg", "lb", "stone"), "cm": ("cm", "in"), "g": ("g", "mg", "ug"), "mg": ("mg", "ug", "g"),
                  "ug": ("ug", "mg", "iu"), "ml": ("ml", "l", "fl oz", "cup"), "kcal": ("kcal", "kj")}  # fmt: skip

# Units that are also what a column is about: "exercise calories" is no exercise in calories.
_SAID: Final = frozenset({"calories", "calorie", "cals", "cal", "kcal", "minutes", "count"})
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Header:
    """A header's words and the unit in it, if there is one."""

    words: str
    unit: str | None


def read_header(text: str) -> Header:
    """ "Vitamin D (IU)" is ("vitamin d", "iu"), "weight_kg" ("weight", "kg"), "B12, Cobalamin (µg)" ("b12 cobalamin", "ug")."""
    plain = " ".join(text.replace("_", " ").replace("\ufeff", "").casefold().split())
    unit = None
    for inner in _BRACKET.findall(plain):
        found = canonical(inner)
        if found is not None:
            unit, plain = found, plain.replace(f"({inner})", " ").replace(f"[{inner}]", " ")
    plain = " ".join(re.sub(r"[()\[\]:*\"]", " ", plain).split())
    if unit is None:
        head, _, last = re.sub(r"[,/]\s*", " ", plain).rpartition(" ")
        found, role = canonical(last), _WORDS.get(head.strip())
        if (
            plain not in _WORDS
            and found is not None
            and last not in _SAID
            and role is not None
            and convertible(found, role)
        ):
            return Header(head.strip(), found)
        if plain in {"kj", "kilojoules"}:
            unit = "kj"
    words = " ".join(re.sub(r"[-,]", " ", plain).split())
    return Header(words if plain not in _WORDS else plain, unit)


def role_of(header: Header) -> str | None:
    """What a column with this header is, None where its words say nothing."""
    role = _WORDS.get(header.words)
    if role == "fat_g" and header.unit == "%":
        return "body_fat_percent"
    if role in SHARES and header.unit == "%":
        return SHARES[role]
    if role == "unit" and header.unit is not None:
        return None
    return role


def unit_for(role: str, header: Header) -> str | None:
    """The unit of the column's numbers: the header's, or what everybody means; None where a person has to say it."""
    if role not in AMOUNTS:
        return None
    if header.unit is not None and convertible(header.unit, role):
        return header.unit
    if header.unit is None and role in _USUAL:
        return unit_of(role)
    return None
