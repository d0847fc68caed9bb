"""Which messages are answered with care, and why. Reads English, and one message at a time."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from agents.care.signs.likeness import likeness
from agents.care.signs.sign import Sign
from agents.offline.intents.guessing import guess
from agents.offline.intents.intent import FAMILIES, Family
from fithub.body.safety import ENERGY_FLOOR_KCAL
from fithub.coaching.told import Word, takes_back, told_in
from fithub.core.clock import now
from fithub.estimation.units import ENERGY_KCAL


class Concern(StrEnum):
    """Why a message is answered with care; the gravest first."""

    CRISIS = "crisis"
    LOW_SUGAR = "low_sugar"
    EMERGENCY = "emergency"
    DISORDER = "disorder"
    MEDICINE = "medicine"
    EXPECTING = "expecting"
    MINOR = "minor"
    TOO_LITTLE = "too_little"
    UNDERWEIGHT = "underweight"
    TOO_FAST = "too_fast"
    ILLNESS = "illness"


# "Log 20 kg as my son's weight": a figure in another's diary, and no wish.
_ANOTHERS_WEIGHT: Final = re.compile(
    r"\b(?:log|record|add|save|note|track|write|put|enter)\b.*\b(?:my|his|her|our|their) \w+(?:'s|s) weight\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's profile and weight say for which FitHub helps nobody to eat less."""

    minor: bool = False
    expecting: bool = False
    underweight: bool = False
    weight_kg: Decimal | None = None
    # Whether "we are expecting" may be about themselves, and what is remembered of them, the oldest first.
    may_carry: bool = True
    noted: tuple[Word, ...] = ()

    @property
    def is_spared(self) -> bool:
        """Whether no figure may be told to eat or weigh less by."""
        return self.minor or self.expecting or self.underweight


# So likely has a text to be of a sign, and so likely where it is surely like something that people wish of FitHub. Of the sentences
# that training holds apart these see three of five signs, by themselves, and take three of a hundred others for one, most of which
# are look-alikes; of ordinary talk hardly any.
LIKELY: Final = 0.6
LIKELIER: Final = 0.85
_BY_LIKENESS: Final = {
    Concern.CRISIS: Sign.CRISIS,
    Concern.LOW_SUGAR: Sign.LOW_SUGAR,
    Concern.EMERGENCY: Sign.EMERGENCY,
    Concern.DISORDER: Sign.DISORDER,
    Concern.MEDICINE: Sign.MEDICINE,
    Concern.ILLNESS: Sign.ILLNESS,
}
# What would be written but for a sign has to be no more than maybe so like.
_WRITES: Final = (Family.MEAL, Family.PLAN, Family.DAY_STATUS, Family.ACTIVITY)
_MAYBE: Final = 0.35
# What is told at once, whatever else is in a message.
_GRAVE: Final = (Concern.CRISIS, Concern.LOW_SUGAR, Concern.EMERGENCY)
# What another says: by what it is like it would be taken for the person's own.
_ANOTHERS: Final = re.compile(
    r"\b(?:goes|went|said|says|asked|asks|told me|(?:is|was|were) like|claims|claimed|yells|yelled|shouts|shouted)[,:]? "
    r"[\"“][^\"”]{1,300}[\"”]",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_CLAUSE: Final = re.compile(r"\s*,\s*|\s+(?:but|so|then|because|though|cos|cuz)\s+")
# A clause of fewer words tells too little, and so does one where the whole is hardly like that ("I hate kale, it makes me sick").
_LEAST_WORDS: Final = 4
_LEAST_OF_WHOLE: Final = 0.65
# "Cut 500 calories a day" tells by how much, not how much.
_BY: Final = re.compile(
    r"\b(?:cut\w*|burn\w*|deficit|less|fewer|reduc\w+|minus|sav\w+|surplus|more|extra|over|above|left|short|from)\b",
    re.IGNORECASE,
)
_TOLD: Final = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))


def part(name: str) -> str:
    """A part of the patterns, as a regular expression."""
    return _whole(_TOLD["parts"][name])


def _whole(pattern: str) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda name: part(name[1]), pattern)


def _patterns(name: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"\b(?:{_whole(each)})", re.IGNORECASE) for each in _TOLD["patterns"][name]]


_TOGETHER: Final[dict[str, list[list[str]]]] = _TOLD["together"]
_KILOGRAMS: Final = {
    "kg": Decimal(1), "ki": Decimal(1), "lb": Decimal("0.45359237"), "po": Decimal("0.45359237"), "st": Decimal("6.35029318"),
}  # fmt: skip
_WEIGHT: Final = re.compile(
    r"(?<![\d.,])(\d{2,3}(?:[.,]\d+)?) ?(kgs?|kilos?|kilograms?|lbs?|pounds|stones?)\b", re.IGNORECASE
)
_READ: Final = {name: _patterns(name) for name in _TOLD["patterns"]}


