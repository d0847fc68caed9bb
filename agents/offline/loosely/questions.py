"""Questions about days and foods, and wishes for ideas, however they are put."""

import re
from typing import Final

from agents.offline.asking import food_words
from agents.offline.loosely.when import when_in
from agents.offline.naming import SLOTS
from agents.offline.nutrients import named_in
from agents.offline.skills.suggestions import Suggest
from agents.offline.steps import About, AskDay, LookUp
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.foods.words import content_words

_PROTEIN: Final = re.compile(r"(?P<grams>\d{1,3}) ?(?:g|grams?)(?: of)? protein\b", re.IGNORECASE)
_ENERGY: Final = re.compile(r"(?P<kcal>\d{2,4}) ?(?:k?cals?|calories)\b", re.IGNORECASE)
_FRAME: Final = re.compile(
    r"\b(?:if i (?:had|have|ate|were to (?:have|eat)|eat)|what (?:would|is|are|does|do|'s)|how (?:many|much)|"
    r"would (?:that|it|a|an)? ?be|come to|which (?:has|have|one)"
    r"|just (?:asking|curious|wondering)|i haven'?t (?:had|eaten) (?:it|any|that)(?: yet)?|more|less|fewer|higher|lower|"
    r"better|worse|"
    r"calories?|kcals?|protein|carbs?|fat|fibre|fiber|sugar|salt|sodium|iron|is there|are there|does|do|have|has|contain|"
    r"compared? (?:to|with)|"
    r"versus|vs\.?|in total|altogether|together|total|roughly|about|now|add up to|the|of energy|worth)\b",
    re.IGNORECASE,
)


def entries(text: str, now: LocalMoment) -> AskDay:
    """What is in the diary."""
    when = when_in(text, now)
    return AskDay(About.ENTRIES, when.day, when.slot or _slot(text), (), food_words(when.rest, now))


def totals(text: str, now: LocalMoment) -> AskDay:
    """What a day or a meal holds."""
    when = when_in(text, now)
    return AskDay(About.TOTALS, when.day, when.slot or _slot(text), named_in(text))


def left(text: str, now: LocalMoment) -> AskDay:
    """What is left of today."""
    return AskDay(About.LEFT, None, None, named_in(text))


def food(text: str, now: LocalMoment) -> LookUp | None:
    """What foods hold, or would."""
    bare = " ".join(re.sub(r"[?!:]", " ", _FRAME.sub(" ", text)).split()).strip(" ,.")
    bare = re.sub(r"\s*,?\s+or\s+", " and ", bare)
    return LookUp(bare, named_in(text)) if content_words(bare) else None


def ideas(text: str, now: LocalMoment) -> Suggest | None:
    """What to eat; None where it is to hold something that suggestions are not measured by."""
    if not set(named_in(text)) <= {"protein_g", "energy_kcal"}:
        return None
    protein, energy = _PROTEIN.search(text), _ENERGY.search(text)
    slot = when_in(text, now).slot or _slot(text)
    return Suggest(
        None if slot is None else slot.value,
        "",
        int(protein["grams"]) if protein and 0 < int(protein["grams"]) <= 200 else None,
        int(energy["kcal"]) if energy else None,
    )


def _slot(text: str) -> Slot | None:
    return next((SLOTS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in SLOTS), None)
