"""Which food a mention means, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from fithub.estimation.lexicon import words
from fithub.foods.measures import household_units
from fithub.foods.naming import SECOND, shape
from fithub.foods.ranking import CONFIDENT, Kind
from fithub.foods.search import FoodMatch, search_foods
from fithub.foods.units import canonical_unit
from fithub.foods.words import NEGATIONS, content_words, tokens

LOOKED_AT: Final = 8
# A food that scores less is not taken for what was said; the words go back as not understood.
LEAST_SCORE: Final = 0.42
# Of what was said, so large a share of the words (weighed by what they say about a food) must be in the food's name.
LEAST_COVERAGE: Final = 0.6
# From this on two foods that were said as one are one, though a word of it is not in the name.
_MOST_COVERAGE: Final = 0.66
# How much a food is trusted that was found by the words before "from …", and by how many words were dropped elsewhere.
_BEFORE_JOINT: Final = 0.9
_WITHOUT_SHAPE: Final = 0.95
_WITHOUT_DESCRIPTION: Final = 0.95
_DROPPED: Final = 0.6
_MOST_DROPPED: Final = 3
_MOST_DROPPED_WEIGHED: Final = 4
# The word that names the food is unknown: what is said of it is all there is to go by.
_WITHOUT_HEAD: Final = 0.5
# What was dropped is a food itself: the chicken of a "chicken caesar salad" was eaten, too.
_FOOD_DROPPED: Final = 0.7
# Words that tell of where and when, not of what.
_JOINTS: Final = frozenset(
    "from at for by on because while during after before until near that al alla con de del au".split()
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The food taken, the others that were near, and the share of trust in it, 0 to 1."""

    food: FoodMatch
    others: tuple[FoodMatch, ...]
    certainty: float

    @property
    def is_the_dish(self) -> bool:
        """Whether it is nearly all of a name that joins two foods ("peanut butter and jelly sandwich on white bread")."""
        return self.food.score >= CONFIDENT and self.food.coverage >= _MOST_COVERAGE

    @property
    def is_sure(self) -> bool:
        """Whether every word that was said is in its name, and it is surely a sense of them."""
        return _is_sure(self.food)


def choose(food: str) -> Choice | None:
    """The food that words mean; None where no food is near enough to say so."""
    found = _acceptable(search_foods(q=food, limit=LOOKED_AT, meaning=False))
    return _choice(found, 1.0) if found else None


def choose_known(food: str) -> Choice | None:
    """The plain food that surely bears a name; None where none does, and then nothing else is looked for."""
    found = _acceptable(search_foods(q=food, limit=LOOKED_AT, words_only=True))
    choice = _choice(found, 1.0) if found else None
    return choice if choice is not None and choice.is_sure else None


def choose_said(food: str, plain: str) -> Choice | None:
    """The food of words of which some say what is not on it ("caesar salad no dressing"): one whose name says so, too, else that
    of the plain words."""
    choice = choose(food)
    if plain == food:
        return choice
    denied = set(content_words(food)) - set(content_words(plain))
    named = set(tokens(choice.food.name)) if choice is not None else set()
    if denied <= named and named & NEGATIONS:
        return choice
    return choose(plain)


def choose_by_part(food: str, whole: Choice | None, *, weighed: bool) -> Choice | None:
    """The food that a part of the words surely means, where that is more certain than what the whole was taken for.

    `weighed`: a unit was said, so that it is about something to eat, and even a small part of the words may be tried.
    """
    for shorter, trust in _shorter(food, weighed=weighed):
        found = _acceptable(search_foods(q=shorter, limit=LOOKED_AT, meaning=False))
        if found and _is_sure(found[0]):
            lost = trust != _WITHOUT_DESCRIPTION and _names_food(_dropped(food, shorter))
            part = _choice(found, trust * (_FOOD_DROPPED if lost else 1.0))
            return part if whole is None or part.certainty > whole.certainty else whole
    return whole


def _is_sure(match: FoodMatch) -> bool:
    return match.coverage >= 0.99 and match.score >= CONFIDENT


