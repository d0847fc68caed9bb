"""A text against what bears it out, sentence by sentence.

A figure may be told only as what it is: in its unit (or an exact conversion), of its nutrient, of its food and its day, and as
eaten, aimed at, left or burned. Sums, shares and averages that no tool returned are none. What is said to be done, a tool of this
turn has done: that deed, to that thing, on that day.
"""

import re
from datetime import date
from functools import cached_property
from typing import Final

from agents.truth.amounts import Known, Role, sort_of, times, without_times
from agents.truth.days import Day, days
from agents.truth.deeds import claims, wrong_claims
from agents.truth.evidence import Grounds
from agents.truth.links import strange_links
from agents.truth.numerals import Figure, figures, nutrients_in
from agents.truth.plain import plain
from agents.truth.states import wrong_states
from agents.truth.things import food_words
from fithub.foods.words import stem

SENTENCES: Final = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?!\d+ ?(?:g|kcal)\b\.)|\n+")
_CLAUSES: Final = re.compile(r"[;()]|,\s|\s[-—–]+\s|\band\b|\bwith\b|\bwhich leaves\b|\bleaving\b", re.IGNORECASE)
_OF: Final = re.compile(
    r"\b(?:out )?of (?:at (?:most|least) |up to |about )?(?:your |the |a )?(?:recommended |daily |usual |reference )?$|/\s?$",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(
    r"\b(?:left|remaining|remains?|to go|to spare|short of|available|leaves|leaving)\b", re.IGNORECASE
)
_TARGET: Final = re.compile(r"\b(?:targets?|goal|aim|limit|maximum|minimum|budget|allowance)\b", re.IGNORECASE)
_EATEN: Final = re.compile(
    r"\b(?:eaten|ate|had|consumed|logged|so far|total(?:s|led)?|holds?|contains?|in all|all told|altogether|overall"
    r"|(?:is|are|am|stands?|sits?|now) at)\b|['’](?:s|re|m) at\b",
    re.IGNORECASE,
)
_BURNED: Final = re.compile(r"\b(?:burn\w*|expend\w*)\b", re.IGNORECASE)
_CHANGED: Final = re.compile(r"\b(?:lost|gained|dropped|up by|down by|over by|put on|shed)\b", re.IGNORECASE)
_TELLING: Final = ((_LEFT, Role.LEFT), (_TARGET, Role.TARGET), (_BURNED, Role.BURNED), (_EATEN, Role.HELD))
_TOWARDS: Final = re.compile(r"\b(?:towards?|against|of|to|under|over|within)\s+(?:your|the|a)\b", re.IGNORECASE)
_OVER: Final = re.compile(r"^\W*(?:\w+\W+)?(?:over|above|under|below|short|more than|less than)\b", re.IGNORECASE)
_BEGINS: Final = re.compile(r"\b(?:from|as of|starting|beginning|effective)\s+(?:on\s+)?$", re.IGNORECASE)
_ENTRIES: Final = re.compile(r"^\s*(?:\w+ )?(?:entry|entries|items?|foods|things)\b", re.IGNORECASE)
# Less than nothing is left: that much too much was eaten.
_TOO_MUCH: Final = re.compile(r"\b(?:over|above|past|passed|exceed\w*|beyond|more than|too much)\b", re.IGNORECASE)
_STILL: Final = re.compile(r"\b(?:left|remaining|remains?|to go|to spare|available|need|lack|missing)\b", re.IGNORECASE)
# What tells of how it was before this turn changed it: in the sentence, or right before the figure.
_BEFORE_IT: Final = re.compile(
    r"\b(?:before|earlier|previously|originally|until (?:now|then)|started|had been|used to|so far without)\b",
    re.IGNORECASE,
)
_FROM_IT: Final = re.compile(
    r"\b(?:were|was|from|not|instead of|rather than|than|of)\s+(?:at\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
_WHOLE: Final = re.compile(r"\b(?:whole|entire|complete) (?:batch|recipe|pot|dish|thing|lot)\b", re.IGNORECASE)
_FIRST_WORD: Final = re.compile(r"\s*([a-z]+)", re.IGNORECASE)
_OF_FOOD: Final = re.compile(r"^\s*(?:kcal|calories)?\s*(?:from|for|in|of)\b", re.IGNORECASE)
# What is given as an example of what one can say; and words after a number that make it no figure of ours.
_EXAMPLE: Final = re.compile(
    r"\b(?:like|such as|e\.g\.|for example|for instance|say|try|tell me|correct it)\b.*[\"“][^\"”]*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_FIGURE: Final = re.compile(r"^\s*(?:of these|of those|way|ways|things? (?:you|i) can)\b", re.IGNORECASE)


def disagreements(text: str, grounds: Grounds) -> list[str]:
    """What the text says that nothing bears out, each in one line."""
    return [fault for sentence in sentences(text) for fault in faults(sentence, grounds)]


def sentences(text: str) -> list[str]:
    """The sentences of a text, without Markdown."""
    return [sentence for sentence in SENTENCES.split(plain(text)) if sentence]


def faults(sentence: str, grounds: Grounds) -> list[str]:
    """What is wrong with one sentence."""
    wrong = wrong_claims(sentence, grounds) + wrong_states(sentence, grounds) + strange_links(sentence, grounds.asked)
    named, plain = days(sentence, grounds.today)
    wrong += _wrong_days(sentence, named, grounds)
    wrong += [
        f"the time {hour or 12}:{minute:02} stands in no tool result"
        for hour, minute in times(plain)
        if (hour, minute) not in grounds.times
    ]
    plain = without_times(plain)
    told = figures(plain)
    wrong += [
        f"{figure.said.strip()!r} stands in no tool result as that"
        for place, figure in enumerate(told)
        if not _EXAMPLE.search(plain[: figure.start])
        and not _NO_FIGURE.match(plain[figure.end :])
        and not _Context(plain, told, place, named, grounds).bears_out()
    ]
    return wrong


def _wrong_days(sentence: str, named: list[Day], grounds: Grounds) -> list[str]:
    """Days for which a deed is claimed, and on which nothing was written."""
    here = [day for day in named if not day.away] or named
    begins = [day for day in named if _BEGINS.search(sentence[: day.start])] if grounds.done else []
    here = here if claims(sentence) else begins
    if not here:
        return []
    of_deeds = grounds.written_days or ({grounds.today} | grounds.asked_days if grounds.done else _read_days(grounds))
    return [f"{day.said!r} is no day of what was written" for day in here if not day.dates & of_deeds]


def _read_days(grounds: Grounds) -> set[date]:
    return {known.day for known in grounds.known if known.day}


class _Context:
    """A figure, and what the words around it say it is."""

    def __init__(self, sentence: str, told: list[Figure], place: int, named: list[Day], grounds: Grounds) -> None:
        self.figure = told[place]
        self.grounds = grounds
        start = told[place - 1].end if place else 0
        end = told[place + 1].start if place + 1 < len(told) else len(sentence)
        self._before, self._behind = sentence[start : self.figure.start], sentence[self.figure.end : end]
        self._sentence = sentence
        self._others = {each.kind for each in told if each.kind != "count"}
        self._clause_start = start + max((each.end() for each in _CLAUSES.finditer(self._before)), default=0)
        self._clause_end = self.figure.end + len(_CLAUSES.split(self._behind)[0])
        self._days = self._near(named)

    def bears_out(self) -> bool:
        """Whether something known is what is told."""
        return any(self._fits(known) for known in self.grounds.known)

    def _fits(self, known: Known) -> bool:
        return (
            self._is_of_kind(known)
            and self.figure.agrees(known.value)
            and self._is_of_nutrient(known)
            and self._is_of_role(known)
            and self._is_of_sort(known)
            and self._is_of_food(known)
            and (not self._days or known.day is None or known.day in self._days)
            and not (known.stale and not self._is_of_before)
            and not (known.of_part and _WHOLE.search(self._sentence))
        )

    def _is_of_kind(self, known: Known) -> bool:
        if self.figure.kind != "count":
            return known.kind == self.figure.kind
        if _ENTRIES.match(self._behind) and self.grounds.results:
            return known.noun == "entries" or (known.noun == "entries now" and not claims(self._sentence))
        if known.kind == "count":
            return self._is_of_noun(known)
        # A bare number is told in the unit of its sentence ("1,240 kcal of your 2,000"), or of the nutrient beside it.
        return known.kind in self._others or (known.nutrient is not None and known.nutrient == self.figure.nutrient)

    def _is_of_noun(self, known: Known) -> bool:
        """Whether a number is one of what is told: of slices where numbers of slices are known."""
        if known.noun == "entries now":
            return False
        word = _FIRST_WORD.match(self._behind)
        noun = stem(word[1].lower()) if word else ""
        return noun in known.noun.split() or known.role is Role.SAID or noun not in self.grounds.nouns

    def _is_of_nutrient(self, known: Known) -> bool:
        if known.kind != "mass":
            return known.kind != "energy" or self.figure.nutrient is None or self.figure.kind == "count"
        if self.figure.nutrient is not None:
            return known.nutrient == self.figure.nutrient
        beside = nutrients_in(self._sentence) if self.figure.kind == "count" else set()
        return known.nutrient is None or known.nutrient in {self.figure.carried, *self.grounds.asked_nutrients, *beside}

    def _is_of_role(self, known: Known) -> bool:
        if self.figure.kind in {"percent", "volume", "length"} or known.kind == "count" or known.role is Role.SAID:
            return True
        clause = self._clause()
        if known.role is Role.LEFT and known.value:
            still, too_much = bool(_STILL.search(clause)), bool(_TOO_MUCH.search(clause))
            if still is not too_much and too_much is (known.value > 0):
                return False
        if _OVER.match(self._behind) or _CHANGED.search(clause):
            return known.role in {Role.LEFT, Role.HELD}
        if _OF.search(self._before):
            return known.role in {Role.TARGET, Role.HELD}
        roles = {role for pattern, role in _TELLING if pattern.search(clause)}
        if _TOWARDS.search(clause):
            roles |= {Role.HELD}
        return not roles or known.role in roles

    def _is_of_sort(self, known: Known) -> bool:
        if self.figure.kind != "energy":
            return True
        told = sort_of(self._clause())
        if told == "average" or known.sort == "average":
            return told == known.sort or told not in self.grounds.sorts
        return told == known.sort

    def _is_of_food(self, known: Known) -> bool:
        return not self._foods or not known.food or bool(self._foods & known.food)

    @property
    def _is_of_before(self) -> bool:
        return bool(_BEFORE_IT.search(self._sentence) or _FROM_IT.search(self._sentence[: self.figure.start]))

    @cached_property
    def _foods(self) -> set[str]:
        """The foods that the figure can be of: those of its clause, or else those that were named before it."""
        start, end = self.figure.start, self.figure.end
        beside = food_words(self._sentence[self._clause_start : start])
        if _OF_FOOD.match(self._behind) or not beside:
            beside |= food_words(self._sentence[end : self._clause_end])
        return beside or food_words(self._before) or food_words(self._sentence[:start])

    def _near(self, named: list[Day]) -> frozenset[date]:
        """The days that the figure can be of: those of its clause, or else all that the sentence names."""
        beside = [day for day in named if self._clause_start <= day.start < self._clause_end]
        return frozenset(each for day in beside or named for each in day.dates)

    def _clause(self) -> str:
        """The part of the sentence that the figure stands in."""
        start, end = self.figure.start, self.figure.end
        return self._sentence[self._clause_start : start] + " # " + self._sentence[end : self._clause_end]
