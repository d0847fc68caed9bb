"""What of an answer may be told while it still comes (docs/adr/0026-words-as-they-come.md). Pure.

Words are told at once up to the first one that could begin something that is checked: a figure, a deed, a dose. From there on the
sentence waits for its end, and is told once nothing is wrong with it. After the first fault nothing more is told.
"""

import re
from typing import Final

from agents.care import answers as care
from agents.care.concerns import Standing
from agents.truth import days, deeds, links, numerals, states
from agents.truth.checking import SENTENCES, faults, sentences
from agents.truth.evidence import Grounds

HELD: Final = numerals.WORDS | deeds.WORDS | days.WORDS | states.WORDS | links.WORDS | care.WORDS_HELD
# A word may come in pieces: so many letters of one of those words are held until it shows what becomes of it.
_LETTERS: Final = 3
_BEGUN: Final = HELD | {word[:length] for word in HELD for length in range(_LETTERS, len(word))}
# A digit within a word is part of a name; a mark of Markdown within one may hide a word, and others may begin a link.
_WORD: Final = re.compile(r"[^\W\d_]+|(?<![^\W_])\d|(?<=[^\W_])[*_`]+(?=[^\W_])|[]<]|\(/")
# Whether this is where a sentence ends is told by what comes behind it: see SENTENCES.
_LINE: Final = re.compile(r"\n+")
_UNDECIDED: Final = re.compile(r"(?:\d+ ?(?:g|k|kc|kca|kcal)?)?")


class Release:
    """An answer while it comes."""

    def __init__(self, grounds: Grounds, standing: Standing | None = None) -> None:
        self._grounds = grounds
        self._standing = standing
        self.text = ""
        self._start = 0  # of the sentence that is being said
        self._told = 0  # so much of the text has been told
        self._looked = 0  # so far no word of the sentence holds it
        self._is_held = False
        self._judged: list[str] = []
        self.wrong: list[str] = []

    @property
    def told(self) -> str:
        """What has been told so far."""
        return self.text[: self._told]

    @property
    def sound(self) -> str:
        """The sentences that have ended and of which nothing is wrong."""
        return self.text[: self._start]

    def add(self, piece: str) -> str:
        """What may be told now that a piece has come."""
        self.text += piece
        before = self._told
        while not self.wrong and (end := self._sentence_end()) is not None:
            self._finish(end)
        if not self.wrong and not self._is_held:
            self._told = max(self._told, self._free())
        return self.text[before : self._told]

    def end(self) -> str:
        """What may be told now that all has come; `wrong` says what may not."""
        before = self._told
        if not self.wrong and self._start < len(self.text):
            self._finish(len(self.text))
        return self.text[before : self._told]

    def _finish(self, following: int) -> None:
        """Judge the sentence that ends before the following one, and begin that."""
        text = self.text[:following]
        self.wrong = self._faults(text) + care.harms(text, self._standing)
        if not self.wrong:
            self._start = self._told = self._looked = following
            self._is_held = False

    def _faults(self, text: str) -> list[str]:
        """What is wrong with the sentences of the text that have not been judged yet."""
        judged, self._judged = self._judged, sentences(text)
        return [
            fault
            for place, sentence in enumerate(self._judged)
            if judged[place : place + 1] != [sentence]
            for fault in faults(sentence, self._grounds)
        ]

    def _sentence_end(self) -> int | None:
        """Where the next sentence begins, once that is sure."""
        is_row = self.text[self._start :].lstrip().startswith("|")
        found = (_LINE if is_row else SENTENCES).search(self.text, self._start)
        if found is None or _UNDECIDED.fullmatch(self.text, found.end()):
            return None
        return found.end()

    def _free(self) -> int:
        """How far the sentence may be told: to the first word that holds it, or that may become one which does."""
        for word in _WORD.finditer(self.text, self._looked):
            is_whole = word.end() < len(self.text)
            said = word[0].lower()
            if not said.isalpha() or said in (HELD if is_whole else _BEGUN):
                self._is_held = is_whole
                return word.start()
            if is_whole:
                self._looked = word.end()
        return len(self.text)
