"""Whether a summary's sentences agree with the figures that they point to. Stricter than agents.truth: here it is known what each
sentence is about.

A figure that is told must be one of those of its own sentence, in its unit and of the nutrient named beside it; a day that is named must
be one of theirs; "more" and "less" must have their sign. Numbers in words count like digits. And nobody is praised or blamed for
what they ate.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from fithub.coaching.figures import Digest, Figure, Sense, Sentence
from fithub.core.nutrients import NUTRIENTS

MOST_SENTENCES: Final = 12
LONGEST_SENTENCE: Final = 320

_WEEKDAYS: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS: Final = tuple(
    "january february march april may june july august september october november december".split()
)
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
    "micrograms": "µg", "kg": "kg", "kilograms": "kg", "kilos": "kg", "%": "%", "percent": "%",
    "day": "days", "days": "days", "entry": "entries", "entries": "entries",
}  # fmt: skip
# What else may stand behind a number as a unit would be another's.
_FOREIGN: Final = frozenset(
    "kj kilojoules cal cals oz ounces lb lbs pounds stone ml l litres liters cups meals meal foods weeks week months times hours"
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
_QUOTED: Final = re.compile(r"[“\"]([^”\"]*)[”\"]")
_CLAUSES: Final = re.compile(r"[;:,()]|\band\b|\bbut\b|\bwhile\b|\bwhereas\b|\bthough\b")
_JUDGING: Final = re.compile(
    r"\b(?:cheat(?:ed|ing)?|guilt\w*|naught\w+|sinn?\w*|junk|bad (?:day|food|choice)s?|clean eating|fail(?:ed|ure|ing)?|lazy|disappoint\w*"
    r"|shame\w*|should(?:n't| not)? have|overate|overeat\w*|binge\w*|skinny|burn (?:it|that) off|earn(?:ed)? (?:it|your)|willpower|weak)\b"
)
_PRAISE: Final = re.compile(
    r"\b(?:great|well done|congratulations|congrats|proud|excellent|impressive|amazing|awesome|good job|nice(?:ly)?|bravo|keep it up"
    r"|fantastic|wonderful|perfect|crushing|kudos)\b"
)
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
    days = {each for figure in figures for each in figure.dates} | {digest.first, digest.last}
    text, strange = _without_dates(text, days)
    wrong += [f"{each!r} is no day of this sentence's figures" for each in strange]
    wrong += _wrong_numbers(text, figures)
    wrong += _wrong_signs(text, figures)
    if _JUDGING.search(text):
        wrong.append("it judges what was eaten")
    if _PRAISE.search(text) and (digest.care or _is_about_less(figures)):
        wrong.append("it praises eating less")
    return [f"{fault}: {sentence.text[:80]!r}" for fault in wrong]


def _without_names(text: str, figures: Sequence[Figure]) -> tuple[str, list[str]]:
    """The text without the names of foods, which are data: they are quoted, and are those of the sentence's figures."""
    names = {figure.name for figure in figures if figure.name}
    wrong = [f"{name!r} is not a name of this sentence's figures" for name in _QUOTED.findall(text) if name not in names]
    return _QUOTED.sub(" ", text), wrong


def _without_dates(text: str, days: set[date]) -> tuple[str, list[str]]:
    """The text without the days it names, and those of them that are not among `days`."""
    strange: list[str] = []
    months = "|".join(_MONTHS)

    def check(day: int, month: int, said: str) -> str:
        if not any((each.day, each.month) == (day, month) for each in days):
            strange.append(said)
        return " "

    text = re.sub(
        rf"\b(\d{{4}})-(\d\d)-(\d\d)\b",
        lambda found: " " if found[0] in {each.isoformat() for each in days} else strange.append(found[0]) or " ",
        text,
    )
    text = re.sub(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({months})\b",
        lambda found: check(int(found[1]), _MONTHS.index(found[2]) + 1, found[0]),
        text,
    )
    text = re.sub(
        rf"\b({months}) (\d{{1,2}})(?:st|nd|rd|th)?\b",
        lambda found: check(int(found[2]), _MONTHS.index(found[1]) + 1, found[0]),
        text,
    )
    named = {_WEEKDAYS[each.weekday()] for each in days}
    for weekday in _WEEKDAYS:
        if re.search(rf"\b{weekday}s?\b", text):
            if weekday not in named:
                strange.append(weekday)
            text = re.sub(rf"\b{weekday}s?\b", " ", text)
    strange += re.findall(r"\b(?:today|yesterday|tomorrow|tonight)\b", text)
    return text, strange


