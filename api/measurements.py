"""What your body measures: weight, girths, body fat, and what else you choose to measure."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import AwareDatetime, ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import Input, LocalDate, LocalTime, Text
from fithub.accounts.queries import local_now
from fithub.body import courses, measurements, queries
from fithub.body.models import MeasurementType
from fithub.body.shapes import Reader, course_shape, measurement_shape, summary_shape
from fithub.core.ownership import Actor

router = owned_router(Actor.FORM)

MetricKey = Annotated[Text, Field(min_length=1, max_length=50, examples=["weight_kg", "waist_cm", "custom:grip"])]
Value = Annotated[Decimal, Field(allow_inf_nan=False, examples=[82.4])]
Unit = Annotated[Text, Field(min_length=1, max_length=20, examples=["kg", "lb", "st", "cm", "in", "%"])]
Note = Annotated[Text, Field(max_length=500)]


class Shown(Schema):
    """A value in your units; `text` is it in words ("11 st 4 lb")."""

    value: float
    unit: str
    text: str


class Measurement(Schema):
    """One measure. `value` is in `unit`, the metric's own; `display` in yours. `bmi` stands with a weight where your height is
    known."""

    id: UUID
    metric: str
    label: str
    value: float
    unit: str
    display: Shown
    bmi: float | None
    type: MeasurementType
    measured_at: datetime
    local_date: date
    local_time: time
    time_zone: str
    source: str
    source_ref: str | None
    note: str


class MeasurementPage(Schema):
    items: list[Measurement]
    next: str | None


class Measurements(Schema):
    items: list[Measurement]


class NewMeasurement(Input):
    """A measure: `value` in the metric's own unit or in `unit`, now or at `measured_at` (with its zone), or on your `local_date` at
    your `local_time`. With a `source_ref` it is taken once from its source. A value far from the one before needs `confirm`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"metric": "weight_kg", "value": 82.4},
                {"metric": "weight_kg", "value": 181.5, "unit": "lb", "measured_at": "2026-05-05T07:10:00+02:00"},
                {"metric": "waist_cm", "value": 92, "type": "baseline", "local_date": "2026-05-01"},
                {"metric": "custom:grip", "value": 48, "unit": "kgf", "note": "right hand"},
            ]
        },
    )

    metric: MetricKey
    value: Value
    unit: Unit | None = None
    type: MeasurementType = MeasurementType.LOG
    measured_at: AwareDatetime | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None
    source: Literal["form", "api", "import"] = "form"
    source_ref: Annotated[Text, Field(min_length=1, max_length=200)] | None = None
    note: Note = ""
    confirm: bool = False


class BulkMeasurement(NewMeasurement):
    """As a single one; `confirm` is said once for all."""

    source: Literal["form", "api", "import"] = "api"
    confirm: Literal[False] = False


class Bulk(Input):
    """Up to 5,000 measures, written all or none."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "items": [
                        {"metric": "weight_kg", "value": 82.4, "local_date": "2026-05-04", "source_ref": "scale-1"},
                        {"metric": "weight_kg", "value": 82.1, "local_date": "2026-05-05", "source_ref": "scale-2"},
                    ]
                }
            ]
        },
    )

    items: Annotated[list[BulkMeasurement], Field(min_length=1, max_length=measurements.MOST_AT_ONCE)]
    confirm: bool = False


class BulkDone(Schema):
    """How many were written, how many were known by their `source_ref`, and the ids of all in the order sent."""

    created: int
    known: int
    ids: list[UUID]


class MeasurementChanges(Input):
    """What to change; fields that are not sent stay. A value without a unit is in the metric's own."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"value": 82.1}, {"note": "after a run"}]}
    )

    value: Value = Field(None)  # type: ignore[assignment]
    unit: Unit = Field(None)  # type: ignore[assignment]
    type: MeasurementType = Field(None)  # type: ignore[assignment]
    measured_at: AwareDatetime = Field(None)  # type: ignore[assignment]
    local_date: LocalDate = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]
    note: Note = ""
    confirm: bool = False


class Span(Schema):
    """All of them optional; both dates are included."""

    metric: MetricKey | None = None
    first: LocalDate | None = Field(None, alias="from")
    last: LocalDate | None = Field(None, alias="to")


class Filters(Span):
    type: MeasurementType | None = None
    source: Text | None = Field(None, max_length=10)
    order: Literal["newest", "oldest"] = "newest"
    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = None


class MetricFigure(Schema):
    value: float
    display: Shown


class MetricSummary(Schema):
    """A metric over the time asked for; `change` is from the first to the latest. Wishes (type target) do not count."""

    metric: str
    label: str
    unit: str
    count: int
    first: Measurement
    latest: Measurement
    change: MetricFigure
    min: MetricFigure
    max: MetricFigure


class MetricSummaries(Schema):
    items: list[MetricSummary]


class RawPoint(Schema):
    local_date: date
    value: float
    display: Shown


class TrendPoint(Schema):
    """A day of the trend with the bounds that hold four of five such days; `raw` is the mean of the day's measures, if any."""

    local_date: date
    value: float
    low: float
    high: float
    raw: float | None
    display: Shown
    display_low: Shown
    display_high: Shown


class Trend(Schema):
    """Every measure, and the trend below its noise: one point for each day from the first measure to the last, in the metric's
    unit."""

    metric: str
    label: str
    unit: str
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    raw: list[RawPoint]
    trend: list[TrendPoint]


