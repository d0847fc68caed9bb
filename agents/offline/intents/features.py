"""A text as numbers: its meaning (the sentence embedding that foods are found with) and its words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from fithub.foods.embedding import embed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What the words weigh beside the meaning.
WORDS: Final = 0.5
# Longer messages are told by how they begin and end.
LONGEST: Final = 400
_TOKEN: Final = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[?!%]")
_STRAIGHT: Final = str.maketrans("’‘`", "'''")

type Matrix = NDArray[np.float32]
type Row = NDArray[np.float32]


def grams(text: str) -> list[str]:
    """The words and pairs of words of a text, with its begin and end; figures are alike."""
    words = ["#" if word[0].isdigit() else word for word in _TOKEN.findall(_short(text).lower().translate(_STRAIGHT))]
    marked = ["^", *words, "$"]
    return [*words, *(f"{one} {other}" for one, other in pairwise(marked))]


def features(texts: Sequence[str], vocabulary: dict[str, int]) -> "Matrix":
    """A row for each text: 384 for the meaning, then one for each known word or pair."""
    import numpy as np

    words = np.zeros((len(texts), len(vocabulary)), dtype=np.float32)
    for row, text in enumerate(texts):
        said = places(text, vocabulary)
        words[row, said] = weight(len(said))
    return np.hstack([meanings(texts), words])


def meanings(texts: Sequence[str]) -> "Matrix":
    """A row of 384 for each text: what it means as a whole."""
    return embed([_short(text) for text in texts])


@lru_cache(maxsize=512)
def meaning(text: str) -> "Row":
    """What one text means as a whole: what it is about and which signs it shows are both told by it; about 3 ms the first time."""
    row: Row = meanings([text])[0]
    return row


def places(text: str, vocabulary: dict[str, int]) -> list[int]:
    """Where the known words and pairs of a text stand in the vocabulary, each once."""
    return [vocabulary[gram] for gram in sorted(set(grams(text))) if gram in vocabulary]


def weight(known: int) -> float:
    """What each of so many known words and pairs of a text weighs, so that long texts weigh no more than short ones."""
    return float(WORDS / known**0.5) if known else 0.0


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"
