"""Words for amounts: which are masses, which are volumes, and how a household measure is called.

Grams and millilitres by definition: US customary volumes (21 CFR 101.9(b)(5)(viii) rounds them for labels; here they are exact),
the avoirdupois ounce and pound, the imperial pint only where a person's units ask for it.
"""

import re
from decimal import Decimal
from typing import Final

MASS_G: Final[dict[str, Decimal]] = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "mg": Decimal("0.001"),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
    "stone": Decimal("6350.29318"),
}

VOLUME_ML: Final[dict[str, Decimal]] = {
    "ml": Decimal(1),
    "cl": Decimal(10),
    "dl": Decimal(100),
    "l": Decimal(1000),
    "fl oz": Decimal("29.5735295625"),
    "cup": Decimal("236.5882365"),
    "tbsp": Decimal("14.78676478125"),
    "tsp": Decimal("4.92892159375"),
    "pint": Decimal("473.176473"),
    "quart": Decimal("946.352946"),
    "gallon": Decimal("3785.411784"),
}

# How people and tables write a unit -> how it is called here. Plurals are handled by `canonical_unit`.
SYNONYMS: Final[dict[str, str]] = {
    "gram": "g", "gramme": "g", "gm": "g", "gr": "g",
    "kilo": "kg", "kilogram": "kg", "kilogramme": "kg",
    "milligram": "mg",
    "ounce": "oz", "onz": "oz",
    "pound": "lb", "lbs": "lb",
    "millilitre": "ml", "milliliter": "ml", "mil": "ml", "cc": "ml",
    "centilitre": "cl", "centiliter": "cl",
    "decilitre": "dl", "deciliter": "dl",
    "litre": "l", "liter": "l", "ltr": "l",
    "fluid ounce": "fl oz", "fl ounce": "fl oz", "floz": "fl oz", "fl. oz": "fl oz", "fluid oz": "fl oz",
    "tablespoon": "tbsp", "tablespoonful": "tbsp", "tbs": "tbsp", "tblsp": "tbsp", "tbl": "tbsp", "soup spoon": "tbsp",
    "teaspoon": "tsp", "teaspoonful": "tsp", "coffee spoon": "tsp",
    "pt": "pint", "qt": "quart", "gal": "gallon",
    "cupful": "cup", "c": "cup",
    "sm": "small", "med": "medium", "lg": "large", "lrg": "large", "xl": "extra large", "x-large": "extra large",
    "jumbo": "jumbo",
    "pc": "piece", "pce": "piece", "each": "piece", "ea": "piece", "item": "piece", "unit": "piece", "whole": "piece",
    "pkg": "package", "packet": "packet", "sachet": "packet", "pack": "package", "pkt": "packet",
    "portion": "serving", "nlea serving": "serving", "helping": "serving", "order": "serving", "srv": "serving",
    "tin": "can", "tub": "container", "carton": "container", "pot": "container",
    "rasher": "slice", "wedge": "wedge", "bowlful": "bowl", "plateful": "plate", "glassful": "glass",
    "fistful": "handful", "hunk": "chunk", "floweret": "floret", "brochette": "skewer", "swig": "gulp",
    "tumbler": "glass", "wineglass": "glass", "jigger": "shot", "dram": "shot", "ladleful": "ladle",
    "scoopful": "scoop", "spoon": "spoonful", "mug": "mug", "mugful": "mug",
}  # fmt: skip

_IRREGULAR: Final = {
    "leaves": "leaf", "loaves": "loaf", "halves": "half", "glasses": "glass", "pastries": "pastry",
    "cookies": "cookie", "brownies": "brownie", "smoothies": "smoothie", "pies": "pie", "veggies": "veggie"}  # fmt: skip
_KEEP: Final = frozenset({"glass", "cross", "lbs", "swiss", "grass", "asparagus", "hummus", "gas"})


def canonical_unit(written: str) -> str:
    """A unit as it is called here: lower case, singular, synonyms resolved ("Tablespoons" -> "tbsp", "slices" -> "slice")."""
    unit = re.sub(r"\s+", " ", written.strip().lower()).rstrip(".")
    if unit in SYNONYMS:
        return SYNONYMS[unit]
    singular = singular_unit(unit)
    return SYNONYMS.get(singular, singular)


def singular_unit(unit: str) -> str:
    """The last word of a unit in the singular; units have few irregular plurals and they are listed."""
    head, _, last = unit.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last in _KEEP or not last.endswith("s") or last.endswith("ss") or len(last) < 3:
        pass
    elif last.endswith("ies") and len(last) > 5:
        last = last[:-3] + "y"
    elif last.endswith(("ches", "shes", "xes", "sses", "zes")) or last in {"potatoes", "tomatoes"}:
        last = last[:-2]
    else:
        last = last[:-1]
    return f"{head} {last}".strip()
