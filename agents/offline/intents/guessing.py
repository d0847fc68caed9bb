"""The intent of a text, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from agents.offline.intents.intent import FAMILIES, Family, Intent
from agents.offline.intents.network import Network, load

# Of the sentences that training holds apart, a third of them near another kind on purpose, 91 % with so likely a family are of it;
# of those about something eaten 93 % are so much like a meal or more, of those about food that was not eaten 28 %.
SURE: Final = 0.6
LIKE_A_MEAL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Guess:
    """How likely a text is of each intent; together 1."""

    chances: Mapping[Intent, float]

    def chance(self, *intents: Intent) -> float:
        """How likely it is one of these."""
        return sum(self.chances[intent] for intent in intents)

    @property
    def intents(self) -> list[Intent]:
        """The likeliest family's intents, the likeliest first, where that family is sure enough; none else."""
        family = max(Family, key=lambda each: self.chance(*FAMILIES[each]))
        if self.chance(*FAMILIES[family]) < SURE:
            return []
        return sorted(FAMILIES[family], key=lambda each: self.chances[each], reverse=True)

    @property
    def is_like_a_meal(self) -> bool:
        """Whether it may tell of something eaten."""
        return self.chances[Intent.ATE] >= LIKE_A_MEAL


@lru_cache(maxsize=512)
def guess(text: str) -> Guess:
    """What a text is about; about 3 ms."""
    import numpy as np

    network = _network()
    scores = network.scores(text)
    odds = np.exp(scores - scores.max())
    chances = odds / odds.sum()
    return Guess({intent: float(chance) for intent, chance in zip(network.intents, chances, strict=True)})


@cache
def _network() -> Network:
    return load()


def trained_on() -> int:
    """The fingerprint of the sentences that the network was made from."""
    return _network().sentences
