"""What a text says beside its foods: where it was eaten, how long it took, what it cost, how it felt, who else ate what.

Each is a stretch of tokens [start, end) that names no food of the person's own. A stretch that may hold one (an amount, "with",
a verb of eating) ends before it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from fithub.estimation.lexicon import phrase_end, words
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import Kind, Token

_WHILE: Final = frozenset("after before while whilst when because since until during as once so".split())
_SUBJECTS: Final = frozenset("i i'm i’m i'd i’d i've i’ve we it it's it’s he she they you there that this".split())
_ONES_OWN: Final = frozenset("my our his her their the a an some this that".split())
_WHICH: Final = frozenset({"which", "that", "who", "whom"})
_WENT: Final = frozenset("went drove stopped walked swung headed stayed sat".split())
_MOST_IN_HEADING: Final = 4
_FELT: Final = frozenset("felt feeling tasted tastes smelled looked".split())
_STOPS: Final = frozenset("and but with plus then w alongside or".split())
_EATING: Final = frozenset(
    "had ate eaten eat drank enjoyed grabbed devoured consumed munched finished having eating drinking ordered got snacked".split()
)
_STEPS: Final = frozenset("instructions directions method preparation steps procedure".split())
_MONEY: Final = frozenset("$£€¥₹")
_PLACED: Final = frozenset("at in from on near".split())
# What may stand between a mark and a thing that was done: "and I also did a 30 minute run".
_LEADS: Final = frozenset("i we also just then did had went took my a an".split())
_MOST_TOKENS: Final = 16


def read_remarks(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every remark of a text in order, none within the spans that are taken already."""
    inside = {place for start, end in taken for place in range(start, end)}
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if _heads_instructions(tokens, at):
            # A recipe's ingredients are told above; what is done with them names them again.
            found += [(place, place + 1) for place in range(at, len(tokens)) if place not in inside]
            break
        end = at if at in inside else _end(tokens, at)
        while end > at and any(place in inside for place in range(at, end)):
            end -= 1
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def is_an_item(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a remark is told as a thing of its own among the foods ("500 ml of water and a 30 minute run"): more than an aside of
    one of them, so that nobody may take it for understood."""
    span = tokens[start:end]
    if not (span[0].kind is Kind.NUMBER or span[0].low in {"a", "an", "half"} or read_number(tokens, start)):
        return False
    if not any(token.low in words("durations") | words("distances") for token in span):
        return False
    before = start - 1
    while before >= 0 and tokens[before].low in _LEADS:
        before -= 1
    alone = before < 0 or not tokens[before].is_content or tokens[before].low in _STOPS
    return alone and (
        end >= len(tokens) or (not tokens[end].is_content and tokens[end].low != ":") or tokens[end].low in _STOPS
    )


def _heads_instructions(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line begins here under which a recipe is told step by step ("Method:")."""
    if tokens[at].low not in _STEPS or (at and tokens[at - 1].kind is not Kind.NEWLINE):
        return False
    return at + 1 < len(tokens) and (tokens[at + 1].low == ":" or tokens[at + 1].kind is Kind.NEWLINE)


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the remark that begins at a token ends; `at` where none does."""
    if (end := phrase_end(tokens, at, "remarks")) > at:
        return end
    return next((end for end in _ends(tokens, at) if end > at), at)


def _ends(tokens: Sequence[Token], at: int) -> Iterator[int]:
    low = tokens[at].low
    if tokens[at].kind is Kind.NUMBER or low in _MONEY or low in {"a", "an", "for", "about", "in", "half", "until"}:
        yield _measure_of_no_food(tokens, at)
    if low in _PLACED | {"after", "before", "during", "for", "post", "pre"}:
        yield _place_or_activity(tokens, at)
    if low in _WHILE:
        yield _while_clause(tokens, at)
    if low in _WHICH:
        yield _which_clause(tokens, at)
    if low in words("prepared") | {"cooked", "boiled", "turned"}:
        yield _cooked_as(tokens, at)
    if low in _WENT:
        yield _journey(tokens, at)
    if low in _FELT:
        yield _clause_end(tokens, at + 1)
    if _begins_clause(tokens, at):
        yield _heading(tokens, at)
        yield _others(tokens, at)


def _clause_end(tokens: Sequence[Token], at: int) -> int:
    """Where a clause that goes on at a token ends: at a mark, an amount, a verb of eating or a word that joins another food."""
    place = at
    while place < min(len(tokens), at + _MOST_TOKENS):
        token = tokens[place]
        if token.kind in {Kind.NEWLINE, Kind.NUMBER} or token.low in _STOPS | _EATING:
            break
        if token.kind is Kind.MARK and token.low not in {"'", "’", '"', "“", "”"}:
            break
        place += 1
    return place


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or not tokens[at - 1].is_content or tokens[at - 1].low in {"and", "but", "while", "then"}


def _heading(tokens: Sequence[Token], at: int) -> int:
    """ "Spaghetti night.", "Ice cream run:", "Birthday party at the rink:": what it was like, before what was eaten is told."""
    place = at
    while place < min(len(tokens), at + _MOST_IN_HEADING) and tokens[place].kind is Kind.WORD:
        place += 1
        if tokens[place - 1].low in words("events"):
            break
    else:
        return at
    if place < len(tokens) and tokens[place].low in _PLACED:
        place = _clause_end(tokens, place)
    closes = place < len(tokens) - 1 and tokens[place].low in {".", ":", "!", "-", "–", "—"}
    return place if closes and all(token.low not in _EATING for token in tokens[at:place]) else at


def _cooked_as(tokens: Sequence[Token], at: int) -> int:
    """ "55 g of maize meal cooked as porridge": what became of it, where the weight is that of the dry staple."""
    before = {token.low for token in tokens[max(0, at - 3) : at]}
    if at + 2 >= len(tokens) or tokens[at + 1].low not in {"as", "into"} or not before & words("dry_staples"):
        return at
    return _clause_end(tokens, at + 2)


def _journey(tokens: Sequence[Token], at: int) -> int:
    """ "went to Taco Bell and had", "sat in the truck with": where to, up to what was eaten there."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in {"to", "by", "at", "in", "over", "out", "into", "down"}:
        return at
    end = _clause_end(tokens, at + 2)
    return end if end < len(tokens) and tokens[end].low in _STOPS | {",", ":", ";"} else at


def _which_clause(tokens: Sequence[Token], at: int) -> int:
    """ "which was lovely", "that my wife made": what tells more of a food already named, without another one in it."""
    if at + 1 >= len(tokens) or phrase_end(tokens, at, "joints") > at:
        return at
    after = tokens[at + 1].low
    if after not in words("remark_verbs") and after not in _SUBJECTS and after not in {"my", "our", "his", "her"}:
        return at
    if after in _SUBJECTS and at and tokens[at - 1].low == "of":
        return at
    end = _clause_end(tokens, at + 1)
    holds_more = end < len(tokens) and (tokens[end].kind is Kind.NUMBER or tokens[end].low in {"with", "w"})
    return at if holds_more and after in words("remark_verbs") else end


def _while_clause(tokens: Sequence[Token], at: int) -> int:
    """ "before heading to work", "because I was hungry", "after my run"."""
    if at + 1 >= len(tokens):
        return at
    after = tokens[at + 1]
    doing = after.low.endswith("ing") and len(after.low) > 4 and after.low not in words("ing_foods") | _EATING
    if doing or after.low in _SUBJECTS - {"that", "this"}:
        return _clause_end(tokens, at + 1)
    return at


def _place_or_activity(tokens: Sequence[Token], at: int) -> int:
    """ "after the gym", "at my parents' house", "in the office", "at Anna's"."""
    place = at + 1
    while place < len(tokens) and tokens[place].low in _ONES_OWN:
        place += 1
    if place >= len(tokens):
        return at
    known = words("activities") if tokens[at].low not in _PLACED else words("places") | words("activities")
    first = tokens[place].low.replace("’", "'")
    if tokens[at].low in _PLACED and first.removesuffix("'s").removesuffix("'") in words("persons") | words("people"):
        end = place + 1
        end += end < len(tokens) and tokens[end].low in {"'", "’"}
        return end + (end < len(tokens) and tokens[end].low in words("places"))
    for end in (place + 1, place + 2):
        if end <= len(tokens) and tokens[end - 1].low in known and _is_left_alone(tokens, end):
            return end
    return at


def _is_left_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word ends what is said: "at the park", and no "park cafe sandwich"."""
    if at >= len(tokens) or tokens[at].kind is not Kind.WORD:
        return True
    return tokens[at].low in _STOPS | _EATING | _SUBJECTS | _PLACED | _WHILE | {
        "today",
        "yesterday",
        "this",
        "last",
        "my",
    }


def _measure_of_no_food(tokens: Sequence[Token], at: int) -> int:
    """ "for 20 minutes", "5 km", "$4.50", "350°F"."""
    place = at + (tokens[at].low in {"for", "about", "in", "after", "until"})
    place += place < len(tokens) and tokens[place].low in {"about", "around", "only", "just", "over"}
    if place >= len(tokens):
        return at
    money = tokens[place].low in _MONEY
    place += money
    read = read_number(tokens, place) if place < len(tokens) else None
    if read is None:
        return at
    end = read[1]
    if money:
        return end
    end += end < len(tokens) and tokens[end].low == "-"
    if end >= len(tokens):
        return at
    low = tokens[end].low
    if low in {"°", "º", "degrees", "degree"}:
        follows = end + 1 < len(tokens) and tokens[end + 1].low in {"c", "f", "celsius", "fahrenheit"}
        return end + 1 + follows
    if low in {"€", "£"} or (low in words("monies") and not read[0].article):
        return end + 1
    if low in words("distances") and tokens[end].low != "k" and not read[0].article:
        return end + 1
    if low not in words("durations") or (read[0].article and low.startswith("minute")):
        return at
    if end + 1 < len(tokens) and tokens[end + 1].low in words("activities"):
        return end + 2
    # "Two minute noodles" and "a 3 day old pizza" are foods.
    return end + 1 if _is_left_alone(tokens, end + 1) else at


def _others(tokens: Sequence[Token], at: int) -> int:
    """ "my husband had the steak": what others ate; "my wife made": only who made it."""
    place = at
    while place < len(tokens) and tokens[place].low in _ONES_OWN:
        place += 1
    if place >= len(tokens):
        return at
    one = tokens[place].low in words("third_persons") and place == at
    if not one and tokens[place].low not in words("persons") | words("people"):
        return at
    verb = place + 1
    if verb >= len(tokens):
        return at
    if tokens[verb].low in words("prepared"):
        follows = verb + 1 < len(tokens) and tokens[verb + 1].low in {"me", "us", "him", "her", "them"}
        return verb + 1 + follows
    if tokens[verb].low not in words("ate"):
        return at
    end = verb + 1
    while end < min(len(tokens), verb + 2 * _MOST_TOKENS):
        if tokens[end].low in {"i", "we", ".", ";", "\n", "!", "?"} or _own_turn(tokens, end):
            break
        end += 1
    return end


def _own_turn(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause of the person's own begins: "… while I had", "and my lunch was"."""
    return tokens[at].low in {"while", "but", "whereas"} or (tokens[at].low == "mine" and at > 0)
