"""What a text says is so, without a figure: a food at a meal, a nutrient that is not there, a day that is empty."""

import re
from collections.abc import Iterator
from typing import Final

from agents.truth.amounts import Role
from agents.truth.evidence import Grounds
from agents.truth.numerals import NUTRIENT, nutrients_in
from agents.truth.things import food_words

_PARTS: Final = re.compile(r";|\s[-—–]+\s|—|,?\s+but\s+|\bwhile\b", re.IGNORECASE)
_SLOT: Final = re.compile(r"\b(breakfast|lunch|dinner|supper|snack)s?\b(?!\s+(?:bar|food|box))", re.IGNORECASE)
# A sentence without any of these words says none of it.
WORDS: Final = frozenset(
    "breakfast lunch dinner supper snack breakfasts lunches dinners suppers snacks no without".split()
)
# Not how it is but how it might be, or was.
_MEANT: Final = re.compile(
    r"\?|\b(?:would|could|can|might|may|should|how about|try|idea|ideas|suggest\w*|plan\w*|if|instead|from|not|no|never|want|like|"
    r"next|tomorrow|usual\w*|often|before|after|left|remaining|was at)\b|n['’]t\b|['’](?:ll|d)\b",
    re.IGNORECASE,
)
_NONE_OF: Final = re.compile(
    rf"\b(?:no|zero|without any)\s+(?:added\s+)?{NUTRIENT.pattern}"
    r"(?!\s+(?:targets?|goals?|limits?|left|entr\w+|data|values?|figures?|references?|information|is|are|was|were|has|have)\b)",
    re.IGNORECASE,
)


def wrong_states(sentence: str, grounds: Grounds) -> list[str]:
    """What a sentence says is so and is not, each in one line."""
    return [*_wrong_meals(sentence, grounds), *_wrong_nothings(sentence, grounds)]


def _wrong_meals(sentence: str, grounds: Grounds) -> Iterator[str]:
    """Foods that are told of one meal, and that every result has at another."""
    for part in _PARTS.split(sentence):
        slots = {named.lower().replace("supper", "dinner") for named in _SLOT.findall(part)}
        if len(slots) != 1 or _MEANT.search(part):
            continue
        for food in sorted(food_words(part)):
            meals = grounds.meals_of.get(food)
            if meals and not meals & slots:
                yield f"{food!r} stands at {', '.join(sorted(meals))}, not at {slots.copy().pop()}"


def _wrong_nothings(sentence: str, grounds: Grounds) -> Iterator[str]:
    """Nutrients that are said not to be there, and of which there is some."""
    for match in _NONE_OF.finditer(sentence):
        for nutrient in nutrients_in(match[0]):
            known = [each.value for each in grounds.known if each.nutrient == nutrient and each.role is Role.HELD]
            if known and all(value >= _some(nutrient) for value in known):
                yield f"{match[0]!r}, of which there is some"


def _some(nutrient: str) -> float:
    """What rounds to more than nothing, in grams."""
    return {"g": 0.5, "mg": 0.0005}.get(nutrient.rsplit("_", 1)[-1], 0.0000005)
