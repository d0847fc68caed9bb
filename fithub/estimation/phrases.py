"""One stretch of text about one food: its amounts, the words that name it, what it is said to be without, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from fithub.estimation.amounts import Amount, read_amount
from fithub.estimation.lexicon import centimetres, counted_unit, phrase_end, words
from fithub.estimation.numbers import ARTICLES, ONE, Number, decimal_of, read_number
from fithub.estimation.tokens import Kind, Token
from fithub.estimation.units import Measure, Unit, read_unit
from fithub.estimation.volumes import cafe_ounces
from fithub.foods.units import VOLUME_ML, canonical_unit

# Written by a program, never by a person ("nan" in small letters is bread).
_NO_NUMBERS: Final = frozenset({"NaN", "Infinity", "Inf", "null", "undefined"})
_MINUS: Final = Number(Decimal(-1), Decimal(-1), Decimal(-1))
_FOOT_LONG: Final = frozenset({"footlong", "foot-long"})
_FOOT_CM: Final = Decimal("30.48")
_NONE: Final = Number(Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch taken apart; every content token is in exactly one of `food`, `denied`, `asides` or read into `amounts`.

    `left_out`: of what is denied that which simply was not put on it ("no butter"), while tables tell of other things ("without
    skin"). `of_each`: the amount is of each of the foods that follow ("100 g each of"). `begins_anew`: an article or an amount is
    said; `is_description`: the words only describe a food named elsewhere. `length_cm`: how long or wide one is said to be.
    """

    amounts: tuple[Amount, ...]
    food: tuple[Token, ...]
    denied: tuple[Token, ...]
    asides: tuple[Token, ...]
    begins_anew: bool
    is_description: bool
    left_out: tuple[Token, ...] = ()
    of_each: bool = False
    length_cm: Decimal | None = None


def read_phrase(tokens: Sequence[Token], *, goes_on: bool = False) -> Phrase:
    """Take a stretch apart. Amounts may stand anywhere: "150g chicken", "chicken (150 g)", "chicken weighing 150 g".

    `goes_on`: a food was named before, so that a "no" at its beginning is about that ("…, no sour cream").
    """
    reader = _Reader(tokens, goes_on=goes_on)
    at = 0
    while at < len(tokens):
        at = reader.step(at)
    return reader.finish()


class _Reader:
    """Goes over the tokens once and puts each where it belongs."""

    def __init__(self, tokens: Sequence[Token], *, goes_on: bool) -> None:
        self.tokens = tokens
        self.goes_on = goes_on
        self.amounts: list[Amount] = []
        self.food: list[Token] = []
        self.denied: list[Token] = []
        self.asides: list[Token] = []
        self.left_out: list[Token] = []
        self.of_each = False
        self.length_cm: Decimal | None = None

    def step(self, at: int) -> int:
        """Put the token at a place, or the phrase that begins there, where it belongs; gives the next place."""
        tokens = self.tokens
        token = tokens[at]
        if (kept := phrase_end(tokens, at, "keep")) > at:
            self.food += tokens[at:kept]
            return kept
        if (filler := phrase_end(tokens, at, "filler")) > at:
            self.asides += tokens[at:filler]
            return filler
        if token.low in words("deny") and at + 1 < len(tokens):
            end = _denied_end(tokens, at, names_follow=bool(self.food) or (self.goes_on and not self.amounts))
            self.denied += tokens[at:end]
            if not {token.low for token in tokens[at:end]} & words("denied_of_foods"):
                self.left_out += tokens[at:end]
            return end
        if token.low in words("each"):
            return self._each(at)
        if (wide := _length(tokens, at)) is not None:
            self.length_cm, end = wide
            self.asides += [each for each in tokens[at:end] if each.is_content]
            return end
        if (read := _amount(tokens, at, bool(self.food))) is not None:
            self.amounts.append(read[0])
            return read[1]
        if token.kind is Kind.ADDRESS or self._says_nothing(token):
            self.asides.append(token)
        elif token.is_content or token.low == "%":
            self.food.append(token)
        return at + 1

    def _says_nothing(self, token: Token) -> bool:
        """Whether a word is no part of a name here; a "whole pizza" is a pizza ("whole wheat" and the like were kept together)."""
        if token.low in {"whole", "entire"}:
            return bool(self.amounts) and not self.food
        return token.low in words("filler") or (token.low in words("first") and not self.food)

    def _each(self, at: int) -> int:
        """ "15 g each", "each weighing 15 g": the amount beside is that of every one."""
        self.asides.append(self.tokens[at])
        rest = next((place for place in range(at + 1, len(self.tokens)) if not self._is_silent(place)), at + 1)
        read = read_amount(self.tokens, rest) if rest < len(self.tokens) else None
        if read is not None and read[0].unit is not None and read[0].unit.is_exact:
            self.asides += [token for token in self.tokens[at + 1 : rest] if token.is_content]
            self.amounts.append(replace(read[0], each=True))
            return read[1]
        if self.amounts:
            self.amounts[-1] = replace(self.amounts[-1], each=True)
            self.of_each = not self.food
        return at + 1

    def _is_silent(self, at: int) -> bool:
        return not self.tokens[at].is_content or self.tokens[at].low in words("filler")

    def _stands_apart(self, token: Token) -> bool:
        """Whether something that is no food's name follows a word at once: "the plate held 120 g of couscous"."""
        at = self.tokens.index(token) + 1
        return at < len(self.tokens) and self.tokens[at] not in self.food

    def finish(self) -> Phrase:
        """What was found, once words at the end that say nothing are put aside."""
        amounts = self.amounts
        while len(self.food) > 1 and self.food[0].low in words("no_food") and self._stands_apart(self.food[0]):
            self.asides.append(self.food.pop(0))
        while self.food and self.food[-1].low in words("last"):
            self.asides.append(self.food.pop())
        has_unit = any(one.unit for one in amounts)
        if not has_unit and len(amounts) == 1 and len(self.food) == 1 and (unit := counted_unit(self.food[0])):
            measure = Measure.VOLUME if unit in VOLUME_ML else Measure.HOUSEHOLD
            amounts = [replace(amounts[0], unit=Unit(unit, measure))]
        if not has_unit and len(self.food) > 1 and self.food[-1].low in words("trailing_counters"):
            counter = self.food.pop()
            # "Apple slices" are some, and not one.
            some = not amounts and canonical_unit(counter.low) != counter.low
            amounts = [] if some else [_with_counter(amounts, counter)]
        if not has_unit and len(amounts) < 2 and (ounces := cafe_ounces(self.food)) is not None:
            size = Number(ounces, ounces, ounces)
            count = amounts[0].number if amounts else ONE
            amounts = [Amount(count.times(size), Unit("fl oz", Measure.VOLUME))]
            self.asides.append(self.food.pop(0))
        return Phrase(
            amounts=tuple(amounts),
            food=tuple(self.food),
            denied=tuple(self.denied),
            asides=tuple(self.asides),
            begins_anew=bool(amounts) or any(one.low in ARTICLES for one in self.tokens[:2]),
            is_description=bool(self.food) and all(one.low in words("describing") for one in self.food),
            left_out=tuple(self.left_out),
            of_each=self.of_each,
            length_cm=self.length_cm,
        )


