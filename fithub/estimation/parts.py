"""What stands in brackets or behind a colon: the parts of a dish ("a salad (lettuce 40 g, tomato 30 g)"), or more about one food.

Parts are foods of their own: each has its amount, or is something usually added ("tea (milk, sugar)"). All else in brackets is an
amount or a description of the food before it ("rice (cooked, 150 g)", "a can (330 ml)").
"""

from collections.abc import Sequence
from typing import Final

from fithub.estimation.additions import is_addition
from fithub.estimation.lexicon import words
from fithub.estimation.numbers import ARTICLES, read_number
from fithub.estimation.tokens import Kind, Token
from fithub.estimation.units import read_unit

_CLOSERS: Final = {"(": ")", "[": "]"}
_SEPARATORS: Final = frozenset({",", ";", "+", "&", "and", "plus", "•", "|", "\n", "with"})
_MOST_INSIDE: Final = 120
_FEWEST_LISTED: Final = 2


def parts_close(tokens: Sequence[Token], at: int) -> int | None:
    """Where the bracket that opens at a token closes, if parts of a dish stand in it; None otherwise."""
    closer = _CLOSERS[tokens[at].low]
    last = min(len(tokens), at + _MOST_INSIDE)
    close = next((place for place in range(at + 1, last) if tokens[place].low == closer), None)
    if close is None or not _are_parts(tokens[at + 1 : close]):
        return None
    return close


def lists_parts(tokens: Sequence[Token], at: int, *, mixed: bool = False) -> bool:
    """Whether from a token to the end of the line several foods are listed.

    With amounts ("sandwich: 2 slices of bread, 30 g ham") or all without ("burrito bowl: rice, beans, salsa"); `mixed`: or some of
    them with ("smoothie: spinach, banana, 200 ml milk").
    """
    last = min(len(tokens), at + _MOST_INSIDE)
    end = next(
        (place for place in range(at, last) if tokens[place].low in {"\n", ";", ":"} or _is_full_stop(tokens, place)),
        last,
    )
    pieces = [piece for piece in _pieces(tokens[at:end]) if _food(piece)]
    with_amounts = sum(_has_amount(piece) for piece in pieces)
    return len(pieces) >= _FEWEST_LISTED and (mixed or with_amounts == 0 or with_amounts >= _FEWEST_LISTED)


def _is_full_stop(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].low == "." and (at + 1 >= len(tokens) or tokens[at + 1].text[:1].isupper())


def _are_parts(inside: Sequence[Token]) -> bool:
    foods = [piece for piece in _pieces(inside) if _food(piece)]
    if not foods:
        return False
    if inside[0].low in {"with", "w"}:
        return True
    if len(foods) == 1:
        return _has_amount(foods[0]) and not _is_packing(foods[0])
    return any(_has_amount(piece) for piece in foods) or all(is_addition(_said(_food(piece))) for piece in foods)


def _pieces(inside: Sequence[Token]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token in inside:
        if token.low in _SEPARATORS:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _food(piece: Sequence[Token]) -> list[Token]:
    """The words of a piece that may name a food: no amounts, no fillers, no mere descriptions."""
    found = []
    at = 0
    while at < len(piece):
        read = read_number(piece, at)
        if read is not None:
            at = read[1]
            continue
        unit = read_unit(piece, at, after_digits=at > 0 and piece[at - 1].kind is Kind.NUMBER)
        if unit is not None:
            at = unit[1]
            continue
        token = piece[at]
        silent = token.low in words("filler") | words("first") | words("describing") | words("nutrients") | words(
            "packings"
        )
        if token.kind is Kind.WORD and not silent and token.low not in words("each") | words("no_food"):
            found.append(token)
        at += 1
    return found


def _has_amount(piece: Sequence[Token]) -> bool:
    if piece[0].low in ARTICLES and len(piece) > 1:
        return True
    reads = [read_number(piece, at) for at, token in enumerate(piece) if token.low not in ARTICLES]
    return any(read is not None and (read[1] >= len(piece) or piece[read[1]].low != "%") for read in reads)


def _is_packing(piece: Sequence[Token]) -> bool:
    """ "from a 400 g can": how it came, and no part of it."""
    return piece[0].low == "from"


def _said(food: Sequence[Token]) -> str:
    return " ".join(token.low for token in food)
