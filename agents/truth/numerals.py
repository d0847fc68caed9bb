"""Figures in a text: numbers in digits and in words, the unit behind them, and how exactly they are told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from fithub.core.nutrients import NUTRIENTS

type Kind = Literal["energy", "mass", "volume", "length", "percent", "count"]

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES: Final[Mapping[str, int]] = (
    {word: number for number, word in enumerate(_ONES)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {"dozen": 12, "couple": 2}
)
_SCALES: Final = {"hundred": 100, "thousand": 1000}
_SHARES: Final = {
    "half": Decimal("0.5"),
    "third": Decimal(1) / 3,
    "quarter": Decimal("0.25"),
    "twice": Decimal(2),
    "double": Decimal(2),
}
_WORD: Final = "|".join((*_VALUES, *_SCALES))
# The words with which a figure may begin, besides digits.
WORDS: Final = frozenset({*_VALUES, *_SCALES, *_SHARES})

# What one of a unit is of its kind: kcal, grams, millilitres, centimetres, per cent.
_MEASURES: Final[tuple[tuple[Kind, str, str], ...]] = (
    ("energy", "1", "kcal kcals cal cals calorie calories kilocalorie kilocalories"),
    ("energy", str(1 / Decimal("4.184")), "kj kilojoule kilojoules"),
    ("mass", "1", "g gram grams gramme grammes"),
    ("mass", "0.001", "mg milligram milligrams"),
    ("mass", "0.000001", "µg μg ug mcg microgram micrograms"),
    ("mass", "1000", "kg kgs kilo kilos kilogram kilograms"),
    ("mass", "28.349523125", "oz ounce ounces"),
    ("mass", "453.59237", "lb lbs pound pounds"),
    ("mass", "6350.29318", "st stone stones"),
    ("volume", "1", "ml millilitre millilitres milliliter milliliters"),
    ("volume", "1000", "l litre litres liter liters"),
    ("length", "1", "cm centimetre centimetres centimeter centimeters"),
    ("length", "2.54", "inch inches"),
    ("length", "100", "m metre metres meter meters"),
    ("length", "100000", "km kms kilometre kilometres kilometer kilometers"),
    ("length", "160934.4", "mile miles"),
    ("percent", "1", "% percent"),
)
_UNITS: Final[Mapping[str, tuple[Kind, Decimal]]] = {
    said: (kind, Decimal(factor)) for kind, factor, names in _MEASURES for said in names.split()
} | dict.fromkeys(("fl oz", "fluid ounce", "fluid ounces"), ("volume", Decimal("29.5735295625")))
# Between two systems of units nobody carries all the digits.
_OTHER_SYSTEM: Final = frozenset(
    [*"kj kilojoules oz ounces lb lbs pounds st stone l mile miles".split(), "fl oz", "fluid ounces"]
)
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_FIGURE: Final = re.compile(
    r"(?<![\w.,/#+-])(?:"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<words>(?:a |an )?(?:{_WORD})(?:(?:[ -]|,? and )(?:{_WORD}))*)\b(?! of (?:you|us|them|these|those)\b)"
    r"|(?:a |one )?(?P<share>half|third|quarter|twice|double)\b(?=,? (?:a|an|of|the|as|your|that)\b)"
    rf")(?:(?:\s|-)?(?:(?<=half )an? )?(?P<unit>{_UNIT})(?!\w))?(?![\w/]|:\d|-\d)(?:(?<=[a-z%µμ])|(?!\.\d))",
    re.IGNORECASE,
)
_STONE: Final = re.compile(r"\b(\d+) ?(?:st|stone),?(?: and)? (\d+(?:\.\d+)?) ?(?:lbs?|pounds?)\b", re.IGNORECASE)
# "About 1,900", and both ends of "between 1,890 and 3,030".
_NEAR: Final = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|some|close to|circa|ca\.|between|ranges?(?: is| of| from)?)|~|≈)\s*"
    r"(?:[\d,.]+\s*(?:[a-z]+\s*)?(?:to|and|or|-|–)\s*)?$",
    re.IGNORECASE,
)
_BELOW: Final = re.compile(r"\b(?:nearly|almost|just under|a little under|just shy of|up to)\s*$", re.IGNORECASE)
_ABOVE: Final = re.compile(r"\b(?:over|more than|above|at least|just over|a little over)\s*$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
# Beyond this share of a figure "about" is no excuse; between two units nobody carries all the digits.
_LOOSE: Final = Decimal("0.05")
_CONVERTED: Final = Decimal("0.005")

_NAMES: Final[Mapping[str, str]] = {
    **{each.label.lower().removesuffix(" (rae)"): key for key, each in NUTRIENTS.items() if key != "energy_kcal"},
    "carb": "carbohydrate_g", "carbs": "carbohydrate_g", "carbohydrates": "carbohydrate_g", "fats": "fat_g",
    "proteins": "protein_g", "fiber": "fibre_g", "sugar": "sugars_g", "sat fat": "saturated_fat_g",
    "saturates": "saturated_fat_g", "saturated fats": "saturated_fat_g", "salt": "sodium_mg",
}  # fmt: skip
NUTRIENT: Final = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\b(?!-free| free| loss)", re.IGNORECASE
)
_BEHIND: Final = re.compile(
    rf"\s*(?:of\s+|in\s+|more\s+|left\s+)*(?:the\s+|your\s+|total\s+|dietary\s+|pure\s+)?{NUTRIENT.pattern}",
    re.IGNORECASE,
)
# Energy is not of one nutrient: no tool says how much of it comes from protein.
_ENERGY_OF: Final = re.compile(rf"\s*(?:of|from|in)\s+(?:the\s+|your\s+)?{NUTRIENT.pattern}(?!-)", re.IGNORECASE)
_LINK: Final = re.compile(r"\W*(?:(?!\band\b|\bwith\b)[\w']+\W+){0,5}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is told: its value in the base of its kind, and how far off it may be below and above.

    `nutrient`: the one named with it; `carried`: the one named before it, which it need not be about.
    """

    said: str
    value: Decimal
    kind: Kind
    below: Decimal
    above: Decimal
    nutrient: str | None
    carried: str | None
    start: int
    end: int

    def agrees(self, value: Decimal) -> bool:
        """Whether a known value of the same kind is what is told, rounded."""
        off = abs(value) - self.value
        return -self.below <= off <= self.above


