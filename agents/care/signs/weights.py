"""What training has found of the signs, as the file beside the utterances holds it."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from agents.care.signs.sign import Sign
from agents.offline.intents.features import Matrix, Row, meaning, places, weight
from fithub.foods.embedding import DIMENSIONS

FILE: Final = "weights.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each feature and sign, and one for each sign alone; `sentences`: the fingerprint of those it is made from."""

    signs: tuple[Sign, ...]
    vocabulary: dict[str, int]
    by_feature: Matrix
    alone: Row
    sentences: int

    def scores(self, text: str) -> Row:
        """How much speaks for each sign."""
        by_meaning, by_word = self.by_feature[:DIMENSIONS], self.by_feature[DIMENSIONS:]
        said = places(text, self.vocabulary)
        scores: Row = meaning(text) @ by_meaning + by_word[said].sum(axis=0) * weight(len(said)) + self.alone
        return scores


def load() -> Weights:
    """Those that training has made."""
    import numpy as np

    with (files("agents.care.signs") / FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        about = json.loads(str(stored["about"]))
        return Weights(
            tuple(Sign(name) for name in about["signs"]),
            {gram: place for place, gram in enumerate(about["vocabulary"])},
            stored["by_feature"].astype(np.float32),
            stored["alone"].astype(np.float32),
            about["sentences"],
        )
