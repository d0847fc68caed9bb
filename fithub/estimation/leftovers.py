"""What was left of a food: "left half", "ate two thirds of it", "saved a third for later": said of the food named before it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fithub.estimation.lexicon import words
from fithub.estimation.numbers import ARTICLES, Number, read_number
from fithub.estimation.tokens import Kind, Token

_LEAVING: Final = frozenset("left leaving leave saved saving kept gave wasted".split())
_EATING: Final = frozenset("ate had finished eaten managed drank eating consumed got".split())
_BETWEEN: Final = frozenset(
    "i we only about just around roughly maybe approximately like almost nearly the other over to eat of".split()
)
_IT: Final = frozenset("it them that this these those mine each".split())
_LATER: Final = frozenset("for to in until".split())
_MOST_BETWEEN: Final = 6


@dataclass(frozen=True, slots=True)
class Leftover:
    """Tokens [start, end) that say which share of a food was eaten; `is_of_rest`: by what was left of it ("left half")."""

    start: int
    end: int
    share: Decimal
    is_of_rest: bool = False


def read_leftovers(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[Leftover]:
    """Every such phrase of a text, in order; none within the spans that are taken already."""
    inside = {place for start, end in taken for place in range(start, end)}
    found: list[Leftover] = []
    at = 0
    while at < len(tokens):
        read = _read(tokens, at) if at not in inside else None
        if read is None or any(place in inside for place in range(read.start, read.end)):
            at += 1
            continue
        found.append(read)
        at = read.end
    return found


def eaten_of(spans: Sequence[tuple[int, int]], leftovers: Sequence[Leftover]) -> list[Decimal]:
    """For each span of food tokens the share of it that was eaten, by what is said behind it; spans are in order."""
    eaten = [Decimal(1)] * len(spans)
    starts = [start for start, _ in spans]
    for each in leftovers:
        before = bisect_left(starts, each.start) - 1
        if before >= 0:
            eaten[before] *= each.share
    return eaten


def told_eaten(spans: Sequence[tuple[int, int]], leftovers: Sequence[Leftover]) -> frozenset[int]:
    """The places of the foods of which it is said how much was eaten, not how much was left of one's share."""
    starts = [start for start, _ in spans]
    return frozenset(bisect_left(starts, each.start) - 1 for each in leftovers if not each.is_of_rest)


def _read(tokens: Sequence[Token], at: int) -> Leftover | None:
    low = tokens[at].low
    if low in _LEAVING or low in _EATING:
        return _after_verb(tokens, at, at + 1, leaves=low in _LEAVING)
    following = [token.low for token in tokens[at : at + 3]]
    if following[:2] == ["of", "which"]:
        verb = at + 2 + (len(following) > 2 and following[2] in {"i", "we"})
        if verb < len(tokens) and tokens[verb].low in _EATING | _LEAVING:
            return _after_verb(tokens, at, verb + 1, leaves=tokens[verb].low in _LEAVING)
    if low in {"only", "about", "just"} or not (at and tokens[at - 1].is_content):
        return _after_verb(tokens, at, at, leaves=False, needs_it=True)
    return None


def _after_verb(
    tokens: Sequence[Token], start: int, at: int, *, leaves: bool, needs_it: bool = False
) -> Leftover | None:
    """A share behind a verb, if nothing else is named that it may be of."""
    place = at
    while place < min(len(tokens), at + _MOST_BETWEEN) and tokens[place].low in _BETWEEN:
        place += 1
    read = _share(tokens, place)
    if read is None:
        return None
    share, end = read
    of_it = _of_it(tokens, end)
    if of_it == end and (needs_it or not _closes(tokens, end, leaves=leaves)):
        return None
    return Leftover(start, of_it, 1 - share if leaves else share, leaves)


def _share(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """ "half", "two thirds", "a quarter", "1/3", "80%": less than the whole, and where it ends."""
    if at >= len(tokens):
        return None
    read = read_number(tokens, at)
    if read is None or (read[0].article and tokens[at].low in ARTICLES):
        return None
    number: Number = read[0]
    end = read[1]
    if end < len(tokens) and tokens[end].low == "%":
        return (number.value / 100, end + 1) if 0 < number.value < 100 else None
    # "half of it" was read with its "of".
    end -= tokens[end - 1].low in _IT and end - at > 1
    end -= tokens[end - 1].low == "of"
    return (number.value, end) if 0 < number.value < 1 else None


def _of_it(tokens: Sequence[Token], at: int) -> int:
    """Past "of it", "of them"; `at` where the share is of something named, or of nothing said."""
    if at + 1 < len(tokens) and tokens[at].low == "of" and tokens[at + 1].low in _IT:
        after = at + 2
        return after if after >= len(tokens) or _ends(tokens, after) else at
    return at


def _closes(tokens: Sequence[Token], at: int, *, leaves: bool) -> bool:
    if at >= len(tokens) or not tokens[at].is_content:
        return True
    return (leaves and tokens[at].low in _LATER | {"uneaten", "behind", "over"}) or tokens[at].low in {
        "and",
        "but",
        "then",
    }


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether "it" and "that" stand for the food, and do not begin another's name."""
    return tokens[at].kind is not Kind.WORD or tokens[at].low in words("first") | words("filler") | _LATER | _EATING
