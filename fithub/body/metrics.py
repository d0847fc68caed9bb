"""What of a body is measured: each metric's own unit and what is possible of it.

A key names its unit, as a nutrient's does. A person's own metrics are `custom:<slug>`, with a definition row of theirs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.body.models import CustomMetric
from fithub.core.errors import Conflict, InvalidInput, NotFound

CUSTOM: Final = "custom:"
MOST_CUSTOM: Final = 100
# What a custom metric may hold where it has no bounds of its own.
MOST_VALUE: Final = Decimal(1_000_000)
_SLUG: Final = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric, in its own `unit`. `low` and `high` bound what is possible, both included.

    A value further than `jump` from the one before needs a confirmation: that share of it, or that many units where
    `jump_in_units`; None: any value may follow any other.
    """

    key: str
    label: str
    unit: str
    low: Decimal
    high: Decimal
    jump: Decimal | None = None
    jump_in_units: bool = False
    custom_id: UUID | None = None


def _built_in(
    key: str, label: str, unit: str, low: str, high: str, jump: str, *, jump_in_units: bool = False
) -> tuple[str, Metric]:
    return key, Metric(key, label, unit, Decimal(low), Decimal(high), Decimal(jump), jump_in_units)


# The heaviest person on record weighed 635 kg, the widest waist measured some 300 cm. A grown person is not below ADULT_KG.
# The parts in percent jump by units: from 20 to 25 % is a quarter more, and what another scale says on the same morning.
METRICS: Final[Mapping[str, Metric]] = dict(
    (
        _built_in("weight_kg", "Weight", "kg", "2", "650", "0.2"),
        _built_in("body_fat_percent", "Body fat", "%", "2", "75", "10", jump_in_units=True),
        _built_in("muscle_mass_percent", "Muscle mass", "%", "10", "95", "10", jump_in_units=True),
        _built_in("waist_cm", "Waist", "cm", "30", "300", "0.2"),
        _built_in("hip_cm", "Hip", "cm", "30", "350", "0.2"),
        _built_in("neck_cm", "Neck", "cm", "15", "100", "0.2"),
        _built_in("arm_cm", "Arm", "cm", "8", "120", "0.2"),
        _built_in("thigh_cm", "Thigh", "cm", "15", "200", "0.2"),
        _built_in("calf_cm", "Calf", "cm", "10", "120", "0.2"),
    )
)
ADULT_KG: Final = Decimal(20)


def custom_metrics(user_id: UUID) -> QuerySet[CustomMetric]:
    """The person's own metrics, by name."""
    return CustomMetric.objects.filter(user_id=user_id).order_by("slug")


def metric_of(definition: CustomMetric) -> Metric:
    """A metric of the person's own as a metric."""
    return Metric(
        key=CUSTOM + definition.slug,
        label=definition.name,
        unit=definition.unit,
        low=-MOST_VALUE if definition.low is None else definition.low,
        high=MOST_VALUE if definition.high is None else definition.high,
        custom_id=definition.pk,
    )


def metric_named(*, user_id: UUID, key: str) -> Metric:
    """The metric of this key, everybody's or the person's own. Raises InvalidInput (`metric_unknown`)."""
    if key in METRICS:
        return METRICS[key]
    definition = (
        custom_metrics(user_id).filter(slug=key.removeprefix(CUSTOM)).first() if key.startswith(CUSTOM) else None
    )
    if definition is None:
        possible = ", ".join(METRICS)
        raise InvalidInput.field("metric", "metric_unknown", f"Possible are {possible}, and your own as {CUSTOM}….")
    return metric_of(definition)


def define_metric(
    *, user_id: UUID, slug: str, name: str = "", unit: str = "", low: Decimal | None = None, high: Decimal | None = None
) -> CustomMetric:
    """A metric of the person's own, measured as `custom:<slug>`. Without a name the slug is one.

    Raises InvalidInput (`slug_invalid`, `bounds_out_of_order`), Conflict (`metric_exists`, `too_many_metrics`).
    """
    slug = slug.removeprefix(CUSTOM)
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise InvalidInput.field(
            "slug",
            "slug_invalid",
            "A slug is at most 40 small letters and digits with _ or - between, e.g. grip_strength.",
        )
    _check_bounds(low, high)
    slugs = set(custom_metrics(user_id).values_list("slug", flat=True))
    if slug in slugs:
        raise Conflict("metric_exists", f"There is a metric {CUSTOM}{slug} already.")
    if len(slugs) >= MOST_CUSTOM:
        raise Conflict("too_many_metrics", f"You have {MOST_CUSTOM} metrics of your own; delete one first.")
    return CustomMetric.objects.create(
        user_id=user_id,
        slug=slug,
        name=" ".join(name.split()) or slug.replace("_", " ").replace("-", " ").capitalize(),
        unit=" ".join(unit.split()),
        low=low,
        high=high,
    )


def custom_metric(*, user_id: UUID, slug: str) -> CustomMetric:
    """One of the person's own metrics. Raises NotFound (`metric_not_found`)."""
    found = custom_metrics(user_id).filter(slug=slug.removeprefix(CUSTOM)).first()
    if found is None:
        raise NotFound("metric_not_found", "There is no such metric; GET /measurements/metrics lists them.")
    return found


def edit_metric(*, user_id: UUID, slug: str, changes: Mapping[str, str | Decimal | None]) -> CustomMetric:
    """Change the name or the bounds; the unit stays, for what was measured is in it.

    Raises NotFound (`metric_not_found`), InvalidInput (`bounds_out_of_order`).
    """
    definition = custom_metric(user_id=user_id, slug=slug)
    for field, value in changes.items():
        setattr(definition, field, value)
    _check_bounds(definition.low, definition.high)
    definition.save(update_fields=list(changes))
    return definition


def delete_metric(*, user_id: UUID, slug: str) -> None:
    """Delete a metric that nothing is measured by. Raises NotFound (`metric_not_found`), Conflict (`metric_in_use`)."""
    definition = custom_metric(user_id=user_id, slug=slug)
    if definition.measurements.exists() or definition.goals.exists():
        raise Conflict("metric_in_use", "There are measurements or goals of this metric; delete them first.")
    definition.delete()


def _check_bounds(low: Decimal | None, high: Decimal | None) -> None:
    if low is not None and high is not None and low >= high:
        raise InvalidInput.field("high", "bounds_out_of_order", "The upper bound must be above the lower one.")
