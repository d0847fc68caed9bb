"""Whether what a clause tells was done, and by whom: read before anything is made of it.

`spoken_of` parts a message by that. What is only supposed and what is about somebody else's diary goes no further than a question;
`why_not_eaten` (agents/offline/eaten.py) judges the plain statements that are left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agents.offline.clauses import COMMAND, EATING, command, without_courtesy
from agents.offline.eaten import KIN, POLITE_IF
from fithub.estimation.lexicon import words

_OTHER: Final = (
    rf"(?:(?:my|the|our|his|her|their) (?:\w+ )?(?:{KIN})|him|her|them|someone else|somebody else|everyone|everybody)"
)

_LEAD: Final = r"^\W*(?:(?:and|so|ok(?:ay)?|now|just|hey|hmm+|well|right|then|but|also)[\s,]+)*"
# What makes all that follows only a thought, and what makes only its own sentence one.
_SUPPOSING: Final = re.compile(
    rf"{_LEAD}(?:suppos(?:e|ing)|imagin(?:e|ing)|pretend(?:ing)?|(?:let's|let us|lets) (?:say|pretend|imagine|suppose|assume)|"
    r"say (?:i|we)(?:'d|'ve|'m)?\b|assum(?:e|ing) (?:that )?(?:i|we)\b|hypothetical(?:ly)?|theoretically|in theory|"
    r"for (?:the sake of argument|argument's sake|example)|as a thought experiment|what would (?:happen|my day)\b.* if)",
    re.IGNORECASE,
)
_IF: Final = re.compile(rf"{_LEAD}(?:if|what if|unless|were i|had i)\b", re.IGNORECASE)
_FOR_REAL: Final = re.compile(
    rf"{_LEAD}(?:actually|in fact|really|in reality|for real|what i (?:really|actually)|anyway|back to)\b|\bi (?:actually|"
    rf"really) (?:{EATING})\b",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(rf"{_LEAD}(?:please )?(?:{COMMAND})\b", re.IGNORECASE)

_ACCOUNT: Final = r"(?:user|account|profile|patient|client|member|customer|person|uid|id)"
_NUMBERED: Final = re.compile(
    rf"\b{_ACCOUNT}(?:[ _-]?(?:id|no\.?|number))?\s*[:=#]?\s*#?(?:\d[\w-]*|[0-9a-f]{{4,}}[\w-]*\d[\w-]*|[\w.+-]+@[\w-]+\.\w+)\b"
    r"|\b(?:for|as|under|to|of|in|on|from)\s+(?:[\w.+-]+@[\w-]+\.\w+|#\d+|[0-9a-f]{8}-[0-9a-f-]{9,})"
    r"|\b(?:another|a different|some other|any other|every|other)\s+(?:user|person|account|patient|client|member|"
    r"customer)s?(?:'s?)?\b"
    r"|\b(?:someone|somebody|everyone|everybody)(?: else)?'s (?:\w+ )?(?:diary|log|account|entries|data|journal|profile|"
    r"records?|meals?|breakfast|lunch|dinner|day)\b"
    rf"|\b(?:on|in) behalf of\b|\b(?:logged|signed) in as\b|\bswitch to (?:\w+'s|{_ACCOUNT})\b|\b(?:act|acting|impersonat\w+) as\b",
    re.IGNORECASE,
)
_KEPT_BY: Final = re.compile(
    rf"\b(?:my |the |our )?(?:{KIN})'s? (?:food )?(?:diary|log|account|entries|data|journal|profile|records?|tracker)\b"
    r"|\b(?:his|her|their) (?:food )?(?:diary|log|account|entries|journal|profile|tracker)\b",
    re.IGNORECASE,
)
_NAMES_DIARY: Final = re.compile(
    r"\b([A-Z][a-z]+)(?:'s|s') (?:food )?(?:diary|log|account|entries|journal|profile|tracker)\b"
)
_ORDER_FOR: Final = re.compile(
    rf"{_LEAD}(?:please )?(?:log|add|record|track|enter|register|put|count)\b.*\bfor {_OTHER}(?!\s+(?:and|&)\s+(?:i|"
    rf"me)\b)[\s.!?]*(?:please|too|as well|today|now|for \w+)?[\s.!?]*$",
    re.IGNORECASE,
)
_ORDER_FOR_NAMED: Final = re.compile(
    r"^\W*(?:[Pp]lease )?(?:[Ll]og|[Aa]dd|[Rr]ecord|[Tt]rack|[Ee]nter|[Pp]ut)\b.*\b(?:for|to|under) ([A-Z][a-z]+)\b(?!\s+and me)"
)


class Mood(StrEnum):
    """How a sentence is meant: as it is, or as a thought, or about what is not the person's own."""

    PLAIN = "plain"
    SUPPOSED = "supposed"
    ANOTHERS = "anothers"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Sentences that follow one another and are meant in one way."""

    mood: Mood
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Their words."""
        return " ".join(self.sentences)


def spoken_of(sentences: Sequence[str]) -> list[Spoken]:
    """The sentences of a message by how they are meant, in their order."""
    found: list[Spoken] = []
    supposing = False
    for sentence in sentences:
        if _SUPPOSING.match(sentence):
            supposing = True
        elif supposing and (_FOR_REAL.search(sentence) or _ORDER.match(sentence)):
            supposing = False
        mood = Mood.SUPPOSED if supposing or is_if(sentence) else Mood.PLAIN
        if is_anothers(sentence):
            mood = Mood.ANOTHERS
        if found and found[-1].mood is mood:
            found[-1] = Spoken(mood, (*found[-1].sentences, sentence))
        else:
            found.append(Spoken(mood, (sentence,)))
    return found


def is_if(sentence: str) -> bool:
    """Whether a sentence begins with a condition that nobody said is met."""
    return bool(_IF.match(sentence)) and not POLITE_IF.match(sentence)


def is_anothers(sentence: str) -> bool:
    """Whether a sentence asks for something in a diary that is not the person's own: "log an apple for user 42", "Tom's diary"."""
    order = command(without_courtesy(sentence))
    if _NUMBERED.search(sentence) or _KEPT_BY.search(sentence) or _ORDER_FOR.match(order):
        return True
    named = _NAMES_DIARY.search(sentence) or _ORDER_FOR_NAMED.match(order)
    return named is not None and named[1].lower() in words("given_names")
