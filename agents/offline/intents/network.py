"""The network that tells intents from the meaning and the words of a text, as the file beside the utterances holds it."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from agents.offline.intents.features import Matrix, Row, meaning, places, weight
from agents.offline.intents.intent import Intent

FILE: Final = "weights.npz"
# The greatest number that a weight of a word is stored as: one byte is enough, for a text has many words.
LARGEST: Final = 127


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer of rectified units.

    `words`: a row for each known word or pair and a column for each unit; `meaning`: 384 rows; `units`: what each unit has
    alone; `out`: a row for each unit and a column for each intent; `alone`: what each intent has alone; `sentences`: the
    fingerprint of those that it is made from.
    """

    intents: tuple[Intent, ...]
    vocabulary: dict[str, int]
    words: Matrix
    meaning: Matrix
    units: Row
    out: Matrix
    alone: Row
    sentences: int

    def scores(self, text: str) -> Row:
        """How much speaks for each intent."""
        import numpy as np

        said = places(text, self.vocabulary)
        excited = meaning(text) @ self.meaning + self.units + self.words[said].sum(axis=0) * weight(len(said))
        scores: Row = np.maximum(excited, 0) @ self.out + self.alone
        return scores

    def save(self) -> None:
        """Write it beside the utterances."""
        import numpy as np

        scale = np.abs(self.words).max() / LARGEST
        about = {
            "intents": [str(intent) for intent in self.intents],
            "vocabulary": list(self.vocabulary),
            "sentences": self.sentences,
            "scale": float(scale),
        }
        np.savez_compressed(
            str(files("agents.offline.intents") / FILE),
            about=np.array(json.dumps(about)),
            words=np.round(self.words / scale).astype(np.int8),
            meaning=self.meaning.astype(np.float16),
            units=self.units,
            out=self.out.astype(np.float16),
            alone=self.alone,
        )


def load() -> Network:
    """The one that training has made."""
    import numpy as np

    with (files("agents.offline.intents") / FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        about = json.loads(str(stored["about"]))
        return Network(
            tuple(Intent(name) for name in about["intents"]),
            {gram: place for place, gram in enumerate(about["vocabulary"])},
            stored["words"].astype(np.float32) * np.float32(about["scale"]),
            stored["meaning"].astype(np.float32),
            stored["units"],
            stored["out"].astype(np.float32),
            stored["alone"],
            about["sentences"],
        )
