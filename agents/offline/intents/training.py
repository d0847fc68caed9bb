"""Makes the weights of `guessing` from the sentences in `utterances`: multinomial logistic regression over meaning and words.

    make intents        (python -m agents.offline.intents.training: tells each fifth by weights of the others first)

The same sentences give the same weights. The number of steps and the penalty were chosen by that cross-validation.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agents.offline.intents.features import Matrix, features, grams
from agents.offline.intents.guessing import LIKE_A_MEAL, SURE
from agents.offline.intents.intent import FAMILIES, Family, Intent, family_of
from agents.offline.intents.weights import FILE

if TYPE_CHECKING:
    import numpy as np

FOLDER: Final = Path(str(files("agents.offline.intents")))
UTTERANCES: Final = FOLDER / "utterances"
# A word that fewer sentences have tells nothing.
LEAST_SENTENCES: Final = 5
STEPS: Final = 100
RATE: Final = 0.1
PENALTY: Final = 1e-5
FOLDS: Final = 5

type Examples = list[tuple[str, Intent]]


def examples() -> Examples:
    """Every sentence with its intent, in a fixed order."""
    return [(text, intent) for intent in Intent for text in sentences(intent)]


def sentences(intent: Intent) -> list[str]:
    """Those of one intent."""
    lines = (UTTERANCES / f"{intent}.txt").read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def vocabulary(texts: Sequence[str]) -> dict[str, int]:
    """The words and pairs that are worth a weight, with their places."""
    counts = Counter(gram for text in texts for gram in set(grams(text)))
    return {
        gram: place for place, gram in enumerate(sorted(gram for gram, n in counts.items() if n >= LEAST_SENTENCES))
    }


def fit(rows: Matrix, labels: "np.ndarray[tuple[int], np.dtype[np.int64]]", kinds: int) -> tuple[Matrix, Matrix]:
    """Weights by feature and alone that tell the labels from the rows; every kind counts as much, however many rows it has."""
    import numpy as np

    wanted = np.eye(kinds, dtype=np.float32)[labels]
    weight = (1 / np.bincount(labels, minlength=kinds))[labels].astype(np.float32)
    # Halfway between rows that count alike and kinds that do.
    weight = np.sqrt(weight)[:, None] / np.sqrt(weight).sum()
    found = np.zeros((rows.shape[1] + 1, kinds), dtype=np.float32)
    whole = np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])
    speed, size = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        scores = whole @ found
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = whole.T @ ((odds / odds.sum(axis=1, keepdims=True) - wanted) * weight) + PENALTY * found
        speed = 0.9 * speed + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        found -= RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return found[:-1], found[-1]


def main() -> None:
    """Tell how well it does, and write the weights."""
    import numpy as np

    read = argparse.ArgumentParser(prog="python -m agents.offline.intents.training")
    read.add_argument("--only-check", action="store_true", help="write nothing")
    asked = read.parse_args()
    told = examples()
    texts, intents = [text for text, _ in told], list(Intent)
    labels = np.array([intents.index(intent) for _, intent in told])
    known = vocabulary(texts)
    rows = features(texts, known)
    _check(texts, rows, labels, intents)
    if not asked.only_check:
        by_feature, alone = fit(rows, labels, len(intents))
        about = {"intents": [str(intent) for intent in intents], "vocabulary": list(known), "sentences": fingerprint()}
        np.savez_compressed(
            FOLDER / FILE,
            about=np.array(json.dumps(about)),
            by_feature=by_feature.astype(np.float16),
            alone=alone.astype(np.float16),
        )


def fingerprint() -> int:
    """A number that changes with the sentences."""
    import zlib

    return zlib.crc32(json.dumps(examples()).encode())


def _check(
    texts: Sequence[str],
    rows: Matrix,
    labels: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    intents: Sequence[Intent],
) -> None:
    """Print how many of each fifth are told right by weights made of the others, and what is mistaken for what."""
    import numpy as np

    places = np.random.default_rng(0).permutation(len(texts))
    ate, not_eaten = intents.index(Intent.ATE), [intents.index(each) for each in FAMILIES[Family.NOT_EATEN]]
    families = np.array([list(Family).index(family_of(intent)) for intent in intents])
    right, sure_right, sure, kept, let_in = 0, 0, 0, 0, 0
    mistaken: Counter[tuple[Intent, Intent]] = Counter()
    for fold in range(FOLDS):
        apart = places[fold::FOLDS]
        others = np.setdiff1d(places, apart)
        by_feature, alone = fit(rows[others], labels[others], len(intents))
        scores = rows[apart] @ by_feature + alone
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = odds / odds.sum(axis=1, keepdims=True)
        told = chances.argmax(axis=1)
        right += int((told == labels[apart]).sum())
        by_family = np.stack([chances[:, families == place].sum(axis=1) for place in range(len(Family))], axis=1)
        certain = by_family.max(axis=1) >= SURE
        sure += int(certain.sum())
        sure_right += int(((by_family.argmax(axis=1) == families[labels[apart]]) & certain).sum())
        likely = chances[:, ate] >= LIKE_A_MEAL
        kept += int((likely & (labels[apart] == ate)).sum())
        let_in += int((likely & np.isin(labels[apart], not_eaten)).sum())
        for is_, said in zip(labels[apart], told, strict=True):
            if is_ != said:
                mistaken[intents[is_], intents[said]] += 1
    print(f"{len(texts)} sentences of {len(intents)} intents; {right / len(texts):.1%} are told right")
    print(f"of those of a family with {SURE:.0%} or more ({sure / len(texts):.0%}): {sure_right / sure:.1%}")
    all_ate, all_not = (labels == ate).sum(), np.isin(labels, not_eaten).sum()
    print(f"like a meal: {kept / all_ate:.1%} of what was eaten, {let_in / all_not:.1%} of food that was not")
    for (is_, said), times in mistaken.most_common(25):
        print(f"  {times:3} of {is_} as {said}")


if __name__ == "__main__":
    main()
