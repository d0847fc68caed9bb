"""A text parted into stretches of one food each, with what joins each to the one before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from fithub.estimation.additions import is_addition
from fithub.estimation.lexicon import phrase_end, words
from fithub.estimation.numbers import ARTICLES, read_number
from fithub.estimation.occasions import ends_sentence
from fithub.estimation.parts import lists_parts, parts_close
from fithub.estimation.tokens import Kind, Token
from fithub.estimation.units import read_unit
from fithub.foods.units import singular_unit


class Joint(Enum):
    """How a stretch follows the one before. PARTS: in brackets or behind a colon, as what the one before consists of; MADE: "made
    with", "cooked in".

    INSTEAD, RATHER: it takes back the one before; RATHER only where it is about the same food.
    """

    SENTENCE = auto()
    LIST = auto()
    AND = auto()
    WITH = auto()
    MADE = auto()
    ON = auto()
    PARTS = auto()
    INSTEAD = auto()
    RATHER = auto()


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens about one food and their places in the text.

    `denied`: the clause says that it was not eaten; `marker`: the words that take back what was said before.
    """

    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    joint: Joint
    denied: bool = False
    marker: tuple[Token, ...] = ()

    def joined_to(self, other: "Segment") -> "Segment":
        """Both stretches, in the order of the text."""
        both = sorted(zip((*self.places, *other.places), (*self.tokens, *other.tokens), strict=True))
        return replace(self, tokens=tuple(token for _, token in both), places=tuple(place for place, _ in both))


_EATING: Final = frozenset(
    "had ate eaten drank enjoyed grabbed devoured consumed munched finished having eating drinking ordered".split()
)
_MAKING: Final = frozenset({"made", "prepared", "cooked", "fried"})
_COMMAS: Final = frozenset({",", "+", "|", "•", "·", "/", "→", "=>"})
# So many words at most are what is denied: "without any brown sugar or milk".
_MOST_DENIED: Final = 4
_MARKERS: Final = (("instead", Joint.INSTEAD), ("instead_so_many", Joint.INSTEAD), ("rather", Joint.RATHER))
_BEHIND_MARKERS: Final = frozenset(
    ", . - – — : it was it's that that's were actually about only just more like sorry".split()
)
_MOST_OF_BREAD: Final = 4
_DASHES: Final = frozenset({"-", "–", "—", ":"})


