"""How people call nutrients, and how amounts of them are told."""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from fithub.core.nutrients import NUTRIENTS

MACROS: Final = ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g")
# What only an answer tells: the energy in kilojoules; 1 kcal is 4.184 kJ (thermochemical calorie).
ENERGY_KJ: Final = "energy_kj"
KJ_IN_KCAL: Final = Decimal("4.184")
_KILOJOULES: Final = re.compile(r"\b(?:kjs?|kilo-?joules?)\b", re.IGNORECASE)
# Beside the labels of the nutrients themselves.
_CALLED: Final = {
    "energy_kcal": "calories calorie cals cal kcal kcals kilocalories energy",
    "protein_g": "proteins",
    "carbohydrate_g": "carbs carb carbohydrates",
    "fat_g": "fats",
    "fibre_g": "fiber fibres fibers roughage",
    "sugars_g": "sugar",
    "cholesterol_mg": "cholestrol",
    "sodium_mg": "salt",
    "water_g": "",
    "vitamin_a_ug": "retinol",
    "folate_ug": "folic",
    "alcohol_g": "",
}
_PHRASES: Final = {
    "saturated fat": "saturated_fat_g", "sat fat": "saturated_fat_g",
    "saturates": "saturated_fat_g", "saturated fats": "saturated_fat_g",
    "trans fat": "trans_fat_g", "trans fats": "trans_fat_g", "vitamin a": "vitamin_a_ug", "vit a": "vitamin_a_ug",
    "folic acid": "folate_ug", "b12": "vitamin_b12_ug", "b6": "vitamin_b6_mg",
} | {
    f"{word} {letter}": f"vitamin_{letter}_{unit}"
    for word in ("vitamin", "vit")
    for letter, unit in (("c", "mg"), ("d", "ug"), ("e", "mg"), ("k", "ug"), ("b6", "mg"), ("b12", "ug"))
}  # fmt: skip
# Words that are foods as well: on their own they name a nutrient only where "how much" asks for one.
_AMBIGUOUS: Final = frozenset({"water", "alcohol", "salt", "fat", "sugar", "starch", "energy", "folic"})


def _names() -> dict[str, str]:
    names = dict(_PHRASES)
    for key, nutrient in NUTRIENTS.items():
        names.setdefault(nutrient.label.lower().replace(" (rae)", ""), key)
    for key, words in _CALLED.items():
        names |= dict.fromkeys(words.split(), key)
    return names


_BY_NAME: Final = _names()
_NAMED: Final = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_ALL: Final = re.compile(r"\b(macros?|macronutrients?|nutrition|nutritional|nutrients?)\b", re.IGNORECASE)


def named_in(text: str) -> tuple[str, ...]:
    """The keys of the nutrients that a text names, in order, each once; the four macros for "macros"."""
    found = list(dict.fromkeys(_BY_NAME[match.lower()] for match in _NAMED.findall(text)))
    if not found and _ALL.search(text):
        return MACROS
    return tuple(found)


def keyed(text: str, mark: str) -> tuple[str, tuple[str, ...]]:
    """The text with a mark for each nutrient that it names, and their keys in the same order."""
    keys = tuple(_BY_NAME[match.lower()] for match in _NAMED.findall(text))
    return _NAMED.sub(mark, text), keys


def without_names(text: str) -> str:
    """The text without the nutrients that it names."""
    return _ALL.sub(" ", _NAMED.sub(" ", text))


def with_another(text: str, name: str) -> str | None:
    """The text with another nutrient's name for the only one that it has; None where it has several, or `name` is none alone."""
    if without_names(name).strip() or len(_NAMED.findall(text)) != 1:
        return None
    return _NAMED.sub(name, text)


def is_named_alone(text: str) -> bool:
    """Whether a nutrient is named by a word that is no food as well."""
    return any(match.lower() not in _AMBIGUOUS for match in _NAMED.findall(text)) or bool(_ALL.search(text))


def in_kilocalories(asked: str) -> str:
    """A question with kilocalories for the kilojoules that it asks for: they are told apart only in the answer."""
    return _KILOJOULES.sub("kcal", asked)


def asks_kilojoules(text: str) -> bool:
    """Whether a question asks for kilojoules, and not for calories as well."""
    return _KILOJOULES.search(text) is not None and "energy_kcal" not in named_in(text)


def with_kilojoules(data: Any, key: str = "") -> Any:
    """What a tool returned, with `energy_kj` beside each `energy_kcal`; counts of what is unknown are none."""
    if isinstance(data, list | tuple):
        return [with_kilojoules(each) for each in data]
    if not isinstance(data, Mapping) or key == "unknown":
        return data
    found = {name: with_kilojoules(value, name) for name, value in data.items()}
    if "energy_kcal" in found:
        found[ENERGY_KJ] = _times_kilojoules(found["energy_kcal"])
    return found


def _times_kilojoules(energy: Any) -> Any:
    if isinstance(energy, Mapping):
        return {bound: _times_kilojoules(value) for bound, value in energy.items()}
    return None if energy is None else Decimal(str(energy)) * KJ_IN_KCAL


def so_much(key: str, value: Any) -> str:
    """An amount with its nutrient: "120 kcal", "1883 kJ", "5 g protein"."""
    return amount(key, value) if key in {"energy_kcal", ENERGY_KJ} else f"{amount(key, value)} {label(key)}"


def label(key: str) -> str:
    """A nutrient in the middle of a sentence: "protein", "vitamin C", "calories" for energy."""
    if key in {"energy_kcal", ENERGY_KJ}:
        return "energy"
    name = NUTRIENTS[key].label.replace(" (RAE)", "")
    return name[0].lower() + name[1:]


def amount(key: str, value: Any) -> str:
    """An amount with its unit, rounded for reading: whole kcal, tenths of the rest, as stored otherwise."""
    unit = "kJ" if key == ENERGY_KJ else NUTRIENTS[key].unit
    return f"{number(value, 0 if unit in {'kcal', 'kJ'} else 1)} {unit}"


def number(value: Any, places: int = 1) -> str:
    """A figure with at most so many places, no zeros behind the point; small ones keep a digit that says something.

    Halves go up, as they do where the page shows the same figure.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    step = Decimal(1).scaleb(-places)
    rounded = exact.quantize(step, rounding=ROUND_HALF_UP)
    if rounded == 0 and exact != 0 and places:
        rounded = exact.normalize()
    told = f"{rounded:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def listed(parts: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    told = list(parts)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
