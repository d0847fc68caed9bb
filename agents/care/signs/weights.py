"""What training has found, as the file beside the utterances holds it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Final

from agents.offline.intents.features import Matrix, features

FILE: Final = "weights.npz"


@dataclass(frozen=True, slots=True)
class Weights[Label: StrEnum]:
    """A weight for each feature and label, and one for each label alone; `sentences`: the fingerprint of those it is made from."""

    labels: tuple[Label, ...]
    vocabulary: dict[str, int]
    by_feature: Matrix
    alone: Matrix
    sentences: int

    def scores(self, text: str) -> Matrix:
        """How much speaks for each label."""
        scores: Matrix = (features([text], self.vocabulary) @ self.by_feature)[0] + self.alone
        return scores


def load[Label: StrEnum](package: str, label: type[Label], named: str) -> Weights[Label]:
    """The weights of a package; `named`: what its labels are called in the file."""
    import numpy as np

    with (files(package) / FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        about = json.loads(str(stored["about"]))
        return Weights(
            tuple(label(name) for name in about[named]),
            {gram: place for place, gram in enumerate(about["vocabulary"])},
            stored["by_feature"].astype(np.float32),
            stored["alone"].astype(np.float32),
            about["sentences"],
        )