def read_segments(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[Segment]:
    """The stretches of a text, without the spans that are taken already (phrases that say when)."""
    cutter = _Cutter(tokens)
    spans = iter([*taken, (len(tokens) + 1, len(tokens) + 1)])
    start, end = next(spans)
    at = 0
    while at < len(tokens):
        if at == start:
            cutter.skip()
            at = max(end, at + 1)
            start, end = next(spans)
            continue
        at = cutter.step(at, limit=min(start, len(tokens)))
    return cutter.finish()


class _Cutter:
    """Goes over the tokens once and cuts where one food ends."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.found: list[Segment] = []
        self.places: list[int] = []
        self.joint = Joint.SENTENCE
        self.depth = 0
        self.denied = False
        self.denied_at = -1
        self.marker: tuple[Token, ...] = ()
        self.parts_end = -1
        self.behind_when = self.follows_when = False

    def skip(self) -> None:
        """A phrase that says when was taken out: foods on both sides of it are two."""
        if self.places:
            self._cut(Joint.LIST)
        self.behind_when = bool(self.found)

    def step(self, at: int, *, limit: int) -> int:
        """Take in the token at a place, or cut there; gives the next place."""
        tokens = self.tokens
        token = tokens[at]
        self.follows_when, self.behind_when = self.behind_when, False
        whole = self._whole_end(at)
        if at < whole <= limit:
            self.places += range(at, whole)
            return whole
        if ends_sentence(tokens, at):
            self.depth = 0
            self._cut(Joint.SENTENCE)
            self.denied = False
            return at + 1
        if self.denied and token.low in _EATING | {"but"} and self._is_of_another_clause(at):
            self._cut(Joint.LIST)
            self.denied = False
        if (end := self._taken_back(at, limit)) > at:
            return end
        if at == self.parts_end:
            self._cut(Joint.LIST)
            return at + 1
        if token.low in {"(", "["} and self.depth == 0 and (close := parts_close(tokens, at)) is not None:
            self._cut(Joint.PARTS if self.places else Joint.LIST)
            self.parts_end = close
            return at + 1
        self.depth = max(0, self.depth + (token.low in {"(", "["}) - (token.low in {")", "]"}))
        number = read_number(tokens, at)
        if number is not None and number[1] > at + 1 and number[1] <= limit:
            self.places += range(at, number[1])
            return number[1]
        if self.depth == 0 and (cut := self._cut_at(at)) is not None:
            joint, end = cut
            self._cut(joint)
            return min(end, limit)
        if token.low.replace("’", "'") in words("denial") and not self._is_of_an_end(at):
            self._cut(Joint.LIST)
            self.denied = True
            self.denied_at = at
        self.places.append(at)
        return at + 1

    def finish(self) -> list[Segment]:
        self._cut(Joint.SENTENCE)
        return self.found

    def _cut(self, joint: Joint) -> None:
        """End the stretch; `joint` is how the next one follows. Of several in a row the strongest counts."""
        if self.places:
            tokens = tuple(self.tokens[place] for place in self.places)
            if any(token.is_content for token in tokens):
                self.found.append(Segment(tokens, tuple(self.places), self.joint, self.denied, self.marker))
                self.joint = joint
                self.marker = ()
            else:
                self.joint = _stronger(self.joint, joint)
            self.places = []
        else:
            self.joint = _stronger(self.joint, joint)

    def _whole_end(self, at: int) -> int:
        """Where a name that must not be parted ends; "rice and beans, 100 g each" are two."""
        whole = phrase_end(self.tokens, at, "whole", table="compounds")
        if whole > at and (self._says_each() or self._each_follows(whole)):
            whole = at
        return max(phrase_end(self.tokens, at, "keep"), whole)

    def _says_each(self) -> bool:
        """Whether an amount of each was said just before: "100 g each of"."""
        said = [self.tokens[place].low for place in self.places]
        return bool(words("each") & set(said)) and not self._has_food()

    def _has_food(self) -> bool:
        return any(
            self.tokens[place].kind is Kind.WORD
            and self.tokens[place].low not in words("filler") | words("first") | words("each")
            and read_unit(self.tokens, place, after_digits=True) is None
            for place in self.places
        )

    def _each_follows(self, at: int) -> bool:
        """Whether an exact amount of each is said just behind: "…, 30 g each"."""
        if self._has_number(self.places):
            return False
        while at < len(self.tokens) and self.tokens[at].low in {",", "(", "-", "–", "—", ":"}:
            at += 1
        read = read_number(self.tokens, at) if at < len(self.tokens) else None
        if read is None:
            return False
        unit = read_unit(self.tokens, read[1], after_digits=True)
        end = unit[1] if unit is not None else read[1]
        return end < len(self.tokens) and self.tokens[end].low in words("each")

    def _taken_back(self, at: int, limit: int) -> int:
        """Past the words that take back what was said before ("no wait,", "sorry,"); `at` where none stand or nothing follows."""
        if not self.places and not self.found:
            return at
        for name, joint in _MARKERS:
            end = phrase_end(self.tokens, at, name)
            if not at < end <= limit:
                continue
            place = end
            while place < limit and self.tokens[place].low in _BEHIND_MARKERS:
                place += 1
            number = read_number(self.tokens, place) if place < limit else None
            apart = joint is Joint.INSTEAD or place > end
            counted = number is not None and (apart or not number[0].article) and number[1] <= limit
            if counted or (name == "instead" and place < limit and self.tokens[place].kind is Kind.WORD):
                self._cut(joint)
                self.joint = joint
                self.marker = tuple(token for token in self.tokens[at:place] if token.is_content)
                return place
        return at

    def _is_of_another_clause(self, at: int) -> bool:
        """Whether something was denied since: "skipped the bread, had soup", and not "never had"."""
        return any(
            token.is_content and token.low not in words("filler") for token in self.tokens[self.denied_at + 1 : at]
        )

    def _is_of_an_end(self, at: int) -> bool:
        """ "Didn't finish": some of it was eaten; "don't think": nothing is said of eating."""
        following = self.tokens[at + 1].low if at + 1 < len(self.tokens) else ""
        return following in {"finish", "think", "know", "remember", "want", "only"}

    def _cut_at(self, at: int) -> tuple[Joint, int] | None:
        """What joint stands at a place, and where it ends."""
        tokens = self.tokens
        low = tokens[at].low
        if phrase_end(tokens, at, "filler") > at:
            return None
        if (end := phrase_end(tokens, at, "breaks")) > at:
            return (Joint.AND if low == "plus" else Joint.LIST), end
        if (end := phrase_end(tokens, at, "makes")) > at:
            return (Joint.PARTS if self.places else Joint.WITH), end
        if (end := phrase_end(tokens, at, "joints")) > at and (self.places or end > at + 1 or self.follows_when):
            end += end < len(tokens) and tokens[end].low == "/" and low == "w"
            return (Joint.MADE if low in _MAKING else Joint.WITH), end
        if low in _COMMAS:
            return (Joint.AND if low == "+" else Joint.LIST), at + 1
        if low == ":" and self._parts(at) and self.places and lists_parts(tokens, at + 1, mixed=self._is_blended()):
            return Joint.PARTS, at + 1
        if low in _DASHES and self._parts(at):
            return Joint.LIST, at + 1
        if low in {"and", "or", "nor"} and self._denies_more(at):
            return None
        if low == "and":
            return None if self._adds_a_part(at) or self._is_one_dish(at) else (Joint.AND, at + 1)
        return self._cut_behind_food(at) if self.places else None

    def _cut_behind_food(self, at: int) -> tuple[Joint, int] | None:
        """What joint a word is that is none unless a food stands before it."""
        low = self.tokens[at].low
        if low in {"in", "using"} and self._is_made_with(at):
            return Joint.WITH, at + 1
        if low in {"on", "in", "into", "onto"} and self._is_put_on(at):
            return Joint.ON, at + 1
        if low in {"but", "or"} or low in _EATING:
            return Joint.LIST, at + 1
        return None

    def _is_blended(self) -> bool:
        """Whether the name before is of what is only what was put in: a smoothie."""
        return singular_unit(self.tokens[self.places[-1]].low) in words("blended")

    def _denies_more(self, at: int) -> bool:
        """ "Without milk or sugar": what follows is not in it either; with "and" where it is something that one adds."""
        denied = [self.tokens[place].low for place in self.places[-_MOST_DENIED - 1 :]]
        if not words("deny") & set(denied[:-1]) or not self._has_food() or at + 1 >= len(self.tokens):
            return False
        following = self.tokens[at + 1]
        if following.kind is not Kind.WORD or following.low in ARTICLES or following.low in _EATING:
            return False
        behind = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
        ends = behind is None or behind.kind is not Kind.WORD or behind.low in words("filler") | words("last")
        return self.tokens[at].low != "and" or (ends and is_addition(following.low))

    def _adds_a_part(self, at: int) -> bool:
        """ "a cup and a half of milk": the fraction belongs to the unit before."""
        ahead = [token.low for token in self.tokens[at + 1 : at + 3]]
        if ahead not in (["a", "half"], ["a", "quarter"]) or not self.places:
            return False
        return read_unit(self.tokens, self.places[-1], after_digits=False) is not None

    def _parts(self, at: int) -> bool:
        """Whether a dash or a colon stands between two things, and not within a word, a range or before a number."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if self.tokens[at].low == ":":
            return after is None or after.spaced
        return self.tokens[at].spaced and (after is None or after.spaced)

    def _is_put_on(self, at: int) -> bool:
        """Whether "on" or "in" puts an addition on a food ("butter on toast", "milk in my coffee")."""

        before = [self.tokens[place].low for place in self.places if self.tokens[place].kind is Kind.WORD]
        after = [token.low for token in self.tokens[at + 1 : at + 2]]
        if after in (["it"], ["them"], ["top"]):
            return False
        if self.tokens[at].low in {"on", "onto"}:
            # The bread of "a tuna sandwich on rye", of "a sloppy joe on a white bun" is a part of the sandwich.
            return not words("sandwiches") & set(before) and not (
                self._is_bread(at + 1) and not is_addition(" ".join(before))
            )
        return is_addition(" ".join(before))

    def _is_made_with(self, at: int) -> bool:
        """Whether an amount of another food follows: "beans in 4 g of oil", "oats in 200 ml milk", and no "soda in a 12 oz can"."""
        read = read_number(self.tokens, at + 1)
        if read is None:
            return False
        unit = read_unit(self.tokens, read[1], after_digits=True)
        if unit is None:
            return False
        if "of" in {token.low for token in self.tokens[unit[1] - 1 : unit[1] + 1]}:
            return True
        behind = self.tokens[unit[1]] if unit[1] < len(self.tokens) else None
        exact = unit[0].is_exact
        # "In 125 ml glasses", "in a 12 oz can": what it was in says nothing of another food.
        is_vessel = behind is not None and read_unit(self.tokens, unit[1], after_digits=False) is not None
        return exact and not read[0].article and behind is not None and behind.kind is Kind.WORD and not is_vessel

    def _is_bread(self, at: int) -> bool:
        """Whether the words up to the next mark are of a bun ("a white bun", "wheat", "a kaiser roll")."""
        named = []
        while (
            at < len(self.tokens) and self.tokens[at].kind is Kind.WORD and self.tokens[at].low not in {"and", "with"}
        ):
            named.append(self.tokens[at].low)
            at += 1
        return bool(named) and len(named) <= _MOST_OF_BREAD and named[-1] in words("buns")

    def _is_one_dish(self, at: int) -> bool:
        """ "A and B sandwich": B without an article or an amount, ending in a dish that is made of several."""
        if not self.places or at + 1 >= len(self.tokens):
            return False
        first = self.tokens[at + 1]
        if first.low in ARTICLES or first.kind is not Kind.WORD or read_number(self.tokens, at + 1) is not None:
            return False
        if first.low in words("filler") or first.low in words("vague") or self._ends_a_dish():
            return False
        for place in range(at + 2, min(at + 5, len(self.tokens))):
            if (end := phrase_end(self.tokens, place, "dishes", table="compounds")) > place:
                return not (self._has_number(self.places) and self._has_number(range(end, end + 4)))
            if self.tokens[place].kind is not Kind.WORD or self.tokens[place].low in {"and", "with", "on", "in", "of"}:
                return False
        return False

    def _ends_a_dish(self) -> bool:
        """Whether what stands before is a dish or a drink itself: "grilled cheese and tomato soup" are two."""
        last = self.places[-1]
        if (
            self.tokens[last].low in words("drinks")
            or phrase_end(self.tokens, last, "dishes", table="compounds") > last
        ):
            return True
        return last > 0 and phrase_end(self.tokens, last - 1, "complete", table="compounds") > last

    def _has_number(self, places: Iterable[int]) -> bool:
        """Whether an amount in digits stands at these places, before the next food: then each side has its own."""
        for place in places:
            if place >= len(self.tokens) or self.tokens[place].low in {",", ";", "and", "with", "plus", "\n"}:
                return False
            if self.tokens[place].kind is Kind.NUMBER:
                return True
        return False


def _stronger(one: Joint, other: Joint) -> Joint:
    """Of two joints side by side the one that parts more: ", and" is a list, ". with" a sentence."""
    order = (
        Joint.ON,
        Joint.WITH,
        Joint.MADE,
        Joint.AND,
        Joint.PARTS,
        Joint.LIST,
        Joint.SENTENCE,
        Joint.RATHER,
        Joint.INSTEAD,
    )
    for bound in (Joint.WITH, Joint.MADE):
        if {one, other} in ({Joint.AND, bound}, {Joint.LIST, bound}):
            return bound
    return max(one, other, key=order.index)
