"""Reading what a body measured. Call within `acting_as`; another person's rows do not exist there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Count, DecimalField, Max, Min, Q, QuerySet
from django.db.models.expressions import RawSQL

from fithub.body.models import Measurement, MeasurementType
from fithub.core.errors import NotFound
from fithub.core.nutrients import HUNDRED

TENTH: Final = Decimal("0.1")
_LATEST: Final = """
(SELECT value FROM body_measurement WHERE user_id = %s AND metric = %s AND type <> 'target'
ORDER BY measured_at DESC, id DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """A metric over a time: the first and the last measure, how many there are, and between what values."""

    metric: str
    first: Measurement
    latest: Measurement
    lowest: Decimal
    highest: Decimal
    count: int


def own_measurements(user_id: UUID) -> QuerySet[Measurement]:
    """The person's measurements, wishes (type target) among them."""
    return Measurement.objects.filter(user_id=user_id).select_related("custom")


def taken_measurements(user_id: UUID) -> QuerySet[Measurement]:
    """What was measured in truth: everything but wishes."""
    return own_measurements(user_id).exclude(type=MeasurementType.TARGET)


def measurement(*, user_id: UUID, measurement_id: UUID, hold: bool = False) -> Measurement:
    """One measurement; `hold` it until the transaction ends in order to change it. Raises NotFound (`measurement_not_found`)."""
    rows = own_measurements(user_id)
    found = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=measurement_id).first()
    if found is None:
        raise NotFound("measurement_not_found", "There is no such measurement; GET /measurements lists yours.")
    return found


def latest(*, user_id: UUID, metric: str, until: date | None = None) -> Measurement | None:
    """The last measure of a metric, by the end of the local date `until` if it is given; None where there is none."""
    rows = taken_measurements(user_id).filter(metric=metric)
    if until is not None:
        rows = rows.filter(local_date__lte=until)
    return rows.order_by("-measured_at", "-id").first()


def latest_beside(*, user_id: UUID, metric: str) -> RawSQL:
    """The value of the last measure of a metric, as one value for a query that reads something else."""
    as_decimal = DecimalField()  # a line of its own: bandit wants a finding in every call of a line with a nosec
    return RawSQL(_LATEST, [user_id, metric], output_field=as_decimal)  # noqa: S611 (ours, with parameters)  # nosec B611


def latest_of_each(user_id: UUID) -> list[Measurement]:
    """The last measure of every metric, by metric."""
    return list(taken_measurements(user_id).order_by("metric", "-measured_at", "-id").distinct("metric"))


def series(
    *, user_id: UUID, metric: str, first: date | None = None, last: date | None = None
) -> list[tuple[date, Decimal]]:
    """Every measure of a metric with its local date, oldest first; a date may have several. Both dates are included."""
    within = _within(first, last)
    rows = Measurement.objects.filter(within, user_id=user_id, metric=metric).exclude(type=MeasurementType.TARGET)
    return list(rows.order_by("local_date", "measured_at", "id").values_list("local_date", "value"))


def summaries(
    *, user_id: UUID, metric: str | None = None, first: date | None = None, last: date | None = None
) -> list[Summary]:
    """A summary of each metric that was measured between the dates, both included; three queries."""
    rows = taken_measurements(user_id).filter(_within(first, last))
    if metric is not None:
        rows = rows.filter(metric=metric)
    figures = (
        rows.order_by("metric").values("metric").annotate(lowest=Min("value"), highest=Max("value"), count=Count("id"))
    )
    firsts = _by_metric(rows.order_by("metric", "measured_at", "id").distinct("metric"))
    latests = _by_metric(rows.order_by("metric", "-measured_at", "-id").distinct("metric"))
    return [
        Summary(
            each["metric"],
            firsts[each["metric"]],
            latests[each["metric"]],
            each["lowest"],
            each["highest"],
            each["count"],
        )
        for each in figures
    ]


def bmi(weight_kg: Decimal, height_cm: Decimal | None) -> Decimal | None:
    """Kilograms by square metre, to a tenth; None where the height is unknown."""
    if height_cm is None:
        return None
    metres = height_cm / HUNDRED
    return (weight_kg / (metres * metres)).quantize(TENTH)


def _within(first: date | None, last: date | None) -> Q:
    bounds = {"local_date__gte": first, "local_date__lte": last}
    return Q(**{name: day for name, day in bounds.items() if day is not None})


def _by_metric(rows: Sequence[Measurement] | QuerySet[Measurement]) -> dict[str, Measurement]:
    return {row.metric: row for row in rows}
