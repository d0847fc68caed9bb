"""Writing what a body measures: one, many at once, changed, deleted. Call within `acting_as`."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from fithub.accounts.models import Profile
from fithub.accounts.queries import profile_of
from fithub.body.metrics import CUSTOM, METRICS, Metric, custom_metrics, define_metric, metric_of
from fithub.body.models import Measurement, MeasurementType
from fithub.body.moments import moment_of
from fithub.body.plausibility import Point, check_possible, unlikely
from fithub.body.queries import measurement, own_measurements
from fithub.body.units import to_own, unit_named
from fithub.core.clock import now
from fithub.core.errors import FieldError, InvalidInput, TooLarge
from fithub.core.nutrients import quantise

MOST_AT_ONCE: Final = 5000
MOST_ERRORS: Final = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure as it is said. `unit` None is the metric's own. When: `measured_at` (aware), or the person's `local_date`
    and `local_time`, or now. A `source_ref` names it in its source: it is taken once."""

    metric: str
    value: Decimal
    unit: str | None = None
    type: str = MeasurementType.LOG
    measured_at: datetime | None = None
    local_date: date | None = None
    local_time: time | None = None
    source: str = "form"
    source_ref: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of a reading: its row, and whether that is new or was there from an earlier time (`source_ref`)."""

    row: Measurement
    new: bool


def measure(*, user_id: UUID, reading: Reading, confirm: bool = False) -> Measured:
    """Write down one reading. `confirm`: the person stands by a value far from the one before.

    Raises InvalidInput (`metric_unknown`, `metric_derived`, `unit_unknown`, `value_impossible`, `value_unlikely` without
    `confirm`, `measured_in_future`, `date_out_of_range`, `when_said_twice`).
    """
    return _Desk(user_id=user_id, confirm=confirm).take([reading], lambda place: "")[0]


def measure_all(*, user_id: UUID, readings: Sequence[Reading], confirm: bool = False) -> list[Measured]:
    """Write down all of them or none, in one change set; the answers are in their order.

    Raises TooLarge (`too_many_rows`), InvalidInput (`rows_invalid` with up to 100 errors, each under `items.N.…`; the codes are
    those of `measure`).
    """
    if len(readings) > MOST_AT_ONCE:
        raise TooLarge("too_many_rows", f"Send at most {MOST_AT_ONCE:,} measurements at once.")
    return _Desk(user_id=user_id, confirm=confirm).take(readings, lambda place: f"items.{place}.")


def edit_measurement(
    *, user_id: UUID, measurement_id: UUID, changes: Mapping[str, Any], confirm: bool = False
) -> Measurement:
    """Change a measurement: any of value, unit, type, measured_at, local_date, local_time, note.

    A value without a unit is in the metric's own, as when it is new; a unit without a value says in what unit the digits were
    meant. What changes nothing leaves nothing to undo. Raises NotFound (`measurement_not_found`), InvalidInput (as `measure`).
    """
    row = measurement(user_id=user_id, measurement_id=measurement_id, hold=True)
    reading = Reading(
        metric=row.metric,
        value=row.entered,
        unit=row.entered_unit or None,
        type=row.type,
        measured_at=row.measured_at,
        source=row.source,
        note=row.note,
    )
    told = {"unit": None, **changes} if "value" in changes else dict(changes)
    if told.keys() & {"local_date", "local_time"} and "measured_at" not in told:
        told = {"measured_at": None, "local_date": row.local_date, "local_time": row.local_time} | told
    desk = _Desk(user_id=user_id, confirm=confirm)
    changed = desk.row_of(replace(reading, **told), before=row)
    if not told.keys() & {"measured_at", "local_date", "local_time"}:
        changed.local_date, changed.local_time, changed.time_zone = row.local_date, row.local_time, row.time_zone
    columns = "value entered entered_unit type measured_at local_date local_time time_zone note".split()
    if all(getattr(row, name) == getattr(changed, name) for name in columns):
        return row
    for name in columns:
        setattr(row, name, getattr(changed, name))
    if told.keys() & {"value", "unit", "type"}:
        desk.check_jumps([row], lambda place: "")
    row.updated_at = now()
    row.save(update_fields=[*columns, "updated_at"])
    return row


def delete_measurement(*, user_id: UUID, measurement_id: UUID) -> Measurement:
    """Delete a measurement and return it as it was. Raises NotFound (`measurement_not_found`)."""
    row = measurement(user_id=user_id, measurement_id=measurement_id, hold=True)
    Measurement.objects.filter(user_id=user_id, pk=measurement_id).delete()
    return row


@dataclass
class _Desk:
    """Where readings become rows: what is asked of the person's account is asked once for all of them."""

    user_id: UUID
    confirm: bool
    profile: Profile = field(init=False)
    _metrics: dict[str, Metric] = field(init=False)

    def __post_init__(self) -> None:
        self.profile = profile_of(self.user_id)
        self._metrics = dict(METRICS)

    def take(self, readings: Sequence[Reading], where: Callable[[int], str]) -> list[Measured]:
        """Write down what is new of them, all or none."""
        if any(reading.metric.startswith(CUSTOM) for reading in readings):
            self._metrics |= {CUSTOM + each.slug: metric_of(each) for each in custom_metrics(self.user_id)}
        known = self._known(readings)
        taken: list[Measured] = []
        wrong: list[FieldError] = []
        places: list[int] = []
        for place, reading in enumerate(readings):
            ref = None if reading.source_ref is None else (reading.source, reading.source_ref)
            if ref is not None and ref in known:
                taken.append(Measured(known[ref], new=False))
                continue
            try:
                row = self.row_of(reading)
            except InvalidInput as error:
                wrong += _placed(error, where(place))
                continue
            taken.append(Measured(row, new=True))
            places.append(place)
            if ref is not None:
                known[ref] = row
        _refuse(wrong, alone=not where(0))
        new = [each.row for each in taken if each.new]
        self.check_jumps(new, lambda index: where(places[index]))
        Measurement.objects.bulk_create(new)
        return taken

    def row_of(self, reading: Reading, before: Measurement | None = None) -> Measurement:
        """The row that a reading asks for, not yet stored; `before`: the row that it changes. Raises InvalidInput."""
        metric = self._metric(reading, before)
        unit = metric.unit if reading.unit is None else unit_named(reading.unit, metric.unit)
        if not reading.value.is_finite() or abs(reading.value) >= 10**9:
            raise InvalidInput.field("value", "value_impossible", "Give a number that a body can measure.")
        measured_at, moment = moment_of(
            self.profile,
            instant=reading.measured_at,
            day=reading.local_date,
            at=reading.local_time,
            instant_field="measured_at",
            ahead=reading.type == MeasurementType.TARGET,
        )
        entered = quantise(reading.value)
        value = to_own(reading.value, unit, metric.unit)
        check_possible(metric, value, born=self.profile.birth_date, day=moment.date, units=self.profile.units)
        instant = now()
        return Measurement(
            user_id=self.user_id,
            metric=metric.key,
            custom_id=metric.custom_id,
            value=value,
            entered=entered,
            entered_unit=unit,
            type=reading.type,
            measured_at=measured_at,
            local_date=moment.date,
            local_time=moment.time,
            time_zone=moment.zone,
            source=reading.source,
            source_ref=reading.source_ref,
            note=reading.note,
            created_at=instant,
            updated_at=instant,
        )

    def check_jumps(self, rows: Sequence[Measurement], where: Callable[[int], str]) -> None:
        """Refuse values far from those before them, unless the person stands by them. Wishes may be anything."""
        if self.confirm:
            return
        by_metric: dict[str, list[Point]] = defaultdict(list)
        for place, row in enumerate(rows):
            metric = METRICS.get(row.metric)
            if metric is not None and metric.jump is not None and row.type != MeasurementType.TARGET:
                by_metric[row.metric].append(Point(row.measured_at, row.value, place))
        wrong: list[FieldError] = []
        for key, points in by_metric.items():
            others = _around(self.user_id, key, points, excluding=[row.pk for row in rows])
            for point, message in unlikely(METRICS[key], others, points, self.profile.units):
                assert point.place is not None
                wrong.append(FieldError(f"{where(point.place)}value", "value_unlikely", message))
        _refuse(wrong, alone=not where(0) if rows else False)

    def _metric(self, reading: Reading, before: Measurement | None) -> Metric:
        if before is not None and before.custom_id is not None:
            return metric_of(before.custom)
        if reading.metric in self._metrics:
            return self._metrics[reading.metric]
        if reading.metric in {"bmi", "bmi_kg_m2"}:
            raise InvalidInput.field(
                "metric", "metric_derived", "BMI is worked out from the height and the weight; send weight_kg."
            )
        if not reading.metric.startswith(CUSTOM):
            possible = ", ".join(METRICS)
            raise InvalidInput.field("metric", "metric_unknown", f"Possible are {possible}, and your own as {CUSTOM}….")
        if reading.unit is None:
            raise InvalidInput.field(
                "metric",
                "metric_unknown",
                "Define this metric with POST /measurements/metrics, or send its unit with its first measurement.",
            )
        definition = define_metric(user_id=self.user_id, slug=reading.metric, unit=reading.unit)
        self._metrics[reading.metric] = metric_of(definition)
        return self._metrics[reading.metric]

    def _known(self, readings: Sequence[Reading]) -> dict[tuple[str, str], Measurement]:
        refs = {reading.source_ref for reading in readings if reading.source_ref is not None}
        if not refs:
            return {}
        sources = {reading.source for reading in readings}
        rows = own_measurements(self.user_id).filter(source__in=sources, source_ref__in=refs)
        return {(row.source, row.source_ref or ""): row for row in rows}


