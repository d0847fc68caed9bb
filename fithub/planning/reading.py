"""Reading a recipe from pasted text: a list of lines, or a sentence. It is data: nothing in it is asked of anybody.

The estimator finds the foods, as it does for the diary. What it does not find is given back in the text's own words; what is
not an ingredient (a heading, a step of the method) is given back as left out. Deterministic and offline; call within `acting_as`.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput
from fithub.diary.amounts import Amount
from fithub.diary.proposals import Proposal, proposals_from
from fithub.estimation.estimate import estimate_meal
from fithub.foods.naming import shape, word_list
from fithub.foods.words import tokens
from fithub.planning.recipes import MOST_INGREDIENTS, MOST_UNRESOLVED

LONGEST_TEXT: Final = 60_000
LONGEST_LINE: Final = 160
MOST_LEFT_OUT: Final = 50
# After so many lines in which no food was found the text is about something else, and the rest is not looked up.
MOST_STRANGE: Final = 20
LONGEST_TITLE: Final = 80
# A long line with less than one amount in so many words is prose.
LEAST_DENSE: Final = 12

_COUNTS: Final = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_NUMBER: Final = rf"(?P<number>\d+(?:[.,]\d+)?|{'|'.join(_COUNTS)})"
_AMOUNT: Final = re.compile(rf"[\d½⅓⅔¼¾⅛]+|\b(?:an?|{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_SERVINGS: Final = (
    re.compile(
        rf"\b(?:it |this |that |which )?(?:serves|feeds|makes|yields?|servings?|portions?)\b(?: size)?\s*[:=]?\s*"
        rf"(?:about |around |up to |approx\.? )?{_NUMBER}(?:\s*(?:-|–|to)\s*\d+)?"
        r"(?:\s+(?:servings?|portions?|people|persons?|pieces?|helpings?|bowls?|plates?))?(?!\s*(?:g|kg|ml|l)\b)\b\.?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:for |makes |enough for )?{_NUMBER}(?:\s*(?:-|–|to)\s*\d+)?\s+(?:servings|portions|people|persons|helpings)\b",
        re.IGNORECASE,
    ),
)
_COOKED: Final = (
    re.compile(
        r"\b(?:(?:it |all )?(?:weighs|weighed)|(?:total |final |cooked )?(?:cooked )?(?:weight|yield))\b\D{0,20}?"
        r"(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>kg|kilos?|g|grams?)\b(?:\s+(?:cooked|in total|when (?:cooked|done)))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>kg|kilos?|g|grams?)\s+(?:when |once )?(?:cooked|done)(?: weight)?\b",
        re.IGNORECASE,
    ),
)
_BULLET: Final = re.compile(r"^(?:[-*•·▢□☐✓–—]+\s*|\d{1,2}[.)]\s+)+")
_HEADING: Final = re.compile(
    r"^(?:(?:the )?ingredients?|for the \w+(?: \w+){0,2}|what you need|you(?:'ll| will) need|shopping list)\W*$|:\s*$",
    re.IGNORECASE,
)
_METHOD: Final = re.compile(
    r"^(?:method|directions?|instructions?|preparation|steps?|how to (?:make|cook)\b.*|notes?|nutrition(?:al)?(?: \w+)?)\W*$",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"^(?:prep(?:aration)?|cook(?:ing)?|total|active|resting|baking)\b\W*time\b", re.IGNORECASE)
_TO_TASTE: Final = re.compile(
    r"^(?:[^\d½⅓⅔¼¾]*\b(?:to taste|as needed|optional)|(?:sea |black |white |ground |freshly )*(?:salt|pepper)"
    r"(?: (?:and|&) (?:freshly |ground |black |white )*pepper)?)\W*$",
    re.IGNORECASE,
)
# "…, finely chopped", "…, plus extra for dusting": how it is cut and what for. "…, 2 carrots" is another ingredient.
_PREPARED: Final = re.compile(
    r"\s*[,–—]\s*(?:(?:\w+ly |very |freshly |to be )*\w+ed\b|cut\b|plus\b|for\b|to taste|at room|optional|or more\b|if\b|"
    r"about\b|preferably\b|such as\b|e\.g\.|from\b|without\b|skin\b|juice of\b|thinly\b|roughly\b|finely\b|beaten\b|torn\b|split\b)"
    r"[^\d]*$",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_LINK: Final = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# What comes in a tin is not raw, whatever else there is of it.
_PRESERVED: Final = frozenset("can tin jar".split())
_RESTORED: Final = frozenset("reconstituted prepared rehydrated".split())
_RAW: Final = ("raw", "dry", "uncooked")
# Cooking takes water from meat and gives it to grain: how many times the energy of 100 g it may become. It changes little of where
# that energy comes from: by this share of it at most (Atwater's general factors, kcal in a gram).
_LEAST_DENSER: Final = Decimal("0.4")
_MOST_DENSER: Final = Decimal(6)
_MOST_APART: Final = Decimal("0.2")
_KCAL_IN_GRAM: Final = {"protein_g": 4, "carbohydrate_g": 4, "fat_g": 9}


@dataclass(slots=True)
class ReadRecipe:
    """What a text says of a recipe, None where nothing.

    `proposals`: its ingredients; `unresolved`: lines that no food was found for; `left_out`: lines that are no ingredients.
    """

    name: str | None = None
    servings: Decimal | None = None
    cooked_grams: Decimal | None = None
    url: str = ""
    proposals: list[Proposal] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_recipe(*, text: str, when: LocalMoment) -> ReadRecipe:
    """A recipe as a text has it: an ingredient a line, or all of it in one.

    Raises InvalidInput (`recipe_is_link`: an address alone; `recipe_too_long`).
    """
    if _URL.match(text):
        raise InvalidInput.field(
            "text", "recipe_is_link", "I do not open pages; send the text of the recipe, or the page's HTML."
        )
    if len(text) > LONGEST_TEXT:
        raise InvalidInput.field("text", "recipe_too_long", f"A recipe has at most {LONGEST_TEXT:,} characters.")
    read = ReadRecipe()
    lines = [_BULLET.sub("", line.strip()).strip() for line in _LINK.sub(" ", text).splitlines()]
    lines = [line for line in (_without_facts(line, read) for line in lines) if line]
    if len(lines) > 1:
        resolve(read, _ingredient_lines(lines, read), when)
    else:
        for part in lines[0].split(";") if lines else ():
            if len(part) > LONGEST_LINE and len(_AMOUNT.findall(part)) * LEAST_DENSE < len(part.split()):
                _keep(read.left_out, part.strip(), MOST_LEFT_OUT)
            else:
                _resolve_sentence(read, part, when)
    return read


def resolve(read: ReadRecipe, lines: Iterable[str], when: LocalMoment) -> None:
    """Look up lines that are one ingredient each."""
    strange = 0
    for line in lines:
        if strange >= MOST_STRANGE or len(read.proposals) >= MOST_INGREDIENTS:
            _keep(read.unresolved, line, MOST_UNRESOLVED)
            continue
        before = len(read.proposals)
        _resolve_sentence(read, _PREPARED.sub("", line) or line, when)
        strange += len(read.proposals) == before


def _resolve_sentence(read: ReadRecipe, said: str, when: LocalMoment) -> None:
    estimate = estimate_meal(text=said, when=when)
    proposals = [_as_bought(each, when) for each in proposals_from(estimate, when=when, local_date=None, slot=None)]
    room = MOST_INGREDIENTS - len(read.proposals)
    read.proposals += proposals[:room]
    for words in (*(each.said for each in proposals[room:]), *estimate.unmatched):
        if re.search(r"\w", words):
            _keep(read.unresolved, words, MOST_UNRESOLVED)


def _as_bought(proposal: Proposal, when: LocalMoment) -> Proposal:
    """The same food raw or dry, where the recipe does not say that it is cooked: a diary has rice cooked, a recipe has it dry."""
    words = set(tokens(proposal.said))
    found = shape(proposal.amount.description)
    if words & (word_list("cooked") | _PRESERVED | {*_RAW, "dried", "frozen"}) or set(found.words) & {*_RAW, "dried"}:
        return proposal
    is_cooked = bool(set(found.words) & word_list("cooked"))
    # "Uncooked" is said of what has a cooked form in the tables; for the rest two tries do.
    texts = [f"{proposal.said}, {state}" for state in (_RAW if is_cooked else _RAW[:2])]
    if is_cooked and found.heads:
        texts += [f"{_amount_said(proposal)} {found.heads[0]}, {state}" for state in _RAW]
    for text in texts:
        estimate = estimate_meal(text=text, when=when)
        others = proposals_from(estimate, when=when, local_date=None, slot=None)
        if len(others) == 1 and not estimate.unmatched and _is_uncooked(others[0].amount, proposal.amount, words):
            return replace(proposal, amount=others[0].amount)
    return proposal


def _amount_said(proposal: Proposal) -> str:
    amount = proposal.amount
    if amount.quantity is None:
        return f"{amount.grams.normalize():f} g"
    return f"{amount.quantity.normalize():f} {amount.unit or ''}".strip()


def _is_uncooked(one: Amount, other: Amount, words: Set[str]) -> bool:
    """Whether one food is another before it is cooked: named alike, raw or dry, and made of the same things but for water."""
    found = shape(one.description)
    cooked = shape(other.description)
    if not set(found.heads) & {*cooked.heads, *words} or not set(found.words) & set(_RAW):
        return False
    if set(found.words) & (word_list("cooked") | _RESTORED):
        return False
    dense, sparse = (each.nutrients_per_100g.get("energy_kcal") for each in (one, other))
    if not dense or not sparse or not _LEAST_DENSER <= dense / sparse <= _MOST_DENSER:
        return False
    # What is cooked may have been cooked in fat.
    return bool(set(cooked.words) & word_list("cooked")) or all(
        abs((one.nutrients_per_100g.get(key) or 0) / dense - (other.nutrients_per_100g.get(key) or 0) / sparse) * kcal
        <= _MOST_APART
        for key, kcal in _KCAL_IN_GRAM.items()
    )


def _ingredient_lines(lines: list[str], read: ReadRecipe) -> list[str]:
    """The lines that may be ingredients; a title, headings and the method are left out, and told."""
    kept: list[str] = []
    in_method = False
    for place, line in enumerate(lines):
        if place == 0 and _is_title(line):
            read.name = line.rstrip(" :")
        elif _METHOD.match(line):
            in_method = True
        elif _HEADING.search(line):
            in_method = False
        elif in_method or _is_prose(line) or _TIMES.match(line) or _TO_TASTE.match(line):
            _keep(read.left_out, line, MOST_LEFT_OUT)
        else:
            kept.append(line)
    return kept


def _is_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not any(each.isdigit() for each in line) and not _HEADING.match(line)


def _is_prose(line: str) -> bool:
    """A step of the method: long, or of many words with no amount before them."""
    many = len(line.split())
    starts_with_amount = bool(
        re.match(r"[\d½⅓⅔¼¾⅛]|an?\b|half\b|(?:" + "|".join(_COUNTS) + r")\b", line, re.IGNORECASE)
    )
    return len(line) > LONGEST_LINE or (many > 6 and not starts_with_amount)


def _without_facts(line: str, read: ReadRecipe) -> str:
    """A line without what it says of the servings and of the cooked weight, which is taken down."""
    for pattern in _COOKED:
        found = pattern.search(line)
        if found and read.cooked_grams is None:
            grams = Decimal(found["amount"].replace(",", "."))
            read.cooked_grams = grams * 1000 if found["unit"].lower().startswith("k") else grams
            line = f"{line[: found.start()]} {line[found.end() :]}"
    for pattern in _SERVINGS:
        found = pattern.search(line)
        if found and read.servings is None:
            number = found["number"].lower()
            servings = Decimal(_COUNTS[number]) if number in _COUNTS else Decimal(number.replace(",", "."))
            read.servings = servings if servings > 0 else None
            line = f"{line[: found.start()]} {line[found.end() :]}"
    return line.strip(" ,.;:|()") if not re.search(r"\w", line) else line.strip(" ;|")


def _keep(lines: list[str], line: str, most: int) -> None:
    if len(lines) < most:
        lines.append(line[:300])
