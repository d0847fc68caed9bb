"""What a person aims at, and what their body measures."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON


class DayKind(models.TextChoices):
    """What kind of day a person marked it as."""

    TRAINING = "training"
    REST = "rest"


class Target(OwnedModel):
    """What to eat in a day, from a date on, to its end where it has one.

    `nutrients`: {key: {"min"?, "target"?, "max"?, "unit"?, "weight_kg"?}}, amounts in the unit that the key names, or in `unit`
    (fithub.body.bounds). `weekdays`: ISO numbers, 1 is Monday; empty: any. `day_kind`: "" is any.
    """

    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    day_kind = models.CharField(max_length=8, choices=DayKind, blank=True, default="")
    nutrients = DecimalJSON()
    created_at = models.DateTimeField()
    # The diet that it is of (fithub.planning); None: the person's own.
    diet_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "effective_from", "weekdays", "day_kind"],
                condition=models.Q(diet_id=None),
                name="one_target_for_a_day",
            ),
            models.UniqueConstraint(
                fields=["user", "diet_id", "effective_from"],
                condition=models.Q(diet_id__isnull=False),
                name="one_diets_target_for_a_day",
            ),
        ]


class CustomMetric(OwnedModel):
    """A metric of a person's own: `custom:<slug>`, in a unit of its own, with bounds or without (None)."""

    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=20, blank=True)
    low = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    high = models.DecimalField(max_digits=12, decimal_places=3, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "slug"], name="custom_metric_once")]


class MeasurementType(models.TextChoices):
    """What a measurement is: taken, taken as the one to compare with, or wished for."""

    LOG = "log"
    BASELINE = "baseline"
    TARGET = "target"


class Measurement(OwnedModel):
    """One measure of the body, once. `value` is in the metric's own unit; `entered` and `entered_unit` are as typed.

    `measured_at` is the instant; the local date, time and zone are the person's when it was written down, and never shift.
    `source_ref` names the same measure in what it came from, so that a second import knows it; None where there is none.
    """

    metric = models.CharField(max_length=50)
    # The definition, for a metric of the person's own.
    custom: Any = models.ForeignKey(CustomMetric, null=True, on_delete=models.DB_CASCADE, related_name="measurements")
    value = models.DecimalField(max_digits=12, decimal_places=3)
    entered = models.DecimalField(max_digits=12, decimal_places=3)
    entered_unit = models.CharField(max_length=20, blank=True)
    type = models.CharField(max_length=8, choices=MeasurementType, default=MeasurementType.LOG)
    measured_at = models.DateTimeField()
    local_date = models.DateField()
    local_time = models.TimeField()
    time_zone = models.CharField(max_length=64)
    source = models.CharField(max_length=10)
    source_ref = models.CharField(max_length=200, null=True)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "measured_at", "id"], name="measurement_newest"),
            # The latest of a metric, and its series by day, are each one slice of this.
            models.Index(fields=["user", "metric", "measured_at"], name="measurement_by_metric"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "source", "source_ref"],
                condition=models.Q(source_ref__isnull=False),
                name="measurement_once_a_source",
            ),
        ]


class TrainingWeek(OwnedModel):
    """Which weekdays (ISO numbers) a person trains on, from a date on until the next such row begins."""

    effective_from = models.DateField()
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "effective_from"], name="one_training_week_a_day")]


class TrainingDay(OwnedModel):
    """One date that is otherwise than its weekday says."""

    local_date = models.DateField()
    day_kind = models.CharField(max_length=8, choices=DayKind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "local_date"], name="one_kind_a_date")]


class ProposalState(models.TextChoices):
    """`edited` is approved after a change; `superseded` gave way to a newer one."""

    OPEN = "open"
    APPROVED = "approved"
    EDITED = "edited"
    DECLINED = "declined"
    SUPERSEDED = "superseded"


