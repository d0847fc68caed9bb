"""What moving takes: an estimate from the kind of activity, its time or distance, and the body's weight.

MET x weight in kg x hours (data/activities.toml says where the figures are from). It is gross: what resting would have taken in
that time is in it. Without a weight, or for an activity that is not in the table, it is unknown; steps are never turned into
energy.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.foods.words import tokens

# How far off one person on one day may be: people rest at other rates than 1 kcal per kg and hour, and move more or less
# easily; where the pace is not known, that comes on top. Judged, so that four of five such estimates hold.
_KNOWN_PACE: Final = (Decimal("0.80"), Decimal("1.20"))
_GUESSED_PACE: Final = (Decimal("0.65"), Decimal("1.35"))
_MINUTES: Final = Decimal(60)
_METRES: Final = Decimal(1000)
_WHOLE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Exertion:
    """Energy in kcal: the likely one, and the bounds that it lies between."""

    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Kind:
    """An activity of the table. `met`: where no speed is known; `speeds`: from so many km/h on; `kmh`: a usual speed, if any."""

    met: Decimal
    speeds: tuple[tuple[Decimal, Decimal], ...]
    kmh: Decimal | None

    def met_at(self, kmh: Decimal) -> Decimal:
        """What it takes at a speed; below the slowest of the table, as much as at that."""
        if not self.speeds:
            return self.met
        return next((met for least, met in reversed(self.speeds) if kmh >= least), self.speeds[0][1])


def exertion(
    *, name: str, weight_kg: Decimal | None, minutes: Decimal | None = None, distance_m: Decimal | None = None
) -> Exertion | None:
    """What an activity of this name took; None where its kind, the weight, or both time and distance are unknown."""
    kind = kind_of(name)
    if kind is None or weight_kg is None:
        return None
    bounds = _GUESSED_PACE
    met = kind.met
    hours = None if minutes is None else minutes / _MINUTES
    if distance_m is not None and hours:
        kmh = distance_m / _METRES / hours
        if kind.speeds:
            met, bounds = kind.met_at(kmh), _KNOWN_PACE
    elif distance_m is not None and kind.kmh is not None:
        met, hours = kind.met_at(kind.kmh), distance_m / _METRES / kind.kmh
    if not hours:
        return None
    low, likely, high = (
        (met * weight_kg * hours * factor).quantize(_WHOLE) for factor in (bounds[0], Decimal(1), bounds[1])
    )
    return Exertion(low, likely, high)


def kind_of(name: str) -> Kind | None:
    """The activity that a name speaks of; of several the one with the most words ("mountain bike ride"), then the first."""
    said = tokens(name)
    best: tuple[int, Kind] | None = None
    for words, kind in _kinds().items():
        if _stands_in(words, said) and (best is None or len(words) > best[0]):
            best = (len(words), kind)
    return None if best is None else best[1]


@cache
def _kinds() -> Mapping[tuple[str, ...], Kind]:
    read = tomllib.loads((files("fithub.body.data") / "activities.toml").read_text("utf-8"), parse_float=Decimal)
    return {
        tuple(tokens(name)): Kind(
            met=Decimal(each["met"]),
            speeds=tuple((Decimal(least), Decimal(met)) for least, met in each.get("speeds", ())),
            kmh=Decimal(each["kmh"]) if "kmh" in each else None,
        )
        for each in read["activity"]
        for name in each["names"]
    }


def _stands_in(words: tuple[str, ...], said: list[str]) -> bool:
    return any(tuple(said[place : place + len(words)]) == words for place in range(len(said) - len(words) + 1))