def _around(user_id: UUID, metric: str, points: Sequence[Point], excluding: list[UUID]) -> list[Point]:
    """What was measured between these points, and the one on either side of them."""
    first, last = min(point.at for point in points), max(point.at for point in points)
    taken = own_measurements(user_id).filter(metric=metric).exclude(type=MeasurementType.TARGET)
    taken = taken.exclude(pk__in=excluding) if len(excluding) == 1 else taken
    before = taken.filter(measured_at__lte=first).order_by("-measured_at", "-id")[:1]
    within = taken.filter(measured_at__gt=first, measured_at__lte=last).order_by("measured_at", "id")
    after = taken.filter(measured_at__gt=last).order_by("measured_at", "id")[:1]
    return [Point(row.measured_at, row.value) for rows in (before, within, after) for row in rows]


def _placed(error: InvalidInput, prefix: str) -> list[FieldError]:
    listed = error.errors or (FieldError("", error.code, error.detail),)
    return [FieldError(f"{prefix}{each.field}".rstrip("."), each.code, each.message) for each in listed]


def _refuse(wrong: Sequence[FieldError], *, alone: bool) -> None:
    if not wrong:
        return
    if alone:
        raise InvalidInput(wrong[0].code, wrong[0].message, wrong)
    more = f"; {len(wrong)} in all" if len(wrong) > 1 else ""
    raise InvalidInput(
        "rows_invalid", f"{wrong[0].field}: {wrong[0].message}{more}. Nothing was written.", wrong[:MOST_ERRORS]
    )
