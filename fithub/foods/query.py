"""What is asked for, in the words of the tables: aliases replaced, words weighed, the word that names the food found."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Final

from fithub.foods.dishes import other_names
from fithub.foods.naming import word_list
from fithub.foods.words import NEGATIONS, STOP_WORDS, tokens

MAX_LENGTH: Final = 200
MAX_WORDS: Final = 12
# How much of what was asked a word carries: the food itself, how it was brought to the table where that makes another dish of it
# ("fried", "smoked", "pickled"), and where it does not.
FOOD, NOTABLE_MANNER, MANNER, FILLER = 1.0, 0.45, 0.3, 0.08

# What people add that tells no food from another.
FILLERS: Final = frozenset(
    "leftover homemade fresh nice big small large medium little good tasty delicious hot cold warm plain regular normal usual "
    "organic imported cup bowl piece slice glass can bottle plate serving half whole sliced chopped diced cubed piping store "
    "bought extra real ripe left over".split()
)

_OR: Final = frozenset({"or", "nor"})
# With what is denied these say nothing more.
_OF_DENIAL: Final = frozenset({"added", "eaten"})

type Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A search. `words` in order with their weights; `head`: the word that names the food; `denied`: what it must not have.

    `alias` is the everyday phrase that was replaced, or "" for none; `near`: only by the nearest food there is. `text` is what
    is embedded; `typed` is what stood there before anything was replaced.
    """

    text: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    head: str
    denied: frozenset[str]
    alias: str
    near: bool = False
    typed: str = ""

    @cached_property
    def asked(self) -> frozenset[str]:
        """The words, in no order."""
        return frozenset(self.words)

    @cached_property
    def weight(self) -> float:
        """What the words carry together."""
        return sum(self.weights)

    @cached_property
    def food_words(self) -> tuple[str, ...]:
        """The words that name the food; all, where none does."""
        named = tuple(word for word, weight in zip(self.words, self.weights, strict=True) if weight == FOOD)
        return named or self.words

    @cached_property
    def manner_words(self) -> tuple[str, ...]:
        """The other words."""
        return tuple(word for word in self.words if word not in self.food_words)

    def with_words(self, words: tuple[str, ...]) -> "Query":
        """The same search after slips of the keyboard were mended, word for word."""
        head = words[self.words.index(self.head)] if self.head in self.words else self.head
        return replace(self, words=words, head=head)


@lru_cache(maxsize=2_000)
def read_query(q: str) -> Query:
    """The query in what was typed; no words at all make an empty one."""
    said = tuple(tokens(q[:MAX_LENGTH]))
    return _read(q, said, *_replace_aliases(said))


@lru_cache(maxsize=2_000)
def literal_of(query: Query) -> Query | None:
    """The query without an everyday phrase replaced, where it said more than that phrase: "meatloaf sandwich"; else None."""
    said = tuple(tokens(query.typed))
    if not query.alias or query.near or query.alias == " ".join(said):
        return None
    return _read(query.typed, said, said, "")


@lru_cache(maxsize=2_000)
def nearest_of(query: Query) -> Query | None:
    """The query for what stands nearest to what was asked for, where that is known to be no food of the tables; else None."""
    said = tuple(tokens(query.text))
    nearest = _read(query.text, said, *_replace_nearest(said), near=True)
    return nearest if nearest.near and nearest.words != query.words else None


def _read(q: str, said: Phrase, spoken: Phrase, alias: str, *, near: bool = False) -> Query:
    # A dish's own name stands for itself, so that "maize porridge" is no oatmeal; nothing was replaced then.
    if spoken == said:
        alias = ""
    words: list[str] = []
    denied: list[str] = []
    negating = False
    for place, word in enumerate(spoken):
        if words and spoken[place : place + 2] == ("not", "eaten"):
            denied.append(words.pop())
        elif word in NEGATIONS or (word in _OR and denied and spoken[place - 1] == denied[-1]):
            # "No dressing or croutons": neither.
            negating = True
        elif word in _OF_DENIAL and (negating or denied):
            # "No added sugar", "no sugar added", "skin not eaten": it says nothing of the food.
            continue
        elif word not in STOP_WORDS:
            (denied if negating else words).append(word)
            negating = False
    kept = tuple(dict.fromkeys(words))[:MAX_WORDS]
    return Query(
        text=" ".join(spoken) if alias else q[:MAX_LENGTH].strip(),
        words=kept,
        weights=tuple(_weight(word) for word in kept),
        head=_head(spoken, kept),
        denied=frozenset(denied),
        alias=alias,
        near=near and bool(alias),
        typed=q[:MAX_LENGTH].strip(),
    )


def _weight(word: str) -> float:
    if word in FILLERS:
        return FILLER
    if word in word_list("states"):
        return NOTABLE_MANNER if word in word_list("notable") else MANNER
    return FOOD


def _head(spoken: Phrase, words: Phrase) -> str:
    """The last food word before "with", "in" …; in the tables' own turned-round names the first."""
    joints = word_list("joints") | NEGATIONS
    before = next((i for i, word in enumerate(spoken) if i and word in joints), len(spoken))
    named = [word for word in spoken[:before] if word in words and _weight(word) == FOOD]
    return named[-1] if named else (words[-1] if words else "")


@cache
def _aliases(section: str) -> dict[Phrase, str]:
    told = tomllib.loads((files("fithub.foods.data") / "aliases.toml").read_text(encoding="utf-8"))
    return {tuple(tokens(said)): meant for said, meant in told[section].items()} | other_names(section)


def _replace_aliases(said: Phrase) -> tuple[Phrase, str]:
    """Everyday phrases as the tables name them."""
    whole = _aliases("whole")
    if said in whole:
        return tuple(tokens(whole[said])), " ".join(said)
    return _replace(said, _aliases("anywhere"))


def _replace_nearest(said: Phrase) -> tuple[Phrase, str]:
    """Dishes that the tables lack as the nearest that they have."""
    return _replace(said, _aliases("near"))


def _replace(said: Phrase, aliases: Mapping[Phrase, str]) -> tuple[Phrase, str]:
    """The longest phrases first; each word is replaced at most once."""
    longest = max(len(phrase) for phrase in aliases)
    out: list[str] = []
    found = ""
    place = 0
    while place < len(said):
        for span in range(min(longest, len(said) - place), 0, -1):
            phrase = said[place : place + span]
            if phrase in aliases:
                out += tokens(aliases[phrase])
                found = found or " ".join(phrase)
                place += span
                break
        else:
            out.append(said[place])
            place += 1
    return tuple(out), found
