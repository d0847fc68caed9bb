"""With whom a food was eaten: phrases that name people, and what share of a food is left after it was shared.

"a pizza shared with my wife" is half of it, "split a 600 g lasagna between the three of us" a third. Who was merely there
("lunch with a friend") changes no amount, and is no food.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fithub.estimation.lexicon import words
from fithub.estimation.numbers import read_number
from fithub.estimation.occasions import ends_sentence
from fithub.estimation.tokens import Kind, Token

_SHARING: Final = frozenset({"split", "splitting", "shared", "sharing", "share", "halved"})
# "a banana split", "split pea soup": these are foods.
_NO_SHARING_AFTER: Final = frozenset({"banana", "tropical"})
_NO_SHARING_BEFORE: Final = frozenset({"pea", "peas", "lentils", "chickpeas", "gram"})
_EATING: Final = frozenset("had ate drank finished managed eaten".split())
_AMONG: Final = frozenset({"between", "among", "amongst", "by", "into", "in"})
_OURS: Final = frozenset({"a", "an", "my", "the", "our", "some", "his", "her", "their", "one", "other", "best", "old"})
_US: Final = frozenset({"us", "people", "friends", "persons", "ways", "way", "adults", "kids", "family"})
_AFTER_NAME: Final = frozenset(
    "and at for in on last yesterday today tonight who after before we i then to while from this but plus with".split()
)
# "with friends": nobody says how many; two is the least.
_SOME: Final = 2
_MOST_PEOPLE: Final = 20


@dataclass(frozen=True, slots=True)
class Company:
    """A phrase [start, end) that says who ate along, or that something was shared.

    `people`: among how many, the eater too; None where it does not say. `shares`: it is the word for sharing itself.
    """

    start: int
    end: int
    people: int | None
    shares: bool


def read_company(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[Company]:
    """Every such phrase of a text, in order; none within the spans that are taken already."""
    found: list[Company] = []
    free = sorted(taken)
    at = 0
    while at < len(tokens):
        inside = bisect_right(free, (at, len(tokens))) - 1
        if inside >= 0 and at < free[inside][1]:
            at = free[inside][1]
            continue
        read = _read(tokens, at, after_sharing=any(each.shares for each in found))
        if read is None or any(read.start < end and start < read.end for start, end in free):
            at += 1
            continue
        found.append(read)
        at = read.end
    return found


def shares_of(spans: Sequence[tuple[int, int]], company: Sequence[Company], tokens: Sequence[Token]) -> list[Decimal]:
    """For each span of food tokens the share of it that was eaten, 1 where nothing was shared; spans are in order."""
    shares = [Decimal(1)] * len(spans)
    ends = [place + 1 for place in range(len(tokens)) if ends_sentence(tokens, place)]
    for verb in (each for each in company if each.shares):
        sentence = bisect_right(ends, verb.start)
        stops = ends[sentence] if sentence < len(ends) else len(tokens)
        begins = ends[sentence - 1] if sentence else 0
        stops = next((place for place in range(verb.end, stops) if _eats_oneself(tokens, place)), stops)
        people, behind = verb.people, stops
        for other in company:
            if not other.shares and other.end == verb.start:
                people = other.people
            if not other.shares and verb.start < other.start < stops and other.people is not None:
                people, behind = other.people, other.start
                break
        shared = [place for place, (start, _) in enumerate(spans) if verb.start < start < behind]
        if not shared:
            shared = [place for place, (start, _) in enumerate(spans) if begins <= start < verb.start][-1:]
        for place in shared:
            # What is told behind "I ate" is what one ate oneself.
            if not any(_eats_oneself(tokens, at) for at in range(max(verb.end, spans[place][0]), spans[place][1])):
                shares[place] = 1 / Decimal(people or _SOME)
    return shares


def _eats_oneself(tokens: Sequence[Token], at: int) -> bool:
    """Whether "I had", "I ate" begins here."""
    return tokens[at].low in {"i", "i've"} and any(token.low in _EATING for token in tokens[at + 1 : at + 3])


def _sharers(tokens: Sequence[Token], at: int) -> Company | None:
    """ "me and my roommate split …", "my wife and I shared …"."""
    begins = at + 2 if [token.low for token in tokens[at : at + 2]] in (["me", "and"], ["i", "and"]) else at
    people = _people(tokens, begins)
    if people is None:
        return None
    end = people[1]
    if begins == at:
        if [token.low for token in tokens[end : end + 2]] not in (["and", "i"], ["and", "me"]):
            return None
        end += 2
    end += end < len(tokens) and tokens[end].low in {"both", "all"}
    shares = end < len(tokens) and tokens[end].low in _SHARING
    return Company(at, end, people[0] + 1, False) if shares else None


def _so_many_of_us(tokens: Sequence[Token], at: int) -> Company | None:
    """ "Four of us shared …", "the three of us split …"."""
    number = read_number(tokens, at + (tokens[at].low == "the"))
    if number is None or number[0].article or not _is_count(number[0].value):
        return None
    end = number[1]
    if [token.low for token in tokens[end : end + 2]] != ["of", "us"]:
        return None
    end += 2
    end += end < len(tokens) and tokens[end].low in {"both", "all"}
    shares = end < len(tokens) and tokens[end].low in _SHARING
    return Company(at, end, int(number[0].value), False) if shares else None


def _read(tokens: Sequence[Token], at: int, *, after_sharing: bool) -> Company | None:
    token = tokens[at]
    if (of_us := _so_many_of_us(tokens, at)) is not None:
        return of_us
    if token.low in {"me", "i", "my", "our"} and (sharers := _sharers(tokens, at)) is not None:
        return sharers
    if token.low in _SHARING and _is_verb(tokens, at):
        return Company(at, at + 1, None, True)
    if token.low == "with" and (people := _people(tokens, at + 1)) is not None:
        return Company(at, people[1], people[0] + 1, False)
    if after_sharing and token.low in _AMONG and (parts := _parts(tokens, at + 1)) is not None:
        return Company(at, parts[1], parts[0], False)
    if after_sharing and token.kind in {Kind.NUMBER, Kind.WORD} and (parts := _ways(tokens, at)) is not None:
        return Company(at, parts[1], parts[0], False)
    return None


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return before not in _NO_SHARING_AFTER and after not in _NO_SHARING_BEFORE


def _people(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "a friend", "my two kids", "her", "Anna's mother": how many others, and where it ends."""
    count = None
    place = at
    while place < len(tokens) and place < at + 5:
        low = tokens[place].low
        if (named := _named(tokens, place)) is not None:
            return named
        if low in words("people"):
            many = low.endswith("s") or low in {"people", "children", "others", "family"}
            return min(count or (_SOME if many else 1), _MOST_PEOPLE), place + 1
        if low in words("persons"):
            return min(count or 1, _MOST_PEOPLE), place + 1
        number = read_number(tokens, place)
        if low in _OURS:
            place += 1
        elif number is not None and not number[0].article and _is_count(number[0].value):
            count, place = int(number[0].value), number[1]
        else:
            return None
    return None