class TrendSpan(Span):
    metric: MetricKey = "weight_kg"


@router.get("", response={200: MeasurementPage, 401: Problem, 422: Problem}, tags=["measurements"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your measurements, newest first unless you ask otherwise."""
    user_id = caller(request)
    rows = queries.own_measurements(user_id).filter(_wanted(filters))
    backwards = filters.order == "newest"
    after = decode_cursor(filters.cursor, lambda key: (datetime.fromisoformat(key[0]), UUID(key[1])))
    if after is not None:
        at, row_id = after
        side = "lt" if backwards else "gt"
        rows = rows.filter(Q(**{f"measured_at__{side}": at}) | Q(measured_at=at, **{f"id__{side}": row_id}))
    order = ("-measured_at", "-id") if backwards else ("measured_at", "id")
    found = list(rows.order_by(*order)[: filters.limit + 1])
    reader = Reader.of(user_id)
    return page(
        found,
        filters.limit,
        lambda row: measurement_shape(row, reader),
        lambda row: [row.measured_at.isoformat(), row.pk],
    )


@router.post("", response={200: Measurement, 201: Measurement, 401: Problem, 422: Problem}, tags=["measurements"])
def create(request: HttpRequest, body: NewMeasurement) -> HttpResponse:
    """Write down a measure. One that is known by its `source_ref` is answered as it stands, with 200."""
    user_id = caller(request)
    done = measurements.measure(user_id=user_id, reading=_reading(body), confirm=body.confirm)
    return reply(measurement_shape(done.row, Reader.of(user_id)), 201 if done.new else 200)


@router.post("/bulk", response={201: BulkDone, 401: Problem, 413: Problem, 422: Problem}, tags=["measurements"])
def bulk(request: HttpRequest, body: Bulk) -> HttpResponse:
    """Write down many measures at once, all or none; what is wrong is told row by row. One undo takes all of it back."""
    readings = [_reading(each) for each in body.items]
    done = measurements.measure_all(user_id=caller(request), readings=readings, confirm=body.confirm)
    created = sum(each.new for each in done)
    ids = [each.row.pk for each in done]
    return reply({"created": created, "known": len(done) - created, "ids": ids}, 201)


@router.get("/latest", response={200: Measurements, 401: Problem}, tags=["measurements"])
def latest(request: HttpRequest) -> HttpResponse:
    """The last measure of every metric."""
    user_id = caller(request)
    reader = Reader.of(user_id)
    return reply({"items": [measurement_shape(row, reader) for row in queries.latest_of_each(user_id)]})


@router.get("/summary", response={200: MetricSummaries, 401: Problem, 422: Problem}, tags=["measurements"])
def summary(request: HttpRequest, span: Annotated[Span, Query()]) -> HttpResponse:
    """For every metric measured in a time: first, latest, change, bounds and count."""
    user_id = caller(request)
    reader = Reader.of(user_id)
    found = queries.summaries(user_id=user_id, metric=span.metric, first=span.first, last=span.last)
    return reply({"items": [summary_shape(each, reader) for each in found]})


@router.get(
    "/trend",
    response={200: Trend, 401: Problem, 404: Problem, 422: Problem},
    by_alias=True,
    tags=["measurements"],
)
def trend(request: HttpRequest, span: Annotated[TrendSpan, Query()]) -> HttpResponse:
    """A metric's measures with the trend through them, for at most 732 days; the year up to today unless you say which."""
    user_id = caller(request)
    today = local_now(user_id).date
    found = courses.course(user_id=user_id, metric=span.metric, first=span.first, last=span.last, today=today)
    return reply(course_shape(found, Reader.of(user_id)))


@router.get("/{uuid:measurement_id}", response={200: Measurement, 401: Problem, 404: Problem}, tags=["measurements"])
def show(request: HttpRequest, measurement_id: UUID) -> HttpResponse:
    """One measurement."""
    user_id = caller(request)
    row = queries.measurement(user_id=user_id, measurement_id=measurement_id)
    return reply(measurement_shape(row, Reader.of(user_id)))


@router.patch(
    "/{uuid:measurement_id}",
    response={200: Measurement, 401: Problem, 404: Problem, 422: Problem},
    tags=["measurements"],
)
def edit(request: HttpRequest, measurement_id: UUID, body: MeasurementChanges) -> HttpResponse:
    """Change a measurement."""
    user_id = caller(request)
    changes: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"confirm"})
    row = measurements.edit_measurement(
        user_id=user_id, measurement_id=measurement_id, changes=changes, confirm=body.confirm
    )
    return reply(measurement_shape(row, Reader.of(user_id)))


@router.delete("/{uuid:measurement_id}", response={204: None, 401: Problem, 404: Problem}, tags=["measurements"])
def delete(request: HttpRequest, measurement_id: UUID) -> HttpResponse:
    """Delete a measurement; it can be undone."""
    measurements.delete_measurement(user_id=caller(request), measurement_id=measurement_id)
    return nothing()


def _reading(body: NewMeasurement) -> measurements.Reading:
    return measurements.Reading(**body.model_dump(exclude={"confirm"}))


def _wanted(filters: Filters) -> Q:
    conditions = {
        "metric": filters.metric,
        "type": filters.type,
        "source": filters.source,
        "local_date__gte": filters.first,
        "local_date__lte": filters.last,
    }
    return Q(**{name: value for name, value in conditions.items() if value is not None})
