"""Ways of cooking: which stand for one another, and which make another food of the same one. The lists are data/cooking.toml."""

import tomllib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from fithub.foods.naming import word_list
from fithub.foods.words import tokens

# How far a name that tells one way answers for another: in the same row of the list, of the same kin, or only "cooked".
SAME_WAY, SAME_KIN, ONLY_COOKED = 0.85, 0.75, 0.6
# They say that heat was brought, not how.
_ANY_WAY: Final = frozenset({"cooked", "heated"})


@dataclass(frozen=True, slots=True)
class _Way:
    kin: str
    words: tuple[frozenset[str], ...]

    def is_told_by(self, words: AbstractSet[str]) -> bool:
        return any(entry <= words for entry in self.words)


@lru_cache(maxsize=50_000)
def likeness(asked: str, named: frozenset[str]) -> float:
    """How far a name of these words, none of them `asked`, says that the food was cooked as `asked` says; 0 to 1."""
    asked_ways = _ways_of(asked)
    if any(way.is_told_by(named) for way in asked_ways):
        return SAME_WAY
    if asked_ways and (named_kins := _kins(named)):
        return SAME_KIN if any(way.kin in named_kins for way in asked_ways) else 0.0
    # "Cooked" may be any way, and any way is cooked.
    told = named & (word_list("cooked") if asked in _ANY_WAY else _ANY_WAY)
    return ONLY_COOKED if told and asked in word_list("cooked") else 0.0


def is_cooked_otherwise(asked: frozenset[str], named: frozenset[str]) -> bool:
    """Whether both tell how the food was cooked, and in no way that is near."""
    asked_kins = _kins(asked)
    named_kins = _kins(named) if asked_kins else frozenset()
    return bool(named_kins) and not asked_kins & named_kins


@cache
def _ways() -> tuple[_Way, ...]:
    told = tomllib.loads((files("fithub.foods.data") / "cooking.toml").read_text(encoding="utf-8"))
    return tuple(_Way(way["kin"], tuple(frozenset(tokens(entry)) for entry in way["words"])) for way in told["ways"])


@lru_cache(maxsize=2_000)
def _ways_of(word: str) -> tuple[_Way, ...]:
    return tuple(way for way in _ways() if way.is_told_by({word}))


@lru_cache(maxsize=20_000)
def _kins(words: frozenset[str]) -> frozenset[str]:
    return frozenset(way.kin for way in _ways() if way.is_told_by(words))