def _wrong_numbers(text: str, figures: Sequence[Figure]) -> list[str]:
    wrong = []
    for clause, nutrients in _clauses(text):
        for match in _NUMBER.finditer(clause):
            unit = (match["unit"] or "").lower()
            if unit in _FOREIGN:
                wrong.append(f"{match[0].strip()!r} is in a unit that no figure has")
                continue
            told = match["number"].replace(",", "").lstrip("+−–-")
            if not _stands(told, _UNITS.get(unit), figures, nutrients):
                wrong.append(f"{match[0].strip()!r} is no figure of this sentence")
        for word, number in _WORDS.items():
            if re.search(rf"\b{word}\b", clause) and (
                number is None or not _stands(str(number), None, figures, frozenset())
            ):
                wrong.append(f"{word!r} is no figure of this sentence")
    return wrong


def _clauses(text: str) -> list[tuple[str, frozenset[str]]]:
    """The parts of a sentence, each with the nutrients it is about: its own, or else those of the part before."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    told: list[tuple[str, frozenset[str]]] = []
    about: frozenset[str] = frozenset()
    for clause in _CLAUSES.split(text):
        own = frozenset(_NAMES[each] for each in _NAME.findall(clause))
        about = own or about
        told.append((_NAME.sub(" ", clause), about))
    return told


def _stands(told: str, unit: str | None, figures: Sequence[Figure], nutrients: frozenset[str]) -> bool:
    """Whether a number is one of the figures, rounded as it is told, in its unit, and of a nutrient that is named beside it."""
    value, half_a_step = Decimal(told), Decimal(1).scaleb(-len(told.partition(".")[2])) / 2
    return any(
        abs(abs(figure.value) - value) <= half_a_step
        and (unit == figure.unit if unit is not None else figure.sense is Sense.COUNT)
        and (not nutrients or figure.about in nutrients or figure.unit == "kcal" or figure.sense is Sense.COUNT)
        for figure in figures
    )


def _wrong_signs(text: str, figures: Sequence[Figure]) -> list[str]:
    differences = [figure for figure in figures if figure.sense is Sense.DIFFERENCE]
    wrong = []
    for pattern, sign in ((_MORE, 1), (_LESS, -1)):
        found = pattern.search(text)
        if found is None or found[0] == "up" and re.search(r"\bup to\b", text):
            continue
        told = [each for each in differences if _is_told(text, each)] or differences
        if not any(each.value * sign > 0 for each in told):
            wrong.append(f"{found[0]!r} is not so")
    return wrong


def _is_told(text: str, figure: Figure) -> bool:
    """Whether a figure stands in the text as a number."""
    return any(
        _stands(match["number"].replace(",", "").lstrip("+−–-"), _UNITS.get((match["unit"] or "").lower()), [figure], frozenset())
        for match in _NUMBER.finditer(re.sub(r"(?<=\d),(?=\d{3})", "", text))
    )


def _is_about_less(figures: Sequence[Figure]) -> bool:
    """Whether a sentence tells of less energy or weight than before, or than was aimed at."""
    return any(
        figure.sense is Sense.DIFFERENCE and figure.value < 0 and figure.about in {"energy_kcal", "weight"}
        for figure in figures
    )