def _amount(tokens: Sequence[Token], at: int, has_food: bool) -> tuple[Amount, int] | None:
    """An amount at a place; behind food words only one with a unit, or a number at the very end, is one."""
    if _is_minus(tokens, at):
        read = read_amount(tokens, at + 1)
        return (replace(read[0], number=read[0].number.times(_MINUS)), read[1]) if read else None
    if (none := _impossible(tokens, at, has_food)) is not None:
        return none
    read = read_amount(tokens, at)
    if read is None:
        return None
    amount, end = read
    if amount.times:
        return read
    if amount.number.article and amount.unit is None:
        return (amount, end) if not has_food and end < len(tokens) else None
    if has_food and (amount.unit is None or amount.unit.measure is Measure.SIZE):
        closes = end >= len(tokens) or not tokens[end].is_content
        return read if amount.unit is None and closes and tokens[at].kind is not Kind.WORD else None
    return read


def _impossible(tokens: Sequence[Token], at: int, has_food: bool) -> tuple[Amount, int] | None:
    """What is written as a number and is none ("1/0 cup", "NaN eggs", a number of 44 digits): none of it, never one of it."""
    written = tokens[at].text
    end = at + 1
    if tokens[at].kind is Kind.NUMBER and decimal_of(written) is None:
        unit = read_unit(tokens, end, after_digits=True)
        if has_food and unit is None:
            return None
        after_of = unit is not None and unit[1] < len(tokens) and tokens[unit[1]].low == "of"
        return (Amount(_NONE, unit[0]), unit[1] + after_of) if unit else (Amount(_NONE, None), end)
    if written in _NO_NUMBERS and not has_food and end < len(tokens) and tokens[end].kind is Kind.WORD:
        return Amount(_NONE, None), end
    return None


def _length(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """A length in centimetres ("12-inch", '6"', "30 cm", "foot long") and where it ends; None where none is said."""
    if tokens[at].low in _FOOT_LONG:
        return _FOOT_CM, at + 1
    if [token.low for token in tokens[at : at + 3] if token.low != "-"][:2] == ["foot", "long"]:
        return _FOOT_CM, at + 2 + (tokens[at + 1].low == "-")
    read = read_number(tokens, at) if tokens[at].low not in ARTICLES else None
    if read is None:
        return None
    end = read[1] + (read[1] < len(tokens) and tokens[read[1]].low == "-")
    one = centimetres(tokens[end]) if end < len(tokens) else None
    return (read[0].value * one, end + 1) if one is not None else None


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen makes a number negative ("-1 eggs"): nothing can be eaten so, and it must not pass for 1."""
    if tokens[at].low not in {"-", "−"} or not tokens[at].spaced or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].kind is Kind.NUMBER and not tokens[at + 1].spaced


def _denied_end(tokens: Sequence[Token], at: int, *, names_follow: bool) -> int:
    """Past "no", and what it denies: behind a food's name all words up to the next mark or amount, before it one or two."""
    end = at + 1
    while end < len(tokens) and tokens[end].low in {"added", "any", "extra", "more", "the", "a", "or"}:
        end += 1
    kept = phrase_end(tokens, end, "keep") if end < len(tokens) else end
    end = kept if kept > end else min(len(tokens), end + 1)
    while end + 1 < len(tokens) and tokens[end].low in {"or", "nor", "and"}:
        end += 2
    if [token.low for token in tokens[end : end + 2]] == ["added", "to"]:
        # "No fat added to the rice": the rice was named before.
        return next((at for at in range(end, len(tokens)) if tokens[at].kind is not Kind.WORD), len(tokens))
    while names_follow and end < len(tokens) and tokens[end].kind is Kind.WORD and not _says_otherwise(tokens, end):
        end += 1
    return min(end, len(tokens))


def _says_otherwise(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word cannot be of what is denied."""
    low = tokens[at].low
    return low in words("filler") | words("last") | words("deny") or read_amount(tokens, at) is not None


def _with_counter(amounts: Sequence[Amount], counter: Token) -> Amount:
    """The amount with a word behind the food as its unit: "2 pizza slices", "pizza slices"."""
    unit = Unit(canonical_unit(counter.low), Measure.HOUSEHOLD)
    return replace(amounts[0], unit=unit) if amounts else Amount(ONE, unit)
