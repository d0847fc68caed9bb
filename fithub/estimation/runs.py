"""Foods said one after the other without a mark or an "and": "2 eggs 3 slices toast 1 banana", "rice 200g chicken 150g".

A stretch is parted only where its amounts and names take turns to its end; anything less even is one food with a description.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from fithub.estimation.amounts import read_amount
from fithub.estimation.lexicon import counted_unit, phrase_end, words
from fithub.estimation.numbers import ARTICLES
from fithub.estimation.segments import Joint, Segment
from fithub.estimation.tokens import Kind, Token
from fithub.estimation.units import Measure, read_unit

# A pair of each is the least that takes turns.
_LEAST: Final = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """An amount or a name within a stretch, by where it begins and ends. `is_count`: a number without a unit."""

    is_amount: bool
    start: int
    end: int
    is_count: bool = False


def part_runs(segments: Sequence[Segment]) -> list[Segment]:
    """The stretches, those that are several foods in a row parted into these."""
    return [part for segment in segments for part in _parts(segment)]


def _parts(segment: Segment) -> Iterator[Segment]:
    joint = Joint.LIST
    pieces = [] if segment.denied else _pieces(segment.tokens)
    kinds = [piece.is_amount for piece in pieces]
    if len(kinds) >= _LEAST and _take_turns(kinds):
        # Each begins as the first does: with its amount, or with its name.
        cuts = [piece.start for piece in pieces[2::2]] if kinds[0] else [piece.end for piece in pieces[1:-1:2]]
    elif kinds == [False, True, False] and pieces[1].is_count and _goes_into(segment.tokens[pieces[2].start :]):
        cuts, joint = [pieces[1].start], Joint.WITH
    else:
        cuts = []
    bounds = [0, *cuts, len(segment.tokens)]
    for place, (start, end) in enumerate(pairwise(bounds)):
        part = replace(segment, tokens=segment.tokens[start:end], places=segment.places[start:end])
        yield replace(part, joint=joint, marker=()) if place else part


def _take_turns(kinds: Sequence[bool]) -> bool:
    return len(kinds) % 2 == 0 and all(one is not other for one, other in pairwise(kinds))


def _goes_into(tokens: Sequence[Token]) -> bool:
    """ "Coffee 2 sugars": what is only counted goes into what was named before."""
    said = [token for token in tokens if token.is_content]
    return len(said) == 1 and counted_unit(said[0]) is not None


def _pieces(tokens: Sequence[Token]) -> list[_Piece]:
    """The amounts and names in order, several amounts in a row as one; none where the stretch is about something else as well."""
    pieces: list[_Piece] = []
    at = 0
    while at < len(tokens):
        if tokens[at].low in words("no_runs") or _is_of_a_code(tokens, at):
            return []
        piece = _name_kept(tokens, at) or _amount(tokens, at, pieces)
        if piece is None:
            silent = phrase_end(tokens, at, "filler")
            if silent == at and tokens[at].is_content and tokens[at].low not in ARTICLES | words("filler"):
                piece = _Piece(is_amount=False, start=at, end=at + 1)
            at = max(at + 1, silent)
        if piece is not None:
            _join(pieces, piece, tokens)
            at = piece.end
    names = [tokens[piece.start : piece.end] for piece in pieces if not piece.is_amount]
    is_food = all({token.low for token in name} - words("nutrients") for name in names)
    return pieces if is_food else []


def _is_of_a_code(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is no plain word or number: within an id ("7f3a-9c"), marks and brackets tell of something else."""
    token = tokens[at]
    if token.kind is Kind.WORD and any(map(str.isdigit, token.low)):
        return True
    if not token.is_content:
        return token.low != "."
    joined = at > 0 and not token.spaced and tokens[at - 1].kind in {Kind.WORD, Kind.NUMBER}
    # "150g" is an amount, "5d8" and "a97" are none.
    return joined and (token.kind is not Kind.WORD or read_unit(tokens, at, after_digits=True) is None)


def _name_kept(tokens: Sequence[Token], at: int) -> _Piece | None:
    """A name that must not be parted ("7 grain bread", "rice and beans")."""
    end = max(phrase_end(tokens, at, "keep"), phrase_end(tokens, at, "whole", table="compounds"))
    return _Piece(is_amount=False, start=at, end=end) if end > at else None


def _amount(tokens: Sequence[Token], at: int, pieces: Sequence[_Piece]) -> _Piece | None:
    read = read_amount(tokens, at)
    if read is None or (tokens[at].low in ARTICLES and pieces and pieces[-1].is_amount):
        return None
    amount, end = read
    if amount.implied and (pieces or amount.unit is None or amount.unit.measure is Measure.SIZE):
        # "A juice pouch of …": a unit without a number is of the words before it.
        return None
    return _Piece(is_amount=True, start=at, end=max(end, at + 1), is_count=amount.unit is None)


def _join(pieces: list[_Piece], piece: _Piece, tokens: Sequence[Token]) -> None:
    """Put a piece at the end, as one with the last of its kind; what only describes or leads up is none of its own."""
    last = pieces[-1] if pieces else None
    if last is not None and last.is_amount is piece.is_amount:
        pieces[-1] = replace(last, end=piece.end, is_count=last.is_count and piece.is_count)
        return
    said = [token.low for token in tokens[piece.start : piece.end] if token.kind is Kind.WORD]
    silent = words("describing") | words("first" if last is None else "last")
    if piece.is_amount or not said or not all(word in silent for word in said):
        pieces.append(piece)
