"""When each food of a text was eaten, by the phrases that say when.

What is said before its foods governs all that follows ("for breakfast …, for lunch …"); what is said behind them governs those
before it, back to the phrase before ("a sandwich at noon and beer last night"). A day that closes a sentence of several times
governs all of it ("eggs at 8 and soup at 12 yesterday"). A sentence of its own says nothing of the sentences before it, unless
those are a mere list, or it closes the text and names no food ("… That was breakfast.").
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from fithub.core.slots import Slot
from fithub.estimation.dates import When
from fithub.estimation.occasions import Occasion, ends_sentence
from fithub.estimation.tokens import Token

# A sentence with one of these tells of a meal by itself.
_TELLING: Final = frozenset("had ate eaten drank enjoyed grabbed having eating drinking was were".split())
_JOINING: Final = frozenset({"and", "then", "but", ",", "&"})
_NOON: Final = 12
_LATEST_LUNCH: Final = 5


@dataclass(frozen=True, slots=True)
class Placing:
    """When one food was eaten, as far as the text says."""

    local_date: date | None
    local_time: time | None
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class _Group:
    """Phrases that say when with no food between them, as one; it starts at a token of a sentence."""

    start: int
    end: int
    whens: tuple[When, ...]
    sentence: int

    @property
    def day(self) -> date | None:
        return next((each.local_date for each in reversed(self.whens) if each.local_date), None)

    @property
    def slot(self) -> Slot | None:
        return next((each.slot for each in reversed(self.whens) if each.slot), None)

    @property
    def at(self) -> tuple[time, bool] | None:
        """The time, and whether it may be twelve hours later."""
        return next(((each.local_time, each.is_open) for each in reversed(self.whens) if each.local_time), None)

    @property
    def says_day_of_all(self) -> bool:
        """Whether it says a whole day besides a meal or a time."""
        return len(self.whens) > 1 and any(each.local_date and each.slot is None for each in self.whens)


def place_all(
    spans: Sequence[tuple[int, int]], occasions: Sequence[Occasion], tokens: Sequence[Token]
) -> list[Placing]:
    """For each span of food tokens what the text says of when; spans are in order."""
    reader = _Reader(spans, occasions, tokens)
    # A day once said holds until the next; a meal as a heading does, but not behind one food where the next has a phrase of its
    # own; a time holds until anything else is said, but through "at 8 I had eggs for breakfast".
    days = reader.governed(lambda group: group.day, lambda _group, _own: True)
    times = reader.governed(lambda group: group.at, reader.holds_in_sentence)
    slots = reader.governed(lambda group: group.slot, lambda group, own: own is group or reader.is_heading(group))
    return [
        Placing(day, _of_the_half(*at, slot) if at is not None else None, slot)
        for day, at, slot in zip(days, times, slots, strict=True)
    ]


def _of_the_half(at: time, is_open: bool, slot: Slot | None) -> time:
    """ "Dinner at 8" is at 20:00, "lunch at 1" at 13:00."""
    later = slot is Slot.DINNER or (slot is Slot.LUNCH and at.hour <= _LATEST_LUNCH)
    return at.replace(hour=at.hour + _NOON) if is_open and later and 1 <= at.hour < _NOON else at


class _Reader:
    """Finds what governs each span."""

    def __init__(
        self, spans: Sequence[tuple[int, int]], occasions: Sequence[Occasion], tokens: Sequence[Token]
    ) -> None:
        self.spans = spans
        self.starts = [start for start, _ in spans]
        self.tokens = tokens
        self.ends = [place + 1 for place in range(len(tokens)) if ends_sentence(tokens, place)]
        self.groups = self._grouped(occasions)
        self.group_starts = [group.start for group in self.groups]
        self.sentences_with_groups = {group.sentence for group in self.groups}
        self.looking_back = self._looking_back()
        self.own = [self._own(span) for span in spans]

    def governed[Value](
        self, value: Callable[[_Group], Value | None], holds_on: Callable[[_Group, _Group | None], bool]
    ) -> list[Value | None]:
        """For each span the value of one sort that governs it; None where nothing does.

        `holds_on`: whether what a phrase before a food says still holds of it, given the phrase that is said of that very food.
        """
        said = [(group, found) for group in self.groups if (found := value(group)) is not None]
        starts = [group.start for group, _ in said]
        governed: list[Value | None] = []
        for place, (start, _) in enumerate(self.spans):
            following = bisect_right(starts, start)
            before = said[following - 1] if following else None
            behind = said[following] if following < len(said) else None
            if behind is not None and self._governs_back(behind[0], place):
                governed.append(behind[1])
            elif before is not None:
                governed.append(before[1] if holds_on(before[0], self.own[place]) else None)
            else:
                late = behind is not None and self._is_about_what_was_before(start, behind[0])
                governed.append(behind[1] if behind is not None and late else None)
        return governed

    def is_heading(self, group: _Group) -> bool:
        """Whether nothing was eaten in its sentence before it is said."""
        return self._foods_between(self._sentence(group.sentence)[0], group.start) == 0

    def holds_in_sentence(self, group: _Group, own: _Group | None) -> bool:
        """Whether nothing else is said of when since a phrase, but behind the food in the sentence that the phrase heads."""
        if own is None or own is group:
            return True
        return own.start in self.looking_back and own.sentence == group.sentence and self.is_heading(group)

    def _governs_back(self, group: _Group, place: int) -> bool:
        if self.own[place] is group:
            return True
        if not group.says_day_of_all or group.sentence != bisect_right(self.ends, self.starts[place]):
            return False
        # "Yesterday soup, and for lunch today a bagel": the first has a day of its own.
        return not any(
            each.day is not None and each.sentence == group.sentence and each.start < self.starts[place]
            for each in self.groups
        )

    def _grouped(self, occasions: Sequence[Occasion]) -> list[_Group]:
        groups: list[_Group] = []
        for each in occasions:
            if each.when == When():
                continue
            sentence = bisect_right(self.ends, each.start)
            last = groups[-1] if groups else None
            if (
                last is not None
                and last.sentence == sentence
                and not self._foods_between(last.end, each.start)
                and not (each.when.local_date and self._begins_another_day(last, each.start, groups))
            ):
                groups[-1] = _Group(last.start, each.end, (*last.whens, each.when), sentence)
            else:
                groups.append(_Group(each.start, each.end, (each.when,), sentence))
        return groups

    def _begins_another_day(self, last: _Group, start: int, groups: Sequence[_Group]) -> bool:
        """Whether a day begins a new part of its sentence: "yesterday a burrito for lunch and today a bagel"."""
        joined = any(self.tokens[place].low in _JOINING for place in range(last.end, start))
        return joined and any(each.day is not None and each.sentence == last.sentence for each in groups)

    def _looking_back(self) -> frozenset[int]:
        """The starts of the phrases that are about what is before them: the first of their sort in their sentence is no heading."""
        headed: dict[tuple[int, int], bool] = {}
        back = set()
        for group in self.groups:
            for sort, value in enumerate((group.day, group.slot, group.at)):
                if value is not None and not headed.setdefault((group.sentence, sort), self.is_heading(group)):
                    back.add(group.start)
        return frozenset(back)

    def _own(self, span: tuple[int, int]) -> _Group | None:
        """The phrase that is said of this very food: the next one in its sentence if it looks back, else the last one."""
        following = bisect_right(self.group_starts, span[0])
        behind = self.groups[following] if following < len(self.groups) else None
        sentence = bisect_right(self.ends, span[0])
        if behind is not None and behind.sentence == sentence and behind.start in self.looking_back:
            return behind
        return self.groups[following - 1] if following else None

    def _is_about_what_was_before(self, start: int, behind: _Group) -> bool:
        """Whether what is said in a later sentence, the first of its sort, is about a food that starts at a token, too."""
        sentence = bisect_right(self.ends, start)
        begins, stops = self._sentence(behind.sentence)
        if behind.sentence == sentence:
            return False
        if not self._foods_between(begins, stops):
            # A heading is about what follows it; only what closes the text looks back.
            return self._foods_between(stops, len(self.tokens)) == 0
        nearer = self.groups[bisect_right(self.group_starts, start)]
        first, last = self._sentence(sentence)
        listed = not any(token.low in _TELLING for token in self.tokens[first:last])
        return (
            nearer is behind and listed and sentence not in self.sentences_with_groups and not self.is_heading(behind)
        )

    def _sentence(self, sentence: int) -> tuple[int, int]:
        """The tokens [start, end) of a sentence."""
        return (
            self.ends[sentence - 1] if sentence else 0,
            self.ends[sentence] if sentence < len(self.ends) else len(self.tokens),
        )

    def _foods_between(self, first: int, last: int) -> int:
        """How many foods start in [first, last)."""
        return bisect_right(self.starts, last - 1) - bisect_right(self.starts, first - 1)
