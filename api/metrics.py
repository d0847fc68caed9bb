"""What can be measured: everybody's metrics, and your own."""

from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import Input, Text
from fithub.body import metrics as services
from fithub.body.shapes import custom_metric_shape, metric_shape
from fithub.core.ownership import Actor

router = owned_router(Actor.FORM)

Bound = Annotated[Decimal, Field(ge=-services.MOST_VALUE, le=services.MOST_VALUE, allow_inf_nan=False)]


class Metric(Schema):
    """What can be measured: its own unit, and the least and the most that is possible, in it."""

    metric: str
    label: str
    unit: str
    low: float
    high: float
    custom: bool


class Metrics(Schema):
    items: list[Metric]


class NewMetric(Input):
    """A metric of your own, measured as `custom:<slug>`."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"slug": "grip", "name": "Grip strength", "unit": "kgf", "low": 0, "high": 150}]
        },
    )

    slug: Text = Field(max_length=50)
    name: Text = Field("", max_length=100)
    unit: Text = Field("", max_length=20)
    low: Bound | None = None
    high: Bound | None = None


class MetricChanges(Input):
    """What to change; fields that are not sent stay. The unit cannot be changed: what was measured is in it."""

    name: Text = Field("", min_length=1, max_length=100)
    low: Bound | None = None
    high: Bound | None = None


@router.get("", response={200: Metrics, 401: Problem}, tags=["measurements"])
def index(request: HttpRequest) -> HttpResponse:
    """What can be measured: everybody's metrics, then your own."""
    own = [custom_metric_shape(each) for each in services.custom_metrics(caller(request))]
    return reply({"items": [metric_shape(each) for each in services.METRICS.values()] + own})


@router.post("", response={201: Metric, 401: Problem, 409: Problem, 422: Problem}, tags=["measurements"])
def create(request: HttpRequest, body: NewMetric) -> HttpResponse:
    """Define a metric of your own."""
    return reply(custom_metric_shape(services.define_metric(user_id=caller(request), **body.model_dump())), 201)


@router.patch("/{slug}", response={200: Metric, 401: Problem, 404: Problem, 422: Problem}, tags=["measurements"])
def edit(request: HttpRequest, slug: str, body: MetricChanges) -> HttpResponse:
    """Change a metric of your own."""
    changes = body.model_dump(exclude_unset=True)
    return reply(custom_metric_shape(services.edit_metric(user_id=caller(request), slug=slug, changes=changes)))


@router.delete("/{slug}", response={204: None, 401: Problem, 404: Problem, 409: Problem}, tags=["measurements"])
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a metric of your own that nothing is measured by; it can be undone."""
    services.delete_metric(user_id=caller(request), slug=slug)
    return nothing()