def _acceptable(found: Sequence[FoodMatch]) -> list[FoodMatch]:
    """Those near enough. By meaning alone nothing is taken: a wish or a mood also means something near to some food."""
    return [
        match
        for match in found
        if match.kind is not Kind.MEANING
        and match.score >= LEAST_SCORE
        and match.coverage >= LEAST_COVERAGE
        and _names_the_food(match)
    ]


def _names_the_food(match: FoodMatch) -> bool:
    """Whether what was said names the food at all: "lightly salted" peanuts are no lightly salted halloumi."""
    named = shape(match.name, match.brand)
    naming = {*named.heads, *named.chunk, *(word for word, weight in named.weights.items() if weight >= SECOND)}
    if match.kind is Kind.PREFIX or set(named.heads) <= _descriptions():
        # "Fish, fried": the tables name it by its class and a description.
        return True
    return bool(set(match.matched) & naming - _descriptions())


@cache
def _descriptions() -> frozenset[str]:
    """The words that only describe, as the search has them."""
    return frozenset(word for said in words("describing") for word in tokens(said))


def _shorter(food: str, *, weighed: bool) -> list[tuple[str, float]]:
    """Fewer of the words, with the trust that is left: those before "from …", without what only describes ("shredded cheddar"),
    without a shape at the end ("salmon fillet"), then without the first of them, and of a weighed food without the last
    ("chicken tagine").

    Unless it was weighed no more words are dropped than are kept: a sentence may end in a food's name by chance.
    """
    said = food.split()
    joint = next((place for place, word in enumerate(said) if place and word.lower() in _JOINTS), 0)
    shorter = [(" ".join(said[:joint]), _BEFORE_JOINT)] if joint else []
    named = said[:joint] if joint else said
    plain = [word for word in named if word.lower() not in words("describing")] or named
    if len(plain) < len(named):
        shorter.append((" ".join(plain), _WITHOUT_DESCRIPTION))
    if len(named) > 1 and canonical_unit(named[-1]) in household_units():
        shorter.append((" ".join(named[:-1]), _WITHOUT_SHAPE))
    most = _MOST_DROPPED_WEIGHED if weighed else min(_MOST_DROPPED, len(named) // 2)
    shorter += [
        (" ".join(plain[dropped:]), ((len(named) - dropped) / len(named)) ** _DROPPED)
        for dropped in range(1, min(most, len(plain) - 1) + 1)
    ]
    if weighed and len(plain) > 1:
        shorter.append((" ".join(plain[:-1]), _WITHOUT_HEAD))
    # The "food" that is left of "junk food" is none.
    return [(words_left, trust) for words_left, trust in shorter if set(words_left.lower().split()) - words("no_food")]


def _dropped(food: str, shorter: str) -> str:
    return food.replace(shorter, " ", 1).strip()


def _names_food(said: str) -> bool:
    found = search_foods(q=said, limit=1, meaning=False) if said else []
    return bool(found) and _is_sure(found[0]) and found[0].kind is not Kind.SPELLING


def _choice(found: Sequence[FoodMatch], trust: float) -> Choice:
    best = found[0]
    # From CONFIDENT on the food is surely a sense of what was said; under it the score stands for itself.
    certainty = 0.8 + 0.2 * (best.score - CONFIDENT) / (1 - CONFIDENT) if best.score >= CONFIDENT else best.score * 0.95
    # What was said and is not in its name may be what matters: an egg sandwich is no tuna sandwich.
    return Choice(best, tuple(found[1:]), certainty * best.coverage * trust)


def is_drink(food: FoodMatch) -> bool:
    """Whether a food is drunk, so that its ounces are fluid ounces."""
    named = shape(food.name, food.brand)
    kind = set(tokens(food.category)) | set(named.heads)
    return bool(kind & words("drinks")) and not set(named.words) & words("not_drunk")


def as_decimal(share: float) -> Decimal:
    """A share with two places."""
    return Decimal(str(round(min(1.0, max(0.0, share)), 2)))
