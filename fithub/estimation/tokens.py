"""A text taken apart into words, numbers and marks, each with its place, so that nothing of it can get lost."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from fithub.foods.words import fold

MAX_LENGTH: Final = 10_000


class Kind(Enum):
    """What a token is written with."""

    WORD = auto()
    NUMBER = auto()
    DATE = auto()
    CLOCK = auto()
    ADDRESS = auto()
    NEWLINE = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark. `low`: folded to lower case without accents; `start`, `end`: its place in the text."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    spaced: bool
    """Whether white space or the beginning stands before it."""

    @property
    def is_content(self) -> bool:
        """Whether it says something: a letter or a digit is in it."""
        return self.kind not in {Kind.MARK, Kind.NEWLINE}


# Alternatives begin with different characters or are bounded, so that no text makes the scan go back over itself.
_TOKEN: Final = re.compile(
    r"""
    (?P<DATE>\d{4}-\d{1,2}-\d{1,2}(?!\d))
  | (?P<CLOCK>\d{1,2}:\d{2}(?!\d))
  | (?P<NUMBER>\d{1,9}/\d{1,9} | \d+(?:[.,]\d+)*(?:[eE]\d{1,3}(?![^\W\d_]))? | \.\d+ | [½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
  | (?P<ADDRESS>(?:https?://|www\.)\S+)
  | (?P<WORD>[^\W\d_]+(?:['’&][^\W\d_]+)*)
  | (?P<NEWLINE>\n)
  | (?P<MARK>\S)
    """,
    re.VERBOSE,
)


def tokenise(text: str) -> list[Token]:
    """Every token of the text in order; white space is in none of them."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        kind = Kind[match.lastgroup or "MARK"]
        said = match.group()
        low = fold(said).replace(" and ", "&") if kind is Kind.WORD else said.lower()
        low = "and" if low == "&" else low
        found.append(Token(kind, said, low, match.start(), match.end(), match.start() > end or not found))
        end = match.end()
    return found


def source_of(text: str, tokens: Sequence[Token]) -> str:
    """The stretch of text from the first token to the last, as it was written."""
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def spoken_words(tokens: Iterable[Token]) -> str:
    """The words for a search: apart where they were apart, without marks between words."""
    out = ""
    end = -1
    for token in tokens:
        if token.is_content or token.low == "%":
            out += token.text if token.start == end and out else f" {token.text}"
            end = token.end
    return out.strip()


def joined(tokens: Sequence[Token]) -> str:
    """Only these tokens, apart where they were apart."""
    out = ""
    end = -1
    for token in tokens:
        out += token.text if token.start == end or not out else f" {token.text}"
        end = token.end
    return out
