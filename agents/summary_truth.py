"""Whether a summary's sentences agree with the figures that they point to. Stricter than agents.truth: here it is known what each
sentence is about.

A figure that is told must be one of those of its own sentence, in its unit and of the nutrient named beside it; a day that is
named must be one of theirs; "more" and "less" must have their sign. What is burned is never told for what was eaten, and never
without its range. Numbers in words count like digits. And nobody is praised
or blamed for what they ate.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from fithub.coaching.figures import EXPENDITURE, Digest, Figure, Sense, Sentence
from fithub.core.nutrients import NUTRIENTS

MOST_SENTENCES: Final = 12
LONGEST_SENTENCE: Final = 320

_WEEKDAYS: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS: Final = tuple("january february march april may june july august september october november december".split())
_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
    )
    if word not in {"zero", "one"}
} | {"twice": 2, "half": None, "double": None, "twofold": None, "third": None, "quarter": None, "dozen": None}
_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?P<number>[+−–-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>%|[a-zA-Zµμ]+)?", re.UNICODE
)
_UNITS: Final = {
    "kcal": "kcal", "calories": "kcal", "calorie": "kcal", "kilocalories": "kcal",
    "g": "g", "gram": "g", "grams": "g", "mg": "mg", "milligrams": "mg", "µg": "µg", "μg": "µg", "ug": "µg", "mcg": "µg",
    "micrograms": "µg", "kg": "kg", "kilograms": "kg", "kilos": "kg", "lb": "lb",
    "lbs": "lb", "pounds": "lb", "%": "%", "percent": "%",
    "day": "days", "days": "days", "entry": "entries", "entries": "entries",
}  # fmt: skip
# What else may stand behind a number as a unit would be another's.
_FOREIGN: Final = frozenset(
    "kj kilojoules cal cals oz ounces stone ml l litres liters cups meals meal foods weeks week months times hours"
    " years portions servings".split()
)
_MORE: Final = re.compile(r"\b(?:more|higher|above|up|rose|risen|increased?|gained|exceed(?:ed|s)?|over your)\b")
_LESS: Final = re.compile(r"\b(?:less|lower|below|under|down|fell|fallen|decreased?|dropped|fewer|lost|short of)\b")
_NAMES: Final[Mapping[str, str]] = {
    **{each.label.lower(): key for key, each in NUTRIENTS.items()},
    **{each.label.lower().replace(" ", "-"): key for key, each in NUTRIENTS.items() if " " in each.label},
    "carbs": "carbohydrate_g", "carbohydrates": "carbohydrate_g", "fiber": "fibre_g",
    "sugar": "sugars_g", "vitamin a": "vitamin_a_ug", "salt": "sodium_mg",
}  # fmt: skip
_NAME: Final = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})(?!\w)")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b")
_QUOTED: Final = re.compile(r"[“\"]([^”\"]*)[”\"]")
_CLAUSES: Final = re.compile(r"[;:,()]|\band\b|\bbut\b|\bwhile\b|\bwhereas\b|\bthough\b")
_JUDGING: Final = re.compile(
    r"\b(?:cheat(?:ed|ing)?|guilt\w*|naught\w+|sinn?\w*|junk|bad (?:day|food|choice)s?|clean eating|fail(?:ed|ure|ing)?|lazy"
    r"|disappoint\w*|shame\w*|should(?:n't| not)? have|overate|overeat\w*|binge\w*|skinny"
    r"|burn (?:it|that) off|earn(?:ed)? (?:it|your)|willpower|weak)\b"
)
_PRAISE: Final = re.compile(
    r"\b(?:great|well done|congratulations|congrats|proud|excellent|impressive|amazing|awesome|good job|nice(?:ly)?|bravo"
    r"|keep it up|fantastic|wonderful|perfect|crushing|kudos)\b"
)
_BURNING: Final = re.compile(r"\b(?:burn\w*|expend\w*)\b")
_EATING: Final = re.compile(r"\b(?:ate|eat\w*|had|averag\w*|logg\w*|intake|target\w*|total\w*|aim\w*)\b")
_BURNED: Final = tuple(f"{EXPENDITURE}.{name}" for name in ("kcal", "low", "high"))
_LINK: Final = re.compile(r"https?:|www\.|[<>{}\[\]|`*_#]")


def faults(sentences: Sequence[Sentence], digest: Digest) -> list[str]:
    """What is wrong with a summary's sentences, each in one line; nothing where they may be told."""
    if not sentences:
        return ["there is no sentence"]
    if len(sentences) > MOST_SENTENCES:
        return [f"there are more than {MOST_SENTENCES} sentences"]
    return [fault for sentence in sentences for fault in _faults(sentence, digest)]


