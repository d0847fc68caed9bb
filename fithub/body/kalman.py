"""The Kalman filter and smoother for one number that is seen on some days (J. Durbin and S. J. Koopman, Time Series Analysis by
State Space Methods, 2nd ed., 2012, 4.3 and 4.4).

What cannot be seen moves from day to day as  state' = moves · state + push + noise(spread),  and what is seen of it is
sees · state + noise. Plain double precision; the same input gives the same digits. numpy loads with the first call, not on import.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """One day: what was seen (None: nothing) with the variance of its noise, and how the state moves on to the next day."""

    seen: float | None
    noise: float
    moves: "Array"
    spread: "Array"
    push: "Array | None" = None


@dataclass(frozen=True, slots=True)
class Belief:
    """What the state is taken to be, and the covariance of how far off that may be."""

    mean: "Array"
    cov: "Array"


@dataclass(frozen=True, slots=True)
class Passed:
    """A day of the filter: what was believed before it was seen (`before`) and after; the surprise and its variance, if seen."""

    before: Belief
    after: Belief
    surprise: float | None
    variance: float


def filter_days(*, start: Belief, sees: "Array", steps: Sequence[Step]) -> list[Passed]:
    """Each day by what was seen up to it. `start` is what is believed before the first."""
    mean, cov = start.mean, start.cov
    passed: list[Passed] = []
    for step in steps:
        before = after = Belief(mean, cov)
        surprise, variance = None, 0.0
        if step.seen is not None:
            shared = cov @ sees
            variance = float(sees @ shared) + step.noise
            surprise = step.seen - float(sees @ mean)
            gain = shared / variance
            after = Belief(mean + gain * surprise, cov - gain[:, None] * shared)
        passed.append(Passed(before, after, surprise, variance))
        mean = step.moves @ after.mean
        if step.push is not None:
            mean = mean + step.push
        cov = step.moves @ after.cov @ step.moves.T + step.spread
        cov = (cov + cov.T) / 2
    return passed


def smooth_days(*, sees: "Array", steps: Sequence[Step], passed: Sequence[Passed]) -> list[Belief]:
    """Each day by what was seen before and after it."""
    import numpy as np

    size = len(sees)
    pull, sharpness = np.zeros(size), np.zeros((size, size))
    seen_twice = sees[:, None] * sees
    smoothed: list[Belief] = []
    for step, day in zip(reversed(steps), reversed(passed), strict=True):
        moves = step.moves
        if day.surprise is not None:
            gain = moves @ (day.before.cov @ sees) / day.variance
            moves = moves - gain[:, None] * sees
        pull = moves.T @ pull
        sharpness = moves.T @ sharpness @ moves
        if day.surprise is not None:
            pull = pull + sees * (day.surprise / day.variance)
            sharpness = sharpness + seen_twice / day.variance
        cov = day.before.cov
        smoothed.append(Belief(day.before.mean + cov @ pull, cov - cov @ sharpness @ cov))
    smoothed.reverse()
    return smoothed