def is_unit(word: str) -> bool:
    """Whether a word is a unit that figures are told in."""
    return word.lower() in _UNITS


def nutrients_in(text: str) -> set[str]:
    """The keys of the nutrients that a text names."""
    return {_NAMES[name.lower()] for name in NUTRIENT.findall(text)}


def figures(text: str) -> list[Figure]:
    """All figures of a text, in order; the single word "one" is none."""
    text = _NUMBERED.sub(lambda found: " " * len(found[0]), text)
    found: list[Figure] = []
    for match in _STONE.finditer(text):
        grams = Decimal(match[1]) * _UNITS["st"][1] + Decimal(match[2]) * _UNITS["lb"][1]
        half = _UNITS["lb"][1] / 2
        found.append(Figure(match[0], grams, "mass", half, half, None, None, match.start(), match.end()))
    text = _STONE.sub(lambda taken: " " * len(taken[0]), text)
    last = 0
    for match in _FIGURE.finditer(text):
        if match["words"] and match["words"].lower() == "one" and not match["unit"]:
            continue
        found.append(_figure(match, text, last))
        last = match.end()
    return sorted(found, key=lambda each: each.start)


def _figure(match: re.Match[str], text: str, last: int) -> Figure:
    kind, factor = _UNITS.get((match["unit"] or "").lower(), ("count", Decimal(1)))
    told, step = _value(match)
    below = above = step / 2
    before = text[: match.start()]
    loose = min(max(step, _trailing(told)) / 2, told * _LOOSE)
    if _NEAR.search(before):
        below = above = max(below, loose)
    elif _BELOW.search(before):
        below = max(below, told * _LOOSE)
    elif _ABOVE.search(before):
        above = max(above, told * _LOOSE)
    slack = told * _CONVERTED if (match["unit"] or "").lower() in _OTHER_SYSTEM else Decimal(0)
    nutrient, carried = _about(text, match, last) if kind in {"mass", "count"} else (None, None)
    if kind == "energy":
        nutrient = _energy_of(text, match)
    value = told * factor
    return Figure(
        match[0],
        value,
        kind,
        (below + slack) * factor,
        (above + slack) * factor,
        nutrient,
        carried,
        match.start(),
        match.end(),
    )


def _energy_of(text: str, match: re.Match[str]) -> str | None:
    behind = _ENERGY_OF.match(text, match.end()) if match["unit"] else None
    return _NAMES[behind[1].lower()] if behind else None


def _about(text: str, match: re.Match[str], last: int) -> tuple[str | None, str | None]:
    """The nutrient that a figure is told of, and that it may be told of."""
    behind = _BEHIND.match(text, match.end())
    if behind:
        return _NAMES[behind[1].lower()], None
    named = list(NUTRIENT.finditer(text, last, match.start()))
    if named and _LINK.fullmatch(text, named[-1].end(), match.start()):
        return _NAMES[named[-1][1].lower()], None
    earlier = list(NUTRIENT.finditer(text, 0, match.start()))
    return None, _NAMES[earlier[-1][1].lower()] if earlier else None


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The number, and the step of its last digit."""
    if match["digits"]:
        told = match["digits"].replace(",", "")
        return Decimal(told), Decimal(1).scaleb(-len(told.partition(".")[2]))
    if match["share"]:
        return _SHARES[match["share"].lower()], Decimal("0.01")
    whole = part = 0
    for word in re.findall(r"[a-z]+", match["words"].lower()):
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word == "thousand":
                whole, part = whole + part, 0
        elif word == "dozen":
            part = max(part, 1) * 12
        else:
            part += _VALUES.get(word, 0)
    return Decimal(whole + part), Decimal(1)


def _trailing(told: Decimal) -> Decimal:
    """The step of the last digit that is not a nought: 10 for 1,240."""
    if told == 0:
        return Decimal(1)
    digits = str(told)
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) if "." not in digits else Decimal(0)