def _faults(sentence: Sentence, digest: Digest) -> list[str]:
    unknown = [ref for ref in sentence.refs if ref not in digest.figures]
    if unknown or not sentence.refs:
        return [f"{sentence.text[:60]!r} points to {', '.join(unknown) or 'no figure'}"]
    if not 0 < len(sentence.text.strip()) <= LONGEST_SENTENCE or _LINK.search(sentence.text):
        return [f"{sentence.text[:60]!r} is no plain sentence"]
    figures = [digest.figures[ref] for ref in sentence.refs]
    text, wrong = _without_names(sentence.text, figures)
    text = text.lower()
    text, strange = _by_weekdays(text, {each for figure in figures for each in figure.dates})
    wrong += [f"{each!r} is no day of this sentence's figures" for each in strange]
    wrong += _wrong_numbers(text, figures)
    wrong += _wrong_signs(text, figures)
    wrong += _wrong_burned(text, figures)
    if _JUDGING.search(text):
        wrong.append("it judges what was eaten")
    if _PRAISE.search(text) and (digest.care or _is_about_less(figures)):
        wrong.append("it praises eating less")
    return [f"{fault}: {sentence.text[:80]!r}" for fault in wrong]


def _without_names(text: str, figures: Sequence[Figure]) -> tuple[str, list[str]]:
    """The text without the names of foods, which are data: they are quoted, and are those of the sentence's figures."""
    names = {figure.name for figure in figures if figure.name}
    wrong = [
        f"{name!r} is not a name of this sentence's figures" for name in _QUOTED.findall(text) if name not in names
    ]
    return _QUOTED.sub(" ", text), wrong