def concern_in(text: str, standing: Standing | None = None) -> Concern | None:
    """Why a message is to be answered with care; the gravest reason, or None.

    What stands in words counts before what it is only like, but for a danger that it is surely like.
    """
    stands = standing or Standing()
    plain = " ".join(text.replace("’", "'").replace("‘", "'").split())
    nothing, own = frozenset[Sign](), _ANOTHERS.sub("says", plain)
    rules = ((_GRAVE, nothing), (_GRAVE, _shown(plain, LIKELIER)), (Concern, nothing), (Concern, _shown(own)))
    return next((each for concerns, shown in rules for each in concerns if _found(each, plain, stands, shown)), None)


def sentences(text: str) -> list[str]:
    """A message in its sentences."""
    return [each for each in _SENTENCE.split(text.strip()) if each]


def standing_with(standing: Standing, said: Iterable[str]) -> Standing:
    """The standing, with what is remembered of somebody and what they have said: that they are pregnant or nurse, or still grow."""
    told = told_in([*standing.noted, *map(Word, said)], now=now(), may_carry=standing.may_carry)
    return replace(
        standing, minor=standing.minor or told.minor, expecting=standing.expecting or told.pregnant or told.nursing
    )


def _shown(text: str, least: float = LIKELY) -> frozenset[Sign]:
    """The signs that a text is like enough, as a whole or in a sentence of it; or, surely, in a clause."""
    whole = [each for each in dict.fromkeys([text, *sentences(text)]) if each]
    found = {sign for each in whole for sign in _signs_of(each, max(least, _least(each)))}
    for each in whole:
        clauses = [part for part in _CLAUSE.split(each) if len(part.split()) >= _LEAST_WORDS]
        signs = {sign for clause in clauses for sign in _signs_of(clause, LIKELIER)}
        found |= {sign for sign in signs if likeness(each)[sign] >= _LEAST_OF_WHOLE}
    return frozenset(found)


def _signs_of(text: str, least: float) -> Iterable[Sign]:
    """The halves of a sign that are likely enough, and the likeliest whole one; to want to weigh less is no disorder."""
    chances = likeness(text)
    whole = max(_BY_LIKENESS.values(), key=lambda sign: chances[sign])
    outdone = whole is Sign.DISORDER and chances[Sign.LESS] > chances[whole]
    halves = [sign for sign in chances if sign not in _BY_LIKENESS.values()]
    return (sign for sign in [*halves, *([] if outdone else [whole])] if chances[sign] >= least)


def _least(text: str) -> float:
    wish = guess(text)
    return LIKELIER if wish.intents or any(wish.chance(*FAMILIES[each]) >= _MAYBE for each in _WRITES) else LIKELY


def _found(concern: Concern, text: str, stands: Standing, shown: frozenset[Sign]) -> bool:
    match concern:
        case Concern.EXPECTING:
            says = (Sign.EXPECTING in shown or _has("expecting", text)) and not takes_back(text)
            return (stands.expecting or says) and _wants_less(text, stands, shown)
        case Concern.MINOR:
            return (stands.minor or Sign.YOUNG in shown or _has("young", text)) and _wants_less(text, stands, shown)
        case Concern.UNDERWEIGHT:
            return stands.underweight and _wants_less(text, stands, shown)
        case Concern.TOO_LITTLE:
            return any(_is_little(match) for pattern in _READ["eats_little"] for match in pattern.finditer(text))
    together = any(all(_has(name, text) for name in names) for names in _TOGETHER.get(concern, ()))
    if together or _has(concern, text):
        return True
    return _BY_LIKENESS.get(concern) in shown


def _wants_less(text: str, stands: Standing, shown: frozenset[Sign]) -> bool:
    """Whether somebody wants to eat or weigh less; who names a weight above their own wants more."""
    named = [Decimal(figure.replace(",", ".")) * _KILOGRAMS[unit[:2].lower()] for figure, unit in _WEIGHT.findall(text)]
    if stands.weight_kg is not None and named and min(named) > stands.weight_kg:
        return False
    if _has("gains", text):
        return False
    if _has("eats_less", text):
        return True
    return Sign.LESS in shown and not _ANOTHERS_WEIGHT.search(text)


def _has(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _READ.get(name, ()))


def _is_little(match: re.Match[str]) -> bool:
    """Whether it is about a whole day of less energy than the floors allow anybody."""
    joules = match["unit"].lower().startswith(("kj", "kilo"))
    kcal = Decimal(match["figure"].replace(",", "")) * (ENERGY_KCAL["kJ"] if joules else 1)
    return kcal < ENERGY_FLOOR_KCAL and not _BY.search(match.group(0))
