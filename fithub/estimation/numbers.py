"""Numbers as people say them: digits, fractions, words, dozens, ranges."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from fithub.estimation.lexicon import phrase_end
from fithub.estimation.tokens import Kind, Token
from fithub.foods.units import MASS_G, canonical_unit

_VULGAR: Final = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_ONES: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1000}
_PARTS: Final = {
    "half": Decimal("0.5"), "halves": Decimal("0.5"), "third": Decimal(1) / 3, "thirds": Decimal(1) / 3,
    "quarter": Decimal("0.25"), "quarters": Decimal("0.25"), "fourth": Decimal("0.25"), "fourths": Decimal("0.25"),
    "eighth": Decimal("0.125"), "eighths": Decimal("0.125"),
}  # fmt: skip
# Words that stand for a count; a few and several by what people report they mean by them.
_COUNTS: Final = {
    "couple": (2, 2, 2), "pair": (2, 2, 2), "dozen": (12, 12, 12), "few": (3, 2, 4), "several": (4, 3, 6), "both": (2, 2, 2),
    "single": (1, 1, 1), "another": (1, 1, 1),
}  # fmt: skip
_NAMES: Final = frozenset(_ONES.keys() | _TENS.keys() | _SCALES.keys() | _PARTS.keys() | _COUNTS.keys())
ARTICLES: Final = frozenset({"a", "an"})
_DETERMINERS: Final = ARTICLES | {"the", "my", "our", "his", "her", "their", "your", "this", "that"}
_LARGEST: Final = Decimal(10) ** 9
# Nobody weighs to three noughts behind a point: "1.000 g" is written by one whose thousands are parted by points.
_POINTED_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})*\.000")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the range that it was said with. `article`: only "a" or "an" was said. `of_more`: so many of more were said."""

    value: Decimal
    low: Decimal
    high: Decimal
    article: bool = False
    of_more: bool = False

    def times(self, other: "Number") -> "Number":
        return Number(self.value * other.value, self.low * other.low, self.high * other.high)

    def plus(self, amount: Decimal) -> "Number":
        return Number(self.value + amount, self.low + amount, self.high + amount)


ONE: Final = Number(Decimal(1), Decimal(1), Decimal(1))

# "Half of the 12 inch pizza", "2 of the 150 g breasts": how big each is.
_SIZES: Final = MASS_G.keys() | frozenset("ml cl dl l inch inches in cm mm kcal cal cals calories kj egg".split())
_PERCENT: Final = Decimal(100)

type Read = tuple[Number, int]


def read_number(tokens: Sequence[Token], at: int) -> Read | None:
    """The number that begins at a token, and where it ends; None where none begins. Ranges give their middle."""
    first = _single(tokens, at)
    if first is None:
        return None
    number, end = first
    some = _of_so_many(tokens, number, end)
    if some is not None:
        return some
    second = _other_end(tokens, end)
    if second is not None and not number.article:
        other, end = second
        low, high = sorted((number.value, other.value))
        return Number((low + high) / 2, low, high), end
    return number, end


def _of_so_many(tokens: Sequence[Token], number: Number, end: int) -> Read | None:
    """ "3 of the 8 slices", "half of the 12 nuggets": how many of so many; None of a weight ("2 of the 150 g …")."""
    if number.article or end >= len(tokens):
        return None
    is_part = number.value < 1
    if is_part:
        # "Half of the" is read already.
        place, of_the = end, tokens[end - 1].low in {"of", *_DETERMINERS}
    else:
        out = tokens[end].low == "out"
        place = end + out
        if place >= len(tokens) or tokens[place].low != "of":
            return None
        place = _past_the(tokens, place + 1)
        of_the = out or tokens[place - 1].low != "of"
    whole = _single(tokens, place)
    if whole is None or whole[0].article or whole[0].value != int(whole[0].value) or whole[0].value <= number.value:
        return None
    behind = tokens[whole[1]].low if whole[1] < len(tokens) else ""
    if not behind[:1].isalpha() or not (of_the or behind.endswith("s")) or canonical_unit(behind) in _SIZES:
        return None
    return replace(_exact(number.value * whole[0].value) if is_part else number, of_more=True), whole[1]


def _other_end(tokens: Sequence[Token], at: int) -> Read | None:
    """The upper end of a range: "2-3", "2 to 3", "two or three", "2 – 3"."""
    if at + 1 >= len(tokens) or tokens[at].low not in {"-", "–", "—", "to", "or"}:
        return None
    read = _single(tokens, at + 1)
    return read if read is not None and not read[0].article and tokens[at + 1].low not in _PARTS else None


def _single(tokens: Sequence[Token], at: int) -> Read | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        return _digits(tokens, at) if phrase_end(tokens, at, "keep") == at else None
    if token.low in ARTICLES:
        return _after_article(tokens, at)
    if token.low not in _NAMES or phrase_end(tokens, at, "keep") > at:
        return None
    if token.low in _ONES or token.low in _TENS or token.low in _SCALES:
        return _words(tokens, at)
    return _part(tokens, at) if token.low in _PARTS else _count(tokens, at)


def _exact(value: Decimal) -> Number:
    return Number(value, value, value)


