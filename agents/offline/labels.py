"""Reading a food's label: "new food: Skyr, per 100 g 63 kcal, 11 g protein"."""

import re
from decimal import Decimal
from typing import Final

from agents.offline import nutrients
from agents.offline.steps import NewFood, Remark, Why

# A label's energy in kilojoules; 1 kcal is 4.184 kJ (thermochemical calorie).
_KJ_IN_KCAL: Final = Decimal("4.184")
# Salt on a label is sodium times 2.5 (Regulation (EU) No 1169/2011, Annex I).
_SALT_IN_SODIUM: Final = Decimal("2.5")
_FOOD: Final = re.compile(
    r"^(?:please |i(?:'d like| want| need) to |can you |could you )*(?:(?:add|create|make|save|define|"
    r"register)\s+(?:a |my |this )?(?:new |own |custom )*food|"
    r"new (?:own |custom )?food)"
    r"(?: called| named)?\s*[:,–-]?\s*(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# "Save Zed bar as a food: 450 kcal per 100 g", "Zed bar has 450 kcal per 100 g, save it as a food".
_AS_FOOD: Final = re.compile(
    r"^(?:please )?(?:add|save|keep|create|put)\s+(?P<name>[^:,\d]{2,80}?)\s+(?:as|to|in|into|among) (?:a |an |my"
    r" )?(?:new |own |custom )*foods?"
    r"(?: of mine)?\s*[:,–-]\s*(?P<rest>.*\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAVED_AS_FOOD: Final = re.compile(
    r"^(?P<name>[^:,\d]{2,80}?) (?:has|contains|is|comes with) (?P<rest>.*\d.*?)[,;.]? (?:and )?(?:please"
    r" )?(?:save|add|keep|create) (?:it|that|this)"
    r" (?:as|to) (?:a |an |my )?(?:new |own |custom )*foods?(?: of mine)?$",
    re.IGNORECASE | re.DOTALL,
)
_BASIS: Final = re.compile(
    r"\bper\s+(?:(?P<grams>\d+(?:[.,]\d+)?)\s*(?P<unit>g|grams?|ml)\b(?:\s+serving)?|"
    r"(?:a |one )?(?:serving|portion|piece|slice|bar|scoop|cup)\b\s*(?:of|\(|=|is|,)?\s*"
    r"(?P<serving>\d+(?:[.,]\d+)?)\s*(?P<of>g|grams?|ml)\b\)?)",
    re.IGNORECASE,
)
_AMOUNT_FIRST: Final = re.compile(
    r"(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>kcal|k?cals?|calories|kj|kilojoules|g|grams?|mg|µg|ug|mcg)?\s*(?:of\s+)?"
    r"(?P<name>[a-z][a-z ]*[a-z])?",
    re.IGNORECASE,
)
_NAME_FIRST: Final = re.compile(
    r"^(?P<name>[a-z][a-z ]*?[a-z])\s*[:=]?\s*(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>kcal|k?cals?|kj|g|grams?|mg|µg|ug|mcg)?$",
    re.IGNORECASE,
)
_IN_GRAMS: Final = {"g": Decimal(1), "mg": Decimal("0.001"), "ug": Decimal("0.000001")}


def read_food(message: str) -> NewFood | Remark | None:
    """A food to be kept from its label; a remark where it says too little, None where the message is about something else."""
    food = _FOOD.match(message)
    if food is not None:
        return _food(food["rest"])
    told = _AS_FOOD.match(message) or _SAVED_AS_FOOD.match(message)
    return None if told is None else _food(f"{told['name']}: {told['rest']}")


def bare_name(name: str) -> str:
    """A name without whose it is: "my chili" as "chili"."""
    return re.sub(r"^(?:my|the|our)\s+", "", name.strip(" .,-"), flags=re.IGNORECASE)


def number_in(written: str) -> Decimal:
    """A figure with a point or a comma before its decimals."""
    return Decimal(written.replace(",", "."))


def _food(rest: str) -> NewFood | Remark:
    """A label: a name, "per 100 g" or "per serving (30 g)", and amounts with the nutrients' names."""
    basis = _BASIS.search(rest)
    if basis is None:
        return Remark(Why.LABEL)
    label = f"{rest[: basis.start()]} ; {rest[basis.end() :]}"
    first = re.search(r"\d", label)
    head = label[: min(basis.start(), first.start() if first else basis.start())]
    # "Zed: energy 264 kJ per 100 g": the name ends where the first nutrient is named.
    name, _, named = head.partition(":") if ":" in head else head.partition(",")
    found = _amounts(f"{named} {label[len(head) :]}")
    title = bare_name(re.sub(r"\s+(?:has|with|is|contains)\s*$", "", name.strip(" ,:;–-("), flags=re.IGNORECASE))
    if not title or not found:
        return Remark(Why.LABEL)
    grams = number_in(basis["grams"] or basis["serving"])
    by_volume = (basis["unit"] or basis["of"]).lower() == "ml"
    return NewFood(title, tuple(found.items()), None if grams == 100 else grams, by_volume)


def _amounts(label: str) -> dict[str, Decimal]:
    """The nutrients of a label by key, in the key's unit."""
    found: dict[str, Decimal] = {}
    for piece in re.split(r"[;\n]|,(?!\d)|/(?=\s*\d)|\band\b|\bwith\b", label):
        text = re.sub(r"\bof which\b", "", piece).strip(" :().-–")
        match = _NAME_FIRST.match(text) or _AMOUNT_FIRST.search(text)
        if match is None:
            continue
        unit, value = (match["unit"] or "").lower(), number_in(match["amount"])
        keys = nutrients.named_in(match["name"] or "")
        if unit in {"kj", "kilojoules"}:
            found.setdefault("energy_kcal", round(value / _KJ_IN_KCAL, 3))
        elif unit.endswith(("cal", "cals", "calories")):
            found["energy_kcal"] = value
        elif keys == ("sodium_mg",) and "salt" in (match["name"] or "").lower():
            found.setdefault("sodium_mg", round(_in_unit(value, unit or "g", "sodium_mg") / _SALT_IN_SODIUM, 3))
        elif keys:
            found.setdefault(keys[0], _in_unit(value, unit, keys[0]))
    return found


def _in_unit(value: Decimal, unit: str, key: str) -> Decimal:
    """So much of a nutrient in its key's own unit; without a unit it is in that already."""
    told = {"gram": "g", "grams": "g", "mcg": "ug", "µg": "ug"}.get(unit, unit)
    own = key.rpartition("_")[2]
    return value * _IN_GRAMS[told] / _IN_GRAMS[own] if told in _IN_GRAMS and own in _IN_GRAMS else value