class Proposal(OwnedModel):
    """A target that waits for the person's yes.

    `nutrients` is what would be set, `proposed` what was first proposed; `arithmetic` how it was worked out, as data.
    `source`: who proposes (chat, form, coach). `target_id`: the target that came of it.
    """

    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    source = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    arithmetic = DecimalJSON(default=dict)
    effective_from = models.DateField()
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    day_kind = models.CharField(max_length=8, choices=DayKind, blank=True, default="")
    nutrients = DecimalJSON()
    proposed = DecimalJSON()
    target_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)


class GoalKind(models.TextChoices):
    """What a goal is for."""

    WEIGHT_LOSS = "weight_loss"
    MUSCLE_GAIN = "muscle_gain"
    MAINTENANCE = "maintenance"
    ENDURANCE = "endurance"
    STRENGTH = "strength"
    FLEXIBILITY = "flexibility"
    GENERAL_FITNESS = "general_fitness"
    CUSTOM = "custom"


class Goal(OwnedModel):
    """What a person wants their body to become or to do.

    `metric`: what it is measured by, "" for a goal without a number; `start_value`, `target_value` and `pace_per_week` are in its
    own unit, the pace without a sign. One active goal at a time is about a metric.
    """

    kind = models.CharField(max_length=15, choices=GoalKind)
    name = models.CharField(max_length=100)
    metric = models.CharField(max_length=50, blank=True)
    # The definition, for a metric of the person's own.
    custom: Any = models.ForeignKey(CustomMetric, null=True, on_delete=models.DB_CASCADE, related_name="goals")
    start_date = models.DateField()
    start_value = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    target_value = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    target_date = models.DateField(null=True)
    pace_per_week = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    notes = models.TextField(blank=True)
    is_active = models.BooleanField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "metric"],
                condition=models.Q(is_active=True) & ~models.Q(metric=""),
                name="one_active_goal_a_metric",
            ),
        ]


class PhotoState(models.TextChoices):
    """How far the picture behind a photo is."""

    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class PhotoFile(OwnedModel):
    """The files of one photo. Not in the change log: a photo that was deleted and is had back points to it again.

    `unused_since`: when no photo was found to point to it; some time after that it goes, with its files. `error_code`: why it
    failed. The sizes are those of the full picture.
    """

    state = models.CharField(max_length=10, choices=PhotoState, default=PhotoState.PROCESSING)
    error_code = models.CharField(max_length=40, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    unused_since = models.DateTimeField(null=True)


class PhotoPose(models.TextChoices):
    """From where a person is seen."""

    FRONT = "front"
    SIDE = "side"
    BACK = "back"
    OTHER = "other"


class Photo(OwnedModel):
    """A picture of a person's progress: when, from where, and what they say of it. When it was is as for a measurement."""

    file: Any = models.OneToOneField(PhotoFile, on_delete=models.DB_CASCADE, related_name="photo")
    pose = models.CharField(max_length=5, choices=PhotoPose, default=PhotoPose.FRONT)
    note = models.CharField(max_length=500, blank=True)
    taken_at = models.DateTimeField()
    local_date = models.DateField()
    local_time = models.TimeField()
    time_zone = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "taken_at", "id"], name="photo_newest")]


class Expenditure(OwnedModel):
    """What a person burned in a day as far as FitHub knew on `on_date`: kcal with the bounds of four in five, None: not told.

    `method`, `reason`, `confidence` and `days_of_data` are those of fithub.body.expenditure, whose `version` it is of; `basis`:
    what else it says of where the number comes from. `inputs_hash` is of all that went in.
    """

    on_date = models.DateField()
    kcal = models.DecimalField(max_digits=6, decimal_places=0, null=True)
    low = models.DecimalField(max_digits=6, decimal_places=0, null=True)
    high = models.DecimalField(max_digits=6, decimal_places=0, null=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2)
    method = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, null=True)
    days_of_data = models.PositiveIntegerField()
    basis = DecimalJSON()
    inputs_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on_date"], name="one_expenditure_a_day")]