def decimal_of(written: str) -> Decimal | None:
    """A number in digits: "1,200", "0.5", "0,5", "1.000", "1/2", "½"; None where it makes no number."""
    if written in _VULGAR:
        top, bottom = _VULGAR[written]
        return Decimal(top) / Decimal(bottom)
    if "/" in written:
        over, under = written.split("/")
        return Decimal(over) / Decimal(under) if int(under) else None
    if _POINTED_THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    whole, comma, rest = written.rpartition(",")
    if comma and "." not in rest:
        grouped = len(rest) == 3 and whole.lstrip("0")
        written = whole.replace(",", "") + ("" if grouped else ".") + rest
    written = written.replace(",", "")
    if written.count(".") > 1 or len(written) > 40:
        return None
    value = Decimal(written)
    return value if value <= _LARGEST else None


def _digits(tokens: Sequence[Token], at: int) -> Read | None:
    value = decimal_of(tokens[at].text)
    if value is None:
        return None
    end = at + 1
    after = tokens[end] if end < len(tokens) else None
    if after is not None and after.kind is Kind.NUMBER and "/" not in tokens[at].text:
        part = decimal_of(after.text)
        if part is not None and part < 1 and ("/" in after.text or after.text in _VULGAR):
            return _exact(value + part), end + 1
    if after is not None and after.low == "dozen":
        return _exact(value * 12), _past_of(tokens, end + 1)
    if (behind := _past_percent(tokens, end)) > end and value <= _PERCENT:
        return _exact(value / _PERCENT), behind
    if 0 < value < 1 and after is not None and after.low == "of":
        return _exact(value), _past_the(tokens, end + 1)
    return _and_a_half(tokens, _exact(value), end)


def _past_percent(tokens: Sequence[Token], at: int) -> int:
    """Past the "% of the" of "20% of the lasagna"; no further where a kind is told ("2% milk")."""
    if [token.low for token in tokens[at : at + 2]] not in (["%", "of"], ["percent", "of"]):
        return at
    end = _past_the(tokens, at + 2)
    return end if end > at + 2 else at


def _words(tokens: Sequence[Token], at: int) -> Read:
    """A number in words: "twenty-five", "one hundred and fifty", "two and a half", "two thirds"."""
    thousands = value = 0
    end = at
    while end < len(tokens):
        low = tokens[end].low
        if low in _ONES and (end == at or tokens[end - 1].low in {*_TENS, *_SCALES, "and", "-"}):
            value += _ONES[low]
        elif low in _TENS and (end == at or tokens[end - 1].low in {*_SCALES, "and"}):
            value += _TENS[low]
        elif low == "thousand":
            thousands, value = max(1, value) * _SCALES[low], 0
        elif low in _SCALES:
            value = max(1, value) * _SCALES[low]
        elif not _goes_on(tokens, end):
            break
        end += 1
    value += thousands
    end += end + 1 < len(tokens) and tokens[end].low == "-" and tokens[end + 1].low in _PARTS
    if end < len(tokens) and tokens[end].low in _PARTS:
        return _exact(value * _PARTS[tokens[end].low]), _past_the(tokens, _past_of(tokens, end + 1))
    if end < len(tokens) and tokens[end].low == "dozen":
        return _exact(Decimal(value * 12)), _past_of(tokens, end + 1)
    return _and_a_half(tokens, _exact(Decimal(value)), end)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" or a hyphen at a place only joins two words of one number."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1].low, tokens[at + 1].low
    if tokens[at].low == "-":
        return before in _TENS and after in _ONES
    return tokens[at].low == "and" and before in _SCALES and (after in _ONES or after in _TENS)


def _and_a_half(tokens: Sequence[Token], number: Number, at: int) -> Read:
    """A number and the fraction that may follow it: "two and a half", "2 and 1/2"."""
    ahead = [token.low for token in tokens[at : at + 3]]
    if ahead[:2] in (["and", "a"], ["and", "one"]) and len(ahead) == 3 and ahead[2] in _PARTS:
        return number.plus(_PARTS[ahead[2]]), at + 3
    if ahead[:1] == ["and"] and len(ahead) > 1 and tokens[at + 1].kind is Kind.NUMBER:
        part = decimal_of(tokens[at + 1].text)
        if part is not None and part < 1 and ("/" in ahead[1] or ahead[1] in _VULGAR):
            return number.plus(part), at + 2
    return number, at


def _after_article(tokens: Sequence[Token], at: int) -> Read | None:
    """ "a", "a half", "a dozen", "a couple of", "a hundred"."""
    low = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low in _NAMES and phrase_end(tokens, at + 1, "keep") > at + 1:
        low = ""
    if low in _PARTS:
        return _part(tokens, at + 1)
    if low in _COUNTS and low != "another":
        return _count(tokens, at + 1)
    if low in _SCALES:
        return _words(tokens, at + 1)
    one = Number(Decimal(1), Decimal(1), Decimal(1), article=True)
    return one, at + 1


def _part(tokens: Sequence[Token], at: int) -> Read:
    """ "half", "half a", "half of the", "half a dozen", "a third of a"."""
    value = _PARTS[tokens[at].low]
    end = at + 1
    if end < len(tokens) and tokens[end].low == "-":
        end += 1
    end = _past_the(tokens, _past_of(tokens, end))
    if end < len(tokens) and tokens[end].low == "dozen":
        return _exact(value * 12), _past_of(tokens, end + 1)
    return _exact(value), end


def _count(tokens: Sequence[Token], at: int) -> Read:
    value, low, high = _COUNTS[tokens[at].low]
    return Number(Decimal(value), Decimal(low), Decimal(high)), _past_of(tokens, at + 1)


def _past_of(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].low == "of" else at


def _past_the(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].low in _DETERMINERS else at
