"""In which unit a person means a measure that they say without one. Call within `acting_as`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.accounts.models import Units
from fithub.accounts.queries import profile_of
from fithub.body.metrics import METRICS
from fithub.body.queries import latest
from fithub.body.units import to_own

# The units that people of each system say a metric in, the usual one first; `kg` and `cm` are the metrics' own units.
_SAID: Final[Mapping[Units, Mapping[str, tuple[str, ...]]]] = {
    Units.METRIC: {},
    Units.US: {"kg": ("lb", "kg"), "cm": ("in", "cm")},
    Units.UK: {"kg": ("st", "kg", "lb"), "cm": ("cm", "in")},
}
# Between which values nearly all grown people are, in the metric's own unit; others are likely to be said in another unit.
_USUAL: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    key: (Decimal(low), Decimal(high))
    for key, low, high in (
        ("weight_kg", 36, 230),
        ("waist_cm", 50, 170),
        ("hip_cm", 65, 180),
        ("neck_cm", 26, 60),
        ("arm_cm", 18, 65),
        ("thigh_cm", 35, 100),
        ("calf_cm", 25, 65),
    )
}


def unit_meant(*, user_id: UUID, metric: str, value: Decimal) -> str | None:
    """The unit of a bare number: of those that the person's system has, the one that comes nearest to their last measure, or, where
    there is none, the first in which it is what people measure. None: the metric's own.
    """
    chosen = METRICS.get(metric)
    units = _SAID[Units(profile_of(user_id).units)].get(chosen.unit, ()) if chosen is not None else ()
    if chosen is None or not units or not value.is_finite() or not 0 < value < 10**6:
        return None
    meant = {unit: to_own(value, unit, chosen.unit) for unit in units}
    last = latest(user_id=user_id, metric=metric)
    if last is not None and last.value > 0:
        return min(
            units, key=lambda unit: max(meant[unit] / last.value, last.value / max(meant[unit], Decimal("0.001")))
        )
    low, high = _USUAL[metric]
    return next((unit for unit in units if low <= meant[unit] <= high), units[0])
