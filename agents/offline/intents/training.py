"""Makes the network of `guessing` from the sentences in `utterances`.

    make intents        (python -m agents.offline.intents.training: first tells a fifth by a network made of the others)

The same sentences give the same network. Its size, the rounds and the share of units that are left out were chosen by that check.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agents.offline.intents.features import Matrix, grams, meanings, places, weight
from agents.offline.intents.guessing import LIKE_A_MEAL, SURE
from agents.offline.intents.intent import FAMILIES, Family, Intent, family_of
from agents.offline.intents.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Whole = NDArray[np.int64]

UTTERANCES: Final = Path(str(files("agents.offline.intents"))) / "utterances"
# A word or pair that fewer sentences have tells nothing.
LEAST_SENTENCES: Final = 8
UNITS: Final = 256
LEFT_OUT: Final = 0.5
ROUNDS: Final = 25
BATCH: Final = 128
RATE: Final = 2e-3
PENALTY: Final = 1e-4
APART: Final = 0.2

type Examples = list[tuple[str, Intent]]


def examples() -> Examples:
    """Every sentence with its intent, in a fixed order."""
    return [(text, intent) for intent in Intent for text in sentences(intent)]


def sentences(intent: Intent) -> list[str]:
    """Those of one intent."""
    lines = (UTTERANCES / f"{intent}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def fingerprint() -> int:
    """A number that changes with the sentences."""
    return zlib.crc32(json.dumps(examples()).encode())


def vocabulary(texts: Sequence[str]) -> dict[str, int]:
    """The words and pairs that are worth a weight, with their places."""
    counts = Counter(gram for text in texts for gram in set(grams(text)))
    return {
        gram: place for place, gram in enumerate(sorted(gram for gram, n in counts.items() if n >= LEAST_SENTENCES))
    }


def fit(texts: Sequence[str], meant: Matrix, labels: "Whole") -> Network:
    """A network that tells the labels (places in Intent) from the texts and what they mean (a row for each)."""
    import numpy as np

    chance = np.random.default_rng(0)
    known = vocabulary(texts)
    said = [np.array(places(text, known), dtype=np.int64) for text in texts]
    weighs = np.array([weight(len(each)) for each in said], dtype=np.float32)
    kinds = len(Intent)
    # Halfway between sentences that count alike and kinds that do.
    counts = np.sqrt(1 / np.maximum(np.bincount(labels, minlength=kinds), 1))[labels].astype(np.float32)
    counts /= counts.mean()
    words, meaning, out = (
        chance.normal(0, spread, shape).astype(np.float32)
        for spread, shape in (
            (0.5, (len(known), UNITS)),
            (3 * (2 / meant.shape[1]) ** 0.5, (meant.shape[1], UNITS)),
            (UNITS**-0.5, (UNITS, kinds)),
        )
    )
    units, alone = np.zeros(UNITS, dtype=np.float32), np.zeros(kinds, dtype=np.float32)
    learned = [words, meaning, units, out, alone]
    speeds, sizes = [np.zeros_like(each) for each in learned], [np.zeros_like(each) for each in learned]
    step = 0
    for turn in range(ROUNDS):
        rate = RATE * (1 - turn / ROUNDS)
        for rows in np.split(order := chance.permutation(len(texts)), range(BATCH, len(order), BATCH)):
            # The words of all the rows, one after another, and whose each is.
            at = np.concatenate([said[row] for row in rows])
            whose = np.repeat(np.arange(len(rows)), [len(said[row]) for row in rows])
            each = weighs[rows][whose][:, None]
            excited = meant[rows] @ meaning + units
            np.add.at(excited, whose, words[at] * each)
            stays = (chance.random(excited.shape) >= LEFT_OUT).astype(np.float32) / (1 - LEFT_OUT)
            hidden = np.maximum(excited, 0) * stays
            wrong = _chances(hidden @ out + alone)
            wrong[np.arange(len(rows)), labels[rows]] -= 1
            wrong *= counts[rows][:, None] / len(rows)
            back = (wrong @ out.T) * stays * (excited > 0)
            of_words = np.zeros_like(words)
            np.add.at(of_words, at, back[whose] * each)
            slopes = [of_words, meant[rows].T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)]
            step += 1
            for value, slope, speed, size in zip(learned, slopes, speeds, sizes, strict=True):
                speed += 0.1 * (slope - speed)
                size += 0.001 * (slope * slope - size)
                towards = (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
                value -= rate * (towards + PENALTY * value)
    return Network(tuple(Intent), known, words, meaning, units, out, alone, fingerprint())


def main() -> None:
    """Tell how well it does, and write the network."""
    import numpy as np

    read = argparse.ArgumentParser(prog="python -m agents.offline.intents.training")
    read.add_argument("--only-check", action="store_true", help="write nothing")
    read.add_argument("--no-check", action="store_true", help="only write")
    asked = read.parse_args()
    told = examples()
    texts = [text for text, _ in told]
    labels = np.array([list(Intent).index(intent) for _, intent in told])
    meant = meanings(texts)
    if not asked.no_check:
        _check(texts, meant, labels)
    if not asked.only_check:
        fit(texts, meant, labels).save()


def _chances(scores: Matrix) -> Matrix:
    import numpy as np

    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)


def _check(texts: Sequence[str], meant: Matrix, labels: "Whole") -> None:
    """Print how many of a fifth are told right by a network made of the others, and what is mistaken for what."""
    import numpy as np

    order = np.random.default_rng(0).permutation(len(texts))
    apart, others = np.split(order, [int(len(order) * APART)])
    network = fit([texts[place] for place in others], meant[others], labels[others])
    chances = _chances(np.array([network.scores(texts[place]) for place in apart]))
    intents, is_ = list(Intent), labels[apart]
    families = np.array([list(Family).index(family_of(intent)) for intent in intents])
    told = chances.argmax(axis=1)
    by_family = np.stack([chances[:, families == place].sum(axis=1) for place in range(len(Family))], axis=1)
    right_family = by_family.argmax(axis=1) == families[is_]
    sure = by_family.max(axis=1) >= SURE
    ate = is_ == intents.index(Intent.ATE)
    not_eaten = np.isin(is_, [intents.index(each) for each in FAMILIES[Family.NOT_EATEN]])
    like = chances[:, intents.index(Intent.ATE)] >= LIKE_A_MEAL
    print(
        f"{len(apart)} of {len(texts)} sentences of {len(intents)} intents; {(told == is_).mean():.1%} are told right"
    )
    print(
        f"their family: {right_family.mean():.1%}; {SURE:.0%} sure of it ({sure.mean():.0%}): {right_family[sure].mean():.1%}"
    )
    print(f"like a meal: {like[ate].mean():.1%} of what was eaten, {like[not_eaten].mean():.1%} of food that was not")
    mistaken = Counter((intents[one], intents[other]) for one, other in zip(is_, told, strict=True) if one != other)
    for (one, other), times in mistaken.most_common(25):
        print(f"  {times:3} of {one} as {other}")


if __name__ == "__main__":
    main()
