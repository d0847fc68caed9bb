"""What a person's body measures: written down, read, mended, deleted."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.body import measurements, queries
from fithub.body.courses import USUAL_DAYS, course
from fithub.body.metrics import CUSTOM, METRICS
from fithub.body.models import MeasurementType
from fithub.body.saying import unit_meant
from fithub.body.shapes import Reader, measurement_shape, summary_shape
from fithub.body.units import display
from tools.approving import deletes_one
from tools.arguments import Arguments, LocalDate, LocalTime
from tools.base import Ctx, Receipt, user_tool
from tools.deeds import Waits

MOST_TOLD: Final = 20
WEEK: Final = 7

MetricKey = Annotated[
    str, Field(min_length=1, max_length=50, description=f"One of {', '.join(METRICS)}, or the person's own: {CUSTOM}….")
]
Value = Annotated[Decimal, Field(allow_inf_nan=False, description="As said; 11 st 4 lb are 158 lb.")]
Unit = Annotated[
    str,
    Field(
        min_length=1,
        max_length=20,
        description="kg, lb, st, cm, in, ft or %, as said; left out: the one that the person usually means.",
    ),
]
Note = Annotated[str, Field(max_length=500)]
Confirm = Annotated[
    bool, Field(description="Only after the person has confirmed a value that was refused as value_unlikely.")
]


def _confirmed(ctx: Ctx, asked: "LogMeasurement | EditMeasurement") -> Waits:
    """That a person stands by an unlikely value is theirs to say: without their yes in this message it waits."""
    return Waits.ALWAYS if asked.confirm and ctx.answer is not True else Waits.IF_ALWAYS_ASK


class LogMeasurement(Arguments):
    """One measure of the body."""

    metric: MetricKey
    value: Value
    unit: Unit | None = None
    type: Annotated[Literal["log", "baseline"], Field(description="baseline: the one to compare with from now on.")] = (
        "log"
    )
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None
    note: Note = ""
    confirm: Confirm = False


@user_tool(args=LogMeasurement, writes=True, waits=_confirmed, area=Area.BODY)
def log_measurement(ctx: Ctx, asked: LogMeasurement) -> Receipt:
    """Write down what the person says their body measures: weight, a girth, body fat, muscle mass. Never for food, and never for
    what they wish to weigh."""
    unit = asked.unit or unit_meant(user_id=ctx.user_id, metric=asked.metric, value=asked.value)
    reading = measurements.Reading(
        metric=asked.metric,
        value=asked.value,
        unit=unit,
        type=MeasurementType(asked.type),
        local_date=asked.local_date,
        local_time=asked.local_time,
        source=ctx.actor,
        note=asked.note,
    )
    done = measurements.measure(user_id=ctx.user_id, reading=reading, confirm=asked.confirm)
    return {
        "measurements": [measurement_shape(done.row, Reader.of(ctx.user_id))],
        "message": "1 measurement written.",
    }


class GetMeasurements(Arguments):
    """Which measures; all that is left out is not asked for."""

    metric: MetricKey | None = None
    first_date: Annotated[date, Field(description="From this local date on.")] | None = None
    last_date: Annotated[date, Field(description="Up to this local date.")] | None = None


@user_tool(args=GetMeasurements, writes=False, area=Area.BODY)
def get_measurements(ctx: Ctx, asked: GetMeasurements) -> Receipt:
    """The person's measurements, at most 20, newest first; for each metric a summary of the time asked for (first, latest, change,
    least, most, count); and with a metric its trend, which leaves out water and noise, and by how much that moves in a week."""
    reader = Reader.of(ctx.user_id)
    rows = queries.taken_measurements(ctx.user_id)
    conditions = {
        "metric": asked.metric,
        "local_date__gte": asked.first_date,
        "local_date__lte": asked.last_date,
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value is not None})
    summaries = queries.summaries(
        user_id=ctx.user_id, metric=asked.metric, first=asked.first_date, last=asked.last_date
    )
    return {
        "measurements": [measurement_shape(row, reader) for row in rows.order_by("-measured_at", "-id")[:MOST_TOLD]],
        "summaries": [summary_shape(each, reader) for each in summaries],
        "trend": None if asked.metric is None or not summaries else _trend(ctx, asked, reader),
    }


def _trend(ctx: Ctx, asked: GetMeasurements, reader: Reader) -> dict[str, Any] | None:
    """Where the trend stands at the end of the time asked for, and how far it is from where it was a week before."""
    assert asked.metric is not None
    last = asked.last_date or ctx.when.date
    first = asked.first_date
    if first is not None and (last - first).days >= USUAL_DAYS:
        first = None
    found = course(user_id=ctx.user_id, metric=asked.metric, first=first, last=last, today=ctx.when.date)
    if len(found.trend) <= WEEK or len(found.raw) <= 1:
        return None
    latest, before = found.trend[-1], found.trend[-1 - WEEK]

    def told(value: Decimal) -> str:
        return display(value, found.metric.unit, reader.units).text

    return {
        "local_date": latest.local_date.isoformat(),
        "value": latest.value,
        "text": told(latest.value),
        "per_week": latest.value - before.value,
        "per_week_text": told(latest.value - before.value),
    }


class EditMeasurement(Arguments):
    """Which measurement, and what to change; what is left out stays."""

    measurement_id: UUID
    value: Value | None = None
    unit: Unit | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None
    note: Note | None = None
    confirm: Confirm = False

    @model_validator(mode="after")
    def _something(self) -> "EditMeasurement":
        if not self.model_fields_set - {"measurement_id", "confirm"}:
            raise ValueError("name at least one thing to change")
        return self


@user_tool(args=EditMeasurement, writes=True, waits=_confirmed, area=Area.BODY, destructive=True, idempotent=True)
def edit_measurement(ctx: Ctx, asked: EditMeasurement) -> Receipt:
    """Mend a measurement that was written down wrongly; its id is in a receipt or from get_measurements."""
    told = asked.model_dump(exclude={"measurement_id", "confirm"}, exclude_none=True)
    before = queries.measurement(user_id=ctx.user_id, measurement_id=asked.measurement_id)
    if asked.value is not None and asked.unit is None:
        told["unit"] = unit_meant(user_id=ctx.user_id, metric=before.metric, value=asked.value)
    row = measurements.edit_measurement(
        user_id=ctx.user_id, measurement_id=asked.measurement_id, changes=told, confirm=asked.confirm
    )
    return {
        "measurements": [measurement_shape(row, Reader.of(ctx.user_id))],
        "message": "1 measurement changed.",
    }


class DeleteMeasurement(Arguments):
    """Which measurement."""

    measurement_id: UUID


@user_tool(
    args=DeleteMeasurement,
    writes=True,
    destructive=True,
    waits=lambda ctx, asked: deletes_one(ctx),
    as_of_yes=True,
    area=Area.BODY,
    idempotent=True,
)
def delete_measurement(ctx: Ctx, asked: DeleteMeasurement) -> Receipt:
    """Delete one measurement; it can be undone. Its id is in a receipt or from get_measurements. A second one in a turn waits for a
    yes."""
    row = measurements.delete_measurement(user_id=ctx.user_id, measurement_id=asked.measurement_id)
    return {
        "deleted_measurements": [measurement_shape(row, Reader.of(ctx.user_id))],
        "message": "1 measurement deleted.",
    }