def _by_weekdays(text: str, days: set[date]) -> tuple[str, list[str]]:
    """The text with every day it names as a weekday, and those of them that are not among `days`."""
    strange: list[str] = []
    months = "|".join(_MONTHS)

    def weekday(said: str, day: int, month: int, year: int | None = None) -> str:
        found = next(
            (each for each in days if (each.day, each.month) == (day, month) and year in {None, each.year}), None
        )
        if found is None:
            strange.append(said)
            return " "
        return f" {_WEEKDAYS[found.weekday()]} "

    text = re.sub(
        r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda told: weekday(told[0], int(told[3]), int(told[2]), int(told[1])), text
    )
    text = re.sub(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({months})\b",
        lambda told: weekday(told[0], int(told[1]), _MONTHS.index(told[2]) + 1),
        text,
    )
    text = re.sub(
        rf"\b({months}) (\d{{1,2}})(?:st|nd|rd|th)?\b",
        lambda told: weekday(told[0], int(told[2]), _MONTHS.index(told[1]) + 1),
        text,
    )
    named = {_WEEKDAYS[each.weekday()] for each in days}
    strange += [each for each in _WEEKDAY.findall(text) if each not in named]
    strange += re.findall(r"\b(?:today|yesterday|tomorrow|tonight)\b", text)
    return text, strange


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence, the nutrients and the weekdays it is about, and whether of what is burned: its own, or else those of
    the part before."""

    text: str
    nutrients: frozenset[str]
    weekdays: frozenset[str]
    burned: bool


def _clauses(text: str) -> list[_Clause]:
    told: list[_Clause] = []
    nutrients: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    burned = False
    for clause in _CLAUSES.split(_THOUSANDS.sub("", text)):
        nutrients = frozenset(_NAMES[each] for each in _NAME.findall(clause)) or nutrients
        weekdays = frozenset(_WEEKDAY.findall(clause)) or weekdays
        burned = bool(_BURNING.search(clause)) or (burned and not _EATING.search(clause))
        told.append(_Clause(_NAME.sub(" ", clause), nutrients, weekdays, burned))
    return told


def _wrong_numbers(text: str, figures: Sequence[Figure]) -> list[str]:
    wrong = []
    for clause in _clauses(text):
        fitting = [figure for figure in figures if _fits(figure, clause)]
        for match in _NUMBER.finditer(clause.text):
            unit = (match["unit"] or "").lower()
            if unit in _FOREIGN:
                wrong.append(f"{match[0].strip()!r} is in a unit that no figure has")
            elif not _stands(match["number"], _UNITS.get(unit), fitting):
                wrong.append(f"{match[0].strip()!r} is no figure of this sentence")
        for word, number in _WORDS.items():
            if re.search(rf"\b{word}\b", clause.text) and (number is None or not _stands(str(number), None, fitting)):
                wrong.append(f"{word!r} is no figure of this sentence")
    return wrong


def _fits(figure: Figure, clause: _Clause) -> bool:
    """Whether a clause may tell a figure: it is of a nutrient, and of a day, that is named there, where any is."""
    if figure.sense is Sense.COUNT:
        return True
    if clause.burned != (figure.about == EXPENDITURE):
        return False
    if clause.nutrients and figure.about not in clause.nutrients and figure.unit != "kcal":
        return False
    days = {_WEEKDAYS[each.weekday()] for each in figure.dates}
    return not clause.weekdays or clause.weekdays == days or (len(days) > 1 and len(clause.weekdays) > 1)


def _stands(number: str, unit: str | None, figures: Sequence[Figure]) -> bool:
    """Whether a number is one of the figures, rounded as it is told and in its unit; one without a unit is a count."""
    told = number.lstrip("+−–-")
    half_a_step = Decimal(1).scaleb(-len(told.partition(".")[2])) / 2
    return any(
        abs(abs(figure.value) - Decimal(told)) <= half_a_step
        and (unit == figure.unit if unit is not None else figure.sense is Sense.COUNT)
        for figure in figures
    )


def _wrong_signs(text: str, figures: Sequence[Figure]) -> list[str]:
    differences = [figure for figure in figures if figure.sense is Sense.DIFFERENCE]
    numbers = list(_NUMBER.finditer(_THOUSANDS.sub("", text)))
    wrong = []
    for pattern, sign in ((_MORE, 1), (_LESS, -1)):
        found = pattern.search(text)
        if found is None or (found[0] == "up" and re.search(r"\bup to\b", text)):
            continue
        told = [each for each in differences if _is_told(numbers, each)] or differences
        if not any(each.value * sign > 0 for each in told):
            wrong.append(f"{found[0]!r} is not so")
    return wrong


def _wrong_burned(text: str, figures: Sequence[Figure]) -> list[str]:
    """Of what is burned the likely figure and the range are told, in this order: each alone would say something else."""
    known = {figure.id: figure for figure in figures if figure.about == EXPENDITURE}
    clauses = [clause for clause in _clauses(text) if clause.burned]
    if not known and not clauses:
        return []
    numbers = [match for clause in clauses for match in _NUMBER.finditer(clause.text)]
    if known.keys() != set(_BURNED) or len(numbers) != len(_BURNED):
        return ["what is burned is told without its range"]
    if any(pattern.search(clause.text) for clause in clauses for pattern in (_MORE, _LESS)):
        return ["what is burned is compared with something"]
    if not all(_is_told([number], known[ref]) for number, ref in zip(numbers, _BURNED, strict=True)):
        return ["what is burned is not told as the likely figure, its lower and its upper bound"]
    return []


def _is_told(numbers: Sequence[re.Match[str]], figure: Figure) -> bool:
    """Whether a figure is among the numbers of a text."""
    return any(_stands(each["number"], _UNITS.get((each["unit"] or "").lower()), [figure]) for each in numbers)


def _is_about_less(figures: Sequence[Figure]) -> bool:
    """Whether a sentence tells of less energy or weight than before, or than was aimed at."""
    return any(
        figure.sense is Sense.DIFFERENCE and figure.value < 0 and figure.about in {"energy_kcal", "weight"}
        for figure in figures
    )