def _named(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "Anna", "Tom and Priya Shah": how many people, and where it ends; a name within a food's ("Tom Yum soup") is none."""
    end, people = at, 0
    while end < len(tokens) and _is_name(tokens[end]):
        people += 1
        end += 1
        # A family name.
        end += end < len(tokens) and tokens[end].text[:1].isupper() and tokens[end].kind is Kind.WORD
        joins = end + 1 < len(tokens) and tokens[end].low in {"and", ",", "&"} and _is_name(tokens[end + 1])
        end += joins
        if not joins:
            break
    if not people or not _closes_a_name(tokens, end):
        return None
    return min(people, _MOST_PEOPLE), end


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.low in words("given_names")


def _closes_a_name(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind is not Kind.WORD or tokens[at].low in _AFTER_NAME


def _parts(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "between the two of us", "among four people", "in half", "between us": among how many, and where it ends."""
    place = at + (at < len(tokens) and tokens[at].low in {"the", "all"})
    if place >= len(tokens):
        return None
    if tokens[place].low in {"us", "ourselves"}:
        return 2, place + 1
    if tokens[place].low == "half":
        return 2, place + 1
    number = read_number(tokens, place)
    if number is None or number[0].article or not _is_count(number[0].value):
        return None
    end = number[1]
    end += end < len(tokens) and tokens[end].low == "of"
    if end < len(tokens) and tokens[end].low in _US | words("people"):
        end += 1
    elif end < len(tokens) and tokens[end].is_content and tokens[end].low != "and":
        return None
    return int(number[0].value), end


def _ways(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "4 ways", "three-way": among how many, and where it ends."""
    number = read_number(tokens, at)
    if number is None or number[0].article or not _is_count(number[0].value):
        return None
    end = number[1] + (number[1] < len(tokens) and tokens[number[1]].low == "-")
    return (int(number[0].value), end + 1) if end < len(tokens) and tokens[end].low in {"ways", "way"} else None


def _is_count(value: Decimal) -> bool:
    return value == value.to_integral_value() and 2 <= value <= _MOST_PEOPLE
