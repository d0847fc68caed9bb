"""The JSON that REST, receipts and the page share for what a body measures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from fithub.accounts.queries import profile_of
from fithub.body.courses import Course
from fithub.body.metrics import CUSTOM, METRICS, Metric, metric_of
from fithub.body.models import CustomMetric, Measurement
from fithub.body.queries import Summary, bmi
from fithub.body.units import display


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes a measure is shown to: their units, and the height that a BMI needs."""

    units: str
    height_cm: Decimal | None

    @classmethod
    def of(cls, user_id: UUID) -> "Reader":
        """The person as a reader."""
        profile = profile_of(user_id)
        return cls(profile.units, profile.height_cm)


def measurement_shape(row: Measurement, reader: Reader) -> dict[str, Any]:
    """A measurement as it is shown, rendered from the stored row; `bmi` with a weight where the height is known."""
    metric = _metric(row)
    return {
        "id": str(row.pk),
        "metric": row.metric,
        "label": metric.label,
        "value": row.value,
        "unit": metric.unit,
        "display": _display(row.value, metric.unit, reader, (row.entered, row.entered_unit)),
        "bmi": bmi(row.value, reader.height_cm) if row.metric == "weight_kg" else None,
        "type": row.type,
        "measured_at": row.measured_at.isoformat().replace("+00:00", "Z"),
        "local_date": row.local_date.isoformat(),
        "local_time": row.local_time.isoformat(),
        "time_zone": row.time_zone,
        "source": row.source,
        "source_ref": row.source_ref,
        "note": row.note,
    }


def summary_shape(summary: Summary, reader: Reader) -> dict[str, Any]:
    """A metric's summary as it is shown."""
    metric = _metric(summary.latest)

    def figure(value: Decimal) -> dict[str, Any]:
        return {"value": value, "display": _display(value, metric.unit, reader)}

    return {
        "metric": summary.metric,
        "label": metric.label,
        "unit": metric.unit,
        "count": summary.count,
        "first": measurement_shape(summary.first, reader),
        "latest": measurement_shape(summary.latest, reader),
        "change": figure(summary.latest.value - summary.first.value),
        "min": figure(summary.lowest),
        "max": figure(summary.highest),
    }


def course_shape(course: Course, reader: Reader) -> dict[str, Any]:
    """A metric's course as it is shown."""
    metric = course.metric

    def figure(value: Decimal) -> dict[str, Any]:
        return _display(value, metric.unit, reader)

    return {
        "metric": metric.key,
        "label": metric.label,
        "unit": metric.unit,
        "from": course.first.isoformat(),
        "to": course.last.isoformat(),
        "raw": [{"local_date": day.isoformat(), "value": value, "display": figure(value)} for day, value in course.raw],
        "trend": [
            {
                "local_date": point.local_date.isoformat(),
                "value": point.value,
                "low": point.low,
                "high": point.high,
                "raw": point.raw,
                "display": figure(point.value),
                "display_low": figure(point.low),
                "display_high": figure(point.high),
            }
            for point in course.trend
        ],
    }


def metric_shape(metric: Metric) -> dict[str, Any]:
    """A metric of everybody's or of the person's own."""
    return {
        "metric": metric.key,
        "label": metric.label,
        "unit": metric.unit,
        "low": metric.low,
        "high": metric.high,
        "custom": metric.key.startswith(CUSTOM),
    }


def custom_metric_shape(definition: CustomMetric) -> dict[str, Any]:
    """A metric of the person's own."""
    return metric_shape(metric_of(definition))


def _metric(row: Measurement) -> Metric:
    return METRICS[row.metric] if row.custom_id is None else metric_of(row.custom)


def _display(value: Decimal, unit: str, reader: Reader, entered: tuple[Decimal, str] | None = None) -> dict[str, Any]:
    shown = display(value, unit, reader.units, entered)
    return {"value": shown.value, "unit": shown.unit, "text": shown.text}
