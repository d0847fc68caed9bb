"""Amounts in running text: how many of which unit, and which of several that were said counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from fithub.estimation.lexicon import words
from fithub.estimation.numbers import ONE, Number, read_number
from fithub.estimation.tokens import Kind, Token
from fithub.estimation.units import Measure, Unit, read_unit

_TWO: Final = Number(Decimal(2), Decimal(2), Decimal(3))
_TIMES: Final = frozenset({"x", "×", "*"})


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit; `unit` None for things counted.

    `each`: of every one that is counted, not of all together; `implied`: no number was said, only a unit or a size; `times`: a
    bare "x 2", so many of whatever else is said.
    """

    number: Number
    unit: Unit | None
    each: bool = False
    implied: bool = False
    times: bool = False


type Read = tuple[Amount, int]


def read_amount(tokens: Sequence[Token], at: int) -> Read | None:
    """The amount that begins at a token, and where it ends: "150g", "two large eggs", "a 12 oz can of", "half a cup of"."""
    if at >= len(tokens):
        return None
    if tokens[at].low in _TIMES and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.NUMBER:
        said = read_amount(tokens, at + 1)
        return (replace(said[0], times=said[0].unit is None), said[1]) if said else None
    read = read_number(tokens, at)
    if read is None:
        return _without_number(tokens, at)
    number, end = read
    if end < len(tokens) and tokens[end].low == "%":
        return None
    if not number.article and (packed := _packed(tokens, number, end)) is not None:
        return packed
    if number.article and (nested := _nested(tokens, end) or _of_eggs(tokens, end)) is not None:
        return nested
    times = end < len(tokens) and tokens[end].low in _TIMES
    if not number.article and (times or _is_mass(tokens, end)):
        inner = read_amount(tokens, end + times)
        if inner is not None and inner[0].unit is not None:
            return replace(inner[0], number=number.times(inner[0].number)), inner[1]
    return _with_unit(tokens, number, end + times)


def _with_unit(tokens: Sequence[Token], number: Number, at: int) -> Read | None:
    """A number and the unit behind it, if there is one: "2 slices of", "1 large", "3"."""
    place = at + (at < len(tokens) and tokens[at].low == "-")
    digits = tokens[place - 1].kind is Kind.NUMBER or tokens[at - 1].kind is Kind.NUMBER
    read = read_unit(tokens, place, after_digits=digits)
    if read is None:
        return Amount(number, None), at
    unit, end = read
    number, end = _and_more(tokens, number, end)
    if _needs_of(unit, tokens, end):
        return Amount(number, None), at
    return Amount(number, unit), _past_of(tokens, end)


def _needs_of(unit: Unit, tokens: Sequence[Token], end: int) -> bool:
    """Whether the unit's word more likely names the food, since no "of" follows it."""
    if unit.measure is not Measure.HOUSEHOLD or unit.name.rsplit(" ", 1)[-1] not in words("only_with_of"):
        return False
    return end >= len(tokens) or tokens[end].low != "of"


def _and_more(tokens: Sequence[Token], number: Number, at: int) -> tuple[Number, int]:
    """ "a cup and a half of": the fraction behind the unit."""
    ahead = [token.low for token in tokens[at : at + 3]]
    if ahead in (["and", "a", "half"], ["and", "a", "quarter"]):
        return number.plus(Decimal("0.5") if ahead[2] == "half" else Decimal("0.25")), at + 3
    return number, at


def _packed(tokens: Sequence[Token], number: Number, at: int) -> Read | None:
    """ "12 oz can of", "330 ml bottle": one packing of that size."""
    place = at + (at < len(tokens) and tokens[at].low == "-")
    read = read_unit(tokens, place, after_digits=True)
    if read is None or not read[0].is_exact:
        return None
    unit, end = read
    end += end < len(tokens) and tokens[end].low == "-"
    packing = read_unit(tokens, end, after_digits=False)
    if packing is None or packing[0].name not in words("packings"):
        return None
    return Amount(number, unit), _past_of(tokens, packing[1]) if not _needs_of(packing[0], tokens, packing[1]) else end


def _nested(tokens: Sequence[Token], at: int) -> Read | None:
    """What follows an article, if it is an amount itself: "a 12 oz can of", "a 150 g", "a couple of"."""
    if at < len(tokens) and tokens[at].kind is Kind.NUMBER:
        inner = read_amount(tokens, at)
        if inner is not None and inner[0].unit is not None and inner[0].unit.is_exact:
            return inner
    return None


def _of_eggs(tokens: Sequence[Token], at: int) -> Read | None:
    """ "a 3-egg omelette": so many eggs are in it, and one of it is of one egg."""
    read = read_number(tokens, at) if at < len(tokens) else None
    if read is None or read[0].article or read[1] + 1 >= len(tokens):
        return None
    end = read[1] + (tokens[read[1]].low == "-")
    return (Amount(read[0], None), end) if tokens[end].low in {"egg", "eggs"} else None


def _is_mass(tokens: Sequence[Token], at: int) -> bool:
    """Whether another number with an exact unit follows at once: "two 12 oz cans", "2 150g chicken breasts"."""
    if at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return False
    number = read_number(tokens, at)
    if number is None:
        return False
    place = number[1] + (number[1] < len(tokens) and tokens[number[1]].low == "-")
    unit = read_unit(tokens, place, after_digits=True)
    return unit is not None and unit[0].is_exact


def _without_number(tokens: Sequence[Token], at: int) -> Read | None:
    """A unit that stands for one of it: "bowl of oatmeal", "large fries", "slices of bread"."""
    read = read_unit(tokens, at, after_digits=False)
    if read is None:
        return None
    unit, end = read
    followed = end < len(tokens) and tokens[end].low == "of"
    if unit.measure is not Measure.SIZE and not followed:
        return None
    return Amount(_TWO if unit.plural else ONE, unit, implied=True), _past_of(tokens, end)


def _past_of(tokens: Sequence[Token], at: int) -> int:
    """Past "of", and the article behind it ("a slice of the cake", "half a glass of my milk")."""
    if at < len(tokens) and tokens[at].low == "of":
        at += 1
        while at < len(tokens) and tokens[at].low in {
            "the",
            "my",
            "our",
            "his",
            "her",
            "their",
            "some",
            "that",
            "this",
        }:
            at += 1
    return at


def chosen(amounts: Sequence[Amount]) -> Amount | None:
    """The amount that counts: a mass before a volume, that before an energy, a household measure and a bare count.

    One said of each ("3 cookies, 15 g each") is multiplied by the count.
    """
    times = next((one for one in amounts if one.times), None)
    others = [one for one in amounts if one is not times]
    if times is not None and others:
        most = chosen(others)
        assert most is not None, "there is one to choose"
        return replace(most, number=most.number.times(times.number))
    for measure in (Measure.MASS, Measure.VOLUME, Measure.ENERGY, Measure.HOUSEHOLD, Measure.SIZE):
        found = next((one for one in amounts if one.unit is not None and one.unit.measure is measure), None)
        if found is not None:
            counted = next((one for one in amounts if one is not found and not (one.unit and one.unit.is_exact)), None)
            if found.each and counted is not None:
                return Amount(found.number.times(counted.number), found.unit)
            return found
    return amounts[0] if amounts else None
