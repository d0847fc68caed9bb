"""The phrases of a text that say which meal, which day and what time it was, and where its sentences end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.dates import When, read_when
from fithub.estimation.lexicon import phrase_end, words
from fithub.estimation.tokens import Kind, Token

_MEALS: Final = {
    "breakfast": Slot.BREAKFAST, "brekkie": Slot.BREAKFAST, "brekky": Slot.BREAKFAST, "breakie": Slot.BREAKFAST,
    "brunch": Slot.LUNCH, "lunch": Slot.LUNCH, "luncheon": Slot.LUNCH, "dinner": Slot.DINNER, "supper": Slot.DINNER,
    "snack": Slot.SNACK, "snacks": Slot.SNACK, "elevenses": Slot.SNACK, "dessert": None, "pudding": None, "tea": Slot.DINNER,
}  # fmt: skip
_PLAIN_MEALS: Final = _MEALS.keys() - {"tea", "dessert", "pudding"}
_OPENERS: Final = frozenset("for 4 at as during my after before our with to".split())
_BETWEEN: Final = frozenset(
    "a an my the our this today's early late quick light big small mid - midday midnight morning afternoon evening first second "
    "healthy sunday saturday weekend work school post pre workout tonight's today’s".split()
)
_AFTER_BARE: Final = frozenset(
    "was were is today yesterday i consisted included of tonight this we had and on at a an the two three one half some with out "
    "together around about roughly".split()
)
_BEFORE_BARE: Final = frozenset("my and then today's yesterday's tonight's yesterday today skipped had".split())
# A full stop behind one of these only cuts it short ("5 oz. steak").
_CUT_SHORT: Final = frozenset(
    "oz lb lbs fl tbsp tbs tsp approx ca g kg ml l pt qt gal med lg sm pkg st dr mt mr mrs".split()
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is said of when, and the tokens [start, end) that say it."""

    when: When
    start: int
    end: int


def read_occasions(tokens: Sequence[Token], now: LocalMoment) -> list[Occasion]:
    """Every phrase of a text that says when, in order, none overlapping."""
    found = []
    at = 0
    while at < len(tokens):
        kept = phrase_end(tokens, at, "keep")
        if kept > at:
            at = kept
            continue
        read = _read_meal(tokens, at) or read_when(tokens, at, now)
        if read is None:
            at += 1
            continue
        when, end = read
        denied = when.slot is not None and at > 0 and tokens[at - 1].low in words("denial")
        found.append(Occasion(When() if denied else when, at, end))
        at = end
    return found


def _read_meal(tokens: Sequence[Token], at: int) -> tuple[When, int] | None:
    """ "for breakfast", "as an afternoon snack", "Lunch: …", "my dinner was …"."""
    place = at
    opened = tokens[at].low in _OPENERS
    while place < len(tokens) and place < at + 6 and tokens[place].low in _OPENERS | _BETWEEN:
        place += 1
    if place >= len(tokens) or tokens[place].low not in _MEALS:
        return None
    meal = tokens[place].low
    if meal == "snack" and place > at and tokens[place - 1].low == "midnight":
        return When(slot=Slot.SNACK), place + 1
    if tokens[at].low == "4" and not _is_left_alone(tokens, place + 1):
        return None
    if meal in _PLAIN_MEALS:
        alone = _is_left_alone(tokens, place + 1) or _is_heading(tokens, place)
        if not opened and not (_begins_clause(tokens, at) and alone):
            return None
    elif tokens[at].low != "for":
        return None
    end = place + 1
    if end < len(tokens) and tokens[end].low in {"time", ":"}:
        end += 1
    return When(slot=_MEALS[meal]), end


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    if at == 0 or not tokens[at - 1].is_content:
        return True
    if tokens[at - 1].low in {"was", "is"} and at > 1:
        return tokens[at - 2].low in {"that", "this", "it", "all"}
    return tokens[at - 1].low in {
        "my",
        "and",
        "then",
        "today's",
        "yesterday's",
        "tonight's",
        "yesterday",
        "today",
        "skipped",
        "had",
    }


def _is_heading(tokens: Sequence[Token], at: int) -> bool:
    """Whether several meals are told by their names alone: "breakfast oats, lunch a burger, dinner fish"."""
    heads = [
        place
        for place, token in enumerate(tokens)
        if token.low in _PLAIN_MEALS and (place == 0 or not tokens[place - 1].is_content)
    ]
    return at in heads and len({_MEALS[tokens[place].low] for place in heads}) > 1


def _is_left_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a meal's bare name is not the first half of a food's ("breakfast burrito")."""
    if at >= len(tokens) or tokens[at].kind in {Kind.NEWLINE, Kind.MARK, Kind.NUMBER, Kind.DATE, Kind.CLOCK}:
        return True
    return tokens[at].low in _AFTER_BARE


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence or a line ends with this token."""
    token = tokens[at]
    if token.kind is Kind.NEWLINE or token.low in {";", "!", "?"}:
        return True
    if token.low != ".":
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind is Kind.NEWLINE:
        return True
    cut_short = at > 0 and tokens[at - 1].low in _CUT_SHORT and not following.text[:1].isupper()
    # "80 g. 2 eggs": a unit is not followed by another number.
    cut_short = cut_short or (at > 1 and tokens[at - 1].low in {"t", "c"} and tokens[at - 2].kind is Kind.NUMBER)
    cut_short = cut_short and (following.kind is not Kind.NUMBER or tokens[at - 1].low in {"approx", "ca"})
    return following.spaced and not cut_short
