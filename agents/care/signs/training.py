"""Makes the weights of `likeness` from the sentences in `utterances`, against those that wishes are told by.

    make signs          (python -m agents.care.signs.training: tells each fifth by weights of the others first)

The same sentences give the same weights. The number of steps and the penalty were chosen by that cross-validation.
"""

import argparse
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from agents.care.signs.sign import Sign
from agents.care.signs.weights import FILE
from agents.offline.intents import training as intents
from agents.offline.intents.features import Matrix, features
from agents.offline.intents.intent import Intent

FOLDER: Final = Path(str(files("agents.care.signs")))
UTTERANCES: Final = FOLDER / "utterances"
NONE: Final = "none"
# Wishes of which a sentence may show a sign or not: they teach nothing of it.
UNTOLD: Final[Mapping[Sign, frozenset[Intent]]] = {
    Sign.LESS: frozenset(
        {Intent.SET_GOAL, Intent.ACTIVATE_GOAL, Intent.SET_TARGET, Intent.ASK_TARGET, Intent.ASK_GOAL, Intent.SAVE_DIET}
        | {Intent.ACTIVATE_DIET, Intent.DECIDE_TARGET, Intent.REMEMBER}
    ),
    Sign.EXPECTING: frozenset({Intent.PROFILE, Intent.REMEMBER}),
    Sign.YOUNG: frozenset({Intent.PROFILE, Intent.REMEMBER}),
}
STEPS: Final = 150
RATE: Final = 0.1
PENALTY: Final = 1e-5
FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the signs that it shows, and those of which it says nothing."""

    text: str
    shows: frozenset[Sign]
    untold: frozenset[Sign] = frozenset()


def own_examples() -> list[Example]:
    """Our own, in a fixed order."""
    return [
        Example(line, signs)
        for path in sorted(UTTERANCES.glob("*.txt"))
        for signs in [frozenset(Sign(name) for name in path.stem.split("+") if name != NONE)]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def examples() -> list[Example]:
    """Our own, and those of every wish."""
    own = own_examples()
    is_own = {each.text.casefold() for each in own}
    wishes = [
        Example(text, frozenset(), frozenset(sign for sign in Sign if intent in UNTOLD.get(sign, ())))
        for text, intent in intents.examples()
        if text.casefold() not in is_own
    ]
    return own + wishes


def fingerprint() -> int:
    """A number that changes with our own sentences; those of the wishes may go on without these weights."""
    return zlib.crc32(json.dumps([[each.text, sorted(each.shows)] for each in own_examples()]).encode())


def fit(rows: Matrix, shown: Matrix, counts: Matrix) -> tuple[Matrix, Matrix]:
    """Weights by feature and alone that tell for each row what it shows; `counts`: how much each row counts for each sign."""
    import numpy as np

    found = np.zeros((rows.shape[1] + 1, shown.shape[1]), dtype=np.float32)
    whole = np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])
    speed, size = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        chances = 1 / (1 + np.exp(-(whole @ found)))
        slope = whole.T @ ((chances - shown) * counts) + PENALTY * found
        speed = 0.9 * speed + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        found -= RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return found[:-1], found[-1]


def main() -> None:
    """Tell how well it does, and write the weights."""
    import numpy as np

    read = argparse.ArgumentParser(prog="python -m agents.care.signs.training")
    read.add_argument("--only-check", action="store_true", help="write nothing")
    asked = read.parse_args()
    told = examples()
    known = intents.vocabulary([each.text for each in told])
    rows = features([each.text for each in told], known)
    shown = np.array([[sign in each.shows for sign in Sign] for each in told], dtype=np.float32)
    counts = _counts(told, shown)
    _check(told, rows, shown, counts)
    if not asked.only_check:
        by_feature, alone = fit(rows, shown, counts)
        about = {"signs": [str(sign) for sign in Sign], "vocabulary": list(known), "sentences": fingerprint()}
        np.savez_compressed(
            FOLDER / FILE,
            about=np.array(json.dumps(about)),
            by_feature=by_feature.astype(np.float16),
            alone=alone.astype(np.float16),
        )


def _counts(told: Sequence[Example], shown: Matrix) -> Matrix:
    """How much each row counts: halfway between rows that count alike and signs that do; nothing where it tells nothing."""
    import numpy as np

    open_ = np.array([[sign in each.untold for sign in Sign] for each in told])
    with_sign = shown.sum(axis=0)
    without = (~open_).sum(axis=0) - with_sign
    counts = np.sqrt(np.where(shown == 1, 1 / with_sign, 1 / without))
    counts[open_] = 0
    even: Matrix = (counts / counts.sum(axis=0)).astype(np.float32)
    return even


def _check(told: Sequence[Example], rows: Matrix, shown: Matrix, counts: Matrix) -> None:
    """Print what is told of each fifth by weights made of the others."""
    import numpy as np

    places = np.random.default_rng(0).permutation(len(told))
    chances = np.zeros_like(shown)
    for fold in range(FOLDS):
        apart = places[fold::FOLDS]
        others = np.setdiff1d(places, apart)
        by_feature, alone = fit(rows[others], shown[others], counts[others])
        chances[apart] = 1 / (1 + np.exp(-(rows[apart] @ by_feature + alone)))
    for column, sign in enumerate(Sign):
        is_, counted = shown[:, column] == 1, counts[:, column] > 0
        print(f"{sign}: {is_.sum()} sentences")
        for least in (0.3, 0.5, 0.7, 0.8, 0.9):
            over = chances[:, column] >= least
            false = over & ~is_ & counted
            print(f"  from {least}: {(over & is_).sum() / is_.sum():.1%} seen, {false.sum()} others")


if __name__ == "__main__":
    main()
