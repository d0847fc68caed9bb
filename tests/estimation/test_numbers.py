"""Numbers: however one is written, it is read back. Pure."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.estimation.numbers import Number, read_number
from fithub.estimation.tokens import tokenise

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VULGAR = dict(
    zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8".split(),
        strict=True,
    )
)
NAMED = {
    "half": "1/2",
    "third": "1/3",
    "thirds": "1/3",
    "quarter": "1/4",
    "quarters": "1/4",
    "fourths": "1/4",
    "eighths": "1/8",
}


def read(text: str) -> tuple[Number, str]:
    """The number that a text begins with, and the rest of it."""
    tokens = tokenise(text)
    found = read_number(tokens, 0)
    assert found is not None, text
    number, end = found
    return number, text[tokens[end].start :] if end < len(tokens) else ""


def in_words(number: int, *, hyphen: bool = True, with_and: bool = True) -> str:
    """An English number from 0 to 999,999."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + ((("-" if hyphen else " ") + ONES[ones]) if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        joint = " and " if with_and else " "
        return f"{ONES[hundreds]} hundred" + (joint + in_words(rest, hyphen=hyphen) if rest else "")
    thousands, rest = divmod(number, 1000)
    said = f"{in_words(thousands, hyphen=hyphen, with_and=with_and)} thousand"
    if not rest:
        return said
    joint = " and " if rest < 100 and with_and else " "
    return said + joint + in_words(rest, hyphen=hyphen, with_and=with_and)


@given(st.integers(0, 999), st.booleans(), st.booleans())
def test_a_number_in_words_is_read_back(number: int, hyphen: bool, with_and: bool) -> None:
    value, rest = read(f"{in_words(number, hyphen=hyphen, with_and=with_and)} grams")
    assert value.value == number
    assert rest == "grams"


@given(st.integers(1, 9), st.integers(0, 999))
def test_thousands_in_words_are_read_back(thousands: int, rest: int) -> None:
    number = thousands * 1000 + rest
    assert read(f"{in_words(number)} grams")[0].value == number


@given(st.decimals(0, 100_000, places=2, allow_nan=False), st.sampled_from([".", ","]), st.booleans())
def test_a_number_in_digits_is_read_back(number: Decimal, point: str, grouped: bool) -> None:
    if point == ".":
        text = f"{number:,}" if grouped else f"{number}"
    else:
        text = f"{number}".replace(".", ",")
    assert read(f"{text} g")[0].value == number


@given(st.integers(0, 30), st.integers(1, 15), st.integers(2, 16), st.sampled_from(["{} {}", "{} and {}"]))
def test_a_mixed_number_is_read_back(whole: int, over: int, under: int, shape: str) -> None:
    if over >= under:
        over = under - 1
    text = shape.format(whole, f"{over}/{under}") if whole else f"{over}/{under}"
    assert_is(read(f"{text} cups")[0], whole + Fraction(over, under))


@given(st.integers(0, 30), st.sampled_from(sorted(VULGAR)), st.sampled_from(["", " "]))
def test_a_vulgar_fraction_is_read_back(whole: int, written: str, between: str) -> None:
    text = f"{whole}{between}{written}" if whole else written
    assert_is(read(f"{text} cups")[0], whole + Fraction(VULGAR[written]))


@given(st.integers(1, 99), st.sampled_from(["half", "third", "quarter"]))
def test_so_many_and_a_part_is_read_back(whole: int, part: str) -> None:
    for said in (str(whole), in_words(whole)):
        assert_is(read(f"{said} and a {part} cups")[0], whole + Fraction(NAMED[part]))


@given(st.integers(1, 7), st.sampled_from(["thirds", "quarters", "fourths", "eighths"]), st.sampled_from(" -"))
def test_so_many_parts_are_read_back(over: int, part: str, between: str) -> None:
    number, rest = read(f"{in_words(over)}{between}{part} of a cup")
    assert_is(number, over * Fraction(NAMED[part]))
    assert rest == "cup"


@given(st.integers(1, 40))
def test_dozens_are_counted(dozens: int) -> None:
    assert read(f"{dozens} dozen eggs")[0].value == read(f"{in_words(dozens)} dozen eggs")[0].value == 12 * dozens


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(["{}-{}", "{} to {}", "{} or {}", "{} – {}"]))
def test_a_range_gives_its_ends_and_their_middle(one: int, other: int, shape: str) -> None:
    number, rest = read(shape.format(one, other) + " cookies")
    low, high = sorted((one, other))
    assert (number.low, number.value, number.high) == (Decimal(low), Decimal(low + high) / 2, Decimal(high))
    assert rest == "cookies"


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("half a dozen eggs", 6, "eggs"),
        ("half of the pie", Decimal("0.5"), "pie"),
        ("a couple of plums", 2, "plums"),
        ("a pair of eggs", 2, "eggs"),
        ("a hundred grams", 100, "grams"),
        ("an egg", 1, "egg"),
        (".5 cup", Decimal("0.5"), "cup"),
        ("1e3 g", 1000, "g"),
    ],
)
def test_what_stands_for_a_number_is_one(text: str, value: Decimal | int, rest: str) -> None:
    number, left = read(text)
    assert (number.value, left) == (value, rest)


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("3 of the 8 slices", 3, "slices"),
        ("two of my six sausages", 2, "sausages"),
        ("4 out of 6 fish fingers", 4, "fish fingers"),
        ("3 of 8 slices of pizza", 3, "slices of pizza"),
        ("half of the 12 nuggets", 6, "nuggets"),
        ("a third of the 9 cookies", 3, "cookies"),
        # How big each is, or what it is made of.
        ("2 of the 150 g breasts", 2, "of the 150 g breasts"),
        ("half of the 12 inch pizza", Decimal("0.5"), "12 inch pizza"),
        ("2 of the 3 egg omelettes", 2, "of the 3 egg omelettes"),
        # Nobody has more of them than there are.
        ("2 of the 2 eggs", 2, "of the 2 eggs"),
        ("3 of the eggs", 3, "of the eggs"),
    ],
)
def test_so_many_of_so_many_are_the_first(text: str, value: Decimal | int, rest: str) -> None:
    number, left = read(text)
    assert (round(number.value, 9), left) == (value, rest)


@pytest.mark.parametrize("text", ["egg", "1/0 cup", "and a half", "-", "99999999999 eggs", "1.2.3 eggs"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(tokenise(text), 0) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789.,/½⅓ eE-–aorndtwhlf"), max_size=60))
def test_no_writing_of_digits_breaks_the_reader(text: str) -> None:
    tokens = tokenise(text)
    for at in range(len(tokens)):
        if (found := read_number(tokens, at)) is not None:
            number, end = found
            assert at < end <= len(tokens)
            assert 0 <= number.low <= number.value <= number.high


def assert_is(number: Number, value: Fraction) -> None:
    assert abs(Fraction(number.value) - value) < Fraction(1, 10**20)
    assert number.low == number.value == number.high
